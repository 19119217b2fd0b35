"""The vocabulary of deals, compiled from `data/deals.toml`, and small readings that both languages share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...config import read_table
from . import seats
from .context import Context, Line
from .days import choose_day
from .mentions import Mention

_TABLE = read_table("deals.toml")
_WORDS = _TABLE["words"]
_ROUNDS = [(row["round"], re.compile("|".join(row["patterns"]))) for row in _TABLE["rounds"]]
_VAGUE_ROUNDS = [(row["round"], re.compile("|".join(row["patterns"]))) for row in _TABLE["vague_rounds"]]
_LETTERS = [re.compile(pattern) for pattern in _TABLE["letters"].values()]


def any_of(patterns: Iterable[str]) -> str:
    """An alternation of patterns, the longest first."""
    return "|".join(sorted(set(patterns), key=lambda w: (-len(w), w)))


def words(name: str) -> str:
    """A group of `[words]` as one alternation."""
    return any_of(_WORDS[name])


def listing_words(name: str) -> list[str]:
    """A group of `[listing]`: patterns with {venue} and {ipo} in them."""
    return list(_TABLE["listing"][name])


def capital_words(name: str) -> str:
    """A group of `[capital]` as one alternation."""
    return any_of(_TABLE["capital"][name])


def frame_words(name: str) -> str:
    """A group of `[capital_frames]` as one alternation, its placeholders filled."""
    filled = any_of(_TABLE["capital_frames"][name])
    for place, group in (
        ("{ipo}", any_of(_TABLE["listing"]["ipo"])),
        ("{venue}", any_of(_WORDS["venues"])),
        ("{raises}", any_of(_TABLE["capital"]["raises"])),
        ("{lawsuits}", any_of(_TABLE["capital_frames"]["lawsuits"])),
    ):
        filled = filled.replace(place, f"(?:{group})")
    return filled


def capital_stages(kind: str) -> list[tuple[str, re.Pattern[str]]]:
    """How far an issue or a round is: the stages in the order in which they count, each with its cues."""
    return [(stage, re.compile(any_of(cues))) for stage, cues in _TABLE["capital_stages"][kind].items()]


def transfer_words(name: str) -> str:
    """A group of `[transfers]` as one alternation."""
    return any_of(_TABLE["transfers"][name])


def licence_words(name: str) -> str:
    """A group of `[licences]` as one alternation."""
    return any_of(_TABLE["licences"][name])


def move_words(name: str) -> str:
    """A group of `[transfer_frames]` as one alternation."""
    return any_of(_TABLE["transfer_frames"][name])


def transfer_cues(stage: str) -> re.Pattern[str]:
    """The cues of one stage of a purchase or sale."""
    return re.compile(any_of(_TABLE["transfer_stages"][stage]))


def _cue_pattern(cues: list[str]) -> re.Pattern[str]:
    parts = [rf"\b{c}\b" if c[0].isascii() and c[0].isalpha() else c for c in cues]
    return re.compile(any_of(parts))


_STAGES = {stage: _cue_pattern(cues) for stage, cues in _TABLE["stages"].items()}
_BACKGROUND = _cue_pattern(_TABLE["background"]["cues"])
_CLAUSE_MARK = re.compile(r"[，。；！？;!?]|,(?!\d{3})|\.\s")


def read_round(text: str) -> str | None:
    """The round a stretch of text names: `A轮` a, `A+轮` a_plus, `Series B` b; A1轮 is the first part of A轮."""
    for name, pattern in _ROUNDS:
        if pattern.search(text):
            return name
    for pattern in _LETTERS:
        if m := pattern.search(text):
            return m[1].lower() + ("_plus" if m[2].strip("-1") else "")
    return next((name for name, pattern in _VAGUE_ROUNDS if pattern.search(text)), None)


def clause_of(simple: str, at: int) -> tuple[int, int]:
    """The clause around a position."""
    start = max((m.end() for m in _CLAUSE_MARK.finditer(simple, max(0, at - 120), at)), default=max(0, at - 120))
    end = _CLAUSE_MARK.search(simple, at, min(len(simple), at + 120))
    return start, end.start() if end else min(len(simple), at + 120)


def read_stage(text: str, stages: Iterable[str], default: str | None) -> str | None:
    """The first of `stages` that has a cue in the text."""
    return next((s for s in stages if _STAGES[s].search(text)), default)


def is_background(line: Line, at: int, context: Context) -> bool:
    """Earlier history: a cue of the past before the verb, or a year before the article's own."""
    if line.index < 0:
        return False
    start = _with_opening(line.simple, clause_of(line.simple, at)[0])
    if (cue := _BACKGROUND.search(line.simple, start, at + 2)) and not _is_fresh(line.simple, cue, at):
        return True
    dates = [d for d in line.dates if max(0, at - 60) <= d.start and d.end <= at + 1 and not _is_aside(line, d)]
    if not dates or _NOW.search(line.simple, dates[-1].end, at):
        return False
    if context.day is None and _is_dated_back(line, dates[-1], context):
        return True
    if context.year is None:
        return False
    early = context.day is not None and context.day.month <= 2
    return int(dates[-1].key[:4]) < context.year - early


