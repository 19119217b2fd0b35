"""The Chinese grammar of deals: one function a kind of deal, each reading one line.

A rule finds a deal's verb; the name before it is who acts (`name_before`), the name behind it what is acted on
(`name_after`); amounts, rounds, stages and investors are read around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import NEVER, choose_amount
from .context import Context, Line
from .deal_words import any_of, choose_date, choose_place, clause_of, is_background, read_round, read_stage, words
from .drafts import Draft
from .names import is_common, is_generic, name_after, names_between, normalize_name, segments

_SPACE = r"[^。；！？\n]"

# ---------------------------------------------------------------- funding

_FUNDING = re.compile(
    rf"""
    (?P<verb>{words("funding_verbs")})(?:了|过|到)?
    (?P<body>[^。；！？，\n]{{0,60}}?)
    (?P<noun>{words("funding_nouns")})
    """,
    re.VERBOSE,
)
_ROUND = re.compile(r"[A-H][0-9+]{0,3}\s?轮|天使\+?轮|种子轮|Pre-?\s?[A-Z]|新一轮|首轮|战略融资|战略投资|战略轮|轮融资|轮投资")
_INVESTORS = re.compile(
    r"(?P<role>联合领投|共同领投|独家投资|独家领投|领投|跟投|参投|联合投资|共同投资|继续加持|继续跟投|追加投资|加码|加注|参与(?:了)?(?:本轮|此轮|跟投|投资|本次))"
)
_LISTED_AS = re.compile(r"(?:投资方|投资机构|投资者|投资人|领投方|跟投方|领投机构)(?:包括|为|有|分别为|分别是|则?是|：|:)+(?P<names>[^。；！？]{2,80})")
_LOANS = re.compile(r"贷款|授信|信贷|银团|补助|补贴|政府资金|债券")


def find_funding(line: Line, context: Context) -> Iterator[Draft]:
    """`X完成近亿元A轮融资`, `X获红杉数千万元投资`; its investors wherever the article names them."""
    for m in _FUNDING.finditer(line.simple):
        draft = _funding(line, m, context)
        if draft:
            yield draft
    if _INVESTORS.search(line.simple) or _LISTED_AS.search(line.simple):
        yield from _investors(line)


def _funding(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    simple, body = line.simple, m["body"]
    start, end = clause_of(simple, m.end())
    near = simple[m.start() : min(end, m.end() + 4)]
    money = choose_amount(line, m.start(), roles=("raised", "price", "investment"), start=start, end=end, never=NEVER - {"grant"})
    has_round = bool(_ROUND.search(near))
    investors = _investors_inside(line, m)
    if _LOANS.search(body) or not (has_round or (money and "投资" not in m["noun"]) or investors):
        return None
    if "融资" not in m["noun"] and m["verb"] in ("完成", "宣布", "披露", "官宣") and not has_round:
        return None  # 完成投资12亿元 is building, not funding
    name = _subject(line, m.start(), context)
    if name and re.search(r"市场|行业|赛道|领域|产业|企业(?:们)?$|项目$|全省|全市|全国|月$|季度", name):
        return None
    is_listed = bool(name and not has_round and _TICKERED.match(simple, simple.find(name) + len(name)))
    return Draft(
        type="equity" if is_listed else "funding",
        line=line,
        rule="zh.funding.verb",
        at=m.start(),
        name=name,
        is_weak=is_weak(name, line, context),
        parties=tuple(investors),
        leads=tuple(investors) if re.search(r"领投|独家", body) else (),
        money=money,
        valuation=choose_amount(line, m.start(), roles=("valuation",), never=frozenset(), start=0) if "估值" in simple else None,
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
        return [_written(line, n) for n in names if _is_name(n)]
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
    return [_written(line, n) for n in names if _is_name(n)]


def _investors(line: Line) -> Iterator[Draft]:
    """Lines that name investors of the round spoken of."""
    parties: list[str] = []
    leads: list[str] = []
    first = len(line.simple)
    floor = 0
    for m in _INVESTORS.finditer(line.simple):
        names = [line.text[slice(*s)] for s in _names_up_to(line, m.start(), floor)]
        parties += names
        leads += names if "领投" in m["role"] or "独家" in m["role"] else []
        first, floor = min(first, m.start()), m.end()
    for m in _LISTED_AS.finditer(line.simple):
        parties += [line.text[slice(*s)] for s in names_between(line.simple, m.start("names"), m.end("names"))]
        first = min(first, m.start())
    good = tuple(p for p in parties if _is_name(p))
    if good:
        yield Draft(
            type="funding", line=line, rule="zh.funding.investors", at=first, parties=good,
            leads=tuple(x for x in leads if x in good), round=read_round(line.simple), confidence=0.6,
        )


def _names_up_to(line: Line, end: int, floor: int) -> list[tuple[int, int]]:
    """The enumeration that ends at a verb: back to 由, or to the clause's start."""
    simple = line.simple
    start = max(floor, clause_of(simple, end)[0])
    if (by := simple.rfind("由", start, end)) >= 0:
        start = by + 1
    return names_between(simple, start, end)


