"""Finds what is searched for: every word of it, in either language, whichever way a letter with a dot is encoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from unicodedata import normalize

from components.dictionary.reading import Banned, CodeList, Dictionary, Field, Return


def holds(wanted: str, *texts: str) -> bool:
    """Whether the texts together hold every word; an empty search is held by all."""
    searched = _plain(wanted).split()
    if not searched:
        return True
    told = _plain(" ".join(texts))
    return all(word in told for word in searched)


def _plain(text: str) -> str:
    return normalize("NFC", text).casefold()


def returns(found: Dictionary, wanted: str) -> list[Return]:
    """Returns whose own name is meant whole, of the others the fields that are found."""
    kept = [
        one
        if holds(wanted, one.name, one.label_hi, one.label_en, *one.title_words)
        else replace(one, fields=tuple(field for field in one.fields if _is_field(field, wanted)))
        for one in found.returns
    ]
    return [one for one in kept if one.fields]


def _is_field(field: Field, wanted: str) -> bool:
    checks = [sentence for rule in field.rules for sentence in (rule.sentence_hi, rule.sentence_en)]
    return holds(wanted, field.name, field.label_hi, field.label_en, *field.spellings, *checks)


def banned(found: Dictionary, wanted: str) -> list[Banned]:
    """The kinds of banned column with those of their headers and words that are found, none without one."""
    kept = [replace(one, headers=_held(one.headers, wanted), words=_held(one.words, wanted)) for one in found.banned]
    return [one for one in kept if one.headers or one.words]


def _held(texts: Iterable[str], wanted: str) -> tuple[str, ...]:
    return tuple(text for text in texts if holds(wanted, text))


def code_lists(found: Dictionary, wanted: str) -> list[CodeList]:
    """Lists whose own name is meant whole, of the others the codes and refused spellings that are found."""
    kept = [
        one
        if holds(wanted, one.name, one.label_hi, one.label_en)
        else replace(
            one,
            codes=tuple(
                code for code in one.codes if holds(wanted, code.name, code.label_hi, code.label_en, *code.spellings)
            ),
            refused=tuple(bad for bad in one.refused if holds(wanted, bad.spelling, bad.sentence_hi, bad.sentence_en)),
        )
        for one in found.code_lists
    ]
    return [one for one in kept if one.codes or one.refused]


def n_fields(found: Sequence[Return]) -> int:
    return sum(len(one.fields) for one in found)
