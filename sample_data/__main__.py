"""`python -m sample_data FOLDER [--seed N]`: makes the sample returns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sample_data import DEFAULT_SEED, generate, write


def main(
    folder: Annotated[Path, typer.Argument(help="Where the returns are written.")] = Path("sample_returns"),
    seed: Annotated[int, typer.Option(help="Another seed gives another year of the same kind.")] = DEFAULT_SEED,
) -> None:
    """Write a year of sample returns for every district of the range."""
    folder.mkdir(parents=True, exist_ok=True)
    write(generate(seed), folder, lambda line: print(line, file=sys.stderr))


if __name__ == "__main__":
    typer.run(main)
