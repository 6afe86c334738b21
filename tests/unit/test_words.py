"""Every sentence on screen exists in Hindi and in English, fills the same places, and is in its own language."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from access import errors
from locales import LANGUAGES, MissingWords, catalogue, say

HOME = Path(__file__).resolve().parents[2]
SOURCES = (
    "access",
    "components",
    "etl",
    "expectations",
    "metrics",
    "pages",
    "sample_data",
    "warehouse",
    "dashboard.py",
    "front",
)
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}

# Latin letters that may stand in a Hindi sentence: kinds of files, and what has to be typed exactly so.
ALLOWED = {
    *("CSV", "XLSX", "XLS", "ODS", "UTF", "Excel", "csv", "xlsx", "xls", "ods", "parquet", "toml", "po"),
    *("python", "m", "etl", "load", "PATH", "MSK", "T", "Kruti", "Dev", "English"),
    *("kpi", "target", "pair", "LAW", "ORDER", "PEER", "POLICY", "CONTEXT"),
    *("DD", "MM", "YYYY", "HH", "MB"),
    *("hi", "en", "yes", "no", "campaign", "hapur", "dehat"),
}
TYPED_AS_IT_IS = re.compile(
    r"\{[^}]*\}|https?://\S+|[\w./]*[_/][\w./]*|\w+\.(?:toml|csv|xlsx|py|json)|--[\w-]+|`[^`]*`"
)


def places(sentence: str) -> set[str]:
    """The named places; field_hi and field_en are the same place, each in its own language."""
    named = {field for _, field, _, _ in Formatter().parse(sentence) if field}
    return {re.sub(r"_(hi|en)$", "", field) for field in named}


def python_files() -> Iterator[Path]:
    for source in SOURCES:
        path = HOME / source
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def keys_in(path: Path) -> Iterator[tuple[int, str]]:
    """The keys given to say() and to errors that people meet; a changing part becomes a pattern."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        position = 1 if name == "say" else 0 if name in ERRORS else None
        if position is not None and len(node.args) > position:
            key = pattern(node.args[position])
            if key is not None:
                yield node.lineno, key


def pattern(key: ast.expr) -> str | None:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        return re.escape(key.value)
    if isinstance(key, ast.JoinedStr):
        return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in key.values)
    return None


def test_both_languages_hold_the_same_keys() -> None:
    hindi, english = (set(catalogue(lang)) for lang in LANGUAGES)
    assert hindi ^ english == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_is_said_twice(lang: str) -> None:
    keys: Counter[str] = Counter()
    for path in sorted((HOME / "locales" / lang).glob("*.po")):
        with path.open("rb") as file:
            keys.update(str(entry.id) for entry in read_po(file, locale=lang) if entry.id)
    assert [key for key, times in keys.items() if times > 1] == []


def test_both_languages_fill_the_same_places() -> None:
    hindi, english = (catalogue(lang) for lang in LANGUAGES)
    differing = [key for key in hindi if key in english and places(hindi[key]) != places(english[key])]
    assert differing == []


def test_every_key_in_the_code_is_in_the_catalogues() -> None:
    known = set(catalogue("hi")) & set(catalogue("en"))
    missing = [
        f"{path.relative_to(HOME)}:{line} {key}"
        for path in python_files()
        for line, key in keys_in(path)
        if not any(re.fullmatch(key, one) for one in known)
    ]
    assert missing == []


def test_no_english_is_left_in_a_hindi_sentence() -> None:
    left = {}
    for key, sentence in catalogue("hi").items():
        latin = re.findall(r"[A-Za-z]+", TYPED_AS_IT_IS.sub(" ", sentence))
        if foreign := [word for word in latin if word not in ALLOWED]:
            left[key] = foreign
    assert left == {}


def test_no_hindi_is_left_in_an_english_sentence() -> None:
    own_names = {"language.name"}
    left = [
        key for key, text in catalogue("en").items() if key not in own_names and re.search(r"[\u0900-\u097F]", text)
    ]
    assert [key for key in left if not key.startswith(("etl.", "forms."))] == []


def test_a_sentence_that_is_not_there_is_an_error_and_not_its_key() -> None:
    with pytest.raises(MissingWords):
        say("hi", "no.such.sentence")
