"""Reads the counts of a KPI from the facts: one reading for each unit and window, whatever the KPI's kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from metrics import windows as spans
from metrics.catalogue import Kpi
from metrics.durations import median
from metrics.facts import OPEN, WOMEN
from metrics.level import Key, Level, Row
from metrics.signal import wilson
from metrics.status import Reading
from warehouse.tables import return_of_column

By = Literal["range", "district", "circle", "thana"]


def read(kpi: Kpi, level: Level, with_missing: bool = True) -> dict[Key, Reading]:
    """(window number, unit) → its counts; none of a KPI that the snapshot was published without.

    Without `with_missing`, no return counts as missing.
    """
    reader = _READERS[kpi.kind] if level.facts.keeps(kpi) else _unknown
    missing = level.missing(kpi.returns) if with_missing else {}
    return {key: _reading(level, key, reader(kpi, level, key), missing) for key in level.keys}


def read_parts(kpi: Kpi, level: Level) -> dict[tuple[str, Key], Reading]:
    """(part, (window number, unit)) → its counts, of every part that the KPI's duties have."""
    missing = level.missing(kpi.returns)
    parts = sorted({part for stream, part, _ in level.parts if stream == kpi.stream})
    return {
        (part, key): _reading(level, key, _duty(kpi, level.parts.get((str(kpi.stream), part, key), {})), missing)
        for part in parts
        for key in level.keys
    }


def _reading(level: Level, key: Key, counts: Row, missing: Mapping[Key, Row]) -> Reading:
    of = missing.get(key, {})
    return Reading(
        n_missing=int(of.get("n_missing") or 0),
        n_expected=int(of.get("n_expected") or 0),
        n_days=spans.n_days(level.facts.windows[key[0]]),
        **counts,
    )


def _counts(numerator: float | None, denominator: float | None, **more: Any) -> Row:
    return {"numerator": numerator, "denominator": denominator, **more}


def _unknown(_kpi: Kpi, _level: Level, _key: Key) -> Row:
    return _counts(None, None, is_kept=False)


def _duties(kpi: Kpi, level: Level, key: Key) -> Row:
    return _duty(kpi, level.duties.get((str(kpi.stream), key), {}))


def _duty(kpi: Kpi, row: Row) -> Row:
    met, known = row.get("n_met"), row.get("n_known")
    if kpi.kind == "lapse" and met is not None and known is not None:
        met = known - met
    return _counts(met, known, n_unknown=int(row.get("n_unknown") or 0))


def _flows(kpi: Kpi, level: Level, key: Key) -> Row:
    row = level.days.get(key, {})
    return _counts(_any(row, kpi.numerator_columns), _any(row, kpi.denominator_columns))


def _per_day(kpi: Kpi, level: Level, key: Key) -> Row:
    row = level.days.get(key, {})
    return _counts(_any(row, kpi.numerator_columns), row.get(f"n_days_{_return_of(kpi)}") or None)


def _units(kpi: Kpi, level: Level, key: Key) -> Row:
    """Kendras whose column sums to 0, of those with an accepted day."""
    row, column = level.days.get(key, {}), kpi.numerator_columns[0]
    n_told = row.get(f"told_{column}") or None
    return _counts(row[f"without_{column}"] if n_told else None, n_told)


def _reach(kpi: Kpi, level: Level, key: Key) -> Row:
    """Of the places listed. Where nothing is listed nothing was missed either: neither count is known."""
    row = (level.reached if kpi.kind == "reach" else level.institutions).get(key, {})
    return _counts(row.get("n_reached"), row["n_listed"]) if row.get("n_listed") else _counts(None, None)


def _per_listed(kpi: Kpi, level: Level, key: Key) -> Row:
    """Only of thanas whose number of women is listed: without it, whom they reached is set against nobody."""
    row = level.for_women(kpi.numerator_columns[0]).get(key, {})
    return _counts(row.get(kpi.numerator_columns[0]), row.get(WOMEN))


def _formality(kpi: Kpi, level: Level, key: Key) -> Row:
    """The indices of all returns that could be judged, added up, and how many these are."""
    row = level.formality.get(key, {})
    return _counts(row.get("index"), row.get("n_judged"))


