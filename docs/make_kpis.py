"""Draws `docs/kpis.md` from the KPI catalogue, both languages side by side; `--check` says whether it is in step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from locales import LANGUAGES, say
from metrics import wording
from metrics.catalogue import Catalogue, Kpi, load

PAGE = Path(__file__).with_name("kpis.md")

Cell = Callable[[Kpi, str], str]
app = typer.Typer(add_completion=False)


@app.command()
def main(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if out of step.")] = False,
) -> None:
    """Write docs/kpis.md."""
    page = draw(load())
    if not check:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print("docs/kpis.md is not what the catalogue says: run python -m docs.make_kpis", file=sys.stderr)
        raise typer.Exit(1)


def draw(catalogue: Catalogue) -> str:
    """The whole page as Markdown."""
    return "\n".join([*_opening(), *_index(catalogue), *(line for kpi in catalogue.kpis for line in _entry(kpi))])


def _opening() -> Iterator[str]:
    yield f"# {_both('title')}"
    for key in ("generated", "rules"):
        yield ""
        yield from (say(lang, f"metrics.docs.{key}") + ("  " if lang != LANGUAGES[-1] else "") for lang in LANGUAGES)
    yield ""


def _index(catalogue: Catalogue) -> Iterator[str]:
    yield f"| {_both('code')} | हिंदी | English | {_both('direction')} | {_both('target')} | {_both('pair')} |"
    yield "|---|---|---|---|---|---|"
    for kpi in catalogue.kpis:
        direction = say("en", f"metrics.docs.direction.{kpi.direction.lower()}")
        target = _target(kpi, "en") + (f" · {kpi.target_source}" if kpi.target_source else "")
        pair = _link(kpi.pair) if kpi.pair else f"({kpi.pair_awaits})"
        yield f"| {_link(kpi.code)} | {kpi.hi.label} | {kpi.en.label} | {direction} | {target} | {pair} |"
    yield ""


def _entry(kpi: Kpi) -> Iterator[str]:
    yield f'<a id="{_anchor(kpi.code)}"></a>'
    yield ""
    yield f"## {kpi.code} · {kpi.hi.label} · {kpi.en.label}"
    yield ""
    yield f"`{kpi.name}`"
    yield ""
    yield "| | हिंदी | English |"
    yield "|---|---|---|"
    for key, cell in _CELLS.items():
        hindi, english = (cell(kpi, lang) for lang in LANGUAGES)
        if hindi:
            yield f"| {_both(key)} | {hindi} | {english} |"
    yield ""


def _both(key: str) -> str:
    return " · ".join(say(lang, f"metrics.docs.{key}") for lang in LANGUAGES)


def _anchor(code: str) -> str:
    return code.lower().replace(".", "-").replace("_", "-")


def _link(code: str) -> str:
    return f"[{code}](#{_anchor(code)})"


def _word(group: str, value: str, lang: str) -> str:
    return say(lang, f"metrics.docs.{group}.{value.lower()}")


def _target(kpi: Kpi, lang: str) -> str:
    days = say(lang, "metrics.docs.target.days", days=kpi.target_days) if kpi.target_days else ""
    return wording.target(lang, kpi) + days + _second_bar(kpi, lang)


def _second_bar(kpi: Kpi, lang: str) -> str:
    if kpi.missed_beyond is None:
        return ""
    return say(lang, "metrics.docs.target.missed_beyond", bar=wording.figure(lang, kpi, kpi.missed_beyond))


def _target_in_full(kpi: Kpi, lang: str) -> str:
    return _target(kpi, lang) + (_word("target", "proposed", lang) if kpi.is_target_proposed else "")


def _pair(kpi: Kpi, lang: str) -> str:
    return _link(kpi.pair) if kpi.pair else say(lang, "metrics.docs.pair.awaited", code=kpi.pair_awaits)


_CELLS: dict[str, Cell] = {
    "short": lambda kpi, lang: kpi.words(lang).short,
    "meaning": lambda kpi, lang: kpi.words(lang).meaning,
    "numerator": lambda kpi, lang: kpi.words(lang).numerator,
    "denominator": lambda kpi, lang: kpi.words(lang).denominator,
    "not_counted": lambda kpi, lang: kpi.words(lang).not_counted,
    "direction": lambda kpi, lang: _word("direction", kpi.direction, lang),
    "unit": lambda kpi, lang: _word("unit", kpi.unit, lang),
    "target": _target_in_full,
    "source": lambda kpi, lang: _word("source", kpi.target_source, lang) if kpi.target_source else "",
    "reason": lambda kpi, lang: kpi.words(lang).target_reason or "",
    "pair": _pair,
    "min_n": lambda kpi, lang: str(kpi.min_n),
    "returns": lambda kpi, lang: ", ".join(say(lang, f"metrics.return.{name}") for name in kpi.returns),
    "personal": lambda kpi, lang: _word("personal", "yes" if kpi.personal else "no", lang),
    "owner": lambda kpi, lang: kpi.words(lang).owner,
    "agreed_on": lambda kpi, lang: wording.day(lang, kpi.agreed_on),
}

if __name__ == "__main__":
    app()
