"""Until real sign-in is configured, only this machine is served."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit import config

from access.errors import BadSettings
from access.settings import Settings, load_settings
from components.guard import is_loopback, why_refused
from metrics import catalogue
from tests.screens.looking import html, look

UseData = Callable[[Path], Settings]
LOCAL = {"Host": "127.0.0.1:8501"}


@pytest.fixture
def bound_to() -> Iterator[Callable[[str | None], None]]:
    before = config.get_option("server.address")
    yield lambda address: config.set_option("server.address", address)
    config.set_option("server.address", before)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "[::1]", "localhost", "LOCALHOST", "localhost."])
def test_loopback_addresses(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", [None, "", "0.0.0.0", "::", "10.1.2.3", "127.0.0.1.example.org", "localhost.example.org", "2130706433", "0"]
)
def test_addresses_that_are_not_loopback(host: str | None) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "headers",
    [{}, LOCAL, {"host": "localhost:8501"}, {"Host": "[::1]:8501"}, LOCAL | {"X-Forwarded-For": "127.0.0.1, ::1"}],
)
def test_this_machine_is_served(headers: dict[str, str]) -> None:
    assert why_refused("127.0.0.1", headers, None, demo_sign_in=True) is None


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Host": "dashboard.example.org"}, "guard.host"),
        ({"Host": "127.0.0.1.example.org:8501"}, "guard.host"),
        ({"host": "10.1.2.3:8501"}, "guard.host"),
        (LOCAL | {"X-Forwarded-For": "10.1.2.3"}, "guard.forwarded"),
        (LOCAL | {"X-Forwarded-For": "127.0.0.1, 10.1.2.3"}, "guard.forwarded"),
        (LOCAL | {"x-forwarded-for": ""}, "guard.forwarded"),
        (LOCAL | {"X-Real-IP": "10.1.2.3"}, "guard.forwarded"),
        (LOCAL | {"X-Forwarded-Host": "dashboard.example.org"}, "guard.forwarded"),
        (LOCAL | {"Forwarded": 'for="10.1.2.3";proto=https'}, "guard.forwarded"),
    ],
)
def test_whatever_came_from_elsewhere_is_refused(headers: dict[str, str], reason: str) -> None:
    assert why_refused("127.0.0.1", headers, None, demo_sign_in=True) == reason


def test_another_machine_is_refused() -> None:
    assert why_refused("127.0.0.1", LOCAL, "10.1.2.3", demo_sign_in=True) == "guard.peer"


@pytest.mark.parametrize("address", [None, "0.0.0.0", "10.1.2.3", "::"])
@pytest.mark.parametrize("viewer", [None, "dig"])
def test_on_any_other_address_nothing_is_served(
    use_data: UseData,
    published: Path,
    bound_to: Callable[[str | None], None],
    address: str | None,
    viewer: str | None,
) -> None:
    use_data(published)
    bound_to(address)
    app = look(viewer)
    assert "डैशबोर्ड इस पते पर नहीं खुलेगा" in html(app)
    assert "http://127.0.0.1:8501" in html(app)
    assert not app.button
    assert "ms-matrix" not in html(app)


def test_without_any_sign_in_nothing_is_served(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSION_DEMO_SIGN_IN", "false")
    use_data(published)
    assert "ms-matrix" not in html(look("dig"))
    load_settings.cache_clear()


def test_before_sign_in_there_are_only_the_viewers(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look(None)
    assert [button.key for button in app.button] == [
        f"sign_in_{code}" for code in ("dig", "asp-meerut", "asp-bulandshahr", "asp-baghpat", "asp-hapur", "analyst")
    ]
    assert "स्थानीय प्रदर्शन प्रवेश" in html(app)
    assert "ms-matrix" not in html(app)


def test_the_sign_in_stays_marked_as_a_demonstration(use_data: UseData, published: Path) -> None:
    use_data(published)
    assert "स्थानीय प्रदर्शन प्रवेश" in html(look("asp-hapur"))


def test_signing_out_leaves_nothing_behind(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look(None)
    app.button(key="sign_in_asp-hapur").click().run()
    assert "ms-matrix" in html(app)
    app.button(key="sign_out").click().run()
    assert "ms-matrix" not in html(app)
    assert "choice" not in app.session_state


def test_a_wrong_setting_is_named_and_nothing_is_served(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_data(published)
    monkeypatch.setenv("MISSION_SMALL_CELL", "many")
    load_settings.cache_clear()
    shown = html(look("dig"))
    assert "MISSION_SMALL_CELL" in shown
    assert "A setting is wrong" in shown
    assert "ms-matrix" not in shown


def test_a_broken_master_list_is_named_by_its_line_and_nothing_is_served(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lists = tmp_path / "lists"
    shutil.copytree(use_data(published).reference, lists)
    thanas = (lists / "thanas.csv").read_text(encoding="utf-8").splitlines()
    thanas[4] = "No code!" + thanas[4][thanas[4].index(",") :]
    (lists / "thanas.csv").write_text("\n".join(thanas) + "\n", encoding="utf-8")
    monkeypatch.setenv("MISSION_REFERENCE", str(lists))
    load_settings.cache_clear()
    shown = html(look("dig"))
    assert "thanas.csv, line 5" in shown
    assert "ms-matrix" not in shown


def test_a_broken_catalogue_entry_is_named_and_nothing_is_served(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> catalogue.Catalogue:
        raise BadSettings("settings.wrong", faults="catalogue.toml, line 7")

    use_data(published)
    monkeypatch.setattr(catalogue, "load", broken)
    shown = html(look("dig"))
    assert "catalogue.toml, line 7" in shown
    assert "ms-matrix" not in shown
