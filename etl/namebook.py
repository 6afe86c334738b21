"""Finds the one name that a clerk meant: exact, alias, sound, then likeness, word for word; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from unicodedata import normalize

from etl.fold import fold, sound, spoken, tidy, without_brackets, words
from etl.masking import has_identity
from etl.reading import EMPTY, NEAR, Reading, failed, likeness, mended, nearest
from etl.spelt import (
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
from etl.words import load_words

# From here a name is taken for a listed one (POLICY): at 0.8 one letter of five is wrong. Measured on
# tests/data/names/spellings.csv by `python -m bench names`: lower it and near names of other places slip in.
CONFIDENT_NAME = 0.8
_MARGIN = 0.05  # how far the best must lead the second best before it is taken (POLICY)
_PART_IS_ENOUGH = 0.5  # more than this part of a long name's telling letters must be said
_PART = 0.95  # what a name said in part is worth beside one said whole
_SHORTEST_SOUND = 4  # shorter ones are shared with given names
_SHORTEST_ALIKE = 6
_WORDS_ALIKE = 0.75
_JOINED_ALIKE = 0.9
_SHORTEST_BY_EAR = 5
_SUGGESTIONS = 3

Index = dict[str, tuple[str, ...]]


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
class _Match:
    code: str
    confidence: float
    unsaid: int
    is_sure: bool


class NameBook:
    """Look-up of the names of one kind inside one district."""

    def __init__(
        self,
        rule: str,
        known: Iterable[Known],
        dropped: Iterable[str] = (),
        around: Around = NOWHERE,
        section: str = "thana",
    ) -> None:
        self.rule = rule
        self.known = {one.code: one for one in known}
        self._around = around
        self._in_part = section == "shared"
        self._dropped = _dropped_words(dropped)
        self._exact = self._index(lambda one: one.names, tidy)
        self._named_folded = self._index(lambda one: one.names, fold)
        self._folded = self._index(lambda one: one.spellings, lambda text: fold(self._bare(text)))
        self._folded |= self._index(lambda one: one.spellings, fold)
        self._sounds = self._index(lambda one: one.spellings, lambda text: sound(self._bare(text)))
        self._spoken = self._index(lambda one: one.spellings, lambda text: spoken(self._bare(text)))
        self._alike = {text: codes for text, codes in self._sounds.items() if len(text) >= _SHORTEST_ALIKE}
        spellings = [way for one in self.known.values() for name in _listed(one) for way in ways_to_write(name)]
        self._speller = Speller(section, around.towns, initials_in(spellings))
        self._said: dict[tuple[str, str | None], Reading] = {}

    def _index(self, names: Callable[[Known], Iterable[str]], key: Callable[[str], str]) -> Index:
        index: Index = {}
        for one in self.known.values():
            for text in {key(name) for name in names(one)}:
                index[text] = (*index.get(text, ()), one.code)
        return index

    @cached_property
    def _spelt(self) -> dict[str, tuple[Spelt, ...]]:
        """Every way of writing each name, taken apart."""
        spell = self._speller.spell
        return {
            code: tuple(dict.fromkeys(spell(self._bare(way)) for name in _listed(one) for way in ways_to_write(name)))
            for code, one in self.known.items()
        }

    @cached_property
    def _named(self) -> set[frozenset[str]]:
        return {frozenset(words(name)) for one in self.known.values() for name in one.spellings}

    def read(self, text: str, thana_code: str | None = None) -> Reading:
        """The code of a name. Where several places share a name, the one of the row's thana is meant.

        A mend's kind says how it was found (exact, alias, sound, fuzzy), its `after` also how surely if not quite.
        """
        key = text, thana_code
        if key not in self._said:
            self._said[key] = self._read(tidy(text), thana_code)
        return self._said[key]

    def _read(self, told: str, thana_code: str | None) -> Reading:
        if not told or load_words().is_nil(told):
            return EMPTY
        if code := self._only(self._exact.get(told, ()), thana_code):
            return Reading(code)
        if found := self._by_spelling(told, thana_code):
            return self._mended(told, *found)
        matches = self._matches(told, thana_code)
        if best := self._leader(matches, thana_code):
            how = "sound" if best.confidence == 1 else "fuzzy"
            return self._mended(told, best.code, how, best.confidence)
        near = self._nearest(told)
        codes = dict.fromkeys([*(one.code for one in matches), *(code for _, code in near)])
        suggestion = "; ".join(self.known[code].both for code in list(codes)[:_SUGGESTIONS])
        return failed(self.rule, told, suggestion, is_known=self._may_show(told, near, matches))

    def needs_thana(self, text: str) -> bool:
        """Whether this name says nothing by itself, so that the row's thana may settle what is meant."""
        return self.read(text).rule is not None

    def named(self, text: str) -> tuple[str, ...]:
        """The codes of all whose name or alias this is, as written or without words such as थाना."""
        return tuple({*self._folded.get(fold(text), ()), *self._folded.get(fold(self._bare(text)), ())})

    def find(self, text: str) -> str | None:
        """The code of a name written exactly or as a listed alias."""
        return self._only(self._folded.get(fold(text), ()), None)

    def _mended(self, told: str, code: str, how: str, confidence: float = 1.0) -> Reading:
        sure = "" if confidence == 1 else f" · {confidence:.0%}"
        return mended(code, how, told, f"{self.known[code].both}{sure}")

    def _only(self, codes: tuple[str, ...], thana_code: str | None) -> str | None:
        if len(codes) > 1 and thana_code:
            codes = tuple(code for code in codes if self.known[code].thana_code == thana_code)
        return codes[0] if len(codes) == 1 else None

    def _by_spelling(self, told: str, thana_code: str | None) -> tuple[str, str] | None:
        """The code of a whole name or alias that is written, or at least sounds, the same."""
        bare = self._bare(told)
        outer = bare if self._in_part else self._bare(without_brackets(told))
        ways = dict.fromkeys((told, bare, outer, self._without_home(bare)))
        for way in ways:
            if code := self._only(self._folded.get(fold(way), ()), thana_code):
                return code, "exact" if code in self._named_folded.get(fold(way), ()) else "alias"
        for way in ways:
            if self._is_town(way) and self._in_part:
                continue
            heard = sound(way)
            codes = self._sounds.get(heard, ()) if len(heard) >= _SHORTEST_SOUND else self._spoken.get(spoken(way), ())
            if code := self._only(codes, thana_code):
                return code, "sound"
        return None

    def _without_home(self, text: str) -> str:
        """The name without that of its district, which many add, unless nothing else is left."""
        return " ".join(word for word in text.split() if not self._is_town(word)) or text

    def _is_town(self, text: str) -> bool:
        """Whether a text is only the name of the district, which sounds like its railway station."""
        return bool(self._around.towns.get(heard_town(pieces(text)), frozenset()) & self._around.home)

    def _bare(self, told: str) -> str:
        """The name without words such as थाना or PS, unless nothing else is left."""
        return self._dropped.sub(" ", told).strip(" -:.,") or told

    def _matches(self, told: str, thana_code: str | None) -> list[_Match]:
        """What the words of a name may mean, the likeliest first."""
        bare = self._bare(told)
        said = self._speller.spell(bare)
        found = [match for code in self.known if (match := self._match(said, code, thana_code))]
        if not found and (plain := _without_flaps(bare)) != bare:
            said = self._speller.spell(plain)
            found = [match for code in self.known if (match := self._match(said, code, thana_code))]
        if sound(bare) in self._around.elsewhere:
            found = [match for match in found if match.confidence == 1]
        return sorted(found, key=lambda one: (-one.confidence, one.unsaid, one.code))

    def _match(self, said: Spelt, code: str, thana_code: str | None) -> _Match | None:
        one, ways = self.known[code], self._spelt[code]
        may_say = words_of_kind(one.kind).union(*(way.shared for way in ways))
        named = frozenset[str]().union(*(town for way in ways for town in way.towns))
        ours = named | self._around.home | {one.thana_code or ""}
        if not said.shared <= may_say or not all(town & ours for town in said.towns):
            return None
        if not said.core:
            is_it = self._is_that_thing(said, one, ways, thana_code)
            return _Match(code, 1.0, 0, is_sure=True) if is_it else None
        score, way = max(
            ((self._score(said, way), way) for way in ways),
            key=lambda pair: (pair[0], -len(pair[1].shared - said.shared)),
        )
        if score < _WORDS_ALIKE:
            return None
        unsaid = len(way.shared - said.shared) + sum(not town & named for town in said.towns)
        return _Match(code, score, unsaid, is_sure=_is_enough(said, way))

    def _is_that_thing(self, said: Spelt, one: Known, ways: tuple[Spelt, ...], thana_code: str | None) -> bool:
        """Whether shared words alone mean this: the one thing of its kind in the town that is said, or in the thana's.

        A listed name that is itself made of shared words only, and of no town, must be said whole.
        """
        own, home = words_of_kind(one.kind), self._around.home
        named = frozenset[str]().union(*(town for way in ways for town in way.towns))
        towns = said.towns or ((frozenset({thana_code}),) if thana_code else ())
        in_town = towns and all(town & named for town in towns)
        for way in ways:
            if way.core or not said.shared:
                continue
            if in_town and way.shared - own == said.shared - own:
                return True
            at_home = not way.towns and all(town & home for town in said.towns)
            if at_home and way.shared == said.shared and len(said.shared) > 1:
                return True
        return False

    def _score(self, said: Spelt, way: Spelt) -> float:
        """How surely the words said are those of one way of writing a name, 0 to 1."""
        if not way.core:
            return 0.0
        if said.run == way.run:
            return 1.0
        joined = _joined_likeness(said, way)
        matched: list[Word] = []
        total = 0.0
        for word in said.core:
            score, other = max(((_alike(word, one), one) for one in way.core), key=lambda pair: pair[0])
            if score < _WORDS_ALIKE or other in matched:
                return joined
            matched.append(other)
            total += score * len(word.written)
        score = total / sum(len(word.written) for word in said.core)
        part = _length(matched) / _length(way.core)
        if part < 1:
            is_enough = self._in_part and part > _PART_IS_ENOUGH and (said.shared or not way.shared)
            score = score * _PART if is_enough and score >= CONFIDENT_NAME else 0.0
        return max(score, joined)

    def _leader(self, matches: list[_Match], thana_code: str | None) -> _Match | None:
        sure = [one for one in matches if one.confidence >= CONFIDENT_NAME]
        if not sure:
            return None
        best = sure[0]
        rivals = [one for one in matches if _rivals(one, best)]
        if len(rivals) > 1 and thana_code:
            rivals = [one for one in rivals if self.known[one.code].thana_code == thana_code]
        (leader,) = rivals if len(rivals) == 1 else (None,)
        return leader if leader and leader.is_sure and leader.confidence >= CONFIDENT_NAME else None

    def _nearest(self, told: str) -> list[tuple[float, str]]:
        bare = self._bare(told)
        best: dict[str, float] = {}
        for score, code in [*nearest(fold(bare), self._folded), *nearest(sound(bare), self._alike)]:
            best[code] = max(best.get(code, 0.0), score)
        return sorted(((score, code) for code, score in best.items()), key=lambda pair: (-pair[0], pair[1]))

    def _may_show(self, told: str, near: list[tuple[float, str]], matches: list[_Match]) -> bool:
        """A value close to a known name, or made only of words of one, names a place and no person."""
        if has_identity(told):
            return False
        if matches or (near and near[0][0] >= NEAR):
            return True
        said = set(words(self._bare(told)))
        return bool(said) and any(said <= named for named in self._named)


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


def _rivals(one: _Match, best: _Match) -> bool:
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
    if min(len(one), len(other)) < _SHORTEST_ALIKE or _end_otherwise(one, other):
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


def _dropped_words(dropped: Iterable[str]) -> re.Pattern[str]:
    spelt = "|".join(re.escape(word) for word in dropped) or r"(?!)"
    return re.compile(rf"(?<![\w\u0900-\u097f])(?:{spelt})(?![\w\u0900-\u097f])", re.IGNORECASE)


def _without_flaps(text: str) -> str:
    """`ड़` as `ड`, as many type it, and as Latin d."""
    return normalize("NFC", normalize("NFD", text).replace("\u093c", ""))


def towns_of(names: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Towns by their sound, from pairs of a name and its code."""
    towns: dict[str, frozenset[str]] = {}
    for name, code in names:
        for heard in {heard_town(pieces(way)) for way in (name, _without_flaps(name))}:
            if len(heard) > 1:
                towns[heard] = towns.get(heard, frozenset()) | {code}
    return towns
