"""Funding rounds in Chinese: `X完成近亿元A轮融资`, and their investors wherever the article names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Money
from .amounts import NEVER, choose_amount
from .coined import is_coined
from .context import Context, Line
from .deal_words import choose_date, choose_place, clause_of, is_background, read_round, read_stage, words
from .deals_zh_actors import as_written, find_subject, is_guess, is_name, names_up_to
from .drafts import Draft
from .names import names_between

_FUNDING = re.compile(
    rf"""
    (?P<verb>{words("funding_verbs")})(?:了|过|到)?
    (?P<body>[^。；！？，\n]{{0,60}}?)
    (?P<noun>{words("funding_nouns")})
    """,
    re.VERBOSE,
)
_ROUND = re.compile(
    r"[A-H][0-9+]{0,3}\s?轮|天使\+?轮|种子轮|Pre-?\s?[A-Z]|新一轮|首轮|战略融资|战略投资|战略轮|轮融资|轮投资"
)
_INVESTORS = re.compile(
    r"(?P<role>联合领投|共同领投|独家投资|独家领投|领投|跟投|参投|联合投资|共同投资|继续加持|继续跟投|追加投资|加码|加注|参与(?:了)?(?:本轮|此轮|跟投|投资|本次))"
)
_LISTED_AS = re.compile(
    r"(?:投资方|投资机构|投资者|投资人|领投方|跟投方|领投机构)(?:包括|为|有|分别为|分别是|则?是|：|:)+(?P<names>[^。；！？]{2,80})"
)
_LOANS = re.compile(r"贷款|授信|信贷|银团|补助|补贴|政府资金|债券")


def find_funding(line: Line, context: Context) -> Iterator[Draft]:
    """`X完成近亿元A轮融资`, `X获红杉数千万元投资`; its investors wherever the article names them."""
    found = False
    for m in _FUNDING.finditer(line.simple):
        if draft := _funding(line, m, context):
            found = True
            yield draft
    if not found and (this := _THIS_ROUND.search(line.simple)) and (money := _sum_after(line, this.start())):
        yield Draft(
            type="funding", line=line, rule="zh.funding.this_round", at=this.start(), money=money, confidence=0.6
        )
    if _INVESTORS.search(line.simple) or _LISTED_AS.search(line.simple):
        yield from _investors(line)


def _is_known(name: str, line: Line) -> bool:
    """Without a sum or a round only an organisation by its form makes a round of an investment."""
    return is_coined(name) or bool(re.match("[A-Z][A-Za-z]", name)) or any(name in n.text for n in line.names)


_THIS_ROUND = re.compile(r"(?:本轮|此轮|本次|该轮|此次)(?:[A-H]\+*轮)?融资(?!租赁)")


def _sum_after(line: Line, at: int) -> Money | None:
    """`完成B轮融资，融资金额为3亿元`: a sum right behind that is said to be raised."""
    other = frozenset(m.role for m in line.money if m.role and m.role not in ("raised", "total", "price"))
    return choose_amount(line, at, roles=("raised",), start=at, end=min(len(line.simple), at + 40), never=NEVER | other)


def _funding(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    simple, body = line.simple, m["body"]
    start, end = clause_of(simple, m.end())
    near = simple[m.start() : min(end, m.end() + 4)]
    money = choose_amount(
        line, m.start(), roles=("raised", "price", "investment"), start=start, end=end, never=NEVER - {"grant"}
    )
    has_round = bool(_ROUND.search(near))
    if money is None and has_round:
        money = _sum_after(line, end)
    investors = _investors_inside(line, m)
    if not has_round and not money and not any(_is_known(n, line) for n in investors):
        return None
    if _LOANS.search(body) or not (has_round or (money and "投资" not in m["noun"]) or investors):
        return None
    if "融资" not in m["noun"] and m["verb"] in ("完成", "宣布", "披露", "官宣") and not has_round:
        return None  # 完成投资12亿元 is building, not funding
    given = _FROM.search(simple, start, m.start())
    name = find_subject(line, given.start() if given else m.start(), context)
    if name and re.search(r"市场|行业|赛道|领域|产业|企业(?:们)?$|项目$|全省|全市|全国|月$|季度", name):
        return None
    is_listed = bool(name and not has_round and _TICKERED.match(simple, simple.find(name) + len(name)))
    return Draft(
        type="equity" if is_listed else "funding",
        line=line,
        rule="zh.funding.verb",
        at=m.start(),
        name=name,
        is_weak=is_guess(name, line, m.start(), context),
        parties=tuple(investors),
        leads=tuple(investors) if re.search(r"领投|独家", body) else (),
        money=money,
        valuation=choose_amount(line, m.start(), roles=("valuation",), never=frozenset(), start=0)
        if "估值" in simple
        else None,
        round=read_round(near),
        stage=read_stage(simple[start : m.end() + 2], ("terminated", "rumoured", "planned"), "closed"),
        place=choose_place(line, m.start(), name, context),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.9 if has_round and name else 0.75,
    )


_TICKERED = re.compile(r"\s?[（(](?:[A-Z.]+[:：]\s?)?(?:\d{4,6}|[A-Z]{2,5})(?:\.[A-Z]{1,3})?[,，）)]")
_FROM = re.compile(r"从(?P<names>[^，。；从]{2,40})$")


def _investors_inside(line: Line, m: re.Match[str]) -> list[str]:
    """`获得 峰瑞资本、江北基金 领投的 数千万元A轮融资`, `获 深创投 近亿元投资`."""
    simple, start, end = line.simple, m.start("body"), m.end("body")
    if given := _FROM.search(simple, clause_of(simple, m.start())[0], m.start()):
        names = [simple[slice(*s)] for s in names_between(simple, given.start("names"), given.end("names"))]
        return [as_written(line, n) for n in names if is_name(n)]
    if led := re.search(r"(?:等)?(?:联合|共同|独家)?(?:领投|投资|参投|注资)的", m["body"]):
        end = start + led.start()
    elif m["verb"] in ("获", "获得", "斩获", "再获", "又获", "喜获", "收获", "迎来", "引入"):
        cuts = [x.span.start for x in line.money if start <= x.span.start < end]
        if found := _ROUND.search(simple, start, end):
            cuts.append(found.start())
        end = min(cuts, default=end)
    else:
        return []
    names = [simple[slice(*s)] for s in names_between(simple, start, end)]
    return [as_written(line, n) for n in names if is_name(n)]


def _investors(line: Line) -> Iterator[Draft]:
    """Lines that name investors of the round spoken of."""
    parties: list[str] = []
    leads: list[str] = []
    first = len(line.simple)
    floor = 0
    for m in _INVESTORS.finditer(line.simple):
        names = [line.text[slice(*s)] for s in names_up_to(line, m.start(), floor)]
        parties += names
        leads += names if "领投" in m["role"] or "独家" in m["role"] else []
        first, floor = min(first, m.start()), m.end()
    for m in _LISTED_AS.finditer(line.simple):
        parties += [line.text[slice(*s)] for s in names_between(line.simple, m.start("names"), m.end("names"))]
        first = min(first, m.start())
    good = tuple(p for p in parties if is_name(p))
    if good:
        yield Draft(
            type="funding",
            line=line,
            rule="zh.funding.investors",
            at=first,
            parties=good,
            leads=tuple(x for x in leads if x in good),
            round=read_round(line.simple),
            confidence=0.6,
        )
