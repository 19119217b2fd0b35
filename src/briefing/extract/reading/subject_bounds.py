"""Where the name of who acts begins and ends in a Chinese clause.

The segmenter gives runs of words that can be names; here what only describes is taken off them: the trade before
a name (商业火箭公司某某), the day glued behind it (某某昨（3）日), the exchange (某某科创板IPO); and what stands in
quotation marks is taken whole, whatever words are in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from ...idf import UNKNOWN_HAN, word_weight
from .actor_names import body_of
from .coined import is_coined, is_field
from .context import Context, Line
from .cues import capital_words, words
from .names import ends_in_suffix, is_common, is_generic, segments
from .word_spans import find_words

VENUE = words("venues")
_QUOTED = re.compile(r"[「“『](?P<name>[^「“『」”』，。；：、]{2,14})[」”』]")
_MARKED = re.compile(r"[《》？！?!]")
_TRADE_AHEAD = re.compile(rf"(?:{capital_words('describes')}|商|团队|项目)[「“『]$")


def subject_segments(line: Line, start: int, end: int, context: Context) -> list[tuple[int, int]]:
    """Names that may act; what stands in a bracket or before 的 only describes."""
    simple = line.simple
    spans = bounded_segments(line, start, end, context)
    of = simple.rfind("的", start, end)
    behind = [s for s in spans if s[0] > of and not is_generic(simple[slice(*s)])] if of >= 0 else []
    return behind or [s for s in spans if simple[s[1] : s[1] + 1] not in ("的", "/", "丨", "|")]


def bounded_segments(line: Line, start: int, end: int, context: Context) -> list[tuple[int, int]]:
    """Names of a stretch without what only describes them; none that stands in a bracket."""
    simple = line.simple
    free = [
        s
        for s in segments(simple, start, end)
        if not _in_bracket(simple, start, s[0]) and not _TOWARDS.match(simple, s[0])
    ]
    spans = [_bare(simple, *_before_venue(simple, *_before_trade(simple, *s)), context) for s in free]
    return _with_quoted(simple, spans, start, end)


# 4月27日|向某某委员会: the segmenter's model glued the day to the one who is spoken to.
_TOWARDS = re.compile(r"(?<=\d)日[向对由]")


def _with_quoted(simple: str, spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """A name in quotation marks that the segmenter cut (“茶与山”) stands whole in the place of its parts."""
    for m in _QUOTED.finditer(simple, start, end):
        left, right = m.span("name")
        if not _TRADE_AHEAD.search(simple, max(0, left - 4), left) or (left, right) in spans:
            continue
        spans = sorted({(left, right), *(s for s in spans if s[1] <= left or s[0] >= right)})
    return spans


def quoted_name(simple: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`云服务平台「某某」`: what stands in the marks is the name, what stands before them describes it."""
    for left, right in spans:
        is_quoted = left > 1 and simple[left - 1] in "「“『" and simple[right : right + 1] in tuple("」”』")
        if is_quoted and (_TRADE_AHEAD.search(simple, max(0, left - 4), left) or len(spans) == 1):
            return [(left, right)]
    return []


def _before_venue(simple: str, start: int, end: int) -> tuple[int, int]:
    """某某科创板IPO: the exchange the segmenter's model glued on is cut off."""
    m = _AT_VENUE.search(simple, start + 2, end)
    if m and m.group() == "香港" and m.end() == end and not _MARKET_BEHIND.match(simple, end):
        return start, end  # 某某香港完成发行: a firm's arm there
    return (start, m.start()) if m else (start, end)


_MARKET_BEHIND = re.compile("(?:正式|成功|第二|双重|首次|公开|主板|创业板)*(?:上市|挂牌|IPO|招股|发售|二次)")
_AT_VENUE = re.compile(rf"(?:于|在)?(?:{VENUE})")


_TRADE_WORD = re.compile(capital_words("ends_name"))


