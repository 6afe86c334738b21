"""A page of nothing but a map, for the browser: the land of the snapshot, each tone once, masked and unknown land."""

from __future__ import annotations

import streamlit as st

from access.roles import demo_viewers
from access.settings import load_settings
from components import theme
from components.charts.table import Table
from components.context import Context
from components.maps import picture, reading, sheet
from components.maps.marks import TONES, Key, Mark
from warehouse.query import open_snapshot

settings = load_settings()
ctx = Context(settings, demo_viewers()["dig"], "hi", open_snapshot(settings))
theme.apply()
land = reading.land(ctx, ctx.scope)
marks = [Mark(28.7 + 0.05 * at, 77.5, tone, tone, 24, f"code-{tone}") for at, tone in enumerate(TONES)]
shades = {one.code: (None, "unknown", "most")[at % 3] for at, one in enumerate(land.at("thana"))}
deck = picture.deck(land, "hi", marks=marks, shades=shades)
keys = [Key("mark", tone, tone) for tone in TONES]
table = Table(("tone",), tuple((tone,) for tone in TONES))
chosen = sheet.show("one", deck, "alt", table, "hi", title="मानचित्र", keys=keys, notes=land.notes("hi"))
st.html(f'<p id="chosen">{chosen}</p>')
