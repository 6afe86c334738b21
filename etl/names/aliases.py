"""Spellings that somebody confirmed become aliases of this installation; `python -m etl alias` adds and lists them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict, astuple, dataclass
from typing import Annotated

import polars as pl
import typer

from access.errors import BadChoice
from access.settings import Settings, load_settings
from etl.answer import Json, Lang, answering, tell
from etl.names.namebook import NameBook
from etl.names.names import Gazetteer
from etl.privacy.masking import has_identity
from etl.text.fold import fold, tidy
from etl.text.words import load_words
from locales import say
from warehouse.files import write_text_whole
from warehouse.reference import ALIAS_COLUMNS, LIST_OF_KIND, added_aliases, aliases_file, load_reference
from warehouse.store import Store, now

LONGEST = 120  # letters; no listed name is half as long (POLICY)
_OFFICE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")

app = typer.Typer(no_args_is_help=True, help="Other spellings of thanas, circles, places and districts.")


@dataclass(frozen=True)
class Alias:
    """One added spelling, in the order of the file's columns. `added_by` names an office and no person."""

    kind: str
    code: str
    alias: str
    added_at: str
    added_by: str


def add_alias(
    kind: str, to: str, written: str, settings: Settings, district: str = "", office: str = "range_cell"
) -> Alias:
    """Put one more spelling of a listed name on record; what is on record already is left as it is.

    `to`: a code, a name, or the label in which suggestions show it. Raises BadChoice when it cannot be an alias.
    """
    with Store(settings).lock():
        gazetteer = Gazetteer(load_reference(settings))
        book = _book(kind, district, gazetteer)
        code = _code(kind, to, book)
        alias = Alias(kind, code, tidy(written), now().isoformat(" ", "seconds"), _office(office))
        _check(alias, book)
        if fold(alias.alias) not in {fold(one) for one in book.known[code].spellings}:
            _append(alias, settings)
    return alias


def list_aliases(settings: Settings) -> list[Alias]:
    """Every added spelling, oldest first."""
    return [Alias(*row) for row in added_aliases(settings).iter_rows()]


def _book(kind: str, district: str, gazetteer: Gazetteer) -> NameBook:
    if kind not in LIST_OF_KIND:
        raise BadChoice("names.alias.kind", found=kind, known=", ".join(LIST_OF_KIND))
    if kind == "district":
        return gazetteer.districts
    code = _find(district, gazetteer.districts)
    if not code:
        known = gazetteer.districts.known.values()
        hindi, english = ", ".join(one.name_hi for one in known), ", ".join(one.code for one in known)
        raise BadChoice("names.alias.district", found=district or "-", known_hi=hindi, known_en=english)
    return gazetteer.book(kind, code[0])


def _code(kind: str, to: str, book: NameBook) -> str:
    codes = _find(to, book)
    if not codes:
        near = book.read(to).suggestion or "-"
        raise BadChoice("names.alias.unknown", kind=kind, found=tidy(to), near=near)
    if len(codes) > 1:
        raise BadChoice("names.alias.several", found=tidy(to), codes=", ".join(codes))
    return codes[0]


def _find(told: str, book: NameBook) -> list[str]:
    """The codes of those whose code, label or name is told; a code or a label means one."""
    told = tidy(told)
    one = [code for code, known in book.known.items() if told in (code, tidy(known.both))]
    return one or [
        code for code, known in book.known.items() if told and fold(told) in {fold(name) for name in known.spellings}
    ]


def _office(office: str) -> str:
    if not _OFFICE.fullmatch(office) or len(office) > LONGEST:
        raise BadChoice("names.alias.office", found=office[:LONGEST])
    return office


def _check(alias: Alias, book: NameBook) -> None:
    if not any(map(str.isalpha, alias.alias)) or load_words().is_nil(alias.alias):
        raise BadChoice("names.alias.blank")
    if len(alias.alias) > LONGEST:
        raise BadChoice("names.alias.long", found=len(alias.alias), limit=LONGEST)
    if has_identity(alias.alias):
        raise BadChoice("names.alias.identity")
    others = [code for code in book.named(alias.alias) if code != alias.code]
    if others:
        theirs = "; ".join(book.known[code].both for code in others)
        raise BadChoice("names.alias.taken", alias=alias.alias, theirs=theirs)


def _append(alias: Alias, settings: Settings) -> None:
    """The file whole, one line longer."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ALIAS_COLUMNS)
    writer.writerows(added_aliases(settings).vstack(pl.DataFrame([asdict(alias)])).iter_rows())
    write_text_whole(aliases_file(settings), text.getvalue())


@app.command("add")
def add(
    written: Annotated[str, typer.Argument(metavar="SPELLING", help="What stands in the returns.")],
    kind: Annotated[str, typer.Option(help="thana, circle, place or district.")],
    to: Annotated[str, typer.Option(help="Whose spelling it is: code, name, or label as suggestions show it.")],
    district: Annotated[str, typer.Option(help="The district whose thana, circle or place is meant.")] = "",
    by: Annotated[str, typer.Option(help="The office that confirms it, in small Latin letters.")] = "range_cell",
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Confirm that a spelling means a listed name; it holds from the next load on."""
    with answering(json, lang):
        alias = add_alias(kind, to, written, load_settings(), district, by)
        line = say(lang, "names.alias.added", alias=alias.alias, code=alias.code)
        tell(json, lambda: asdict(alias), lambda: [line])


@app.command("list")
def show(json: Json = False, lang: Lang = "hi") -> None:
    """The spellings added in this installation, oldest first."""
    with answering(json, lang):
        told = list_aliases(load_settings())
        lines = [" · ".join(astuple(one)) for one in told] or [say(lang, "names.alias.none")]
        tell(json, lambda: {"aliases": [asdict(one) for one in told]}, lambda: lines)
