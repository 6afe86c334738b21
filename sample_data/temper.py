"""How each district and each Kendra works: the rates that the sample draws from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from sample_data.days import answer_key
from sample_data.reference import Thana

T = TypeVar("T")


@dataclass(frozen=True)
class Temper:
    """One district's habits: chances of doing a thing in time, and days that a case stays open."""

    first_session: float
    all_dimensions: float
    fir_in_a_day: float
    days_open: float
    sho_week: float
    co_fortnight: float
    place_week: float
    joint: float


DISTRICTS = {
    "meerut": Temper(0.93, 0.962, 0.972, 7.6, 0.986, 0.972, 0.972, 0.64),
    "bulandshahr": Temper(0.872, 0.93, 0.945, 9.4, 0.962, 0.935, 0.938, 0.56),
    "baghpat": Temper(0.952, 0.972, 0.978, 6.6, 0.999, 0.974, 0.98, 0.66),
    "hapur": Temper(0.915, 0.946, 0.965, 7.9, 0.985, 0.986, 0.962, 0.61),
}


@dataclass(frozen=True)
class Kendra:
    """One Kendra's habits."""

    thana: Thana
    cases_a_month: float
    temper: Temper


class Chance(Random):
    """A seeded source of chance with the few draws that the sample needs."""

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def poisson(self, mean: float) -> int:
        """Knuth's product method; plain and quick for the small means used here."""
        limit, product, n = 2.718281828459045**-mean, self.random(), 0
        while product > limit:
            product *= self.random()
            n += 1
        return n

    def one_of(self, weights: Mapping[T, float]) -> T:
        return self.choices(tuple(weights), tuple(weights.values()))[0]

    def some_of(self, items: Sequence[T], n: int) -> tuple[T, ...]:
        chosen = set(self.sample(range(len(items)), n))
        return tuple(item for place, item in enumerate(items) if place in chosen)

    def whole(self, mean: float, spread: float) -> int:
        """A count around a mean, never negative."""
        return max(0, round(self.gauss(mean, spread)))


def chance_for(seed: int, *what: str) -> Chance:
    """A stream of its own for each thing and thana, so that a change to one leaves the others as they were."""
    return Chance("/".join((str(seed), *what)))


def _nudged(chance: Chance, rate: float) -> float:
    """The district's rate as this Kendra keeps it: the chance of failing is 0.4 to 1.7 times the district's."""
    return 1 - (1 - rate) * chance.uniform(0.4, 1.7)


def kendra(seed: int, thana: Thana) -> Kendra:
    """This Kendra's habits, the same every time for one seed."""
    chance, base = chance_for(seed, "kendra", thana.code), DISTRICTS[thana.district]
    cases_a_month = chance.uniform(45, 72) if thana.is_mahila else chance.triangular(10, 33, 18)
    if thana.code in under_recording():
        cases_a_month = 1.2
    return Kendra(
        thana,
        cases_a_month,
        Temper(
            first_session=_nudged(chance, base.first_session),
            all_dimensions=_nudged(chance, base.all_dimensions),
            fir_in_a_day=_nudged(chance, base.fir_in_a_day),
            days_open=base.days_open * chance.uniform(0.8, 1.25),
            sho_week=_nudged(chance, base.sho_week),
            co_fortnight=_nudged(chance, base.co_fortnight),
            place_week=_nudged(chance, base.place_week),
            joint=min(0.95, base.joint * chance.uniform(0.85, 1.15)),
        ),
    )


def troubled(kind: str) -> dict[str, dict[str, object]]:
    """Thana → the entry of the answer key that plants a trouble of this kind there."""
    return {entry["thana"]: entry for entry in answer_key()["troubles"] if entry["kind"] == kind}


def under_recording() -> frozenset[str]:
    return frozenset(troubled("under_recording"))
