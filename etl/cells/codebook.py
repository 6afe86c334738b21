"""Resolves what a cell says to a code: labels as they are, known spellings as mends, anything else with suggestions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from etl.cells.reading import EMPTY, NEAR, Reading, failed, mended, nearest
from etl.privacy.masking import MASK
from etl.recipes import CodeList, KnownBad, load_codes
from etl.text.fold import digits, fold, one_dash, tidy
from etl.text.words import load_words

_AGE = re.compile(r"(\d{1,3})\s*(?:वर्ष|साल|वर्षीय|years?|yrs?)?\.?", re.IGNORECASE)
_BANDS = ((17, "under_18"), (25, "18_25"), (40, "26_40"), (60, "41_60"), (120, "over_60"))
_NUMBERS = re.compile(r"[\d\s]+")
_MARKS = r"[,、，;；/|+।•·]"
_SOFT = r"\s*&\s*|(?<!\S)(?:एवं|एवम्?|एंव|ऐवं|व|और|तथा|and)(?!\S)"  # stand inside names, too
_SEPARATORS = re.compile(rf"{_MARKS}|{_SOFT}", re.IGNORECASE)
_BREAKS = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")
_MOST_WORDS = 12
_MOST_JOINED = 5  # pieces between words such as एवं that one name may consist of
_LONGEST_RUN = 40  # digits that may be helplines run together
_NUMBERED = re.compile(r"^[(\[]?(?:\d{1,2}|[०-९]{1,2}|[कखगघङ])[.)\]]\s*")


@dataclass(frozen=True)
class CodeBook:
    """One code list made ready for look-up: as written, and folded."""

    codes: CodeList
    as_written: dict[str, str]
    folded: dict[str, str]
    known_bad: dict[str, KnownBad]

    def find(self, text: str) -> str | None:
        return self.as_written.get(text) or self.folded.get(fold(text))

    def read(self, text: str) -> Reading:
        """The code of one cell. Labels in either language, and codes, need no mend."""
        told = tidy(text)
        if not told or (told not in self.as_written and load_words().is_nil(told)):
            return EMPTY
        if code := self.as_written.get(told):
            return Reading(code)
        if code := self.folded.get(fold(told)):
            return mended(code, "spelling", told, self._both(code))
        return self._unknown(told)

    def _unknown(self, told: str) -> Reading:
        if bad := self.known_bad.get(fold(told)):
            return failed("code_known_bad", told, f"{bad.sentence_hi} / {bad.sentence_en}")
        near = nearest(fold(told), {spelling: (code,) for spelling, code in self.folded.items()})
        suggestion = "; ".join(self._both(code) for _, code in near)
        return failed("code_unknown", told, suggestion, is_known=bool(near) and near[0][0] >= NEAR)

    def _both(self, code: str) -> str:
        entry = self.codes.entries[code]
        return entry.label_hi if entry.label_hi == entry.label_en else f"{entry.label_hi} ({entry.label_en})"

    def read_yes_no(self, text: str) -> Reading:
        reading = self.read(text)
        if reading.value is None:
            return reading
        return Reading(reading.value == "yes", reading.mend, None, reading.before, reading.after)

    def read_age(self, text: str) -> Reading:
        """A band, or an exact age, which is banded at once and shown nowhere."""
        reading = self.read(text)
        told = tidy(text)
        found = _AGE.fullmatch(one_dash(digits(told)))
        if reading.value is not None:
            return reading
        if not found:
            has_age = any(letter.isdigit() for letter in told)
            return replace(reading, before=MASK) if reading.rule and has_age else reading
        band = next((code for oldest, code in _BANDS if int(found[1]) <= oldest), None)
        if band is None:
            return failed("code_unknown", told, is_known=False)
        if digits(told) != told:
            return Reading(band, "digits", None, MASK, self._both(band))
        return Reading(band)

    def read_list(self, text: str) -> Reading:
        """Several codes of one cell, each once. Unknown items are left out, with a warning."""
        told = tidy(_BREAKS.sub(",", text))
        if not told or load_words().is_nil(told):
            return EMPTY
        found, left_out, is_mended = self._split(told)
        items = list(dict.fromkeys(found)) or None
        warning = "list_item_unknown" if left_out else None
        if is_mended:
            after = ", ".join(self._both(code) for code in items or [])
            return Reading(items, "spelling", None, _shown_list(told, bool(left_out)), after, warning=warning)
        return Reading(items, before=_shown_list(told, bool(left_out)), warning=warning)

    def _split(self, told: str) -> tuple[list[str], list[str], bool]:
        found: list[str] = []
        left_out: list[str] = []
        is_mended = False
        for piece in self._pieces(told):
            if piece in self.as_written:
                found.append(self.as_written[piece])
            elif code := self.folded.get(fold(piece)):
                found.append(code)
                is_mended = True
            elif run := self._split_run(digits(piece)):
                found += run
                is_mended = True
            elif not load_words().is_nil(piece):
                left_out.append(piece)
        return found, left_out, is_mended

    def _pieces(self, told: str) -> list[str]:
        """The items of a list: the longest known names are lifted out first, so that `महिला एवं बाल विकास` stays one."""
        names = _long_names(self.codes.name)
        pieces = [found[0] for found in names.finditer(told)]
        parts = (part for mark in re.split(_MARKS, names.sub(",", told)) if (part := _bare(mark)))
        rest = [piece for part in parts for piece in self._parted(part)]
        return pieces + [item for piece in rest for item in (piece.split() if _NUMBERS.fullmatch(piece) else [piece])]

    def _parted(self, text: str) -> list[str]:
        """The items that words such as एवं join, the longest that is known first; else those that blanks part."""
        marks = [found.span() for found in _SEPARATORS.finditer(text)]
        starts, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)]
        items: list[str] = []
        at = 0
        while at < len(starts):
            ways = range(min(at + _MOST_JOINED, len(ends)), at, -1)
            after = next((n for n in ways if fold(_bare(text[starts[at] : ends[n - 1]])) in self.folded), None)
            told = _bare(text[starts[at] : ends[(after or at + 1) - 1]])
            items += [told] if after else self._spaced(told)
            at = after or at + 1
        return [item for item in items if item]

    def _spaced(self, text: str) -> list[str]:
        """Items with nothing but blanks between them, when there is only one way of reading them all as known ones."""
        said = text.split()
        ways = self._ways_of(tuple(said)) if 1 < len(said) <= _MOST_WORDS else []
        return list(ways[0]) if len(ways) == 1 else [text]

    def _ways_of(self, said: tuple[str, ...]) -> list[tuple[str, ...]]:
        if not said:
            return [()]
        firsts = (at for at in range(1, len(said) + 1) if fold("".join(said[:at])) in self.folded)
        return [(" ".join(said[:at]), *rest) for at in firsts for rest in self._ways_of(said[at:])]

    def _split_run(self, text: str) -> list[str] | None:
        """Helplines run together, `1090112`, when they can be told apart in one way only."""
        if not text.isdigit() or len(text) > _LONGEST_RUN:
            return None
        ways = _ways(text, tuple(code for code in self.codes.codes if code.isdigit()))
        return ways[0] if len(ways) == 1 else None


def _bare(item: str) -> str:
    return _NUMBERED.sub("", item.strip(" .-‘’'\"“”")).strip(" .-‘’'\"“”")


def _shown_list(told: str, has_unknown: bool) -> str:
    return MASK if has_unknown else told


def _ways(text: str, numbers: tuple[str, ...]) -> list[list[str]]:
    if not text:
        return [[]]
    starts = [number for number in numbers if text.startswith(number)]
    return [[number, *rest] for number in starts for rest in _ways(text[len(number) :], numbers)]


@cache
def _long_names(name: str) -> re.Pattern[str]:
    """Finds the names of a list that hold a separator themselves, the longest first."""
    entries = load_codes(name).entries
    spelt = {tidy(word) for code, entry in entries.items() for word in (code, *entry.labels, *entry.spellings)}
    long = sorted((word for word in spelt if _SEPARATORS.search(word) or " " in word), key=len, reverse=True)
    either = "|".join(map(re.escape, long)) or "(?!)"
    return re.compile(rf"(?<![\w\u0900-\u097f])(?:{either})(?![\w\u0900-\u097f])", re.IGNORECASE)


@cache
def open_codebook(name: str) -> CodeBook:
    """The look-up of one code list."""
    codes = load_codes(name)
    as_written = {tidy(word): code for code, entry in codes.entries.items() for word in (code, *entry.labels)}
    folded = {fold(word): code for code, entry in codes.entries.items() for word in entry.spellings}
    folded |= {fold(word): code for word, code in as_written.items()}
    return CodeBook(codes, as_written, folded, {fold(bad.spelling): bad for bad in codes.known_bad})
