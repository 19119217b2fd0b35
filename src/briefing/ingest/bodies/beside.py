"""Lines that stand among and behind an article's paragraphs and are the page's own: buttons, subscriptions, codes to
scan, cookies, advertising, read-also boxes, comments, rights. Simplified, Traditional and English.
"""

from __future__ import annotations

import re

from ...config import read_table
from ...text import simplify

_LINES = read_table("page_own.toml")


def _any(name: str) -> str:
    return "|".join(_LINES[name])


_ENDS = re.compile(rf"\W*(?:{_any('box_heads')})\W*", re.IGNORECASE)
_ASKS = re.compile(_any("asks"), re.IGNORECASE)
_OWN = re.compile(_any("notices"), re.IGNORECASE)
_NOTICE = re.compile(rf"\W*(?:{_any('notice_heads')})", re.IGNORECASE)
_MENU = re.compile(rf"(?:(?:{_any('menus')})[\W_]{{0,6}}){{1,10}}", re.IGNORECASE)
_GATE: tuple[str, ...] = tuple(_LINES["gate"])
_CLOSING_RULE = re.compile(
    r"[-—–=＝*·•\s]{1,12}(?:END|End|完|全文完|正文完)[-—–=＝*·•\s]{0,12}|[（(【](?:完|全文完|END)[】)）]"
)
LONGEST_END = 60
"""Characters of the head of a read-also box; a longer line is a sentence that mentions one."""
LONGEST_ASKING = 48
LONGEST_OWN = 140
"""Characters of a line of the page's own; paragraphs of news that mention cookies or subscriptions are longer."""
LONGEST_NOTICE = 420


def ends_body(line: str) -> bool:
    """Whether an article has ended before this line: the head of a read-also box, comments, `- END -`."""
    if len(line) > LONGEST_END:
        return False
    return bool(_CLOSING_RULE.fullmatch(line.strip()) or _ENDS.fullmatch(simplify(line)))


def is_own(line: str) -> bool:
    """Whether a line speaks for the page and not for the article: a button, a code to scan, a notice of rights."""
    if len(line) <= LONGEST_OWN:
        bare = simplify(line).lower()
        if not any(word in bare for word in _GATE):
            return False
        if _MENU.fullmatch(bare.strip(" |·/[]()")):
            return True
        return bool((len(line) <= LONGEST_ASKING and _ASKS.search(bare)) or _OWN.search(bare))
    return len(line) <= LONGEST_NOTICE and bool(_NOTICE.match(simplify(line[:80])))
