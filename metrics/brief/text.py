"""A brief as plain text, for a terminal, a message or the body of a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from metrics.brief.sections import Paper, Section
from metrics.wording import width

WIDTH = 100


def text(paper: Paper) -> str:
    """Title, facts, sums, then each section with its lines; ends with a line break."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield paper.title
    yield "=" * width(paper.title)
    yield " · ".join(f"{label}: {value}" for label, value in paper.sums)
    for section in paper.sections:
        yield ""
        yield from _section(section)
    yield ""
    yield " · ".join(f"{label}: {value}" for label, value in paper.facts)


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    yield "-" * width(section.heading)
    if not section.lines:
        yield section.calm
    for number, line in enumerate(section.lines, 1):
        head = f"{number}. "
        yield f"{head}{line.about}"
        yield textwrap.fill(
            line.sentence,
            WIDTH,
            initial_indent=" " * len(head),
            subsequent_indent=" " * len(head),
            break_long_words=False,
            break_on_hyphens=False,
        )
