"""How far a project is: the furthest that is told as a fact, in its own sentences and those that go on about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facilities.happenings import Happening
from ..reading.context import Line
from .candidate import Candidate
from .progress import overtakes, unfinished

FURTHEST = (
    "terminated", "operating", "completed", "under_construction", "started", "established", "signed", "announced",
)  # fmt: skip
# 该工厂已被搁置, 项目目前已投产: a fact told with a pointer.
_POINTER = r"(?:该|此|这[一个座家]?|本|上述|目前)(?:项目|工厂|工程|基地|园区|计划|电站|中心|厂)?|(?:^|[，。；])项目"
_CALLED_OFF = re.compile(
    rf"(?:{_POINTER})[^，。；]{{0,10}}?(?:已|被|宣布|遭|正式)+[^，。；]{{0,6}}?(?P<word>搁置|取消|叫停|终止|停建|中止|停工)(?!后|前)"
)
_NOW = re.compile(
    rf"(?:{_POINTER})[^，。；]{{0,10}}?(?:已经?|现已|目前已?|正式|顺利|全面|主体(?:结构|工程)?)"
    r"(?:于[^，。；]{1,14})?(?:正式|顺利|全面|全部|完成|成功)*"
    r"(?P<word>投产|投运|投用|投入运营|投入使用|并网发电|建成通车|建成投产|竣工|完工|建成|落成|封顶|开工建设|开工|动工)"
    r"(?!后|前|[的之]?[际后]|准备|条件|仪式现场)"
)
# 目前已进入量产阶段: what it was built for goes on.
_RUNS = re.compile(
    r"(?:^|[，。；])(?:项目|该项目|工厂|产线)?(?:目前|现)?(?:已经?|现已)(?:正式|顺利|全面|成功)*"
    r"(?:进入|实现|开始)(?:规模化?|批量|稳定)*(?P<word>量产|试生产|试运行|满产)(?!后|前|条件|准备)"
)
WORD_STAGE = {
    "量产": "operating", "试生产": "operating", "试运行": "operating", "满产": "operating",
    "投产": "operating", "投运": "operating", "投用": "operating", "投入运营": "operating", "投入使用": "operating",
    "并网发电": "operating", "建成通车": "operating", "建成投产": "operating", "竣工": "completed", "完工": "completed",
    "建成": "completed", "落成": "completed", "封顶": "under_construction", "开工建设": "started", "开工": "started",
    "动工": "started",
}  # fmt: skip
NEWS_WORDS = ("搁置", "取消", "叫停", "终止", "停建", "中止", "停工", *WORD_STAGE)
SHELL = re.compile("主体|厂房|土建|桩基|钢结构")
_PLANS = re.compile(r"将|预计|计划|有望|拟|力争|确保|待|如期")


def firm_of(group: list[Candidate], lines: Iterable[Line]) -> Happening:
    """What happens to it: the furthest plain fact, else the surest of what is said."""
    lines = list(lines)
    facts = [c.happening for c in group if c.happening.firmness()[0]]
    later = list(later_facts(group, lines))
    surest = max(group, key=lambda c: (*c.happening.firmness(), c.confidence)).happening
    firm = min((*facts, *later), key=rank, default=surest)
    return (unfinished(group, lines) if overtakes(firm) else None) or firm


def rank(happening: Happening) -> int:
    """Called off first, then as far as it has come."""
    return FURTHEST.index(happening.stage) if happening.stage in FURTHEST else len(FURTHEST)


def later_facts(group: list[Candidate], lines: Iterable[Line]) -> Iterator[Happening]:
    """Facts told with a pointer, behind the name or in the sentences that go on about it."""
    tails = [(c.line, c.name.end) for c in group if c.origin not in ("row", "contract", "english") and not c.name.count]
    for line, at in (*tails, *((line, 0) for line in lines)):
        yield from facts_behind(line, at)


def told_fact(line: Line) -> Happening | None:
    """How far the works are that a sentence goes on about."""
    return next(facts_behind(line, 0), None)


def facts_behind(line: Line, at: int) -> Iterator[Happening]:
    for pattern in (_CALLED_OFF, _NOW, _RUNS):
        match = pattern.search(line.simple, at)
        if match is None or _PLANS.search(line.simple, match.start(), match.start("word")):
            continue
        stage = "terminated" if pattern is _CALLED_OFF else WORD_STAGE[match["word"]]
        if stage == "completed" and SHELL.search(match.group()):
            stage = "under_construction"
        yield Happening(stage, match["word"], match.start("word"), "after", False, False)


# 启动了数字创新中心: a centre that is launched is founded; 启动X建设 is the start of its building.
_FOUNDED = ("center", "laboratory")
_BUILDING = re.compile(r"[”」』\"]?(?:的)?(?:规划|主体|项目|工程|一期|二期)*(?:建设|施工|项目|工程)")


_LAUNCHED = re.compile(r"(?:正式|共同|联合|成立|揭牌|挂牌)*启动(?:仪式|大会|会)?")
_BUILT_NAME = re.compile(r"(?:项目|工程|[一二三四]期|大楼|园区?|基地)$")


def is_of_building(name: str, behind: str) -> bool:
    """中心项目启动, 启动中心建设: the works begin; 中心启动仪式: the house opens its doors."""
    return bool(_BUILT_NAME.search(name) or _BUILDING.match(behind))


# 知情人士称, 据传: who says it does not say it aloud.
_RUMOUR = re.compile(r"知情人|消息人士|据传|传闻|传出|有传|坊间|爆料")


def stage_of(
    happening: Happening, kind: str, name: str, behind: str, *, is_future: bool, ahead: str = ""
) -> str | None:
    """A plan, or what has a date to come, never appears as a fact; a signed plan is signed, a bid won is won."""
    if happening.is_plan and _RUMOUR.search(ahead):
        return "rumoured"
    if (happening.is_plan or is_future) and happening.stage not in ("signed", "announced", "terminated"):
        return "planned"
    if _LAUNCHED.fullmatch(happening.words) and kind in _FOUNDED and not is_of_building(name, behind):
        return "established"
    return happening.stage or None
