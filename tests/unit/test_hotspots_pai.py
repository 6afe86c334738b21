"""PAI and PEI* against a brute-force reference: PySAL has neither, so every set of cells is tried. And the hindcast."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.hotspots import hindcast, pai
from metrics.hotspots.gi_star import MIN_CELLS, Refused
from metrics.hotspots.hindcast import AREA_SHARE, N_HELD_OUT, N_NAIVE, N_TRAINING, Hindcast
from metrics.hotspots.pai import Catch

AREAS = {"a": 4.0, "b": 1.0, "c": 2.5, "d": 2.5, "e": 10.0}
EVENTS = {"a": 6, "b": 3, "c": 1, "e": 2}
AS_OF = date(2026, 11, 15)


def best(area: float, events: dict[str, int], areas: dict[str, float]) -> int:
    """Every set of cells, one after the other."""
    sets = chain.from_iterable(combinations(areas, size) for size in range(len(areas) + 1))
    fitting = (chosen for chosen in sets if sum(areas[code] for code in chosen) <= area * (1 + 1e-12))
    return max(sum(events.get(code, 0) for code in chosen) for chosen in fitting)


def test_pai_is_the_share_caught_over_the_share_of_the_area() -> None:
    one = pai.catch(["a"], EVENTS, AREAS)
    assert (one.caught, one.n, one.area, one.whole) == (6, 12, 4.0, 20.0)
    assert one.pai == pytest.approx((6 / 12) / (4 / 20))


def test_pei_star_is_pai_over_the_best_at_the_same_area() -> None:
    one = pai.catch(["c", "b"], EVENTS, AREAS)  # 3.5 of area: the best there is b alone with c or d
    assert one.best == best(3.5, EVENTS, AREAS) == 4
    assert one.pei_star == pytest.approx(4 / 4)
    poor = pai.catch(["c", "d"], EVENTS, AREAS)
    best_pai = (best(5.0, EVENTS, AREAS) / 12) / (5 / 20)
    assert poor.pai is not None
    assert poor.pei_star == pytest.approx(poor.pai / best_pai) == pytest.approx(1 / 9)


def test_without_events_or_area_there_is_no_figure() -> None:
    assert (Catch(0, 0, 0, 1.0, 2.0).pai, Catch(0, 0, 0, 1.0, 2.0).pei_star) == (None, None)
    assert Catch(0, 5, 0, 0.0, 2.0).pai is None


def test_catches_add_up_by_their_counts() -> None:
    both = Catch(1, 4, 2, 2.0, 10.0) + Catch(3, 6, 3, 3.0, 10.0)
    assert (both.hit_rate, both.area_share, both.pei_star) == (4 / 10, 5 / 20, 4 / 5)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12)), min_size=1, max_size=9),
    st.floats(0, 1),
)
def test_the_best_map_is_the_best_of_all_maps(cells: list[tuple[int, int]], share: float) -> None:
    events = {str(n): count for n, (count, _) in enumerate(cells)}
    areas = {str(n): float(size) for n, (_, size) in enumerate(cells)}
    area = share * sum(areas.values())
    assert pai.most_within(area, events, areas) == best(area, events, areas)


@settings(max_examples=60)
@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.floats(-5, 5), min_size=1), st.floats(0, 1))
def test_a_hot_set_fits_and_passes_over_nothing_that_would_fit(scores: dict[str, float], share: float) -> None:
    areas = {code: 1.0 + place for place, code in enumerate(sorted(scores))}
    chosen, room = pai.hottest(scores, areas, share), share * sum(areas.values())
    assert sum(areas[code] for code in chosen) <= room + 1e-9
    free = room - sum(areas[code] for code in chosen)
    left = [code for code in scores if code not in chosen]
    assert all(areas[code] > free or isclose(areas[code], free) for code in left)


def test_the_weeks_run_up_to_the_day_without_a_gap() -> None:
    weeks = hindcast.weeks_of(AS_OF)
    assert len(weeks) == N_HELD_OUT + N_TRAINING
    assert weeks[-1].end == AS_OF
    assert all((week.end - week.start).days == 6 for week in weeks)
    assert all((late.start - early.end).days == 1 for early, late in zip(weeks, weeks[1:], strict=False))


def test_a_place_that_is_hot_every_week_is_foretold_by_every_map() -> None:
    weeks = [{code: (5 if code == "c00" else n % 2, 7) for n, code in enumerate(cells())} for _ in range(20)]
    answer = hindcast.run(weeks, areas(), ring(), AS_OF)
    assert isinstance(answer, Hindcast)
    assert (answer.n_weeks, answer.n_left_out, answer.ends) == (8, 0, (date(2026, 9, 21), AS_OF))
    for name in ("rate", "last_period"):
        one = answer.catches[name]  # type: ignore[index]
        assert one.caught >= 5 * N_HELD_OUT
        assert one.pei_star == 1
    assert answer.catches["rate"].n == N_HELD_OUT * (5 + len(cells()) // 2)


def test_the_naive_map_follows_the_last_weeks_alone() -> None:
    """What is hot moves just before the foretold weeks: the last four weeks know it, the twelve before not yet."""
    before = {code: (9 if code in ("c01", "c02", "c03", "c04", "c05") else 1, 7) for code in cells()}
    moved = {code: (9 if code == "c09" else 1, 7) for code in cells()}
    answer = hindcast.run(
        [before] * (N_TRAINING - N_NAIVE) + [moved] * (N_NAIVE + N_HELD_OUT), areas(0.05), ring(), AS_OF
    )
    assert isinstance(answer, Hindcast)
    naive, rate = answer.catches["last_period"], answer.catches["rate"]
    assert naive.area_share <= AREA_SHARE
    assert naive.caught > rate.caught


def test_a_week_whose_register_did_not_come_in_full_is_left_out() -> None:
    weeks = [{code: (2 + n % 3, 7) for n, code in enumerate(cells())} for _ in range(20)]
    weeks[-1]["c03"] = (50, 6)
    answer = hindcast.run(weeks, areas(), ring(), AS_OF)
    assert isinstance(answer, Hindcast)
    assert answer.n_left_out == 1
    assert answer.catches["rate"].n == sum(2 + n % 3 for _ in range(N_HELD_OUT) for n, _ in enumerate(cells())) - (
        2 + 3 % 3
    )


def test_too_little_is_refused_with_its_reason() -> None:
    quiet = [dict.fromkeys(cells(), (0, 7)) for _ in range(20)]
    assert hindcast.run(quiet, areas(), ring(), AS_OF) == Refused("few_events", 0, MIN_CELLS + 4)
    short = [{}] * 12 + [dict.fromkeys(cells(), (9, 7))] * 8
    assert hindcast.run(short, areas(), ring(), AS_OF) == Refused("few_weeks", 9 * 24 * 2, 0)  # the last two weeks
    few = dict.fromkeys(cells()[: MIN_CELLS - 1], 10.0)
    full = [dict.fromkeys(cells(), (9, 7)) for _ in range(20)]
    answer = hindcast.run(full, few, ring(), AS_OF)
    assert isinstance(answer, Refused)
    assert (answer.reason, answer.n_cells) == ("few_cells", MIN_CELLS - 1)


def cells() -> list[str]:
    return [f"c{n:02}" for n in range(MIN_CELLS + 4)]


def areas(spread: float = 0.0) -> dict[str, float]:
    return {code: 10.0 + spread * n for n, code in enumerate(cells())}


def ring() -> dict[str, set[str]]:
    """Each cell beside the one before and the one after it."""
    codes = cells()
    return {code: {codes[place - 1], codes[(place + 1) % len(codes)]} for place, code in enumerate(codes)}
