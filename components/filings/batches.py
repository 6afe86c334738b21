"""The files of a district as a table: what came, when, with which verdict, how many rows, and why. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape

from components import words
from locales import say
from warehouse.batch import Batch, BatchReason
from warehouse.filings import Filed

_SHAPES = {"published": "●", "held": "◆", "refused": "■", "unchanged": "○"}
TONES = {"published": "met", "held": "missed", "refused": "missed", "unchanged": "context"}
COUNTS = ("rows_read", "accepted", "mended", "quarantined", "non_data")
_ALWAYS = ("rows_read", "accepted")
# Remarks on how a return compares with others; true of nearly every file, so they stand behind the rest, folded.
_REMARKS = ("parts_differ", "row_count_not_compared")
_NUMBER = re.compile(r"\d+")


def standing(one: Filed) -> str:
    """What a batch is to this day: a held one may have been released, a published one replaced."""
    if one.is_released:
        return "released"
    if one.batch.verdict == "published" and one.replaced_by is not None:
        return "replaced"
    return str(one.batch.verdict)


def standing_words(one: Filed, lang: str) -> str:
    """The verdict with its shape; of a released or replaced batch, by what."""
    now = standing(one)
    if now in ("released", "replaced") and one.replaced_by is not None:
        shape = "●" if now == "released" else "○"
        return f"{shape} {say(lang, f'filings.{now}', day=words.day(lang, one.replaced_by.received_at.date()))}"
    return verdict_words(now, lang)


def verdict_words(verdict: str, lang: str) -> str:
    return f"{_SHAPES[verdict]} {say(lang, f'gate.verdict.{verdict}')}"


def tone(one: Filed) -> str:
    return {"released": "met", "replaced": "context"}.get(standing(one)) or TONES[one.batch.verdict]


def return_words(name: str | None, lang: str) -> str:
    return say(lang, f"return.{name}") if name else words.NOTHING


def period_words(batch: Batch, lang: str) -> str:
    if batch.first_day is None or batch.last_day is None:
        return words.NOTHING
    return words.period(lang, batch.first_day, batch.last_day)


def name(one: Filed, districts: Mapping[str, str], lang: str) -> str:
    """A batch in one line, as it is chosen from a list."""
    batch = one.batch
    place = districts.get(batch.district_code or "", "")
    told = [place, return_words(batch.return_name, lang) if batch.return_name else batch.file_name]
    told += [period_words(batch, lang)] if batch.first_day else []
    return " · ".join(filter(None, [*told, standing_words(one, lang)]))


def names(ones: Sequence[Filed], districts: Mapping[str, str], lang: str) -> dict[str, str]:
    """Batches by their ids as they are chosen from a list, no two alike: a browser tells back the words of the choice.

    Those of several Kendras for the same days differ in the file's name, two of one file in the id.
    """
    told = {one.batch.batch_id: name(one, districts, lang) for one in ones}
    for field in ("file_name", "batch_id"):
        seen = Counter(told.values())
        more = {one.batch.batch_id: getattr(one.batch, field) for one in ones}
        told = {code: label if seen[label] == 1 else f"{label} · {more[code]}" for code, label in told.items()}
    return told


def needs_a_hand(one: Filed) -> bool:
    """Whether something is to be mended in it, to this day."""
    return standing(one) in ("held", "refused") or bool(one.batch.quarantined and one.replaced_by is None)


def table(listed: Sequence[Filed], districts: Mapping[str, str], signed: Collection[str], lang: str) -> str:
    """One row a batch, first those with something to mend; the others folded below them, or open if there are none.

    `signed` are the batches that a district has signed off.
    """
    if not listed:
        return f'<p class="ms-calm">{escape(say(lang, "filings.no_batches"))}</p>'
    has_places = len({one.batch.district_code for one in listed}) > 1
    rows = {one.batch.batch_id: _row(one, districts if has_places else {}, signed, lang) for one in listed}
    first = [rows.pop(one.batch.batch_id) for one in listed if needs_a_hand(one)]
    rest = _table(rows.values(), lang) if rows else ""
    if not first or not rest:
        return _table(first, lang) if first else rest
    folded = f"<details><summary>{escape(say(lang, 'filings.rest', n=len(rows)))}</summary>{rest}</details>"
    return f'<section class="ms-verdicts">{_table(first, lang)}{folded}</section>'


def _table(rows: Iterable[str], lang: str) -> str:
    heads = ("return", "received", "verdict", "rows", "why")
    head = "".join(f'<th scope="col">{escape(say(lang, f"filings.head.{key}"))}</th>' for key in heads)
    return f'<table class="ms-matrix batches"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def counts(counted: Mapping[str, int], lang: str, *, is_whole: bool = False) -> str:
    """rows read = accepted + held back + non-data, with what was mended; what is 0 is named only where all is told."""
    items = "".join(
        f"<span>{escape(say(lang, f'filings.rows.{key}'))} <b>{words.number(lang, counted[key])}</b></span>"
        for key in COUNTS
        if is_whole or counted[key] or key in _ALWAYS
    )
    return f'<span class="ms-counts">{items}</span>'


def reasons(found: Iterable[BatchReason], n_rows: int, lang: str, *, is_whole: bool = False) -> str:
    """The first reason in sight, the rest and all remarks one click away. `n_rows` is how many the return has.

    Where the `is_whole` batch is told, all are in sight.
    """
    ranked = sorted(found, key=lambda one: one.rule in _REMARKS)
    told = [f"<p>{escape(_reason(one, n_rows, lang))}</p>" for one in ranked]
    if not told or is_whole:
        return "".join(told)
    if ranked[0].rule in _REMARKS:
        return _more("filings.remarks", told, lang)
    return told[0] + (_more("exceptions.more", told[1:], lang) if told[1:] else "")


def _more(key: str, told: Sequence[str], lang: str) -> str:
    return f"<details><summary>{escape(say(lang, key, n=len(told)))}</summary>{''.join(told)}</details>"


def _reason(one: BatchReason, n_rows: int, lang: str) -> str:
    """With the number of rows it touches, where that is not all of them and the sentence does not say it."""
    sentence = one.sentence_hi if lang == "hi" else one.sentence_en
    if one.count == n_rows or str(one.count) in _NUMBER.findall(sentence):
        return sentence
    return f"{sentence} ({words.number(lang, one.count)})"


def cell(key: str, body: str, lang: str, tone_: str = "context") -> str:
    """A cell that carries its column's name for the phone, where cells stack."""
    return f'<td class="is-{tone_}"><span class="ms-unit">{escape(say(lang, f"filings.head.{key}"))}</span>{body}</td>'


def _row(one: Filed, districts: Mapping[str, str], signed: Collection[str], lang: str) -> str:
    batch = one.batch
    place = districts.get(batch.district_code or "", "")
    title = " · ".join(filter(None, [place, return_words(batch.return_name, lang)]))
    own = f'<span class="target">{escape(period_words(batch, lang))}</span><code>{escape(batch.file_name)}</code>'
    notes = [say(lang, "filings.revision", n=batch.revision)] if batch.revision > 1 else []
    if standing(one) == "published":
        notes.append(say(lang, "filings.signed.yes" if batch.batch_id in signed else "filings.signed.not_yet"))
    status = f'<b class="status">{escape(standing_words(one, lang))}</b>'
    status += "".join(f'<span class="n">{escape(note)}</span>' for note in notes)
    return (
        f'<tr><th scope="row"><span class="name">{escape(title)}</span>{own}</th>'
        + cell("received", escape(words.moment(lang, batch.received_at)), lang)
        + cell("verdict", f'<div class="ms-cell">{status}</div>', lang, tone(one))
        + cell("rows", counts(batch.model_dump(include=set(COUNTS)), lang), lang)
        + cell("why", reasons(batch.reasons, batch.rows_read - batch.non_data, lang), lang)
        + "</tr>"
    )
