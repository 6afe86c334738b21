"""How many of the labelled spellings of names are resolved, how many of these rightly, and in what time."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from access.settings import HOME, load_settings
from bench.ratio import Ratio
from etl.names.names import Gazetteer
from warehouse.reference import load_reference

SPELLINGS = HOME / "tests" / "data" / "names" / "spellings.csv"
PRECISION = 0.995
RECALL = 0.95


@dataclass
class Tally:
    """What became of a labelled list; `wrong` and `missed` name what was written."""

    n_right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.n_right / max(1, self.n_right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.n_right / max(1, self.n_right + len(self.missed))


def tally_of(rows: Iterable[Mapping[str, str]], gazetteer: Gazetteer) -> Tally:
    """Each row has kind, district, thana (may be empty), written, and what is meant (empty: nothing is to be found).

    What was taken for another name is wrong and, where a name was meant, missed too.
    """
    tally = Tally()
    for row in rows:
        found = gazetteer.book(row["kind"], row["district"]).read(row["written"], row["thana"] or None).value
        if found and found == row["meant"]:
            tally.n_right += 1
            continue
        if found:
            tally.wrong.append(row["written"])
        if row["meant"]:
            tally.missed.append(row["written"])
    return tally


def measure() -> list[Ratio]:
    """Names wrongly taken and names missed, as shares of the most that is borne; and the time of each look-up."""
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    gazetteer = Gazetteer(load_reference(load_settings()))
    start = time.perf_counter()
    tally = tally_of(rows, gazetteer)
    seconds = time.perf_counter() - start
    print(f"names: precision {tally.precision:.2%}, recall {tally.recall:.2%} of {len(rows)} spellings")
    return [
        Ratio("names: wrong of those taken", 1 - PRECISION, 1 - tally.precision, 1.0, "  "),
        Ratio("names: missed of those meant", 1 - RECALL, 1 - tally.recall, 1.0, "  "),
        Ratio("names: look-up of one spelling", 0.0, seconds / len(rows) * 1000, 5.0, "ms", is_difference=True),
    ]
