"""Runs the dashboard's script without a browser, as one of the demonstration's viewers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from streamlit.util import calc_hash

from access.roles import demo_viewers
from components import menu

HOME = Path(__file__).resolve().parents[2]
VIEWERS = tuple(demo_viewers())
ASPS = tuple(code for code in VIEWERS if code.startswith("asp-"))
# Each AppTest reads what every installed package says of itself: as long as a page takes, and the same each time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def look(viewer: str | None, page: str = "", **query: str) -> AppTest:
    """The page as that viewer sees it; "" is the overview at the bare address."""
    app = AppTest.from_file(str(HOME / "front" / "session.py"), default_timeout=60)
    if viewer:
        app.session_state["viewer"] = viewer
    for name, value in query.items():
        app.query_params[name] = value
    if page:  # a page made of a function has no file to switch to
        app._page_hash = calc_hash(menu.address(page))
    return app.run()


def html(app: AppTest) -> str:
    """All hand-built HTML of the page but for its style sheet and what the browser is told to do."""
    bodies = (str(getattr(element.proto, "body", "")) for element in app.main if element.type == "html")
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def english(page: str) -> Callable[..., AppTest]:
    """That page in English for a viewer and a link, with nothing thrown and nothing refused."""

    def see(viewer: str = "dig", **query: str) -> AppTest:
        app = look(viewer, page, **{"lang": "en", **query})
        assert not app.exception
        assert "refusal" not in html(app)
        return app

    return see


def text(app: AppTest) -> str:
    """What the HTML says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(app)))


def words(app: AppTest) -> str:
    """The HTML and everything the widgets say."""
    labels = [label for select in app.selectbox for label in (select.label, *select.options)]
    buttons = [button.label for button in app.button]
    return "\n".join([html(app), *labels, *buttons])


def notice(app: AppTest) -> str:
    """What the page says before its figures; nothing where it has nothing to say."""
    found = re.search(r'<p class="ms-notice"[^>]*>.*?</p>', html(app))
    return found.group() if found else ""


def at_once(app: AppTest, *, backwards: bool = False, said: Mapping[str, str] | None = None) -> AppTest:
    """One request with all that was set, as a browser sends what was chosen while the page was still being drawn.

    A browser names the boxes in the order in which they were first used: `backwards` is the other way round.
    `said` is what it still shows of a box, by its key, where that was drawn anew meanwhile.
    """
    states = list(app._tree.get_widget_states().widgets)
    for state in states:
        for key, label in (said or {}).items():
            if state.id.endswith(f"-{key}"):
                state.string_value = label
    return app._run(WidgetStates(widgets=reversed(states) if backwards else states))


def press_again(app: AppTest, button: Button) -> AppTest:
    """A second press on a button of before, which the browser still showed: the page need not have it any more."""
    return app._run(pressed(app._tree.get_widget_states().widgets, button.id))


def pressed(states: Iterable[WidgetState], button_id: str) -> WidgetStates:
    """What a browser sends that shows these boxes and in which that button is pressed."""
    kept = [state for state in states if state.id != button_id]
    return WidgetStates(widgets=[*kept, WidgetState(id=button_id, trigger_value=True)])
