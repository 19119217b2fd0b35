"""The sides of an agreement in one stretch of a sentence: where one ends and the next begins, and what each is called.

Of `某大学校长张某` the university signs, of `某市市长` the town, of `甲集团旗下乙航空` the airline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...idf import word_weight
from ...text import simplify
from ..facilities.name_words import is_topic
from ..reading.actor_names import is_name
from ..reading.context import Context, Line
from ..reading.cues import words
from ..reading.names import is_common, is_generic, names_between
from ..reading.word_spans import words_between

_RANKS = words("ranks")
_OFFICE_WORDS = rf"(?:党[委组工]|团委|常务|执行|名誉|创始)*(?:副|总|代)?(?:{_RANKS})"
_OFFICE_AHEAD = re.compile(rf"{_OFFICE_WORDS}|一行|等?领导")
_OFFICER = re.compile(rf"{_OFFICE_WORDS}(?!单位|公司|联席|协会|大会|机构|团体)")
_OFFICE = re.compile(
    r"支部|总支|居委会|村委会|街道|社区|[队处院校部局厂会科所站镇区县市]长|主任|书记"
    r"|(?:副|长|总|裁|委员|教授|先生|女士|博士|主席|代表|慈善|(?<!机器)人|员)$"
)
_VISITS = re.compile(
    r"一行(?=赴|到|前往|来到|走进|走访)|赴|前往|来到|到访|走进|(?:分别|联合|携手|共同|牵头)(?=[\u4e00-\u9fff]{2,}[与和、]|与|同|和)"
)
LONGER_THAN_PERSONS = 4
"""Characters: a shorter name may be a person's, and must be the title's or return in the text to count."""


def read_row(line: Line, start: int, end: int, context: Context) -> list[str]:
    """The organisations of a stretch: parted by 与, 和, 、 and by the verbs of a visit."""
    names: list[str] = []
    at = start
    for joint in [*_VISITS.finditer(line.simple, at, end), None]:
        stop = joint.start() if joint else end
        names += [n for piece in _offices(line, _pieces(line, at, stop)) if (n := _side(line, piece, context))]
        at = joint.end() if joint else end
    return names


def _offices(line: Line, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`某大学处长、学院院长张某`: both offices are one person's, who signs for the first."""
    is_held = False
    for start, end in pieces:
        ranks = list(_OFFICER.finditer(line.simple, start, end))
        if not (is_held and ranks and line.simple[start - 1] == "、"):
            yield start, end
        is_held = bool(ranks) and ranks[-1].end() == end


