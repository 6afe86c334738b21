"""The page of inspections: what is planted is asked about, counts are those made by hand, each empty state in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from tests.screens import inspections_range
from tests.screens.looking import VIEWERS, english, html, notice, text

UseData = Callable[[Path], Settings]
See = Callable[..., AppTest]
CAMPAIGN = {"window": "campaign"}


@pytest.fixture(scope="module")
def winter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("winter")
    inspections_range.make(Settings(data=folder))
    return folder


@pytest.fixture
def see(use_data: UseData, winter: Path) -> See:
    """The page in English for a viewer and a link."""
    use_data(winter)
    return english("inspections")


def section(app: AppTest, first: str, last: str) -> str:
    told = text(app)
    return told[told.index(first) : told.index(last)]


def matrix(app: AppTest, label: str) -> str:
    """The matrix that is called so."""
    (table,) = re.findall(rf'<table class="ms-grid" aria-label="{label}.*?</table>', html(app), re.DOTALL)
    return str(table)


def row(app: AppTest, label: str, kendra: str) -> list[str]:
    """The signs of a Kendra in the matrix of that label, its total and its last inspection."""
    (found,) = re.findall(rf"<tr><th scope=\"row\"><b>{kendra}</b></th>(.*?)</tr>", matrix(app, label), re.DOTALL)
    return re.findall(r"<td[^>]*>(.*?)</td>", found)


def test_what_is_planted_is_asked_about_before_the_figures(see: See) -> None:
    told = section(see(district="hapur"), "Ask about these", "SHO inspection")
    assert "Kendras without any inspection: 1 Dhaulana (Pilkhuwa): not one inspection by any officer" in told
    assert "none by the CO at Pilkhuwa (Pilkhuwa). Please verify." in told
    assert "Garhmukteshwar: the SHO finds all correct In 180 days 10 of 10 inspections record all in order" in told
    assert (
        "“Computer” wanting again and again In 180 days this defect was found again at the next inspection 14" in told
    )
    due = {rank: sum(day <= date(2025, 11, 15) for day in days(rank)) for rank in ("sho", "co")}
    known = due["sho"] + due["co"]
    assert f"Closed in time: {due['co']} of {known} known." in told, "those that the CO found"
    assert told.count("Please verify") == 3


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "by other officers at the same Kendra: 0 of 5. Please verify."),
        ("hi", "उसी केन्द्र पर अन्य अधिकारियों के 5 निरीक्षणों में से 0 में। कृपया सत्यापित करें।"),
    ],
)
def test_what_another_officer_left_unseen_is_not_told_as_a_defect_found(see: See, lang: str, said: str) -> None:
    """Of the CO's five inspections four found a defect; one only left an item unseen: neither is all in order."""
    told = text(see(district="hapur", lang=lang))
    assert said in told
    assert "found something in" not in told
    assert "कमी मिली" not in told


def test_a_district_is_asked_about_its_own_kendras_alone(see: See) -> None:
    told = section(see("asp-meerut"), "Ask about these", "SHO inspection")
    assert "No inspection for 32 days Sadar Bazar (" in told, "from 29 October to 30 November"
    assert "Dhaulana" not in told
    assert "Garhmukteshwar" not in told


def test_a_column_says_up_to_which_day_it_runs_and_a_single_day_is_named_alone(see: See) -> None:
    heads = re.findall(r'<th scope="col">(.*?)</th>', matrix(see(district="hapur"), "Inspections by the SHO"))
    assert heads[1:6] == [
        f"to {day}" for day in ("2 November", "9 November", "16 November", "23 November", "30 November")
    ]
    daily = matrix(see(district="hapur", sho="day"), "Inspections by the SHO")
    assert '<th scope="col">30 November</th>' in daily


def test_the_rows_are_called_the_worst_only_where_others_are_left_out(see: See) -> None:
    told = text(see(district="hapur"))
    assert "an inspection was left out; these are shown, all Kendras are in the table below." in told
    assert "with most are shown" not in told


def test_a_week_without_the_sho_has_its_sign(see: See) -> None:
    app = see(district="hapur")
    assert row(app, "Inspections by the SHO", "Dhaulana") == [*"○○○○○", "0/5", "never"]
    assert "<b>Pilkhuwa</b></th><td" not in matrix(app, "Inspections by the SHO"), "its SHO came every week"
    assert row(app, "Inspections by the CO", "Pilkhuwa") == [*"○○○", "0/3", "never"]


def test_the_cadence_is_a_setting_that_the_link_keeps(see: See) -> None:
    daily = row(see(district="hapur", sho="day"), "Inspections by the SHO", "Pilkhuwa")
    assert daily[:14] == ["○"] * 2 + ["●"] + ["○"] * 6 + ["●"] + ["○"] * 4, "Wednesdays of the last fourteen days"
    app = see(district="hapur")
    app.button_group(key="inspections_sho").set_value("fortnight").run()
    assert app.query_params["sho"] in ("fortnight", ["fortnight"])
    assert row(app, "Inspections by the SHO", "Dhaulana")[-2:] == ["0/3", "never"]


def test_a_cadence_that_there_is_not_is_said(see: See) -> None:
    assert "The link asks for a cadence that there is not" in notice(see(sho="yearly"))


def test_gaps_are_counted_in_days_of_the_return(see: See) -> None:
    told = section(see(), "Longest gap For how many", "Defects found")
    assert f"Dhaulana {(inspections_range.LAST - inspections_range.FIRST).days + 1} never" in told
    assert "Sadar Bazar 32 29 October 2025 30 November 2025 more than 14 days" in told


def test_defects_are_told_by_what_became_of_them(see: See) -> None:
    """At Kotwali Nagar 15 finds of no computer: 10 by the SHO never closed, 5 by the CO closed after ten days."""
    app = see(district="hapur", thana="hapur-kotwali-nagar", circle="hapur-hapur-nagar", **CAMPAIGN)
    told = section(app, "Defects found", "Inspectors who find all correct")
    before = date(2025, 11, 15)  # fifteen days before the end
    sho = [day for day in days("sho") if day <= before]
    co = [day for day in days("co") if day <= before]
    n_open = len(days("sho")) - len(sho) + sum((inspections_range.LAST - day).days < 10 for day in days("co"))
    assert f"Computer {len(sho) + len(co)} {len(co)} {len(sho)} 0 {n_open} 14" in told


def days(rank: str) -> list[date]:
    return [
        one["inspected_on"]
        for one in inspections_range.inspections(inspections_range.AGAIN)
        if one["inspector_rank"] == rank
    ]


def test_a_district_held_is_said_and_not_called_uninspected(see: See) -> None:
    told = text(see("asp-baghpat"))
    assert "Too few rows." in told
    assert "Kendras without any inspection" not in told


def test_a_district_that_told_of_no_inspection_is_asked_about(see: See) -> None:
    """Its return came and is empty: that is known, and not the same as silence."""
    assert "Kendras without any inspection" in text(see("asp-bulandshahr"))


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("window", ["campaign", "sharadiya-2025", "last-90"])
def test_every_window_is_drawn_in_words(see: See, viewer: str, window: str) -> None:
    assert "ms-shift" in html(see(viewer, window=window)) or "Too few rows." in text(see(viewer, window=window))
