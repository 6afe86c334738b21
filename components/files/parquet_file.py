"""Parquet: typed, a row group for each frame; the file itself says what was asked and of which snapshot."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from components.files.shape import Content, Kind, Told, typed

_TYPES: dict[Kind, Any] = {
    "text": pa.string(),
    "count": pa.int64(),
    "figure": pa.float64(),
    "percent": pa.float64(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
}


def write(content: Content, file: BinaryIO, told: Told) -> int:
    """The columns under their machine names; text stays as it is, nothing here is a formula. Returns the rows."""
    columns = [(field.name, _TYPES[field.kind]) for field in content.fields]
    schema, n_rows = pa.schema(columns, metadata=_said(content)), 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for frame in content.frames:
            writer.write_table(typed(frame, content.fields).to_arrow().cast(schema))
            n_rows += frame.height
            told(n_rows)
    return n_rows


def _said(content: Content) -> dict[str, str]:
    """JSON under keys of our own: the question, the facts of the header, the heads and the definitions in words."""
    asked = content.asked
    said = {
        "mission.question": dict(asked.question),
        "mission.facts": dict(asked.facts),
        "mission.labels": {field.name: field.label for field in content.fields},
        "mission.definitions": [list(line) for line in asked.definitions],
    }
    written = {key: json.dumps(value, ensure_ascii=False) for key, value in said.items()}
    return {"mission.snapshot": asked.snapshot, **written}
