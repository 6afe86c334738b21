"""What the page asks for beside the filter bar: kinds of place, the layer of the map, one place; the address holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.choice import ALL
from locales import say

KINDS: Mapping[str, tuple[str, ...]] = {
    "learning": ("school", "college"),
    "travel": ("bus_stand", "railway"),
    "crowd": ("market", "park", "temple"),
    "festive": ("mela", "pandal", "ramlila", "ravan_dahan", "procession"),
}
LAYERS = ("uncovered", "complaints", "cells", "gi_star")
NONE = ""
_FIELDS = {"kind": "hotspots_kind", "layer": "hotspots_layer", "place": "hotspots_place"}


@dataclass(frozen=True)
class Pick:
    """`kind` is ALL or a key of KINDS, `layer` one of LAYERS, `place` a code or nothing."""

    kind: str = ALL
    layer: str = LAYERS[0]
    place: str = NONE

    def has(self, kind: str) -> bool:
        """Whether places of this kind are looked at; a kind that is in no group is in all of them together only."""
        return self.kind == ALL or kind in KINDS[self.kind]

    @property
    def query(self) -> dict[str, str]:
        return {"kind": self.kind, "layer": self.layer, **({"place": self.place} if self.place else {})}


def asked() -> Pick:
    """What is looked at; on the session's first run on this page, what its link asks for. What is unknown is left out."""
    for field, key in _FIELDS.items():
        if key not in st.session_state:
            st.session_state[key] = st.query_params.get(field, getattr(Pick(), field))
    kind, layer, place = (str(st.session_state[key] or "") for key in _FIELDS.values())
    return Pick(kind if kind in KINDS else ALL, layer if layer in LAYERS else LAYERS[0], place)


def kind(pick: Pick, lang: str) -> None:
    """The box of kinds."""
    key = _FIELDS["kind"]
    st.session_state[key] = pick.kind
    st.selectbox(
        say(lang, "hotspots.kind"),
        [ALL, *KINDS],
        key=key,
        format_func=lambda code: say(lang, f"hotspots.kind.{code}"),
        filter_mode=None,
    )


def layer(pick: Pick, lang: str) -> None:
    """The layers of the map, one at a time."""
    key = _FIELDS["layer"]
    st.session_state[key] = pick.layer
    st.segmented_control(
        say(lang, "hotspots.layer"),
        LAYERS,
        key=key,
        format_func=lambda code: say(lang, f"hotspots.layer.{code}"),
        label_visibility="collapsed",
        required=True,
    )


def place(pick: Pick, names: Mapping[str, str], lang: str) -> str | None:
    """The box of places; the code of the one that is chosen, None where none is, or it is not among these."""
    key, codes = _FIELDS["place"], [NONE, *names]
    st.session_state[key] = pick.place if pick.place in names else NONE
    chosen = st.selectbox(
        say(lang, "hotspots.place"),
        codes,
        key=key,
        format_func=lambda code: names.get(code) or say(lang, "hotspots.place.none"),
        filter_mode=None,
    )
    return str(chosen) if chosen else None


def choose(code: str) -> None:
    """The place that was clicked on the map, from the next run on."""
    st.session_state[_FIELDS["place"]] = code


def order(codes: Sequence[str]) -> list[str]:
    return sorted(codes)
