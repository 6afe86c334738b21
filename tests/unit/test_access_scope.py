"""A scope can only ever be narrowed; what lies outside it is nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from access.scope import Scope

HAPUR = Scope("asp", districts=frozenset({"hapur"}))
codes = st.sampled_from(["hapur", "meerut", "baghpat", None])


def test_a_scope_without_districts_is_empty() -> None:
    assert Scope("asp").is_empty


def test_the_whole_range_is_not_empty() -> None:
    assert not Scope.whole_range("dig").is_empty


def test_another_district_leaves_nothing() -> None:
    assert HAPUR.narrow(district="meerut").is_empty


def test_the_own_district_stays() -> None:
    assert HAPUR.narrow(district="hapur") == HAPUR


def test_a_circle_keeps_the_district_bound() -> None:
    narrowed = HAPUR.narrow(circle="meerut-kotwali")
    assert narrowed.districts == frozenset({"hapur"})
    assert narrowed.circles == frozenset({"meerut-kotwali"})


@given(first=codes, second=codes)
def test_narrowing_never_widens(first: str | None, second: str | None) -> None:
    narrowed = HAPUR.narrow(district=first).narrow(district=second)
    assert narrowed.districts is not None
    assert narrowed.districts <= {"hapur"}
