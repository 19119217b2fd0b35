"""What happens to a named thing: the event word before or behind its name, and whether it is fact or plan.

`开工` behind a name or `建成` in front of one are events; between the name and the word only filler may stand
(项目, 正式, 于11月27日, 在青岛). The words come from tables; this module is the grammar around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .facilities import Name, one_of

# How far an event word may stand from the name, in characters: a clause with an attribute in between.
BEFORE_REACH = 60
FILLERS = 8
# A word of intent further away governs something else.
INTENT_REACH = 24
CLAUSES = 4

_CLAUSE_END = "。；！？，!?;:：\n"
_FILLER = re.compile(
    r"""
      [）)”」』"、“「]
    | 获得?[^，。；]{0,12}?(?=核准|批复|批准)
    | [（(][^（()），。；]{1,24}[）)]
    | 建设(?!者|用地|指挥|集团|局|厅)|项目|工程|[一二三四首]期|主体(?:结构|工程)?|全线|首批|首台|首段|全部|主?厂房
    | (?:[一二三四五六首\d]{1,2}[号台]?)?机组(?:工程)?|\d号线
    | 正式|顺利|成功|全面|圆满|同步|同时|双双|集中|相继|先后|陆续|已经|已|将|也|均|都|又|再|即将|有望|预计|计划|拟
    | 首[个座片榀]|[主索][塔墩桥]|延期|推迟
    | 整体|进入|迎来|实现|完成|宣布|宣告|获得|启动(?=试)|如期|提前|按期|现场|隆重
    | 近日|日前|今[日天]|昨[日天]|当日|同日|目前|现已|[今去明]年|年底前?|年内|[上下]半年|[上下]午
    | 月底前?|月初|中旬|底前?|初
    | (?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:\d{1,2}[时点])?(?<=[年月日号时点])(?:底|初|中旬|前)?
    | 的(?=签约|揭牌|开工|奠基|启动|建设|落成|投产|设立|成立|落地|竣工|建成)
    | 等|在内|之一|工作
    | (?:以及|、|和|与|及)[^，。；：和与及、]{1,18}?(?:项目|基金|中心|平台|企业|协议|园区|基地)
    """,
    re.VERBOSE,
)
# A clause that goes on about the same thing without naming it again.
_GOES_ON = re.compile(
    r"""
      项目|工程|该|其|总|计划|规划|占地|建筑|位于|坐落|地处|全长|线路|装机|规模|设计|主要|一期|首期|目标
    | 由|经|自|投资|于|在|是|作为|目前|已|将|预计|历时|采用|近日|日前|今[天日]|\d{4}年|\d{1,2}月|年产
    | 以|聚焦|重点|标志|系
    """,
    re.VERBOSE,
)
# What may stand between an event word and the name behind it: one attribute, then words that only introduce a name.
_INTRODUCES = (
    r"(?:包括|含|涵盖|[“「『\"]|第[一二三]|[一二三两首]?(?:个|座|家|条|只|支|期|批)|首|全国|国内|全球|世界|亚洲|我国"
    r"|(?:总?规模|总?装机(?:容量)?|产能|年产能)[约近超达为]{0,2}\d[\d.,]*(?:[万千百]?(?:GWh|MWh|GW|MW|吉瓦时|兆瓦时|吉瓦|兆瓦|千瓦|吨|平方米|亩))的?"
    r"|(?:总?规模)?[约近超达]?[\d.一二三四五六七八九十]+[百千万亿]{0,2}[美欧日港]?元|全省|全市|新的?|最大|大型|\d+)*+"
)
_BETWEEN = re.compile(rf"[了起成出]?(?:包括|含|涵盖)?(?:[^，。；：！？]{{0,40}}(?:的|——))?{_INTRODUCES}$")
_DIRECTLY = re.compile(rf"[了起成]?(?:[^，。；的]{{0,6}}(?:最大|最长|最高|首个|首座|首条|首家|第一)的?)?{_INTRODUCES}$")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that a name takes part in."""

    stage: str
    words: str
    start: int
    """Where the event word stands in the line."""
    side: str
    """`before` or `after` the name."""
    is_plan: bool
    is_weak: bool
    is_background: bool = False

    def firmness(self) -> tuple[bool, bool, bool]:
        """For choosing among what several mentions say: a plain fact, then a plain plan, then what says little."""
        is_fact = not self.is_plan and self.stage not in ("planned", "")
        return (is_fact and not self.is_weak, bool(self.stage) and not self.is_weak, is_fact)


