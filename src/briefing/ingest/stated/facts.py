"""What the lines around a body state about it: title, outlet, reporters, time, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from ...config import read_table
from ...text import HAN, simplify
from ...types import Document, Moment, Span
from .meta_line import parse_meta_line
from .metadata import is_outlet, parse_author, parse_moment
from .moments import find_moment
from .reporters import NAME, NAMES, is_byline
from .told import find_told, parse_told


@dataclass(slots=True)
class Facts:
    """What the lines around a body state about it; the first statement of each wins."""

    outlet: str | None = None
    author: str | None = None
    published: Moment | None = None
    title: Span | None = None
    url: str | None = None
    told: str | None = None
    """A time that needs the day a file states, as written: `3小时前`, `7月7日`."""

    def add(self, other: Facts) -> None:
        self.outlet = self.outlet or other.outlet
        self.author = self.author or other.author
        self.published = self.published or other.published
        self.title = self.title or other.title
        self.url = self.url or other.url
        self.told = self.told or other.told

    def moment(self, document: Document, zone: tzinfo) -> Moment | None:
        """When it was published: as stated, else what is told counted from the day that the file states."""
        if self.published or not self.told:
            return self.published
        stated = document.published or file_day(document.file, zone)
        return parse_told(self.told, stated, zone) if stated else None


def file_day(file: str, zone: tzinfo) -> date | None:
    """The day in a file's name or its folder's: `2025-07-08.md`, `news_20250708.txt`, `20250708/3.html`."""
    for part in reversed(file.split("/")[-2:]):
        moment = parse_moment(part.replace("_", "-"), zone)
        if moment:
            return moment.date() if isinstance(moment, datetime) else moment
    return None


_WORDS = read_table("page_words.toml")


def any_of(name: str) -> str:
    """A list of `page_words.toml` as a choice; a blank inside a word may be missing."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in _WORDS[name])


_KEY = any_of("keys")
_COLON = r"\s?[:：｜|丨/／]\s?"
_META = re.compile(rf"[【\[（(]?\s?(?:本文)?(?:{_KEY}){_COLON}.*", re.IGNORECASE)
_PAIR = re.compile(
    rf"""
    (?:(?<![{HAN}])|(?![文图圖]\s?[:：｜|丨/／]))(?P<key>{_KEY}){_COLON}      # 内容来源：, but not 阅读原文：
    (?P<value>.*?)
    (?=[\s|】\]）)，,；;]+(?:{_KEY}){_COLON} | [】\]）)\s|]*$)      # up to the next key or the end
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OUTLET_KEY = re.compile(any_of("outlet_keys"), re.IGNORECASE)
_AUTHOR_KEY = re.compile(any_of("author_keys"), re.IGNORECASE)
_BARE_DATE = re.compile(
    rf"[（(]?(?:19|20)\d\d\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}+日?+(?!\s?[，,]\s?[{HAN}]{{4}}).{{0,24}}"
)
_FURNITURE = re.compile(
    rf"""
    [【\[]?(?:{any_of("furniture")})[】\]]?(?:[】\[【\]\s]*(?:{any_of("furniture")})[】\]]?)*
  | (?:收藏|分享|评论|点赞|返回|上一[篇页版条]|下一[篇页版条]|扫一扫|扫码|贊助|赞助)[^。，]{{0,24}}
  | 点击(?:进入|查看)[^。，]{{0,20}}
  | 首页.{{0,40}}>.{{0,40}}
  | (?:您|你)?(?:的|现在)?(?:当前)?位置\s?[:：].{{0,60}}
  | (?:点击|點擊)?(?:阅读|閱讀|查看)?原文(?:链接|鏈接|连结|連結|地址)?\s?[:：|｜].{{0,60}}
  | [|\s—-]+ | [*=_~－]{{4,}}
  | (?:香港|北京|当地|當地|台北|本地)?(?:时间|時間)\s?\d{{1,2}}\s?[时時:：]\s?\d{{1,2}}\s?分?
    """,
    re.VERBOSE,
)
_ORIGINAL = re.compile(r"[（(【]?原(?:文)?[标標]?[题題]目?\s?[:：][^。；]{2,80}")
"""The headline that a page gives once more, after its own or behind the body."""
META_LENGTH = 120
"""Longest line of metadata; a portal's line with date, outlet, author and counters has some 90 characters."""


