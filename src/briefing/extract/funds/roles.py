"""Who stands behind a fund: who manages it, who set it up, who put money in, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...text import simplify
from ...types import Span
from ..facilities.names import LONGEST_LINE, overlaps
from ..facilities.roles import both_sides, find_english_managers, find_managers, find_sponsors
from ..reading.context import Context, Line
from ..reading.names import is_common, names_between
from ..reading.subjects import find_subject, topic_of
from .names import Candidate, fund_names
from .roles_en import english_sponsors

_ROW = r"(?P<row>[^，。；：！？]{2,80}?)"
_LAST = r"(?P<last>[^。；：！？]{2,120})(?=[。；]|$)"

# LP包括甲、乙和丙; 出资人除了甲，还有乙; 基石投资人为甲.
_PARTNERS = re.compile(
    r"(?:LP|出资人|出资方|投资人|投资者|有限合伙人|合伙人|出资主体|基石投资[人者]|股东)(?:信息|名单)?(?:阵容)?"
    rf"(?:主要|分别|还|共同|除了?)*(?:包括|包含|涵盖|囊括|有|为|是|：|除了?)了?{_LAST}"
)
# 由甲、乙共同出资; 甲、乙等参与出资.
_PAID_BY = re.compile(
    rf"(?:由|引入|获得?|得到){_ROW}(?:等[^，。；、]{{0,10}})?(?:共同|联合|参与|分别|各自?|作为基石|作为LP)*"
    r"(?:持股|出资|认缴|参与投资|支持|加持|参投|认购)"
    r"|(?:^|[，。；：])(?:其中，?)?(?P<payer>[^，。；：！？]{2,24}?)(?:作为[^，。；]{2,8})?(?:参与)?(?:认缴出资|出资|认缴|投资|认购)"
    r"(?:额?为?|不超过|约|人民币)*\d"
    r"|(?:^|[，。；：])(?P<front>[^，。；：！？]{2,80}?)(?:等[^，。；、]{0,6})?(?:参与|共同|联合)(?:出资|投资|认购)"
)
# 甲与乙签署框架协议，共同设立X; 甲携手乙成立X; 甲和乙拟合作设立X.
_TOGETHER = re.compile(
    r"(?:^|[，。；：丨】])(?P<row>[^，。；：！？]{2,20}?(?:拟|将|计划|已|近日|日前|正式|宣布)*，?"
    r"(?:与|和|携手|联合|联手|会同|牵手)[^，。；：！？]{2,240}?)"
    r"(?:近日|日前|正式|签署|签订|订立|签约|达成|共同|联合|合作|合资|携手|拟|将|战略|作为|等|分别|（|就)"
)
# 甲落实…部署，联合乙打造X: the subject stands in the clause before.
_JOINS = re.compile(
    r"[，；]并?(?:联合|携手|会同|联手|与|牵手)(?P<row>[^，。；：！？]{2,60}?)(?:等[^，。；、]{0,4})?(?:共同|合力|合作|联合|发起|设立|打造|组建|成立)"
)
# 委托甲运作; 甲担任基金管理人.
_RUN_BY = re.compile(
    r"(?:委托|交由|由)(?P<row>[^，。；：！？由]{2,30}?)(?:负责|进行|受托)*(?:运作|管理运营|运营管理)"
    r"|(?:^|[，。；])(?P<runs>[^，。；：！？由]{2,24}?)(?:受托)?(?:担任|出任|任)(?:该|本|母)?(?:基金)?的?"
    r"(?:普通合伙人|基金|私募|执行)*(?:管理人|管理机构|GP|合伙人)"
)
# 甲管理的X; 甲旗下的X; 甲宣布，其X: who stands in front of the name.
_OWNER = re.compile(
    r"(?:^|[，。；：、「“『\s])(?P<row>[^，。；：！？「」“”]{2,24}?)[”」』]?"
    r"(?:宣布|近日|日前|管理的?|旗下的?|发起的?|设立的?|运营的?|完成|正在?(?:为|积极|推动|筹)|积极|推动|成功|今[日天]|昨[日天]|\d{1,2}日)"
)
_COMPANY = re.compile(
    r"(?:^|[，。；：、]|将|拟)(?:本?公司|全资子公司|控股子公司|子公司|全资附属)|本公司|公司(?:原?拟|作为|将|与|以|全资|认缴)"
)
# Who oversees or tells, and what only sounds like a party.
_NO_PARTY = re.compile(
    r"协会$|交易所$|工商|市场监督|监管|证监|企查查|天眼查|[Aa][Pp][Pp]$|获悉$|^(?:认缴|社会|注册|国有|耐心|民间|产业)资本$|登记"
    r"|^[该本此]|^基金|^合伙企业|[实认]缴|出资额|^子基金|总$|(?:前提|情况)下$|基础上$|^[及和与]?家族办公室$|^公司|^家|^[省市区县]财政$|信息|^(?:普通|有限)合伙人|[《》]|份额|产业集团$(?<=^产业集团)|投资界$|[社网报][^，]{0,8}[讯电]$|记者|网$|整体$|^(?:管[理顾]|[寿保]险|证券|信托|投资|上市)公司$"
    r"|^(?:老|主要|各|多家|其他|其余|市场化|国家级|地方|上市)|项目|工程|社会资本|部门$|企业$|机构$|管理人$|[双各三两]方|政策|资金$|平台$"
)
# A region acts through its government; the bare name is where it happens.
_REGION = re.compile(r"[\u4e00-\u9fff]{1,6}[省市区县州镇]$")
_GENERIC_FUND = re.compile(
    r"^(?:[市区县省各该本]级?|地方|国家级?|其)?(?:引导|产业|母|主|子|创投|市场化|专项|政府|天使|种子|并购|美元|人民币|S)*(?:投资)?基金$"
)


def roles_of(
    context: Context, best: Candidate, group: list[Candidate], sequels: tuple[Line, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Managers, and sponsors with those who put money in."""
    told = tuple(dict.fromkeys((*(c.line for c in group if c.line.index >= 0 or len(group) == 1), *sequels)))
    if best.line.is_latin:
        return find_english_managers(told), english_sponsors(group, sequels)
    own = (*(own_part(c) for c in group if c.line in told), *sequels)
    runs = [*find_managers(own), *(p for line in own for p in read_partners(line, _RUN_BY))]
    managers = tuple(p for p in dict.fromkeys(runs) if is_named(p, best))
    found = dict.fromkeys(p for p in sponsors_of(context, best, own) if is_named(p, best))
    return managers, tuple(s for s in found if s not in managers)


