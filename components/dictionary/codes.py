"""Code lists as the dictionary shows them: each code with its words and spellings, and what settles no code."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components import words
from components.charts.table import Table
from components.dictionary import markup
from components.dictionary.reading import CodeList, Dictionary
from locales import say


def entries(found: Sequence[CodeList], dictionary: Dictionary, lang: str, *, is_open: bool) -> str:
    """Every list, folded unless it is asked for, with the fields that are filled from it."""
    return "".join(
        markup.entry(
            f"codes-{one.name}",
            f"{markup.both(one.label_hi, one.label_en, lang)} {markup.code(one.name)}",
            _note(one, dictionary, lang),
            markup.terms([(say(lang, "dictionary.used_in"), escape(used_in(one.name, dictionary, lang)))])
            + _codes(one, lang)
            + _refused(one, lang),
            is_open=is_open,
        )
        for one in found
    )


def _note(codes: CodeList, dictionary: Dictionary, lang: str) -> str:
    """How many codes, and the returns that take words from the list."""
    found = (one for one in dictionary.returns if any(field.code_list == codes.name for field in one.fields))
    users = ", ".join(one.label(lang) for one in found)
    return f"{say(lang, 'dictionary.n_codes', n=words.number(lang, len(codes.codes)))} · {users}"


def used_in(name: str, dictionary: Dictionary, lang: str) -> str:
    """The fields that take their words from a list, each with its return."""
    told = (
        f"{one.label(lang)} › {field.label(lang)}"
        for one in dictionary.returns
        for field in one.fields
        if field.code_list == name
    )
    return "; ".join(told)


def _codes(one: CodeList, lang: str) -> str:
    if not one.codes:
        return ""
    heads = [say(lang, f"dictionary.head.{name}") for name in ("label", "code", "mended")]
    rows = [
        [
            markup.both(code.label_hi, code.label_en, lang),
            markup.code(code.name),
            markup.as_written(code.spellings),
        ]
        for code in one.codes
    ]
    return markup.table(heads, rows, "of-codes")


def _refused(one: CodeList, lang: str) -> str:
    if not one.refused:
        return ""
    heads = [say(lang, f"dictionary.head.{name}") for name in ("refused", "instead")]
    rows = [[markup.as_written([bad.spelling]), escape(bad.sentence(lang))] for bad in one.refused]
    return f"<p>{escape(say(lang, 'dictionary.refused'))}</p>{markup.table(heads, rows, 'of-refused')}"


def codes(found: Sequence[CodeList], lang: str) -> Table:
    """Every code as a line of the file."""
    heads = tuple(say(lang, f"dictionary.head.{name}") for name in ("list", "code", "label_hi", "label_en", "mended"))
    rows = tuple(
        (one.label(lang), code.name, code.label_hi, code.label_en, " | ".join(code.spellings))
        for one in found
        for code in one.codes
    )
    return Table(heads, rows)


def refused(found: Sequence[CodeList], lang: str) -> Table:
    """Every refused spelling as a line of the file, with what to write instead."""
    heads = tuple(say(lang, f"dictionary.head.{name}") for name in ("list", "refused", "instead"))
    rows = tuple((one.label(lang), bad.spelling, bad.sentence(lang)) for one in found for bad in one.refused)
    return Table(heads, rows)
