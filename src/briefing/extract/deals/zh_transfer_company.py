"""The company that an article is about: who is meant by 公司 and who acts where a sentence names nobody."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice

from ...text import simplify
from ..reading.actor_names import is_name
from ..reading.context import Context
from ..reading.names import name_before
from ..reading.subjects import topic_of
from .zh_transfer_names import can_act


@lru_cache(maxsize=2)
def company_of(context: Context) -> str | None:
    """The company an article is about, else the organisation it names again and again."""
    topic = topic_of(context)
    if topic:
        name = _undescribed(re.split("--+|——|[：:]", topic)[-1].strip())
        if is_name(name) and not _NO_COMPANY.search(name) and not _is_place(name, context):
            return name
    for line in context.first_lines(FIRST_LINES):
        for m in islice(_ANNOUNCES.finditer(line.simple), 2):
            span = name_before(line.simple, m.start(), floor=max(0, m.start() - 20))
            if span and m.start() - span[1] <= 1 and can_act(line.simple[slice(*span)]):
                return line.text[slice(*span)]
    told = Counter(n.text for line in context.lines[:MOST_LINES] for n in line.names if not _NO_COMPANY.search(n.text))
    name, times = next(iter(told.most_common(1)), ("", 0))
    return name if times >= OFTEN and is_name(name) else None


_TRADE_AHEAD = re.compile("[\u4e00-\u9fff]{2,8}?(?:公司|业者|厂商|大厂)(?!股份|集团|有限)(?=[\u4e00-\u9fffA-Z]{3})")
_DAY_BEHIND = re.compile("(?<=..)(?:昨|今)[日天]?$")


def _undescribed(name: str) -> str:
    """新药公司|某某生技|昨: what it does before its name, the day behind it."""
    ahead = _TRADE_AHEAD.match(simplify(name))
    name = name[ahead.end() :] if ahead else name
    behind = _DAY_BEHIND.search(simplify(name))
    return name[: behind.start()] if behind else name


def _is_place(name: str, context: Context) -> bool:
    """`香港讯：`: where it is told from."""
    return any(p.key == name for line in context.first_lines(FIRST_LINES) for p in line.places)


_ANNOUNCES = re.compile(
    r"(?:[（(][^（）()]{4,24}[)）])?(?:于?\d{1,2}月\d{1,2}日)?(?:今日|昨日)?(?:晚间?|盘后|午间"
    r"|早间)?(?:发布(?:关于)?[^，。；]{0,6}?|披露|在[^，。]{2,8})?公[告布]"
)
FIRST_LINES = 3
_NO_COMPANY = re.compile(r"^[A-Z]{2,5}-?\d*$|时间|发布|日期|News|Daily|日报|时报|委员会$|交易所|证监|政府$|部$|局$")
OFTEN = 3
MOST_LINES = 30
"""How often an organisation is named in how many lines for an article to be about it."""
