"""Opens an .xls or .ods file in a process of its own: a damaged one may ask for more memory than there is and abort.

Run as a script with the file's bytes on standard input; leaves with 0 when every sheet could be loaded.
"""

from __future__ import annotations

import sys

import fastexcel

_MOST_MEMORY = 4_000_000_000


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    book = fastexcel.read_excel(sys.stdin.buffer.read())
    for name in book.sheet_names:
        book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow_with_errors()
