"""Web pages: the article of a page, the items of a round-up, or the word that it is a list of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from ..contents import Contents, Passage, Unreadable
from ..markup import HEADINGS, SENTENCE_END, PageBlock, find_blocks, parse_page
from ..stated.metadata import is_outlet, parse_moment
from .digest import recognise as recognise_digest
from .digest_heads import is_end
from .digest_lines import calls_itself_digest
from .page_body import (
    MIN_BODY,
    MIN_HEADLINE,
    count_headlines,
    find_body,
    first_prose,
    is_beside,
    is_excerpt,
    is_list,
    lines_of_trafilatura,
)
from .page_facts import Facts, find_facts
from .page_title import MAX_LINE, find_title, is_furniture, stated_titles

SHORTEST_ITEM = 24
"""Characters of the text of an item of a mail: one sentence. On other pages, captions and boxes have as much."""
MIN_ITEMS = 3
"""Items that make a round-up; two headings may be an article and its neighbour."""
ITEM_SHARE = 0.6
"""Share of the page's prose that stands in items before it is a round-up; below, they are teasers beside an article."""

# Founder's e-paper system, which hundreds of newspapers use, leaves the rest of a comment behind an excerpt.
_FOUNDER_REST = re.compile(
    r"\s*(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d:\d\d:\d[^\n]{0,2000}?/enpproperty-->|\s*/?enpproperty-->"
)
_EDITORS = re.compile(r"责编|责任编辑|版式|校对|美编")


FEW_LINKS = 4
"""Headlines that lead elsewhere on a page with no prose at all: a short list."""
LIST = "is a list of links without an article; give the pages that it links to"


def read_page(text: str, zone: tzinfo, *, is_issue: bool = False) -> Contents:
    """The article or articles of a page; `is_issue`: it was sent as a mail, so that it is no front page."""
    tree = parse_page(text)
    blocks = find_blocks(tree)
    prose = sum(len(block.text) for block in blocks if block.is_prose)
    items = _find_items(blocks, SHORTEST_ITEM if is_issue else MIN_BODY)
    if items and sum(len(text) for _, _, text in items) >= ITEM_SHARE * prose:
        if not is_issue and _are_teasers(tree, blocks, items):
            return Contents("web_page", "headlines with teasers that lead elsewhere", (), reservations=(LIST,))
        return _round_up(tree, blocks, items, zone)
    body = find_body(blocks, lines_of_trafilatura(text, tree))
    if is_list(blocks) or (not body and count_headlines(blocks, only_headings=True) >= FEW_LINKS):
        return Contents("web_page", "headlines that lead elsewhere, no prose of its own", (), reservations=(LIST,))
    if not body:
        raise Unreadable(
            "is a web page without an article (links, menus or an empty shell); "
            "give the pages that it links to, or save it when it has loaded"
        )
    return _article(tree, blocks, body, zone)


# ---------------------------------------------------------------- one article


def _article(tree: Any, blocks: Sequence[PageBlock], body: range, zone: tzinfo) -> Contents:
    title, at = find_title(tree, blocks, first_prose(blocks, body))
    if at is not None:
        body = range(max(body.start, at + 1), body.stop)
    facts = find_facts(tree, blocks, body, title, zone, headed=at)
    shown = [blocks[i] for i in body if not is_beside(blocks[i]) and not is_excerpt(blocks, i)]
    lines = [block.text for block in shown]
    form = "article" if title else None
    marked = [_marked(block) for block in shown]
    if title and recognise_digest("\n".join([title, *marked])) >= DIGEST:
        lines, form = marked, "digest"
    passage = Passage(
        "\n".join(lines),
        form=form,
        extracted=True,
        title=facts.title,
        source=facts.source,
        author=facts.author,
        published=facts.published,
        url=facts.url,
        told=facts.told,
    )
    return Contents("web_page", f"one article of {len(lines)} paragraphs", (passage,))


DIGEST = 0.75
"""How much the text of a page must look like a round-up to be taken for one; the page's title counts as its own."""


def _marked(block: PageBlock) -> str:
    """A line with what shows on the page that it heads others: a heading, or all of it in bold."""
    if block.tag in HEADINGS:
        return f"### {block.text}"
    bold = sum(len("".join(part.itertext()).strip()) for part in block.element.iter("b", "strong"))
    return f"**{block.text}**" if len(block.text) <= MAX_LINE and bold >= 0.9 * len(block.text) else block.text


# ---------------------------------------------------------------- a round-up

Item = tuple[int, str, str]
"""Index of its heading, its headline, its text."""


