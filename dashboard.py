"""What `streamlit run` serves: front/session.py, once for each session, by a server that sends what is long in pieces.

The script stands in a folder of its own: beside it Streamlit finds no pages/ to answer addresses from, as it would here
until a first session has come. Whoever opened a link first met an English dialog that the page does not exist.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from components.files import kept
from components.files.pieces import InPieces

kept.longer()
app = st.App("front/session.py", middleware=[Middleware(InPieces)])
