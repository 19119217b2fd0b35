"""Licences and stakes in Chinese: rights to a product, shares of a company, a company set up together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deal_words import choose_date, choose_place, clause_of, is_background, read_stage
from .deals_zh_actors import find_subject, is_name, is_target, is_weak, names_up_to
from .drafts import Draft
from .names import is_generic, name_after, names_between

_LICENSE = re.compile(
    r"授予[^，。；]{2,40}?(?:独家|许可|权利|权益)|(?:签署|签订|达成|订立)[^。；]{0,40}?(?:授权|许可|License|BD)[^。；]{0,12}?(?:协议|合作|交易)|独家(?:授权|许可)(?:给|予|协议)"
    r"|(?:首付款|里程碑付款|里程碑款项?)|(?:引进|获得)[^，。；]{2,30}?(?:独家(?:权益|权利|许可|开发|商业化)|商业化权(?:益|利))"
)
_DRUG = re.compile(
    r"[A-Z][a-z]*(?:mab|nib|tinib|ciclib|parib|stat|cept|tide|leucel|limab|lumab)\b(?:\s?[（(][A-Za-z0-9-]{3,16}[）)])?|(?<![A-Za-z])[A-Z]{2,5}-?\d{2,6}[A-Z]?(?![A-Za-z\d])|(?<![A-Za-z])(?!CEO|CFO|IPO|BD|FDA|NMPA|CDE|GMP|PD|USD|RMB)[A-Z]{3,8}\b(?![A-Za-z])"
    r"|[\u4e00-\u9fff]{2,5}(?:单抗|双抗|替尼|疫苗|西普|帕利)"
)
_STAKE_TAKING = re.compile(
    r"(?P<verb>(?:战略)?入股|参股(?!公司|企业|子公司|的)|(?:拟|完成|宣布)?(?:向|对)(?P<object>[^，。；]{2,30}?)(?:进行)?(?:增资(?!扩股企业)|注资|战略投资|投资(?!发行|者|的)(?=[^，。；]{0,6}?\d))|(?:认购|认缴)(?P<issue>[^，。；]{2,40}?)(?:股份|股票|新股|增资|股权))"
)
_JOINT = re.compile(
    r"(?:合资|共同出资|共同投资|联合|携手)[^，。；]{0,20}?(?:成立|设立|组建)(?:了)?(?P<object>[^，。；]{0,40}?(?:公司|企业|平台公司))"
)


def find_licenses(line: Line, context: Context) -> Iterator[Draft]:
    """A product's rights for an upfront sum and milestones."""
    m = _LICENSE.search(line.simple)
    if not m:
        return
    money = choose_amount(line, m.start(), roles=("upfront", "price", "milestone"))
    giver = find_subject(line, m.start(), context)
    names = [n for n in (giver, *_partners(line, m, context)) if n]
    here = _drug_of(line, names)
    drug = here or next((d for other in context.all_lines() if (d := _drug_of(other, names))), None)
    if money and not here and _TERMS.match(m.group()):
        # 根据协议，某某将获得4500万美元首付款: the licence spoken of before
        yield Draft(
            type="license",
            line=line,
            rule="zh.license.terms",
            at=m.start(),
            name=drug or giver if len(names) > 1 else None,
            is_weak=True,
            parties=tuple(dict.fromkeys(names)) if len(names) > 1 else (),
            money=money,
            stage="signed",
            confidence=0.6,
        )
        return
    if not (money or here or re.search("独家|签署|签订|订立", m.group())):
        return
    name = drug or giver
    yield Draft(
        type="license",
        line=line,
        rule="zh.license",
        at=m.start(),
        name=name,
        parties=tuple(dict.fromkeys(p for p in names if p != name)),
        money=money,
        stage="signed",
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.8 if drug and len(names) > 1 else 0.6,
    )


_TERMS = re.compile("首付款|里程碑")
_PARTNER = re.compile(
    r"(?:与|向|授予|从|给予|授权给?|由)(?P<names>[^，。；]{2,40}?)(?=就|支付|独家|引进|获得|签署|签订|达成|订立|在|开发|的|$|，|。)"
)


def _partners(line: Line, m: re.Match[str], context: Context) -> list[str]:
    """The other side of a licence: 与X就…达成, 向X支付, 授予X, 从X引进."""
    found = []
    for other in _PARTNER.finditer(line.simple):
        found += [line.text[slice(*s)] for s in names_between(line.simple, other.start("names"), other.end("names"))][
            :2
        ]
    return [f for f in found if is_name(f) and not is_weak(f, line, context)]


def _drug_of(line: Line, names: list[str]) -> str | None:
    return next((d[0] for d in _DRUG.finditer(line.text) if not any(d[0] in n for n in names)), None)


def find_stakes(line: Line, context: Context) -> Iterator[Draft]:
    """入股, 增资, 认购, 合资设立公司."""
    simple = line.simple
    for m in _STAKE_TAKING.finditer(simple):
        if re.search("出售|转让|收购|套现|质押", m.group()):
            continue
        group = "object" if m["object"] else "issue" if m["issue"] else None
        span = name_after(simple, m.start(group), limit=m.end(group)) if group else name_after(simple, m.end())
        if span is None or not is_target(line, simple[slice(*span)], None, context):
            continue
        investor = find_subject(line, m.start(), context)
        if investor is None or re.search("基金|银行理财|份额", simple[slice(*span)]):
            continue
        yield _stake(line, m.start(), context, line.text[slice(*span)], (investor,), "zh.equity.stake")
    for m in _JOINT.finditer(simple):
        span = name_after(simple, m.start("object"), limit=m.end("object"))
        if span and not is_generic(simple[slice(*span)]):
            parties = tuple(line.text[slice(*s)] for s in names_up_to(line, m.start(), 0))
            if len(parties) >= 2:
                yield _stake(line, m.start(), context, line.text[slice(*span)], parties, "zh.equity.joint")


def _stake(line: Line, at: int, context: Context, name: str, parties: tuple[str, ...], rule: str) -> Draft:
    start, end = clause_of(line.simple, at)
    return Draft(
        type="equity",
        line=line,
        rule=rule,
        at=at,
        name=name,
        parties=parties,
        money=choose_amount(
            line,
            at,
            roles=("investment", "committed", "price", "raised"),
            start=start,
            end=min(len(line.simple), end + 40),
        ),
        stage=read_stage(
            line.simple[start:end],
            ("terminated", "rumoured", "planned", "signed"),
            "closed" if "完成" in line.simple[start:end] else "announced",
        ),
        place=choose_place(line, at, name, context),
        date=choose_date(line, at),
        is_background=is_background(line, at, context),
        confidence=0.82 if line.money else 0.65,
    )