def parse_facts(line: str, zone: tzinfo) -> Facts | None:
    """What a line of metadata states; None when the line is none."""
    line = line.strip(" |")
    if address := _ADDRESS.fullmatch(line):
        return Facts(url=address["url"])
    if len(line) > META_LENGTH:
        return None
    if not line or _FURNITURE.fullmatch(line) or _ORIGINAL.fullmatch(line):
        return Facts()
    if (len(line) <= 60 and _BARE_DATE.fullmatch(line)) or _META.fullmatch(line) or _DATED.fullmatch(line):
        return facts_of(line, zone)
    if (republished := _REPUBLISHED.match(line)) and "。" not in line[republished.end() : -1]:
        facts = facts_of(line[republished.end() :], zone)
        facts.outlet = (republished["quoted"] or republished["name"]).strip()
        author = _AUTHOR_AFTER.match(line, republished.end())
        facts.author = facts.author or (author["name"] if author else None)
        return facts
    if is_byline(line):
        return Facts(author=parse_author(line))
    if _FILED.fullmatch(line):
        return read_dateline(line)
    found = parse_meta_line(line, zone)
    return Facts(found.outlet, found.author, found.published, told=found.told) if found else None


def is_furniture(line: str) -> bool:
    """Whether a line is the page's and states nothing: a button, a rule, the word for what the page is."""
    return len(line) <= META_LENGTH and _FURNITURE.fullmatch(line.strip(" |")) is not None


def facts_of(line: str, zone: tzinfo) -> Facts:
    """What the words before colons in a line state, and its first date."""
    facts = Facts(published=parse_moment(line, zone))
    for match in _PAIR.finditer(line[:LONGEST_FACTS]):
        key, value = match["key"], match["value"].strip(" |-—")
        if value.startswith(("http://", "https://")):
            facts.url = facts.url or value.split()[0]
        elif value and _OUTLET_KEY.search(key):
            facts.outlet = facts.outlet or _outlet_of(value)
        elif value and _AUTHOR_KEY.fullmatch(key):
            facts.author = facts.author or parse_author(value)
    if not facts.published and (told := find_told(line)) and _TIME_KEY.search(line):
        facts.told = line[told[0] : told[1]]
    if not facts.outlet and _BARE_DATE.match(line) and (found := parse_meta_line(line, zone)):
        facts.add(Facts(found.outlet, found.author))
    return facts


