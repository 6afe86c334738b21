"""The week: visits by day and hour as a table of shades, visits and complaints by day as two charts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st

from components import sections, words
from components.charts import show
from components.charts.bars import Bucket, hours_strip
from components.charts.table import Table, Value
from components.hotspots import listing
from components.hotspots.reading import Seen
from locales import say

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEPS = 4  # shades between nothing and the fullest hour


def draw(seen: Seen, lang: str) -> None:
    """The table of shades, then the two charts beside each other."""
    st.html(sections.heading(say(lang, "hotspots.week.title"), say(lang, "hotspots.week.question")))
    st.html(shaded(seen, lang))
    visits, complaints = st.columns(2, gap="medium")
    nobody = listing.why_none(seen, "hotspots.week.none")
    with visits:
        _chart("visits", by_day(seen.week.by_day if seen.week.n else (), lang), nobody, lang)
    with complaints:
        told = by_day(seen.weekdays, lang, is_complaints=True)
        _chart("complaints", told, "hotspots.week.complaints.none", lang)


def table(seen: Seen, lang: str) -> Table:
    """Days down, hours across; visits whose hour was left blank in a column of their own."""
    week = seen.week
    untimed = (say(lang, "hotspots.week.untimed"),) if week.n_untimed.any() else ()
    heads = (say(lang, "hotspots.week.day"), *(f"{hour:02}" for hour in week.hours), *untimed)
    rows: list[tuple[Value, ...]] = [
        (
            say(lang, f"hotspots.day.{DAYS[day]}"),
            *(int(week.visits[day, hour]) for hour in week.hours),
            *([int(week.n_untimed[day])] if untimed else []),
        )
        for day in range(len(DAYS))
    ]
    return Table(heads, tuple(rows) if week.n else (), (say(lang, "hotspots.week.note"),))


def shaded(seen: Seen, lang: str) -> str:
    """The same as HTML: each figure on a shade, the fullest hour the darkest; calm words where there is none."""
    told, most = table(seen, lang), int(seen.week.visits.max())
    if not told.rows:
        return f'<p class="ms-calm">{escape(say(lang, listing.why_none(seen, "hotspots.week.none")))}</p>'
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in told.heads)
    body = "".join(
        f'<tr><th scope="row">{escape(str(row[0]))}</th>{"".join(_cell(n, most, lang) for n in row[1:])}</tr>'
        for row in told.rows
    )
    caption = escape(say(lang, "hotspots.week.caption"))
    notes = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in told.notes)
    return (
        f'<div class="ms-wide"><table class="ms-list ms-week"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{notes}"
    )


def by_day(counts: Sequence[int | None], lang: str, *, is_complaints: bool = False) -> tuple[go.Figure | None, Table]:
    """Bars of seven days and their table; of complaints a day that may not be told is said to be hidden."""
    buckets = [
        Bucket(say(lang, f"hotspots.day.{name}"), n, is_suppressed=is_complaints and n is None)
        for name, n in zip(DAYS, counts, strict=False)
    ]
    hidden = say(lang, "cell.few")
    rows = tuple((one.name, hidden if one.is_suppressed else one.n) for one in buckets)
    told = Table((say(lang, "hotspots.week.day"), say(lang, "charts.n")), rows)
    has_any = any(one.n for one in buckets)
    return hours_strip(buckets, lang) if has_any else None, told


def tables(seen: Seen, lang: str) -> list[tuple[str, Table]]:
    """All three for the file."""
    _, complaints = by_day(seen.weekdays, lang, is_complaints=True)
    return [
        (say(lang, "hotspots.week.title"), table(seen, lang)),
        (say(lang, "hotspots.week.complaints.title"), complaints),
    ]


def _chart(name: str, drawn: tuple[go.Figure | None, Table], none: str, lang: str) -> None:
    figure, told = drawn
    title = say(lang, f"hotspots.week.{name}.title")
    show.show(f"hotspots_{name}", figure, title, told, lang, title=title, empty=say(lang, none))


def _cell(value: object, most: int, lang: str) -> str:
    n = int(str(value))
    step = -(-n * _STEPS // most) if n and most else 0
    return f'<td class="s{min(step, _STEPS)}">{words.number(lang, n) if n else ""}</td>'