# ---------------------------------------------------------------- acquisition

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
    r"(?:约|合计|共计)?\d+(?:\.\d+)?\s?%|百分之|(?:的)?(?:全部|部分|剩余|多数|少数|控股|全资|相关|少量)?(?:股权|股份|股本|股票|控股权|控制权|普通股|A股|资产|权益|业务|合伙份额|投票权|表决权)|\d[\d.,]*[万亿]?股"
)
_HELD = re.compile(r"(?:合计)?(?:所?持有?|旗下|所属|名下|控制)(?:有)?(?:的)?")
_PASSIVE = re.compile(r"被(?P<buyer>[^，。；被]{2,30}?)(?:以[^，。；]{2,20})?(?:全资|战略|溢价)?(?:收购|并购|吞并|私有化|买下)")
_SOLD = re.compile(r"(?:将|把)(?:其|所)?(?:持有|持|旗下)?(?:的)?(?P<object>[^，。；]{2,40}?)(?:的)?(?:全部|\d[\d.]*%)?(?:的)?(?:股权|股份|业务|资产)?(?:出售|转让|卖)(?:给|予|与|至)(?P<buyer>[^，。；]{2,30})")
_BUYING_OF = re.compile(r"对(?P<object>[^，。；对]{2,30}?)(?:\d[\d.]*%)?(?:的)?(?:股权|股份)?的?(?:全资)?(?:收购|并购)(?!尽调)")
_SOLD_TO = re.compile(r"向(?P<buyer>[^，。；向]{2,30}?)(?:出售|转让)(?:其|所|持有|持|旗下|的)*(?P<object>[^，。；]{2,40}?)(?:约|合计)?(?:\d[\d.]*%|全部|部分)(?:的)?(?:股权|股份|权益)")
_BOUGHT_FROM = re.compile(r"(?:向|从)(?P<seller>[^，。；向从]{2,30}?)(?:手中)?$")
_NOT_DONE = re.compile(r"(?:尚未|未能|没有|并未|不会|未|否认|无意|不)[^，。；]{0,6}$")
_WEAK_BUYING = frozenset(("购买", "取得", "拿下", "受让", "竞得", "购得", "入主", "买下", "购买资产"))


def find_acquisitions(line: Line, context: Context) -> Iterator[Draft]:
    """`X以1亿元收购Y 51%股权`, `Y被X收购`, `X将Y出售给Z`, `X完成对Y的收购`."""
    simple = line.simple
    taken: list[tuple[int, int]] = []
    for m in _PASSIVE.finditer(simple):
        taken.append(m.span())
        target, buyer = _subject(line, m.start(), context), name_after(simple, m.start("buyer"), limit=m.end("buyer"))
        if target and buyer:
            yield _acquisition(line, m.start(), context, target, (line.text[slice(*buyer)],), "zh.acquisition.passive")
    for pattern in (_SOLD, _SOLD_TO):
        for m in pattern.finditer(simple):
            taken.append(m.span())
            yield from _sold(line, m, context)
    for m in _BUYING_OF.finditer(simple):
        taken.append(m.span())
        target = name_after(simple, m.start("object"), limit=m.end("object"))
        if target and _is_target(line, simple[slice(*target)], None, context):
            buyer = _subject(line, m.start(), context)
            yield _acquisition(line, m.start(), context, line.text[slice(*target)], (buyer,) if buyer else (), "zh.acquisition.noun")
    for m in _BUYING.finditer(simple):
        if not any(a <= m.start() < b for a, b in taken) and not _NOT_DONE.search(simple, max(0, m.start() - 12), m.start()):
            yield from _bought(line, m, context)


