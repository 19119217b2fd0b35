"""Whose a thing is by its own name: 青禾新材料微晶项目, 禾汽上海超级工厂, 卓岚航科全球研发中心."""

from __future__ import annotations

import re

from ..facilities.attribution import owners_in_name
from ..facilities.names import Name
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.mentions import Mention
from ..reading.names import is_common
from ..reading.word_spans import find_words
from .candidate import Candidate
from .subjects import can_act
from .words import project_kind


def fronts_of(context: Context, best: Candidate) -> tuple[str, ...]:
    """甲集团 in front of 甲集团研发基地, when it is known for an organisation."""
    line, name = best.line, best.name
    own = tuple(m.text for m in line.names if m.start == name.start and m.end < name.end - len(name.head))
    own = tuple(n for n in own if not re.fullmatch("(?:建设)?(?:项目|工程)?", best.text.removeprefix(n)))
    known = own[:1] or tuple(m.text for m in owners_in_name(context, line.simple[name.start : name.end]))
    known = known or firm_of_article(context, line, name) or coined_front(line, name) or before_mark(line, name)
    return known or before_place(line, name) or both_of_a_dash(line, name)


# 澜图集团是…。澜图检验认证产业化基地项目…: the article names the firm whose short name the thing begins with.
_KIND_OF_FIRM = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:有限|股份有限|责任)公司|集团|股份|公司|(?:生物|新能源|电子|信息|环保)?科技)(?:[（(].*)?$"
)
SHORTEST_STEM, LONGEST_STEM = 2, 5
# Where the coined word of a firm's full name ends.
_TRADE = re.compile(
    "信息|生物|新能源|能源|电力|电子|电气|智能|数字|网络|软件|医药|医疗|材料|化工|化学|机械|装备|汽车|食品|农业|环保"
    "|建设|建筑|投资|实业|科技|技术|动力|物流|教育|文化|高新|有限|股份|集团"
)


def firm_of_article(context: Context, line: Line, name: Name) -> tuple[str, ...]:
    words = line.simple[name.start : name.end]
    # What stands right in front is a part of the name that its finder did not know: 澜图|上海生产基地.
    starts = [w for w in (words[:SHORTEST_STEM], line.simple[max(0, name.start - SHORTEST_STEM) : name.start]) if w]
    for other in context.lines:
        for firm in other.names if any(w in other.simple for w in starts) else ():
            stem = stem_of(other, firm)
            is_front = words.startswith(stem) or line.simple.endswith(stem, 0, name.start)
            if len(stem) >= SHORTEST_STEM and stem != firm.text and is_front and can_act(firm.text):
                is_place = any(p.start == firm.start and p.end - p.start >= len(stem) for p in other.places)
                return () if is_place else (firm.text,)
    return ()


def stem_of(line: Line, firm: Mention) -> str:
    """澜图 of 澜图集团, and of 沧州澜图信息技术股份有限公司: neither its seat nor its trade is the coined word."""
    written = line.simple[firm.start : firm.end]
    stem = _KIND_OF_FIRM.sub("", written)
    seat = next((p for p in line.places if p.start == firm.start and p.end < firm.end), None)
    if not written.endswith("公司"):
        return stem
    words = written[seat.end - firm.start :] if seat else written
    first = next((w for w in (words[:b] for _, b in find_words(words)) if len(w) >= SHORTEST_STEM), "")
    coined = _TRADE.split(words, maxsplit=1)[0] if _TRADE.search(words) else first
    is_word = len(coined) < SHORTEST_STEM or len(coined) > LONGEST_STEM or is_common(coined)
    return stem if is_word else coined


# 卓岚航科|全球研发中心, 桓岚芯电|二期项目: what such a word follows is a firm's name.
_MARKED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{3,5})(?=全球|年产|[一二三四五]期|华[东南北中]|中国(?:区|总部)|区域总部|总部)"
)


def before_mark(line: Line, name: Name) -> tuple[str, ...]:
    match = _MARKED.match(line.simple, name.start, name.end)
    is_place = match is not None and any(p.start < match.end() and name.start < p.end for p in line.places)
    if match is None or is_place or name.is_quoted or _NOBODY.search(match["who"]):
        return ()
    words = match["who"]
    is_trade = bool(project_kind(words, "")) or is_common(words) or words.endswith(_THINGS) or not can_act(words)
    return () if is_trade else (line.text[slice(*match.span("who"))],)


_THINGS = (*"园区城镇村路桥院厂站校馆港山湖河江", "工程", "项目", "中心", "基地")


# 禾汽上海超级工厂, 蜀能宜宾基地二期: what stands in front of the place in a name is whose it is.
_NOBODY = re.compile(r"国家|省|市$|全国|首|新|第|中国|国际|世界|大|小|年产|联合|[\d%]|[线路桥]$|高速|地铁")
OWN_FRONT = (2, 8)


def before_place(line: Line, name: Name) -> tuple[str, ...]:
    place = next((p for p in line.places if name.start + OWN_FRONT[0] <= p.start < name.end), None)
    if place is None or name.is_quoted or place.start - name.start > OWN_FRONT[1]:
        return ()
    words = line.simple[name.start : place.start]
    is_place = any(p.start < place.start and name.start < p.end for p in line.places)
    fits = can_act(words) and not is_common(words) and not _NOBODY.search(words) and not is_place
    return (line.text[name.start : place.start],) if fits else ()


# 浙禾—鸿图脑机接口联合实验室: the two that share it.
_JOINED_BY_DASH = re.compile(r"(?P<a>[\u4e00-\u9fffA-Za-z]{2,8})[—\-–·](?P<b>[\u4e00-\u9fffA-Za-z]{2,4})")


def both_of_a_dash(line: Line, name: Name) -> tuple[str, ...]:
    match = _JOINED_BY_DASH.match(line.simple, name.start, name.end)
    if match is None or "联合" not in line.simple[name.start : name.end]:
        return ()
    first = next((b for a, b in find_words(match["b"]) if b >= OWN_FRONT[0]), len(match["b"]))
    both = (line.text[slice(*match.span("a"))], line.text[match.start("b") : match.start("b") + first])
    return both if not any(p.start <= match.start() < p.end for p in line.places) else ()


# 日用陶瓷智能|制造生产线: the word of trade belongs to what follows.
_TRADE_GOES_ON = re.compile("制造|生产|装备|产业|化|工厂|加工|工程|科技")


_REGION = re.compile(r"华[东南北中]|[西东][南北]|亚太|中国|全球|国际|大湾区")


def coined_front(line: Line, name: Name) -> tuple[str, ...]:
    """青禾新材料 in front of 青禾新材料微晶项目: a coined name with its trade, no place."""
    words = _REGION.split(line.simple[name.start : name.end - len(name.head)])[0]
    ends = (name.start + b for _, b in find_words(words) if 3 <= b <= len(words) - 2)
    ends = (e for e in ends if not set("（()）") & set(line.simple[name.start : e]))
    fits = [e for e in ends if is_coined(line.simple[name.start : e]) and not _TRADE_GOES_ON.match(line.simple, e)]
    is_place = bool(fits) and any(name.start <= p.start < fits[-1] for p in line.places)
    return (line.text[name.start : fits[-1]],) if fits and not is_place else ()
