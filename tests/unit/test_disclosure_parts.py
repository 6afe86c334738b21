"""Of the parts of a figure, too, no small count is shown, and none can be brought back by subtraction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import Kpi, load
from metrics.disclosure import suppressed
from metrics.disclosure_parts import decide, suppressed_parts

SMALL = 5
FIRS = load()["F3"]
PLACES = load()["P1"]
Counts = tuple[int, int]


def rows(table: dict[str, dict[str, Counts]], district: str = "hapur") -> list[dict[str, Any]]:
    """part → thana → counts, of thanas of one circle."""
    return [
        {
            "window_no": 0,
            "part": part,
            "unit_code": thana,
            "district_code": district,
            "circle_code": f"{district}-city",
            "numerator": float(k),
            "denominator": float(n),
            "value": 100 * k / n if n else None,
            "status": "context",
        }
        for part, thanas in table.items()
        for thana, (k, n) in thanas.items()
    ]


def told_of(parts: list[dict[str, Any]], kpi: Kpi) -> list[dict[str, Any]]:
    return suppressed_parts(parts, kpi, SMALL, decide(parts, kpi, SMALL))


def hidden(table: dict[str, dict[str, Counts]]) -> set[tuple[str, str]]:
    shown = told_of(rows(table), FIRS)
    return {(row["part"], row["unit_code"]) for row in shown if row["is_suppressed"]}


def test_what_a_circle_hides_its_thanas_do_not_add_up_to() -> None:
    """Of the circle stalking is the smallest beside the hidden part, of thana a it is dowry: both are hidden there."""
    table = {
        "dowry": {"a": (20, 40), "b": (20, 40)},
        "pocso": {"a": (3, 40), "b": (0, 40)},
        "stalking": {"a": (30, 40), "b": (0, 0)},
    }
    assert {("pocso", "a"), ("dowry", "a"), ("stalking", "a")} <= hidden(table)


def test_a_part_hidden_alone_takes_a_second_one_with_it() -> None:
    one = {"a": (20, 40)}
    assert hidden({"dowry": one, "pocso": {"a": (3, 40)}, "stalking": {"a": (9, 30)}}) == {
        ("pocso", "a"),
        ("stalking", "a"),
    }


def test_a_second_part_hidden_hides_a_second_thana_of_that_part() -> None:
    """Otherwise the circle's count of the part less those of its other thanas would give it back."""
    table = {
        "dowry": {"a": (20, 40), "b": (20, 40), "c": (20, 40)},
        "pocso": {"a": (3, 40), "b": (20, 40), "c": (9, 40)},
    }
    assert hidden(table) == {("dowry", "a"), ("pocso", "a"), ("dowry", "c"), ("pocso", "c")}


def test_nothing_small_hides_nothing_and_what_is_not_personal_is_shown() -> None:
    assert hidden({"dowry": {"a": (20, 40)}, "pocso": {"a": (0, 40)}}) == set()
    shown = told_of(rows({"school": {"a": (1, 2)}}), PLACES)
    assert [row["is_suppressed"] for row in shown] == [False]


COUNT = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TABLES = st.fixed_dictionaries(
    {part: st.fixed_dictionaries(dict.fromkeys("abcd", COUNT)) for part in ("dowry", "pocso", "stalking")}
)


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_no_hidden_part_is_the_only_one_in_a_shown_total(table: dict[str, dict[str, Counts]]) -> None:
    told = told_of(rows(table), FIRS)
    totals = [
        {**row, **{name: sum(table[part][row["unit_code"]][n] for part in table) for n, name in enumerate(NAMES)}}
        for row in rows({"dowry": table["dowry"]})
    ]
    shown_totals = {row["unit_code"] for row in suppressed(totals, FIRS, SMALL) if not row["is_suppressed"]}
    by_thana, by_part = defaultdict(list), defaultdict(list)
    for row in told:
        counts = table[row["part"]][row["unit_code"]]
        assert row["is_suppressed"] or not any(0 < count < SMALL for count in counts)
        by_thana[row["unit_code"]].append((row["is_suppressed"], counts))
        by_part[row["part"]].append((row["is_suppressed"], counts))
    for thana, cells in by_thana.items():
        if thana in shown_totals:
            assert not _gives_back(cells), (thana, told)
        elif any(any(counts) for _, counts in cells):
            assert any(is_hidden for is_hidden, _ in cells)
    wholes = {part: {"hapur-city": _total(thanas.values())} for part, thanas in table.items()}
    hidden_wholes = {part for part, _ in hidden(wholes)}
    for part, cells in by_part.items():
        if part not in hidden_wholes:
            assert not _gives_back(cells), (part, told)
        elif any(wholes[part]["hapur-city"]):
            assert any(is_hidden for is_hidden, _ in cells)


def _total(several: Iterable[Counts]) -> Counts:
    k, n = (sum(counts) for counts in zip(*several, strict=True))
    return k, n


NAMES = ("numerator", "denominator")


def _gives_back(cells: list[tuple[bool, Counts]]) -> bool:
    """Whether the total less what is shown is one count, or small: then it says what was to be hidden."""
    for column in range(2):
        left = [counts[column] for is_hidden, counts in cells if is_hidden and counts[column]]
        others = [counts[column] for is_hidden, counts in cells if not is_hidden and counts[column]]
        if others and left and (len(left) == 1 or sum(left) < SMALL):
            return True
    return False
