"""Before anything is shown: the settings, the master lists and the catalogue must be right, or nothing is served."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from access.errors import BadSettings
from access.settings import load_settings
from components import frame
from locales import LANGUAGES, say
from metrics import catalogue
from warehouse.reference import load_reference


def fault() -> BadSettings | None:
    """What keeps the dashboard from starting, or None. What was found right is not looked at again."""
    try:
        _check_lists(load_settings().reference)
        catalogue.load()
    except BadSettings as error:
        return error
    return None


def refusal(lang: str, error: BadSettings) -> None:
    """A plain page: that nothing is served and which line is wrong, in both languages."""
    frame.card(say(lang, "start.title"), *(error.sentence(one) for one in LANGUAGES), is_refusal=True)


@cache
def _check_lists(folder: Path) -> None:
    """The folder is the cache's key: settings as a whole cannot be one."""
    load_reference(load_settings().model_copy(update={"reference": folder}))
