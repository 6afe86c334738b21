"""Who has sent what: each state of a cell, how it reads, and how the lists below it read. Pure functions."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.sign_offs import SignOff
from components.filings import batches, html, sign_off, verdict
from components.filings.batch import kind_words, kinds_table
from components.filings.moment import moment_of
from components.filings.months import SHAPES, Cell, Filings, Hold, Unit, build
from components.filings.sheet import table as sheet_table
from locales import catalogue
from warehouse.batch import Batch, BatchReason
from warehouse.filings import Filed

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 3), datetime(2026, 11, 3, 18))
HAPUR = Unit("hapur", "हापुड़", "hapur", frozenset({"dhaulana", "pilkhuwa"}))
AFTER = date(2026, 11, 16)


def row(**more: Any) -> dict[str, Any]:
    starts, ends, due_on, cut_off = OCTOBER
    facts = {
        "return_name": "cases",
        "month_starts_on": starts,
        "month_ends_on": ends,
        "due_on": due_on,
        "cut_off_at": cut_off,
        "unit_code": "hapur",
        "n_due": 2,
        "n_received": 2,
        "n_on_time": 2,
        "n_nil": 0,
        "last_received_at": datetime(2026, 11, 2, 13),
    }
    return {**facts, **more}


def cell(*holds: Hold, as_of: date = AFTER, **more: Any) -> Cell:
    return build([row(**more)], [HAPUR], holds, as_of, ("cases",)).months[0].lines[0].cells[0]


def held(**more: Any) -> Hold:
    facts = {"return_name": "cases", "district_code": "hapur", "first_day": date(2026, 10, 1)}
    more = {"last_day": date(2026, 10, 31), "thanas": frozenset({"dhaulana"}), "reason": "कम पंक्तियाँ", **more}
    return Hold(**{**facts, **more})


NONE: dict[str, Any] = {"n_received": 0, "n_on_time": 0, "last_received_at": None}
LATE: dict[str, Any] = {"n_on_time": 1, "last_received_at": datetime(2026, 11, 5, 20)}


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (cell(), "on_time"),
        (cell(n_nil=2), "nil"),
        (cell(n_nil=1), "on_time"),
        (cell(**LATE), "late"),
        (cell(n_received=1, n_on_time=1), "partly"),
        (cell(**NONE), "missing"),
        (cell(as_of=date(2026, 11, 2), **NONE), "awaited"),
        (cell(held(), **NONE), "held"),
        (cell(held(), as_of=date(2026, 11, 2), **NONE), "held"),
        (cell(held()), "on_time"),
    ],
)
def test_each_state(found: Cell, state: str) -> None:
    assert found.state == state
    assert found.shape == SHAPES[state]


def test_what_was_due_from_nobody_is_not_missing() -> None:
    other = Unit("meerut", "मेरठ", "meerut")
    assert build([row()], [HAPUR, other], [], AFTER, ()).months[0].lines[0].cells[1].state == "not_due"


@pytest.mark.parametrize(
    "hold",
    [
        held(district_code="meerut"),
        held(return_name="patrols"),
        held(first_day=date(2026, 11, 1), last_day=date(2026, 11, 30)),
        held(thanas=frozenset({"partapur"})),
    ],
)
def test_a_hold_touches_only_its_own_return_district_days_and_thanas(hold: Hold) -> None:
    assert cell(hold, **NONE).state == "missing"


def test_a_hold_without_days_or_thanas_touches_all_of_its_district() -> None:
    assert cell(held(first_day=None, last_day=None, thanas=frozenset()), **NONE).state == "held"


def test_how_late_is_told_in_days_and_hours_with_how_many_thanas() -> None:
    late = cell(**LATE)
    assert late.late_by == timedelta(days=2, hours=2)
    assert html.detail_words(late, "hi") == "2 दिन 2 घंटे · 1/2 थाने"
    assert html.duration("hi", timedelta(minutes=20)) == "1 घंटे से कम"
    assert html.duration("en", timedelta(days=3)) == "3 d"


def test_a_good_return_under_a_newer_held_file_says_so() -> None:
    assert "नई फाइल रोकी गई" in html.detail_words(cell(held()), "hi")


def test_a_part_says_how_many_thanas_came() -> None:
    assert html.detail_words(cell(n_received=1, n_on_time=1), "hi") == "1/2 थाने"


def months() -> Filings:
    november = row(
        month_starts_on=date(2026, 11, 1),
        month_ends_on=date(2026, 11, 30),
        due_on=date(2026, 12, 3),
        cut_off_at=datetime(2026, 12, 3, 18),
        **NONE,
    )
    september = row(
        month_starts_on=date(2026, 9, 1),
        month_ends_on=date(2026, 9, 30),
        due_on=date(2026, 10, 3),
        cut_off_at=datetime(2026, 10, 3, 18),
    )
    return build([november, september, row(), row(return_name="patrols", **NONE)], [HAPUR], [], AFTER, ("cases",))


def test_the_latest_month_that_is_due_comes_first_and_the_next_one_last() -> None:
    shown = months()
    assert [month.starts_on.month for month in shown.months] == [10, 9, 11]
    assert shown.months[0].in_time(0) == (1, 2)
    body = html.tables(shown, "hi")
    assert body.index("अक्टूबर 2026 — 3 नवंबर, 18:00 बजे तक देय थी") < body.index("<details><summary>सितंबर 2026")
    assert body.index("<details><summary>सितंबर") < body.index("<details><summary>नवंबर 2026 — 3 दिसंबर")
    assert body.count("1 / 2") == 1


def test_a_month_in_which_something_is_held_stands_open() -> None:
    november = row(
        month_starts_on=date(2026, 11, 1), month_ends_on=date(2026, 11, 30), due_on=date(2026, 12, 3), **NONE
    )
    hold = held(first_day=date(2026, 11, 1), last_day=date(2026, 11, 15))
    body = html.tables(build([row(), november], [HAPUR], [hold], AFTER, ()), "hi")
    assert "<details open><summary>नवंबर 2026" in body


MEERUT = Unit("meerut", "मेरठ", "meerut", frozenset({"mawana"}))


@pytest.mark.parametrize(
    ("units", "more", "told"),
    [
        ([HAPUR, MEERUT], {}, "● समय पर · सभी 2"),
        ([HAPUR, MEERUT], NONE, ""),
        ([HAPUR], {}, ""),
        ([HAPUR, MEERUT], LATE, ""),
    ],
    ids=["alike", "one of them missing", "one unit", "one of them late"],
)
def test_what_is_alike_everywhere_is_told_once_for_a_phone(units: list[Unit], more: dict[str, Any], told: str) -> None:
    rows = [row(**more), row(unit_code="meerut")]
    body = html.tables(build(rows, units, [], AFTER, ("cases",)), "hi")
    assert re.findall(r'<tr class="alike">.*?<span class="ms-alike">(.*?)</span>', body) == [told] * bool(told)
    assert body.count("<td ") == 2 * len(units), "the cells stand in any case"


def test_what_is_late_by_the_same_time_everywhere_keeps_its_cells() -> None:
    rows = [row(**LATE), row(unit_code="meerut", **LATE)]
    assert "ms-alike" not in html.tables(build(rows, [HAPUR, MEERUT], [], AFTER, ("cases",)), "hi")


def test_no_state_speaks_by_colour_alone() -> None:
    body = html.tables(months(), "hi")
    assert '<b class="status">■ अप्राप्त</b>' in body
    assert '<b class="status">● समय पर</b>' in body
    for name in ("समय पर", "देर से", "आंशिक", "अप्राप्त", "रोकी गई", "निल", "समय शेष"):
        assert name in html.legend("hi")


def test_names_cannot_carry_markup() -> None:
    unit = Unit("hapur", "<script>x</script>", "hapur")
    assert "<script>" not in html.tables(build([row()], [unit], [], AFTER, ()), "hi")


def test_nothing_due_is_said_and_not_drawn_as_an_empty_table() -> None:
    assert "<table" not in html.tables(Filings(), "hi")


def batch(seq: int, verdict: Any = "published", **more: Any) -> Batch:
    facts = {
        "batch_id": f"squad_daily-hapur-{seq:05}",
        "seq": seq,
        "return_name": "squad_daily",
        "district_code": "hapur",
        "first_day": date(2026, 10, 1),
        "last_day": date(2026, 10, 31),
        "file_name": f"<b>{seq}</b>.csv",
        "received_at": datetime(2026, 11, seq, 10),
        "loaded_at": datetime(2026, 11, seq, 10),
        "verdict": verdict,
        "reasons": tuple(
            BatchReason(rule=str(n), count=n, sentence_hi=f"कारण-{'क' * n}", sentence_en="x") for n in (7, 8)
        ),
        "rows_read": 10,
        "accepted": 6,
        "quarantined": 3,
        "non_data": 1,
    }
    return Batch(**{**facts, **more})


def test_a_released_batch_says_so_and_a_replaced_one_too() -> None:
    later = batch(9)
    assert batches.standing_words(Filed(batch(1, "held"), (), None), "hi") == "◆ रोकी गई"
    released = batches.standing_words(Filed(batch(1, "held"), (), later), "hi")
    assert released == "● सुधार के बाद मुक्त (9 नवंबर 2026)"
    assert batches.standing_words(Filed(batch(1), (), later), "hi") == "○ बदली जा चुकी (9 नवंबर 2026)"


def test_a_row_of_the_list_holds_counts_reasons_and_no_markup_of_a_files_name() -> None:
    body = batches.table([Filed(batch(1, "held"), (), None)], {"hapur": "हापुड़"}, (), "hi")
    assert "<b>1</b>.csv" not in body
    assert "&lt;b&gt;1&lt;/b&gt;.csv" in body
    assert "रोकी गईं <b>3</b>" in body
    assert body.index("ककक (7)") < body.index("<details>") < body.index("कककक (8)")


def test_files_without_a_fault_are_folded_below_those_with_one() -> None:
    good, bad = batch(1, quarantined=0, file_name="good.csv"), batch(2, file_name="bad.csv")
    body = batches.table([Filed(good, (), None), Filed(bad, (), None)], {}, (), "hi")
    assert body.index("bad.csv") < body.index("<summary>शेष फाइलें, जिनमें सुधारने को कुछ नहीं: 1") < body.index("good.csv")
    assert "शेष फाइलें" not in batches.table([Filed(good, (), None)], {}, (), "hi")


def test_a_published_file_says_whether_its_district_has_signed_it() -> None:
    one = Filed(batch(1), (), None)
    assert "○ जनपद की पुष्टि शेष" in batches.table([one], {}, (), "hi")
    assert "● जनपद ने पुष्टि की" in batches.table([one], {}, (one.batch.batch_id,), "hi")
    assert "पुष्टि" not in batches.table([Filed(batch(1, "held"), (), None)], {}, (), "hi")


def test_a_list_leaves_out_what_is_nought_and_a_batch_tells_all() -> None:
    counted = {"rows_read": 4, "accepted": 4, "mended": 0, "quarantined": 0, "non_data": 0}
    assert (
        batches.counts(counted, "en")
        == '<span class="ms-counts"><span>read <b>4</b></span><span>accepted <b>4</b></span></span>'
    )
    assert batches.counts(counted, "en", is_whole=True).count("<b>0</b>") == 3


def reason(rule: str, count: int, told: str) -> BatchReason:
    return BatchReason(rule=rule, count=count, sentence_hi=told, sentence_en=told)


def test_what_is_true_of_nearly_every_file_stands_behind_the_faults() -> None:
    remark = reason("parts_differ", 9, "दैनिक और भ्रमण भिन्न हैं")
    body = batches.reasons([remark, reason("date_unreadable", 2, "दिनांक पढ़ा नहीं जा सका।")], 9, "hi")
    assert body.startswith("<p>दिनांक पढ़ा नहीं जा सका। (2)</p><details>")
    assert batches.reasons([remark], 9, "hi").startswith("<details><summary>टिप्पणियाँ: 1</summary>")
    assert batches.reasons([], 9, "hi") == ""


def test_a_batch_told_whole_folds_no_reason() -> None:
    told = [reason("parts_differ", 9, "भिन्न"), reason("x", 2, "दोष")]
    assert batches.reasons(told, 9, "hi", is_whole=True) == "<p>दोष (2)</p><p>भिन्न</p>"


def test_kinds_of_mends_are_told_with_their_columns_the_seldom_first() -> None:
    kinds = pl.DataFrame({"field": ["day", "count", "thana"], "kind": ["date", "digits", "fuzzy"], "n": [9, 5, 1]})
    body = kinds_table(kinds, {"thana": {"hi": "थाना"}}, "hi")
    places = [body.index(told) for told in ("मिलती-जुलती वर्तनी", "<span>थाना <b>1</b>", "अंकों की लिपि", "दिनांक का रूप")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("count", "sentence", "told"),
    [(2, "दिनांक नहीं", "दिनांक नहीं (2)"), (9, "अनुपात अधिक", "अनुपात अधिक"), (2, "9 में से 2 रोकी गईं", "9 में से 2 रोकी गईं")],
)
def test_a_reason_counts_its_rows_once_and_only_where_they_are_some_of_all(
    count: int, sentence: str, told: str
) -> None:
    assert batches.reasons([reason("x", count, sentence)], 9, "hi") == f"<p>{told}</p>"


OUTCOME: dict[str, Any] = {
    "file": "a.csv",
    "sheet": "",
    "return": "squad_daily",
    "district": "hapur",
    "rows_read": 10,
    "accepted": 6,
    "mended": 2,
    "quarantined": 3,
    "non_data": 1,
    "verdict": "held",
    "reasons": [{"rule": "x", "count": 3, "sentence_hi": "तीन पंक्तियाँ", "sentence_en": "three rows"}],
}


def test_verdicts_begin_with_what_needs_a_hand_and_fold_what_changed_nothing() -> None:
    told = [
        {**OUTCOME, "file": f"{name}.csv", "verdict": name} for name in ("unchanged", "published", "held", "refused")
    ]
    body = verdict.table(told, {"hapur": "हापुड़"}, "hi")
    places = [body.index(f"{name}.csv") for name in ("refused", "held", "published", "unchanged")]
    assert places == sorted(places)
    assert body.index("<details><summary>1 विवरणियाँ पहले आ चुकी थीं") < places[-1]
    assert "■ अस्वीकृत 1" in body


def test_a_verdict_leads_to_the_latest_record_of_its_slice() -> None:
    first, again = batch(1, "held", file_name="a.csv"), batch(2, "held", file_name="a.csv")
    found = verdict.batches_of([OUTCOME], [Filed(again, (), None), Filed(first, (), None)])
    assert [one.batch.seq for one in found] == [2]
    assert verdict.worth_opening(found) == found


def test_what_a_correction_set_free_is_said() -> None:
    good = batch(2, file_name="b.csv")
    every = [Filed(good, (), None), Filed(batch(1, "held"), (), good)]
    told = verdict.released(every[:1], every, {"hapur": "हापुड़"}, "hi")
    assert "हापुड़, एंटी रोमियो दैनिक, 1 अक्टूबर – 31 अक्टूबर 2026: पहले रोकी गई विवरणी सुधार के बाद मुक्त हुई।" in told
    assert verdict.released(every[1:], every, {}, "hi") == ""


def sign(seq: int) -> SignOff:
    facts = {"district_code": "hapur", "viewer": "asp-hapur", "role": "asp", "at": datetime(2026, 11, 8, 9, 30)}
    return SignOff(batch_id=f"squad_daily-hapur-{seq:05}", content_hash="0123456789abcdef", **facts)


def test_a_sign_off_names_post_moment_and_fingerprint() -> None:
    told = sign_off.told([sign(1)], [], Filed(batch(1), (), None), "hi")
    assert "अपर पुलिस अधीक्षक (नोडल), हापुड़" in told
    assert "8 नवंबर 2026, 09:30" in told
    assert "<code>0123456789ab</code>" in told
    assert "पिछले संशोधन" not in told


def test_a_sign_off_of_what_was_replaced_is_for_an_earlier_revision() -> None:
    old, new = batch(1), batch(9)
    assert "पिछले संशोधन" in sign_off.told([sign(1)], [], Filed(old, (), new), "hi")
    told = sign_off.told([], [sign(1)], Filed(new, (old,), None), "hi")
    assert "पिछले संशोधन" in told
    assert "अभी नहीं की है" in told


def test_a_sheet_is_shown_in_one_language_and_its_first_rows() -> None:
    text = io.StringIO()
    lines = [["f.csv", "", str(n), "दिनांक / Day", "<i>", "नियम", "rule", "सुधार", "mend"] for n in range(120)]
    csv.writer(text).writerows([["head"] * 9, *lines])
    body = sheet_table(text.getvalue().encode("utf-8-sig"), "hi")
    assert body.count("<td>दिनांक</td>") == 100
    assert "<i>" not in body
    assert "rule" not in body
    assert "कुल 120 में से पहली 100" in body


def test_an_unknown_kind_of_mend_is_still_called_something() -> None:
    assert kind_words("date", "hi") == "दिनांक का रूप"
    assert kind_words("never_heard_of", "hi") == "अन्य सुधार"


def test_every_kind_of_mend_that_reading_makes_is_called_something() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("etl").rglob("*.py")))
    made = [r'mended\([^()\n]+?, "(\w+)"', r'pl\.lit\("(\w+)"\)\.alias\("kind"\)', r'Reading\(\w+, "(\w+)"']
    names = [r'how = "(\w+)"', r'how = .* else "(\w+)"', r'return code, "(\w+)"', r'return code, .* else "(\w+)"']
    kinds = {kind for pattern in (*made, *names) for kind in re.findall(pattern, sources)}
    assert {"date", "kruti_dev", "must_be_counselled", "alias", "sound", "fuzzy", "unique_no"} <= kinds
    for lang in ("hi", "en"):
        assert [kind for kind in sorted(kinds) if f"filings.mend.{kind}" not in catalogue(lang)] == []


def test_a_day_that_no_calendar_has_is_refused_by_name() -> None:
    from access.errors import BadChoice

    assert moment_of((5, 11, 2026, 9, 30)) == datetime(2026, 11, 5, 9, 30)
    with pytest.raises(BadChoice, match=r"31\.2\.2026"):
        moment_of((31, 2, 2026, 0, 0))