def _before_trade(simple: str, start: int, end: int) -> tuple[int, int]:
    """某某撤回, 某某首单绿色债: the trade's words that the segmenter drew into an unknown name end it."""
    m = _TRADE_WORD.search(simple, start + 2, end)
    return (start, m.start()) if m else (start, end)


def _in_bracket(simple: str, start: int, at: int) -> bool:
    start = max(0, start - 40)  # a clause can begin inside the bracket: 某某(Foo Group,FOO.US)
    opened = max(simple.rfind("（", start, at), simple.rfind("(", start, at))
    return opened >= 0 and not re.search("[）)]", simple[opened:at])


def _bare(simple: str, start: int, end: int, context: Context) -> tuple[int, int]:
    """Without the words that the segmenter's model, or the writer, has put around the name."""
    if (expected := _EXPECTED.match(simple, start, end - 2)) is not None:
        start = expected.end()
    if simple[start] in "因据经由" and end - start > 3 and not ends_in_suffix(simple[start : start + 3]):
        start += 1
    if _DAY_BEHIND.match(simple, end) and simple[end - 1] in "昨今前" and end - start > 2:
        end -= 1
    if simple[end - 1] in "向将拟" and end - start > 3:
        end -= 1
    if towards := _GLUED_TOWARDS.search(simple, start + 2, end):
        end = towards.start()
    if (glued := _GLUED.search(simple, start + 2, end)) and not simple.startswith("书", end):
        end = glued.start()
    if (
        start > 1
        and end < len(simple)
        and simple[end] in "：:（("
        and _HEAD_CUT.search(simple, max(0, start - 3), start)
    ):
        start = max(simple.rfind(c, 0, start) for c in "，。；：\n 　") + 1
    if simple.endswith("公司", start, end) and (latin := re.search(r"[A-Za-z](?=\s公司)", simple[start:end])):
        end = start + latin.end()  # Foo 公司
    if (described := _DESCRIBED.match(simple, start, end)) and _is_plain(described["words"]):
        start = described.end()
    if given := _GIVING.match(simple, start, end - 2):
        start = given.end()
    start = _undescribed(simple, _behind_trade(simple, start, end, context), end)
    return _with_article_name(simple, start, end, context)


# 领投|某某科技B轮融资: the verb of who gives, drawn into the name of who gets.
_GIVING = re.compile("(?:独家|联合|战略)?(?:领投|跟投|参投|投资(?!管理|控股|集团|公司|银行|发展)|押注|注资|加码|加持)")
_DESCRIBES = re.compile(rf"(?:{capital_words('describes')})(?=[\u4e00-\u9fffA-Z]{{2}})")
_FORM = re.compile("有限|股份|集团|控股|发展|管理|总部|旗下|创始|董事|服务|投资|联合|协会|联盟")


def _undescribed(simple: str, start: int, end: int) -> int:
    """乐器零售商|某某, 港股|某某: the words of trade before a name, where what is left is a name by itself."""
    for m in _DESCRIBES.finditer(simple, start, end):
        rest = simple[m.end() : end]
        if len(rest) >= 2 and not _FORM.match(rest) and not ends_in_suffix(m.group() + rest[:2]) and is_strong(rest):
            start = m.end()
    return start


def is_strong(name: str) -> bool:
    """Something other than words of the dictionary is in it: a coined word, Latin letters, the form of a company."""
    if re.search("[A-Z]", name) or ends_in_suffix(name) or is_coined(name):
        return True
    words_of = [name[a:b] for a, b in find_words(name)]
    return any(word_weight(w) >= UNKNOWN_HAN for w in words_of) or (
        bool(words_of) and sum(len(w) == 1 for w in words_of) >= min(2, len(words_of))
    )