def _agreement(kpi: Kpi, level: Level, key: Key) -> Row:
    """Kendras whose daily count bears their visits out on every day of both; beside them such days, and all.

    Of a Kendra without such a day nobody can say.
    """
    row = level.agreeing.get(key, {})
    n_expected = level.missing(kpi.returns).get(key, {}).get("n_expected") or 0
    return _counts(
        row.get("n_agreeing"),
        row.get("n_told"),
        n_unknown=max(0, int(n_expected - (row.get("n_told") or 0))),
        other_numerator=row.get("n_agreeing_days"),
        other_denominator=row.get("n_days"),
    )


def _restatement(_kpi: Kpi, level: Level, key: Key) -> Row:
    """Thana-days told otherwise later, of those published; beside them how far the figures moved, and how many did."""
    row = level.restated.get(key, {})
    n_days = row.get("n_days") or None
    return _counts(
        row["n_restated"] if n_days else None,
        n_days,
        other_numerator=row.get("sum_pct"),
        other_denominator=row.get("n_figures"),
    )


def _stock_share(kpi: Kpi, level: Level, key: Key) -> Row:
    (part, one), (whole, other) = (_stock_of(level, columns, key) for columns in _both(kpi))
    return _counts(part, whole, read_on=_earliest(one, other))


def _stock_ratio(kpi: Kpi, level: Level, key: Key) -> Row:
    """Stocks of two returns, each on its own last accepted day, over the thanas of which both are known."""
    above, below = (columns[0] for columns in _both(kpi))
    one, two = (level.beside(*pair).get(key, {}) for pair in ((above, below), (below, above)))
    part, whole = one.get(above), two.get(below)
    return _counts(part, whole, read_on=_earliest(one.get("read_on"), two.get("read_on")), n_base=part)


def _stock(kpi: Kpi, level: Level, key: Key) -> Row:
    """The stock of the window and of the last review before it."""
    number, review = level.facts.review_no(key[0]), level.facts.reviews[key[0]]
    now, read_on = _stock_of(level, kpi.numerator_columns, key)
    then = None if number is None else _stock_of(level, kpi.numerator_columns, (number, key[1]))[0]
    return _counts(
        now,
        then if kpi.kind == "stock_change" else None,
        read_on=read_on,
        then=then,
        then_on=review.as_of if review is not None else None,
    )


def _workload(kpi: Kpi, level: Level, key: Key) -> Row:
    """Open cases, and those closed on the accepted days of the 28 up to the as-of date: so many days of each thana.

    A thana that was silent is taken to close as many a day as the others of the unit; days without a register slow
    nobody down.
    """
    held, read_on = _stock_of(level, kpi.numerator_columns, key)
    trailing = level.days.get((level.facts.trailing_no(key[0]), key[1]), {})
    n_thanas = level.stocks[kpi.numerator_columns[0]].get(key, {}).get(f"told_{kpi.numerator_columns[0]}") or 1
    over = (trailing.get(f"n_days_{_return_of(kpi)}") or 0) / n_thanas
    return _counts(held, _any(trailing, kpi.denominator_columns), read_on=read_on, n_base=held, over_days=over)


def _bunching(kpi: Kpi, level: Level, key: Key) -> Row:
    """Closed on the days before a review, against as many as those days' share of the accepted days leads to expect."""
    row, name = level.days.get(key, {}), _return_of(kpi)
    closed, n_days = _any(row, kpi.denominator_columns), row.get(f"n_days_{name}")
    expected = closed * row[f"n_eve_days_{name}"] / n_days if closed is not None and n_days else None
    return _counts(_any(row, kpi.numerator_columns), expected, n_base=closed, other_denominator=closed)


def _difference(kpi: Kpi, level: Level, key: Key) -> Row:
    """Part and whole of the one share are the counts, those of the other stand beside them; the fewer are judged."""
    row = level.days.get(key, {})
    (part, whole), (other_part, other_whole) = ([row.get(column) for column in columns] for columns in _both(kpi))
    few = min(whole or 0, other_whole or 0)
    return _counts(part, whole, other_numerator=other_part, other_denominator=other_whole, n_base=few)


