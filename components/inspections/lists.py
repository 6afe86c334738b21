"""Tables of the page of inspections: gaps, defects by code, and inspectors beside the others at the same Kendra."""

from __future__ import annotations

from collections import Counter
from html import escape

from components import words
from components.charts.table import Table, Value
from components.inspections.grid import Names
from components.inspections.reading import Seen
from locales import say
from metrics.inspections import GAP_LIMIT, LOOK_BACK

IN_SIGHT = 10
CODES = (
    *("separate_room", "computer", "womens_toilet", "counselling_space", "registers_complete"),
    *("helplines_displayed", "roster_displayed", "unique_numbers_given", "feedback_calls_made", "other"),
)
ITEMS = CODES[:-1]
_COUNTS = ("n_due", "n_closed", "n_overdue", "n_untold", "n_open")


def gaps(seen: Seen, names: Names) -> Table:
    """Every Kendra of which a return came, that with the longest gap first."""
    lang = names.lang
    heads = (names.group, "kendra", "gap", "last", "read_on", "standing")
    rows = tuple(
        (
            names.home(one.thana_code),
            names.thana(one.thana_code),
            one.n_days,
            words.day(lang, one.last_on) if one.last_on else say(lang, "inspections.never"),
            words.day(lang, one.read_on),
            say(lang, "inspections.gap.beyond" if one.n_days > GAP_LIMIT else "inspections.gap.within"),
        )
        for one in seen.gaps
    )
    silent = len(seen.thanas) - len(seen.gaps)
    notes = (say(lang, "inspections.gap.silent", n=words.number(lang, silent)),) if silent else ()
    return _table(heads, rows, names, notes)


def defects(seen: Seen, names: Names) -> Table:
    """By code: due in the window, closed in time, not closed in time, not told; open on its last day; found again."""
    lang, counts = names.lang, dict[str, Counter[str]]()
    for row in seen.defects:
        counts.setdefault(row["code"], Counter()).update({name: row[name] for name in _COUNTS})
    again = {part: int(row["numerator"] or 0) for (_, _, part), row in seen.parts["I5"].items()}
    told = [code for code in CODES if code in counts]
    rows: list[tuple[Value, ...]] = [
        (say(lang, f"inspections.item.{code}"), *(counts[code][name] for name in _COUNTS), again.get(code, 0))
        for code in sorted(told, key=lambda code: (-counts[code]["n_overdue"], -counts[code]["n_due"]))
    ]
    heads = ("defect", "due", "closed", "overdue", "untold", "open", "repeated")
    return _table(heads, tuple(rows), names, (say(lang, "inspections.defects.note"),))


def formal(seen: Seen, names: Names) -> Table:
    """Inspectors of ten inspections or more, those that find nearly everything correct first."""
    lang = names.lang
    rows = tuple(
        (
            names.home(one.thana_code),
            names.thana(one.thana_code),
            say(lang, f"inspections.rank.{one.rank}"),
            one.n,
            one.n_correct / one.n * 100,
            one.n_others,
            one.n_others_correct / one.n_others * 100 if one.n_others else None,
            say(lang, "inspections.formal.verify" if one.is_flagged else "inspections.formal.usual"),
        )
        for one in seen.formal
    )
    heads = (names.group, "kendra", "rank", "n", "correct", "n_others", "others_correct", "standing")
    return _table(heads, rows, names, (say(lang, "inspections.formal.note", days=words.number(lang, LOOK_BACK)),))


def _table(heads: tuple[str, ...], rows: tuple[tuple[Value, ...], ...], names: Names, notes: tuple[str, ...]) -> Table:
    return Table(tuple(say(names.lang, f"inspections.head.{head}") for head in heads), rows, notes)


def listed(table: Table, calm: str, lang: str) -> str:
    """A table, long ones folded after their first rows; the calm words where it has none."""
    notes = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in table.notes)
    if not table.rows:
        return f'<p class="ms-calm">{escape(calm)}</p>{notes}'
    if len(table.rows) <= IN_SIGHT:
        return table.html(lang)
    first = Table(table.heads, table.rows[:IN_SIGHT]).html(lang)
    rest = Table(table.heads, table.rows[IN_SIGHT:]).html(lang)
    more = escape(say(lang, "inspections.more", n=words.number(lang, len(table.rows) - IN_SIGHT)))
    return f'{first}{notes}<details class="ms-twin"><summary>{more}</summary>{rest}</details>'
