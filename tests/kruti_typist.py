"""Types Hindi for the font Kruti Dev 010, syllable by syllable: the inverse that the reader is held to.

It shares no table and no code with the reader: letters are listed here by the row of the alphabet, and joined letters
by the shape they are cast in.
"""

from __future__ import annotations

import re
import unicodedata

_ROWS = {
    "क ख ग घ ङ": "d [k x ?k ³",
    "च छ ज झ ञ": "p N t > ¥",
    "ट ठ ड ढ ण": "V B M < .k",
    "त थ द ध न": "r Fk n /k u",
    "प फ ब भ म": "i Q c Hk e",
    "य र ल व ळ": "; j y o G",
    "श ष स ह": "'k \"k l g",
}
WHOLE = {letter: key for row, typed in _ROWS.items() for letter, key in zip(row.split(), typed.split(), strict=True)}
HALF = {
    **{letter: key.removesuffix("k") for letter, key in WHOLE.items() if key.endswith("k")},
    **dict(zip("कगचजतनपबमलवस", "DXPTRUICEYOL", strict=True)),
    "फ": "¶",
    "झ": "÷",
    "ह": "º",
    "य": "¸",
}
HALF["भ"] = "H"
CAST = {
    "क्ष": "{k",
    "त्र": "=",
    "ज्ञ": "K",
    "श्र": "J",
    "द्ध": ")",
    "द्व": "}",
    "द्य": "|",
    "द्द": "í",
    "द्र": "æ",
    "द्भ": "˜",
    "ट्ट": "ê",
    "ट्ठ": "ë",
    "ड्ड": "ì",
    "ड्ढ": "ï",
    "क्र": "Ø",
    "प्र": "iz",
    "फ्र": "Ý",
    "क्त": "Dr",
    "त्त": "Ùk",
    "न्न": "Uu",
    "ह्न": "à",
    "ह्म": "ã",
    "ह्य": "á",
    "स्त्र": "L=",
}
CAST_HALF = {"क्ष": "{", "त्त": "Ù", "त्र": "«"}
SIGNS = {
    "ा": "k", "ी": "h", "ु": "q", "ू": "w", "ृ": "`", "े": "s", "ै": "S", "ो": "ks", "ौ": "kS", "ॉ": "kW", "ॅ": "W",
}  # fmt: skip
NASALS = {"ं": "a", "ँ": "¡", "ः": "%"}
VOWELS = {
    "अ": "v", "आ": "vk", "इ": "b", "ई": "bZ", "उ": "m", "ऊ": "Å", "ऋ": "_",
    "ए": ",", "ऐ": ",s", "ओ": "vks", "औ": "vkS", "ऑ": "vkW",
}  # fmt: skip
OTHERS = {
    " ": " ", "।": "A", ".": "-", "-": "&", "/": "@", ",": "]", "(": "¼", ")": "½", ":": "%", "?": "\\", "!": "!",
    "‘": "^", "’": "*", "=": "¾", "+": "$", ";": "(", "॰": "Œ",
    **dict(zip("०१२३४५६७८९", "åƒ„…†‡ˆ‰Š‹", strict=True)),
    **{digit: digit for digit in "0123456789"},
}  # fmt: skip
_C = "[क-ह]\u093c?"
_SYLLABLE = re.compile(f"((?:{_C}्)*{_C})(?!्(?![क-ह]))([ािीुूृेैोौॉॅ]?)([ंँः]*)|([अ-ऋएऐऑओऔ])([ंँः]*)|({_C})्|(.)", re.S)


class CannotType(ValueError):
    """The word holds something that the font has no key for."""


def typed(text: str) -> str:
    """The keys for a text. Raises CannotType."""
    return "".join(_syllable(found) for found in _SYLLABLE.finditer(unicodedata.normalize("NFC", text)))


def _syllable(found: re.Match[str]) -> str:
    letters, sign, nasals, vowel, tail, stopped, other = found.groups()
    if letters:
        return _with_sign(letters.split("्"), sign, "".join(NASALS[mark] for mark in nasals))
    if vowel:
        return VOWELS[vowel] + "".join(NASALS[mark] for mark in tail)
    if stopped:
        return _cluster([stopped]) + "~"
    if other not in OTHERS:
        raise CannotType(f"U+{ord(other):04X}")
    return OTHERS[other]


def _with_sign(letters: list[str], sign: str, nasals: str) -> str:
    reph = ""
    if letters[0] == "र" and len(letters) > 1:
        letters, reph = letters[1:], "Z"
    if letters == ["र"] and sign in ("ु", "ू"):
        return {"ु": "#", "ू": ":"}[sign] + reph + nasals
    if letters[-1] == "ह" and len(letters) == 1 and sign == "ृ":
        return "â" + reph + nasals
    keys = _cluster(letters)
    return (f"f{keys}" if sign == "ि" else keys + SIGNS.get(sign, "")) + reph + nasals


def _cluster(letters: list[str]) -> str:
    """A run of joined letters: the longest shape that is cast as one at its end, half letters before it."""
    for length in (3, 2):
        end = "्".join(letters[-length:])
        if len(letters) >= length and end in CAST:
            return "".join(_halves(letters[:-length])) + CAST[end]
    last = letters[-1]
    if last == "र" and len(letters) > 1:
        before = letters[:-1]
        return _cluster(before) + ("ª" if before[-1][0] in "टठडढछ" else "z")
    if last == "य" and len(letters) > 1 and letters[-2][0] in "टठडढछ":
        return _cluster(letters[:-1]) + "î"
    return "".join(_halves(letters[:-1])) + _whole(last)


def _halves(letters: list[str]) -> list[str]:
    joined = "्".join(letters)
    if joined in CAST_HALF:
        return [CAST_HALF[joined]]
    return [_half(letter) for letter in letters]


def _half(letter: str) -> str:
    plain, dot = letter[0], "+" if letter.endswith("\u093c") else ""
    return HALF[plain] + dot if plain in HALF else WHOLE[plain] + dot + "~"


def _whole(letter: str) -> str:
    if letter[0] not in WHOLE:
        raise CannotType(f"U+{ord(letter[0]):04X}")
    return WHOLE[letter[0]] + ("+" if letter.endswith("\u093c") else "")
