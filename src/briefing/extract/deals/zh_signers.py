"""Who signs: the sides of an agreement, read from the row before its verb, from the officers who sign for them, or from
the sentence before (`双方签署…`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...idf import word_weight
from ...text import simplify
from ..facilities.name_bounds import is_topic
from ..reading.actor_names import is_name
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import clause_of, words
from ..reading.names import is_common, names_between
from ..reading.subjects import find_subject
from ..reading.word_spans import words_between
from .zh_transfer_actors import company_of

MOST = 6
"""Sides kept; a longer row is an enumeration of members."""

_RANKS = words("ranks")
_OFFICE_WORDS = rf"(?:党[委组工]|团委|常务|执行|名誉|创始)*(?:副|总|代)?(?:{_RANKS})"
_OFFICE_AHEAD = re.compile(rf"{_OFFICE_WORDS}|一行|等?领导")
_OFFICER = re.compile(rf"{_OFFICE_WORDS}(?!单位|公司|联席)")
_OFFICE = re.compile(
    r"支部|总支|居委会|村委会|街道|社区|[队处院校部局厂会科所站镇区县市]长|主任|书记"
    r"|(?:副|长|总|裁|委员|教授|先生|女士|博士|主席|代表|慈善|(?<!机器)人|员)$"
)
_WHERE = re.compile(r"(?<=[\u4e00-\u9fff）)])(?:在|于)[^，。；与和、在于]{2,16}$")
"""`A与B在某地签署`: the place before the verb signs nothing."""
_VISITS = re.compile(
    r"一行(?=赴|到|前往|来到|走进|走访)|赴|前往|来到|到访|走进|(?:分别|联合|携手|共同|牵头)(?=[\u4e00-\u9fff]{2,}[与和、]|与|同|和)"
)
_OWN = re.compile(
    r"\s*(?:(?:于|在)?\d{1,2}月\d{1,2}日|近日|日前|今日|昨日|拟|将|已|宣布)*(?:本|该|目标|标的|子|附属)?公司(?:最近|拟|将|已|近日|日前|此前)*(?:与|和|同|及|分别)"
)
_BOTH = re.compile(r"(?:双方|各方|三方|四方|两[校地院市家]|二者|两者|彼此|政企|校企|校地|银企)[^，。；]{0,14}$")
LONGER_THAN_PERSONS = 4
"""Characters: a shorter name may be a person's, and must be the title's or return in the text to count."""
LINES_BACK = 2


def read_signers(line: Line, at: int, context: Context, behind: tuple[int, int] | None = None) -> list[str]:
    """The sides before the verb at `at`; `behind` is what stands after it (`签署了与甲的…`)."""
    simple = line.simple
    start = _opening(simple, clause_of(simple, at)[0], at)
    where = _WHERE.search(simple, start, at)
    stop = where.start() if where else at
    names = _row(line, *_around_event(simple, start, stop), context)
    if _OWN.match(simple, start) or _begins_with_with(simple, start):
        names = [*_actor_before(line, start, context), *names]
    if len(names) < 2 and behind and (w := re.match("(?:了)?[与同和]", simple[slice(*behind)])):
        row = names_between(simple, behind[0] + w.end(), behind[1])[:1]
        names += [n for span in row if (n := organisation(line, span, context))]
    if len(names) < 2 and (not names or _BOTH.search(simple, start, at)):
        names = _sides_told_before(line, start, context) or names
    return _without_departments(list(dict.fromkeys(names)))[:MOST]


def _opening(simple: str, start: int, at: int) -> int:
    """Behind the company that a headline sets off with a colon (`甲：与乙签署`)."""
    return max(simple.rfind(mark, start, at) + 1 for mark in "：:丨|") or start


_OVER = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z）)])(?:就|围绕|关于|聚焦)(?=[^，。；]{2,40}$)|在[^，。；]{2,24}(?:方面|领域)$"
)
_EVENT = re.compile(r"(?:共同|联合|隆重|成功|正式)*(?:举行|举办|召开|开展)(?:了)?")


def _around_event(simple: str, start: int, end: int) -> tuple[int, int]:
    """`甲和乙举行…仪式` and `某市举行甲与乙…仪式`: the half in which two sides stand together."""
    if topic := _OVER.search(simple, start, end):
        end = topic.start()
    event = _EVENT.search(simple, start, end)
    if event is None:
        return start, end
    behind = bool(re.search("[与和、]", simple[event.end() : end])) and not re.search(
        "[与和、]", simple[start : event.start()]
    )
    return (event.end(), end) if behind else (start, event.start())


def _begins_with_with(simple: str, start: int) -> bool:
    return bool(re.match(r"\s*(?:已|拟|将|正式|近日|日前|宣布|分别)*[与和同]", simple[start : start + 10]))


def _actor_before(line: Line, start: int, context: Context) -> list[str]:
    """`甲公告，公司与乙签署`, `甲：与乙签署`."""
    head = re.match(r"(?P<name>[^：，。]{2,16}?)(?:[（(][\dA-Z.]{4,12}[)）])?[：:]\s?", line.simple)
    if head and head.end() >= start and is_name(head["name"]):
        return [line.text[: head.end("name")]]
    actor = find_subject(line, start, context) if start > 2 else None
    topic = actor or company_of(context)
    return [topic] if topic else []


def _row(line: Line, start: int, end: int, context: Context) -> list[str]:
    """The organisations of a stretch: parted by 与, 和, 、 and by the verbs of a visit."""
    names: list[str] = []
    at = start
    for joint in [*_VISITS.finditer(line.simple, at, end), None]:
        stop = joint.start() if joint else end
        names += [n for piece in _pieces(line, at, stop) if (n := _side(line, piece, context))]
        at = joint.end() if joint else end
    return names


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
    return sorted(found)


_AND = frozenset(("与", "和", "同", "及", "以及", "暨"))


def _is_inside_name(line: Line, start: int, left: int, right: int) -> bool:
    if any(n.start < left and right < n.end for n in line.names):
        return True
    words = [line.simple[a:b] for a, b in words_between(line.simple, start, left)]
    return bool(words) and is_topic(words[-1]) and bool(_HEADED.match(line.simple, right))


_HEADED = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:研究所|研究院|局|厅|委员会|学院|中心|协会|部)(?=[、，与和在签共联正]|$)")


def _side(line: Line, piece: tuple[int, int], context: Context) -> str | None:
    """The one organisation of a piece; of `某某大学校长张某` the university, of `某市市长` the town."""
    simple, (start, end) = line.simple, piece
    if officer := _OFFICER.search(simple, start + 2, end):
        end = officer.start()
    if officer and (named := _of_officer(line, start, end)):
        return named
    known = next((n for n in line.names if start <= n.start and n.end <= end + 1), None)
    if known and is_name(known.text):
        return known.text
    spans = names_between(simple, start, end)
    return organisation(line, spans[-1], context) if spans else None


def _of_officer(line: Line, start: int, end: int) -> str | None:
    """Whose officer signs: the known name, the town or the coined name right before the office."""
    known = next((n for n in line.names if start <= n.start and n.end <= end), None)
    place = next((p for p in line.places if start <= p.start and p.end == end), None)
    if known or place:
        return (known or place).text  # type: ignore[union-attr]
    spans = names_between(line.simple, start, end)
    name = line.simple[slice(*spans[-1])] if spans else ""
    is_long = len(name) >= LONGER_THAN_PERSONS or name.endswith(("市", "县", "区", "州", "省"))
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


# ---------------------------------------------------------------- 双方: the sides named before

_PAIR = re.compile(r"(?:[与和同及、])[^，。；：！？]{2,40}")


def _sides_told_before(line: Line, start: int, context: Context) -> list[str]:
    """The sides that the clauses before, or the sentences before, name beside each other."""
    pair = _pair_in(line, 0, start, context) if start > 4 else []
    for back in range(1, LINES_BACK + 1):
        if len(pair) >= 2 or line.index - back < -1:
            return pair
        before = context.lines[line.index - back] if line.index - back >= 0 else context.title
        pair = _pair_in(before, 0, len(before.simple), context) if before else []
    return pair


def _pair_in(line: Line, start: int, end: int, context: Context) -> list[str]:
    """Two organisations of one clause with 与 between."""
    at = start
    for mark in [*re.finditer("[，。；：！？]", line.simple[start:end]), None]:
        stop = start + mark.start() if mark else end
        stretch = line.simple[at:stop]
        if re.search("[与和同及]", stretch):
            verb = _CLAUSE_VERB.search(line.simple, at, stop)
            names = _row(line, at, verb.start() if verb else stop, context)
            if len(names) == 1 and _OWN.match(line.simple, at):
                names = [*_actor_before(line, at, context), *names]
            if len(names) >= 2 and all(_is_sure(line, name, context) for name in names):
                return names
        at = stop + 1
    return []


def _is_sure(line: Line, name: str, context: Context) -> bool:
    """What stands in a sentence before must be an organisation by its form, a place or the title's."""
    is_known = any(name in n.text or n.text in name for n in line.names) or any(p.text in name for p in line.places)
    return is_known or is_coined(simplify(name)) or name in (context.article.title or "")


_CLAUSE_VERB = re.compile(
    r"协商|共同|联合|举行|举办|召开|开展|就(?=[\u4e00-\u9fff]{2})|围绕|进行|主办|签|合作|座谈|会谈|对接|在[^，。；]{2,10}(?:举行|签)"
)

# ---------------------------------------------------------------- departments

_SCHOOL = re.compile(r"^(?P<school>.{2,12}?(?:大学|大學|学院|學院|科学院|科學院))(?P<part>.{2,20})$")
_PART = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:学院|學院|系|实验室|實驗室|研究中心|团委|團委)$")


def _without_departments(names: list[str]) -> list[str]:
    """The departments of one university are one party: the university."""
    kept: list[str] = []
    school = ""
    for name in names:
        if school and _PART.match(name) and "大" not in name:
            kept[-1] = school
            continue
        m = _SCHOOL.match(name)
        school = m["school"] if m and _PART.match(m["part"]) else ""
        if name.endswith(("团委", "團委")) and any(name.startswith(k[:4]) for k in kept):
            continue
        kept.append(name)
    return list(dict.fromkeys(kept))
