"""Runs the benches named, or all, prints one line each and fails when a limit does not hold."""

from __future__ import annotations

import sys
from importlib import import_module

BENCHES = (
    *("loading", "workbooks", "thana_files", "overview", "casework", "field", "oversight", "explore"),
    *("figures", "names", "formality"),
)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"There is no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    ratios = []
    for ratio in (ratio for name in names or BENCHES for ratio in import_module(f"bench.{name}").measure()):
        print(ratio.line(), flush=True)  # as it is found: some benches take minutes
        ratios.append(ratio)
    return 0 if all(ratio.holds for ratio in ratios) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
