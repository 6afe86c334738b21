"""The journey of those received and the parts of a duty, from rows as the door gives them."""

from __future__ import annotations

from typing import Any

from metrics.journey import Part, Stage, journey, parts

Row = dict[str, Any]


def row(met: float | None, known: float | None, unknown: int = 0, **more: Any) -> Row:
    value = 100 * met / known if met is not None and known else None
    facts = {"numerator": met, "denominator": known, "n_unknown": unknown, "value": value, "status": "context"}
    return facts | {"is_suppressed": False} | more


def hidden() -> Row:
    return row(None, None, is_suppressed=True, status="too_few")


def at(**rows: Row) -> dict[tuple[int, str, str], Row]:
    return {(0, "a", name): one for name, one in rows.items()}


def test_each_stage_is_of_those_of_whom_it_is_known() -> None:
    told = at(heard=row(38, 40), counselled=row(20, 25, 5), referred=row(9, 30, 10), served=hidden(), closed=row(0, 40))
    assert journey(told, "a") == (
        Stage("received", 40, 40),
        Stage("heard", 38, 40),
        Stage("counselled", 20, 25, 5),
        Stage("referred", 9, 30, 10),
        Stage("served", None, None, is_suppressed=True),
        Stage("closed", 0, 40),
    )


def test_where_nobody_was_received_there_is_no_journey() -> None:
    assert journey({}, "a") == ()
    assert journey(at(heard=row(0, 0)), "a") == ()
    assert journey(at(heard=row(3, 9)), "b") == ()


def test_a_hidden_number_received_stays_hidden() -> None:
    assert journey(at(heard=hidden()), "a")[0] == Stage("received", None, None, is_suppressed=True)


def test_parts_come_worst_first_and_hidden_ones_last() -> None:
    told = at(
        legal=row(97, 100, status="met"),
        medical=row(60, 100, status="missed"),
        safety=row(40, 100, status="missed"),
        rehabilitation=row(None, None, 7, status="no_data"),
        psychosocial=hidden(),
        scheme_linkage=row(93, 100, status="watch"),
        family_mediation=row(None, None, status="no_data"),
    )
    order = ["safety", "medical", "scheme_linkage", "legal", "rehabilitation", "psychosocial"]
    assert [part.name for part in parts(told, "a")] == order
    assert parts(told, "a")[0] == Part("safety", 40, 40, 100, "missed", is_suppressed=False)
