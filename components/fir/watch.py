"""The must-register watch: serious matters closed without an FIR, by thana, in a frame that nobody can overlook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from access.settings import load_settings
from components import words
from components.charts.table import Table
from components.definition import definition
from locales import say
from metrics import catalogue
from metrics.fir import Watch

IN_SIGHT = 12
_SHAPES = {"some": "■", "zero": "●", "none": "●", "unknown": "◆"}


def draw(watch: Watch, names: Mapping[str, str], lang: str) -> str:
    """The frame: what is so, the thanas, what the law says, what to ask, what is not known."""
    state = "unknown" if watch.state != "some" and watch.n_missing else watch.state
    lines = [_names(watch, names, lang), *(f"<p>{escape(text)}</p>" for text in _remarks(watch, lang))]
    return (
        f'<section class="ms-watch is-{state}"><h2>{escape(say(lang, "fir.watch.title"))}</h2>'
        f'<p class="said"><b>{_SHAPES[state]}</b> {escape(sentence(watch, lang))}</p>{"".join(lines)}{_meaning(lang)}'
        "</section>"
    )


def sentence(watch: Watch, lang: str) -> str:
    """The state in words, with the numbers that may be told."""
    told = {"n": words.number(lang, watch.n or 0), "of": words.number(lang, watch.of or 0)}
    if watch.state == "some":
        known = "_counted" if watch.n is not None and watch.of is not None else ""
        one = ".one" if len(watch.thanas) == 1 else ""
        return say(lang, f"fir.watch.some{known}{one}", thanas=words.number(lang, len(watch.thanas)), **told)
    if watch.state == "zero":
        return say(lang, "fir.watch.zero" if watch.of is not None else "fir.watch.zero_of_few", **told)
    return say(lang, f"fir.watch.{watch.state}")


def table(watch: Watch, names: Mapping[str, str], lang: str) -> Table:
    """The thanas with the step of their number, and the sentence below."""
    heads = (say(lang, "fir.thana"), say(lang, "fir.watch.closed"))
    rows = tuple((names[code], step(lang, is_many)) for code, is_many in watch.thanas)
    return Table(heads, rows, (sentence(watch, lang), *_remarks(watch, lang)))


def step(lang: str, is_many: bool) -> str:
    """How many, as far as a shared screen may say it: fewer than may be counted aloud, or not fewer."""
    few = load_settings().small_cell
    if is_many:
        return say(lang, "fir.many", n=words.number(lang, few))
    return say(lang, "fir.few", n=words.number(lang, few - 1))


def count(lang: str, n: int) -> str:
    """A number of women: nothing and large ones as they are, a small one as "1–4"."""
    return step(lang, False) if 0 < n < load_settings().small_cell else words.number(lang, n)


def _names(watch: Watch, names: Mapping[str, str], lang: str) -> str:
    """The worst in sight, the rest folded."""
    items = [f"<li><b>{escape(names[code])}</b> ({escape(step(lang, many))})</li>" for code, many in watch.thanas]
    if not items:
        return ""
    rest = items[IN_SIGHT:]
    more = escape(say(lang, "exceptions.more", n=words.number(lang, len(rest))))
    folded = f"<details><summary>{more}</summary><ul>{''.join(rest)}</ul></details>" if rest else ""
    return f"<ul>{''.join(items[:IN_SIGHT])}</ul>{folded}"


def _remarks(watch: Watch, lang: str) -> list[str]:
    said = [say(lang, "fir.watch.law")]
    if watch.state == "some":
        said.append(say(lang, "fir.watch.ask"))
    if watch.n_missing:
        gaps = {"n": words.number(lang, watch.n_missing), "of": words.number(lang, watch.n_expected)}
        said.append(say(lang, "fir.watch.missing", **gaps))
    return said


def _meaning(lang: str) -> str:
    opened = escape(say(lang, "definition.open", code="F7"))
    meaning = definition(catalogue.load()["F7"], lang)
    return f'<details class="ms-def"><summary>{opened}</summary><div>{meaning}</div></details>'
