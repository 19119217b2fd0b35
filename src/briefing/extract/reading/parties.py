"""Who can be a party of a record: one filter for parties, leads, owners, managers and sponsors of all kinds.

The finders read a name from its place beside a verb; here the name must also be one: whole words of its line, no word
of the dictionary, no place, no official, no goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from ...config import read_table, read_words
from ...idf import UNKNOWN_HAN, word_weight
from ...tags import find_tags
from ...text import simplify
from ...types import Deal, Fund, Project
from .coined import is_coined
from .context import Context, Line
from .name_edges import mend_name
from .name_words import GENERIC
from .names import ends_in_suffix, is_common
from .party_sets import unite_spellings
from .research import is_who_rates
from .word_spans import find_words, words_between

COMMON_WEIGHT = 6.5
"""Below it a word stands in every tenth text or so (投资, 资本, 品牌); 平安 and 万科 lie above."""
_ABSTRACT = re.compile(r"[\u4e00-\u9fff]{2,}[性化率]")
"""合理性, 数字化: a quality or a process."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_ACTOR = re.compile(
    r"(?:关系|共建|指导|督导|支持|主办|承办|协办|较[大小高低多少]|项目|协议|机制|活动|仪式|缴资|风险管理)$|^第[一二三四五六七八九十\d]+批"
)
"""What an article speaks of between two names: 伙伴关系, 基地共建."""
_ACTS = re.compile("政府|管委会|委员会")
_QUANTITY_AHEAD = re.compile(r"\d[万亿]?(?:千瓦时?|平方米|公里|GWh|MWh|GW|MW|[吨台套辆颗片只件支升米])(?:级|/年)?$")
_OFFICE = (
    r"(?:总统|总理|国家主席|首相|部长|省长|州长|市长|县长|区长|局长|厅长|处长|镇长|议长|议员|书记|主任|院长|校长|教授|院士|董事长|总经理|总裁|经理"
    r"|负责人|掌门人|掌舵人|首席代表|总代表|总监|CEO|行长|会长|理事长|首席执行官|创始人|合伙人|发言人|工程师|代理|专家|记者|律师|分析师|先生|女士|博士)"
)
_OFFICE_AHEAD = re.compile(rf"{_OFFICE}$")
_OFFICE_BEHIND = re.compile(rf"(?:副|总)?{_OFFICE}(?!单位|公司)")
_OFFICE_AND = re.compile(rf"{_OFFICE}[、兼]$")
_ENDS_IN_OFFICE = re.compile(rf"{_OFFICE}[\u4e00-\u9fff]{{0,3}}(?<![站会所院社室团部])$")
"""国会副议长, 总经理某某; the tail of 院士工作站 and 律师协会 is an organisation's."""
_TABLE = read_table("names.toml")
_ADJECTIVES = frozenset(_TABLE["english"]["adjectives"])
_ATTRIBUTES = frozenset(_TABLE["attributes"])
_TRADES = frozenset(_TABLE["coined"]["trades"])
_PLAIN = _ATTRIBUTES | frozenset(_TABLE["coined"]["fields"]) | frozenset(_TABLE["coined"]["trades"])
_VERB_INSIDE = re.compile("|".join(_TABLE["verbs_inside"]))
_LATIN_COMMON = re.compile(
    r"(?:The|This|That|These|Those|It|Its|They|However|Moreover|Meanwhile|Major|Key|New|Several|Many|Some|Other|Both|Such"
    r"|Additionally|Furthermore|Overall|Recently|Currently|Today|Construction|Global|Local|National|Regional|Inc|Ltd|[A-Z][a-z]+ly)"
)


Record = TypeVar("Record", Deal, Fund, Project)


def with_real_parties(record: Record, context: Context) -> Record:
    """The record without the fragments among those who act in it, and each of them once."""
    fields = [f for f in ("parties", "leads", "owners", "managers", "sponsors") if getattr(record, f, ())]
    names = tuple(dict.fromkeys(name for f in fields for name in getattr(record, f)))
    places_act = isinstance(record, Deal) and record.type in ("agreement", "batch_signing")
    line = _told_in(record, context)
    mended = {name: mend_name(without_verb(name), context, line) for name in names}
    real = [name for name in mended.values() if name and is_party(name, context, places_act=places_act)]
    if isinstance(record, Project):
        real = [name for name in real if not _is_torn_off(name, record.name)]
    spelling = unite_spellings(real, record.name, context, is_own_party=not isinstance(record, Deal))
    changes: dict[str, Any] = {
        f: tuple(dict.fromkeys(spelling[m] for n in getattr(record, f) if (m := mended[n]) in spelling)) for f in fields
    }
    if isinstance(record, Deal) and record.type == "agreement":
        changes["name"] = _renamed(record.name, mended)
    return replace(record, **changes) if any(changes[f] != getattr(record, f) for f in changes) else record