def _sold(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    target = name_after(line.simple, m.start("object"), limit=m.end("object"))
    buyer = name_after(line.simple, m.start("buyer"), limit=m.end("buyer"))
    if target and buyer and _is_name(line.simple[slice(*target)]) and _is_target(line, line.simple[slice(*target)], None, context):
        seller = _subject(line, m.start(), context)
        parties = (line.text[slice(*buyer)], *((seller,) if seller else ()))
        yield _acquisition(line, m.start(), context, line.text[slice(*target)], parties, "zh.acquisition.sold")


def _bought(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    simple = line.simple
    stop = clause_of(simple, m.end())[1]
    stake = _STAKE.search(simple, m.end(), stop)
    if m["verb"] in _WEAK_BUYING and not (stake and re.search("股|权益|%", stake.group()) and "股" in simple[stake.start() : stake.end() + 8]):
        return
    held = _HELD.search(simple, m.end(), stake.start() if stake else stop)
    start, sellers = m.end(), []
    if held:
        start = held.end()
        sellers = [line.text[slice(*s)] for s in names_between(simple, m.end(), held.start())]
    target = name_after(simple, start, limit=stake.start() if stake and stake.start() > start else stop)
    if target is None or not _GAP.fullmatch(simple, start, target[0]) or not _is_target(line, simple[slice(*target)], stake, context):
        return
    at = m.start()
    if seller := _BOUGHT_FROM.search(simple, clause_of(simple, at)[0], at):
        at = seller.start()
        sellers += [line.text[slice(*s)] for s in names_between(simple, seller.start("seller"), seller.end("seller"))]
    buyer = _subject(line, at, context)
    sellers = [p for p in sellers if not is_weak(p, line, context) or len(p) <= 4]
    parties = tuple(p for p in (buyer, *sellers) if p and _is_name(p) and not is_common(p) and not _same(p, line.text[slice(*target)]))
    if not parties and stake is None:
        return
    yield _acquisition(line, m.start(), context, line.text[slice(*target)], parties, "zh.acquisition.verb")


def _same(a: str, b: str) -> bool:
    return normalize_name(a) == normalize_name(b)


def _is_target(line: Line, name: str, stake: re.Match[str] | None, context: Context) -> bool:
    """Something that can be bought whole: a stake is spoken of, it is a known organisation, or the title names it."""
    if not _is_name(name) or _GOODS.search(name) or any(p.key == name for p in line.places):
        return False
    if any(normalize_name(name) == n.key or (n.key and n.key in normalize_name(name)) for n in line.names):
        return True
    if re.match(r"[A-Z][A-Za-z]", name):
        return True
    if stake and re.search("股|权", stake.group() + line.simple[stake.end() : stake.end() + 8]):
        return True
    return name in (context.article.title or "") or (context.article.text.count(name) >= 3 and bool(line.money))


_GOODS = re.compile(r"^(?:了|其|该|这|某|一|两|多|对方|计划|完成|意向|资产|股权|股份|金融|上述)|小麦|粮食|秋粮|玉米|稻|住房|房源|棉花|虾|农产品|废品|烟叶|欧元|美元|万元|亿元|产品$|商品|业务$|牌照$")


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
    money = choose_amount(line, at, roles=("price", "investment", "raised"), start=max(0, start - 40), end=min(len(line.simple), end + 60))
    return Draft(
        type="equity" if is_minority else "acquisition",
        line=line,
        rule=rule,
        at=at,
        name=target,
        is_weak=is_weak(target, line, context),
        parties=parties,
        money=money,
        stage=read_stage(near, ("terminated", "rumoured", "planned", "signed"), "closed" if re.search("完成|已", near) else "announced"),
        place=choose_place(line, at, target, context),
        date=choose_date(line, at),
        is_background=is_background(line, at, context),
        confidence=0.85 if parties else 0.65,
    )


# ---------------------------------------------------------------- listing, follow-on, bonds

_VENUE = words("venues")
_IPO = r"(?<![A-Za-z])IPO(?![A-Za-z])"
_LISTING = re.compile(
    rf"""
    (?P<terminated>(?:暂缓|终止|撤回|中止|取消|叫停|撤销)[^，。；]{{0,24}}?(?:上市(?:申请|审核|计划|辅导)|上市(?=的决定|$|[，。])|{_IPO}|发行(?:上市)?申请|首发)|(?:上市|{_IPO})[^，。；]{{0,10}}?(?:终止|被否|暂缓|中止|告吹))
  | (?P<filed>(?:递交|提交|更新|呈交|报送|披露|递)(?:了|表)?[^，。；]{{0,24}}?(?:招股书|招股说明书|上市申请|A1|{_IPO}申请|首发申请|上市辅导|辅导备案)
      |递表(?:港交所|联交所)?|(?:(?:{_VENUE})\s?)?(?:{_IPO}|首发|上市申请)(?:申请)?(?:成功|顺利|已|获|申请)*(?:过会|通过|获受理|获批|受理|注册生效)
      |(?:(?:于|在)?(?:{_VENUE})\s?)?(?:{_IPO}|首发|(?<=板)上市|(?<=所)上市)[^，。；]{{0,10}}?(?:过会|获得?受理|获通过|获批|注册生效|通过聆讯)|通过(?:港交所|联交所)?(?:上市)?聆讯|启动招股|开启招股|{_IPO}辅导|成功过会|过会(?=[，。：:]|$))
  | (?P<planned>(?:拟|计划|筹备|筹划|冲刺|谋求|准备|启动|寻求|考虑|即将|将|欲|冲击)[^，。；]{{0,24}}?(?:(?:{_VENUE})[^，。；]{{0,6}}?(?:上市|挂牌|{_IPO})|{_IPO}|首次公开(?:发行|招股|募股)|二次上市|双重上市|赴[港美][^，。；]{{0,4}}?上市|分拆[^，。；]{{0,10}}?上市|冲刺(?:{_VENUE})))
  | (?P<listed>(?:正式|成功|顺利)(?:登陆|登录)(?:了)?[^，。；]{{0,8}}?(?:{_VENUE}|资本市场)|登陆(?:{_VENUE})
      |(?:{_VENUE})[^，。；]{{0,8}}?(?:正式|成功|挂牌|首日|敲钟|敲锣)+(?:上市|挂牌|交易)?|挂牌上市|敲钟上市|首次公开发行[^，。；]{{0,12}}?上市)
    """,
    re.VERBOSE,
)
_NOT_LISTING = re.compile(r"药监|FDA|NMPA|新药|适应症|缓释|注射|胶囊|片剂|疫苗|上市许可|上市销售|新车|车型|期货|合约|ETF|债券|基金|票据|中票|存托凭证|退市|终止上市的风险|摘牌|REIT")
_FOLLOW_ON = re.compile(r"(?P<verb>定向增发|定增(?!基金|市场)|非公开发行(?!.{0,6}债)|向特定对象发行(?!.{0,6}债)|公开增发|增发(?!国债)|配股(?!价)|(?:先旧后新|新股|折让)配售|配售(?:新股|[\d.]+[万亿]股|H股))")
_BOND = re.compile(
    rf"(?P<verb>发行|发售|簿记|取得|获得|获批|获准|获|注册|完成|拟发|增发)(?:了)?(?P<body>[^，。；]{{0,40}}?)(?P<noun>{words('bond_nouns')})"
)
_NOT_BOND = re.compile(words("not_bonds"))
_MARKET_WIDE = re.compile(r"市场|全国|共发行|房企|企业共|各地|累计|同比|环比|行业|合计发行|年内|今年以来|家公司|家企业|家上市|基金份额")


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """A company's way to the exchange, step by step."""
    for m in _LISTING.finditer(line.simple):
        stage = m.lastgroup or "listed"
        start, end = clause_of(line.simple, m.start())
        if _NOT_LISTING.search(line.simple, start, min(len(line.simple), end + 10)) or _NOT_DONE.search(line.simple, max(0, m.start() - 8), m.start()):
            continue
        if re.search(r"[Pp]re-?\s?(?:IPO|$)", line.simple[max(0, m.start() - 5) : m.start()] + m.group()):
            continue
        name = (_object_of_stop(line, m) if stage == "terminated" else None) or _subject(line, m.start(), context)
        if name is None or _MARKET_WIDE.search(name) or re.search("交易所|联交所|证监会|证券$|指数", name):
            continue
        yield Draft(
            type="ipo",
            is_weak=is_weak(name, line, context),
            line=line,
            rule=f"zh.ipo.{stage}",
            at=m.start(),
            name=name,
            money=choose_amount(line, m.start(), roles=("raised",), start=start, end=min(len(line.simple), end + 40)),
            stage=stage,
            place=choose_place(line, m.start(), name, context) or ("香港" if re.search("港交所|联交所|香港", line.simple) else None),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context),
            confidence=0.8,
        )


def _object_of_stop(line: Line, m: re.Match[str]) -> str | None:
    """`暂缓X原定的上市`: whose listing is stopped stands behind the verb."""
    for n in line.names:
        if m.start() <= n.start and n.end <= m.end():
            return n.text
    return None


def find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    """定增, 配股, 增发 of a listed company."""
    for m in _FOLLOW_ON.finditer(line.simple):
        name = _subject(line, m.start(), context)
        money = choose_amount(line, m.start(), roles=("raised", "total"))
        if name is None or not (money or re.search("拟|完成|预案|获|公告|通过", line.simple)) or _MARKET_WIDE.search(line.simple[: m.start()]):
            continue
        yield Draft(
            type="follow_on", line=line, rule="zh.follow_on", at=m.start(), name=name, money=money, is_weak=is_weak(name, line, context),
            stage=read_stage(line.simple[: m.end() + 12], ("terminated", "planned"), "closed" if "完成" in line.simple else "announced"),
            place=choose_place(line, m.start(), name, context), date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context), confidence=0.7,
        )


