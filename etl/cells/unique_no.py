"""The unique number of a matter: `MSK/<district>/<thana>/<year>/<serial>`, mended where only its writing is off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.cells.reading import EMPTY, NEAR, Reading, failed, likeness, mended
from etl.text.fold import digits, one_dash, tidy
from etl.text.words import load_words

_SHAPE = re.compile(
    r"MSK[/\-](?P<district>[A-Z]+)[/\-](?P<thana>[A-Z0-9\-/]+?)[/\-](?P<year>20\d\d)[/\-](?P<serial>\d{1,4})"
)
_SHOWABLE = re.compile(r"[A-Z0-9/\-]*MSK[A-Z0-9/\-]*|[0-9/\-]+")


@dataclass(frozen=True)
class Numbering:
    """Which thanas' numbers a file of one district may hold."""

    district_code: str
    district_of_thana: Mapping[str, str]

    def read(self, text: str) -> Reading:
        """The number in its canonical form; a fault when it is none, or of another district."""
        told = tidy(text)
        if not told or load_words().is_nil(told):
            return EMPTY
        plain = re.sub(r"\s*([/\-])\s*", r"\1", one_dash(digits(told)).upper().replace("\\", "/")).replace(" ", "-")
        found = _SHAPE.fullmatch(plain)
        if not found:
            return failed("unique_no_invalid", told, self._expected(), is_known=self._may_show(plain))
        thana = found["thana"].replace("/", "-")
        if self.district_of_thana.get(thana.lower()) != found["district"].lower():
            return failed("unique_no_invalid", told, self._expected(), is_known=self._may_show(plain))
        if found["district"].lower() != self.district_code:
            return failed("unique_no_invalid", told, self._expected())
        number = f"MSK/{found['district']}/{thana}/{found['year']}/{int(found['serial']):04d}"
        if int(found["serial"]) == 0:
            return failed("unique_no_invalid", told, self._expected())
        return Reading(number) if number == told else mended(number, "unique_no", told)

    def _may_show(self, plain: str) -> bool:
        """Whether every word of it is one of a thana or district, or all but spelt like one; another may be a name."""
        if not _SHOWABLE.fullmatch(plain):
            return False
        codes = {*self.district_of_thana, *self.district_of_thana.values()}
        known = {"MSK"} | {word.upper() for code in codes for word in code.split("-")}
        return all(any(likeness(word, one) >= NEAR for one in known) for word in re.findall(r"[A-Z]{2,}", plain))

    def _expected(self) -> str:
        return f"MSK/{self.district_code.upper()}/…/…/0001"
