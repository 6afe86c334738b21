"""The door to the loading process: starts it, reads its progress, ends it. One load at a time for each data folder."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from starlette.formparsers import MultiPartParser

from access import audit
from access.errors import BadChoice, Refused
from access.roles import Viewer, check_may_load
from access.settings import HOME, Settings

# An upload above this would be laid down in a file while it comes in; returns hold identities and stay in memory.
MultiPartParser.spool_max_size = 1 << 31

_PATIENCE_SECONDS = 5


@dataclass(frozen=True)
class Upload:
    """One file as it was handed in over the page."""

    name: str
    data: bytes = field(repr=False)


@dataclass
class Run:
    """One load: who began it and when, how far it is, and in the end what it said."""

    viewer: str
    started_at: datetime
    n_files: int
    n_expected: int = 0
    n_begun: int = 0
    n_checked: int = 0
    step: str = ""
    file: str = ""
    is_publishing: bool = False
    is_cancelled: bool = False
    told: dict[str, Any] | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _done: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def is_running(self) -> bool:
        return not self._done.is_set()

    @property
    def share(self) -> float:
        """How much is done, 0 to 1: a file begun is half a file, and publishing counts as one more."""
        done = (self.n_begun + self.n_checked + self.is_publishing) / 2
        return min(1.0, done / (self.n_expected + 1))

    @property
    def batches(self) -> list[dict[str, Any]]:
        """The verdicts, as the command line prints them; none where the load did not come to any."""
        return list((self.told or {}).get("batches", []))

    def fault(self, lang: str) -> str | None:
        """Why nothing came of the load, in words; "" where it ended without saying why."""
        if self.is_running or self.is_cancelled or (self.told and "batches" in self.told):
            return None
        return str((self.told or {}).get("error", {}).get(f"sentence_{lang}", ""))

    def wait(self, seconds: float) -> bool:
        """Whether it ended within that time."""
        return self._done.wait(seconds)


_runs: dict[str, Run] = {}
_guard = threading.Lock()


def current(settings: Settings) -> Run | None:
    """The load that runs, or the last one until it is put away: any session finds it here."""
    return _runs.get(str(settings.data))


def start(
    settings: Settings, viewer: Viewer, uploads: Sequence[Upload], received_at: datetime | None, corrects: str | None
) -> Run:
    """Begin a load. Raises NotAllowed for others, BadChoice without a file, Refused while another load is running."""
    check_may_load(viewer)
    if not uploads:
        raise BadChoice("filings.desk.no_file")
    if corrects and len(uploads) != 1:
        raise BadChoice("gate.load.one_file", count=len(uploads))
    with _guard:
        before = current(settings)
        if before is not None and before.is_running:
            raise Refused("filings.desk.busy", since=f"{before.started_at:%H:%M}")
        run = _runs[str(settings.data)] = Run(viewer.code, audit.now(), len(uploads))
    options = ["--received-on", received_at.isoformat()] if received_at else []
    options += ["--corrects", corrects] if corrects else []
    facts: dict[str, Any] = {"files": len(uploads), "received_at": str(received_at or ""), "corrects": corrects}
    try:
        audit.record(settings, "load", viewer, **facts)
        run._process = _begin(settings, ["load", "-", "--json", "--progress-json", *options])
    except OSError:
        run._done.set()
        raise
    _follow(run, run._process, to_tar(uploads))
    return run


def cancel(settings: Settings, viewer: Viewer, run: Run) -> None:
    """End this load, once; whatever it had not put on record was never there, and the last publication stands.

    One that has ended meanwhile is left alone, and so is the load that somebody has begun after it.
    """
    check_may_load(viewer)
    with _guard:
        if run is not current(settings) or not run.is_running or run._process is None or run.is_cancelled:
            return
        run.is_cancelled = True
    run._process.terminate()
    if not run.wait(_PATIENCE_SECONDS):
        run._process.kill()
        run.wait(_PATIENCE_SECONDS)
    audit.record(settings, "load_cancelled", viewer, files=run.n_files)


def put_away(settings: Settings, run: Run) -> None:
    """Forget this load, which has ended; not another that was begun after it."""
    with _guard:
        if run is current(settings) and not run.is_running:
            del _runs[str(settings.data)]


def labels(settings: Settings) -> dict[str, Any]:
    """What returns and their columns are called, as the recipes say."""
    told: dict[str, Any] = _ask(settings, ["labels", "--json"])
    return told


def add_alias(settings: Settings, viewer: Viewer, kind: str, district: str, to: str, written: str) -> None:
    """Confirm what a spelling means. Raises NotAllowed for others, BadChoice in the command's own words."""
    check_may_load(viewer)
    told = ["--kind", kind, "--district", district, "--to", to, "--by", viewer.code, "--json", "--", written]
    _ask(settings, ["alias", "add", *told])
    audit.record(settings, "alias", viewer, kind=kind, district=district, to=to)


