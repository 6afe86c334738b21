"""The audit log: one line of JSON for each sign-in, export, view of case rows, load and sign-off. No names."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from access.roles import Viewer
from access.settings import Settings

Event = Literal["sign_in", "sign_out", "export", "case_rows", "load", "load_cancelled", "sign_off", "alias"]
_KOLKATA = ZoneInfo("Asia/Kolkata")


def now() -> datetime:
    """This moment in Asia/Kolkata, naive, to the second."""
    return datetime.now(_KOLKATA).replace(tzinfo=None, microsecond=0)


def record(settings: Settings, event: Event, viewer: Viewer, **facts: str | int | None) -> Path:
    """Append one event to the month's file. A line is written in one call, so that two sessions never mix theirs."""
    at = now()
    line = {"at": at.isoformat(), "event": event, "viewer": viewer.code, "role": viewer.role.name, **facts}
    path = settings.data / "logs" / f"audit-{at:%Y-%m}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"))
    finally:
        os.close(handle)
    return path
