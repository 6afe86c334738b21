"""Every figure: data in, marks and words out, and a table twin that holds the same numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from components import export, theme
from components.charts import against, bands, bars, flow, legend, look, naming, signals
from components.charts.against import Dot, Limit, Pair
from components.charts.bands import Aged
from components.charts.bars import Bucket, Share, Stage
from components.charts.flow import Eve, Stretch
from components.charts.naming import Point
from components.charts.show import twin
from components.charts.signals import Series, Step
from components.charts.table import Table

STAGES = [
    Stage("प्राप्त", 400),
    Stage("सुने गये", 380),
    Stage("सहयोगी विभाग को भेजे गये", 90, of=120),
    Stage("पुनः खुले", 3, is_suppressed=True),
    Stage("फीडबैक", None),
]
SHARES = [
    Share("विधिक", 91.5, 200, "watch"),
    Share("चिकित्सीय", 62.25, 160, "missed"),
    Share("पुनर्वास", 1.0, 3, "met", is_suppressed=True),
    Share("सुरक्षा", None, None, "no_data"),
]
BUCKETS = [Bucket("24 घंटे के भीतर", 75), Bucket("अब तक पंजीकृत नहीं", 25, is_late=True)]
BANDS = ("0–7 दिन", "8–15 दिन", "30 से अधिक")
AGED = [Aged("बागपत", (30, 20, 12), 7, "सबसे पुराना 91 दिन"), Aged("दौराला", (1, 2, 0), 1, is_suppressed=True)]
STRETCHES = [
    Stretch(date(2026, 11, 1), 12, 9, 300),
    Stretch(date(2026, 11, 8), None, None, None),
    Stretch(date(2026, 11, 15), 15, 4, 311),
]
EVES = [Eve(-2, 41, is_eve=True), Eve(-1, 52.5, is_eve=True), Eve(0, 8), Eve(1, 2, is_suppressed=True)]
PAIRS = [
    Pair("बागपत", 278, 332, "▲ सामान्य उतार-चढ़ाव से अधिक", "missed"),
    Pair("पिलखुवा", None, 88, "तब आँकड़े नहीं"),
    Pair("धौलाना", 2, 4, "", is_suppressed=True),
]
DOTS = [Dot("मवाना", 120, 71.0), Dot("मुंडाली", 150, 41.0, "सामान्य से कम")]
LIMITS = [Limit(10, 40, 100, 25, 100), Limit(200, 64, 76, 60, 80)]
SERIES = Series(
    ("1 अक्टूबर", "2 अक्टूबर", "3 अक्टूबर", "4 अक्टूबर"),
    (40.0, None, 61.5, 39.0),
    40.0,
    27.0,
    53.0,
    {2: "सीमा से बाहर"},
)
STEPS = [Step(0, 1.0, 1.0, 1.0), Step(9, 0.5, 0.45, 0.55), Step(30, 0.2, 0.15, 0.25)]

Pair_ = tuple[go.Figure | None, Table]


def every(lang: str) -> dict[str, Pair_]:
    return {
        "funnel_bars": (bars.funnel_bars(STAGES, lang), bars.funnel_table(STAGES, lang)),
        "share_bars": (bars.share_bars(SHARES, lang, 95), bars.share_table(SHARES, lang, 95)),
        "hours_strip": (bars.hours_strip(BUCKETS, lang), bars.hours_table(BUCKETS, lang)),
        "stacked_bands": (bands.stacked_bands(AGED, BANDS, lang), bands.bands_table(AGED, BANDS, lang)),
        "flow": (flow.flow(STRETCHES, lang), flow.flow_table(STRETCHES, lang)),
        "eve_bars": (flow.eve_bars(EVES, lang, 11), flow.eve_table(EVES, lang, 11)),
        "then_now": (
            against.then_now(PAIRS, "8 नवंबर", "23 नवंबर", lang),
            against.then_now_table(PAIRS, "8 नवंबर", "23 नवंबर", lang),
        ),
        "funnel_plot": (against.funnel_plot(DOTS, LIMITS, 70, lang), against.funnel_plot_table(DOTS, lang)),
        "xmr": (signals.xmr(SERIES, lang), signals.xmr_table(SERIES, lang)),
        "survival": (signals.survival(STEPS, 9, None, lang), signals.survival_table(STEPS, 9, None, lang)),
    }


NAMES = tuple(every("hi"))


def figure(name: str, lang: str = "hi") -> go.Figure:
    drawn = every(lang)[name][0]
    assert drawn is not None
    return drawn


def texts(drawn: go.Figure) -> list[str]:
    """Everything that is written in a figure, without its tags."""
    found = [note.text for note in drawn.layout.annotations]
    for axis in (drawn.layout.xaxis, drawn.layout.yaxis):
        found += [*(axis.ticktext or ()), axis.title.text or ""]
    for trace in drawn.data:
        own = trace.text if isinstance(trace.text, tuple | list) else [trace.text]
        found += [trace.name or "", *(text or "" for text in own or ())]
    return [re.sub(r"<[^>]+>", " ", text.replace("<5", "")).strip() for text in found if text]


def written(name: str) -> str:
    return " | ".join(texts(figure(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_hindi_figure_holds_no_latin_letter(name: str) -> None:
    drawn, table = every("hi")[name]
    assert drawn is not None
    assert not re.search(r"[A-Za-z]", " ".join(texts(drawn)))
    assert not re.search(r"[A-Za-z]", table.sentence("hi"))


@pytest.mark.parametrize("name", NAMES)
def test_the_frame_of_an_english_figure_is_english(name: str) -> None:
    """Names of units and stages come from the caller; what the figure adds of its own follows the language."""
    own = set(texts(figure(name, "en"))) - set(texts(figure(name)))
    assert not [text for text in own if re.search(r"[\u0900-\u097F]", text) and not _is_given(text)]


def _is_given(text: str) -> bool:
    given = [one.name for one in (*STAGES, *SHARES, *BUCKETS, *AGED, *PAIRS, *DOTS)]
    given += [*(one.word for one in PAIRS), *(one.remark for one in AGED), *SERIES.labels, *SERIES.marked.values()]
    left = text
    for one in sorted(filter(None, given), key=len, reverse=True):
        left = left.replace(one, "")
    return not re.search(r"[\u0900-\u097F]", left)


@pytest.mark.parametrize("name", NAMES)
def test_type_is_large_enough_for_a_call(name: str) -> None:
    drawn = figure(name)
    sizes = [note.font.size or look.SIZE for note in drawn.layout.annotations]
    sizes += [trace.textfont.size for trace in drawn.data if trace.text is not None and trace.textfont.size]
    assert min([*sizes, look.SIZE]) >= 14
    assert pytest.approx(14) == drawn.layout.template.layout.uniformtext.minsize


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_thick_and_nothing_waits_for_a_pointer(name: str) -> None:
    drawn = figure(name)
    lines = [trace.line.width for trace in drawn.data if trace.type == "scatter" and "lines" in trace.mode]
    assert all(width >= 3 for width in lines if width)
    assert drawn.layout.template.layout.hovermode is False


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_words_for_those_who_cannot_see_it(name: str) -> None:
    assert re.search(r"[\u0900-\u097F]", every("hi")[name][1].sentence("hi"))


def test_nothing_given_draws_nothing() -> None:
    drawn = [
        bars.funnel_bars([], "hi"),
        bars.share_bars([], "hi", 95),
        bars.hours_strip([], "hi"),
        bands.stacked_bands([], BANDS, "hi"),
        flow.flow([], "hi"),
        flow.eve_bars([], "hi"),
        against.then_now([], "तब", "अब", "hi"),
        against.funnel_plot([], LIMITS, 70, "hi"),
        signals.xmr(None, "hi"),
        signals.xmr(Series(("1",), (None,), 0, 0, 0), "hi"),
        signals.survival([], None, None, "hi"),
    ]
    assert drawn == [None] * len(drawn)


def test_a_funnel_says_count_and_share_beside_each_bar() -> None:
    drawn = figure("funnel_bars")
    assert list(drawn.data[0].x) == [400, 380, 90, None, None]
    beside = [note.text for note in drawn.layout.annotations]
    assert beside == [
        "<b>400</b> · 100\u202f%",
        "<b>380</b> · 95.0\u202f%",
        "<b>90</b> · 75.0\u202f%",
        "<b><5</b>",
        "<b>ज्ञात नहीं</b>",
    ]


def test_a_long_name_is_wrapped_and_never_cut() -> None:
    label = figure("funnel_bars").layout.yaxis.ticktext[2]
    assert "<br>" in label
    assert label.replace("<br>", " ") == "सहयोगी विभाग को भेजे गये"
    assert look.wrap("अतिदीर्घाक्षरशब्दसमूहनामकम्", 5) == "अतिदीर्घाक्षरशब्दसमूहनामकम्"


def test_a_suppressed_count_leaves_a_gap_and_is_written_as_few() -> None:
    """Neither the mark nor the table nor the spoken words give it away."""
    assert figure("share_bars").data[0].x[2] is None
    assert all(trace.x[1] is None for trace in figure("stacked_bands").data)
    assert figure("eve_bars").data[0].y[3] is None
    assert all(row not in trace.y for trace in figure("then_now").data for row in [2])
    tables = {name: table for name, (_, table) in every("hi").items()}
    rows = [
        tables["funnel_bars"].rows[3],
        tables["share_bars"].rows[2],
        tables["stacked_bands"].rows[1],
        tables["eve_bars"].rows[3],
        tables["then_now"].rows[2],
    ]
    assert all(value == "<5" or isinstance(value, str) for row in rows for value in row[1:])
    assert all("<5" in row for row in rows)


def test_shares_of_all_are_not_told_beside_a_hidden_part() -> None:
    hidden = [Bucket("24 घंटे के भीतर", 75), Bucket("बाद में", 2, is_late=True, is_suppressed=True)]
    assert "%" not in " ".join(note.text for note in bars.hours_strip(hidden, "hi").layout.annotations)  # type: ignore[union-attr]  # two buckets draw a figure
    assert bars.hours_table(hidden, "hi").rows[0][2] is None


def test_a_missed_target_is_hatched_named_by_its_shape_and_set_against_the_line() -> None:
    drawn = figure("share_bars")
    assert list(drawn.data[0].marker.pattern.shape) == ["", "/", "", ""]
    assert [note.text[0] for note in drawn.layout.annotations[:4]] == ["◆", "■", "○", "–"]
    assert drawn.layout.shapes[0].x0 == drawn.layout.shapes[0].x1 == 95
    assert "लक्ष्य 95" in drawn.layout.annotations[4].text


def test_bands_stand_one_after_another_and_lawful_pendency_apart() -> None:
    drawn = figure("stacked_bands")
    assert [(trace.x[0], trace.base[0]) for trace in drawn.data[:3]] == [(30, 0), (20, 30), (12, 50)]
    lawful = drawn.data[3]
    assert lawful.x[0] == 7
    assert lawful.base[0] > 62
    assert lawful.marker.pattern.shape == "."
    assert [note.text for note in drawn.layout.annotations] == ["<b>62</b><br>सबसे पुराना 91 दिन", "<b><5</b>"]
    assert every("hi")["stacked_bands"][1].rows[0] == ("बागपत", 30, 20, 12, 62, 7)


def test_bands_too_small_to_tell_apart_stand_together_and_the_total_is_the_callers_to_give() -> None:
    aged = [Aged("बागपत", (30, None, None), whole=34), Aged("बड़ौत", (30, 20, None))]
    drawn = bands.stacked_bands(aged, BANDS, "hi")
    assert drawn is not None
    assert [trace.x[0] for trace in drawn.data] == [30, None, None, 4]
    assert [note.text for note in drawn.layout.annotations] == ["<b>34</b>", "<b>ज्ञात नहीं</b>"]
    assert bands.bands_table(aged, BANDS, "hi").rows[0] == ("बागपत", 30, "<5", "<5", 34, "<5")


def test_a_flow_too_small_to_show_is_a_gap_and_few_in_the_table() -> None:
    one = Stretch(date(2026, 11, 1), 3, 9, 300, few=frozenset({"opened"}))
    drawn = flow.flow([one], "hi")
    assert drawn is not None
    assert [trace.y[0] for trace in drawn.data] == [300, None, 9]
    assert flow.flow_table([one], "hi").rows[0][1:] == ("<5", 9, 300)


def test_a_week_of_which_nothing_is_known_is_a_gap_in_line_and_columns() -> None:
    stock, opened, closed = figure("flow").data
    assert (stock.y[1], opened.y[1], closed.y[1]) == (None, None, None)
    assert stock.connectgaps is False
    assert closed.marker.pattern.shape == "/"
    assert {"<b>300</b>", "<b>311</b>"} <= {note.text for note in figure("flow").layout.annotations}


def test_the_eve_of_a_review_is_hatched_and_set_against_a_usual_day() -> None:
    drawn = figure("eve_bars")
    assert list(drawn.data[0].marker.pattern.shape) == ["/", "/", "", ""]
    assert drawn.layout.shapes[0].y0 == 11
    assert "52.5" in written("eve_bars")
    assert [row[0] for row in every("hi")["eve_bars"][1].rows] == ["2 दिन पहले", "1 दिन पहले", "समीक्षा", "1 दिन बाद"]


def test_only_the_eves_the_highest_day_and_what_has_no_column_are_written() -> None:
    eves = [Eve(-2, 41, is_eve=True), Eve(-1, 4, is_suppressed=True), Eve(0, 50), Eve(1, 30), Eve(2, 0)]
    drawn = flow.eve_bars(eves, "hi", tone=look.LINE)
    assert drawn is not None
    assert [note.text for note in drawn.layout.annotations] == ["<b>41</b>", "<b><5</b>", "<b>50</b>", "<b>0</b>"]
    assert set(drawn.data[0].marker.color) == {look.LINE}


def test_an_axis_of_nothing_counts_no_tenths_of_women() -> None:
    drawn = flow.flow([Stretch(date(2026, 11, 1), 0, 0, 0), Stretch(date(2026, 11, 8), 0, 0, 0)], "hi")
    assert drawn is not None
    assert min(drawn.layout.yaxis.range[1], drawn.layout.yaxis2.range[1]) > 4


def test_then_and_now_give_both_figures_the_change_and_its_word() -> None:
    first, second, _ = (note.text for note in figure("then_now").layout.annotations)
    assert first == "<b>278 → 332 (+19.4\u202f%)</b><br>▲ सामान्य उतार-चढ़ाव से अधिक"
    assert second == "<b>ज्ञात नहीं → 88</b><br>तब आँकड़े नहीं"
    assert every("hi")["then_now"][1].rows[0][1:4] == (278, 332, 54)


def test_only_a_unit_beyond_the_limits_is_named_in_the_funnel() -> None:
    drawn = figure("funnel_plot")
    assert [note.text for note in drawn.layout.annotations] == ["<b>मुंडाली 41.0\u202f%</b>"]
    assert [(trace.marker.symbol, list(trace.x)) for trace in drawn.data[4:]] == [("circle", [120]), ("square", [150])]
    assert [row[0] for row in every("hi")["funnel_plot"][1].rows] == ["मवाना", "मुंडाली"]


def test_names_in_the_funnel_cover_no_point_and_not_one_another() -> None:
    left, right = ((0, 100), (0, 100)), Point(50, 50)
    alone, crowded = (naming.names([("खेकड़ा", right)], points, *left)[0] for points in ([right], [right, Point(58, 50)]))
    assert (alone["xanchor"], alone["xshift"] > 0) == ("left", True)
    assert (crowded["xanchor"], crowded["xshift"] < 0) == ("right", True)
    two = naming.names([("खेकड़ा", right), ("रोहटा", Point(50, 51))], [right, Point(50, 51)], *left)
    assert two[0]["xanchor"] != two[1]["xanchor"]


def test_the_words_of_a_rule_stand_at_the_edge_where_no_point_lies() -> None:
    drawn = figure("xmr")
    told = next(note for note in drawn.layout.annotations if "सीमा से बाहर" in note.text)
    assert told.ay == drawn.layout.yaxis.range[1] > max(value or 0 for value in SERIES.values)
    assert not any(note.bgcolor for note in drawn.layout.annotations)


def test_a_signal_of_the_series_is_a_square_with_its_rule() -> None:
    drawn = figure("xmr")
    assert list(drawn.data[0].marker.symbol) == ["circle", "circle", "square", "circle"]
    assert "61.5" in written("xmr")
    assert "सीमा से बाहर" in written("xmr")
    assert [shape.y0 for shape in drawn.layout.shapes] == [40.0, 27.0, 53.0]


def test_a_quantile_that_the_curve_does_not_reach_is_said_and_not_marked() -> None:
    drawn = figure("survival")
    marks = [trace for trace in drawn.data if trace.mode == "markers"]
    assert [(list(mark.x), list(mark.y)) for mark in marks] == [([9], [50.0])]
    assert "आधे प्रकरण 9 दिन में बन्द" in written("survival")
    assert "दस में से नौ अभी बन्द नहीं हुए" in written("survival")
    assert every("hi")["survival"][1].rows[1] == pytest.approx((9, 50, 45, 55))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "survival"])
def test_the_twin_holds_what_the_marks_are_drawn_from(name: str) -> None:
    drawn, table = every("hi")[name]
    assert drawn is not None
    told = {round(float(value), 6) for row in table.rows for value in row if isinstance(value, int | float)}
    assert {value for value in marks_of(drawn, name) if round(value, 6) not in told} == set()


def marks_of(drawn: go.Figure, name: str) -> set[float]:
    """The figures that the marks stand for; positions of rows and lines of limits are none."""
    across = {"funnel_bars", "share_bars", "hours_strip", "stacked_bands", "then_now"}
    found: set[float] = set()
    for trace in drawn.data:
        is_frame = name == "funnel_plot" and trace.mode == "lines"
        values: Any = trace.x if name in across else trace.y
        found |= set() if is_frame else {float(value) for value in values if value is not None}
    return found


def test_one_list_of_rows_makes_the_table_and_the_file() -> None:
    table = Table(("इकाई", "संख्या"), (("बागपत <सदर>", 1204), ("=हापुड़", None)), ("टिप्पणी",))
    assert table.lines() == [("इकाई", "संख्या"), ["बागपत <सदर>", 1204], ["=हापुड़", ""], ["टिप्पणी"]]
    assert "1,204" in table.html("hi")
    assert "<सदर>" not in table.html("hi")
    assert "'=हापुड़" in export.to_csv(table.lines()).decode("utf-8-sig")
    assert twin(table, "hi").startswith("<details")


def test_what_rounds_to_nought_has_no_sign() -> None:
    drawn = Table(("इकाई", "अन्तर"), (("क", -0.04), ("ख", -0.06), ("ग", 0.04))).html("hi")
    assert re.findall(r'<td class="figure">(.*?)</td>', drawn) == ["0.0", "−0.1", "0.0"]


def test_a_column_of_figures_has_one_number_of_decimals_and_stands_at_the_right() -> None:
    drawn = Table(("इकाई", "प्रतिशत", "अर्थ"), (("क", 9.5, "सही"), ("ख", 10.0, "<5"), ("ग", "गोपनीय", None))).html("hi")
    assert '<td class="figure">10.0</td>' in drawn
    assert '<td class="figure">गोपनीय</td>' in drawn
    assert '<th scope="col" class="figure">प्रतिशत</th>' in drawn
    assert "<td>&lt;5</td>" in drawn


def test_the_key_names_each_mark_by_form_as_well_as_colour() -> None:
    told = legend.html(figure("stacked_bands"))
    assert all(f"</i>{name}" in told for name in (*BANDS, "विधिसम्मत प्रतीक्षा"))
    assert "○" in legend.html(figure("then_now"))
    assert "dotted" in legend.html(figure("funnel_plot"))
    assert legend.html(figure("funnel_bars")) == ""


def test_the_style_sheet_turns_every_colour_of_the_figures_into_the_themes() -> None:
    style = Path(theme.__file__).with_name("style.css").read_text(encoding="utf-8")
    for colour, name in look.VARIABLES.items():
        rgb = f"rgb({', '.join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))})"
        assert f"--{name}: light-dark({colour}," in style
        assert f'[style*="fill: {rgb}"]' in style
        assert f'[style*="stroke: {rgb}"]' in style


def test_every_figure_has_the_registered_look() -> None:
    """No express, no template built anew: the template is the registered one."""
    assert all(figure(name).layout.template.layout.font.size == look.SIZE for name in NAMES)


@pytest.mark.parametrize(
    ("column", "is_right"),
    [(("26.9 %", "<5", "1,568"), True), (("0 %", "—"), True), (("1090", "112"), False), (("30 में से 4", "5 %"), False)],
)
def test_shares_in_words_stand_at_the_right_like_counts(column: tuple[str, ...], is_right: bool) -> None:
    drawn = Table(("आच्छादन",), tuple((value,) for value in column)).html("hi")
    assert ('<td class="figure">' in drawn) is is_right
