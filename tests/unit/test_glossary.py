"""The glossary gathers the catalogue by family, and every family can be jumped to."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from components import glossary
from locales import LANGUAGES, say
from metrics import catalogue

KPIS = catalogue.load().kpis
FAMILIES = [letter for letter, _ in groupby(KPIS, key=lambda kpi: kpi.code[0])]


def test_the_catalogue_keeps_each_family_together() -> None:
    assert len(set(FAMILIES)) == len(FAMILIES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_family_has_a_heading_and_a_way_to_it(lang: str) -> None:
    page = glossary.entries(KPIS, glossary.ALL, lang)
    headings = re.findall(r'<h2 id="family-(\w)">(.*?)</h2>', page)
    assert re.findall(r'<a href="#family-(\w)">(.*?)</a>', page) == headings
    assert [letter for letter, _ in headings] == FAMILIES
    for letter, heading in headings:
        assert heading.endswith(f" · {say(lang, f'glossary.family.{letter}')}")


def test_a_heading_names_its_first_and_last_code() -> None:
    page = glossary.entries(KPIS, glossary.ALL, "en")
    assert "F1–F8 · FIR and investigation</h2>" in page
    assert "P1–P10 · Anti-Romeo squad</h2>" in page
    assert "F7 · FIR and investigation</h2>" in glossary.entries(KPIS, "F7", "en")


def test_every_kpi_stands_once_under_its_family() -> None:
    sections = glossary.entries(KPIS, glossary.ALL, "en").split("<section>")[1:]
    told = [re.findall(r"<h3>([A-Z]\d+) ·", section) for section in sections]
    assert told == [[kpi.number for kpi in kpis] for _, kpis in groupby(KPIS, key=lambda kpi: kpi.code[0])]


def test_the_jump_list_says_how_many_a_family_holds() -> None:
    n_cases = sum(kpi.code.startswith("C") for kpi in KPIS)
    assert f"<span>{n_cases}</span>" in glossary.entries(KPIS, glossary.ALL, "en").split("</li>", maxsplit=1)[0]


def test_a_single_family_needs_no_jump_list() -> None:
    page = glossary.entries(KPIS, "F7", "en")
    assert "<nav" not in page
    assert page.count("<article") == 1


def test_what_is_not_found_is_said() -> None:
    assert say("en", "glossary.none") in glossary.entries((), glossary.ALL, "en")
