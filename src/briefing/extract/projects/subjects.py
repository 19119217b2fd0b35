"""Who builds: the company in front of the verb or of the sentence, the announcer, or the source of the news."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import simplify
from ..reading.context import Context, Line
from ..reading.names import is_common, segments
from ..reading.subjects import find_subject, is_weak

# 甲股份（SZ 300999，收盘价…）, 甲科技(600999.SH): a listed company by the code in the bracket behind its name.
_CODED = re.compile(
    r"(?P<name>[^，。：:；！？、\s（(【】|丨“”]{2,18})\s?[（(](?=[^（）()]{0,40}[）)])"
    r"(?:证券代码|股票代码|代码|SZ|SH|HK|SS|NASDAQ|NYSE|[A-Z]{2,6})?[：:.\s]{0,2}\d{4,6}(?:\.[A-Z]{2})?(?!\d)"
)
# 甲科技(9.01,0.24,2.74%)6月18日午间公告, 甲宣布, 【甲中标…】, title 甲：拟…: who speaks of its own doings.
_SPEAKS = re.compile(
    r"(?P<name>[^，。：:；！？、\s（(【】|丨“”]{2,18})\s?(?:[（(][^（）()]{1,40}[）)])?\s?"
    r"(?:\d{1,2}月\d{1,2}日)?(?:晚间?|午间|早间|盘后|今日|近日|日前|昨日)*(?:发布公告|公告|公布|披露|宣布|表示|透露|回复|称)"
    r"|(?:^|【|[|丨])\s?(?P<head>[^，。：:；！？、\s（(【】|丨“”]{2,14})(?:[（(][^（）()]{1,40}[）)])?(?=：|中标|拟|投资|斥资)"
    r"|(?:^|[，。；：])(?P<issuer>[^，。：:；！？、\s（(【】|丨“”]{2,24}?)(?=IPO|首次公开|定增|拟向|募资|本次(?:发行|募集))"
)
_CLAUSE = re.compile(r"[，。；！？：\n]")
_NO_ACTOR = re.compile(
    r"项目|工程|^总?投资$|^(?:记者|据悉|目前|活动|会议|当天|会上|仪式|现场|[双各]方|公司|集团|政府|企业|园区|基地|全?[市县区省]|我[市县区省国]|[一二三四五六七八九十两]大?)$"
    r"|官员|高级$|^(?:卢比|美元|欧元|日元|港元|英镑)$|村民|居民|职工|工人|党员|干部|学生|(?:人员|人士|专家|负责人|相关方|消息人士|知情人|学者|部门|分析师)$|(?:研究生|博士生|硕士生|同学|先生|女士|老师)(?:[\u4e00-\u9fff]{2,3})?$|(?:所长|院长|教授|院士|董事长|总经理|主任|总裁|经理|记者)[\u4e00-\u9fff]{2,3}$"
    r"|律师事务所$|(?<=[国兰亚尼利坡本])规划$|作为$|合围|^[\u4e00-\u9fff]{2,4}[县州省郡邦]$|^现将?|招引|引进|通道$|高速公路$|国政府$|联邦政府$|^(?:联合体|[双三]超)|新[城区]$|用地$|首府|^中国(?:台湾|香港|澳门)$|(?:备注|之家注|注)$|(?<![电联])网$|(?:日报|晚报|时报|e公司|社|新闻|记者|消息|快讯|网讯|客户端|电视台|通讯社|管委会主任|书记|市长|县长|局长|通知书|公告|报告|原标题)$"
    r"|^(?:IPO|GDR|EPC|PPP|LED|AI|CEO|CFO|CTO|ESG|GWh|MWh|GW|MW|LNG)$|^从|^(?:中国|外国|国内|国外|本土|当地|境内|境外|[中外韩日美德法英]国?)(?:企业|公司|厂商|车企)$|^(?:原标题|来源|标题|关于|通知|其中|同时|未来|今年|明年|计划|预计|首席|董事|总经理)|\d"
)
_GLUED = re.compile(r"\s?(?:未来|近日|日前|预计|计划|宣布|表示|将|拟|已经?|正在?|还|也|此次|目前)+$")
LEAD, LONGEST_SUBJECT, CLAUSES_BACK = 4, 30, 3


def subject_of(line: Line, at: int, context: Context) -> str | None:
    """The company that does what the verb at a position says."""
    sure = next(named_in_sentence(line, at), None)
    if sure is not None and is_actor(sure):
        return sure
    guess = find_subject(line, at, context)
    if guess and "；" in line.text[line.text.rfind(guess, 0, at) : at]:
        guess = None  # each of a list has its own
    if guess and is_actor(guess) and not is_weak(guess, line, context):
        return whole_name(_GLUED.sub("", guess), context)
    return speaker_in(line, at) or introduced_before(context, line, at) or speaker_before(context, line)


_ITS = re.compile(
    r"(?:^|[，。；：])(?:今年|目前|此次|本次|此外|据悉)?[，]?(?:该|本|此)?(?:公司|企业|集团)(?=[^。]{0,60}$)"
)
INTRODUCED_LINES = 3


def introduced_before(context: Context, line: Line, at: int) -> str | None:
    """甲有限公司是一家…。公司计划…: the company that one of the sentences before opens with."""
    if not _ITS.search(line.simple[:at]):
        return None
    for before in reversed(context.lines[max(0, line.index - INTRODUCED_LINES) : max(line.index, 0)]):
        first = next((m for m in before.names if m.start <= 2), None)
        if first is not None and is_actor(first.text):
            return first.text
    return None


def whole_name(name: str, context: Context) -> str:
    """As the article goes on with it every time: the segmenter cuts the last character off an unknown name."""
    text = context.article.text
    for _ in range(2):
        behind = {text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), text)}
        if len(behind) != 1 or text.count(name) < 2 or not re.fullmatch(r"[\u4e00-\u9fff]", next(iter(behind))):
            break
        name += behind.pop()
    return name


def named_in_sentence(line: Line, at: int) -> Iterator[str]:
    """Organisations of the verb's clause and of those before it; one in front of 的 or of 获悉 only describes."""
    edges = [0, *(m.end() for m in _CLAUSE.finditer(line.simple, 0, at))]
    for start, end in reversed(list(zip(edges, [*edges[1:], at], strict=True))[-CLAUSES_BACK:]):
        for mention in line.names:
            behind = line.simple[mention.end : mention.end + 4]
            # 在德国投|资: the segmenter's one character more makes no firm of a country.
            is_place = any(p.start <= mention.start and mention.end <= p.end + 1 for p in line.places)
            if start <= mention.start and mention.end <= end and not is_place and not _DESCRIBES.match(behind):
                if quoted := _CALLED.match(line.simple, mention.end):
                    yield line.text[slice(*quoted.span("name"))]  # 智驾公司“路禾”
                    continue
                yield _GLUED.sub("", mention.text)
        if seated := _WITH_SEAT.match(line.simple, start, end):
            yield line.text[slice(*seated.span("name"))]
        for match in _LATIN.finditer(line.simple, start, end):
            yield match["name"].strip()
        if line.simple[start - 1 : start] in tuple("。！？；\n"):
            return


