"""How many of the planted returns the formality index lists for verification, and how many honest ones, by seed."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.ratio import Ratio
from tests import formality_kit as kit

SEEDS = range(1, 11)
RECALL = 0.9
FALSE_ALARMS = 0.05
LIMIT_S = 20.0  # a seed: its rows, their batches, the SQL and the judging


def measure() -> list[Ratio]:
    """The worst seed's share of planted returns missed and of honest ones listed, of the most that is borne."""
    recalls, alarms = [], []
    start = time.perf_counter()
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as scratch:
            found = kit.judged(Path(scratch), seed)
        recall, alarm = kit.rates(found)
        print(f"formality: seed {seed}: recall {recall:.2%} of {len(kit.planted())}, false {alarm:.2%} of {len(found)}")
        recalls.append(recall)
        alarms.append(alarm)
    seconds = (time.perf_counter() - start) / len(SEEDS)
    return [
        Ratio("formality: missed of those planted", 1 - RECALL, 1 - min(recalls), 1.0, "  "),
        Ratio("formality: listed of the honest", FALSE_ALARMS, max(alarms), 1.0, "  "),
        Ratio("formality: one seed", 0.0, seconds, LIMIT_S, "s", is_difference=True),
    ]
