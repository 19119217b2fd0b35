"""The lines between `---` (YAML) or `+++` (TOML) that Markdown exports begin with: title, date, author, source and
address, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from ..article import parse_host
from .facts import Facts
from .metadata import is_outlet, parse_moment

_LINE = re.compile(r"(?P<key>[A-Za-z_-]{2,30}|[\u4e00-\u9fff]{2,5})\s*[:：=]\s*(?P<value>.*)")
_ENTRY = re.compile(r"-\s+(?P<value>\S.*)")
_FENCE = re.compile(r"\s*(?P<mark>---|\+\+\+)[ \t]*\n")
_ADDRESSES = ("original_url", "source_url", "link", "permalink", "url", "链接", "原文链接", "网址")
_TITLES = ("title", "标题", "题目")
_AUTHORS = ("author", "authors", "by", "作者")
_OUTLETS = ("source", "publisher", "site", "outlet", "来源", "媒体", "公众号")
_TIMES = ("date", "published", "published_at", "publish_date", "pubdate", "created", "日期", "发布时间", "时间")
_KNOWN = frozenset((*_ADDRESSES, *_TITLES, *_AUTHORS, *_OUTLETS, *_TIMES))
LIMIT = 8000
"""Characters in which the block must close."""


@dataclass(slots=True)
class FrontMatter:
    """What the block states."""

    title: str | None = None
    url: str | None = None
    facts: Facts = field(default_factory=Facts)


def read_front_matter(text: str, zone: tzinfo) -> tuple[FrontMatter, int]:
    """What the front matter of a text states, and where the text goes on after it."""
    fence = _FENCE.match(text)
    close = text.find(f"\n{fence['mark']}", fence.end() - 1, fence.start() + LIMIT) if fence else -1
    if fence is None or close < 0:
        return FrontMatter(), 0
    stated = _pairs(text[fence.end() : close])
    if not any(key.isascii() or key in _KNOWN for key in stated):
        return FrontMatter(), 0  # prose between two rules
    url = next((stated[key] for key in _ADDRESSES if stated.get(key, "").startswith("http")), None)
    author, named = _first(stated, _AUTHORS), _first(stated, _OUTLETS)
    if named and named.startswith("http"):
        url, named = url or named, None
    if author and is_outlet(author):
        named, author = named or author, None
    facts = Facts(
        outlet=named or parse_host(url),
        author=author,
        published=parse_moment(_first(stated, _TIMES) or "", zone),
    )
    end = text.find("\n", close + 1)
    return FrontMatter(_first(stated, _TITLES), url, facts), len(text) if end < 0 else end + 1


def _first(stated: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((stated[key] for key in keys if key in stated), None)


def _pairs(block: str) -> dict[str, str]:
    """Keys and values; of a list its first entry, of a folded value its first line."""
    pairs: dict[str, str] = {}
    open_key = ""
    for line in map(str.strip, block.split("\n")):
        match, entry = _LINE.fullmatch(line), _ENTRY.fullmatch(line)
        if match and not entry:
            open_key = match["key"].lower()
            pairs.setdefault(open_key, _bare(match["value"]))
        elif line and open_key and not pairs[open_key]:
            pairs[open_key] = _bare(entry["value"] if entry else line)
    return {key: value for key, value in pairs.items() if value}


def _bare(value: str) -> str:
    """Without quotation marks, brackets of a list, or the mark of a folded value."""
    value = value.strip()
    if value in (">", "|", ">-", "|-"):
        return ""
    if value.startswith("[") and value.endswith("]"):
        value = value[1:-1].split(",")[0].strip()
    return value.strip("\"'")
