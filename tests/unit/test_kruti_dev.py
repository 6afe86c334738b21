"""Kruti Dev 010 into Unicode: words checked by hand, and syllables drawn at random, typed by an independent inverse."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.text.kruti_dev import to_unicode
from tests.kruti_typist import CAST, HALF, NASALS, SIGNS, VOWELS, WHOLE, typed

# What a typist of Kruti Dev 010 puts in, and what stands on paper.
BY_HAND = """
Fkkuk=थाना fnukad=दिनांक ;ksx=योग uke=नाम eksckby=मोबाइल firk=पिता irk=पता xkft;kckn=गाजियाबाद esjB=मेरठ ckxir=बागपत
gkiqM+=हापुड़ cqyan'kgj=बुलंदशहर f'kdk;r=शिकायत iathdj.k=पंजीकरण fuLrkj.k=निस्तारण izdj.k=प्रकरण çdj.k=प्रकरण
dk;Zokgh=कार्यवाही psrkouh=चेतावनी fxj¶rkj=गिरफ्तार LFkku=स्थान O;fDr=व्यक्ति efgyk=महिला fo|ky;=विद्यालय
fo'ofo|ky;=विश्वविद्यालय egkfo|ky;=महाविद्यालय Jherh=श्रीमती {ks=kf/kdkjh=क्षेत्राधिकारी vijk/k=अपराध vkosnu=आवेदन
Øekad=क्रमांक dzekad=क्रमांक f'k{kk=शिक्षा vf/kd=अधिक pkSiky=चौपाल pkSdh=चौकी bZ=ई HkkbZ=भाई Å¡pk=ऊँचा Åij=ऊपर
lM+d=सड़क x<+=गढ़ o"kZ=वर्ष ekpZ=मार्च dhfrZ=कीर्ति vkfFkZd=आर्थिक dk;ksZa=कार्यों dk;ksaZ=कार्यों i{k=पक्ष K=ज्ञ Kku=ज्ञान Je=श्रम
fo#)=विरुद्ध :i=रूप }kjk=द्वारा fn~=दि् feêh=मिट्टी czkã.k=ब्राह्मण fpà=चिह्न gk¡=हाँ ugha=नहीं mÙkj=उत्तर egÙo=महत्त्व
lEçs"k.k=सम्प्रेषण LokLF;=स्वास्थ्य jk"Vªh;=राष्ट्रीय Vªd=ट्रक MkWDVj=डॉक्टर M‚DVj=डॉक्टर vkWQ=ऑफ ,oa=एवं ,slk=ऐसा vkS"kf/k=औषधि
vksj=ओर iqu%=पुनः nq%[k=दुःख ckt+kj=बाज़ार Q+ksu=फ़ोन ân;=हृदय n`f"V=दृष्टि –f"V=दृष्टि —f"k=कृषि d`f"k=कृषि LfFkfr=स्थिति
fLFkfr=स्थिति _.k=ऋण ?kjsyw=घरेलू >xM+k=झगड़ा NsM+NkM+=छेड़छाड़ tUefnu=जन्मदिन Fkkus=थाने xzke=ग्राम Ýkal=फ्रांस ƒåŒ=१००
"""
PAIRS = [tuple(pair.rsplit("=", 1)) for pair in BY_HAND.split()]
MARKS = [
    ("05&10&2026", "05-10-2026"),
    ("05@10@2026", "05/10/2026"),
    ("05-10-2026", "05.10.2026"),
    ("05.10.2026", "05.10.2026"),
    ("09%30 cts", "09:30 बजे"),
    ("1,050", "1,050"),
    ("tuin%& esjB", "जनपद:- मेरठ"),
    ("eq0v0la0 101@2026", "मु0अ0सं0 101/2026"),
    ("Ø-la-", "क्र.सं."),
    ("firk@ifr", "पिता/पति"),
    ("uke] irk", "नाम, पता"),
    ("uke ¼fganh½", "नाम (हिंदी)"),
    ("^uke*", "‘नाम’"),
    ("^^uke**", "“नाम”"),
    ("uke gSA", "नाम है।"),
    ("dc\\", "कब?"),
    ("esjB – ckxir", "मेरठ - बागपत"),
    ("‘", "ष्"),
    ("fo“o", "विश्व"),
]


@pytest.mark.parametrize(("keys", "word"), PAIRS)
def test_a_word_is_what_stands_on_paper(keys: str, word: str) -> None:
    assert to_unicode(keys) == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize(("keys", "text"), MARKS)
def test_marks_and_digits_are_what_the_font_shows(keys: str, text: str) -> None:
    assert to_unicode(keys) == text


def test_enough_words_were_checked_by_hand() -> None:
    assert len(PAIRS) >= 60


@pytest.mark.parametrize("text", ["थाना", "थाना PS", "५ अक्टूबर", "Fkkuk थाना"])
def test_what_holds_devanagari_stays(text: str) -> None:
    assert to_unicode(text) == text


_LETTERS = st.sampled_from([*WHOLE, "ड़", "ढ़", "ज़", "फ़"]).map(lambda letter: unicodedata.normalize("NFC", letter))
_BEFORE = st.sampled_from(sorted(set(HALF) - {"ङ", "ञ"}))


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A letter, joined letters or a vowel, with a reph, a sign and a nasal now and then."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(sorted(VOWELS))) + draw(st.sampled_from(["", "ं"]))
    letters = draw(st.one_of(_LETTERS, st.sampled_from(sorted(CAST)), st.tuples(_BEFORE, _LETTERS).map("्".join)))
    reph = draw(st.sampled_from(["", "", "", "र्"]))
    sign = draw(st.sampled_from(["", "ि", *(one for one in SIGNS if one != "ॅ")]))
    return reph + letters + sign + draw(st.sampled_from(["", *NASALS]))


@given(st.lists(syllables(), min_size=1, max_size=6).map("".join))
def test_every_word_comes_back_as_it_was_typed(word: str) -> None:
    word = unicodedata.normalize("NFC", word)
    assert to_unicode(typed(word)) == word


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_unicode_stays_as_it_is(text: str) -> None:
    once = to_unicode(text)
    if any("\u0900" <= letter <= "\u097f" for letter in once):
        assert to_unicode(once) == once


@given(st.text(alphabet=sorted("".join(key for key, _ in PAIRS)), max_size=30))
def test_no_order_of_keys_breaks_it(keys: str) -> None:
    assert "\ue000" not in to_unicode(keys)
