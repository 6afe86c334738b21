"""Everything that the answer key says is planted is there, and nowhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from sample_data import Sample
from sample_data.cases import REVIEW_DAYS, is_must_register
from sample_data.days import LAST_DAY, answer_key, deliveries, period_from, regular_deliveries
from sample_data.filing import DAY_OF, Boxes, events, home_of
from sample_data.inspections import ITEMS
from sample_data.rows import Case, Row, Session
from sample_data.temper import troubled
from warehouse.tables import return_names

CO, ALL = ("co",), ("sho", "co", "asp", "sp", "dig")
CELLS = answer_key()["cells"]
CASEWORK = ("counselling_gaps", "serious_closed", "notes_copied", "next_date_missing", "referrals_unacknowledged")


def rows_of(sample: Sample, return_name: str) -> list[Row]:
    return list(sample.cases if return_name == "cases" else events(sample)[return_name])


def in_place(sample: Sample, entry: dict[str, Any]) -> list[Any]:
    day = "received_on" if entry["return"] == "cases" else DAY_OF[entry["return"]]
    period = period_from(entry["period"])
    return [
        row
        for row in rows_of(sample, entry["return"])
        if (row.thana, home_of(row)) == (entry["thana"], entry["district"]) and period.holds(getattr(row, day))
    ]


@pytest.mark.parametrize("entry", CELLS, ids=[f"{c['what']}-{c['district']}-{c['return']}-{c['thana']}" for c in CELLS])
def test_each_planted_cell_is_in_its_place(sample: Sample, entry: dict[str, Any]) -> None:
    rows = in_place(sample, entry)
    if entry["verdict"] in ("quarantine", "waiting"):
        planted = [row for row in rows if row.fault == (entry.get("rule") or entry["what"])]
        same_name = [
            other
            for other in CELLS
            if (other["return"], other["thana"], other["period"]) == (entry["return"], entry["thana"], entry["period"])
            and (other.get("rule") or other["what"]) == (entry.get("rule") or entry["what"])
        ]
        assert len(planted) == sum(other["rows"] for other in same_name)
    elif entry["verdict"] == "dropped":
        assert sum(row.n_repeats for row in rows) == entry["rows"]
    else:
        assert sum(bool(row.odd) and entry["field"] in row.odd for row in rows if not row.fault) == entry["rows"]


def test_nothing_is_held_that_the_answer_key_does_not_list(sample: Sample) -> None:
    listed = sum(entry["rows"] for entry in CELLS if entry["verdict"] in ("quarantine", "waiting"))
    assert sum(bool(row.fault) for name in return_names() for row in rows_of(sample, name)) == listed


def test_only_the_planted_return_has_too_many_faults(boxed: Boxes) -> None:
    """More than 5 % of a file's rows, and at least three: the gate's own measure."""
    too_many = {
        (name, district, period.first_day)
        for (name, district, period), rows in boxed.items()
        if (n_faults := sum(bool(row.fault) and not row.fault.startswith("orphan") for row in rows)) >= 3
        and n_faults > 0.05 * len(rows)
    }
    assert too_many == {
        (e["return"], e["district"], e["first_day"]) for e in answer_key()["troubles"] if e["kind"] == "held"
    }


def test_the_copy_paste_kendra_repeats_itself(sample: Sample) -> None:
    for thana, entry in troubled("copy_paste").items():
        days = [r for r in sample.squad_days if r.thana == thana and entry["first_day"] <= r.day <= entry["last_day"]]  # type: ignore[operator]  # dates
        programmes = [r for r in sample.programmes if r.thana == thana and r.held_on >= entry["first_day"]]  # type: ignore[operator]  # dates
        assert len(days) == len(programmes) == 199
        assert len({(r.places_checked, r.persons_checked, r.warned, r.preventive, r.mv_challans) for r in days}) == 1
        assert len({(r.venue, r.women, r.men, r.girls, r.boys, r.pamphlets, r.departments) for r in programmes}) == 1


def test_no_other_kendra_repeats_itself(sample: Sample) -> None:
    figures = Counter(
        (r.thana, r.places_checked, r.persons_checked, r.warned, r.vehicles_checked) for r in sample.squad_days
    )
    assert {key[0] for key, n in figures.items() if n > 5} == set(troubled("copy_paste"))


def test_the_under_recording_kendra_sees_far_less_than_any_other(sample: Sample) -> None:
    seen = Counter(case.thana for case in sample.cases)
    few = set(troubled("under_recording"))
    assert max(seen[thana] for thana in few) * 4 < min(n for thana, n in seen.items() if thana not in few)


def test_closures_are_bunched_before_reviews_in_one_kendra(sample: Sample) -> None:
    eves = {review - timedelta(days=n) for review in REVIEW_DAYS for n in (1, 2)}
    share = {}
    for thana in sample.thanas:
        closed = [case.closed_on for case in sample.cases if case.thana == thana.code and case.closed_on]
        share[thana.code] = sum(day in eves for day in closed) / len(closed)
    bunched = set(troubled("closures_bunched"))
    assert {thana for thana, part in share.items() if part > 0.6} == bunched


def test_the_fir_that_is_held_back(sample: Sample) -> None:
    for thana in troubled("fir_held_back"):
        needed = [case for case in sample.cases if case.thana == thana and case.fir_needed_on]
        delays = [
            _days(case.fir_registered_on) - _days(case.fir_needed_on) for case in needed if case.fir_registered_on
        ]
        assert len(needed) >= 10
        assert min(delays) >= 6
        assert len(delays) < 0.85 * len(needed)


def _days(moment: Any) -> int:
    return int((moment.date() if isinstance(moment, datetime) else moment).toordinal())


def test_a_school_that_nobody_visits(sample: Sample) -> None:
    required = {place.code for place in sample.places if place.required_visits_a_week}
    never = required - {row.place for row in sample.patrols}
    assert never == {entry["place"] for entry in troubled("school_never_visited").values()}


def test_the_sho_who_finds_everything_correct(sample: Sample) -> None:
    n_found = Counter[str]()
    for row in sample.inspections:
        n_found[row.thana] += row.defects_found if row.inspector_rank == "sho" else 0
    inspected = {row.thana for row in sample.inspections}
    assert {thana for thana in inspected if n_found[thana] == 0} == set(troubled("all_correct_sho"))


def test_the_kendra_that_no_co_inspects(sample: Sample) -> None:
    by_co, by_any = ({row.thana for row in sample.inspections if row.inspector_rank in ranks} for ranks in (CO, ALL))
    assert by_any - by_co == set(troubled("never_co_inspected"))


def test_the_kendra_that_nobody_inspects(sample: Sample) -> None:
    """Its return of inspections comes each time, with a nil line: that nobody came is told."""
    inspected, planted = {row.thana for row in sample.inspections}, set(troubled("never_inspected"))
    assert {thana.code for thana in sample.thanas} - inspected == planted
    filings = [filing for filing in sample.filings if filing.return_name == "inspections"]
    for thana in planted:
        told = {filing.period for filing in filings if thana in filing.thanas}
        assert told == {filing.period for filing in filings}
        assert any(row.thana == thana for row in sample.capacity), "there is a Kendra to inspect"


def test_the_kendra_whose_defect_comes_back(sample: Sample) -> None:
    found = shares((f"{row.thana}/{item}", item in row.defect_codes) for row in sample.inspections for item in ITEMS)
    planted = {f"{thana}/{entry['item']}" for thana, entry in troubled("repeated_defect").items()}
    assert {key for key, share in found.items() if share > 0.5} == planted
    assert all(found[key] == 1 for key in planted)
    kept = [row for row in sample.inspections if row.thana in troubled("repeated_defect")]
    assert len(kept) > 60
    assert not any(row.defects_closed_on for row in kept)
    assert len({row.inspector_rank for row in kept}) >= 2, "it is found by whomever"


def test_the_thana_whose_panchayats_are_not_reached(sample: Sample) -> None:
    reached: dict[str, set[str]] = defaultdict(set)
    for row in sample.programmes:
        if row.venue_kind == "gram_panchayat" and not row.fault:
            reached[row.thana].add(row.venue)
    rural = [thana for thana in sample.thanas if thana.n_gram_panchayats]
    share = {thana.code: len(reached[thana.code]) / thana.n_gram_panchayats for thana in rural}
    planted = troubled("panchayats_never_reached")
    assert {thana for thana, part in share.items() if part < 0.85} == set(planted)
    assert {thana: len(reached[thana]) for thana in planted} == {thana: e["n_reached"] for thana, e in planted.items()}
    complaints = Counter(case.thana for case in sample.cases if case.category == "street_harassment")
    assert all(complaints[thana] == max(complaints[one.code] for one in rural) for thana in planted)


@pytest.mark.parametrize("kind", ["never_inspected", "repeated_defect", "panchayats_never_reached"])
def test_the_thana_that_is_looked_after_carries_no_other_trouble(kind: str) -> None:
    of_thana = Counter(entry["thana"] for entry in answer_key()["troubles"])
    assert [of_thana[thana] for thana in troubled(kind)] == [1]


def test_the_kendra_that_hardly_calls_anybody(sample: Sample) -> None:
    called = {row.unique_no for row in sample.calls}
    share = {}
    for thana in sample.thanas:
        closed = [case for case in sample.cases if case.thana == thana.code and case.closed_on and not case.fault]
        share[thana.code] = sum(case.unique_no in called for case in closed) / len(closed)
    assert {thana for thana, part in share.items() if part < 0.3} == set(troubled("weak_feedback"))
    assert max(share.values()) < 0.93


def shares(pairs: Iterable[tuple[str, bool]], least: int = 1) -> dict[str, float]:
    """Thana → the share of its rows of which something is true, for thanas with at least `least` rows."""
    n, n_true = Counter[str](), Counter[str]()
    for thana, is_true in pairs:
        n[thana] += 1
        n_true[thana] += is_true
    return {thana: n_true[thana] / n[thana] for thana in n if n[thana] >= least}


def sessions_of_cases(sample: Sample) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = defaultdict(list)
    for row in sample.sessions:
        if not row.fault:
            found[row.unique_no].append(row)
    return found


def needing_counselling(sample: Sample) -> list[Case]:
    return [case for case in sample.cases if case.counselling_needed and not case.fault]


def test_the_kendra_that_counsels_with_gaps(sample: Sample) -> None:
    sessions, matured = sessions_of_cases(sample), []
    for case in needing_counselling(sample):
        due_on = case.entered_on + timedelta(days=15)
        seen = {row.dimension for row in sessions[case.unique_no] if row.held_on <= due_on and row.status != "no_show"}
        if due_on <= LAST_DAY:
            matured.append((case.thana, seen))
    planted = set(troubled("counselling_gaps"))
    whole = shares((thana, len(seen) == 7) for thana, seen in matured)
    assert {thana for thana, share in whole.items() if share < 0.75} == planted
    assert all(0.4 <= whole[thana] <= 0.6 for thana in planted)
    for dimension, is_seldom in {"medical": True, "legal": True, "scheme_linkage": True, "safety": False}.items():
        recorded = shares((thana, dimension in seen) for thana, seen in matured)
        assert {thana for thana, share in recorded.items() if share < 0.7} == (planted if is_seldom else set())


def test_the_kendra_that_closes_serious_matters_by_counselling(sample: Sample) -> None:
    closed = [case for case in sample.cases if case.closed_on and is_must_register(case) and not case.fault]
    without = shares(((case.thana, case.fir_registered_on is None) for case in closed), least=10)
    planted = set(troubled("serious_closed"))
    assert {thana for thana, share in without.items() if share > 0.5} == planted
    assert sum(case.fir_registered_on is None for case in closed if case.thana not in planted) <= 25
    assert {case.category for case in closed if case.thana in planted} >= {"stalking", "sexual_offence", "pocso"}


def test_the_kendra_that_writes_one_note_for_all(sample: Sample) -> None:
    first: dict[tuple[str, str], str] = {}
    notes = [row for row in sorted(sample.sessions, key=lambda row: row.held_on) if len(row.note) >= 40]
    copied = shares(
        (row.thana, first.setdefault((row.thana, row.note), row.unique_no) != row.unique_no) for row in notes
    )
    planted = set(troubled("notes_copied"))
    assert {thana for thana, share in copied.items() if share > 0.03} == planted
    assert all(copied[thana] > 0.6 for thana in planted)
    assert len({row.note for row in notes}) > 30_000


def test_the_kendra_that_sets_no_next_date(sample: Sample) -> None:
    blank = shares((row.thana, row.next_on is None) for row in sample.sessions if row.status == "done")
    planted = set(troubled("next_date_missing"))
    assert {thana for thana, share in blank.items() if share > 0.3} == planted
    assert all(blank[thana] > 0.85 for thana in planted)


def test_the_kendra_whose_referrals_nobody_acknowledges(sample: Sample) -> None:
    matured = [row for row in sample.referrals if not row.fault and row.sent_on + timedelta(days=15) <= LAST_DAY]
    acknowledged = shares((row.thana, row.acknowledged_on is not None) for row in matured)
    planted = set(troubled("referrals_unacknowledged"))
    assert {thana for thana, share in acknowledged.items() if share < 0.5} == planted
    assert all(acknowledged[thana] < 1 / 6 for thana in planted)


def test_no_kendra_carries_two_of_the_troubles_of_casework() -> None:
    kinds = ("under_recording", "closures_bunched", "fir_held_back", "weak_feedback", *CASEWORK)
    thanas = [thana for kind in kinds for thana in troubled(kind)]
    assert len(thanas) == len(set(thanas)) == len(kinds)


def test_the_circular_that_one_district_never_complied_with(sample: Sample) -> None:
    planted = {(e["district"], e["circular_no"]) for e in answer_key()["troubles"] if e["kind"] == "circular_overdue"}
    open_for_long = {
        (row.district, row.circular_no)
        for row in sample.circulars
        if row.complied_on is None and row.due_on + timedelta(days=30) < LAST_DAY
    }
    assert open_for_long == planted


def test_late_files_are_deliveries_of_their_own(sample: Sample) -> None:
    regular = set(regular_deliveries().values())
    late = {
        (filing.return_name, filing.district, filing.period): filing.received_at
        for filing in sample.filings
        if filing.delivery not in regular and not filing.is_correction
    }
    entries = answer_key()["late"]
    assert late == {(e["return"], e["district"], period_from(e["period"])): e["received_at"] for e in entries}
    assert len(deliveries()) == len(regular) + len(entries) + len(troubled("raised_afterwards"))
    for entry in entries:
        due_at = datetime.combine(period_from(entry["period"]).last_day + timedelta(days=3), time(18))
        assert (entry["received_at"] <= due_at) == entry["is_on_time"]
