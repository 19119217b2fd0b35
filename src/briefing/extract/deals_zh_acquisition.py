"""Acquisitions and mergers in Chinese: who buys, what is bought, who sells, in active and passive wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deal_words import choose_date, choose_place, clause_of, is_background, read_stage
from .deals_zh_actors import NOT_DONE, find_subject, is_name, is_target, is_weak
from .drafts import Draft
from .names import is_common, name_after, names_between, normalize_name

_BUYING = re.compile(
    r"""
    (?<!此次)(?<!本次)(?<!该)(?<!这)(?<!这次)(?<!股权)(?<!的)(?<!资产)(?<!跨界)(?<!次)(?<!未经)
    (?P<verb>(?:要约|全资|战略|溢价|现金|并购|吸收)?
      (?:收购(?!报告书|管理办法|办法|条例|价|方|要约|人|案|标的|战|完成后|事项|资金|计划|量|站|点|商|总额|业务|提案|传闻|意向|文件|均价|尽调|一事|后|前)
        |并购(?!基金|重组|贷款|案|市场|交易|方|潮|委|公会)|吸收合并|吸并|私有化|受让|竞得|买下|拿下|购得|购买(?!资产|了?理财)|购买资产|取得|入主))
    (?:了|下)?
    """,
    re.VERBOSE,
)
_GAP = re.compile(
    r"(?:其|了|位于[^，。的]{1,10}的|来自[^，。的]{1,10}的|总部位于[^，。的]{1,12}的|旗下|约|共|合计|上市公司|控股股东|一家|标的|另一家|第三方|竞争对手|公司|老牌|知名|国内|海外|同行|子公司|企业|上游|下游|"
    r"生物|科技|技术|初创|[A-Za-z\s“「『《\"]|[\u4e00-\u9fff]{0,8}(?:公司|企业|平台|厂商|巨头|品牌|制造商|服务商|开发商|供应商))*"
)
_STAKE = re.compile(
    r"(?:约|合计|共计)?\d+(?:\.\d+)?\s?%|百分之|(?:的)?(?:全部|部分|剩余|多数|少数|控股|全资|相关|少量)?(?:已发行)?(?:股权|股份|股本|股票|控股权|控制权|实际控制权|普通股|A股|资产|权益|业务|合伙份额|投票权|表决权)|\d[\d.,]*[万亿]?股"
)
_HELD = re.compile(r"(?:合计)?(?:所?持有?|旗下|所属|名下|控制)(?:有)?(?:的)?")
_PASSIVE = re.compile(
    r"被(?!告|盗|害|捕|判|诉|执行|骗|查)(?P<buyer>[^，。；被]{2,30}?)(?:以[^，。；]{2,20})?(?:全资|战略|溢价)?(?:收购|并购|吞并|私有化|买下)"
)
_SOLD = re.compile(
    r"(?:将|把)(?:其|所)?(?:持有|持|旗下)?(?:的)?(?P<object>[^，。；]{2,40}?)(?:的)?(?:全部|\d[\d.]*%)?(?:的)?(?:股权|股份|业务|资产)?(?:出售|转让|卖)(?:给|予|与|至)(?P<buyer>[^，。；]{2,30})"
)
_BUYING_OF = re.compile(
    r"对(?P<object>[^，。；对]{2,30}?)(?:\d[\d.]*%)?(?:的)?(?:股权|股份)?的?(?:全资)?(?:收购|并购)(?!尽调)"
)
_SOLD_TO = re.compile(
    r"向(?P<buyer>[^，。；向]{2,30}?)(?:出售|转让)(?:其|所|持有|持|旗下|的)*(?P<object>[^，。；]{2,40}?)(?:约|合计)?(?:\d[\d.]*%|全部|部分)(?:的)?(?:股权|股份|权益)"
)
_BOUGHT_FROM = re.compile(r"(?:向|从)(?P<seller>[^，。；向从]{2,30}?)(?:手中)?$")

_AGREED_WITH = re.compile(
    r"[与和同](?P<seller>[^，。；与和同]{2,30}?)(?:正式|共同|已|就)?(?:签署|签订|订立|签立|达成)[^。；]{0,40}$"
)

_WEAK_BUYING = frozenset(("购买", "取得", "拿下", "受让", "竞得", "购得", "入主", "买下", "购买资产"))


def find_acquisitions(line: Line, context: Context) -> Iterator[Draft]:
    """`X以1亿元收购Y 51%股权`, `Y被X收购`, `X将Y出售给Z`, `X完成对Y的收购`."""
    simple = line.simple
    taken: list[tuple[int, int]] = []
    for m in _PASSIVE.finditer(simple):
        taken.append(m.span())
        bought = find_subject(line, m.start(), context)
        by = name_after(simple, m.start("buyer"), limit=m.end("buyer"))
        if bought and by and not is_weak(bought, line, context):
            yield _acquisition(line, m.start(), context, bought, (line.text[slice(*by)],), "zh.acquisition.passive")
    for pattern in (_SOLD, _SOLD_TO):
        for m in pattern.finditer(simple):
            taken.append(m.span())
            yield from _sold(line, m, context)
    for m in _BUYING_OF.finditer(simple):
        taken.append(m.span())
        target = name_after(simple, m.start("object"), limit=m.end("object"))
        if target and is_target(line, simple[slice(*target)], None, context):
            buyer = find_subject(line, m.start(), context)
            yield _acquisition(
                line, m.start(), context, line.text[slice(*target)], (buyer,) if buyer else (), "zh.acquisition.noun"
            )
    for m in _BUYING.finditer(simple):
        if not any(a <= m.start() < b for a, b in taken) and not NOT_DONE.search(
            simple, max(0, m.start() - 12), m.start()
        ):
            yield from _bought(line, m, context)


def _sold(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    target = name_after(line.simple, m.start("object"), limit=m.end("object"))
    buyer = name_after(line.simple, m.start("buyer"), limit=m.end("buyer"))
    if (
        target
        and buyer
        and is_name(line.simple[slice(*target)])
        and is_target(line, line.simple[slice(*target)], None, context)
    ):
        seller = find_subject(line, m.start(), context)
        parties = (line.text[slice(*buyer)], *((seller,) if seller else ()))
        yield _acquisition(line, m.start(), context, line.text[slice(*target)], parties, "zh.acquisition.sold")


def _bought(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    simple = line.simple
    stop = clause_of(simple, m.end())[1]
    stake = _STAKE.search(simple, m.end(), stop)
    if m["verb"] in _WEAK_BUYING and not (
        stake
        and re.search("股|权益|控制权|%", stake.group())
        and re.search("股|控制权", simple[stake.start() : stake.end() + 8])
    ):
        return
    if stake and "合并" in m["verb"] and stake.group() == "股份":
        stake = None  # 吸收合并某某股份: the word belongs to the name
    held = _HELD.search(simple, m.end(), stake.start() if stake else stop)
    start, sellers = m.end(), []
    if held:
        start = held.end()
        sellers = [line.text[slice(*s)] for s in names_between(simple, m.end(), held.start())]
    target = name_after(simple, start, limit=stake.start() if stake and stake.start() > start else stop)
    if (
        target is None
        or not _GAP.fullmatch(simple, start, target[0])
        or not is_target(line, simple[slice(*target)], stake, context)
    ):
        return
    at = m.start()
    if seller := _BOUGHT_FROM.search(simple, clause_of(simple, at)[0], at):
        at = seller.start()
        sellers += [line.text[slice(*s)] for s in names_between(simple, seller.start("seller"), seller.end("seller"))]
    if other := _AGREED_WITH.search(simple, 0, at):
        sellers += [line.text[slice(*s)] for s in names_between(simple, *other.span("seller"))]
    buyer = find_subject(line, at, context)
    sellers = [p for p in sellers if not is_weak(p, line, context) or len(p) <= 4]
    parties = tuple(
        p
        for p in (buyer, *sellers)
        if p and is_name(p) and not is_common(p) and not _same(p, line.text[slice(*target)])
    )
    if not parties and stake is None:
        return
    yield _acquisition(line, m.start(), context, line.text[slice(*target)], parties, "zh.acquisition.verb")


def _same(a: str, b: str) -> bool:
    return normalize_name(a) == normalize_name(b)


_TRAILING = re.compile(r"(?<=[\u4e00-\u9fffA-Za-z]{2})(?:前|后|时|案|收来|之后|之前|的?交易|事项)+$")
_SHARE = re.compile(r"(?P<share>\d+(?:\.\d+)?)\s?%(?:的)?(?:股|权益)")
_MINORITY = 30
"""Per cent: below this a purchase of shares is a stake (`equity`), not an acquisition."""


def _acquisition(line: Line, at: int, context: Context, target: str, parties: tuple[str, ...], rule: str) -> Draft:
    target = _TRAILING.sub("", target)
    share = _SHARE.search(line.simple, at, min(len(line.simple), at + 80))
    is_minority = bool(share and float(share["share"]) < _MINORITY)
    start, end = clause_of(line.simple, at)
    near = line.simple[start:end]
    if re.search("签署|签订", line.simple) and "拟" not in near:
        near += "签署"
    money = choose_amount(
        line, at, roles=("price", "investment", "raised"), start=max(0, start - 40), end=min(len(line.simple), end + 60)
    )
    is_guess = is_weak(target, line, context)
    return Draft(
        type="equity" if is_minority else "acquisition",
        line=line,
        rule=rule,
        at=at,
        name=target,
        is_weak=is_guess,
        parties=parties,
        money=money,
        stage=read_stage(
            near,
            ("terminated", "rumoured", "planned", "signed"),
            "closed" if re.search("完成|已", near) else "announced",
        ),
        place=choose_place(line, at, target, context),
        date=choose_date(line, at),
        is_background=is_background(line, at, context),
        confidence=0.55 if not parties and money is None else 0.65 if is_guess or not parties else 0.85,
    )
