"""Whose a web page is: the outlet that its lines, its head and its title name, and the author."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..markup import PageBlock
from ..stated.metadata import is_outlet
from .page_title import MAX_LINE, SITE_MARK

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
    (?:作者|记者|記者|撰文|(?<![原图])文|(?<![A-Za-z])[Bb]y)\s{{0,3}}[:：|｜]\s{{0,5}}
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


def find_outlet(
    around: Sequence[str],
    stated: Mapping[str, str],
    record: Mapping[str, Any],
    tree: Any,
    blocks: Sequence[PageBlock],
    title: str | None,
) -> str | None:
    foot = [block.text for block in blocks[-12:] if len(block.text) <= MAX_LINE]
    sites = [_site(stated[name]) for name in _META_SITE if "://" not in stated.get(name, "://")]
    sites.append(_name(record.get("publisher")) or "")
    return _first(
        read_wechat(tree, "nickname") or _match(_SOURCE, around),
        _beside_time(around),
        *(stated.get(name) for name in _META_SOURCE if "://" not in stated.get(name, "://")),
        *sorted(sites, key=lambda site: not is_outlet(site)),  # a site's name for a channel comes before its own
        _outlet_in_title(tree),
        _site_behind(tree, title),
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


def _site(written: str) -> str:
    """`Outlet | what it says of itself` to the outlet."""
    parts = [part.strip() for part in SITE_MARK.split(written) if part.strip()]
    return next((part for part in parts if is_outlet(part)), parts[0] if parts else written)


_CHANNEL = re.compile(
    r"频道|頻道|新闻中心|新聞中心|资讯|要闻|新闻$|首页|正文|详情|专题|栏目|动态|公告"
    r"|^(?:news|business|technology|tech|sports?|world|politics|opinion|home|markets|finance|article|blog)$",
    re.IGNORECASE,
)


def _site_behind(tree: Any, title: str | None) -> str | None:
    """What the page's title has behind the headline that the page prints: the site, unless it is named as a channel.

    Asking that the foot of the page names it too was tried: it lost four sites of five and kept no channel out.
    """
    head = tree.find(".//title")
    whole = " ".join((head.text or "").split()) if head is not None else ""
    if not title or not whole.startswith(title):
        return None
    last = re.split(r"[_|｜—–]|-{1,2}|\s·\s", whole[len(title) :])[-1].strip()
    return last if is_outlet(last) or (3 <= len(last) <= 24 and not _CHANNEL.search(last)) else None


def find_author(around: Sequence[str], stated: Mapping[str, str], record: Mapping[str, Any]) -> str | None:
    """A person's name; sites also put addresses, numbers and placeholders there."""
    named = (*(stated.get(name) for name in _META_AUTHOR), _name(record.get("author")))
    return _first(_match(_AUTHOR, around), *(name for name in named if name and not _NO_NAME.search(name)))


def read_wechat(tree: Any, name: str) -> str | None:
    """What the script of an article of a WeChat account states: `nickname`, the account; `ct`, the second."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "var msg_title" in text or "var nickname" in text:
            match = re.search(rf"""var {name}\s{{0,3}}=\s{{0,3}}(?:htmlDecode\()?["']([^"'\n]{{1,60}})["']""", text)
            if match:
                return match[1]
    return None


_OWN = re.compile(
    r"(?:本站|本网|本網|网络|網絡|网路|互联网|原创|原創|转载|轉載|整理|综合|未知|佚名|不详|其他|admin|default){1,2}"
    r"|.*\b(?:Getty|Images|Photos?)\b.*",
    re.IGNORECASE,
)
"""Words that pages write where an outlet should stand."""


def _first(*values: str | None) -> str | None:
    """The first that says something; a closing bracket without its opening one belongs to the line."""
    named = (_bare(value.strip()) for value in values if value)
    return next((value for value in named if value and not _OWN.fullmatch(value)), None)


def _bare(value: str) -> str:
    for opening, closing in ("（）", "()", "【】", "[]", "《》"):
        if value.endswith(closing) and opening not in value:
            return _bare(value[:-1].strip())
    return value


def _match(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    return next((match["name"].strip() for line in lines if (match := pattern.search(line))), None)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and len(value) < 80 else None
