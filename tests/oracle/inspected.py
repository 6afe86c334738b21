"""What inspections of Kendras find: gaps, defects, the checklist, remarks and the set-up (I3 to I9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sample_data.rows import Filing, Inspection
from tests.oracle.book import Book
from tests.oracle.duties_rounds import STARTS_ON, month_ends
from tests.oracle.duty import Duty, after, not_after
from tests.oracle.span import Span

ITEMS = (
    *("separate_room", "computer", "womens_toilet", "counselling_space", "registers_complete"),
    *("helplines_displayed", "roster_displayed", "unique_numbers_given", "feedback_calls_made"),
)
ROOMS = ("room", "computer", "printer", "womens_toilet", "counselling_space")
SEEN_BY_INSPECTORS = ("registers_complete", "helplines_displayed")
CLOSE_IN, REMEMBERED, SEEN_WITHIN = 15, 180, 60
INSPECTIONS = "inspections"
STRETCH_OF = {"P4": "patrols", "I3": INSPECTIONS}  # the return whose last day is the end of a stretch


def days_uninspected(book: Book, span: Span) -> dict[str, list[int]]:
    """I3: thana → the days of its return since the last inspection of its Kendra, all of them where there was none."""
    inspected = _by_day(book)
    found = {}
    for thana in book.thanas:
        read_on = book.last_accepted(INSPECTIONS, thana, span.as_of)
        if read_on is None:
            continue
        told = [day for day in book.covered[INSPECTIONS, thana] if STARTS_ON <= day <= read_on]
        last = max((day for day in inspected[thana] if day <= read_on), default=date.min)
        found[thana] = [sum(day > last for day in told)]
    return found


def defects_closed(book: Book) -> Iterator[Duty]:
    """I4. An inspection is told once: known is only what falls due within the days of the file that tells it."""
    telling = _Telling(book)
    for row in book.inspections:
        due_on = after(row.inspected_on, CLOSE_IN)
        told = telling.of(row.thana, row.inspected_on)
        is_known = told is not None and told is telling.of(row.thana, due_on)
        for code in row.defect_codes:
            yield Duty(row.thana, due_on, not_after(row.defects_closed_on, due_on), is_known, part=code)


def defects_new(book: Book) -> Iterator[Duty]:
    """I5: met where the day of the inspection before had not found the same."""
    for thana, inspected in _by_day(book).items():
        days = sorted(inspected)
        for before, day in zip(days, days[1:], strict=False):
            between = (before + timedelta(days=n) for n in range((day - before).days + 1))
            is_known = all(book.is_accepted(INSPECTIONS, thana, one) for one in between)
            earlier = {code for row in inspected[before] for code in row.defect_codes}
            for row in inspected[day]:
                for code in row.defect_codes:
                    yield Duty(thana, day, None if code in earlier else day, is_known, part=code)


def items_answered(book: Book) -> Iterator[Duty]:
    for row in book.inspections:
        for item in ITEMS:
            is_answered = getattr(row, item) in ("yes", "no")
            yield Duty(row.thana, row.inspected_on, row.inspected_on if is_answered else None, part=item)


def items_in_order(book: Book) -> Iterator[Duty]:
    """Of the items that were answered."""
    for row in book.inspections:
        for item in ITEMS:
            if (answer := getattr(row, item)) in ("yes", "no"):
                yield Duty(row.thana, row.inspected_on, row.inspected_on if answer == "yes" else None, part=item)


def all_correct(book: Book) -> Iterator[Duty]:
    """I7, by the rank of the inspector."""
    for row in book.inspections:
        is_correct = row.defects_found == 0 and all(getattr(row, item) == "yes" for item in ITEMS)
        yield Duty(row.thana, row.inspected_on, row.inspected_on if is_correct else None, part=row.inspector_rank)


def remarks_own(book: Book) -> Iterator[Duty]:
    """I8: met where the same rank had not written the same at that Kendra on a day of the 180 before."""
    written: dict[tuple[str, str, str], set[date]] = defaultdict(set)
    for row in book.inspections:
        written[_remark(row)].add(row.inspected_on)
    for row in book.inspections:
        ago = [(row.inspected_on - day).days for day in written[_remark(row)]]
        is_copy = any(0 < n <= REMEMBERED for n in ago)
        yield Duty(
            row.thana, row.inspected_on, None if is_copy else row.inspected_on, is_known=bool(row.remark.strip())
        )


def setup_items(book: Book) -> Iterator[Duty]:
    """I9, at the end of each month: five items as the capacity return tells them, two as inspectors saw them last."""
    capacity = {(row.thana, row.month): row for row in book.capacity}
    inspected = _by_day(book)
    for month_end in month_ends(STARTS_ON.replace(day=1)):
        for thana in book.thanas:
            row = capacity.get((thana, month_end.replace(day=1)))
            for item in ROOMS:
                yield _of_setup(thana, month_end, item, [getattr(row, item)] if row else [])
            since = month_end - timedelta(days=SEEN_WITHIN - 1)
            last = max((day for day in inspected[thana] if since <= day <= month_end), default=None)
            for item in SEEN_BY_INSPECTORS:
                answers = [getattr(one, item) for one in inspected[thana][last]] if last else []
                yield _of_setup(thana, month_end, item, [one == "yes" for one in answers if one != "not_seen"])


def _of_setup(thana: str, month_end: date, item: str, told: list[bool | None]) -> Duty:
    """Known where anybody tells; one who says that it is not there is enough."""
    known = [one for one in told if one is not None]
    return Duty(thana, month_end, month_end if known and all(known) else None, bool(known), part=item)


def _remark(row: Inspection) -> tuple[str, str, str]:
    return row.thana, row.inspector_rank, " ".join(row.remark.split())


def _by_day(book: Book) -> dict[str, dict[date, list[Inspection]]]:
    found: dict[str, dict[date, list[Inspection]]] = defaultdict(lambda: defaultdict(list))
    for row in book.inspections:
        found[row.thana][row.inspected_on].append(row)
    return found


class _Telling:
    """The file that has the last word on a thana's inspections of a day."""

    def __init__(self, book: Book) -> None:
        filings = [filing for filing in book.filings if filing.return_name == INSPECTIONS]
        self._of: dict[str, list[Filing]] = {thana: [] for thana in book.thanas}
        for filing in sorted(filings, key=lambda one: one.received_at):
            for thana in filing.thanas:
                self._of[thana].append(filing)

    def of(self, thana: str, day: date) -> Filing | None:
        held = [one for one in self._of[thana] if one.period.first_day <= day <= one.period.last_day]
        return held[-1] if held else None
