"""Ceremonies that sign many things at once: what a row of them is called by, and which of them is a share of another.

`签约项目20个` names nothing: a reader of the table must learn whose. The event's name stands in front (`某洽谈会签约
项目20个`), else the town's; where neither is told the row is left out. `其中某区签约15个` tells again a part of what is
counted already: without a town of its own it is left out, with one it stays and its sum counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ...text import simplify
from ...types import Deal
from ..reading.context import Context, Line
from ..reading.scenes import event_place, home_place

PART = "part"
"""Role of a sum that is counted with a larger one of the same article."""


def settle_bundles(deals: Sequence[Deal], context: Context) -> list[Deal]:
    """The deals; its ceremonies named by their event or place, and none counted twice."""
    named = [(d, _with_name(d, context) if d.type == "batch_signing" else d) for d in deals]
    wholes = [d for d, name in named if name and d.type == "batch_signing" and not d.is_background]
    settled = (_as_part(d, context) if d in wholes and _is_part(d, wholes) else name for d, name in named)
    return [deal for deal in settled if deal is not None]


def _as_part(deal: Deal, context: Context) -> Deal | None:
    """A town's share stays, uncounted; what is told by its sort alone goes."""
    town = _town_of(deal)
    named = _with_name(deal, context, town) if town else None
    return _uncounted(named) if named else None


def _uncounted(deal: Deal) -> Deal:
    return replace(deal, money=replace(deal.money, role=PART)) if deal.money else deal


# ---------------------------------------------------------------- a share of what is counted already

_COUNTED = re.compile(r"(?P<n>\d[\d,]*|[一二两三四五六七八九十百]{1,4})(?=个|项|份|宗|单|家)")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
# 其中某区签约项目15个; 在该活动的签约环节，某市签约项目15个.
_AMONG = re.compile(r"(?:其中|当中|[该此本](?:次|届|场)?(?:活动|大会|会议|仪式|签约|推介会|洽谈会|峰会|论坛|展会))")
REACH = 60


def _is_part(deal: Deal, deals: Sequence[Deal]) -> bool:
    """Fewer, for less, of what another of the article's ceremonies counts: it says so, or the parts add up to it."""
    wholes = [d for d in deals if _is_less(deal, d)]
    if not wholes:
        return False
    return _says_so(deal) or any(_add_up(deal, whole, deals) for whole in wholes)


def _is_less(part: Deal, whole: Deal) -> bool:
    x, y = _number(part), _number(whole)
    if x is None or y is None or x >= y:
        return False
    sums = [d.money.value for d in (part, whole) if d.money and d.money.value is not None]
    return len(sums) < 2 or sums[0] < sums[1]


def _number(deal: Deal) -> int | None:
    m = _COUNTED.search(simplify(deal.name))
    if m is None:
        return None
    text = m["n"].replace(",", "")
    return int(text) if text.isdigit() else _DIGITS.get(text)


def _says_so(deal: Deal) -> bool:
    text = simplify(deal.evidence[0].text)
    at = text.find(simplify(deal.name))
    return at >= 0 and bool(_AMONG.search(text, max(0, at - REACH), at))


def _add_up(part: Deal, whole: Deal, deals: Sequence[Deal]) -> bool:
    """128个 for 1066亿元 and 97个 for 2404亿元 are the 225个 for 3470亿元."""
    others = [d for d in deals if d is not part and d is not whole and _is_less(d, whole)]
    return any(_number(part) + _number(d) == _number(whole) and _sum(part) + _sum(d) == _sum(whole) for d in others)  # type: ignore[operator]


def _sum(deal: Deal) -> Decimal:
    return deal.money.value if deal.money and deal.money.value is not None else Decimal(0)


def _town_of(deal: Deal) -> str | None:
    """The town that signs, where the sentence names it as the one that acts."""
    return deal.place if deal.place and deal.place in deal.parties else None


# ---------------------------------------------------------------- what the row is called by

