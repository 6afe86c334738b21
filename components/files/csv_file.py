"""CSV that Excel opens rightly in Hindi and takes nothing in for a formula, written a frame at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import polars as pl
import polars.selectors as cs

from components.files.shape import Content, Field, Told, harmless, typed

_BOM = b"\xef\xbb\xbf"


def write(content: Content, file: BinaryIO, told: Told) -> int:
    """UTF-8 with a byte-order mark, lines end as Excel's do; a day is 2026-11-15, a whole figure 20 and not 20.0.

    Returns the number of rows. `file` is one on disk: Polars writes past Python straight into it.
    """
    file.write(_BOM)
    _append(_heads(content.fields), file)
    n_rows = 0
    for frame in content.frames:
        _append(harmless(typed(frame, content.fields), content.fields), file)
        n_rows += frame.height
        told(n_rows)
    return n_rows


def _heads(fields: Sequence[Field]) -> pl.DataFrame:
    labels = pl.DataFrame({field.name: [field.label] for field in fields})
    return harmless(labels, [Field(field.name, field.label, "text") for field in fields])


def _append(frame: pl.DataFrame, file: BinaryIO) -> None:
    file.flush()
    plain = frame.with_columns(cs.float().cast(pl.String).str.strip_suffix(".0"))
    plain.write_csv(file, include_header=False, line_terminator="\r\n", datetime_format="%Y-%m-%d %H:%M")
