"""Which blocks of a web page are its article, and whether it has one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..bodies.beside import ends_body, is_own
from ..markup import HEADINGS, SENTENCE_END, PageBlock
from .page_title import is_furniture

MIN_BODY = 40
"""Characters of the shortest article that is told from a caption."""
SMALLEST = 20
"""The same on a page without menus: one sentence under a headline is all that it says."""
MIN_HEADLINE = 8
"""Characters of a link that is a headline and not a menu's word."""
MIN_LINKS = 8
"""Headline-like links that make a list page."""
MIN_PROSE = 60
"""Characters of prose of its own below which a page of headlines has no article."""
MAX_TEASER = 200
"""Characters of a teaser: two sentences at most."""
MAX_FOR_TRAFILATURA = 3_000_000
MAX_ELEMENTS = 30_000
"""trafilatura takes 0.1 ms an element; real pages have 500 to 5,000."""
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
_WORD = re.compile(r"[^\W\d_]{2}|\d{2}")


def is_beside(block: PageBlock) -> bool:
    """What stands among an article's paragraphs and is none of them."""
    text = block.text
    return is_furniture(block) or block.is_link or _is_legal(block) or is_own(text) or not _WORD.search(text)


def find_body(blocks: Sequence[PageBlock], seen: frozenset[str]) -> range:
    """The blocks of the article: those of the smallest box that holds nearly all prose, as trafilatura sees it."""
    weights = _weigh(blocks, seen)
    if sum(weights) < MIN_BODY and count_headlines(blocks) < MIN_LINKS // 2:
        weights = _weigh(blocks, frozenset(_squeeze(block.text) for block in blocks))  # small: all it says counts
    if sum(weights) < (MIN_BODY if count_headlines(blocks) >= MIN_LINKS // 2 else SMALLEST):
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


def lines_of_trafilatura(text: str, tree: Any) -> frozenset[str]:
    """The lines that trafilatura takes for the article, blanks left out; none of a page too large for it."""
    if len(text) > MAX_FOR_TRAFILATURA or sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return frozenset()
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
    first = first_prose(blocks, body)
    whole = sum(len(blocks[i].text) for i in body if blocks[i].is_prose)
    told = 0
    for i in range(first, body.stop):
        if (told * INSIDE >= whole > 0 and _ends(blocks[i])) or (told >= MIN_TOLD and _is_comments(blocks[i])):
            return range(body.start, i)
        told += len(blocks[i].text) if blocks[i].is_prose else 0
    return body


MIN_TOLD = 120
"""Characters of prose behind which readers' comments may begin, however many follow."""
_COMMENTS = re.compile(
    r"^\W*(?:(?:网友|全部|最新|热门|精彩|发表|用户|最热|查看)?评论|跟帖|写评论|comments?\b)", re.IGNORECASE
)


def _is_comments(block: PageBlock) -> bool:
    return len(block.text) < 30 and bool(_COMMENTS.match(block.text)) and not SENTENCE_END.search(block.text)


INSIDE = 3
"""A notice or a read-also box in the first third of a body's prose stands inside it."""


_EDITED = re.compile(r"\W*(?:责任编辑|責任編輯|责编|責編)\s?[:：]")


def _ends(block: PageBlock) -> bool:
    if len(block.text) < 40 and _EDITED.match(block.text):
        return True
    return _is_legal(block) or (len(block.text) < 40 and bool(_TAIL.search(block.text))) or ends_body(block.text)


def _is_legal(block: PageBlock) -> bool:
    return len(block.text) < 400 and bool(_LEGAL.search(block.text))


# ---------------------------------------------------------------- a list of links


def is_list(blocks: Sequence[PageBlock]) -> bool:
    """Headlines that lead elsewhere, and no prose but their teasers."""
    headlines = count_headlines(blocks)
    own = (i for i, block in enumerate(blocks) if block.is_prose and not _is_teaser(blocks, i) and not _is_legal(block))
    return headlines >= MIN_LINKS and sum(len(blocks[i].text) for i in own) < MIN_PROSE


def count_headlines(blocks: Sequence[PageBlock], *, only_headings: bool = False) -> int:
    """Headlines that lead to other pages; in menus too, unless only those count that are headings."""
    return sum(_is_headline_link(block) and (block.tag in HEADINGS or not only_headings) for block in blocks)


def _is_headline_link(block: PageBlock) -> bool:
    return block.is_link and len(block.text) >= MIN_HEADLINE


_MORE = re.compile(
    r"\W*(?:read|see|view|show|continue)\s(?:more|the rest|on|reading|full)"
    r"|\W*(?:阅读|閱讀|查看|点击)?(?:更多|全文|詳情|详情)",
    re.IGNORECASE,
)


def _is_teaser(blocks: Sequence[PageBlock], i: int) -> bool:
    """A sentence or two under a headline that leads elsewhere."""
    is_under = i > 0 and len(blocks[i].text) < MAX_TEASER and _is_headline_link(blocks[i - 1])
    return is_under or is_excerpt(blocks, i)


def is_excerpt(blocks: Sequence[PageBlock], i: int) -> bool:
    """The beginning of another article: under a headline that leads to it, and a link to the rest follows."""
    if not 0 < i < len(blocks) - 1 or not _is_headline_link(blocks[i - 1]):
        return False
    return blocks[i + 1].is_link and bool(_MORE.match(blocks[i + 1].text))


def first_prose(blocks: Sequence[PageBlock], body: range) -> int:
    return next((i for i in body if blocks[i].is_prose), body.start)
