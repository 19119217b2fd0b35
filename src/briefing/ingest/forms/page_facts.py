"""What a web page states about its article: title, outlet, author, time, address; never guessed from the clock."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any, NamedTuple

from ...types import Moment
from ..containers.rows import to_moment
from ..markup import PageBlock
from ..stated.metadata import is_outlet, parse_moment
from .page_title import MAX_LINE, SITE_MARK, read_meta, read_record

_WEB = ("http://", "https://")
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


class Facts(NamedTuple):
    """All of them optional: a page that does not say gives None."""

    title: str | None
    source: str | None
    author: str | None
    published: Moment | None
    url: str | None


def find_facts(tree: Any, blocks: Sequence[PageBlock], body: range, title: str | None, zone: tzinfo) -> Facts:
    """What the head, its records and the lines around the body (`blocks[body]`) state."""
    stated, record = read_meta(tree), read_record(tree)
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
    parts = [part.strip() for part in SITE_MARK.split(head.text or "")] if head is not None else []
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


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and len(value) < 80 else None
