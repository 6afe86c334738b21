"""Sign-offs: a post says of a batch "this is our return". One record a batch and post, written whole, never changed."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from access import audit
from access.errors import BadChoice
from access.roles import Viewer, check_may_sign_off
from access.settings import Settings


class SignOff(BaseModel):
    """Which post said it of which batch, when, and the fingerprint of the batch's rows at that time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    batch_id: str
    district_code: str
    viewer: str
    role: str
    at: datetime
    content_hash: str


def sign(settings: Settings, viewer: Viewer, batch_id: str, district_code: str, content_hash: str) -> SignOff:
    """Put a sign-off on record and in the audit. Raises NotAllowed for another district, BadChoice when repeated."""
    check_may_sign_off(viewer, district_code)
    signed = SignOff(
        batch_id=batch_id,
        district_code=district_code,
        viewer=viewer.code,
        role=viewer.role.name,
        at=audit.now(),
        content_hash=content_hash,
    )
    _write_once(_folder(settings) / f"{batch_id}--{viewer.code}.json", signed.model_dump_json(indent=1))
    audit.record(settings, "sign_off", viewer, batch=batch_id, content_hash=content_hash)
    return signed


def of_batch(settings: Settings, batch_id: str) -> list[SignOff]:
    """Who signed a batch, the earliest first."""
    return sorted(map(_read, _folder(settings).glob(f"{batch_id}--*.json")), key=lambda one: one.at)


def signed_batches(settings: Settings) -> frozenset[str]:
    """The ids of all batches that some post has signed."""
    return frozenset(path.name.rpartition("--")[0] for path in _folder(settings).glob("*--*.json"))


def _folder(settings: Settings) -> Path:
    return settings.data / "sign_offs"


def _read(path: Path) -> SignOff:
    return SignOff.model_validate_json(path.read_bytes())


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and never over another: the name is given last, and only if it is free."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".aside-{uuid4().hex}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        raise BadChoice("filings.signed_already") from None
    finally:
        aside.unlink(missing_ok=True)
