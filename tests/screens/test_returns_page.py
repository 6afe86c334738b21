"""The page of returns: what each viewer sees of what was sent, and that nothing of another district reaches an ASP."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.errors import NotAllowed
from access.roles import demo_viewers
from access.settings import Settings
from access.sign_offs import of_batch
from components import choice, door, windows
from components.choice import Choice
from components.context import Context
from components.export import to_csv
from components.filings import export, reading, sheet
from tests.screens.looking import ASPS, html, look, notice, words
from warehouse.query import open_snapshot

UseData = Callable[[Path], Settings]
HAPUR, BAGHPAT = "squad_daily-hapur-00001", "squad_daily-baghpat-00002"
SIGN = f"filings_sign_{HAPUR}"
UGLY = "squad_counts_held.csv"
REASON = "10 में से 4 पंक्तियाँ रोकी गईं"


def context(settings: Settings, viewer: str, lang: str = "hi") -> Context:
    return Context(settings, demo_viewers()[viewer], lang, open_snapshot(settings))


def test_the_matrix_says_what_came_late_in_part_and_not_at_all(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    body = html(look("dig", "returns", window="last-90"))
    assert "अक्टूबर 2026 — 3 नवंबर, 18:00 बजे तक देय थी" in body
    assert "◆ आंशिक" in body
    assert "1/11 थाने" in body
    assert "■ अप्राप्त" in body
    assert "◆ रोकी गई" in body


def test_a_district_stands_beside_its_circles_with_what_it_owes_as_a_whole(use_data: UseData, filed: Path) -> None:
    ctx = context(use_data(filed), "asp-hapur")
    places, calendar = door.places(ctx), door.calendar(ctx)
    window = windows.resolve("last-90", calendar)
    assert window is not None
    shown = reading.look(ctx, choice.start(places), places, window)
    assert [unit.name for unit in shown.units][:2] == ["पूरा जनपद", "हापुड़ नगर"]
    owed = next(line for line in shown.months[0].lines if line.return_name == "circulars")
    assert owed.cells[0].state == "missing"
    assert {cell.state for cell in owed.cells[1:]} == {"not_due"}


def test_the_page_compares_nothing_and_does_not_ask_with_what(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    app = look("dig", "returns", compare="last-year")
    assert "filter_compare" not in [select.key for select in app.selectbox]
    assert "last-year" in app.query_params["compare"]


def test_a_chosen_thana_shows_how_late_it_was(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    body = html(
        look("asp-hapur", "returns", district="hapur", circle="hapur-hapur-nagar", thana="babugarh", window="last-90")
    )
    assert '<b class="status">◆ देर से</b><span class="n">2 दिन 2 घंटे</span>' in body


def test_the_range_lists_what_is_held_or_refused_a_district_all_its_files(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    every = html(look("dig", "returns"))
    assert UGLY in every
    assert "awareness_no_district.csv" in every
    assert "1_hapur_squad_daily.csv" not in every
    assert "1_hapur_squad_daily.csv" in html(look("dig", "returns", district="hapur", window="last-90"))


@pytest.mark.parametrize("viewer", [code for code in ASPS if code != "asp-baghpat"])
def test_no_file_batch_or_reason_of_another_district_reaches_an_asp(
    use_data: UseData, filed: Path, viewer: str
) -> None:
    use_data(filed)
    look("dig", "returns")  # whatever the DIG's session left in the caches must not come out here
    look("dig", "returns", batch=BAGHPAT)
    for query in ({}, {"batch": BAGHPAT}, {"district": "baghpat", "batch": BAGHPAT}):
        app = look(viewer, "returns", **query)
        seen = words(app)
        for alien in (UGLY, BAGHPAT, REASON, "awareness_no_district.csv"):
            assert alien not in seen, (query, alien)


def test_a_link_to_another_districts_batch_is_refused_like_an_unknown_one(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    alien, unknown = (look("asp-hapur", "returns", batch=one) for one in (BAGHPAT, "no-such-batch"))
    assert notice(alien) == notice(unknown)
    assert "अधिकार-क्षेत्र में नहीं" in notice(alien)


def test_a_batch_forced_into_the_session_is_refused_too(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    app = look("asp-hapur", "returns")
    app.session_state["filings_chosen"] = BAGHPAT
    seen = words(app.run())
    assert UGLY not in seen
    assert "अधिकार-क्षेत्र में नहीं" in seen


@pytest.mark.parametrize("forced", [Choice(district="baghpat"), Choice(district="baghpat", circle="baghpat-baghpat")])
def test_a_district_forced_into_the_session_shows_nothing_of_it(use_data: UseData, filed: Path, forced: Choice) -> None:
    use_data(filed)
    app = look("asp-hapur", "returns", window="last-90")
    app.session_state["choice"] = replace(forced, window="last-90")
    seen = words(app.run())
    for alien in (UGLY, BAGHPAT, REASON, "समय पर</b>", "अप्राप्त</b>", "रोकी गई</b>"):
        assert alien not in seen, alien


def test_a_sheet_that_is_taken_away_is_in_the_audit(use_data: UseData, filed: Path) -> None:
    settings = use_data(filed)
    assert sheet._take(context(settings, "asp-baghpat"), [BAGHPAT], "csv")
    lines = [json.loads(one) for path in (filed / "logs").iterdir() for one in path.read_text().splitlines()]
    assert (lines[-1]["event"], lines[-1]["viewer"], lines[-1]["batches"]) == ("export", "asp-baghpat", BAGHPAT)


def test_the_sheet_of_another_districts_batch_is_not_made(use_data: UseData, filed: Path) -> None:
    settings = use_data(filed)
    for ids in ([BAGHPAT], [HAPUR, BAGHPAT]):
        with pytest.raises(NotAllowed):
            sheet.sheets(context(settings, "asp-hapur"), ids)


def test_a_batch_is_shown_whole_with_its_sheet_and_mends(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    app = look("asp-baghpat", "returns", batch=BAGHPAT)
    body = html(app)
    for told in (UGLY, "पढ़ी गईं <b>10</b>", "रोकी गईं <b>4</b>", "अस्वीकृति सूची", "लगभग 150", "पढ़ते समय किये गये सुधार"):
        assert told in body, told
    assert "अंकों की लिपि" in body


def test_the_link_reopens_the_batch(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    body = html(look("asp-baghpat", "returns", batch=BAGHPAT))
    assert re.search(rf'href="[^"]*/view-returns\?[^"]*batch={BAGHPAT}', body)


def test_an_asp_signs_once_and_the_page_says_so(use_data: UseData, filed: Path) -> None:
    settings = use_data(filed)
    assert SIGN not in [button.key for button in look("dig", "returns", batch=HAPUR).button]
    app = look("asp-hapur", "returns", batch=HAPUR)
    app.button(key=SIGN).click().run()
    (signed,) = of_batch(settings, HAPUR)
    assert signed.content_hash[:12] in html(app)
    assert SIGN not in [button.key for button in app.button]
    assert "● अपर पुलिस अधीक्षक (नोडल), हापुड़" in html(look("dig", "returns", batch=HAPUR))


def test_a_held_batch_is_not_signed(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    app = look("asp-baghpat", "returns", batch=BAGHPAT)
    assert f"filings_sign_{BAGHPAT}" not in [button.key for button in app.button]


@pytest.mark.parametrize("viewer", ["dig", "asp-hapur"])
def test_the_file_holds_exactly_what_is_shown(use_data: UseData, filed: Path, viewer: str) -> None:
    ctx = context(use_data(filed), viewer)
    places, calendar = door.places(ctx), door.calendar(ctx)
    chosen, window = choice.start(places), windows.resolve("last-90", calendar)
    assert window is not None
    shown = reading.look(ctx, chosen, places, window)
    data = to_csv(export.lines(ctx, shown, window, "हापुड़"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[7][:3] == ["माह", "विवरणी", "इकाई"]
    assert {row[2] for row in rows[8:]} == {unit.name for unit in shown.units}
    assert len(rows[8:]) == sum(len(month.lines) for month in shown.months) * len(shown.units)
    assert ("◆ आंशिक" in {row[4] for row in rows[8:]}) is True


def test_of_a_first_publication_it_is_said_that_nothing_can_have_changed(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look("asp-hapur", "returns")
    assert "यह पहला प्रकाशन है" in html(app)
    assert "filings_restated" not in [select.key for select in app.selectbox]


def test_a_confirmed_name_is_said_to_be_on_record_and_what_to_do_next(use_data: UseData, tmp_path: Path) -> None:
    from etl.files.incoming import from_bytes
    from etl.judging.batches import Delivery
    from etl.progress import Silent
    from etl.run import Lot, load
    from tests.screens.filed_range import GOOD

    settings = use_data(tmp_path)
    text = GOOD.read_text(encoding="utf-8")
    for written, said in (("हापुड़,05", "बाबूगढ़,05"), ("थाना हापुड़,06", "बाबूगढ़,06")):
        assert f"\n{said}" in text
        text = text.replace(f"\n{said}", f"\n{written}")
    load([Lot((from_bytes("hapur.csv", text.encode()),), Delivery(datetime(2026, 11, 2)))], settings, Silent())
    app = look("analyst", "returns", district="hapur", batch="squad_daily-hapur-00001", window="last-90")
    before = confirms(app)
    app.button(key=before[0]).click().run()
    assert not app.exception
    assert "‘हापुड़’ अब ‘" in html(app)
    assert len(before) == 2
    assert confirms(app) == before[1:]  # a second press on the first finds nothing: the other has not taken its place


def confirms(app: AppTest) -> list[str]:
    keys = [str(button.key) for button in app.button]
    return [key for key in keys if key.startswith("alias_confirm_")]


def test_what_changed_since_an_earlier_publication_is_listed(use_data: UseData, tmp_path: Path) -> None:
    from etl.files.incoming import from_bytes
    from etl.judging.batches import Delivery
    from etl.progress import Silent
    from etl.run import Lot, load
    from tests.screens.filed_range import GOOD

    settings = use_data(tmp_path)
    text = GOOD.read_text(encoding="utf-8")
    for number, told in enumerate([text, text.replace("\nबाबूगढ़,05.10.2026,55,12,1", "\nबाबूगढ़,05.10.2026,55,12,9")]):
        file = from_bytes(f"hapur_{number}.csv", told.encode())
        load([Lot((file,), Delivery(datetime(2026, 11, 2 + number)))], settings, Silent())
    app = look("asp-hapur", "returns", window="last-90", district="hapur")
    earlier = app.selectbox(key="filings_restated").options
    assert len(earlier) == 2
    app.selectbox(key="filings_restated").select_index(1).run()
    assert not app.exception
    assert "ms-card refusal" not in html(app)
    changed = html(app).split("पहले प्रकाशित आँकड़ों में बदलाव")[1]
    assert "<td>हापुड़ नगर</td>" in changed
    assert "<code>hapur_1.csv</code>" in changed