def _is_torn_off(name: str, project: str) -> bool:
    """安福县生活垃圾焚烧, 某某茶工程技术: the front of the project's own name, cut at a verb or before its head."""
    at = project.find(name)
    if at < 0 or at + len(name) == len(project):
        return False
    simple = simplify(name)
    spans = find_words(simple)
    last = simple[slice(*spans[-1])] if len(spans) > 1 else ""
    is_verb = find_tags([last]).get(last) in ("v", "vn")
    return bool(last) and (is_verb or simple.endswith("工程技术")) and not _is_formed(simple)


def _told_in(record: Record, context: Context) -> Line | None:
    """The line that tells the record first."""
    spans = [e.span for e in record.evidence[:1]]
    return next((line for line in context.lines if line.span in spans), None)


def _renamed(name: str, mended: dict[str, str]) -> str:
    """The title of an agreement that is made of its parties' names."""
    for before, after in mended.items():
        if after and after != before and after not in name:
            name = name.replace(before, after)
    return name


_LEADS_IN = re.compile(
    r"(?:在(?=[\u4e00-\u9fff]{2,}[省市县区])|给(?=[\u4e00-\u9fff]{4})|项目公司(?=[\u4e00-\u9fff]{4})"
    r"|[^，。]{0,20}?(?:视觉中国\s?|项目效果|示意|鸟瞰|资料|供)图\s?(?=[\u4e00-\u9fffA-Z]{2}))?"
)
_INVESTS = re.compile(r"(?:(?<=有限公司)|(?<=股份公司)|(?<=[省市州国县]))(?:投资|出资|参股)$|$")
"""某某有限公司|投资, 某州|投资: the verb behind, or what is put in."""
# 某某有限公司|林某某: the firm with the man who acts for it.
_WITH_PERSON = re.compile(r"(?<=有限公司)(?P<who>[\u4e00-\u9fff]{2,3})$")


