"""A brief as JSON, for whatever sends or keeps it: its fields are listed in docs/brief.md and only ever added to."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from locales import say
from metrics import catalogue
from metrics.brief import sections
from metrics.brief.reading import Brief
from metrics.brief.returns import NotIn
from metrics.circulars import Told
from metrics.exceptions import Matter
from warehouse.manifest import Held

FORMAT = 1  # grows when a field is taken away or changes its meaning

Fields = dict[str, Any]


def record(brief: Brief, lang: str) -> str:
    """One JSON object; days and moments as ISO text, sentences in the language, what is not known as null."""
    return json.dumps(_brief(brief, lang), ensure_ascii=False, indent=2) + "\n"


def _brief(brief: Brief, lang: str) -> Fields:
    manifest, window = brief.snapshot.manifest, brief.window
    return {
        "format": FORMAT,
        "lang": lang,
        "title": sections.title(brief, lang),
        "district": brief.district_code,
        "as_of": _iso(brief.as_of),
        "window": {"from": _iso(window.start), "to": _iso(window.end), "as_of": _iso(window.as_of)},
        "snapshot": brief.snapshot.id,
        "published_at": _iso(manifest.published_at),
        "data_through": _iso(manifest.data_through),
        "received_through": _iso(manifest.known_through),
        "due": _due(brief, lang),
        "overdue": _overdue(brief, lang),
        "held": [_held(brief, one, lang) for one in brief.held],
        "exceptions": [_matter(one, lang) for one in brief.exceptions],
        "waiting": [_waiting(brief, code, lang) for code in brief.waiting],
    }


def _due(brief: Brief, lang: str) -> Fields:
    found = brief.circulars
    return {
        "cut_offs": [
            {
                "cut_off_at": _iso(one.cut_off_at),
                "month": f"{one.month_starts_on:%Y-%m}",
                "returns": [
                    {
                        "return": due.return_name,
                        "label": say(lang, f"metrics.return.{due.return_name}"),
                        "due": due.n_due,
                        "received": due.n_received,
                    }
                    for due in one.returns
                ],
            }
            for one in brief.cut_offs
        ],
        "circulars": [
            _circular(one) | {"sentence": sections.ahead_sentence(one, brief.as_of, lang)} for one in found.ahead
        ]
        if found.is_kept
        else None,
        "circulars_without_due_date": [_circular(one) for one in found.undue] if found.is_kept else None,
        "next_review_on": _iso(brief.next_review_on),
    }


def _overdue(brief: Brief, lang: str) -> Fields:
    found = brief.circulars
    return {
        "returns": [_not_in(brief, one, lang) for one in brief.not_in],
        "circulars": [_circular(one) | {"sentence": sections.overdue_sentence(one, lang)} for one in found.overdue]
        if found.is_kept
        else None,
        "districts_without_circulars": list(found.silent) if found.is_kept else None,
    }


def _not_in(brief: Brief, one: NotIn, lang: str) -> Fields:
    return {
        "return": one.return_name,
        "district": one.district_code,
        "month": f"{one.month_starts_on:%Y-%m}",
        "cut_off_at": _iso(one.cut_off_at),
        "days_late": one.n_days,
        "thanas": list(one.thanas),
        "sentence": sections.not_in_sentence(brief, one, lang),
    }


def _circular(one: Told) -> Fields:
    return {
        "circular": one.circular_no,
        "district": one.district_code,
        "issued_by": one.issued_by,
        "issued_on": _iso(one.issued_on),
        "subject": one.subject,
        "due_on": _iso(one.due_on),
        "days_late": one.n_days,
        "is_partial": one.is_partial,
    }


def _held(brief: Brief, one: Held, lang: str) -> Fields:
    return {
        "return": one.return_name,
        "district": one.district_code,
        "batch": one.batch_id,
        "file": one.file_name,
        "first_day": _iso(one.first_day),
        "last_day": _iso(one.last_day),
        "held_since": _iso(one.held_since or one.received_at),
        "last_good_day": _iso(one.last_good_day),
        "reasons": [getattr(reason, f"sentence_{lang}") for reason in one.reasons],
        "sentence": sections.held_line(brief, one, lang).sentence,
    }


def _matter(one: Matter, lang: str) -> Fields:
    return {
        "level": one.level,
        "unit": one.unit_code,
        "kpi": one.kpi,
        "about": one.about(lang),
        "sentence": one.sentence(lang),
    }


def _waiting(brief: Brief, code: str, lang: str) -> Fields:
    """Both counts null where they are not known, or hidden because they are small."""
    row = brief.waiting[code] or {}
    line = sections.waiting_line(brief, code, lang)
    return {
        "kpi": code,
        "label": catalogue.load()[code].words(lang).label,
        "numerator": _whole(row.get("numerator")),
        "denominator": _whole(row.get("denominator")),
        "read_on": _iso(row.get("read_on")),
        "is_suppressed": bool(row.get("is_suppressed")),
        "sentence": line.sentence,
    }


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)


def _iso(when: date | None) -> str | None:
    """A day, or a moment to the second."""
    if when is None:
        return None
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()
