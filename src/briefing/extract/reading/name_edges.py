"""The edges of a name, mended as an editor would cut it: nothing that does not belong to it, nothing torn off.

The segmenter's model glues what stands beside a name it does not know to it (对某某, 某某昨|日, 某某诉称) and tears a
character off it (纬|创资通). A surplus is cut where it is one by itself (a time, a verb that no name ends in), or where
the article writes the rest alone; a torn name is made whole where a lone character stands between it and a mark.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...config import read_table
from ...tags import find_tags
from ...text import simplify
from .actor_names import body_of
from .coined import is_coined, is_field
from .context import Context, Line
from .literals import one_of
from .name_words import GENERIC, is_generic
from .names import ends_in_suffix
from .word_spans import find_words

_TABLE = read_table("name_edges.toml")


def _edge(*groups: str) -> str:
    return "|".join(f"(?:{pattern})" for group in groups for pattern in _TABLE[group])


_BEHIND = re.compile(_edge("times_behind", "verbs_behind"))
_DOUBTFUL_BEHIND = re.compile(_edge("doubtful_behind"))
_AHEAD = re.compile(_edge("ahead"))
_DESCRIBES = re.compile(_edge("describes"))
_DOUBTFUL_AHEAD = re.compile(_edge("doubtful_ahead"))
_TORN_BEHIND = re.compile(_edge("torn_behind"))
_NOTHING = re.compile(_edge("nothing"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
LEAST = 2
"""Characters of the shortest name."""
_OPENERS = "（(“「『《、，：: "
"""Marks that open what follows a name and end none."""
FORMED = 4
"""Characters of the shortest name with its form: 柏峰置业."""
REACH = 4
"""Characters before a name from which a surplus can reach into it."""


@lru_cache(maxsize=1024)
def mend_name(name: str, context: Context, line: Line | None = None) -> str:
    """The name with its edges mended; empty when nothing of a name is left."""
    if not _HAN.search(name):
        return name if len(name) >= LEAST else ""
    spot = _spot_of(name, context, line)
    if spot is None:
        return "" if is_nothing(simplify(name)) else name
    line, start, end = spot
    start = _with_bracket(line.simple, start, end)
    start, end = _made_whole(line, start, end, context)
    end = _cut_behind(line, start, end, context)
    start = _described(line, _cut_ahead(line, start, end, context), end, context)
    return "" if is_nothing(line.simple[start:end]) else line.text[start:end].rstrip(_OPENERS)


def is_nothing(simple: str) -> bool:
    """数千万元, 三是谋划, 厂区西侧, 芬兰规划: no name, wherever it stands."""
    return bool(_NOTHING.fullmatch(simple)) or _is_done_abroad(simple)


def _is_done_abroad(simple: str) -> bool:
    """在芬兰|规划: a country and a verb."""
    country = _BEGINS_WITH_COUNTRY.match(simple)
    verb = simple[country.end() :] if country else ""
    return bool(verb) and find_tags([verb]).get(verb) in ("v", "vn")


def _spot_of(name: str, context: Context, line: Line | None) -> tuple[Line, int, int] | None:
    """Where the name stands: in the line that it was read from, else where the article first has it."""
    for each in (line, *context.all_lines()) if line is not None else context.all_lines():
        at = each.text.find(name)
        if at >= 0:
            return each, at, at + len(name)
    return None


# ---------------------------------------------------------------- what is too much


def _cut_behind(line: Line, start: int, end: int, context: Context) -> int:
    """The end of the name before a time or a verb that reaches its end or beyond."""
    for at in range(start + LEAST, end):
        if (m := _BEHIND.match(line.simple, at)) and m.end() >= end and _can_stand(line, start, at):
            return at
    for at in range(start + LEAST, end):
        m = _DOUBTFUL_BEHIND.match(line.simple, at)
        if m and m.end() >= end and _is_written_alone(line.simple[start:at], line.simple[at:end], context):
            return at
    return end


def _cut_ahead(line: Line, start: int, end: int, context: Context) -> int:
    """The start of the name behind a role, a day or a preposition that reaches into it."""
    for at in range(max(0, start - REACH), end - LEAST):
        m = _AHEAD.match(line.simple, at)
        if m and start < m.end() <= end - LEAST and _can_stand(line, m.end(), end):
            return m.end()
    m = _DOUBTFUL_AHEAD.match(line.simple, start)
    if m and m.end() <= end - LEAST and _is_led(line.simple[m.end() : end], m.group(), context):
        return m.end()
    return start


def _described(line: Line, start: int, end: int, context: Context) -> int:
    """地产基金|某某置业, 金融集团|某某集团: what it is, before a name by its form or definition."""
    for m in (_DESCRIBES.match(line.simple, start, at) for at in range(start + LEAST, end - LEAST + 1)):
        rest = line.simple[m.end() : end] if m else ""
        if m and m.group().endswith(("基金", "办公室")) and len(rest) >= FORMED and ends_in_suffix(rest):
            return m.end()
        if m and len(rest) >= LEAST and any(rest in (short, full) for short, full in context.aliases.items()):
            return m.end()
    return start


def _can_stand(line: Line, start: int, end: int) -> bool:
    """What is left can be a name: no generic word, no place."""
    rest = line.simple[start:end]
    return len(rest) >= LEAST and not is_generic(rest) and not any(p[:2] == (start, end) for p in line.places)


def _is_written_alone(rest: str, surplus: str, context: Context) -> bool:
    """The article has the rest elsewhere without the surplus behind it."""
    if len(rest) < LEAST or is_generic(rest):
        return False
    text = _text_of(context)
    found = [m.end() for m in re.finditer(re.escape(rest), text)]
    return any(not text.startswith(surplus, at) for at in found) and not _is_used_whole(rest + surplus, context)


def _is_used_whole(name: str, context: Context) -> bool:
    """The longer form is the article's own name: in marks of quotation, as a short name, or before a mark."""
    text = _text_of(context)
    return name in context.aliases or f"“{name}”" in text or is_coined(name) or ends_in_suffix(name)


