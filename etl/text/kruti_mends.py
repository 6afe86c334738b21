"""Puts on record which cells were Kruti Dev, keys before and Unicode after, where the value may be shown."""

from __future__ import annotations

import polars as pl

from etl.cells.codebook import open_codebook
from etl.privacy.masking import MASK, is_label, shown
from etl.recipes import Field

_NEVER_SHOWN = ("note", "venue")
# Types whose cells name a code, a day, a number or a place of the lists, or else are masked.
_RESOLVED: tuple[str, ...] = (
    "unique_no",
    "thana",
    "district",
    "place",
    "date",
    "month",
    "datetime",
    "time",
    "count",
    "degrees",
)
_RESOLVED += ("code", "code_list", "yes_no", "yes_no_not_seen")


def kruti_mends(field: Field, cells: pl.DataFrame, told: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """A mend for each cell of one field that was put into Unicode; none for a cell of which something is masked.

    `cells`: row_id, source_row and the text `after`; `told`: source_row, before and after of the converted cells of the
    sheet; `said`: row_id and `before` of what is already said of this field's cells.
    """
    if field.type in _NEVER_SHOWN:
        cells = cells.clear()
    masked = said.filter(pl.col("before") == MASK)["row_id"]
    found = cells.join(told, on=["source_row", "after"], how="inner", maintain_order="left")
    may_show = [text for text in found["after"].unique() if _may_show(field, text)]
    found = found.filter(pl.col("after").is_in(may_show) & ~pl.col("row_id").is_in(masked.implode()))
    return found.select(
        "row_id",
        "source_row",
        pl.lit(field.name).alias("field"),
        pl.lit("kruti_dev").alias("kind"),
        "before",
        "after",
    )


def _may_show(field: Field, text: str) -> bool:
    """What the other mends would show, too: no exact age, no words that may be a name."""
    if field.type == "age_band":
        return open_codebook("age_band").find(text) is not None
    return shown(text) != MASK and (field.type in _RESOLVED or is_label(text))
