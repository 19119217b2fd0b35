"""Who builds, owns, sets up and manages: the parties of a fund or project by the words that give them their part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..reading.context import Context, Line
from ..reading.names import is_common, names_between
from .name_words import is_topic
from .names import LONGEST_LINE

# The two sides of an agreement are named at most so many sentences before 双方.
SIDES_REACH = 2

# 由甲、乙共同…: names up to the verb; a comma only behind the one that leads (由甲牵头，联合乙…).
_ROW = r"(?P<row>[^，。；：！？]{2,60}?(?:(?:牵头|主导|发起|领衔)，(?!由)(?:联合|携手|会同)?[^，。；：！？]{2,60}?)?)"
_LAST_ROW = r"(?P<last>[^，。；：！？]{2,60})(?=[，。；]|$)"
_TOGETHER = (
    r"(?:等[^，。；、]{0,8}?)?(?:[一两二三四]?[家方]|单位|机构)?"
    r"(?:联合|共同|携手|牵头|独立|独家|负责|全额|斥资|合作|全资|自主|主导|参与|计划|拟|将|正式)*"
)
_BUILDS = (
    r"(?:投资|出资|承建|投建|建设|兴建|共建|打造|修建|新建|筹建|建造|研制|开发)"
    r"(?!有限|集团|公司|控股|管理|股份|发展|合伙|促进|服务|中心|局|委|平台|方|商|[与和、]"
    r"|建设(?:集团|有限|投资|发展|开发|工程)|开发(?:集团|有限|投资|建设))"
)
_FOUNDS = r"(?:发起|出资|设立|组建|成立|牵头|募集)(?!人|方|的?(?:其他|另))"
_MANAGES = (
    r"(?:管理|运营管理|受托管理|运营|担任[^，。；]{0,8}管理人|担任[^，。；]{0,4}GP|作为[^，。；]{0,8}管理人|任管理人)"
    r"(?!有限|公司|中心|合伙|集团|股份|咨询|层|费|局|委|平台)"
)

# 由甲实施的示范项目, 平台由甲运营: who carries it out or runs it, where that word ends the phrase.
_RUNS = r"(?:负责|具体|联合|共同|牵头|独家|全权|统一)*(?:实施|运营|承办|主办|筹建|援建|筹办|运维)(?=[的，。；]|$)"

_OWNED = re.compile(
    rf"由(?!于|此){_ROW}(?:{_TOGETHER}{_BUILDS}|{_RUNS})"
    r"|(?:^|[，。；])(?P<winner>[^，。；：！？]{2,24}?)(?:成功|已|将)?(?:为|成为)[^，。；]{4,40}?(?:项目|工程)的?(?:成交供应商|中标人|中标单位|中标候选人|第一中标候选人)"
    rf"|(?:业主(?:单位|方)?|接盘方|运营方|代建方|建设方|建设单位|投资方|投资主体|建设主体|实施主体|承建单位|承建方)(?:分别)?[为是：:]{_LAST_ROW}"
    r"|(?:^|[，。；])(?P<does>[^，。；：！？]{4,24}?)(?:负责|承担)(?:项目|工程|该项目)?(?:施工|承建|总承包|建设|运营)(?=[，。；和与及、]|$)"
)
_FOUNDED = re.compile(rf"由(?!于|此){_ROW}{_TOGETHER}{_FOUNDS}")
# 由甲、乙发起的X正式运营: who sets it up does not run it by that.
_RUNNERS = r"(?P<row>(?:(?!发起|设立|出资|组建)[^，。；：！？]){2,60}?)"
_MANAGED = re.compile(
    rf"(?:由|委托)(?!于|此){_RUNNERS}(?:负责|担任|作为|进行|承担)*{_MANAGES}"
    rf"|(?:执行事务合伙人|普通合伙人|管理人|管理机构|管理公司|GP)(?:分别)?[为是：:]{_LAST_ROW}"
    rf"|(?P<subject>[^，。；：！？]{{2,40}})(?:担任|出任|作为|任)(?:该|本|此|母|子)?(?:基金|项目)?的?(?:基金)?"
    rf"(?:管理人|管理机构|执行事务合伙人|普通合伙人|GP)"
)
# 甲投资建设X, 甲拟投资20亿元建设X: the subject of the verb of building.
_BUILDER = re.compile(
    r"(?P<row>[^，。；：！？]{2,60}?)(?:宣布|公告|表示)?"
    r"(?:近日|日前|已|将|拟|计划|再|联合|共同|携手)*(?<!总)(?:斥资|投资|投建|承建|出资|兴建)"
)
_FOUNDER = re.compile(
    r"(?P<row>[^，。；：！？]{2,60}?)(?:近日|日前|已|将|拟|计划|正式|共同|联合|携手)*"
    r"(?:发起|出资|牵头|共同设立|共同组建|联合设立|联合组建|联合成立|共同成立)"
)


def find_owners(lines: Iterable[Line], front: str = "", line: Line | None = None) -> tuple[str, ...]:
    """The builders and investors that the lines name; `front` are the words of `line` that lead up to the name."""
    found = [p for each in lines for p in read_rows(each, _OWNED)]
    if not found and line is not None:
        found = _subject(line, len(front), _BUILDER)
    return _unique(found)


def find_sponsors(lines: Iterable[Line], front: str = "", line: Line | None = None) -> tuple[str, ...]:
    """Who sets a fund up: 由甲、乙发起, 甲联合乙发起设立X."""
    found = [p for each in lines for p in read_rows(each, _FOUNDED)]
    if not found and line is not None:
        found = _subject(line, len(front), _FOUNDER)
    return _unique(found)


def find_managers(lines: Iterable[Line]) -> tuple[str, ...]:
    """Who runs a fund: 由甲管理, 管理人为甲, 甲担任管理人."""
    return _unique(p for each in lines for p in read_rows(each, _MANAGED))


_APPROVES = re.compile(r"(?:批准|核准|批复|审批|备案|同意)[^，。；]{0,6}$")


def read_rows(line: Line, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(line.simple, 0, LONGEST_LINE):
        group = next(key for key, value in match.groupdict().items() if value)
        if group == "row" and _APPROVES.search(match[group]):
            continue  # 由某局以某号文批准建设: who allows it
        yield from read_parties(line, *match.span(group))


def _subject(line: Line, end: int, pattern: re.Pattern[str]) -> list[str]:
    """The parties that the clause in front of a name opens with."""
    start = max(line.simple.rfind(mark, 0, end) for mark in "。；！？，") + 1
    match = pattern.match(line.simple, start, end)
    return list(read_parties(line, *match.span("row"))) if match else []


_NOT_A_PARTY = re.compile(
    r"项目|工程|基金$|[双各三两]方|政策|资金|社会资本|部门$|^(?:市|省|区|县|国家)[属级有]|企业$|机构$|管理人"
    r"|^(?:委托|受托|出资|投资|合作|发起|资金|使用)方$|^(?:创投|风投|私募|国资|民企)$"
)


def read_parties(line: Line, start: int, end: int) -> Iterator[str]:
    """The names of a row, as written; common nouns (市属国有企业) name nobody."""
    # The segmenter glues 与 to an unknown name behind it.
    both = (i for i in range(start + 2, end - 2) if line.simple[i] == "与" and not is_topic(line.simple[i - 2 : i]))
    cuts = [start, *(i + 1 for i in both), end]
    spans = (span for a, b in pairwise(cuts) for span in names_between(line.simple, a, b))
    for left, right in spans:
        words = line.simple[left:right]
        is_place = any(p.start <= left and right <= p.end for p in line.places)
        if not is_place and not is_common(words) and not _NOT_A_PARTY.search(words):
            yield line.text[left:right].lstrip("由") if words.startswith("由") else line.text[left:right]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


# ---------------------------------------------------------------- English

_MANAGED_ENGLISH = re.compile(r"\b(?:managed|run|overseen|operated|administered)\s(?:jointly\s)?by\s")
_BACKED_ENGLISH = re.compile(
    r"\b(?:backed|sponsored|set\sup|established|launched|initiated|anchored)\s(?:jointly\s)?by\s"
)


def find_english_managers(lines: Iterable[Line]) -> tuple[str, ...]:
    """The fund is managed by Huron Capital."""
    return _unique(p for line in lines for p in _behind(line, _MANAGED_ENGLISH))


def find_english_sponsors(line: Line, at: int) -> tuple[str, ...]:
    """Backed by …, or the name in front of the verb: Oak Partners closed its fund."""
    backed = tuple(_behind(line, _BACKED_ENGLISH))
    if backed:
        return backed
    before = [n for n in line.names if n.end <= at and not any(p[:2] == n[:2] for p in line.places)]
    return (before[-1].text,) if before and at - before[-1].end <= ENGLISH_REACH else ()


# Between a company and its verb stand "said on Tuesday it has" and the like, in characters.
ENGLISH_REACH = 40


def _behind(line: Line, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(line.simple[:LONGEST_LINE]) if line.is_latin else ():
        yield from (n.text for n in line.names if n.start == match.end())


# ---------------------------------------------------------------- the two sides of an agreement

_SIDES = re.compile(
    r"(?:^|[，。；）)：:])(?P<row>[^，。；：！？]{2,60}?)(?:正式|就|在|共同|近日|日前|成功|现场|举行|\d)*"
    r"(?:签署|签订|签约|达成|签下|举行[^，。]{0,6}签约)"
)


_PACT = re.compile(r"(?:[双三]方|共建|合作)*(?:框架|战略)?(?:合作|共建)?(?:协议|备忘录)")


# 甲和乙达成合作，签约成立X: both found it.
_SHARED = re.compile(r"(?:签约|共同|联合|合作|携手)(?:成立|设立|建立|组建|建设|共建|打造)|共建")
SHARED_REACH = 10


def both_sides(context: Context, line: Line, at: int, end: int = 0) -> tuple[str, ...]:
    """Who 双方 are in front of a position: the parties of the signing told in this sentence or just before it.

    `end` is where the thing agreed on ends: 甲、乙和丙签署X三方共建协议.
    """
    is_pact = bool(end and _PACT.match(line.simple, end))
    is_shared = bool(_SHARED.search(line.simple, max(0, at - SHARED_REACH), at))
    if (
        not is_pact
        and not is_shared
        and not re.search("双方|三方|各方", line.simple[max(0, line.simple.rfind("。", 0, at)) : at])
    ):
        return ()
    before = context.lines[max(0, line.index - SIDES_REACH) : max(line.index, 0)]
    for each in (line, *reversed(before)):
        match = _SIDES.search(each.simple[:LONGEST_LINE])
        sides = _unique(read_parties(each, *match.span("row"))) if match else ()
        if len(sides) > 1:
            return sides
    return ()
