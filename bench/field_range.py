"""A range-year of the field, made through the store: 600 places, 120,000 visits (or many times as many), complaints."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl

from access.settings import Settings
from tests.warehouse_kit import shape_of
from warehouse.batch import Batch
from warehouse.build import publish
from warehouse.reference import Reference, load_reference, overlay
from warehouse.store import Store

FIRST = date(2025, 11, 16)
N_DAYS = 365
N_PLACES = 600
N_VISITS = 120_000
N_CASES = 24_000
SEED = 20
LAST = FIRST + timedelta(days=N_DAYS - 1)
# Kind, how many in a hundred places, the visits a week that they ask for, and their hours.
KINDS = (
    ("school", 40, 2, "08:00", "14:00"),
    ("college", 10, 2, "09:30", "16:00"),
    ("market", 20, 1, "", ""),
    ("bus_stand", 8, 1, "", ""),
    ("park", 7, 1, "", ""),
    ("pandal", 12, 0, "", ""),
    ("ramlila", 3, 0, "", ""),
)
HOURS = np.array([7, 9, 11, 14, 16, 18, 20, 22])  # of the visits of one squad on one day
CATEGORIES = ("street_harassment", "domestic", "dowry", "cyber", "missing", "neighbour_dispute")
_EPOCH = date(1970, 1, 1)


def make(settings: Settings, times: int = 1) -> None:
    """Commits and publishes the range-year with its visits `times` over, each copy by a squad of its own."""
    random = np.random.default_rng(SEED)
    reference = load_reference(settings)
    overlay(settings).mkdir(parents=True, exist_ok=True)
    listed = places(reference, random)
    listed.write_csv(overlay(settings) / "places.csv")
    store = Store(settings)
    visited = visits(listed, random)
    by_squad = [visited.with_columns(squad=pl.format("{}-{}", pl.lit(copy), "squad")) for copy in range(times)]
    _commit(store, "patrols", pl.concat(by_squad))
    _commit(store, "squad_daily", counts(visited))
    _commit(store, "cases", cases(reference, random))
    publish(store, settings)


def places(reference: Reference, random: np.random.Generator) -> pl.DataFrame:
    """The list of places: spread over all thanas, each within some two kilometres of its thana's position."""
    home = reference.thanas.filter(pl.col("valid_to").is_null()).select("thana_code", "district_code", "lat", "lon")
    at = home[np.arange(N_PLACES) % home.height]
    share = [kind for kind in KINDS for _ in range(kind[1])]
    kinds = [share[i] for i in random.integers(0, len(share), N_PLACES)]
    away = random.normal(0, 0.012, (2, N_PLACES))
    return at.select(
        pl.Series("place_code", [f"place-{i}" for i in range(N_PLACES)]),
        "district_code",
        "thana_code",
        pl.Series("kind", [kind for kind, *_ in kinds]),
        pl.Series("name_en", [f"{kind} {i}".capitalize() for i, (kind, *_) in enumerate(kinds)]),
        pl.Series("name_hi", [f"स्थल {i}" for i in range(N_PLACES)]),
        pl.Series("lat", np.round(at["lat"].to_numpy() + away[0], 5)),
        pl.Series("lon", np.round(at["lon"].to_numpy() + away[1], 5)),
        pl.lit("no").alias("is_name_sourced"),
        pl.Series("crowd_category", random.choice(["A", "B"], N_PLACES)),
        pl.Series("opens_at", [opens for *_, opens, _closes in kinds]),
        pl.Series("closes_at", [closes for *_, closes in kinds]),
        pl.lit("").alias("active_from"),
        pl.lit("").alias("active_to"),
        pl.Series("required_visits_a_week", [wanted for _, _, wanted, _, _ in kinds]),
        pl.lit("").alias("aliases"),
        pl.lit("yes").alias("organiser_contact"),
    )


