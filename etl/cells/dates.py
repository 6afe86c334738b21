"""Days, moments and times as districts write them: day first, either digit script, months in words, Excel numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from etl.text.fold import digits, fold, one_dash, tidy
from etl.text.words import load_words

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_EXCEL_DAY_ZERO = datetime(1899, 12, 30)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./,-]+(\d{1,2})[\s./,-]+(\d{4}|\d{2})")
_WORD = r"([^\W\d_][^\d\s.,/'-]*)"
_SHORTENED = re.compile(r"(?<=[\u0900-\u0965\u0970-\u097f])[0oO॰](?=[\s./,'-]|$)")  # सितo, सित० for सितम्बर
_DAY_WORD = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s./,-]*{_WORD}[\s./,'-]*(\d{{4}}|\d{{2}})")
_WORD_DAY = re.compile(rf"{_WORD}[\s./,-]*(\d{{1,2}})(?:st|nd|rd|th)?[\s.,/-]+(\d{{4}})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{1,2})(?:[:.](\d{2})(?:\.\d+)?)?)?")
_MOMENT = re.compile(
    r"(?P<day>.*?\d)(?:T|,?\s+)(?P<clock>[^\d]{0,12}\s*(?:\d{1,2}(?:[:.]\d{1,2}){0,2}(?:\.\d+)?|\d{4})\D*)", re.S
)
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")


@dataclass(frozen=True)
class Moment:
    """What was read: a day, its time when one was given, and whether it was written the plain way."""

    day: date
    clock: time | None = None
    is_plain: bool = False

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, self.clock or time())


def _day(year: str, month: int | str, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        return None
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _day_with_month_in_words(text: str) -> date | None:
    months = load_words().months
    if found := _DAY_WORD.fullmatch(text):
        day, word, year = found.groups()
    elif found := _WORD_DAY.fullmatch(text):
        word, day, year = found.groups()
    else:
        return None
    month = months.get(fold(word))
    return _day(year, month, day) if month else None


@cache
def _beside_days() -> re.Pattern[str]:
    """Words that may stand before or after a day, and the name of a weekday, with what joins them to it."""
    spelt = "|".join(map(re.escape, load_words().date_words))
    word = rf"[(\[]?(?<!\w)(?:{spelt})(?![^\W\d_])[\])]?"
    return re.compile(rf"^(?:{word}[\s.,:०0\-]*(?=\d))+|[\s.,\-]+(?:{word}[\s.,]*)+$", re.IGNORECASE)


def _bare_day(text: str) -> str:
    text = one_dash(digits(tidy(text))).replace("’", "'").replace("‘", "'").strip(" .,'\"")
    return text if text[:1].isdigit() and text[-1:].isdigit() and text.isascii() else _in_words(text)


def _in_words(text: str) -> str:
    return _SHORTENED.sub(".", _beside_days().sub("", text)).strip(" .,")


def read_day(text: str) -> date | None:
    """A calendar day, day before month. None when it is none: 31.02.2026 and 10/13/2025 are not."""
    text = _bare_day(text)
    if found := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    return _day_with_month_in_words(text)


def _excel_number(text: str) -> datetime | None:
    if not _SERIAL.fullmatch(text):
        return None
    moment = _EXCEL_DAY_ZERO + timedelta(days=float(text))
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def read_moment(text: str) -> Moment | None:
    """A day with or without a time. Midnight to the second is what a spreadsheet writes for a day alone."""
    text = one_dash(digits(tidy(text)))
    is_plain = bool(_PLAIN.fullmatch(text))
    if moment := _excel_number(text):
        return Moment(moment.date(), moment.time() if "." in text and moment.time() != time() else None)
    if day := read_day(text):
        return Moment(day, None, is_plain)
    if not (found := _MOMENT.fullmatch(text)):
        return None
    day, clock = read_day(found["day"]), read_clock(found["clock"])
    if day is None or clock is None:
        return None
    return Moment(day, None if text.endswith("00:00:00") else clock, is_plain)


def _part_of_day(text: str) -> tuple[str, str] | None:
    """The clock without its words, and `am`, `pm` or `none`. None when a word is not known."""
    parts = load_words().day_parts
    part, left = "none", []
    for piece in re.findall(r"[\d:.]*\d|[^\d\s]+", text):
        if piece[0].isdigit():
            left.append(piece)
        elif (said := parts.get(fold(piece))) is None or said != "none" and part not in ("none", said):
            return None
        elif said != "none":
            part = said
    return (left[0], part) if len(left) == 1 else None


def _hour(hour: int, part: str) -> int | None:
    if part == "none" or hour > 12:
        return hour if part != "am" or hour < 12 else None
    if hour == 0:
        return 0 if part == "am" else None
    return hour % 12 + (12 if part == "pm" else 0)


def _excel_clock(text: str) -> time | None:
    if found := re.fullmatch(r"1(?:899-12-3[01]|900-01-0[01])[ T](\d\d:\d\d:\d\d)(?:\.\d+)?", text):
        return time.fromisoformat(found[1])
    if re.fullmatch(r"0?\.\d{3,}|0\.[6-9]\d?", text):
        seconds = round(float(text) * 86_400)
        return (datetime.min + timedelta(seconds=seconds)).time()
    return None


def read_clock(text: str) -> time | None:
    """A time of day: 09:30, 9.30 AM, 0930, 9 बजे, or what a spreadsheet stores for one."""
    text = digits(tidy(text))
    if (stored := _excel_clock(text)) is not None:
        return stored
    if re.fullmatch(r"0\.\d\d?", text):
        return None  # 00:25 or a quarter of a day: not for us to say
    if (found := _part_of_day(text)) is None:
        return None
    clock, part = found
    if re.fullmatch(r"\d{3,4}", clock):
        clock = f"{clock[:-2]}:{clock[-2:]}"
    if not (shape := _CLOCK.fullmatch(clock)):
        return None
    if shape[2] is None and text == clock:
        return None  # a bare number is no time
    minute = int(shape[2].ljust(2, "0")) if shape[2] else 0  # 9.30 typed as a number is stored as 9.3
    hour = _hour(int(shape[1]), part)
    return time(hour, minute) if hour is not None and hour < 24 and minute < 60 else None


def read_clock_plainly(text: str) -> time | None:
    """A time written as 9:30, 09:30 or stored by a spreadsheet; these need no mend."""
    if re.fullmatch(r"\d{1,2}:\d{2}(?::\d{2})?", text) or text.startswith("1899-12-3"):
        return read_clock(text)
    return None


def has_day_shape(text: str) -> bool:
    """Whether the text consists of what days are made of, so that it may be shown though it is none."""
    text = _beside_days().sub("", digits(tidy(text)))
    letters = re.findall(r"[^\W\d_][^\d\s.,/-]*", text)
    known = load_words().months.keys() | load_words().day_parts.keys()
    return any(letter.isdigit() for letter in text) and all(fold(word) in known for word in letters)
