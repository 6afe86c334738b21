"""Returns as the dictionary shows them: what each is, who sends it and by when, its fields and how they are checked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components import words
from components.charts.table import Table
from components.dictionary import markup
from components.dictionary.reading import Banned, Dictionary, Due, Field, Return, Rule
from locales import say
from warehouse.tables import load_tables

_HEADS = ("return", "row", "sender", "due", "period", "n_fields", "again")
_FIELD_HEADS = ("field", "type", "required", "checks", "spellings")


def overview(found: Sequence[Return], lang: str) -> Table:
    """A line for each return: one row of it, who sends it, by when, and what a later file does to an earlier one."""
    rows = tuple(
        (
            one.label(lang),
            grain(one, lang),
            say(lang, f"dictionary.sends.{one.speaks_of}"),
            due(one, lang),
            say(lang, f"dictionary.period.{one.speaks_by}"),
            len(one.fields),
            say(lang, f"dictionary.again.{one.again}"),
        )
        for one in found
    )
    return Table(_heads(_HEADS, lang), rows)


def overview_section(found: Sequence[Return], lang: str) -> str:
    """The overview, then the heading of the returns below it; nothing where there is none."""
    if not found:
        return ""
    heading = escape(say(lang, "dictionary.fields.title"))
    return f"{markup.plain(overview(found, lang), 'of-returns', lang)}<h2>{heading}</h2>"


def grain(one: Return, lang: str) -> str:
    """What a row of the return is, as the list of tables says it of the rows that are kept."""
    listed = load_tables()
    table = listed.tables[listed.returns[one.name].table]
    return table.grain_hi if lang == "hi" else table.grain


def due(one: Return, lang: str) -> str:
    """The day after the month and the hour that hold now; or that none is set."""
    return _due(one.due[-1], lang) if one.due else say(lang, "dictionary.due.none")


def _dues(one: Return, lang: str) -> str:
    """The same for each span in which it holds."""
    return "; ".join(_since(rule, lang) for rule in one.due) or say(lang, "dictionary.due.none")


def _due(rule: Due, lang: str) -> str:
    return say(lang, "dictionary.due", n=words.number(lang, rule.days), hour=f"{rule.hour:02}:00")


def _since(rule: Due, lang: str) -> str:
    told = _due(rule, lang)
    until = f" – {words.day(lang, rule.valid_to)}" if rule.valid_to else ""
    since = say(lang, "dictionary.due.since", day=words.day(lang, rule.valid_from) + until)
    return f"{told} ({since})"


def entries(found: Sequence[Return], dictionary: Dictionary, lang: str, *, is_open: bool) -> str:
    """Every return with its facts and its fields, folded unless it is asked for."""
    return "".join(
        markup.entry(
            f"return-{one.name}",
            f"{markup.both(one.label_hi, one.label_en, lang)} {markup.code(one.name)}",
            say(lang, "dictionary.n_fields", n=words.number(lang, len(one.fields))),
            _facts(one, dictionary, lang) + _table(one, dictionary, lang),
            is_open=is_open,
        )
        for one in found
    )


def _facts(one: Return, dictionary: Dictionary, lang: str) -> str:
    whole = next(two for two in dictionary.returns if two.name == one.name)
    parent = next((two.label(lang) for two in dictionary.returns if two.name == one.child_of), "")
    kept = ", ".join(say(lang, f"dictionary.banned.{flag}") for flag in one.kept_flags)
    return markup.terms(
        [
            (say(lang, "dictionary.head.sender"), escape(say(lang, f"dictionary.sender.{one.speaks_of}"))),
            (say(lang, "dictionary.head.due"), escape(_dues(one, lang))),
            (say(lang, "dictionary.head.period"), escape(say(lang, f"dictionary.period.{one.speaks_by}"))),
            (say(lang, "dictionary.key"), escape(_headers(whole, one.key, lang))),
            (say(lang, "dictionary.period_field"), escape(_headers(whole, (one.period_field,), lang))),
            (say(lang, "dictionary.head.again"), escape(say(lang, f"dictionary.again.{one.again}"))),
            (say(lang, "dictionary.child_of"), escape(parent and say(lang, "dictionary.waits", name=parent))),
            (say(lang, "dictionary.kept_flags"), escape(kept and say(lang, "dictionary.kept", what=kept))),
            (say(lang, "dictionary.title_words"), markup.as_written(one.title_words)),
        ]
    )


def _headers(one: Return, names: Sequence[str], lang: str) -> str:
    return " + ".join(field.label(lang) for field in one.fields if field.name in names)


def _table(one: Return, dictionary: Dictionary, lang: str) -> str:
    rows = [
        [
            f"{markup.both(field.label_hi, field.label_en, lang)} {markup.code(field.name)}",
            escape(kind(field, dictionary, lang)),
            escape(_required(field, lang)),
            _checks(field, lang),
            markup.as_written(field.spellings),
        ]
        for field in one.fields
    ]
    return markup.table(_heads(_FIELD_HEADS, lang), rows, "of-fields")


def kind(field: Field, dictionary: Dictionary, lang: str) -> str:
    """What belongs into the column, what is kept of it, and from which list of codes it is taken."""
    told = say(lang, f"dictionary.type.{field.type}")
    codes = dictionary.list_named(field.code_list)
    return f"{told} {say(lang, 'dictionary.of_list', name=codes.label(lang))}" if codes else told


def _required(field: Field, lang: str) -> str:
    return say(lang, "dictionary.required" if field.is_required else "dictionary.optional")


def _checks(field: Field, lang: str) -> str:
    lines = (
        f'<li class="is-{rule.consequence}"><b>{escape(say(lang, f"dictionary.consequence.{rule.consequence}"))}</b> '
        f"{escape(rule.sentence(lang))}</li>"
        for rule in field.rules
    )
    told = "".join(lines)
    return f"<ul>{told}</ul>" if told else ""


def fields(found: Sequence[Return], lang: str) -> Table:
    """Every field of the returns as a line of the file: both headers, name, type, list, checks, spellings."""
    names = ("return", "header_hi", "header_en", "name", "type", "list", "required", "checks", "spellings", "columns")
    rows = tuple(
        (
            one.label(lang),
            field.label_hi,
            field.label_en,
            field.name,
            say(lang, f"dictionary.type.{field.type}"),
            field.code_list or "",
            _required(field, lang),
            " | ".join(_told(rule, lang) for rule in field.rules),
            " | ".join(field.spellings),
            ", ".join(field.columns),
        )
        for one in found
        for field in one.fields
    )
    return Table(_heads(names, lang), rows)


def _told(rule: Rule, lang: str) -> str:
    return f"{say(lang, f'dictionary.consequence.{rule.consequence}')} {rule.sentence(lang)} {rule.mend(lang)}"


def banned_section(found: Sequence[Banned], lang: str) -> str:
    """The columns that are dropped on reading, and why; nothing where none is found."""
    table = banned(found, lang)
    return f"{_banned_heading(lang)}{markup.plain(table, 'of-banned', lang)}" if table.rows else ""


def _banned_heading(lang: str) -> str:
    title, why = say(lang, "dictionary.banned.title"), say(lang, "dictionary.banned.what")
    return f"<h2>{escape(title)}</h2><p>{escape(why)}</p>"


def banned(found: Sequence[Banned], lang: str) -> Table:
    """What may not be kept, why, and under which headers and words it is known."""
    names = ("banned", "why", "headers", "words")
    rows = tuple(
        (
            say(lang, f"dictionary.banned.{one.flag}"),
            say(lang, f"dictionary.why.{one.flag}"),
            " · ".join(one.headers),
            " · ".join(one.words),
        )
        for one in found
    )
    return Table(_heads(names, lang), rows)


def _heads(names: Sequence[str], lang: str) -> tuple[str, ...]:
    return tuple(say(lang, f"dictionary.head.{name}") for name in names)