def own_part(candidate: Candidate) -> Line:
    """The line without the clauses that tell of another fund: 甲基金由…管理；乙基金由…管理."""
    line, name = candidate.line, candidate.name
    rivals = [n for n in fund_names(line.simple) if not overlaps(n, name) and n.weight and not n.count]
    stops = [line.simple.rfind(mark, name.end, n.start) for n in rivals if n.start > name.end for mark in "；。"]
    starts = [line.simple.rfind("；", n.end, name.start) + 1 for n in rivals if n.end < name.start]
    start, end = max(starts, default=0), min((s for s in stops if s >= 0), default=len(line.simple))
    if (start, end) == (0, len(line.simple)):
        return line
    return Line(
        line.index, Span(line.span.start + start, line.span.start + end), line.text[start:end], line.simple[start:end],
        line.kind, line.references, line.day, line.after, line.aliases,
    )  # fmt: skip


def sponsors_of(context: Context, best: Candidate, told: tuple[Line, ...]) -> Iterator[str]:
    """Founders by their verb, the announcing company, the partners of a row, the two sides of an agreement."""
    is_told = best.happening.words.endswith(("为", "是", "即")) or any(_COMPANY.search(line.simple) for line in told)
    if is_told and (company := topic_of(context) or next(_speaker(best), None)):
        yield company
    front = best.line.simple[: best.name.start]
    founders = [*find_sponsors(told, front, best.line), *_partners_before(best)]
    yield from founders or _subject(context, best)
    yield from _owner_in_name(best)
    for pattern in (_PARTNERS, _PAID_BY):
        yield from (p for line in told for p in read_partners(line, pattern))
    yield from both_sides(context, best.line, best.name.start)


# 甲表示，今年以来…: who speaks of what they have done.
_SPEAKER = re.compile(
    r"^(?:[^，。：:]{2,8}[丨|：:]\s?|【[^】]*】|\d{1,2}月\d{1,2}日，|此外，|同时，|近日，|日前，)*(?P<row>[^，。：；]{2,24}?)"
    r"(?:(?:联合|创始|管理|执行|高级|副)*(?:创始人|创办人|合伙人|董事长|总经理|总裁|CEO|首席执行官|负责人)[^，。：；]{0,8}?)?"
    r"(?:[（(][^（()）]{4,14}[)）])?[：:]?(?:方面|今天|今日|\d{1,2}日)?(?:发布公告|公告|公布|宣布|表示|透露|披露|称|介绍|正在|积极|推动|拟|将|计划|牵头|在)"
)


def _subject(context: Context, best: Candidate) -> Iterator[str]:
    """Who acts when no row of founders is told: who speaks, else the known name in front of the verb."""
    found = list(_speaker(best))
    if not found and best.happening.side == "before":
        who = find_subject(best.line, best.happening.start, context)
        found = [who] if who and any(n.text == who for n in best.line.names) else []
    yield from found


