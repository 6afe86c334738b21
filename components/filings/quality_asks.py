"""What to ask about how the returns came: old data, days changed afterwards, first files that failed, rows held back.

Never an accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from components import words
from components.filings.html import month_name
from components.places import Places
from components.sections import Ask
from locales import say
from metrics import catalogue

if TYPE_CHECKING:
    from components.filings.quality import Seen

_MOST_FIRST = 3
_NAMED = 3
_FEW_ROWS = 3  # a row or two held back is a slip, and is in the rejection sheet


def found(seen: Seen, places: Places, lang: str) -> list[Ask]:
    """The oldest data first, then what was changed once published, first files that failed, rows held back."""
    asks = (_old, _retold, _failed, _held_back)
    return [one for ask in asks for one in ask(seen, places, lang)]


def none_late(seen: Seen, lang: str) -> str:
    """Of returns that all came in time there are no hours late, which the tile alone would leave open."""
    at = next(place for place, column in enumerate(seen.matrix.columns) if column.is_whole)
    cells = {row.kpi.code: row.cells[at] for row in seen.matrix.rows}
    is_known = bool(cells["D1"].denominator) and seen.older is None
    return paragraph(say(lang, "quality.none_late")) if is_known and not cells["D3"].denominator else ""


def paragraph(text: str) -> str:
    return f'<p class="ms-calm">{escape(text)}</p>'


def folded(title: str, body: str) -> str:
    """Something larger that opens on demand."""
    return f'<section class="ms-filings"><details><summary>{escape(title)}</summary>{body}</details></section>'


def _old(seen: Seen, places: Places, lang: str) -> Iterator[Ask]:
    """The Kendras with the oldest data of all, where these are older than the target, and how many others are."""
    limit = float(catalogue.load()["D4"].target or 0)
    old = [row for row in seen.ages.values() if row["value"] is not None and row["value"] > limit]
    if not old:
        return
    first = min(row["read_on"] for row in old)
    oldest = sorted(row["unit_code"] for row in old if row["read_on"] == first)
    told = {"day": words.day(lang, first), "n": words.number(lang, len(oldest)), "names": _named(oldest, places, lang)}
    days = words.number(lang, (seen.as_of - first).days)
    key = "quality.ask.old" if first >= seen.starts_on else "quality.ask.never"
    sentence = say(lang, key, days=days, **told)
    if rest := len(old) - len(oldest):
        sentence += " " + say(lang, "quality.ask.old.more", n=words.number(lang, rest))
    yield Ask(say(lang, f"{key}.about", **told), sentence)


def _retold(seen: Seen, places: Places, lang: str) -> Iterator[Ask]:
    """The return of which most published days were changed by what came on one day, at Kendras beyond the target."""
    limit = float(catalogue.load()["D9"].target or 0)
    beyond = {unit for (_, unit), row in seen.changed.items() if (row["value"] or 0) > limit}
    groups: dict[tuple[str, date], list[dict[str, Any]]] = {}
    for row in seen.retold.iter_rows(named=True):
        if row["thana_code"] in beyond:
            groups.setdefault((row["return_name"], row["changed_on"]), []).append(row)
    if not groups:
        return
    (name, changed_on), most = max(groups.items(), key=lambda item: sum(row["n_days"] for row in item[1]))
    said = [*_what_changed(most, changed_on, lang), say(lang, "quality.ask.retold.please")]
    if rest := len(groups) - 1:
        said.append(say(lang, "quality.ask.retold.more", n=words.number(lang, rest)))
    names = _named([row["thana_code"] for row in most], places, lang)
    yield Ask(f"{names} · {say(lang, f'return.{name}')}", " ".join(said))


def _what_changed(rows: Sequence[dict[str, Any]], changed_on: date, lang: str) -> Iterator[str]:
    """How many published days of which period, and how far their figures moved, unless they were all nought."""
    period = words.period(lang, min(row["first_day"] for row in rows), max(row["last_day"] for row in rows))
    n_days = words.number(lang, sum(row["n_days"] for row in rows))
    yield say(lang, "quality.ask.retold", n=n_days, period=period, day=words.day(lang, changed_on))
    if n_figures := sum(row["n_figures"] for row in rows):
        pct = words.number(lang, sum(row["sum_pct"] for row in rows) / n_figures, 1)
        yield say(lang, "quality.ask.retold.moved", pct=pct)


def _failed(seen: Seen, places: Places, lang: str) -> Iterator[Ask]:
    """Each return and month with first files that failed: of most thanas first."""
    if seen.failed.is_empty():
        return
    groups = seen.failed.partition_by("return_name", "month_starts_on", as_dict=True, maintain_order=True)
    ranked = sorted(groups.items(), key=lambda item: -item[1].height)
    for (name, month), rows in ranked[:_MOST_FIRST]:
        thanas = rows["thana_code"].to_list()
        told = {"n": words.number(lang, len(thanas)), "names": _named(thanas, places, lang)}
        about = say(lang, f"return.{name}") + " · " + month_name(lang, month)
        yield Ask(about, say(lang, "quality.ask.failed", **told))
    rest = len(ranked) - _MOST_FIRST
    if rest > 0:
        told = {"n": words.number(lang, rest)}
        yield Ask(say(lang, "quality.ask.failed.about"), say(lang, "quality.ask.failed.more", **told))


def _held_back(seen: Seen, places: Places, lang: str) -> Iterator[Ask]:
    """The thana and return with most rows held back, beyond what the target lets pass."""
    limit = float(catalogue.load()["D6"].target or 0)
    beyond = [row for row in seen.held_back.values() if _is_beyond(row, limit)]
    if not beyond:
        return
    worst = max(beyond, key=lambda row: (row["numerator"], row["value"]))
    told = {"n": words.number(lang, worst["numerator"]), "of": words.number(lang, worst["denominator"])}
    about = f"{_name(worst['unit_code'], places, lang)} · {say(lang, 'return.' + worst['part'])}"
    sentence = say(lang, "quality.ask.held_back", **told)
    if rest := len(beyond) - 1:
        sentence += " " + say(lang, "quality.ask.held_back.more", n=words.number(lang, rest))
    yield Ask(about, sentence)


def _is_beyond(row: dict[str, Any], limit: float) -> bool:
    return (row["numerator"] or 0) >= _FEW_ROWS and (row["value"] or 0) > limit


def _named(thanas: Sequence[str], places: Places, lang: str) -> str:
    """A few by name; many as their districts with how many of each."""
    if len(thanas) <= _NAMED:
        return ", ".join(_name(code, places, lang) for code in thanas)
    homes = [unit.district_code for code in thanas if (unit := places.find("thana", code))]
    districts = [unit for unit in places.at("district") if unit.code in homes]
    return ", ".join(f"{unit.name(lang)} {words.number(lang, homes.count(unit.code))}" for unit in districts)


def _name(thana: str, places: Places, lang: str) -> str:
    unit = places.find("thana", thana)
    return unit.name(lang) if unit else thana
