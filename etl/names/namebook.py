"""Finds the one name that a clerk meant: exact, alias, sound, then likeness, word for word; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from etl.cells.reading import EMPTY, NEAR, Reading, failed, mended, nearest
from etl.names.name_match import NOWHERE, Around, Known, Match, Matcher
from etl.names.spelt import heard_town, pieces
from etl.privacy.masking import has_identity
from etl.text.fold import fold, sound, spoken, tidy, without_brackets, words
from etl.text.words import load_words

_SHORTEST_SOUND = 4  # shorter ones are shared with given names
_SHORTEST_ALIKE = 6
_SUGGESTIONS = 3
_REMEMBERED = 50_000  # readings; a file of nothing but different names must not fill the memory

Index = dict[str, tuple[str, ...]]


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
        self._matcher = Matcher(self.known, section, around, self._bare, in_part=self._in_part)
        self._said: dict[tuple[str, str | None], Reading] = {}

    def _index(self, names: Callable[[Known], Iterable[str]], key: Callable[[str], str]) -> Index:
        index: Index = {}
        for one in self.known.values():
            for text in {key(name) for name in names(one)}:
                index[text] = (*index.get(text, ()), one.code)
        return index

    @cached_property
    def _named(self) -> set[frozenset[str]]:
        return {frozenset(words(name)) for one in self.known.values() for name in one.spellings}

    def read(self, text: str, thana_code: str | None = None) -> Reading:
        """The code of a name. Where several places share a name, the one of the row's thana is meant.

        A mend's kind says how it was found: spelling (the listed name otherwise written), alias, sound or fuzzy; its
        `after` also how surely, where that is not quite.
        """
        key = text, thana_code
        reading = self._said.get(key)
        if reading is None:
            reading = self._read(tidy(text), thana_code)
            if len(self._said) > _REMEMBERED:
                self._said.clear()
            self._said[key] = reading
        return reading

    def _read(self, told: str, thana_code: str | None) -> Reading:
        if not told or load_words().is_nil(told):
            return EMPTY
        if code := self._only(self._exact.get(told, ()), thana_code):
            return Reading(code)
        if found := self._by_spelling(told, thana_code):
            return self._mended(told, *found)
        matches = self._matcher.matches(self._bare(told), thana_code)
        if best := self._matcher.leader(matches, thana_code):
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
                return code, "spelling" if code in self._named_folded.get(fold(way), ()) else "alias"
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

    def _nearest(self, told: str) -> list[tuple[float, str]]:
        bare = self._bare(told)
        best: dict[str, float] = {}
        for score, code in [*nearest(fold(bare), self._folded), *nearest(sound(bare), self._alike)]:
            best[code] = max(best.get(code, 0.0), score)
        return sorted(((score, code) for code, score in best.items()), key=lambda pair: (-pair[0], pair[1]))

    def _may_show(self, told: str, near: list[tuple[float, str]], matches: list[Match]) -> bool:
        """A value close to a known name, or made only of words of one, names a place and no person."""
        if has_identity(told):
            return False
        if matches or (near and near[0][0] >= NEAR):
            return True
        said = set(words(self._bare(told)))
        return bool(said) and any(said <= named for named in self._named)


def _dropped_words(dropped: Iterable[str]) -> re.Pattern[str]:
    spelt = "|".join(re.escape(word) for word in dropped) or r"(?!)"
    return re.compile(rf"(?<![\w\u0900-\u097f])(?:{spelt})(?![\w\u0900-\u097f])", re.IGNORECASE)
