"""What can be the name of a deal and a side of it: one judgement over all that the rules of deals read.

The rules accept what stands in the right place of a frame (`某某完成…融资`); here the evidence against it is heard. By
its form alone a name is refused when it is shares, money, a process, a phrase of common words, one who watches or
tells. A brand that is made of words of the dictionary is let in by what speaks for it: marks of quotation, the title, a
short name that the article defines, or being named again and again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ...config import read_words
from ...idf import word_weight
from ...tags import find_tags
from ...text import simplify
from ..reading.actor_names import body_of, count_uses
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.name_edges import mend_name
from ..reading.names import ends_in_suffix, is_common
from ..reading.passing import is_told_in_passing
from ..reading.word_spans import find_words
from .doubts import (
    is_another_word,
    is_dated_back,
    is_lent,
    is_only_held,
    is_statistics,
    table_patterns,
    verb_names_a_body,
)
from .drafts import Draft


def judge_draft(draft: Draft, context: Context) -> Draft | None:
    """The draft without sides that are none, as background where an older year dates it; None when it is no deal."""
    if draft.line.is_latin:
        return draft
    if draft.type in ("agreement", "batch_signing"):
        return None if draft.type == "batch_signing" and is_statistics(draft) else _dated(draft, context)
    draft = _with_own_name(_with_edges(draft, context), context)
    if (
        draft.name == ""
        or verb_names_a_body(draft)
        or is_another_word(draft, context)
        or is_lent(draft)
        or is_only_held(draft)
        or not can_be_deal(draft.name, draft.line, context)
    ):
        return None
    kept = tuple(p for p in draft.parties if can_be_side(p, draft.line, context))
    judged = replace(draft, parties=kept, leads=tuple(p for p in draft.leads if p in kept))
    return replace(judged, is_background=True) if is_dated_back(draft, context) else _dated(judged, context)


def _dated(draft: Draft, context: Context) -> Draft:
    """As background where the article tells it in passing of an earlier time."""
    if draft.is_background:
        return draft
    is_past = is_told_in_passing(draft.line, draft.at, context, name=draft.name, money=draft.money)
    return replace(draft, is_background=True) if is_past else draft


def _with_edges(draft: Draft, context: Context) -> Draft:
    """The draft with the names cut as an editor would; a name of which nothing is left stays empty."""

    def mend(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(kept for name in names if (kept := mend_name(name, context, draft.line)))

    name = mend_name(draft.name, context, draft.line) if draft.name else draft.name
    return replace(draft, name=name, parties=mend(draft.parties), leads=mend(draft.leads))


_OWN_SHARES = re.compile(r"(?:[\d,.万亿]+股?|股)?(?:股|公司|其|限售|流通|无限售流通)*(?:股份|股权|股票)")
_SHARE_TAIL = re.compile(
    r"(?<=..)(?:的|(?:无|有)?限售(?:条件)?|非?流通|内资|外资|普通|[ABH])*(?:流通股|普通股|[ABH]股|股票|(?<!控)股权)+$"
)
"""甲影业|无限售条件流通股, 乙银行|H股股票: the shares of it; 股份 may be a firm's own name (某某股份)."""
_GLUED_SHARE = re.compile("股(?=[\u4e00-\u9fff]{3})")


def _with_own_name(draft: Draft, context: Context) -> Draft:
    """`向某某转让…股股份`: shares of the company that the title speaks of; `A股某某`: without the share glued to it."""
    simple = simplify(draft.name or "").strip()
    if draft.type in ("acquisition", "equity") and _OWN_SHARES.fullmatch(simple):
        own = _titled_firm(draft, context)
        return replace(draft, name=own) if own else draft
    if draft.type in ("acquisition", "equity") and len(draft.parties) == 1 and is_person(simple, context):
        return _turned_round(draft, context)
    if draft.type in ("acquisition", "equity") and (tail := _SHARE_TAIL.search(simple)):
        draft = replace(draft, name=(draft.name or "").strip()[: tail.start()])
    clean = tuple(_without_share(p) for p in draft.parties)
    leads = tuple(_without_share(p) for p in draft.leads)
    return replace(draft, name=_without_share(draft.name) if draft.name else None, parties=clean, leads=leads)


_LISTED = re.compile(
    r"(?:^|[，。日：\s])(?P<name>[\u4e00-\u9fffA-Z]{2,10})\s?[（(](?=[^）)]{0,12}\d)[\d.,+\-%A-Z: ]{4,40}[）)]"
)
"""A company with its code or its price in brackets: the one whose shares an announcement means."""


