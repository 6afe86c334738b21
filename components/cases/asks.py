"""What to ask about cases: who records too few, which Kendra stands out, what else is missed; worst first, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components import door, words
from components.cases import reading
from components.choice import Choice
from components.context import Context
from components.places import Places
from components.sections import Ask
from locales import say
from metrics import catalogue, wording
from metrics.journey import parts
from metrics.recording import Low
from metrics.standing_out import SAME_MATTER, Standing
from warehouse.reads import Window

SUBJECTS = ("K2", "K6", "K7", "R2", "S1")  # 360°, next dates, notes, referrals, feedback
MOST = 6  # these and recording
_MOST_NAMES = 3
_OWN_QUESTION = frozenset({"K1", "K2", "K6", "K7", "R2", "S1"})
DIMENSIONS = ("K2", "dimension_recorded")  # the KPI by whose target the dimensions are judged, and their duties


def lines(
    ctx: Context, choice: Choice, places: Places, codes: Sequence[str], window: Window, compared: Window | None
) -> list[Ask]:
    """At most MOST. Women who are not recorded are in no other figure, so these come first; then the subjects of the
    page: Kendras that stand out of the range, then what else is missed; then the other codes. Each KPI is told once.
    """
    standing = reading.standing(ctx, choice, places, SUBJECTS, window)
    told = {one.code for one in standing}
    asked = [
        *_recording(ctx, choice, places, window),
        *(_standing(ctx, choice, places, one, window) for one in standing),
    ]
    for group in (SUBJECTS, tuple(code for code in codes if code not in SUBJECTS)):
        for matter in door.exceptions(ctx, choice.within(ctx.scope), window, compared, group, board=codes):
            code = matter.kpi or ""  # none: a slice held, which the header tells
            if code in codes and not {code, SAME_MATTER.get(code)} & told:
                told.add(code)
                asked.append(Ask(matter.about(ctx.lang), matter.sentence(ctx.lang)))
    return asked[:MOST]


def _recording(ctx: Context, choice: Choice, places: Places, window: Window) -> Iterator[Ask]:
    """The Kendra whose intake is least probable, and how many more there are."""
    found = reading.recorded(ctx, choice, window)
    if not found.low:
        return
    hidden = {path[-1] for path in found.hidden(ctx.settings.small_cell)}
    worst, rest = found.low[0], len(found.low) - 1
    sentence = " ".join([*facts(ctx, worst, worst.thana_code in hidden), say(ctx.lang, "cases.ask.recording")])
    if rest:
        sentence += " " + say(ctx.lang, "cases.ask.recording_more", n=words.number(ctx.lang, rest))
    yield Ask(_about(ctx, places, worst.thana_code, say(ctx.lang, "cases.intake")), sentence)


def facts(ctx: Context, low: Low, is_hidden: bool) -> Iterator[str]:
    """What a Kendra recorded and what was to be expected, a sentence for each ground on which it is listed."""
    lang = ctx.lang
    n = count(ctx, low.n, is_hidden)
    days = {"days": words.number(lang, low.n_days)}
    if low.n == 0:
        yield say(lang, "cases.low.zero", **days)
    if "below_peers" in low.reasons and low.expected_peers is not None:
        yield say(lang, "cases.low.peers", n=n, expected=_about_so_many(lang, low.expected_peers), **days)
    if "below_own_history" in low.reasons and low.expected_own is not None:
        yield say(lang, "cases.low.own", n=n, expected=_about_so_many(lang, low.expected_own), **days)
    if "long_below_peers" in low.reasons and low.expected_long is not None:
        expected = _about_so_many(lang, low.expected_long)
        long = count(ctx, low.n_long, False)
        yield say(lang, "cases.low.long", n=long, expected=expected, days=words.number(lang, low.n_long_days))


def count(ctx: Context, n: int, is_hidden: bool) -> str:
    """A count of women in words that give no small one away; none at all is said as it is."""
    if 0 < n < ctx.settings.small_cell:
        return say(ctx.lang, "cases.fewer_than", n=words.number(ctx.lang, ctx.settings.small_cell))
    return say(ctx.lang, "cases.not_shown") if is_hidden else words.number(ctx.lang, n)


def _about_so_many(lang: str, expected: float) -> str:
    return words.number(lang, round(expected)) if expected >= 1 else say(lang, "cases.fewer_than", n=1)


def _standing(ctx: Context, choice: Choice, places: Places, one: Standing, window: Window) -> Ask:
    kpi, lang = catalogue.load()[one.code], ctx.lang
    row, beside = (
        door.measured(ctx, scope, one.code, "thana", (window,))[0, one.thana_code]
        for scope in (ctx.scope, choice.within(ctx.scope))
    )
    figures = {
        "numerator": words.number(lang, one.numerator),
        "denominator": words.number(lang, one.denominator),
        "value": wording.figure(lang, kpi, row["value"] or 0.0),
        "others": wording.figure(lang, kpi, one.others),
        "target": wording.target(lang, kpi),
    }
    if row["is_suppressed"] or beside["is_suppressed"]:  # beside: in the table of this page
        told = [say(lang, "cases.ask.behind_hidden", others=figures["others"], target=figures["target"])]
    else:
        told = [say(lang, "cases.ask.behind", **figures)]
    told += _lacking(ctx, one, window) if one.code == DIMENSIONS[0] else []
    told.append(say(lang, f"cases.ask.why_{one.code}" if one.code in _OWN_QUESTION else "cases.ask.why"))
    return Ask(_about(ctx, places, one.thana_code, kpi.words(lang).short), " ".join(told))


def _lacking(ctx: Context, one: Standing, window: Window) -> list[str]:
    """The dimensions that are missing most, by name."""
    code, stream = DIMENSIONS
    rows = door.parts(ctx, ctx.scope, code, "thana", (window,), stream)
    behind = [part.name for part in parts(rows, one.thana_code) if part.status == "missed"][:_MOST_NAMES]
    names = ", ".join(say(ctx.lang, f"dimension.{name}") for name in behind)
    return [say(ctx.lang, "cases.ask.lacking", names=names)] if names else []


def _about(ctx: Context, places: Places, thana: str, subject: str) -> str:
    unit = places.find("thana", thana)
    name = unit.name(ctx.lang) if unit else thana
    return f"{say(ctx.lang, 'metrics.unit.thana', name=name)} · {subject}"
