"""The tables of a snapshot as `tables.toml` describes them: the build checks itself against this list."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from access.errors import BadSettings

FileName = Literal["detail", "review"]
_LIST = Path(__file__).with_name("tables.toml")
REGISTER = "cases"  # the one cumulative return: a row updates its number, whatever the file's period


class Table(BaseModel):
    """One table: what a row is, what makes it unique, what it counts, and whether it speaks of one person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    held_in: Literal["detail", "review", "both"] = Field(alias="in")
    grain: str
    grain_hi: str = Field(min_length=1)
    key: tuple[str, ...] = Field(min_length=1)
    unit: str
    unit_hi: str = Field(min_length=1)
    personal: bool
    meaning_hi: str = Field(min_length=1)
    meaning_en: str = Field(min_length=1)
    columns_of: dict[str, tuple[str, ...]] = Field(default_factory=dict, alias="from")

    def is_in(self, file: FileName) -> bool:
        return self.held_in in (file, "both")


class Return(BaseModel):
    """One return: where its rows lie, whose rows it waits for, and of whom and of what span a row speaks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    table: str
    child_of: str | None = None
    of: Literal["thana", "district"] = "thana"
    by: Literal["day", "month"] = "day"

    @property
    def is_of_thana_days(self) -> bool:
        """Whether it tells what happened at a thana day by day, so that it moves the day up to which data stand."""
        return (self.of, self.by) == ("thana", "day")

    @property
    def is_of_register(self) -> bool:
        """Whether it is the register of cases or hangs on it: its rows count women, and are told as such counts are."""
        return REGISTER in (self.name, self.child_of)


class Tables(BaseModel):
    model_config = ConfigDict(frozen=True)

    tables: dict[str, Table]
    returns: dict[str, Return]
    worked_out_once: frozenset[str]

    def held_in(self, file: FileName) -> tuple[Table, ...]:
        return tuple(table for table in self.tables.values() if table.is_in(file))


@cache
def load_tables(path: Path = _LIST) -> Tables:
    """The list of tables. Raises BadSettings naming the entry and why; a personal table in review is refused."""
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = {name: Table(name=name, **entry) for name, entry in listed["tables"].items()}
        returns = {name: Return(name=name, **entry) for name, entry in listed.get("returns", {}).items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        raise BadSettings("tables.wrong", file=path.name, entry="-", why=fault) from None
    except ValidationError as faults:
        first = faults.errors()[0]
        entry = ".".join(map(str, first["loc"]))
        raise BadSettings("tables.wrong", file=path.name, entry=entry, why=first["msg"]) from None
    for table in tables.values():
        if table.personal and table.is_in("review"):
            raise BadSettings("tables.personal_in_review", file=path.name, entry=table.name)
    worked_out_once = frozenset(listed.get("steps", {}).get("worked_out_once", ()))
    return Tables(tables=tables, returns=returns, worked_out_once=worked_out_once)


def return_names() -> tuple[str, ...]:
    """The returns that the warehouse can hold, in the order in which they are named to people."""
    return tuple(load_tables().returns)


def return_of_column() -> dict[str, str]:
    """Which return each count of `mart_thana_day` comes from."""
    columns_of = load_tables().tables["mart_thana_day"].columns_of
    return {column: return_name for return_name, columns in columns_of.items() for column in columns}


def is_by_month(return_name: str | None) -> bool:
    """Whether a row of the return speaks of a whole month; of a refused file, which is of no return, it is not so."""
    found = load_tables().returns.get(return_name or "")
    return found is not None and found.by == "month"