def find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """`X成功发行30亿元中期票据`, `A、B分别取得80亿元、50亿元中期票据的注册通知书`."""
    taken = 0
    for m in _BOND.finditer(line.simple):
        if m.start() < taken or "股份" in m["body"] or _NOT_BOND.search(m.group()) or _MARKET_WIDE.search(line.simple, max(0, m.start() - 30), m.end()):
            continue
        taken = m.end()
        yield from _bonds(line, m, context)


def _bonds(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    start, end = clause_of(line.simple, m.start())
    sums = [x for x in line.money if m.start() <= x.span.start < end]
    names = [line.text[slice(*s)] for s in names_between(line.simple, start, m.start())]
    names = [n for n in names if _is_name(n)]
    if len(names) < 2 or len(names) != len(sums):
        subject = _subject(line, m.start(), context)
        names, sums = ([subject] if subject else []), sums[:1]
    is_plan = bool(re.search("注册通知书|获批|获准|拟|计划|将|注册", line.simple[start:end]))
    for rank, name in enumerate(names):
        money = choose_amount(line, m.start(), start=sums[rank].span.start, end=sums[rank].span.end) if rank < len(sums) else None
        if money is None and (m["verb"] not in ("发行", "簿记", "拟发") or is_weak(name, line, context)):
            continue
        yield Draft(
            type="bond", line=line, rule="zh.bond", at=m.start(), name=name, money=money, is_weak=is_weak(name, line, context),
            stage="planned" if is_plan else "closed", place=choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()), is_background=is_background(line, m.start(), context), confidence=0.8,
        )


