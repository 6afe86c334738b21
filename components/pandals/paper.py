"""The chosen night's list as an A4 page that the browser prints, thana by thana: a button and the page behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components import words
from components.context import Context
from components.pandals import lists
from components.pandals.grid import Names, category
from components.pandals.reading import Seen
from locales import say
from metrics.nights import Stand

_FONT = "'Noto Sans', 'Noto Sans Devanagari', 'Nirmala UI', 'Kohinoor Devanagari', 'Mukta', system-ui, sans-serif"
# On the screen the frame shows its button alone, on paper the page alone: printing a frame prints nothing around it.
_STYLE = f"""
@page {{ size: A4 portrait; margin: 14mm; }}
body {{ margin: 0; font-family: {_FONT}; color: #000; background: transparent; }}
button {{ font: 600 1rem {_FONT}; padding: 0.45rem 1rem; border: 1px solid #1d4f73; border-radius: 0.5rem;
  background: #fff; color: #1d4f73; cursor: pointer; min-height: 2.5rem; }}
button:focus-visible {{ outline: 3px solid #1d4f73; outline-offset: 2px; }}
main {{ display: none; }}
@media print {{
  button {{ display: none; }}
  main {{ display: block; font-size: 11pt; line-height: 1.45; }}
  h1 {{ font-size: 16pt; margin: 0 0 2mm; }}
  h2 {{ font-size: 12pt; margin: 5mm 0 1.5mm; break-after: avoid; }}
  p {{ margin: 0 0 1.5mm; }}
  table {{ width: 100%; table-layout: fixed; border-collapse: collapse; break-inside: avoid; }}
  th, td {{ border: 0.3mm solid #000; padding: 1.2mm 2mm; text-align: left; vertical-align: top; }}
  th.place {{ width: 28%; }}
  th.category {{ width: 14%; }}
  th.last_visit {{ width: 16%; }}
  td {{ height: 9mm; }}
}}
"""


def button(ctx: Context, seen: Seen, names: Names, place: str) -> None:
    """The button; pressed, the browser's own print dialogue opens on the page. Nothing leaves the browser."""
    st.iframe(page(ctx, seen, names, place), height=48)


def page(ctx: Context, seen: Seen, names: Names, place: str) -> str:
    """The whole document of the frame: every word of the lists is escaped, the only script prints."""
    lang = ctx.lang
    title = say(lang, "pandals.tonight.title")
    press = escape(say(lang, "pandals.print"))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<style>{_STYLE}</style></head><body><button type="button" onclick="window.print()">{press}</button>'
        f"<main><h1>{escape(title)}</h1>{_head(ctx, seen, place)}{_body(seen, names)}</main></body></html>"
    )


def _head(ctx: Context, seen: Seen, place: str) -> str:
    lang, view = ctx.lang, seen.view
    told = {"name": view.festival.name(lang), "n": words.number(lang, view.night), "day": words.day(lang, view.day())}
    lines = [
        say(lang, "pandals.paper.night", **told),
        f"{say(lang, 'export.place')}: {place}",
        say(lang, "pandals.paper.known", day=words.day(lang, seen.window.as_of), snapshot=ctx.snapshot.id),
    ]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _body(seen: Seen, names: Names) -> str:
    lang, missed = names.lang, names.in_order(lists.uncovered(seen))
    blocks = [_thana(code, found, seen, names) for code, found in lists.by_thana(missed).items()]
    if not blocks:
        blocks = [f"<p>{escape(say(lang, 'pandals.paper.none'))}</p>"]
    blocks += [f"<p>{escape(told)}</p>" for told in lists.open_words(seen, lang)]
    return "".join(blocks)


def _thana(code: str, found: Sequence[Stand], seen: Seen, names: Names) -> str:
    lang = names.lang
    heads = ("place", "category", "last_visit", "visited_at", "officer")
    head = "".join(f"<th class='{one}'>{escape(say(lang, f'pandals.head.{one}'))}</th>" for one in heads)
    rows = "".join(
        f"<tr><td>{escape(stand.name(lang))}</td><td>{escape(category(stand.category, lang))}</td>"
        f"<td>{escape(lists.last_visit(stand, seen.view.night, lang))}</td>"
        "<td></td><td></td></tr>"
        for stand in found
    )
    name = f"{names.of('thana', code)} ({names.of('district', found[0].district_code)})"
    return f"<h2>{escape(name)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
