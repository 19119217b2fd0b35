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
from .coined import is_coined
from .context import Context, Line
from .literals import one_of
from .name_words import is_generic
from .names import ends_in_suffix

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
    if (m := _TORN_BEHIND.match(line.simple, end)) and not _is_formed(line.simple[start:end]):
        end = m.end()
    if m := _BODILESS.match(line.simple, start, end):
        start = m.end()
    start = _with_home(line, start, end, context)
    start -= line.simple.startswith("*ST", start - 1)
    return start, end if line.simple[start:end] in context.aliases else _with_form(line.simple, start, end)


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
    if start < LEAST or not all(map(_HAN.match, simple[start - 1 : start + 1])) or simple[start - 1] in _FUNCTION:
        return False
    return simple[start - 2] in _MARKS


_MARKS = "、，；：“「『（("


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
