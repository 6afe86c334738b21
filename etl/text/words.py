"""The words of `words.toml`, folded once: serial and total headings, nil marks, units, months."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.text.fold import fold, tidy, words

_DASHES = frozenset("-—–−")


@dataclass(frozen=True)
class Words:
    """Sets of folded words; `nil_marks` and `cell_errors` are compared as written."""

    serial_headers: frozenset[str]
    header_units: tuple[str, ...]
    total: frozenset[str]
    grand_total: frozenset[str]
    running_total: frozenset[str]
    nil_marks: frozenset[str]
    nil_reports: tuple[str, ...]
    notes: tuple[str, ...]
    units: frozenset[str]
    rough: frozenset[str]
    thana: tuple[str, ...]
    circle: tuple[str, ...]
    district: tuple[str, ...]
    range: tuple[str, ...]
    until: tuple[str, ...]
    date_words: tuple[str, ...]
    month_marks: tuple[str, ...]
    month_names: tuple[str, ...]
    part_of_month: frozenset[str]
    halves: tuple[tuple[str, int], ...]
    kin_marks: tuple[str, ...]
    labels: frozenset[str]
    cell_errors: frozenset[str]
    months: dict[str, int]
    day_parts: dict[str, str]

    def is_nil(self, text: str) -> bool:
        """Whether a cell says nil: by a word, or by dashes, however long a line they make."""
        text = tidy(text).casefold()
        return text in self.nil_marks or (text != "" and set(text) <= _DASHES)

    def is_nil_report(self, text: str) -> bool:
        folded = fold(text)
        return any(phrase in folded for phrase in self.nil_reports)

    def is_total(self, text: str) -> bool:
        return fold(text) in self.total

    def is_running_total(self, text: str) -> bool:
        """Whether a total is said to reach beyond its table: अब तक का योग."""
        return bool(self.running_total.intersection(words(text)))

    def is_note(self, text: str) -> bool:
        folded = fold(text)
        return any(word in folded for word in self.notes)

    def half_of_month(self, text: str) -> int | None:
        """1 or 2 when a text names one of the two halves of a month."""
        folded = fold(text)
        halves = {half for phrase, half in self.halves if phrase in folded}
        return halves.pop() if len(halves) == 1 else None

    def says_part_of_month(self, text: str) -> bool:
        return any(word in self.part_of_month for word in words(text))


@cache
def load_words() -> Words:
    told = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    folded = {name: tuple(fold(word) for word in told[name]) for name in told if isinstance(told[name], list)}
    return Words(
        serial_headers=frozenset(folded["serial_headers"]),
        header_units=tuple(sorted(told["header_units"], key=len, reverse=True)),
        total=frozenset(folded["total_words"]),
        grand_total=frozenset(folded["grand_total_words"]),
        running_total=frozenset(folded["running_total_words"]),
        nil_marks=frozenset(mark.casefold() for mark in told["nil_marks"]),
        nil_reports=folded["nil_reports"],
        notes=folded["note_words"],
        units=frozenset(folded["unit_words"]),
        rough=frozenset(word for phrase in told["rough_words"] for word in map(fold, phrase.split())),
        thana=tuple(sorted(told["thana_words"], key=len, reverse=True)),
        circle=tuple(sorted(told["circle_words"], key=len, reverse=True)),
        district=folded["district_words"],
        range=folded["range_words"],
        until=tuple(told["until_words"]),
        date_words=tuple(sorted(map(tidy, told["date_words"]), key=len, reverse=True)),
        month_marks=tuple(told["month_marks"]),
        month_names=tuple(tidy(name) for names in told["months"].values() for name in names),
        part_of_month=frozenset(folded["part_of_month_words"]),
        halves=(
            *((phrase, 1) for phrase in folded["first_half_words"]),
            *((phrase, 2) for phrase in folded["second_half_words"]),
        ),
        kin_marks=tuple(told["kin_marks"]),
        labels=frozenset(folded["label_words"]),
        cell_errors=frozenset(told["cell_errors"]),
        months={fold(name): int(number) for number, names in told["months"].items() for name in names},
        day_parts={fold(word): part for part, names in told["day_parts"].items() for word in names},
    )
