"""The files of a district as a table: what came, when, with which verdict, how many rows, and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from components import words
from locales import say
from warehouse.batch import Batch
from warehouse.filings import Filed

_SHAPES = {"published": "●", "held": "◆", "refused": "■", "unchanged": "○"}
TONES = {"published": "met", "held": "missed", "refused": "missed", "unchanged": "context"}
COUNTS = ("rows_read", "accepted", "mended", "quarantined", "non_data")
_REASONS_IN_SIGHT = 1


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


def table(listed: Sequence[Filed], districts: Mapping[str, str], lang: str) -> str:
    """One row a batch; the district is named where the list holds more than one."""
    if not listed:
        return f'<p class="ms-calm">{escape(say(lang, "filings.no_batches"))}</p>'
    has_places = len({one.batch.district_code for one in listed}) > 1
    heads = ["return", "received", "verdict", "rows", "why"]
    head = "".join(f'<th scope="col">{escape(say(lang, f"filings.head.{key}"))}</th>' for key in heads)
    rows = "".join(_row(one, districts if has_places else {}, lang) for one in listed)
    return f'<table class="ms-matrix batches"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def counts(counted: Mapping[str, int], lang: str) -> str:
    """rows read = accepted + held back + non-data, with what was mended among the accepted."""
    items = "".join(
        f"<span>{escape(say(lang, f'filings.rows.{key}'))} <b>{words.number(lang, counted[key])}</b></span>"
        for key in COUNTS
    )
    return f'<span class="ms-counts">{items}</span>'


def reasons(found: Sequence[tuple[str, int]], lang: str) -> str:
    """The first reason in sight, the rest one click away, each with how many rows it touches."""
    told = [f"{sentence} ({words.number(lang, count)})" for sentence, count in found]
    first = "".join(f"<p>{escape(one)}</p>" for one in told[:_REASONS_IN_SIGHT])
    rest = "".join(f"<p>{escape(one)}</p>" for one in told[_REASONS_IN_SIGHT:])
    if not rest:
        return first
    more = escape(say(lang, "exceptions.more", n=len(told) - _REASONS_IN_SIGHT))
    return f"{first}<details><summary>{more}</summary>{rest}</details>"


def cell(key: str, body: str, lang: str, tone_: str = "context") -> str:
    """A cell that carries its column's name for the phone, where cells stack."""
    return f'<td class="is-{tone_}"><span class="ms-unit">{escape(say(lang, f"filings.head.{key}"))}</span>{body}</td>'


def _row(one: Filed, districts: Mapping[str, str], lang: str) -> str:
    batch = one.batch
    place = districts.get(batch.district_code or "", "")
    title = " · ".join(filter(None, [place, return_words(batch.return_name, lang)]))
    own = f'<span class="target">{escape(period_words(batch, lang))}</span><code>{escape(batch.file_name)}</code>'
    revision = say(lang, "filings.revision", n=one.batch.revision) if one.batch.revision > 1 else ""
    status = f'<b class="status">{escape(standing_words(one, lang))}</b><span class="n">{escape(revision)}</span>'
    why = [(getattr(reason, f"sentence_{lang}"), reason.count) for reason in batch.reasons]
    return (
        f'<tr><th scope="row"><span class="name">{escape(title)}</span>{own}</th>'
        + cell("received", escape(words.moment(lang, batch.received_at)), lang)
        + cell("verdict", f'<div class="ms-cell">{status}</div>', lang, tone(one))
        + cell("rows", counts(batch.model_dump(include=set(COUNTS)), lang), lang)
        + cell("why", reasons(why, lang), lang)
        + "</tr>"
    )