def _titled_firm(draft: Draft, context: Context) -> str | None:
    """The firm that the article gives a code or that its title begins with, unless it is a side already."""
    title = context.title
    listed = next((m["name"] for x in context.lines[:4] if (m := _LISTED.search(x.simple))), None)
    first = next(iter(title.names), None) if title else None
    name = listed or (title.text[first.start : first.end] if title and first else "")
    return name if name and name not in draft.parties else None


_PASSES = re.compile("转让|捐|赠|受让|收购|出售|入主|划转|易主|接手|买下")


def _turned_round(draft: Draft, context: Context) -> Draft:
    """A person was read as what changes hands, and the firm as who takes it: the firm of the title is the one."""
    firm = draft.parties[0]
    title = "".join(x.simple for x in context.first_lines(2))
    is_firm = ends_in_suffix(simplify(context.aliases.get(firm, firm)))
    is_told = is_firm and simplify(firm) in title and bool(_PASSES.search(title))
    return replace(draft, name=firm, parties=(draft.name or "",)) if is_told else draft


def _without_share(name: str) -> str:
    rest = _GLUED_SHARE.sub("", name, count=1) if name.startswith("股") else name
    return rest if rest != name and (not _is_known(rest) or ends_in_suffix(simplify(rest))) else name


# ---------------------------------------------------------------- names

_SHARES = re.compile(
    rf"(?:[\d,.万亿]+股?|股|每股)*(?:{table_patterns('share_heads')}|的)*(?:{table_patterns('share_words')})"
    rf"|.*(?:{table_patterns('money_ends')})"
)
_NO_NAME = re.compile(rf"(?:{table_patterns('processes', 'times')})")
_BAD_START = re.compile(rf"(?:{table_patterns('bad_starts')})")
_PHRASE = re.compile(rf"(?:{table_patterns('phrase_ends')})$")
_WATCHER = re.compile(rf"(?:{table_patterns('watchers')})$")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+|[A-Z]{2,}[a-z]*|[a-z]+[A-Z]|[A-Za-z]{4}")


def can_be_deal(name: str | None, line: Line, context: Context) -> bool:
    """Whether a deal can go by this name; no name is no matter (`本轮融资由…`)."""
    if not name:
        return True
    simple = simplify(name).strip()
    if is_thing(simple):
        return False
    if _WATCHER.search(simple) and not _is_favoured(simple, context):
        return False
    return not (is_person(simple, context) or (is_phrase(simple) and not _is_favoured(simple, context)))


def can_be_side(name: str, line: Line, context: Context) -> bool:
    """Whether one can act in a deal: a person can, what is counted, a phrase, or who only speaks of it cannot."""
    simple = simplify(name).strip()
    if is_thing(simple) or _only_speaks(simple, line):
        return False
    return not (is_phrase(simple) and not _is_favoured(simple, context))


@lru_cache(maxsize=8192)
def is_thing(simple: str) -> bool:
    """要约股份, 等额港币, 临床试验, 北京时间: shares, money, works and times, whatever the article calls them."""
    if _NO_NAME.fullmatch(simple) or _SHARES.fullmatch(simple):
        return True
    is_cut = bool(_BAD_START.match(simple)) and not _LATIN_NAME.match(simple)
    return is_cut and (not is_coined(simple) or simple.startswith("股"))


_EMPTY = frozenset(("r", "c", "u", "uj", "ul", "uv", "d", "p", "y", "k", "t", "zg"))
"""Pronouns, conjunctions, particles, adverbs, prepositions: a name seldom holds one."""
_FORM = re.compile(
    "(?:基金|计划|[一-龥]投|网|网络|汽车|之家|传媒|文化|能源|医疗|业务|资产|事业部|部门|门店|工厂|厂区|品牌|[矿店厂])$"
)
"""Ends of names that are no organisations by form: brands, and the parts of a business that change hands."""
_NAMING = frozenset(("nr", "nt", "nz", "ns", "nrt", "nrfg"))
_NO_NOUN = ("d", "p", "c", "l")
PLAIN_WEIGHT = 8.0
"""Below it a word stands in many texts: 努力, 影响, 建议."""
RARE_WEIGHT = 9.7
"""Above it a word seldom stands in a phrase: 悠远."""


