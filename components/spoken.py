"""What Streamlit says of its own parts, mostly to whoever hears a screen, is English: it is put into the language.

No widget takes these words as an argument, so a few lines in the browser replace them as they appear.
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
    "Dismiss": "spoken.list_close",
    "No results": "spoken.none",
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
    document.querySelectorAll("[data-testid=stSelectboxVirtualDropdown] [role=option] span").forEach((one) => {
      const text = one.childElementCount ? null : one.firstChild, said = text && window.msSpoken.words[text.nodeValue];
      if (said && said !== text.nodeValue) text.nodeValue = said;
    });
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