# …原因，甲宣布，公司与乙共同发起的…: who tells of it further on in the sentence.
_TELLS = re.compile(
    r"[，；](?P<row>[^，。：；]{2,20}?)(?:[（(][^（()）]{4,14}[)）])?(?:\d{1,2}日)?(?:晚间?)?(?:发布公告|公告|公布|宣布|披露)(?:称|，|：)"
)


def _speaker(best: Candidate) -> Iterator[str]:
    front = best.line.simple[: best.name.start]
    speaker = _SPEAKER.match(front) or next(iter([*_TELLS.finditer(front)][-1:]), None)
    if speaker:
        yield from _names_in(best.line, *speaker.span("row"))


def _owner_in_name(best: Candidate) -> Iterator[str]:
    """某某创投新一期人民币基金: the house stands at the head of its fund's name."""
    text, name = best.line.simple, best.name
    heads = (m for m in best.line.names if m.start == name.start and m.end < name.end - len(name.head))
    yield from (m.text for m in heads if _NUMBERED.match(text, m.end))


_NUMBERED = re.compile(r"第|新一期|首[期只支]|[一二三四五六七八九十\d]+[期号只支]|[IVX]+|人民币|美元|双币|主基金")


def _partners_before(best: Candidate) -> Iterator[str]:
    """Who is named in the sentence in front of the fund: 甲与乙, or the one whose fund it is."""
    line = without_notes(best.line)
    text, end = line.simple, min(best.name.start, LONGEST_LINE)
    floor = max(text.rfind(mark, 0, end) for mark in "。；丨|") + 1
    rows = [m.span("row") for m in _TOGETHER.finditer(text, floor, end)]
    joins = [] if rows else list(_JOINS.finditer(text, floor, end))
    if joins:
        yield from (n.text for n in best.line.names if floor <= n.start and n.end <= joins[0].start())
    rows = rows or [m.span("row") for m in joins or list(_OWNER.finditer(text, floor, end))[-1:]]
    for span in rows:
        yield from _names_in(line, *span)


# 某某有限公司（以下简称“某某”）: the note stands between the partners of a row.
_NOTE = re.compile(r"[（(][^（()）]{0,12}(?:简称|下称|代码|[A-Z]{2}|\d{6})[^（()）]{0,24}[）)]")


def without_notes(line: Line) -> Line:
    """The line with a pause in the place of each note, letter by letter as long."""
    simple = _NOTE.sub(lambda m: "、" * len(m.group()), line.simple)
    return line if simple == line.simple else replace(line, simple=simple)


def read_partners(line: Line, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(line.simple, 0, LONGEST_LINE):
        group = next(key for key, value in match.groupdict().items() if value)
        yield from _names_in(line, *match.span(group))


def _names_in(line: Line, start: int, end: int) -> Iterator[str]:
    """The names of a row; a fund may be a partner too, when it has a name of its own."""
    joints = [at for m in _WITH.finditer(line.simple, start + 2, end) for at in m.span()]
    edges = [start, *joints, end]
    spans = (s for a, b in zip(edges[::2], edges[1::2], strict=True) for s in names_between(line.simple, a, b))
    for left, right in spans:
        words = line.simple[left:right]
        if not is_common(words) and not any(p.start <= left and right <= p.end for p in line.places):
            yield line.text[left:right]


# 甲联合乙出资: two names to the reader, one to the segmenter.
_WITH = re.compile(r"联合(?=[\u4e00-\u9fff]{3})|携手|会同|联手|牵手")


def is_named(party: str, best: Candidate) -> bool:
    """A name of somebody else than the fund: no common noun, no region, no office that oversees."""
    plain = simplify(party).removeprefix("由")
    if _NO_PARTY.search(plain) or _REGION.fullmatch(plain) or _GENERIC_FUND.search(plain):
        return False
    return not (plain in best.simple and plain != best.simple and plain.endswith(("基金", "合伙企业")))


def unique_parties(names: Iterable[str], fund: str) -> tuple[str, ...]:
    """Each once, without the preposition that the segmenter left in front, and no name's own beginning beside it."""
    bare = dict.fromkeys(name.removeprefix("由").removesuffix("等") for name in names)
    kept = [n for n in bare if len(n) > 1 and n != fund and not _is_nobody(simplify(n))]
    return tuple(n for n in kept if not any(other != n and other.startswith(n) for other in kept))


def _is_nobody(simple: str) -> bool:
    return bool(_NO_PARTY.search(simple) or _REGION.fullmatch(simple))
