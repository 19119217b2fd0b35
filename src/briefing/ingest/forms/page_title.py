"""The headline of a web page, what its head states, and the lines of a page that are none of its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any

from ..markup import HEADINGS, PageBlock
from ..stated.meta_line import parse_meta_line
from ..stated.metadata import is_outlet
from ..stated.reporters import is_byline

MAX_LINE = 160
"""Characters of a line that states source and time; longer ones are prose that mentions a date."""
_META_TITLE = ("og:title", "articletitle", "twitter:title", "headline", "dc.title")
SITE_MARK = re.compile(r"\s*[_|｜]\s*|\s+[-–—]{1,2}\s+|(?<=[\u3400-\u9fff？！”》])[-–—]{1,2}(?=[\u3400-\u9fff])")


def read_meta(tree: Any) -> Mapping[str, str]:
    """Name of each meta element, in lower case, to its first content."""
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            stated.setdefault(name.strip().casefold(), content)
    return stated


MAX_RECORD = 500_000


def read_record(tree: Any) -> Mapping[str, Any]:
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


# ---------------------------------------------------------------- the title


def find_title(tree: Any, blocks: Sequence[PageBlock], start: int) -> tuple[str | None, int | None]:
    """The headline, and the block that prints it: the one before the body that the head of the page agrees with, else
    a heading, else the line that stands as a headline does."""
    stated = stated_titles(tree)
    bare = [_bare(title) for title in stated]
    agreeing = [
        i
        for i in range(max(start - AGREED_REACH, 0), start)
        if 6 <= len(blocks[i].text) <= LONGEST_AGREED
        and not is_furniture(blocks[i])
        and not _is_signed(blocks[i].text)
        and _agrees(_bare(blocks[i].text), bare)
    ]
    if agreeing:  # the whole title rather than a part of it; of equal ones the one nearest to the body
        at = max(agreeing, key=lambda i: (len(_bare(blocks[i].text)), i))
        return blocks[at].text, at
    for reach, longest, wanted in (
        (NEAR, 120, lambda block: block.tag in HEADINGS and not is_furniture(block)),
        (NEAR, 120, lambda block: len(stated) < STATED_TWICE and _is_headline(block) and not is_furniture(block)),
    ):
        for i in range(start - 1, max(start - reach, -1), -1):
            if 6 <= len(blocks[i].text) <= longest and not _is_signed(blocks[i].text) and wanted(blocks[i]):
                return blocks[i].text, i
    return (without_site(stated[0]) if stated else None), None


STATED_TWICE = 2
"""A page that states its title for others too (Open Graph, a record) is believed over a line that looks like one."""
LONGEST_AGREED = 200
NEAR = 15
"""Blocks before the body in which a headline stands: below it come time, source, buttons, a picture."""
AGREED_REACH = 60
"""The same for a line that the page's own title repeats: verse and picture stories begin without prose."""


def _agrees(line: str, titles: Sequence[str]) -> bool:
    """Whether a line is what the head of the page calls the article, with or without the site's name behind it."""
    return bool(line) and any(line in title and len(line) >= 0.4 * min(len(title), 40) for title in titles)


def stated_titles(tree: Any) -> list[str]:
    """What the head of a page calls it: its record, its meta elements, its title."""
    meta, record = read_meta(tree), read_record(tree)
    head = tree.find(".//title")
    titles = [record.get("headline"), *(meta.get(name) for name in _META_TITLE), None if head is None else head.text]
    return [" ".join(title.split()) for title in titles if isinstance(title, str) and title.strip()]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def without_site(title: str) -> str:
    """`Headline_Channel_Site` to its headline: the first part that is one."""
    parts = [part for part in SITE_MARK.split(title) if part.strip()]
    return next((part.strip() for part in parts if len(part.strip()) >= 8), title)


def _is_signed(line: str) -> bool:
    """Whether a line names an outlet, reporters or a photographer: they stand between a headline and its body."""
    return is_outlet(line) or is_byline(line) or parse_meta_line(line, UTC) is not None or bool(_PICTURED.search(line))


_PICTURED = re.compile(
    r"\b(?:AP|AFP|Reuters|REUTERS|Getty|EPA)\s?(?:Photo|Images|/)|^(?:Photo|Image|Credit)\b|[摄攝]$|供图$"
)


def _is_headline(block: PageBlock) -> bool:
    is_line = (block.tag not in ("li", "dd", "td") or _is_set_out(block)) and not block.is_link
    return is_line and len(block.text) >= 8 and block.text[-1] not in "。：:"


def _is_set_out(block: PageBlock) -> bool:
    """Whether the cell of a table prints a headline: in the middle, or all of it bold or large."""
    marked = (element for element in block.element.iter("b", "strong", "font", "h1", "h2", "h3"))
    large = any(len("".join(element.itertext()).strip()) >= len(block.text) * 0.9 for element in marked)
    return block.tag == "td" and (large or (block.element.get("align") or "").casefold() == "center")


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
