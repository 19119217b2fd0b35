"""Words for a fund that the article names elsewhere: 设立产业基金, 此次成立的是第二只平行基金."""

from __future__ import annotations

import re

from .names import Candidate, is_generic

# Further down the news comes back to what has been founded: 此次成立的是…, 注册资本….
THIS_ONE = re.compile(
    r"(?:据[悉介绍了解]{1,2}，)?(?:此次|本次|这次)(?:新|正式)?(?:成立|设立|揭牌|发布|签约|落地|募集|备案)的"
)


def drop_vague(candidates: list[Candidate]) -> list[Candidate]:
    """设立产业基金 in a headline is the fund that the text calls by its name, when there is one."""
    if all(is_generic(c.simple) for c in candidates):
        return candidates
    return [c for c in candidates if not is_generic(c.simple)]


def is_pointer(candidate: Candidate) -> bool:
    """此次成立的是…第二只平行基金: the fund that the news began with, called by what it is."""
    if candidate.line.is_latin:
        return False
    is_this = bool(THIS_ONE.match(candidate.line.simple[: candidate.name.start]))
    return bool((_WHICH_ONE if is_this else _WHICH_PART).search(candidate.simple))


# 第二只平行基金, 首只子基金, 又一支专项基金: which of a master's funds, and no name.
_WHICH = r"(?:第[一二三四五六七八九十\d]+|首|又一|新一|唯一一?)[只支个家][\u4e00-\u9fff]{0,4}"
_WHICH_PART = re.compile(rf"{_WHICH}(?:平行|子|直投|专项|主题)基金$")
_WHICH_ONE = re.compile(rf"{_WHICH}基金$")


def drop_pointers(candidates: list[Candidate]) -> list[Candidate]:
    """第二只平行基金 is the one that the article calls by its name, when it does."""
    named = [c for c in candidates if not is_pointer(c)]
    return named if any(c.line.index >= 0 and not is_generic(c.simple) for c in named) else candidates