def visits(listed: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """N_VISITS visits; some places are hardly ever chosen, as in life. No squad is at two places at once."""
    weight = random.pareto(2.0, listed.height) + 0.05
    seat = listed[random.choice(listed.height, N_VISITS, p=weight / weight.sum())]
    day = _days(random, N_VISITS).alias("visited_on")
    turn = pl.int_range(pl.len()).over("thana_code", "visited_on")
    told = seat.with_columns(day).with_columns(turn.alias("turn")).with_columns(squad=pl.col("turn") // len(HOURS))
    hour = HOURS[told["turn"].to_numpy() % len(HOURS)]
    minute = random.integers(0, 20, N_VISITS)
    checked, officers = random.integers(2, 13, N_VISITS), random.integers(3, 7, N_VISITS)
    return told.select(
        "district_code",
        "thana_code",
        "place_code",
        "squad",
        "visited_on",
        pl.Series("from_time", [time(int(h), int(m)) for h, m in zip(hour, minute, strict=True)]),
        pl.Series("to_time", [time(int(h), int(m) + 25) for h, m in zip(hour, minute, strict=True)]),
        pl.Series("persons_checked", checked),
        pl.Series("warned", checked // 3),
        pl.Series("officers", officers),
        pl.Series("women_officers", officers // 2),
        *(pl.lit(0).alias(name) for name in ("firs", "arrests", "preventive", "parents_called", "red_cards")),
        *(pl.lit(value=True).alias(name) for name in ("briefed", "body_camera")),
    )


def counts(visited: pl.DataFrame) -> pl.DataFrame:
    """The daily counts that agree with the visits."""
    sums = pl.col("persons_checked", "warned", "firs", "arrests", "preventive").sum()
    day = pl.col("visited_on").alias("day")
    return visited.group_by("district_code", "thana_code", day).agg(pl.len().alias("places_checked"), sums)


def cases(reference: Reference, random: np.random.Generator) -> pl.DataFrame:
    """N_CASES register rows; a quarter of them are harassment in the street, more of them at some thanas."""
    home = reference.thanas.filter(pl.col("valid_to").is_null()).select("thana_code", "district_code")
    weight = random.pareto(3.0, home.height) + 0.2
    received = _days(random, N_CASES)
    return home[random.choice(home.height, N_CASES, p=weight / weight.sum())].select(
        pl.format(
            "MSK/{}/{}/{}/{}",
            pl.col("district_code").str.to_uppercase(),
            pl.col("thana_code").str.to_uppercase(),
            received.dt.year(),
            pl.int_range(1, pl.len() + 1).over("thana_code").cast(pl.String).str.zfill(4),
        ).alias("unique_no"),
        "district_code",
        "thana_code",
        received.alias("received_on"),
        received.alias("entered_on"),
        pl.Series("category", random.choice(CATEGORIES, N_CASES, p=[0.25, *([0.15] * 5)])),
        pl.Series("channel", random.choice(["walk_in", "call_1090", "call_112"], N_CASES)),
    )


def _days(random: np.random.Generator, n: int) -> pl.Series:
    offsets = random.integers(0, N_DAYS, n) + (FIRST - _EPOCH).days
    return pl.Series(offsets.astype(np.int32)).cast(pl.Date)


def _commit(store: Store, return_name: str, rows: pl.DataFrame) -> None:
    """A batch a district, each speaking for the whole year of all its thanas that have rows."""
    shape = {name: kind for name, kind in shape_of(return_name).items() if name not in _STAMPED}
    told = rows.with_columns(source_sheet=pl.lit("1"))
    for (district,), part in told.partition_by("district_code", as_dict=True).items():
        numbered = part.with_row_index("row_id").with_columns(source_row=pl.col("row_id") + 2)
        whole = numbered.select(
            pl.col(name).cast(kind) if name in numbered.columns else pl.lit(None, dtype=kind).alias(name)
            for name, kind in shape.items()
        )
        store.commit(_batch(store, return_name, str(district), part), whole)


_STAMPED = ("batch_seq", "batch_id", "source_file")


def _batch(store: Store, return_name: str, district: str, rows: pl.DataFrame) -> Batch:
    received = datetime.combine(LAST, time(20))
    return Batch(
        batch_id=f"{return_name}-{district}",
        seq=store.next_seq(),
        return_name=return_name,
        district_code=district,
        thanas=tuple(rows["thana_code"].unique().sort()),
        first_day=FIRST,
        last_day=LAST,
        period_source="title",
        file_name=f"{district}_{return_name}.csv",
        received_at=received,
        loaded_at=received,
        verdict="published",
    )
