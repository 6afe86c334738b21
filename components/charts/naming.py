"""Where the names of points stand, so that they cover no point and not one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from components.charts import look

_WIDTH, _HEIGHT = 300, 320  # pixels of a plot on a phone; a wider one has more room
_LINE, _GAP = 22, 13
_SIDES = (("left", 0), ("right", 0), ("left", -1), ("right", -1), ("left", 1), ("right", 1))


class Point(NamedTuple):
    """A place of the plot, in the units of its axes."""

    x: float
    y: float


class Box(NamedTuple):
    """A label in pixels from the lower left of the plot."""

    x0: float
    x1: float
    y0: float
    y1: float

    def overlaps(self, other: Box) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


def names(
    named: Sequence[tuple[str, Point]], points: Sequence[Point], x: tuple[float, float], y: tuple[float, float]
) -> list[look.Parts]:
    """A note for each name beside its point: at the side where it covers least. `x`, `y`: the spans of the axes."""
    taken = [_around(_pixels(point, x, y)) for point in points]
    notes = []
    for text, point in named:
        at = _pixels(point, x, y)
        box, anchor, shift = min(_tried(text, at), key=lambda one: _cost(one[0], taken))
        taken.append(box)
        side = 1 if anchor == "left" else -1
        notes.append(look.note(look.bold(text), *point, xanchor=anchor, xshift=side * _GAP, yshift=shift))
    return notes


def _tried(text: str, at: Point) -> Iterator[tuple[Box, str, int]]:
    """Beside the point, then below and above that; right of it, then left."""
    width = look.room([text])
    for anchor, step in _SIDES:
        start = at.x + _GAP if anchor == "left" else at.x - _GAP - width
        middle = at.y + step * _LINE
        yield Box(start, start + width, middle - _LINE / 2, middle + _LINE / 2), anchor, step * _LINE


def _cost(box: Box, taken: Sequence[Box]) -> float:
    """What it would cover; leaving the plot is worse."""
    is_out = box.x0 < 0 or box.x1 > _WIDTH or box.y0 < 0 or box.y1 > _HEIGHT
    return sum(box.overlaps(other) for other in taken) + 10 * is_out


def _pixels(point: Point, x: tuple[float, float], y: tuple[float, float]) -> Point:
    return Point(
        (point.x - x[0]) / ((x[1] - x[0]) or 1) * _WIDTH,
        (point.y - y[0]) / ((y[1] - y[0]) or 1) * _HEIGHT,
    )


def _around(at: Point) -> Box:
    return Box(at.x - 6, at.x + 6, at.y - 6, at.y + 6)
