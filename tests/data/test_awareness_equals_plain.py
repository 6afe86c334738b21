"""What the page on awareness shows beside its KPIs equals plain counting: reach by thana, who came, what was told."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import polars as pl
import pytest

from access.scope import Scope
from metrics import awareness
from metrics.awareness import BLANK, Quarter
from sample_data.days import FIRST_DAY
from sample_data.rows import Programme
from tests.oracle.book import Book
from tests.oracle.duties_programmes import is_heaped
from tests.oracle.figures import Oracle
from warehouse import awareness_reads, reads
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

RANGE = Scope.whole_range("dig")
WINDOWS = (
    Window(date(2025, 9, 22), date(2025, 10, 21), date(2025, 10, 21)),  # the campaign's first month
    Window(date(2026, 8, 1), date(2026, 8, 31), date(2026, 8, 20)),  # seen before it ended; one thana sent nothing
    Window(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15)),  # what the page opens with
)
LEVELS = ("range", "district", "circle", "thana")
Told = Counter[tuple[str, str, str]]
each_window = pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window.start}-{window.as_of}")


def last_of(window: Window) -> date:
    return min(window.end, window.as_of)


def held(book: Book, window: Window) -> list[Programme]:
    return [row for row in book.programmes if window.start <= row.held_on <= last_of(window)]


def groups(book: Book, level: str) -> dict[str, set[str]]:
    """Unit → its thanas."""
    found: dict[str, set[str]] = defaultdict(set)
    for thana in book.thanas.values():
        found[thana.code if level == "thana" else getattr(thana, level, "range")].add(thana.code)
    return found


@pytest.fixture(scope="module")
def looks(oracle: Oracle) -> dict[int, str]:
    """By the identity of a programme, how its counts look; each is held beside the one before it in its thana."""
    before: dict[str, tuple[int, ...]] = {}
    found = {}
    for row in sorted(oracle.book.programmes, key=lambda row: row.held_on):
        counts = (row.women, row.men, row.girls, row.boys)
        is_copied = counts == before.get(row.thana)
        before[row.thana] = counts
        found[id(row)] = "copied" if is_copied else "heaped" if is_heaped(counts) else "plain"
    return found


def count(rows: list[Programme], looks: dict[int, str]) -> Told:
    """(thana, what, code) → the programmes that told of it."""
    told: Told = Counter()
    for row in rows:
        lists = {"department": row.departments, "helpline": row.helplines, "scheme": row.schemes}
        for what, codes in lists.items():
            told.update((row.thana, what, code) for code in set(codes) or {BLANK})
        told.update([(row.thana, "venue", row.venue_kind), (row.thana, "participants", looks[id(row)])])
    return told


@each_window
def test_what_programmes_told_at_every_level(
    window: Window, snapshot: Snapshot, oracle: Oracle, looks: dict[int, str]
) -> None:
    rows = held(oracle.book, window)
    wanted = count(rows, looks)
    told = awareness.by_thana(awareness_reads.told(snapshot, RANGE, window).iter_rows(named=True))
    codes = {(what, code) for _, what, code in wanted}
    assert {(what, code) for (_, what), of in told.items() for code in of} == codes
    for level in LEVELS:
        for inside in groups(oracle.book, level).values():
            n = sum(row.thana in inside for row in rows)
            assert awareness.n_programmes(told, inside) == n
            for what, code in codes:
                n_told = sum(wanted[thana, what, code] for thana in inside)
                assert awareness.n_of(told, inside, what, code) == n_told
                share = awareness.share(told, inside, what, code)
                assert share == (pytest.approx(100 * n_told / n) if n else None)


@each_window
def test_counts_to_verify(window: Window, snapshot: Snapshot, oracle: Oracle, looks: dict[int, str]) -> None:
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in held(oracle.book, window):
        wanted[row.thana][looks[id(row)]] += 1
    told = awareness.by_thana(awareness_reads.told(snapshot, RANGE, window).iter_rows(named=True))
    found = {one.code: (one.n_copied, one.n_heaped, one.n) for one in awareness.looks(told, oracle.book.thanas)}
    assert found == {code: (look["copied"], look["heaped"], look.total()) for code, look in wanted.items()}


@each_window
def test_pamphlets_and_folders(window: Window, snapshot: Snapshot, oracle: Oracle) -> None:
    rows = held(oracle.book, window)
    for one in awareness_reads.counts(snapshot, RANGE, window).iter_rows(named=True):
        thana = one["thana_code"]
        is_told = any(window.start <= day <= last_of(window) for day in oracle.book.covered["awareness", thana])
        mine = [row for row in rows if row.thana == thana]
        wanted = (len(mine), sum(row.pamphlets for row in mine), sum(row.folders for row in mine))
        found = (one["n_programmes"], one["pamphlets"], one["folders"])
        assert found == (wanted if is_told else (None, None, None)), thana


def places(book: Book, thana: str, start: date, end: date, *kinds: str) -> int:
    """Different venues of these kinds that had a programme."""
    rows = [row for row in book.programmes if row.thana == thana and start <= row.held_on <= end]
    return len({(row.venue_kind, row.venue) for row in rows if row.venue_kind in kinds})


@each_window
def test_whom_the_quarter_reached_and_whom_nobody_ever(window: Window, snapshot: Snapshot, oracle: Oracle) -> None:
    """A rural thana's programmes in some ward count for nothing: the list has panchayats alone of it, and so on."""
    book, last = oracle.book, last_of(window)
    start = date(last.year, last.month - (last.month - 1) % 3, 1)
    wanted = {}
    for thana in book.thanas.values():
        of_kind = {"gram_panchayat": thana.n_gram_panchayats, "ward": thana.n_wards}
        listed, kinds = sum(of_kind.values()), [kind for kind, n in of_kind.items() if n]
        counts = []
        for since in (start, FIRST_DAY):
            is_told = any(since <= day <= last for day in book.covered["awareness", thana.code])
            counts.append(places(book, thana.code, since, last, *kinds) if is_told else None)
        wanted[thana.code] = (listed or None, *(counts if listed else [None, None]))
    quarter = Quarter.of(last)
    assert quarter.first == start
    spans = [Window(start, last, last), Window(FIRST_DAY, last, last)]
    told = reads.reach(snapshot, RANGE, spans)
    reached, ever = (
        dict(told.filter(pl.col("window_no") == number).select("thana_code", "n_reached").iter_rows())
        for number in (0, 1)
    )
    lists = {
        row["thana_code"]: row["n_listed"] for row in awareness_reads.listed(snapshot, RANGE).iter_rows(named=True)
    }
    found = awareness.reaches(book.thanas, lists, reached, ever)
    assert {one.code: (one.n_listed, one.n_reached, one.n_ever) for one in found if one.n_listed} == {
        code: row for code, row in wanted.items() if row[0]
    }
    assert {one.code for one in found if not one.n_listed} == {code for code, row in wanted.items() if not row[0]}


@each_window
def test_schools_and_colleges(window: Window, snapshot: Snapshot, oracle: Oracle) -> None:
    """Since the campaign began; every thana lists 18 schools and 4 colleges."""
    book, last = oracle.book, last_of(window)
    told = {
        thana for thana in book.thanas if any(window.start <= day <= last for day in book.covered["awareness", thana])
    }
    wanted = {thana: (places(book, thana, FIRST_DAY, last, "school", "college"), 22) for thana in told}
    found = awareness_reads.institutions(snapshot, RANGE, window).iter_rows(named=True)
    assert {row["thana_code"]: (row["n_reached"], row["n_listed"]) for row in found} == wanted
