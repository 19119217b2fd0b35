"""Frames that tell of a facility without an event word of their own: who made it, or where works are put up.

某实验室位于…，是由甲与乙共同打造; 在甲国设厂; 在甲国建造两座工厂.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...config import read_table
from ..facilities.happenings import Happening, read_happening
from ..facilities.names import LONGEST_LINE, Name, heads
from ..reading.context import Line
from ..reading.literals import one_of
from .words import verbs

# How far behind a name the clause that says who made it may stand.
MADE_REACH = 90

_MADE_BY = re.compile(
    r"""
    [”」』"]?(?:[（(][^（()）]{1,20}[）)])?
    (?:，?(?:位于|坐落于?|地处|选址|占地|建筑面积|总建筑面积|面积)[^。；！？]{2,50}?，|，)?
    (?:它|该[\u4e00-\u9fff]{2,6})?(?:是|系|乃)?由(?P<who>[^，。；！？]{2,40}?)
    (?:共同|联合|携手|合作|牵头|投资|发起|出资|合资|独资|全资|负责|倾力|联手|主导)*
    (?P<verb>打造|建设|组建|成立|设立|共建|建立|投建|创建|建造|兴建|创办|筹建|投资建设|建成|承建)(?:而成|运营|的|，|。|；|、|$)
    """,
    re.VERBOSE,
)
_FOUNDS = frozenset(("组建", "成立", "设立", "共建", "建立", "创建", "创办", "打造"))
# What a clause in the middle must not be about: a plan or a rule.
_PLAN = re.compile(r"将|拟|计划|预计|规划|即将")


def read_made_by(line: Line, name: Name) -> Happening | None:
    """甲实验室位于…，是由乙与丙共同打造: it exists, and this is who made it."""
    if name.count is not None or name.weight < 1 or name.type in ("project", "fund"):
        return None
    match = _MADE_BY.match(line.simple, name.end, name.end + MADE_REACH)
    if match is None:
        return None
    is_founded = name.type in ("center", "laboratory") and match["verb"] in _FOUNDS
    is_plan = bool(_PLAN.search(line.simple, name.end, match.start("who")))
    stage = "established" if is_founded and not is_plan else ""
    return Happening(stage, match["verb"], match.start("verb"), "beside", is_plan, False)


# 获省第四批“省级新型研发机构”备案, 获评国家级…平台, 被认定为省级…中心: what an office makes of a house.
_RECOGNISED = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?(?:近日|日前|成功|顺利|正式|已|也)*"
    r"(?:(?:获得?|通过|取得)[^，。；]{0,10}(?:国家|[省市部]级?)[^，。；]{0,20}?(?P<word>备案|认定|批复|授牌|资质认定)"
    r"|(?:入选|获评|被?认定为|被?评为|纳入|列入)[^，。；]{0,10}(?:国家|[省市部]级|省)[^，。；]{0,16}?"
    r"(?:研发机构|研究中心|创新中心|实验室|中试基地|中试平台|科技企业孵化器|众创空间|技术中心))"
)


def read_recognised(line: Line, name: Name) -> Happening | None:
    """甲工程技术研究中心获省级新型研发机构备案: only for houses of research; for a park it is an honour."""
    if name.count is not None or name.weight < 2 or name.type not in ("center", "laboratory"):
        return None
    match = _RECOGNISED.match(line.simple, name.end, name.end + MADE_REACH)
    return Happening("established", "认定", match.start(), "beside", False, False) if match else None


# 甲项目自2022年7月开工建设以来, 自投运以来: it is under way, or it runs.
_SINCE = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?(?:于|自|从)[^，。；]{0,14}?"
    r"(?P<verb>开工|动工|启动|奠基|投产|投运|投用|启用|开园|运营|开业|通车)(?:建设|运营|使用)?(?:以来|至今)"
)
_BEGUN = ("开工", "动工", "启动", "奠基")


def read_since(line: Line, name: Name) -> Happening | None:
    """甲项目自…开工以来: told by the way; the news of it follows."""
    match = _SINCE.match(line.simple, name.end, name.end + MADE_REACH) if name.weight and name.count is None else None
    if match is None:
        return None
    is_begun = match["verb"] in _BEGUN
    word = "开工建设" if is_begun else match["verb"]
    return Happening("under_construction" if is_begun else "operating", word, match.start(), "after", False, False)


_CEREMONIES = {
    "开工": "started", "奠基": "started", "动工": "started", "启动": "started", "竣工": "completed",
    "落成": "completed", "投产": "operating", "启用": "operating", "开业": "operating", "开园": "operating",
    "揭牌": "established",
}  # fmt: skip
_SCENE = re.compile(
    rf"(?P<verb>{'|'.join(_CEREMONIES)})(?:仪式|典礼|大会|活动|现场会)[^，。；]{{0,12}}?在(?:位于[^，。；]{{2,16}}的)?[“「『]?$"
)
_HELD = re.compile(r"[”」』\"]?(?:施工|建设|项目)*(?:现场|工地)?(?:隆重|顺利)?(?:举行|举办)")
SCENE_REACH = 48


def read_scene(line: Line, name: Name) -> Happening | None:
    """集中开工仪式在位于甲区的乙项目举行: the works on whose site the ceremony is held."""
    is_work = line.simple.endswith(("项目", "工程", "现场", "期"), name.start, name.end)
    if name.weight < 1 or not is_work or name.count is not None or not _HELD.match(line.simple, name.end):
        return None
    match = _SCENE.search(line.simple, max(0, name.start - SCENE_REACH), name.start)
    if match is None:
        return None
    return Happening(_CEREMONIES[match["verb"]], f"{match['verb']}仪式", match.start(), "beside", False, False)


@lru_cache(maxsize=1)
def _nameless() -> str:
    """The nouns of works that may go without a name of their own."""
    return one_of(read_table("projects.toml")["nameless"]["heads"])


@lru_cache(maxsize=1)
def _works_at() -> re.Pattern[str]:
    return re.compile(
        rf"{_SITE}(?P<head>{_nameless()}|厂)(?=[，。；、！？]|$|投|并|以|来|和|的计划|的谈判|事宜|一事|计划|，)",
        re.VERBOSE,
    )


_SITE = r"""
    (?:当地|市郊|近郊|郊区|北部|南部|东部|西部|中部|[\u4e00-\u9fff]{1,8}?[州省市县区郡邦])?
    (?:投资|斥资|出资|合资|独资)?[^，。；、在]{0,14}?
    (?P<verb>新建|建造|建设|兴建|投建|修建|开设|设立|扩建|建立|建|设)了?
    (?:(?:(?:他们|自己|公司)的|其)?(?:第?(?P<count>[一两二三四五六七八九十\d]{1,2})|首)[座家个条](?P<what>[^，。；、的]{0,10}?(?:的[^，。；、的]{1,8}?)?))?
"""
# Who builds somewhere must be one, not a trade.
_NOBODY = re.compile(r"企业|外商|外资|厂商|车企|巨头|商家|许多|不少|纷纷|各国|多家|公司们|鼓励|吸引|欢迎|条件|优势")
# 主要在甲、乙设厂, 未在甲国设厂: a habit, or not so.
_NOT_NEWS = re.compile(r"[没未不否]|主要|一向|长期|历来|均$|都$")
_TALK = re.compile(r"将|拟|计划|预计|考虑|有意|宣布|打算|准备|欲|要")
SUBJECT_REACH = 40


def find_works_abroad(line: Line) -> Iterator[tuple[Name, str, Happening]]:
    """Works that only their place names: 将在甲国建造两座工厂, 在甲国设厂."""
    text = line.simple
    for place in line.places:
        if text[place.start - 1 : place.start] not in tuple("在于赴到向"):
            continue
        match = _works_at().match(text, place.end, place.end + 40)
        sentence = re.split("[。；！？]", text[max(0, place.start - SUBJECT_REACH) : place.start - 1])[-1]
        ahead = sentence.split("，")[-1] or sentence
        if match is None or (match["head"] == "厂" and match["verb"] not in ("建", "设")):
            continue
        is_empty = len(_TALK.sub("", sentence)) < 2 and not line.names
        if is_empty or _NOBODY.search(ahead) or _NOT_NEWS.search(ahead):
            continue
        head = "工厂" if match["head"] in ("厂", "新厂") else match["head"]
        called = head if match["head"] == "厂" else line.text[slice(*match.span("head"))]
        is_plan = bool(_TALK.search(ahead))
        is_built = not is_plan and text.startswith("了", match.end("verb"))
        happening = Happening(
            "completed" if is_built else "planned", match["verb"], match.start("verb"), "before", is_plan, False
        )
        kind = type_of(head)
        place = [p for p in line.places if place.start <= p.start < match.start("verb")][-1]  # in 甲国东部城市乙市
        label = line.text[place.start : place.end] + (match["what"] or "") + called
        yield Name(place.start, place.end, head, kind, False, 1), label, happening


# 甲公司位于乙国的首座工厂, 其在乙地的数据中心: one without a name, called by where it stands.
@lru_cache(maxsize=1)
def _of_place() -> re.Pattern[str]:
    head = rf"(?P<head>[\u4e00-\u9fff]{{0,4}}?(?:{_nameless()}|基地)|厂)(?!商|家|方|址|区)"
    return re.compile(rf"{_BELONGS}{head}(?P<more>(?:扩建|[一二三四]期)?(?:项目|工程)?)", re.VERBOSE)


_BELONGS = r"""
    [\u4e00-\u9fff]{0,8}?
    (?:\s?[（(][A-Za-z\s]{2,24}[）)]\s?)?
    的(?:新建?的?|首[座个家条]|第[一二三四五]?[座个家条]|一[座个家条]|全新|大型)*
"""
_STANDS_AT = re.compile(r"(?:位于|坐落于|设于|设在|建在|在|于)$")


def find_works_of_places(line: Line) -> Iterator[tuple[Name, str, Happening]]:
    """Works that only their place names, with what happens to them: 其位于甲国的首座工厂推迟投产."""
    for place in line.places:
        if not _STANDS_AT.search(line.simple, max(0, place.start - 3), place.start):
            continue
        match = _of_place().match(line.simple, place.end, place.end + 40)
        if match is None:
            continue
        happening = read_happening(line.simple, match.start("head"), match.end(), verbs())
        if happening is None or happening.is_weak or happening.side == "before":
            continue
        head = "工厂" if match["head"] in ("厂", "新厂") else match["head"]
        label = line.text[place.start : place.end] + line.text[match.start("head") : match.end()]
        yield Name(place.start, place.end, head, type_of(head), False, 1), label, happening


# 新设工厂位于甲镇乙产业园，总投资…: a new one without a name, called by where it stands.
@lru_cache(maxsize=1)
def _new_at() -> re.Pattern[str]:
    return re.compile(
        rf"(?:新设|新建|新增|增设|扩建)的?(?P<head>{_nameless()})(?:位于|坐落于?|选址于?|设在|设于|建在|落户于?)"
    )


def find_new_works(line: Line) -> Iterator[tuple[Name, str, Happening]]:
    """The place behind 新设工厂位于, when the sentence says what it costs."""
    for match in _new_at().finditer(line.simple, 0, LONGEST_LINE):
        place = next((p for p in line.places if p.start == match.end()), None)
        if place is None or not any(m.role == "investment" and m.span.start > match.end() for m in line.money):
            continue
        head = match["head"] if match["head"] != "新厂" else "工厂"
        label = line.text[place.start : place.end] + line.text[slice(*match.span("head"))]
        happening = Happening("", "总投资", place.end, "beside", True, False)
        yield Name(place.start, place.end, head, type_of(head), False, 1), label, happening


def type_of(head: str) -> str:
    """By the last words that the list of heads knows; a plain factory else."""
    return next((heads()[head[at:]] for at in range(len(head)) if head[at:] in heads()), "plant")


def find_nameless_works(line: Line) -> Iterator[tuple[Name, str, Happening]]:
    yield from find_works_abroad(line)
    yield from find_works_of_places(line)
    yield from find_new_works(line)
