"""Web pages: the article of a page, the items of a round-up, or the word that it is a list of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from .contents import Contents, Passage, Unreadable
from .markup import HEADINGS, SENTENCE_END, PageBlock, find_blocks, parse_page
from .metadata import is_outlet, parse_moment
from .page_facts import Facts, find_facts, find_title, is_furniture

MIN_ITEMS = 3
"""Items that make a round-up; two headings may be an article and its neighbour."""
MIN_LINKS = 8
"""Headline-like links that make a list page."""
MIN_HEADLINE = 8
"""Characters of a link that is a headline and not a menu's word."""
ITEM_SHARE = 0.6
"""Share of the page's prose that stands in items before it is a round-up; below, they are teasers beside an article."""
MIN_BODY = 40
"""Characters of the shortest article that is told from a caption."""
MIN_PROSE = 60
"""Characters of prose of its own below which a page of headlines has no article."""
MAX_TEASER = 200
UNSEEN = 0.3
"""What prose counts that trafilatura leaves out: it misses paragraphs without a tag of their own."""
TRUSTED = 0.3
"""Share of a box's paragraphs that trafilatura must see before its last line ends the article."""
BOX_SHARE = 0.8
"""Share of the prose that an inner box must hold to be the article's: a lower one cuts articles in two parts."""
_PARAGRAPHS = HEADINGS | {"p", "li", "dd", "dt", "blockquote", "pre", "figure", "table", "tr", "tbody", "ul", "ol"}

