"""Circulars of government, headquarters and range, and how each district has complied with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sample_data.days import FIRST_DAY, LAST_DAY, answer_key
from sample_data.reference import DISTRICTS
from sample_data.rows import Circular
from sample_data.temper import Chance, chance_for

# Every word of these is one that the reader knows, so that the subjects can be read on a page.
SUBJECTS = (
    "मिशन शक्ति केन्द्रों पर महिला आरक्षियों की तैनाती के सम्बन्ध में",
    "प्रत्येक प्रकरण में यूनिक नम्बर के आवंटन के सम्बन्ध में",
    "एंटी रोमियो स्क्वॉड की ब्रीफिंग एवं बॉडी कैमरा के सम्बन्ध में",
    "परिवार न्यायालय एवं वन स्टॉप सेंटर से समन्वय के सम्बन्ध में",
    "विद्यालयों में शिकायत पेटिका लगाने के सम्बन्ध में",
    "साइबर अपराध की रोकथाम हेतु जागरूकता कार्यक्रम के सम्बन्ध में",
    "पीड़िताओं से फीडबैक लिये जाने के सम्बन्ध में",
    "पॉक्सो अधिनियम के अभियोगों की समयबद्ध विवेचना के सम्बन्ध में",
    "मिशन शक्ति केन्द्रों के साप्ताहिक निरीक्षण के सम्बन्ध में",
    "काउंसलिंग कक्ष में गोपनीयता सुनिश्चित करने के सम्बन्ध में",
    "हेल्पलाइन नम्बर के प्रचार प्रसार के सम्बन्ध में",
)
NUMBER = {
    "government": "शासनादेश-{}/{}",
    "headquarters": "डीजी-परिपत्र-{}/{}",
    "range": "परि-परिपत्र-{}/{}",
}
ISSUED_BY = {"headquarters": 10, "range": 7, "government": 4}
EVIDENCE_REF = "आख्या-{}/{}"
STEP_DAYS, N_CIRCULARS, NEWEST = 20, 21, date(2026, 11, 4)


def circulars_of(seed: int) -> list[Circular]:
    """A row for each circular and district, as things stand in the end."""
    chance = chance_for(seed, "circulars")
    days = [FIRST_DAY + timedelta(days=2 + STEP_DAYS * n + chance.randint(0, 3)) for n in range(N_CIRCULARS)]
    return [row for number, day in enumerate([*days, NEWEST], start=1) for row in _of_districts(chance, number, day)]


def _of_districts(chance: Chance, number: int, issued_on: date) -> list[Circular]:
    issued_by = chance.one_of(ISSUED_BY)
    told = Circular(
        thana="",
        district="",
        circular_no=NUMBER[issued_by].format(number, issued_on.year),
        issued_by=issued_by,
        issued_on=issued_on,
        subject=SUBJECTS[number % len(SUBJECTS)],
        due_on=issued_on + timedelta(days=chance.choice((15, 21, 30))),
    )
    return [_complied(chance, replace(told, district=district)) for district in DISTRICTS]


def _complied(chance: Chance, row: Circular) -> Circular:
    room = (row.due_on - row.issued_on).days
    days = chance.randint(4, room) if chance.happens(0.82) else room + chance.randint(1, 12)
    evidence = EVIDENCE_REF.format(chance.randint(11, 400), row.issued_on.year)
    complied_on = row.issued_on + timedelta(days=days)
    if (row.district, row.circular_no) in _overdue() or complied_on > LAST_DAY:
        return row
    return replace(row, complied_on=complied_on, evidence_ref=evidence, status="complied")


def _overdue() -> set[tuple[str, str]]:
    entries = (entry for entry in answer_key()["troubles"] if entry["kind"] == "circular_overdue")
    return {(entry["district"], entry["circular_no"]) for entry in entries}


def circular_at(row: Circular, day: date) -> Circular:
    """The circular as the district told of it on the evening of `day`: partly done from a week before it is done."""
    if row.complied_on is None or row.complied_on <= day:
        return row
    is_begun = day >= row.complied_on - timedelta(days=7)
    return replace(row, complied_on=None, evidence_ref="", status="partial" if is_begun else "pending")
