"""What the page asks for beside the filter bar: kinds of place, a layer of the map, a place; kept in the address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from components import frame
from components.choice import ALL
from locales import say

KINDS: Mapping[str, tuple[str, ...]] = {
    "learning": ("school", "college"),
    "travel": ("bus_stand", "railway"),
    "crowd": ("market", "mall", "park", "temple", "other"),
    "festive": ("mela", "pandal", "ramlila", "ravan_dahan", "procession"),
}
LAYERS = ("uncovered", "complaints", "cells", "gi_star")
NONE = ""
_REFUSED, _TAKEN = "hotspots_refused", "hotspots_taken"
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


def asked(places: Collection[str], lang: str) -> Pick:
    """What is looked at; on the session's first run on this page, what its link asks for.

    `places` are those that the viewer may see: a link's other place is refused in words.
    """
    for field, key in _FIELDS.items():
        if key not in st.session_state:
            st.session_state[key] = st.query_params.get(field, getattr(Pick(), field))
    kind, layer, place = (str(st.session_state[key] or "") for key in _FIELDS.values())
    if place and place not in places:
        st.session_state[_REFUSED], place = True, NONE
    if st.session_state.get(_REFUSED) and not place:
        frame.notice(say(lang, "link.refused", fields=say(lang, "hotspots.place")))
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
        label_visibility="collapsed",
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
        wrap=True,
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
        on_change=_forget_refusal,
    )
    return str(chosen) if chosen else None


def _forget_refusal() -> None:
    st.session_state[_REFUSED] = False


def take(code: str | None) -> None:
    """The mark that is chosen on the map becomes the place of the page, once: the box below may then choose another."""
    if code == st.session_state.get(_TAKEN):
        return
    st.session_state[_TAKEN] = code
    if code and code != st.session_state.get(_FIELDS["place"]):
        st.session_state[_FIELDS["place"]] = code
        st.rerun()
