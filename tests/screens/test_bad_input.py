"""Each casework page answers what cannot be shown in words: junk in a link, a snapshot of an older program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from access.settings import Settings
from tests.screens.looking import html, look, notice

Use = Callable[[Path], Settings]
CASEWORK = ("cases", "backlog", "fir")
NEW_TABLES = ("mart_span", "mart_duration")
JUNK = {
    "district": "<script>alert(1)</script>",
    "circle": "' or 1=1 --",
    "thana": "",
    "window": "next-week",
    "compare": "x" * 5000,
    "as_of": "2027-01-01",
    "rows": "../../etc/passwd",
}


@pytest.fixture(scope="module")
def older(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot as an older program would have left it: without the tables and columns of casework."""
    folder = tmp_path_factory.mktemp("older") / "data"
    shutil.copytree(published, folder)
    for path in folder.glob("snapshots/*/review.duckdb"):
        path.chmod(0o600)
        with duckdb.connect(str(path)) as connection:
            for table in NEW_TABLES:
                connection.execute(f"drop table {table}")
            connection.execute("alter table mart_thana_day drop column n_open_over_30")
    return folder


@pytest.mark.parametrize("page", CASEWORK)
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_link_full_of_junk_shows_the_viewers_own_view_and_says_so(
    use_data: Use, published: Path, page: str, lang: str
) -> None:
    use_data(published)
    app = look("asp-hapur", page, lang=lang, **JUNK)
    assert not app.exception
    assert "ms-notice" in notice(app)
    assert "ms-tiles" in html(app)
    assert not [junk for junk in ("<script>", "passwd", "xxxxx", "2027") if junk in html(app)]


@pytest.mark.parametrize("page", CASEWORK)
@pytest.mark.parametrize("value", ["2027-01-01", "yesterday", "2025-02-31", "", "2025-09-29"])
def test_a_day_that_was_no_review_is_refused_and_the_latest_is_shown(
    use_data: Use, published: Path, page: str, value: str
) -> None:
    use_data(published)
    app = look("dig", page, as_of=value)
    assert not app.exception
    assert "स्थिति किस दिन की" in notice(app)
    assert "as_of=latest" in html(app)


@pytest.mark.parametrize("page", CASEWORK)
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_snapshot_of_an_older_program_is_named_and_nothing_is_shown_of_it(
    use_data: Use, older: Path, page: str, lang: str
) -> None:
    use_data(older)
    app = look("dig", page, lang=lang)
    assert not app.exception
    said = {"hi": "पहले के प्रोग्राम से प्रकाशित है", "en": "was published by an earlier program"}
    assert said[lang] in html(app)
    assert "ms-value" not in html(app)
