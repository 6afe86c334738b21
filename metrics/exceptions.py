"""What a review should look at: at most twelve exceptions, each with its unit, its KPI and one line of reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from access.scope import Scope
from access.settings import load_settings
from locales import LANGUAGES, say
from metrics import catalogue, findings, formality, signal, status, wording
from metrics import windows as spans
from metrics.catalogue import Kpi
from metrics.disclosure import TOTAL, Path
from metrics.facts import Facts
from metrics.findings import Finding, Readings, Tree, Unit
from metrics.formality import Judged
from metrics.hotspots.complaints import withheld
from metrics.kept import is_asked
from metrics.level import Level
from metrics.readings import read
from metrics.status import Reading
from metrics.unvisited import UNVISITED, overdue
from warehouse.manifest import Held
from warehouse.query import Snapshot
from warehouse.reads import Window

MOST = 12  # 82 Kendras do not fit in an hour; twelve exceptions do
MOST_PER_KPI = 3
MOST_GAPS = 3
MOST_NAMES = 3
RECEIVED = "D1"
FORMALITY = "D11"
TOLD_ELSEWHERE = frozenset({RECEIVED, "B1"})  # as returns not received, and as the change in open cases
SAME_MATTER = {"F2": "F1"}  # an FIR that was not registered was not registered in 24 hours either
TIERS = {"LAW": 0, "ORDER": 1, "GAP": 2, "PEER": 3, "POLICY": 4}

Values = Mapping[str, object]


@dataclass(frozen=True)
class Matter:
    """One line of the list. `key` names its sentence in `locales/`; `values` fill it, by language."""

    rank: int
    level: str
    unit_code: str
    kpi: str | None
    key: str
    names: Mapping[str, str]
    subjects: Mapping[str, str]
    values: Mapping[str, Values]

    def about(self, lang: str) -> str:
        """Unit and KPI: "Hapur district · 360° counselling"."""
        unit = say(lang, f"metrics.unit.{self.level}", name=self.names[lang])
        return f"{unit} · {self.subjects[lang]}"

    def sentence(self, lang: str) -> str:
        """The reason, in one line."""
        return say(lang, self.key, **self.values[lang])


@dataclass(frozen=True)
class _Draft:
    """An exception before it has its rank; the smallest `order` comes first."""

    order: tuple[float, ...]
    unit: Unit
    kpi: Kpi | None
    key: str
    subjects: Mapping[str, str]
    values: Mapping[str, Values]


def find(
    snapshot: Snapshot,
    scope: Scope,
    window: Window,
    compare: Window | None = None,
    codes: Collection[str] | None = None,
    most: int = MOST,
    facts: Facts | None = None,
) -> list[Matter]:
    """At most `most`, in order: LAW and ORDER, then returns held or not received, then the rest.

    Inside each: size beyond noise, then how many are affected. One matter is told once, at the lowest level that
    explains it; a KPI is told a second and third time only where there is room beside the worst of every other.
    Nothing is said of too few cases or of suppressed counts; only where not one is admitted is it said that there
    are some, and at which thanas, without a number. With `compare`, the reason also says what got worse since.
    `facts` are those of a wider scope and of more KPIs and windows, these windows first, where they are at hand.
    """
    tree, small_cell = Tree.of(snapshot, scope), load_settings().small_cell
    received, kpis = catalogue.load()[RECEIVED], list(_judged(window, codes))
    windows = (window,) if compare is None else (window, compare)
    level = Level(facts or Facts((received, *kpis), windows, scope, snapshot), "thana", scope, len(windows))
    readings = [read(kpi, level, with_missing=False) for kpi in kpis]
    lacking = _gaps(snapshot.manifest.held, read(received, level, with_missing=False), tree) if codes is None else ()
    gaps = sorted(lacking, key=lambda draft: draft.order)[:MOST_GAPS]
    told = list(zip(kpis, readings, strict=True))
    lapses = [draft for kpi, counts in told if kpi.admits_none for draft in _lapsed(kpi, counts, tree)]
    found = [
        finding
        for kpi, counts in told
        if not kpi.admits_none
        for finding in findings.find(kpi, counts, tree, small_cell, withheld(kpi, snapshot, scope, windows, small_cell))
    ]
    to_verify = _to_verify(snapshot, scope, window, tree) if is_asked(FORMALITY, codes, snapshot) else ()
    unvisited = _unvisited(snapshot, scope, window, tree) if is_asked(UNVISITED, codes, snapshot) else ()
    drafts = [*(_draft(finding) for finding in _once(found)), *unvisited, *to_verify]
    worst = _chosen(drafts, most - len(gaps) - len(lapses))
    chosen = sorted([*lapses, *gaps, *worst], key=lambda draft: draft.order)
    return [_ranked(draft, rank) for rank, draft in enumerate(chosen, 1)]


def _judged(window: Window, codes: Collection[str] | None) -> Iterator[Kpi]:
    """KPIs that can be missed in this window, of these only where some are named."""
    for kpi in (kpi for kpi in catalogue.load().kpis if codes is None or kpi.code in codes):
        is_judged = not kpi.is_context and (kpi.target_days is None or spans.n_days(window) >= kpi.target_days)
        if is_judged and kpi.kind in findings.ADDED and kpi.code not in TOLD_ELSEWHERE:
            yield kpi


def _once(found: Sequence[Finding]) -> list[Finding]:
    """Without a finding that says again what a graver one says of the same unit or one inside it."""
    told: dict[str | None, list[Path]] = defaultdict(list)
    for finding in found:
        told[finding.kpi.code].append(finding.unit.path)
    return [
        finding
        for finding in found
        if not any(_is_same_place(finding.unit.path, path) for path in told[SAME_MATTER.get(finding.kpi.code)])
    ]


def _is_same_place(one: Path, other: Path) -> bool:
    return one == other[: len(one)] or other == one[: len(other)]


def _chosen(drafts: Sequence[_Draft], n_places: int) -> list[_Draft]:
    """Each KPI's worst before any KPI's second, at most three of one: no topic fills the list, none is crowded out."""
    counted: Counter[str] = Counter()
    rounds: list[list[_Draft]] = [[] for _ in range(MOST_PER_KPI)]
    for draft in sorted(drafts, key=lambda draft: draft.order):
        code = draft.kpi.code if draft.kpi else ""
        if counted[code] < MOST_PER_KPI:
            rounds[counted[code]].append(draft)
        counted[code] += 1
    return [draft for each in rounds for draft in each][:n_places]


def _draft(finding: Finding) -> _Draft:
    kpi = finding.kpi
    order = (TIERS[kpi.target_source or "POLICY"], -round(finding.beyond), -finding.shortfall)
    subjects = {lang: kpi.words(lang).short for lang in LANGUAGES}
    values = {lang: _values(lang, finding) for lang in LANGUAGES}
    return _Draft(order, finding.unit, kpi, _key(finding), subjects, values)


def _key(finding: Finding) -> str:
    kpi = finding.kpi
    if kpi.is_against_last_review:
        return "metrics.exception.stock_rose"
    shape = "ratio" if kpi.kind == "ratio" else "share"
    return f"metrics.exception.{shape}{'_and_worse' if _is_worse(finding) else ''}"


def _is_worse(finding: Finding) -> bool:
    """Whether a share went the wrong way beyond noise since the window it is compared with."""
    kpi, now, before = finding.kpi, finding.now, finding.before
    counts = _counts(now), _counts(before)
    if not kpi.is_proportion or counts[0] is None or counts[1] is None or counts[1][1] < kpi.min_n:
        return False
    low, high = signal.newcombe(*counts[0], *counts[1])
    return high < 0 if kpi.direction == "UP" else low > 0


def _counts(reading: Reading | None) -> tuple[float, float] | None:
    if reading is None or reading.numerator is None or not reading.denominator:
        return None
    return (reading.numerator, reading.denominator) if reading.numerator <= reading.denominator else None


def _values(lang: str, finding: Finding) -> Values:
    kpi, now = finding.kpi, finding.now
    if kpi.is_against_last_review:
        return {"then": wording.count(lang, now.then or 0), "now": wording.count(lang, now.numerator or 0)}
    before = _counts(finding.before)
    return {
        "value": wording.figure(lang, kpi, status.value_of(kpi, now) or 0.0),
        "target": wording.target(lang, kpi),
        "numerator": wording.count(lang, now.numerator or 0),
        "denominator": wording.count(lang, now.denominator or 0),
        "before": wording.figure(lang, kpi, kpi.scale * before[0] / before[1]) if before else "",
    }


def _unvisited(snapshot: Snapshot, scope: Scope, window: Window, tree: Tree) -> Iterator[_Draft]:
    """Each listed place that has been without a visit for longer than the target, by its name."""
    kpi = catalogue.load()[UNVISITED]
    subjects = {lang: kpi.words(lang).short for lang in LANGUAGES}
    for place in overdue(snapshot, scope, window):
        order = (TIERS[kpi.target_source or "POLICY"], -round(place.beyond), 0.0)
        values = {lang: place.values(lang, kpi) for lang in LANGUAGES}
        yield _Draft(order, tree.units[tree.thanas[place.thana_code]], kpi, place.key, subjects, values)


def _to_verify(snapshot: Snapshot, scope: Scope, window: Window, tree: Tree) -> Iterator[_Draft]:
    """The returns whose index lists them for verification, each with the sign that says most."""
    kpi = catalogue.load()[FORMALITY]
    subjects = {lang: kpi.words(lang).short for lang in LANGUAGES}
    for one in formality.league(snapshot, scope, window):
        unit = tree.units.get(tree.thanas.get(one.thana_code, ()))
        if one.band == "listed" and unit:
            order = (TIERS[kpi.target_source or "POLICY"], -round(one.index - formality.LISTED), -one.n_rows)
            values = {lang: _seen(lang, one) for lang in LANGUAGES}
            yield _Draft(order, unit, kpi, "metrics.exception.formality", subjects, values)


def _seen(lang: str, one: Judged) -> Values:
    return {
        "name": say(lang, f"metrics.return.{one.return_name}"),
        "sign": wording.sign(lang, one.signs[0]),
        "index": wording.count(lang, one.index),
    }


def _lapsed(kpi: Kpi, counts: Readings, tree: Tree) -> Iterator[_Draft]:
    """For each district the thanas with any of what is to be none, the most first: before all else."""
    by_district: dict[str, list[tuple[float, Unit]]] = defaultdict(list)
    for (window_no, thana), reading in counts.items():
        unit = tree.units.get(tree.thanas.get(thana, ()))
        if window_no == 0 and unit and reading.numerator:
            by_district[unit.district].append((-reading.numerator, unit))
    subjects = {lang: kpi.words(lang).short for lang in LANGUAGES}
    for district, found in by_district.items():
        thanas = [unit for _, unit in sorted(found, key=lambda pair: (pair[0], pair[1].code))]
        unit = thanas[0] if len(thanas) == 1 else tree.units[TOTAL, district]
        at = f"{'' if len(thanas) == 1 else '_at'}{'_many' if len(thanas) > MOST_NAMES else ''}"
        key = f"metrics.exception.lapse{at}" if kpi.target_source == "LAW" else f"metrics.exception.lapse_wanted{at}"
        values = {lang: _named(thanas, lang) for lang in LANGUAGES}
        yield _Draft((TIERS[kpi.target_source or "POLICY"], -inf, -len(thanas)), unit, kpi, key, subjects, values)


def _named(thanas: Sequence[Unit], lang: str) -> Values:
    """The first of them by name, and how many there are, and how many more."""
    return {
        "n": wording.count(lang, len(thanas)),
        "names": ", ".join(thana.names[lang] for thana in thanas[:MOST_NAMES]),
        "rest": wording.count(lang, len(thanas) - MOST_NAMES),
    }


def _gaps(held: Sequence[Held], duties: Readings, tree: Tree) -> Iterator[_Draft]:
    """Slices that are held, then, in districts without one, Kendras whose due returns did not come."""
    districts = {unit.code: unit for unit in tree.units.values() if unit.level == "district"}
    with_held = {slice_.district_code for slice_ in held}
    for slice_ in held:
        if slice_.district_code in districts:
            yield _held(slice_, districts[slice_.district_code])
    silent: dict[str, list[Unit]] = defaultdict(list)
    for (window_no, thana), reading in duties.items():
        unit = tree.units.get(tree.thanas.get(thana, ()))
        if (
            window_no == 0
            and unit
            and unit.district not in with_held
            and (reading.denominator or 0) > (reading.numerator or 0)
        ):
            silent[unit.district].append(unit)
    for district, thanas in silent.items():
        yield _silent(districts[district], thanas)


def _held(slice_: Held, district: Unit) -> _Draft:
    key = "metrics.exception.held" if slice_.last_good_day else "metrics.exception.held_from_the_start"
    values: dict[str, Values] = {}
    subjects = {}
    for lang in LANGUAGES:
        reason = next((getattr(reason, f"sentence_{lang}") for reason in slice_.reasons), "")
        values[lang] = {
            "reason": reason,
            "day": wording.day(lang, slice_.last_good_day) if slice_.last_good_day else "",
        }
        subjects[lang] = say(lang, f"metrics.return.{slice_.return_name}")
    return _Draft((TIERS["GAP"], 0, 0), district, None, key, subjects, values)


def _silent(district: Unit, thanas: Sequence[Unit]) -> _Draft:
    values = {lang: _named(thanas, lang) for lang in LANGUAGES}
    kpi = catalogue.load()[RECEIVED]
    key = "metrics.exception.not_received" + ("" if len(thanas) <= MOST_NAMES else "_many")
    subjects = {lang: kpi.words(lang).short for lang in LANGUAGES}
    return _Draft((TIERS["GAP"], 1, -len(thanas)), district, kpi, key, subjects, values)


def _ranked(draft: _Draft, rank: int) -> Matter:
    code = draft.kpi.code if draft.kpi else None
    unit = draft.unit
    return Matter(rank, unit.level, unit.code, code, draft.key, unit.names, draft.subjects, draft.values)
