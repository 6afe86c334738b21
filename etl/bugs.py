"""What is not meant for people is a bug: logged with where it happened, without the words of any cell."""

from __future__ import annotations

import logging
import sys
import threading
import traceback

_LOG = logging.getLogger("etl")


def keep_messages_quiet() -> None:
    """From here on an error that nobody catches is logged like any other: its message may quote a cell."""

    def log(error: BaseException | None) -> None:
        if error is not None:
            log_bug("not caught", error)

    sys.excepthook = lambda _kind, error, _trace: log(error)
    threading.excepthook = lambda told: log(told.exc_value)


def log_bug(doing: str, error: BaseException) -> str:
    """Log the kind and place of an error, not its message, which may quote a cell; returns its kind."""
    kind = type(error).__name__
    _LOG.error("%s: %s\n%s", doing, kind, "".join(traceback.format_tb(error.__traceback__)))
    return kind
