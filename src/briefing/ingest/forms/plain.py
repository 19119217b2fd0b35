"""An ordinary text: one article, its title in the first line or stated beside it, or none."""

from __future__ import annotations

from collections.abc import Sequence

from ...clean import TEXT
from ...config import Config
from ...types import Article, Block, Document, Span
from ..article import Line, find_lines, make_article
from ..bodies.body import find_glued_head, read_body
from ..bodies.headline import part_site
from ..stated.facts import Facts
from ..stated.front_matter import read_front_matter
from .no_article import is_code, is_list_of_links
from .plain_head import resembles, take_title, without_teasers

FORM = "article"
REPAIRS = TEXT


def recognise(raw: str) -> float:
    """Whatever no other form claims is one article."""
    return 0.1 if raw.strip() else 0.0


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The one article of the document."""
    if is_code(document.text) or is_list_of_links(document):
        return ()
    facts, start = read_front_matter(document.text, config.zone)
    title = document.title or facts.title
    body = Span(start, len(document.text))
    article = read_article(document, config, body, facts=facts.facts, title=title, url=facts.url)
    return (article,) if article else ()


def read_article(
    document: Document,
    config: Config,
    span: Span,
    *,
    facts: Facts | None = None,
    title: str | None = None,
    title_span: Span | None = None,
    url: str | None = None,
    lines: Sequence[Line] | None = None,
    is_headed: bool = True,
) -> Article | None:
    """One article out of a stretch of a document, or of those of its lines that are given; None: there is no prose.

    `is_headed`: a headline may stand above the text; False where the title is the text's own first words.
    """
    facts = facts or Facts()
    lines = list(find_lines(document.text, span.start, span.end) if lines is None else lines)
    lines = without_teasers(lines, config) if title is None else lines
    found, glued = take_title(document, lines, title, facts, config) if is_headed else (None, None)
    title_span = title_span or found
    if title is None and title_span:
        title = document.text[title_span.start : title_span.end].replace("\n", " ")
    title, site = part_site(title) if title else (None, None)
    if title_span and site and document.text.startswith(title or "", title_span.start):
        title_span = Span(title_span.start, title_span.start + len(title or ""))
    blocks = read_body(document.text, lines, facts, config)
    if not blocks:
        return None
    facts.add(Facts(outlet=site))
    head = find_glued_head(blocks)
    if head and (title is None or resembles(document.text[slice(*head.span)], title)):
        title_span = title_span or head.span
        title = title or document.text[slice(*head.span)]
        blocks = blocks[blocks.index(head) + 1 :]
    if glued and not document.text[glued.end : blocks[0].span.start].strip():
        blocks = (Block("headline", glued), *blocks)
    return make_article(
        document,
        config,
        blocks=blocks,
        title=title,
        title_span=title_span,
        outlet=document.source or facts.outlet,
        author=document.author or facts.author,
        published=document.published or facts.moment(document, config.zone),
        url=url or facts.url,
    )
