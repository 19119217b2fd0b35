"""Shares that change hands for nothing: `A将捐赠B公司5亿股股份予C基金会`; no purchase, yet a transfer of a stake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..reading.actor_names import is_name
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, is_background
from ..reading.subjects import topic_of
from .drafts import MOST_VERBS, Draft
from .names import is_person
from .zh_signer_names import is_institution
from .zh_transfer_company import company_of

_GIFT = re.compile(
    r"""
    (?:捐赠|赠与|赠予|捐出|无偿转让|无偿划转)(?!人|方|契|协议)(?:了)?(?:其?(?:所|直接|间接|合计)*持有的)?
    (?P<of>[^，。；\d]{0,16}?)\s?[\d,.]+\s?[万亿]*股(?:股份|股票|普通股)?
    (?:[（(][^）)]{0,30}[）)])?(?:给予|予以|赠予|予|给|至|与)
    (?P<to>[^，。；]{2,36}?)(?=作为|作|用于|用作|以|[，。；]|$)
    """,
    re.VERBOSE,
)
# 向某某基金会捐赠其持有的某某公司5000万股股份
_GIFT_TO = re.compile(
    r"(?:向|对)(?P<to>[^，。；向对]{2,30}?)(?:无偿)?(?:捐赠|赠与|赠予)(?:了)?(?:其?(?:所|直接|间接|合计)*持有的)?"
    r"(?P<of>[^，。；\d]{0,16}?)\s?[\d,.]+\s?[万亿]*股"
)
_OWN = re.compile(r"(?:本|该)?(?:公司)?(?:的)?")
_OFFICE = re.compile(
    r"(?:主席|董事长|股东|控制人|实控人|创始人|赠与人|捐赠人)(?P<who>[\u4e00-\u9fff]{2,4}?)(?=及|与|和|将|拟|向|已|，|先生|女士|签|计划)"
)
LINES_BACK = 3
"""Sentences before that may tell who gives."""


def find_gifts(line: Line, context: Context) -> Iterator[Draft]:
    """Shares of a company given away: to whom and by whom.

    What they are worth at a day's price is no sum of a deal: nobody pays it. Shares that go into a family's trust stay
    with their holder and are no deal.
    """
    if "赠" not in line.simple and "无偿" not in line.simple and "捐出" not in line.simple:
        return
    for pattern in (_GIFT, _GIFT_TO):
        for m in islice(pattern.finditer(line.simple), MOST_VERBS):
            name, receiver = _company(line, m, context), _receiver(line, m)
            if name and receiver:
                yield _gift(line, m, context, name, receiver)


def _gift(line: Line, m: re.Match[str], context: Context, name: str, receiver: str) -> Draft:
    giver = _giver(line, context)
    return Draft(
        type="equity",
        line=line,
        rule="zh.equity.gift",
        at=m.start(),
        name=name,
        parties=((giver,) if giver else ()) + (receiver,),
        stage="signed" if re.search("签[署订].{0,6}赠与|赠与[契协]", context.article.text) else "announced",
        place=choose_place(line, m.start(), name, context),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.8,
    )


def _company(line: Line, m: re.Match[str], context: Context) -> str | None:
    """Whose shares they are; of 本公司 the one that announces it."""
    if _OWN.fullmatch(m["of"]):
        return company_of(context) or topic_of(context, line)
    told = m["of"].removesuffix("的")
    return line.text[m.start("of") : m.start("of") + len(told)] if is_name(told) else None


def _receiver(line: Line, m: re.Match[str]) -> str | None:
    """A foundation or a company; gifts to staff are pay."""
    told = line.text[slice(*m.span("to"))].strip("“”「」")
    bare = re.sub(r"[（(][^）)]{1,8}[）)]", "", m["to"])
    return told if is_institution(bare) or bare.endswith("公司") else None


def _giver(line: Line, context: Context) -> str | None:
    """The holder by his office: 控股股东某某."""
    near = [x for x in context.all_lines() if line.index - LINES_BACK <= x.index <= line.index]
    for other in reversed(near):
        for m in _OFFICE.finditer(other.simple):
            if is_person(m["who"], context):
                return other.text[slice(*m.span("who"))]
    return None
