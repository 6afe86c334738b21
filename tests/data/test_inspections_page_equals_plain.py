"""Every number that the page of inspections draws is plain counting's: at each level, of each place that is chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from components.context import Context
from components.inspections import asks, charts, grid, lists, reading
from components.inspections.choosing import Picked
from components.inspections.grid import Names
from components.inspections.reading import Seen, Shift
from locales import say
from tests.data import drawn
from tests.data.drawn import Asked, Chosen, each_level, each_window
from tests.data.test_inspections_equal_plain import CADENCES, periods
from tests.oracle.figures import Figure, Oracle
from tests.oracle.inspected import ITEMS, ROOMS, SEEN_BY_INSPECTORS
from tests.oracle.kendras import Kendras, days_inspected
from tests.oracle.programmes import share
from tests.oracle.span import Span
from warehouse.reads import Window

pytestmark = pytest.mark.slow

EVERY = {"circle": 8, "thana": 16}  # the range draws each thana
CODES = (*ITEMS, "other")
SIGNS = {"done": "●", "missed": "○", "unknown": "–", "running": "·"}
COUNTS = ("due", "closed", "overdue", "untold", "open")


@dataclass(frozen=True)
class Page(Kendras):
    """The page of one choice beside its Kendras as plain counting has them."""

    seen: Seen
    names: Names
    chosen: Chosen
    asked: Asked
    picked: Picked


def pages(dig: Context, oracle: Oracle, level: str, asked: Asked, picked: Picked) -> Iterator[Page]:
    for one in drawn.chosen(oracle.book, level, asked, EVERY.get(level, 1)):
        matrix, places, stand = drawn.build(dig, one.choice, asked, reading.TILES)
        seen = reading.look(dig, one.choice, places, stand, matrix, picked)
        names = Names(places, "en", "circle" if one.choice.district else "district")
        yield Page(oracle, level, one.unit, one.thanas, asked.span, seen, names, one, asked, picked)


@each_level
@each_window
def test_every_number_of_the_page(asked: Asked, level: str, dig: Context, oracle: Oracle) -> None:
    for page in pages(dig, oracle, level, asked, Picked()):
        assert drawn.wrong_cells(page.seen.matrix, page.chosen, asked, oracle) == []
        for shift in page.seen.shifts:
            check_matrix(page, shift)
        check_gaps(page)
        check_defects(page)
        check_inspectors(page)
        check_charts(page)
        check_asks(page)


@each_level
@each_window
def test_the_matrices_at_another_cadence(asked: Asked, level: str, dig: Context, oracle: Oracle) -> None:
    for page in pages(dig, oracle, level, asked, Picked(sho="day", co="week")):
        for shift in page.seen.shifts:
            check_matrix(page, shift)


def states(page: Page, rank: str) -> dict[str, list[str]]:
    """Thana → what is to be said of each period."""
    span, book = page.asked.span, page.oracle.book
    stretches = periods(Window(span.start, span.end, span.as_of), CADENCES[page.picked.of(rank)])
    came = days_inspected(page.rows, rank)

    def state(thana: str, start: date, end: date) -> str:
        is_seen = any(start <= day <= end for day in came[thana])
        if end > page.last:
            return "done" if is_seen else "running"
        if not book.is_accepted("inspections", thana, end):
            return "unknown"
        return "done" if is_seen else "missed"

    return {thana: [state(thana, *one) for one in stretches] for thana in page.chosen.thanas}


def check_matrix(page: Page, shift: Shift) -> None:
    """Cells, totals and last inspections in the table of all; signs and totals of those drawn; the counts above."""
    told, meant = grid.table(shift, page.names), states(page, shift.rank)
    words = {say("en", f"inspections.state.{state}"): state for state in SIGNS}
    came = days_inspected(page.rows, shift.rank)
    found = {row[1]: row for row in told.rows}
    assert found.keys() == {page.name(thana) for thana in meant}
    for thana, line in meant.items():
        _, _, n_done, n_missed, last, *cells = found[page.name(thana)]
        assert [words[str(cell)] for cell in cells] == line, thana
        assert (n_done, n_missed) == (line.count("done"), line.count("missed"))
        assert last == (written(max(came[thana])) if came[thana] else "never")
    check_drawn(page, shift, meant)


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def check_drawn(page: Page, shift: Shift, meant: dict[str, list[str]]) -> None:
    body = grid.draw(shift, page.names)
    missed = {thana: line for thana, line in meant.items() if "missed" in line}
    n_shown = min(20, len(missed))
    (note,) = re.findall(r'<p class="ms-calm">(.*?)</p>', body)
    n_all = [len(meant)] if any("done" in line for line in meant.values()) else []
    n_left_out = [n_shown] if n_shown < len(missed) else []
    assert drawn.numbers(note) == ([len(missed), len(meant), *n_left_out] if missed else n_all)
    rows = re.findall(r'<tr><th scope="row"><b>(.*?)</b></th>(.*?)</tr>', body)
    cells = {name: re.findall(r"<td[^>]*>(.*?)</td>", row) for name, row in rows}
    assert len(cells) == n_shown
    assert set(cells) <= {page.name(thana) for thana in missed}
    for thana, line in missed.items():
        if shown := cells.get(page.name(thana)):
            n_known = line.count("done") + line.count("missed")
            assert shown[:-1] == [*(SIGNS[state] for state in line), f"{line.count('done')}/{n_known}"]
    hidden = [line.count("missed") for thana, line in missed.items() if page.name(thana) not in cells]
    least = [line.count("missed") for thana, line in missed.items() if page.name(thana) in cells]
    assert not hidden or max(hidden) <= min(least)


def check_gaps(page: Page) -> None:
    table = lists.gaps(page.seen, page.names)
    assert {row[1]: row[2:5] for row in table.rows} == {
        page.name(thana): (n, written(latest) if latest else "never", written(max(page.covered(thana))))
        for thana, (n, latest) in page.gaps.items()
    }
    assert [row[2] for row in table.rows] == sorted((n for n, _ in page.gaps.values()), reverse=True)
    assert [row[5] for row in table.rows] == [
        "more than 14 days" if n > 14 else "within 14 days"
        for n in sorted((n for n, _ in page.gaps.values()), reverse=True)
    ]
    n_silent = len(page.chosen.thanas) - len(page.gaps)
    assert [drawn.numbers(note) for note in table.notes] == [[n_silent]] * bool(n_silent)


def check_defects(page: Page) -> None:
    """By code what became of those that fell due in the window, those still open, and how often found again."""
    span, wanted = page.asked.span, Counter[tuple[str, str]]()
    duties = (one for one in page.oracle.duties._falling_due("I4", Span(span.start, date.max, date.max)))
    for one in duties:
        is_closed = one.met_on is not None and one.met_on <= span.as_of
        if one.thana not in page.chosen.thanas:
            continue
        if one.due_on <= page.last:
            state = "untold" if not one.is_known else "closed" if is_closed else "overdue"
            wanted.update([(one.part, "due"), (one.part, state)])
        elif one.due_on <= page.last + timedelta(days=15) and (one.met_on is None or one.met_on > page.last):
            wanted[one.part, "open"] += 1
    again = page.parts("I5")
    found = drawn.by_name(lists.defects(page.seen, page.names))
    for code in CODES:
        counts = [wanted[code, state] for state in COUNTS]
        n_again = again[code].numerator if code in again else 0
        row = found.pop(say("en", f"inspections.item.{code}"), (0,) * 6)  # not told: not once found
        assert row == (*counts, n_again), code
    assert not found


def check_inspectors(page: Page) -> None:
    table = lists.formal(page.seen, page.names)
    assert len(table.rows) == len(page.inspectors)
    found = {(row[1], row[2]): row[3:] for row in table.rows}
    for (thana, rank), (n, n_correct, n_others, n_others_correct) in page.inspectors.items():
        verdict = "verify" if (thana, rank) in page.flagged else "usual"
        assert found[page.name(thana), say("en", f"inspections.rank.{rank}")] == (
            n,
            pytest.approx(share(n_correct, n)),
            n_others,
            None if not n_others else pytest.approx(share(n_others_correct, n_others)),
            say("en", f"inspections.formal.{verdict}"),
        )


def check_charts(page: Page) -> None:
    """Defects closed in time, the checklist, the set-up: the bars and the table beside them."""
    closed, checklist, setup = charts.build(page.seen, "en")
    for chart, name, order in ((closed, "I4", CODES), (setup, "I9", (*ROOMS, *SEEN_BY_INSPECTORS))):
        parts = page.parts(name)
        meant = [(say("en", f"inspections.item.{code}"), parts[code]) for code in order if code in parts]
        rows = [(name, None if one.value is None else pytest.approx(one.value), one.denominator) for name, one in meant]
        assert [row[:3] for row in drawn.rows(chart.table) if row[2] or row[1] is not None] == [
            row for row in rows if row[2]
        ]
        lengths = [pct for _, pct, of in rows if of]
        assert [length for _, length in drawn.bars(chart.figure) if length is not None] == lengths
    answered, in_order = page.parts("I6"), page.parts("item_in_order")
    items = [item for item in ITEMS if item in answered]
    missing = [100 - (in_order[item].value or 0) if item in in_order else None for item in items]
    assert [row[1:] for row in drawn.rows(checklist.table)] == [
        (
            pytest.approx(answered[item].value),
            None if no is None else pytest.approx(no, abs=1e-9),
            answered[item].denominator,
        )
        for item, no in zip(items, missing, strict=True)
    ]
    assert [length for _, length in drawn.bars(checklist.figure)] == [row[2] for row in checklist.table.rows]


def check_asks(page: Page) -> None:
    """The first screen, in its order: nobody came, everything correct, found again, the longest gap."""
    said = [(one.about, one.sentence) for one in asks.found(page.seen, page.names)]
    found = iter(said)
    never, by_co = page.never(), [one for one in page.never("co") if one not in page.never()]
    if never or by_co:
        about, sentence = next(found)
        assert drawn.numbers(about) == [len(never or by_co)]
        more = [len(some) - 3 for some in ((never, by_co) if never else (by_co,)) if len(some) > 3]
        assert drawn.numbers(sentence) == more
        assert sum(page.name(thana) in sentence for thana in (*never, *by_co)) >= min(3, len(never)) + min(
            3, len(by_co)
        )
    if flagged := page.flagged:
        about, sentence = next(found)
        n, n_correct, n_others, n_others_correct = page.inspectors[flagged[0]]
        others = [n_others_correct, n_others] if n_others else []
        rest = [len(flagged) - 1] * (len(flagged) > 1)
        assert drawn.numbers(sentence) == [180, n_correct, n, *others, *rest]
    check_repeated(page, found)
    beyond = {thana: n for thana, (n, latest) in page.gaps.items() if latest and n > 14}
    if beyond:
        about, sentence = next(found)
        most = max(beyond.values())
        some = [thana for thana, n in beyond.items() if n == most]
        assert drawn.numbers(about) == [most]
        assert drawn.numbers(sentence) == [*([len(some) - 3] * (len(some) > 3)), most]
        assert any(page.name(thana) in sentence for thana in some)
    assert list(found) == []


def check_repeated(page: Page, found: Iterator[tuple[str, str]]) -> None:
    again = {key: int(figure.numerator or 0) for key, figure in page.looked_back("I5").items()}
    often = {key: n for key, n in again.items() if n >= 3}
    if not often:
        return
    about, sentence = next(found)
    most = [key for key, n in often.items() if n == max(often.values())]
    named = {
        f"{page.name(thana)}: “{say('en', f'inspections.item.{code}')}” wanting again and again": (thana, code)
        for thana, code in most
    }
    thana, code = named[about]
    closed = page.looked_back("I4").get((thana, code), Figure())
    counts = [closed.numerator, closed.denominator] if closed.denominator else []
    rest = len({one for one, _ in often} - {thana})
    assert drawn.numbers(sentence) == [180, max(often.values()), *counts, *([rest] * bool(rest))]
