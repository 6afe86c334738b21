"""An ASP sees one district: by no filter, link, session or cache is there a way to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from access.roles import demo_viewers
from access.scope import Scope
from access.settings import Settings
from components import door
from components.choice import Choice
from components.context import Context
from tests.screens.looking import ASPS, html, look, notice, words
from warehouse.query import open_snapshot
from warehouse.reads import Window
from warehouse.reference import load_reference

UseData = Callable[[Path], Settings]
WINDOW = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30))


def others(settings: Settings, district: str) -> tuple[set[str], set[str]]:
    """Codes and Hindi names that belong to other districts only."""
    lists = load_reference(settings)
    codes, names, own = set(), set(), set()
    for frame, key in (
        (lists.districts, "district_code"),
        (lists.circles, "circle_code"),
        (lists.thanas, "thana_code"),
    ):
        for row in frame.iter_rows(named=True):
            if row["district_code"] == district:
                own.add(row["name_hi"])
            else:
                codes.add(row[key])
                names.add(row["name_hi"])
    return codes, {name for name in names if not any(name in mine or mine in name for mine in own)}


def column_heads(body: str) -> list[str]:
    return re.findall(r'<th scope="col">([^<]+)', body)


@pytest.mark.parametrize("viewer", ASPS)
def test_an_asp_sees_the_circles_of_one_district(use_data: UseData, published: Path, viewer: str) -> None:
    settings, district = use_data(published), viewer.removeprefix("asp-")
    lists = load_reference(settings)
    own = lists.circles.filter(lists.circles["district_code"] == district)["name_hi"].to_list()
    assert sorted(column_heads(html(look(viewer)))[2:]) == sorted(own)


@pytest.mark.parametrize("viewer", ASPS)
def test_no_name_or_code_of_another_district_reaches_an_asp(use_data: UseData, published: Path, viewer: str) -> None:
    settings = use_data(published)
    look("dig")  # whatever the DIG's session left in the caches must not come out here
    codes, names = others(settings, viewer.removeprefix("asp-"))
    seen = words(look(viewer))
    assert [code for code in codes if re.search(rf"\b{re.escape(code)}\b", seen)] == []
    assert [name for name in names if f">{name}<" in seen or f"\n{name}\n" in seen or f"{name} ·" in seen] == []


@pytest.mark.parametrize("query", [{"district": "meerut"}, {"circle": "meerut-cantt"}, {"thana": "partapur"}])
def test_a_link_into_another_district_is_refused_in_words(
    use_data: UseData, published: Path, query: dict[str, str]
) -> None:
    use_data(published)
    app = look("asp-hapur", **query)
    assert "अधिकार-क्षेत्र में नहीं" in notice(app)
    shown = html(app).replace(notice(app), "").split("ms-share")[0]
    assert shown.split() == html(look("asp-hapur")).split("ms-share")[0].split()


def test_an_unknown_code_is_refused_like_an_alien_one(use_data: UseData, published: Path) -> None:
    """So that a link cannot be used to find out which codes exist."""
    use_data(published)
    alien, unknown = look("asp-hapur", district="meerut"), look("asp-hapur", district="<script>")
    assert notice(alien) == notice(unknown) != ""
    assert "script" not in words(unknown)


def test_a_choice_forced_into_the_session_shows_nothing(use_data: UseData, published: Path) -> None:
    from streamlit.testing.v1 import AppTest

    use_data(published)
    app = look("asp-hapur")
    assert isinstance(app, AppTest)
    app.session_state["choice"] = Choice(district="meerut", circle="meerut-cantt")
    assert "<td" not in html(app.run())


@pytest.mark.parametrize("narrowed", [("meerut", None), (None, "meerut-cantt"), ("hapur", "meerut-cantt")])
def test_the_query_itself_returns_no_row_of_another_district(
    use_data: UseData, published: Path, narrowed: tuple[str | None, str | None]
) -> None:
    settings = use_data(published)
    viewer = demo_viewers()["asp-hapur"]
    ctx = Context(settings, viewer, "hi", open_snapshot(settings))
    scope = viewer.scope.narrow(*narrowed)
    for by in ("district", "circle", "thana"):
        assert door.measured(ctx, scope, "K1", by, (WINDOW,)) == {}


def test_the_cache_tells_scopes_apart(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    viewers = demo_viewers()
    contexts = {code: Context(settings, viewers[code], "hi", open_snapshot(settings)) for code in ("dig", "asp-hapur")}
    seen = {
        code: {unit for _, unit in door.measured(ctx, ctx.scope, "K1", "district", (WINDOW,))}
        for code, ctx in contexts.items()
    }
    assert seen == {"dig": {"meerut", "bulandshahr", "baghpat", "hapur"}, "asp-hapur": {"hapur"}}


def test_no_two_scopes_share_a_key() -> None:
    scopes = [
        Scope.whole_range("dig"),
        Scope.whole_range("analyst"),
        Scope("dig"),
        Scope("asp", districts=frozenset({"hapur"})),
        Scope("asp", districts=frozenset({"hapur", "meerut"})),
        Scope("asp", districts=frozenset({"hapur"}), circles=frozenset()),
        Scope("asp", districts=frozenset({"hapur"}), circles=frozenset({"hapur-pilkhuwa"})),
        Scope("asp", districts=frozenset({"hapur"}), thanas=frozenset({"hapur-pilkhuwa"})),
    ]
    assert len({door.scope_key(scope) for scope in scopes}) == len(scopes)


def test_no_cached_function_hides_a_parameter_from_its_key() -> None:
    """Streamlit drops parameters that begin with an underscore."""
    import ast

    tree = ast.parse(Path(door.__file__).read_text(encoding="utf-8"))
    names = [arg.arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for arg in node.args.args]
    assert [name for name in names if name.startswith("_")] == []
