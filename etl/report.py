"""What the command line prints: the one JSON object for machines, lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from access.settings import load_settings
from etl.judging.batches import Outcome
from etl.judging.revisions import TIMING
from etl.judging.standing import manifest_of
from etl.recipes import load_recipe
from etl.run import Report
from locales import say
from warehouse.batch import Batch
from warehouse.manifest import Held
from warehouse.reference import load_reference
from warehouse.store import Store


def as_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def load_json(report: Report) -> dict[str, Any]:
    return {"batches": [_outcome_json(outcome) for outcome in report.outcomes], "snapshot": report.snapshot}


def load_lines(report: Report, lang: str) -> Iterator[str]:
    for outcome in report.outcomes:
        yield say(
            lang,
            "gate.cli.batch",
            file=outcome.file,
            sheet=outcome.sheet or "-",
            name=_label(outcome.return_name, lang),
            district=_district(outcome.district, lang),
            verdict=say(lang, f"gate.verdict.{outcome.verdict}"),
            rows_read=outcome.rows_read,
            accepted=outcome.accepted,
            quarantined=outcome.quarantined,
        )
        for reason in outcome.reasons:
            yield f"    {reason.sentence_hi if lang == 'hi' else reason.sentence_en} ({reason.count})"
    yield snapshot_line(report.snapshot, lang)


def status_json(store: Store) -> dict[str, Any]:
    """The snapshot shown, those there are, every batch on record, and what is held at present."""
    current, batches = store.current_id(), store.batches()
    shown = manifest_of(store, current) if current else None
    by_id = {batch.batch_id: batch for batch in batches}
    return {
        "snapshot": current,
        "data_through": shown.data_through if shown else None,
        "snapshots": store.snapshots(),
        "held": [held.model_dump(mode="json") for held in shown.held] if shown else [],
        "batches": [_batch_json(batch, by_id) for batch in batches],
    }


def status_lines(store: Store, lang: str) -> Iterator[str]:
    """The last batch of each return and district, every one held at present, and every file refused to this day.

    Under each: what it takes the place of, whether it came early or late, and why and since when it is held.
    """
    batches, current = store.batches(), store.current_id()
    by_id = {batch.batch_id: batch for batch in batches}
    last = {_place_of(batch): batch for batch in batches}
    held = {one.batch_id: one for one in manifest_of(store, current).held} if current else {}
    for batch in batches:
        if batch.batch_id in held or last[_place_of(batch)] is batch:
            yield _batch_line(batch, lang)
            yield from _revision_lines(batch, by_id, lang)
            told = [one for one in batch.reasons if batch.verdict != "published" or one.rule in TIMING]
            yield from (f"    {one.sentence_hi if lang == 'hi' else one.sentence_en}" for one in told)
            yield from _held_lines(held.get(batch.batch_id), lang)
    yield snapshot_line(current, lang)


def _revision_lines(batch: Batch, by_id: Mapping[str, Batch], lang: str) -> Iterator[str]:
    if batch.replaces:
        whole = _replaced_whole(batch, by_id)
        told = [
            say(lang, "slices.status.whole" if one in whole else "slices.status.part", batch=one)
            for one in batch.replaces
        ]
        yield say(lang, "slices.status.revision", revision=batch.revision, replaced=", ".join(told))


def _held_lines(held: Held | None, lang: str) -> Iterator[str]:
    if held and held.held_since:
        yield say(lang, "slices.status.held_since", since=f"{held.held_since:%d.%m.%Y %H:%M}")
    if held and held.last_good_day:
        yield say(lang, "slices.status.stands", day=f"{held.last_good_day:%d.%m.%Y}")


def _replaced_whole(batch: Batch, by_id: Mapping[str, Batch]) -> list[str]:
    return [one for one in batch.replaces if one in by_id and batch.covers(by_id[one])]


def _place_of(batch: Batch) -> tuple[str | None, ...]:
    """What a later batch takes the place of: a return of a district, or a refused file of that name and sheet."""
    if batch.district_code:
        return batch.return_name, batch.district_code
    return None, None, batch.file_name, batch.sheet


def snapshot_line(snapshot: str | None, lang: str) -> str:
    return say(lang, "gate.cli.snapshot", snapshot=snapshot) if snapshot else say(lang, "gate.cli.no_snapshot")


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    told = asdict(outcome)
    told["return"] = told.pop("return_name")
    names = ("file", "sheet", "return", "district", "rows_read", "accepted", "mended", "quarantined", "non_data")
    return {name: told[name] for name in (*names, "verdict", "reasons")}


def _batch_json(batch: Batch, by_id: Mapping[str, Batch]) -> dict[str, Any]:
    told = batch.model_dump(mode="json")
    told |= {"is_early": batch.is_early, "is_late": batch.is_late, "replaces_whole": _replaced_whole(batch, by_id)}
    told["batch"], told["return"], told["district"] = (
        told.pop(name) for name in ("batch_id", "return_name", "district_code")
    )
    return told


def _batch_line(batch: Batch, lang: str) -> str:
    return say(
        lang,
        "gate.cli.status_batch",
        batch_id=batch.batch_id,
        name=_label(batch.return_name, lang),
        district=_district(batch.district_code, lang),
        period=f"{batch.first_day:%d.%m.%Y} – {batch.last_day:%d.%m.%Y}" if batch.first_day and batch.last_day else "-",
        verdict=say(lang, f"gate.verdict.{batch.verdict}"),
        accepted=batch.accepted,
        quarantined=batch.quarantined,
    )


def _district(code: str | None, lang: str) -> str:
    return _district_names(lang).get(code, code) if code else "-"


@cache
def _district_names(lang: str) -> dict[str, str]:
    names = load_reference(load_settings()).districts
    return dict(zip(names["district_code"], names[f"name_{lang}"], strict=True))


def _label(return_name: str | None, lang: str) -> str:
    if return_name is None:
        return "-"
    recipe = load_recipe(return_name)
    return recipe.label_hi if lang == "hi" else recipe.label_en
