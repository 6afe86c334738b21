"""The glossary below its pickers: what is found in each view, the chosen one drawn, and the same as titled tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from access.errors import NotInSnapshot
from components import glossary
from components.charts.table import Table
from components.dictionary import codes, finding, reading, returns, tables
from components.dictionary.choosing import ALL, Picked
from components.dictionary.reading import CodeList, Dictionary, Return
from components.dictionary.tables import Listed
from components.export import Titled
from locales import say
from metrics.catalogue import Kpi
from warehouse.query import Snapshot


@dataclass(frozen=True)
class Source:
    """What the snapshot says of returns and codes; else, in words, why it does not. Tables are known without one."""

    dictionary: Dictionary | None
    why_not: str
    tables: Sequence[Listed]


@dataclass(frozen=True)
class Found:
    """What the search leaves of each view."""

    figures: Sequence[Kpi]
    returns: Sequence[Return]
    banned: Sequence[reading.Banned]
    code_lists: Sequence[CodeList]
    tables: Sequence[Listed]

    @property
    def counts(self) -> Mapping[str, int]:
        n_banned = sum(len(one.headers) for one in self.banned)
        return {
            "figures": len(self.figures),
            "returns": finding.n_fields(self.returns) + n_banned,
            "codes": sum(len(one.codes) + len(one.refused) for one in self.code_lists),
            "tables": len(self.tables),
        }


def source(published: Snapshot | None, lang: str) -> Source:
    """The dictionary of a snapshot, or why there is none: nothing published, an older program, nothing handed over."""
    if published is None:
        return Source(None, say(lang, "dictionary.unpublished"), tables.listed(None, {}))
    held = reading.columns(published)
    try:
        told = reading.read(published)
    except NotInSnapshot as error:
        return Source(None, error.sentence(lang), tables.listed(None, held))
    if not told.returns:
        return Source(None, say(lang, "dictionary.untold"), tables.listed(None, held))
    return Source(told, "", tables.listed(told, held))


def find(known: Source, wanted: str) -> Found:
    told = known.dictionary or Dictionary((), (), ())
    return Found(
        glossary.matching(wanted),
        finding.returns(told, wanted),
        finding.banned(told, wanted),
        finding.code_lists(told, wanted),
        tables.find(known.tables, wanted),
    )


def items(found: Found, view: str) -> list[str]:
    """The entries of a view by code."""
    every: Mapping[str, Sequence[str]] = {
        "figures": [kpi.code for kpi in found.figures],
        "returns": [one.name for one in found.returns],
        "codes": [one.name for one in found.code_lists],
        "tables": [one.table.name for one in found.tables],
    }
    return list(every[view])


def name(found: Found, view: str, item: str, lang: str) -> str:
    """An entry as the picker names it."""
    if item == ALL:
        return say(lang, f"dictionary.all.{view}")
    if view == "figures":
        return glossary.name(item, lang)
    if view == "tables":
        return next(str(getattr(one.table, f"meaning_{lang}")) for one in found.tables if one.table.name == item)
    named: Sequence[reading.Named] = found.returns if view == "returns" else found.code_lists
    return next(one.label(lang) for one in named if one.name == item)


def narrowed(found: Found, chosen: Picked, offered: Sequence[str]) -> Found:
    """Only the chosen entry, where one is chosen that the search has left."""
    if chosen.item not in offered:
        return found
    return Found(
        [kpi for kpi in found.figures if kpi.code == chosen.item],
        [one for one in found.returns if one.name == chosen.item],
        [],
        [one for one in found.code_lists if one.name == chosen.item],
        [one for one in found.tables if one.table.name == chosen.item],
    )


def draw(known: Source, found: Found, chosen: Picked, lang: str) -> str:
    """The view as HTML; why nothing is shown, where nothing is."""
    if chosen.view == "figures":
        return glossary.entries(found.figures, ALL, lang)
    is_open = chosen.item != ALL or bool(chosen.find)
    if chosen.view == "tables":
        drawn = tables.entries(found.tables, lang, is_open=is_open)
    elif known.dictionary is None:
        return f'<p class="ms-notice">◆ {escape(known.why_not)}</p>'
    elif chosen.view == "codes":
        drawn = codes.entries(found.code_lists, known.dictionary, lang, is_open=is_open)
    else:
        drawn = _returns(known.dictionary, found, lang, is_open=is_open)
    calm = f'<p class="ms-calm">{escape(say(lang, "dictionary.none"))}</p>'
    return f'<div class="ms-glossary ms-dictionary">{drawn or calm}</div>'


def _returns(dictionary: Dictionary, found: Found, lang: str, *, is_open: bool) -> str:
    """All returns are summed up first; one that is asked for, or a search, goes straight to the fields."""
    head = "" if is_open else returns.overview_section(found.returns, lang)
    fields = returns.entries(found.returns, dictionary, lang, is_open=is_open)
    return head + fields + returns.banned_section(found.banned, lang)


def twins(known: Source, found: Found, chosen: Picked, lang: str) -> list[Titled]:
    """What is drawn, as titled tables for a file; none where nothing is."""
    told = {
        "figures": lambda: {"figures": glossary.twin(found.figures, lang)},
        "returns": lambda: _of_returns(known, found, lang),
        "codes": lambda: {
            "codes": codes.codes(found.code_lists, lang),
            "refused": codes.refused(found.code_lists, lang),
        },
        "tables": lambda: {"tables": tables.tables(found.tables, lang), "columns": tables.columns(found.tables, lang)},
    }[chosen.view]()
    return [(say(lang, f"dictionary.title.{key}"), table) for key, table in told.items() if table.rows]


def _of_returns(known: Source, found: Found, lang: str) -> dict[str, Table]:
    if known.dictionary is None:
        return {}
    return {
        "returns": returns.overview(found.returns, lang),
        "fields": returns.fields(found.returns, lang),
        "banned": returns.banned(found.banned, lang),
    }