@lru_cache(maxsize=8192)
def is_phrase(simple: str) -> bool:
    """认同彼此, 共同努力: words of the dictionary alone, a verb or a particle among them."""
    if _LATIN_NAME.search(simple) or _FORM.search(simple) or ends_in_suffix(simple) or is_coined(simple):
        return False
    words = [simple[a:b] for a, b in find_words(simple)]
    if not _is_known(simple) or all(len(w) == 1 for w in words):
        return False  # the segmenter cuts a name it does not know into characters
    if _PHRASE.search(simple) and all(word_weight(w) < RARE_WEIGHT for w in words):
        return True
    tags = find_tags(words)
    if len(words) == 1:
        tag = tags.get(simple, "n")
        return tag in _NO_NOUN or (word_weight(simple) < PLAIN_WEIGHT and tag in ("v", "vn", "a", "ad", "an", "m"))
    if any(tags[w] in _EMPTY for w in words if w in tags):
        return True
    is_plain = all(word_weight(w) < PLAIN_WEIGHT for w in words)
    return is_plain and (is_common(simple) or any(tags.get(w) == "v" and len(w) > 1 for w in words))


def _is_known(simple: str) -> bool:
    """Every word is one of the dictionary, and none the name of a person, a place or a firm."""
    words = [simple[a:b] for a, b in find_words(simple)]
    tags = find_tags(words)
    return bool(words) and all(len(w) == 1 or w[0].isdigit() or tags.get(w, "nz") not in _NAMING for w in words)


OFTEN = 3
"""Times that an article names a brand of common words: a phrase seldom comes back as often in the same words."""


@lru_cache(maxsize=512)
def _is_favoured(simple: str, context: Context) -> bool:
    """Quoted, defined as a short name, in the title, at the head of the article, or named often."""
    body = body_of(context)
    title = context.title.simple if context.title else ""
    if simple in context.aliases or simple in title or body.startswith(simple):
        return True
    return any(f"{mark}{simple}" in body for mark in '“「『"《') or count_uses(simple, context) >= OFTEN


# ---------------------------------------------------------------- persons and speakers

_OFFICE = re.compile(
    rf"(?:{table_patterns('offices')})(?:兼?[\u4e00-\u9fff]{{2,5}}(?:{table_patterns('offices')}))?[、：“]?$"
)
_MANNERS = re.compile(rf"(?:{table_patterns('manners')}|(?:{table_patterns('offices')}))")
_STARTS_WITH_OFFICE = re.compile(rf"(?:{table_patterns('offices')})(?P<who>[\u4e00-\u9fff]{{2,4}})")
_SPEAKS = re.compile(rf"(?:北京|上海|深圳|广州)?(?:分所|办公室)?(?:{table_patterns('speakers')})")
_ADVISER = re.compile("(?:事务所|律所|公会|协会|学会|研究院|研究所|证券|智库)$")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(" ".join(read_words("surnames.txt")).split())


@lru_cache(maxsize=512)
def is_person(simple: str, context: Context) -> bool:
    """A surname and a given name beside an office or `先生`; an office itself may have slipped in (`执行官某某`)."""
    if m := _STARTS_WITH_OFFICE.fullmatch(simple):
        return _has_surname(m["who"])
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", simple) or not _has_surname(simple) or ends_in_suffix(simple):
        return False
    return not is_coined(simple) and any(_holds_office(line, simple) for line in context.all_lines())


def _has_surname(simple: str) -> bool:
    return bool({simple[:1], simple[:2]} & _surnames())


def _holds_office(line: Line, simple: str) -> bool:
    """Between an office and what it does: `实际控制人某某先生`. A firm has an office behind, but not before."""
    at = line.simple.find(simple)
    if at < 0:
        return False
    end = at + len(simple)
    has_office = bool(_OFFICE.search(line.simple, max(0, at - 12), at)) and not line.simple.startswith("股东", at - 2)
    behind = _MANNERS.match(line.simple, end)
    is_holder = line.simple.startswith("股东", at - 2) and bool(behind)
    return has_office or is_holder or bool(behind and behind.group() in ("先生", "女士", "小姐", "夫妇", "夫妻"))


def _only_speaks(simple: str, line: Line) -> bool:
    """`某某律师事务所资深合伙人认为`: the firm of one who is asked."""
    at = line.simple.find(simple)
    return at >= 0 and bool(_ADVISER.search(simple)) and bool(_SPEAKS.match(line.simple, at + len(simple)))
