"""Pages that a reader turned into Markdown (jina, firecrawl and the like): menus as lists of links, pictures, the
article, and what stands beside it. What the reader states above the text is its title, address and time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from ...clean import TEXT
from ...config import Config
from ...types import Article, Document, Span
from ..article import Line, find_lines
from ..bodies.beside import ends_body, is_own
from ..stated.facts import Facts, parse_facts
from ..stated.front_matter import read_front_matter
from ..stated.metadata import parse_moment
from .digest_heads import find_plan
from .digest_items import with_outlet
from .digest_lines import Row, rows_of_document, rows_of_raw
from .digest_planned import read_planned
from .page_title import without_site
from .plain import read_article

FORM = "scraped_page"
REPAIRS = TEXT

_HEAD = re.compile(
    r"""
    \s*Title:\s?(?P<title>[^\n]{0,400})\n+\s*URL\ Source:\s?(?P<url>[^\n]{0,2000})\n+
    (?:\s*Published\ Time:\s?(?P<time>[^\n]{0,80})\n+)?
    (?:\s*(?:Number\ of\ Pages|Warning):[^\n]{0,400}\n+){0,4}
    \s*Markdown\ Content:[ ]*
    """,
    re.VERBOSE,
)
_WORDLESS = re.compile(r"[\W_]+")
LINKED = 0.7
"""Share of a line in links from which it is a menu's or a teaser's."""
MIN_MENU = 6
"""Lines of links that a scraped page has; an article with its sources below has fewer before its first sentence."""
MENU_ABOVE = 3
MIN_HEADLINE = 8
MIN_PROSE = 60
"""Characters of prose of its own below which a page of headlines has no article."""
LOOKED_AT = 200_000


def recognise(raw: str) -> float:
    """What a reader states above the text; else a menu of links above the first sentence."""
    if _HEAD.match(raw[:4000]):
        return 0.95
    if raw.count("](", 0, LOOKED_AT) < MIN_MENU:
        return 0.0
    rows = rows_of_raw(raw[:LOOKED_AT])
    linked = [i for i, row in enumerate(rows) if row.share >= LINKED]
    if len(linked) < MIN_MENU:
        return 0.0
    first = next((i for i, row in enumerate(rows) if _is_told(row)), len(rows))
    return 0.88 if sum(1 for i in linked if i < first) >= MENU_ABOVE else 0.0


def _is_told(row: Row) -> bool:
    return row.is_prose and row.share < LINKED / 2 and not is_own(row.text)


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The article of the page, the items of a round-up, or none of a list of links."""
    front, start = read_front_matter(document.text, config.zone)
    facts, title, url = front.facts, front.title, front.url
    head = _HEAD.match(document.text)
    if head:
        start = head.end()
        title, url = without_site(head["title"].strip()) or None, head["url"].strip()
        facts.published = parse_moment(head["time"] or "", config.zone)
    title = document.title or title
    lines = tuple(find_lines(document.text, start))
    rows = rows_of_document(document, lines)
    if _is_list(rows):
        return ()
    at, span = _find_title(rows, lines, title)
    told = next((i for i in range(at + 1, len(rows)) if _is_told(rows[i])), len(rows))
    stop = _find_stop(rows, told)
    for row in rows[max(0, at) : told]:
        facts.add(parse_facts(row.text, config.zone) or Facts())
    kept = [i for i in range(told, stop) if rows[i].share < LINKED and not is_own(rows[i].text)]
    body, shown = [lines[i] for i in kept], [rows[i] for i in kept]
    plan = find_plan(shown, title)
    if plan and plan.heads[0].row <= 1:
        return tuple(read_planned(document, config, plan, shown, body, facts))
    if not body:
        return ()
    whole = Span(body[0].span.start, body[-1].span.end)
    named = title or (rows[at].text if at >= 0 else None)
    article = read_article(document, config, whole, facts=facts, title=named, title_span=span, url=url, lines=body)
    if article and not article.outlet and url:
        article = with_outlet(article, (urlsplit(url).hostname or "").removeprefix("www.") or None, config)
    return (article,) if article else ()


def _is_list(rows: Sequence[Row]) -> bool:
    """Headlines that lead elsewhere and no prose but their teasers."""
    headlines = sum(1 for row in rows if row.share >= LINKED and len(row.text) >= MIN_HEADLINE)
    own = sum(len(row.text) for i, row in enumerate(rows) if _is_told(row) and not (i and rows[i - 1].share >= LINKED))
    return headlines >= MIN_MENU and own < MIN_PROSE


def _find_title(rows: Sequence[Row], lines: Sequence[Line], title: str | None) -> tuple[int, Span | None]:
    """The row of the headline: the last before the body that repeats the stated title, else the first great heading."""
    bare = _WORDLESS.sub("", title or "")
    agreeing = [i for i, row in enumerate(rows) if bare and _agrees(_WORDLESS.sub("", row.text), bare)]
    if agreeing:
        at = agreeing[0]
        for i in agreeing[1:]:
            if not any(_is_told(row) for row in rows[at + 1 : i]):
                at = i
    else:
        told = next((i for i, row in enumerate(rows) if _is_told(row)), len(rows))
        at = next((i for i in range(told - 1, -1, -1) if rows[i].level in (1, 2) and rows[i].share < LINKED), -1)
        great = next((i for i, row in enumerate(rows) if row.level == 1 and row.share < LINKED), -1)
        at = great if great >= 0 else at
    if at < 0:
        return -1, None
    begin = lines[at].span.start + max(lines[at].text.find(rows[at].text), 0)
    return at, Span(begin, min(begin + len(rows[at].text), lines[at].span.end))


def _agrees(line: str, title: str) -> bool:
    return len(line) >= 6 and (line == title or (line in title and len(line) * 2 >= len(title)))


def _find_stop(rows: Sequence[Row], told: int) -> int:
    """Where the article ends: before a read-also box, or where only links follow."""
    for i in range(told + 1, len(rows)):
        if ends_body(rows[i].text):
            return i
    return next((i + 1 for i in range(len(rows) - 1, told, -1) if _is_told(rows[i])), len(rows))
