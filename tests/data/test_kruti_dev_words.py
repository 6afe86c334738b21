"""Kruti Dev on the words of this domain: all come back as they were typed, all are found, and no English is taken."""

from __future__ import annotations

import re

from etl.text.kruti_cells import is_kruti_dev
from etl.text.kruti_dev import to_unicode
from tests.kruti_typist import typed
from tests.kruti_words import hindi, latin


def _as_seen(text: str) -> str:
    """A colon after a letter has the key, and the looks, of a visarga."""
    return re.sub(r"(?<=[\u0900-\u0965]):", "ः", text)


def test_every_word_of_the_domain_comes_back_as_it_was_typed() -> None:
    assert len(hindi()) >= 1500
    wrong = [text for text in hindi() if to_unicode(typed(text)) != _as_seen(text)]
    assert wrong == []


def test_kruti_dev_is_found() -> None:
    """From three keys on, with no neighbours to go by; what is left is short, or English too: flag is सिंह."""
    keys = [typed(text) for text in hindi() if re.search("[\u0900-\u0965]", text)]
    keys = [one for one in keys if len(one) >= 3]
    missed = [one for one in keys if not is_kruti_dev(one)]
    assert len(missed) <= 0.02 * len(keys), missed


def test_kruti_dev_among_its_like_is_found() -> None:
    keys = [typed(text) for text in hindi() if re.search("[\u0900-\u0965]", text)]
    missed = [one for one in keys if not is_kruti_dev(one, among=True)]
    assert len(missed) <= 0.02 * len(keys), missed


def test_no_english_and_no_name_in_latin_letters_is_taken() -> None:
    assert len(latin()) >= 3000
    assert [text for text in latin() if is_kruti_dev(text)] == []


def test_hardly_any_english_is_taken_in_a_sheet_of_kruti_dev() -> None:
    taken = [text for text in latin() if len(text) >= 3 and is_kruti_dev(text, among=True)]
    assert len(taken) <= 0.001 * len(latin()), taken
