"""Turns truth rows into the sheet that a district would send: its headers, its way with dates, digits and blanks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from etl.recipes import Field, Recipe, load_codes
from sample_data.days import Period
from sample_data.reference import district_names, places, thanas
from sample_data.rows import Row

Cell = str | int | float | date | datetime
Write = Callable[[object], Cell]

DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
# The districts' registers have these columns, and a loader must be seen to drop them. The sample fills them with one
# word ("is filled") for everybody: no name, number or address may exist anywhere, not even an invented one.
FILLED = "भरा है"
BANNED_HEADERS = {
    "meerut": ("नाम", "पिता/पति", "मोबाइल", "पता"),
    "bulandshahr": ("Name", "Father/Husband", "Mobile", "Address"),
    "baghpat": ("नाम", "मोबाइल", "पता"),
    "hapur": ("नाम", "मोबाइल"),
}
HAS = {
    "नाम": "has_identity", "पिता/पति": "has_identity", "मोबाइल": "has_mobile", "पता": "has_address",
    "Name": "has_identity", "Father/Husband": "has_identity", "Mobile": "has_mobile", "Address": "has_address",
}  # fmt: skip
MONTHS_HI = ("जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितम्बर", "अक्टूबर", "नवम्बर", "दिसम्बर")
NIL = {"meerut": "शून्य", "bulandshahr": "निल", "baghpat": "निल", "hapur": "निल"}
SERIAL, TOTAL = "क्र.सं.", "योग"


@dataclass(frozen=True)
class Habit:
    """How a district writes. `day` is a date pattern; none means real Excel dates."""

    lang: str
    day: str | None
    has_devanagari_digits: bool = False
    has_totals: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table ready to be written: title lines, header, and cells column by column."""

    title: tuple[str, ...]
    header: tuple[str, ...]
    columns: tuple[list[Cell], ...]


BIG = ("counselling", "awareness")
CSV_HABITS = {
    "meerut": Habit("hi", "%d/%m/%Y"),
    "bulandshahr": Habit("en", "%d-%m-%y"),
    "baghpat": Habit("hi", "%d.%m.%Y", has_devanagari_digits=True),
    "hapur": Habit("hi", "%Y-%m-%d"),
}
XLSX_HABITS = {
    "baghpat": Habit("hi", "%d.%m.%Y", has_devanagari_digits=True, has_totals=True),
    "hapur": Habit("hi", None),
}


def is_xlsx(district: str, return_name: str) -> bool:
    """The two districts that work in Excel send their big tables as CSV all the same."""
    return district in XLSX_HABITS and return_name not in BIG


def habit_of(district: str, return_name: str) -> Habit:
    return (XLSX_HABITS if is_xlsx(district, return_name) else CSV_HABITS)[district]


def sheet_of(recipe: Recipe, district: str, period: Period, rows: Sequence[Row], nil_thanas: Sequence[str]) -> Sheet:
    """The sheet of one return: a line for each row, a nil line for each thana that had nothing."""
    habit = habit_of(district, recipe.name)
    lines = [row for row in rows for _ in range(row.n_repeats + 1)]
    fields = _fields(recipe, rows)
    header = tuple(field.header_hi if habit.lang == "hi" else field.header_en for field in fields)
    columns = tuple(_column(field, habit, lines) + _nil_cells(field, habit, district, nil_thanas) for field in fields)
    sheet = Sheet((), header, columns)
    if recipe.name == "cases" and district in BANNED_HEADERS:
        sheet = _with_banned(sheet, BANNED_HEADERS[district], lines, len(nil_thanas))
    if habit.has_totals:
        sheet = _with_serials_and_totals(sheet, recipe, lines, len(nil_thanas))
    return _titled(sheet, recipe, district, period) if is_xlsx(district, recipe.name) else sheet


def _fields(recipe: Recipe, rows: Sequence[Row]) -> tuple[Field, ...]:
    """The recipe's fields that the sample fills; the thana is always there, so that nil can be said of it."""
    known = set(type(rows[0]).__dataclass_fields__) | set(Row.__dataclass_fields__) if rows else None
    return tuple(
        field
        for field in recipe.fields
        if (field.type != "district" or recipe.is_of_district) and (known is None or attribute(field.name) in known)
    )


def attribute(field_name: str) -> str:
    """The name a field has on a truth row: `from` cannot be one in Python."""
    return {"from": "from_time", "to": "to_time"}.get(field_name, field_name)


def _column(field: Field, habit: Habit, lines: Sequence[Row]) -> list[Cell]:
    write, name = writer(field, habit), attribute(field.name)
    cells = [write(getattr(line, name)) for line in lines]
    for place, line in enumerate(lines):
        if line.odd and field.name in line.odd:
            cells[place] = line.odd[field.name]
    return cells


