"""Signs that a return was written and not lived: what each takes to stand out, and how much it then says. Pure.

A sign is a reason to verify and never a finding about anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Literal

from metrics.tails import binomial_at_least, chi_square_at_least, fisher_at_least, poisson_at_least

Against = Literal["chance", "fifth", "digits", "peers", "ranks"]


@dataclass(frozen=True)
class Rule:
    """How a sign is judged. `floor` and `full`: the share beyond the expected from which it is spoken of at all, and
    from which it says all that it can; `weight`: how much of the index that is. All three POLICY. `min_left`: so many
    at least are taken not to show it.
    """

    against: Against
    floor: float
    full: float
    weight: float
    min_n: int = 10
    min_hits: int = 3  # more than a slip or two
    min_left: int = 0


# The one place of the weights. Whole rows that are like others say most, and all they can from a fifth of the rows on
# (the dictionary's "exact duplicate rows > 20 % strong", after the screens for duplicated interviews: Kuriakose and
# Robbins 2016, Statistical Journal of the IAOS 32:283). A single figure that is round or repeated says less. P8 lets
# one visit in twenty be in doubt. Late entries and notes belong to women's matters: an index that rests on fewer than
# five of them, or leaves fewer than five over, would tell how many these are, though the count is hidden.
RULES: Mapping[str, Rule] = {
    "same_as_last": Rule("chance", 0.05, 0.20, 0.9),
    "same_as_neighbour": Rule("chance", 0.05, 0.20, 0.9),
    "constant": Rule("chance", 0.05, 0.20, 0.7),
    "heaping": Rule("fifth", 0.10, 0.30, 0.7, min_n=20),
    "digits": Rule("digits", 0.10, 0.30, 0.6, min_n=20),
    "clock_times": Rule("peers", 0.10, 0.30, 0.7),
    "pace": Rule("peers", 0.05, 0.20, 0.8),
    "bulk_late": Rule("peers", 0.10, 0.30, 0.7, min_hits=5, min_left=5),
    "remarks": Rule("peers", 0.20, 0.50, 0.7, min_hits=5, min_left=5),
    "all_correct": Rule("ranks", 0.20, 0.40, 0.6),
}
ALPHA = 0.05  # POLICY: one range in twenty has any sign by chance, over all that is looked at (Bonferroni 1936)
PEERS_BELOW = 0.9  # POLICY: what nine in ten of the other thanas keep below is usual
MIN_PEERS = 10
FIFTH = 0.2
LEAST_USUAL = 0.01  # slips of the pen: a sign that peers have none of is not expected to be quite without
ALL_CORRECT = 0.9  # I7 of the dictionary: flagged beyond nine in ten
MIN_OTHER_RANKS = 5

Home = tuple[str, str]  # thana, return


@dataclass(frozen=True)
class Count:
    """One sign at one thana in one return, added up over a window: `n` things looked at, `hits` that show it.

    `expected`: how many would by chance, where that is known beforehand. `part`: a last digit, or a rank.
    """

    thana_code: str
    return_name: str
    sign: str
    part: str
    n: int
    hits: int
    expected: float | None

    @property
    def home(self) -> Home:
        return self.thana_code, self.return_name

    @property
    def share(self) -> float:
        return self.hits / self.n


@dataclass(frozen=True)
class Found:
    """A sign that was looked for: `share` shows it, `usual` would by chance or as elsewhere, `p` is the chance of that.

    `part` is the rank, or of last digits the one most preferred. `strength` is 0 where it does not stand out.
    """

    sign: str
    part: str
    n: int
    hits: int
    usual: float
    p: float

    @property
    def share(self) -> float:
        return self.hits / self.n

    @property
    def excess(self) -> float:
        """The share beyond the usual, of no more hits than leave the rule's `min_left` over."""
        return min(self.hits, self.n - RULES[self.sign].min_left) / self.n - self.usual

    @property
    def strength(self) -> float:
        return max(0.0, min(1.0, self.excess / RULES[self.sign].full))

    def stands_out(self, n_looks: int) -> bool:
        """Beyond chance even after so many looks, large enough to matter, and more than a slip or two."""
        rule = RULES[self.sign]
        is_large = self.excess >= rule.floor and self.hits >= rule.min_hits
        return is_large and self.p * n_looks < ALPHA


def look(counts: Iterable[Count]) -> dict[Home, list[Found]]:
    """Every sign that could be looked for, by thana and return; what has too few rows, or no peers, is not there."""
    by_sign: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_sign[count.sign].append(count)
    found: dict[Home, list[Found]] = defaultdict(list)
    for sign, told in by_sign.items():
        for home, one in _LOOKS[RULES[sign].against](sign, told):
            found[home].append(one)
    return dict(found)


def index(standing_out: Iterable[Found]) -> float:
    """0 to 100: 100 × (1 − Π(1 − weight × strength)), so that signs add to one another and never beyond 100."""
    rest = 1.0
    for one in standing_out:
        rest *= 1 - RULES[one.sign].weight * one.strength
    return 100 * (1 - rest)


