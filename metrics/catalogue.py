"""The KPI catalogue: reads `catalogue.toml`, refuses what is half-filled, and finds a KPI by code or name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from access.errors import BadChoice, BadSettings
from metrics.contradictions import Fault, between, within
from warehouse.tables import return_names

PATH = Path(__file__).with_name("catalogue.toml")

Kind = Literal[
    "obligation",
    "lapse",
    "ratio",
    "share",
    "per_day",
    "median",
    "survival",
    "stock",
    "stock_share",
    "stock_ratio",
    "stock_change",
    "workload",
    "oldest",
    "longest",
    "concentration",
    "pai",
    "bunching",
    "difference",
    "units",
    "reach",
    "reach_phase",
    "per_listed",
    "formality",
    "freshness",
    "agreement",
    "restatement",
]
Direction = Literal["UP", "DOWN", "CONTEXT"]
Unit = Literal[
    "pct", "per_thousand", "per_hundred", "per_one", "per_day", "count", "days", "nights", "hours", "times", "points"
]
Source = Literal["LAW", "ORDER", "PEER", "POLICY"]

SCALES: dict[str, int] = {"pct": 100, "points": 100, "per_hundred": 100, "per_thousand": 1000} | dict.fromkeys(
    ("per_one", "per_day", "count", "days", "nights", "hours", "times"), 1
)
PROPORTIONS = frozenset(
    {"obligation", "lapse", "share", "stock_share", "units", "reach", "reach_phase", "agreement", "restatement"}
)
STOCKS = frozenset({"stock", "stock_change"})


def _is_known(name: str) -> str:
    if name not in return_names():
        raise ValueError(f"no such return; known are {', '.join(return_names())}")
    return name


Return = Annotated[str, AfterValidator(_is_known)]


class Words(BaseModel):
    """A KPI's own words in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    label: str = Field(min_length=1)
    short: str = Field(min_length=1, description="For a table row.")
    meaning: str = Field(min_length=1)
    numerator: str = Field(min_length=1)
    denominator: str = Field(min_length=1)
    not_counted: str = Field(min_length=1)
    owner: str = Field(min_length=1, description="A post, never a person.")
    target_reason: str | None = Field(None, min_length=1)


class Kpi(BaseModel):
    """One entry of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    code: str = Field(pattern=r"^[A-Z][0-9]{1,2}(\.[a-z_]+)?$")
    name: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    kind: Kind
    stream: str | None = Field(None, min_length=1)
    numerator_columns: list[str] = []
    denominator_columns: list[str] = []
    quantile: float | None = Field(None, gt=0, lt=1)
    returns: list[Return] = []
    direction: Direction
    unit: Unit
    min_n: int = Field(10, ge=1)
    target: float | Literal["last_review"] | None = None
    target_on: Literal["value", "low"] = "value"
    target_days: int | None = Field(None, ge=1)
    missed_beyond: float | None = Field(None, description="Up to here what is not met is to be watched, not missed.")
    target_source: Source | None = None
    is_target_proposed: bool = False
    is_seasonal: bool = False
    pair: str | None = None
    pair_awaits: str | None = None
    agreed_on: date
    personal: bool
    hi: Words
    en: Words

    @property
    def number(self) -> str:
        """The dictionary's number, which the rungs of a ladder share: what people are shown."""
        return self.code.partition(".")[0]

    @property
    def scale(self) -> int:
        """What a fraction is multiplied by to be the value."""
        return SCALES[self.unit]

    @property
    def is_proportion(self) -> bool:
        return self.kind in PROPORTIONS

    @property
    def admits_none(self) -> bool:
        """Whether a single lapse is one too many; of others a few in a hundred may happen."""
        return self.kind == "lapse" and self.target == 0

    @property
    def is_context(self) -> bool:
        return self.direction == "CONTEXT"

    @property
    def is_against_last_review(self) -> bool:
        return self.kind in STOCKS

    def words(self, lang: str) -> Words:
        return self.hi if lang == "hi" else self.en


