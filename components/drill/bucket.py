"""The numbers whose rows can be asked for, page by page: the KPI of each, and which rows are counted in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from metrics import catalogue
from metrics.ages import BANDS, LAWFUL
from warehouse import case_rows

_OPEN = "n_open_"


@dataclass(frozen=True)
class Bucket:
    """`of` is a kind of duty and `bucket` says which of them; without a bucket it is a count of the day mart.

    `code` is the KPI beside which the number stands.
    """

    code: str
    of: str
    bucket: case_rows.Bucket | None = None
    part: str | None = None

    @property
    def id(self) -> str:
        """As it stands in a link."""
        return ".".join(name for name in (self.of, self.bucket, self.part) if name)

    @property
    def is_flow(self) -> bool:
        """Whether it counts what happened in the window, and not what stands at its end."""
        return self.bucket is None and self.of == "n_closed_on_eve"

    @property
    def band(self) -> str | None:
        """The age band of open cases, or lawful pendency, where it counts these; the KPI does not tell their number."""
        name = self.of.removeprefix(_OPEN)
        return name if name in (*BANDS, LAWFUL) else None

    @property
    def is_numerator(self) -> bool:
        """Whether the KPI's numerator is this number; else it is what the numerator leaves of the denominator."""
        is_lapse = catalogue.load()[self.code].kind == "lapse"
        return self.bucket is None or (self.bucket == "met") != is_lapse


def _unmet(code: str) -> Bucket:
    return Bucket(code, str(catalogue.load()[code].stream), "not_met")


def _stock(code: str) -> Bucket:
    return Bucket(code, catalogue.load()[code].numerator_columns[0])


CASES = (
    *(_unmet(code) for code in ("C1", "K1", "K2")),
    _stock("K6"),
    *(_unmet(code) for code in ("K9", "K10", "K11", "R2", "R3", "R4", "R7", "S1", "S5")),
)
BACKLOG = (
    _stock("B1"),
    _stock("B4"),
    *(Bucket("B4", _OPEN + band) for band in (LAWFUL, *reversed(BANDS))),
    _stock("B8"),
    Bucket("B7", str(catalogue.load()["B7"].stream), "met"),
)
FIR = (
    _unmet("F7"),
    _unmet("F1"),
    _unmet("F2"),
    _stock("F4"),
    _unmet("F5"),
    _stock("F6.two_months"),
    _stock("F6.six_months"),
)
