"""How the returns came, on the page of returns: the KPIs with their definitions, and what is asked about in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from access.settings import Settings
from components.filings.quality import TILES
from metrics import catalogue
from tests.older_program import before_the_field
from tests.screens.looking import html, look

UseData = Callable[[Path], Settings]


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_each_kpi_stands_there_with_its_definition(use_data: UseData, filed: Path, lang: str) -> None:
    use_data(filed)
    body = html(look("dig", "returns", lang=lang, window="last-90"))
    for words in (catalogue.load()[code].words(lang) for code in TILES):
        assert words.label in body
        assert words.not_counted in body


def test_thanas_of_which_nothing_was_ever_accepted_are_asked_about_as_such(use_data: UseData, filed: Path) -> None:
    """One return of one Kendra came, so each of the 82 lacks some daily return from the start."""
    use_data(filed)
    body = html(look("dig", "returns", window="last-90"))
    assert "82 केन्द्रों की कोई न कोई दैनिक विवरणी अब तक कभी स्वीकृत नहीं हुई" in body
    assert "आँकड़े 21 सितंबर 2025 तक" not in body


def test_a_snapshot_of_an_older_program_says_what_to_do(use_data: UseData, filed: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(filed, tmp_path / "older"))
    for path in older.glob("snapshots/*/*.duckdb"):
        before_the_field(path)
    use_data(older)
    app = look("dig", "returns", lang="en", window="last-90")
    assert not app.exception
    body = html(app)
    assert "The snapshot must be published anew" in body[body.index("How the returns came") :]
    assert "no hours late" not in body


def test_what_is_asked_stands_above_the_tables_of_months(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    body = html(look("dig", "returns", window="last-90"))
    assert 0 < body.index('<section class="ms-exceptions">') < body.index('<section class="ms-filings">')
    assert body.count('<section class="ms-exceptions">') == 1