_TAIL = re.compile(
    r"""^\W*(?:
        为你推荐|猜你喜欢|延伸\W{0,3}(?:阅读|推荐|閱讀)|推荐阅读|相[关關](?:阅读|新闻|文章|推荐|链接|报道|閱讀|新聞|文章|專題)
      | (?:热门|最新|更多|精彩|小编|往期)(?:最近)?(?:文章|推荐|新闻|阅读|内容|图集|回顾)
      | (?:网友|全部|最新|热门|精彩|发表|发布|我要|用户)评论|跟帖|评论[（(\s\d]|写评论
      | [上下]一[篇条條]|点击排行|排行榜|阅读排行
      | related|read\ more|more\ from|see\ also|recommended|comments?\b|sign\ up|subscribe
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^\W*(?:(?:特别|免责|版权|郑重|免責|版權|风险)?[声聲]明\W|Copyright|©|版权所有|本(?:网站?|文为)(?:所有|转载|.{0,12}作者)"
    r"|.{0,20}ICP[备证]|Powered|Disclaimer|未经.{0,12}(?:授权|许可|书面)|All rights reserved)",
    re.IGNORECASE,
)
# Founder's e-paper system, which hundreds of newspapers use, leaves the rest of a comment behind an excerpt.
_FOUNDER_REST = re.compile(
    r"\s*(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d:\d\d:\d[^\n]{0,2000}?/enpproperty-->|\s*/?enpproperty-->"
)
_WORD = re.compile(r"[^\W\d_]{2}|\d{2}")
_EDITORS = re.compile(r"责编|责任编辑|版式|校对|美编")


def read_page(text: str, zone: tzinfo) -> Contents:
    """The article or articles of a page."""
    tree = parse_page(text)
    blocks = find_blocks(tree)
    prose = sum(len(block.text) for block in blocks if block.is_prose)
    items = _find_items(blocks)
    if items and sum(len(text) for _, _, text in items) >= ITEM_SHARE * prose:
        return _round_up(tree, blocks, items, zone)
    body = _find_body(text, blocks)
    if _is_list(blocks):
        raise Unreadable("is a list of links without an article; give the pages that it links to")
    if not body:
        raise Unreadable("is a web page without an article (menus or an empty shell); save it when it has loaded")
    return _article(tree, blocks, body, zone)


# ---------------------------------------------------------------- one article


def _article(tree: Any, blocks: Sequence[PageBlock], body: range, zone: tzinfo) -> Contents:
    title, at = find_title(tree, blocks, _first_prose(blocks, body))
    if at is not None:
        body = range(max(body.start, at + 1), body.stop)
    facts = find_facts(tree, blocks, body, title, zone)
    lines = [blocks[i].text for i in body if not _is_beside(blocks[i])]
    passage = Passage(
        "\n".join(lines),
        form="article" if title else None,
        extracted=True,
        title=facts.title,
        source=facts.source,
        author=facts.author,
        published=facts.published,
        url=facts.url,
    )
    return Contents("web_page", f"one article of {len(lines)} paragraphs", (passage,))


def _first_prose(blocks: Sequence[PageBlock], body: range) -> int:
    return next((i for i in body if blocks[i].is_prose), body.start)


def _is_beside(block: PageBlock) -> bool:
    """What stands among an article's paragraphs and is none of them."""
    return is_furniture(block) or block.is_link or _is_legal(block) or not _WORD.search(block.text)


def _find_body(text: str, blocks: Sequence[PageBlock]) -> range:
    """The blocks of the article: those of the smallest box that holds nearly all prose, as trafilatura sees it."""
    seen = _lines_of_trafilatura(text)
    weights = _weigh(blocks, seen)
    if sum(weights) < MIN_BODY:
        return range(0)
    inside = _blocks_inside(_smallest_box(blocks, weights), blocks)
    return _until_tail(blocks, _without_comments(blocks, inside, seen))


def _without_comments(blocks: Sequence[PageBlock], body: range, seen: frozenset[str]) -> range:
    """The body up to the last line that trafilatura sees, where it sees most of the prose: readers' comments follow."""
    prose = [i for i in body if blocks[i].is_prose]
    known = [i for i in body if _squeeze(blocks[i].text) in seen]
    if not known or len({*known} & {*prose}) < TRUSTED * len(prose):
        return body
    return range(body.start, known[-1] + 1)


def _weigh(blocks: Sequence[PageBlock], seen: frozenset[str]) -> list[float]:
    """What each block counts: its prose, less where trafilatura takes it for the page's own."""
    weights = []
    for i, block in enumerate(blocks):
        if not block.is_prose or _is_legal(block) or _is_teaser(blocks, i):
            weights.append(0.0)
        else:
            weights.append(len(block.text) * (1.0 if _squeeze(block.text) in seen else UNSEEN))
    return weights


def _smallest_box(blocks: Sequence[PageBlock], weights: Sequence[float]) -> Any:
    """The innermost element with most of the weight of the one around it."""
    inside: dict[Any, float] = {}
    for block, weight in zip(blocks, weights, strict=True):
        if weight:
            for element in (block.element, *block.element.iterancestors()):
                inside[element] = inside.get(element, 0.0) + weight
    box = max(inside, key=lambda element: inside[element])  # the root: it comes after its parts, but weighs most
    while box.tag not in _PARAGRAPHS:
        heaviest = max((child for child in box if child in inside), key=lambda child: inside[child], default=None)
        if heaviest is None or inside[heaviest] < BOX_SHARE * inside[box] or heaviest.tag in _PARAGRAPHS:
            break
        box = heaviest
    return box


def _blocks_inside(box: Any, blocks: Sequence[PageBlock]) -> range:
    members = frozenset(box.iter())
    inside = [i for i, block in enumerate(blocks) if block.element in members]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _lines_of_trafilatura(text: str) -> frozenset[str]:
    import logging
    import warnings

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import trafilatura

            found = trafilatura.extract(text, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # a page that its many parts trip over is still read by density
        return frozenset()
    return frozenset(_squeeze(line) for line in (found or "").split("\n"))


def _until_tail(blocks: Sequence[PageBlock], body: range) -> range:
    """The body up to the first "read also" or legal notice behind its prose."""
    first = _first_prose(blocks, body)
    for i in range(first + 1, body.stop):
        if _is_legal(blocks[i]) or (len(blocks[i].text) < 40 and _TAIL.search(blocks[i].text)):
            return range(body.start, i)
    return body


def _is_legal(block: PageBlock) -> bool:
    return len(block.text) < 400 and bool(_LEGAL.search(block.text))


# ---------------------------------------------------------------- a list of links


def _is_list(blocks: Sequence[PageBlock]) -> bool:
    """Headlines that lead elsewhere, and no prose but their teasers."""
    headlines = sum(_is_headline_link(block) for block in blocks)
    own = (i for i, block in enumerate(blocks) if block.is_prose and not _is_teaser(blocks, i) and not _is_legal(block))
    return headlines >= MIN_LINKS and sum(len(blocks[i].text) for i in own) < MIN_PROSE


def _is_headline_link(block: PageBlock) -> bool:
    return block.is_link and len(block.text) >= MIN_HEADLINE


def _is_teaser(blocks: Sequence[PageBlock], i: int) -> bool:
    """A sentence or two under a headline that leads elsewhere."""
    return i > 0 and len(blocks[i].text) < MAX_TEASER and _is_headline_link(blocks[i - 1])


# ---------------------------------------------------------------- a round-up

Item = tuple[int, str, str]
"""Index of its heading, its headline, its text."""


def _find_items(blocks: Sequence[PageBlock]) -> list[Item]:
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
    told = [item for item in items if len(item[2]) >= MIN_BODY and SENTENCE_END.search(item[2])]
    return items if len(told) >= MIN_ITEMS and len(told) >= 0.5 * len(items) else []


def _opens_item(block: PageBlock) -> bool:
    return block.is_link or _box(block).tag in ("article", "section", "li", "div", "td")


def _box(block: PageBlock) -> Any:
    parent = block.element.getparent()
    return parent if parent is not None else block.element


def _item_text(blocks: Sequence[PageBlock], heading: int) -> str:
    """The prose under a heading, up to the next one."""
    lines = []
    for block in blocks[heading + 1 :]:
        if block.tag in HEADINGS:
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
    passages, skipped = [], []
    for number, (at, title, text) in enumerate(items, start=1):
        if len(text) < MIN_HEADLINE or _EDITORS.search(title):
            skipped.append(str(number))
            continue
        source = _section_outlet(blocks, at) or facts.source
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


def _section_outlet(blocks: Sequence[PageBlock], at: int) -> str | None:
    """The outlet that a heading above names."""
    for block in reversed(blocks[:at]):
        if block.tag in HEADINGS and is_outlet(block.text):
            return block.text
    return None
