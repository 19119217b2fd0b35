"""When two names mean one fund: one is the end of the other, or short for it; 一期 and 二期 are two."""

from __future__ import annotations

import re

from ..facilities.names import is_shortened, normal_form

_SIZE_IN_NAME = re.compile(
    r"^(?:首[支只个]|第[一二三][支只])|(?:[\d.]+|[几十百千]|[一二三五]?百)亿(?:元|级|规模)?(?=[\u4e00-\u9fffA-Z]{2})"
)
_GOVERNMENT = re.compile(r"(?<=[\u4e00-\u9fff]{2})[省市县区州](?=[\u4e00-\u9fff]{3})")


def plain_form(words: str) -> str:
    """某市百亿产业母基金, 某产业母基金: without the size, the level of the place and the legal form."""
    plain = normal_form(_SIZE_IN_NAME.sub("", words)).removesuffix("有限合伙").removesuffix("合伙企业")
    plain = re.sub(r"(?:股份)?有限公司$", "", plain)
    return _GOVERNMENT.sub("", plain)


def is_one_name(first: str, second: str) -> bool:
    """One name is the end of the other, or short for it."""
    x, y = sorted((plain_form(first), plain_form(second)), key=len)
    if not x:
        return False
    if x == y or (len(x) >= 4 and y.endswith(x)):
        return True
    return is_same_number(x, y) and ((len(x) >= 5 and is_shortened(x, y) and is_left_out(x, y)) or is_of_series(x, y))


# What a short form leaves out; a long name that lacks another word is another fund (某某产业基金, 某某天风产业基金).
_LEFT_OUT = re.compile("投资|发展|股权|创业|产业|私募|引导|科技|创新|新兴|战略性?|专项|中国|国有|企业|有限|公司|合伙")
LONG_FORM = 9


def is_left_out(short: str, full: str) -> bool:
    return len(short) < LONG_FORM or _LEFT_OUT.sub("", short) == _LEFT_OUT.sub("", full)


def is_of_series(x: str, y: str) -> bool:
    """某某创投二号基金, 某某硬科技二号基金: of one house and one number."""
    numbers = [_SERIES.search(words) for words in (x, y)]
    return x[:2] == y[:2] and all(numbers) and numbers[0].group() == numbers[1].group()  # type: ignore[union-attr]


_SERIES = re.compile(r"[一二三四五六七八九十]+[号期]基金$")
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]|[IVX]+|\d+)(?=期|号)")


def is_same_number(first: str, second: str) -> bool:
    """一期 and 二期 are two funds, however much alike."""
    numbers = [_NUMBER.findall(words) for words in (first, second)]
    return not all(numbers) or numbers[0] == numbers[1]