def reject_sheets(settings: Settings, batch_ids: Sequence[str]) -> dict[str, bytes]:
    """The rejection sheet of a batch, or of several in one: "xlsx" and "csv" → its bytes, values masked as stored."""
    with tempfile.TemporaryDirectory() as folder:
        told = _ask(settings, ["rejects", *batch_ids, "--out", folder, "--json"])
        return {Path(path).suffix[1:]: Path(path).read_bytes() for path in told["files"]}


def to_tar(uploads: Sequence[Upload]) -> bytes:
    """The files as one tar, in their order; two of one name stay two."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for upload in uploads:
            member = tarfile.TarInfo(upload.name)
            member.size = len(upload.data)
            archive.addfile(member, io.BytesIO(upload.data))
    return packed.getvalue()


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "etl", *arguments]


def _environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, "MISSION_DATA": str(settings.data)}


def _begin(settings: Settings, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        _command(arguments), cwd=HOME, env=_environment(settings), stdin=pipe, stdout=pipe, stderr=pipe
    )


def _ask(settings: Settings, arguments: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(
        _command(arguments), cwd=HOME, env=_environment(settings), capture_output=True, timeout=120, check=False
    )
    told: dict[str, Any] = json.loads(done.stdout) if done.stdout.strip() else {}
    if error := told.get("error"):
        raise BadChoice("filings.desk.refused", told_hi=error["sentence_hi"], told_en=error["sentence_en"])
    if done.returncode != 0:
        raise BadChoice("filings.desk.no_answer")
    return told


def _follow(run: Run, process: subprocess.Popen[bytes], packed: bytes) -> None:
    """Hands the files over, reads progress and answer, each beside the others, so that no pipe fills up."""
    assert process.stdin and process.stdout and process.stderr
    out: list[bytes] = []
    beside = [
        threading.Thread(target=_hand_over, args=(process.stdin, packed), daemon=True),
        threading.Thread(target=_read_progress, args=(run, process.stderr), daemon=True),
        threading.Thread(target=_read_all, args=(process.stdout, out), daemon=True),
    ]
    for thread in beside:
        thread.start()
    threading.Thread(target=_finish, args=(run, process, beside, out), daemon=True).start()


def _hand_over(stdin: IO[bytes], packed: bytes) -> None:
    try:
        with stdin:
            stdin.write(packed)
    except BrokenPipeError:  # it ended before it had read all: what it says tells why
        return


def _read_all(stdout: IO[bytes], into: list[bytes]) -> None:
    with stdout:
        into.append(stdout.read())


def _read_progress(run: Run, stderr: IO[bytes]) -> None:
    with stderr:
        for line in stderr:
            try:
                told = json.loads(line)
            except ValueError:  # a warning of a library, or the sentence of an error that stdout holds as well
                continue
            if isinstance(told, dict):
                _take(run, told)


def _take(run: Run, told: dict[str, Any]) -> None:
    run.n_expected = told.get("of", run.n_expected)
    if step := told.get("step"):
        run.step, run.file = step, told.get("file", "")
        run.n_begun = max(run.n_begun, told.get("n", 0))
        run.n_checked += step == "gate.step.check"
        run.is_publishing = run.is_publishing or "file" not in told


def _finish(run: Run, process: subprocess.Popen[bytes], beside: Sequence[threading.Thread], out: list[bytes]) -> None:
    process.wait()
    for thread in beside:
        thread.join()
    try:
        run.told = json.loads(b"".join(out))
    except ValueError:  # ended before its answer, or in the middle of it
        run.told = None
    run._done.set()
