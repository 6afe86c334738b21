"""A link that reopens exactly this view, for any viewer whose scope holds it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.choice import Choice
from locales import say

_NO_MORE: Mapping[str, str] = MappingProxyType({})


def show(choice: Choice, lang: str, page: str = "", more: Mapping[str, str] = _NO_MORE, *, as_of: bool = False) -> None:
    """The address bar holds the same; here it can be selected with one click. `as_of` as in the filter bar."""
    of_query({**choice.query(lang, as_of=as_of), **more}, lang, page)


def of_query(query: Mapping[str, str], lang: str, page: str) -> None:
    """The same of a page that asks for no place and no days."""
    address = whole(st.context.url, query, page)
    st.html(
        f'<details class="ms-share"><summary>{escape(say(lang, "link.open"))}</summary>'
        f'<a class="ms-link" href="{escape(address)}" target="_blank">{escape(address)}</a></details>'
    )


def whole(url: str | None, query: Mapping[str, str], page: str = "") -> str:
    """Scheme and host of where we are, the page's path, then the whole query string."""
    here = urlsplit(url or "")
    origin = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    return f"{origin}/{page}?{urlencode(query)}"
