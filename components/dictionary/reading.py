"""Reads the data dictionary of a snapshot: what each return, field, rule and code means, as it was when published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from warehouse import dictionary_reads
from warehouse.dictionary_reads import Kind
from warehouse.query import Snapshot

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Named:
    """What has a name in the program and a label in both languages."""

    name: str
    label_hi: str
    label_en: str

    def label(self, lang: str) -> str:
        return self.label_hi if lang == "hi" else self.label_en


@dataclass(frozen=True)
class Rule:
    """One check of a row: what follows when it fails, and how to mend it."""

    name: str
    consequence: str
    fields: tuple[str, ...]
    sentence_hi: str
    sentence_en: str
    mend_hi: str
    mend_en: str

    def sentence(self, lang: str) -> str:
        return self.sentence_hi if lang == "hi" else self.sentence_en

    def mend(self, lang: str) -> str:
        return self.mend_hi if lang == "hi" else self.mend_en


@dataclass(frozen=True)
class Field(Named):
    """A column of a return; its label is the header that it is known by."""

    spellings: tuple[str, ...]
    type: str
    code_list: str | None
    is_required: bool
    columns: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Due:
    """From when to when it is due so many days after its month, by that hour."""

    days: int
    hour: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Return(Named):
    title_words: tuple[str, ...]
    key: tuple[str, ...]
    period_field: str
    again: str
    child_of: str | None
    kept_flags: tuple[str, ...]
    speaks_of: str
    speaks_by: str
    due: tuple[Due, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Banned:
    """A kind of column that no return may keep, under whole headers and under words that a header may hold."""

    flag: str
    headers: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Code(Named):
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A known spelling that settles no code, and what to write instead."""

    spelling: str
    sentence_hi: str
    sentence_en: str

    def sentence(self, lang: str) -> str:
        return self.sentence_hi if lang == "hi" else self.sentence_en


@dataclass(frozen=True)
class CodeList(Named):
    codes: tuple[Code, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Dictionary:
    returns: tuple[Return, ...]
    banned: tuple[Banned, ...]
    code_lists: tuple[CodeList, ...]

    def list_named(self, name: str | None) -> CodeList | None:
        return next((one for one in self.code_lists if one.name == name), None)


@lru_cache(maxsize=8)
def read(snapshot: Snapshot) -> Dictionary:
    """The dictionary that the snapshot holds; without returns where none was handed to its publication.

    Raises NotInSnapshot where an older program published it.
    """
    told = {table: dictionary_reads.rows(snapshot, table) for table in dictionary_reads.ORDERED}
    rules, dues = _by(told["dim_return_rule"], "return_name"), _by(told["dim_return_due"], "return_name")
    fields = _by(told["dim_return_field"], "return_name")
    return Dictionary(
        tuple(
            _return(row, fields.get(row["return_name"], []), rules.get(row["return_name"], []), dues)
            for row in told["dim_return"]
        ),
        tuple(
            Banned(row["flag"], tuple(row["headers"]), tuple(row["header_words"])) for row in told["dim_banned_column"]
        ),
        tuple(_code_lists(told["dim_code"], _by(told["dim_code_refused"], "code_list"))),
    )


@lru_cache(maxsize=8)
def columns(snapshot: Snapshot) -> Mapping[str, tuple[tuple[str, Kind], ...]]:
    """Table → its columns and their kinds, of both files of the snapshot."""
    return {**dictionary_reads.columns(snapshot, "detail"), **dictionary_reads.columns(snapshot, "review")}


def _by(rows: Rows, name: str) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


def _return(row: Mapping[str, Any], fields: Rows, rules: Rows, dues: Mapping[str, Rows]) -> Return:
    checks = [_rule(one) for one in rules]
    return Return(
        name=row["return_name"],
        label_hi=row["name_hi"],
        label_en=row["name_en"],
        title_words=tuple(row["title_words"]),
        key=tuple(row["key_fields"]),
        period_field=row["period_field"],
        again="whole" if row["is_cumulative"] else "retold" if row["is_retold"] else "period",
        child_of=row["child_of"],
        kept_flags=tuple(row["kept_flags"]),
        speaks_of=row["speaks_of"],
        speaks_by=row["speaks_by"],
        due=tuple(
            Due(one["cut_off_days"], one["cut_off_hour"], one["valid_from"], one["valid_to"])
            for one in dues.get(row["return_name"], [])
        ),
        fields=tuple(_field(one, checks) for one in fields),
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        name=row["rule"],
        consequence=row["consequence"],
        fields=tuple(row["blamed_fields"]),
        sentence_hi=row["sentence_hi"],
        sentence_en=row["sentence_en"],
        mend_hi=row["mend_hi"],
        mend_en=row["mend_en"],
    )


def _field(row: Mapping[str, Any], checks: Iterable[Rule]) -> Field:
    return Field(
        name=row["field"],
        label_hi=row["header_hi"],
        label_en=row["header_en"],
        spellings=tuple(row["spellings"]),
        type=row["field_type"],
        code_list=row["code_list"],
        is_required=row["is_required"],
        columns=tuple(row["column_names"]),
        rules=tuple(rule for rule in checks if row["field"] in rule.fields),
    )


def _code_lists(codes: Rows, refused: Mapping[str, Rows]) -> Iterable[CodeList]:
    for name, rows in _by(codes, "code_list").items():
        yield CodeList(
            name=name,
            label_hi=rows[0]["list_hi"],
            label_en=rows[0]["list_en"],
            codes=tuple(Code(row["code"], row["label_hi"], row["label_en"], tuple(row["spellings"])) for row in rows),
            refused=tuple(
                Refused(row["spelling"], row["sentence_hi"], row["sentence_en"]) for row in refused.get(name, [])
            ),
        )
