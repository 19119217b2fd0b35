"""Outlets, languages and names of reporters as sources write them; times are in `moments`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import ne

from ...config import Config, read_table
from ...text import HAN, simplify
from ...types import Language
from .moments import parse_moment
from .told import parse_told

__all__ = ["find_language", "is_outlet", "parse_author", "parse_moment", "parse_told", "resolve_outlet"]

# ---------------------------------------------------------------- language

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]+")
LANGUAGE_SAMPLE = 2000
"""Characters looked at: a body does not change its language after two pages."""
TRADITIONAL_SHARE = 0.08
"""Share of Han characters that differ in Simplified. Traditional news has 0.25 to 0.40, Simplified news under 0.01
(names, 乾, 著); a Simplified body that quotes a Traditional headline stays below."""


def find_language(text: str) -> Language:
    """`zh-Hans`, `zh-Hant` or `en`, by the body's characters; an English body may hold some Chinese names."""
    sample = text[:LANGUAGE_SAMPLE]
    han = "".join(_HAN.findall(sample))
    if len(han) < len(_LATIN.findall(sample)):
        return "en"
    simple = simplify(han)
    changed = sum(map(ne, han, simple)) if simple != han else 0
    return "zh-Hant" if changed > TRADITIONAL_SHARE * len(han) else "zh-Hans"


# ---------------------------------------------------------------- outlets

_WORDLESS = re.compile(r"[\W_]+")
_FRAME = re.compile(
    r"""
    ^(?:来源|來源|稿源|消息来源|文章来源|资料来源|Source|via)\s*[:：]\s*
  | ^[《「『（(【\[] | [》」』）)】\]]$
    """,
    re.VERBOSE | re.IGNORECASE,
)


LONGEST_SPELLING = 200


def resolve_outlet(written: str | None, config: Config) -> str | None:
    """The outlet's name: `Zheng Quan Shi Bao` is 证券时报; a spelling that nobody knows stays as written."""
    if written is None:
        return None
    bare = _FRAME.sub("", written[:LONGEST_SPELLING].strip()).strip()
    if not bare:
        return None
    own = _own_table(config)
    parts = [part for part in _JOINT.split(bare) if part]
    for spelling in (bare, CHANNEL.sub("", bare), *(reversed(parts) if len(parts) > 1 else ())):
        key = _key(spelling)
        if found := own.get(key) or _table().get(key):
            return found
    return bare


CHANNEL = re.compile(
    r"^(?:微信)?(?:公众号|公眾號|公号)\s?[:：]?\s?|\s?(?:官方|手机)?(?:账号|帐号|客户端|客戶端|APP|微信公众号|公众号|公眾號|官微|微信|微博|官网|官方网站|网站|網站)$",
    re.IGNORECASE,
)
"""By which channel an outlet printed it is not of its name."""
_JOINT = re.compile(r"\s?[－—–·|｜/／]\s?|-{1,2}(?=[\u3400-\u9fff])")
"""`人民网－人民日报`: the site, then the paper that wrote it."""


def is_outlet(written: str) -> bool:
    """Whether the whole string is a known spelling of an outlet."""
    return _key(written) in _table()


def _key(spelling: str) -> str:
    return _WORDLESS.sub("", simplify(spelling)).casefold()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    outlets: Mapping[str, list[str]] = read_table("outlets.toml")["outlets"]
    return {_key(spelling): name for name, others in outlets.items() for spelling in (*others, name)}


def _own_table(config: Config) -> Mapping[str, str]:
    return {_key(spelling): name for spelling, name in config.outlets.items()}


# ---------------------------------------------------------------- names of reporters

_ROLE = re.compile(
    r"(?:特约|特約|见习|見習|实习|實習|本报|本報|本刊|首席|高级|高級|全媒体|融媒体|资深|資深){0,3}"
    r"(?:记者|記者|通讯员|通訊員|作者|撰文|撰稿|文字|文(?=[\s:：/／｜|丨])|摄影报道|報道|报道|報導|实习生|實習生|By|by|BY)[\s:：/／｜|丨]*"
)
_EDITORS = re.compile(
    rf"[{HAN}]{{0,4}}?(?:编辑|編輯|责编|責編|编校|校对|校對|审核|审校|监制|监審|主编|制图|製圖|设计|美编|編審|编审|排版|翻译|編譯|编译)"
    rf"[\s:：/／｜|丨]{{0,3}}[{HAN}·]{{2,12}}(?:[\s、，,][{HAN}·]{{2,4}}(?![\s:：/／｜|丨]))*"
)
"""Who edited, checked and drew is no author."""
_REPORTS = re.compile(rf"[／/|｜][{HAN}]{{1,8}}(?:報導|报道|報道|電|电)|(?:綜合|综合)?(?:報導|报道|報道)$")
LONGEST_BYLINE = 300
_LATIN_NAME = r"[A-ZÀ-Þ][\wÀ-ɏ.'’-]+"
_NAME = re.compile(rf"[{HAN}]{{2,4}}(?:[·•][{HAN}]+)*|{_LATIN_NAME}(?: {_LATIN_NAME})+")


def parse_author(written: str) -> str | None:
    """The names of a byline, joined by 、; `（记者 李明 通讯员 王芳）` gives 李明、王芳. Editors are left out."""
    bare = _EDITORS.sub(" ", _REPORTS.sub("", written[:LONGEST_BYLINE].strip("（）()【】 \n")))
    names = _NAME.findall(_ROLE.sub(" ", bare))
    return "、".join(dict.fromkeys(name for name in names if not _NO_NAME.search(name))) or None


_NO_NAME = re.compile(
    r"^(?:收藏|分享|点赞|评论|转发|打印|关闭|举报|阅读|浏览|字号|查看|扫码|每经|整理|综合|來源|来源)$|(?:编辑|編輯|责编|记者|記者)$"
)
