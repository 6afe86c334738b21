"""Which Kendras stand out of the rest, and which of them are told."""

from __future__ import annotations

import pytest

from metrics.catalogue import load
from metrics.standing_out import Standing, once, standing_out
from metrics.status import Reading

K2, K6 = load()["K2"], load()["K6"]


def readings(**out: tuple[float, float]) -> dict[str, Reading]:
    """Twenty Kendras with 38 of 40, and those given."""
    calm = {f"k{n}": Reading(38.0, 40.0) for n in range(20)}
    return calm | {code: Reading(*counts) for code, counts in out.items()}


def test_one_that_stands_out_is_set_against_all_others_together() -> None:
    (found,) = standing_out(K2, readings(far=(20, 40)))
    assert (found.thana_code, found.numerator, found.denominator) == ("far", 20, 40)
    assert found.others == pytest.approx(100 * 760 / 800)
    assert found.z > 3.09


def test_a_large_share_on_the_right_side_is_no_question() -> None:
    calm = {f"k{n}": Reading(20.0, 40.0) for n in range(20)}
    assert standing_out(K2, calm | {"far": Reading(40.0, 40.0)}) == []


def test_of_what_should_be_low_the_high_one_stands_out() -> None:
    calm = {f"k{n}": Reading(2.0, 60.0) for n in range(20)}
    assert [one.thana_code for one in standing_out(K6, calm | {"far": Reading(40.0, 50.0)})] == ["far"]


def test_nothing_is_said_of_small_kendras_of_few_or_of_those_that_are_all_alike() -> None:
    assert standing_out(K2, readings(small=(0, 9))) == []
    assert standing_out(K2, {f"k{n}": Reading(n * 4.0, 40.0) for n in range(9)}) == []
    assert standing_out(K2, readings(unknown=(0, 0))) == []
    assert standing_out(K2, {"silent": Reading(None, None)}) == []


def test_behind_the_others_but_not_behind_the_target_is_no_question() -> None:
    calm = {f"k{n}": Reading(400.0, 400.0) for n in range(19)}
    assert standing_out(K2, calm | {"less": Reading(1930.0, 2000.0)}) == []


def standing(code: str, thana: str, z: float) -> Standing:
    return Standing(code, thana, 1, 10, 90.0, z)


def test_each_kpi_is_told_once_of_its_gravest_kendra() -> None:
    found = [standing("K2", "a", 6), standing("K2", "b", 5), standing("R2", "b", 4)]
    assert once(found, {"a", "b"}) == [found[0], found[2]]
    assert once(found, {"b"}) == found[1:]
    assert once(found, set()) == []


def test_what_follows_from_another_matter_at_the_same_kendra_is_not_told_again() -> None:
    found = [standing("K2", "a", 6), standing("R6", "a", 5), standing("R6", "b", 4), standing("K3", "a", 4)]
    assert once(found, {"a", "b"}) == [found[0], found[2]]
