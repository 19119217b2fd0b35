"""Whose yuan a bare 元 is: an article in Traditional characters may mean Taiwan's or Hong Kong's."""

from __future__ import annotations

import re

from ..text import simplify
from .words import CODES, HAN_CODE_WORDS, TABLE, any_of, plain_form

# (港元，下同), (单位:新台币), 货币单位为港元
_STATED = re.compile(
    rf"[(,]\s?(?:单位|货币)?[:：为]?\s?(?P<a>{any_of(HAN_CODE_WORDS)})[,，、;]?\s?(?:单位)?[下以]?下?同"
    rf"|单位\s?[:：为]\s?[百千万亿]{{0,2}}(?P<b>{any_of(w for w in HAN_CODE_WORDS if w != '元')})"
)
_TOLD = {code: re.compile(any_of(words)) for code, words in TABLE["assumed"].items()}
# （01863）: a share listed in Hong Kong; the five figures of its code begin with a nought.
_LISTED = {"HKD": re.compile(r"[(]0\d{4}(?:\.HK)?[)]")}
LEAST_WORDS = 3
"""Different words of a place that stand in for its money: one or two occur in any report on it."""
_MONEY_OF = {"TWD": ("新台币", "台币"), "HKD": ("港元", "港币")}
_MAINLAND = re.compile("人民币|北京|上海|深圳|A股|国务院|证监会|国资委|发改委|工信部|科创板")


def assumed_currency(text: str, language: str = "zh-Hans") -> str | None:
    """The currency that 元 and a bare 亿 mean in this article; None: yuan, as everywhere else.

    A text may say so itself (`港元，下同`). In Traditional characters an article that speaks of Taiwan dollars, or of
    several of Taiwan's own bodies and turns of phrase, means Taiwan dollars; for Hong Kong likewise.
    """
    plain = plain_form(text)
    if m := _STATED.search(plain):
        code = CODES[m["a"] or m["b"]]
        return None if code == "CNY" else code
    if language != "zh-Hant":
        return None
    plain = simplify(plain)
    told = {code: len(set(pattern.findall(plain))) for code, pattern in _TOLD.items()}
    told |= {code: told[code] + bool(pattern.search(plain)) for code, pattern in _LISTED.items()}
    mainland = len(set(_MAINLAND.findall(plain)))
    fit = [c for c, n in told.items() if n > mainland and (n >= LEAST_WORDS or _says_money(plain, c))]
    return max(fit, key=lambda c: (told[c], c), default=None)


def _says_money(plain: str, code: str) -> bool:
    return any(word in plain for word in _MONEY_OF[code])
