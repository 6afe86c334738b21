"""The words of `words.toml`, folded once: serial and total headings, nil marks, units, months."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.fold import fold, tidy


@dataclass(frozen=True)
class Words:
    """Sets of folded words; `nil_marks` and `cell_errors` are compared as written."""

    serial_headers: frozenset[str]
    total: frozenset[str]
    grand_total: frozenset[str]
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
    kin_marks: tuple[str, ...]
    labels: frozenset[str]
    cell_errors: frozenset[str]
    months: dict[str, int]
    day_parts: dict[str, str]

    def is_nil(self, text: str) -> bool:
        return tidy(text).casefold() in self.nil_marks

    def is_nil_report(self, text: str) -> bool:
        folded = fold(text)
        return any(phrase in folded for phrase in self.nil_reports)

    def is_total(self, text: str) -> bool:
        return fold(text) in self.total

    def is_note(self, text: str) -> bool:
        folded = fold(text)
        return any(word in folded for word in self.notes)


@cache
def load_words() -> Words:
    told = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    folded = {name: tuple(fold(word) for word in told[name]) for name in told if isinstance(told[name], list)}
    return Words(
        serial_headers=frozenset(folded["serial_headers"]),
        total=frozenset(folded["total_words"]),
        grand_total=frozenset(folded["grand_total_words"]),
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
        kin_marks=tuple(told["kin_marks"]),
        labels=frozenset(folded["label_words"]),
        cell_errors=frozenset(told["cell_errors"]),
        months={fold(name): int(number) for number, names in told["months"].items() for name in names},
        day_parts={fold(word): part for part, names in told["day_parts"].items() for word in names},
    )
