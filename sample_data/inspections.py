"""Inspections of the Kendras by SHO, CO and senior officers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sample_data.days import FIRST_DAY, LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Inspection
from sample_data.temper import Chance, chance_for, kendra, troubled

ITEMS = (
    "separate_room", "computer", "womens_toilet", "counselling_space", "registers_complete", "helplines_displayed",
    "roster_displayed", "unique_numbers_given", "feedback_calls_made",
)  # fmt: skip
ROOMS = ITEMS[:4]
REMARKS = (
    "पंजिकाएं देखी गईं, आवश्यक निर्देश दिए गए",
    "व्यवस्था ठीक पाई गई, फीडबैक कॉल नियमित करने को कहा गया",
    "रोस्टर और हेल्पलाइन प्रदर्शन की जाँच की गई",
    "लंबित प्रकरणों की समीक्षा की गई, समय से निस्तारण के निर्देश दिए गए",
)
LOOKED_AT = (
    "परामर्श कक्ष देखा गया",
    "आगंतुक पंजिका का मिलान किया गया",
    "यूनिक नम्बर पंजिका से जाँचे गए",
    "ड्यूटी पर उपस्थित स्टाफ से वार्ता हुई",
    "महिला शौचालय की स्थिति देखी गई",
    "कम्प्यूटर पर प्रविष्टियां देखी गईं",
    "काउंसलिंग पंजिका की प्रविष्टियां पढ़ी गईं",
    "फीडबैक पंजिका देखी गई",
    "रेफरल पंजिका का अवलोकन हुआ",
    "जागरूकता कार्यक्रमों का विवरण देखा गया",
    "एंटी रोमियो स्क्वॉड की तैनाती पूछी गई",
    "पुराने लंबित प्रार्थना पत्र निकलवाए गए",
    "पिछले निरीक्षण के बिन्दु दोहराए गए",
    "बैठने की व्यवस्था देखी गई",
    "हेल्पलाइन पर आए प्रकरण देखे गए",
    "मासिक कार्ययोजना देखी गई",
)
ASKED_FOR = (
    "अभिलेख अद्यतन रखने को कहा गया",
    "प्रविष्टियां उसी दिन करने को कहा गया",
    "साफ-सफाई बनाए रखने को कहा गया",
    "अगली तिथि हर प्रकरण में लिखने को कहा गया",
    "फीडबैक कॉल समय से करने को कहा गया",
    "स्कूलों का भ्रमण बढ़ाने को कहा गया",
    "कमियां पन्द्रह दिन में दूर करने को कहा गया",
    "रेफरल की पावती मंगाने को कहा गया",
    "पोस्टर नए लगवाने को कहा गया",
    "रोस्टर प्रतिदिन बदलने को कहा गया",
    "महिला स्टाफ की उपलब्धता बनाए रखने को कहा गया",
    "गोपनीयता का ध्यान रखने को कहा गया",
    "बैठक की कार्यवाही लिखने को कहा गया",
    "लंबित प्रकरण प्राथमिकता से लेने को कहा गया",
    "कार्ययोजना समय से भेजने को कहा गया",
    "अनुपालन आख्या भेजने को कहा गया",
)
CLOSE_IN = 15  # days
BETWEEN = ", "
ALL_CORRECT = "सब ठीक पाया गया"


def inspections_of(seed: int, thana: Thana) -> list[Inspection]:
    """Every inspection of one Kendra: SHO by weeks, CO by fortnights, senior officers now and then."""
    chance, temper = chance_for(seed, "inspections", thana.code), kendra(seed, thana).temper
    words = chance_for(seed, "remarks", thana.code)
    lacking = tuple(item for item in ROOMS if chance.happens(0.08))
    if thana.code in troubled("never_inspected"):
        return []
    has_no_co = thana.code in troubled("never_co_inspected")
    rows = []
    for week, monday in enumerate(_mondays()):
        for _ in range(_sho_visits(chance, temper.sho_week)):
            rows.append(_inspection(chance, thana, "sho", monday + timedelta(days=chance.randint(0, 6)), lacking))
        if week % 2 == 0 and not has_no_co and chance.happens(temper.co_fortnight):
            rows.append(_inspection(chance, thana, "co", monday + timedelta(days=chance.randint(0, 13)), lacking))
        if chance.happens(0.05):
            rank = chance.one_of({"asp": 8, "sp": 3, "dig": 1})
            rows.append(_inspection(chance, thana, rank, monday + timedelta(days=chance.randint(0, 5)), lacking))
    for row in rows:
        if row.remark != ALL_CORRECT:
            row.remark = BETWEEN.join((row.remark, words.choice(LOOKED_AT), words.choice(ASKED_FOR)))
    _put_right(rows, lacking, chance_for(seed, "put_right", thana.code))
    _find_again(rows, thana)
    return sorted((row for row in rows if row.inspected_on <= LAST_DAY), key=lambda row: row.inspected_on)


def _mondays() -> list[date]:
    return [FIRST_DAY + timedelta(weeks=week) for week in range((LAST_DAY - FIRST_DAY).days // 7 + 1)]


def _sho_visits(chance: Chance, rate: float) -> int:
    if not chance.happens(rate):
        return 0
    return 2 if chance.happens(0.12) else 1


def _inspection(chance: Chance, thana: Thana, rank: str, day: date, lacking: tuple[str, ...]) -> Inspection:
    row = Inspection(thana=thana.code, inspected_on=day, inspector_rank=rank, remark=chance.choice(REMARKS))
    if rank == "sho" and thana.code in troubled("all_correct_sho"):
        row.remark = ALL_CORRECT
        return row
    for item in ITEMS:
        if item in lacking or (item not in ROOMS and chance.happens(0.09)):
            setattr(row, item, "no")
        elif chance.happens(0.012):
            setattr(row, item, "not_seen")
    defects = tuple(item for item in ITEMS if getattr(row, item) == "no")
    row.defects_found, row.defect_codes = len(defects), defects
    if defects:
        row.defects_due_on = day + timedelta(days=CLOSE_IN)
        row.defects_closed_on = day + timedelta(days=chance.randint(2, 22)) if chance.happens(0.7) else None
    return row


def _put_right(rows: Sequence[Inspection], lacking: Sequence[str], chance: Chance) -> None:
    """What a Kendra lacks it lacks for two to four months; before and after, nobody finds it wanting."""
    for item in lacking:
        start = FIRST_DAY + timedelta(days=chance.randint(-30, (LAST_DAY - FIRST_DAY).days - 30))
        end = start + timedelta(days=chance.randint(60, 120))
        for row in rows:
            if not start <= row.inspected_on <= end:
                _answer(row, item, "yes")


def _find_again(rows: Sequence[Inspection], thana: Thana) -> None:
    """The planted defect is found at each inspection and never told as closed."""
    for entry in (one for code, one in troubled("repeated_defect").items() if code == thana.code):
        for row in rows:
            _answer(row, str(entry["item"]), "no")
            row.defects_closed_on = None


def _answer(row: Inspection, item: str, answer: str) -> None:
    setattr(row, item, answer)
    row.defect_codes = tuple(one for one in ITEMS if getattr(row, one) == "no")
    row.defects_found = len(row.defect_codes)
    row.defects_due_on = row.inspected_on + timedelta(days=CLOSE_IN) if row.defect_codes else None
    if not row.defect_codes:
        row.defects_closed_on = None