def without_verb(name: str) -> str:
    """The name in a stretch that a finder took too long: 某某电正在; empty when there is none."""
    simple = simplify(name)
    start = _LEADS_IN.match(simple).end()  # type: ignore[union-attr]
    end = _INVESTS.search(simple).start()  # type: ignore[union-attr]
    if (glued := _WITH_PERSON.search(simple, start)) and {glued["who"][:1], glued["who"][:2]} & _surnames():
        end = glued.start("who")
    name, simple = name[start:end], simple[start:end]
    if not _VERB_INSIDE.search(simple, 1):
        return name
    cuts = [0, *(i for m in _VERB_INSIDE.finditer(simple) for i in m.span()), len(simple)]
    pieces = [name[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b - a > 1]
    formed = [p for p in pieces if ends_in_suffix(simplify(p))]
    return formed[-1] if formed else pieces[0] if len(pieces) == 1 else ""


# 建设国家级交易所, 松湾新区生物医药: what is to be made of it, a field of a place.
_NO_NAME = re.compile(
    r"^(?:建设|打造|创建|建成)(?:国家|世界|全国|国际|一流|省级)|^[\u4e00-\u9fff]{2,6}(?:新区|[省市区县])(?:生物医药|半导体|微电子|新能源|慈善)$"
)


def is_party(name: str, context: Context, *, places_act: bool = False) -> bool:
    """Whether a name as written can be of one who acts in this article."""
    if not _HAN.search(name):
        return not _is_latin_fragment(name, context, places_act=places_act)
    simple = simplify(name)
    if _NO_ACTOR.search(simple) or _NO_NAME.search(simple) or _is_described_goods(simple) or _is_bare_trade(simple):
        return False
    if is_who_rates(name, context):
        return False
    spots = list(_spots(name, context))
    is_town = places_act and any(_is_place(*spot) for spot in spots)
    if (_ENDS_IN_OFFICE.search(simple) and not ends_in_suffix(simple)) or (_is_plain_word(simple) and not is_town):
        return False
    if not spots:
        return True
    if not places_act and not _ACTS.search(simple) and (_is_region(simple) or all(_is_place(*spot) for spot in spots)):
        return False
    if simple in context.aliases:
        return True
    if all(_is_beside_another(line.simple, at, end) for line, at, end in spots) or _is_torn_everywhere(simple, spots):
        return False
    if not any(_is_whole(line.simple, at, end) for line, at, end in spots):
        return False
    if all(_is_second_office(line.simple, at, end) for line, at, end in spots):
        return False
    return _is_formed(simple) or not any(_is_person(*spot) or _is_goods(*spot) for spot in spots)


_ROLE_ONLY = re.compile(
    "(?:委托|受托|承办|投资|合作|建设|施工|运营|管理|出租|承租|采购|供应)方|(?:有限)?合伙企业|(?:受?控制?)?(?:结构)?实体|(?:中国|外国|本土|当地|外资|中资)(?:企业|公司|资本)"
)
_LIKE = re.compile("[\u4e00-\u9fff]{1,3}[式型]")


@lru_cache(maxsize=8192)
def _is_bare_trade(simple: str) -> bool:
    """创投, 委托方, 滴管式: the word of a trade, a role or a manner without the name that it goes with."""
    return simple in _TRADES or bool(_ROLE_ONLY.fullmatch(simple) or _LIKE.fullmatch(simple))


# 闪存控制芯片巨头|某某: what stands before such a head says what the name behind is.
_HEAD_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:巨头|龙头|厂商|制造商|供应商|开发商|运营商|提供商|生产商|服务商)(?=[\u4e00-\u9fffA-Z]{2})"
)
_COLUMN = re.compile(r"\s?[｜|丨](?!$)")
"""海外新品｜某某完成融资: the heading under which a piece stands."""
_FIELD_AHEAD = re.compile("(?:专注|聚焦|深耕|致力|从事|主攻)(?:于|投资于?|在)?$|投资于$")
_DEGREES = "超双亚准"
"""Before one word of the dictionary they make another of it: 超|深井."""


def _is_beside_another(simple: str, at: int, end: int) -> bool:
    """It describes another name, heads a column, is a field of work or the rest of a longer word."""
    if _COLUMN.match(simple, end) and not simple[:at].strip("【「“ "):
        return True
    if _HEAD_BEHIND.match(simple, end) and not ends_in_suffix(simple[at:end]):
        return True
    if _FIELD_AHEAD.search(simple, max(0, at - 6), at):
        return True
    return at > 0 and simple[at - 1] in _DEGREES and len(find_words(simple[at:end])) == 1 and end - at == 2


SHORT_NAME = 3
"""Characters: a longer name is seldom a piece of a word."""


def _is_torn_everywhere(simple: str, spots: list[tuple[Line, int, int]]) -> bool:
    """奥塞|他韦: a short name that the article never writes without the same two characters behind it, and no form."""
    if len(simple) > SHORT_NAME or len(spots) < SPOTS_OF_TORN:
        return False
    behind = {line.simple[end : end + 2] for line, _, end in spots}
    rest = behind.pop()
    return not behind and bool(re.fullmatch("[\u4e00-\u9fff]{2}", rest)) and not ends_in_suffix(simple + rest)


SPOTS_OF_TORN = 3
"""Places that prove it."""


def _is_latin_fragment(name: str, context: Context, *, places_act: bool) -> bool:
    """`Major`, `SCO's`, `Dutch`, a piece of a word, a place: what opens a sentence or only describes."""
    word = name.strip()
    if word in context.aliases:
        return False
    if re.search(r"['’]s?$", word) or _LATIN_COMMON.fullmatch(word) or word in _ADJECTIVES:
        return True
    spots = list(_spots(name, context))
    if not spots:
        return False
    is_placed = not places_act and all(_is_place(*spot) for spot in spots)
    return is_placed or not any(_stands_free(line.text, at, end) for line, at, end in spots)


def _stands_free(text: str, at: int, end: int) -> bool:
    """No Latin letter touches it."""
    around = text[max(0, at - 1) : at] + text[end : end + 1]
    return not any(c.isascii() and c.isalnum() for c in around)