@dataclass(frozen=True)
class Catalogue:
    """All KPIs, in the order of the file."""

    kpis: tuple[Kpi, ...]

    def __getitem__(self, code: str) -> Kpi:
        """The KPI of exactly this code."""
        return next(kpi for kpi in self.kpis if kpi.code == code)

    def find(self, wanted: str) -> tuple[Kpi, ...]:
        """By code, by name, or all rungs of a ladder ("P6"). Raises BadChoice."""
        text = wanted.strip().casefold()
        exact = tuple(kpi for kpi in self.kpis if text in (kpi.code.casefold(), kpi.name))
        rungs = tuple(kpi for kpi in self.kpis if kpi.code.casefold().startswith(f"{text}."))
        if not (exact or rungs):
            raise BadChoice("metrics.choice.kpi", wanted=wanted, known=", ".join(kpi.code for kpi in self.kpis))
        return exact or rungs


@cache
def load(path: Path = PATH) -> Catalogue:
    """The catalogue, checked. Raises BadSettings naming line, entry, field, what was found and what to do."""
    return _Reader(path).catalogue()


class _Reader:
    """Reads one catalogue file and turns whatever is wrong into one sentence with its line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadSettings("metrics.catalogue.not_toml", file=path.name, fault=str(error)) from None

    def catalogue(self) -> Catalogue:
        entries = self._entries()
        kpis = tuple(self._kpi(position, entry) for position, entry in enumerate(entries))
        for position, kpi in enumerate(kpis):
            for fault in within(kpi):
                self._refuse(position, kpi.code, fault)
        for position, fault in between(kpis):
            self._refuse(position, kpis[position].code, fault)
        return Catalogue(kpis)

    def _entries(self) -> list[dict[str, object]]:
        try:
            content = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise BadSettings("metrics.catalogue.not_toml", file=self.path.name, fault=str(error)) from None
        entries: object = content.get("kpi")
        if set(content) != {"kpi"} or not isinstance(entries, list) or not entries:
            raise self._no_entries(content)
        if not all(isinstance(entry, dict) for entry in entries):
            raise self._no_entries(content)
        return [dict(entry) for entry in entries]

    def _no_entries(self, content: dict[str, object]) -> BadSettings:
        return BadSettings("metrics.catalogue.no_entries", file=self.path.name, found=", ".join(content) or "—")

    def _kpi(self, position: int, entry: dict[str, object]) -> Kpi:
        try:
            return Kpi.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"] if isinstance(part, str)) or "kpi"
            kind = {"missing": "missing", "extra_forbidden": "unknown_field"}.get(first["type"], "wrong")
            fault = Fault(kind, field, {"found": repr(first["input"]), "wanted": first["msg"]})
            self._refuse(position, str(entry.get("code", "?")), fault)

    def _refuse(self, position: int, code: str, fault: Fault) -> NoReturn:
        line = self._line(position, fault.field)
        values = {"file": self.path.name, "line": line, "entry": code, "field": fault.field, **fault.values}
        raise BadSettings(f"metrics.catalogue.{fault.kind}", **values)

    def _line(self, position: int, field: str) -> int:
        """The line of a field of the entry at `position`; of the entry itself where the field is not written."""
        lines = self.text.splitlines()
        starts = [number for number, line in enumerate(lines, 1) if line.strip() == "[[kpi]]"]
        if position >= len(starts):
            return 1
        start = starts[position]
        end = starts[position + 1] - 1 if position + 1 < len(starts) else len(lines)
        section, wanted = "kpi", field.rpartition(".")
        for number in range(start + 1, end + 1):
            text = lines[number - 1].strip()
            if text.startswith("[kpi."):
                section = text.strip("[]").removeprefix("kpi.")
            elif text.split("=")[0].strip() == wanted[2] and section == (wanted[0] or "kpi"):
                return number
        return start
