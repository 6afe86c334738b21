"""What is not meant for people is a bug: logged with where it happened, without the words of any cell."""

from __future__ import annotations

import logging
import traceback

_LOG = logging.getLogger("etl")


def log_bug(doing: str, error: Exception) -> str:
    """Log the kind and place of an error, not its message, which may quote a cell; returns its kind."""
    kind = type(error).__name__
    _LOG.error("%s: %s\n%s", doing, kind, "".join(traceback.format_tb(error.__traceback__)))
    return kind
