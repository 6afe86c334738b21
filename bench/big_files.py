"""Writes the large CSV returns that the loading bench reads: one file per district and return."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from access.settings import load_settings
from warehouse.reference import load_reference

FIRST = date(2025, 9, 22)
N_DAYS = 400
N_CASES = 300_000
N_PATROLS = 400_000
SEED = 7
ISO, INDIAN = "%Y-%m-%d", "%d.%m.%Y"


def _units() -> tuple[pl.DataFrame, pl.DataFrame]:
    reference = load_reference(load_settings())
    return reference.thanas, reference.places


def _plus(offsets: np.ndarray) -> pl.Series:
    epoch = (FIRST - date(1970, 1, 1)).days
    return pl.Series((offsets + epoch).astype(np.int32)).cast(pl.Date)


def _offsets(days: pl.Series) -> np.ndarray:
    return days.cast(pl.Int32).to_numpy() - (FIRST - date(1970, 1, 1)).days


def _pick(frame: pl.DataFrame, random: np.random.Generator, n: int) -> pl.DataFrame:
    picked: pl.DataFrame = frame.select(pl.all().gather(random.integers(0, frame.height, n)))
    return picked


def cases(random: np.random.Generator, date_format: str = INDIAN) -> pl.DataFrame:
    """N_CASES register rows over all thanas, headers as in the English form."""
    thanas, _ = _units()
    picked = _pick(thanas.select("district_code", "thana_code", "name_en"), random, N_CASES)
    received = _plus(np.sort(random.integers(0, N_DAYS, N_CASES)))
    frame = picked.with_columns(
        received_on=received, closed_on=_plus(_offsets(received) + random.integers(1, 40, N_CASES))
    )
    year = pl.col("received_on").dt.year()
    serial = pl.int_range(1, pl.len() + 1).over("thana_code", year)
    is_closed = pl.Series(random.random(N_CASES) < 0.7)
    number = pl.format(
        "MSK/{}/{}/{}/{}",
        pl.col("district_code").str.to_uppercase(),
        pl.col("thana_code").str.to_uppercase(),
        year,
        serial.cast(pl.String).str.zfill(4),
    )
    return frame.with_columns(number.alias("Unique No")).select(
        "district_code",
        "Unique No",
        pl.col("district_code").str.to_titlecase().alias("District"),
        pl.col("name_en").alias("Thana"),
        pl.col("received_on").dt.strftime(date_format).alias("Received on"),
        pl.col("received_on").dt.strftime(date_format).alias("Entered on"),
        pl.Series("Channel", random.choice(["Walk in", "1090", "112"], N_CASES)),
        pl.Series("Category", random.choice(["Domestic", "Dowry", "Cyber", "Missing"], N_CASES)),
        pl.Series("Age band", random.choice(["18-25", "26-40", "41-60"], N_CASES)),
        pl.lit("no").alias("Injured"),
        pl.lit("yes").alias("Counselling needed"),
        pl.when(is_closed).then(pl.col("closed_on").dt.strftime(date_format)).alias("Closed on"),
        pl.when(is_closed).then(pl.lit("Settled")).alias("Outcome"),
    )


def patrols(random: np.random.Generator, date_format: str) -> pl.DataFrame:
    """N_PATROLS visits to listed places, headers as in the English form."""
    thanas, places = _units()
    seats = places.select("district_code", "thana_code", pl.col("name_en").alias("Place"))
    seat = seats.join(thanas.select("thana_code", "name_en"), on="thana_code")
    visits = _pick(seat, random, N_PATROLS)
    hour = random.integers(7, 20, N_PATROLS)
    minute = random.integers(0, 30, N_PATROLS)
    checked = random.integers(2, 13, N_PATROLS)
    return visits.select(
        "district_code",
        pl.col("district_code").str.to_titlecase().alias("District"),
        pl.col("name_en").alias("Thana"),
        _plus(random.integers(0, N_DAYS, N_PATROLS)).dt.strftime(date_format).alias("Visited on"),
        pl.Series("From", [f"{h:02}:{m:02}" for h, m in zip(hour, minute, strict=True)]),
        pl.Series("To", [f"{h:02}:{m + 25:02}" for h, m in zip(hour, minute, strict=True)]),
        "Place",
        pl.Series("Persons checked", checked),
        pl.Series("Warned", checked // 3),
        pl.lit(0).alias("Firs"),
        pl.lit(0).alias("Arrests"),
        pl.lit(4).alias("Officers"),
        pl.lit(2).alias("Women officers"),
        pl.lit("yes").alias("Briefed"),
        pl.lit("yes").alias("Body camera"),
    )


def write(folder: Path, date_format: str) -> list[Path]:
    """The files, one per return and district, with their period in the name."""
    random = np.random.default_rng(SEED)
    last = FIRST + timedelta(days=N_DAYS + 40)
    paths = []
    for name, frame in (("cases", cases(random, date_format)), ("patrols", patrols(random, date_format))):
        for (district,), part in frame.partition_by("district_code", as_dict=True).items():
            path = folder / f"{district}_{name}_{FIRST}_{last}.csv"
            part.drop("district_code").write_csv(path)
            paths.append(path)
    return paths
