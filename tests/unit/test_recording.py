"""Low recording: what is listed, with which reasons, and how often by mistake."""

from __future__ import annotations

from dataclasses import replace
from math import exp, factorial, lgamma, log

import numpy as np
import pytest

from metrics.recording import P_LISTED, Intake, dispersion_of, kind_of, low_intake, own_tail, peer_tail

N_KENDRAS = {"rural": 60, "urban": 18, "mahila": 4}


def alike(n: int = 20, *, days: int = 28, kendras: int = 12) -> list[Intake]:
    """Rural Kendras of much the same intake, in the window and, over 168 days, before it."""
    return [Intake(f"k{no:02}", "rural", n + no % 3 - 1, days, 6 * n, 6 * days) for no in range(kendras)]


def listed(intakes: list[Intake]) -> dict[str, tuple[str, ...]]:
    return {low.thana_code: low.reasons for low in low_intake(intakes)}


def test_kendras_alike_are_not_listed() -> None:
    assert low_intake(alike()) == []


def test_a_sudden_fall_is_told_from_the_own_history_and_from_the_peers() -> None:
    found = low_intake([*alike(), Intake("fell", "rural", 3, 28, 120, 168)])
    assert [low.thana_code for low in found] == ["fell"]
    assert found[0].reasons == ("below_own_history", "below_peers")
    assert found[0].expected_own == pytest.approx(20)
    assert found[0].expected_peers == pytest.approx(sum(19 + no % 3 for no in range(12)) / 12)


def test_a_kendra_that_never_recorded_as_others_do_is_found_though_the_fortnight_alone_cannot_tell() -> None:
    peers = [replace(peer, n_days=14, n=10) for peer in alike()]
    found = low_intake([*peers, Intake("never", "rural", 2, 14, 10, 168)])
    assert [(low.thana_code, low.reasons) for low in found] == [("never", ("long_below_peers",))]
    assert (found[0].n_long, found[0].n_long_days) == (12, 182)
    assert found[0].expected_long == pytest.approx(130)


def test_a_busy_kendra_that_falls_to_the_common_intake_is_below_its_own_history_only() -> None:
    assert listed([*alike(), Intake("busy", "rural", 20, 28, 300, 168)]) == {"busy": ("below_own_history",)}


def test_no_intake_is_listed_as_a_fact_even_where_it_is_not_improbable() -> None:
    found = low_intake([*alike(2, days=3), Intake("none", "rural", 0, 3, 12, 18)])
    assert [(low.thana_code, low.reasons) for low in found] == [("none", ("zero_intake",))]
    assert found[0].probability > P_LISTED


def test_a_kendra_without_an_accepted_register_is_not_zero() -> None:
    assert low_intake([*alike(), Intake("silent", "rural", 0, 0, 120, 168)]) == []


def test_only_accepted_days_count() -> None:
    """Three women in four accepted days is what twenty are in twenty-eight."""
    assert low_intake([*alike(), Intake("late", "rural", 3, 4, 120, 168)]) == []


def test_few_kendras_of_a_kind_and_kendras_of_no_kind_have_no_peers() -> None:
    mahila = [Intake(f"m{no}", "mahila", 50, 28) for no in range(5)]
    assert listed([*mahila, Intake("m-few", "mahila", 1, 28)]) == {"m-few": ("below_peers",)}
    assert listed([*mahila[:4], Intake("m-few", "mahila", 1, 28)]) == {}
    found = low_intake([*alike(), *(Intake(f"unlisted{no}", None, 0, 28) for no in range(9))])
    assert {low.expected_peers for low in found} == {None}
    assert {low.reasons for low in found} == {("zero_intake",)}


def test_the_kinds_are_held_apart() -> None:
    """Ten women are few for a mahila thana and many for a rural one."""
    rural = alike(8)
    mahila = [Intake(f"m{no}", "mahila", 50 + no, 28) for no in range(6)]
    assert set(listed([*rural, *mahila, Intake("m-few", "mahila", 10, 28)])) == {"m-few"}


