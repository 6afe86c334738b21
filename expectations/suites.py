"""The suites: the rules of every return, read from `expectations/suites/<return>.toml` and refused when half-filled."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from access.errors import BadChoice, BadSettings
from expectations.derived import DERIVATIONS

HOME = Path(__file__).parent / "suites"
KINDS = ("required", "in_set", "between", "order", "required_with", "unique")
LEVELS = ("quarantine", "warn", "hold")
SUBMITTED_ON = "submitted_on"
"""The one bound that a suite names and the delivery gives: no event lies after the day the file was handed in."""

_Shape = TypeVar("_Shape", bound=BaseModel)
_COLUMNS_OF_KIND = {"required": 1, "in_set": 1, "between": 1, "order": 2, "required_with": 2}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Derived(_Strict):
    """A column worked out from others, so that the kinds of rule stay few."""

    name: str
    how: str
    of: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _how_is_known(self) -> Derived:
        if self.how not in DERIVATIONS:
            raise ValueError(f"how = '{self.how}' is not one of {', '.join(sorted(DERIVATIONS))}")
        return self


class Rule(_Strict):
    """One rule of one return.

    order: the second column is not before (or below) the first, and with `is_strict` after it, when both are given.
    required_with: the first column is given whenever the second is (or, with `equals`, whenever the second equals it).
    adds_up: the rule sets what one row says against itself, parts against their whole or dates in their order; D7
    counts the rows that fail such a rule.
    """

    id: str
    kind: str
    level: str
    columns: tuple[str, ...] = Field(min_length=1)
    sentence_hi: str = Field(min_length=1)
    sentence_en: str = Field(min_length=1)
    field: str = ""
    values: tuple[str | bool, ...] = ()
    min: int | None = None
    max: int | str | None = None
    is_strict: bool = False
    equals: str | None = None
    adds_up: bool = False

    @property
    def blamed(self) -> str:
        """The field that the rejection sheet points to: in an order of two, the later one."""
        return self.field or self.columns[1 if self.kind == "order" else 0]

    @model_validator(mode="after")
    def _is_whole(self) -> Rule:
        if self.kind not in KINDS:
            raise ValueError(f"kind = '{self.kind}' is not one of {', '.join(KINDS)}")
        if self.level not in LEVELS:
            raise ValueError(f"level = '{self.level}' is not one of {', '.join(LEVELS)}")
        wanted = _COLUMNS_OF_KIND.get(self.kind, len(self.columns))
        if len(self.columns) != wanted:
            raise ValueError(f"a rule of kind '{self.kind}' has {wanted} column(s), found {len(self.columns)}")
        if self.kind == "in_set" and not self.values:
            raise ValueError("a rule of kind 'in_set' needs values")
        if self.kind == "between" and self.min is None and self.max is None:
            raise ValueError("a rule of kind 'between' needs min or max")
        if isinstance(self.max, str) and self.max != SUBMITTED_ON:
            raise ValueError(f"max is a whole number or '{SUBMITTED_ON}', found '{self.max}'")
        return self


@dataclass(frozen=True)
class Suite:
    """The rules of one return and the columns derived for them."""

    return_name: str
    derived: tuple[Derived, ...]
    rules: tuple[Rule, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the return that the rules read, derived ones resolved."""
        names = {name for rule in self.rules for name in rule.columns}
        for derived in reversed(self.derived):
            if derived.name in names:
                names = names - {derived.name} | set(derived.of)
        return tuple(sorted(names))

    @property
    def extremes(self) -> dict[str, tuple[str, ...]]:
        """Derived extreme → the columns it is the extreme of: the one to blame is the one that holds it."""
        return {derived.name: derived.of for derived in self.derived if derived.how in ("max_of", "min_of")}

    def find(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def suite_names(home: Path = HOME) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in home.glob("*.toml")))


@cache
def load_suite(return_name: str, home: Path = HOME) -> Suite:
    """The suite of one return. Raises BadChoice for a return without one, BadSettings naming file, line and reason."""
    path = home / f"{return_name}.toml"
    if not path.is_file():
        raise BadChoice("gate.no_suite", return_name=return_name, known=", ".join(suite_names(home)))
    text = path.read_text(encoding="utf-8")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings("gate.suite.unreadable", file=path.name, why=error) from None
    derived = _entries(path, text, content, "derived", Derived)
    rules = _entries(path, text, content, "rules", Rule)
    _check_ids(path, text, rules)
    return Suite(return_name, tuple(derived), tuple(rules))


def _entries(path: Path, text: str, content: dict[str, object], name: str, shape: type[_Shape]) -> list[_Shape]:
    raw = content.get(name, [])
    entries = []
    for number, entry in enumerate(raw if isinstance(raw, list) else []):
        try:
            entries.append(shape.model_validate(entry))
        except ValidationError as error:
            why = "; ".join(f"{'.'.join(map(str, fault['loc'])) or name}: {fault['msg']}" for fault in error.errors())
            line = _line_of(text, f"[[{name}]]", number)
            raise BadSettings("gate.suite.entry", file=path.name, line=line, why=why) from None
    return entries


def _check_ids(path: Path, text: str, rules: list[Rule]) -> None:
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        if rule.id in seen:
            line = _line_of(text, "[[rules]]", number)
            raise BadSettings("gate.suite.twice", file=path.name, line=line, rule=rule.id)
        seen.add(rule.id)


def _line_of(text: str, heading: str, number: int) -> int:
    lines = [line for line, content in enumerate(text.splitlines(), start=1) if content.strip() == heading]
    return lines[number] if number < len(lines) else 1
