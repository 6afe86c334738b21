"""Listed places that nobody has visited for longer than P4 allows, each to be told by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from access.scope import Scope
from locales import say
from metrics import catalogue, wording
from metrics.catalogue import Kpi
from warehouse import place_reads
from warehouse.query import Snapshot
from warehouse.reads import Window

UNVISITED = "P4"


@dataclass(frozen=True)
class Overdue:
    """A place without a visit for `n_days` accepted days, `beyond` of them over the target; `last_on` None: never."""

    thana_code: str
    names: Mapping[str, str]
    kind: str
    last_on: date | None
    n_days: int
    beyond: float

    @property
    def key(self) -> str:
        """The sentence in `locales/` that tells it."""
        return "metrics.exception.unvisited" if self.last_on else "metrics.exception.never_visited"

    def values(self, lang: str, kpi: Kpi) -> Mapping[str, object]:
        """What fills the sentence."""
        kind = say(lang, f"place.kind.{self.kind}")
        return {
            "place": f"{self.names[lang]} ({kind})",
            "days": wording.figure(lang, kpi, self.n_days),
            "last": wording.day(lang, self.last_on) if self.last_on else "",
            "target": wording.target(lang, kpi),
        }


def overdue(snapshot: Snapshot, scope: Scope, window: Window) -> Iterator[Overdue]:
    """The places of a scope beyond the target of P4 on the window's as-of date; none while it has no figure."""
    target = catalogue.load()[UNVISITED].target
    if not isinstance(target, float | int):
        return
    for row in place_reads.unvisited(snapshot, scope, [window]).iter_rows(named=True):
        if row["n_days"] > target:
            names = {"hi": row["name_hi"], "en": row["name_en"]}
            beyond = row["n_days"] - target
            yield Overdue(row["thana_code"], names, row["kind"], row["last_on"], row["n_days"], beyond)