def test_where_kendras_differ_by_nature_below_the_average_is_not_enough() -> None:
    unlike = [Intake(f"k{no:02}", "rural", n, 90) for no, n in enumerate([40, 50, 60, 70, 80, 90, 100, 110, 120, 130])]
    low = Intake("low", "rural", 36, 90)
    assert peer_tail(36, 85, 0) < P_LISTED < peer_tail(36, 85, dispersion_of((one.n, one.n_days) for one in unlike))
    assert low_intake([*unlike, low]) == []


def test_the_least_probable_comes_first() -> None:
    found = low_intake([*alike(), Intake("b", "rural", 4, 28, 120, 168), Intake("a", "rural", 0, 28, 120, 168)])
    assert [low.thana_code for low in found] == ["a", "b"]
    assert found[0].probability < found[1].probability


def test_nobody_recorded_anywhere_is_zero_everywhere() -> None:
    assert set(listed([replace(one, n=0, n_history=0) for one in alike()]).values()) == {("zero_intake",)}


def test_nothing_given_lists_nothing() -> None:
    assert low_intake([]) == []


@pytest.mark.parametrize(
    ("is_mahila", "n_gram_panchayats", "kind"),
    [(True, 0, "mahila"), (True, 30, "mahila"), (False, 30, "rural"), (False, 0, "urban"), (False, None, None)],
)
def test_the_kind_is_told_from_the_lists(is_mahila: bool, n_gram_panchayats: int | None, kind: str | None) -> None:
    assert kind_of(is_mahila, n_gram_panchayats) == kind


def test_the_tails_are_the_sums_of_their_terms() -> None:
    poisson = sum(exp(-9.5) * 9.5**k / factorial(k) for k in range(4))
    assert peer_tail(3, 9.5, 0) == pytest.approx(poisson)
    share, n = 14 / 104, 40
    binomial = sum(factorial(n) / factorial(k) / factorial(n - k) * share**k * (1 - share) ** (n - k) for k in range(3))
    assert own_tail(2, 14, 38, 90) == pytest.approx(binomial)
    size, chance = 1 / 0.08, 1 / (1 + 0.08 * 9.5)
    terms = (lgamma(k + size) - lgamma(size) - lgamma(k + 1) + k * log(1 - chance) for k in range(4))
    assert peer_tail(3, 9.5, 0.08) == pytest.approx(sum(exp(term) for term in terms) * chance**size)


def test_the_dispersion_is_that_of_the_rates_and_nothing_where_chance_explains_it() -> None:
    chance = np.random.default_rng(20261125)
    rates = chance.gamma(1 / 0.06, 0.06 * 0.7, 4_000)
    assert dispersion_of(zip(chance.poisson(rates * 90).tolist(), [90] * 4_000, strict=True)) == pytest.approx(
        0.06, rel=0.1
    )
    assert dispersion_of(zip(chance.poisson(0.7 * 90, 4_000).tolist(), [90] * 4_000, strict=True)) < 0.002
    assert dispersion_of([(0, 10), (0, 10)]) == 0


@pytest.mark.parametrize(("days", "spread"), [(14, 0.0), (28, 0.06), (90, 0.06)])
def test_with_nothing_amiss_no_more_are_listed_than_is_said(days: int, spread: float) -> None:
    """Looks at 82 Kendras whose rates differ as gamma variables do, and which record everyone: one listed in five."""
    chance, n_looks = np.random.default_rng(days), 200
    n_listed = 0
    for _ in range(n_looks):
        intakes = []
        for kind, n_kendras in N_KENDRAS.items():
            mean = 1.7 if kind == "mahila" else 0.67
            rates = chance.gamma(1 / spread, spread * mean, n_kendras) if spread else np.full(n_kendras, mean)
            now, before = chance.poisson(rates * days).tolist(), chance.poisson(rates * 180).tolist()
            pairs = enumerate(zip(now, before, strict=True))
            intakes += [Intake(f"{kind}{no}", kind, n, days, then, 180) for no, (n, then) in pairs]
        n_listed += sum(low.reasons != ("zero_intake",) for low in low_intake(intakes))
    assert 0 < n_listed / n_looks < 0.25
