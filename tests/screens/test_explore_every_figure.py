"""Each figure of the catalogue can be asked for by place and time, and is then the figure of the other pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from access.roles import demo_viewers
from access.settings import Settings
from components import door
from components.choice import Choice
from components.context import Context
from components.explore import body, choosing, drawing, reading
from components.explore.reading import Seen
from metrics import catalogue
from metrics.measure import LEVELS
from tests.screens import small_range
from warehouse.query import open_snapshot
from warehouse.reads import Window

CODES = [kpi.code for kpi in catalogue.load().kpis]
TIMES = ("month", "week", "day")
FORTNIGHT, DAYS = (Window(small_range.LAST - timedelta(n), small_range.LAST, small_range.LAST) for n in (13, 5))
Ask = Callable[[choosing.Picked, Window], Seen]


@pytest.fixture
def ctx(use_data: Callable[[Path], Settings], published: Path) -> Context:
    settings = use_data(published)
    return Context(settings, demo_viewers()["dig"], "hi", open_snapshot(settings))


@pytest.fixture
def ask(ctx: Context) -> Ask:
    def it(picked: choosing.Picked, window: Window) -> Seen:
        choice, places, calendar = Choice(window="campaign"), door.places(ctx), door.calendar(ctx)
        put = choosing.asked(picked, choice, places, calendar)
        return reading.look(ctx, choice, places, calendar, put, window)

    return it


def test_every_figure_can_be_asked_for_by_place_time_and_category(ask: Ask) -> None:
    """Each in one of the twelve ways, which take turns."""
    for place, code in enumerate(CODES):
        by, time = LEVELS[place % 4], TIMES[place % 3]
        seen = ask(choosing.Picked(code, by, time, "yes"), DAYS)
        drawn = drawing.build(seen, "hi")
        assert drawn.sentence
        assert drawn.table.rows or seen.told.is_empty()
        assert len(body.table(seen, "hi").rows) == min(len(seen.frame), body.IN_SIGHT)
        assert set(seen.frame["kpi_code"]) <= {code}


def test_every_figure_is_that_of_the_tiles_on_the_other_pages(ctx: Context, ask: Ask) -> None:
    board = door.board(ctx, ctx.scope, CODES, "district", (FORTNIGHT,))
    n_told = 0
    for code in CODES:
        for row in ask(choosing.Picked(code, "district"), FORTNIGHT).frame.iter_rows(named=True):
            tile = board[code][0, row["unit_code"]]
            names = ("value", "numerator", "denominator", "low", "high")
            assert [row[name] for name in names] == pytest.approx([tile[name] for name in names]), code
            n_told += row["value"] is not None
    assert n_told > 100
