"""The program was upgraded and nothing republished yet: what worked before still does, what is new says what to do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from access.settings import Settings
from tests.older_program import before_the_field
from tests.screens.looking import html, look

Use = Callable[[Path], Settings]
WORKED_BEFORE = {
    "": "ms-matrix",
    "returns": "ms-filings",
    "cases": "ms-tiles",
    "backlog": "ms-tiles",
    "fir": "ms-watch",
    "explore": "ms-explored",
}
SAID = {"hi": "स्नैपशॉट फिर से प्रकाशित करना होगा", "en": "The snapshot must be published anew"}


@pytest.fixture(scope="module")
def older(published: Path, filed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small snapshot and the one with its files, as the program before this one would have left them."""
    folders = {}
    for name, source in (("published", published), ("filed", filed)):
        folders[name] = tmp_path_factory.mktemp("older") / name
        shutil.copytree(source, folders[name])
        for path in folders[name].glob("snapshots/*/*.duckdb"):
            before_the_field(path)
    return folders


@pytest.mark.parametrize("page", WORKED_BEFORE, ids=lambda page: page or "overview")
@pytest.mark.parametrize("viewer", ["dig", "asp-hapur"])
def test_a_page_that_worked_before_is_drawn(use_data: Use, older: dict[str, Path], viewer: str, page: str) -> None:
    use_data(older["filed" if page == "returns" else "published"])
    app = look(viewer, page, lang="en")
    assert not app.exception
    assert "refusal" not in html(app)
    assert WORKED_BEFORE[page] in html(app)


@pytest.mark.parametrize("name", ["Pandal-night coverage", "Formality index"])
def test_what_is_new_among_old_figures_is_no_data(use_data: Use, older: dict[str, Path], name: str) -> None:
    use_data(older["published"])
    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", html(look("dig", lang="en")), re.DOTALL) if f">{name}<" in row]
    assert set(re.findall(r'<td class="is-(\w+)', row)) == {"no_data"}


@pytest.mark.parametrize("page", ["squads", "hotspots", "pandals", "inspections", "awareness", "circulars"])
@pytest.mark.parametrize(("viewer", "lang"), [("dig", "hi"), ("asp-hapur", "en")])
def test_a_new_page_says_that_the_snapshot_must_be_published_anew(
    use_data: Use, older: dict[str, Path], viewer: str, page: str, lang: str
) -> None:
    use_data(older["published"])
    app = look(viewer, page, lang=lang)
    assert not app.exception
    assert SAID[lang] in html(app)
    assert "ms-value" not in html(app)
