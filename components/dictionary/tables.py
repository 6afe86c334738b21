"""Tables of the snapshot as the dictionary shows them: what a row is, its key, its unit, whom it speaks of, columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from components import words
from components.charts.table import Table as Twin
from components.dictionary import markup
from components.dictionary.finding import holds
from components.dictionary.reading import Dictionary, Named
from locales import catalogue, say
from warehouse.dictionary_reads import Kind
from warehouse.tables import Table, load_tables

Columns = Mapping[str, tuple[tuple[str, Kind], ...]]


@dataclass(frozen=True)
class Column(Named):
    """A column; `label_…` are its meaning, `return_name` the return that it is counted from, where it is of one."""

    kind: Kind
    return_name: str | None


@dataclass(frozen=True)
class Listed:
    """A table with its columns; None where the snapshot has no such table, or nothing is published."""

    table: Table
    columns: tuple[Column, ...] | None

    @property
    def layer(self) -> str:
        """The first part of its name: a list, rows, or what is worked out of them."""
        return self.table.name.split("_")[0]


def listed(dictionary: Dictionary | None, columns: Columns) -> list[Listed]:
    """Every table of the list, those of one layer together."""
    tables = sorted(load_tables().tables.values(), key=lambda table: ("dim", "core", "mart").index(_layer(table)))
    return [Listed(table, _columns(table, dictionary, columns)) for table in tables]


def _layer(table: Table) -> str:
    return table.name.split("_")[0]


def find(every: Sequence[Listed], wanted: str) -> list[Listed]:
    """Tables that are meant whole, of the others the columns that are found."""
    kept = [
        one if _is_meant(one.table, wanted) else replace(one, columns=_found(one.columns or (), wanted))
        for one in every
    ]
    return [one for one in kept if one.columns or _is_meant(one.table, wanted)]


def _is_meant(table: Table, wanted: str) -> bool:
    return holds(wanted, table.name, table.meaning_hi, table.meaning_en, table.grain, table.grain_hi)


def _found(columns: Sequence[Column], wanted: str) -> tuple[Column, ...]:
    return tuple(one for one in columns if holds(wanted, one.name, one.label_hi, one.label_en))


def _columns(table: Table, dictionary: Dictionary | None, columns: Columns) -> tuple[Column, ...] | None:
    if table.name not in columns:
        return None
    of = {name: told for told, names in table.columns_of.items() for name in names}
    own = _return_of(table)
    return tuple(
        Column(name, *_meaning(name, of.get(name, own), dictionary), kind, of.get(name))
        for name, kind in columns[table.name]
    )


def _return_of(table: Table) -> str | None:
    """The return whose rows the table holds."""
    return next((one.name for one in load_tables().returns.values() if one.table == table.name), None)


def _meaning(name: str, return_name: str | None, dictionary: Dictionary | None) -> tuple[str, str]:
    """In both languages: the header of the field that becomes the column, else our own words; else nothing."""
    fields = [
        field
        for one in (dictionary.returns if dictionary else ())
        if return_name in (None, one.name)
        for field in one.fields
        if field.columns == (name,)
    ]
    labels = {(field.label_hi, field.label_en) for field in fields}
    if return_name and fields:
        return fields[0].label_hi, fields[0].label_en
    key = f"dictionary.column.{name}"
    if key in catalogue("hi"):
        return say("hi", key), say("en", key)
    return labels.pop() if len(labels) == 1 else ("", "")


def entries(found: Sequence[Listed], lang: str, *, is_open: bool) -> str:
    """The tables under the heading of their layer, folded unless asked for."""
    sections = []
    for layer, tables in groupby(found, key=lambda one: one.layer):
        folded = "".join(_entry(one, lang, is_open=is_open) for one in tables)
        sections.append(f"<h2>{escape(say(lang, f'dictionary.layer.{layer}'))}</h2>{folded}")
    return "".join(sections)


def _entry(one: Listed, lang: str, *, is_open: bool) -> str:
    table = one.table
    note = say(lang, "dictionary.n_columns", n=words.number(lang, len(one.columns))) if one.columns else ""
    heading = f"<b>{escape(_said(table, 'meaning', lang))}</b> {markup.code(table.name)}"
    return markup.entry(f"table-{table.name}", heading, note, _facts(table, lang) + _listed(one, lang), is_open=is_open)


def _facts(table: Table, lang: str) -> str:
    own = _return_of(table)
    return markup.terms(
        [
            (say(lang, "dictionary.head.row"), escape(_grain(table, lang))),
            (say(lang, "dictionary.key"), " ".join(map(markup.code, table.key))),
            (say(lang, "dictionary.unit"), escape(_unit(table, lang))),
            (say(lang, "dictionary.held_in"), escape(say(lang, f"dictionary.file.{table.held_in}"))),
            (say(lang, "dictionary.personal"), escape(_personal(table, lang))),
            (say(lang, "dictionary.head.return"), escape(say(lang, f"return.{own}") if own else "")),
        ]
    )


def _listed(one: Listed, lang: str) -> str:
    if one.columns is None:
        return f'<p class="ms-calm">{escape(say(lang, "dictionary.no_columns"))}</p>'
    is_counted = any(column.return_name for column in one.columns)
    names = ("column", "meaning", "kind", *(("return",) if is_counted else ()))
    heads = [say(lang, f"dictionary.head.{name}") for name in names]
    rows = [
        [markup.code(column.name), escape(column.label(lang)), *map(escape, _of(column, lang))][: len(heads)]
        for column in one.columns
    ]
    return markup.table(heads, rows, "of-columns")


def _of(column: Column, lang: str) -> tuple[str, str]:
    """The kind of its values, and the return that it is counted from."""
    told = say(lang, f"return.{column.return_name}") if column.return_name else ""
    return say(lang, f"dictionary.kind.{column.kind}"), told


def _said(table: Table, what: str, lang: str) -> str:
    return str(getattr(table, f"{what}_{lang}"))


def _grain(table: Table, lang: str) -> str:
    return table.grain_hi if lang == "hi" else table.grain


def _unit(table: Table, lang: str) -> str:
    return table.unit_hi if lang == "hi" else table.unit


def _personal(table: Table, lang: str) -> str:
    return say(lang, "dictionary.personal.yes" if table.personal else "dictionary.personal.no")


def tables(found: Sequence[Listed], lang: str) -> Twin:
    """Every table as a line of the file."""
    heads = [say(lang, f"dictionary.head.{name}") for name in ("table", "meaning", "row")]
    more = [say(lang, f"dictionary.{name}") for name in ("key", "unit", "held_in", "personal")]
    rows = tuple(
        (
            *(one.table.name, _said(one.table, "meaning", lang), _grain(one.table, lang), ", ".join(one.table.key)),
            *(_unit(one.table, lang), say(lang, f"dictionary.file.{one.table.held_in}"), _personal(one.table, lang)),
        )
        for one in found
    )
    return Twin((*heads, *more), rows)


def columns(found: Sequence[Listed], lang: str) -> Twin:
    """Every column as a line of the file."""
    heads = tuple(say(lang, f"dictionary.head.{name}") for name in ("table", "column", "meaning", "kind", "return"))
    rows = tuple(
        (one.table.name, column.name, column.label(lang), *_of(column, lang))
        for one in found
        for column in one.columns or ()
    )
    return Twin(heads, rows)
