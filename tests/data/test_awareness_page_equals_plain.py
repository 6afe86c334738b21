"""Every number that the page on awareness draws is plain counting's: at each level, of each place that is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest

from components.awareness import asks, body, coverage, gap, reading, shares
from components.awareness.reading import Seen
from components.context import Context
from components.maps import reading as maps
from sample_data.days import FIRST_DAY
from tests.data import drawn
from tests.data.drawn import Asked, Chosen, each_level, each_window, near
from tests.oracle import listed
from tests.oracle.figures import Oracle
from tests.oracle.programmes import Plain, complaints_of, share

pytestmark = pytest.mark.slow

FEW = 5
WITHHELD = "withheld"
EVERY = {"circle": 8, "thana": 16}  # the range draws each thana, the districts each circle
DEPARTMENTS = {
    "Women and child development": "women_child_development",
    "Education": "education",
    "Rural development": "rural_development",
    "Social welfare": "social_welfare",
    "Transport": "transport",
    "Public relations": "public_relations",
    "Police": "police",
    "Panchayati raj": "panchayati_raj",
    "Health": "health",
    "Revenue": "revenue",
}


@dataclass(frozen=True)
class Page:
    """The page of one choice beside the plain numbers of its thanas."""

    seen: Seen
    plain: Plain
    chosen: Chosen
    oracle: Oracle
    asked: Asked

    @cached_property
    def groups(self) -> list[tuple[str, Plain]]:
        """Name of each column and the plain numbers of its thanas: the parts as they are listed, then the whole."""
        book, level = self.plain.book, self.chosen.choice.parts
        found = []
        for column in sorted(self.seen.matrix.columns, key=lambda column: column.is_whole):
            by = self.chosen.level if column.is_whole else level or ""
            inside = [code for code in self.chosen.thanas if book.unit_of(code, by) == column.unit_code]
            assert inside, column
            found.append((column.name, self.plain.of(inside)))
        return found

    def name(self, thana: str) -> str:
        return self.plain.book.thanas[thana].name_en


def pages(dig: Context, oracle: Oracle, level: str, asked: Asked) -> Iterator[Page]:
    for one in drawn.chosen(oracle.book, level, asked, EVERY.get(level, 1)):
        matrix, places, _ = drawn.build(dig, one.choice, asked, reading.KPIS)
        seen = reading.look(dig, one.choice, places, matrix)
        yield Page(seen, Plain(oracle.book, one.thanas, asked.span), one, oracle, asked)


@each_level
@each_window
def test_every_number_of_the_page(asked: Asked, level: str, dig: Context, oracle: Oracle) -> None:
    for page in pages(dig, oracle, level, asked):
        assert drawn.wrong_cells(page.seen.matrix, page.chosen, asked, oracle) == []
        check_coverage(page)
        check_gap_map(page, dig)
        check_teams(page)
        check_looks(page)
        check_departments(page)
        check_institutions(page)
        check_material(page)
        check_told(page)
        check_asks(page)


def check_coverage(page: Page) -> None:
    plain, found = page.plain, drawn.by_name(coverage.table(page.seen, "en"))
    assert found.keys() == {page.name(thana) for thana in plain.thanas}
    known, n_reached, n_silent = [], 0, 0
    for thana in plain.thanas:
        n, (this, ever) = plain.n_listed(thana), plain.reached(thana)
        pct = share(this, n) if this is not None else None
        never = None if ever is None or not n else max(0, n - ever)
        assert found[page.name(thana)][:4] == (near(pct), this if n else None, n or None, never)
        known += [(pct, n)] if pct is not None else []
        n_reached += this or 0 if n else 0
        n_silent += bool(n) and this is None
    check_sentence(page, sum(n for _, n in known), n_reached, n_silent)
    lengths = [length for _, length in drawn.bars(coverage.chart(page.seen, "en"))]
    assert lengths == pytest.approx(sorted(pct for pct, _ in known)[:12])


def check_sentence(page: Page, n_listed: int, n_reached: int, n_silent: int) -> None:
    said, last = coverage.sentence(page.seen, "en"), page.plain.quarter[1]
    n_without = sum(not page.plain.n_listed(thana) for thana in page.plain.thanas)
    assert f", {(last - page.plain.span.last).days} days left." in said
    told = re.search(r"left\. (\S+) of (\S+) listed panchayats and wards had a programme \((.*?)\)", said)
    counts = told and [drawn.figure(one) for one in told.groups()]
    assert counts == ([n_reached, n_listed, near(share(n_reached, n_listed))] if n_listed else None)
    for n, words in ((n_without, r"(\d+) thanas have no list"), (n_silent, r"From (\d+) thanas no return")):
        assert re.findall(words, said) == ([str(n)] if n else [])


def complaints(page: Page) -> dict[str, int]:
    """Thana → complaints of harassment on days of which its register speaks; the silent are not there."""
    days = page.oracle.days.spoken_of(page.plain.span, "cases")
    received = complaints_of(page.plain.book)
    return {thana: sum(day in days[thana] for day in received[thana]) for thana in page.plain.thanas if thana in days}


def check_gap_map(page: Page, dig: Context) -> None:
    """Each number that is told is the plain one; few complaints are told nowhere, and more only where they hide few."""
    counts, found = complaints(page), drawn.by_name(gap.table(page.seen, "en"))
    hidden = {thana for thana in counts if found[page.name(thana)][0] == WITHHELD}
    assert {thana for thana, n in counts.items() if 0 < n < FEW} <= hidden
    assert {name for name, row in found.items() if row[0] == WITHHELD} == {page.name(thana) for thana in hidden}
    pct = {}
    for thana in page.plain.thanas:
        n, (this, _) = page.plain.n_listed(thana), page.plain.reached(thana)
        pct[thana] = None if this is None else share(this, n)
        words = "no list of panchayats or wards" if not n else "no return received" if this is None else None
        assert found[page.name(thana)][1] == (words or near(pct[thana]))
        assert found[page.name(thana)][0] == (WITHHELD if thana in hidden else counts.get(thana))
    order = [counts.get(thana, -1) for thana in named(page, found) if thana not in hidden]
    assert order == sorted(order, reverse=True)
    check_marks(page, dig, {thana: n for thana, n in counts.items() if thana not in hidden}, pct)


def named(page: Page, names: Iterable[object]) -> list[str]:
    of = {page.name(thana): thana for thana in page.plain.thanas}
    return [of[str(name)] for name in names]


def check_marks(page: Page, dig: Context, told: dict[str, int], pct: dict[str, float | None]) -> None:
    """The map: a shade by quarters of the list, and the number on each mark."""
    reached = {one.code: one for one in page.seen.reached}
    for thana, value in pct.items():
        steps = {"few": (0, 25), "some": (25, 50), "many": (50, 75), "most": (75, 1e9)}
        meant = next((step for step, (low, high) in steps.items() if value is not None and low <= value < high), None)
        assert gap.shade(reached[thana]) == (meant or ("unknown" if page.plain.n_listed(thana) else "none"))
    land = maps.land(dig, page.chosen.choice.within(dig.scope))
    marks = {
        mark.label.split("\n")[0]: drawn.numbers(mark.label.split("\n", 1)[1])
        for mark in gap._marks(land, page.seen, reached, "en")
    }
    assert marks == {
        page.name(thana): [n, *([near(pct[thana])] if pct[thana] is not None else [])]
        for thana, n in told.items()
        if n >= FEW
    }


def check_teams(page: Page) -> None:
    """A2 and A3 of each part, or of a thana itself; A6 in a sentence."""
    by = page.chosen.choice.parts or page.chosen.level
    for code in ("A2", "A3"):
        figures = page.oracle.figures(code, by, page.asked.span)
        columns = [one for one in page.seen.matrix.columns if not one.is_whole or not page.chosen.choice.parts]
        chart, table = shares.by_unit(code, page.seen, "en")
        meant = [figures[column.unit_code] for column in columns]
        assert [row[1:3] for row in drawn.rows(table)] == [
            (None if one.value is None else pytest.approx(one.value), one.denominator) for one in meant
        ]
        assert not chart or [x for _, x in drawn.bars(chart)] == [row[1] for row in table.rows]
    women = page.oracle.figures("A6", page.chosen.level, page.asked.span)[page.chosen.unit].value
    said = body.women(page.seen, "en")
    assert drawn.numbers(said)[1:] == ([near(women)] if women is not None else [])


def check_looks(page: Page) -> None:
    found = drawn.by_name(shares.looks(page.seen, "en"))
    wanted = {thana: one for thana, one in page.plain.looks.items() if one[0] or one[1]}
    assert found == {
        page.name(thana): (near(share(n - copied - heaped, n)), copied, heaped, 0, n)
        for thana, (copied, heaped, n) in wanted.items()
    }
    assert [row[1] for row in drawn.rows(shares.looks(page.seen, "en"))] == sorted(row[0] for row in found.values())


def check_departments(page: Page) -> None:
    table = shares.departments(page.seen, "en")
    assert list(table.heads[1:]) == [name for name, _ in page.groups]
    found = drawn.by_name(table)
    for words, code in DEPARTMENTS.items():
        assert found.pop(words) == tuple(near(plain.told("departments", code)) for _, plain in page.groups), code
    assert found.pop("Number of programmes") == tuple(len(plain.held) or None for _, plain in page.groups)
    blank = [share(sum(not row.departments for row in plain.held), len(plain.held)) for _, plain in page.groups]
    assert list(found.values()) == ([tuple(near(one) for one in blank)] if any(blank) else [])


def check_institutions(page: Page) -> None:
    """Schools and colleges since the campaign began, of the thanas whose return speaks of the window."""
    of = listed.institutions()
    for row, (name, plain) in zip(drawn.rows(shares.institutions(page.seen, "en")), page.groups, strict=True):
        n = sum(plain.places(thana, FIRST_DAY, "school", "college") for thana in plain.telling)
        n_listed = sum(sum(of[thana].values()) for thana in plain.telling)
        kinds = [plain.n_at(kind) if plain.held else None for kind in ("school", "college")]
        assert row == (name, near(share(n, n_listed)), n if n_listed else None, n_listed or None, *kinds)


def check_material(page: Page) -> None:
    for row, (name, plain) in zip(drawn.rows(shares.material(page.seen, "en")), page.groups, strict=True):
        n, is_told = len(plain.held), bool(plain.telling)
        given = [
            sum(getattr(one, kind) for one in plain.held) if is_told else None for kind in ("pamphlets", "folders")
        ]
        each = [None if one is None or not n else pytest.approx(one / n) for one in given]
        assert row == (name, n if is_told else None, given[0], each[0], given[1], each[1])


def check_told(page: Page) -> None:
    n = len(page.plain.held)
    schemes = ("kanya_sumangala", "widow_pension", "srlm", "one_stop_centre", "other")
    for what, name, codes in (
        ("helpline", "helplines", ("1090", "112", "181", "1098", "1076", "1930", "102", "108")),
        ("scheme", "schemes", schemes),
    ):
        chart, table = shares.said(what, codes, page.seen, "en")
        pcts = [page.plain.told(name, code) for code in codes]
        pcts = [pct for pct, code in zip(pcts, codes, strict=True) if code != "other" or pct]
        blank = share(sum(not getattr(row, name) for row in page.plain.held), n)
        meant = [*pcts, *([blank] if blank else [])]
        assert [row[1:] for row in drawn.rows(table)] == [(near(pct), n) for pct in meant]
        assert [length for _, length in drawn.bars(chart)] == ([pytest.approx(pct) for pct in meant] if n else [])


def check_asks(page: Page) -> None:
    """The first screen: the thana with the largest share never reached, counts to verify, thanas without a list."""
    said = [(one.about, one.sentence) for one in asks.find(page.seen, "en")]
    plain, counts = page.plain, complaints(page)
    left = {}
    for thana in plain.thanas:
        n, ever = plain.n_listed(thana), plain.reached(thana)[1]
        if n and ever is not None and ever < n:
            left[thana] = (n - ever, n)
    worst = sorted(left, key=lambda thana: (-left[thana][0] / left[thana][1], thana))
    never = [sentence for about, sentence in said if about.endswith("places never reached")]
    assert bool(never) == bool(worst)
    for thana, sentence in zip(worst, never, strict=False):
        n, of = left[thana]
        told = drawn.numbers(sentence)
        few = told[1:] if n == of else told[2:]
        assert told[: len(told) - len(few)] == ([of] if n == of else [n, of])
        assert few in ([], [counts.get(thana)])
        assert few or counts.get(thana, 0) < FEW or thana in page.seen.hidden
    for place, words in enumerate(("all four counts", "every larger count")):
        shares_of = {
            t: one[place] / one[2] for t, one in plain.looks.items() if one[place] >= 5 and 10 * one[place] > one[2]
        }
        told = [(about, drawn.numbers(sentence)) for about, sentence in said if words in sentence]
        assert bool(told) == bool(shares_of)
        for about, (n, of, *_) in told:
            assert n / of == max(shares_of.values())
            (thana,) = [t for t in plain.thanas if about == f"Thana {page.name(t)} · participant counts"]
            assert (n, of) == (plain.looks[thana][place], plain.looks[thana][2])
    n_without = sum(not plain.n_listed(thana) for thana in plain.thanas)
    told = [drawn.numbers(sentence) for about, sentence in said if about == "The list of panchayats and wards"]
    if told and len(plain.thanas) > 1:
        assert told == [[n_without, len(plain.thanas)]]
    check_joint_ask(page, said)


def check_joint_ask(page: Page, said: list[tuple[str, str]]) -> None:
    """The part in which the fewest programmes were joint, where that misses the target."""
    by = page.chosen.choice.parts
    for about, sentence in said:
        if "Two or more departments" in sentence:
            assert by
            figures = page.oracle.figures("A2", by, page.asked.span)
            columns = [one for one in page.seen.matrix.columns if not one.is_whole]
            (unit,) = [one.unit_code for one in columns if about.startswith(f"{one.name} ·")]
            assert drawn.numbers(sentence) == [near(figures[unit].value)]
