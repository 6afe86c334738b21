"""The one small family of errors that are meant for people; anything else is a bug."""

from __future__ import annotations

from locales import say


class MissionError(Exception):
    """An error a person meets. `key` names its sentence in `locales/`; `values` fill it."""

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)

    def sentence(self, lang: str) -> str:
        """The error as one sentence: the thing, what was found, what to do."""
        return say(lang, self.key, **self.values)

    def __str__(self) -> str:
        return self.sentence("en")


class Refused(MissionError):
    """A file of which nothing can be used."""


class BadSettings(MissionError):
    """Settings, a reference list or a catalogue entry that cannot be right; the program does not start."""


class NotAllowed(MissionError):
    """Something the viewer's role or scope does not hold."""


class NoSnapshot(MissionError):
    """Nothing has been published yet, or the snapshot asked for is gone."""


class NotInSnapshot(MissionError):
    """A table or column that the snapshot asked was published without: an older program had not kept it yet."""


class BadChoice(MissionError):
    """A KPI, unit, date or window that does not exist."""
