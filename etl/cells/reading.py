"""One cell's conversion: its value, whether that was a mend, or why it failed and what may be shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from etl.privacy.masking import has_identity, shown

NEAR = 0.75  # from here it is close enough to be shown in a rejection sheet (POLICY)
WORTH_SUGGESTING = 0.5
_SUGGESTIONS = 3


@dataclass(frozen=True)
class Reading:
    """What one distinct text became. `mend`, `rule` and `warning` are None when there is nothing to say."""

    value: object = None
    mend: str | None = None
    rule: str | None = None
    before: str = ""
    after: str = ""
    suggestion: str = ""
    warning: str | None = None


EMPTY = Reading()


def mended(value: object, kind: str, before: str, after: object = None) -> Reading:
    return Reading(value, mend=kind, before=shown(before), after=str(value if after is None else after))


def failed(rule: str, text: str, suggestion: str = "", *, is_known: bool = True) -> Reading:
    """A cell that could not be read; one that identifies a person is told so, whatever its column is for."""
    rule = "identity_in_cell" if has_identity(text) else rule
    return Reading(rule=rule, before=shown(text, is_known=is_known), suggestion=suggestion)


def likeness(one: str, other: str) -> float:
    """How alike two spellings are, 0 to 1: a wrong, missing, added or swapped letter costs 1 of the longer length."""
    return float(OSA.normalized_similarity(one, other))


def spelt_like(text: str, known: Iterable[str], at_least: float) -> list[str]:
    """Those of the known spellings whose likeness to `text` is at least that, in one step."""
    hits = process.extract(text, list(known), scorer=OSA.normalized_similarity, score_cutoff=at_least, limit=None)
    return [spelling for spelling, _, _ in hits]


def nearest(text: str, known: Mapping[str, tuple[str, ...]]) -> list[tuple[float, str]]:
    """The codes spelt most like `text`, best first, with their likeness from 0 to 1.

    `known`: spelling → codes.
    """
    hits = process.extract(
        text, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=WORTH_SUGGESTING, limit=3 * _SUGGESTIONS
    )
    best: dict[str, float] = {}
    for spelling, score, _ in hits:
        for code in known[spelling]:
            best[code] = max(best.get(code, 0.0), float(score))
    return sorted(((score, code) for code, score in best.items()), key=lambda pair: (-pair[0], pair[1]))[:_SUGGESTIONS]
