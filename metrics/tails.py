"""How likely a count so high, or digits so uneven, are by chance: exact tails, without SciPy and its second to load."""

from __future__ import annotations

from math import erfc, exp, inf, lgamma, log, log1p, pi, sqrt

_SMALLEST = 1e-17  # a term so much smaller than the sum adds nothing to a float


def poisson_at_least(k: int, mean: float) -> float:
    """P(X ≥ k) of a Poisson count with this mean (≥ 0): its terms added up from k on."""
    if k <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if k <= mean:  # the terms up to k - 1 are the fewer
        return max(0.0, 1.0 - sum(exp(-mean + x * log(mean) - lgamma(x + 1)) for x in range(k)))
    term = total = exp(-mean + k * log(mean) - lgamma(k + 1))
    while term > total * _SMALLEST:
        k += 1
        term *= mean / k
        total += term
    return min(1.0, total)


def binomial_at_least(k: int, n: int, share: float) -> float:
    """P(X ≥ k) of n things of which each comes with this share (0 to 1)."""
    if k <= 0:
        return 1.0
    if share >= 1 or k > n:
        return float(share >= 1 and k <= n)
    if share <= 0:
        return 0.0
    if k <= n * share:
        return 1.0 - binomial_at_least(n - k + 1, n, 1 - share)
    term = total = exp(_log_ways(n, k) + k * log(share) + (n - k) * log1p(-share))
    odds = share / (1 - share)
    while k < n and term > total * _SMALLEST:
        term *= (n - k) / (k + 1) * odds
        k += 1
        total += term
    return min(1.0, total)


def fisher_at_least(k: int, n: int, others: int, n_others: int) -> float:
    """P(k or more of n | k + others of n + n_others in all): Fisher's exact test on the one side (Fisher 1935)."""
    of_all, n_all = k + others, n + n_others
    whole = _log_ways(n_all, n)
    drawn = range(k, min(n, of_all) + 1)
    return min(1.0, sum(exp(_log_ways(of_all, x) + _log_ways(n_all - of_all, n - x) - whole) for x in drawn))


def chi_square_at_least(value: float, freedom: int) -> float:
    """P(X ≥ value) of chi-square with an odd number of degrees of freedom, in its closed form.

    erfc(√(x/2)) + √(2/π) e^(−x/2) (√x + √x³/3 + √x⁵/(3·5) + …) (Abramowitz and Stegun 1964, 26.4.4).
    """
    if value <= 0:
        return 1.0
    term = total = 0.0
    for odd in range(1, freedom - 1, 2):
        term = sqrt(value) if odd == 1 else term * value / odd
        total += term
    return min(1.0, erfc(sqrt(value / 2)) + sqrt(2 / pi) * exp(-value / 2) * total)


def _log_ways(n: int, k: int) -> float:
    """Logarithm of the ways to choose k of n."""
    return -inf if not 0 <= k <= n else lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
