"""Gi* against PySAL on a fixed example, its false discovery rate against plain sorting, and what must never move it."""

from __future__ import annotations

import random
import warnings
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.hotspots import gi_star
from metrics.hotspots.gi_star import ALPHA, MIN_CELLS, MIN_EVENTS, PERMUTATIONS, SEED, Found, Refused, Spot

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from esda import fdr
    from esda.getisord import G_Local
    from esda.significance import calculate_significance
    from libpysal.weights import W

SIDE = 8
HOT = {(row, column) for row in range(4) for column in range(4)}
Grid = dict[str, float]


def name(row: int, column: int) -> str:
    return f"{row}-{column}"


def grid() -> tuple[Grid, dict[str, set[str]]]:
    """Sixty-four cells with chance counts, one corner of sixteen far above; neighbours share an edge or a corner."""
    chance = random.Random(7)
    cells = [(row, column) for row in range(SIDE) for column in range(SIDE)]
    values = {name(*cell): float(chance.randint(0, 4) + (9 if cell in HOT else 0)) for cell in cells}
    beside = {
        name(*one): {
            name(*other)
            for other in cells
            if other != one and abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1
        }
        for one in cells
    }
    return values, beside


@pytest.fixture(scope="module")
def pysal() -> G_Local:
    values, beside = grid()
    codes = sorted(values)
    weights = W({code: sorted(beside[code]) for code in codes}, id_order=codes, silence_warnings=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return G_Local(
            np.array([values[code] for code in codes]),
            weights,
            transform="B",
            star=True,
            permutations=PERMUTATIONS,
            seed=SEED,
            n_jobs=1,
        )


def found(values: Mapping[str, float], beside: Mapping[str, set[str]]) -> Found:
    answer = gi_star.find(values, beside, int(sum(values.values())))
    assert isinstance(answer, Found)
    return answer


def test_z_is_that_of_pysal(pysal: G_Local) -> None:
    ours = [one.z for one in found(*grid()).spots]
    assert ours == pytest.approx(list(pysal.Zs), abs=1e-9)


def test_the_same_draws_give_the_pseudo_p_of_pysal(pysal: G_Local) -> None:
    """Twice the smaller of its two one-sided ones: why not its "two-sided" is said in the decision on hotspots."""
    theirs = [
        min(1.0, 2 * min(one_sided(observed, drawn, "greater"), one_sided(observed, drawn, "lesser")))
        for observed, drawn in zip(pysal.Gs, pysal.rGs, strict=True)
    ]
    assert [one.p for one in found(*grid()).spots] == pytest.approx(theirs, abs=1e-9)


def test_above_the_middle_it_is_twice_what_pysal_prints(pysal: G_Local) -> None:
    ours = [one.p for one in found(*grid()).spots if one.z > 1]
    theirs = [2 * p for p, z in zip(pysal.p_sim, pysal.Zs, strict=True) if z > 1]
    assert len(ours) > 15
    assert ours == pytest.approx(theirs, abs=1e-6)  # it keeps them in single precision


def test_a_neighbourhood_beyond_all_draws_is_found_however_many_draws_tie_at_the_other_end() -> None:
    values = {code: 100.0 if code in ("0-0", "0-1", "1-0", "1-1") else 1.0 for code in grid()[0]}
    spots = {one.code: one for one in found(values, grid()[1]).spots}
    assert spots["0-0"].p == 2 / (PERMUTATIONS + 1)
    assert spots["0-0"].kind == "hot"


def one_sided(observed: float, drawn: np.ndarray, side: str) -> float:
    return float(np.ravel(calculate_significance(float(observed), drawn, side))[0])


def test_other_draws_give_nearly_the_same_p() -> None:
    codes, y, beside = gi_star.laid_out(*grid())
    one, other = (gi_star.pseudo_p(y, beside, 4999, seed) for seed in (1, 2))
    error = 4 * np.sqrt(one * (1 - np.minimum(one, 1)) / 5000) + 0.005  # of a share of 5,000 draws, in both tails
    assert len(codes) == 64
    assert (np.abs(one - other) <= 2 * error).all()


def test_what_is_found_at_the_false_discovery_rate_is_what_pysal_finds() -> None:
    p = [one.p for one in found(*grid()).spots]
    ours = {number for number, one in enumerate(found(*grid()).spots) if one.q <= ALPHA}
    assert ours == {number for number, one in enumerate(p) if one <= fdr(np.array(p), ALPHA)}
    assert len(ours) == 12


def test_adjusted_p_is_that_of_plain_sorting() -> None:
    chance = random.Random(3)
    p = [round(chance.random() ** 3, 3) for _ in range(40)]
    ranked = sorted(p)
    plain = [min(min(1.0, q * 40 / (rank + 1)) for rank, q in enumerate(ranked) if q >= one) for one in p]
    assert list(gi_star.adjusted(np.array(p))) == pytest.approx(plain)


def test_the_corner_is_hot_and_the_far_corner_is_not() -> None:
    hot = {one.code for one in found(*grid()).of_kind("hot")}
    assert name(1, 1) in hot
    assert name(7, 7) not in hot


@pytest.mark.parametrize(
    ("values", "n_events", "reason"),
    [
        ({f"c{n}": 1.0 + n for n in range(MIN_CELLS)}, MIN_EVENTS - 1, "few_events"),
        ({f"c{n}": 10.0 + n for n in range(MIN_CELLS - 1)}, 500, "few_cells"),
        ({f"c{n}": 2.0 for n in range(MIN_CELLS)}, MIN_EVENTS, "all_alike"),
    ],
)
def test_too_little_is_refused_with_its_reason(values: dict[str, float], n_events: int, reason: str) -> None:
    assert gi_star.find(values, {}, n_events) == Refused(reason, n_events, len(values))  # type: ignore[arg-type]


def test_at_the_limits_it_answers() -> None:
    values = {f"c{n:02}": 1.0 + n % 3 for n in range(MIN_CELLS)}
    assert isinstance(gi_star.find(values, {}, MIN_EVENTS), Found)


def test_a_neighbour_that_is_not_known_is_left_out_and_the_cell_is_its_own_once() -> None:
    values, beside = grid()
    more = {code: {*others, code, "nowhere"} for code, others in beside.items()}
    assert found(values, more) == found(values, beside)


def test_a_cell_without_neighbours_is_never_found() -> None:
    values, beside = grid()
    alone = {code: others - {"0-0"} for code, others in beside.items()} | {"0-0": set()}
    assert next(one for one in found(values, alone).spots if one.code == "0-0").p == 1.0


def test_the_same_figures_give_the_same_map() -> None:
    assert found(*grid()) == found(*grid())


@settings(max_examples=15)
@given(st.floats(0.01, 1000), st.lists(st.integers(0, 30), min_size=64, max_size=64, unique=False))
def test_counting_in_other_units_leaves_z(scale: float, counts: list[int]) -> None:
    values, beside = grid()
    codes, y, others = gi_star.laid_out(dict(zip(values, map(float, counts), strict=True)), beside)
    if y.var():
        z, scaled = gi_star.z_scores(y, others), gi_star.z_scores(y * scale, others)
        assert list(scaled) == pytest.approx(list(z), abs=1e-6)


@settings(max_examples=15)
@given(st.permutations(range(64)))
def test_renaming_the_cells_renames_the_answer(order: list[int]) -> None:
    values, beside = grid()
    renamed = {code: f"n{place:02}" for code, place in zip(values, order, strict=True)}
    moved = gi_star.laid_out(
        {renamed[code]: value for code, value in values.items()},
        {renamed[code]: {renamed[other] for other in others} for code, others in beside.items()},
    )
    z = dict(zip(moved[0], gi_star.z_scores(*moved[1:]), strict=True))
    before = {one.code: one.z for one in found(values, beside).spots}
    assert [z[renamed[code]] for code in values] == pytest.approx([before[code] for code in values])


def test_few_and_many_are_two_sides() -> None:
    hot, cold, usual = (Spot("x", z, 0.003, q) for z, q in ((3.0, 0.1), (-3.0, 0.01), (3.0, 0.101)))
    assert (hot.kind, cold.kind, usual.kind) == ("hot", "cold", "usual")