# ---------------------------------------------------------------- licences, stakes

_LICENSE = re.compile(
    r"授予[^，。；]{2,40}?(?:独家|许可|权利|权益)|(?:签署|签订|达成|订立)[^。；]{0,40}?(?:授权|许可|License|BD)[^。；]{0,12}?(?:协议|合作|交易)|独家(?:授权|许可)(?:给|予|协议)"
    r"|(?:首付款|里程碑付款|里程碑款项?)|(?:引进|获得)[^，。；]{2,30}?(?:独家(?:权益|权利|许可|开发|商业化)|商业化权(?:益|利))"
)
_DRUG = re.compile(
    r"[A-Z][a-z]*(?:mab|nib|tinib|ciclib|parib|stat|cept|tide|leucel|limab|lumab)\b(?:\s?[（(][A-Za-z0-9-]{3,16}[）)])?|\b[A-Z]{2,5}-?\d{2,6}[A-Z]?\b|\b(?!CEO|CFO|IPO|BD|FDA|NMPA|CDE|GMP|PD|USD|RMB)[A-Z]{3,8}\b(?![A-Za-z])"
    r"|[\u4e00-\u9fff]{2,5}(?:单抗|双抗|替尼|疫苗|西普|帕利)"
)
_STAKE_TAKING = re.compile(
    r"(?P<verb>(?:战略)?入股|参股(?!公司|企业|子公司|的)|(?:拟|完成|宣布)?(?:向|对)(?P<object>[^，。；]{2,30}?)(?:进行)?(?:增资(?!扩股企业)|注资|战略投资|投资(?=[^，。；]{0,6}?\d))|(?:认购|认缴)(?P<issue>[^，。；]{2,40}?)(?:股份|股票|新股|增资|股权))"
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
    giver = _subject(line, m.start(), context)
    names = [n for n in (giver, *_partners(line, m, context)) if n]
    drug = _drug_of(line, names) or next((d for other in context.all_lines() if (d := _drug_of(other, names))), None)
    if not (money or "独家" in m.group() or "协议" in m.group()):
        return
    name = drug or giver
    yield Draft(
        type="license", line=line, rule="zh.license", at=m.start(), name=name,
        parties=tuple(dict.fromkeys(p for p in names if p != name)), money=money, stage="signed",
        date=choose_date(line, m.start()), is_background=is_background(line, m.start(), context), confidence=0.6,
    )


_PARTNER = re.compile(r"(?:与|向|授予|从|给予|授权给?|由)(?P<names>[^，。；]{2,40}?)(?=就|支付|独家|引进|获得|签署|签订|达成|订立|在|开发|的|$|，|。)")


def _partners(line: Line, m: re.Match[str], context: Context) -> list[str]:
    """The other side of a licence: 与X就…达成, 向X支付, 授予X, 从X引进."""
    found = []
    for other in _PARTNER.finditer(line.simple):
        found += [line.text[slice(*s)] for s in names_between(line.simple, other.start("names"), other.end("names"))][:2]
    return [f for f in found if _is_name(f) and not is_weak(f, line, context)]


def _drug_of(line: Line, names: list[str]) -> str | None:
    return next((d[0] for d in _DRUG.finditer(line.text) if not any(d[0] in n for n in names)), None)


def find_stakes(line: Line, context: Context) -> Iterator[Draft]:
    """入股, 增资, 认购, 合资设立公司."""
    simple = line.simple
    for m in _STAKE_TAKING.finditer(simple):
        group = "object" if m["object"] else "issue" if m["issue"] else None
        span = name_after(simple, m.start(group), limit=m.end(group)) if group else name_after(simple, m.end())
        if span is None or not _is_target(line, simple[slice(*span)], None, context):
            continue
        investor = _subject(line, m.start(), context)
        if investor is None or re.search("基金|银行理财|份额", simple[slice(*span)]):
            continue
        yield _stake(line, m.start(), context, line.text[slice(*span)], (investor,), "zh.equity.stake")
    for m in _JOINT.finditer(simple):
        span = name_after(simple, m.start("object"), limit=m.end("object"))
        if span and not is_generic(simple[slice(*span)]):
            parties = tuple(line.text[slice(*s)] for s in _names_up_to(line, m.start(), 0))
            if len(parties) >= 2:
                yield _stake(line, m.start(), context, line.text[slice(*span)], parties, "zh.equity.joint")


def _stake(line: Line, at: int, context: Context, name: str, parties: tuple[str, ...], rule: str) -> Draft:
    start, end = clause_of(line.simple, at)
    return Draft(
        type="equity", line=line, rule=rule, at=at, name=name, parties=parties,
        money=choose_amount(line, at, roles=("investment", "committed", "price", "raised"), start=start, end=min(len(line.simple), end + 40)),
        stage=read_stage(line.simple[start:end], ("terminated", "rumoured", "planned", "signed"), "closed" if "完成" in line.simple[start:end] else "announced"),
        place=choose_place(line, at, name, context), date=choose_date(line, at),
        is_background=is_background(line, at, context), confidence=0.65,
    )


# ---------------------------------------------------------------- agreements, batches

_AGREEMENT_WORD = words("agreements")
_SIGNING = re.compile(
    rf"(?:正式|共同|联合|成功|现场|分别|举行|顺利|再度|续)*(?:签署|签订|签下|签约|达成|订立|缔结)(?:了)?(?P<body>[^。；！？\n]{{0,80}}?)(?P<noun>{_AGREEMENT_WORD}|战略合作(?!伙伴关系的|关系网)|合作)"
)
_NOT_SIGNING = re.compile(any_of(["股权转让", "股份转让", "购买", "认购", "授权", "许可", "劳动", "和解", "保密", "停火", "和平", "监管", "对赌", "一致行动", "质押", "担保", "回购", "贷款", "借款", "责任书", "增资", "收购", "合并", "合同", "自贸协定", "协定", "共识", "转会", "球员", "续约"]))
_BOOK = re.compile(r"《(?P<title>[^《》]{4,60})》")
_BATCH = re.compile(
    r"(?P<before>集中签约|现场签约|签约|签订|签署|签下|达成)(?:了|的)?(?P<body>[^，。；！？]{0,50}?)(?P<count>\d[\d,]*|[一二两三四五六七八九十百]{1,4})(?:个|项|份|宗|单)(?P<noun>[^，。；！？、个]{0,14}?(?:项目|协议|合作|意向))(?!合约|合同|均|共)"
    r"|(?P<count2>\d[\d,]*|[一二两三四五六七八九十百]{1,4})(?:个|项)(?P<noun2>[^，。；！？、个]{0,16}?(?:项目|协议))(?:在[^，。；]{0,12})?(?:成功|现场|正式|集中|顺利|进行|举行)*(?:签约|签署)"
)


def find_agreements(line: Line, context: Context) -> Iterator[Draft]:
    """`A与B签署战略合作框架协议`, and ceremonies that sign a batch of projects."""
    simple = line.simple
    batches = [m for m in _BATCH.finditer(simple) if _count(m) >= 2]
    for m in batches[:1]:
        yield _batch(line, m, context)
    if batches:
        return
    for pattern in (_ABOUT, _CEREMONY):
        if m := pattern.search(simple):
            yield _about(line, m, context)
            return
    for m in _SIGNING.finditer(simple):
        if draft := _agreement(line, m, context):
            yield draft
            return


_ABOUT = re.compile(r"(?:与|同)[^，。；]{2,40}?就(?P<object>[^，。；]{4,60}?(?:项目|基地|产业园|合作))(?:正式|成功|现场|进行|达成)*(?:签约|签署|签订)")


_MANY = re.compile(r"(?:签约|签订|签署)[^。；]{0,60}?(?:多个|一批|系列|\d+个)[^，。；]{0,10}项目")
_CEREMONY = re.compile(r"(?:^|[，。；的])(?P<object>[\u4e00-\u9fffA-Za-z0-9·（）()“”]{4,30}?项目)(?:集中|正式|战略合作|合作|投资)*签约(?:暨[\u4e00-\u9fff]{1,8})?仪式")


def _about(line: Line, m: re.Match[str], context: Context) -> Draft:
    """`A与B就某某项目签约`, `某某项目签约仪式`."""
    start = clause_of(line.simple, m.start())[0]
    parties = [_organisation(line, s) for s in names_between(line.simple, start, m.start("object") - 1)]
    name = line.text[m.start("object") : m.end("object")]
    return Draft(
        type="batch_signing" if re.search("和|、", name) or _MANY.search(context.article.text) else "agreement", line=line, rule="zh.agreement.about", at=m.start(), name=name,
        parties=tuple(dict.fromkeys(p for p in parties if p)), money=choose_amount(line, m.end(), roles=("investment", "total")),
        stage="signed", place=line.places[0].text if line.places else None, date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context), confidence=0.7,
    )


