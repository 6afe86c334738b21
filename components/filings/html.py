"""Draws who has sent what as one table a month, readable without colour or hover."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from babel.dates import format_date

from components import words
from components.filings.months import SHAPES, TONES, Cell, Filings, Line, Month
from locales import say

_MANY_COLUMNS = 7
_LEGEND = ("on_time", "late", "partly", "missing", "held", "nil", "awaited")


def tables(filings: Filings, lang: str) -> str:
    """The months that are due, the latest first, older ones folded; then what is not due yet, folded as well."""
    if not filings.months:
        return f'<p class="ms-calm">{escape(say(lang, "filings.nothing_due"))}</p>'
    shown = [month for month in filings.months if month.is_due] or list(filings.months[:1])
    rest = [month for month in filings.months if month not in shown]
    body = _table(filings, shown[0], lang) + "".join(_folded(filings, month, lang) for month in [*shown[1:], *rest])
    return f'<section class="ms-filings">{body}{legend(lang)}</section>'


def month_name(lang: str, starts_on: date) -> str:
    return str(format_date(starts_on, "LLLL y", locale=f"{lang}_IN"))


def heading(month: Month, lang: str) -> str:
    """October 2026 — due up to 3 November, 18:00."""
    name = month_name(lang, month.starts_on)
    if month.cut_off_at is None:
        return name
    until = f"{words.short_day(lang, month.cut_off_at.date())}, {month.cut_off_at:%H:%M}"
    return say(lang, "filings.month" if month.is_due else "filings.month_ahead", month=name, until=until)


def state_words(cell: Cell, lang: str) -> str:
    """The shape and the state in words; late by how long, in part how many thanas of how many."""
    return f"{cell.shape} {say(lang, f'filings.state.{cell.state}')}"


def detail_words(cell: Cell, lang: str) -> str:
    """What a state leaves open: how late, how many thanas, or that a newer return is held."""
    said = []
    if cell.state in ("partly", "held", "awaited") and cell.n_due > 1 and (cell.n_received or cell.state == "partly"):
        said.append(say(lang, "filings.n_thanas", n=words.number(lang, cell.n_received), of=cell.n_due))
    if cell.state == "late" and cell.late_by:
        said.append(duration(lang, cell.late_by))
        if cell.n_on_time:
            n = words.number(lang, cell.n_due - cell.n_on_time)
            said.append(say(lang, "filings.n_thanas", n=n, of=cell.n_due))
    if cell.held and cell.state != "held":
        said.append(f"◆ {say(lang, 'filings.newer_held')}")
    return " · ".join(said)


def duration(lang: str, length: timedelta) -> str:
    """2 days 4 hours; below an hour it says so."""
    hours = int(length.total_seconds() // 3600)
    days, hours = divmod(hours, 24)
    if days and hours:
        return say(lang, "filings.days_hours", days=words.number(lang, days), hours=hours)
    if days:
        return say(lang, "filings.days", days=words.number(lang, days))
    return say(lang, "filings.hours", hours=hours) if hours else say(lang, "filings.under_an_hour")


def legend(lang: str) -> str:
    """What each shape means."""
    items = "".join(
        f"<span><b>{SHAPES[name]} {escape(say(lang, f'filings.state.{name}'))}</b> "
        f"{escape(say(lang, f'filings.legend.{name}'))}</span>"
        for name in _LEGEND
    )
    return f'<div class="ms-legend">{items}</div>'


def _folded(filings: Filings, month: Month, lang: str) -> str:
    """A month in which something is held stands open."""
    is_open = " open" if any(cell.held for line in month.lines for cell in line.cells) else ""
    return (
        f"<details{is_open}><summary>{escape(heading(month, lang))}</summary>{_table(filings, month, lang)}</details>"
    )


def _table(filings: Filings, month: Month, lang: str) -> str:
    n_columns = len(filings.units)
    width = "one" if n_columns == 1 else "many" if n_columns >= _MANY_COLUMNS else "some"
    heads = "".join(f'<th scope="col">{escape(unit.name)}</th>' for unit in filings.units)
    rows = "".join(_row(line, filings, month, lang) for line in month.lines)
    return (
        f'<table class="ms-matrix filings {width}"><caption>{escape(heading(month, lang))}</caption>'
        f'<thead><tr><th scope="col">{escape(say(lang, "filings.return"))}</th>{heads}</tr></thead>'
        f"<tbody>{_sums(filings, month, lang)}{rows}</tbody></table>"
    )


def _sums(filings: Filings, month: Month, lang: str) -> str:
    """The first row: how many returns came whole and in time, of how many due. Nothing of a month not due yet."""
    if not month.is_due:
        return ""
    cells = []
    for number, unit in enumerate(filings.units):
        n_in_time, n_due = month.in_time(number)
        tone = "met" if n_in_time == n_due else "missed"
        cells.append(
            f'<td class="whole is-{tone}"><div class="ms-cell"><span class="ms-unit">{escape(unit.name)}</span>'
            f'<span class="ms-value">{words.number(lang, n_in_time)} / {words.number(lang, n_due)}</span></div></td>'
        )
    name = escape(say(lang, "filings.in_time"))
    return f'<tr><th scope="row"><span class="name">{name}</span></th>{"".join(cells)}</tr>'


def _row(line: Line, filings: Filings, month: Month, lang: str) -> str:
    cells = "".join(_cell(cell, unit.name, lang) for cell, unit in zip(line.cells, filings.units, strict=True))
    own = "" if month.cut_off_at else f'<span class="target">{escape(_cut_off(line, lang))}</span>'
    name = escape(say(lang, f"return.{line.return_name}"))
    alike = _alike(line, lang)
    kind = ' class="alike"' if alike else ""
    return f'<tr{kind}><th scope="row"><span class="name">{name}</span>{own}{alike}</th>{cells}</tr>'


def _alike(line: Line, lang: str) -> str:
    """Where every unit stands the same with nothing to add: that once, which a phone shows in place of the cells."""
    said = {(state_words(cell, lang), detail_words(cell, lang)) for cell in line.cells}
    state, detail = next(iter(said), ("", ""))
    if len(line.cells) == 1 or len(said) > 1 or detail:
        return ""
    told = say(lang, "filings.alike", n=words.number(lang, len(line.cells)))
    return f'<span class="ms-alike">{escape(f"{state} · {told}")}</span>'


def _cut_off(line: Line, lang: str) -> str:
    return say(lang, "filings.due_until", until=words.moment(lang, line.cut_off_at))


def _cell(cell: Cell, unit: str, lang: str) -> str:
    detail, name = detail_words(cell, lang), escape(unit)
    more = f'<span class="n">{escape(detail)}</span>' if detail else ""
    return (
        f'<td class="is-{TONES.get(cell.state, "context")}"><div class="ms-cell">'
        f'<span class="ms-unit">{name}</span><b class="status">{escape(state_words(cell, lang))}</b>{more}</div></td>'
    )
