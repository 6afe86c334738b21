"""The header line: as of when, data up to, received, published, snapshot, returns missing, slices held and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from html import escape

from access.scope import Scope
from components import door, words
from components.choice import Choice
from components.context import Context
from components.places import Places
from locales import say
from warehouse.reads import Window
from warehouse.tables import return_names


def line(ctx: Context, choice: Choice, window: Window, places: Places, of: Collection[str] | None = None) -> str:
    """The facts as a definition list, then each held slice in a sentence.

    `of`: the returns that the page reads, where it does not read all. A hold after the chosen day is not told.
    """
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>"
        for label, text in [*_as_of(ctx, choice), *_facts(ctx, choice.within(ctx.scope), window)]
    )
    return f'<dl class="ms-facts">{facts}</dl>{_held(held_sentences(ctx, choice, places, of, choice.as_of_day))}'


def _as_of(ctx: Context, choice: Choice) -> list[tuple[str, str]]:
    """Only where it is not the latest: figures of an earlier evening must not pass for those of today."""
    if choice.as_of_day is None:
        return []
    day = words.day(ctx.lang, choice.as_of_day)
    return [(say(ctx.lang, "header.as_of"), say(ctx.lang, "header.as_of_value", day=day))]


def _facts(ctx: Context, scope: Scope, window: Window) -> list[tuple[str, str]]:
    manifest, lang = ctx.snapshot.manifest, ctx.lang
    received = max((batch.received_at for batch in manifest.inputs), default=None)
    return [
        (say(lang, "header.data_through"), say(lang, "header.data_value", day=words.day(lang, manifest.data_through))),
        (say(lang, "header.received"), words.day(lang, received.date()) if received else words.NOTHING),
        (say(lang, "header.published"), words.moment(lang, manifest.published_at)),
        (say(lang, "header.snapshot"), ctx.snapshot.id),
        (say(lang, "header.missing"), missing_words(ctx, scope, window)),
    ]


def missing_words(ctx: Context, scope: Scope, window: Window) -> str:
    """How many thana returns did not come, of which kinds. What a district owes as one is expected of no thana."""
    counts = {name: door.missing(ctx, scope, name, window) for name in return_names()}
    total = sum(n_missing for n_missing, _ in counts.values())
    if not total:
        return say(ctx.lang, "header.none_missing")
    of = words.number(ctx.lang, sum(expected for _, expected in counts.values()))
    names = ", ".join(
        f"{say(ctx.lang, f'return.{name}')} {words.number(ctx.lang, n)}" for name, (n, _) in counts.items() if n
    )
    return say(ctx.lang, "header.n_missing", n=words.number(ctx.lang, total), of=of, names=names)


def held_sentences(
    ctx: Context, choice: Choice, places: Places, of: Collection[str] | None = None, as_of: date | None = None
) -> list[str]:
    """Each slice held back in the districts that are shown: which, why, and up to when its figures are good.

    `of` asks for some returns only, `as_of` for the slices whose figures are old by then.
    """
    sentences = []
    for held in ctx.snapshot.manifest.held:
        district = places.find("district", held.district_code)
        if district is None or choice.district not in (None, district.code):
            continue
        if (of is not None and held.return_name not in of) or not is_old(held.last_good_day, as_of):
            continue
        reason = getattr(held.reasons[0], f"sentence_{ctx.lang}")  # the ground; the rest stands in the column's head
        good = held.last_good_day
        tail = say(ctx.lang, "held.good_until", day=words.day(ctx.lang, good)) if good else say(ctx.lang, "held.never")
        name = say(ctx.lang, f"return.{held.return_name}")
        sentences.append(
            say(ctx.lang, "held.slice", district=district.name(ctx.lang), name=name, reason=reason, tail=tail)
        )
    return sentences


def is_old(last_good_day: date | None, as_of: date | None) -> bool:
    """Whether figures of a held slice are missing or old on a day; without a day they are."""
    return last_good_day is None or as_of is None or last_good_day < as_of


def _held(sentences: Sequence[str]) -> str:
    items = "".join(f"<li>◆ {escape(sentence)}</li>" for sentence in sentences)
    return f'<ul class="ms-held">{items}</ul>' if items else ""
