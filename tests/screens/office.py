"""LibreOffice as a reader of our files: it opens one and saves it as another kind, as a person would."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOFFICE = shutil.which("soffice")
# Comma, double quote, UTF-8, from the first line; formulas and figures saved as they are stored, not as they look.
_CSV = "44,34,76,1,,0,false,true,false"


def saved_as(kind: str, sources: Sequence[Path], folder: Path) -> list[Path]:
    """The files as LibreOffice understood them. Raises AssertionError with its words where it opened one not at all."""
    assert SOFFICE
    profile = folder / "profile"  # of our own: two at a time do not meet
    target = f"csv:Text - txt - csv (StarCalc):{_CSV}" if kind == "csv" else kind
    read = [f"--infilter=Text - txt - csv (StarCalc):{_CSV}"] if kind != "csv" else []
    command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", *read]
    command += ["--convert-to", target, "--outdir", str(folder / "saved"), *map(str, sources)]
    home = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=home)
    saved = [folder / "saved" / f"{source.stem}.{kind}" for source in sources]
    assert all(path.is_file() for path in saved), done.stdout + done.stderr
    return saved
