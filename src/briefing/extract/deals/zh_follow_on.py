"""Follow-ons in Chinese: what a listed company raises from a few (定增, 配售), from all its holders (配股, 供股)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..reading.amounts import choose_amount
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, clause_of, is_background, read_stage
from ..reading.subjects import find_raiser, is_guess
from .drafts import MOST_VERBS, Draft
from .zh_capital_frames import read_frame
from .zh_listing import MARKET_WIDE
from .zh_name_lists import read_list
from .zh_proceeds import choose_proceeds

_ISSUE = re.compile(
    r"""
    定向增发 | (?<![稳固一])定增(?![长速加量收]|基金|市场)
  | 非公开发行(?!.{0,6}债)
  | 向特定(?:对象|投资者)(?:增发|发行)(?!.{0,6}债)
  | 向(?!不特定|社会公众|公众)[^，。；]{2,24}?(?:定向)?发行[^，。；债]{0,10}?[股份票](?!据)
  | 公开增发 | 增发(?!国债) | (?<!分)(?<!参与)配股(?!份|价|除权|等) | 供股(?!章程)
  | (?:先旧后新|新股|折让|闪电)配售 | 配售[^，。；]{0,8}?(?:新股|[\d.]+[万亿]股|H股|股份) | 配售(?=事项|协议|代理|所得)
  | 现金增资(?:发行)? | 再融资(?=预案|方案|事项|申请|计划)
    """,
    re.VERBOSE,
)
_NOT_ISSUE = re.compile(
    "购买资产|重大资产重组|发行股份及支付现金|首次公开|超额配售|回购|定增价|定增收购|定增股|减持|解禁|限售"
)
_LIKELY = re.compile("拟|预案|申请|终止|获(?!悉|取)|通过|完成|事项|公告|公布|建议|落地|受理")
_STAGES = (
    ("terminated", re.compile("终止|撤回|暂缓|失效|取消|中止|放弃|未获")),
    (
        "filed",
        re.compile(
            "受理|审核通过|过会|获[^，。；]{0,10}(?:审核|审议)?通过|同意注册|注册(?:批复|申请|生效)|批复|核准|获批|申请获|问询函|提交注册"
        ),
    ),
    ("closed", re.compile("完成|落地|结束|发行情况报告书|获配|已发行|发行结果|成功(?:发行|配售|募)")),
    ("planned", re.compile("拟|预案|事项|计划|筹划|建议|将|预计|不超过|不超|不确定性|审议")),
)
"""How far an issue is; the first that is told counts: 拟定增申请获受理 is filed."""
_TAKERS = re.compile(
    r"""
    向(?:控股股东|实际控制人|大股东|关联方|特定对象)?(?P<holder>[^，。；]{2,24}?)(?:定向)?(?:增发|发行|配售)
  | (?:认购方|认购人|(?:认购|发行|获配|配售)对象|获配机构|获配投资者)(?:包括|为|有|系|是|：)+(?P<list>[^。；！？]{2,80})
  | (?P<buyers>[^，。；：]{2,60}?)(?:全额|包揽|将|拟|全部)*
    (?:认购|参与(?:了)?(?:本次)?(?:定增|认购|配售))(?!协议|对象|方|价|金额|股)
  | (?P<present>(?:[^，。；、]{2,16}、)+[^，。；、]{2,16}?)(?:等)?(?:机构)?(?:在列|获配(?!对象|机构|投资者)|上榜|现身)
    """,
    re.VERBOSE,
)
_NO_TAKER = re.compile(r"特定|投资者|对象|不超过|股东$|原股东|公众|员工|现有|合格|\d")


_REACTION = re.compile("受[^，。；]{0,12}(?:消息|影响|拖累|刺激|打击)")
_TAKEN_UP = re.compile("(?<!被)认购(?:了)?[^，。；]{2,20}$")


def find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    """定增, 配股, 配售, 供股, 增发 of a listed company."""
    found = list(_find_follow_ons(line, context))
    yield from found
    yield from read_frame("follow_on", line, context, found)


def _find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    for m in islice(_ISSUE.finditer(line.simple), MOST_VERBS):
        start, end = clause_of(line.simple, m.start())
        if _NOT_ISSUE.search(line.simple, max(0, m.start() - 12), min(len(line.simple), m.end() + 12)):
            continue
        if _TAKEN_UP.search(line.simple, start, m.start()) or _REACTION.search(line.simple, start, m.end() + 12):
            continue  # 认购某某增发股份 is told of who takes a stake, 受配股消息拖累 of the price
        name = find_raiser(line, m.start(), context)
        money = choose_proceeds(line, start, end) or choose_amount(
            line, m.start(), roles=("raised", "total"), start=start, end=min(len(line.simple), end + 40)
        )
        if (
            name is None
            or not (money or _LIKELY.search(line.simple, start, end))
            or MARKET_WIDE.search(line.simple[: m.start()])
            or re.search("证监会|交易所|证券交易", name)
        ):
            continue
        stage = next((s for s, cue in _STAGES if cue.search(line.simple, start, min(len(line.simple), end + 20))), None)
        yield Draft(
            type="follow_on",
            line=line,
            rule="zh.follow_on",
            at=m.start(),
            name=name,
            parties=_takers(line, name),
            money=money,
            is_weak=is_guess(name, line, m.start(), context),
            stage=stage or read_stage(line.simple[start : m.end() + 12], ("planned",), "announced"),
            place=choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context),
            confidence=0.82 if money else 0.65,
        )


def _takers(line: Line, own: str) -> tuple[str, ...]:
    """Who takes the shares: behind 向, before 认购, or in the list of the placement."""
    found: list[str] = []
    for m in _TAKERS.finditer(line.simple):
        group = m.lastgroup or ""
        if "《" in m.group() or "》" in m.group():
            continue
        found += [n for n in read_list(line, *m.span(group)) if not _NO_TAKER.search(n) and n not in own]
    return tuple(dict.fromkeys(found))
