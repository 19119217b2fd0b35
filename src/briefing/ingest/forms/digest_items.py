"""The items of a section of a round-up as articles: behind marks, under heads, or the whole section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from urllib.parse import urlsplit

from ...config import Config
from ...types import Article, Document, Moment, Span
from ..article import Line, first_words, make_article
from ..bodies.apart import find_blocks
from ..bodies.body import width
from ..bodies.edges import find_tail
from ..stated.facts import Facts, read_dateline
from ..stated.metadata import is_outlet, parse_moment, resolve_outlet
from .digest_heads import is_end
from .digest_lines import word_pattern
from .plain import read_article
from .plain_head import is_titular

ITEM = re.compile(
    r"""
    (?P<number>\d{1,3})(?:\s?、\s?|\s?[.．)）]\s?(?=[^\d\s]))      # 1、 2. 3)
  | [（(](?P<bracketed>\d{1,2})[)）]\s?
  | (?P<circled>[①-⑳])\s?
  | (?P<bullet>[•·●■◆▲►▪◇□★☆◎○▌◼-]\s+|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*|\d\ufe0f?\u20e3\s*)
  | [\[【]?(?P<day>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?[\sT]{1,2})?
    (?P<clock>[01]?\d:[0-5]\d|2[0-3]:[0-5]\d)(?::[0-5]\d)?[\]】]?(?:\s?[|丨｜]\s?|\s+|(?=【))
  | (?=【[^】\n]{6,80}】.)
    """,
    re.VERBOSE,
)
HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<title>\S.*)")
LINK = re.compile(r"\[[^\]\n]{0,40}\]\((?P<url>https?://[^\s()]{4,2000})\)")
HEADED = re.compile(r"\[?【(?P<title>[^】\n]{6,80})】\s?")
_DETAILS = re.compile(r"\s?[【\[（(](?:详情|详细|更多|全文|阅读全文|查看|點擊|点击|链接)[^】\]）)\n]{0,8}[】\]）)]\s*$")
ROUNDUP = word_pattern("roundup_sections", also=r"新闻\d*[条則则]")
_ASIDE = word_pattern("asides")
ASIDE_WIDTH = 26
HEAD_WIDTH = 90
ITEM_LENGTH = 12
"""Characters of the shortest item: a one-line market report has 20."""
GOES_ON = 20
"""Characters of the shortest line that goes on with the item above it."""
_STOPPED = tuple("。！？；…”」）)】.!?;")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, up to the next heading."""

    title: str | None
    title_span: Span | None
    lines: tuple[Line, ...]
    holds_sections: bool = False
    """A deeper heading follows at once: its lines introduce sections and are no item."""


def is_aside(title: str) -> bool:
    """Whether a heading stands over no news: contents, a calendar, about us. The title of an item is longer."""
    return width(title) <= ASIDE_WIDTH and bool(_ASIDE.search(title))


def is_item(line: str) -> bool:
    """Whether a line is an item behind a mark."""
    mark = ITEM.match(line) if len(line) >= ITEM_LENGTH else None
    # A day and an hour may as well open the line that states the time of the file.
    return mark is not None and not (mark["day"] and not line.endswith(_STOPPED))


# ---------------------------------------------------------------- sections


def read_section(document: Document, config: Config, section: Section, facts: Facts) -> Iterator[Article]:
    """The articles of a section: its marked items, its headed items, or itself."""
    marked = [index for index, line in enumerate(section.lines) if is_item(line.text)]
    if marked and (len(marked) >= 2 or marked[0] == 0):
        yield from read_marked(document, config, section.lines, marked, facts)
    elif section.title and section.title_span and section.lines and not section.holds_sections:
        if ROUNDUP.search(section.title):
            yield from read_headed(document, config, section, facts)
        else:
            article = whole(document, config, section.title, section.title_span, section.lines, facts)
            yield from (article,) if article else ()


def read_marked(
    document: Document, config: Config, lines: Sequence[Line], marked: Sequence[int], facts: Facts
) -> Iterator[Article]:
    """The items behind marks; `marked`: which of the lines have one."""
    usual = Counter(_sign(lines[index].text) for index in marked).most_common(1)[0][0]
    for index, after in zip(marked, [*marked[1:], len(lines)], strict=True):
        line = lines[index]
        mark = ITEM.match(line.text)
        if is_end(line.text) or (_sign(line.text) != usual and _is_name(line.text, mark)):
            continue
        start = line.span.start + (mark.end() if mark else 0)
        headed = HEADED.match(document.text, start, line.span.end)
        body = headed.end() if headed else start
        details = _DETAILS.search(document.text, body, line.span.end)
        end = find_tail(document.text, body, details.start() if details else line.span.end, config.zone).end
        blocks = tuple(find_blocks(document.text, Span(body, end), kind="bullet"))
        if not any(block.kind == "bullet" for block in blocks):
            continue
        for more in _goes_on(lines[index + 1 : after], is_last=after == len(lines)):
            blocks += tuple(find_blocks(document.text, more.span))
        title = headed["title"] if headed else first_words(document.text[body:end])
        own = read_dateline(document.text[body : body + 40]) if blocks[0].kind == "dateline" else Facts()
        yield make_article(
            document,
            config,
            blocks=blocks,
            title=title,
            title_span=Span(*headed.span("title")) if headed else None,
            outlet=document.source or _closing_outlet(document.text[body:end]) or facts.outlet or own.outlet,
            published=_when(mark, facts, config),
        )