def against_chance(one: Count) -> Found:
    """Hits are rare and nearly independent, so that they are Poisson about the sum of their chances (Le Cam 1960)."""
    expected = one.expected or 0.0
    p = poisson_at_least(one.hits, expected) if one.share > expected / one.n else 1.0
    return Found(one.sign, one.part, one.n, one.hits, expected / one.n, p)


def against_usual(one: Count, usual: float) -> Found:
    """The exact binomial tail beyond what is usual elsewhere."""
    p = binomial_at_least(one.hits, one.n, usual) if one.share > usual else 1.0
    return Found(one.sign, one.part, one.n, one.hits, usual, p)


def of_digits(sign: str, n_by_digit: Sequence[int]) -> Found:
    """Ten counts, of the last digits 0 to 9 of large numbers: Pearson's chi-square of 9 degrees of freedom against a
    tenth each (B. Mosimann and others 1995, Accountability in Research 4:31).

    `hits` are those that would have to end otherwise for the digits to be even, besides a tenth that may as they are:
    so `excess` is the share that is moved. `part` is the digit most preferred.
    """
    n = sum(n_by_digit)
    even = n / 10
    chi_square = sum((k - even) ** 2 / even for k in n_by_digit)
    moved = sum(max(0.0, k - even) for k in n_by_digit)
    favourite = max(range(10), key=lambda digit: n_by_digit[digit])
    return Found(sign, str(favourite), n, round(even + moved), 0.1, chi_square_at_least(chi_square, 9))


def usual_of(shares: Sequence[float]) -> float | None:
    """The share that nine in ten keep below; None of too few thanas."""
    if len(shares) < MIN_PEERS:
        return None
    ranked = sorted(shares)
    return max(LEAST_USUAL, ranked[ceil(PEERS_BELOW * len(ranked)) - 1])


def _by_chance(sign: str, told: Sequence[Count]) -> Iterable[tuple[Home, Found]]:
    return [(one.home, against_chance(one)) for one in told if one.n >= RULES[sign].min_n]


def _by_fifths(sign: str, told: Sequence[Count]) -> Iterable[tuple[Home, Found]]:
    """Of counts in fives about a multiple of 5 one in five is the multiple, unless half of the other thanas have more:
    where everybody estimates a crowd, the one who estimates it like everybody is not the one to ask.
    """
    return [
        (one.home, against_usual(one, max(FIFTH, median([other.share for other in others] or [FIFTH]))))
        for one, others in _beside_others(sign, told)
    ]


def _by_digits(sign: str, told: Sequence[Count]) -> Iterable[tuple[Home, Found]]:
    by_home: dict[Home, list[int]] = defaultdict(lambda: [0] * 10)
    for one in told:
        by_home[one.home][int(one.part)] += one.n
    return [(home, of_digits(sign, digits)) for home, digits in by_home.items() if sum(digits) >= RULES[sign].min_n]


def _by_peers(sign: str, told: Sequence[Count]) -> Iterable[tuple[Home, Found]]:
    """Each thana beside all others of the same return and part, without itself."""
    found = []
    for one, others in _beside_others(sign, told):
        usual = usual_of([other.share for other in others])
        if usual is not None:
            found.append((one.home, against_usual(one, usual)))
    return found


def _beside_others(sign: str, told: Sequence[Count]) -> Iterator[tuple[Count, Sequence[Count]]]:
    like: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for one in told:
        if one.n >= RULES[sign].min_n:
            like[one.return_name, one.part].append(one)
    for group in like.values():
        for place, one in enumerate(group):
            yield one, (*group[:place], *group[place + 1 :])


def _by_ranks(sign: str, told: Sequence[Count]) -> Iterable[tuple[Home, Found]]:
    """What one rank found beside what all others found at the same Kendra; without enough of these, beside peers."""
    by_home: dict[Home, list[Count]] = defaultdict(list)
    for one in told:
        by_home[one.home].append(one)
    of_peers = {(home, one.part): one for home, one in _by_peers(sign, told)}
    found = []
    for home, ranks in by_home.items():
        for one in (rank for rank in ranks if rank.n >= RULES[sign].min_n):
            judged = _of_rank(one, [other for other in ranks if other is not one]) or of_peers.get((home, one.part))
            if judged is not None:
                found.append((home, judged))
    return found


def _of_rank(one: Count, others: Sequence[Count]) -> Found | None:
    k, n = sum(other.hits for other in others), sum(other.n for other in others)
    if n < MIN_OTHER_RANKS:
        return None
    p = fisher_at_least(one.hits, one.n, k, n) if one.share > ALL_CORRECT else 1.0
    return Found(one.sign, one.part, one.n, one.hits, k / n, p)


_LOOKS = {
    "chance": _by_chance,
    "fifth": _by_fifths,
    "digits": _by_digits,
    "peers": _by_peers,
    "ranks": _by_ranks,
}
