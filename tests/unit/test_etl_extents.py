"""How far a worksheet reaches is the same whether it is seen at a glance or gone through tag by tag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.files.extents import _at_a_glance, _walked, measure

PLACES = st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384))


def letters(column: int) -> str:
    told = ""
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(65 + rest) + told
    return told


def sheet(cells: list[str], head: str = "", after: str = "") -> bytes:
    return f"<worksheet>{head}<sheetData><row>{''.join(cells)}</row></sheetData>{after}</worksheet>".encode()


@given(st.lists(st.tuples(PLACES, st.booleans()), max_size=20))
def test_both_ways_of_measuring_agree(placed: list[tuple[tuple[int, int], bool]]) -> None:
    formula = {True: "<f>A1</f>", False: ""}
    cells = [f'<c r="{letters(column)}{row}">{formula[has]}<v>1</v></c>' for (row, column), has in placed]
    xml = sheet(cells)
    glance = _at_a_glance(xml[xml.index(b"<sheetData") : xml.index(b"</sheetData>")])
    assert glance == _walked(xml)
    assert glance is not None
    assert glance.n_rows == max((row for (row, _), _ in placed), default=0)
    assert glance.n_columns == max((column for (_, column), _ in placed), default=0)
    assert (glance.n_cells, glance.n_formulas) == (len(placed), sum(has for _, has in placed))


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='A1'/>",
        "<c/>",
        '<c s="1" r="A1"/>',
        '<c r="a1"/>',
        '<c r="AAAA1"/>',
        '<c r="A1B"/>',
        '<c r="A12345678901"/>',
    ]
    + ['<c r="1"/>', '<c r="A"/>', '<c r=""/>', '<c r="A1'],
)
def test_a_cell_that_is_written_otherwise_is_not_judged_at_a_glance(cell: str) -> None:
    assert _at_a_glance(f"<sheetData><row>{cell}".encode()) is None


def test_what_is_said_in_comments_and_texts_of_the_xml_is_no_cell() -> None:
    hidden = sheet(['<!-- <c r="XFD1048576"/> -->', '<c r="B2"><v>1</v></c>'])
    assert (measure(hidden).n_rows, measure(hidden).n_columns) == (2, 2)
    said = sheet(['<c r="B2" t="inlineStr"><is><t>r="XFD1048576"</t></is></c>'])
    assert (measure(said).n_rows, measure(said).n_columns) == (2, 2)


def test_hidden_columns_and_rows_and_unvalued_formulas_are_noticed() -> None:
    head = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>'
    xml = sheet(['<c r="A1"><f>B1</f></c><c r="A2"><f>B1</f><v/></c><c r="A3"><f>B1</f><v>2</v></c>'], head)
    xml = xml.replace(b"<row>", b'<row r="1" hidden="1">')
    found = measure(xml)
    assert (found.n_hidden_rows, found.n_formulas, found.n_unvalued) == (1, 3, 2)
    assert [found.hides(column) for column in range(5)] == [False, True, True, False, False]
