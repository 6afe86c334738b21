"""Tells a table's data rows from its totals, notes, repeated headers, blank, numbered-only and nil rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import polars as pl

from etl.cells.counts import read_count
from etl.names.names import Gazetteer
from etl.recipes import Recipe
from etl.sheets.captions import is_unit
from etl.sheets.headers import ColumnMap
from etl.sheets.tables import RawTable
from etl.sheets.totals import Stated, Totals, arrange
from etl.text.fold import fold, tidy, words
from etl.text.words import load_words

_FEW = 2  # a row with more cells than this is no signature and no note
_LABELS = 3  # leading columns that may hold the word योग
_TOTAL_HINT = r"(?i)योग|कुल|जोड|\b(?:total|sum|sub)"
_DIGIT = r"[0-9०-९]"
_NO_DAY = r"^[\s(]*[0-9०-९]{0,2}[\s).]*$"
_MAYBE_NOTE = "maybe note"


@dataclass(frozen=True)
class Sorted:
    """The data rows of a table, what the other rows were, and what its totals say."""

    data: pl.DataFrame
    non_data: dict[str, int]
    totals: Totals
    nil_rows: tuple[tuple[str | None, str], ...] = ()  # (district as written, thana as written)


@dataclass
class Sorter:
    """Sorts the rows of one table. `district_code` is that of the sheet, title or file, when they name one."""

    recipe: Recipe
    table: RawTable
    columns: ColumnMap
    gazetteer: Gazetteer
    district_code: str | None
    _nil: list[tuple[str | None, str]] = field(default_factory=list)

    def sort(self) -> Sorted:
        cells = self.table.cells.with_row_index("at")
        odd = cells.filter(self._looks_odd())
        kinds = {row["at"]: kind for row in odd.iter_rows(named=True) if (kind := self._kind(row))}
        last_data = self._last_data(cells.height, kinds)
        is_note = {at for at, kind in kinds.items() if kind == _MAYBE_NOTE and at > last_data}
        kinds = {
            at: "note" if at in is_note else kind for at, kind in kinds.items() if at in is_note or kind != _MAYBE_NOTE
        }
        data = cells.filter(~pl.col("at").is_in(list(kinds))) if kinds else cells
        stated = [self._stated(row) for row in odd.iter_rows(named=True) if kinds.get(row["at"]) == "total"]
        totals = arrange(stated, data["source_row"].to_list() if stated else ())
        return Sorted(data.drop("at"), dict(Counter(kinds.values())), totals, tuple(self._nil))

    def _looks_odd(self) -> pl.Expr:
        """Rows worth a look one by one: without a date, with hardly a cell, or with a word for total."""
        names = [name for name in self.table.cells.columns if name != "source_row"]
        n_filled = pl.sum_horizontal(pl.col(name).str.len_bytes().fill_null(0) > 0 for name in names)
        totals = [pl.col(name).str.contains(_TOTAL_HINT).fill_null(value=False) for name in names[:_LABELS]]
        odd = pl.any_horizontal(n_filled <= _FEW, *totals)
        at = self.columns.fields.get(self.recipe.period_field)
        if at is None:
            return pl.lit(value=True)
        day = pl.col(f"c{at}")
        return odd | ~day.str.contains(_DIGIT).fill_null(value=False) | day.str.contains(_NO_DAY).fill_null(value=True)

    @staticmethod
    def _last_data(height: int, kinds: Mapping[int, str]) -> int:
        return next((at for at in range(height - 1, -1, -1) if at not in kinds), -1)

    def _kind(self, row: Mapping[str, Any]) -> str | None:
        """What a row is when it is no data; None when it is."""
        cells = _filled(row)
        if not cells:
            return "blank"
        if set(cells) <= set(self.columns.serial):
            is_numbered = all(any(map(str.isdigit, text)) and not load_words().is_note(text) for text in cells.values())
            return "serial" if is_numbered else self._label(cells) or self._note_kind(cells)
        return self._label(cells) or self._nil_kind(cells) or self._note_kind(cells)

    def _label(self, cells: Mapping[int, str]) -> str | None:
        if self._is_header(cells):
            return "header"
        return "total" if self._total_label(cells) else None

    def _stated(self, row: Mapping[str, Any]) -> Stated:
        cells = _filled(row)
        label = self._total_label(cells) or ""
        counts = {} if load_words().is_running_total(label) else self._counts(cells)
        return Stated(int(row["source_row"]), fold(label) in load_words().grand_total, counts)

    def _is_header(self, cells: Mapping[int, str]) -> bool:
        """Whether a row repeats the header or one of its rows, numbers its columns, or says their units."""
        if self._numbers_columns(cells) or self._says_units(cells):
            return True
        return any(self._repeats(row, cells) for row in (self.table.header, *self.table.header_rows))

    @staticmethod
    def _repeats(row: tuple[str, ...], cells: Mapping[int, str]) -> bool:
        same = [at for at, text in cells.items() if at < len(row) and fold(text) == fold(row[at])]
        return len(same) >= 2 and 2 * len(same) >= len(cells)

    def _says_units(self, cells: Mapping[int, str]) -> bool:
        """Whether the cells only say in what the columns above them are counted."""
        told = [text for at, text in cells.items() if at < len(self.table.header) and self.table.header[at]]
        return len(told) == len(cells) and all(any(map(str.isalpha, text)) and is_unit(text) for text in told)

    def _numbers_columns(self, cells: Mapping[int, str]) -> bool:
        """Whether the cells count up from column to column where a thana, a day or a matter's number should be."""
        told = [fold(cells[at]) for at in sorted(cells)]
        if len(told) < 2 or not set(cells) & self._naming_columns or not all(map(str.isdigit, told)):
            return False
        return int(told[0]) <= 1 and all(int(after) == int(before) + 1 for before, after in pairwise(told))

    def _total_label(self, cells: Mapping[int, str]) -> str | None:
        leading = [cells[at] for at in sorted(cells) if at < _LABELS or at in self._naming_columns]
        if exact := next((text for text in leading if load_words().is_total(text)), None):
            return exact
        day = self.columns.fields.get(self.recipe.period_field)
        if any(map(str.isdigit, cells.get(-1 if day is None else day, ""))):
            return self._total_for_thana(cells)
        if exact := next((text for text in cells.values() if load_words().is_total(text)), None):
            return exact
        sums = load_words().total
        return next((text for text in leading if (said := words(text)) and {said[0], said[-1]} & sums), None)

    def _total_for_thana(self, cells: Mapping[int, str]) -> str | None:
        """What stands in a dated row in the place of a thana, when it speaks of a total: जनपद योग."""
        at = self.columns.fields.get("thana", -1)
        said = words(cells.get(at, ""))
        is_total = bool(said) and bool({said[0], said[-1]} & load_words().total)
        return cells[at] if is_total and not self._is_readable(at, cells[at]) else None

    @cached_property
    def _naming_columns(self) -> set[int]:
        naming = self.recipe.of_type("thana", "district", "unique_no", "date", "month")
        return {self.columns.fields[one.name] for one in naming if one.name in self.columns.fields}

    def _counts(self, cells: Mapping[int, str]) -> dict[str, int]:
        read = {
            one.name: read_count(cells[at]).value
            for one in self.recipe.of_type("count")
            if (at := self.columns.fields.get(one.name)) is not None and at in cells
        }
        return {name: value for name, value in read.items() if isinstance(value, int)}

    def _nil_kind(self, cells: Mapping[int, str]) -> str | None:
        """A thana's row that says only निल means: this thana has filed, and has nothing to report."""
        if not self._says_nil(cells):
            return None
        return self._nil_thana(
            cells.get(self.columns.fields.get("district", -1)), cells.get(self.columns.fields.get("thana", -1))
        )

    def _says_nil(self, cells: Mapping[int, str]) -> bool:
        """Whether a row holds nothing but nil beside a thana and a district."""
        said = load_words()
        fields = self.columns.fields
        where = {fields[name] for name in ("thana", "district") if name in fields}
        where = {at for at in where if at in cells and not said.is_nil(cells[at])}
        rest = [
            text for at, text in cells.items() if at not in where | set(self.columns.serial) | set(self.columns.unknown)
        ]
        nil = [said.is_nil(text) or said.is_nil_report(text) for text in rest]
        return any(nil) and all(is_nil or text in ("0", "०") for is_nil, text in zip(nil, rest, strict=True))

    def _nil_thana(self, district: str | None, thana: str | None) -> str | None:
        if thana is None or load_words().is_nil(thana):
            return "nil"
        code = self.gazetteer.districts.read(district).value if district else self.district_code
        if code is None or self.gazetteer.thanas(str(code)).read(thana).value is None:
            return None
        self._nil.append((district, thana))
        return "nil"

    def _note_kind(self, cells: Mapping[int, str]) -> str | None:
        known = set(self.columns.fields.values()) | {at for group in self.columns.banned.values() for at in group}
        if not set(cells) & known and not set(cells) & set(self.columns.serial):
            return "note"
        if all(load_words().is_note(text) for text in cells.values()) and not self._says_who(cells):
            return "note"
        if len(cells) > _FEW or any(self._is_readable(at, text) for at, text in cells.items()):
            return None
        if any(load_words().is_note(text) or load_words().is_nil_report(text) for text in cells.values()):
            return "note"
        if self.columns.fields.get("thana", -1) in cells and self._says_nil(cells):
            return None  # of a thana whose name is not known
        has_digit = any(any(map(str.isdigit, text)) for text in cells.values())
        return "note" if len(cells) == 1 and not has_digit else _MAYBE_NOTE

    def _says_who(self, cells: Mapping[int, str]) -> bool:
        """Whether a row is of some thana, district, day or matter."""
        return any(self._is_readable(at, cells[at]) for at in set(cells) & self._naming_columns)

    def _is_readable(self, at: int, text: str) -> bool:
        """Whether a cell holds what its column is for, so that its row may be a row with the rest left out."""
        if "MSK" in text.upper():
            return True
        if at == self.columns.fields.get("thana"):
            districts = [self.district_code] if self.district_code else list(self.gazetteer.reference.district_codes)
            return any(self.gazetteer.thanas(code).read(text).value is not None for code in districts)
        counts = {self.columns.fields.get(one.name) for one in self.recipe.of_type("count")}
        return at in counts and read_count(text).rule is None


def _filled(row: Mapping[str, Any]) -> dict[int, str]:
    """The cells of a row that hold something, by column."""
    cells = {int(name[1:]): tidy(text) for name, text in row.items() if name not in ("at", "source_row") and text}
    return {at: text for at, text in cells.items() if text}
