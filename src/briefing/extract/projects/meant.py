"""Event words that mean another thing with these names: 启动X建设 is the start of works, an allowed plant is a plan."""

from __future__ import annotations

import re
from dataclasses import replace

from ..facilities.happenings import Happening
from ..facilities.names import Name
from ..reading.context import Line

# 启动甲产业园建设, 三方共同启动乙算力中心: begun, whatever else can be 启动.
_BEGINS = re.compile(
    r"[”」』\"]?(?:的)?(?:规划|全面|主体|一期|二期|[与及和等])*(?:建设|施工)(?!者|用地|指挥|集团|方|[，。]?资金)"
)
_JOINTLY = re.compile(r"(?:共同|联合|携手|正式|集中|同步|宣布|宣告)$")
_BUILT_KINDS = ("park", "plant", "energy", "data_center", "logistics", "transport", "laboratory", "science_facility")
# 已获得批准在甲国设立工厂, 宣布斥资20亿元在乙地建立工厂: what is allowed or announced is not there yet.
_ALLOWED = re.compile(
    r"(?:获得?(?:了)?[^，。；]{0,6}(?:批准|许可|同意)|获批|获准|(?<!国务院)批准|同意|宣布[^。；]{0,16}(?:斥资|投资|出资|投入)|斥资[^。；]{0,16})"
    r"[^。；]{0,24}$"
)
_WORKS = ("plant", "energy", "data_center", "logistics")
ALLOWED_REACH = 60


_HASTE = ("推进", "推动", "加快推进", "加快")
_TALKS = re.compile(r"洽谈|商谈|座谈|磋商|交流|对接|会谈|交换意见|沟通")


def is_talked_of(line: Line, row: list[Name], happening: Happening) -> bool:
    """就推进甲项目进行洽谈: what they talk of has not begun."""
    stop = min((i for i in (line.simple.find("。", row[-1].end),) if i >= 0), default=len(line.simple))
    is_topic = line.simple.endswith(("就", "就加快", "围绕", "就共同"), 0, happening.start)
    return is_topic and bool(_TALKS.search(line.simple, row[-1].end, stop))


def as_meant(line: Line, row: list[Name], happening: Happening) -> Happening:
    """The event as these names give it: 启动 is the start of works, a plant that is allowed is planned."""
    if happening.side != "before":
        return happening
    kinds = {name.type for name in row}
    if happening.is_weak and happening.words == "启动" and not happening.is_plan:
        is_begun = bool(_BEGINS.match(line.simple, row[-1].end))
        is_joint = bool(_JOINTLY.search(line.simple, max(0, happening.start - 4), happening.start))
        is_built = kinds <= {*_BUILT_KINDS} or (kinds <= {*_BUILT_KINDS, "center"} and is_joint)
        return replace(happening, is_weak=False) if is_built and (is_begun or is_joint) else happening
    if happening.words in _HASTE and is_talked_of(line, row, happening):
        return replace(happening, stage="planned", is_plan=True)
    if happening.stage == "established" and kinds <= {*_WORKS}:
        floor = max(0, happening.start - ALLOWED_REACH, line.simple.rfind("。", 0, happening.start) + 1)
        is_allowed = bool(_ALLOWED.search(line.simple, floor, happening.start))
        return replace(happening, stage="planned", is_plan=True) if is_allowed else happening
    return happening
