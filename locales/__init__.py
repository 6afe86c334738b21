"""Every sentence on screen that is not a KPI's own words, in Hindi and in English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("hi", "en")
_HOME = Path(__file__).parent


class MissingWords(KeyError):
    """A sentence was asked for that the catalogues do not hold."""


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All sentences of one language, key → text, from every `.po` file of that language."""
    sentences: dict[str, str] = {}
    for path in sorted((_HOME / lang).glob("*.po")):
        with path.open("rb") as file:
            entries = read_po(file, locale=lang)
        sentences.update({str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string})
    return sentences


def say(lang: str, key: str, /, **values: object) -> str:
    """The sentence `key` in `lang`, its `{named}` places filled. Raises MissingWords when there is none."""
    try:
        sentence = catalogue(lang)[key]
    except KeyError:
        raise MissingWords(f"locales/{lang} has no sentence for '{key}'") from None
    return sentence.format(**values) if values else sentence
