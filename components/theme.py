"""Hands the page our style sheet; colours themselves come from .streamlit/config.toml and style.css."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("style.css")


@lru_cache(maxsize=1)
def sheet() -> str:
    return f"<style>{_SHEET.read_text(encoding='utf-8')}</style>"


def apply() -> None:
    """A body of nothing but style takes no room on the page."""
    st.html(sheet())