@lru_cache(maxsize=4096)
def _is_described_goods(simple: str) -> bool:
    """跨国制药, LED工业, 大功率半导体: attributes and a word of trade name nobody."""
    if ends_in_suffix(simple) and not simple.endswith(("半导体", "微电子", "生物医药", "制药")):
        return False
    words = [simple[a:b] for a, b in find_words(simple)]
    plain = _PLAIN | GENERIC
    if len(words) < 2 or not any(w in _ATTRIBUTES for w in words):
        return False
    return all(w in plain or w.upper() in plain for w in words)


_FIELD = re.compile("(?:生物医药|半导体|微电子)$")
FIELD_HEAD_WEIGHT = 8.0
"""新型, 大力, 德国 before the word of a field are plain words; what a company calls itself lies above."""


def _is_plain_word(simple: str) -> bool:
    words = find_words(simple)
    if m := _FIELD.search(simple):
        head = [simple[a:b] for a, b in words if b <= m.start()]
        if head and all(_HAN.match(w) and len(w) > 1 and word_weight(w) < FIELD_HEAD_WEIGHT for w in head):
            return True
    if len(words) != 1 or not _HAN.match(simple):
        return False
    weight = word_weight(simple)
    if find_tags([simple]).get(simple) in _NO_NOUN:
        return True
    return weight < COMMON_WEIGHT or (weight < UNKNOWN_HAN and bool(_ABSTRACT.fullmatch(simple))) or is_common(simple)


_NO_NOUN = ("d", "c", "p", "r", "m", "q", "u")
"""Adverbs, pronouns, numbers: 居然, 其余."""
MOST_SPOTS = 8
"""Places of a name looked at; one that is whole proves it."""


def _spots(name: str, context: Context) -> Iterator[tuple[Line, int, int]]:
    """Where the name stands in the article: line, start, end."""
    left = MOST_SPOTS
    for line in context.all_lines():
        at = line.text.find(name)
        while at >= 0 and left:
            yield line, at, at + len(name)
            left -= 1
            at = line.text.find(name, at + len(name))


def _is_region(simple: str) -> bool:
    """A state or province that the dictionary knows and the list of places does not, or a district by its ending."""
    if simple.endswith(("地区", "科技城", "新城", "片区", "高新区", "经开区", "开发区", "城区")):
        return True
    return simple[-1] in "州省郡国" and len(find_words(simple)) == 1 and word_weight(simple) < UNKNOWN_HAN


def _is_place(line: Line, at: int, end: int) -> bool:
    return any(p.start <= at and end <= p.end for p in line.places)


def _is_formed(simple: str) -> bool:
    return ends_in_suffix(simple) or is_coined(simple)


EVERYDAY = 10.0
"""A rarer word may be the segmenter's guess across a name's end: 金领 in 某基金领投."""


def _is_whole(simple: str, at: int, end: int) -> bool:
    """Begins and ends where words do. Only a word of the dictionary is proof: the segmenter guesses the others."""
    for left, right in words_between(simple, at, end):
        word = simple[left:right]
        if (left < at or right > end) and (word_weight(word) < EVERYDAY or find_tags([word]).get(word) == "ns"):
            return False
    return True


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(" ".join(read_words("surnames.txt")).split())


def _is_second_office(simple: str, at: int, end: int) -> bool:
    """某大学规划处处长、|工商学院|院长某某: one who acts for the first, and has an office in the second too."""
    is_behind_office = bool(_OFFICE_AND.search(simple, max(0, at - 6), at))
    return is_behind_office and bool(_OFFICE_BEHIND.match(simple, end))


def _is_person(line: Line, at: int, end: int) -> bool:
    """刘某某 between an office and what it says: `总经理刘某某`, `刘某某先生`."""
    name = line.simple[at:end]
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name) or not ({name[:1], name[:2]} & _surnames()):
        return False
    if _HOLDS_SHARES.match(line.simple, end):
        return False  # 刘某某女士和甲公司持有的乙: one who sells
    return bool(_OFFICE_AHEAD.search(line.simple, max(0, at - 6), at) or _OFFICE_BEHIND.match(line.simple, end))


_HOLDS_SHARES = re.compile(r"(?:女士|先生)?(?:[和与及、][^，。；]{2,30}?)?(?:合计|分别|所|直接|间接|共同)*持有?的")


def _is_goods(line: Line, at: int, end: int) -> bool:
    """What a capacity counts: `年产500吨…`."""
    return bool(_QUANTITY_AHEAD.search(line.simple, max(0, at - 8), at))