# Nouns that begin like a word of intent: 研究院, 规划设计院, 将军, 三年行动计划.
_NO_INTENT = (
    r"(?!研究(?:院|所|中心|室|员|生|机构|团队|基地|型|总院|者|成果)|规划(?:院|设计|局|馆|展|编制|[”》])|将(?:军|近|才)"
    r"|支持下|引导(?:基金|下)|目标规模|目标公司|可(?:再生|视|燃|信|控|穿戴|溶|降解|编程|研|靠|持续|转[债让]|循环|重复|回收|移动)|推动下|计划》"
    r"|希望(?:小学|集团|工程)|准备金|待遇|需要的)"
)


class Verbs:
    """The event words of one kind of record, ready to match."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.after = {w: stage for stage, row in table["stages"].items() for w in row.get("after", ())}
        self.before = {w: stage for stage, row in table["stages"].items() for w in row.get("before", ())}
        self.weak_after, self.weak_before = frozenset(table["weak"]["after"]), frozenset(table["weak"]["before"])
        self.transitive = frozenset(table["physical"]["transitive"])
        self._follows, self._intent = table["intent"]["follows"], table["intent"]["words"]
        self._denied, self._background = table["intent"]["denied"], table["intent"]["background"]

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        return re.compile(one_of(self.after.keys() | self.before.keys()))

    @cached_property
    def after_pattern(self) -> re.Pattern[str]:
        return re.compile(f"(?P<verb>{one_of(self.after)})(?!{one_of(self._follows)}|\\d+个?[周年月天])")

    @cached_property
    def before_pattern(self) -> re.Pattern[str]:
        return re.compile(f"(?<!总)(?P<verb>{one_of(self.before)})(?!额|者|人|方|商|总额|机构|单位|用地|后|以来)")

    @cached_property
    def intent(self) -> re.Pattern[str]:
        return re.compile(f"{_NO_INTENT}(?:{one_of(self._intent)})")

    @cached_property
    def denied(self) -> re.Pattern[str]:
        return re.compile(f"(?!未来|未央)(?:{one_of(self._denied)})")

    @cached_property
    def background(self) -> re.Pattern[str]:
        return re.compile(one_of(self._background))


def read_happening(text: str, start: int, end: int, verbs: Verbs, *, limit: int | None = None) -> Happening | None:
    """The event that the name (or chain of names) at start:end takes part in; behind it counts before in front.

    From `limit` on the text speaks of another name.
    """
    behind = _read_after(text, start, end, verbs, len(text) if limit is None else limit)
    if behind is not None and not behind.is_weak:
        return behind
    front = _read_before(text, start, verbs)
    if front is not None and not (front.is_weak and behind is not None):
        return front
    return behind


def _read_after(text: str, start: int, end: int, verbs: Verbs, limit: int) -> Happening | None:
    at = end
    for _ in range(CLAUSES):
        match = _verb_after(text, at, verbs)
        if match is not None and match.start() > limit:
            return None
        if match is not None:
            ahead = text[max(_clause_start(text, start), start - INTENT_REACH) : start]
            between = text[max(end, match.start() - INTENT_REACH) : match.start()]
            spoken = f"{ahead}|{between}"
            return _happening(text, match, "after", spoken, verbs)
        comma = _next_clause(text, at)
        if comma is None or not _GOES_ON.match(text, comma) or comma > limit:
            return None
        at = comma
    return None


# A part of a project that has been told before: 该项目建成…生产线.
_OF_PROJECT = re.compile(r"(?:该|本|此|期)?项目(?:将|计划|拟|主要|一期|预计|建成后)*$")
# A clause without a subject of its own goes on with the one before it, and with its intent.
_NO_SUBJECT = re.compile(r"(?:并|还|也|将|再)?(?:[在于][^，。；]{1,16})?(?:投资)?")


def _verb_after(text: str, at: int, verbs: Verbs) -> re.Match[str] | None:
    """Filler, then an event word."""
    for _ in range(FILLERS):
        match = verbs.after_pattern.match(text, at)
        if match is not None and _stands_alone(text, match, verbs):
            return match
        filler = _FILLER.match(text, at)
        if filler is None or filler.end() == at:
            return _verb_behind_place(text, at, verbs) if text[at : at + 1] in tuple("在于至到由从") else None
        at = filler.end()
    return None


def _verb_behind_place(text: str, at: int, verbs: Verbs) -> re.Match[str] | None:
    """在青岛高新区开工, 由甲乙双方共同揭牌: the event word that ends the stretch."""
    stop = next((i for i in range(at, min(len(text), at + 34)) if text[i] in _CLAUSE_END), min(len(text), at + 34))
    match = verbs.after_pattern.search(text, at + 1, stop)
    return match if match is not None and _stands_alone(text, match, verbs) else None


# What may follow an event word that could also take an object.
_ALONE = re.compile(
    r"$|[\s，。；、！？,;!?.)）”」』】\"|于在以并和及与后的暨一二三四五六七八九\d今昨]"
    r"|仪式|典礼|大会|活动|现场|发布会|运[行营]|使用|施工|建设|投|发电|实施|工作|标志|以来|成立|揭牌"
)


def _stands_alone(text: str, match: re.Match[str], verbs: Verbs) -> bool:
    return match["verb"] not in verbs.transitive or bool(_ALONE.match(text, match.end()))


def _next_clause(text: str, at: int) -> int | None:
    for index in range(at, min(len(text), at + 60)):
        if text[index] in "，,":
            return index + 1
        if text[index] in "。；！？;!?":
            return None
    return None


def _clause_start(text: str, at: int) -> int:
    for index in range(at - 1, max(-1, at - 80), -1):
        if text[index] in _CLAUSE_END or text[index] == ",":
            return index + 1
    return max(0, at - 80)


def _read_before(text: str, start: int, verbs: Verbs) -> Happening | None:
    floor = max(_clause_start(text, start), start - BEFORE_REACH)
    segment_end = start
    best: re.Match[str] | None = None
    for match in verbs.before_pattern.finditer(text, floor, segment_end):
        between = _BETWEEN if match["verb"] not in verbs.weak_before else _DIRECTLY
        if between.match(text, match.end(), segment_end):
            best = match
            break
    if best is None:
        return None
    if _OF_PROJECT.search(text, floor, best.start()):
        return None
    spoken = text[max(floor, best.start() - INTENT_REACH) : best.start()]
    if _NO_SUBJECT.fullmatch(spoken):
        spoken = text[max(_clause_start(text, max(0, floor - 1)), floor - INTENT_REACH) : floor] + spoken
    return _happening(text, best, "before", spoken, verbs)


def _happening(text: str, match: re.Match[str], side: str, spoken: str, verbs: Verbs) -> Happening | None:
    """`spoken` is where a word of intent or of history would stand: outside the name, which may hold 规划 itself."""
    word, at = match["verb"], match.start()
    if verbs.denied.search(text, max(0, at - 5), at):
        return None
    stage = (verbs.after if side == "after" else verbs.before)[word]
    if side == "before" and _CALLED_OFF.search(text[max(0, at - 8) : at]):
        stage = "terminated"
    is_plan = stage != "terminated" and bool(verbs.intent.search(spoken))
    is_history = side == "after" and bool(_FOUNDED.match(text, match.end()))
    is_weak = word in (verbs.weak_after if side == "after" else verbs.weak_before)
    return Happening(stage, word, at, side, is_plan, is_weak, is_history or bool(verbs.background.search(spoken)))


# 终止投资建设X: the verb of building is what is called off.
_CALLED_OFF = re.compile(r"(?:终止|取消|放弃|暂停|停止|叫停)(?:对外)?$")
# 成立于2001年: a date of birth, not news.
_FOUNDED = re.compile(r"于\s?\d{4}年")


def next_rival(names: Sequence[Name], at: int, text: str) -> int | None:
    """Where the next name begins that could take an event for itself; a district (江州高新区) only says where."""
    for name in names:
        is_district = text[name.end - 1] == "区" and not name.head.endswith("园区")
        if name.start >= at and name.weight and not is_district:
            return name.start
    return None


def chain(names: Sequence[Name], text: str) -> list[list[Name]]:
    """Names in a row (A、B和C) share what happens to them."""
    chains: list[list[Name]] = []
    for name in names:
        if chains and _JOINED.fullmatch(text, chains[-1][-1].end, name.start):
            chains[-1].append(name)
        else:
            chains.append([name])
    return chains


_JOINED = re.compile(r"[”」』\"]?(?:、|和|与|及|以及|,)[“「『\"]?(?:[一二三]个|\d个)?")