def _find_items(blocks: Sequence[PageBlock], shortest: int) -> list[Item]:
    """Headings of one level, each a link or in a box of its own, each followed by prose."""
    headings = [i for i, block in enumerate(blocks) if block.tag in HEADINGS and _opens_item(block)]
    if len(headings) < MIN_ITEMS:
        return []
    level = Counter(blocks[i].tag for i in headings).most_common(1)[0][0]
    headings = [i for i in headings if blocks[i].tag == level]
    boxes = Counter((_box(blocks[i]).tag, _box(blocks[i]).get("class")) for i in headings)
    if len({_box(blocks[i]) for i in headings}) < MIN_ITEMS and not all(blocks[i].is_link for i in headings):
        return []
    kind = boxes.most_common(1)[0][0]
    headings = [i for i in headings if (_box(blocks[i]).tag, _box(blocks[i]).get("class")) == kind]
    items = [(i, blocks[i].text, _item_text(blocks, i)) for i in headings]
    told = [item for item in items if len(item[2]) >= shortest and SENTENCE_END.search(item[2])]
    own = sum(len(block.text) for block in blocks[: headings[0]] if block.is_prose)
    if own >= MIN_BODY and sum(is_excerpt(blocks, i + 1) for i in headings) * 2 > len(headings):
        return []  # an article, and the beginnings of others below it
    return items if len(told) >= MIN_ITEMS and len(told) >= 0.5 * len(items) else []


TEASER = 320
"""Characters of the longest teaser on a front page."""


def _are_teasers(tree: Any, blocks: Sequence[PageBlock], items: Sequence[Item]) -> bool:
    """Whether headlines lead to pages of their own and a sentence or two stands under each: a front page, unless the
    page calls itself a newsletter or the like."""
    linked = sum(1 for at, _, _ in items if blocks[at].is_link)
    long = sum(1 for _, _, text in items if len(text) > TEASER)
    names = [*stated_titles(tree)[:2], *(block.text for block in blocks[: items[0][0]] if block.tag in ("h1", "h2"))]
    if linked * 5 < len(items) * 4 or long * 10 > len(items):
        return False
    # An issue names its day or its number, the front page of a weekly does neither.
    return not any(_DAY.search(name) or (_NUMBER.search(name) and calls_itself_digest([name])) for name in names)


_DAY = re.compile(r"(?<!\d)20\d\d\W?(?:年\s?)?\d{1,2}\W?(?:月\s?)?\d{1,2}(?!\d)")


_NUMBER = re.compile(r"\d|[一二三四五六七八九十]期")


def _opens_item(block: PageBlock) -> bool:
    return block.is_link or _box(block).tag in ("article", "section", "li", "div", "td")


def _box(block: PageBlock) -> Any:
    parent = block.element.getparent()
    return parent if parent is not None else block.element


def _item_text(blocks: Sequence[PageBlock], heading: int) -> str:
    """The prose under a heading, up to the next one."""
    lines = []
    for block in blocks[heading + 1 :]:
        if block.tag in HEADINGS or is_end(block.text):
            break
        text = _FOUNDER_REST.sub("", block.text).strip()
        if text and not block.is_link and not is_furniture(block) and not (block.linked and "：http" in text):
            lines.append(text)
    return "\n".join(lines)


def _round_up(tree: Any, blocks: Sequence[PageBlock], items: Sequence[Item], zone: tzinfo) -> Contents:
    first = items[0][0]
    head = [block.text for block in blocks[:first]]
    facts = find_facts(tree, blocks, range(first, items[-1][0] + 1), None, zone)
    published = facts.published or _moment_of(head, zone)
    passages, skipped, outlets = [], [], _section_outlets(blocks)
    for number, (at, title, text) in enumerate(items, start=1):
        if len(text) < MIN_HEADLINE or _EDITORS.search(title):
            skipped.append(str(number))
            continue
        source = outlets[at] or facts.source
        stated = Facts(title, source, None, published, blocks[at].href or None)
        passages.append(_item_passage(str(number), text, stated))
    why = f"{len(items)} headed items" + (f", {len(skipped)} of them without text" if skipped else "")
    return Contents("web_page", why, tuple(passages))


def _item_passage(label: str, text: str, facts: Facts) -> Passage:
    return Passage(
        text,
        label=label,
        form="article",
        extracted=True,
        title=facts.title,
        source=facts.source,
        published=facts.published,
        url=facts.url if facts.url and facts.url.startswith(("http://", "https://")) else None,
    )


def _moment_of(lines: Sequence[str], zone: tzinfo) -> Any:
    return next((moment for line in lines[:10] if (moment := parse_moment(line[:120], zone))), None)


def _section_outlets(blocks: Sequence[PageBlock]) -> list[str | None]:
    """For each block the outlet that the nearest heading above names: a round-up of several papers."""
    outlets: list[str | None] = []
    for block in blocks:
        here = block.text if block.tag in HEADINGS and is_outlet(block.text) else None
        outlets.append(here or (outlets[-1] if outlets else None))
    return outlets
