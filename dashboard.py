"""What `streamlit run` serves: front/session.py, once for each session.

The script stands in a folder of its own: beside it Streamlit finds no pages/ to answer addresses from, as it would here
until a first session has come. Whoever opened a link first met an English dialog that the page does not exist.
"""

from __future__ import annotations

import streamlit as st

app = st.App("front/session.py")