def _agreement(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    simple = line.simple
    if _NOT_SIGNING.search(m.group()) or (m["noun"] == "合作" and not re.search("达成|签约", m.group())):
        return None
    parties = _signers(line, m)
    if len(parties) < 2:
        return None
    book = _BOOK.search(simple, m.start(), min(len(simple), m.end() + 40))
    noun = m["noun"]
    title = line.text[slice(*book.span("title"))] if book else f"{parties[0]}与{parties[1]}{line.text[m.start('noun'):m.end('noun')]}"
    if noun == "合作" and not re.search("战略", m.group()):
        return None
    if noun in ("协议", "协议书") and not (book or re.search("合作|投资|共建|战略|框架|项目|入驻|落户", m["body"])):
        return None
    if _NOT_DONE.search(simple, max(0, m.start() - 10), m.start() + 2) or re.search("尚未|捐赠|购房|租赁|债务|离婚", m.group()):
        return None
    money = choose_amount(line, m.start(), roles=("investment", "price", "total"))
    return Draft(
        type="agreement", line=line, rule="zh.agreement", at=m.start(), name=title, parties=tuple(parties), money=money,
        stage=read_stage(simple[max(0, m.start() - 6) : m.start() + 2], ("planned",), "signed"),
        place=choose_place(line, m.start(), parties[0], context), date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context), confidence=0.75,
    )


