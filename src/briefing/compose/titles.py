"""A story's title: the article's own, or made of what it says first."""

from __future__ import annotations

import re

from ..types import (
    Reading,
)

TITLE_CHARACTERS = 36  # a made title is cut here: one line of the Word page


def display_title(reading: Reading) -> str:
    """The article's title; where it has none, its headline block, or what its best sentence says."""
    article = reading.article
    if article.title:
        return article.title
    first = article.blocks[0] if article.blocks else None
    if first is not None and first.kind == "heading":
        return _shorten(article.slice(first.span))
    chosen = reading.summary.chosen
    if chosen:
        best = max(chosen, key=lambda i: (reading.summary.scores[i], -i))
        return _shorten(_without_attribution(reading.sentences[best].text))
    return _shorten(article.text)


# The clauses before the news itself: when it was said, and who said it.
_ATTRIBUTION = re.compile(
    r"""
    (?: [^，。：；]{0,12}\d{1,2}[日月][^，。：；]{0,6}[，,]              # 7月25日， / 24日早间，
      | (?:近日|日前|今日|今天|昨日|昨天|目前|其中|此外|另外|同时)[，,]
      | 据[^，。；]{2,14}[，,]
      | [^，。；“]{0,40}(?:消息|报道|介绍|表示|透露|获悉|显示|公告|指出|称|注意到|了解到)[，,：:]
    )+
    """,
    re.VERBOSE,
)


_TAG = re.compile(r"^【[^】]{1,16}】\s*")  # the outlet's own name or a column's, before the news


def _without_attribution(sentence: str) -> str:
    sentence = _TAG.sub("", sentence)
    opening = _ATTRIBUTION.match(sentence)
    rest = sentence[opening.end() :] if opening else sentence
    return rest if len(rest) >= TITLE_CHARACTERS // 3 else sentence


def _shorten(text: str) -> str:
    """At most a line, cut at a mark where there is one; `…` says that it was cut."""
    line = " ".join(text.split())
    line = _TAG.sub("", line) or line.strip("【】")
    if len(line) <= TITLE_CHARACTERS:
        return line.rstrip("。.")
    cut = line[:TITLE_CHARACTERS]
    at = max(cut.rfind(mark, TITLE_CHARACTERS // 3) for mark in "，,；;：: ")
    return (cut[:at] if at > 0 else cut).rstrip("，,；;：: ") + "…"
