"""N1 to N6 up to the chosen night as a row of tiles, category A apart: Seen → Matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from components import panel
from components.choice import Choice
from components.matrix import Cell, Column, Matrix, Row
from components.pandals.choosing import ALL_STANDING
from components.pandals.reading import Seen
from components.places import Places
from locales import LANGUAGES, say
from metrics import catalogue, nights, status
from metrics.catalogue import Kpi
from metrics.nights import CROWDED
from metrics.status import Reading

CODES = ("N1", "N2", "N3", "N4", "N5", "N6")
OF_CROWDED = {"N1": 100.0, "N4": 1.0}  # what ORDER (N1) and POLICY (N4) ask of category A, where the crowds are
NIGHT_OF_N3 = 3  # up to that night a pandal may still be without a visit


def matrix(seen: Seen, choice: Choice, places: Places, gaps: tuple[int, int], lang: str) -> Matrix:
    """One column: what is chosen. `gaps`: thanas that lack a patrol return for some day until then, of how many."""
    unit = places.find(choice.whole, getattr(choice, choice.whole, None))
    column = Column(unit.code if unit else "range", panel.place(choice, places, lang), is_whole=True)
    rows = tuple(Row(kpi, (_cell(kpi, reading, red, column),)) for kpi, reading, red in _told(seen, gaps))
    return Matrix((column,), rows, seen.window, None)


def _told(seen: Seen, gaps: tuple[int, int]) -> Iterator[tuple[Kpi, Reading, bool]]:
    """Each tile's KPI, its counts with what is missing, and whether its pair is missed."""
    for kpi, reading, is_pair_red in _counted(seen):
        n_missing, n_expected = gaps if kpi.returns else (0, 0)
        yield kpi, replace(reading, n_missing=n_missing, n_expected=n_expected), is_pair_red


def _counted(seen: Seen) -> Iterator[tuple[Kpi, Reading, bool]]:
    crowded = [stand for stand in seen.stands if stand.category == CROWDED]
    all_of, of_crowded = (nights.readings(found, seen.view.night) for found in (seen.stands, crowded))
    kpis = {code: _shown(catalogue.load()[code], seen) for code in CODES}
    red = {code: status.decide(kpi, all_of[code]) == "missed" for code, kpi in kpis.items()}
    for code, kpi in kpis.items():
        yield kpi, all_of[code], red.get(kpi.pair or "", False)
        if code in OF_CROWDED and crowded:
            yield _crowded(kpi), of_crowded[code], red.get(kpi.pair or "", False)


def _shown(kpi: Kpi, seen: Seen) -> Kpi:
    """As the page names it; no target where the dictionary sets none: for other places, and N3 before night 3."""
    night = seen.view.night
    name = "pandals.tile.N3" if kpi.code == "N3" else "" if is_pandals(seen) else f"pandals.tile.other.{kpi.code}"
    named = _named(kpi, name, night) if name else kpi
    is_judged = is_pandals(seen) and (kpi.code != "N3" or night >= NIGHT_OF_N3)
    return (
        named if is_judged else named.model_copy(update={"direction": "CONTEXT", "target": None, "target_source": None})
    )


def _crowded(kpi: Kpi) -> Kpi:
    target = {} if kpi.target is None else {"target": OF_CROWDED[kpi.code]}
    return _named(kpi, f"pandals.tile.crowded.{kpi.code}", 0).model_copy(update={**target, "min_n": 1})


def _named(kpi: Kpi, key: str, night: int) -> Kpi:
    words = {lang: kpi.words(lang).model_copy(update={"short": say(lang, key, night=night)}) for lang in LANGUAGES}
    return kpi.model_copy(update=words)


def is_pandals(seen: Seen) -> bool:
    """Whether the kind looked at is one that N1 to N6 count, and so judge."""
    return seen.view.kind in (ALL_STANDING, "ramlila")


def _cell(kpi: Kpi, reading: Reading, is_pair_red: bool, column: Column) -> Cell:
    low, high = status.interval_of(kpi, reading) or (None, None)
    return Cell(
        column.unit_code,
        status.value_of(kpi, reading),
        reading.numerator,
        reading.denominator,
        low,
        high,
        status.decide(kpi, reading, is_pair_red),
        reading.n_unknown,
        reading.n_missing,
        reading.n_expected,
    )
