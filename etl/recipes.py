"""What a return looks like: its fields, headers, codes and banned columns, read from `returns/` and `codes/`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from access.errors import BadSettings

HOME = Path(__file__).parent
FieldType = Literal[
    "unique_no",
    "thana",
    "district",
    "place",
    "date",
    "month",
    "datetime",
    "time",
    "count",
    "degrees",
    "code",
    "code_list",
    "yes_no",
    "yes_no_not_seen",
    "age_band",
    "note",
    "text",
    "reference",
    "subject",
    "venue",
]
_OWN_LIST = ("yes_no", "yes_no_not_seen", "age_band")
_COLUMN_OF = {"thana": "thana_code", "district": "district_code", "place": "place_code"}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(_Frozen):
    """One value of a code list: its labels, and the spellings that are mended to it."""

    label_hi: str
    label_en: str
    spellings: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, str]:
        return self.label_hi, self.label_en


class KnownBad(_Frozen):
    """A spelling that is known and cannot be resolved; its sentences say what to write instead."""

    spelling: str
    sentence_hi: str
    sentence_en: str


class CodeList(_Frozen):
    """A code list: good labels, fixable spellings, known-bad spellings; anything else stops the row."""

    name: str
    label_hi: str
    label_en: str
    entries: dict[str, Code]
    known_bad: tuple[KnownBad, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.entries)

    def label(self, code: str, lang: str) -> str:
        entry = self.entries[code]
        return entry.label_hi if lang == "hi" else entry.label_en


class Field(_Frozen):
    """One column of a return, under every header by which it is known."""

    name: str
    header_hi: str
    header_en: str
    aliases: tuple[str, ...] = ()
    type: FieldType
    code: str | None = None
    required: bool = False

    @model_validator(mode="before")
    @classmethod
    def _own_list(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "code": values["type"]} if values.get("type") in _OWN_LIST else values

    @model_validator(mode="after")
    def _code_list_is_named(self) -> Field:
        if self.type in ("code", "code_list") and not self.code:
            raise ValueError(f"field '{self.name}' is of type {self.type} and names no code list")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        return self.header_hi, self.header_en, *self.aliases

    @property
    def column(self) -> str:
        """The column that holds the field after cleaning (of a note: its length)."""
        if self.type == "time":
            return f"{self.name}_time"
        suffix = {"note": f"{self.name}_length", "venue": f"{self.name}_hash"}
        return suffix.get(self.type) or _COLUMN_OF.get(self.type, self.name)

    @property
    def columns(self) -> dict[str, pl.DataType]:
        """The typed columns that the field becomes."""
        if self.type == "datetime":
            return {self.name: pl.Datetime("us"), f"{self.name.removesuffix('_on')}_has_time": pl.Boolean()}
        if self.type == "note":
            return {f"{self.name}_length": pl.Int32(), f"{self.name}_hash": pl.String()}
        return {self.column: _TYPES.get(self.type, pl.String())}


_TYPES: dict[str, pl.DataType] = {
    "date": pl.Date(),
    "month": pl.Date(),
    "time": pl.Time(),
    "count": pl.Int64(),
    "degrees": pl.Float64(),
    "yes_no": pl.Boolean(),
    "code_list": pl.List(pl.String()),
}


class Banned(_Frozen):
    """Columns that may not be kept: how many cells were filled is noted under `flag`, their text is dropped.

    `headers` are whole headers; any header that holds one of `words` is banned, too, unless it is a field's.
    """

    flag: str
    headers: tuple[str, ...]
    words: tuple[str, ...] = ()


class Recipe(_Frozen):
    """How one return is written, read and drawn as a blank form."""

    name: str
    label_hi: str
    label_en: str
    title_words: tuple[str, ...]
    period_field: str
    key: tuple[str, ...]
    is_cumulative: bool
    child_of: str | None = None
    is_retold: bool = False
    has_like_months: bool = True
    fields: tuple[Field, ...]
    keeps_flags: tuple[str, ...] = ()
    banned: tuple[Banned, ...] = ()

    @model_validator(mode="after")
    def _names_exist(self) -> Recipe:
        columns = {column for field in self.fields for column in field.columns}
        unknown = {self.period_field, *self.key} - columns
        if unknown:
            raise ValueError(f"period_field or key names {sorted(unknown)}, which no field becomes")
        if unknown := set(self.keeps_flags) - {one.flag for one in self.banned}:
            raise ValueError(f"keeps_flags names {sorted(unknown)}, which no banned column raises")
        return self

    def label(self, lang: str) -> str:
        return self.label_hi if lang == "hi" else self.label_en

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def of_type(self, *types: FieldType) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.type in types)

    @property
    def is_of_district(self) -> bool:
        """Whether its rows name no thana: a batch of it speaks for the whole district."""
        return not self.of_type("thana")

    @property
    def is_by_month(self) -> bool:
        """Whether a row speaks of a whole month; its period field then holds the month's first day."""
        return self.field(self.period_field).type == "month"

    @property
    def columns(self) -> dict[str, pl.DataType]:
        """Every typed column of a cleaned row of this return, without its provenance."""
        typed = {name: kind for field in self.fields for name, kind in field.columns.items()}
        return {**typed, **{flag: pl.Boolean() for flag in self.keeps_flags}}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadSettings("etl.recipe.unreadable", file=path.name, fault=str(error)) from None


def _wrong(path: Path, error: ValidationError) -> BadSettings:
    faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    return BadSettings("etl.recipe.wrong", file=path.name, fault=faults)


@cache
def load_codes(name: str) -> CodeList:
    """The code list `name`. Raises BadSettings naming the file and what is wrong in it."""
    path = HOME / "codes" / f"{name}.toml"
    told = _read(path)
    try:
        return CodeList(name=name, entries=told.pop("codes", {}), **told)
    except ValidationError as error:
        raise _wrong(path, error) from None


@cache
def load_banned() -> tuple[Banned, ...]:
    """The columns that no return may keep. Raises BadSettings naming the file and what is wrong in it."""
    path = HOME / "banned.toml"
    try:
        return tuple(Banned(**one) for one in _read(path)["banned"])
    except ValidationError as error:
        raise _wrong(path, error) from None


@cache
def load_recipe(name: str) -> Recipe:
    """The recipe of the return `name`. Raises BadSettings naming the file and what is wrong in it."""
    path = HOME / "returns" / f"{name}.toml"
    try:
        recipe = Recipe(**_read(path) | {"banned": load_banned()})
    except ValidationError as error:
        raise _wrong(path, error) from None
    for field in recipe.fields:
        if field.code:
            load_codes(field.code)
    return recipe


@cache
def load_recipes() -> tuple[Recipe, ...]:
    """Every return that can be read, `cases` first because others refer to its numbers."""
    names = sorted(path.stem for path in (HOME / "returns").glob("*.toml"))
    return tuple(load_recipe(name) for name in sorted(names, key=lambda name: name != "cases"))
