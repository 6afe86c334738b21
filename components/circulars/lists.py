"""What is overdue, what falls due next, what was called complied with and lacks its evidence or its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from components import words
from components.charts.table import Table
from components.circulars import signs
from components.circulars.reading import Seen, once
from locales import say
from metrics import circulars
from metrics.circulars import Told

IN_SIGHT = 10
UNFOLDED = 100  # so many more are drawn; what is longer is read in the file


@once
def overdue(seen: Seen) -> Table:
    """The most days late first, with what the district told of it last."""
    lang = seen.lang
    rows = tuple(
        (
            seen.name(one.district_code),
            one.circular_no,
            one.n_days,
            signs.due(one, lang),
            one.subject,
            signs.standing(one, lang),
            signs.evidence(one, lang),
        )
        for one in circulars.overdue(seen.told)
    )
    return Table(_heads(lang, "district", "circular", "late", "due", "subject", "standing", "evidence"), rows)


@once
def ahead(seen: Seen) -> Table:
    """The nearest due date first, with the days that are left."""
    lang = seen.lang
    rows = tuple(
        (
            seen.name(one.district_code),
            one.circular_no,
            _left(one.due_on, seen.as_of, lang),
            signs.due(one, lang),
            one.subject,
            signs.standing(one, lang),
        )
        for one in circulars.falling_due(seen.told, seen.as_of)
    )
    return Table(_heads(lang, "district", "circular", "left", "due", "subject", "standing"), rows)


@once
def evidence(seen: Seen) -> Table:
    """What a district called complied with, the newest first: on which day, and on what evidence."""
    lang = seen.lang
    done = sorted((one for one in seen.told if not signs.is_open(one)), key=_newest)
    rows = tuple(
        (
            seen.name(one.district_code),
            one.circular_no,
            words.day(lang, one.complied_on) if one.complied_on else say(lang, "circulars.no_day"),
            f"{signs.shape(one)} {signs.state(one, lang)}" + (f", {late}" if (late := signs.days(one, lang)) else ""),
            signs.evidence(one, lang),
        )
        for one in done
    )
    return Table(_heads(lang, "district", "circular", "complied", "standing", "evidence"), rows)


def listed(table: Table, calm: str, lang: str) -> str:
    """A table, long ones folded after their first rows; the calm words where it has none."""
    if not table.rows:
        return f'<p class="ms-calm">{escape(calm)}</p>'
    first = Table(table.heads, table.rows[:IN_SIGHT]).html(lang)
    if len(table.rows) <= IN_SIGHT:
        return first
    more = say(lang, "circulars.more_rows", n=words.number(lang, len(table.rows) - IN_SIGHT))
    return first + folded(Table(table.heads, table.rows[IN_SIGHT:]), more, lang)


def folded(table: Table, label: str, lang: str) -> str:
    """The table under its label; of a long one the first rows, and how many more the file holds."""
    drawn = Table(table.heads, table.rows[:UNFOLDED]).html(lang)
    return unfolding(label, drawn + in_file(len(table.rows) - UNFOLDED, lang))


def unfolding(label: str, drawn: str) -> str:
    """What is seen once its label is pressed."""
    return f'<details class="ms-twin"><summary>{escape(label)}</summary>{drawn}</details>'


def in_file(n: int, lang: str) -> str:
    """How many more rows the file holds, where there are any."""
    return f'<p class="ms-calm">{escape(say(lang, "circulars.in_file", n=words.number(lang, n)))}</p>' if n > 0 else ""


def _heads(lang: str, *names: str) -> tuple[str, ...]:
    return tuple(say(lang, f"circulars.head.{name}") for name in names)


def _left(due_on: date | None, as_of: date, lang: str) -> str:
    n = (due_on - as_of).days if due_on else 0
    return (
        say(lang, "circulars.day" if n == 1 else "circulars.days", n=words.number(lang, n))
        if n
        else say(lang, "circulars.today")
    )


def _newest(one: Told) -> tuple[int, str, str]:
    return (-one.issued_on.toordinal(), one.circular_no, one.district_code)


def names(found: Sequence[str], lang: str, most: int = 3) -> str:
    """The first of them, and how many more."""
    named, rest = ", ".join(found[:most]), len(found) - most
    return say(lang, "circulars.and_more", names=named, n=words.number(lang, rest)) if rest > 0 else named
