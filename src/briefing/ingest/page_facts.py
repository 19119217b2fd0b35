"""What a web page states about its article: title, outlet, author, time, address; never guessed from the clock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any, NamedTuple

from ..types import Moment
from .markup import HEADINGS, PageBlock
from .metadata import is_outlet, parse_moment
from .tables import to_moment

_WEB = ("http://", "https://")
MAX_LINE = 160
"""Characters of a line that states source and time; longer ones are prose that mentions a date."""
_META_TITLE = ("og:title", "articletitle", "twitter:title", "headline", "dc.title")
_META_TIMES = """
    article:published_time og:published_time pubdate publishdate publish-date publish_date published_time
    og:release_date weibo:article:create_at datepublished date dc.date dcterms.date parsely-pub-date sailthru.date
    firstpublishedtime createdate bytedance:published_time
"""
_META_TIME = tuple(_META_TIMES.split())
_META_SOURCE = ("contentsource", "source", "mediaid", "article:source", "copyrightholder")
_META_SITE = ("og:site_name", "sitename", "application-name", "al:android:app_name", "publisher", "article:publisher")
_META_AUTHOR = ("article:author_name", "author", "byl", "dc.creator", "parsely-author", "article:author")
_NAME_END = r"""(?=
    \s*(?:作者|记者|記者|编辑|編輯|责任|責任|发布|發佈|发表|时间|時間|日期|浏览|瀏覽|阅读|点击|字体|字號|字号|分享|打印
        | [|｜【\[（(<] | (?:19|20)\d\d[-年/.] | $)
  | \s{1,9}(?=[^A-Za-z])
)"""
_SOURCE = re.compile(
    rf"""
    (?:(?<!图片)(?<!圖片)(?<!数据)(?:来源|來源)|稿源|出处|(?<![A-Za-z])[Ss]ource)\s{{0,3}}[:：]\s{{0,5}}
    (?P<name>[^\s:：|｜,，。;；<>]{{1,40}}?(?:\ [A-Za-z.&'-]{{1,20}}){{0,5}}){_NAME_END}
    """,
    re.VERBOSE,
)
_AUTHOR = re.compile(
    rf"""
    (?:作者|记者|記者|撰文|文|(?<![A-Za-z])[Bb]y)\s{{0,3}}[:：|｜]\s{{0,5}}
    (?P<name>[^\s:：|｜,，。;；<>]{{2,20}}(?:\ [A-Za-z.'-]{{1,20}}){{0,3}}?){_NAME_END}
    """,
    re.VERBOSE,
)
_COPYRIGHT = re.compile(
    r"(?:©|[Cc]opyright|版权所有[:：]?)[\s©\d–—-]{0,30}(?P<name>[\u3400-\u9fff]{2,20}?)(?=版权|\s|All|[,，。|｜]|$)"
)
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}")
_SITE_NAME = re.compile(r"[\u3400-\u9fff]{2,10}(?:网|網|日报|日報|晚报|晚報|时报|新闻|新聞|财经|財經|通讯社|电视台)")
_NO_NAME = re.compile(r"[@/\d]|^(?:未知|网络|佚名|admin|name|author|none|null)\b", re.IGNORECASE)
_URL_TIME = re.compile(r"/(20\d\d)[-/]?([01]\d)[-/]?([0-3]\d)(?=[/_.-]|t\d)")
_TIME_CUE = re.compile(
    r"""
    (?:发布|發佈|发表|發表|发稿|刊发|时间|時間|日期|date|published|posted)(?:时间|時間|日期|于|on)?\s?[:：]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SITE_MARK = re.compile(r"\s*[_|｜]\s*|\s+[-–—]{1,2}\s+|(?<=[\u3400-\u9fff？！”》])[-–—]{1,2}(?=[\u3400-\u9fff])")


class Facts(NamedTuple):
    """All of them optional: a page that does not say gives None."""

    title: str | None
    source: str | None
    author: str | None
    published: Moment | None
    url: str | None


def find_facts(tree: Any, blocks: Sequence[PageBlock], body: range, title: str | None, zone: tzinfo) -> Facts:
    """What the head, its records and the lines around the body (`blocks[body]`) state."""
    stated, record = _read_meta(tree), _read_record(tree)
    around = [blocks[i].text for i in _lines_around(blocks, body)]
    return Facts(
        title=title,
        source=_source(around, stated, record, tree, blocks),
        author=_author(around, stated, record),
        published=_published(around, stated, record, tree, zone),
        url=_address(tree, stated),
    )


def _first(*values: str | None) -> str | None:
    """The first that says something; a closing bracket belongs to the line and not to the name."""
    return next((value.strip().rstrip("）)】]》") for value in values if value and value.strip("）)】]》 ")), None)


# ---------------------------------------------------------------- the head and its records


def _read_meta(tree: Any) -> Mapping[str, str]:
    """Name of each meta element, in lower case, to its first content."""
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            stated.setdefault(name.strip().casefold(), content)
    return stated


MAX_RECORD = 500_000


def _read_record(tree: Any) -> Mapping[str, Any]:
    """The page's schema.org record of an article, when it has one."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) < MAX_RECORD:
            for record in _records(script.text):
                if "rticle" in str(record.get("@type")) or "datePublished" in record:
                    return record
    return {}


def _records(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    graph = value.get("@graph") if isinstance(value, dict) else None
    listed = graph if isinstance(graph, list) else value if isinstance(value, list) else [value]
    yield from (record for record in listed if isinstance(record, dict))


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and len(value) < 80 else None


# ---------------------------------------------------------------- the lines around the body


def _lines_around(blocks: Sequence[PageBlock], body: range) -> list[int]:
    """Lines that are no prose: from the first paragraph upwards, then the last ones of the body and those after it."""
    first = next((i for i in body if blocks[i].is_prose), body.start)
    before = range(first - 1, max(body.start - 9, -1), -1)
    after = range(max(body.stop - 4, first), min(body.stop + 6, len(blocks)))
    lines = dict.fromkeys((*before, *after))
    return [i for i in lines if len(blocks[i].text) <= MAX_LINE and not blocks[i].is_prose]


def _match(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    return next((match["name"].strip() for line in lines if (match := pattern.search(line))), None)


def _source(
    around: Sequence[str], stated: Mapping[str, str], record: Mapping[str, Any], tree: Any, blocks: Sequence[PageBlock]
) -> str | None:
    foot = [block.text for block in blocks[-12:] if len(block.text) <= MAX_LINE]
    return _first(
        _wechat(tree, "nickname") or _match(_SOURCE, around),
        _beside_time(around),
        *(stated.get(name) for name in (*_META_SOURCE, *_META_SITE) if "://" not in stated.get(name, "://")),
        _name(record.get("publisher")),
        _outlet_in_title(tree),
        _match(_COPYRIGHT, foot),
    )


def _beside_time(around: Sequence[str]) -> str | None:
    """`2025-07-20 06:04 北京日报`: an outlet that stands beside the time without a word for it."""
    lines = [line for line in around if _DAY.search(line)]
    return next((word for line in lines for word in re.split(r"[\s|｜,，/]+", line) if is_outlet(word)), None)


def _outlet_in_title(tree: Any) -> str | None:
    """`Headline_Channel_Outlet`: the last part of the page's title, when it is one."""
    head = tree.find(".//title")
    parts = [part.strip() for part in _SITE_MARK.split(head.text or "")] if head is not None else []
    candidates = [word for part in reversed(parts[1:]) for word in (part, part.split("-")[0].strip())]
    return next((name for name in candidates if is_outlet(name) or _SITE_NAME.fullmatch(name)), None)


def _wechat(tree: Any, name: str) -> str | None:
    """What the script of an article of a WeChat account states: `nickname`, the account; `ct`, the second."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "var msg_title" in text or "var nickname" in text:
            match = re.search(rf"""var {name}\s{{0,3}}=\s{{0,3}}(?:htmlDecode\()?["']([^"'\n]{{1,60}})["']""", text)
            if match:
                return match[1]
    return None


def _author(around: Sequence[str], stated: Mapping[str, str], record: Mapping[str, Any]) -> str | None:
    """A person's name; sites also put addresses, numbers and placeholders there."""
    named = (*(stated.get(name) for name in _META_AUTHOR), _name(record.get("author")))
    return _first(_match(_AUTHOR, around), *(name for name in named if name and not _NO_NAME.search(name)))


def _published(
    around: Sequence[str], stated: Mapping[str, str], record: Mapping[str, Any], tree: Any, zone: tzinfo
) -> Moment | None:
    if (second := _wechat(tree, "ct")) and second.isdecimal():
        return to_moment(second, zone)
    written = (record.get("datePublished"), *(stated.get(name) for name in _META_TIME))
    times = (element.get("datetime") for element in list(tree.iter("time"))[:3])
    lines = sorted(around, key=lambda line: not _TIME_CUE.search(line))
    for value in (*written, *lines, *times):
        if isinstance(value, str) and value[:MAX_LINE] and (moment := parse_moment(value[:MAX_LINE], zone)):
            return moment
    match = _URL_TIME.search(_address(tree, stated) or "")
    return parse_moment("-".join(match.groups()), zone) if match else None


def _address(tree: Any, stated: Mapping[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical")
    return next((url for url in (*links, stated.get("og:url")) if url and url.startswith(_WEB)), None)


# ---------------------------------------------------------------- the title


def find_title(tree: Any, blocks: Sequence[PageBlock], start: int) -> tuple[str | None, int | None]:
    """The headline, and the block that prints it: the one before the body that the head of the page agrees with, else
    a heading, else the line that stands as a headline does."""
    stated = _stated_titles(tree)
    bare = [_bare(title) for title in stated]
    for reach, wanted in (
        (AGREED_REACH, lambda block: _agrees(_bare(block.text), bare)),
        (NEAR, lambda block: block.tag in HEADINGS),
        (NEAR, _is_headline),
    ):
        for i in range(start - 1, max(start - reach, -1), -1):
            if 6 <= len(blocks[i].text) <= 120 and not is_furniture(blocks[i]) and wanted(blocks[i]):
                return blocks[i].text, i
    return (_without_site(stated[0]) if stated else None), None


NEAR = 15
"""Blocks before the body in which a headline stands: below it come time, source, buttons, a picture."""
AGREED_REACH = 60
"""The same for a line that the page's own title repeats: verse and picture stories begin without prose."""


def _agrees(line: str, titles: Sequence[str]) -> bool:
    """Whether a line is what the head of the page calls the article, with or without the site's name behind it."""
    return bool(line) and any(line in title and len(line) >= 0.4 * min(len(title), 40) for title in titles)


def _stated_titles(tree: Any) -> list[str]:
    meta, record = _read_meta(tree), _read_record(tree)
    head = tree.find(".//title")
    titles = [record.get("headline"), *(meta.get(name) for name in _META_TITLE), None if head is None else head.text]
    return [" ".join(title.split()) for title in titles if isinstance(title, str) and title.strip()]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _without_site(title: str) -> str:
    """`Headline_Channel_Site` to its headline: the first part that is one."""
    parts = [part for part in _SITE_MARK.split(title) if part.strip()]
    return next((part.strip() for part in parts if len(part.strip()) >= 8), title)


def _is_headline(block: PageBlock) -> bool:
    is_line = block.tag not in ("li", "dd", "td") and not block.is_link
    return is_line and len(block.text) >= 8 and block.text[-1] not in "。：:"


_FURNITURE = re.compile(
    r"""
    您?(?:所在|现在|當前|当前)的?(?:位置|栏目)                          # breadcrumbs
  | ^(?:网站)?首页\s*[>＞›»/·-]
  | ^\W{0,3}(?:本文)?原(?:标题|標題|题)\s*[:：]
  | (?:发布|發佈|发表|發表|发稿|更新|刊发)(?:时间|時間|日期)?\s*[:：]        # time and source lines
  | (?:来源|來源|稿源|作者|责任编辑|責任編輯|编辑|浏览|瀏覽|阅读|点击)(?:次数|量|数|數)?\s*[:：]
  | 字[体體号號]\s*[:：]|【\s*字                                           # text size
  | ^\W*(?:打印|关闭|分享|收藏|返回|扫一扫|扫码|字号|评论|点赞|纠错|Share|Print|图集)(?:\W|$|到|至|本页|窗口|顶部)
  | ^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)                        # a line that begins with a time
  | ^(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*(?:\d{1,2}[:：]\d\d|$|来源|來源|星期)
    """,
    re.VERBOSE,
)


def is_furniture(block: PageBlock) -> bool:
    """A short line of the page and not of the article: breadcrumbs, time and source, buttons."""
    return len(block.text) <= MAX_LINE // 2 and bool(_FURNITURE.search(block.text))
