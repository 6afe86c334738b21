"""On the page of returns: what contradicts and what was changed, in both languages, and nothing of another district."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from access.settings import Settings
from tests.older_program import before_the_field
from tests.screens.looking import html, look

UseData = Callable[[Path], Settings]
SECTION = {"hi": "विवरणियों का आपसी मेल और बाद के बदलाव", "en": "Returns that contradict, and what was changed afterwards"}
NONE = {"hi": "ऐसा अन्तर नहीं मिला", "en": "no Kendra shows such a difference"}


def section_of(viewer: str, lang: str) -> str:
    _, _, after = html(look(viewer, "returns", lang=lang, window="last-90")).partition(SECTION[lang])
    return after


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_where_nothing_contradicts_it_is_said_and_what_is_not_known_is_no_nought(
    lang: str, use_data: UseData, filed: Path
) -> None:
    use_data(filed)
    body = section_of("dig", lang)
    assert NONE[lang] in body
    assert (
        body.count('<article class="ms-tile is-no_data"') >= 1
    )  # no visits came, so nobody can say whether they agree


def test_an_asp_reads_nothing_of_another_district(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    assert "हापुड़" not in section_of("asp-baghpat", "hi")


@pytest.mark.parametrize(("lang", "anew"), [("hi", "फिर से प्रकाशित करना होगा"), ("en", "must be published anew")])
def test_a_publication_of_an_older_program_says_what_to_do(
    lang: str, anew: str, use_data: UseData, filed: Path, tmp_path: Path
) -> None:
    shutil.copytree(filed, tmp_path / "older")
    for path in (tmp_path / "older").glob("snapshots/*/*.duckdb"):
        before_the_field(path)
    use_data(tmp_path / "older")
    body = section_of("dig", lang)
    assert anew in body
    assert NONE[lang] not in body


def test_a_single_thana_has_its_figures_and_no_units_beside_it(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    app = look("dig", "returns", lang="en", window="last-90", district="hapur", thana="babugarh")
    assert not app.exception
    body = html(app)
    assert "refusal" not in body
    _, _, after = body.partition(SECTION["en"])
    assert "D9" in after
    assert "See by unit" not in body
    assert "Restatements of published figures" in after, "the page is drawn to its end"
