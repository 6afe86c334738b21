"""What a sign takes to stand out: beyond chance after many looks, large enough, and more than a slip."""

from __future__ import annotations

import pytest

from metrics.formality_signs import RULES, Count, Found, index, look, of_digits, usual_of

N_LOOKS = 1000


def count(sign: str, n: int, hits: int, expected: float | None = None, thana: str = "t", part: str = "") -> Count:
    return Count(thana, "patrols", sign, part, n, hits, expected)


def found(*counts: Count, thana: str = "t") -> list[Found]:
    return look(counts).get((thana, "patrols"), [])


def peers(sign: str, hits: int, n: int = 50, part: str = "") -> list[Count]:
    """Twenty thanas of which each shows the sign so often."""
    return [count(sign, n, hits, thana=f"peer{no}", part=part) for no in range(20)]


def test_rows_copied_again_and_again_stand_out() -> None:
    (one,) = found(count("same_as_last", 30, 28, 0.1))
    assert one.stands_out(N_LOOKS)
    assert (one.strength, one.share) == (1.0, pytest.approx(28 / 30))


def test_rows_that_agree_because_they_are_small_do_not() -> None:
    """A thana of true noughts repeats itself every day, and is expected to."""
    (one,) = found(count("same_as_last", 138, 120, 118.0))
    assert not one.stands_out(N_LOOKS)


def test_one_slip_of_the_pen_is_no_sign() -> None:
    (one,) = found(count("same_as_neighbour", 15, 1, 1e-7))
    assert one.p < 1e-6
    assert not one.stands_out(N_LOOKS)


def test_what_is_certain_and_small_is_no_sign() -> None:
    """Eight copied rows among four hundred are no chance, and not worth an officer's day."""
    (one,) = found(count("same_as_last", 400, 8, 1e-6))
    assert one.p < 1e-12
    assert not one.stands_out(N_LOOKS)


def test_the_more_is_looked_at_the_more_it_takes() -> None:
    (one,) = found(count("same_as_last", 30, 4, 0.4))
    assert one.stands_out(10)
    assert not one.stands_out(N_LOOKS)


@pytest.mark.parametrize("sign", RULES)
def test_too_few_rows_say_nothing(sign: str) -> None:
    few = RULES[sign].min_n - 1
    part = {"digits": "5", "all_correct": "sho"}.get(sign, "")
    told = [count(sign, few, few, 0.001, part=part), *peers(sign, 0, part=part)]
    assert found(*told) == []


def test_one_in_five_round_figures_is_usual_and_half_is_not() -> None:
    (usual,) = found(count("heaping", 500, 115))
    (much,) = found(count("heaping", 500, 250))
    assert not usual.stands_out(N_LOOKS)
    assert much.stands_out(N_LOOKS)


def test_where_everybody_rounds_the_one_like_everybody_is_not_asked() -> None:
    alike, (worse,) = peers("heaping", 120, 200), found(count("heaping", 200, 190), *peers("heaping", 120, 200))
    assert not any(one.stands_out(N_LOOKS) for one in found(*alike, thana="peer3"))
    assert (worse.usual, worse.stands_out(N_LOOKS)) == (0.6, True)


def test_even_digits_are_no_sign_and_a_favourite_is_named() -> None:
    assert not of_digits("digits", [11, 9, 10, 12, 8, 10, 9, 11, 10, 10]).stands_out(N_LOOKS)
    loved = of_digits("digits", [5, 5, 5, 5, 5, 5, 5, 55, 5, 5])
    assert (loved.part, loved.stands_out(N_LOOKS)) == ("7", True)
    assert loved.excess == pytest.approx(0.45)  # 45 of 100 would have to end otherwise


def test_digits_are_added_up_over_days() -> None:
    told = [count("digits", 3, 0, part=str(digit)) for digit in range(10)]
    (one,) = found(*told)
    assert (one.n, one.excess) == (30, pytest.approx(0.0))


