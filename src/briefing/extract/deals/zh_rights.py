"""Licences in Chinese: rights to a product given or taken for an upfront sum and milestones, medicines bought with
their patents, and licences that end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import simplify
from ..reading.amounts import choose_amount
from ..reading.context import Context, Line
from ..reading.cues import choose_date, clause_of, licence_words
from ..reading.names import name_after, names_between
from .drafts import Draft
from .zh_transfer_actors import agreed_with, read_actors
from .zh_transfer_company import company_of
from .zh_transfer_names import real_sides
from .zh_transfer_past import is_told_of_the_past
from .zh_transfer_price import whole_price
from .zh_transfer_sides import find_sides

_RIGHT = rf"(?:{licence_words('rights')})"
_LICENSE = re.compile(
    rf"""
    # 授予甲…独家权利; 将…独家授权给甲
    授予[^，。；]{{2,60}}?(?:独家|许可|{_RIGHT})
  | (?:独家|排他|有偿|对外)*(?:授权|许可|转让|出让)(?:给|予|与|至)(?=[^，。；]{{2,}})
  | 独家(?:授权|许可)(?:协议)? | (?:授权|许可)[^，。；]{{2,20}}?(?:开发|使用|生产|销售|推广|商业化|代理)
  | 权[益利]?(?:独家|有偿|排他)?(?:授予|授权给|许可给)
    # 签署…许可协议, 达成…授权合作
  | (?:签署|签订|达成|订立|签立)[^。；]{{0,60}}?
        (?:授权|许可|License|BD|独家代理|代理|技术转让|专利转让|技术许可|商业化|独家销售|独家推广)[^。；]{{0,12}}?(?:协议|合作|交易|合同)
    # 引进甲…; 获得…商业化权益
  | (?<!人才)(?<!投资)引进(?=[^，。；]{{2,40}}?(?:{_RIGHT}|首付款|在研|单抗|双抗|管线|新药|[A-Z]{{2,}}-?\d))
  | (?:获得|取得|拥有|拿下|获)(?:了)?[^，。；]{{2,60}}?
        (?:独家(?:权益|权利|许可|开发|商业化|代理权?|销售权?|推广权?)
        |(?:开发|商业化|海外|大中华区|全球|区域)[^，。；]{{0,10}}?(?:权益|权利))
    # 受让…专利及技术
  # 出售…海外权益
  | (?:出售|转让|售出|卖出|出让)[^，。；]{{0,40}}?(?:海外|全球|大中华区?|区域|商业化|开发)[^，。；]{{0,6}}?权[益利]
  | (?:受让|购买|收购|买断)[^，。；]{{2,40}}?(?:{licence_words("assets")})
    # the terms of one spoken of before
  | 首付款|里程碑付款|里程碑款项?
    """,
    re.VERBOSE,
)
_TERMS = re.compile("首付款|里程碑")
_DRUG = re.compile(
    r"""
    (?<![A-Za-z])[A-Z][a-z]*(?:mab|nib|tinib|ciclib|parib|stat|cept|tide|leucel|limab|lumab|vir|glutide)(?![A-Za-z])(?:\s?[（(][A-Za-z0-9-]{3,16}[）)])?
  | (?<![A-Za-z0-9-])(?!(?:CD|HER|PD|IL|GLP|SH|SZ|HK|US|NO|BJ|H|A|B|CLDN|CAR|COVID|FGFR|TNF|VEGF|EGFR|KRAS|BCMA|TIGIT
        |SW|ISO|CCR|GPC|MSLN|TROP)-?\d)  # targets, exchanges and standards
    [A-Z]{1,6}-?\d{2,6}[A-Z]{0,2}\d?(?![A-Za-z\d])
  | (?<![A-Za-z0-9-])[A-Z]{2,5}\d(?=疫苗)
    """,
    re.VERBOSE,
)
_CHINESE_DRUG = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:单抗|双抗|替尼|西普|帕利|格列净|格列汀|沙坦|洛韦|司他|疫苗|®)")
_NOT_OF_A_DRUG = re.compile(
    r".*(?:引进|获得|取得|授予|授权|转让|收购|生物|医药|药业|制药|公司|自主|自研|研发|开发|国内|国产|海外|全球|首款|首个|一款|创新|靶向|产品|旗下|持有|将|就|对|与|的|款|及|和|(?:单|双)抗(?=.))"
)
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?<![（(])(?!CEO|CFO|IPO|BD|FDA|NMPA|CDE|GMP|PD|USD|RMB|ADC|CAR|APP|ETF|HK|SH|SZ|US|EMA|IND|NDA|MAH|CNS|AI|RNA|DNA|GLP|NASH|License)[A-Z]{3,8}\b(?![A-Za-z])"
)
_ENDED = re.compile(r"(?:终止|解除)[^，。；]{0,40}?(?:协议|合作|许可|授权|合同)|退回|退还|收回[^，。；]{0,20}权")
_PLANNED = re.compile(r"拟|计划|意向")


_WORDS = ("授", "许可", "权", "首付款", "里程碑", "引进", "协议", "合作", "买断", "专利", "批件", "批文")
"""A line without one of these tells no licence and is not read closely."""


def find_licenses(line: Line, context: Context) -> Iterator[Draft]:
    """A product's rights for an upfront sum and milestones."""
    if not any(word in line.simple for word in _WORDS):
        return
    m = _LICENSE.search(line.simple) or _ENDED.search(line.simple)
    if not m or _SHARES.search(line.simple, *clause_of(line.simple, m.start())) or _NO_LICENCE.search(line.simple):
        return
    money = choose_amount(line, m.start(), roles=("upfront", "price", "total", "milestone"))
    money = money or whole_price(line, m.start(), len(line.simple))
    names = list(_sides(line, m, context))
    here = _drug_of(line, names)
    drug = here or next((d for other in context.all_lines() if (d := _drug_of(other, names))), None)
    if money and not here and _TERMS.match(m.group()):
        yield _terms(line, m, drug, names, money)
    elif (money or here or (drug and names) or re.search("独家", m.group())) and not _is_empty(line, m, here, names):
        yield _licence(line, m, context, drug, names, money)


