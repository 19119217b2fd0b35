"""What is no deal by the words around it: a body's name, a loan, a holding, a count, an older year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...config import read_table
from ..reading.context import Context, Line
from ..reading.cues import clause_of
from .drafts import Draft

_TABLE = read_table("deal_names.toml")


def table_patterns(*groups: str) -> str:
    """The patterns of groups of the table as one alternation, the longest first."""
    patterns = {p for group in groups for p in _TABLE[group]}
    return "|".join(sorted(patterns, key=lambda p: (-len(p), p)))


# ---------------------------------------------------------------- what is no deal by the words around it

_BODY = re.compile(
    rf"(?:收购|并购|兼并|投资|重组|股权)+(?:与|和)?[\u4e00-\u9fff]{{0,4}}?(?:{table_patterns('bodies')})"
)
_LOAN = re.compile(rf"(?:{table_patterns('loans')})")
_ROUND = re.compile(rf"(?:{table_patterns('rounds')})")
_PERIOD = re.compile(rf"(?:{table_patterns('periods')})")
_EVENT = re.compile(rf"(?:{table_patterns('events')})")
_RECENT = re.compile(rf"(?:{table_patterns('recent')})")
_VERB = re.compile("收购|并购|兼并")


def verb_names_a_body(draft: Draft) -> bool:
    """`并购公会`, `收购兼并委员会`: the only verb of buying belongs to a name."""
    if draft.type not in ("acquisition", "equity"):
        return False
    simple = draft.line.simple
    return bool(_BODY.match(simple, draft.at)) and len(_VERB.findall(simple)) < 2


def is_lent(draft: Draft) -> bool:
    """The sum beside the verb of raising is a loan or a grant, and no word of a stake is near."""
    if draft.type != "funding" or draft.round:
        return False
    start, end = clause_of(draft.line.simple, draft.at)
    clause = draft.line.simple[start:end]
    return bool(_LOAN.search(clause)) and not _ROUND.search(clause) and not draft.leads


_TURNS = re.compile("[左右]转让|让直行|让行")
_ACCOUNT = re.compile("账户|账号|专户")
_MARKET = re.compile(
    "交易所|港交所|联交所|上交所|深交所|北交所|证监会|科创板|创业板|主板|新三板|纳斯达克|纽交所|IPO|招股|[AHB]股|股票|股份|上市公司|保荐|募资"
)
_DRUG = re.compile("适应症|临床|患者|药监|NDA|BLA|治疗|疗法|新药|药品|单抗|抗体|抑制剂|注射液|医保|FDA|NMPA|PMDA")
MOST_DRUGS = 3
"""Words of medicine by which an article on drugs is known."""


def is_another_word(draft: Draft, context: Context) -> bool:
    """右转|让直行; 递交某药的上市申请, a drug that comes to market; an account out of which shares are paid."""
    simple = draft.line.simple
    if draft.type in ("acquisition", "equity"):
        return bool(_TURNS.search(simple)) or bool(draft.name and _ACCOUNT.search(draft.name))
    if draft.type != "ipo" or _MARKET.search(simple):
        return False
    return len(set(_DRUG.findall(context.article.text))) >= MOST_DRUGS and not _MARKET.search(
        context.title.simple if context.title else ""
    )


_HOLDING = re.compile(rf"(?:{table_patterns('holdings')})")
_PASSING = re.compile(rf"(?:{table_patterns('passing')})")
_PLEDGE = re.compile(rf"(?:{table_patterns('pledges')})")


def is_only_held(draft: Draft) -> bool:
    """`某某控股子公司某某收到…`, shares that are pledged: who holds whom, and nothing changes hands."""
    simple = draft.line.simple
    if draft.type == "bond":
        return bool(_PLEDGE.search(simple)) and "股" in simple
    if draft.type not in ("acquisition", "equity") or not draft.rule.startswith("zh.frame.") or draft.line.index < 0:
        return False
    return bool(_HOLDING.search(simple)) and not _PASSING.search(simple)


def is_statistics(draft: Draft) -> bool:
    """`今年上半年，全县签约项目…个`: a count over a span of time, no ceremony."""
    simple = draft.line.simple
    ahead = simple[max(0, draft.at - 60) : draft.at]
    return draft.line.index >= 0 and bool(_PERIOD.search(ahead)) and not _EVENT.search(simple)


# ---------------------------------------------------------------- an older year

_YEAR = re.compile(
    r"""
    (?<!\d)((?:19|20)\d\d)\s?年
    (?! 度|第|以来|起|至今|面向|公开|非公开|向|[—至到-]          # a label of an issue, a span
      | [前底初]?(?:成立|创[立办建]|诞生|起步|上线|来) )
    """,
    re.VERBOSE,
)
_FOUNDED = re.compile("(?:成立|创立|创办|创建|始建|诞生|起步|上线|毕业|出生)(?:于|在)?$")


def is_dated_back(draft: Draft, context: Context) -> bool:
    """A year before the article's own is the last time told before the verb."""
    line = draft.line
    if draft.is_background or line.index < 0:
        return False
    years = list(_YEAR.finditer(line.simple, max(0, draft.at - 90), draft.at + 1))
    if not years or _RECENT.search(line.simple, years[-1].end(), draft.at + 1):
        return False
    if _FOUNDED.search(line.simple, max(0, years[-1].start() - 6), years[-1].start()):
        return False
    if re.search(r"今年|[；。]|年(?:至|到|-)", line.simple[years[-1].end() : draft.at]):
        return False
    is_early = context.day is not None and context.day.month <= 2
    return int(years[-1][1]) < context.year - is_early if context.year else _is_undated_news(line, context)


def _is_undated_news(line: Line, context: Context) -> bool:
    """The article dates its news by `近日` alone: a year in a later sentence looks back."""
    head = [x for x in context.lines[:2] if x is not line]
    return line.index > 1 and any(_RECENT.search(x.simple) for x in head) and not _any_year(x.simple for x in head)


def _any_year(texts: Iterable[str]) -> bool:
    return any(_YEAR.search(text) for text in texts)
