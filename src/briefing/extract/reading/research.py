"""A broker's report on another company: `某某证券：维持甲“买入”评级`. Who rates takes part in nothing; the news is
that of the company that is rated."""

from __future__ import annotations

import re
from functools import lru_cache

from ...config import read_table
from ...text import simplify
from .actor_names import is_name
from .context import Context
from .names import is_common

FIRST_LINES = 5
_HOUSES = frozenset(read_table("names.toml")["research"]["houses"])
_REPORT = re.compile("评级|研报|研究报告|目标价|推荐股")
_RATED = re.compile(
    r"(?:维持|重申|[给首]?予|首次覆盖|上调|下调|升|对|覆盖)(?P<name>[\u4e00-\u9fffA-Z]{2,10}?)"
    r"(?:[（(][^（()）]{4,24}[)）])?(?:[“「]|的?(?:研报|研究报告|目标价|.{0,2}评级))"
)
# Bonds and issuers are rated too: only what is said of a share is a broker's view.
_VIEW = re.compile(
    "研报|研究报告|目标价|首次覆盖|(?:买入|增持|推荐|中性|持有|强推|跑赢[^，。]{0,4}|优于大市)[”\"」]?(?:的?投资)?评级"
)
_SPEAKS = re.compile(
    r"(?:[（(][^（()）]{1,30}[)）])?(?:\d{1,2}月\d{1,2}日)?(?:[：:]|发布|发表|研报|研究报告|最新|维持|[首给]?予|重申|[上下]调|认为|指出)"
)


@lru_cache(maxsize=2)
def rated_company(context: Context) -> str | None:
    """The company that the report of the first lines rates."""
    for line in context.first_lines(FIRST_LINES):
        m = _RATED.search(line.simple) if _REPORT.search(line.simple) else None
        if m and is_name(m["name"]) and not is_common(m["name"]):
            return line.text[slice(*m.span("name"))]
    return None


def is_who_rates(name: str, context: Context) -> bool:
    """The house of the report: it speaks in the first lines, and they hold a view of a share."""
    simple = simplify(name)
    if not (simple.endswith("证券") or simple in _HOUSES) or not _holds_view(context):
        return False
    for line in context.first_lines(FIRST_LINES):
        at = line.simple.find(simple)
        if at >= 0 and _SPEAKS.match(line.simple, at + len(simple)):
            return True
    return False


@lru_cache(maxsize=2)
def _holds_view(context: Context) -> bool:
    return any(_VIEW.search(line.simple) for line in context.first_lines(FIRST_LINES))
