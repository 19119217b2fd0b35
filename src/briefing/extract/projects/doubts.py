"""How sure it is that a name is a project and that this happens to it, and what is none."""

from __future__ import annotations

import re

from ..facilities.happenings import Happening
from ..facilities.name_bounds import has_own_words
from ..facilities.names import Name, is_landmark, overlaps
from ..reading.context import Line
from .words import is_works, table

# Parts of a plant: several of them are no bundle of projects.
_PARTS = ("生产线", "产线", "厂房", "仓库", "机组", "工作站", "泊位", "车站")
_BUILT = ("data_center", "energy", "transport", "logistics", "plant")


# Only what is built of stone and steel goes through these.
_OF_STONE = re.compile(
    "封顶|奠基|竣工|完工|吊装|浇筑|主体|动工|破土|合龙|贯通|开工|施工许可|并网|通车|竣备|落成|投产|投运|投用|建成|规划许可|验收"
)


_A_BUILDING = re.compile(
    r"(?:新建|扩建|改建|迁建|综合楼|大楼|医院|院区|校区|研究中心|研究院|实验室)(?:建设)?(?:项目|工程)*$"
)


def is_no_infrastructure(words: str, happening: Happening) -> bool:
    """公益项目, 社区活动中心: what such a name means is no infrastructure; the soft words give way to masonry."""
    told = table()["not_projects"]
    soft = () if _OF_STONE.search(happening.words) or _A_BUILDING.search(words) else told["soft"]
    return any(word in words for word in (*told["words"], *soft))


# What may follow a name that an event word in front of it governs; anything else makes it an attribute (园区企业).
_CLOSED = re.compile(
    r"""[”」』"]?(?:
        $ | [\s，。；、！？）)《（(,;.!?:：—|】] | [等和与及在于并将已为后时来由从以]
      | 投资(?:合作|协议|框架)
      | 建设|签约|战略|合作|正式|项目|工程|开工|落成|落户|投产|启用|进行|进度|意向|框架|共同|位于|总|全[线长面]|占地
      | 成为|成立|两|三|今|预计|计划|有望|力争|即将|明年|年底|目前|现已|正|日前|近日|昨
      | 的(?:议案|公告|方案|批复|计划|签约|合作|协议|建设|战略|基础|同时|方式|步伐|进程)
    )""",
    re.VERBOSE,
)
# After a word of mere haste only its own noun: 加快X建设.
_HASTENED = re.compile(
    r"[”」』\"]?(?:$|[，。；、！？]|建设|等|和|与|及|落地|投产|施工|开工|前期|进度|项目|工程|扩|竣工|建成)"
)
# A name behind one of these is where something else happens, or whom it concerns.
_LOCATIVE = re.compile(
    r"(?:在|于|位于|落户|入驻|落地|走进|赴|到|至|从|向|坐落于?|地处|抵达|来到|参观|考察|毗邻|走访|前往|进驻|对|为|给|与|同)"
    r"[“「『\"]?$"
)


# So many since some year: a total over time, not news of a bundle.
_SUMMED = re.compile(r"累计|合计|共有|总共|历年|截至|虚报|多报|谎报")
# 屯山区诸多重点项目, 9705|万千瓦基地项目: many, or what is left of a sum.
_UNNAMED = re.compile(r"诸多|众多|若干|多个|一批|全部|^(?:[万亿千百]|千瓦|兆瓦)")
# 国家重点研发计划…项目通过验收: a grant for research.
_GRANT = re.compile(r"(?:研发计划|专项|科研|课题|基金资助)[^，。；]{0,12}$")