def test_what_is_usual_elsewhere_is_no_sign() -> None:
    told = [count("clock_times", 50, 20), *peers("clock_times", 20)]
    assert not found(*told)[0].stands_out(N_LOOKS)


def test_what_no_other_thana_does_is_one() -> None:
    (one,) = found(count("clock_times", 50, 20), *peers("clock_times", 0))
    assert one.usual == 0.01
    assert one.stands_out(N_LOOKS)


def test_a_thana_is_compared_with_the_others_and_not_with_itself() -> None:
    told = [count("pace", 40, 12), *peers("pace", 0)[:10]]
    assert found(*told)[0].usual == 0.01


def test_without_peers_nothing_is_said() -> None:
    assert found(count("remarks", 50, 50), *peers("remarks", 0)[:9]) == []


def test_nine_in_ten_keep_below_the_usual() -> None:
    assert usual_of([n / 100 for n in range(1, 21)]) == 0.18
    assert usual_of([0.5] * 9) is None


def test_returns_have_peers_of_their_own() -> None:
    told = [count("remarks", 50, 30), *peers("remarks", 0)]
    notes = [Count(f"peer{no}", "counselling", "remarks", "", 50, 30, None) for no in range(20)]
    assert found(*told, *notes)[0].usual == 0.01


def ranks(sho: tuple[int, int], co: tuple[int, int]) -> list[Found]:
    return found(count("all_correct", *sho, part="sho"), count("all_correct", *co, part="co"))


def test_one_rank_finds_all_correct_where_the_others_do_not() -> None:
    (sho, co) = ranks((55, 55), (25, 12))
    assert sho.stands_out(N_LOOKS)
    assert not co.stands_out(N_LOOKS)
    assert sho.usual == pytest.approx(12 / 25)


def test_a_kendra_that_all_ranks_find_in_order_is_in_order() -> None:
    assert not any(one.stands_out(1) for one in ranks((55, 55), (25, 25)))


def test_nine_in_ten_is_not_yet_all_correct() -> None:
    assert ranks((100, 90), (50, 10))[0].p == 1.0


def test_where_no_other_rank_came_the_peers_say_what_is_usual() -> None:
    told = [count("all_correct", 60, 60, part="sho"), *peers("all_correct", 30, part="sho")]
    (one,) = found(*told)
    assert one.usual == 0.6
    assert one.stands_out(N_LOOKS)


def test_signs_add_to_one_another_and_never_beyond_a_hundred() -> None:
    copied, constant = Found("same_as_last", "", 30, 30, 0.0, 0.0), Found("constant", "", 30, 30, 0.0, 0.0)
    assert index([]) == 0
    assert index([copied]) == pytest.approx(90)
    assert index([copied, constant]) == pytest.approx(97)
    assert index([Found("heaping", "", 100, 35, 0.2, 0.0)]) == pytest.approx(35)  # half of all that it can say


def test_an_index_does_not_rest_on_so_few_notes_that_it_tells_how_many() -> None:
    """Of ten notes four are poor, elsewhere hardly any: index and ten together would give the hidden four away."""
    few = Found("remarks", "", 10, 4, 0.02, 1e-9)
    assert not few.stands_out(1)
    assert Found("remarks", "", 10, 5, 0.02, 1e-9).stands_out(1)
    assert Found("pace", "", 10, 4, 0.02, 1e-9).stands_out(1)


@pytest.mark.parametrize("sign", ["remarks", "bulk_late"])
def test_an_index_does_not_tell_how_few_of_the_notes_or_cases_are_left(sign: str) -> None:
    """Where the usual is high the full mark is not reached, so that the index would give the hidden rest away."""
    told = {index([Found(sign, "", 40, hits, 0.65, 1e-9)]) for hits in (35, 36, 37, 38, 39, 40)}
    assert len(told) == 1
    assert told.pop() > index([Found(sign, "", 40, 34, 0.65, 1e-9)])


def test_a_rest_of_visits_is_no_secret() -> None:
    assert index([Found("pace", "", 40, 39, 0.85, 1e-9)]) > index([Found("pace", "", 40, 35, 0.85, 1e-9)])
