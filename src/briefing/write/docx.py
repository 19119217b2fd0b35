"""The Word briefing: a `Briefing` and a template in, a finished document out; and an issue read back from it.

How the pieces stand to each other is in `word/`: `template` opens and checks the template and fills in its
masthead, `chapters`, `tables`, `charts` and `sources` write the blocks, `contents` comes last because it needs
the headings, `reading` is the way back.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from docx.document import Document

from ..types import Briefing
from .frozen import freeze_zip
from .labels import Labels, read_labels, theme_name
from .word.chapters import highlights, themes
from .word.charts import charts
from .word.contents import Columns, contents, find_columns, find_headings, state_page_count
from .word.draft import Draft, place
from .word.headings import keep_headings
from .word.label_table import TABLE, change_labels
from .word.pages import estimate_pages
from .word.paginate import Printed, match_pages
from .word.printable import parse_link, printable
from .word.reading import PrintedSource, read_quotes, read_sources
from .word.sources import method, problems, sources
from .word.tables import figures, records
from .word.template import MASTHEAD, Opened, Template, load_template, open_template
from .word.wording import format_day, format_issue, format_period

__all__ = [
    "PrintedSource",
    "check_template",
    "make_docx",
    "parse_link",
    "printable",
    "read_quotes",
    "read_sources",
]

# A week without any date still needs a moment for its properties, the same in every build.
NO_DATE = date(2000, 1, 1)
# `sources` comes after everything that cites, so that it knows where to lead back to.
_BLOCKS = {
    "highlights": highlights,
    "figures": figures,
    "charts": charts,
    "themes": themes,
    "records": records,
    "sources": sources,
    "method": method,
    "problems": problems,
}


def make_docx(
    briefing: Briefing,
    *,
    template: Path | None = None,
    total: int | None = None,
    printer: Callable[[bytes], Printed] | None = None,
) -> bytes:
    """The Word file of an issue. `total`: the number of all issues so far, where it is known (总第 N 期).

    The page numbers are estimated, or those that `printer` finds (`word.paginate.print_pages`: LibreOffice). Raises
    TemplateError, and OutputError where the printer cannot help.
    """
    loaded = load_template(template)
    made = _make(briefing, loaded, total, None)
    return _make(briefing, loaded, total, printer(made)) if printer else made


def check_template(template: Path | None, *, lang: str) -> None:
    """Refuse a template that no issue can be made with, before there is one. Raises TemplateError."""
    loaded = load_template(template)
    labels = change_labels(read_labels(TABLE, lang=lang), loaded.words)
    open_template(loaded, {**dict.fromkeys(MASTHEAD, ""), "number": 1, "lang": lang, "label": labels.group("field")})


def _make(briefing: Briefing, template: Template, total: int | None, printed: Printed | None) -> bytes:
    labels = change_labels(read_labels(TABLE, lang=briefing.lang), template.words)
    opened = open_template(template, _masthead(briefing, labels, total))
    document = opened.document
    _fill(Draft(briefing, labels, document.part, opened.styles, _text_width(document)), opened, printed)
    _set_properties(document, briefing, labels)
    saved = io.BytesIO()
    document.save(saved)
    return freeze_zip(saved.getvalue(), when=_moment(briefing))


def _masthead(briefing: Briefing, labels: Labels, total: int | None) -> dict[str, Any]:
    """What a template may print by itself."""
    return {
        "title": briefing.title,
        "issue": format_issue(briefing.issue, labels),
        "number": briefing.issue,
        "total": labels["field.total"].format(total=total) if total else "",
        "period": format_period(briefing.period, labels),
        "date": format_day(briefing.period.last, labels) if briefing.period.last else labels["field.no_period"],
        "desk": briefing.desk,
        "version": briefing.version,
        "lang": briefing.lang,
        "label": labels.group("field"),
    }


def _text_width(document: Document) -> int:
    section = document.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return int(width / 635)


def _fill(draft: Draft, opened: Opened, printed: Printed | None) -> None:
    """Every block in its place; the order of the calls is that of the table, the order of the pages the template's."""
    for name, block in _BLOCKS.items():
        if name in opened.places:
            place(opened.places[name], block(draft))
    document, target = opened.document, opened.places.get("contents")
    keep_headings(document.element.body, [draft.styles["Heading 1"], draft.styles["Heading 2"]])
    headings = find_headings(draft, document.element.body)
    columns = find_columns(target, draft.width) if target is not None else Columns(1, draft.width)
    lines = -(-len(headings) // columns.number) if target is not None else 0
    pages, count = estimate_pages(document, target, lines)
    if printed:
        pages, count = pages | match_pages(headings, printed.chapters), printed.total
    if target is not None:
        place(target, contents(draft, headings, pages, columns))
    state_page_count(document, count)


def _set_properties(document: Document, briefing: Briefing, labels: Labels) -> None:
    core, moment = document.core_properties, _moment(briefing)
    core.title = printable(f"{briefing.title} {format_issue(briefing.issue, labels)}")[:255]
    core.author = core.last_modified_by = printable(briefing.desk)[:255]
    core.subject = format_period(briefing.period, labels)
    names = (theme_name(section.theme, briefing.lang) for section in briefing.sections)
    core.keywords = printable(", ".join(names))[:255]
    core.language = "zh-CN" if briefing.lang == "zh" else "en"
    core.comments = ""
    core.revision = 1
    core.created = core.modified = moment


def _moment(briefing: Briefing) -> datetime:
    """The issue's last day: its properties never say when it was built."""
    return datetime.combine(briefing.period.last or NO_DATE, time(), UTC)
