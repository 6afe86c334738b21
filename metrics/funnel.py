"""Which units stand out of the rest for their size: funnel limits of shares, and of counts against the expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, fsum, pi, sin, sqrt
from typing import Literal

from metrics.signal import Z95

Z998 = 3.090232306167813
MIN_UNITS = 10  # POLICY: of fewer units the spread between them cannot be told
MIN_SIZE = 10  # POLICY: as min_n of the catalogue; smaller units are neither judged nor used
WINSORISED = 0.1  # of the units at each end (Spiegelhalter 2005)

Place = Literal["inside", "beyond_95", "beyond_99_8", "too_few"]


@dataclass(frozen=True)
class Unit:
    """One unit: its value (k/n, or observed/expected), its size (n, or expected), how far out it is, and where."""

    value: float
    size: float
    z: float
    place: Place


@dataclass(frozen=True)
class Limits:
    """The funnel at one size, in the unit of the value."""

    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True)
class _Scale:
    """A scale on which a value of size s has the variance 1/(4s), whatever the value."""

    to: Callable[[float], float]
    back: Callable[[float], float]


_SHARE = _Scale(lambda share: asin(sqrt(share)), lambda angle: sin(min(max(angle, 0.0), pi / 2)) ** 2)
_RATIO = _Scale(sqrt, lambda root: max(root, 0.0) ** 2)


@dataclass(frozen=True)
class Funnel:
    """The units by code, the common value, and the spread between units that chance does not explain.

    `phi` is the mean square of the winsorised z-scores, about 1 or less where chance explains all; `tau` the standard
    deviation between units on the transformed scale, 0 where it does.
    """

    centre: float
    phi: float
    tau: float
    units: Mapping[str, Unit]
    _scale: _Scale

    def limits(self, size: float) -> Limits:
        """The limits for a unit of this size, wherever on the axis it is drawn. `size` > 0."""
        middle, spread = self._scale.to(self.centre), _spread(size, self.tau)
        ends = [self._scale.back(middle + z * spread) for z in (-Z95, Z95, -Z998, Z998)]
        return Limits(*ends)


def funnel(counts: Mapping[str, tuple[float, float]]) -> Funnel | None:
    """The funnel of shares k of n by unit code, about the share of all together.

    Spiegelhalter 2005 (Statistics in Medicine 24:1185) with the additive allowance for over-dispersion that he comes
    to prefer (2005, Quality and Safety in Health Care 14:347): units differ by a spread τ of their own, whatever their
    size, so that a large unit is not called out for a common difference, nor a small one excused by it, as inflating
    all limits by √φ would. On the arcsine scale limits stay within 0 and 1 and hold for small n.
    None with fewer than MIN_UNITS units of MIN_SIZE, or where nobody or everybody is counted.
    Raises ValueError unless 0 ≤ k ≤ n.
    """
    if any(not 0 <= k <= n for k, n in counts.values()):
        raise ValueError("a share needs 0 ≤ k ≤ n")
    large = [(k, n) for k, n in counts.values() if n >= MIN_SIZE]
    k_all, n_all = fsum(k for k, _ in large), fsum(n for _, n in large)
    if len(large) < MIN_UNITS or not 0 < k_all < n_all:
        return None
    return _draw(counts, k_all / n_all, _SHARE)


def count_funnel(counts: Mapping[str, tuple[float, float]]) -> Funnel | None:
    """The funnel of observed against expected counts by unit code, about 1: as `funnel`, on the square-root scale.

    None with fewer than MIN_UNITS units of whom MIN_SIZE or more were expected.
    """
    return _draw(counts, 1.0, _RATIO) if sum(e >= MIN_SIZE for _, e in counts.values()) >= MIN_UNITS else None


def _draw(counts: Mapping[str, tuple[float, float]], centre: float, scale: _Scale) -> Funnel:
    middle = scale.to(centre)
    far = {code: (scale.to(k / n) - middle, n) for code, (k, n) in counts.items() if n > 0}
    phi, tau = _over_dispersion([(away / _spread(n, 0), n) for away, n in far.values() if n >= MIN_SIZE])
    units = {}
    for code, (away, n) in far.items():
        z = away / _spread(n, tau)
        units[code] = Unit(counts[code][0] / n, n, z, _place(z, n))
    return Funnel(centre, phi, tau, units, scale)


def _spread(size: float, tau: float) -> float:
    return sqrt(1 / (4 * size) + tau**2)


def _place(z: float, size: float) -> Place:
    if size < MIN_SIZE:
        return "too_few"
    return "beyond_99_8" if abs(z) > Z998 else "beyond_95" if abs(z) > Z95 else "inside"


def _over_dispersion(scores: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """φ and τ from z-scores and sizes: τ² = (Iφ − (I − 1)) / (Σw − Σw²/Σw), w = 4 × size, or 0 (DerSimonian, Laird)."""
    ordered, n_units = sorted(z for z, _ in scores), len(scores)
    n_cut = int(WINSORISED * n_units)
    low, high = ordered[n_cut], ordered[-1 - n_cut]
    phi = fsum(min(max(z, low), high) ** 2 for z, _ in scores) / n_units
    weights = [4 * size for _, size in scores]
    room = fsum(weights) - fsum(w * w for w in weights) / fsum(weights)
    return phi, sqrt(max(0.0, (n_units * phi - (n_units - 1)) / room))
