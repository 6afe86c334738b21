"""Says which listed names the words of a text may mean, how surely, and whether one of them leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from unicodedata import normalize

from etl.cells.reading import likeness
from etl.names.spelt import (
    Speller,
    Spelt,
    Towns,
    Word,
    ending,
    heard_town,
    initials_in,
    pieces,
    telling_words,
    ways_to_write,
    weak_words,
    words_of_kind,
)
from etl.text.fold import sound

# From here a name is taken for a listed one (POLICY): at 0.8 one letter of five is wrong. Measured on
# tests/data/names/spellings.csv by `python -m bench names`: lower it and near names of other places slip in.
CONFIDENT_NAME = 0.8
_MARGIN = 0.05  # how far the best must lead the second best before it is taken (POLICY)
_PART_IS_ENOUGH = 0.5  # more than this part of a long name's telling letters must be said
_PART = 0.95  # what a name said in part is worth beside one said whole
_WORDS_ALIKE = 0.75
_JOINED_ALIKE = 0.9
_SHORTEST_JOINED = 6
_SHORTEST_BY_EAR = 5
_LONGEST_NAME = 200  # letters; what is longer is a text and no name


@dataclass(frozen=True)
class Known:
    """A thana, circle, place or district of the master list and every spelling of it."""

    code: str
    name_hi: str
    name_en: str
    aliases: tuple[str, ...]
    thana_code: str | None = None
    kind: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return self.code, self.name_hi, self.name_en

    @property
    def spellings(self) -> tuple[str, ...]:
        return *self.names, *self.aliases

    @property
    def both(self) -> str:
        return f"{self.name_hi} ({self.name_en})"


@dataclass(frozen=True)
class Around:
    """What is known of the world around one book: towns by their sound, and names that belong to other districts."""

    towns: Towns
    home: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


NOWHERE = Around({})


@dataclass(frozen=True)
class Match:
    """A name that may be meant. `unsaid` counts its shared words that were left out; `is_sure`: they leave no doubt."""

    code: str
    confidence: float
    unsaid: int
    is_sure: bool


class Matcher:
    """Holds the words of all names of one book. `in_part`: a long name may be said in part."""

    def __init__(
        self, known: Mapping[str, Known], section: str, around: Around, bare: Callable[[str], str], *, in_part: bool
    ) -> None:
        self._known = known
        self._around = around
        self._bare = bare
        self._in_part = in_part
        names = [way for one in known.values() for name in _listed(one) for way in ways_to_write(name)]
        self._speller = Speller(section, around.towns, initials_in(names))

    @cached_property
    def _spelt(self) -> dict[str, tuple[Spelt, ...]]:
        """Every way of writing each name, taken apart."""
        spell = self._speller.spell
        return {
            code: tuple(dict.fromkeys(spell(self._bare(way)) for name in _listed(one) for way in ways_to_write(name)))
            for code, one in self._known.items()
        }

    @cached_property
    def _says(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """The shared words that each name may bring, and the towns that it speaks of."""
        return {
            code: (
                words_of_kind(self._known[code].kind).union(*(way.shared for way in ways)),
                frozenset[str]().union(*(town for way in ways for town in way.towns)),
            )
            for code, ways in self._spelt.items()
        }

    def matches(self, told: str, thana_code: str | None = None) -> list[Match]:
        """The names that the words of a text may mean, the likeliest first."""
        if len(told) > _LONGEST_NAME:
            return []
        found = self._found(told, thana_code) or self._found(without_flaps(told), thana_code)
        if sound(told) in self._around.elsewhere:
            found = [match for match in found if match.confidence == 1]
        return sorted(found, key=lambda one: (-one.confidence, one.unsaid, one.code))

    def leader(self, matches: list[Match], thana_code: str | None = None) -> Match | None:
        """The one match that is sure and has no rival, in the row's thana if there are several."""
        if not matches or matches[0].confidence < CONFIDENT_NAME:
            return None
        rivals = [one for one in matches if _rivals(one, matches[0])]
        if len(rivals) > 1 and thana_code:
            rivals = [one for one in rivals if self._known[one.code].thana_code == thana_code]
        (found,) = rivals if len(rivals) == 1 else (None,)
        return found if found and found.is_sure and found.confidence >= CONFIDENT_NAME else None

    def _found(self, told: str, thana_code: str | None) -> list[Match]:
        said = self._speller.spell(told)
        return [match for code in self._known if (match := self._match(said, code, thana_code))]

    def _match(self, said: Spelt, code: str, thana_code: str | None) -> Match | None:
        one, ways = self._known[code], self._spelt[code]
        may_say, named = self._says[code]
        ours = named | self._around.home | {one.thana_code or ""}
        if not said.shared <= may_say or not all(town & ours for town in said.towns):
            return None
        if not said.core:
            is_it = self._is_that_thing(said, one, ways, thana_code)
            return Match(code, 1.0, 0, is_sure=True) if is_it else None
        score, way = max(
            ((self._score(said, way), way) for way in ways),
            key=lambda pair: (pair[0], -len(pair[1].shared - said.shared)),
        )
        if score < _WORDS_ALIKE:
            return None
        unsaid = len(way.shared - said.shared) + sum(not town & named for town in said.towns)
        lacks_town = bool(way.towns) and not said.towns and one.thana_code != thana_code
        is_sure = _is_enough(said, way) and not (lacks_town and self._is_part_of_another(said, code))
        return Match(code, score, unsaid, is_sure)

    def _is_part_of_another(self, said: Spelt, code: str) -> bool:
        """Whether another listed name holds the words said, too: रामलीला मैदान stands in many."""
        core = {word.heard for word in said.core}
        others = (way for other, ways in self._spelt.items() if other != code for way in ways)
        return any(said.shared <= way.shared and core <= {word.heard for word in way.core} for way in others)

    def _is_that_thing(self, said: Spelt, one: Known, ways: tuple[Spelt, ...], thana_code: str | None) -> bool:
        """Whether shared words alone mean this: the one thing of its kind in the town that is said, or in the thana's.

        A listed name that is itself made of shared words only, and of no town, must be said whole.
        """
        ways = tuple(way for way in ways if not way.core)
        own, (_, named) = words_of_kind(one.kind), self._says[one.code]
        towns = said.towns or ((frozenset({thana_code}),) if thana_code else ())
        in_town = said.shared and towns and all(town & named for town in towns)
        if in_town and any(way.shared - own == said.shared - own for way in ways):
            return True
        at_home = len(said.shared) > 1 and all(town & self._around.home for town in said.towns)
        return at_home and any(way.shared == said.shared and not way.towns for way in ways)

    def _score(self, said: Spelt, way: Spelt) -> float:
        """How surely the words said are those of one way of writing a name, 0 to 1."""
        if not way.core:
            return 0.0
        if said.run == way.run:
            return 1.0
        return max(_joined_likeness(said, way), self._likeness_by_word(said, way))

    def _likeness_by_word(self, said: Spelt, way: Spelt) -> float:
        """Each word said must resemble another one of the name; one that leaves words out is worth less, or nothing."""
        matched: list[Word] = []
        total = 0.0
        for word in said.core:
            score, other = max(((_alike(word, one), one) for one in way.core), key=lambda pair: pair[0])
            if score < _WORDS_ALIKE or other in matched:
                return 0.0
            matched.append(other)
            total += score * len(word.written)
        score = total / sum(len(word.written) for word in said.core)
        part = _length(matched) / _length(way.core)
        if part == 1:
            return score
        is_enough = self._in_part and part > _PART_IS_ENOUGH and (said.shared or not way.shared)
        return score * _PART if is_enough and score >= CONFIDENT_NAME else 0.0


