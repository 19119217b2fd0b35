"""What the briefing says and in what order: numbers the sources, fills the tables. Knows no file format.

`titles` and `stories` are what is printed, `records` what is listed and what enters a total, `rows` the tables of
articles and inputs, `week` and `figures` the counts.
"""

from .figures import count_week, figures, theme_rows
from .records import (
    NO_FACT,
    NOT_ADDED,
    SIGNINGS,
    TABLE_ROWS,
    counted_once,
    is_repeated,
    largest_first,
    locate_events,
    number_records,
)
from .rows import article_rows, coverage_rows, roles, story_themes
from .stories import ALSO, Numbering, Pick, RawSpans, quote, section, story_entry
from .titles import display_title
from .week import OFF, Week

__all__ = [
    "ALSO",
    "NOT_ADDED",
    "NO_FACT",
    "OFF",
    "SIGNINGS",
    "TABLE_ROWS",
    "Numbering",
    "Pick",
    "RawSpans",
    "Week",
    "article_rows",
    "count_week",
    "counted_once",
    "coverage_rows",
    "display_title",
    "figures",
    "is_repeated",
    "largest_first",
    "locate_events",
    "number_records",
    "quote",
    "roles",
    "section",
    "story_entry",
    "story_themes",
    "theme_rows",
]
