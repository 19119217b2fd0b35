"""The funds that a Chinese line vouches for: a name, what happens to it, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..facilities.happenings import Happening, chain, read_happening
from ..facilities.names import Name, find_names, overlaps
from ..reading.context import Line
from .money import sizes, tells_size
from .names import JOINED, SHARE_BEHIND, Candidate, fund_names, is_excluded, is_generic
from .traits import verbs

LEAST_CONFIDENCE = 0.5
# What a 5000万元种子基金 without a name of its own loses when its size and a party or place are told, and when not.
NAMELESS, UNKNOWN = 0.15, 0.5
# The same for one that says at least whom it serves: 科技企业并购基金.
DESCRIBED, VAGUE = 0.05, 0.25


def find_chinese(line: Line, after: Line | None = None) -> list[Candidate]:
    """Every fund that the line itself vouches for; its size may stand in the line after it."""
    if not _MENTION.search(line.simple):
        return []
    found: list[Candidate] = []
    funds = fund_names(line.simple)
    others = [n for n in find_names(line.simple) if n.type != "fund" and not any(overlaps(n, f) for f in funds)]
    for row in chain(sorted((*funds, *others), key=lambda n: n.start), line.simple) if funds else ():
        if any(name.type == "fund" for name in row):
            happening = read_event(line, row)
            found.extend(c for n in row if n.type == "fund" and (c := read_candidate(line, n, happening, after)))
    return found


_MENTION = re.compile("基金|合伙企业|投资中心|Fund|Partners|Opportunities")


def read_candidate(line: Line, name: Name, happening: Happening | None, after: Line | None = None) -> Candidate | None:
    """The name as a fund, when it is particular enough for what is said of it."""
    words = line.simple[name.start : name.end]
    if name.count is not None or is_excluded(line, name, words):
        return None
    own = sizes(line, name)
    is_told = any(role in ("total", "target", "first_close", "raised") for role, _ in own)
    happening = happening or (_SIZED if is_told else None)
    if happening is None:
        return None
    sized = is_told or (after is not None and tells_size(after, words))
    confidence = score_candidate(line, name, words, happening, sized=sized)
    if confidence < LEAST_CONFIDENCE:
        return None
    return Candidate(line, name, line.text[name.start : name.end], happening, confidence)


# A fund whose size is told exists or is to come; nothing more is said of it.
_SIZED = Happening("", "规模", 0, "beside", False, False)


# ---------------------------------------------------------------- what happens to it


def read_event(line: Line, row: Sequence[Name]) -> Happening | None:
    """What happens to a name or a row of names, by the verbs of the table, else by the frames of this trade."""
    text, start, end = line.simple, row[0].start, row[-1].end
    found = read_happening(text, start, end, verbs())
    if found is None or found.is_weak or not found.stage:
        found = _read_frame(text, start, end) or found
    if found is not None and found.stage == "signed" and _TO_SIGN.search(text, max(0, found.start - 6), found.start):
        return replace(found, stage="planned", is_plan=True)
    if found is not None and not found.is_plan and is_intended(text, found, start):
        return replace(found, is_plan=True)
    return found


# 该基金为…: what has been spoken of is called by its name now.
_CALLED = re.compile(
    r"(?:该|此|本|标的|目标)(?:产业|投资)?基金(?:的?(?:全称|名称))?(?:暂定名?|拟定名?)?(?:名?为|是|即)[“「『\"]?$"
)
# X由甲、乙共同出资设立: the founders stand between the name and its verb.
_FOUNDED_BY = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,40}[）)])?(?:，|总?规模[^，。；]{2,16}，)?(?:是|系|为|主要)?由[^。；，]{2,120}?"
    r"(?P<verb>(?:出资|发起|牵头|联合|共同|合作|投资|参与)*(?:设立|组建|成立|发起|筹建|出资))"
)
# X正式设立, 募集: with a day, an office or an adverb between that the common grammar does not step over.
_LATER = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,40}[）)])?(?:的)?[^，。；：]{0,24}?"
    r"(?P<verb>完成[^，。；]{0,12}?(?:备案|登记|首关|终关|关闭|交割|募集|关[帐账])|首次关闭|首关|终关|(?:注册|揭牌|挂牌|宣告|宣布|正式)成立|正式设立"
    r"|揭牌|正式启动|签约|募集)"
)
# 拟签署X合伙协议: what is to be signed is not signed yet.
_TO_SIGN = re.compile(r"(?:拟|将|计划|准备)[^，。；]{0,3}$")
# 向X出资: a share in a fund, told by who pays it.
_GIVEN = re.compile(r"[”」』\"]?(?:基金)?(?:承诺|认缴|投入|增加)?(?P<verb>出资|注资|投资)")
# X因存续期届满，全体合伙人同意解散: the reason stands between the name and the end.
_ENDED = re.compile(r"[”」』\"]?[^。；]{0,60}?(?P<verb>解散|清算|注销)(?!期|组|价)")
_LATER_STAGES = ((r"备案|登记|成立|设立|揭牌|启动", "established"), (r"签约", "signed"), (r"", "closed"))


def _read_frame(text: str, start: int, end: int) -> Happening | None:
    if text.endswith("向", 0, start) and (given := _GIVEN.match(text, end)) is not None:
        return Happening("announced", given["verb"], given.start("verb"), "after", False, False)
    joined = JOINED.search(text, max(0, start - 60), start)
    if joined is not None and SHARE_BEHIND.match(text, end):
        return Happening("announced", joined["verb"], joined.start("verb"), "before", False, False)
    if (called := _CALLED.search(text, max(0, start - 24), start)) is not None:
        return Happening("announced", called.group(), called.start(), "before", False, False)
    history = bool(verbs().background.search(text, max(0, start - 16), start))
    if (founded := _FOUNDED_BY.match(text, end)) is not None:
        return Happening("established", founded["verb"], founded.start("verb"), "after", False, False, history)
    if (ended := _ENDED.match(text, end)) is not None:
        return Happening("terminated", ended["verb"], ended.start("verb"), "after", False, False)
    later = _LATER.match(text, end)
    if later is None or _DENIED.search(text, end, later.start("verb")):
        return None
    stage = next(stage for mark, stage in _LATER_STAGES if re.search(mark, later["verb"]))
    return Happening(stage, later["verb"], later.start("verb"), "after", False, False, history)


_DENIED = re.compile("未|不|投资|领投|参与|旗下|管理人|子基金|等")
# 公司拟与甲、乙共同设立: the word of intent stands before the partners, further off than a clause.
_INTENT = re.compile(
    r"(?:拟|计划|有意|筹划|准备|打算|将(?!军|于近)|欲|同意|正在?为)(?!定|注册)(?=[^。；]{0,160}$)(?![^。；]{0,160}(?:已经?|完成|近日|正式|成功))"
)
INTENT_REACH = 160


def is_intended(text: str, happening: Happening, start: int) -> bool:
    """Whether the sentence plans it, up to the verb."""
    if happening.stage not in ("established", "announced", "closed"):
        return False
    at = happening.start if happening.side == "before" else start
    floor = max(text.rfind(mark, 0, at) for mark in "。；！") + 1
    return bool(_INTENT.search(text, max(floor, at - INTENT_REACH), at))


# ---------------------------------------------------------------- how sure it is


def score_candidate(line: Line, name: Name, words: str, happening: Happening, *, sized: bool) -> float:
    """How sure it is that this is a fund and an event."""
    anchored = name.is_quoted or any(overlaps(m, name) for m in line.places) or bool(re.search(r"[A-Z0-9]", words))
    anchored = anchored or any(m.start <= name.start < m.end < name.end for m in line.names)
    anchored = anchored or bool(_NUMBERED.search(words)) or "合伙企业" in words or words.startswith(("国家", "中国"))
    score = (0.45 if happening.stage else 0.3) + 0.1 * min(name.weight, 2) + 0.15 * anchored + 0.2 * sized
    score -= 0.2 * happening.is_weak + 0.05 * happening.is_plan
    has_founder = bool(line.places or line.names or _FOUNDER.search(line.simple, 0, name.start))
    if is_generic(words):
        score -= NAMELESS if sized and has_founder else UNKNOWN
    elif name.weight == 0 and not anchored:
        score -= DESCRIBED if sized or (has_founder and not happening.is_plan) else VAGUE
    return round(max(0.0, min(score, 0.95)), 2)


_NUMBERED = re.compile(r"[一二三四五六七八九十]+[号期]|第[一二三四五六七八九十][期支只]")
# A district or company that the gazetteer does not know, in front of the verb of founding.
_FOUNDER = re.compile(
    r"(?:[省市区州县]|集团|公司|国资委|管委会|政府|股份|科技|资本)(?:[^，。；]{0,40})?(?:设立|成立|发起|组建|推出)"
)
