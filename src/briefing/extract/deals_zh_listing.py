"""Listings and follow-ons in Chinese: what a company raises on the market."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .coined import is_coined
from .context import Context, Line
from .deal_words import choose_date, choose_place, clause_of, is_background, read_stage
from .deals_zh_actors import NOT_DONE, VENUE, find_subject, is_guess
from .drafts import Draft
from .names import name_after

_IPO = r"(?<![A-Za-z])IPO(?![A-Za-z])"
_LISTING = re.compile(
    rf"""
    (?P<terminated>(?:暂缓|终止|撤回|中止|取消|叫停|撤销)[^，。；]{{0,24}}?(?:上市(?:申请|审核|计划|辅导)|上市(?=的决定|$|[，。])|{_IPO}|发行(?:上市)?申请|首发|首次公开发行[^，。；]{{0,20}}?审核|注册程序)|(?:上市|{_IPO})[^，。；]{{0,10}}?(?:终止|被否|暂缓|中止|告吹))
  | (?P<filed>(?:递交|提交|更新|呈交|报送|披露|递)(?:了|表)?[^，。；]{{0,24}}?
        (?:招股书|招股说明书|上市申请|A1|{_IPO}申请|首发申请|上市辅导|辅导备案)
      |递表(?:港交所|联交所)?|(?:(?:{VENUE})\s?)?(?:{_IPO}|首发|上市申请)(?:申请)?(?:成功|顺利|已|获|申请)*(?:过会|通过|获受理|获批|受理|注册生效)
      |(?:(?:于|在)?(?:{VENUE})\s?)?(?:{_IPO}|首发|(?<=板)上市|(?<=所)上市)[^，。；]{{0,10}}?(?:过会|获得?受理|获通过|获批|注册生效|通过聆讯)|通过(?:港交所|联交所)?(?:上市)?聆讯|同意[^，。；]{{2,20}}?首次公开发行股票(?:的)?注册|(?:首次公开发行|{_IPO}|首发)[^，。；]{{0,12}}?注册申请
      |(?:办理|进行|启动)[^，。；]{{0,6}}?(?:上市辅导|辅导备案)|通过[^，。；]{{0,10}}?聆讯|(?:审议)?通过(?:了)?[^，。；]{{2,24}}?(?:首发|{_IPO}|上市|发行)(?:并上市)?的?申请|启动招股|开启招股|{_IPO}辅导|成功过会|过会(?=[，。：:]|$))
  | (?P<planned>(?:拟|计划|筹备|筹划|冲刺|谋求|准备|启动|寻求|考虑|即将|将|欲|冲击)[^，。；]{{0,24}}?
      (?:(?:{VENUE})[^，。；]{{0,6}}?(?:上市(?!公司|企业|银行|平台)|挂牌|{_IPO})|{_IPO}|首次公开(?:发行|招股|募股)|二次上市|双重上市
        |赴[港美][^，。；]{{0,4}}?上市|分拆[^，。；]{{0,10}}?上市|冲刺(?:{VENUE})))
  | (?P<aimed>(?:冲刺|冲击|闯关|转战|再战|叩响)[^，。；]{{0,6}}?(?:{VENUE}|{_IPO}))
  | (?P<listed>(?:在|于)(?:{VENUE})(?:{VENUE}|主板|\s)*(?:正式|成功|首次)?(?:挂牌)?上市
        (?![公企]|的|融资|条件|申请|标准|规则|审核|委|辅导|计划|交易的|后|以来|时|前|要求|培育|资源)
      |(?:正式|成功|顺利)(?:登陆|登录)(?:了)?[^，。；]{{0,8}}?(?:{VENUE}|资本市场)|登陆(?:{VENUE})
      |(?:{VENUE})[^，。；]{{0,8}}?(?:正式|成功|挂牌|首日|敲钟|敲锣)+(?:上市|挂牌|交易)?|挂牌上市|敲钟上市|首次公开发行[^，。；]{{0,12}}?上市)
    """,
    re.VERBOSE,
)
_NOT_LISTING = re.compile(
    r"药监|FDA|NMPA|新药|适应症|缓释|注射|胶囊|片剂|疫苗|上市许可|上市销售|新车|车型|期货|合约|ETF|债券|基金|票据|中票|存托凭证|退市|终止上市的风险|摘牌|REIT|终止上市|暂停上市|恢复上市|是否"
)
_FOLLOW_ON = re.compile(
    r"(?P<verb>定向增发|(?<![稳固一])定增(?![长速加量收]|基金|市场)|非公开发行(?!.{0,6}债)|向特定对象发行(?!.{0,6}债)|公开增发|增发(?!国债)|配股(?!价)|(?:先旧后新|新股|折让)配售|配售(?:新股|[\d.]+[万亿]股|H股))"
)
POLICY = re.compile("支持|鼓励|推动|允许|符合条件|引导")
MARKET_WIDE = re.compile(
    r"(?<!银行间)(?<!债券)(?<!资本)市场|统计|计价|全国(?!首|第)|共发行|房企|企业共|各地|累计|同比|环比|行业|合计发行|年内|今年以来|家公司|家企业|家上市|基金份额"
)


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """A company's way to the exchange, step by step."""
    for m in _LISTING.finditer(line.simple):
        stage = {"aimed": "planned"}.get(m.lastgroup or "listed", m.lastgroup or "listed")
        start, end = clause_of(line.simple, m.start())
        if _NOT_LISTING.search(line.simple, start, min(len(line.simple), end + 10)) or NOT_DONE.search(
            line.simple, max(0, m.start() - 8), m.start()
        ):
            continue
        if re.search(r"[Pp]re-?\s?(?:IPO|$)", line.simple[max(0, m.start() - 5) : m.start()] + m.group()):
            continue
        if stage != "terminated" and POLICY.search(line.simple, max(0, m.start() - 30), m.end()):
            continue
        if _MANY_COMPANIES.search(line.simple, start, m.start()) or _in_title_marks(line.simple, m.start()):
            continue
        name = _object_of(line, m) or find_subject(line, m.start(), context)
        if name is None or MARKET_WIDE.search(name) or re.search("交易所|联交所|证监会|证券$|指数", name):
            continue
        yield Draft(
            type="ipo",
            is_weak=is_guess(name, line, m.start(), context),
            line=line,
            rule=f"zh.ipo.{stage}",
            at=m.start(),
            name=name,
            money=choose_amount(line, m.start(), roles=("raised",), start=start, end=min(len(line.simple), end + 40)),
            stage=_heard(line, stage),
            place=choose_place(line, m.start(), name, context)
            or ("香港" if re.search("港交所|联交所|香港", line.simple) else None),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context),
            confidence=0.85,
        )


