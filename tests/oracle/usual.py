"""How far a value lies from what the same Kendra usually tells (D10)."""

from __future__ import annotations

from statistics import median

USUAL = 0.6745
LIMIT = 3.5
N_BEFORE = 12


def modified_z(value: float, before: list[float]) -> float | None:
    """0.6745 · (x − median) / MAD of the values before; None where they all but agree, for then there is no scale."""
    middle = median(before)
    spread = median(abs(one - middle) for one in before)
    return None if spread == 0 else USUAL * (value - middle) / spread


def is_unusual(value: float, before: list[float]) -> bool:
    z = modified_z(value, before)
    return z is not None and abs(z) > LIMIT
