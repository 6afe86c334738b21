"""The names that Streamlit gives its own parts for whoever hears a screen are English: they are put into the language.

They stand in attributes that no widget takes as an argument, so a few lines in the browser replace them as they appear.
"""

from __future__ import annotations

import json

import streamlit as st

from locales import LANGUAGES, say

# What Streamlit 1.67 says itself → the words' key.
_OWN = {
    "App pages": "spoken.pages",
    "Expand sidebar": "spoken.open",
    "Collapse sidebar": "spoken.close",
    "Sidebar": "spoken.pages",
    "Open": "spoken.list",
    "Close": "spoken.list_close",
    "Clear value": "spoken.clear",
    "file upload": "spoken.upload",
    "Choose an option": "spoken.choose",
}
_REPLACE = """
window.msSpoken = {"lang": LANG, "words": WORDS};
if (!window.msSpeaks) {
  const name = (one) => {
    for (const kind of ["aria-label", "placeholder"]) {
      const said = window.msSpoken.words[one.getAttribute(kind)];
      if (said && said !== one.getAttribute(kind)) one.setAttribute(kind, said);
    }
  };
  window.msSpeaks = () => {
    document.documentElement.lang = window.msSpoken.lang;
    document.querySelectorAll("[aria-label], [placeholder]").forEach(name);
  };
  let waits = false;
  const soon = () => {
    if (!waits) requestAnimationFrame(() => { waits = false; window.msSpeaks(); });
    waits = true;
  };
  new MutationObserver(soon).observe(document.body,
    {subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "placeholder"]});
}
window.msSpeaks();
"""


def in_words(lang: str) -> None:
    """Names Streamlit's parts in the language, and tells the browser which language the page is in."""
    with st.container(key="spoken"):
        st.html(f"<script>{script(lang)}</script>", unsafe_allow_javascript=True)


def script(lang: str) -> str:
    """What the browser is given: our own words only. A name put into the other language before is replaced as well."""
    said = {
        found: say(lang, key) for own, key in _OWN.items() for found in (own, *(say(one, key) for one in LANGUAGES))
    }
    as_text = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
    return _REPLACE.replace("LANG", json.dumps(lang)).replace("WORDS", as_text)
