"""Which Kendras record improbably few women, against their own history and against Kendras of their kind.

A low intake is a question to be asked there, never good news, and a Kendra that is not listed is not thereby found to
record everyone: with fewer than about eight women expected no count, not even none, is improbable enough to be listed.

The kind of a Kendra comes from two lists, `dim_thana.is_mahila` and `mart_reach_base.n_gram_panchayats` (`kind_of`): a
mahila thana serves a whole district; a thana with gram panchayats is rural; one listed with none is urban. That is
rough — a town thana with a few villages counts as rural — and as long as the list of gram panchayats is marked as not
sourced, so is the kind. A thana that is not on that list has no kind and is held against its own history alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from scipy.special import bdtr, betainc, pdtr

P_LISTED = 0.0005  # POLICY: of 82 Kendras with nothing amiss about one is listed in five looks (simulated in its test)
MIN_PEERS = 5  # POLICY: with fewer Kendras of a kind the spread between them cannot be told
HISTORY_DAYS = 180  # POLICY: how far back a Kendra's own history is read, at most

Kind = Literal["mahila", "rural", "urban"]
Reason = Literal["zero_intake", "below_own_history", "below_peers", "long_below_peers"]


@dataclass(frozen=True)
class Intake:
    """Women received by one Kendra in the window and in its history, which ends the day before the window begins.

    The days are those with an accepted register; of the others nothing is known, and they are not counted.
    """

    thana_code: str
    kind: Kind | None
    n: int
    n_days: int
    n_history: int = 0
    n_history_days: int = 0


@dataclass(frozen=True)
class Low:
    """A Kendra to be asked about: what it recorded, what was to be expected (None: cannot be told), and why it is here.

    The `long` figures are of the window and the history together. `probability` is the smallest of the tails. `n` and
    `n_long` count women: whoever shows them hides small cells as everywhere.
    """

    thana_code: str
    n: int
    n_days: int
    expected_own: float | None
    expected_peers: float | None
    n_long: int
    n_long_days: int
    expected_long: float | None
    reasons: tuple[Reason, ...]
    probability: float


def kind_of(is_mahila: bool, n_gram_panchayats: int | None) -> Kind | None:
    """The kind of a thana's Kendra; None where the list of gram panchayats does not say."""
    if is_mahila:
        return "mahila"
    if n_gram_panchayats is None:
        return None
    return "rural" if n_gram_panchayats > 0 else "urban"


def low_intake(intakes: Sequence[Intake]) -> list[Low]:
    """The Kendras with no intake or with an improbably low one, the least probable first; peers are among those given.

    No intake is listed as the fact that it is, however short the window. Tested, one-sided and each at P_LISTED, are
    the window against the own history (a sudden fall), the window against the peers, and window and history together
    against the peers' (a Kendra that never recorded as others do, which a fortnight alone cannot tell).
    Kendras without an accepted day in the window are left out: nothing is known of them.
    """
    known = [intake for intake in intakes if intake.n_days > 0]
    found = (_judge(intake, _peers_of(intake, known)) for intake in known)
    listed = [low for low in found if low.reasons]
    return sorted(listed, key=lambda low: (low.probability, -_shortfall(low), low.thana_code))


def expected_of_peers(intakes: Sequence[Intake]) -> dict[str, float]:
    """Women that each Kendra would have received in the window at the pace of its peers, of those that have peers."""
    known = [intake for intake in intakes if intake.n_days > 0]
    peers = {intake.thana_code: [_window(peer) for peer in _peers_of(intake, known)] for intake in known}
    return {
        intake.thana_code: _expected(intake.n_days, peers[intake.thana_code])
        for intake in known
        if peers[intake.thana_code]
    }


def own_tail(n: int, n_days: int, n_history: int, n_history_days: int) -> float:
    """The probability of so few, or fewer, had the rate been that of the history. All days > 0.

    Both counts are Poisson, so the first is binomial given the two together, and the history need not be taken for the
    truth (Przyborowski and Wilenski 1940, Biometrika 31:313).
    """
    return float(bdtr(n, n + n_history, n_days / (n_days + n_history_days)))


def peer_tail(n: int, expected: float, dispersion: float) -> float:
    """The probability of so few, or fewer, of a Kendra like the others.

    Poisson, or where Kendras differ by more than chance the negative binomial of variance μ + dispersion × μ²
    (Greenwood and Yule 1920): then it is not enough to be below the average.
    """
    if dispersion <= 0:
        return float(pdtr(n, expected))
    return float(betainc(1 / dispersion, n + 1, 1 / (1 + dispersion * expected)))


def dispersion_of(peers: Iterable[tuple[int, int]]) -> float:
    """How much the rates of Kendras differ beyond chance, as a squared coefficient of variation, from (n, n_days).

    By moments: Σ((n − μ)² − μ) / Σμ², μ the days times the rate of all together; 0 where chance explains the spread.
    """
    pairs = list(peers)
    rate = sum(n for n, _ in pairs) / sum(days for _, days in pairs)
    if rate == 0:
        return 0.0
    beyond = fsum((n - rate * days) ** 2 - rate * days for n, days in pairs)
    return max(0.0, beyond / fsum((rate * days) ** 2 for _, days in pairs))


def _peers_of(intake: Intake, known: Sequence[Intake]) -> list[Intake]:
    """The other Kendras of its kind, without itself, lest it hide behind its own low count."""
    peers = [other for other in known if other is not intake and other.kind == intake.kind]
    return peers if intake.kind is not None and len(peers) >= MIN_PEERS else []


def _judge(intake: Intake, peers: Sequence[Intake]) -> Low:
    own, own_p = _against_history(intake)
    like, like_p = _against_peers(_window(intake), [_window(peer) for peer in peers])
    long, long_p = _against_peers(_long(intake), [_long(peer) for peer in peers])
    tests: tuple[tuple[Reason, bool], ...] = (
        ("zero_intake", intake.n == 0),
        ("below_own_history", own_p < P_LISTED),
        ("below_peers", like_p < P_LISTED),
        ("long_below_peers", long_p < P_LISTED and intake.n_history_days > 0),
    )
    reasons = tuple(reason for reason, holds in tests if holds)
    n_long, n_long_days = _long(intake)
    expected = (own, like, n_long, n_long_days, long)
    return Low(intake.thana_code, intake.n, intake.n_days, *expected, reasons, min(own_p, like_p, long_p))


def _window(intake: Intake) -> tuple[int, int]:
    return intake.n, intake.n_days


def _long(intake: Intake) -> tuple[int, int]:
    return intake.n + intake.n_history, intake.n_days + intake.n_history_days


def _against_history(intake: Intake) -> tuple[float | None, float]:
    if intake.n_history_days <= 0:
        return None, 1.0
    expected = intake.n_history / intake.n_history_days * intake.n_days
    return expected, own_tail(intake.n, intake.n_days, intake.n_history, intake.n_history_days)


def _against_peers(one: tuple[int, int], peers: Sequence[tuple[int, int]]) -> tuple[float | None, float]:
    if not peers:
        return None, 1.0
    expected = _expected(one[1], peers)
    return expected, peer_tail(one[0], expected, dispersion_of(peers))


def _expected(n_days: int, peers: Sequence[tuple[int, int]]) -> float:
    return sum(n for n, _ in peers) / sum(days for _, days in peers) * n_days


def _shortfall(low: Low) -> float:
    return max(low.expected_own or 0.0, low.expected_peers or 0.0) - low.n
