"""Where nobody went: the places to ask about, the heaviest first, as a table on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from components import sections, words
from components.charts.table import Table
from components.hotspots import wording
from components.hotspots.reading import Seen
from locales import say
from metrics.hotspots.uncovered import Gap

IN_SIGHT = 7
_HEADS = ("days", "required", "nearby")


def draw(seen: Seen, thanas: Mapping[str, str], lang: str) -> str:
    """The first places in sight and the rest folded; below them how many were visited, overdue, not known."""
    heading = sections.heading(say(lang, "hotspots.list.title"), _sum(seen, lang))
    if not seen.ranked:
        why = escape(say(lang, why_none(seen, "hotspots.list.none")))
        return f'{heading}<p class="ms-calm">{why}</p>{_notes(seen, lang)}'
    shown, rest = seen.ranked[:IN_SIGHT], seen.ranked[IN_SIGHT:]
    label = escape(say(lang, "hotspots.list.more", n=words.number(lang, len(rest))))
    folded = (
        f'<details class="ms-twin"><summary>{label}</summary>{_table(rest, thanas, lang)}</details>' if rest else ""
    )
    return f"{heading}{_table(shown, thanas, lang)}{folded}{_notes(seen, lang)}"


def table(seen: Seen, thanas: Mapping[str, str], lang: str) -> Table:
    """Every place of the choice that is to be visited, the ranked first."""
    names = ("place", "kind", "thana", "state", "last", *_HEADS, "size", "n_visits", "unknown_days")
    listed = {one.place.code for one in seen.ranked}
    rest = [one for one in seen.gaps if one.place.code not in listed]
    rows = tuple(_line(one, thanas, lang) for one in (*seen.ranked, *rest))
    return Table(tuple(say(lang, f"hotspots.list.{name}") for name in names), rows, tuple(notes(seen, lang)))


def notes(seen: Seen, lang: str) -> list[str]:
    """Places of which the last days are not known, what the order rests on, and what is not in the list."""
    said = [*_untold(seen, lang), say(lang, "hotspots.list.order")]
    if seen.n_festive:
        said.append(say(lang, "hotspots.list.festive", n=words.number(lang, seen.n_festive)))
    return said


def _untold(seen: Seen, lang: str) -> Iterator[str]:
    """How many places have days since their last visit of which no accepted return speaks, and how many at most."""
    days = [one.n_unknown_days for one in seen.gaps if one.n_unknown_days]
    if days and seen.is_patrolled:
        n, most = words.number(lang, len(days)), words.value(lang, "days", max(days))
        yield say(lang, "hotspots.list.untold", n=n, days=most)


def why_none(seen: Seen, none: str) -> str:
    """Why nothing is shown: no place is listed, no return came, or there is `none`: three different things."""
    if not seen.gaps:
        return "hotspots.list.no_places"
    return none if seen.is_patrolled else "hotspots.list.unknown"


def _sum(seen: Seen, lang: str) -> str:
    states = ((state, len(seen.of_state(state))) for state in wording.SHAPES)
    told = (
        f"{wording.SHAPES[state]} {say(lang, f'hotspots.state.{state}')} {words.number(lang, n)}"
        for state, n in states
        if n or state == "uncovered"
    )
    return " · ".join(told)


def _notes(seen: Seen, lang: str) -> str:
    return "".join(f'<p class="ms-calm">{escape(text)}</p>' for text in notes(seen, lang))


def _table(gaps: Sequence[Gap], thanas: Mapping[str, str], lang: str) -> str:
    head = "".join(f'<th scope="col">{escape(say(lang, f"hotspots.list.{name}"))}</th>' for name in ("place", *_HEADS))
    body = "".join(_row(one, thanas, lang) for one in gaps)
    return (
        f'<div class="ms-wide"><table class="ms-list ms-gaps"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(gap: Gap, thanas: Mapping[str, str], lang: str) -> str:
    place, beside = gap.place, wording.unknown_days(gap, lang)
    name = f"<b>{wording.SHAPES[gap.state]} {escape(place.name(lang))}</b>{_small(wording.about(place, thanas, lang))}"
    cells = (
        f"<b>{escape(wording.days(gap, lang))}</b>{_small(beside) if beside else ''}",
        escape(wording.required(place, lang)),
        escape(wording.nearby(gap, lang)),
    )
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr class="is-{wording.TONES[gap.state]}"><th scope="row">{name}</th>{told}</tr>'


def _small(text: str) -> str:
    return f"<span>{escape(text)}</span>"


def _line(gap: Gap, thanas: Mapping[str, str], lang: str) -> tuple[str | int | None, ...]:
    place = gap.place
    return (
        place.name(lang),
        wording.kind(place, lang),
        thanas[place.thana_code],
        wording.state(gap, lang),
        say(lang, "hotspots.never") if gap.last_on is None else wording.last(gap, lang),
        gap.days,
        place.required_visits_a_week,
        wording.nearby(gap, lang),
        wording.size(place, lang),
        gap.n_visits,
        gap.n_unknown_days,
    )
