"""The windows that one question needs: the buckets asked for, those they are compared with, and those that decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from metrics.catalogue import Kpi
from metrics.explore import buckets
from metrics.explore.buckets import Grain, Span
from warehouse.reads import Window

# From the coarse to the fine: what is hidden on one rung is hidden on those below it.
_RUNGS: dict[Grain, tuple[Grain, ...]] = {
    "whole": (),
    "month": ("month",),
    "week": ("month", "week"),
    "day": ("month", "week", "day"),
    "night": ("month", "week", "night"),
}


@dataclass(frozen=True)
class Question:
    """Of units of which level, in buckets of which size, over which window, set against which; by category or not.

    `by_years`: the compared window lies the same days a year earlier.
    """

    by: str
    window: Window
    grain: Grain = "whole"
    compared: Window | None = None
    by_years: bool = False
    with_parts: bool = False

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return buckets.cut(self.window, self.grain)

    @cached_property
    def then(self) -> tuple[Span | None, ...]:
        """By bucket the stretch that it is compared with."""
        return self._then(self.spans)

    def _then(self, spans: Sequence[Span]) -> tuple[Span | None, ...]:
        return buckets.counterparts(spans, self.window, self.compared, by_years=self.by_years)

    @property
    def rungs(self) -> tuple[tuple[tuple[Span, ...], tuple[Span, ...]], ...]:
        """The buckets of each size down to the one asked for, and their counterparts."""
        cuts = (buckets.cut(self.window, grain) for grain in _RUNGS[self.grain])
        return tuple((spans, tuple(one for one in self._then(spans) if one)) for spans in cuts)


@dataclass(frozen=True)
class Plan:
    """Every window once, and the numbers under which a KPI's rows are then found.

    `wholes` are the window and the compared one; `asked` pairs each bucket with its counterpart; `rungs` are the
    numbers of the buckets that decide together.
    """

    windows: tuple[Window, ...]
    wholes: tuple[int, ...]
    asked: tuple[tuple[int, int | None], ...]
    rungs: tuple[tuple[int, ...], ...]


def plan(kpi: Kpi, question: Question) -> Plan:
    """How to measure a KPI for a question."""
    found: dict[Window, int] = {}

    def numbers(spans: Sequence[Span], whole: Window | None) -> tuple[int, ...]:
        asked = () if whole is None else buckets.windows_of(kpi, whole, spans)
        return tuple(found.setdefault(window, len(found)) for window in asked)

    wholes = tuple(found.setdefault(one, len(found)) for one in (question.window, question.compared) if one is not None)
    rungs = [(*numbers(now, question.window), *numbers(then, question.compared)) for now, then in question.rungs]
    if question.grain == "whole":
        return Plan(tuple(found), wholes, ((wholes[0], wholes[1] if wholes[1:] else None),), ())
    then = [numbers([one], question.compared)[0] if one else None for one in question.then]
    asked = zip(numbers(question.spans, question.window), then, strict=True)
    return Plan(tuple(found), wholes, tuple(asked), tuple(rungs))
