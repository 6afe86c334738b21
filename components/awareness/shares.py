"""Shares of programmes and of institutions by unit: joint teams, departments, schools, material, what was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from components import words
from components.awareness.reading import Group, Seen
from components.charts.bars import Share, share_bars, share_table
from components.charts.table import Table, Value
from components.definition import target_value
from locales import say
from metrics import awareness

Chart = tuple[go.Figure | None, Table]


def by_unit(code: str, seen: Seen, lang: str) -> Chart:
    """A KPI of the page by the units below what is chosen, against its target."""
    row, columns = seen.row(code), seen.matrix.columns
    shares = [
        Share(column.name, cell.value, cell.denominator, cell.status, cell.is_suppressed)
        for cell, column in zip(row.cells, columns, strict=True)
        if not column.is_whole or len(columns) == 1
    ]
    target = target_value(row.kpi)
    has_any = any(share.pct is not None for share in shares)
    return (share_bars(shares, lang, target) if has_any else None), share_table(shares, lang, target)


def departments(seen: Seen, lang: str) -> Table:
    """Each department by unit: the share of programmes it came to; the six of the mission first."""
    told, groups = seen.told, _ordered(seen)
    rows = [
        (say(lang, f"awareness.department.{code}"), *_shares(told, groups, "department", code, lang))
        for code in (*awareness.SIX, *awareness.OTHERS)
    ]
    if any(awareness.n_of(told, group.thanas, "department", awareness.BLANK) for group in groups):
        blank = _shares(told, groups, "department", awareness.BLANK, lang)
        rows.append((say(lang, "awareness.blank"), *blank))
    rows.append((say(lang, "awareness.programmes"), *_numbers(told, groups, lang)))
    heads = (say(lang, "awareness.department"), *(group.name for group in groups))
    return Table(heads, tuple(rows), (say(lang, "awareness.departments.note"),))


def _ordered(seen: Seen) -> Sequence[Group]:
    """The parts, then the whole."""
    return sorted(seen.groups, key=lambda group: group.is_whole)


def _shares(told: awareness.Told, groups: Sequence[Group], what: str, code: str, lang: str) -> Iterator[str]:
    return (words.value(lang, "pct", awareness.share(told, group.thanas, what, code)) for group in groups)


def _numbers(told: awareness.Told, groups: Sequence[Group], lang: str) -> Iterator[str]:
    """A unit of which no return came has no number, not nought."""
    for group in groups:
        n = awareness.n_programmes(told, group.thanas)
        yield words.number(lang, n) if n else words.NOTHING


def said(what: str, codes: Sequence[str], seen: Seen, lang: str) -> Chart:
    """Helplines or schemes: the share of the programmes in which each was told, the least first."""
    told, inside = seen.told, seen.thanas.keys()
    n = awareness.n_programmes(told, inside)
    names = {code: code if code.isdigit() else say(lang, f"awareness.scheme.{code}") for code in codes}
    known = [code for code in codes if code != "other" or awareness.n_of(told, inside, what, code)]
    found = [Share(names[code], awareness.share(told, inside, what, code), n) for code in known]
    if awareness.n_of(told, inside, what, awareness.BLANK):
        blank = awareness.share(told, inside, what, awareness.BLANK)
        found.append(Share(say(lang, "awareness.blank"), blank, n))
    heads = tuple(say(lang, f"awareness.told.{head}") for head in (what, "pct", "n"))
    rows = tuple((share.name, words.value(lang, "pct", share.pct), share.n) for share in found)
    return (share_bars(found, lang) if n else None), Table(heads, rows, (say(lang, "awareness.told.note"),))


def institutions(seen: Seen, lang: str) -> Table:
    """Schools and colleges since the campaign began, by unit, and the programmes held there in the window."""
    heads = ("unit", "pct", "reached", "listed", "school", "college")
    rows = tuple(tuple(_institution(group, seen, lang)) for group in _ordered(seen))
    return Table(tuple(say(lang, f"awareness.schools.{head}") for head in heads), rows)


def _institution(group: Group, seen: Seen, lang: str) -> Iterator[Value]:
    pairs = [pair for code, pair in seen.institutions.items() if code in group.thanas]
    n_reached, n_listed = sum(n for n, _ in pairs), sum(of for _, of in pairs)
    told = seen.told
    has_any = bool(awareness.n_programmes(told, group.thanas))
    yield group.name
    yield words.value(lang, "pct", 100 * n_reached / n_listed if n_listed else None)
    yield n_reached if n_listed else None
    yield n_listed or None
    for kind in ("school", "college"):
        yield awareness.n_of(told, group.thanas, "venue", kind) if has_any else None


def material(seen: Seen, lang: str) -> Table:
    """Pamphlets and folders by unit: how many, and how many for each programme."""
    heads = ("unit", "programmes", "pamphlets", "each_pamphlets", "folders", "each_folders")
    rows = tuple(tuple(_material(group, seen)) for group in _ordered(seen))
    return Table(tuple(say(lang, f"awareness.material.{head}") for head in heads), rows)


def _material(group: Group, seen: Seen) -> Iterator[Value]:
    n = _sum("n_programmes", group, seen)
    yield group.name
    yield n
    for column in ("pamphlets", "folders"):
        given = _sum(column, group, seen)
        yield given
        yield awareness.per_programme(given, n)


def _sum(column: str, group: Group, seen: Seen) -> float | None:
    told = [row[column] for code, row in seen.counts.items() if code in group.thanas]
    known = [n for n in told if n is not None]
    return sum(known) if known else None


def looks(seen: Seen, lang: str) -> Table:
    """Thanas whose counts of participants are to be verified, the least plausible first."""
    heads = ("thana", "pct", "copied", "heaped", "blank", "n")
    rows = tuple(
        (
            seen.thanas[one.code].name(lang),
            words.value(lang, "pct", one.pct),
            one.n_copied,
            one.n_heaped,
            one.n_blank,
            one.n,
        )
        for one in seen.looks
        if one.n_copied or one.n_heaped or one.n_blank
    )
    notes = (say(lang, "awareness.looks.note"),)
    return Table(tuple(say(lang, f"awareness.looks.{head}") for head in heads), rows, notes)
