"""Who raises money, lists or issues, once a sentence surely speaks of it.

The frame is the proof: a brand that the article writes once is believed. Refused are only those who give, tell, oversee
or place it, common nouns and places. The words that describe the name in front of it are skipped, whatever they are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ...idf import word_weight
from ...text import simplify
from ..reading.actor_names import count_uses, is_name
from ..reading.coined import is_coined, is_field
from ..reading.context import Context, Line
from ..reading.cues import capital_words, frame_words
from ..reading.names import ends_in_suffix, is_common, name_after
from ..reading.subject_bounds import VENUE, bounded_segments, is_strong
from ..reading.subjects import is_told_of, topic_of
from ..reading.word_spans import find_words
from .names import is_phrase

_CLAUSE_ENDS = re.compile("[，；。！？]|[：:](?!\\d)|｜|\\||丨")
_GIVES = re.compile(
    r"(?:(?:及|和|、|与|以及)[^，。；、及和与]{2,14}?)?(?:等|[\d一二两三四五六七八九十多数]+家|知名|机构|投资方)*"
    r"(?:联合|共同|独家|合计|分别|均|也|亦|将|则|都|有|积极|再次|再度|持续|继续|旗下\w{0,4})*"
    rf"(?:{capital_words('gives')})"
)
_TELLS = re.compile(rf"[（(](?:ID|微信|公众号)|(?:APP|App|网|记者|[》”])?\s?(?:{capital_words('tells')})")
_GIVEN_BY = re.compile("(?:[由被与和及、据从受经获为自向对暨方给予系是]|代表|通过|透过|来自|包括|股东|交给)$")
_ISSUER_AHEAD = re.compile("(?:发行人|发行主体|融资主体|融资方|原始权益人)(?:为|是|：)$")
_OVERSEER = re.compile(frame_words("overseers"))
_NO_OWNER = re.compile(frame_words("no_owners"))
# A description that ends in 公司 or 平台 and names nobody.
_DESCRIPTION = re.compile(
    "(?P<head>.{2,})(?<!有限)(?<!集团)(?<!股份)(?<!控股)(?:公司|企业|平台|团队|品牌|应用|商|店|厂|龙头|巨头)"
)
_ROLE_AHEAD = re.compile(
    "(?:董事长|总裁|总经理|创始人|CEO|负责人|合伙人|分析师|主席|执行官|教授|院士|先生|保荐人|保荐机构|主办券商|收购公司|支票公司|SPAC)\\s?$"
)
# 公布量测数据, 销往某某超市: what is made, shown or sold raises nothing.
_MADE = re.compile(
    "(?:公布|推出|研发|生产|销售|销往|开发|提供|制造|采购|展示|建设|打造|采用|国外|海外)(?:了|其|过)?\\s?$"
)
# 记者从某某获悉，该公司已完成…: who was asked is who raises.
_ASKED = re.compile("从(?P<name>[^，。；从]{2,16}?)(?:方面|处|官方)?(?:获悉|了解到|得知|证实)，?(?:该|其|公司)")
# 由某某作为原始权益人的ABS, 发行人为某某
_ORIGINATED = re.compile("由(?P<name>[^，。；由]{2,24}?)(?:作为|担任|为)(?:原始权益人|发起人|发行人|发行主体)")
_LATIN = re.compile("[A-Z][A-Za-z]")
_PRONOUN = re.compile(
    "(?:目前|此外|另外|同时|其中|据悉|据了解|今次|未来)?，?"
    "(?:[本该]?公司|该企业|其|[本此]轮|[此本]次|这[是家笔]|目前|计划|预计|方案)"
)


def find_owner(line: Line, at: int, context: Context, givers: frozenset[str] = frozenset()) -> str | None:
    """Whose round or issue it is: named before it in the sentence, else behind it, else in the sentence before."""
    clauses = _clauses(line.simple)
    here = next((i for i, (_, end) in enumerate(clauses) if at < end), len(clauses) - 1)
    ahead = [(max(clauses[i][0], 0), min(clauses[i][1], at)) for i in range(here, -1, -1)]
    behind = [(max(clauses[i][0], at), clauses[i][1]) for i in range(here, len(clauses))]
    for start, end in ahead:
        if name := _owner_in(line, start, end, context, givers):
            return name
    for start, end in behind:  # a name behind what it owns must be one by its form
        name = _owner_in(line, start, end, context, givers)
        if name and (is_coined(simplify(name)) or ends_in_suffix(name) or _LATIN.match(name)):
            return name
        if name and _begins(line.text, name, start):
            return name
    if asked := _ASKED.search(line.simple) or _ORIGINATED.search(line.simple):
        span = name_after(line.simple, asked.start("name"), limit=asked.end("name"))
        return line.text[slice(*span)] if span else None
    return _told_before(line, at, context, givers)


def _begins(text: str, name: str, start: int) -> bool:
    """It opens its clause, or the word of a trade stands before it: 打入AR眼镜公司某某的账户."""
    at = text.find(name, start)
    return at == start or bool(_TRADE_AHEAD.search(simplify(text[max(0, at - 4) : at])))


def _clauses(simple: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _CLAUSE_ENDS.finditer(simple)), len(simple) + 1]
    return [(a, b - 1) for a, b in pairwise(cuts)]


def _owner_in(line: Line, start: int, end: int, context: Context, givers: frozenset[str]) -> str | None:
    """The first name of a stretch that can own it; a name right before 的 only where nothing else is left."""
    if line.simple.startswith("作为", start):
        return None  # 作为一家某某公司，: what the next clause's subject is
    fit = [
        s
        for s in bounded_segments(line, start, end, context)
        if _can_own(line, *s, context) and line.simple[slice(*s)] not in givers
    ]
    of = line.simple.rfind("的", start, end - 1)
    fit = [s for s in fit if s[0] > of] or [
        s for s in fit if line.simple[s[1] : s[1] + 1] != "的" or _OF_ISSUE.fullmatch(line.simple, s[1], end)
    ]
    return line.text[slice(*fit[0])] if fit else None


# 某某的|B轮, 某某的|科创板发行上市审核: the name owns what stands behind 的.
_OF_ISSUE = re.compile(
    rf"的(?:.{{0,3}}|(?:{VENUE}|首次|公开|发行|上市|IPO|首发|申请|审核|注册|聆讯|招股书?|股票|主板|并|在|\s)*)"
)


def _can_own(line: Line, start: int, end: int, context: Context) -> bool:
    simple, name = line.simple, line.simple[start:end]
    if (
        not is_name(name)
        or HOW_MUCH.fullmatch(name)
        or _NO_OWNER.search(name)
        or is_description(name)
        or is_told_of(line, start, end)
    ):
        return False
    if simple[end : end + 1] in ("「", "“", "『") or simple.startswith("旗下", end):
        return False  # what stands before the name in marks describes it; of a group's own firm the firm lists
    if _OVERSEER.search(name) or _GIVES.match(simple, end) or _TELLS.match(simple, end):
        return False
    if _GIVEN_BY.search(simple, max(0, start - 3), start) and not _ISSUER_AHEAD.search(
        simple, max(0, start - 5), start
    ):
        return False
    if _ROLE_AHEAD.search(simple, max(0, start - 5), start) or _MADE.search(simple, max(0, start - 3), start):
        return False
    return is_strong(name) or _is_set_apart(line, start, end, context)


HOW_MUCH = re.compile("(?:总|累计|合计|已|近|约|超|逾|共|达|过|额|金额|规模|再|又|连续|目前|合共|为|至|轮|融资)+")
"""Words of measure before a sum name nobody: C轮融资|总超|4亿元."""


def is_description(name: str) -> bool:
    """具身智能公司, 全流程数字EDA工具平台: words of the dictionary and a word for a business."""
    told = _DESCRIPTION.fullmatch(name)
    if told is None or is_coined(told["head"]):
        return False
    words = [told["head"][a:b] for a, b in find_words(told["head"])]
    return (
        len(told["head"]) > SHORT
        or bool(_FIELD_IN_LETTERS.fullmatch(told["head"]))
        or any(map(is_field, words))
        or not is_strong(told["head"])
    )


_FIELD_IN_LETTERS = re.compile("[A-Z]{2,4}|SaaS|[A-Z]to?[A-Z]")
"""AI公司, ADC企业: a field, no name."""
SHORT = 4
"""Characters before 公司 that may be a name of its own: 霁野公司."""


def _is_set_apart(line: Line, start: int, end: int, context: Context) -> bool:
    """Common words as a name: in quotation marks, behind the word of a trade, in the title, or used again."""
    simple, name = line.simple, line.simple[start:end]
    if _ACTED_ON.search(simple, max(0, start - 4), start):
        return True
    if (start and simple[start - 1] in "「“『《") or _TRADE_AHEAD.search(simple, max(0, start - 3), start):
        return True
    if is_common(name) or is_phrase(name):
        return False
    if len(name) <= LONGEST_BRAND and is_rare(name) and (start == 0 or simple[start - 1] in "，；：:。|丨｜ "):
        return True
    return count_uses(name, context) > 1 or bool(context.title and name in context.title.simple and line.index >= 0)


LONGEST_BRAND = 8
"""Characters of a name of common words that is believed where it opens a clause: 松涛环境."""
# 受理某某上市申请: what an authority acts on.
_ACTED_ON = re.compile("(?:受理|同意|核准|批准|审议|通过|通过了|终止|终止对|中止对|关于|对|暂缓)$")
_TRADE_AHEAD = re.compile(rf"(?:{capital_words('describes')})[「“]?$")


def is_rare(name: str) -> bool:
    """A word in it is one that few texts use: 松涛, 青鸟."""
    return any(word_weight(name[a:b]) >= RARE for a, b in find_words(name))


RARE = 9.0
"""Weight of a word that stands in brands more often than in sentences."""


_OWN = re.compile(r"(?:^|[，：:、“”])(?:本|该)?公司(?:的)?\s?$")
"""`执行长今天透露，公司A轮募资已到位`: the firm spoken of."""


_ACTED_UPON = re.compile("[将把]$")
"""将某某等告上法庭。目前正筹划发行…: whom the sentence before acts upon is not who goes on."""


def _told_before(line: Line, at: int, context: Context, givers: frozenset[str]) -> str | None:
    """The sentence before, or the title, names who: `公司计划…`, `本轮融资由…`."""
    is_own = _PRONOUN.match(line.simple) or _OWN.search(line.simple, max(0, at - 6), at)
    if line.index < 0 or not (is_own or line.index == 0):
        return None
    before = [x for x in context.lines if x.index == line.index - 1]
    for other in [*before, *([context.title] if context.title else [])]:
        for start, end in _clauses(other.simple)[:2]:
            name = _owner_in(other, start, end, context, givers)
            if name and not _ACTED_UPON.search(other.simple, max(0, other.text.find(name) - 3), other.text.find(name)):
                return name
    name = topic_of(context, line)
    return name if name and not _OVERSEER.search(simplify(name)) else None