# 预计|某某科技将于: what the segmenter's model drew into the name in front of it.
_EXPECTED = re.compile("预计|预期|估计|消息指|市传")
# 南方|某业（600000）: the head of a name that is a word by itself.
_HEAD_CUT = re.compile(r"(?:^|[，。；：\s])[\u4e00-\u9fff]{1,2}$")
# 支付应用Foo, eSIM商店Foo: common words before a name in Latin letters.
_DESCRIBED = re.compile(r"(?:[A-Za-z0-9]{1,6})?(?P<words>[\u4e00-\u9fff]{2,10})\s?(?=[A-Z][A-Za-z])")
# What the segmenter's model glues behind an unknown name.
_GLUED = re.compile("(?:建议|公布|公告|宣布|表示|预计|计划|正式|近日|日前|今日|昨日|此前)$")
# 某某|向某某发行: the preposition that the model drew into an unknown name.
_GLUED_TOWARDS = re.compile(r"(?<![面转动走导方定意志一取倾流])向(?![日上量导阳前荣好])(?=[\u4e00-\u9fffA-Z]{2})")
_DAY_BEHIND = re.compile(r"\s?[（(]?\s?\d{1,2}\s?[）)]?\s?[日号]|董事会|宣布|公告|公布")
# 公司 and its like end the description, unless the legal form of the company itself goes on behind them.
_TRADE = re.compile(
    r"(?:公司|企业|平台|品牌|服务商|供应商|研发商|厂商|制造商|开发商|运营商|初创|独角兽|业者|新创|大厂|[营经分渠]销商|[务应发造营产成]商|厂(?![商家房]))"
)
_LEGAL = re.compile("有限|股份|集团|控股|总公司|分公司|子公司|母公司")
_RUNS_ON = re.compile(
    "发展|管理|服务|集团|控股|投资|有限|咨询|董事|股东|高管|旗下|债|总部|分部|代表|创始|CEO|联合|内部|方面|所|正|已|将|拟|曾"
)


def _behind_trade(simple: str, start: int, end: int, context: Context) -> int:
    """商业火箭公司|某某航天: the name behind the words of its trade, where the rest is a name by itself."""
    for m in _TRADE.finditer(simple, start + 2, end - 1):
        head, rest = simple[start : m.end()], simple[m.end() : end]
        if _LEGAL.search(head) or _RUNS_ON.match(rest) or (ends_in_suffix(rest) and len(rest) < 4):
            continue
        if (
            is_coined(rest)
            or (ends_in_suffix(rest) and len(rest) >= 4)
            or _stands_alone(rest, context)
            or (_is_plain(head[: m.start() - m.end()]) and not is_common(rest))
        ):
            return m.end()
    return start


def _is_plain(head: str) -> bool:
    """自动驾驶卡车: words that everyone uses, and none that names a company."""
    words_of = [head[a:b] for a, b in find_words(head)]
    return not head.startswith(_NATIONAL) and all(
        is_generic(w) or is_field(w) or (len(w) > 1 and word_weight(w) < TRADE_WEIGHT) for w in words_of
    )


TRADE_WEIGHT = 10.0
"""Below it a word is one of the dictionary; a company's own lies above."""
_NATIONAL = ("国家", "中国", "中央")


def _stands_alone(rest: str, context: Context) -> bool:
    """The article uses the rest by itself, with no word of a trade before it."""
    if len(rest) < 2 or is_generic(rest):
        return False
    body = (context.title.simple + "\n" if context.title else "") + body_of(context)
    at = body.find(rest)
    while at >= 0:
        if not _TRADE.search(body, max(0, at - 3), at):
            return True
        at = body.find(rest, at + len(rest))
    return False


def _with_article_name(simple: str, start: int, end: int, context: Context) -> tuple[int, int]:
    """茶与山|集团有限公司: the segmenter cut inside a name that the article has in quotation marks."""
    for name in _quoted_names(context):
        at = simple.find(name, max(0, start - len(name)), end)
        if 0 <= at < start < at + len(name):
            return at, end
    return start, end


MOST_QUOTED = 8
"""Quoted names looked for; an article opens with one or two."""


@lru_cache(maxsize=2)
def _quoted_names(context: Context) -> tuple[str, ...]:
    """What the first lines have in quotation marks, read once an article."""
    found = (m["name"] for line in context.first_lines(3) for m in _QUOTED.finditer(line.simple))
    return tuple(dict.fromkeys(islice(found, MOST_QUOTED)))
