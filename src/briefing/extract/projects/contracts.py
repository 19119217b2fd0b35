"""Projects told by the contract to build them: 中标X项目, 为X项目的中标单位, 签订X工程施工合同, 承建X.

The company that wins is a party, whether it stands in the sentence, the title or the lead; so is the client. The sum
is the contract's. A bid won for supplies is no project: the name must speak of works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...config import read_table
from ...types import Money
from ..facilities.happenings import Happening
from ..facilities.names import COMPANY_BEHIND, LONGEST_LINE, Name, heads
from ..facilities.roles import read_parties
from ..reading.amounts import place_amount
from ..reading.context import Context, Line
from ..reading.literals import one_of
from ..reading.mentions import Mention
from ..reading.names import name_after
from .subjects import is_actor, listed_company, speaker_in, subject_of
from .words import is_works

# A contract's name is long, but a clause.
SHORTEST_NAME, LONGEST_NAME = 5, 90
_TEXT = r"[^，。；：！？《》“”\n]"


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    return dict(read_table("projects.toml")["contracts"])


@lru_cache(maxsize=1)
def patterns() -> tuple[re.Pattern[str], ...]:
    """How a contract is told; each pattern gives `name`, and `verb` or `deed`."""
    table = words()
    works = one_of(table["works"])
    end = rf"(?:{works})(?:[（(][^（）()，。]{{1,12}}[）)])?(?:(?:{works})(?:[（(][^（）()，。]{{1,12}}[）)])?){{0,2}}"
    name = rf"(?P<name>{_TEXT}{{4,{LONGEST_NAME}}}?{end})"
    stop = (
        r"(?=[”》，。；、！？）)\s]|$|的|合同|特许经营|全过程|监理|金额|中标|总?[价额]"
        r"|[，,]?(?:金额|标的|工期)|施工合同|公告|，)"
    )
    sum_ahead = (
        r"(?:[约近超]?\d[\d.,]*[余多]?[万亿]*元(?:人民币)?的?|(?:某|一|多)[个项]|位于[^，。；]{2,14}的|了|的"
        r"|国内首[个例座])*"
    )
    won = one_of(table["won"])
    return tuple(
        re.compile(p)
        for p in (
            rf"(?P<verb>{won})(?!通知|候选|单位|人|公示|结果|价|金额|率|方|商|集团|公司|有限|企业)[：:]?{sum_ahead}[“《]?{name}{stop}",
            rf"(?:成为|为)[“《]?(?P<name>{_TEXT}{{4,{LONGEST_NAME}}}?)[”》]?(?:[（(](?:以下|下称|简称|联合体)[^（）()]{{0,40}}[）)])?的?(?P<verb>(?:第一)?(?:预?中标|成交)(?:单位|人|方|候选人|供应商)|社会资本方|总承包商|承建单位|施工单位)",
            rf"(?:收到|获得|取得|接到|领取)(?:{_TEXT}{{0,40}}?(?:发来|发出|送达|出具|签发|颁发|下发)的)?(?:关于)?[“《]?{name}[”》]?"
            rf"(?:{_TEXT}{{0,8}}?)(?:的)?[《“]?(?P<verb>中标(?:通知书|公示|结果|候选人公示|确认函))",
            rf"(?:^|[，。；\s])[“《]?{name}[”》]?(?:社会资本)?(?:采购|招标|开标|评标|成交|中标)?(?P<verb>(?:结果|候选人|中标)公示)",
            rf"(?P<deed>签[订署下]|订立|签约)了?[“《]?{name}[”》]?{_TEXT}{{0,24}}?(?:(?<!劳动)(?<!借款)(?<!租赁)(?<!保险)(?<!贷款)(?<!担保)合同|EPC协议|总承包协议|特许经营协议)",
            rf"(?:^|[，。；、.．）)\s])(?P<verb>(?:项目|工程|标段|中标项目)名称)[：:]\s?[“《]?(?P<name>{_TEXT}{{4,{LONGEST_NAME}}})",
        )
    )


def find_contracts(line: Line) -> list[tuple[Name, Happening]]:
    """Every contract of works that the line tells, each once."""
    if not _CUE.search(line.simple):
        return []
    found: dict[int, tuple[Name, Happening]] = {}
    for pattern in patterns():
        for match in pattern.finditer(line.simple, 0, LONGEST_LINE):
            for name in (read_name(line, *match.span("name")), *names_behind(line, match.end())):
                if name is not None and not any(n.start < name.end and name.start < n.end for n, _ in found.values()):
                    found[name.start] = (name, happening_of(line, match))
    return [found[at] for at in sorted(found)]


# How many more works a row of contracts names: 中标甲工程、乙工程和丙工程.
LONGEST_ROW = 8


def names_behind(line: Line, at: int) -> Iterator[Name | None]:
    """The further works of a row."""
    for _ in range(LONGEST_ROW):
        match = _more().match(line.simple, at)
        if match is None:
            return
        yield read_name(line, *match.span("name"))
        at = match.end()


@lru_cache(maxsize=1)
def _more() -> re.Pattern[str]:
    works, text = one_of(words()["works"]), _TEXT.replace("，", "、，")
    return re.compile(
        rf"[”》]?(?:、|及|和|以及|与)[“《]?(?P<name>{text}{{4,{LONGEST_NAME}}}?(?:{works}){{1,3}})"
        r"(?=[”》，。；、及和与等]|$)"
    )


_CUE = re.compile(r"公示|中标|承建|承接|承揽|合同|名称[：:]|协议")
_LEADS = re.compile(r"^(?:公司|本公司|该公司|其|的|为|了|一[项个]|上述|相关|位于[^，。的]{2,14}的|\d[\d.]*[万亿]元)+")
_TAIL = re.compile(r"(?:的|之|项目中|中|等)+$")


def read_name(line: Line, start: int, end: int) -> Name | None:
    """The name without what leads up to it; None when it does not speak of works."""
    text = line.simple
    told = [m.end() for m in _TOLD.finditer(text, start, end)]
    start = told[-1] if told else start
    start += m.end() if (m := _LEADS.match(text[start:end])) else 0
    be = text.rfind("为", start, end)
    start = be + 1 if be >= start else start
    of = text.rfind("的", start, end)
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    start = of + 1 if start < of < end and _OWNER.search(text[start:of]) else start
    if advised := _ADVICE.search(text, start, end):
        end = advised.start()  # what is advised on is built
    name = text[start:end]
    is_advised = bool(advised) or text.startswith(("全过程", "监理"), end)
    if is_advised and _HOUSE.search(name):
        head = next((h for h in sorted(heads(), key=len, reverse=True) if name.endswith(h)), "项目")
        return Name(start, end, head, heads().get(head, "project"), False, 3)
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not is_works(name) or _SEVERAL.search(name):
        return None
    if COMPANY_BEHIND.match(text, end) or _OF_FIRM.search(name):
        return None  # 甲工程|咨询有限公司
    if len(_PLAIN.sub("", name)) < LEAST_OWN:
        return None  # 重大工程项目: which, it does not say
    head = next((h for h in sorted(heads(), key=len, reverse=True) if name.endswith(h)), "项目")
    return Name(start, end, head, heads().get(head, "project"), False, 3)


# 甲中心项目|全过程工程咨询服务项目, 甲工程|监理: a contract to advise on works names the works.
_ADVICE = re.compile(
    r"(?<=项目|工程)(?:[（(][^（()）]{1,8}[）)])?(?:全过程|施工|工程|设计|总体)*"
    r"(?:咨询|监理|项目管理|勘察|设计|代建)[^，。；]{0,14}$"
)
_HOUSE = re.compile(
    r"(?:中心|研究院|实验室|园|基地|厂|医院|校区|大厦|总部|馆|站|线|期)(?:新建|扩建|建设|改造)?(?:项目|工程)$"
)
_OF_FIRM = re.compile(r"(?:公司|集团)(?:项目|工程)$")
_PLAIN = re.compile(r"重大|重点|大型|工程|项目|建设|施工|新建|基建|基础设施|标段|一批|系列|海外|境外|国内")
LEAST_OWN = 2
# 包括甲在内的17个项目, 首份工程…: no single works.
_SEVERAL = re.compile(
    r"^(?:包括|含)|、.*等|(?:项目|工程)(?:、|以及)|等(?:项目|工程)$|在内|\d+[余多]?个|首份|多[个项]|若干|劳动"
)
# 政府官网发布了一份|某项目候选人公示
_TOLD = re.compile(r"(?:发布|公布|公示|挂出|披露)了?(?:一份|一则|关于)?|一份")
_OWNER = re.compile(r"(?:发来|发出|出具|颁发|招标|组织|送达|签发)$")


def happening_of(line: Line, match: re.Match[str]) -> Happening:
    groups = match.groupdict()
    word = groups.get("deed") or groups["verb"]
    at = match.start("deed") if groups.get("deed") else match.start("verb")
    ahead = line.simple[max(0, at - 8) : at]
    is_plan = bool(re.search("候选|预中标", word) or re.search("预|有望|拟|将", ahead))
    stage = "signed" if groups.get("deed") else "announced"
    is_told_before = bool(re.search("此前|曾|往年|历史", ahead))
    return Happening(stage, word, at, "before", is_plan, False, is_told_before)


# ---------------------------------------------------------------- who, for how much, where

# Behind these the name begins …
_AHEAD = re.compile(
    r"(?:招标人|招标单位|业主(?:单位|方)?|采购人|采购单位|建设单位|发包人|发包方|委托方|甲方|乙方|中标人|中标单位|承包人|承包方"
    r"|施工单位|总承包单位|联合体成员(?:单位)?|联合体牵头人)(?:名称)?(?:系|分别)?[为是：:]\s?"
    r"|招标人|(?:全资|控股|下属|参股|境外|旗下|间接|境内|[一二三]级)+(?:子|孙)?公司(?:——|—|-|：|之一)?"
)
# … and in these stretches it stands.
_AROUND = re.compile(
    r"(?:收到|接到)(?:了)?(?:招标人|业主|采购人|招标代理机构)?(?P<sent>[^，。；：！？]{2,50}?)(?:发来|发出|送达|出具|签发|颁发|下发)的"
    r"|与(?P<other>[^，。；：！？与]{2,50}?)(?:共同|正式|就|于|在)?[^，。；：！？与]{0,12}?签[订署]"
    r"|(?:^|[，。；：])(?P<union>[^，。；：]{4,80}?)(?:等[^，。；：]{0,6})?组成的?联合体"
    r"|(?:确认|确定)(?:我|本|该)?公司(?:与|和)(?P<mate>[^，。；：]{4,60}?)(?:[（(]联合体[）)])?成?为"
    r"|由(?P<by>[^，。；：！？]{2,50}?)(?:承建|承揽|总承包|负责施工|中标)"
)
_SUM = re.compile(
    r"(?:中标(?:总?金?额|价格?|总价)|合同(?:总?金?额|总?价款?|总价|预估价|标的额?)|签约(?:合同)?(?:价|金额)|工程(?:造价|总?价)|投标(?:报价|价格)|标的(?:总)?金?额|总(?:金额|价)|金额)"
    r"[^，。；\d]{0,14}$"
)
SUM_REACH = 24
# 中标1.2亿元甲工程, 签下约3亿元的合同; not 合计中标, which sums up several.
_WON_SUM = re.compile(r"(?<!合计)(?<!共计)(?<!累计)(?:中标|斩获|拿下|签下|承接|承揽|签订|签署)了?[约近超逾]?$")
_SITE = re.compile(r"(?:建设|项目|工程|施工|实施)?(?:地点|地址)(?:为|位于|在|：|:)?|(?:项目|工程)(?:位于|地处|坐落于?)")


_SENT = re.compile(r"(?:发来|发出|送达|出具|签发|颁发|下发|收到|中标)$")


def contract_parties(context: Context, lines: Sequence[Line], at: int) -> tuple[str, ...]:
    """The company that wins, those of its group that win with it, and the client; `at` is where the verb stands."""
    found = list(winners_of(lines[0], at))
    speaker = speaker_in(lines[0], at) or listed_company(context) or subject_of(lines[0], at, context)
    is_of_group = bool(_OF_GROUP.search(lines[0].simple, max(0, at - WINNER_REACH), at))
    found = [speaker, *found] if speaker and (is_of_group or not found) else found
    for line in near(context, lines):
        for match in _AHEAD.finditer(line.simple, 0, LONGEST_LINE):
            span = name_after(line.simple, match.end())
            if span and span[0] - match.end() <= 2:
                sent = _SENT.search(line.simple, *span)
                found.extend(read_parties(line, span[0], sent.start() if sent else span[1]))
        for match in _AROUND.finditer(line.simple, 0, LONGEST_LINE):
            key = next(k for k, v in match.groupdict().items() if v)
            found.extend(read_parties(line, *match.span(key)))
    return tuple(dict.fromkeys(name.strip() for name in found if not _GO_BETWEEN.search(name)))


_GO_BETWEEN = re.compile(r"(?:交易|采购|招标)中心$|代理(?:机构|公司)?$|招标网|公共资源")
# 甲六局联合体|中标X, 甲建设近日收到…中标通知书: who stands in front of the verb in its own clause.
_WINNER = re.compile(
    r"(?:^|[，。；：:！？\s】])(?P<who>[^，。；：:！？\s【】为]{2,30}?)(?:[（(][^（）()]{1,40}[）)]：?)?"
    r"(?:等(?:[一二三四]?家)?(?:公司|单位)?)?(?:组成的?)?(?:联合体)?"
    r"(?:近期|近日|日前|今日|成功|连续|联合|再次|又|合计|顺利|独家|喜|已|拟|或|将|于|\d{1,2}月\d{1,2}日|月内)*$"
)
_RECEIVES = re.compile(
    r"(?:^|[，。；：:！？\s】])(?P<who>[^，。；：:！？\s【】（）()]{2,30}?)(?:[（(][^（）()]{1,40}[）)])?"
    r"(?:于|近日|日前|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日)*(?:收到|接到|领取)(?=[^。；]{0,80}中标)"
)
WINNER_REACH = 160
# Whose subsidiary wins takes part itself.
_OF_GROUP = re.compile(r"(?:子|孙|分)公司|下属|所属|旗下")


def winners_of(line: Line, at: int) -> tuple[str, ...]:
    """The company in front of the verb at a position, or of 收到; its subsidiary is named by it."""
    floor = max(0, at - WINNER_REACH)
    match = _WINNER.search(line.simple, floor, at) or next(_RECEIVES.finditer(line.simple, floor, at), None)
    found = read_parties(line, *match.span("who")) if match else ()
    return tuple(name for name in found if is_actor(name) and not name.startswith(("公司", "本公司", "该公司")))


# The terms of a contract follow the sentence that tells it.
TERMS = 8


def near(context: Context, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of the contract and the few behind them that give its terms."""
    told = {line.index for line in lines}
    first, last = min(told), max(told)
    for line in context.all_lines():
        if first <= line.index <= last + TERMS:
            yield line


def contract_sum(context: Context, lines: Sequence[Line]) -> Money | None:
    """中标金额8556万元: what is said to be the price of the works, the nearest first."""
    for line in lines:
        for money in line.money:
            if _WON_SUM.search(line.simple, max(0, money.span.start - SUM_REACH), money.span.start):
                return place_amount(line, money)
    for line in near(context, lines):
        for money in line.money:
            ahead = line.simple[max(0, money.span.start - SUM_REACH) : money.span.start]
            if _SUM.search(ahead) and not re.search("合计|总计|累计|共计", ahead) and money.role != "revenue_share":
                return place_amount(line, money)
    return None


def contract_site(context: Context, lines: Sequence[Line]) -> Mention | None:
    """建设地点位于…: the place that is said to be the works' own."""
    for line in near(context, lines):
        if match := _SITE.search(line.simple):
            return next((p for p in line.places if 0 <= p.start - match.end() <= SUM_REACH), None)
    return None