_SHARES = re.compile("股权|股份(?!有限)|控股权|合伙份额")
_NO_LICENCE = re.compile(
    r"药监局|上市许可申请|临床试验许可|获批上市|许可证|行政许可|经营许可|采矿|频率|牌照|网络安全|未经(?:授权|许可)|转载|个人信息|土地|建设用地|房屋|商铺|发明专利授权|专利授权量|授权专利"
)


def _is_empty(line: Line, m: re.Match[str], here: str | None, names: list[str]) -> bool:
    """A product that nobody is named with, or an ending that speaks of no medicine."""
    return not names or (m.re is _ENDED and here is None)


def _terms(line: Line, m: re.Match[str], drug: str | None, names: list[str], money) -> Draft:
    """根据协议，某某将获得4500万美元首付款: the licence spoken of before."""
    both = len(names) > 1
    return Draft(
        type="license",
        line=line,
        rule="zh.license.terms",
        at=m.start(),
        name=drug or names[0] if both else None,
        is_weak=True,
        parties=tuple(names) if both else (),
        money=money,
        stage="signed",
        confidence=0.6,
    )


def _licence(line: Line, m: re.Match[str], context: Context, drug: str | None, names: list[str], money) -> Draft:
    name = drug or names[0]
    return Draft(
        type="license",
        line=line,
        rule="zh.license",
        at=m.start(),
        name=name,
        parties=tuple(p for p in names if p != name),
        money=money,
        stage=_stage(line, m),
        date=choose_date(line, m.start()),
        is_background=not _ENDED.search(line.simple) and is_told_of_the_past(line, m.start(), context),
        confidence=0.8 if drug and len(names) > 1 else 0.6,
    )


def _stage(line: Line, m: re.Match[str]) -> str:
    if _ENDED.search(line.simple):
        return "terminated"
    start = clause_of(line.simple, m.start())[0]
    return "planned" if _PLANNED.search(line.simple, start, m.end()) else "signed"


# ---------------------------------------------------------------- the two sides

_TO = re.compile(
    r"(?:授予|授权给?|许可给?|转让给|给予|出让给|授权予)(?P<to>[^，。；]{2,40}?)(?=就|在|对|独家|其|大中华|全球|海外|开发|的|[A-Z]{2,}-?\d|$|，|。|；)"
    r"|(?:向|从|自|由)(?P<by>[^，。；]{2,40}?)(?=支付|独家|引进|获得|取得|受让|购买|收购|授予|授权|许可|负责|处|买断)"
    r"|(?:与|和|同)(?P<with>[^，。；与同]{2,50}?)(?=就|正式|共同|签署|签订|达成|订立|签立|在|关于|宣布|合作|（)"
    r"|(?:引进|获得|取得|受让|购买|收购)(?:了)?(?P<of>[^，。；]{2,20}?)(?=旗下|研发|开发|自主|持有|在研|双抗|单抗|药物|新药|产品|小分子|创新药|[的]|[A-Za-z]{2,})"
)


