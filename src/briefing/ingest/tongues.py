"""Languages that the briefing does not read, told so that none is taken for Chinese: Japanese and Korean.

Their old encodings share the bytes of GB18030, so that Korean shows as rare Chinese characters. What tells them is the
share of kana and of Hangul, which no Chinese text read in their encodings reaches.
"""

from __future__ import annotations

import re

from ..text import HAN
from .contents import Unreadable

SAMPLE = 16_384
"""Bytes or characters looked at."""
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]+")
HANGUL_SHARE = 0.85
"""Of Hangul among Hangul and Han in Korean; Chinese bytes read as Korean give half."""
KANA_SHARE = 0.3
"""Of kana among kana and Han in Japanese news: 0.45 to 0.6. Chinese bytes read as Shift JIS give half-width kana."""
FEWEST = 12
"""Letters of a script that make a language."""
_WRITTEN = {"ko": "Korean", "ja": "Japanese"}


def find_tongue(text: str) -> str | None:
    """`ja` or `ko` when most of a text's letters are kana with Han, or Hangul; else None."""
    sample = text[:SAMPLE]
    hangul, kana, han = (len(pattern.findall(sample)) for pattern in (_HANGUL, _KANA, _HAN))
    words = len(_LATIN.findall(sample))
    if hangul >= FEWEST and hangul >= HANGUL_SHARE * (hangul + han) and hangul > words:
        return "ko"
    if kana >= FEWEST and kana >= KANA_SHARE * (kana + han) and kana + han > words:
        return "ja"
    return None


def decode_neighbour(content: bytes) -> tuple[str, str] | None:
    """Text and encoding of bytes in an old encoding of Korean or Japanese; None: they are in none."""
    for codec, tongue in (("euc_jp", "ja"), ("cp949", "ko"), ("cp932", "ja")):
        sample = content[:SAMPLE].decode(codec, "replace")
        if sample.count("\ufffd") <= 1 + 0.01 * len(sample) and find_tongue(sample) == tongue:
            return content.decode(codec, "replace"), codec.replace("_", "-")
    return None


def tell_tongue(text: str) -> str | None:
    """What to say of a text that is partly in another language; raises `Unreadable` when all of it is."""
    places = range(0, max(1, len(text)), max(SAMPLE, len(text) // PLACES + 1))
    tongues = [find_tongue(text[at : at + SAMPLE]) for at in places]
    tongue = next(filter(None, tongues), None)
    if tongue is None:
        return None
    if all(tongues):
        raise Unreadable(f"is in {_WRITTEN[tongue]}; only Chinese and English are read: give a translation")
    return f"holds passages in {_WRITTEN[tongue]}; only Chinese and English are read: check what came of them"


PLACES = 16
"""Stretches of a text that are looked at, evenly spread."""
