"""Why a text was taken for its form: what the form looks for, and the line at which it was decided."""

from __future__ import annotations

from .split import choose_form

LOOKS_FOR = {
    "topic_feed": "lines of source and time under titles, labels such as Core Viewpoint",
    "repost": "readings in brackets behind characters, 原標題",
    "scraped_page": "what readers that turn pages into Markdown leave: menus as links, Title: and URL Source:",
    "labelled": "records with their fields named: 标题：, 来源：, 正文：",
    "digest": "items numbered, bulleted, timed or headed alike, a title that says so",
    "newspaper": "paragraphs that open with a dateline under a headline, bylines and credits behind them",
}
MAX_LINES = 4_000
"""Lines of a text that are looked at: a form shows itself long before."""
SHOWN = 60
"""Characters of the line that is quoted."""


def find_sign(form: str, raw: str) -> str | None:
    """The sign that decided: what the form looks for, and the line from which on it leads; None where none does.

    The line is that which ends the shortest beginning of the text that the form claims. Leaving lines out one by one
    was tried first: where ten lines speak for a form, no single one decides.
    """
    if form not in LOOKS_FOR:
        return None
    lines = raw.split("\n")[:MAX_LINES]
    enough = 1
    while not _leads(form, lines[:enough]):
        if enough >= len(lines):
            return LOOKS_FOR[form]
        enough = min(2 * enough, len(lines))
    too_few = enough // 2
    while enough - too_few > 1:
        middle = (enough + too_few) // 2
        too_few, enough = (too_few, middle) if _leads(form, lines[:middle]) else (middle, enough)
    return f"{LOOKS_FOR[form]}; decided at line {enough}: {lines[enough - 1].strip()[:SHOWN]!r}"


def _leads(form: str, lines: list[str]) -> bool:
    return choose_form("\n".join(lines))[0] == form
