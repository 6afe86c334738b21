"""What each master list holds: its columns, how a cell is read, its key and the list a code must stand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

import polars as pl

from warehouse.positions import LATITUDES, LONGITUDES

_YES_NO = ("yes", "no")
_HEADERS_HI = {
    "district_code": "जनपद कोड",
    "circle_code": "सर्किल कोड",
    "thana_code": "थाना कोड",
    "place_code": "स्थान कोड",
    "name_en": "नाम (अंग्रेज़ी)",
    "name_hi": "नाम (हिन्दी)",
    "lat": "अक्षांश",
    "lon": "देशान्तर",
    "aliases": "अन्य प्रचलित नाम",
    "is_mahila": "महिला थाना है",
    "is_name_sourced": "नाम प्रमाणित है",
    "is_sourced": "संख्या प्रमाणित है",
    "valid_from": "प्रभावी दिनांक से",
    "valid_to": "प्रभावी दिनांक तक",
    "kind": "प्रकार",
    "crowd_category": "भीड़ श्रेणी",
    "opens_at": "खुलने का समय",
    "closes_at": "बन्द होने का समय",
    "active_from": "सक्रिय दिनांक से",
    "active_to": "सक्रिय दिनांक तक",
    "organiser_contact": "आयोजक का सम्पर्क उपलब्ध है",
    "required_visits_a_week": "प्रति सप्ताह अपेक्षित भ्रमण",
    "n_gram_panchayats": "ग्राम पंचायतों की संख्या",
    "n_wards": "वार्डों की संख्या",
    "n_schools": "विद्यालयों की संख्या",
    "n_colleges": "महाविद्यालयों की संख्या",
    "women_population": "महिला जनसंख्या",
    "code": "कोड",
    "starts_on": "आरम्भ दिनांक",
    "ends_on": "समाप्ति दिनांक",
    "return_name": "सूचना का कोड",
    "period": "अवधि",
    "cut_off_days": "नियत दिन",
    "cut_off_hour": "नियत समय (घंटा)",
}
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class CannotRead(ValueError):
    """A cell that is not what its column holds; `key` names the sentence."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


