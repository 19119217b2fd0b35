"""What happens to a named thing: the event word before or behind its name, and whether it is fact or plan.

`开工` behind a name or `建成` in front of one are events; between the name and the word only filler may stand
(项目, 正式, 于11月27日, 在青岛). The words come from tables; this module is the grammar around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .event_gaps import BETWEEN, CLAUSE_END, DIRECTLY, FILLER, GOES_ON, OTHERS, PHASE_OF_WORKS
from .event_words import Verbs

# How far an event word may stand from the name, in characters: a clause with an attribute in between.
BEFORE_REACH = 60
FILLERS = 8
# A word of intent further away governs something else.
INTENT_REACH = 24
CLAUSES = 4


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


def read_happening(text: str, start: int, end: int, verbs: Verbs, *, limit: int | None = None) -> Happening | None:
    """The event that the name (or chain of names) at start:end takes part in; behind it counts before in front.

    From `limit` on the text speaks of another name.
    """
    behind = _read_after(text, start, end, verbs, len(text) if limit is None else limit)
    begun = _BEGUN.search(text, max(0, start - BEGUN_REACH), start) if behind is not None and behind.is_plan else None
    if begun is not None:
        return Happening("under_construction", begun["verb"], begun.start("verb"), "before", False, False)
    is_open = behind is None or behind.is_weak or behind.is_plan or behind.stage == "planned"
    front = _read_before(text, start, verbs) if is_open else None
    if front is not None and behind is not None and behind.start - end <= 2 and front.words.startswith("启动"):
        return front  # 启动X规划建设
    if front is not None and front.stage == "terminated":
        return front
    if front is not None and behind is not None and behind.is_plan and front.stage == "under_construction":
        return front  # 正在甲地兴建X，预计明年投产
    if behind is not None and not behind.is_weak:
        return behind
    if front is not None and not (front.is_weak and behind is not None):
        return front
    return behind


# 去年动工兴建的X，计划明年完工: what is begun and to be finished is under way.
_BEGUN = re.compile(r"(?P<verb>开工|动工|奠基|启动建设|在建)(?:建设|兴建)?的[“「『]?(?:[\u4e00-\u9fff]{2,4}[市县区])?$")
BEGUN_REACH = 16


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
        if comma is None or not GOES_ON.match(text, comma) or comma > limit:
            return None
        at = comma
    return None


# A part of a project that has been told before: 该项目建成…生产线.
_OF_PROJECT = re.compile(r"(?:该|本|此|期)?项目(?:将|计划|拟|主要|一期|预计|建成后)*$")
# A clause without a subject of its own goes on with the one before it, and with its intent.
_NO_SUBJECT = re.compile(r"(?:并且|并|且|同时|还|也|将|再)*(?:[在于][^，。；]{1,16})?(?:投资)?")


def _verb_after(text: str, at: int, verbs: Verbs) -> re.Match[str] | None:
    """Filler, then an event word."""
    for _ in range(FILLERS):
        match = verbs.after_pattern.match(text, at)
        if match is not None and _OF_ANOTHER.match(text, match.end()):
            return None
        if match is not None and _stands_alone(text, match, verbs):
            return match
        works = PHASE_OF_WORKS.match(text, at) if verbs.builds else None
        if works is not None:
            return next(reversed(list(verbs.after_pattern.finditer(text, at, works.end()))), None)
        filler = FILLER.match(text, at)
        if filler is None or filler.end() == at:
            return _verb_in_clause(text, at, verbs)
        at = filler.end()
    return None


# How far behind a name the event word of its clause may stand, whatever lies between.
CLAUSE_REACH = 40


def _verb_in_clause(text: str, at: int, verbs: Verbs) -> re.Match[str] | None:
    """在青岛高新区开工, 由甲乙双方共同揭牌, 大坝8月18日浇筑到顶: the event that ends the clause.

    Behind a preposition any event word is meant; behind other words one that only works go through, and nothing
    between may say that it happens to somebody else.
    """
    stop = next((i for i in range(at, min(len(text), at + CLAUSE_REACH)) if text[i] in CLAUSE_END), len(text))
    stop = min(stop, at + CLAUSE_REACH)
    is_placed = text[at : at + 1] in tuple("在于至到由从")
    pattern = verbs.after_pattern if is_placed or not verbs.builds else verbs.sure_pattern
    if not is_placed and not verbs.builds:
        return None
    match = pattern.search(text, at + is_placed, stop)
    if match is not None and _HELD_BY.match(text, at, match.start()):
        return None
    if match is None or not _stands_alone(text, match, verbs):
        return None
    is_passed = text.startswith("通过", at) or text.startswith("获得", at)
    if not is_placed and (
        (not is_passed and OTHERS.search(text, at, match.start())) or text.startswith("的", match.end())
    ):
        return None
    return match


# 甲园区…，由乙署组织的技术征集工作正式启动: what somebody holds there.
_HELD_BY = re.compile(r"由[^，。；]{2,24}(?:组织|举办|主办|开展|发起|承办|编制|出品|研发)的")
# 甲基地已经完工的产业路: it happens to what stands behind.
_OF_ANOTHER = re.compile(
    r"的(?!消息|同时|背后|基础|现场|仪式|日子|第|当天|时候|喜讯|捷报|信息|是|有|进度|步伐|关键|序幕|号角|重要|标志|[，。；])"
)
# What may follow an event word that could also take an object.
_ALONE = re.compile(
    r"$|[\s，。；、！？,;!?.)）”」』】\"|于在以并和及与后的获暨一二三四五六七八九\d今昨]"
    r"|(?:国家|省|市|自治区)级|落户|落地|执业|运行|注气|仪式|典礼|大会|活动|现场|发布会|运[行营]|使用|施工|建设|投|发电|实施|工作|标志|以来|成立|揭牌"
)


# Nothing but a count makes these transitive: 投产|注气, but 投产3口井.
_RARELY = ("投产", "投运", "完工", "竣工", "达产", "并网", "投用")
_COUNT_BEHIND = re.compile(r"了?(?:\d|[一二两三四五六七八九十多数新])")


def _stands_alone(text: str, match: re.Match[str], verbs: Verbs) -> bool:
    if match["verb"] in _RARELY and not _COUNT_BEHIND.match(text, match.end()):
        return True
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
        if text[index] in CLAUSE_END or text[index] == ",":
            return index + 1
    return max(0, at - 80)


def _read_before(text: str, start: int, verbs: Verbs) -> Happening | None:
    floor = max(_clause_start(text, start), start - BEFORE_REACH)
    segment_end = start
    best: re.Match[str] | None = None
    for match in verbs.before_pattern.finditer(text, floor, segment_end):
        between = BETWEEN if match["verb"] not in verbs.weak_before else DIRECTLY
        if between.match(text, match.end(), segment_end):
            best = match
            break
    if best is None:
        return None
    if _OF_PROJECT.search(text, floor, best.start()):
        return None
    spoken = text[max(floor, best.start() - INTENT_REACH) : best.start()]
    if _NO_SUBJECT.fullmatch(spoken) and text[max(0, floor - 1) : floor] in ("，", ","):
        spoken = text[max(_clause_start(text, max(0, floor - 1)), floor - INTENT_REACH) : floor] + spoken
    return _happening(text, best, "before", spoken, verbs)


def _happening(text: str, match: re.Match[str], side: str, spoken: str, verbs: Verbs) -> Happening | None:
    """`spoken` is where a word of intent or of history would stand: outside the name, which may hold 规划 itself."""
    word, at = match["verb"], match.start()
    if verbs.denied.search(text, max(0, at - 5), at):
        return None
    stage = (verbs.after if side == "after" else verbs.before)[word]
    if side == "before" and _CALLED_OFF.search(text[max(0, at - OFF_REACH) : at]):
        stage = "terminated"
    if side == "after" and stage == "completed" and _SHELL.search(text, max(0, at - 10), at):
        stage = "under_construction"  # the shell stands, the works go on
    is_share = word == "完成" and bool(_SHARE.match(text, match.end()))
    stage = "under_construction" if is_share else stage
    is_aim = side == "after" and text.startswith(("目标", "时间", "日期", "节点"), match.end())
    is_plan = stage != "terminated" and (is_aim or bool(verbs.intent.search(spoken)) or _is_urged(spoken, side))
    progress = _progress(text, match) if side == "before" and word in verbs.builds and not is_plan else ""
    stage = progress or stage
    is_done = bool(progress) or (side == "before" and text[match.end() : match.end() + 1] == "了" and not is_plan)
    is_history = side == "after" and bool(_FOUNDED.match(text, match.end()))
    is_done = is_done or (side == "after" and bool(_FORMAL.search(text, max(0, at - 2), at)))
    is_weak = word in (verbs.weak_after if side == "after" else verbs.weak_before) and not (is_done or is_share)
    return Happening(stage, word, at, side, is_plan, is_weak, is_history or bool(verbs.background.search(spoken)))


# 加快|甲项目|开工建设: what is urged has not happened.
_URGED = re.compile(r"(?:加快|加速|力促|督促|促进|加紧)\|")


def _is_urged(spoken: str, side: str) -> bool:
    return side == "after" and bool(_URGED.search(spoken))


# 已完成总工程量的80%: how much of the works is done.
_SHARE = re.compile(r"[^，。；、\d]{0,8}\d[\d.]*[%％]")
_UNDER_WAY = re.compile(
    r"正(?:在|于)[^，。；]{2,10}$|(?:正在?|加快|加紧|抓紧|全力)(?:积极|加快|全力|抓紧|加紧|大力|稳步|有序|着力|全面)*$"
)
_DONE = re.compile(r"(?:已经?|先后|成功|陆续|相继)$")


def _progress(text: str, match: re.Match[str]) -> str:
    """正在建设X is under way, 打造了X is done; the bare verb tells neither."""
    ahead = text[max(0, match.start() - 12) : match.start()]
    if _UNDER_WAY.search(ahead):
        return "under_construction"
    return "completed" if text[match.end() : match.end() + 1] == "了" or _DONE.search(ahead) else ""


_FORMAL = re.compile(r"(?:正式|隆重|宣告|宣布|被迫|取得|获得|完成|通过|启动|举行)$")
_SHELL = re.compile(r"(?:主体|厂房|土建|桩基|钢结构)[\u4e00-\u9fff]{0,8}$")


# 终止投资建设X: the verb of building is what is called off.
_CALLED_OFF = re.compile(r"(?:终止|取消|放弃|暂停|停止|叫停)(?:对外|在[^，。；]{2,12})?(?:投资)?$")
OFF_REACH = 18
# 成立于2001年: a date of birth, not news.
_FOUNDED = re.compile(r"于\s?\d{4}年")