_GENERAL = re.compile(
    r"""
    (?: \d[\d,]*[余多]? | [一二两三四五六七八九十百多数]+ )(?:个|项|份|宗|单|家|支|只)
    | 第[一二三四五六]批 | 首批 | 一批 | 批次 | 系列 | 项目 | 协议书? | 备忘录 | 谅解 | 意向书? | 合同 | 合作
    | 战略 | 框架 | 重点 | 重大 | 优质 | 拟投 | 入驻 | 落户 | 企业 | 公司 | 机构 | 单位 | 产业 | 投资 | 招商
    | 引资 | 招引 | 现场 | 集中 | 进行 | 成功 | 正式 | 顺利 | 共同 | 分别 | 签约 | 签署 | 签订 | 签下 | 仪式
    | 活动 | 上台 | 当场 | 云上 | 线上 | 专场 | 代表性 | 代表 | 举行 | 总共 | 共计 | 以及 | 成果 | 新闻 | 媒体
    | 发布 | 通气 | [有共的了和及与等、在达为]
    """,
    re.VERBOSE,
)
# 签约 behind the things, and 有 between 项目 and their number.
_TAIL = re.compile(r"(?:进行|现场|集中|成功|正式|顺利|共同|分别|举行|了)*(?:签约|签署|签订)(?:仪式|活动)?$")
_HAS = re.compile(
    r"(?<=项目|協議|协议|項目)(?:共有|总共|總共|有|共计|共計|共|达|達|为|為)+(?=[\d一二两三四五六七八九十])"
)
_EVENT = re.compile(
    r"(?:签约|推介|招商|投资|洽谈|对接|交流|发布|合作)(?:仪式|活动|大会|会)|[\u4e00-\u9fff][博洽]会|峰会|论坛"
    r"|(?:博览|展览|交易|恳谈|座谈|展洽|贸易)会|投资[\u4e00-\u9fff]{0,2}大会"
)
_BREAK = re.compile(
    r"[，。；：！？、\s《》”」]|举行的?|举办的?|召开的?|的|\d[日号]|在|出席|参加|[该此本](?:次|届|场)|上?午|开幕|期间|当[天日]|暨|作为|以及"
    r"|记者从|开展|组织|[主承]办|通过|围绕|参与|推出|启动|表示"
)
SHORTEST, LONGEST = 4, 36
"""Characters of an event's name."""
NEAR = 5
"""Sentences before the count in which its event may be named."""


def _with_name(deal: Deal, context: Context, town: str | None = None) -> Deal | None:
    """The deal with a name that says whose it is; None where nothing does."""
    simple = simplify(deal.name)
    if _GENERAL.sub("", simple):
        return deal
    places = (_town_of(deal), deal.place, event_place(context), home_place(context), _first_party(deal))
    head = town or _event_of(deal, context) or next((p for p in places if p), None)
    if not head:
        return None
    phrase = _phrase_of(deal)
    joint = "" if "签约" in simplify(head) else "簽約" if simple != deal.name else "签约"
    return replace(deal, name=f"{head}{joint}{phrase}")


def _phrase_of(deal: Deal) -> str:
    """How many of what: 项目20个, 6家首批入驻企业; of a ceremony what its sentence counts, if it does."""
    simple = simplify(deal.name)
    if _number(deal) is None and "签约" in simple:
        found = ((e.text, _SIGNED.search(simplify(e.text))) for e in deal.evidence)
        return next((text[slice(*m.span())] for text, m in found if m), "")
    m = _TAIL.search(simple)
    return _HAS.sub("", deal.name[: m.start()] if m and m.start() else deal.name)


_SIGNED = re.compile(r"\d+(?:个|项|份)[^，。；、总投\d]{0,8}?(?:项目|协议)")


def _first_party(deal: Deal) -> str | None:
    return deal.parties[0] + "等" * (len(deal.parties) > 1) if deal.parties else None


def _event_of(deal: Deal, context: Context) -> str | None:
    """The event at which it was signed: the nearest in the sentence, else in the title or the sentences before."""
    lines = [x for x in context.lines if x.span == deal.evidence[0].span]
    index = lines[0].index if lines else 0
    before = context.lines[max(0, index - NEAR) : index]
    for line in (*lines, *((context.title,) if context.title else ()), *reversed(before)):
        if found := list(_events(line)):
            return found[-1]
    return None


_SUFFIX = re.compile(r"(?:仪式|活动)$")
_NO_NAME = re.compile(r"\d+[余多]?[个项家次地场人名]|等\d|[”」）]$")
# What may follow 的 as a name of its own: 为期三天的|第三届…, 的|2023松岭….
_NUMBERED = re.compile(r"第[\d一二三四五六七八九十]+届|首届|20\d\d|中国|全国|国际|世界")


def _events(line: Line) -> Iterator[str]:
    """`第三届松岭洽谈会`, `松阳市重点项目集中签约`: with words of its own."""
    last = 0
    for m in _EVENT.finditer(line.simple):
        floor = max(last, m.start() - LONGEST)
        start = max((b.end() for b in _BREAK.finditer(line.simple, floor, m.start())), default=floor)
        last = m.end()
        words = line.simple[start : m.end()]
        is_whole = start > m.start() - LONGEST or floor == 0
        if SHORTEST <= len(words) <= LONGEST and is_whole and _is_name(line, start, words):
            end = m.end() - (len(s.group()) if "签约" in words and (s := _SUFFIX.search(words)) else 0)
            yield line.text[start:end]


def _is_name(line: Line, start: int, words: str) -> bool:
    """Whole, and of one event."""
    ahead = line.simple[max(0, start - 2) : start]
    is_cut = ahead.endswith(("”", "」")) or (ahead.endswith("的") and ahead not in ("行的", "办的", "开的"))
    starts = _NUMBERED.match(words) or any(p.start == start for p in line.places)
    return has_own(words) and not _NO_NAME.search(words) and (not is_cut or bool(starts))


def has_own(words: str) -> bool:
    """More than 项目签约仪式 and 招商推介会."""
    return len(_EVENT.sub("", _GENERAL.sub("", words))) >= OWN


OWN = 2
"""Characters of an event's name that are its own: a town's at the least."""
