"""What in a text identifies a person: phone, Aadhaar, PAN, voter and account numbers, e-mail, whose daughter she is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import polars as pl

from etl.text.fold import digits, one_dash, tidy
from etl.text.words import load_words

Kind = Literal["mobile", "aadhaar", "pan", "voter", "email", "account", "kin"]

_START, _END = r"(?<!\d)(?<!\d\.)", r"(?!\d)"  # not inside a longer number, nor behind a decimal point
_LETTER = r"\w\u0900-\u097f"  # vowel signs are no \w
_GAP = r"(?: ?- ?|\. ?| )"


def _grouped(first: str, *groups: int, gap: str = _GAP) -> str:
    """Digits in groups with one and the same gap between them; `first` is what the first digit may be."""
    name = "g" + "_".join(map(str, groups)) + ("d" if "." in gap else "")
    rest = [rf"(?P={name})\d{{{size}}}" for size in groups[2:]]
    return rf"{first}\d{{{groups[0] - 1}}}(?P<{name}>{gap})\d{{{groups[1]}}}" + "".join(rest)


# An Indian mobile number is ten digits from 6 to 9, with or without 0, 91 or +91 before it.
_MOBILE = re.compile(
    _START
    + r"(?:\(?(?:\+|00)?91\)?[ .\-]{0,3}|\(?0\)?[ \-]{0,3})?(?:"
    + "|".join(
        [
            r"[6-9]\d{9}",
            *(_grouped("[6-9]", *groups) for groups in ((5, 5), (3, 3, 4), (3, 4, 3), (4, 3, 3))),
            _grouped("[6-9]", 2, 2, 2, 2, 2) + rf"(?!{_GAP}\d)",
            *(_grouped("[6-9]", *groups, gap=" ?- ?| ") for groups in ((4, 6), (2, 4, 4), (2, 8))),
            r"[6-9]\d{5}(?: ?- ?| )(?!(?:19|20)\d\d(?!\d))\d{4}",
        ]
    )
    + ")"
    + _END
    + rf"|{_START}0(?:\d{{2}}[ \-]\d{{8}}|\d{{3}}[ \-]\d{{7}}|\d{{4}}[ \-]\d{{6}}){_END}"
)
# An Aadhaar number is twelve digits from 2 to 9, the last of them a Verhoeff checksum.
_TWELVE = re.compile(
    _START
    + r"(?:[2-9]\d{3}[ .\-]{0,3}\d{4}[ .\-]{0,3}\d{4}"
    + f"|{_grouped('[2-9]', 6, 6)}|{_grouped('[2-9]', 3, 3, 3, 3)})"
    + _END
)
_ACCOUNT = re.compile(rf"{_START}(?:\d{{11}}|\d{{13,18}}|{_grouped('[0-9]', 4, 4, 4, 4)}){_END}")
_PAN = re.compile(r"(?<![A-Z0-9])[A-Z]{3}[ABCFGHJLPT][A-Z][ \-]?\d{4}[ \-]?[A-Z](?![A-Z0-9])", re.IGNORECASE)
_VOTER = re.compile(
    r"(?<![A-Z0-9/])(?!MSK|FIR|NCR|DGP|ADG|IGP|DIG|SSP)[A-Z]{3}[ /\-]?\d{7}(?![A-Z0-9])"
    r"|(?<![A-Z0-9])UP/\d{2}/\d{3}/\d{6,7}(?!\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[\w.+\-]{1,64} ?@ ?(?:[a-z0-9\-]{1,63}\.){1,8}[a-z]{2,}"  # as long as an address may be (RFC 5321)
    r"|[\w.+\-]{1,64}@(?:upi|paytm|ybl|ibl|axl|apl|ok[a-z]+)(?![a-z])",
    re.IGNORECASE,
)
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "email": _EMAIL,  # first, since an address may begin with a phone number
    "mobile": _MOBILE,
    "pan": _PAN,
    "voter": _VOTER,
    "account": _ACCOUNT,
}
# What any of these needs at least, for a quick look in Polars at text without invisible characters.
SUSPECT = (
    r"(?i)\p{Nd}(?:[^\p{Nd}\p{L}]*\p{Nd}){9}|@|[a-z]{3}[^\p{Nd}\p{L}]*\p{Nd}{4}|[/\\]\s*[oओ]|\bof\b|putr|patn|ni[wv]asi"
    r"|पुत्र|पत्नी|निवासि?नी|निवासी|(?:पु|प|सु)\s?[0०॰.]"
)


def _verhoeff() -> tuple[list[list[int]], list[list[int]]]:
    """The multiplication table of the dihedral group D5, and the eight permutations of digits by position."""
    times = [[(a + b) % 5 + 5 * (b >= 5) if a < 5 else (a - b) % 5 + 5 * (b < 5) for b in range(10)] for a in range(10)]
    moved = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    while len(moved) < 8:
        moved.append([moved[-1][digit] for digit in moved[1]])
    return times, moved


_TIMES, _MOVED = _verhoeff()


def has_checksum(number: str) -> bool:
    """Whether the last digit of a number is its Verhoeff checksum (J. Verhoeff 1969), as that of every Aadhaar is."""
    check = 0
    for at, digit in enumerate(reversed(number)):
        check = _TIMES[check][_MOVED[at % 8][int(digit)]]
    return check == 0


def kinds(text: str) -> frozenset[Kind]:
    """Which kinds of identity a text holds, in either digit script and whatever stands between the digits."""
    told = plain(text)
    found = {kind for kind, pattern in _PATTERNS.items() if (kind != "email" or "@" in told) and pattern.search(told)}
    if any(has_checksum(re.sub(r"\D", "", twelve[0])) for twelve in _TWELVE.finditer(told)):
        found.add("aadhaar")
    return frozenset(found | {"kin"} if has_kin(told) else found)


def identifies(texts: pl.Series) -> pl.Series:
    """Which cells of a column hold a person's number or say whose daughter or wife she is."""
    distinct = texts.drop_nulls().unique()
    suspects = distinct.filter(distinct.str.replace_all(r"\p{Cf}", "").str.contains(SUSPECT))
    return texts.is_in([text for text in suspects if kinds(text)]).fill_null(value=False)