def _with_opening(simple: str, start: int) -> int:
    """`此前，X曾…`, `2021年，X…`: a short opening before the clause belongs to it."""
    before = clause_of(simple, start - 2)[0] if start > 2 else start
    return before if start - before <= LONGEST_OPENING and _TIME_AHEAD.match(simple, before) else start


LONGEST_OPENING = 9
_TIME_AHEAD = re.compile(r"此前|早前|早在|去年|前年|当年|过去|彼时|稍早|历史上|(?:19|20)\d\d年")


def _is_fresh(simple: str, cue: re.Match[str], at: int) -> bool:
    """`企查查显示，某某近日完成…`: who keeps the register tells news as well; 据此前消息 tells when it was heard."""
    if _REGISTER.fullmatch(cue.group()):
        return bool(_RECENT.search(simple, cue.end(), at))
    return bool(_HEARD.match(simple, cue.end()))


_REGISTER = re.compile("资料显示|天眼查|企查查|工商信息")
_RECENT = re.compile("近日|日前|近期|今[日天]|昨[日天]|最近|刚刚|新近|正式|宣布")
_HEARD = re.compile("(?:的)?(?:消息|报道|公告|传闻|媒体)")
_NOW = re.compile("目前|现正|如今|正在|当前|近日|日前|近期|今[日天]")
_FOUNDED_AHEAD = re.compile("(?:成立|创立|创办|创建|始建|诞生|起步)(?:于|在)?\\s?$")
_FOUNDED_BEHIND = re.compile("(?:在[^，。；]{1,8})?(?:成立|创立|创办|创建|始建|起步)")
_LABEL = re.compile(r"度|第[一二三四五六七八九十\d]|面向|[一二三四]季|半年|中报|年报|非公开|公开发行|向")
_MONTH_AND_DAY = re.compile(r"(?<!年)(?<!\d)\d{1,2}月\d{1,2}日")


def _is_aside(line: Line, d: Mention) -> bool:
    """成立于2015年, 2015年创立, 2023年度第三期: says nothing of when the deal was."""
    if len(d.key) == 4 and _LABEL.match(line.simple, d.end):
        return True
    return bool(
        _FOUNDED_AHEAD.search(line.simple, max(0, d.start - 8), d.start) or _FOUNDED_BEHIND.match(line.simple, d.end)
    )


def _is_dated_back(line: Line, d: Mention, context: Context) -> bool:
    """The article writes its own days without a year (6月16日): what it dates with one (2015年6月) lies back."""
    return bool(re.match(r"(?:19|20)\d\d\s?年", line.simple[d.start : d.end])) and any(
        _MONTH_AND_DAY.search(x.simple) for x in context.first_lines(4)
    )


def choose_date(line: Line, at: int) -> str | None:
    """The date that goes with a verb (`days.py`)."""
    return choose_day(line, at)


def choose_place(line: Line, at: int, name: str | None, context: Context) -> str | None:
    """Where it happens or the company sits (`seats.py`)."""
    return seats.choose_place(line, at, name, context)