def _signers(line: Line, m: re.Match[str]) -> list[str]:
    """Who signs: the enumeration before the verb, with 与/同/和 between."""
    start = clause_of(line.simple, m.start())[0]
    spans = names_between(line.simple, start, m.start())
    if len(spans) < 2 and (w := re.match(r"与|同|和", m["body"])):
        spans += names_between(line.simple, m.start("body") + w.end(), m.end("body"))[:1]
    names = [_organisation(line, span) for span in spans]
    return list(dict.fromkeys(n for n in names if n))[:6]


def _organisation(line: Line, span: tuple[int, int]) -> str | None:
    """The organisation in a stretch: a known one, a place that acts (襄阳市), or a Latin name; a person's office is none."""
    for n in line.names:
        if n.start < span[1] and span[0] < n.end:
            return line.text[max(n.start, span[0]) : n.end] if _is_name(n.text) else None
    name = line.simple[slice(*span)]
    if any(p.start <= span[0] and span[1] <= p.end for p in line.places) or (_is_name(name) and not _OFFICE.search(name)):
        return line.text[slice(*span)]
    return None


_OFFICE = re.compile(r"(?:长|总|裁|委员|教授|先生|女士|博士|书记|主席|代表|慈善|人|员)$")


def _count(m: re.Match[str]) -> int:
    text = (m["count"] or m["count2"]).replace(",", "")
    if text.isdigit():
        return int(text)
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
    return digits.get(text, 10)


def _batch(line: Line, m: re.Match[str], context: Context) -> Draft:
    first, last = (m.start("count"), m.end("noun")) if m["count"] else (m.start("count2"), m.end())
    names = [n.text for n in line.names if not is_generic(n.text)]
    return Draft(
        type="batch_signing", line=line, rule="zh.batch_signing", at=m.start(), name=line.text[first:last],
        parties=tuple(dict.fromkeys(names))[:8],
        money=choose_amount(line, m.end(), roles=("investment", "total"), never=NEVER - {"cumulative"}),
        stage="signed", place=line.places[0].text if line.places else None, date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context), confidence=0.75,
    )


# ---------------------------------------------------------------- who


def _subject(line: Line, at: int, context: Context) -> str | None:
    """Who acts: the first name of the verb's clause, else of the clause before it, else the article's topic.

    A guess (`is_weak`) gives way to a name that is sure.
    """
    simple = line.simple
    start = clause_of(simple, at)[0]
    guess = None
    if span := _first_name(line, start, at, context):
        guess = line.text[slice(*span)]
        if not is_weak(simple[slice(*span)], line, context):
            return guess
    if _TOPIC_WORD.match(simple, start):
        return topic_of(context) or guess
    before = clause_of(simple, start - 2)[0] if start > 2 else start
    if before < start and (span := _first_name(line, before, start, context)) and not is_weak(simple[slice(*span)], line, context):
        return line.text[slice(*span)]
    return guess if guess and start == 0 else topic_of(context) or guess


_TOPIC_WORD = re.compile(r"\s*(?:公司|本公司|该公司|其)")


def _first_name(line: Line, start: int, end: int, context: Context) -> tuple[int, int] | None:
    """The first known organisation of a stretch, else its first stretch that can be a name."""
    simple = line.simple
    spans = [s for s in _subject_segments(simple, start, end) if _is_name(simple[slice(*s)]) and not _is_place(line, *s)]
    spans = _quoted_name(simple, spans) or spans
    known = [s for s in spans if not is_weak(simple[slice(*s)], line, context)]
    return next(iter(known or spans), None)


