"""The issue for chat and mail: the Word file's chapters in CommonMark.

Sentences stand as they are in their source: what Markdown would read as markup is escaped, so that the reader
sees the same characters. `[n]` is the source's number in the last chapter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TypeVar
from urllib.parse import quote as quote_url

from ..corrections import edited_fields
from ..types import (
    Briefing,
    Deal,
    Event,
    Figure,
    Fund,
    Moment,
    Problem,
    Project,
    Quote,
    Section,
    Source,
    Standing,
    StoryEntry,
)
from .counts import count_reviews, counted, printed_records
from .key_phrases import format_keywords
from .labels import Labels, read_labels, theme_name
from .problem_words import say_problem
from .signs import amount_text, edited_sign, is_disputed
from .standing import format_standing
from .word.printable import printable

LABELS = "labels_xlsx.toml"
MILLION = Decimal(1_000_000)
HUNDREDTH = Decimal("0.01")
RECORDS_SHOWN = 10  # a kind: mail is read on a telephone, the appendix has them all
PROBLEMS_SHOWN = 10

# Active anywhere in a line (CommonMark, and the strike-through and tables of GitHub's dialect); what needs
# company to be active is left alone without it, since chat shows the backslashes.
_ACTIVE = re.compile(
    r"""
      [\\`*_\[\]|~]
    | <(?=[A-Za-z/!?])       # a tag or an autolink
    | &(?=\#?[0-9A-Za-z]+;)  # a character reference
    """,
    re.VERBOSE,
)
_BLOCK_START = re.compile(
    r"""^(?:
        (?:\#{1,6}|[+-])(?=\ |$)     # heading, bullet
      | >                            # quotation
      | (?:-{2,}|=+)$                # rule, underline of a heading
      | (?P<number>\d{1,9})(?=[.)](?:\ |$))  # numbered item
    )""",
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s+")
_SAFE_IN_URL = "!#$%&'*+,-./:;=?@_~"

Record = TypeVar("Record", bound=Event)


def escape(text: str) -> str:
    """Text from outside as Markdown that reads as the same text, on one line."""
    text = _ACTIVE.sub(r"\\\g<0>", _BLANKS.sub(" ", text).strip())
    return _BLOCK_START.sub(lambda found: found[0] + "\\" if found["number"] else "\\" + found[0], text)


def make_markdown(briefing: Briefing) -> bytes:
    """The issue as UTF-8 Markdown. The same bytes for the same briefing."""
    labels = read_labels(LABELS, lang=briefing.lang)
    sources = {source.number: source for source in briefing.sources}
    blocks = [
        _masthead(briefing, labels),
        _highlights(briefing, labels),
        _figures(briefing, labels),
        *(_section(section, briefing, sources, labels) for section in briefing.sections),
        *_records(briefing, labels),
        _sources(briefing.sources, labels),
        _problems(briefing.problems, labels),
        labels["md.reviews"].format_map(count_reviews(briefing)) if briefing.reviews else "",
        labels["md.method"].format(version=briefing.version),
    ]
    words = "\n\n".join(block for block in blocks if block)
    return ("\n".join(map(printable, words.split("\n"))) + "\n").encode("utf-8", "replace")


# ---------------------------------------------------------------- chapters


def _masthead(briefing: Briefing, labels: Labels) -> str:
    period = briefing.period
    days = [day.isoformat() for day in (period.first, period.last) if day]
    about = [labels["md.until"].join(dict.fromkeys(days)), escape(briefing.desk)]
    title = labels["method.title"].format(title=escape(briefing.title), issue=briefing.issue)
    return f"# {title}\n\n" + " · ".join(word for word in about if word)


def _highlights(briefing: Briefing, labels: Labels) -> str:
    lines = [f"{number}. {_cited(quote)}" for number, quote in enumerate(briefing.highlights, 1)]
    return _chapter(labels["md.highlights"], lines or [labels["md.nothing"]])


def _figures(briefing: Briefing, labels: Labels) -> str:
    heads = [labels[f"md.{key}"] for key in ("figure", "this_week", "week_before")]
    rows = [_figure(figure, labels) for figure in briefing.figures]
    lines = _table(heads, rows, right=(1, 2)) if rows else [labels["md.nothing"]]
    words = format_keywords(briefing.keywords, labels, escape=escape)
    return _chapter(labels["md.figures"], [*lines, "", words] if words else lines)


def _figure(figure: Figure, labels: Labels) -> list[str]:
    """One row; money in millions of its currency."""
    if not figure.key.startswith("money:"):
        name = labels.words.get(f"md.figure_{figure.key}", figure.key)
        return [name, format_number(figure.value), format_number(figure.previous)]
    _, kind, currency = figure.key.split(":")
    name = labels["md.figure_money"].format(kind=labels.name("kind", kind), currency=currency)
    return [name, *(format_number(value and value / MILLION) for value in (figure.value, figure.previous))]


def _section(section: Section, briefing: Briefing, sources: Mapping[int, Source], labels: Labels) -> str:
    name = theme_name(section.theme, labels.lang)
    summary = [f"- {_cited(quote)}" for quote in section.summary]
    words = format_keywords(section.keywords, labels, escape=escape)
    entries = (_entry(e, briefing.standings.get(e.story.id), sources, labels) for e in section.entries)
    told = labels["md.repeated"].format(count=section.repeated) if section.repeated else ""
    blocks = [words, "\n".join(summary), *entries, told]
    return f"## {escape(name)}\n\n" + "\n\n".join(block for block in blocks if block)


def _entry(entry: StoryEntry, standing: Standing | None, sources: Mapping[int, Source], labels: Labels) -> str:
    about = [escape(entry.outlet or ""), format_moment(entry.published), f"[{entry.source}]"]
    lines = [f"### {escape(entry.title)}", "", " · ".join(word for word in about if word), ""]
    if since := format_standing(standing, labels, escape=escape):
        lines += [since, ""]
    lines += [f"- {_cited(quote)}" for quote in entry.quotes]
    if entry.also:
        others = (_teller(sources.get(number), number) for number in entry.also)
        lines += ["", labels["md.also"] + labels["text.separator"].join(others)]
    if entry.related:
        lines += ["", labels["md.related"] + labels["text.separator"].join(escape(title) for title in entry.related)]
    return "\n".join(lines).strip()


def _teller(source: Source | None, number: int) -> str:
    """The outlet that tells the story too, when, and its number."""
    words = (source.outlet or source.title, format_moment(source.published)) if source else ()
    return " ".join([*(escape(word) for word in words if word), f"[{number}]"])


def _cited(quote: Quote) -> str:
    return f"{escape(quote.text)} [{quote.source}]"


# ---------------------------------------------------------------- records


def _records(briefing: Briefing, labels: Labels) -> Iterator[str]:
    yield _record_chapter("deals", ("deal_id", "subject", "deal_type"), briefing.deals, _deal, briefing, labels)
    yield _record_chapter("funds", ("fund_id", "fund_name", "fund_type"), briefing.funds, _fund, briefing, labels)
    columns = ("project_id", "project_name", "phase")
    yield _record_chapter("projects", columns, briefing.projects, _project, briefing, labels)


def _record_chapter(
    kind: str,
    columns: Sequence[str],
    events: Sequence[Record],
    cells: Callable[[Record, Labels], list[str]],
    briefing: Briefing,
    labels: Labels,
) -> str:
    """The largest first; background, and what earlier issues told, stays in the appendix."""
    numbers = {source.article: source.number for source in briefing.sources}
    week = printed_records(events, briefing)
    repeated = len(counted(events)) - len(week)
    heads = [labels[f"column.{column}"] for column in (*columns, "amount_text")] + [labels["md.source"]]
    rows = [[*cells(event, labels), _number_of(event, numbers)] for event in week[:RECORDS_SHOWN]]
    lines = _table(heads, rows) if rows else [labels["md.nothing"]]
    if any(is_disputed(event) for event in week[:RECORDS_SHOWN]):
        lines += ["", labels["md.conflict"]]
    if any(edited_fields(event) for event in week[:RECORDS_SHOWN]):
        lines += ["", labels["md.edited"]]
    if len(week) > RECORDS_SHOWN:
        lines += ["", labels["md.more"].format(count=len(week) - RECORDS_SHOWN)]
    lines += _changes(week, briefing, labels)
    if repeated:
        lines += ["", labels["md.repeated_records"].format(count=repeated)]
    return _chapter(labels[f"md.{kind}"], lines)


def _changes(records: Sequence[Event], briefing: Briefing, labels: Labels) -> list[str]:
    """What has moved on since an earlier issue: what, from what, since when."""
    found = ((record, briefing.standings.get(record.id)) for record in records)
    moved = [(r, format_standing(s, labels, escape=escape)) for r, s in found if s is not None and s.updates]
    lines = [f"- {escape(record.name)}: {words}" for record, words in moved[:RECORDS_SHOWN]]
    return ["", *lines] if lines else []


def _deal(deal: Deal, labels: Labels) -> list[str]:
    words = [labels.name("deal_type", deal.type), labels.name("round", deal.round)]
    kind = escape(" ".join(w for w in words if w)) + edited_sign(deal, "type", "round")
    return [escape(deal.id), _name(deal), kind, _amount(deal)]


def _fund(fund: Fund, labels: Labels) -> list[str]:
    kind = escape(labels.name("fund_type", fund.type)) + edited_sign(fund, "type")
    return [escape(fund.id), _name(fund), kind, _amount(fund)]


def _project(project: Project, labels: Labels) -> list[str]:
    stage = escape(labels.name("stage", project.stage)) + edited_sign(project, "stage")
    return [escape(project.id), _name(project), stage, _amount(project)]


def _name(event: Event) -> str:
    return escape(event.name) + edited_sign(event, "name")


def _amount(event: Event) -> str:
    return escape(amount_text(event))


def _number_of(event: Event, numbers: dict[str, int]) -> str:
    found = sorted({numbers[e.article] for e in event.evidence if e.article in numbers})
    return "".join(f"[{number}]" for number in found)


# ---------------------------------------------------------------- sources, problems


def _sources(sources: Iterable[Source], labels: Labels) -> str:
    lines = [_source(source) for source in sources]
    return _chapter(labels["md.sources"], lines or [labels["md.nothing"]])


def _source(source: Source) -> str:
    title = escape(source.title) or escape(source.article)
    url = source.url or ""
    is_web = re.match(r"https?://", url, re.IGNORECASE)
    linked = f"[{title}](<{quote_url(url, safe=_SAFE_IN_URL)}>)" if is_web else title
    about = [escape(source.outlet or ""), format_moment(source.published), escape(source.file)]
    return f"{source.number}. {linked} · " + " · ".join(word for word in about if word)


def _problems(problems: Sequence[Problem], labels: Labels) -> str:
    if not problems:
        return ""
    told = ((p.subject, say_problem(p.message, labels.lang)) for p in problems[:PROBLEMS_SHOWN])
    lines = [f"- {escape(subject)}: {escape(message)}" for subject, message in told]
    if len(problems) > PROBLEMS_SHOWN:
        lines += ["", labels["md.more"].format(count=len(problems) - PROBLEMS_SHOWN)]
    return _chapter(labels["md.problems"], lines)


# ---------------------------------------------------------------- words and tables


def _chapter(heading: str, lines: Sequence[str]) -> str:
    return f"## {heading}\n\n" + "\n".join(lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    rules = ["---:" if position in right else "---" for position in range(len(heads))]
    return ["| " + " | ".join(cells) + " |" for cells in (heads, rules, *rows)]


def format_number(value: Decimal | None) -> str:
    """Thousands parted; no zeros at the end of a fraction."""
    return "" if value is None else f"{value.quantize(HUNDREDTH).normalize():,f}"


def format_moment(moment: Moment | None) -> str:
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat() if moment else ""
