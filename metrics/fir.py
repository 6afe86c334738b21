"""What stands behind the FIR figures and is no KPI: the must-register watch, FIRs held back, hours, clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from math import exp, inf, lgamma, log, log1p
from typing import Any, Literal

from metrics import catalogue, disclosure
from metrics import funnel as funnels
from metrics.disclosure import Path
from metrics.disclosure_tried import Sum
from metrics.level import Key, Level
from metrics.readings import read
from metrics.status import Reading
from warehouse import reads

P_HELD_BACK = 0.01  # POLICY: of a hundred thanas that keep the target of F2 one is named by chance
# Hours from need to FIR, the first counted and the last not; a whole hour more than 24 is late.
HOURS = {"under_6h": (0, 6), "under_24h": (6, 24), "under_3d": (24, 72), "under_7d": (72, 168), "over_7d": (168, None)}
NOT_REGISTERED, NOT_KNOWN = "not_registered", "not_known"
BUCKETS = (*HOURS, NOT_REGISTERED, NOT_KNOWN)
LATE = frozenset({"under_3d", "under_7d", "over_7d", NOT_REGISTERED})
CLOCKS = {"enquiry": ("to_14", "over_14"), "investigation": ("to_60", "to_180", "over_180")}
# Parts whose sum a KPI tells beside them: all hours of F2.hours, the pending over 60 days of F6.
SUMS = {"hours": (Sum(tuple(HOURS), is_of_all=False),), "investigation": (Sum(("to_180", "over_180")),)}
WAITS = (3, 7, 15, 30)  # days; the wait of few women is told in these steps only

State = Literal["some", "zero", "none", "unknown"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Watch:
    """Serious matters closed without an FIR (F7): the thanas, and whether each has as many as may be counted aloud.

    `n` and `of` are None where they may not be told. Of `n_missing` of `n_expected` thanas the register did not come.
    """

    thanas: tuple[tuple[str, bool], ...]
    n: int | None
    of: int | None
    n_closed: int
    n_missing: int
    n_expected: int

    @property
    def state(self) -> State:
        """Some; none of those closed; nothing closed; or nobody can say."""
        if self.thanas:
            return "some"
        if self.n_closed:
            return "zero"
        return "unknown" if self.n_missing else "none"


@dataclass(frozen=True)
class Delay:
    """A thana where a needed FIR is late or missing: of `n` whose 24 hours ran out `n_in_time` were registered in time.

    `n_never` were found necessary in the window and are not registered at all, the oldest since `since_on`. The counts
    are true: whoever shows them hides the small ones, and the median where `n_hours`, those it is of, is one of them.
    `probability`: of so few in time, or fewer, at the target of F2.
    """

    thana_code: str
    n_in_time: int
    n: int
    n_never: int
    since_on: date | None
    median_hours: float | None
    n_hours: int
    probability: float

    @property
    def n_late(self) -> int:
        """Not within 24 hours: late, or not at all so far."""
        return self.n - self.n_in_time

    @property
    def is_held_back(self) -> bool:
        return self.probability < P_HELD_BACK


@dataclass(frozen=True)
class Spread:
    """The funnel of FIR shares, the thanas that may be drawn in it, and how many may not: too few FIRs."""

    funnel: funnels.Funnel
    units: Mapping[str, funnels.Unit]
    n_hidden: int


def watch(level: Level, inside: Set[str], chosen: Path, small_cell: int) -> Watch:
    """The watch over some thanas of a level of thanas; `chosen` is the path of the unit that they make up.

    A thana is always named, its number is not told below `small_cell`. The number of all is told of the whole level
    only, and only where the numbers of the thanas cannot be concluded from it.
    """
    told = _at_first(read(catalogue.load()["F7"], level), level)
    within = {thana: told[thana] for thana in inside if thana in told}
    counts = {thana: int(one.numerator) for thana, one in within.items() if one.numerator}
    n_closed = sum(int(one.denominator or 0) for one in within.values())
    is_all = within.keys() == told.keys()
    return Watch(
        tuple((thana, counts[thana] >= small_cell) for thana in sorted(counts, key=lambda code: (-counts[code], code))),
        safe_total(list(counts.values()), small_cell) if is_all else None,
        n_closed if n_closed and chosen not in _hidden_denominators(told, level, small_cell) else None,
        n_closed,
        sum(one.n_missing for one in within.values()),
        sum(one.n_expected for one in within.values()),
    )


def safe_total(counts: Sequence[int], small_cell: int) -> int | None:
    """The sum of counts, each told as fewer or not fewer than `small_cell`; None where the sum gives one away."""
    n = sum(counts)
    at_least = sum(small_cell if count >= small_cell else 1 for count in counts)
    at_most = sum(inf if count >= small_cell else small_cell - 1 for count in counts)
    return n if n >= small_cell and at_least < n < at_most else None


def delays(level: Level) -> list[Delay]:
    """The thanas of a level that have FIRs late beyond chance, or one not registered at all: the worst first."""
    needed, in_time, taken = (
        _at_first(read(catalogue.load()[code], level), level) for code in ("F1", "F2", "F2.hours")
    )
    since = _since(level)
    found = (_delay(thana, needed[thana], in_time[thana], taken[thana], since.get(thana)) for thana in level.units)
    listed = [one for one in found if one.is_held_back or one.n_never]
    return sorted(listed, key=lambda one: (not one.is_held_back, -one.n_never, one.probability, one.thana_code))


def at_most(k: int, n: int, share: float) -> float:
    """The probability of k or fewer of n where each comes with this share (above 0): the lower tail of the binomial.

    Added up from logarithms: the ways of choosing among thousands are beyond a float.
    """
    if share == 1:
        return float(k >= n)
    each, other, ways = log(share), log1p(-share), lgamma(n + 1)
    return sum(exp(ways - lgamma(x + 1) - lgamma(n - x + 1) + x * each + (n - x) * other) for x in range(k + 1))


def wait_of(since_on: date | None, as_of: date) -> int | None:
    """The step of WAITS that a wait has passed, 0 below the first; None where nothing waits."""
    if since_on is None:
        return None
    return max((step for step in WAITS if (as_of - since_on).days > step), default=0)


def hours(level: Level) -> list[Row]:
    """For each unit and bucket how many, in `numerator`: registered in the window, by hours since the need; then of
    those needed in the window the not registered, and those of which nobody can say whether they were in time.

    Null, not nought, where no register came. The rows suit `disclosure.suppressed_parts`.
    """
    needed, in_time = (read(catalogue.load()[code], level) for code in ("F1", "F2"))
    rows = []
    for unit in level.units:
        key = (0, unit)
        taken = level.durations.get((str(catalogue.load()["F2.hours"].stream), key), [])
        counts = {name: sum(n for amount, n in taken if _is_in(amount, ends)) for name, ends in HOURS.items()}
        counts[NOT_REGISTERED] = int((needed[key].denominator or 0) - (needed[key].numerator or 0))
        counts[NOT_KNOWN] = in_time[key].n_unknown
        is_known = any(counts.values()) or needed[key].n_missing < needed[key].n_expected
        rows += [_part(level, key, part, n if is_known else None) for part, n in counts.items()]
    return rows


def clocks(level: Level) -> dict[str, list[Row]]:
    """By clock the rows of its ages: enquiries going on, and investigations pending, on the last day that was told."""
    enquiries, two_months, six_months = (
        read(catalogue.load()[code], level) for code in ("F4", "F6.two_months", "F6.six_months")
    )
    rows: dict[str, list[Row]] = {clock: [] for clock in CLOCKS}
    for unit in level.units:
        key = (0, unit)
        open_, over_14 = enquiries[key].denominator, enquiries[key].numerator
        firs, over_60, over_180 = two_months[key].denominator, two_months[key].numerator, six_months[key].numerator
        counts = {
            "enquiry": (_less(open_, over_14), over_14),
            "investigation": (_less(firs, over_60), _less(over_60, over_180), over_180),
        }
        for clock, parts in CLOCKS.items():
            rows[clock] += [_part(level, key, part, n) for part, n in zip(parts, counts[clock], strict=True)]
    return rows


def spread(level: Level, shown: Set[str], small_cell: int) -> Spread | None:
    """The funnel of F3 over all the thanas of a level, with those that are `shown`; None with too few thanas.

    Centre and limits are of true counts: without the small ones, which are those of few FIRs, both would lie too high.
    """
    kpi = catalogue.load()["F3"]
    told = {thana: one for thana, one in _at_first(read(kpi, level), level).items() if one.denominator}
    found = funnels.funnel({thana: (one.numerator or 0, one.denominator or 0) for thana, one in told.items()})
    if found is None:
        return None
    leaves = {disclosure.path_of(level.units[thana]): disclosure.women(kpi, vars(one)) for thana, one in told.items()}
    hidden = {path[-1] for path in disclosure.hidden_paths(leaves, small_cell)}
    inside = told.keys() & shown
    return Spread(found, {code: found.units[code] for code in sorted(inside - hidden)}, len(inside & hidden))


def _at_first(readings: Mapping[Key, Reading], level: Level) -> dict[str, Reading]:
    return {unit: readings[0, unit] for unit in level.units}


def _hidden_denominators(told: Mapping[str, Reading], level: Level, small_cell: int) -> set[Path]:
    leaves = {
        disclosure.path_of(level.units[thana]): disclosure.counts_of(one.denominator) for thana, one in told.items()
    }
    return disclosure.hidden_paths(leaves, small_cell) if leaves else set()


def _since(level: Level) -> dict[str, date]:
    facts, stream = level.facts, str(catalogue.load()["F1"].stream)
    found = reads.unmet_since(facts.snapshot, facts.scope, stream, facts.windows[:1])
    return {row["thana_code"]: row["since_on"] for row in found.iter_rows(named=True)}


def _delay(thana: str, needed: Reading, in_time: Reading, hours: Reading, since_on: date | None) -> Delay:
    target = catalogue.load()["F2"].target
    assert isinstance(target, float | int), "the target of F2 is a share"
    k, n = int(in_time.numerator or 0), int(in_time.denominator or 0)
    never = int((needed.denominator or 0) - (needed.numerator or 0))
    probability = at_most(k, n, target / 100) if n else 1.0
    return Delay(thana, k, n, never, since_on, hours.value, int(hours.denominator or 0), probability)


def _is_in(amount: int, ends: tuple[int, int | None]) -> bool:
    first, last = ends
    return amount >= first and (last is None or amount < last)


def _less(whole: float | None, part: float | None) -> float | None:
    return None if whole is None or part is None else whole - part


def _part(level: Level, key: Key, part: str, n: float | None) -> Row:
    home = {name: level.units[key[1]].get(name) for name in disclosure.LEVELS}
    return {"window_no": key[0], "unit_code": key[1], "part": part, "numerator": n, "denominator": None} | home
