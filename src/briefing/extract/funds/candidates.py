"""The funds that a Chinese line vouches for: a name, what happens to it, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..facilities.happenings import Happening, read_happening
from ..facilities.name_rows import chain
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
    if name.count is not None or _POINTED_AT.match(words) or is_excluded(line, name, words):
        return None
    own = sizes(line, name)
    is_told = any(role in ("total", "target", "first_close", "raised") for role, _ in own)
    happening = happening or (_SIZED if is_told else None)
    if happening is None:
        return None
    is_announced = any(role == "share" for role, _ in own) and bool(_ANNOUNCED.search(line.simple, 0, name.start))
    sized = is_told or is_announced or (after is not None and tells_size(after, words))
    confidence = score_candidate(line, name, words, happening, sized=sized) + ANNOUNCED * is_announced
    if confidence < LEAST_CONFIDENCE:
        return None
    return Candidate(line, name, line.text[name.start : name.end], happening, confidence)


# 某某股份(600000)：拟出资1亿元参与设立产业基金: a company that must tell such things tells what it pays.
_ANNOUNCED = re.compile(r"[（(]\d{4,6}(?:\.[A-Z]{2})?[）)]|公告|(?:股份|科技|集团|控股)[：:]")
ANNOUNCED = 0.1
_POINTED_AT = re.compile("[该此其]|本(?:次|期|[只支]|子|母|基金)")
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
    if found is not None and found.is_plan and _is_come_true(text, found, start, end):
        return replace(found, is_plan=False)
    if found is not None and not found.is_plan and is_intended(text, found, start):
        return replace(found, is_plan=True)
    if found is not None and found.side == "before" and _LAST_YEAR.search(text, max(0, found.start - 12), found.start):
        return replace(found, is_background=True)
    return found


# 继去年设立50亿元的X之后, …
_LAST_YEAR = re.compile(r"(?:去年|前年|上年)(?:[^，。；今]{0,8})$")


def _is_come_true(text: str, happening: Happening, start: int, end: int) -> bool:
    """筹备近一年的X注册成立: the plan describes it, and the verb behind says what has become of it."""
    is_described = text[max(0, start - 2) : start].rstrip('“「『"').endswith("的")
    return happening.side == "after" and is_described and not verbs().intent.search(text, end, happening.start)


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
# X公示首批子基金管理人, X发布申报指南, X投出第12个项目: what only a fund at work does.
_WORKS = re.compile(
    r"[”」』\"]?(?:(?:今|昨)[天日]|近日|日前|\d{1,2}日|正式|也|便|已|还|共|\d{4}年度?|[一二三四上下]半?(?:季度|年))*的?"
    r"(?P<verb>公示|(?:公布|发布|公开)了?[^，。；]{0,12}?(?:指南|管理办法|实施细则|子基金|名单|遴选|公告)|遴选|投出|已投|累计(?:投资|参股|出资|设立|投决)"
    r"|绩效评价|获评|完成[^，。；的]{0,8}(?:首笔|首单|首个)[^，。；]{0,6}投资)"
)
# Heads of pools that are no investor's own name, as 某某基金 alone is.
_OWN_HEAD = re.compile(
    r"(?:母|引导|种子|天使(?:投资)?|CVC|产业(?:投资)?|创业投资|并购|专项|科创|[”」』\"])基金[”」』\"]?$"
)
# 成立总额100亿元的X: the size stands between the verb and the name.
_SET_UP = re.compile(
    r"(?P<verb>设立|成立|组建|发起|推出|筹组)了?(?:一[支只个])?(?:总额|总规模|规模|资金)?[^，。；、]{0,10}\d[^，。；、]{0,12}的[“「『\"]?$"
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
    if joined is not None and (
        joined["verb"] in _OF_FUNDS or "合伙企业" in text[start:end] or SHARE_BEHIND.match(text, end)
    ):
        return Happening("announced", joined["verb"], joined.start("verb"), "before", False, False)
    if (called := _CALLED.search(text, max(0, start - 24), start)) is not None:
        return Happening("announced", called.group(), called.start(), "before", False, False)
    if (made := _SET_UP.search(text, max(0, start - 40), start)) is not None:
        return Happening("established", made["verb"], made.start("verb"), "before", False, False)
    history = bool(verbs().background.search(text, max(0, start - 16), start))
    if (founded := _FOUNDED_BY.match(text, end)) is not None:
        return Happening("established", founded["verb"], founded.start("verb"), "after", False, False, history)
    if (ended := _ENDED.match(text, end)) is not None:
        return Happening("terminated", ended["verb"], ended.start("verb"), "after", False, False)
    if (works := _WORKS.match(text, end)) is not None and _OWN_HEAD.search(text, start, end):
        return Happening("operating", works["verb"], works.start("verb"), "after", False, False)
    later = _LATER.match(text, end)
    if later is None or _DENIED.search(text, end, later.start("verb")):
        return None
    stage = next(stage for mark, stage in _LATER_STAGES if re.search(mark, later["verb"]))
    return Happening(stage, later["verb"], later.start("verb"), "after", False, False, history)


# 参股某某基金, 入伙某某合伙企业: nothing but a share can be meant.
_OF_FUNDS = ("参股", "入伙")
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
    if is_generic(words) and is_set_up_by_firm(line, name.start):
        score += FOUNDED_BY_FIRM - NAMELESS
    elif is_generic(words):
        score -= NAMELESS if sized and has_founder else UNKNOWN
    elif name.weight == 0 and not anchored:
        score -= DESCRIBED if sized or (has_founder and not happening.is_plan) else VAGUE
    return round(max(0.0, min(score, 0.95)), 2)


# 某某科创集团正在筹备政府引导基金: a firm's one fund, though it has no name yet.
_SET_UP_BY_FIRM = re.compile(
    r"(?P<firm>集团|公司|股份|资本|控股|银行)(?:近日|日前)?(?:正在|正|已|拟|将|计划|联合[^，。；]{2,16})*(?:筹备|筹建|发起设立|发起|设立|组建)(?:了|一[支只个])*$"
)
FOUNDED_BY_FIRM = 0.25


def is_set_up_by_firm(line: Line, start: int) -> bool:
    m = _SET_UP_BY_FIRM.search(line.simple, max(0, start - 40), start)
    return m is not None and any(n.end == m.end("firm") and n.text[0] not in "各多几" for n in line.names)


_NUMBERED = re.compile(r"[一二三四五六七八九十]+[号期]|第[一二三四五六七八九十][期支只]")
# A district or company that the gazetteer does not know, in front of the verb of founding.
_FOUNDER = re.compile(
    r"(?:[省市区州县]|集团|公司|国资委|管委会|政府|股份|科技|资本)(?:[^，。；]{0,40})?(?:设立|成立|发起|组建|推出)"
)