def _listed(one: Known) -> tuple[str, ...]:
    return one.name_hi, one.name_en, *one.aliases


def _is_enough(said: Spelt, way: Spelt) -> bool:
    """Whether what was left unsaid leaves no doubt; a single word may be a given name, or one of many roads."""
    if any(word.is_initials for word in said.core) or len(said.core) > 1:
        return len(said.core) > 1 or not (way.shared - said.shared) & telling_words()
    if said.core[0].heard in weak_words() and not said.shared and not said.towns:
        return False
    if way.shared and not said.shared:
        return False
    return not (way.shared - said.shared) & telling_words()


def _rivals(one: Match, best: Match) -> bool:
    return best.confidence - one.confidence < _MARGIN and one.unsaid <= best.unsaid


def _length(told: Iterable[Word]) -> int:
    return sum(len(word.heard) for word in told)


def _joined_likeness(said: Spelt, way: Spelt) -> float:
    """For words run together or torn apart; initials are never alike, only the same."""
    if len(said.core) == len(way.core) or any(word.is_initials for word in (*said.core, *way.core)):
        return 0.0
    return max(_close(said.run, way.run), _close(_heard(said.core), _heard(way.core)))


def _heard(told: Iterable[Word]) -> str:
    return "".join(word.heard for word in told)


def _close(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST_JOINED or _end_otherwise(one, other):
        return 0.0
    score = likeness(one, other)
    return score if score >= _JOINED_ALIKE else 0.0


def _end_otherwise(one: str, other: str) -> bool:
    """अहमदनगर is another town than अहमदगढ़."""
    ends = {ending(one), ending(other)} - {""}
    return len(ends) > 1


@lru_cache(maxsize=262_144)
def _alike(one: Word, other: Word) -> float:
    if one.heard == other.heard:
        return 1.0
    if one.is_initials or other.is_initials or _end_otherwise(one.heard, other.heard):
        return 0.0
    by_ear = likeness(one.heard, other.heard) if min(len(one.heard), len(other.heard)) >= _SHORTEST_BY_EAR else 0.0
    return max(by_ear, likeness(one.written, other.written))


def without_flaps(text: str) -> str:
    """`ड़` as `ड`, as many type it, and as Latin d."""
    return normalize("NFC", normalize("NFD", text).replace("\u093c", ""))


def towns_of(names: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Towns by their sound, from pairs of a name and its code."""
    towns: dict[str, frozenset[str]] = {}
    for name, code in names:
        for heard in {heard_town(pieces(way)) for way in (name, without_flaps(name))}:
            if len(heard) > 1:
                towns[heard] = towns.get(heard, frozenset()) | {code}
    return towns
