"""Lines that hold nothing but a time, an outlet, names and counters: `36氪 · 3小时前`, `2025-07-08 14:30 发布于北京`.

No word before a colon says what they are, so each of their words must be known: one that is not makes the line prose.
"""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import NamedTuple

from ...config import read_table
from ...text import HAN, simplify
from ...types import Moment
from .metadata import CHANNEL, is_outlet, parse_author
from .moments import Stated, find_moment
from .reporters import NAMES, is_byline
from .told import find_told

LENGTH = 80
"""Longest such line: time, outlet, two names and counters."""
_PARTS = re.compile(r"\s*[|｜丨│·•/／,，;；]\s*|\s+[—–-]\s+|\s{2,}")
_CUE = re.compile(
    rf"""
    (?:首次|最[后後]|最近)?(?:发布|發佈|發布|发表|發表|更新|刊登|刊发|发稿|出版|时间|時間|日期|编辑|編輯)?
    (?:时间|時間|日期|于|於|在)?\s?[:：]?
  | (?:发布于|發佈於|发表于|来自|发自)\s?[{HAN}]{{2,4}} | (?:北京|当地|當地|美东|美東|台北)(?:时间|時間)
  | (?:published|updated|posted|modified|last\ updated|first\ published|date|time|on|at)(?:\ (?:on|at))?\s?:?
  | (?:updated|edited|modified)\ (?:an?|\d{{1,3}})\ (?:minute|hour|day|week|month|year)s?\ ago
  | (?:星期|周|週)[一二三四五六日天] | (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?
  | # 阅读 123, 1.2万次浏览, 5 min read
    (?:阅读|閱讀|浏览|瀏覽|点击|评论|評論|点赞|收藏|分享|转发|字号|字體|字体|热度|人气|views?|comments?|shares?)
    (?:量|数|數|次数)?\s?[:：(（]?\s?[\d.,]*\s?[万萬k+]?[)）]?
  | [\d.,]+\s?[万萬k+]?\s?(?:次?(?:阅读|閱讀|浏览|评论|評論|点赞|收藏)|views?|comments?|shares?|min(?:ute)?s?\ read)
  | 原创|原創|独家|獨家|快讯|快訊|转载|轉載|首发|[大中小](?:\ ?[大中小])*|[大中小]字[体體]|A[+-]|打印|打印本页|我要评论
  | (?:第\s?)?[A-Z]?\d{{1,3}}\s?版(?:[:：][{HAN}]{{2,6}})?
  | [{HAN}]{{2,4}}(?:即时|即時|综合|綜合|专题|專題)?(?:报道|報導|報道|[电電])  # 台北即時報導
  | [)）\]】(（\[【:：]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERSON = r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3}"
_BY = re.compile(rf"by\s+(?P<names>{_PERSON}(?:(?:,|\s&|\sand)\s{_PERSON})*)", re.IGNORECASE)
_STAFF = re.compile(
    r"(?:staff|senior|special|associate|contributing)?\s?(?:writers?|reporters?|correspondents?|editor|contributor)",
    re.IGNORECASE,
)
_SITE = re.compile(
    rf"[{HAN}A-Za-z0-9]{{2,14}}"
    r"(?:网|網|[日晚时時]?[报報]|新闻|新聞|财经|財經|通讯社|电视台|客户端|在线|研究院|发布|观察|公众号|资讯)"
)


_SENT_BY = re.compile(rf"(?P<outlet>[{HAN}]{{2,8}}?)(?:记者|記者|编译|編譯|编辑|編輯)\s?(?P<names>{NAMES})")
"""`某某網記者李明`: an outlet and its reporter in one word."""
_ACCOUNT = re.compile(
    rf"(?P<own>原[创創]\s+)?(?:(?P<author>[{HAN}A-Za-z·]{{2,12}})\s+)?(?P<outlet>[{HAN}A-Za-z0-9·&-]{{2,20}})\s+"
)
"""Above an article of a WeChat account: `原创 李明 某某观察 2025-07-08 18:30 北京`; the words before the time."""
_PLACES = read_table("places.toml")
_FROM = frozenset((*_PLACES["provinces"], *_PLACES["cities"], *_PLACES["cities_abroad"], "台北", "新北", "台中"))


class MetaLine(NamedTuple):
    """What such a line states; `told` is a time that needs the file's day, as written."""

    outlet: str | None = None
    author: str | None = None
    published: Moment | None = None
    told: str | None = None


def parse_meta_line(line: str, zone: tzinfo) -> MetaLine | None:
    """What a line without keys states; None: it is none."""
    if len(line) > LENGTH or line.endswith(("。", "！", "？")):
        return None
    stated = find_moment(line, zone)
    told = None if stated else find_told(line)
    place = (stated.start, stated.end) if stated else told
    if stated and (account := _read_account(line, stated)):
        return account
    rest = f"{line[: place[0]]} | {line[place[1] :]}" if place else line
    found = MetaLine(published=stated.moment if stated else None, told=line[told[0] : told[1]] if told else None)
    is_dated = stated is not None
    for part in _PARTS.split(rest):
        taken = _read_part(part.strip(), found, is_dated=is_dated)
        if taken is None:
            return None
        found = taken
    is_told = bool(found.told and (_SURE.search(found.told) or found.outlet or found.author))
    return found if is_dated or is_told or (found.author and (found.outlet or _BY.match(line))) else None


def _read_account(line: str, stated: Stated) -> MetaLine | None:
    """The line above an article of an account, which says that it is its own or from where it was sent."""
    match = _ACCOUNT.fullmatch(line[: stated.start])
    after = line[stated.end :].strip()
    is_sent = after.removeprefix("发表于").strip() in _FROM and isinstance(stated.moment, datetime)
    if not match or not (is_sent or (match["own"] and not after)):
        return None
    return MetaLine(match["outlet"], match["author"], stated.moment)


_SURE = re.compile(r"前|ago|刚刚|剛剛|now|\d\s?[:：时時点點]", re.IGNORECASE)
"""Without one of these a told day (`7月8日`) may as well be the head of a section."""


def _read_part(part: str, found: MetaLine, *, is_dated: bool) -> MetaLine | None:
    """The findings with what one part of the line adds; None: a word in it is not known."""
    if not part or _CUE.fullmatch(part) or _STAFF.fullmatch(part):
        return found
    by = _BY.fullmatch(part)
    if by or is_byline(part):
        author = _names(by["names"]) if by else parse_author(part)
        return found._replace(author=found.author or author)
    sent = _SENT_BY.fullmatch(part)
    if sent and (is_outlet(sent["outlet"]) or sent["outlet"].endswith(("网", "網", "报", "報", "社", "台"))):
        outlet = found.outlet or sent["outlet"]
        return found._replace(outlet=outlet, author=found.author or parse_author(sent["names"]))
    if is_dated and simplify(part) in _FROM:
        return found
    if is_outlet(CHANNEL.sub("", part)) or (is_dated and not found.outlet and _SITE.fullmatch(part)):
        return found._replace(outlet=found.outlet or part)
    head, _, tail = part.partition(" ")
    if not tail:
        return None
    first = _read_part(head, found, is_dated=is_dated)
    return _read_part(tail, first, is_dated=is_dated) if first else None


def _names(written: str) -> str:
    names = (name.strip() for name in re.split(r",| & | and ", written))
    return "、".join(name.title() if name.isupper() else name for name in names)
