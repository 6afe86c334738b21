"""Opens .xls and .ods files in a process of its own: a damaged one may ask for more memory than there is and abort.

Run as a script, it answers one file after another: eight bytes of length and the file in; a line of JSON that tells
the sheets, then each visible sheet's cells as an Arrow stream out. It ends with its input.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import fastexcel
import polars as pl

_MB = 1_000_000


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MB, megabytes * _MB))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheet(book: fastexcel.ExcelReader, name: str) -> tuple[dict[str, Any], bytes]:
    told: dict[str, Any] = {"name": name}
    try:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except fastexcel.FastExcelError as error:
        return told | {"fault": type(error).__name__}, b""
    told |= {"is_visible": sheet.visible == "visible", "height": sheet.height, "width": sheet.width}
    if not told["is_visible"] or not sheet.height or not sheet.width:
        return told, b""
    batch, errors = sheet.to_arrow_with_errors()
    marks = [[*error.position, error.detail] for error in (errors.errors if errors else ())]
    out = io.BytesIO()
    pl.DataFrame(pl.from_arrow(batch)).write_ipc_stream(out)
    columns = [column.absolute_index for column in sheet.available_columns()]
    return told | {"columns": columns, "errors": marks, "n_bytes": len(out.getvalue())}, out.getvalue()


def _answer(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    try:
        book = fastexcel.read_excel(data)
        sheets = [_sheet(book, name) for name in book.sheet_names]
    except Exception as error:  # noqa: BLE001  whatever it is, it is told to the other side, which refuses the file
        return {"fault": type(error).__name__, "detail": str(error)[:500]}, []
    return {"sheets": [told for told, _ in sheets]}, [cells for _, cells in sheets]


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    while head := stdin.read(8):
        told, parts = _answer(stdin.read(int.from_bytes(head, "big")))
        stdout.write(json.dumps(told).encode() + b"\n")
        stdout.writelines(parts)
        stdout.flush()
