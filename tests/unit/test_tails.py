"""Exact tails, against SciPy and against what can be counted on the fingers."""

from __future__ import annotations

from math import exp

import pytest
from scipy.stats import binom, chi2, hypergeom, poisson

from metrics.tails import binomial_at_least, chi_square_at_least, fisher_at_least, poisson_at_least


@pytest.mark.parametrize("mean", [0.001, 0.3, 2.0, 17.5, 140.0])
@pytest.mark.parametrize("k", [0, 1, 3, 18, 150, 900])
def test_poisson(k: int, mean: float) -> None:
    assert poisson_at_least(k, mean) == pytest.approx(poisson.sf(k - 1, mean), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.2, 0.65, 0.999, 1.0])
@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 5), (3, 10), (10, 10), (11, 10), (250, 1000), (3999, 4000)])
def test_binomial(k: int, n: int, share: float) -> None:
    assert binomial_at_least(k, n, share) == pytest.approx(binom.sf(k - 1, n, share), rel=1e-8, abs=1e-13)


@pytest.mark.parametrize(
    ("k", "n", "others", "n_others"), [(20, 20, 6, 10), (9, 10, 9, 10), (0, 5, 3, 5), (4, 9, 0, 30)]
)
def test_fisher(k: int, n: int, others: int, n_others: int) -> None:
    expected = hypergeom.sf(k - 1, n + n_others, k + others, n)
    assert fisher_at_least(k, n, others, n_others) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("freedom", [1, 3, 9])
@pytest.mark.parametrize("value", [0.0, 0.5, 4.2, 16.919, 60.0])
def test_chi_square(value: float, freedom: int) -> None:
    assert chi_square_at_least(value, freedom) == pytest.approx(chi2.sf(value, freedom), rel=1e-9)


def test_what_needs_no_table() -> None:
    assert poisson_at_least(1, 2.0) == pytest.approx(1 - exp(-2))
    assert poisson_at_least(3, 0.0) == 0.0
    assert binomial_at_least(2, 2, 0.5) == pytest.approx(0.25)
    assert fisher_at_least(1, 1, 0, 3) == pytest.approx(0.25)
