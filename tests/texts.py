"""A text as an article, and an article as read: for tests that write their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.stories import sign
from briefing.summarize import choose, score_article
from briefing.text import cut_article
from briefing.types import Article, Block, Event, Reading, Span, ThemeScore


def make(
    text: str,
    *,
    title: str | None = None,
    language: str = "zh-Hans",
    id: str = "a",
    outlet: str | None = None,
    published: date | None = None,
) -> Article:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"\S.*", text))
    return Article(
        id=id, doc=id, document=id, file="a.txt", span=Span(0, len(text)), text=text, title=title, blocks=blocks,
        language=language, outlet=outlet, published=published,
    )  # fmt: skip


def read(text: str, *, records: Sequence[Event] = (), theme: str = "energy", **told) -> Reading:
    article = make(text, **told)
    sentences, tokens = cut_article(article)
    summary = choose(article, sentences, tokens, score_article(article, sentences, tokens))
    signature = sign(article, sentences, tokens)
    return Reading(article, sentences, tokens, (ThemeScore(theme, 1.0),), summary, tuple(records), signature)
