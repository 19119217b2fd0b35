"""What is printed before the first words of a lead without a mark: headlines, reporters, stamps, names of columns.

Text taken from a page runs together what stood apart on it: `江城新桥通车某报记者 李明7月3日，…`. A reporter's or an
agency's formula is certain enough to cut at, wherever it stands in the first words. What cannot be told apart stays in
one piece; a headline without such a formula behind it is for `headline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import HAN
from ...types import Block, Span
from ..stated.metadata import is_outlet
from ..stated.reporters import NAME, NAMES, ROLE

REACH = 140
"""How far into a paragraph its opening may reach: a headline of 70 characters and the names of several reporters."""
_ROUNDS = 6

DAY = r"(?:(?:19|20)\d\d\s?年\s?)?(?:1[0-2]|0?[1-9])\s?月\s?\d{1,2}\s?日"
HOUR = r"(?:[早晚上下中凌当][^，。\s]{0,3}|\d{1,2}(?:[时點点:]\d{0,2})分?许?)?"
_TIME = rf"(?:近日|日前|近期|连日来|連日來|昨日|昨天|今日|今天|今年以来|{DAY}{HOUR})"

# ---------------------------------------------------------------- labels at the very beginning

_STAMP = re.compile(
    rf"""
    \s*(?:
        (?:(?:发布|發布|更新)?(?:时间|時間|日期)\s?[:：]\s?)?
        (?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:\s\d{{1,2}}:\d\d(?::\d\d)?)?(?=[\s{HAN}])(?!\s?[日至到])
      | (?:作者|撰文|编辑|編輯|责编|来源|來源|稿源|图源)\s?[:：/｜|]\s?[^\s，。：:；！？（(《“【]{{2,16}}(?=\s)
      | (?:[{HAN}]{{0,4}}?(?:记者|記者|编辑|編輯|作者|责编)\s?[:：]\s?{NAME}(?:[ 、]{NAME}){{0,3}}\s?)+
        (?=\s|{_TIME}|[据據【])
      | 本文(?:转自|转载自|来自|首发于)[:：]?\s?[【《“][^】》”\n]{{2,20}}[】》”][；;。，,]?
      | [（(]\s?完\s?[）)] | 题\s?[:：]
      | 广告[^。！？\n]{{4,60}}×
    )\s*
    """,
    re.VERBOSE,
)
_QUOTED_AGENCY = re.compile(
    rf"\s*[据據][{HAN}]{{1,4}}社[{HAN}]{{0,6}}{DAY}[电電]\s?(?:[（(][^（()）\n]{{2,40}}[）)]\s?|(?=[\s“]))"
)
_COLUMN = re.compile(
    rf"""
    \s*(?: 【(?![^】]*[讯訊電电记記報报])[{HAN}A-Za-z0-9·]{{2,7}}】
      | [（(](?:[{HAN}]{{2,4}}(?:观察|新闻|故事|专栏|访谈|视点|关注|聚焦|时评|漫谈|快评|手记)|上接[^）)]{{1,12}}
          | [^（()）。，]{{2,8}}《[^》]{{2,12}}》)[）)]
    )\s*(?=\S)
    """,
    re.VERBOSE,
)
_PHOTO = re.compile(
    rf"\s*[^，。！？：；\n]{{0,30}}?(?:{ROLE}\s?)?{NAMES}\s?[摄攝]影?(?:\s{NAMES}(?=\s))?(?:\s+|(?={_TIME}))"
)
_CAPTIONED = re.compile(
    r"""
    \s*[^，。！？；“”（(\n]{2,40}[（(][^（()）。\n]{0,30}
    (?:摄|攝|供图|供圖|资料图片?|資料圖片?|截图|(?:图源|图片来源|圖片來源)[^（()）\n]{0,16})[）)]\s*
    """,
    re.VERBOSE,
)
_NAME_FIRST = re.compile(
    rf"\s*{NAME}(?:[ 、]{NAME}){{0,3}}\s?"
    r"(?=(?:近日|日前|近年来|连日来|今年以来|当前|目前)[，,](?![在于就与向对将已并]))"
)
_LABELS = (
    (_STAMP, "byline"),
    (_COLUMN, "label"),
    (_QUOTED_AGENCY, "dateline"),
    (_PHOTO, "credit"),
    (_CAPTIONED, "credit"),
    (_NAME_FIRST, "byline"),
)


def find_labels(text: str, start: int, end: int) -> Iterator[Block]:
    """Stamps, names of columns and reporters that open a paragraph, in order; what follows is not yet read."""
    for _ in range(_ROUNDS):
        stop = min(end, start + REACH)
        found = ((pattern.match(text, start, stop), kind) for pattern, kind in _LABELS)
        match, kind = next(((match, kind) for match, kind in found if match), (None, ""))
        if match is None or match.end() >= end:
            return
        yield trimmed(text, kind, start, match.end())
        start = match.end()


# ---------------------------------------------------------------- formulas of reporters and agencies

TELLS = (
    r"(?:[电電](?![影动動池力子网網信商视視脑腦话話站缆纜梯气氣价價器机機源])|[讯訊](?![问問息号號])"
    r"|消息(?![人面灵显稱称指])|[报報][道導](?![称稱指显顯说說，中]))"
)
_BRACKET = r"[（(][^（()）\n]{2,60}[）)]"
ROLES = r"(?:(?:首席|见习|见習|实习|全媒体|融媒体|特约|高级)*(?:记者|記者|通讯员|通訊員))"
# Names of reporters without blanks between them, and those of their companions; what opens a sentence right behind.
_RUN = rf"(?:{NAMES}(?:{NAME})?|(?<=\s)[{HAN}]{{2,4}}(?=[\s\d]))"
_COMPANIONS = rf"(?:\s?(?:{ROLES}|实习生)[ :：/]?{_RUN})"
_OPENS = rf"“|\s(?![摄攝])|[为為在按据據随隨以从從由]|作为|作為|{_TIME}"
_FORMULA = re.compile(
    rf"""
    (?P<sure>
        {DAY}\s?{TELLS}(?:\s?{_BRACKET})?                            # 7月3日电（记者李明）
      | {DAY}\s?[（(](?:(?:本报)?{ROLES}[^（()）\n]{{2,60}}|(?!周[一二三四五六日]|星期){NAMES})[）)]
      | [讯訊]\s?[（(](?:[^（()）\n]{{0,12}}{ROLES})[^（()）\n]{{2,60}}[）)]  # 讯（记者李明 通讯员王芳）
      | {ROLES}[ :：/]{{0,2}}(?![从從获獲了日近今]){_RUN}{_COMPANIONS}{{0,3}}
        (?: \s?(?:[{HAN}、]{{2,8}}?)?(?:摄影|綜合|综合)?(?:报道|報導|文/图)(?![称稱指说說的了，显中])[：:]?
          | \s?[摄攝]影?\s{NAMES}(?=[\s“\d])
          | \s?(?:[摄攝]|综合|图)(?:\s|(?={_TIME}))
          | \s?(?:{DAY}|\d{{1,2}}日)\s?(?:报道|報導)[：:]
          | (?=\s?(?:(?:{_TIME}|\d{{1,2}}日)(?:[，,]|\s?记者)|记者(?:\d{{1,2}}日|[从從]|获悉)))
        )
      | {ROLES}[ :：/]{{0,2}}{_RUN}{_COMPANIONS}{{1,3}}(?={_OPENS})       # 记者 李明 通讯员 王芳在…: two roles suffice
      | [（(]{ROLES}\s?{NAMES}[）)]\s?{DAY}\s?{TELLS}                 # （记者 李明）7月3日报道
      | (?<=[网台]站)[讯訊]\s
    )
  | (?:[讯訊]|消息)\s?(?:[（(][^（()）\n]{{2,24}}[）)]|(?=[\s，,：:]))  # 讯（李明）: of a known outlet
    """,
    re.VERBOSE,
)
_AFTER_FORMULA = re.compile(rf"[）)]?(?:\s?{ROLES}\s?{NAMES}(?:报道)?(?=\s))?\s?[：:，,丨|]?\s?")
_QUOTES_OTHER = re.compile("[据據]|援引|引述|转引|告诉|接受")
HOUSE = re.compile(r"(?:社|报|報|网站?|網站?|台|氪|新闻|新聞|财经|財經|在线|客户端|时刻|经纬|APP|周刊)\s?$")
NOTED = re.compile(rf"(?:摄影?|供图|资料图|截图|合影|现场|合照|图|[讯訊]|。)$|^来源|^图为|{ROLES}|\d{{4}}-\d\d")
"""The note of a picture, a source, a byline: what is no headline."""
_STOPPED = re.compile("[。；;\n]")
_NOTES = 2
LONGEST_HEAD = 72
"""The longest headline of two weeks of news has 70 characters."""
NAME_LENGTH = 16
_CITY_LENGTH = 8


def find_formula(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a reporter's or an agency's formula begins, its outlet included, and where it ends.

    None when there is none, when it names the source of a sentence (据某报7月3日消息), or when one has ended before it.
    """
    stop = min(end, start + REACH)
    for match in _FORMULA.finditer(text, start, stop):
        at = match.start()
        stops = [m.end() for m in _STOPPED.finditer(text, start, at)]
        if len(stops) > _NOTES or (stops and stops[-1] - start > LONGEST_HEAD):
            return None
        begin = _find_outlet(text, stops[-1] if stops else start, at)
        if stops and is_house(text[stops[-1] : at].strip()):
            begin = stops[-1]
        between = text[stops[-1] : begin].strip() if stops and begin is not None else ""
        if stops and (begin is None or (between and not NOTED.search(between))):
            return None  # inside a later sentence; behind the note of a picture it may stand: 启动现场。某网7月3日讯
        if begin is None and not match["sure"]:
            continue
        begin = at if begin is None else begin
        if _QUOTES_OTHER.search(text, max(start, begin - NAME_LENGTH), at):
            continue
        return begin, _AFTER_FORMULA.match(text, match.end(), end).end()  # type: ignore[union-attr]
    return None


def _find_outlet(text: str, start: int, at: int) -> int | None:
    """Where the outlet before a formula begins, a city or two between them; a house at the very beginning counts."""
    while at > start and text[at - 1] == " ":
        at -= 1
    magazine = None
    for stop in range(at, max(start + 1, at - _CITY_LENGTH), -1):
        if text.endswith(("本报", "本報", "本网", "本刊", "本台"), start, stop):
            return stop - 2
        if text[stop:at].isascii() and stop < at:
            continue  # only a place stands between: APP讯 is not AP
        begin = _known_before(text, start, stop)
        if begin is not None and stop - begin > _SHORT_NAME:
            return begin
        magazine = begin if magazine is None else magazine
    if magazine is None and is_house(text[start:at]):
        return start
    shape = _SHAPE.search(text, max(start, at - NAME_LENGTH), at)
    return min((begin for begin in (magazine, shape and shape.start()) if begin is not None), default=None)


_SHORT_NAME = 2
"""财经 is a magazine, and the end of many other names."""


def _known_before(text: str, start: int, stop: int) -> int | None:
    """Where the outlet begins that ends at `stop`: the longest known one, longer where its shape reaches further."""
    for begin in range(max(start, stop - NAME_LENGTH), stop - 1):
        if text[begin].isalnum() and is_outlet(text[begin:stop]):
            shape = _SHAPE.search(text, max(start, stop - NAME_LENGTH), stop) if stop - begin > _SHORT_NAME else None
            return min(begin, shape.start()) if shape else begin
    return None


_SHAPE = re.compile(
    rf"""
    (?: [{HAN}]{{2}}(?:(?:都市|青年|商|晚|日|晨|时|快|早)报|新闻网?|财经|在线|网)(?:[-·－][{HAN}]{{2,6}}网)?
      | 【[^】\n]{{2,12}}
    )
    (?:客户端|全媒体)?\s?\Z
    """,
    re.VERBOSE,
)
"""Most outlets have two characters before 晚报, 新闻, 网 and the like; a bracket may open before one."""


def is_house(words: str) -> bool:
    """Whether words read as the name of an outlet: short, and ending as such names do."""
    return len(words) <= NAME_LENGTH and not _MARKED.search(words) and bool(HOUSE.search(words))


_MARKED = re.compile("[，：！？。]")


def trimmed(text: str, kind: str, start: int, end: int) -> Block:
    """The block of a stretch without the blanks at its edges."""
    piece = text[start:end]
    return Block(kind, Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
