"""How sure it is that a name is a project and that this happens to it."""

from __future__ import annotations

import re

from ..facilities.happenings import Happening
from ..facilities.names import Name, overlaps
from ..reading.context import Line
from .words import is_works, table, verbs

_NAMED_UNKNOWN = ("transport", "energy")
_BUILT = ("data_center", "energy", "transport", "logistics", "plant")


_AGREED = re.compile(r"签署|签约|签订|协议|备忘录|战略合作|达成")
_SUPERLATIVE = re.compile(r"(?:首[个座家条批只支]|最[大高长早快]的?|第一[个座家条])$")
PHASE = re.compile(r"[一二三四五六]期|扩区|扩建")


# A rank that is given to one house by name.
_OF_THE_STATE = re.compile(
    r"(?:全国|国家)重点实验室|国家实验室|国家[\u4e00-\u9fff]{0,12}(?:研究|创新)中心|大科学装置|重大科技基础设施"
)


def score_candidate(line: Line, name: Name, happening: Happening) -> float:
    """How sure it is that this is a project and that this happens to it."""
    cost = any(m.role == "investment" for m in line.money)
    if name.type == "project" and not (is_physical(line, name, happening) or cost):
        return 0.0
    anchored = is_anchored(line, name) or is_founded_at(line, name, happening)
    score = 0.4 + 0.12 * min(name.weight, 2) + 0.18 * anchored + 0.1 * cost - 0.05 * (name.type == "project")
    score += 0.1 * is_founded_at(line, name, happening)
    # Lines and stations bear names that no list has; what only works go through vouches for them.
    score += 0.08 * (
        name.type in _NAMED_UNKNOWN and not name.count and is_of_works(happening) and not describes(line, name)
    )
    score += 0.1 * bool(_OF_THE_STATE.search(line.simple, name.start, name.end))
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
        return 0.12 * (happening.is_plan and happening.side == "before" and describes(line, name))
    is_superlative = describes(line, name)
    # A ceremony is held for one particular thing, even when neither gazetteer nor suffix knows its name.
    cost = any(m.role == "investment" for m in line.money)
    is_told = cost or bool(line.names or line.places) or (happening.side == "after" and is_plain(happening))
    is_told = is_told or fits_kind(name, happening)
    is_sure = happening.side == "after" and is_plain(happening) and bool(line.places)
    return 0.12 * (not is_told) + 0.1 * (is_superlative and not cost and not is_sure)


def describes(line: Line, name: Name) -> bool:
    """全球首座核电站: the name comes elsewhere."""
    return bool(_SUPERLATIVE.search(line.simple[max(0, name.start - 5) : name.start]))


# …是国内最大的…, …现有…, …位于…: what stands there, and no news of it.
_DESCRIBED = re.compile(
    r"[”」』]?(?:[（(][^（()）]{1,24}[）)])?(?:项目)?，?(?:位于|坐落于?|地处|现有|拥有|作为|占地|全长|毗邻|紧邻"
    r"|是(?:[^，。；]{0,10}(?:最大|最早|首[个座家条]|唯一|第一|规模)|[^，。；]{0,14}之一))"
)
STANDING = 0.12
"""What a record loses that is only described: no date, no sum, no event that the article tells."""


def is_described(line: Line, name: Name, happening: Happening) -> bool:
    """No event but its figures, or running told behind words of description."""
    if not happening.stage:
        return happening.side == "beside"
    return happening.stage == "operating" and bool(_DESCRIBED.match(line.simple, name.end))


def is_of_works(happening: Happening) -> bool:
    """Behind the name, and only works go through it."""
    return happening.side == "after" and happening.words in verbs().sure


def is_plain(happening: Happening) -> bool:
    """A ceremony, or any plain fact of building."""
    return is_ceremony(happening) or (happening.firmness()[0] and happening.stage in BUILT_STAGES)


BUILT_STAGES = ("started", "under_construction", "completed", "operating")


def is_ceremony(happening: Happening) -> bool:
    return happening.words in table()["physical"]["ceremonies"]


# 某某创新实验室项目, …实验室合作项目: a house, though it is called a project.
_HOUSE_AGREED = re.compile(
    r"(?:实验室|研究院|研究中心|创新中心|产业园|科技园|生产基地|工厂)(?:战略|共建|建设)?(?:合作)?项目$"
)


def is_physical(line: Line, name: Name, happening: Happening) -> bool:
    """Something built: by its event, or by what its name says it is."""
    if any(word in happening.words for word in table()["physical"]["words"]):
        return True
    words = line.simple[name.start : name.end]
    if _HOUSE_AGREED.search(words):
        return True
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


# 位于青岩镇的|智造基地: where it stands tells which one it is.
_STANDS_AT = re.compile(r"(?:位于|坐落于?|地处|落户)[^，。；、的]{2,14}的[“「『]?$")
STANDS_REACH = 20


# “大数字”创新实验室: a quoted word that is no slogan of the day names it.
_SURNAMED = re.compile(
    r"[“「](?!一带一路|双创|双碳|双拥|双减|互联网|十四五|十三五|三农|百千万|专精特新|新基建|人工智能|四好)[^”」]{2,12}[”」]"
)


def is_anchored(line: Line, name: Name) -> bool:
    """It has a proper name in it: of a place or company, in quotes, or a figure or phase."""
    words = line.simple[name.start : name.end]
    if name.is_quoted or (not name.count and re.search(r"[A-Za-z0-9]", words)) or PHASE.search(words):
        return True
    if _SURNAMED.search(words):
        return True
    if any(overlaps(place, name) for place in line.places) or _STANDS_AT.search(
        line.simple, max(0, name.start - STANDS_REACH), name.start
    ):
        return True
    return any(m.start <= name.start < m.end < name.end - len(name.head) for m in line.names)
