"""What stands inside a paragraph and is not its prose: datelines, bylines and credits of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import read_words
from ...text import HAN
from ...types import Block, Span
from ..stated.metadata import is_outlet
from ..stated.reporters import NAME, NAMES, ROLE
from .headline import find_head
from .opening import find_formula, find_labels, trimmed

# ---------------------------------------------------------------- datelines

_DAY = r"\d{1,2}\s?月\s?\d{1,2}\s?日"
# 电 and its like end a dateline, but 7月3日电动车… and 7月3日消息人士… go on as prose.
_TELLS = (
    r"(?:[电電](?![影动動池力子网網信商视視脑腦话話站缆纜梯气氣价價器机機源])"
    r"|[讯訊](?![问問])|消息(?!人士|面|灵)|電訊)"
)
_HOUSE = r"(?:社|报|報|网|網|台|氪|新闻|新聞|财经|財經|在线|客户端|日报|时刻|经纬|之家|动力|e公司|APP)"
_DATELINE = re.compile(
    rf"""
    (?:
        本[报報刊站院校][讯訊]
      | # 新京报讯, 中国消费者报南京讯, 央视网消息
        (?!据|據)(?:本[报報刊网網台站]|[{HAN}A-Za-z0-9]{{0,12}}?{_HOUSE})(?:[{HAN}]{{2,4}})?
        {_TELLS}(?=[\s（(【，,：:]|$)
      | # 南都讯 记者…
        [{HAN}]{{2,4}}(?<![腾资通騰資])[讯訊](?=\s?(?:[（(【]\s?)?(?:{ROLE}))
      | # 新华社北京7月7日电, 财联社8月13日讯, IT之家 7 月 25 日消息, 7月5日讯
        (?!据|據|来自)(?:[{HAN}A-Za-z0-9·/\ ]{{2,24}}?)?\s?(?:\d{{4}}年)?{_DAY}
        (?:[早上中下午晚间凌晨]{{1,3}})?\s?{_TELLS}
      | # 7月5日 北京消息：
        {_DAY}\s?[{HAN}]{{2,4}}{_TELLS}[:：]
      | # 《科创板日报》（上海，记者 李明）讯, 《科创板日报》7月24日讯
        《[^》\n]{{2,12}}》\s?(?:[（(][^）)\n]{{0,30}}[）)])?\s?(?:{_DAY})?\s?{_TELLS}
      | # 【深圳商报讯】, 【環球時報記者 李明】, 〔記者李明／台北報導〕, （中央社記者李明台北25日電）
        [【〔\[（(][^】〕\]）)。\n]{{0,24}}?(?:{_TELLS}|记者|記者|報導|报道)[^】〕\]）)。\n]{{0,24}}[】〕\]）)]
      | # 【某某新闻】 before prose
        【[{HAN}A-Za-z0-9]{{2,8}}(?:新闻|新聞)】(?=\s?[^\s【])
      | # 格隆汇4月19日丨
        [{HAN}]{{2,8}}{_DAY}\s?[丨|│]
    )
    """,
    re.VERBOSE,
)
_AFTER_DATELINE = re.compile(
    rf"""
    \s?(?:[（(【][^）)】。\n]{{1,70}}[）)】])?                                         # （记者李明 通讯员王芳）
    (?:\s?(?:{ROLE})\s?{NAME}(?:[ 、]{NAME}){{0,4}}(?=\s))*             # 记者李明 实习生王芳
    \s?[：:，,丨|]?\s?
    """,
    re.VERBOSE,
)
_CITIES = "|".join(re.escape(city) for city in read_words("cities.txt"))
_DAY_EN = r"\ [A-Z][a-z]{2,8}\.?\ \d{1,2}(?:,\ \d{4})?"
_DATELINE_EN = re.compile(
    rf"""
    (?:
        # BEIJING, Nov. 28 (Xinhua) -- ; SAN FRANCISCO (AP) — ; (Reuters) -
        (?: [A-Z][a-z]{{2,8}}\.?\ \d{{1,2}}
          | (?:[A-Z][A-Za-z.'-]+(?:[ /][A-Z][A-Za-z.'-]+){{0,3}})?(?:,\ [A-Z][A-Za-z. ]{{2,14}})?(?:,?{_DAY_EN})?
        )\s?\((?:Reuters|Xinhua|AP|AFP|Bloomberg|CNN|UPI|Kyodo|Yonhap|[A-Z][A-Za-z\ ]{{2,30}}(?:News|Newswire|WIRE))\)
        \s?(?:--?|—|–|:)?\s
      | # OTTAWA, June 2 (any agency) - : a city in capitals, an agency in brackets and a dash say it together
        [A-Z][A-Z.'-]{{3,}}(?:[ /][A-Z][A-Z.'-]+){{0,3}}(?:,\ [A-Z][A-Za-z. ]{{2,14}})?(?:,?{_DAY_EN})?
        \s?\([A-Z][A-Za-z&.\ ]{{1,30}}\)\s?(?:--?|—|–)\s
      | # BOSTON, Aug. 8, 2024 /PRNewswire/ -- ; SHANGHAI--(BUSINESS WIRE)--
        [A-Z][A-Za-z.'-]+(?:[ /][A-Z][A-Za-z.'-]+){{0,3}}(?:,\ [A-Z][A-Za-z. ]{{2,20}})?(?:,?{_DAY_EN})?\s?
        (?:/[A-Za-z\ -]{{0,20}}(?:PRNewswire|CNW|Newswire|ACN)[A-Za-z\ /-]{{0,20}}/|\(GLOBE\ NEWSWIRE\)
          |--\s?\((?:BUSINESS\ WIRE|Business\ Wire)\))
        \s?(?:--?|—|–)\s?
      | (?:{_CITIES})(?:/(?:{_CITIES}))?(?:,{_DAY_EN})?\s?(?:--?|—|–|:)?\s(?=[A-Z“"‘'\d])
    )
    """,
    re.VERBOSE,
)
DATELINE_LENGTH = 120
"""A dateline with the names of several reporters reaches 90 characters."""


def find_dateline(text: str, start: int, end: int) -> int | None:
    """Where the dateline that opens a paragraph ends, with the reporters' names after it; None: there is none."""
    stop = min(end, start + DATELINE_LENGTH)
    match = _DATELINE.match(text, start, stop)
    if match:
        return _AFTER_DATELINE.match(text, match.end(), stop).end()  # type: ignore[union-attr]
    match = _DATELINE_EN.match(text, start, stop)
    return match.end() if match else None


# ---------------------------------------------------------------- credits

_CREDIT = re.compile(
    rf"""
    # （新华社记者 李明 摄）, (资料图片), （受访者供图）
    [（(][^（()）。\n]{{0,30}}
    (?:摄|攝|(?:供图|供圖)(?:[，,][^（()）\n]{{2,10}})?|资料图片?|資料圖片?|绘|截图|(?:图源|图片来源)[^（()）\n]{{0,16}})[）)]
  | # 新华社记者 李明/摄, 央广网发 李明 摄
    (?:[{HAN}]{{2,8}}?(?:社|报|報|网|網|发|媒体))?(?:首席|特约|见习|全媒体)?(?:记者|記者|通讯员|发|攝影)
    \s?{NAMES}\s?[/／]?\s?[摄攝](?![{HAN}])
  | # 李明 摄
    (?:(?<=[\s。）)])|^){NAME}(?:[ 、]{NAME}){{0,2}}\s?[/／ ]\s?[摄攝](?![{HAN}])
  | # 图片来源：视频截图, 照片來源：某公司
    (?:图片|圖片|照片|题图|资料)(?:来源|來源)\s?[:：]\s?[^。\s]{{2,20}} | 图源\s?[:：]\s?[^。\s]{{2,8}}
  | (?:本文图均?为\s?)?(?:受访者|采访对象|企业|公司)\s?供图
  | # at the head of a sentence, glued to it: 某社记者李明摄他表示…, 江城造船供图据了解…, 微信公众号图在…
    (?<![^。！？”\s])(?:
        [{HAN}]{{0,8}}(?:记者|記者)\s?{NAMES}(?:{NAME})?\s?[摄攝](?:影(?!展|师|師|机|機|大赛|家|作品|棚))?
      | [^，。！？：；“”（()\n]{{2,24}}?(?:供图|供圖)(?![，。、）)片：:为為的显顯中库庫给給])
      | ▲?\s?图源\s?(?:[A-Z][A-Za-z]+(?:\ [A-Z][A-Za-z]+)?)(?=\s[{HAN}]|[{HAN}])(?!\s?旗下)
      | [^，。！？：；（()\n]{{0,20}}?(?:公众号|官微|微博)\s?[图圖](?![片为為标標书書文像形表])
    )
    """,
    re.VERBOSE,
)
_OPENING_NOTE = re.compile(
    r"""
    (?: # 河边的新桥。受访单位供图, 视觉中国 资料图
        (?:[^，。！？：；“”\n]{2,40}。)?[^，。！？：；“”（(\n]{0,36}?
        (?:供图|供圖|资料图|資料圖)(?![，。、）)片：:为為的显顯中库庫]|$)
      | # 某报报道截图上述报道…
        [^，。！？：；“”（(\n]{0,36}?(?:报道|视频|网络|网页|官网|微博|公告)截图
        (?![，。、）)：:为的显中可和等里是证与及来]|上[显可的，]|$)
    )
    """,
    re.VERBOSE,
)
"""The note of a picture, printed before a lead without a mark between them."""
_CREDIT_CUE = re.compile("[摄攝绘图圖]|来源|來源")
_CLOSING = re.compile(
    rf"""
    [（(](?:
        (?P<byline>(?:{ROLE}[ :：/｜|丨]{{0,2}})?{NAMES}(?:\s?(?:报道|文|整理|编译))?
          | (?:{ROLE}|[{HAN}]{{2,6}}{ROLE}|校对|责任?编辑?|编译)[ :：/｜|丨]{{0,2}}[{HAN}·、\ /]{{2,30}})
      | (?:(?:来源|來源|信息来源|稿件来源)[:：]\s?)?(?P<outlet>[{HAN}A-Za-z0-9·]{{2,16}})
      | \s?完\s?
    )[）)]\s*$
    """,
    re.VERBOSE,
)
_BODY_OF = re.compile(r"(?:报|報|社|网|網|台|局|委|办|院|厅|部|处|站|中心|新闻|财经|客户端|证券|在线)$")


def is_credit(line: str) -> bool:
    """Whether a whole line credits a picture."""
    return len(line) <= 60 and bool(_CREDIT.fullmatch(line))


def find_blocks(text: str, span: Span, *, kind: str = "paragraph", is_first: bool = False) -> Iterator[Block]:
    """A paragraph as its dateline, its prose, and the credits and bylines in and after it.

    `is_first`: it opens an article, so that a headline may be glued to its first sentence.
    """
    start, end = span
    for block in _find_opening(text, start, end, is_first=is_first):
        yield block
        start = block.span.end
        kind = "paragraph" if kind == "caption" and block.kind == "dateline" else kind
    closing = _find_closing(text, start, end)
    stop = closing.span.start if closing else end
    if _CREDIT_CUE.search(text, start, stop):
        for match in _CREDIT.finditer(text, start, stop):
            yield from _piece(text, kind, start, match.start())
            yield trimmed(text, "credit", match.start(), match.end())
            start = match.end()
    yield from _piece(text, kind, start, stop)
    if closing:
        yield closing


def _find_opening(text: str, start: int, end: int, *, is_first: bool) -> Iterator[Block]:
    """What stands before a paragraph's first sentence, in order."""
    for _ in range(3):  # a headline may stand before the labels, and behind them
        for block in _find_notes(text, start, end, is_first=is_first):
            yield block
            start = _skip_blanks(text, block.span.end, end)
        heads = tuple(find_head(text, start, end)) if is_first else ()
        yield from heads
        if not heads:
            return
        start = _skip_blanks(text, heads[-1].span.end, end)


_HEADED = 8


def _is_headed(text: str, start: int, end: int) -> bool:
    """Whether a short headline stands before a known outlet in what reads as one long dateline."""
    formula = find_formula(text, start, end)
    if not formula or formula[0] - start < _HEADED:
        return False
    return any(is_outlet(text[formula[0] : formula[0] + length]) for length in range(2, 12))


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _find_notes(text: str, start: int, end: int, *, is_first: bool) -> Iterator[Block]:
    """Labels, the note of a picture, and the dateline, in this order."""
    for block in find_labels(text, start, end):
        yield block
        start = _skip_blanks(text, block.span.end, end)
    note = _OPENING_NOTE.match(text, start, end)
    if note and note.end() > start:
        yield trimmed(text, "credit", start, note.end())
        start = _skip_blanks(text, note.end(), end)
    dateline = find_dateline(text, start, end)
    if dateline and is_first and _is_headed(text, start, dateline):
        return
    if dateline is not None and dateline > start:
        yield trimmed(text, "dateline", start, dateline)


def _find_closing(text: str, start: int, end: int) -> Block | None:
    """A name or a source in brackets that closes a paragraph: （李明）, （证券时报）."""
    if end - start < 30 or text[end - 1] not in ")）":
        return None
    tail = max(start, end - 50)
    match = _CLOSING.search(text[tail:end])
    if not match or text[tail + match.start() - 1] not in '。！？!?…”" ':
        return None
    outlet = match["outlet"]
    if outlet and not (is_outlet(outlet) or _BODY_OF.search(outlet)):
        return None
    kind = "byline" if match["byline"] else "credit" if outlet else "note"
    return trimmed(text, kind, tail + match.start(), tail + match.end())


def _piece(text: str, kind: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield trimmed(text, kind, start, end)
