"""Stand-ins for words that may not be kept: equal for equal words, not to be guessed without the installation's key."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from etl.text.fold import fold
from warehouse.files import ASIDE

KEY_FILE = "pseudonym.key"
_KEY_BYTES = 32


@dataclass(frozen=True)
class Pseudonyms:
    """Draws stand-ins with one key. A plain hash of a note that is only a name could be found by trying names."""

    key: bytes = field(repr=False)

    def of(self, text: str) -> str:
        """Sixteen hex digits, the same for all ways of writing the same words."""
        return hashlib.blake2b(fold(text).encode(), digest_size=8, key=self.key).hexdigest()


def open_pseudonyms(data: Path) -> Pseudonyms:
    """Those of a data folder, whose key is made on first use and readable by its owner alone."""
    path = data / KEY_FILE
    if not path.exists():
        _make_key(path)
    return Pseudonyms(path.read_bytes())


def _make_key(path: Path) -> None:
    """Written aside and linked: of two processes that come first, one key stands, and nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{ASIDE}{path.name}-{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass  # somebody else's key stands
    finally:
        aside.unlink()