def _is_led(rest: str, preposition: str, context: Context) -> bool:
    """The article has the rest elsewhere, behind a mark or at the head of a line."""
    if len(rest) < LEAST or is_generic(rest) or preposition + rest in context.aliases:
        return False
    if rest in context.aliases:
        return True
    return any(_is_free_ahead(_text_of(context), m.start()) for m in re.finditer(re.escape(rest), _text_of(context)))


def _is_free_ahead(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum())


@lru_cache(maxsize=2)
def _text_of(context: Context) -> str:
    return (context.title.simple + "\n" if context.title else "") + body_of(context)


# ---------------------------------------------------------------- what was torn off

_FUNCTION = frozenset(_TABLE["lone"])
"""A lone character that can stand between a mark and a name: it is a word by itself."""


def _made_whole(line: Line, start: int, end: int, context: Context) -> tuple[int, int]:
    """With the lone character before it (阿|维塔科技), the one behind it (卫生监督|所), the place it begins with."""
    start = _aliased(line, start, end, context)
    if _is_orphan(line, start):
        start -= 1
    start = _with_head(line, start, end)
    if (m := _TORN_BEHIND.match(line.simple, end)) and not _is_formed(line.simple[start:end]):
        end = m.end()
    if m := _BODILESS.match(line.simple, start, end):
        start = m.end()
    start, end = _as_always(line.simple, start, end, context)
    start = _with_home(line, start, end, context)
    start -= line.simple.startswith("*ST", start - 1)
    return start, end if line.simple[start:end] in context.aliases else _with_form(line.simple, start, end)


_HEADS, _TAILS = "能才可", "和同"
"""A word by itself before or behind a name that may be its own first or last character: 能|链智电, 隆基泰|和."""
TIMES = 2


def _as_always(simple: str, start: int, end: int, context: Context) -> tuple[int, int]:
    """With such a character where the article never writes the name without it."""
    name = simple[start:end]
    ahead, behind = simple[max(0, start - 1) : start], simple[end : end + 1]
    text = _text_of(context)
    times = text.count(name)
    if times < TIMES or _is_formed(name):
        return start, end
    if ahead and ahead in _HEADS and text.count(ahead + name) == times:
        start -= 1
    if behind and behind in _TAILS and text.count(name + behind) == times:
        end += 1
    return start, end


_BODILESS = re.compile(r"(?:私募(?:股权)?|跨国|对冲)?[集财]团(?=[\u4e00-\u9fff]{3})")
"""私募股权集团|某某资本: what another name or a description ends with begins none."""
_FORM = re.compile(r"(?:[（(][\u4e00-\u9fff]{2,6}[）)])?(?:股份|集团)?有限(?:责任)?公司")
_BRANCH = re.compile(r"[^，。、；：（()）“”和与及向在对为等的由将已\s]{2,8}?(?:分行|支行|分公司|营业部)")


