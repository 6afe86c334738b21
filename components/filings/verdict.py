"""What became of the files that were just handed in: the command line's own verdicts, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from components import words
from components.filings.batches import TONES, cell, counts, period_words, reasons, return_words, verdict_words
from locales import say
from warehouse.batch import BatchReason
from warehouse.filings import Filed

_BUTTONS = 6
_ORDER = ("refused", "held", "published", "unchanged")


def table(batches: Sequence[Mapping[str, Any]], districts: Mapping[str, str], lang: str) -> str:
    """How many of which verdict, then one row for each return and district of each file: first what needs a hand.

    What had come before and changed nothing is folded away.
    """
    ranked = sorted(batches, key=lambda batch: _ORDER.index(batch["verdict"]))
    same = [batch for batch in ranked if batch["verdict"] == "unchanged"]
    new = [batch for batch in ranked if batch["verdict"] != "unchanged"]
    told = _table(new, districts, lang) if new else ""
    if same:
        summary = escape(say(lang, "filings.run.unchanged", n=len(same)))
        told += f"<details><summary>{summary}</summary>{_table(same, districts, lang)}</details>"
    return f'<section class="ms-verdicts">{_sums(batches, lang)}{told}</section>'


def _sums(batches: Sequence[Mapping[str, Any]], lang: str) -> str:
    counted = Counter(batch["verdict"] for batch in batches)
    items = "".join(
        f'<span class="is-{TONES[verdict]}"><b class="status">{escape(verdict_words(verdict, lang))} '
        f"{words.number(lang, counted[verdict])}</b></span>"
        for verdict in _ORDER
        if counted[verdict]
    )
    return f'<p class="ms-sums" role="status">{items}</p>'


def _table(batches: Sequence[Mapping[str, Any]], districts: Mapping[str, str], lang: str) -> str:
    heads = ("file", "what", "verdict", "rows", "why")
    head = "".join(f'<th scope="col">{escape(say(lang, f"filings.head.{key}"))}</th>' for key in heads)
    rows = "".join(_row(batch, districts, lang) for batch in batches)
    return f'<table class="ms-matrix batches verdicts"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(batch: Mapping[str, Any], districts: Mapping[str, str], lang: str) -> str:
    sheet = f'<span class="target">{escape(batch["sheet"])}</span>' if batch["sheet"] else ""
    place = districts.get(batch["district"] or "", "")
    what = " · ".join(filter(None, [place, return_words(batch["return"], lang)]))
    why = [BatchReason(**reason) for reason in batch["reasons"]]
    return (
        f'<tr><th scope="row"><code>{escape(batch["file"])}</code>{sheet}</th>'
        + cell("what", escape(what), lang)
        + cell(
            "verdict",
            f'<div class="ms-cell"><b class="status">{escape(verdict_words(batch["verdict"], lang))}</b></div>',
            lang,
            TONES[batch["verdict"]],
        )
        + cell("rows", counts(batch, lang), lang)
        + cell("why", reasons(why, batch["rows_read"] - batch["non_data"], lang), lang)
        + "</tr>"
    )


def batches_of(told: Sequence[Mapping[str, Any]], filed: Sequence[Filed]) -> list[Filed]:
    """The records behind the verdicts: of each file, sheet, return and district the latest."""
    latest: dict[tuple[str | None, ...], Filed] = {}
    for one in reversed(filed):
        latest[_place(one)] = one
    asked = [(batch["file"], batch["sheet"], batch["return"], batch["district"]) for batch in told]
    return [latest[place] for place in dict.fromkeys(asked) if place in latest]


def worth_opening(new: Sequence[Filed]) -> list[Filed]:
    """Those with something to mend, at most as many as fit."""
    return [one for one in new if one.batch.verdict != "published" or one.batch.quarantined][:_BUTTONS]


def released(new: Sequence[Filed], filed: Sequence[Filed], districts: Mapping[str, str], lang: str) -> str:
    """Each slice that was held until one of these came: it is held no more."""
    ids = {one.batch.batch_id for one in new}
    free = [one for one in filed if one.is_released and one.replaced_by and one.replaced_by.batch_id in ids]
    items = "".join(f"<li>● {escape(_freed(one, districts, lang))}</li>" for one in free)
    return f'<ul class="ms-released">{items}</ul>' if items else ""


def _freed(one: Filed, districts: Mapping[str, str], lang: str) -> str:
    batch = one.batch
    return say(
        lang,
        "filings.run.released",
        district=districts.get(batch.district_code or "", ""),
        name=return_words(batch.return_name, lang),
        period=period_words(batch, lang),
    )


def _place(one: Filed) -> tuple[str | None, ...]:
    batch = one.batch
    return batch.file_name, batch.sheet, batch.return_name, batch.district_code
