"""The `---` block of YAML-like lines that Markdown exports begin with: title, date, author, source, address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import tzinfo
from urllib.parse import urlsplit

from .facts import Facts
from .metadata import is_outlet, parse_moment

_LINE = re.compile(r"(?P<key>[A-Za-z_-]{2,30})\s*:\s*(?P<value>.*)")
_ADDRESSES = ("original_url", "link", "permalink", "url")
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
    start = len(text) - len(text.lstrip())
    close = text.find("\n---", start, start + LIMIT)
    if not text.startswith("---\n", start) or close < 0:
        return FrontMatter(), 0
    stated = _pairs(text[start + 4 : close])
    url = next((stated[key] for key in _ADDRESSES if stated.get(key, "").startswith("http")), None)
    author = stated.get("author")
    named = stated.get("source") or stated.get("publisher") or stated.get("site")
    if author and is_outlet(author):
        named, author = named or author, None
    facts = Facts(
        outlet=named or (urlsplit(url).hostname if url else None),
        author=author,
        published=parse_moment(stated.get("date") or stated.get("published") or "", zone),
    )
    end = text.find("\n", close + 1)
    return FrontMatter(stated.get("title"), url, facts), len(text) if end < 0 else end + 1


def _pairs(block: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for line in block.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match:
            pairs.setdefault(match["key"].lower(), match["value"].strip().strip("\"'"))
    return {key: value for key, value in pairs.items() if value}
