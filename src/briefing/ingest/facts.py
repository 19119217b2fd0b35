"""What the lines around a body state about it: title, outlet, reporters, time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import tzinfo

from ..config import read_table
from ..types import Moment, Span
from .metadata import is_outlet, parse_author, parse_moment
from .reporters import NAME, NAMES, is_byline


@dataclass(slots=True)
class Facts:
    """What the lines around a body state about it; the first statement of each wins."""

    outlet: str | None = None
    author: str | None = None
    published: Moment | None = None
    title: Span | None = None

    def add(self, other: Facts) -> None:
        self.outlet = self.outlet or other.outlet
        self.author = self.author or other.author
        self.published = self.published or other.published
        self.title = self.title or other.title


_WORDS = read_table("page_words.toml")


def any_of(name: str) -> str:
    """A list of `page_words.toml` as a choice; a blank inside a word may be missing."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in _WORDS[name])


_KEY = any_of("keys")
_COLON = r"\s?[:：｜|丨/／]\s?"
_META = re.compile(rf"[【\[（(]?\s?(?:{_KEY}){_COLON}.*", re.IGNORECASE)
_PAIR = re.compile(
    rf"""
    (?P<key>{_KEY}){_COLON}
    (?P<value>.*?)
    (?=[\s|】\]]+(?:{_KEY}){_COLON} | [】\]）)\s|]*$)      # up to the next key or the end
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OUTLET_KEY = re.compile(any_of("outlet_keys"), re.IGNORECASE)
_AUTHOR_KEY = re.compile(any_of("author_keys"), re.IGNORECASE)
_BARE_DATE = re.compile(r"[（(]?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}.{0,24}")
_FURNITURE = re.compile(
    rf"""
    [【\[]?(?:{any_of("furniture")})[】\]]?(?:[】\[【\]\s]*(?:{any_of("furniture")})[】\]]?)*
  | (?:收藏|分享|评论|点赞|返回|上一[篇页版条]|下一[篇页版条]|扫一扫|扫码|贊助|赞助)[^。，]{{0,24}}
  | 点击(?:进入|查看)[^。，]{{0,20}}
  | 首页.{{0,40}}>.{{0,40}}
  | (?:您|你)?(?:的|现在)?(?:当前)?位置\s?[:：].{{0,60}}
  | [|\s—-]+
    """,
    re.VERBOSE,
)
META_LENGTH = 120
"""Longest line of metadata; a portal's line with date, outlet, author and counters has some 90 characters."""


def parse_facts(line: str, zone: tzinfo) -> Facts | None:
    """What a line of metadata states; None when the line is none."""
    line = line.strip(" |")
    if len(line) > META_LENGTH:
        return None
    if not line or _FURNITURE.fullmatch(line):
        return Facts()
    if (len(line) <= 60 and _BARE_DATE.fullmatch(line)) or _META.fullmatch(line):
        return facts_of(line, zone)
    return Facts(author=parse_author(line)) if is_byline(line) else None


def facts_of(line: str, zone: tzinfo) -> Facts:
    facts = Facts(published=parse_moment(line, zone))
    for match in _PAIR.finditer(line):
        key, value = match["key"], match["value"].strip(" |-—")
        if value and _OUTLET_KEY.search(key):
            facts.outlet = facts.outlet or _outlet_of(value)
        elif value and _AUTHOR_KEY.fullmatch(key):
            facts.author = facts.author or parse_author(value)
    return facts


_AFTER_OUTLET = re.compile(
    r"""
    】
  | (?<=[^【《“]{2})(?:
        (?:本期)?(?:责任|責任|值班)?(?:编辑|編輯|责编|責編|监制|監製|校对|审核)(?!部)
      | 版权 | 版權 | (?:视频|微博|网页)?截图
      | 综合(?!广播|频道|新闻|开发|执法) | 返回 | 记者$
    )
    """,
    re.VERBOSE,
)
"""What is printed after an outlet's name without a blank: editors, rights, a picture's note."""


def _outlet_of(value: str) -> str | None:
    """The outlet in the words after 来源: up to a date, a blank or a stop."""
    match = re.match(r"[^\d\s，。；;,|(（]{1,4}\d{0,3}[^\d\s，。；;,|(（]*(?:\s[A-Za-z]+)*", value)
    found = _AFTER_OUTLET.split(match.group(), maxsplit=1)[0].strip("()（）[]【】") if match else ""
    return found if 2 <= len(found) <= 30 else None


_REPORTERS = re.compile(r"(?:记者|記者|编辑|編輯|文)[\s/／]?(?P<names>[^）)】\]，,：:\d]{2,40})")
_PLACED = re.compile(rf"(?P<names>{NAMES}(?:{NAME})??)\s?(?:[\u4e00-\u9fff、]{{2,5}}?)?(?:摄影|综合)?(?:报道|報導)$")
OUTLET_LENGTH = 12


def read_dateline(dateline: str) -> Facts:
    """The agency or paper that a dateline opens with, where it is a known one, and the reporters it names."""
    head = dateline.lstrip("《【〔[（(")
    outlet = next((head[:n] for n in range(OUTLET_LENGTH, 1, -1) if is_outlet(head[:n])), None)
    match = _REPORTERS.search(dateline)
    return Facts(outlet=outlet, author=_reporters(match["names"]) if match else None)


def _reporters(written: str) -> str | None:
    """The names, without the place they report from: 李明江城报道."""
    placed = _PLACED.match(written.strip())
    return parse_author(placed["names"] if placed else written)