def _median(kpi: Kpi, level: Level, key: Key) -> Row:
    value, low, high, n = median(level.durations.get((str(kpi.stream), key), []))
    return _counts(None, float(n) if n else None, value=value, low=low, high=high)


def _survival(kpi: Kpi, level: Level, key: Key) -> Row:
    rows, (_, read_on) = level.spells.get(key), _stock_of(level, [OPEN], key)
    if rows is None or kpi.quantile is None:
        return _counts(None, None, read_on=read_on)
    from metrics.survival import kaplan_meier  # SciPy takes a second to load, and most pages need none of it

    value, low, high = kaplan_meier(*(rows[name].to_list() for name in ("n_days", "is_closed", "n"))).quantile(
        kpi.quantile
    )
    return _counts(None, float(rows["n"].sum()), value=value, low=low, high=high, read_on=read_on)


def _oldest(kpi: Kpi, level: Level, key: Key) -> Row:
    n_open, read_on = _stock_of(level, [OPEN], key)
    return _counts(None, n_open, value=level.oldest.get(key, {}).get("oldest_days"), read_on=read_on)


def _longest(kpi: Kpi, level: Level, key: Key) -> Row:
    row = level.longest.get((str(kpi.stream), key), {})
    return _counts(None, row.get("n_places"), value=row.get("longest"), read_on=row.get("read_on"))


def _concentration(_kpi: Kpi, level: Level, key: Key) -> Row:
    """Visits to the most visited fifth of the places, of all; few places are judged to be few, not few visits."""
    share = level.concentrated.get(key)
    return _counts(None, None) if share is None else _counts(share.n_top, share.n_visits, n_base=share.n_places)


def _pai(kpi: Kpi, level: Level, key: Key) -> Row:
    """Only of the range and of districts, and only of enough complaints: of one thana it would tell who complained."""
    if level.by not in ("range", "district"):
        return _counts(None, None)
    caught = level.aims[key]
    if caught.n < kpi.min_n or not caught.area:
        return _counts(None, float(caught.n))
    low, high = (end / caught.area_share for end in wilson(caught.caught, caught.n))
    return _counts(float(caught.caught), float(caught.n), value=caught.pai, low=low, high=high)


def _freshness(_kpi: Kpi, level: Level, key: Key) -> Row:
    """Hours from the end of the day that the stalest Kendra's returns reach to the end of the as-of day."""
    row = level.fresh.get(key)
    if row is None:
        return _counts(None, None)
    n_days = (level.facts.windows[key[0]].as_of - row["read_on"]).days
    return _counts(None, float(row["n_kendras"]), value=24.0 * n_days, read_on=row["read_on"])


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _both(kpi: Kpi) -> tuple[list[str], list[str]]:
    return kpi.numerator_columns, kpi.denominator_columns


def _any(row: Row, columns: Sequence[str]) -> float | None:
    """The sum of the columns, null only if every one of them is."""
    known = [row[column] for column in columns if row.get(column) is not None]
    return sum(known) if known else None


def _stock_of(level: Level, columns: Sequence[str], key: Key) -> tuple[float | None, Any]:
    """The sum of the columns, null if any of them is, and the earliest day on which they were read."""
    row = level.stocks[columns[0]].get(key, {})
    values = [row.get(column) for column in columns]
    return None if None in values else sum(value or 0 for value in values), row.get("read_on")


def _return_of(kpi: Kpi) -> str:
    return return_of_column()[kpi.numerator_columns[0]]


_READERS: dict[str, Callable[[Kpi, Level, Key], Row]] = {
    "obligation": _duties,
    "lapse": _duties,
    "share": _flows,
    "ratio": _flows,
    "per_day": _per_day,
    "stock": _stock,
    "stock_change": _stock,
    "stock_share": _stock_share,
    "stock_ratio": _stock_ratio,
    "workload": _workload,
    "bunching": _bunching,
    "difference": _difference,
    "median": _median,
    "survival": _survival,
    "oldest": _oldest,
    "longest": _longest,
    "concentration": _concentration,
    "pai": _pai,
    "units": _units,
    "reach": _reach,
    "reach_phase": _reach,
    "per_listed": _per_listed,
    "formality": _formality,
    "freshness": _freshness,
    "agreement": _agreement,
    "restatement": _restatement,
}
