"""An ordinary text: one article, its title in the first line or stated beside it, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..clean import TEXT
from ..config import Config
from ..text import HAN
from ..types import Article, Block, Document, Span
from .apart import find_blocks, is_credit
from .article import Line, find_lines, make_article
from .edges import Facts, find_stated_title, find_tail, parse_facts, read_dateline
from .front_matter import read_front_matter
from .metadata import is_outlet, parse_author

FORM = "article"
REPAIRS = TEXT

_WORDLESS = re.compile(r"[\W_]+")
_HAN = re.compile(f"[{HAN}]")
_HASHES = re.compile(r"#{1,6}\s+")
_LIST_MARK = re.compile(r"(?:[-*•·●■◆▲►]|\d{1,2}[.)])\s+(?=\S)")
_RULE = re.compile(r"[-*_=—]{3,}")
_LINK_LINE = re.compile(r"!?\[[^\]\n]{0,200}\]\([^\n]*\)")
_CAPTION = re.compile(r"[图圖](?:为|爲|為|[:：|｜丨]|\d{1,2}[:： ])|[（(]?(?:资料图|資料圖|配图)|▲")
_CAPTION_SOURCE = re.compile(r"(?:照片|圖片|图片|资料)(?:來源|来源)\s?[:：]")
_ADVERTISES = re.compile(r"【(?:点击|立即)[^】]{2,16}】|【?立即开户|报名即可领取|READ MORE:|RECOMMENDED:")
_ENDS = tuple("。；;，,、：:.…")
_STATED_LATER = re.compile(r"\s原[标標][题題][:：]")
TITLE_WIDTH = 120
"""Widest line that may be a title, a Chinese character counting two. Titles of the real files reach 96; paragraphs of
one sentence without a stop at its end are rarer than titles with one."""
HEADING_WIDTH = 70


def recognise(raw: str) -> float:
    """Whatever no other form claims is one article."""
    return 0.1 if raw.strip() else 0.0


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The one article of the document."""
    if is_code(document.text):
        return ()
    facts, start = read_front_matter(document.text, config.zone)
    title = document.title or facts.title
    article = read_article(document, config, Span(start, len(document.text)), facts=facts.facts, title=title, url=facts.url)
    return (article,) if article else ()


_CODE = re.compile(r"""["{}\[\]<$]|[\w.]+\s?[=(]|import |def |function |.*[{};]$""")
CODE_SHARE = 0.6


def is_code(text: str) -> bool:
    """Whether most lines are a program's or a record's, not prose: documentation, a configuration, a dump."""
    lines = [line.text for line in find_lines(text[:50_000])]
    return len(lines) >= 10 and sum(1 for line in lines if _CODE.match(line)) > CODE_SHARE * len(lines)


def read_article(
    document: Document,
    config: Config,
    span: Span,
    *,
    facts: Facts | None = None,
    title: str | None = None,
    title_span: Span | None = None,
    url: str | None = None,
) -> Article | None:
    """One article out of a stretch of a document; None when the stretch holds no prose."""
    facts = facts or Facts()
    lines = list(find_lines(document.text, span.start, span.end))
    found = _take_title(document, lines, title, facts, config)
    title_span = title_span or found
    if title is None and title_span and not _is_row(document):
        title = document.text[title_span.start : title_span.end].replace("\n", " ")
    blocks = read_body(document.text, lines, facts, config)
    if not blocks:
        return None
    return make_article(
        document,
        config,
        blocks=blocks,
        title=title,
        title_span=title_span,
        outlet=document.source or facts.outlet,
        author=document.author or facts.author,
        published=document.published or facts.published,
        url=url,
    )


def _is_row(document: Document) -> bool:
    return "#" in document.id


# ---------------------------------------------------------------- what stands before the body


def _take_title(document: Document, lines: list[Line], title: str | None, facts: Facts, config: Config) -> Span | None:
    """Take the title and the lines of metadata off the top of `lines`; where the title stands, if it does."""
    found: Span | None = None
    while lines:
        line = lines[0]
        stated = find_stated_title(document.text, line.span.start, lines[-1].span.end if len(lines) == 1 else line.span.end)
        facts_here = None if stated else parse_facts(line.text, config.zone)
        if facts_here and (found or len(lines) == 1 or not is_titular(line.text, lines[1].text)):
            facts.add(facts_here)
            del lines[0]
        elif stated:
            found = _take_stated(document, lines, stated, facts, config) or found
        elif found is None and _is_title(line, lines, title):
            found = _trim_title(line, facts, config)
            del lines[0]
        elif _is_same(line.text, title) or found and _is_same(line.text, document.text[found.start : found.end]) or _ADVERTISES.search(line.text):
            del lines[0]
        else:
            break
    return found


def _take_stated(document: Document, lines: list[Line], stated: tuple[Span, int], facts: Facts, config: Config) -> Span | None:
    """`原标题：…` takes its line, or the part of it before the body; what follows the title there may state the source."""
    span, body = stated
    line = lines.pop(0)
    if body < line.span.end:
        rest = next(find_lines(document.text, body, line.span.end))
        facts_here = parse_facts(rest.text, config.zone)
        if facts_here:
            facts.add(facts_here)
        else:
            lines.insert(0, rest)
    return span if span.end > span.start else None


