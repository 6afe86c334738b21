"""What `streamlit run` is given: the server that sends what is long in pieces, and the script of every session."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from components.files.pieces import InPieces

if __name__ == "__main__":  # a run for somebody's session
    from front import main

    main()
else:  # imported by the server before any session: what the pages need is not yet wanted
    # Our pages/ are not Streamlit's kind: until a first run told it so, a link to a page would be "not found".
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, middleware=[Middleware(InPieces)])