def plain(text: str) -> str:
    """The text as it is searched: no invisible characters, ASCII digits, one kind of dash, single blanks."""
    return one_dash(digits(tidy(text)))


def has_kin(told: str) -> bool:
    """Whether a plain text says whose daughter, wife or son somebody is, or where she lives."""
    return any(pattern.search(told) for pattern in _kin())


def has_long_number(told: str) -> bool:
    """Whether a plain text holds a number of twelve digits or more, whatever its checksum says."""
    return bool(_TWELVE.search(told) or _ACCOUNT.search(told))


def spans(told: str) -> Iterator[tuple[int, int]]:
    """Where numbers and addresses that may identify a person stand in a plain text; they may overlap."""
    for pattern in (*(_PATTERNS[kind] for kind in _PATTERNS if kind != "email" or "@" in told), _TWELVE):
        yield from (found.span() for found in pattern.finditer(told))


@cache
def _kin() -> tuple[re.Pattern[str], ...]:
    spelt = (re.escape(mark).replace(r"\ ", r"\s?").replace("/", r"\s?[/\\]\s?") for mark in load_words().kin_marks)
    couple = r"(?<!पति-)(?<!पति )(?<!पति/)(?<!पति व )(?<!पति एवं )(?<!पति और )"
    marks = rf"(?<![{_LETTER}]){couple}(?:{'|'.join(spelt)})(?![{_LETTER}])"
    return re.compile(marks, re.IGNORECASE), re.compile(_SHORT_KIN)


# पु0 and प0 between two words; before these it means पुलिस or पत्र instead.
_OFFICES = "अधी|अ0|अ[.]|सं|स0|उप|महा|नि|लाइन|चौकी|मुख्य|बल|थाना|विभाग|भर्ती|कर्मी|को0|क्षेत्र"
_SHORT_KIN = rf"[\u0904-\u0939][\u093e-\u094d\u0901-\u0903]*\s(?:पु|पुत्र|प|सु|ध0? ?प)[0॰.]\s?(?!{_OFFICES})[\u0904-\u0939]"
