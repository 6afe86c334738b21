"""Names on a map: drawn by the browser as SVG text, since deck.gl tears Devanagari apart; none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import category

from components.maps.land import Land, Outline, Position
from components.maps.marks import INK, PAPER, data_url
from components.maps.mercator import View

_FONT = "Noto Sans, Noto Sans Devanagari, Nirmala UI, Kohinoor Devanagari, Mukta, sans-serif"
_SIZES = {"district": (20, 700), "circle": (17, 700), "thana": (15, 600)}  # pixels, weight
# The width of letters in ems, measured in bold on the names of our lists and rounded up: no name is cut off.
_WIDE, _NARROW = dict.fromkeys("mwMW@%", 0.99), dict.fromkeys("fijltrI.,:;'()-/ ", 0.45)
_SMALL, _CAPITAL, _LETTER, _HALF, _VOWEL_SIGN = 0.65, 0.78, 0.72, 0.5, 0.42
_RIM = 10  # pixels around the letters for their rim
_AIR = 2  # pixels between two names
_SHARP = 2  # drawn at twice the size, for screens of twice the pixels
_SIDES = ("up", "down", "right", "left")

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name at a position (longitude, latitude): `side` is where it stands of it."""

    text: str
    level: str
    at: tuple[float, float]
    side: str = "up"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels, wide enough for the text in any of the fonts."""
        points, _ = _SIZES[self.level]
        return round(_ems(self.text) * points + _RIM), round(points * 1.7)

    def box(self, view: View) -> Box:
        """Left, top, right, bottom of its letters in pixels around the view's middle."""
        x, y = view.pixel(*self.at)
        (left, top), (wide, high) = self.anchor, self.size
        side, above = _RIM / 2 - 1, high / 8
        return x - left + side, y - top + above, x - left + wide - side, y - top + high - above

    @property
    def anchor(self) -> tuple[float, float]:
        """The pixel of the label that lies on its position."""
        wide, high = self.size
        return {
            "up": (wide / 2, high + 2),
            "down": (wide / 2, -2),
            "right": (-5, high / 2),
            "left": (wide + 5, high / 2),
        }[self.side]

    def svg(self) -> str:
        (wide, high), (points, weight) = self.size, _SIZES[self.level]
        anchor, x = {"right": ("start", _RIM / 2), "left": ("end", wide - _RIM / 2)}.get(
            self.side, ("middle", wide / 2)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * _SHARP}" height="{high * _SHARP}" '
            f'viewBox="0 0 {wide} {high}"><text x="{x:g}" y="{high * 0.68:.1f}" text-anchor="{anchor}" '
            f'font-family="{_FONT}" font-size="{points}" font-weight="{weight}" fill="{INK}" stroke="{PAPER}" '
            f'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{escape(self.text)}</text></svg>'
        )

    def datum(self) -> dict[str, object]:
        """The label as an icon of deck.gl."""
        (wide, high), (left, top) = self.size, self.anchor
        icon = {
            "url": data_url(self.svg()),
            "width": wide * _SHARP,
            "height": high * _SHARP,
            "anchorX": round(left * _SHARP),
            "anchorY": round(top * _SHARP),
        }
        return {"position": self.at, "size": high, "icon": icon}


def placed(land: Land, view: View, marks: Sequence[Position] = ()) -> list[Label]:
    """The names of a map: district seats, then circle seats, then thanas where one district or less is shown.

    Each stands on the side of its place where it covers no other name and fewest marks; one that finds no side is left
    out, and so is a name that is there already. The first to be placed are those of the uppermost level.
    """
    found: list[Label] = []
    taken: list[Box] = []
    spots = [view.pixel(*mark) for mark in marks]
    for one in _wanted(land):
        if any(one.name == label.text for label in found):
            continue
        tries = [Label(one.name, one.level, one.label_at, side) for side in _SIDES]
        free = [
            label for label in tries if _is_on_sheet(label.box(view), view) and not _meets_any(label.box(view), taken)
        ]
        if free:
            found.append(min(free, key=lambda label: _covers(label.box(view), spots)))
            taken.append(found[-1].box(view))
    return found


def _wanted(land: Land) -> Iterator[Outline]:
    """A circle has no seat of its own but that of a thana; one that bears no thana's name is not written."""
    seats = {one.label_at for one in land.at("thana")}
    yield from land.at("district")
    yield from (one for one in land.at("circle") if one.label_at in seats)
    if len(land.at("district")) <= 1:
        yield from land.at("thana")


def _covers(box: Box, spots: Sequence[tuple[float, float]]) -> int:
    left, top, right, bottom = box
    return sum(left < x < right and top < y < bottom for x, y in spots)


def _ems(text: str) -> float:
    """How many ems a text takes: joined consonants are half ones, and signs above or below take no room."""
    followers = f"{text[1:]} "
    return sum(_em(letter, follower) for letter, follower in zip(text, followers, strict=True))


def _em(letter: str, follower: str) -> float:
    kind = category(letter)
    if kind in ("Mn", "Cf"):
        return 0.0
    if kind == "Mc":
        return _VOWEL_SIGN
    if "\u0900" <= letter <= "\u097f":
        return _HALF if follower == "\u094d" else _LETTER
    return _WIDE.get(letter) or _NARROW.get(letter) or (_SMALL if letter.islower() else _CAPITAL)


def _is_on_sheet(box: Box, view: View) -> bool:
    left, top, right, bottom = box
    wide, high = view.width / 2, view.height / 2
    return left >= -wide and right <= wide and top >= -high and bottom <= high


def _meets_any(box: Box, taken: Sequence[Box]) -> bool:
    return any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + _AIR and other[0] < one[2] + _AIR and one[1] < other[3] + _AIR and other[1] < one[3] + _AIR
    )
