"""What stands before and after an article's body: stated headlines, advertisements, editors' names, disclaimers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import tzinfo

from ...text import HAN, simplify
from ...types import Span
from ..stated.facts import Facts, any_of, facts_of
from ..stated.metadata import is_outlet, parse_moment
from .apart import find_dateline
from .headline import find_headline_end, find_lead
from .opening import find_formula

# ---------------------------------------------------------------- the head of a one-line text

_STATED = re.compile(
    r"""
    \s*(?: (?:[^。，：:\n]{0,12}?(?:资料图片?|供图))?(?:[（(]?原[标標][题題]|标题|標題)
        | (?:[^。\n]{2,30}?(?:文章|社论|社論|报道|報導|评论|評論)[，,]\s?)?原[题題]    # 某报7月3日文章，原题：
        | 题
    )[:：]\s*
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(r"\s*【(?P<title>[^【】\n]{8,80})】\s*")
_GLUED_DAY = r"(?:(?:19|20)\d\d\s?年\s?)?(?:[1１][0-2０-２]|[0０]?[1-9１-９])\s?月\s?\d{1,2}\s?日"
_STILL_PROSE = "[，。、）)片为為的显中库]|$"
_OPENING = re.compile(
    rf"""
    (?<![、，：:（(“《的在至从自月于與与-])(?:
        (?<!年)(?<!年[01]){_GLUED_DAY}(?:[晚上下凌早]|\d{{1,2}}[时：:]|电|讯|消息|至|收盘[，,]|公告|公开|发布|[，、]|\s)
      | (?:19|20)\d\d-\d\d-\d\d\s\d\d:\d\d
      | (?:近日|日前|近期|近年来|近来|昨日|今日|今天|昨天|连日来|随着|截至)(?!的|宣布|公告|发布|公布|表示|披露|透露)
      | (?:当前|目前|如今|最近|本周|今年以来|今年暑假(?:期间)?|今年上半年)[，,]  # its comma tells a lead
      | (?:北京|当地)时间(?=[^，。]{{0,4}}\d)
      | 本公司(?:[董监]事会|及)[^，。]{{0,14}}保证  # how every announcement of an exchange begins
      | (?<![根依数證证])(?:根据|据)[^，。]{{2,14}}[，,：] | 记者从 | 记者获悉
      | 为(?:了|深入|认真|进一步|帮助|加强|落实|贯彻|丰富|推动|促进|庆祝|充分|更好|积极|切实|全面|持续)
      | 为(?:迎接|提升|助力)
      | (?:盛夏|炎炎夏日|夏日炎炎)
      | # the note of a picture has just ended
        (?<=资料图)(?!{_STILL_PROSE}) | (?<=供图)(?!{_STILL_PROSE})
    )
    """,
    re.VERBOSE,
)
_TOLD = re.compile(
    rf"""
    (?<=[{HAN}A-Za-z）)]){_GLUED_DAY}
    (?:盘后|盘前|盘中|[早上中下午晚间凌晨]{{1,3}})?(?:[，,]?(?:公告|发布公告)|公开|发布|宣布|披露|表示|回应|称|在|收到)
""",
    re.VERBOSE,
)
"""A day between a subject and what it told: no sentence begins there, the subject stands before it."""
_LEARNED = re.compile(r"(?:网|社|报|APP|新闻|财经)(?=(?:（[^）]{2,20}）)?获悉)")
NAME_LENGTH = 12
_SOURCE_AFTER = re.compile(r"\s(?P<source>(?:来源|來源)\s?[:：][^\n。，]{2,60}(?=\n|$))")
TITLE_REACH = 100
"""How far into a text its glued headline may reach; the longest of the real week has 70 characters."""


def find_stated_title(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """The headline a text begins with (`原标题：…`, `【…】`), and where the body begins after it.

    Where nothing tells the headline from the first sentence, the headline is empty and the body begins after that one.
    """
    stated = _STATED.match(text, start, end)
    if not stated:
        bracketed = _BRACKETED.match(text, start, end)
        if not bracketed or find_dateline(text, start, end):
            return None
        return Span(*bracketed.span("title")), bracketed.end()
    begin = stated.end()
    source = _SOURCE_AFTER.search(text, begin, min(end, begin + TITLE_REACH + 60))
    if source:
        return Span(begin, find_headline_end(text, begin, source.start())), source.start("source")
    boundary = _title_end(text, begin, end)
    title_end, body = boundary if boundary else (begin, _first_stop(text, begin, end))
    while body < end and text[body] in " \n)）":
        body += 1
    return Span(begin, find_headline_end(text, begin, title_end) if boundary else title_end), body


_FULL_STOP = re.compile("[。；]")


def _title_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a headline without a mark at its end stops, and where the body begins; None when that is not certain."""
    line = text.find("\n", start, min(end, start + TITLE_REACH))
    formula = find_formula(text, start, end if line < 0 else line)
    if formula and formula[0] > start:
        return formula[0], formula[0]
    if line > start and text[line - 1] not in "。；":
        return find_headline_end(text, start, line), line + 1
    if line < 0 and end - start <= TITLE_REACH and not _FULL_STOP.search(text, start, end):
        return find_headline_end(text, start, start + len(text[start:end].rstrip(" )）"))), end  # all of its line
    repeat = _find_repeat(text, start, end)
    if repeat:
        return repeat
    stop = min(end, start + TITLE_REACH)
    cuts = [at for at in range(start + 6, stop) if _begins_body(text, at, end)]
    again = _opening_again(text, start, stop)
    if again:
        cuts.append(again)
    lead = find_lead(text, start, end)
    if lead:
        cuts.append(lead)
    told = _TOLD.search(text, start + 6, stop)
    learned = _LEARNED.search(text, start + 6, stop)
    outlet = _outlet_before(text, learned.end(), start + 6) if learned else None
    if outlet:
        cuts.append(outlet)
    # What is found after the body has certainly begun is inside its first sentence.
    begun = min((m.start() for m in (told, learned) if m), default=end)
    first = min((cut for cut in cuts if cut < begun), default=None)
    if first is None and told and told.start() == begun:
        first = _name_again(text, told.start(), start)
    return None if first is None else (first, first)


_NOT_BEFORE_A_SENTENCE = "在就从自对向与和由把将被为于的是了、（(“《"


def _opening_again(text: str, start: int, stop: int) -> int | None:
    """Where the five characters that open the headline stand again as the opening of a sentence.

    Four were tried: a subject that the first sentence introduces (`电商巨头阿里巴巴表示`) loses its description.
    """
    prefix = text[start : start + 5]
    at = text.find(prefix, start + 10, stop)
    if at < 0 or prefix.isdigit() or text[at - 1] in _NOT_BEFORE_A_SENTENCE:
        return None
    return None if re.search("[！？!?]", text[start:at]) else at


def _outlet_before(text: str, at: int, floor: int) -> int | None:
    """Where the known outlet that ends at `at` begins."""
    starts = range(max(floor, at - NAME_LENGTH), at - 1)
    known = (n for n in starts if text[n].isalnum() and is_outlet(text[n:at].removesuffix("APP")))
    shape = _OUTLET_SHAPE.search(text[max(floor, at - NAME_LENGTH) : at])
    return min((*known, *([at - len(shape.group())] if shape else [])), default=None)


_OUTLET_SHAPE = re.compile(rf"[{HAN}]{{2}}(?:财经|新闻)(?:APP)?\Z")
"""Most outlets of this kind have two characters before 财经 or 新闻."""


def _name_again(text: str, at: int, start: int) -> int | None:
    """Where the name that opens the headline stands again right before `at`."""
    begins = range(max(start + 6, at - NAME_LENGTH), at - 1)
    return next((begin for begin in begins if text.startswith(text[begin:at], start)), None)


def _find_repeat(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A headline that is printed twice, one after the other."""
    head = text[start : start + 8]
    at = text.find(head, start + 8, min(end, start + TITLE_REACH))
    while at > 0:
        title = text[start:at].rstrip(" 【[#")
        if text.startswith(title, at):
            return start + len(title), _CLOSING.match(text, at + len(title), end).end()  # type: ignore[union-attr]
        at = text.find(head, at + 1, min(end, start + TITLE_REACH))
    return None


_CLOSING = re.compile(r"[】\]#\s]{0,3}")


def _begins_body(text: str, at: int, end: int) -> bool:
    if _OPENING.match(text, at, end):
        return True
    return text[at - 1] not in "据據，、：:（(“《 " and _AGENCY.match(text, at, end) is not None


_AGENCY = re.compile(
    rf"""
    (?: 新华社|新华网|中新社|中新网|人民网|央广网|央视网|本报|财联社|快科技|IT之家
      | [{HAN}]{{2,4}}(?:晚报|日报|商报|新闻|财经)网?
    )[{HAN}]{{0,6}}\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日\s?(?:电|讯|消息)
  | (?:本报讯|新京报讯|南都讯|中证网讯) | 【[^】]{{2,16}}(?:讯|报道|综合|新闻|记者[^】]{{0,12}})】 | 本文转自
    """,
    re.VERBOSE,
)


def _first_stop(text: str, start: int, end: int) -> int:
    """The end of the first sentence: with the headline glued to it, it is not to be printed."""
    match = re.compile("[。！？!?]+[”’」』）)]*").search(text, min(end, start + 10), end)
    return match.end() if match else end


# ---------------------------------------------------------------- the tail

_CREW = any_of("crew")
_LINK = re.compile(
    r"""
    (?: 分享让更多人看到 | 返回搜狐[，,]?查看更多
      | 返回[^。，、；：\s]{0,10}(?:首页|列表)[>＞»›\s]* | (?:点击)?(?:查看|阅读)(?:更多|原文|全文)
      | 本版导读 | 打印 | 关闭
      | 【打印本页】.{0,12} | (?:责任编辑|責任編輯|责编|编辑)\s?[:：]
    )\s*$
    """,
    re.VERBOSE,
)
_TAIL = re.compile(
    rf"""
    (?: # 责任编辑：李明 CN001, （来源：某报）
        [（(【\[]?\s?(?:参与|联合|共同|本文)?(?<![由据和者])(?:{_CREW})\s?[:：｜|丨/]\s?[^。！？：:\n]{{0,40}}[）)】\]]?
      | # 编辑 李明校对 王芳
        (?<=[。！？”）)\s])(?:{_CREW})\s[{HAN}]{{2,4}}(?:\s[{HAN}]{{2,4}}){{0,2}}
      | # （完）, — END —
        [（(]\s?(?:完|END|end)\s?[）)] | [-—]+\s?END\s?[-—]*
      | [（(]?原标题[:：][^。\n]{{4,80}}[）)]
      | # 《人民日报》（2023年07月24日 11 版）
        《\s?(?P<paper>[{HAN}]{{2,12}})\s?》\s?[（(]\s?(?P<moment>\d{{4}}年\d\d?月\d\d?日)[^）)\n]{{0,20}}[）)]
      | (?:关键词|關鍵詞|关键字|标签|Tags?)\s?[:：][^。\n]{{0,80}}
      | # 邮箱 a@b.cn, 010-12345678
        (?:邮箱(?:地址)?|联系邮箱|投稿|热线|电话)?\s?[:：]?\s?(?:[\w.-]{{1,40}}@[\w.-]{{3,40}}|\d{{3,4}}-\d{{7,8}})
      | \((?:Reporting|Additional\sreporting|Writing|Editing|Compiled)\sby\s[^()\n]{{3,200}}\) | Source
      | [〖【][{HAN}]{{2,12}}[〗】] | ↓+ | [-—=*_]{{3,}} | \#+
      | # 扬子晚报/紫牛新闻记者 李明
        (?<=[。！？”）)])\s?[{HAN}]{{2,6}}(?:新闻|日报|晚报|晨报|时报|客户端|财经|都市报)(?:/[{HAN}]{{2,8}})?
        (?:全媒体|首席)?记者\s?[{HAN}\ ]{{2,20}}
    )\s*$
    """,
    re.VERBOSE,
)
_DISCLAIMS = re.compile(
    r"""
    # no advice, no warranty
    不构成.{0,16}(?:建议|依据|承诺) | 据此(?:操作|投资|入市) | 仅供(?:读者|投资者)?参考 | (?:风险|盈亏)自[担负]
  | 投资需谨慎 | 谨慎决策 | 不承担.{0,16}责任 | 力求.{0,20}(?:准确|可靠).{0,30}保证
  | # whose words, whose rights
    不代表.{0,16}(?:立场|观点) | 与.{0,12}立场无关 | (?:版权|著作权).{0,10}(?:归|属|所有)
  | 未经.{0,16}(?:授权|许可|允许|同意) | (?:禁止|谢绝|不得|请勿)转载 | 转载(?:请|须|时|自)
  | (?:侵犯|侵权).{0,30}(?:联系|删除|权益) | 请(?:及时)?(?:与|联系)我们
  | # notices by their heads
    ^\s*(?:免责|版权|特别|郑重|重要)?声明[:：] | ^\s*(?:风险|友情|温馨)提示[:：]
  | # advertising of the outlet itself
    (?:关注|扫描?).{0,16}(?:公众号|二维码|微信号) | 新闻线索.{0,10}(?:报料|爆料|热线|渠道)
  | (?:下载|打开).{0,16}(?:客户端|APP)
  | # made by a machine, taken from elsewhere
    ^\s*[（(]?(?:以上|本文).{0,24}(?:算法生成|自动生成|机器人|由AI|证券之星|智能写稿|数据整理|公开信息整理)
  | 本文(?:首发于|系.{0,20}原创|译自|转自|转载自)
    """,
    re.VERBOSE,
)
_SENTENCE_ENDS = ("。", "！", "？", "”", "，", ";", "；")
_STOPS = re.compile("[。！？!?\n]")
TAIL_LENGTH = 320
CREW_LENGTH = 130
ROUNDS = 16
"""A portal's tail has up to eight pieces: source, disclaimers, names of three editors, a link."""


@dataclass(slots=True)
class Tail:
    """Where a body ends, and what stood after it."""

    end: int
    facts: Facts = field(default_factory=Facts)


def find_tail(text: str, start: int, end: int, zone: tzinfo) -> Tail:
    """The body's end before editors' names, disclaimers, links and page numbers."""
    tail = Tail(end)
    for _ in range(ROUNDS):
        cut = _cut(text, start, tail.end, tail.facts, zone)
        if cut >= tail.end:
            break
        tail.end = max(cut, start)
    return tail


def _cut(text: str, start: int, end: int, facts: Facts, zone: tzinfo) -> int:
    while end > start and text[end - 1] in " \n|　":
        end -= 1
    reach = max(start, end - TAIL_LENGTH)
    window = text[reach:end]
    if window.endswith(_SENTENCE_ENDS):
        return _before_disclaimer(window, reach, start, end)
    link = _LINK.search(window, max(0, len(window) - 24))
    if link:
        return reach + link.start()
    signed = window.endswith(")") and " by " in window
    match = _TAIL.search(window, 0 if signed else max(0, len(window) - CREW_LENGTH))
    if match:
        facts.add(facts_of(match.group(), zone))
        facts.add(Facts(outlet=match["paper"], published=parse_moment(match["moment"] or "", zone)))
        return reach + match.start()
    return _before_disclaimer(window, reach, start, end)


def _before_disclaimer(window: str, reach: int, start: int, end: int) -> int:
    """Before the last sentence when it disclaims or advertises; else the end."""
    last = max((m.end() for m in _STOPS.finditer(window, 0, max(0, len(window) - 2))), default=0)
    if (last or reach == start) and _DISCLAIMS.search(simplify(window[last:])):
        return reach + last
    return end