def is_excluded(line: Line, name: Name, happening: Happening) -> bool:
    words = line.simple[name.start : name.end]
    if name.count and _SUMMED.search(line.simple[max(0, name.start - 12) : name.start]):
        return True
    if _UNNAMED.search(words) or (name.type == "project" and _GRANT.search(line.simple, 0, name.start)):
        return True
    if name.count and line.simple[name.start - 1 : name.start] == "等":
        return True  # named one by one before
    if name.count == 0 or (name.count and (happening.stage == "signed" or name.head in _PARTS)):
        return True
    if happening.words in ("关闭", "关停") and name.type not in ("plant", "energy", "data_center", "logistics"):
        return True  # a road or a school is closed for a day
    if "中标" in happening.words and not is_works(words):
        return True  # goods, not works
    if (not name.count and _SOME.match(words)) or is_vague(line, name, happening):
        return True
    if is_no_infrastructure(words, happening):
        return True
    if happening.side == "before" and not closes(line, name, happening):
        return True
    if is_landmark(line.simple, name.start, name.end):
        return True
    if not happening.words.startswith("进行") and _LOCATIVE.search(line.simple[max(0, name.start - 4) : name.start]):
        return True
    districts = table()["districts"]
    if any(words.endswith(word) for word in districts["words"]):
        return happening.words not in districts["events"]
    return name.type == "project" and is_only_a_place(line, name)


# 有七大生产基地, 两座工厂: several without a name.
_SOME = re.compile(
    r"(?:有|共|共有|拥有)?(?:[两二三四五六七八九十多数几]{1,3}|\d{1,3}余?)(?:大|个|座|家|条|处)(?!学|型|道|桥)"
)


def is_vague(line: Line, name: Name, happening: Happening) -> bool:
    """打造上海市级特色产业园: a place and a general noun are no project until something plain happens to it."""
    is_talk = happening.is_plan or happening.stage in ("planned", "under_construction")
    if happening.side == "after" and happening.stage in _BUILT_STAGES and not happening.is_weak:
        return False
    if not is_talk or name.is_quoted or name.count or any(m.role == "investment" for m in line.money):
        return False
    if _PHASE.search(line.simple[name.start : name.end]) or is_founded_at(line, name, happening):
        return False
    rest = line.simple[name.start : name.end - len(name.head)]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    is_named = bool(re.search(r"\d|[A-Z]", rest)) or has_own_words(re.sub(r"[^\u4e00-\u9fff]|[省市区县]级", "", rest))
    is_general = name.type in _GENERAL or (name.type == "energy" and name.head.endswith("基地"))
    return is_general and not is_named


_GENERAL = ("park", "center", "plant", "logistics")


def closes(line: Line, name: Name, happening: Happening) -> bool:
    hasty = happening.is_weak and ("推进" in happening.words or "加快" in happening.words)
    return bool((_HASTENED if hasty else _CLOSED).match(line.simple, name.end))


_EMPTY = re.compile(r"项目|工程|市|省|区|县|建设|重点|重大|外资|内资|产业|招商|主体结构|[一二三四]期|[、和]")


def is_only_a_place(line: Line, name: Name) -> bool:
    """西安市项目 names a city, not a project."""
    rest = line.simple[name.start : name.end]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    return len(_EMPTY.sub("", rest)) < 2


_AGREED = re.compile(r"签署|签约|签订|协议|备忘录|战略合作|达成")
_SUPERLATIVE = re.compile(r"(?:首[个座家条批只支]|最[大高长早快]的?|第一[个座家条])$")
_PHASE = re.compile(r"[一二三四五六]期|扩区|扩建")


def score_candidate(line: Line, name: Name, happening: Happening) -> float:
    """How sure it is that this is a project and that this happens to it."""
    cost = any(m.role == "investment" for m in line.money)
    if name.type == "project" and not (is_physical(line, name, happening) or cost):
        return 0.0
    anchored = is_anchored(line, name) or is_founded_at(line, name, happening)
    score = 0.4 + 0.12 * min(name.weight, 2) + 0.18 * anchored + 0.1 * cost - 0.05 * (name.type == "project")
    score += 0.1 * is_founded_at(line, name, happening)
    # Who pays how much for what: the frame is complete.
    score += 0.08 * (cost and happening.side == "before" and name.weight > 0 and not name.count)
    score -= (0.1 if cost else 0.2) * (happening.is_weak and not fits_kind(name, happening)) + 0.08 * happening.is_plan
    if happening.is_plan or happening.stage == "planned":
        score += 0.15 * bool(_AGREED.search(line.simple) and (anchored or line.names or line.places or cost))
    if not anchored:
        score -= doubt(line, name, happening)
    if name.count:
        score += 0.1 * cost + 0.1 * is_ceremony(happening) - 0.1 * happening.is_weak
        score -= 0.4 * (happening.stage == "terminated")
        # 今年将有5家电池工厂投产: nobody's, nowhere.
        score -= 0.2 * (not cost and not line.places and not line.names)
    return round(max(0.0, min(score, 0.95)), 2)