# 竞争对手甲(ABC.US) 计划…: a listed firm by its ticker.
_TICKED = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,16})\s?[（(][A-Z0-9]{1,6}\.(?:US|HK|SH|SZ|BJ|N|O|L|T|TW|KS|DE|PA)[）)](?=\s?[^，。]{0,3}(?:将|拟|计划|宣布|在|于|与|和|表示|已|正|还|也|日前|近日|今日|公司))"
)


def ticked_firm(line: Line, at: int) -> str | None:
    """The last in front of a position, of its sentence; a ticker makes a name of what the dictionary has (英特尔)."""
    floor = max(line.simple.rfind(mark, 0, at) for mark in "。；！？") + 1
    for match in reversed(list(_TICKED.finditer(line.simple, floor, at))):
        spans = segments(line.simple, *match.span("name"))
        if spans and spans[-1][1] == match.end("name"):
            return line.text[slice(*spans[-1])]
    return None


# 青禾水务（香港）投资…: a name with the seat of its branch.
_WITH_SEAT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}[（(][\u4e00-\u9fff]{2,5}[）)])(?=近日|日前|将|拟|计划|投资|斥资|宣布|承建|建设|在)"
)
# 芯片财团 Orion 将…, Acme首席技术官: a Latin name in a Chinese sentence that does something.
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Z][A-Za-z0-9&.\-]{1,24}(?:\s[A-Z][A-Za-z&.\-]+){0,3})\s?"
    r"(?=未来|将|拟|计划|宣布|表示|在|于|与|和|首席|公司|正|已|还|也|日前|近日|今日|[（(])"
)


_CALLED = re.compile(r"[“「『](?P<name>[^”」』]{2,16})[”」』]")
_DESCRIBES = re.compile(r"的|获悉|报道|消息|了解|讯|发来|发出|签发|等[^，]")


# How far before its deed a company is named as speaking, and how far behind a name its verb is looked for.
SPEECH_REACH, AHEAD = 600, 12