def _quoted_name(simple: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`云服务平台「某某」`: what stands in the marks is the name, what stands before them describes it."""
    for left, right in spans:
        if simple[left - 1 : left] in "「“『" and simple[right : right + 1] in "」”』" and left > 1 and (_joins_quote(simple, left) or len(spans) == 1):
            return [(left, right)]
    return []


def _joins_quote(simple: str, left: int) -> bool:
    return bool(re.search(r"(?:公司|平台|企业|品牌|商|机构|厂商|团队|项目)[「“『]$", simple[:left]))


def _is_place(line: Line, start: int, end: int) -> bool:
    return any(p.start <= start and end <= p.end for p in line.places)


def _subject_segments(simple: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names that may act; what stands in a bracket or before 的 only describes."""
    spans = [_before_venue(simple, *s) for s in segments(simple, start, end) if not _in_bracket(simple, start, s[0])]
    of = simple.rfind("的", start, end)
    behind = [s for s in spans if s[0] > of and _is_name(simple[slice(*s)])] if of >= 0 else []
    return behind or [s for s in spans if simple[s[1] : s[1] + 1] not in ("的", "/")]


def _before_venue(simple: str, start: int, end: int) -> tuple[int, int]:
    """某某科创板IPO: the exchange the segmenter's model glued on is cut off."""
    m = _AT_VENUE.search(simple, start + 2, end)
    return (start, m.start()) if m else (start, end)


_AT_VENUE = re.compile(rf"(?:于|在)?(?:{_VENUE})")


def _in_bracket(simple: str, start: int, at: int) -> bool:
    opened = max(simple.rfind("（", start, at), simple.rfind("(", start, at))
    return opened >= 0 and not re.search("[）)]", simple[opened:at])


_TOPIC = re.compile(
    r"^(?:原标题[:：]\s*|【|[^，。：:]{2,6}[丨|]\s?)*(?P<name>[^，。：:；！？、\s（(【】|丨]{2,16}?)(?:[(（]\d{4,6}|[：:]|公告|发布公告|\d{1,2}月\d{1,2}日(?:晚间?)?(?:公告|发布))"
)


def topic_of(context: Context) -> str | None:
    """The company an article is about: of `X(600000)`, `X：…`, `X公告`, else of its first 以下简称."""
    for line in context.all_lines()[:3]:
        if (m := _TOPIC.search(line.simple)) and _is_name(m["name"]) and not _NO_TOPIC.search(m["name"]):
            for start, end in segments(line.simple, *m.span("name"))[:1]:
                return line.text[start:end]
    return next(iter(context.aliases), None)


_NO_TOPIC = re.compile(r"标题|来源|记者|编辑|作者|消息|报道|观察|快讯|独家|专访|解读|评论|[？?]|\d")


_VERB_INSIDE = re.compile(r"^(?:\\d+$|的|了|相关|有关|各|某|多|余|个|县内|市内|省内|当地|年|月|同类|上述|部分|全部|首批|一批|另外|整个)|(?:中小|小微|民营|国有|外资|科技|上市|龙头|重点|电商|零售|传统|实体|头部|创新|投资|金融|生产|制造|创业|初创|服务)(?:型)?(?:企业|机构)$|(?:部门|单位|院校|高校|个人|股票|合约|计划|票据|市场|行业|赛道|领域|期间|之际|以来|人士)$|^(?:的|了|是|有|在|将|被|对|从|以|其|该|这|那|一|各|每|多|此|本)|[，。；：]|(?:表示|认为|指出|需要|可以|应当|应该|如何|什么|怎么|为何|通过|实现|获得|完成|进行|开展|成为|正在|已经|没有|不是|如果|因为|所以|但是)")


def is_weak(name: str | None, line: Line, context: Context) -> bool:
    """A guess: neither an organisation by its form nor named more than once."""
    if not name:
        return False
    if is_common(name) and not _opens_title(name, context):
        return True
    if any(name in n.text or n.text in name for n in line.names) or re.match(r"[A-Z][A-Za-z0-9]", name):
        return False
    text = context.article.text
    return text.count(name) < 2 and name not in (context.article.title or "")


def _opens_title(name: str, context: Context) -> bool:
    return context.title is not None and context.title.simple.startswith(name)


def _is_name(name: str) -> bool:
    """A stretch that can be a name: short, with letters, no verb in it, not generic."""
    return 2 <= len(name) <= 36 and not is_generic(name) and not _VERB_INSIDE.search(name) and bool(normalize_name(name))


def _written(line: Line, simple_name: str) -> str:
    """The name as the line writes it (Traditional characters kept)."""
    at = line.simple.find(simple_name)
    return line.text[at : at + len(simple_name)] if at >= 0 else simple_name


CHINESE_RULES = (
    find_funding, find_acquisitions, find_listings, find_follow_ons, find_bonds, find_licenses, find_stakes, find_agreements,
)
