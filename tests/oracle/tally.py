"""Duties of one thana counted: met, missed or in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.oracle.duty import Duty


@dataclass(slots=True)
class Tally:
    """Duties counted: met and all of those of which it is known, and those of which nobody can say."""

    n_met: int = 0
    n_known: int = 0
    n_unknown: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.n_met += other.n_met
        self.n_known += other.n_known
        self.n_unknown += other.n_unknown
        return self

    def add(self, duty: Duty, as_of: date) -> None:
        if duty.void_from is not None and duty.void_from <= as_of:
            return
        if not duty.is_known or (duty.doubtful_from is not None and duty.doubtful_from <= as_of):
            self.n_unknown += 1
            return
        self.n_known += 1
        self.n_met += duty.met_on is not None and duty.met_on <= as_of
