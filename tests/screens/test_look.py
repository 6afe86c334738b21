"""How the matrix, its line and its file read: pure functions, no server."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from access import audit
from access.errors import NotAllowed
from access.roles import check_may_export, check_may_open, demo_viewers, may
from access.settings import Settings
from components import export, matrix_html, sparkline, words
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.matrix import SHAPES, Cell, Column, Held, Matrix, Row
from metrics import catalogue
from metrics.comparison import Change
from warehouse.reads import Window

STYLE = Path(matrix_html.__file__).with_name("style.css").read_text(encoding="utf-8")
WINDOW = Window(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15))
K1, B1 = catalogue.load()["K1"], catalogue.load()["B1"]


def matrix(cell: Cell, kpi: catalogue.Kpi = K1, name: str = "हापुड़", held: tuple[Held, ...] = ()) -> Matrix:
    return Matrix((Column("hapur", name, is_whole=True, held=held),), (Row(kpi, (cell,)),), WINDOW, None)


def drawn(cell: Cell, kpi: catalogue.Kpi = K1, lang: str = "hi", **more: object) -> str:
    table = matrix_html.table(matrix(cell, kpi, **more), lang)  # type: ignore[arg-type]  # passed on as they are
    return table[table.index("<td") : table.index("</td>")]


def test_digits_are_grouped_and_months_named_as_the_language_does() -> None:
    assert words.number("hi", 405176) == words.number("en", 405176) == "4,05,176"
    assert words.day("hi", date(2025, 10, 5)) == "5 अक्टूबर 2025"
    assert words.period("en", WINDOW.start, WINDOW.end) == "17 October – 15 November 2026"
    assert words.moment("hi", datetime(2026, 11, 16, 9, 40)) == "16 नवंबर 2026, 09:40"


def test_what_is_missing_is_a_dash_with_words_and_never_a_nought() -> None:
    cell = drawn(Cell("hapur", status="no_data", n_missing=11, n_expected=11))
    assert "—" in cell
    assert "आँकड़े नहीं" in cell
    assert "अप्राप्त 11/11" in cell
    assert not re.search(r">\s*0\b", cell)


def test_a_suppressed_cell_gives_nothing_away() -> None:
    cell = drawn(Cell("hapur", 42.0, 3, 7, 1, 2, "met", before=9.0, trend=(1.0, 2.0), is_suppressed=True))
    assert "&lt;5" in cell
    assert not re.search(r"42|\b3\b|\b7\b|data:", cell)


def test_status_is_a_shape_a_word_and_a_colour() -> None:
    for status in ("met", "missed", "watch", "steady", "too_few", "context"):
        cell = drawn(Cell("hapur", 90.0, 90, 100, status=status))
        assert f'class="is-{status} whole"' in cell
        assert re.search(rf'<b class="status">{SHAPES[status]} \S+', cell)
    assert len(set(SHAPES.values())) >= 7


@pytest.mark.parametrize(
    ("change", "shown", "kind"),
    [
        (Change(2.06, True, True), "▲ 2.1 सुधार", "better"),
        (Change(-2.0, True, False), "▼ 2.0 प्रतिकूल", "worse"),
        (Change(-2.0, False, None), "▼ 2.0", "noise"),
        (Change(0.0, False, None), "± 0", "noise"),
        (Change(-0.04, False, None), "± 0.0", "noise"),
    ],
)
def test_a_change_is_coloured_only_beyond_noise(change: Change, shown: str, kind: str) -> None:
    assert f'<span class="{kind}">{shown}</span>' in drawn(Cell("hapur", 90.0, 90, 100, status="met", change=change))


def test_a_stock_says_then_and_now() -> None:
    assert "पहले 278 (+19.4 %)" in drawn(Cell("hapur", 332.0, 332, None, status="missed", before=278.0), B1)


def test_only_kpis_of_the_held_return_are_called_old() -> None:
    held = (Held("inspections", "कम पंक्तियाँ", None),)
    cell = Cell("hapur", 90.0, 90, 100, status="met")
    assert "पुराने आँकड़े" in drawn(cell, catalogue.load()["I1"], held=held)
    assert "पुराने आँकड़े" not in drawn(cell, K1, held=held)


def test_names_cannot_carry_markup() -> None:
    assert "<script>" not in matrix_html.table(matrix(Cell("hapur"), name="<script>alert(1)</script>"), "hi")


def test_a_gap_in_the_line_stays_a_gap() -> None:
    picture = sparkline.svg((90.0, 91.0, None, 93.0, 94.0))
    assert picture is not None
    assert picture.count("<path") == 2


def test_too_little_for_a_line_draws_none() -> None:
    assert sparkline.svg((None, None, 90.0)) is None


def test_a_line_stays_inside_its_picture() -> None:
    uri = sparkline.data_uri((0.0, 100.0, 50.0), target=120.0)
    assert uri is not None
    assert '"' not in uri and "'" not in uri
    heights = [float(y) for y in re.findall(r"[ML]?[\d.]+ ([\d.]+)", unquote(uri).split("<path")[1])]
    assert all(0 <= y <= sparkline.HEIGHT for y in heights)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "met", "missed", "watch", "line"])
def test_every_text_stands_out_seven_to_one(theme: int, text: str) -> None:
    colours = {
        name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((\S+), (\S+)\)", STYLE)
    }
    grounds = {
        "met": ("card", "whole"),
        "missed": ("card", "missed-tint"),
        "watch": ("card", "watch-tint", "missed-tint"),
        "line": ("paper", "card"),
    }.get(text, ("paper", "card", "whole", "missed-tint", "watch-tint"))
    for ground in grounds:
        assert contrast(colours[text][theme], colours[ground][theme]) >= 7, ground


def test_the_bar_stands_out_seven_to_one() -> None:
    for bar in re.findall(r"--bar: light-dark\((\S+), (\S+)\)", STYLE)[0]:
        assert contrast("#ffffff", bar) >= 7


def context(tmp_path: Path, published: Path, use_data: object) -> Context:
    from warehouse.query import open_snapshot

    settings = Settings(data=published)
    return Context(Settings(data=tmp_path), demo_viewers()["dig"], "hi", open_snapshot(settings))


def test_the_file_says_what_is_shown_and_how_it_was_asked(tmp_path: Path, published: Path, use_data: object) -> None:
    ctx = context(tmp_path, published, use_data)
    shown = matrix(Cell("hapur", 90.0, 1090, 1211, 88.1, 91.6, "met", change=Change(2.0, True, True)))
    data = export.to_csv(export.lines(ctx, shown, "हापुड़"))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    heads = {row[0]: row[1] for row in rows[:6]}
    assert heads["अवधि"].startswith("अवधि 17 अक्टूबर – 15 नवंबर 2026")
    assert heads["स्थिति दिनांक"] == "15 नवंबर 2026"
    assert heads["प्रकाशन क्रमांक"] == ctx.snapshot.id
    line = dict(zip(rows[7], rows[8], strict=True))
    assert (line["मान"], line["अंश"], line["हर"]) == ("90", "1090", "1211")
    assert (line["अन्तर"], line["अन्तर का अर्थ"]) == ("2", "सुधार")


def test_the_file_is_suppressed_like_the_screen(tmp_path: Path, published: Path, use_data: object) -> None:
    ctx = context(tmp_path, published, use_data)
    shown = matrix(Cell("hapur", status="too_few", is_suppressed=True))
    rows = list(csv.reader(io.StringIO(export.to_csv(export.lines(ctx, shown, "हापुड़")).decode("utf-8-sig"))))
    line = dict(zip(rows[7], rows[8], strict=True))
    assert (line["मान"], line["अंश"], line["हर"]) == ("<5", "", "")


def test_the_file_of_a_page_holds_its_tiles_and_each_table_under_its_title(
    tmp_path: Path, published: Path, use_data: object
) -> None:
    ctx = context(tmp_path, published, use_data)
    tiles = export.tiles(matrix(Cell("hapur", 90.0, 1090, 1211, status="met")), "hi")
    waiting = Table(("इकाई", "लंबित"), (("हापुड़", 57.456), ("बागपत", None), ("मेरठ", "<5")), ("टिप्पणी",))
    told = export.page_lines(
        ctx, "overview", Choice(compare="previous"), WINDOW, "हापुड़", [("सूचक", tiles), ("आयु", waiting)]
    )
    assert ["अवधि", "17 अक्टूबर – 15 नवंबर 2026"] in told
    assert ["तुलना", "इससे ठीक पहले की अवधि"] in told
    assert told[-7:] == [[], ["आयु"], ("इकाई", "लंबित"), ["हापुड़", 57.46], ["बागपत", ""], ["मेरठ", "<5"], ["टिप्पणी"]]
    line = dict(zip(told[9], told[10], strict=True))
    assert (line["मान"], line["अंश"], line["हर"]) == (90, 1090, 1211)
    assert told[8] == ["सूचक"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_text_cannot_become_a_formula(cell: str) -> None:
    assert str(export.safe(cell)).startswith("'")


def test_figures_stay_figures() -> None:
    assert export.safe(-3.2) == -3.2


def test_the_audit_appends_offices_and_no_names(tmp_path: Path) -> None:
    settings, viewer = Settings(data=tmp_path), demo_viewers()["asp-hapur"]
    path = audit.record(settings, "sign_in", viewer)
    assert audit.record(settings, "export", viewer, page="overview", district="hapur") == path
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert '"viewer": "asp-hapur"' in lines[1]
    assert path.stat().st_mode & 0o077 == 0


def test_rights_are_checked_with_a_reason_and_its_yes_or_no() -> None:
    dig = demo_viewers()["dig"]
    barred = dig.model_copy(update={"role": dig.role.model_copy(update={"may_export": False})})
    assert may(check_may_export, dig)
    assert not may(check_may_export, barred)
    assert not may(check_may_open, dig, "nowhere")
    with pytest.raises(NotAllowed, match="may not take files away"):
        check_may_export(barred)


def test_the_demonstrations_asps_are_the_districts_of_the_range() -> None:
    from warehouse.reference import load_reference

    districts = {code for viewer in demo_viewers().values() for code in viewer.districts}
    assert districts == set(load_reference(Settings()).district_codes)