def _with_form(simple: str, start: int, end: int) -> int:
    """The end of the name with its legal form and its branch: 某某基金会（香港）|有限公司, 某某银行|青州分行."""
    if form := _FORM.match(simple, end):
        end = form.end()
    branch = _BRANCH.match(simple, end) if simple.endswith(("银行", "公司", "保险", "证券"), start, end) else None
    return branch.end() if branch else end


def _is_formed(simple: str) -> bool:
    return ends_in_suffix(simple) or is_coined(simple)


def _aliased(line: Line, start: int, end: int, context: Context) -> int:
    """锦|源投资: the short name that the article defines stands here, and the segmenter cut inside it."""
    name = line.simple[start:end]
    for short in context.aliases:
        at = end - len(short)
        if (
            0 <= at < start
            and line.simple.startswith(short, at)
            and line.simple.count(name) == line.simple.count(short)
        ):
            return at
    return start


def _is_orphan(line: Line, start: int) -> bool:
    """One Chinese character between a mark and the name, or between the place that the name begins with and it."""
    simple = line.simple
    if start < 1 or not all(map(_HAN.match, simple[start - 1 : start + 1])) or simple[start - 1] in _FUNCTION:
        return False
    return start == 1 or simple[start - 2] in _MARKS


_MARKS = "、，；：“「『（("


_OPENED = re.compile("[（(][^（）()]*$")
_CLOSED = re.compile("[^（）()]*[）)]")
LONGEST_HOLDER = 12
HEAD_REACH = 20
"""Characters before a bracket in which the name that it belongs to begins."""


def _with_bracket(simple: str, start: int, end: int) -> int:
    """某某全球（|香港）有限公司: a name that holds the end of a bracket holds its beginning and the name before it."""
    if not _CLOSED.match(simple, start, end):
        return start
    opened = _OPENED.search(simple, max(0, start - HEAD_REACH), start)
    if opened is None:
        return start
    floor = max(0, opened.start() - HEAD_REACH)
    left = max((m.end() for m in _BOUND.finditer(simple, floor, opened.start())), default=floor)
    return left if LEAST <= opened.start() - left <= LONGEST_HOLDER else start


_BOUND = re.compile(
    r"[、，；：。“”「」『』（）()《》/\s与及和由向对给为将把被]|联合|签[署订约]|旗下|子公司|股东"
    r"|(?<=.)(?=在[\u4e00-\u9fff]{2})"
)
LONGEST_HEAD = 6
"""Characters torn off a name that has only its form left: 青州才|企综合服务集团."""


def _with_head(line: Line, start: int, end: int) -> int:
    """云从|科技集团: a name of common words and a form goes on to the left, as far as the next mark or joint."""
    simple = line.simple
    if start == 0 or not _HAN.match(simple[start - 1]) or not _is_headless(simple[start:end]):
        return start
    if start >= LEAST and simple[start - 1] in "从与和" and (start == LEAST or simple[start - 3] in _MARKS):
        return start - LEAST  # a lone character before a joint is no side: the joint is the name's own
    left = max((m.end() for m in _BOUND.finditer(simple, max(0, start - 24), start)), default=0)
    return left if 0 < start - left <= LONGEST_HEAD else start


def _is_headless(simple: str) -> bool:
    """综合服务集团, 科技集团股份有限公司: common words and a form, before them at most a lone character."""
    form = _FORM.search(simple)
    body = simple[: form.start()] if form else simple
    if not form and not body.endswith(("集团", "公司")):
        return False
    words = [body[a:b] for a, b in find_words(body)]
    rest = words[1:] if words and len(words[0]) == 1 else words
    return bool(rest) and all(w in GENERIC or is_field(w) for w in rest)


def _with_home(line: Line, start: int, end: int, context: Context) -> int:
    """陕西|某某汽车: the province or city right before a coined name, where the article never writes it without."""
    home = next((p for p in line.places if p.end == start and p.start < start), None)
    name = line.simple[start:end]
    if home is None or len(home.key) > LONGEST_HOME or home.key in _COUNTRIES or not is_coined(name):
        return start
    is_led = _LEADS_TO.search(line.simple, max(0, home.start - 2), home.start)
    text = _text_of(context)
    return start if is_led or text.count(name) > text.count(home.key + name) else home.start


LONGEST_HOME = 3
_LEADS_TO = re.compile("[在于从到自的]$")
_COUNTRIES = frozenset(read_table("places.toml")["countries"])
_BEGINS_WITH_COUNTRY = re.compile(one_of(_COUNTRIES))
