"""A small line of the last windows, drawn as a mask so that it takes the theme's colours. Gaps stay gaps."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

WIDTH, HEIGHT, PAD = 96, 28, 4

Trend = Sequence[float | None]


def scale(trend: Trend, target: float | None = None) -> tuple[float, float] | None:
    """The lowest and highest value to be drawn; None where fewer than two windows hold one."""
    known = [value for value in trend if value is not None]
    if len(known) < 2:
        return None
    drawn = [*known, target] if target is not None else known
    low, high = min(drawn), max(drawn)
    margin = (high - low) * 0.08 or 1.0
    return low - margin, high + margin


def points(trend: Trend, low: float, high: float) -> list[tuple[float, float] | None]:
    """Where each window lies in the picture; None for a window without a value."""
    step = (WIDTH - 2 * PAD) / max(len(trend) - 1, 1)
    return [
        None if value is None else (PAD + step * n, HEIGHT - PAD - (value - low) / (high - low) * (HEIGHT - 2 * PAD))
        for n, value in enumerate(trend)
    ]


def runs(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Unbroken stretches: no line is drawn across a window of which nothing is known."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            stretches.append([])
        else:
            stretches[-1].append(place)
    return [stretch for stretch in stretches if stretch]


def svg(trend: Trend, target: float | None = None) -> str | None:
    """The picture, or None where there is too little to draw."""
    bounds = scale(trend, target)
    if bounds is None:
        return None
    places = points(trend, *bounds)
    parts = [_line(stretch) for stretch in runs(places)]
    last = places[-1]
    if last is not None:
        parts.append(f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3.6"/>')
    if target is not None:
        y = points([target], *bounds)[0]
        assert y is not None
        parts.append(f'<path d="M0 {y[1]:.1f}H{WIDTH}" stroke-width="1.4" stroke-dasharray="3 4" opacity=".55"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<g stroke="#000" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">{"".join(parts)}</g></svg>'
    )


def data_uri(trend: Trend, target: float | None = None) -> str | None:
    picture = svg(trend, target)
    return None if picture is None else "data:image/svg+xml," + quote(picture, safe=" =:/,")


def _line(stretch: list[tuple[float, float]]) -> str:
    if len(stretch) == 1:
        x, y = stretch[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8"/>'
    return '<path fill="none" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in stretch) + '"/>'
