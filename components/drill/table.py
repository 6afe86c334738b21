"""Case rows as they are read: the columns that matter for a number, in the reader's words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

import polars as pl

from components import words
from components.charts.table import Table, Value
from components.drill.bucket import Bucket
from locales import say

Row = Mapping[str, Any]
Names = Mapping[str, str]  # thana → its name

_FIRST = ("unique_no", "thana", "received_on", "category", "age_band", "marks")
_LATE, _STOCK = ("due_on", "days_late"), ("read_on", "days_open")
# Of these no row says when it was done after all: days since it was due are told, and not called days late.
_IN_TIME_ONLY = {
    *("counselling_first", "safety_plan", "referral_acknowledged", "child_routed", "shelter_followed"),
    *("feedback_attempted", "recontacted"),
}
# What else matters where these are counted.
_DATES = {
    "unique_number": ("entered_on",),
    "counselling_first": ("entered_on",),
    "counselling_360": ("entered_on", "met_on"),
    "mandatory_counselling": ("entered_on", "met_on"),
    "safety_plan": ("entered_on",),
    "plan_approved": ("heard_on", "met_on"),
    "referral_acknowledged": ("partner",),
    "referral_served": ("partner", "met_on"),
    "feedback_attempted": ("closed_on", "outcome"),
    "recontacted": ("closed_on",),
    "reopened": ("closed_on", "reopened_on"),
    "fir_registered": ("fir_needed", "fir_registered"),
    "fir_24h": ("fir_needed", "fir_registered"),
    "final_report_60": ("fir_registered", "final_report_on"),
    "must_register": ("closed_on", "outcome", "reopened_on"),
    "n_next_overdue": ("entered_on", "since_on"),
    "n_closed_on_eve": ("heard_on", "closed_on", "outcome"),
    "n_enquiries_over_14": ("enquiry_opened_on",),
    "n_firs_over_60": ("fir_registered",),
    "n_firs_over_180": ("fir_registered",),
}
# Told alike, without the age: who of them a sexual offence or POCSO is about must not be known even remotely.
_MUST_REGISTER = frozenset({"sexual_offence", "pocso", "stalking"})
_OPEN = ("heard_on", "closed_on", "reopened_on")


def table(bucket: Bucket, rows: pl.DataFrame, names: Names, lang: str) -> Table:
    """A line for each row, in their order; a column that says nothing of any row is left out."""
    columns = [*_FIRST, *_DATES.get(bucket.of, () if bucket.bucket else _OPEN), *_last(bucket)]
    told = [[_value(column, row, names, lang) for column in columns] for row in rows.to_dicts()]
    kept = [place for place in range(len(columns)) if any(line[place] is not None for line in told)]
    heads = tuple(say(lang, f"drill.head.{columns[place]}") for place in kept)
    return Table(heads, tuple(tuple(line[place] for place in kept) for line in told))


def _last(bucket: Bucket) -> tuple[str, ...]:
    if bucket.bucket == "met":
        return ()
    if bucket.of in _IN_TIME_ONLY:
        return ("due_on", "days_since")
    return _LATE if bucket.bucket else _STOCK


def html(shown: Table, label: str, lang: str) -> str:
    """The table in a box of its own, which scrolls; the first column stays in sight."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in shown.heads)
    body = "".join(f"<tr>{_head_cell(row[0], lang)}{_cells(row[1:], lang)}</tr>" for row in shown.rows)
    return (
        f'<div class="ms-rows" role="region" tabindex="0" aria-label="{escape(label)}"><table class="ms-list">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head_cell(number: Value, lang: str) -> str:
    """A unique number may be broken after its strokes only."""
    return f'<th scope="row">{escape(_written(number, lang)).replace("/", "/<wbr>")}</th>'


def _cells(values: tuple[Value, ...], lang: str) -> str:
    return "".join(
        f'<td class="figure">{_written(value, lang)}</td>'
        if isinstance(value, int)
        else f"<td>{escape(_written(value, lang))}</td>"
        for value in values
    )


def _written(value: Value, lang: str) -> str:
    if value is None:
        return words.NOTHING
    return value if isinstance(value, str) else words.number(lang, value)


def _value(column: str, row: Row, names: Names, lang: str) -> Value:
    if column in _WORDS:
        return _WORDS[column](row, names, lang)
    value = row.get(column)
    return words.day(lang, value) if isinstance(value, date) else value


def _thana(row: Row, names: Names, lang: str) -> Value:
    return names.get(row["thana_code"], row["thana_code"])


def _number(row: Row, names: Names, lang: str) -> Value:
    return row["unique_no"] or say(lang, "drill.no_number")


def _marks(row: Row, names: Names, lang: str) -> Value:
    return " · ".join(say(lang, f"drill.mark.{mark}") for mark in ("high_risk", "injured") if row[mark]) or None


def _moment(event: str) -> Callable[[Row, Names, str], Value]:
    """With the time of day where the register has it."""

    def told(row: Row, names: Names, lang: str) -> Value:
        at, on = row[f"{event}_at"], row[f"{event}_on"]
        return words.moment(lang, at) if at else words.day(lang, on) if on else None

    return told


def _code(column: str, code_list: str) -> Callable[[Row, Names, str], Value]:
    def told(row: Row, names: Names, lang: str) -> Value:
        return say(lang, f"{code_list}.{row[column]}") if row.get(column) else None

    return told


def _category(row: Row, names: Names, lang: str) -> Value:
    if row["category"] in _MUST_REGISTER:
        return say(lang, "drill.must_register")
    return say(lang, f"category.{row['category']}") if row["category"] else None


def _age_band(row: Row, names: Names, lang: str) -> Value:
    if row["category"] in _MUST_REGISTER:
        return say(lang, "drill.withheld")
    return say(lang, f"age_band.{row['age_band']}") if row["age_band"] else None


_WORDS: dict[str, Callable[[Row, Names, str], Value]] = {
    "unique_no": _number,
    "thana": _thana,
    "marks": _marks,
    "category": _category,
    "age_band": _age_band,
    "outcome": _code("outcome", "outcome"),
    "partner": _code("part", "partner"),
    "days_since": lambda row, names, lang: row["days_late"],
    "fir_needed": _moment("fir_needed"),
    "fir_registered": _moment("fir_registered"),
}