_MANY_COMPANIES = re.compile(r"(?:\d+|[数多几])\s?(?:多|余)?家")


def _in_title_marks(simple: str, at: int) -> bool:
    """Inside 《》: a document is named and nothing happens."""
    return simple.rfind("《", max(0, at - 120), at) > simple.rfind("》", max(0, at - 120), at)


def _heard(line: Line, stage: str) -> str:
    """A plan that only people familiar with it tell is a rumour."""
    return read_stage(line.simple, ("rumoured",), stage) or stage if stage == "planned" else stage


_ACTED_ON = re.compile(
    r"(?:审议|审核)?(?:通过(?:了)?|终止(?:了)?对?|同意|中止对?|受理(?:了)?)(?=[^，。；]{2,24}?(?:的|首|I))"
)


def _object_of(line: Line, m: re.Match[str]) -> str | None:
    """`暂缓X原定的上市`, `审议通过X的首发申请`: whose listing it is stands behind the verb."""
    if acted := _ACTED_ON.match(line.simple, m.start()):
        span = name_after(line.simple, acted.end(), limit=m.end())
        if span and span[0] <= acted.end() + 2 and is_coined(line.simple[slice(*span)]):
            return line.text[slice(*span)]
    if m.lastgroup != "terminated":
        return None
    for n in line.names:
        if m.start() <= n.start and n.end <= m.end():
            return n.text
    return None


def find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    """定增, 配股, 增发 of a listed company."""
    for m in _FOLLOW_ON.finditer(line.simple):
        name = find_subject(line, m.start(), context)
        money = choose_amount(line, m.start(), roles=("raised", "total"))
        if (
            name is None
            or not (money or re.search("拟|预案", line.simple))
            or MARKET_WIDE.search(line.simple[: m.start()])
        ):
            continue
        yield Draft(
            type="follow_on",
            line=line,
            rule="zh.follow_on",
            at=m.start(),
            name=name,
            money=money,
            is_weak=is_guess(name, line, m.start(), context),
            stage=read_stage(
                line.simple[: m.end() + 12],
                ("terminated", "planned"),
                "closed" if "完成" in line.simple else "announced",
            ),
            place=choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context),
            confidence=0.82 if money else 0.65,
        )
