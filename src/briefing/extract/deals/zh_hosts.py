"""Who holds an event at which a batch is signed: 大会由甲省人民政府、乙协会共同主办, 甲市主办的推介会."""

from __future__ import annotations

import re

from ..reading.actor_names import is_name
from ..reading.context import Context, Line
from ..reading.names import is_common, names_between

# 峰会由甲和乙（共同）主办；承办 and 协办 only help.
_HELD_BY = re.compile(r"由(?!于)(?P<row>[^，。；：！？]{3,60}?)(?:共同|联合|携手)?(?:主办|举办)(?=[，。；的]|$)")
_OFFICES = (
    *("政府", "管委会", "局", "厅", "委", "开发区", "新区"),
    *("联合会", "工商联", "协会", "商会", "促进会", "集团", "公司"),
)
MOST_HOSTS = 4


def hosts_of(context: Context, line: Line) -> tuple[str, ...]:
    """The authorities that the article names as its hosts, the line's own first."""
    for each in (line, *context.lines):
        match = _HELD_BY.search(each.simple)
        spans = names_between(each.simple, *match.span("row")) if match else []
        if spans and len(spans) <= MOST_HOSTS and all(_is_host(each.simple[slice(*s)]) for s in spans):
            return tuple(each.text[slice(*s)] for s in spans)
    return ()


def _is_host(name: str) -> bool:
    return name.endswith(_OFFICES) and is_name(name) and not is_common(name)