_DATED = re.compile(rf"[（(]?(?:19|20)\d\d\s?[-/.年][^。]{{6,40}}?\s(?:{_KEY}){_COLON}[^。]*", re.IGNORECASE)
"""A line that begins with its date and goes on with keys."""
_FILED = re.compile(
    r"[【〔（(][^】〕）)。]{2,40}(?:報導|报道|報道|日[電电])[】〕）)]|[^】〕）)。，\s]{2,8}[／/][^。，\s]{2,6}(?:報導|报道|報道)"
)
"""Who reports from where, on a line of its own: 【記者李明／台北報導】, 即時新聞／綜合報導."""
LONGEST_FACTS = 400
"""Characters of a closing line with all its keys; what is longer is no line of metadata."""
_TIME_KEY = re.compile(r"(?:时间|時間|日期|发布于|更新于|published|updated|date)\s?[:：]", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[【\[（(]?(?:(?:原文|译文|文章|来源|來源|新闻|网页|網頁|原始)?(?:链接|鏈接|連結|网址|網址|地址|出处|出處)"
    r"|来源|來源|URL|Link|Via|Permalink)"
    r"\s?[:：]\s?<?(?P<url>https?://[^\s<>）)】\]]{4,2000})>?[】\]）)]?",
    re.IGNORECASE,
)
_AUTHOR_AFTER = re.compile(
    rf"[，,；;\s]*(?:原文)?作者\s?[:：]?\s?(?P<name>[{HAN}·]{{2,8}}|[A-Z][\w. ]{{2,30}}?)(?=[，,；;。\s|]|$)"
)
_REPUBLISHED = re.compile(
    rf"""
    [（(【]?(?:编者按\s?[:：]\s?)?(?:本文|文章|稿件|内容|本篇)\s?(?:内容)?
    (?:首发于|首發於|首发|来自于?|來自|转载自|轉載自|转自|轉自|摘自|来源于|原载于?|原載於?|选自|刊于)
    \s?(?:微信)?(?:公众号|公眾號|公号)?\s?[:：]?\s?
    (?:[“"「『《【](?P<quoted>[^”"」』》】\n]{{2,24}})[”"」』》】]|(?P<name>[{HAN}A-Za-z0-9·]{{2,20}}?))
    (?=\s?[（(，,；;。|丨]|[\s）)】]|$)(?:\s?[（(][^）)\n]{{0,40}}[）)])?
    """,
    re.VERBOSE,
)


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


_OUTLET_NAME = re.compile(
    r"(?:\d{1,2}(?=[\u3400-\u9fffA-Za-z]))?[^\d\s，。；;,|(（]{1,4}\d{0,3}[^\d\s，。；;,|(（]*(?:\s[A-Za-z][A-Za-z.'&-]*)*"
)


def _outlet_of(value: str) -> str | None:
    """The outlet in the words after 来源: up to a date, a blank or a stop."""
    match = _OUTLET_NAME.match(value)
    found = _AFTER_OUTLET.split(match.group(), maxsplit=1)[0].strip("()（）[]【】") if match else ""
    return found if 2 <= len(found) <= 30 else None


_REPORTERS = re.compile(r"(?<!从)(?:记者|記者|文)[\s/／｜|:：]{0,3}(?P<names>[^）)】〕\]，,：:\d]{2,40})")
_PLACED = re.compile(
    rf"(?P<names>{NAMES}(?:{NAME})??)\s?(?:[\u4e00-\u9fff、]{{2,5}}?)?(?:摄影|综合|专题|即时)?(?:报道|報導|報道)$"
)
_AGENCY = re.compile(r"[(（]\s?(?P<name>[A-Z][A-Za-z&.\s]{1,30}?)\s?[)）]")
_DESK = re.compile(r"中心|[频頻]道|[组組部台]")
"""A desk and no outlet: 財經中心."""
OUTLET_LENGTH = 12


def read_dateline(dateline: str) -> Facts:
    """The agency or paper that a dateline opens with, where it is a known one, the reporters it names, its day."""
    head = dateline.lstrip("《【〔[（( ")
    heads = (head[:n] for n in range(OUTLET_LENGTH, 1, -1))
    known = (name for name in heads if name[-1:].isalnum() and is_outlet(name))
    outlet = next((name for name in known if not _DESK.match(head, len(name))), None)
    agency = None if outlet else _AGENCY.search(dateline)
    if agency and is_outlet(agency["name"]):
        outlet = agency["name"]
    match = _REPORTERS.search(dateline)
    stated = find_moment(dateline, UTC)
    told = None if stated else find_told(dateline)
    day = stated.moment if stated else None
    return Facts(
        published=day if not isinstance(day, datetime) else None,
        outlet=outlet,
        author=_reporters(match["names"], dateline[match.end() :]) if match else None,
        told=dateline[told[0] : told[1]] if told else None,
    )


def _reporters(written: str, after: str) -> str | None:
    """The names, without the place they report from: 李明江城报道, 李明江城8日电."""
    simple = simplify(written.strip())
    placed = _PLACED.match(simple)
    if placed:
        return parse_author(written.strip()[: placed.end("names")])
    filed = _NAMED_PLACE.search(simple) if after[:1].isdigit() else None
    names = written.strip()[: filed.start()] if filed else written
    return parse_author(names) if filed or _NAMED.match(simple) else None


_NAMED = re.compile(rf"{NAMES}(?![\u4e00-\u9fff]{{3}})|[A-Z]|[\u4e00-\u9fff]{{1,6}}·")
_BUREAUS = read_table("places.toml")
_PLACES = sorted({*_BUREAUS["provinces"], *_BUREAUS["cities"], *_BUREAUS["cities_abroad"]}, key=lambda p: (-len(p), p))
_NAMED_PLACE = re.compile(f"(?:{'|'.join(_PLACES)})$")
