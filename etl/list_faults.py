"""What lists that are in force should still have mended: positions and nights, each named with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from locales import say
from warehouse.ground import range_box
from warehouse.outlines import Plane, clusters
from warehouse.place_faults import PlaceFault, place_faults
from warehouse.positions import Box, positions, sound_positions
from warehouse.reference import Reference
from warehouse.reference_shape import STANDS_EVERY_NIGHT
from warehouse.territory import Boundaries


@dataclass(frozen=True)
class Handed:
    """A list as it was handed in: its name, the file, and the lines in their order."""

    name: str
    file: str
    lines: Sequence[int]


@dataclass(frozen=True)
class ListFault:
    """One thing to mend. `key` names its sentence, `values` fill it; names in both languages are `…_hi` and `…_en`."""

    key: str
    values: Mapping[str, Any]

    def sentence(self, lang: str) -> str:
        told = {name.removesuffix(f"_{lang}"): value for name, value in self.values.items()}
        return say(lang, self.key, **told)


def list_faults(handed_in: Sequence[Handed], reference: Reference, official: Boundaries) -> Iterator[ListFault]:
    """What is wrong with the lists that were handed in, as they stand together with the others."""
    for one in handed_in:
        if one.name == "places":
            yield from _places(one, reference.places, range_box(reference, official))
        if one.name == "thanas":
            yield from _thanas(one, reference.thanas)
        if one.name == "districts":
            yield from _swapped(one, reference.districts, "district_code")


def _places(handed: Handed, places: pl.DataFrame, box: Box | None) -> Iterator[ListFault]:
    rows, lines = _rows(handed, places, "place_code")
    for fault in place_faults(places, box):
        row = rows[fault.place_code]
        told = {
            "file": handed.file,
            "line": lines[fault.place_code],
            **_names(row),
            "lat": row["lat"],
            "lon": row["lon"],
        }
        if fault.other_code is not None:
            if lines[fault.other_code] < lines[fault.place_code]:
                continue  # said at the other's line
            other = rows[fault.other_code]
            told |= {"other_hi": other["name_hi"], "other_en": other["name_en"]}
            told |= {"other_line": lines[fault.other_code], "metres": f"{fault.distance_m:.0f}"}
        yield ListFault(f"lists.fault.{_sentence(fault, row)}", told | {"box": box.told if box else "-"})


def _sentence(fault: PlaceFault, row: Mapping[str, Any]) -> str:
    if fault.fault == "no_nights":
        return "every_night" if row["kind"] in STANDS_EVERY_NIGHT else "no_nights"
    return str(fault.fault)


def _thanas(handed: Handed, thanas: pl.DataFrame) -> Iterator[ListFault]:
    rows, lines = _rows(handed, thanas, "thana_code")
    found, sound = positions(thanas, "thana_code"), sound_positions(thanas)
    yield from _swapped(handed, thanas, "thana_code")
    for code, row in rows.items():
        if code not in sound:
            told = {"file": handed.file, "line": lines[code], **_names(row), "lat": row["lat"], "lon": row["lon"]}
            yield ListFault(f"lists.fault.{'thana_far' if code in found else 'thana_no_position'}", told)
    in_force = {code: point for code, point in sound.items() if rows[code]["valid_to"] is None}
    for group in clusters(Plane.around(in_force.values()), in_force) if in_force else []:
        if len(group) > 1:
            first, *others = (rows[code] for code in group)
            told = {"file": handed.file, "line": lines[group[0]], **_names(first)}
            told |= {f"other_{lang}": ", ".join(other[f"name_{lang}"] for other in others) for lang in ("hi", "en")}
            yield ListFault("lists.fault.thana_one_point", told)


def _swapped(handed: Handed, frame: pl.DataFrame, key: str) -> Iterator[ListFault]:
    rows, lines = _rows(handed, frame, key)
    for code, row in rows.items():
        if row["is_swapped"]:
            told = {"file": handed.file, "line": lines[code], **_names(row), "lat": row["lat"], "lon": row["lon"]}
            yield ListFault("lists.fault.swapped_mended", told)


def _rows(handed: Handed, frame: pl.DataFrame, key: str) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """The rows of a list and their lines, by code; the list stands in the order in which it was handed in."""
    rows = {row[key]: row for row in frame.iter_rows(named=True)}
    return rows, dict(zip(rows, handed.lines, strict=True))


def _names(row: Mapping[str, Any]) -> dict[str, str]:
    return {"name_hi": row["name_hi"], "name_en": row["name_en"]}
