"""Takes a name apart: words that tell which one is meant, words that many share, and the towns it speaks of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.text.fold import digits, fold, initials, sound, tidy

Towns = Mapping[str, frozenset[str]]  # how a town sounds → the codes it may stand for
_ZERO_FOR_DOT = re.compile(r"(?<=[\u0900-\u097f])[0०](?!\d)")  # टी0पी0 नगर
_OF_SOMEBODY = re.compile(r"['’](?=s\b)")
_BETWEEN = re.compile(r"[\s.,:;\-_/\\()\[\]{}'\"’‘“”*|।॥?!&]+")
_BRACKET = re.compile(r"[(（]([^)）]*)[)）]")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_LONGEST_TOWN = 3  # in words
_FEWEST_INITIALS = 3  # two letters are those of too many names


@dataclass(frozen=True)
class Word:
    """One word of a name as it sounds and as it is written. Initials are in capitals and sound like nothing else."""

    heard: str
    written: str

    @property
    def is_initials(self) -> bool:
        return self.heard.isupper()


@dataclass(frozen=True)
class Spelt:
    """One way of writing a name. `run` is all of it but the towns, as it sounds without blanks."""

    core: tuple[Word, ...]
    shared: frozenset[str]
    towns: tuple[frozenset[str], ...]
    run: str


@dataclass(frozen=True)
class _Vocabulary:
    noise: frozenset[str]
    same: dict[str, str]
    shared: dict[str, str]


@cache
def _told() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "name_words.toml").read_text(encoding="utf-8"))


@cache
def _vocabulary(section: str) -> _Vocabulary:
    told = _told()
    noise = frozenset(map(fold, told["noise"]["words"]))
    return _Vocabulary(noise, _by_spelling(told["same"]), _by_spelling(told[section]))


def _by_spelling(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for name, words in groups.items() for word in words}


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """What a thing of this kind may be called although its listed name does not say so."""
    return frozenset(_told()["by_kind"].get(kind, ()))


@cache
def telling_words() -> frozenset[str]:
    """The shared words without which a name is another one."""
    return frozenset(_told()["telling"]["words"])


@cache
def weak_words() -> frozenset[str]:
    """The core words, as they sound, that tell nothing by themselves."""
    return frozenset(map(sound, _told()["weak"]["words"]))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = [(spelt, name) for name, ways in _told()["endings"].items() for spelt in ways]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def ending(heard: str) -> str:
    """How the name of a town ends, as it sounds: `पुर`, `नगर`, `गढ़`; empty when it ends in nothing of the kind."""
    return next((name for spelt, name in _endings() if heard.endswith(spelt) and heard != spelt), "")


def heard_town(words: Iterable[str]) -> str:
    """How a town sounds, whose name may be of several words."""
    same = _vocabulary("shared").same
    return sound("".join(same.get(word, word) for word in words))


def pieces(text: str) -> list[str]:
    """The folded words of a name; a zero for a dot, as in `टी0पी0`, parts words too."""
    text = _OF_SOMEBODY.sub("", _ZERO_FOR_DOT.sub(".", tidy(text)))
    return [word for word in map(fold, _BETWEEN.split(digits(text))) if word]


def is_shared_only(text: str) -> bool:
    """Whether a name is made of nothing but words that many share, such as `Railway Road`."""
    shared = _vocabulary("shared").shared
    return all(piece in shared for piece in pieces(text))


def initials_in(names: Iterable[str]) -> frozenset[str]:
    """The initials that stand in some names: dotted, in capitals, or by the names of the letters."""
    found: set[str] = set()
    for name in names:
        found |= {letters.lower() for letters in _CAPITALS.findall(name)}
        told = pieces(name)
        found |= {letters for piece in told if len(letters := initials(piece)) > 1}
        found |= {run for run in _single_letters(told) if len(run) > 1}
    return frozenset(found - {"pg"})


def _single_letters(told: list[str]) -> Iterator[str]:
    run = ""
    for piece in [*told, ""]:
        if len(piece) == 1 and piece.isascii() and piece.isalpha():
            run += piece
            continue
        if run:
            yield run
        run = ""


def ways_to_write(name: str) -> tuple[str, ...]:
    """The name, also without its brackets, with what they hold in place of what stands before, and by its initials."""
    bare = _BRACKET.sub(lambda found: f" {found[1]} " if is_shared_only(found[1]) else " ", name)
    told = [name, bare]
    told += [
        f"{found[1]} {_BRACKET.sub(' ', name[found.end() :])}"
        for found in _BRACKET.finditer(name)
        if not is_shared_only(found[1])
    ]
    if "/" in bare:
        told += bare.split("/")
    return tuple(dict.fromkeys([*told, *_by_initials(bare.partition(",")[0])]))


def _by_initials(name: str) -> Iterator[str]:
    """`Chaudhary Charan Singh University` is also CCS University and CCSU."""
    told = name.split()
    if len(told) < _FEWEST_INITIALS or not name.isascii() or not all(word.isalpha() and len(word) > 1 for word in told):
        return
    for length in range(_FEWEST_INITIALS, len(told) + 1):
        letters = "".join(word[0].upper() for word in told[:length])
        yield " ".join([letters, *told[length:]])


class Speller:
    """Takes names of one kind apart. `section` says which words its names share: `shared` or `thana`."""

    def __init__(self, section: str, towns: Towns, known_initials: Iterable[str] = ()) -> None:
        self._words = _vocabulary(section)
        self._towns = towns
        self._initials = frozenset(known_initials)

    def spell(self, text: str) -> Spelt:
        """Towns are lifted out first, then shared words and initials; the rest is the core."""
        rest, towns = self._without_towns(pieces(text))
        core: list[Word] = []
        shared: list[str] = []
        run = ""
        for piece in self._joined(rest):
            if piece in self._words.noise:
                continue
            if name := self._words.shared.get(piece):
                shared.append(name)
                run += sound(name)
            else:
                word = self._word(piece)
                core.append(word)
                run += word.heard
        return Spelt(tuple(dict.fromkeys(core)), frozenset(shared), tuple(dict.fromkeys(towns)), run)

    def _without_towns(self, told: list[str]) -> tuple[list[str], list[frozenset[str]]]:
        rest: list[str] = []
        towns: list[frozenset[str]] = []
        at = 0
        while at < len(told):
            for length in range(min(_LONGEST_TOWN, len(told) - at), 0, -1):
                if found := self._towns.get(heard_town(told[at : at + length])):
                    towns.append(found)
                    at += length
                    break
            else:
                rest.append(told[at])
                at += 1
        return rest, towns

    def _joined(self, told: list[str]) -> Iterator[str]:
        """The pieces with single letters put together to initials, in capitals: `r g p g` → `RG`, `pg`."""
        letters = ""
        for piece in [*told, ""]:
            found = self._letters(piece)
            if found:
                letters += found
                continue
            yield from _without_degree(letters)
            letters = ""
            if piece:
                yield piece

    def _letters(self, piece: str) -> str:
        if piece in self._words.shared or piece in self._words.same or piece in self._words.noise:
            return ""
        if not piece.isascii():
            return initials(piece)
        is_letters = piece.isalpha() and (len(piece) == 1 or piece in self._initials or not set(piece) & set("aeiouy"))
        return piece if is_letters else ""

    def _word(self, piece: str) -> Word:
        if piece.isupper():
            return Word(piece, piece)
        piece = self._words.same.get(piece, piece)
        return Word(sound(piece), piece)


def _without_degree(letters: str) -> Iterator[str]:
    has_degree = len(letters) > 2 and letters.endswith("pg")
    head = letters.removesuffix("pg") if has_degree or letters == "pg" else letters
    if head:
        yield head.upper()
    if head != letters:
        yield "pg"