def _closing_outlet(item: str) -> str | None:
    """The source in brackets that closes an item."""
    match = _CLOSED_BY.search(item[-40:])
    return match["name"] if match and (is_outlet(match["name"]) or _PAPER.fullmatch(match["name"])) else None


_CLOSED_BY = re.compile(r"[。！？”][（(]\s?(?:(?:来源|來源)[:：]\s?)?(?P<name>[^（）()。，：:]{2,16}?)\s?[）)]\s*$")
_PAPER = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:日报|晚报|早报|时报|商报|都市报|日報|晚報|時報|新闻|新聞|财经|財經|网|網|社|客户端)"
)


def _sign(line: str) -> str:
    """What kind of mark a line has: its bullet, or which of the numberings."""
    mark = ITEM.match(line)
    return (mark["bullet"] or "").strip() or next((k for k, v in mark.groupdict().items() if v), "") if mark else ""


NAME_LENGTH = 32


def _is_name(line: str, mark: re.Match[str] | None) -> bool:
    """Whether a line behind a bullet of its own kind names a section: short and without a stop."""
    return bool(mark and mark["bullet"]) and len(line) <= NAME_LENGTH and not line.endswith(_STOPPED)


def _when(mark: re.Match[str] | None, facts: Facts, config: Config) -> Moment | None:
    """The time of an item: as its mark states it, else the file's day at the hour that its mark states."""
    if mark and mark["day"]:
        return parse_moment(mark.group().strip("[]【】"), config.zone)
    return at_clock(facts.published, mark["clock"] if mark else None, config)


def _goes_on(lines: Sequence[Line], *, is_last: bool) -> Iterator[Line]:
    """The paragraphs under a marked line that go on with its item; behind the last one, the page may be speaking."""
    for line in () if is_last else lines:
        if len(line.text) < GOES_ON or not line.text.endswith(_STOPPED) or HEADING.match(line.text):
            return
        yield line


def at_clock(day: Moment | None, clock: str | None, config: Config) -> Moment | None:
    """The day of a file at the time that an item states; the day as it is where either is unknown."""
    if day is None or clock is None:
        return day
    hour, minute = map(int, clock.split(":")[:2])
    base = day.date() if isinstance(day, datetime) else day
    return datetime.combine(base, time(hour, minute), config.zone) if isinstance(base, date) else day


def read_headed(document: Document, config: Config, section: Section, facts: Facts) -> Iterator[Article]:
    """Items of a section of short news: each under a line of its own without a stop."""
    lines = list(section.lines)
    heads = [index for index, (line, after) in enumerate(pairwise(lines)) if is_head(line.text, after.text)]
    if not heads:
        article = whole(document, config, section.title or "", section.title_span or Span(0, 0), section.lines, facts)
        yield from (article,) if article else ()
        return
    shared = replace(facts)
    for line in lines[: heads[0]]:
        shared.add(read_dateline(line.text[:60]))
    for begin, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        head = lines[begin]
        article = whole(document, config, head.text, head.span, tuple(lines[begin + 1 : end]), shared)
        yield from (article,) if article else ()


def is_head(line: str, following: str) -> bool:
    """Whether a line stands as the headline of an item above the line that follows."""
    return width(line) < HEAD_WIDTH and not line.endswith(("：", ":")) and is_titular(line, following)


def whole(
    document: Document,
    config: Config,
    title: str | None,
    title_span: Span | None,
    lines: Sequence[Line],
    facts: Facts,
    *,
    is_headed: bool = True,
) -> Article | None:
    """A heading's lines as one article; its link gives the address, and the outlet where nothing else does."""
    if not lines:
        return None
    link = next((index for index, line in enumerate(lines) if index and LINK.fullmatch(line.text)), None)
    found = LINK.fullmatch(lines[link].text) if link else None
    url = facts.url or (found["url"] if found else None)
    lines = lines[:link]
    own = Facts(author=facts.author, published=facts.published)
    span = Span(lines[0].span.start, lines[-1].span.end)
    article = read_article(
        document, config, span, facts=own, title=title, title_span=title_span, url=url, is_headed=is_headed
    )
    if article is None or article.outlet:
        return article
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    return with_outlet(article, facts.outlet or host or None, config)


def with_outlet(article: Article, written: str | None, config: Config) -> Article:
    """The article with an outlet that its own text does not state."""
    return replace(article, outlet=resolve_outlet(written, config), outlet_as_written=written)
