"""数据一览 and the three short tables of records, which point into the appendix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...compose import TABLE_ROWS
from ...types import Deal, Event, Fund, Project
from ..counts import counted, printed_records
from ..key_phrases import format_keywords
from ..signs import amount_text, edited_sign
from ..standing import format_standing
from .draft import Draft
from .elements import Element, cell, is_english, row, run, table
from .wording import figure_change, figure_name, figure_value

# Names in a cell, for the same reason.
NAMES = 4
# Rows of a table that is never divided. (Tried and dropped: 数据一览 as well, which leaves a third of a page empty
# before it and makes LibreOffice part the next heading from its chapter.)
WHOLE = 4


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    """Key of its heading in `[column]` of labels_docx.toml."""
    share: int
    """Of the width of the text, in proportion to the other columns."""
    write: Callable
    """(draft, record) -> the runs of its cell."""
    style: str = "Table Text"
    english: int = 0
    """More or less of the width in an English issue: a word there is not to be divided."""


def figures(draft: Draft) -> list[Element]:
    if not draft.briefing.figures:
        return [draft.line("Empty Line", draft.labels["empty.figures"])]
    labels = draft.labels
    is_alone = all(figure.previous is None for figure in draft.briefing.figures)
    this_week = (
        Column("figure", 43, lambda _, row: (run(figure_name(row, labels)),)),
        Column("this_week", 19, lambda _, row: (run(figure_value(row, row.value, labels)),), "Table Number"),
    )
    last_week = (
        Column("last_week", 19, lambda _, row: (run(figure_value(row, row.previous, labels)),), "Table Number"),
        Column("change", 19, lambda _, row: (run(figure_change(row, labels)),), "Table Number"),
    )
    caption = draft.caption("figures_alone" if is_alone else "figures")
    blocks = _table(draft, caption, this_week if is_alone else this_week + last_week, draft.briefing.figures)
    words = format_keywords(draft.briefing.keywords, labels)
    return [*blocks, draft.line("Chapter Note", labels["keyword.week"] + words)] if words else blocks


def records(draft: Draft) -> list[Element]:
    week = draft.briefing
    kinds = (("deal", DEALS, week.deals), ("fund", FUNDS, week.funds), ("project", PROJECTS, week.projects))
    return [block for kind, columns, events in kinds for block in _records(draft, kind, columns, events)]


def _records(draft: Draft, kind: str, columns: Sequence[Column], events: Sequence[Event]) -> list[Element]:
    """The largest of a kind; earlier history and what earlier issues have told is in the appendix only."""
    current = printed_records(events, draft.briefing)
    repeated = len(counted(events)) - len(current)
    told = [draft.line("Chapter Note", draft.labels["caption.repeated"].format(count=repeated))] if repeated else []
    if not current:
        return told or [draft.line("Empty Line", draft.labels[f"empty.{kind}"])]
    shown = current[:TABLE_ROWS]
    key = "caption.shown" if len(shown) < len(current) else "caption.all"
    rest = draft.labels[key].format(shown=len(shown), total=len(current))
    return [*_table(draft, draft.caption(kind, rest=rest), columns, shown), *_changes(draft, kind, current), *told]


def _changes(draft: Draft, kind: str, records: Sequence[Event]) -> list[Element]:
    """What has moved on since an earlier issue, a line each: what, from what, since when."""
    standings, labels = draft.briefing.standings, draft.labels
    moved = [(r, s) for r in records if (s := standings.get(r.id)) is not None and s.state == "updated"]
    if not moved:
        return []
    head = labels["caption.changed"].format(kind=labels.name("kind", kind))
    lines = [f"{record.name}{labels['story.colon']}{format_standing(s, labels)}" for record, s in moved[:TABLE_ROWS]]
    return [draft.line("Chapter Note", line) for line in (head, *lines)]


def _table(draft: Draft, caption: Element, columns: Sequence[Column], records: Sequence) -> list[Element]:
    shares = [column.share + column.english * (draft.briefing.lang == "en") for column in columns]
    widths = [draft.width * share // sum(shares) for share in shares]
    heads = [
        cell(width, draft.paragraph("Table Heading", run(draft.labels[f"column.{column.label}"]), align=_align(column)))
        for width, column in zip(widths, columns, strict=True)
    ]
    kept = _kept(len(records))
    body = (_row(draft, columns, widths, record, keep=n in kept) for n, record in enumerate(records))
    rows = [row(*heads, is_header=True), *body]
    title = "".join(caption.itertext())
    # A table right before another one would grow together with it in Word.
    return [caption, table(draft.styles["Briefing Table"], widths, rows, title=title), draft.paragraph("Table Text")]


def _kept(rows: int) -> range | frozenset[int]:
    """The rows that stay with the next one: no row stands alone on a page, and a short table stands on one."""
    return range(rows - 1) if rows <= WHOLE else frozenset({0, rows - 2})


def _row(draft: Draft, columns: Sequence[Column], widths: Sequence[int], record: object, *, keep: bool) -> Element:
    return row(
        *(
            cell(width, draft.paragraph(column.style, *column.write(draft, record), keep=keep))
            for width, column in zip(widths, columns, strict=True)
        )
    )


def _align(column: Column) -> str | None:
    return "right" if column.style == "Table Number" else None


def _name(_: Draft, record: Event) -> Sequence[Element]:
    return (run(record.name + edited_sign(record, "name")),)


def _typed(group: str) -> Callable[[Draft, Event], Sequence[Element]]:
    return lambda draft, record: (run(draft.labels.name(group, record.type) + edited_sign(record, "type")),)


def _deal_type(draft: Draft, deal: Deal) -> Sequence[Element]:
    words = (draft.labels.name("deal_type", deal.type), draft.labels.name("round", deal.round))
    return (run(draft.labels["story.list"].join(filter(None, words)) + edited_sign(deal, "type", "round")),)


def _stage(draft: Draft, record: Event) -> Sequence[Element]:
    return (run(draft.labels.name("stage", record.stage) + edited_sign(record, "stage") + _updated(draft, record)),)


def _updated(draft: Draft, record: Event) -> str:
    """That an earlier issue told it otherwise; what changed stands in the appendix."""
    standing = draft.briefing.standings.get(record.id)
    if standing is None or standing.state != "updated":
        return ""
    labels = draft.labels
    return labels["story.bracket_open"] + labels["standing.updated"] + labels["story.bracket_close"]


def _amount(_: Draft, record: Event) -> Sequence[Element]:
    """With its signs; 口径 says what they mean."""
    return (run(amount_text(record)),)


def _names(draft: Draft, names: Sequence[str], sign: str = "") -> Sequence[Element]:
    names = tuple(dict.fromkeys(names))
    more = draft.labels["story.others"].format(total=len(names), more=len(names) - NAMES)
    return (run(_join(draft, names[:NAMES]) + (more if len(names) > NAMES else "") + sign),)


def _join(draft: Draft, names: Sequence[str]) -> str:
    """A comma behind an English name: LibreOffice breaks the word before a 、."""
    labels, joined = draft.labels, "".join(names[:1])
    for last, name in pairwise(names):
        joined += labels["story.list_latin" if is_english(last[-1:]) else "story.list"] + name
    return joined


def _parties(draft: Draft, record: Event) -> Sequence[Element]:
    return _names(draft, record.parties, edited_sign(record, "parties", "leads"))


def _managers(draft: Draft, fund: Fund) -> Sequence[Element]:
    return _names(draft, (*fund.managers, *fund.sponsors) or fund.parties, edited_sign(fund, "managers", "sponsors"))


def _owners(draft: Draft, project: Project) -> Sequence[Element]:
    return _names(draft, project.owners or project.parties, edited_sign(project, "owners"))


def _id(_: Draft, record: Event) -> Sequence[Element]:
    return (run(record.id),)


def _source(draft: Draft, record: Event) -> Sequence[Element]:
    """The source of the best evidence that is among the printed sources."""
    numbers = {source.article: source.number for source in draft.briefing.sources}
    cited = [numbers[evidence.article] for evidence in record.evidence if evidence.article in numbers]
    return draft.cite(cited[0]) if cited else (run(""),)


# The id is as wide as `D-0123456789`, so that it never breaks.
DEALS = (
    Column("deal_name", 20, _name, english=-2),
    Column("deal_type", 13, _deal_type, english=1),
    Column("parties", 20, _parties, english=-2),
    Column("amount", 15, _amount),
    Column("stage", 11, _stage, english=5),
    Column("source", 7, _source),
    Column("id", 15, _id, english=2),
)
FUNDS = (
    Column("fund_name", 22, _name, english=-2),
    Column("fund_type", 13, _typed("fund_type"), english=1),
    Column("managers", 17, _managers, english=-2),
    Column("fund_amount", 15, _amount),
    Column("stage", 11, _stage, english=5),
    Column("source", 7, _source),
    Column("id", 15, _id, english=2),
)
PROJECTS = (
    Column("project_name", 22, _name, english=-2),
    Column("project_type", 13, _typed("project_type"), english=1),
    Column("owners", 17, _owners, english=-2),
    Column("project_amount", 15, _amount),
    Column("stage", 11, _stage, english=5),
    Column("source", 7, _source),
    Column("id", 15, _id, english=2),
)
