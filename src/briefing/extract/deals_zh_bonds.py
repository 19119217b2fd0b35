"""Bonds and notes in Chinese: who issues them, registered, approved or sold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Money
from .amounts import choose_amount
from .coined import is_coined
from .context import Context, Line
from .deal_words import choose_date, choose_place, clause_of, is_background, words
from .deals_zh_actors import find_subject, is_guess, is_name
from .deals_zh_listing import MARKET_WIDE, POLICY
from .drafts import Draft
from .names import names_between

_BOND = re.compile(
    rf"(?P<verb>发行|发售|簿记|取得|获得|获批|获准|获|注册|完成|拟发|增发)(?:了)?(?P<body>[^，。；]{{0,40}}?)(?P<noun>{words('bond_nouns')})"
)
_NOT_BOND = re.compile(words("not_bonds"))
_APPROVED = re.compile(
    rf"(?P<noun>{words('bond_nouns')})(?:的)?(?:发行|注册)?(?:申请)?(?:事项)?(?:已)?(?:获得?|取得|收到)[^，。；]{{0,16}}?(?:注册|批复|核准|批准|受理|通过|同意)"
)
_FINISHED = re.compile(
    rf"(?P<noun>{words('bond_nouns')})(?:已|成功|顺利|正式|今日|日前)*(?:完成|结束)?(?P<verb>发行|簿记|落地)(?!规模|人|利率|价格|金额|成本|期限|文件|市场)"
)
_ISSUED_BY = re.compile(
    rf"(?P<noun>{words('bond_nouns')})[^，。；]{{0,8}}?由(?P<issuer>[^，。；]{{2,24}}?)(?P<verb>发行)"
)


def find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """`X成功发行30亿元中期票据`, `A、B分别取得80亿元、50亿元中期票据的注册通知书`."""
    taken = 0
    for m in _BOND.finditer(line.simple):
        if (
            m.start() < taken
            or "股份" in m["body"]
            or _NOT_BOND.search(m.group())
            or POLICY.search(line.simple, max(0, m.start() - 30), m.end())
            or MARKET_WIDE.search(line.simple, max(0, m.start() - 30), m.end())
        ):
            continue
        taken = m.end()
        yield from _bonds(line, m, context)
    if not taken and not MARKET_WIDE.search(line.simple):
        for pattern in (_APPROVED, _ISSUED_BY, _FINISHED):
            if told := pattern.search(line.simple):
                yield from _bonds(line, told, context)
                return


_GOVERNMENT = re.compile("财政部|财政厅|央行|中央银行|政府|税务|国债|市场")


def _is_known(name: str, line: Line) -> bool:
    """Without a sum only an organisation by its form is believed to issue."""
    return is_coined(name) or any(name in n.text for n in line.names)


_BY = re.compile(r"由(?P<issuer>[^，。；由在]{2,20}?)(?:在[^，。；]{2,14}?)?(?:成功|正式|顺利)?(?:注册)?发行")


def _size_after(line: Line, end: int) -> list[Money]:
    """`成功发行公司债券，规模10亿元`: the sum in the clauses right behind."""
    return [x for x in line.money if end <= x.span.start < end + 40 and x.role in ("total", "raised", None)][:1]


def _bonds(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    start, end = clause_of(line.simple, m.start())
    sums = [x for x in line.money if m.start() <= x.span.start < end] or _size_after(line, end)
    by = _BY.search(line.simple)
    issuer = m.groupdict().get("issuer") or (by["issuer"] if by and is_name(by["issuer"]) else None)
    names = [line.text[slice(*s)] for s in names_between(line.simple, start, m.start())]
    names = [n for n in names if is_name(n)]
    if len(names) < 2 or len(names) != len(sums):
        subject = issuer or find_subject(line, m.start(), context)
        names, sums = ([subject] if subject else []), sums[:1]
    is_plan = bool(re.search("注册通知书|获批|获准|拟|计划|将|注册|受理|核准", line.simple[start:end]))
    for rank, name in enumerate(names):
        if _GOVERNMENT.search(name):
            continue
        money = (
            choose_amount(line, m.start(), start=sums[rank].span.start, end=sums[rank].span.end)
            if rank < len(sums)
            else None
        )
        if money is None and (m.groupdict().get("verb") not in ("发行", "簿记", "拟发") or not _is_known(name, line)):
            continue
        yield Draft(
            type="bond",
            line=line,
            rule="zh.bond",
            at=m.start(),
            name=name,
            money=money,
            is_weak=is_guess(name, line, m.start(), context),
            stage="planned" if is_plan else "closed",
            place=choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context),
            confidence=0.85 if money else 0.6,
        )
