"""What a download button gives is kept for as long as a slow browser may need to press it and to fetch the file.

Streamlit forgets what a button gives when the run ends that draws the page anew, or sooner, when anybody else's run
ends meanwhile; and it forgets the file that a press has made once two runs have ended since, whoever's. A press on what
still stood on the screen was answered "Failed to generate file for download", or its file was gone when it was fetched.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from time import monotonic
from typing import Any, cast

from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata

SECONDS = 30.0


def longer() -> None:
    """From here on, in this process. It replaces inner parts of Streamlit 1.67; tests/unit/test_kept.py knows them."""
    instead: dict[tuple[type, str], object] = {
        (MediaFileManager, "_remove_orphaned_deferred_callables"): _forget_what_is_due,
        (MediaFileMetadata, "mark_for_delete"): _leave,
        (MediaFileMetadata, "is_marked_for_delete"): property(_is_due),
    }
    for (kind, name), ours in instead.items():
        setattr(kind, name, ours)


def _forget_what_is_due(manager: MediaFileManager) -> None:
    """Of what the buttons give that stand on no page any more. Streamlit calls it, and holds the manager's lock."""
    shown = {file_id for files in manager._files_by_session_and_coord.values() for file_id in files.values()}
    for file_id in manager._deferred_callables.keys() - shown:
        given = cast(MutableMapping[str, Any], manager._deferred_callables[file_id])
        if monotonic() - given.setdefault("left_at", monotonic()) >= SECONDS:
            manager._drop_deferred_id(file_id)


def _leave(file: MediaFileMetadata) -> None:
    """No page shows this file, as far as Streamlit knows: the first such moment counts."""
    vars(file).setdefault("left_at", monotonic())


def _is_due(file: MediaFileMetadata) -> bool:
    return bool(monotonic() - vars(file).get("left_at", monotonic()) >= SECONDS)