def speaker_in(line: Line, end: int) -> str | None:
    """The last that speaks in front of a position; behind a name with its quotation (9.01,0.2%) there is no doubt."""
    found = None
    for match in _SPEAKS.finditer(line.simple, max(0, end - SPEECH_REACH), end + AHEAD):
        key = next(k for k in ("name", "head", "issuer") if match[k])
        if match.end(key) > end:
            break
        spans = segments(line.simple, *match.span(key))
        words = line.simple[slice(*spans[-1])] if spans else match[key]
        is_listed = bool(_QUOTED.match(line.simple, match.end(key)))
        if is_listed and words != match[key] and is_common(match[key]):
            spans, words = [match.span(key)], match[key]  # 今日国际: common words are a name when a code follows
        if spans and (is_listed or is_actor(words)) and not _NO_ACTOR.search(words):
            start, end_at = spans[-1]
            lead = _MARKET.match(line.simple, start, end_at)
            found = line.text[lead.end() if lead else start : end_at]
    return found


# 新三板创新层公司甲: where it is listed describes it.
_MARKET = re.compile(r"(?:新三板|创业板|科创板|主板|北交所|[AH]股|港股|美股)[^，。]{0,6}?(?:公司|企业)(?=.{2})")


_QUOTED = re.compile(r"\s?[（(](?:-?\d+\.\d+,|[A-Z]{0,6}[.:：\s]?\d{4,6})")


def speaker_before(context: Context, line: Line) -> str | None:
    """The company of the announcement that the sentence belongs to: the nearest that speaks before it."""
    for before in [*reversed(context.lines[: max(line.index, 0)]), *((context.title,) if context.title else ())]:
        if before is not line and (speaker := speaker_in(before, len(before.simple))) is not None:
            return speaker
    return None


def listed_company(context: Context) -> str | None:
    """The company whose announcement the article retells."""
    for line in context.first_lines(LEAD):
        for match in _CODED.finditer(line.simple):
            spans = segments(line.simple, *match.span("name"))
            words = line.simple[slice(*spans[-1])] if spans else ""
            if spans and spans[-1][1] == match.end("name") and is_actor(words):
                return line.text[slice(*spans[-1])]
    return None


# 记者从甲集团获悉: who tells of its own works takes part in them.
_SOURCE = re.compile(
    r"(?:记者|近日|日前)?(?:\d{1,2}日)?从(?P<who>[^，。；：！？]{2,24}?)(?:方面|处|官网|官方)?(?:获悉|了解到|得知)"
)
SHORT_SOURCE = 8
_OFFICE = re.compile(r"[局厅委部办]$|政府|委员会|新闻|日报|发布会|会上|现场|网$|海关|法院|检察|渠道|公告|多方|知情")


def source_of(context: Context) -> str | None:
    """The company or institute that the news comes from; an office or a medium builds nothing."""
    for line in context.lines[: LEAD + 1]:
        match = _SOURCE.search(line.simple[:120])
        if match is None or "官网" in match.group():
            continue
        spans = segments(line.simple, *match.span("who"))
        span = match.span("who") if len(match["who"]) <= SHORT_SOURCE or not spans else spans[-1]
        words = line.simple[slice(*span)]
        if is_actor(words) and not _OFFICE.search(words):
            return line.text[slice(*span)]
    return None


_LEADING = re.compile(
    r"^(?:视觉中国\s?图|活用|利用|依托|借助|撬动|带动|吸引|牵手|招引"
    r"|引进|引入|联合|携手|支持|推动|赋能|助力|聚焦|深耕|分部|其中|随着|随)(?=[\u4e00-\u9fffA-Z]{3})"
)
_TRAILING = re.compile(
    r"(?<=公司)(?:投资|建设|承建|拟|将|以|在|为|与).*$|(?<=集团)(?:投资|承建|拟|将|在|与).*$"
    r"|(?<=..)(?:牵头|参与|主导)$"
    r"|(?<=[局厅办委院])以.{0,12}$|(?<=[\u4e00-\u9fff]{2})(?:[今去明]年|近年来?|[上下]半年|年[内初底]|近日|日前|目前|本月|[今昨]日|当[天日]|[一二三四]季度)$"
)


def trimmed(name: str) -> str:
    """A name without the verb that the segmenter took for its beginning or end."""
    return _TRAILING.sub("", _LEADING.sub("", name.strip()))


def can_act(name: str) -> bool:
    """No office, no medium, no article of goods."""
    return len(name) >= 2 and not _NO_ACTOR.search(simplify(name))


def is_actor(name: str) -> bool:
    """A name an organisation can have: no office, no medium, no word of the dictionary."""
    words = simplify(name)
    return len(words) <= LONGEST_SUBJECT and not _NO_ACTOR.search(words) and not is_common(words)
