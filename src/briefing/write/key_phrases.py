"""Key phrases as one line: with their articles where there is a week before to compare with, else plain."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..types import Keyword
from .labels import Labels


def format_keywords(keywords: Sequence[Keyword], labels: Labels, *, escape: Callable[[str], str] = str) -> str:
    """`关键词（本期/上期篇数）：储能 12/5、光伏 9/11`, or `关键词：储能、光伏`; empty without any."""
    if not keywords:
        return ""
    if all(keyword.previous is None for keyword in keywords):
        return labels["keyword.plain"] + labels["keyword.list"].join(escape(k.text) for k in keywords)
    items = (
        labels["keyword.item"].format(text=escape(k.text), articles=k.articles, previous=k.previous or 0)
        for k in keywords
    )
    return labels["keyword.compared"] + labels["keyword.list"].join(items)
