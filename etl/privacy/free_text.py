"""Texts of which no word may be kept that could be a name: labels, venues and notes become stand-ins."""

from __future__ import annotations

import re

from etl.cells.reading import EMPTY, Reading, failed
from etl.names.namebook import NameBook
from etl.privacy.identity import kinds
from etl.privacy.masking import is_label
from etl.privacy.pseudonyms import Pseudonyms
from etl.text.fold import digits, tidy
from etl.text.words import load_words


def read_label(text: str, pseudonyms: Pseudonyms) -> Reading:
    """A squad's or an FIR's label: numbers and known words. Any other words may be a name: a stand-in is kept."""
    reading = _read_free(text)
    if reading.value is None or is_label(str(reading.value)):
        return reading
    return Reading(f"#{pseudonyms.of(str(reading.value))}")


def read_venue(text: str, places: NameBook, pseudonyms: Pseudonyms) -> Reading:
    """What stands in for a venue; all spellings of a listed place are one venue."""
    reading = _read_free(text)
    if reading.value is None:
        return reading
    return Reading(pseudonyms.of(places.find(str(reading.value)) or str(reading.value)))


def stand_in_for_note(text: str, pseudonyms: Pseudonyms) -> str | None:
    """What stands in for a note's words; numbers, which change from one copy to the next, are left out."""
    said = re.sub(r"\d+", " ", digits(text)).strip()
    return pseudonyms.of(said) if said else None


def _read_free(text: str) -> Reading:
    """The text, unless it identifies a person; an account's number may be that of a file, and is no label either."""
    told = tidy(text)
    if load_words().is_nil(told):
        return EMPTY
    return failed("identity_in_cell", told, is_known=False) if kinds(told) - {"account"} else Reading(told)
