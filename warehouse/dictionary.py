"""What the loading side tells of its returns, so that a snapshot can say it without knowing how files are read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

Dictionary = Mapping[str, pl.DataFrame]
_TEXTS = pl.List(pl.String())
# The inputs of the build by name, and their columns. Words and rules only: no value of any row.
SHAPES: Mapping[str, Mapping[str, pl.DataType]] = {
    "told_return": {
        "return_name": pl.String(),
        "return_no": pl.Int32(),
        "name_hi": pl.String(),
        "name_en": pl.String(),
        "title_words": _TEXTS,
        "key_fields": _TEXTS,
        "period_field": pl.String(),
        "is_cumulative": pl.Boolean(),
        "is_retold": pl.Boolean(),
        "child_of": pl.String(),
        "kept_flags": _TEXTS,
    },
    "told_field": {
        "return_name": pl.String(),
        "field": pl.String(),
        "field_no": pl.Int32(),
        "header_hi": pl.String(),
        "header_en": pl.String(),
        "spellings": _TEXTS,
        "field_type": pl.String(),
        "code_list": pl.String(),
        "is_required": pl.Boolean(),
        "column_names": _TEXTS,
    },
    "told_rule": {
        "return_name": pl.String(),
        "rule": pl.String(),
        "rule_no": pl.Int32(),
        "consequence": pl.String(),
        "blamed_fields": _TEXTS,
        "read_fields": _TEXTS,
        "sentence_hi": pl.String(),
        "sentence_en": pl.String(),
        "mend_hi": pl.String(),
        "mend_en": pl.String(),
    },
    "told_banned": {
        "flag": pl.String(),
        "flag_no": pl.Int32(),
        "headers": _TEXTS,
        "header_words": _TEXTS,
    },
    "told_code": {
        "code_list": pl.String(),
        "code": pl.String(),
        "code_no": pl.Int32(),
        "list_hi": pl.String(),
        "list_en": pl.String(),
        "label_hi": pl.String(),
        "label_en": pl.String(),
        "spellings": _TEXTS,
    },
    "told_code_refused": {
        "code_list": pl.String(),
        "spelling": pl.String(),
        "spelling_no": pl.Int32(),
        "sentence_hi": pl.String(),
        "sentence_en": pl.String(),
    },
}
NOTHING_TOLD: Dictionary = MappingProxyType({})


def dictionary_frames(told: Dictionary) -> dict[str, pl.DataFrame]:
    """Every input of SHAPES as a frame of its shape; without rows where nothing was told."""
    return {
        name: told[name].select(pl.col(column).cast(dtype) for column, dtype in shape.items())
        if name in told
        else pl.DataFrame(schema=dict(shape))
        for name, shape in SHAPES.items()
    }