def _pieces(line: Line, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch parted at 、与和同及; 海洋与渔业研究所 stays whole, whose first half is a field."""
    at = start
    for left, right in [*_joints(line, start, end), (end, end)]:
        if left - at >= 2:
            yield at, left
            at = right
        elif left == at:
            at = right


def _joints(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    simple = line.simple
    marks = [m.span() for m in re.finditer("、", simple[start:end])]
    found = [(start + a, start + b) for a, b in marks]
    for left, right in words_between(simple, start, end):
        if left >= start and right <= end and simple[left:right] in _AND:
            first = max((b for _, b in found if b <= left), default=start)
            if not _is_inside_name(line, first, left, right):
                found.append((left, right))
    glued = (m.span() for m in _GLUED_AND.finditer(simple, start + 2, end))
    found += [s for s in glued if s not in found and not any(n.start < s[0] and s[1] < n.end for n in line.names)]
    return sorted(found)


# 天地软件园|与泽润电子: the segmenter drew the joint into an unknown name.
_GLUED_AND = re.compile(r"(?<=[园司团府学院会心行局委馆社港也还已将又拟])与(?=[\u4e00-\u9fffA-Z]{3})")
_AND = frozenset(("与", "和", "同", "及", "以及", "暨"))


def _is_inside_name(line: Line, start: int, left: int, right: int) -> bool:
    if any(n.start < left and right < n.end for n in line.names):
        return True
    words = [line.simple[a:b] for a, b in words_between(line.simple, start, left)]
    if not words or not _HEADED.match(line.simple, right):
        return False
    is_trade = len(words) > 1 and word_weight(words[-1]) < COMMON_WEIGHT and line.simple[left:right] == "及"
    return is_topic(words[-1]) or is_trade  # 某地交易及结算所有限公司


# What stands behind the 与, 和 or 及 that a name holds: 海洋与|渔业研究所, 交易及|结算所有限公司.
_HEADED = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:研究所|研究院|局|厅|委员会|学院|中心|协会|学会|部|公司|机构|基金会)"
    r"(?=[、，与和及以在签共联正分就将拟宣近今昨达（(]|$)"
)


def _side(line: Line, piece: tuple[int, int], context: Context) -> str | None:
    """The one organisation of a piece; of `某某大学校长张某` the university, of `某市市长` the town."""
    simple, (start, end) = line.simple, (_behind_owner(line.simple, *piece), piece[1])
    if (deputed := _ON_BEHALF.match(simple, start, end)) and (told := _institution(line, deputed.end(), end)):
        return told
    start = _behind_year(simple, start, end)
    if officer := _OFFICER.search(simple, start + 2, end):
        end = officer.start()
    if officer and (named := _of_officer(line, start, end)):
        return named
    known = next((n for n in line.names if start <= n.start and n.end <= end + 1), None)
    if known and (latin := _LATIN_BEHIND.match(line.text, known.end, end)):
        return latin["name"]
    if known and is_name(known.text):
        return known.text
    spans = names_between(simple, start, end)
    named = organisation(line, _with_head(simple, *spans[-1], end), context) if spans else None
    return named or _institution(line, start, end)


def _behind_year(simple: str, start: int, end: int) -> int:
    """2023|某某集团与某队: the year of a ceremony opens no name."""
    year = re.compile(r"20\d\d年?\s?(?=[A-Z\u4e00-\u9fff]{2})").match(simple, start, end)
    return year.end() if year else start


# 某街道副书记周某代表|某街道: who signs for it stands before it.
_ON_BEHALF = re.compile(rf"[^，。；]{{2,24}}?(?:{_RANKS})[\u4e00-\u9fff]{{0,4}}?代表(?=[\u4e00-\u9fff]{{3,}})")
# 数字银行Foo: what stands before a name in Latin letters says what it is.
_LATIN_BEHIND = re.compile(r"(?P<name>[A-Z][A-Za-z0-9.&-]+(?:\s[A-Z][A-Za-z0-9.&-]*)*)")
_OWNER = re.compile(r"[^旗]{2,20}旗下(?:的)?(?:全资|控股)?(?:子公司|公司|企业|品牌|平台)?(?=.{2})")


def _behind_owner(simple: str, start: int, end: int) -> int:
    """某集团旗下|某某航空: who signs is what belongs to the group."""
    owner = _OWNER.match(simple, start, end)
    return owner.end() if owner else start


_TAIL = re.compile(r"[所院站](?=(?:分别|共同|联合|代表|正式|将|在|$))")


def _with_head(simple: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """卫生监督|所: the head of one character that the segmenter takes for a particle."""
    tail = _TAIL.match(simple, end, limit)
    return (start, tail.end()) if tail else (start, end)


# A house that signs by its kind, whatever words it is called by: 天地软件园, 市中小企业服务中心, 建行, “某某联盟”.
_INSTITUTION = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|近日|日前|今日|昨日|其中|现场|活动现场|会上|据悉|报道称|活动当天|当天|同时)?，?[“「]?"
    r"(?P<name>[\u4e00-\u9fff]{2,22}(?:软件园|科技园|产业园|中心|医院|卫生院|研究院|研究所|学校|中学|小学|大学|学院|协会|学会|商会|联合会|基金会"
    r"|图书馆|博物馆|美术馆|管理局|管理处|服务站|驿站|分公司|分行|支行|街道|[^各乡]镇|[^故家]乡|法院|检察院|法庭|联盟|事务所|办事处|合作社|社区|村委会|居委会"
    r"|委员会|管委会|大使馆|总工会|出版社|报社|剧院|乐团|俱乐部|交易所|[\u4e00-\u9fff]{2}[部局厅委院])"
    r"|(?:中国)?[工农中建交招邮]行|中国(?:[男女][篮排足]|[\u4e00-\u9fff]{2,4}队))[”」]?(?:的?代表)?"
)
_NO_INSTITUTION = re.compile(
    "^(?:相关|有关|部分|各|多家|几家|该|本|其|当地|全[市县区省国]|一批)|[的了等在]|参加|出席|活动|成立"
)


_TOWN = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}[省市区县州旗镇乡村])")


def is_institution(name: str) -> bool:
    """It is one by its kind: 某某街道, 某某医院."""
    m = _INSTITUTION.fullmatch(simplify(name)) or _TOWN.fullmatch(simplify(name))
    return m is not None and not _NO_INSTITUTION.search(m["name"])


_HEAD = re.compile(r"(?P<name>[\u4e00-\u9fff“”]{3,24}?)(?:的?(?:代表|负责人))?(?=在|与|于|近日|日前|还|今|，)")


def head_institution(line: Line, at: int) -> str | None:
    """某国交通部的代表在…见证下，与…签署: the institution that opens a clause before."""
    starts = [0, *(m.end() for m in re.finditer("[，：]", line.simple[:at]))]
    for start in reversed(starts):
        m = _HEAD.match(line.simple, start, at)
        if m and is_institution(m["name"]):
            return line.text[slice(*m.span("name"))]
    return None


def _institution(line: Line, start: int, end: int) -> str | None:
    start = max(start, line.simple.rfind("，", start, end) + 1)
    m = _INSTITUTION.fullmatch(line.simple, start, end)
    if m is None or _NO_INSTITUTION.search(m["name"]) or (is_generic(m["name"]) and m["name"][-1] != "行"):
        return None
    return line.text[slice(*m.span("name"))]


_IN_BRACKET = re.compile("[（(][\u4e00-\u9fff]{2,6}[）)]$")
"""某某研修院（青岛）|院长: where it sits belongs to its name."""


def _of_officer(line: Line, start: int, end: int) -> str | None:
    """Whose officer signs: the known name, the town or the coined name right before the office."""
    if bracket := _IN_BRACKET.search(line.simple, start, end):
        before = names_between(line.simple, start, bracket.start())
        if before and before[-1][1] == bracket.start() and is_institution(line.simple[slice(*before[-1])]):
            return line.text[before[-1][0] : end]
    known = next((n for n in line.names if start <= n.start and n.end <= end), None)
    place = next((p for p in line.places if start <= p.start and p.end == end), None)
    if known or place:
        return (known or place).text  # type: ignore[union-attr]
    spans = names_between(line.simple, start, end)
    name = line.simple[slice(*spans[-1])] if spans else ""
    is_long = len(name) >= LONGER_THAN_PERSONS or name.endswith(("市", "县", "区", "州", "省", "镇", "乡", "村"))
    is_one = is_long and is_name(name) and not is_common(name)
    return line.text[slice(*spans[-1])] if is_one else None


def organisation(line: Line, span: tuple[int, int], context: Context) -> str | None:
    """The organisation in a stretch: a known one, a place that acts (清泉市), a Latin name; no person's office."""
    for n in line.names:
        if n.start < span[1] and span[0] < n.end:
            return line.text[max(n.start, span[0]) : n.end] if is_name(n.text) else None
    name = line.simple[slice(*span)]
    if any(p.start <= span[0] and span[1] <= p.end for p in line.places):
        return line.text[slice(*span)]
    if (
        not is_name(name)
        or is_common(name)
        or _NO_SIDE.search(name)
        or _OFFICE.search(name)
        or _OFFICE_AHEAD.match(line.simple, span[1])
    ):
        return None
    if len(name) < LONGER_THAN_PERSONS and COMMON_WEIGHT < word_weight(name) < PERSON_WEIGHT:
        return line.text[slice(*span)]  # 万科, 腾讯: the dictionary knows them
    is_long = len(name) >= LONGER_THAN_PERSONS or name.endswith(("市", "县", "省", "州"))
    return line.text[slice(*span)] if is_long or _acts_often(name, context) else None


_NO_SIDE = re.compile("(?:项目|共建|建设|开发|打造|基地|活动|仪式|工作|服务|研究|推广|培训|事宜)$")
COMMON_WEIGHT, PERSON_WEIGHT = 7.0, 10.2
"""Between them lie short names of companies that the dictionary knows: below words of every day, above persons."""


def _acts_often(name: str, context: Context) -> bool:
    return name in (context.article.title or "") or context.article.text.count(name) >= 3