def fits_kind(name: Name, happening: Happening) -> bool:
    """A plant's 量产, a power station's 发电, a hotel's 开业: plain of this kind, weak of others."""
    return happening.side == "after" and happening.words in table()["fitting"].get(name.type, ())


def doubt(line: Line, name: Name, happening: Happening) -> float:
    """What a name without a known proper noun in it loses."""
    if name.weight == 0:
        return 0.1 if name.count else 0.3
    if name.weight > 1:
        return 0.0
    # 全球首座核电站 describes; the name comes elsewhere.
    is_superlative = bool(_SUPERLATIVE.search(line.simple[max(0, name.start - 5) : name.start]))
    # A ceremony is held for one particular thing, even when neither gazetteer nor suffix knows its name.
    cost = any(m.role == "investment" for m in line.money)
    is_told = cost or bool(line.names or line.places) or (happening.side == "after" and is_plain(happening))
    is_told = is_told or fits_kind(name, happening)
    is_sure = happening.side == "after" and is_plain(happening) and bool(line.places)
    return 0.12 * (not is_told) + 0.1 * (is_superlative and not cost and not is_sure)


def is_plain(happening: Happening) -> bool:
    """A ceremony, or any plain fact of building."""
    return is_ceremony(happening) or (happening.firmness()[0] and happening.stage in _BUILT_STAGES)


_BUILT_STAGES = ("started", "under_construction", "completed", "operating")


def is_ceremony(happening: Happening) -> bool:
    return happening.words in table()["physical"]["ceremonies"]


def is_physical(line: Line, name: Name, happening: Happening) -> bool:
    """Something built: by its event, or by what its name says it is."""
    if any(word in happening.words for word in table()["physical"]["words"]):
        return True
    words = line.simple[name.start : name.end]
    is_sort = any(mark in words for kind in _BUILT for mark in table()["kinds"][kind])
    return is_sort or (name.weight > 1 and is_works(words) and not happening.is_weak)


_ONE = re.compile(r"(?:一[座个家条]|首[座个家条]|第[二三四五]|其|自己的|一期|新|\d[\d.]*[万亿]?[美欧日]?元的?)")


# A clause whose verb comes after so few characters has no subject of its own.
BARE_CLAUSE = 2


def is_founded_at(line: Line, name: Name, happening: Happening) -> bool:
    """在甲国建设其首座整车工厂: one thing in a place that is said."""
    if happening.side != "before" or name.count or name.weight < 1:
        return False
    clause = max(line.simple.rfind(mark, 0, happening.start) for mark in "。；，！？") + 1
    if happening.start - clause <= BARE_CLAUSE:  # 在甲地追加投资，新建…: the place stands in the clause before
        clause = max(line.simple.rfind(mark, 0, max(0, clause - 1)) for mark in "。；，！？") + 1
    ahead = (p.start for p in line.places if clause <= p.start < happening.start)
    at = any(line.simple[start - 1 : start] in ("在", "于") for start in ahead)
    return at and bool(_ONE.search(line.simple, happening.start, name.start) or line.money)


def is_anchored(line: Line, name: Name) -> bool:
    """It has a proper name in it: of a place or company, in quotes, or a figure or phase."""
    words = line.simple[name.start : name.end]
    if name.is_quoted or (not name.count and re.search(r"[A-Za-z0-9]", words)) or _PHASE.search(words):
        return True
    if any(overlaps(place, name) for place in line.places):
        return True
    return any(m.start <= name.start < m.end < name.end - len(name.head) for m in line.names)