def _sides(line: Line, m: re.Match[str], context: Context) -> tuple[str, ...]:
    """Giver and taker: who acts, who signs with it, and the names behind 授予, 向, 从, 引进."""
    found = [*read_actors(line, _acting_at(line, m), context), *agreed_with(line, m.end())]
    if _ENDED.search(line.simple) and _WITH_THE_COMPANY.search(line.simple):
        found.append(company_of(context) or "")
    for other in _TO.finditer(line.simple):
        group = next(g for g in ("to", "by", "with", "of") if other[g])
        found += _names_in(line, *other.span(group))
        if group == "with":
            found += read_actors(line, other.start(), context)
    found += [s.name for s in find_sides(line, context)]
    found = [_before_product(n) for n in found if n]
    return tuple(n for n in real_sides(found, line, context) if not _NO_SIDE.search(n) and not _DRUG.fullmatch(n))


def _before_product(name: str) -> str:
    """默特制药 of 默特制药开发ZY-88."""
    m = re.search(r"(?:开发|研发|在研|旗下|自主|引进|生产)?[A-Z]{2,6}-?\d{2,}", simplify(name))
    return name[: m.start()] if m and m.start() >= 2 else name


def _acting_at(line: Line, m: re.Match[str]) -> int:
    """Of `甲将其…独家授权给乙` who acts stands before 将."""
    start = clause_of(line.simple, m.start())[0]
    taken = re.search("[将把]", line.simple[start : m.start()])
    return start + taken.start() if taken else m.start()


_WITH_THE_COMPANY = re.compile("双方|(?:退还|返还|通知)(?:给|予)?(?:本)?公司|与(?:本)?公司")
_NO_SIDE = re.compile(
    r"大中华|中国大陆|地区|全球|海外|北美|东南亚|亚太|欧洲|美国市场|权[益利]|^双方|疫苗|单抗|双抗|药物|(?<!制)药$|产品$|新药|适应症|临床|里程碑|首付|技术$|专利|^(?:CD|PD|HER|IL|GLP|BCMA)\b|^(?:CD|HER|IL)-?\d"
)


def _names_in(line: Line, start: int, end: int) -> list[str]:
    row = names_between(line.simple, start, end)[:2]
    if not row and (first := name_after(line.simple, start, limit=end)):
        row = [first]
    if len(row) == 1 and row[0][0] > start and line.simple[start : row[0][0]].isalpha() and row[0][1] == end:
        row = [(start, end)] if end - start <= 8 and not re.search("[的在了]", line.simple[start:end]) else row
    return [line.text[slice(*s)] for s in row]


def _drug_of(line: Line, names: list[str]) -> str | None:
    """The product: a code, an international name, a Chinese one; an abbreviation last."""
    plain = _coded(_DRUG, line, names) or _called_in_chinese(line)
    quoted = _QUOTED.search(line.text)
    return plain or (quoted["name"] if quoted else None) or _coded(_ABBREVIATION, line, names)


_QUOTED = re.compile("[“「](?P<name>[^“”「」，。]{1,14}(?:注射液|片|胶囊|颗粒|制剂|口服液|滴眼液))[”」]")


def _coded(pattern: re.Pattern[str], line: Line, names: list[str]) -> str | None:
    found = (d for d in pattern.finditer(line.text) if not any(d[0] in n for n in names) and not _is_code(line, d))
    return next((d[0] for d in found), None)


def _called_in_chinese(line: Line) -> str | None:
    """替雷利珠单抗: behind what describes it."""
    for d in _CHINESE_DRUG.finditer(line.simple):
        front = _NOT_OF_A_DRUG.match(d.group())
        if d.end() - d.start() - (front.end() if front else 0) >= SHORTEST_DRUG:
            return line.text[d.start() + (front.end() if front else 0) : d.end()]
    return None


SHORTEST_DRUG = 4
"""Characters: 单抗 and 疫苗 alone name nothing."""


def _is_code(line: Line, m: re.Match[str]) -> bool:
    """A listed company's code stands in brackets behind its name: (HK1801), (SH 600000)."""
    return (
        bool(re.search(r"[（(][A-Z]{0,2}\s?$", line.text[max(0, m.start() - 3) : m.start()]))
        and m[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ-").isdigit()
        and len(re.sub(r"\D", "", m[0])) >= 4
    )