def _nil_cells(field: Field, habit: Habit, district: str, nil_thanas: Sequence[str]) -> list[Cell]:
    if field.type == "thana":
        return [_thana_name(code, habit.lang) for code in nil_thanas]
    return [NIL[district] for _ in nil_thanas]


def writer(field: Field, habit: Habit) -> Write:
    """How this district writes a value of this field."""
    if field.code:
        return _code_writer(field, habit)
    if field.type in ("date", "datetime"):
        return _date_writer(habit)
    if field.type == "month":
        return _month_writer(habit)
    if field.type == "time":
        return _time_writer(habit)
    if field.type == "count":
        return (lambda value: str(_blank(value)).translate(DEVANAGARI)) if habit.has_devanagari_digits else _count
    if field.type == "degrees":
        return _blank
    if field.type == "thana":
        return lambda value: _thana_name(str(value), habit.lang)
    if field.type == "district":
        return lambda value: district_names()[str(value)][habit.lang == "hi"]
    if field.type == "place":
        return lambda value: _place_name(str(value), habit.lang)
    return str


def _count(value: object) -> Cell:
    return "" if value is None else int(str(value))


def _blank(value: object) -> Cell:
    """A number as it is; what was not told is an empty cell."""
    return value if isinstance(value, int | float) else ""


def _code_writer(field: Field, habit: Habit) -> Write:
    codes = load_codes(str(field.code))
    labels = {code: codes.label(code, habit.lang) for code in codes.codes}

    def write(value: object) -> Cell:
        if isinstance(value, bool):
            return labels["yes" if value else "no"]
        if isinstance(value, tuple):
            return ", ".join(labels[code] for code in value)
        return labels[str(value)] if value else ""

    return write


def _date_writer(habit: Habit) -> Write:
    pattern = habit.day
    if pattern is None:
        return lambda value: value if isinstance(value, date) else ""
    digits = DEVANAGARI if habit.has_devanagari_digits else {}

    @cache
    def write(value: object) -> Cell:
        if value is None:
            return ""
        whole = f"{pattern} %H:%M" if isinstance(value, datetime) else pattern
        return value.strftime(whole).translate(digits) if isinstance(value, date) else ""

    return write


def _month_writer(habit: Habit) -> Write:
    digits = DEVANAGARI if habit.has_devanagari_digits else {}

    @cache
    def write(value: object) -> Cell:
        if habit.day is None or not isinstance(value, date):
            return value if isinstance(value, date) else ""
        name = MONTHS_HI[value.month - 1] if habit.lang == "hi" else f"{value:%B}"
        return f"{name} {value.year}".translate(digits)

    return write


def _time_writer(habit: Habit) -> Write:
    digits = DEVANAGARI if habit.has_devanagari_digits else {}
    return cache(lambda value: f"{value:%H:%M}".translate(digits) if isinstance(value, time) else "")


@cache
def _thana_name(code: str, lang: str) -> str:
    thana = next(thana for thana in thanas() if thana.code == code)
    return thana.name_hi if lang == "hi" else thana.name_en


@cache
def _place_name(code: str, lang: str) -> str:
    place = next(place for place in places() if place.code == code)
    return place.name_hi if lang == "hi" else place.name_en


def _with_banned(sheet: Sheet, headers: tuple[str, ...], lines: Sequence[Row], n_nil: int) -> Sheet:
    columns: list[list[Cell]] = [
        [*(FILLED if getattr(line, HAS[header]) else "" for line in lines), *("" for _ in range(n_nil))]
        for header in headers
    ]
    return Sheet(sheet.title, (*sheet.header, *headers), (*sheet.columns, *columns))


def _with_serials_and_totals(sheet: Sheet, recipe: Recipe, lines: Sequence[Row], n_nil: int) -> Sheet:
    serials: list[Cell] = [str(n).translate(DEVANAGARI) for n in range(1, len(lines) + n_nil + 1)]
    columns: list[list[Cell]] = [[*serials, ""]]
    for header, cells in zip(sheet.header, sheet.columns, strict=True):
        field = next((field for field in recipe.fields if field.header_hi == header), None)
        columns.append([*cells, _total(field, lines) if field else ""])
    return Sheet(sheet.title, (SERIAL, *sheet.header), tuple(columns))


def _total(field: Field, lines: Sequence[Row]) -> str:
    if field.type == "thana":
        return TOTAL
    if field.type != "count":
        return ""
    return str(sum(getattr(line, attribute(field.name)) or 0 for line in lines)).translate(DEVANAGARI)


def _titled(sheet: Sheet, recipe: Recipe, district: str, period: Period) -> Sheet:
    name = district_names()[district][1]
    title = (
        f"जनपद {name} – {recipe.label_hi}",
        f"अवधि {period.first_day:%d.%m.%Y} से {period.last_day:%d.%m.%Y}",
    )
    return Sheet(title, sheet.header, sheet.columns)
