"""The Kendras that stand out of the range on the wrong side of a target, further than chance and their spread explain.

As with intake, all Kendras of the range are compared whatever the viewer may see; of those outside his scope nothing
leaves this module but the share of all others together.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from access.scope import Scope
from metrics import catalogue, status
from metrics.catalogue import Kpi
from metrics.exceptions import TIERS
from metrics.facts import Facts
from metrics.funnel import funnel
from metrics.level import Level
from metrics.readings import read
from metrics.status import Reading
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

# What is told of a Kendra is not told again of the same Kendra as a part or a consequence of it.
SAME_MATTER = {"K3": "K2", "R6": "K2", "R3": "R2"}
Readings = Mapping[str, Reading]


@dataclass(frozen=True)
class Standing:
    """One Kendra in one KPI: its counts, the share of all other Kendras together, and how far out it is."""

    code: str
    thana_code: str
    numerator: float
    denominator: float
    others: float
    z: float


def look(snapshot: Snapshot, codes: Sequence[str], window: Window, scope: Scope) -> list[Standing]:
    """The Kendras of the scope that stand out, the gravest first: by who set the target, then by how far out."""
    kpis = [kpi for code in codes if (kpi := catalogue.load()[code]).is_proportion and not kpi.is_context]
    whole = Scope.whole_range(scope.role)
    level = Level(Facts(tuple(kpis), (window,), whole, snapshot), "thana", whole)
    seen = set(reads.units(snapshot, scope, "thana")["unit_code"])
    found = [
        one
        for kpi in kpis
        for one in standing_out(kpi, {unit: reading for (_, unit), reading in read(kpi, level, False).items()})
        if one.thana_code in seen
    ]
    return sorted(found, key=_gravity)


def once(found: Sequence[Standing], thanas: Container[str]) -> list[Standing]:
    """Of these thanas, the gravest of each KPI; none that says again what another says of the same Kendra."""
    inside = [one for one in found if one.thana_code in thanas]
    told = {(one.code, one.thana_code) for one in inside}
    kept: dict[str, Standing] = {}
    for one in inside:
        if (SAME_MATTER.get(one.code), one.thana_code) not in told:
            kept.setdefault(one.code, one)
    return list(kept.values())


def standing_out(kpi: Kpi, readings: Readings) -> list[Standing]:
    """Beyond the 99.8 % limits of the funnel on the wrong side, and the target missed; none without a funnel."""
    counts = {
        code: (r.numerator, r.denominator) for code, r in readings.items() if r.numerator is not None and r.denominator
    }
    drawn = funnel(counts)
    if drawn is None:
        return []
    k_all, n_all = (sum(count[side] for count in counts.values()) for side in (0, 1))
    return [
        Standing(
            kpi.code,
            code,
            *counts[code],
            kpi.scale * (k_all - counts[code][0]) / (n_all - counts[code][1]),
            abs(unit.z),
        )
        for code, unit in drawn.units.items()
        if unit.place == "beyond_99_8"
        and (unit.z < 0) == (kpi.direction == "UP")
        and status.decide(kpi, readings[code]) == "missed"
    ]


def _gravity(one: Standing) -> tuple[int, float, str, str]:
    return TIERS[catalogue.load()[one.code].target_source or "POLICY"], -one.z, one.code, one.thana_code
