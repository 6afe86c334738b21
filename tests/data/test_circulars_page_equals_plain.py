"""Every number that the page of circulars draws of the loaded sample is plain counting's, on four evenings.

A circular is a district's: the page is of the range or of a district, and nothing lies below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from components import door
from components.charts.intervals import intervals
from components.choice import Choice
from components.circulars import asks, grid, lists, rates, reading, tiles
from components.circulars.reading import Seen
from components.context import Context
from sample_data.reference import DISTRICTS, district_names
from sample_data.rows import Circular
from tests.data import drawn
from tests.data.drawn import near
from tests.oracle.book import Book
from tests.oracle.figures import Oracle
from tests.oracle.programmes import share

pytestmark = pytest.mark.slow

EVENINGS = (date(2025, 11, 5), date(2026, 3, 31), date(2026, 7, 20), date(2026, 11, 15))
WORDS = {
    "in_time": "● in time",
    "late": "▲ late",
    "partial": "◐ partial",
    "overdue": "■ overdue",
    "pending": "○ not due yet",
}
DONE = ("in_time", "late")


@dataclass(frozen=True)
class Stand:
    """A circular of a district as it stands on an evening."""

    row: Circular
    state: str
    n_days: int
    is_begun: bool

    @property
    def key(self) -> tuple[str, str]:
        return name_of(self.row.district), self.row.circular_no

    @property
    def days(self) -> str:
        return f"{self.n_days} day{'s' * (self.n_days != 1)}" if self.n_days else ""

    @property
    def cell(self) -> str:
        told = WORDS[self.state] + (f", {self.days}" if self.days else "")
        return f"{told}; partial" if self.is_begun and self.state == "overdue" else told


def name_of(district: str) -> str:
    return district_names()[district][0]


def stands(book: Book, districts: tuple[str, ...], issuer: str, as_of: date) -> list[Stand]:
    """Of a row that is held back for mending nothing is told."""
    good = (row for row in book.sample.circulars if not row.fault and row.issued_on <= as_of)
    rows = [row for row in good if row.district in districts]
    return [stand(book, row, as_of) for row in rows if issuer in ("all", row.issued_by)]


def stand(book: Book, row: Circular, as_of: date) -> Stand:
    """Begun is what a list sent in the week before it was complied with called partly done."""
    if row.complied_on and row.complied_on <= as_of:
        late = max(0, (row.complied_on - row.due_on).days)
        return Stand(row, "late" if late else "in_time", late, False)
    ends = (
        one.period.last_day for one in book.filings if (one.return_name, one.district) == ("circulars", row.district)
    )
    week = timedelta(days=7)
    begun = [end for end in ends if row.complied_on and row.complied_on - week <= end < row.complied_on]
    is_begun = bool(begun) and min(begun) <= as_of
    if row.due_on < as_of:
        return Stand(row, "overdue", (as_of - row.due_on).days, is_begun)
    return Stand(row, "partial" if is_begun else "pending", 0, is_begun)


def left_out(book: Book, districts: tuple[str, ...], issuer: str, as_of: date) -> set[tuple[str, str]]:
    """District and number of each circular of which that district told nothing, and another did."""
    every = {one.row.circular_no for one in stands(book, DISTRICTS, issuer, as_of)}
    told = {one.key for one in stands(book, districts, issuer, as_of)}
    return {(name_of(code), number) for number in every for code in districts} - told


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize("as_of", EVENINGS, ids=str)
@pytest.mark.parametrize("district", ["", *DISTRICTS])
@pytest.mark.parametrize("issuer", ["all", "headquarters", "range"])
def test_every_number_of_the_page(issuer: str, district: str, as_of: date, dig: Context, oracle: Oracle) -> None:
    choice = Choice(district=district or None)
    seen = reading.look(dig, choice, door.calendar(dig).at(as_of), issuer)
    districts = (district,) if district else DISTRICTS
    told, missing = (of(oracle.book, districts, issuer, as_of) for of in (stands, left_out))
    assert {(name_of(one.district_code), one.circular_no) for one in seen.told} == {one.key for one in told}
    check_tiles(seen, told, missing, as_of)
    check_grid(seen, told, missing, oracle.book.sample.circulars)
    check_lists(seen, told, as_of)
    check_rates(seen, told, as_of, districts)
    check_asks(seen, told, missing, as_of)


def overdue(told: list[Stand]) -> list[Stand]:
    return [one for one in told if one.state == "overdue"]


def soon(told: list[Stand], as_of: date) -> list[Stand]:
    return [one for one in told if one.state not in DONE and 0 <= (one.row.due_on - as_of).days <= 15]


def rate(told: list[Stand], as_of: date) -> tuple[int, int]:
    """Complied with by the due date, of those whose due date has passed."""
    due = [one for one in told if one.row.due_on < as_of]
    return sum(one.state == "in_time" for one in due), len(due)


def check_tiles(seen: Seen, told: list[Stand], missing: set[tuple[str, str]], as_of: date) -> None:
    found = {one.key: (drawn.figure(one.value), drawn.numbers(one.line)) for one in tiles.found(seen)}
    late, (n_met, n_due) = overdue(told), rate(told, as_of)
    n_late = len(late) if told else None
    assert found["overdue"] == (n_late, [max(one.n_days for one in late)] if late else [])
    assert found["rate"] == (near(share(n_met, n_due)), [n_met, n_due] if n_due else [])
    assert found["ahead"] == (len(soon(told, as_of)), [15])
    assert found["evidence"] == (sum(one.state in DONE and not one.row.evidence_ref for one in told), [])
    assert found["untold"] == (len(missing), [])


def check_grid(seen: Seen, told: list[Stand], missing: set[tuple[str, str]], sample: list[Circular]) -> None:
    """Each cell; the circular that a district is most overdue with first, then the newest."""
    meant = {(one.row.circular_no, name_of(one.row.district)): one for one in told}
    table = grid.table(seen)
    for number, _, _, issued_on, due_on, *cells in table.rows:
        for name, cell in zip(table.heads[5:], cells, strict=True):
            if (name, number) in missing:
                assert cell == "– nothing told"
                continue
            one = meant.pop((str(number), name))
            assert cell == one.cell
            assert (issued_on, due_on) == (written(one.row.issued_on), written(one.row.due_on))
    assert not meant
    order, issued = [], {row.circular_no: row.issued_on for row in sample}
    for row in table.rows:
        late = [one.n_days for one in overdue(told) if one.row.circular_no == row[0]]
        order.append((-max(late, default=0), -issued[row[0]].toordinal()))
    assert order == sorted(order)
    body = grid.draw(seen)
    cells = re.findall(r'<td class="circular-(\w+)".*?<i>(.)</i>.*?</td>', body)
    assert [state for state, _ in cells].count("overdue") == len(overdue(told))
    days = re.findall(r"<td.*?<b>(.*?)</b>.*?</td>", re.sub(r"<td(?:(?!</td>|<b>).)*</td>", "", body))
    assert sorted(days) == sorted(one.days for one in told if one.n_days)


def check_lists(seen: Seen, told: list[Stand], as_of: date) -> None:
    late, ahead, evidence = lists.overdue(seen), lists.ahead(seen), lists.evidence(seen)
    assert {row[:2]: row[2:4] for row in late.rows} == {
        one.key: (one.n_days, written(one.row.due_on)) for one in overdue(told)
    }
    assert [row[2] for row in late.rows] == sorted((one.n_days for one in overdue(told)), reverse=True)
    left = {one.key: (one.row.due_on - as_of).days for one in soon(told, as_of)}
    assert {row[:2]: 0 if row[2] == "today" else drawn.numbers(str(row[2]))[0] for row in ahead.rows} == left
    assert [left[row[:2]] for row in ahead.rows] == sorted(left.values())  # type: ignore[index]  # two names
    assert {row[:2]: row[2:] for row in evidence.rows} == {
        one.key: (written(one.row.complied_on), one.cell, one.row.evidence_ref)
        for one in told
        if one.state in DONE and one.row.complied_on
    }


def check_rates(seen: Seen, told: list[Stand], as_of: date, districts: tuple[str, ...]) -> None:
    """Share and Wilson's interval of each district, in the table and as bars."""
    found = drawn.by_name(rates.table(seen))
    assert found.keys() == {name_of(code) for code in districts}
    for code in districts:
        n_met, n_due = rate([one for one in told if one.row.district == code], as_of)
        pct, low, high, *counts = found[name_of(code)][:7]
        assert counts == [n_met, n_due, 0, 0]
        assert pct == (None if not n_due else pytest.approx(100 * n_met / n_due))
        for end in (low, high) if n_due else ():
            x, z2 = float(end or 0) / 100, 1.959963984540054**2
            assert (n_met / n_due - x) ** 2 == pytest.approx(z2 * x * (1 - x) / n_due, abs=1e-12)
    picture = intervals([rates._interval(name, one) for name, one in rates._told(seen)], "en")
    middle = [x for x in marks(picture) if x is not None]
    assert sorted(middle) == pytest.approx(sorted(float(row[0] or 0) for row in found.values() if row[0] is not None))


def marks(picture: go.Figure | None) -> list[float | None]:
    return [] if picture is None else [x for trace in picture.data if trace.mode == "markers" for x in trace.x]


def check_asks(seen: Seen, told: list[Stand], missing: set[tuple[str, str]], as_of: date) -> None:
    """The longest overdue first, at most three; then what a list leaves out, and what falls due next."""
    said = asks.found(seen)
    worst = sorted((one.n_days for one in overdue(told)), reverse=True)[:3]
    for n_days, one in zip(worst, said, strict=False):
        (row,) = [late for late in overdue(told) if one.about == f"{late.key[0]} · {late.key[1]}"]
        assert row.n_days == n_days
        assert f"and, as of {written(as_of)}, is {row.days} overdue" in one.sentence
    counts = {"left out of a list": len(missing), "due soon": len(soon(told, as_of))}
    rest = [(words, n) for words, n in counts.items() if n]
    assert len(said) == len(worst) + len(rest)
    for (words, n), one in zip(rest, said[len(worst) :], strict=True):
        assert words in one.about
        assert drawn.numbers(one.about) == [n]
        assert re.findall(r"and (\d+) more", one.sentence) == ([str(n - 3)] if n > 3 else [])