def _is_title(line: Line, lines: Sequence[Line], title: str | None) -> bool:
    if title is not None:
        return _is_same(line.text, title)
    later = _STATED_LATER.search(line.text)
    text = line.text[: later.start()] if later else line.text
    return len(lines) > 1 and bool(_HASHES.match(text) or is_titular(text, lines[1].text))


def _trim_title(line: Line, facts: Facts, config: Config) -> Span:
    """The title's span without hashes, and without `原标题：… 来源：…` printed after it."""
    mark = _HASHES.match(line.text)
    start = line.span.start + (mark.end() if mark else 0)
    later = _STATED_LATER.search(line.text)
    if not later:
        return Span(start, line.span.end)
    stated = parse_facts(line.text[line.text.find("来源", later.end()) :][:80], config.zone)
    facts.add(stated or Facts())
    return Span(start, line.span.start + later.start())


def _is_same(line: str, title: str | None) -> bool:
    """Whether a line is the title, whatever their marks and blanks."""
    return title is not None and _WORDLESS.sub("", line) == _WORDLESS.sub("", title) != ""


def width(text: str) -> int:
    """Columns on a page: a Chinese character takes two."""
    return len(text) + len(_HAN.findall(text))


def is_titular(line: str, following: str) -> bool:
    """Whether a line reads as a title over what follows: short, without a stop, and prose comes next."""
    if width(line) > TITLE_WIDTH or line.endswith(_ENDS) or not _HAN.search(line) and not re.search("[A-Za-z]{3}", line):
        return False
    return width(following) > width(line) or following.endswith(("。", "！", "？", ".", "”")) or len(following) < 40


# ---------------------------------------------------------------- the body


def read_body(text: str, lines: Sequence[Line], facts: Facts, config: Config) -> tuple[Block, ...]:
    """The blocks of the lines of a body, without what stands after it."""
    lines = _cut_tail(text, list(lines), facts, config)
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        blocks.extend(_line_blocks(text, line, index, config))
    while blocks and blocks[0].kind in ("note", "credit", "heading"):
        del blocks[0]
    while blocks and blocks[-1].kind in ("note", "heading"):
        del blocks[-1]
    _read_closing(text, blocks, facts)
    if blocks and blocks[0].kind == "dateline":
        facts.add(read_dateline(text[blocks[0].span.start : blocks[0].span.end]))
    return tuple(blocks) if any(block.kind in ("paragraph", "bullet", "caption") for block in blocks) else ()


def _read_closing(text: str, blocks: Sequence[Block], facts: Facts) -> None:
    """The outlet or the reporters in brackets after the last sentence."""
    if blocks and blocks[-1].kind in ("credit", "byline"):
        words = text[slice(*blocks[-1].span)].strip("（()） ")
        if is_outlet(words):
            facts.add(Facts(outlet=words))
        elif blocks[-1].kind == "byline":
            facts.add(Facts(author=parse_author(words)))


def _cut_tail(text: str, lines: list[Line], facts: Facts, config: Config) -> list[Line]:
    """Drop the lines after the body, and the end of its last line that is not of it."""
    for index, line in enumerate(lines):
        if _RULE.fullmatch(line.text) and index * 2 > len(lines) and index >= 2:
            del lines[index:]
            break
    while lines:
        last = lines[-1]
        here = parse_facts(last.text, config.zone)
        if here or _LINK_LINE.fullmatch(last.text) or _RULE.fullmatch(last.text):
            facts.add(here or Facts())
            del lines[-1]
            continue
        tail = find_tail(text, last.span.start, last.span.end, config.zone)
        if tail.end >= last.span.end or tail.end <= last.span.start and len(lines) == 1:
            break
        facts.add(tail.facts)
        rest = tuple(find_lines(text, last.span.start, tail.end))
        lines[-1:] = rest
    return lines


def _line_blocks(text: str, line: Line, index: int, config: Config) -> Iterator[Block]:
    mark = _LIST_MARK.match(line.text)
    if _is_apart(line.text, config):
        yield Block("note", line.span)
    elif is_credit(line.text):
        yield Block("credit", line.span)
    elif _HASHES.match(line.text) or not _is_caption(line.text) and _is_heading(line.text, index):
        yield Block("heading", line.span)
    elif mark and not line.text[0].isdigit():
        yield Block("label", Span(line.span.start, line.span.start + len(mark.group().rstrip())))
        yield from find_blocks(text, Span(line.span.start + mark.end(), line.span.end), kind="bullet")
    else:
        yield from find_blocks(text, line.span, kind="caption" if _is_caption(line.text) else "paragraph")


def _is_apart(line: str, config: Config) -> bool:
    """Rules, links, advertisements and lines of metadata inside a body."""
    if _RULE.fullmatch(line) or _LINK_LINE.fullmatch(line) or _ADVERTISES.search(line):
        return True
    return parse_facts(line, config.zone) is not None


def _is_caption(line: str) -> bool:
    return bool(_CAPTION.match(line) or len(line) < 120 and _CAPTION_SOURCE.search(line))


_STATES = re.compile(r"(?<!\d)[：:](?!\d).{8,}")
_HEADING_ENDS = (*_ENDS, *tuple("。！？!?”）)』」\""))


def _is_heading(line: str, index: int) -> bool:
    """A short line without a stop: a sub-heading, a caption's first words, a name that stands alone."""
    if width(line) > HEADING_WIDTH or line.endswith(_HEADING_ENDS) or "。" in line:
        return False
    return not _STATES.search(line) and (index > 0 or not re.search("[，,]", line))
