"""The dashboard with its numbers hard-wired: each cached reading or figure is what it was when first asked for.

Run by Streamlit in place of dashboard.py. Layout, words and charts are made as ever; nothing is read or worked out, nor
copied from a cache, once a first session has chosen the same.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

import streamlit as st

from access.settings import HOME


def held(
    function: Callable[..., Any] | None = None,
    *,
    hash_funcs: Mapping[Any, Callable[[Any], Any]] | None = None,
    **_: Any,
) -> Callable[..., Any]:
    """Stands where st.cache_data and st.cache_resource stand, with their arguments."""
    if function is None:
        return partial(held, hash_funcs=hash_funcs)
    as_key, known = hash_funcs or {}, dict[tuple[Any, ...], Any]()

    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Any:
        key = tuple(_key(one, as_key) for one in (*args, *sorted(kwargs.items())))
        if key not in known:
            known[key] = function(*args, **kwargs)
        return known[key]

    return answer


def _key(argument: Any, as_key: Mapping[Any, Callable[[Any], Any]]) -> str:
    if isinstance(argument, tuple):
        return "|".join(_key(one, as_key) for one in argument)
    return str(as_key.get(type(argument), repr)(argument))


if "components" not in sys.modules:
    st.cache_data = st.cache_resource = held  # type: ignore[assignment]  # before any module asks for them
runpy.run_path(str(HOME / "dashboard.py"), run_name="__main__")