@dataclass(frozen=True)
class Column:
    name: str
    dtype: pl.DataType | type[pl.DataType]
    parse: Callable[[str], object]
    required: bool = False
    listed_in: str = ""
    may_be_absent: bool = False  # added later: a list handed in before it was asked for has no such column

    @property
    def header_hi(self) -> str:
        return _HEADERS_HI[self.name]

    @property
    def header_en(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def choices(self) -> tuple[str, ...]:
        """What may stand in the column, where that is a fixed choice."""
        return self.parse.allowed if isinstance(self.parse, _OneOf) else _YES_NO if self.parse is _yes_no else ()

    def read(self, text: str) -> object:
        """The typed value; null for an empty cell, an empty list for empty aliases."""
        if not text:
            return [] if self.parse is _aliases else None
        return self.parse(text)


@dataclass(frozen=True)
class MasterList:
    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sort_by: tuple[str, ...] = ()


def _text(text: str) -> str:
    return text


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise CannotRead("reference.not_a_code")
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotRead("reference.not_a_date") from None


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise CannotRead("reference.not_a_time") from None


_MOST_DIGITS = 9  # nothing that a list counts comes to a thousand million


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise CannotRead("reference.not_a_count")
    return int(text)


def _number(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise CannotRead("reference.not_a_number", low=low, high=high) from None
        if not low <= value <= high:
            raise CannotRead("reference.not_a_number", low=low, high=high)
        return value

    return read


def _hour(text: str) -> int:
    hour = _count(text)
    if hour > 23:
        raise CannotRead("reference.not_an_hour")
    return hour


def _yes_no(text: str) -> bool:
    if text not in _YES_NO:
        raise CannotRead("reference.not_yes_no")
    return text == "yes"


@dataclass(frozen=True)
class _OneOf:
    allowed: tuple[str, ...]

    def __call__(self, text: str) -> str:
        if text not in self.allowed:
            raise CannotRead("reference.not_one_of", allowed=", ".join(self.allowed))
        return text


def _one_of(*allowed: str) -> _OneOf:
    return _OneOf(allowed)


def _aliases(text: str) -> list[str]:
    return [alias.strip() for alias in text.split("|") if alias.strip()]


STANDS_EVERY_NIGHT = ("pandal", "ramlila")  # of every Navratri, where no dates are given
FESTIVE = (*STANDS_EVERY_NIGHT, "mela", "ravan_dahan", "procession")  # kinds that stand for some nights only
_PLACE_KINDS = _one_of(
    "school",
    "college",
    "market",
    "bus_stand",
    "railway",
    "park",
    "temple",
    *FESTIVE,
    "mall",
    "other",
)
_CALENDAR_KINDS = _one_of("campaign", "sub_drive", "navratri", "mela", "holiday", "review")


def _required(name: str, parse: Callable[[str], object] = _text, listed_in: str = "") -> Column:
    return Column(name, pl.String, parse, required=True, listed_in=listed_in)


def _names() -> tuple[Column, Column]:
    return _required("name_en"), _required("name_hi")


def _position() -> tuple[Column, Column]:
    return Column("lat", pl.Float64, _number(*LATITUDES)), Column("lon", pl.Float64, _number(*LONGITUDES))


def _span(start: str, end: str, required: bool = False) -> tuple[Column, Column]:
    return Column(start, pl.Date, _date, required), Column(end, pl.Date, _date)


_ALIASES = Column("aliases", pl.List(pl.String), _aliases)

LISTS = (
    MasterList("districts", ("district_code",), (_required("district_code", _code), *_names(), *_position(), _ALIASES)),
    MasterList(
        "circles",
        ("circle_code",),
        (_required("circle_code", _code), _required("district_code", _code, "districts"), *_names(), _ALIASES),
    ),
    MasterList(
        "thanas",
        ("thana_code",),
        (
            _required("thana_code", _code),
            _required("district_code", _code, "districts"),
            _required("circle_code", _code, "circles"),
            *_names(),
            *_position(),
            Column("is_mahila", pl.Boolean, _yes_no, required=True),
            Column("is_name_sourced", pl.Boolean, _yes_no),
            *_span("valid_from", "valid_to"),
            _ALIASES,
        ),
    ),
    MasterList(
        "places",
        ("place_code",),
        (
            _required("place_code", _code),
            _required("district_code", _code, "districts"),
            _required("thana_code", _code, "thanas"),
            _required("kind", _PLACE_KINDS),
            *_names(),
            *_position(),
            Column("is_name_sourced", pl.Boolean, _yes_no),
            Column("crowd_category", pl.String, _one_of("A", "B")),
            Column("opens_at", pl.Time, _time),
            Column("closes_at", pl.Time, _time),
            *_span("active_from", "active_to"),
            Column("organiser_contact", pl.Boolean, _yes_no, may_be_absent=True),
            Column("required_visits_a_week", pl.Int64, _count),
            _ALIASES,
        ),
    ),
    MasterList(
        "gram_panchayats_wards",
        ("thana_code",),
        (
            _required("thana_code", _code, "thanas"),
            Column("n_gram_panchayats", pl.Int64, _count),
            Column("n_wards", pl.Int64, _count),
            Column("n_schools", pl.Int64, _count, may_be_absent=True),
            Column("n_colleges", pl.Int64, _count, may_be_absent=True),
            Column("women_population", pl.Int64, _count, may_be_absent=True),
            Column("is_sourced", pl.Boolean, _yes_no),
        ),
    ),
    MasterList(
        "calendar",
        ("code",),
        (
            _required("kind", _CALENDAR_KINDS),
            _required("code", _code),
            *_names(),
            *_span("starts_on", "ends_on", required=True),
        ),
        sort_by=("starts_on", "code"),
    ),
    MasterList(
        "due",
        ("return_name", "valid_from"),
        (
            _required("return_name", _code),
            _required("period", _one_of("month")),
            Column("cut_off_days", pl.Int64, _count, required=True),
            Column("cut_off_hour", pl.Int64, _hour, required=True),
            *_span("valid_from", "valid_to", required=True),
        ),
    ),
)
