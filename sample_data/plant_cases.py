"""Plants the answer key's ugly cells in a thana's register: rows that must be held, and cells that must be mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sample_data.cases import Desk, desk_without_troubles, first_entry, number
from sample_data.days import Period, answer_key, period_from
from sample_data.reference import Thana
from sample_data.rows import Case

Entry = dict[str, Any]
SPELLINGS = ("PARTAPUR PS", "Pratapur", "थाना परतापुर", "प्रतापपुर")
MALFORMED = ("KAKOD-17", "MSK/BULANDSHAHR/26")


def register(seed: int, thana: Thana, cases: list[Case]) -> list[Case]:
    """The thana's numbered register with everything planted in it."""
    entries = [entry for entry in answer_key()["cells"] if entry["return"] == "cases" and entry["thana"] == thana.code]
    desk = desk_without_troubles(seed, thana, "planted cases")
    held = [case for entry in entries if entry["verdict"] == "quarantine" for case in _held(desk, entry)]
    numbered = number(cases + held)
    _give_one_number_twice(numbered)
    for entry in entries:
        if entry["verdict"] != "quarantine":
            period = period_from(entry["period"])
            good = [case for case in numbered if not case.fault and not case.odd and _is_first_filed_in(case, period)]
            MENDED[entry["what"]](good[-entry["rows"] :])
    return numbered


def _is_first_filed_in(case: Case, period: Period) -> bool:
    return period.holds(case.received_on) and period.holds(case.entered_on)


def _held(desk: Desk, entry: Entry) -> list[Case]:
    """New matters, a few days apart, each with the cell that gets it held."""
    first_day = period_from(entry["period"]).first_day
    rows = []
    for place in range(entry["rows"]):
        case = _plain(desk, first_day + timedelta(days=4 + 5 * place))
        case.fault = entry.get("rule") or entry["what"]
        HELD[entry["what"]](case, place)
        rows.append(case)
    return rows


def _plain(desk: Desk, day: date) -> Case:
    case = first_entry(desk.chance, desk.kendra.thana, day)
    case.category, case.entered_on, case.heard_on = "domestic", day, day
    return case


def _impossible_date(case: Case, _place: int) -> None:
    case.odd = {"received_on": "31-02-2026"}


def _closed_before(case: Case, _place: int) -> None:
    case.closed_on, case.outcome = case.received_on - timedelta(days=3), "settled"


def _no_number(case: Case, place: int) -> None:
    case.odd = {"unique_no": ("", "-")[place % 2]}


def _malformed(case: Case, place: int) -> None:
    case.odd = {"unique_no": MALFORMED[place % len(MALFORMED)]}


def _conflict_in_file(case: Case, _place: int) -> None:
    case.odd = {}


def _conflict_across_files(case: Case, _place: int) -> None:
    case.odd = {"unique_no": "earlier"}


def _unknown_category(case: Case, _place: int) -> None:
    case.odd = {"category": "पुराना मामला"}


def _no_outcome(case: Case, _place: int) -> None:
    case.closed_on = case.received_on + timedelta(days=5)


HELD: dict[str, Callable[[Case, int], None]] = {
    "date_impossible": _impossible_date,
    "closed_before_received": _closed_before,
    "number_missing": _no_number,
    "number_malformed": _malformed,
    "number_conflict_in_file": _conflict_in_file,
    "number_conflict_across_files": _conflict_across_files,
    "category_unknown": _unknown_category,
    "outcome_missing": _no_outcome,
}


def _give_one_number_twice(cases: list[Case]) -> None:
    """Conflicting matters: the two of one file share the first's number, the later file's takes an old one."""
    together = [case for case in cases if case.fault == "number_conflict" and case.odd == {}]
    for case in together[1:]:
        case.unique_no = together[0].unique_no
    for case in cases:
        if case.odd == {"unique_no": "earlier"}:
            earlier = next(old for old in cases if not old.fault and old.received_on.year == case.received_on.year)
            case.unique_no, case.odd = earlier.unique_no, None


def _spell_thana(cases: list[Case]) -> None:
    for case, spelling in zip(cases, SPELLINGS, strict=True):
        case.odd = {"thana": spelling}


def _deny_counselling(cases: list[Case]) -> None:
    for case in cases:
        case.category, case.counselling_needed = "elopement", True
        case.odd = {"counselling_needed": "नहीं"}


def _repeat(cases: list[Case]) -> None:
    for case in cases:
        case.n_repeats, case.odd = 1, {}


def _spell_number(cases: list[Case]) -> None:
    for case, spelling in zip(cases, (_small, _hyphens, _short, _small), strict=True):
        case.odd = {"unique_no": spelling(case.unique_no)}


def _small(unique_no: str) -> str:
    return unique_no.lower()


def _hyphens(unique_no: str) -> str:
    return unique_no.replace("/", "-")


def _short(unique_no: str) -> str:
    head, serial = unique_no.rsplit("/", 1)
    return f"{head}/{int(serial)}"


MENDED: dict[str, Callable[[list[Case]], None]] = {
    "thana_spelt_five_ways": _spell_thana,
    "elopement_without_counselling": _deny_counselling,
    "line_repeated": _repeat,
    "number_spelling": _spell_number,
}
