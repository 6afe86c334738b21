"""Builds the map as a pydeck.Deck: a pure function of the land and of what stands on it. It calls nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from components.maps import furniture, strokes
from components.maps.furniture import PIXELS
from components.maps.labels import Label, placed
from components.maps.land import Land, Ring
from components.maps.marks import INK, MASKED, PAPER, RIM, SHADES, SOFT, STROKE, TONES, Mark, Shade, data_url, svg
from components.maps.mercator import HEIGHT, WIDTH, View, fitting

Colour = list[int]
MOST_BYTES = 1_000_000
MARKS = "marks_"  # how the layers of marks are named: what is chosen in them is a mark
_BORDERS = (("thana", 1.0, STROKE), ("circle", 1.6, SOFT), ("district", 3.4, INK))
_STROKE_STEP = {None: 7.0, "unknown": 11.0}  # pixels between two strokes
_FEWEST_PIXELS, _ICON = 8, 64


class Compact(pdk.Deck):  # type: ignore[misc]  # pydeck brings no types
    """A deck that is written without line breaks and indents, which would be three quarters of it."""

    def to_json(self) -> str:
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


class TooMuch(ValueError):
    """A map of more than MOST_BYTES: a bug of the page that put so much on it."""


@dataclass(frozen=True)
class Area:
    """A piece of land with its shade; None where the count is masked."""

    polygons: Sequence[Sequence[Ring]]
    shade: Shade | None


def deck(
    land: Land,
    lang: str,
    *,
    marks: Sequence[Mark] = (),
    shades: Mapping[str, Shade | None] | None = None,
    areas: Sequence[Area] = (),
    chosen: str | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> pdk.Deck:
    """The map of a scope, fitted to it in the pixels of `size`, width and height.

    `shades`: unit code → shade, None where the count is masked; a unit that is not named stays as it is.
    `areas`: other land, such as cells, likewise. `chosen`: the code of the mark that is ringed.
    Raises ValueError for land without an outline, TooMuch beyond MOST_BYTES.
    """
    view = fitting(land.bounds(), size)
    shaded = [*areas, *_shaded(land, shades or {})]
    labels = placed(land, view, [(mark.lon, mark.lat) for mark in marks])
    layers = [
        *_fills([Area(one.polygons, "none") for one in land.widest], "land"),
        *_fills(shaded, "areas"),
        _strokes_over(shaded, view),
        *_borders(land),
        *_rims(shaded),
        *furniture.layers(view, lang),
        _towns(labels),
        *_chosen(marks, chosen),
        *_marks(marks),
        _names(labels),
    ]
    drawn = _sheet(layers, view, has_marks=bool(marks))
    if payload(drawn) > MOST_BYTES:
        raise TooMuch(f"a map of {payload(drawn)} bytes with {len(marks)} marks and {len(shaded)} areas")
    return drawn


def _sheet(layers: Sequence[pdk.Layer], view: View, *, has_marks: bool) -> Compact:
    """The layers on paper: north stays up, and nobody gets lost far away."""
    told = {"text": "{label}", "style": {"backgroundColor": INK, "color": PAPER, "fontSize": "16px"}}
    return Compact(
        layers=layers,
        views=[pdk.View(type="MapView", controller={"dragRotate": False, "touchRotate": False, "keyboard": True})],
        initial_view_state=pdk.ViewState(
            longitude=round(view.lon, 6),
            latitude=round(view.lat, 6),
            zoom=round(view.zoom, 3),
            min_zoom=round(view.zoom - 1, 3),
            max_zoom=15,
        ),
        map_provider=None,
        tooltip=told if has_marks else False,
    )


def payload(drawn: pdk.Deck) -> int:
    """The bytes that the browser gets."""
    return len(drawn.to_json().encode())


def _shaded(land: Land, shades: Mapping[str, Shade | None]) -> Iterator[Area]:
    for one in land.outlines:
        if one.code in shades:
            yield Area(one.polygons, shades[one.code])


def _fills(areas: Sequence[Area], name: str) -> Iterator[pdk.Layer]:
    """A layer for each shade, its colour set on the part that fills: Streamlit pales others once a mark is chosen."""
    for shade in dict.fromkeys(area.shade for area in areas):
        data = [{"polygon": list(rings)} for area in areas if area.shade == shade for rings in area.polygons]
        layer = pdk.Layer(
            "PolygonLayer", data, id=f"{name}_{shade}", get_polygon="polygon", stroked=False, pickable=False
        )
        layer._subLayerProps = {"fill": {"getFillColor": _rgb(SHADES[shade] if shade else MASKED)}}
        yield layer


def _strokes_over(areas: Sequence[Area], view: View) -> pdk.Layer:
    data = [
        {"path": path}
        for area in areas
        if area.shade in (None, "unknown")
        for path in strokes.over(
            area.polygons,
            view,
            rising=area.shade is None,
            step=_STROKE_STEP[area.shade],
        )
    ]
    return _lines("strokes", data, 1.0, STROKE)


def _rims(areas: Sequence[Area]) -> Iterator[pdk.Layer]:
    data = [{"path": ring} for area in areas if area.shade == "hot" for rings in area.polygons for ring in rings]
    if data:
        yield _lines("rims", data, 3.0, RIM)


def _borders(land: Land) -> Iterator[pdk.Layer]:
    for level, width, colour in _BORDERS:
        data = [{"path": ring} for one in land.at(level) for rings in one.polygons for ring in rings]
        yield _lines(f"borders_{level}", data, width, colour)


def _lines(name: str, data: Sequence[Mapping[str, object]], width: float, colour: str) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer",
        list(data),
        id=name,
        get_path="path",
        get_color=_rgb(colour),
        get_width=width,
        width_units=PIXELS,
        joint_rounded=True,
        cap_rounded=True,
        pickable=False,
    )


def _towns(labels: Sequence[Label]) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        [{"position": label.at} for label in labels],
        id="towns",
        get_position="position",
        get_radius=3,
        radius_units=PIXELS,
        get_fill_color=_rgb(INK),
        get_line_color=_rgb(PAPER),
        line_width_min_pixels=1,
        stroked=True,
        pickable=False,
    )


def _names(labels: Sequence[Label]) -> pdk.Layer:
    return pdk.Layer(
        "IconLayer",
        [label.datum() for label in labels],
        id="names",
        get_position="position",
        get_icon="icon",
        get_size="size",
        size_units=PIXELS,
        pickable=False,
    )


def _marks(marks: Sequence[Mark]) -> Iterator[pdk.Layer]:
    """A layer for each tone: its drawing is sent once."""
    used = {mark.tone for mark in marks}
    for tone in (one for one in TONES if one in used):
        data = [
            {
                "position": [round(mark.lon, 5), round(mark.lat, 5)],
                "size": max(mark.size, _FEWEST_PIXELS),
                "label": mark.label,
                "code": mark.code,
                "icon": "mark",
            }
            for mark in marks
            if mark.tone == tone
        ]
        yield pdk.Layer(
            "IconLayer",
            data,
            id=f"{MARKS}{tone}",
            icon_atlas=pdk.types.String(data_url(svg(tone))),
            icon_mapping={"mark": {"x": 0, "y": 0, "width": _ICON, "height": _ICON, "mask": False}},
            get_icon="icon",
            get_position="position",
            get_size="size",
            size_units=PIXELS,
            pickable=True,
        )


def _chosen(marks: Sequence[Mark], chosen: str | None) -> Iterator[pdk.Layer]:
    ringed = [mark for mark in marks if chosen and mark.code == chosen]
    if ringed:
        yield pdk.Layer(
            "ScatterplotLayer",
            [{"position": [mark.lon, mark.lat], "radius": mark.size / 2 + 7} for mark in ringed],
            id="chosen",
            get_position="position",
            get_radius="radius",
            radius_units=PIXELS,
            filled=True,
            stroked=True,
            get_fill_color=[*_rgb(PAPER)[:3], 190],
            get_line_color=_rgb(INK),
            line_width_min_pixels=3,
            pickable=False,
        )


def _rgb(colour: str) -> Colour:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
