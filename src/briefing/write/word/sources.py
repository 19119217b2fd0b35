"""来源, 口径 and what could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from ...config import YUAN
from ...types import Briefing, Period, Source
from ..counts import LOWER_BOUNDS, all_events, count_reviews, counted, find_currencies
from ..labels import Labels
from ..problem_words import say_problem
from .draft import Draft, citation_anchor, source_anchor
from .elements import Element, link_inside, run
from .wording import format_day, format_moment, format_period

# Lines under "not read": more would bury the chapter; the sheet 覆盖 has them all.
PROBLEMS = 20


def sources(draft: Draft) -> list[Element]:
    if not draft.briefing.sources:
        return [draft.line("Empty Line", draft.labels["empty.sources"])]
    return [_source(draft, source) for source in draft.briefing.sources]


def _source(draft: Draft, source: Source) -> Element:
    """`[3]` leads back to where the source is cited first, the title out to the page it was published on."""
    labels, language = draft.labels, draft.languages.get(source.article)
    number = run(f"[{source.number}]", style=draft.styles["Source Number"])
    if source.number in draft.cited:
        number = link_inside(citation_anchor(source.number), number)
    words = (source.outlet or labels["story.no_outlet"], _day(source, labels))
    title = draft.link_out(source.url, source.title, language=language)
    file = f"{labels['story.bracket_open']}{source.file}{labels['story.bracket_close']}"
    rest = labels["story.gap"] + labels["story.comma"].join(words) + file
    number_and_mark = draft.mark(source_anchor(source.number), number)
    return draft.paragraph("Source Entry", *number_and_mark, run(" "), title, run(rest))


def _day(source: Source, labels: Labels) -> str:
    """Without the time of day, which stands under the story: an entry should fit on a line."""
    moment = source.published
    return format_moment(moment.date() if isinstance(moment, datetime) else moment, labels)


def method(draft: Draft) -> list[Element]:
    return [draft.line("Method Line", text) for text in _method(draft)]


def _method(draft: Draft) -> Iterator[str]:
    briefing, labels = draft.briefing, draft.labels
    yield _window(briefing.period, draft)
    yield labels["method.read"].format(**_counts(briefing))
    yield from _exclusions(draft)
    yield labels["method.quotes"]
    yield labels["method.amounts"]
    if briefing.conflicts:
        yield labels["method.conflicts"].format(count=len(briefing.conflicts))
    if briefing.reviews:
        yield labels["method.reviews"].format_map(count_reviews(briefing))
    yield from _caveats(draft)
    yield labels["method.currency"]
    yield from _rates(draft)
    yield labels["method.previous"]
    yield labels["method.version"].format(version=briefing.version)


def _window(period: Period, draft: Draft) -> str:
    labels, words = draft.labels, format_period(period, draft.labels)
    if period.first is None or period.last is None:
        return labels["method.period_none"]
    key = "method.period" if period.is_asked else "method.period_open"
    return labels[key].format(period=words, last=format_day(period.last, labels))


def _counts(briefing: Briefing) -> dict[str, Decimal | int]:
    figures = {figure.key: figure.value for figure in briefing.figures}
    return {
        "files": figures.get("files", len(briefing.coverage)),
        "articles": figures.get("articles", len(briefing.articles)),
        "stories": figures.get("stories", len(briefing.stories)),
    }


def _exclusions(draft: Draft) -> Iterator[str]:
    outside = sum(not row.in_window for row in draft.briefing.articles)
    off = sum(row.in_window and row.theme == "off" for row in draft.briefing.articles)
    for key, count in (("outside", outside), ("off_subject", off)):
        if count:
            yield draft.labels[f"method.{key}"].format(count=count)


def _caveats(draft: Draft) -> Iterator[str]:
    records = all_events(draft.briefing)
    current = counted(records)
    amounts = [record.money for record in current if record.money]
    bounds = sum(money.precision in LOWER_BOUNDS for money in amounts)
    if bounds:
        yield draft.labels["method.bounds"].format(count=bounds, total=len(amounts))
    if len(current) < len(records):
        yield draft.labels["method.background"].format(count=len(records) - len(current))


def _rates(draft: Draft) -> Iterator[str]:
    """The rates of the currencies that occur, by their day; then the currencies without one."""
    briefing, labels = draft.briefing, draft.labels
    known = {rate.currency: rate for rate in briefing.rates}
    used = _currencies(briefing)
    days: defaultdict[date, list[str]] = defaultdict(list)
    for currency in used:
        if currency in known:
            words = {"currency": labels.name("currency", currency), "cny": f"{known[currency].cny.normalize():f}"}
            days[known[currency].day].append(labels["method.rate"].format(**words))
    for day in sorted(days):
        yield labels["method.rates"].format(day=format_day(day, labels), rates=labels["story.list"].join(days[day]))
    missing = [labels.name("currency", currency) for currency in used if currency not in known]
    if missing:
        yield labels["method.no_rate"].format(currencies=labels["story.list"].join(missing))


def _currencies(briefing: Briefing) -> list[str]:
    """Foreign ones, in alphabetical order."""
    return [currency for currency in find_currencies(briefing) if currency != YUAN]


def problems(draft: Draft) -> list[Element]:
    """What could not be read, or was read with a reservation; each once."""
    found = {(problem.subject, problem.message): None for problem in draft.briefing.problems}
    for item in draft.briefing.coverage:
        if item.source.problem:
            found[item.source.problem.subject, item.source.problem.message] = None
    lang, colon = draft.briefing.lang, draft.labels["story.colon"]
    lines = [f"{subject}{colon}{say_problem(message, lang)}" for subject, message in found]
    if not lines:
        return [draft.line("Empty Line", draft.labels["problem.none"])]
    more = len(lines) - PROBLEMS
    shown = lines[:PROBLEMS] + ([draft.labels["problem.more"].format(count=more)] if more > 0 else [])
    return [draft.line("Method Line", line) for line in shown]
