"""What a sentence goes on to say of the same works: 3月开工，6月封顶; 去年签约、今年开工; 2017年开工，2021年建成通车.

The clauses behind the first event have no subject of their own. The last that has come to pass says how far the works
are and gives their day; what is told of another thing (二期开工) or is to come (预计明年投产) is left alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..facilities.happenings import Happening
from ..reading.context import Line
from .stages import FURTHEST, SHELL, WORD_STAGE

MOST_STEPS = 5
_WORDS = "|".join(sorted(WORD_STAGE, key=lambda w: (-len(w), w)))
_WHEN = (
    r"(?:(?:于|在|至|到)?(?:20\d\d年|[去今当同次前]年|本月|上月|上个月|近日|日前|[今昨][日天])?(?:\d{1,2}月)?"
    r"(?:\d{1,2}[日号]|份|[底初]|[上中下]旬)?)"
)
_THEN = re.compile(
    rf"(?:建设|兴建|仪式)?(?:[，、,]|[，,]?(?:并|且|又|再到|到))(?:并|且|又|随后|目前|现|也|再)*(?:已经?|现已)?{_WHEN}(?:已经?|便|即|就|才|再次)?"
    rf"(?:正式|顺利|全面|全线|实现|全部|成功|如期|提前|整体|主体(?:结构|工程)?|通过|率先|开始)*"
    rf"(?P<word>{_WORDS})(?:建设|运营|使用)?(?!后|前|[的之]?[际后]|准备|条件|仪式现场|的|时|以来)"
)
_OPEN_STAGES = ("signed", "announced", "started", "under_construction", "completed")


def last_fact(line: Line, happening: Happening) -> Happening:
    """The furthest event of the sentence's chain that begins with `happening`, which stands behind the name."""
    if happening.side != "after" or happening.is_plan or happening.is_weak or happening.stage not in _OPEN_STAGES:
        return happening
    at = happening.start + len(happening.words)
    for _ in range(MOST_STEPS):
        match = _THEN.match(line.simple, at)
        if match is None or is_to_come(line, at, match.start("word")):
            break
        stage = WORD_STAGE[match["word"]]
        if stage == "completed" and SHELL.search(match.group()):
            stage = "under_construction"
        if FURTHEST.index(stage) > FURTHEST.index(happening.stage):
            break
        is_old = is_history(line, at, match.start("word"))
        happening = replace(
            happening, stage=stage, words=match["word"], start=match.start("word"), is_background=is_old
        )
        at = match.end()
    return happening


def is_to_come(line: Line, start: int, end: int) -> bool:
    """Whether the clause is dated after the article: 3月开工，2028年12月建成通车."""
    days = [d.key for d in line.dates if start <= d.start < end]
    return line.day is not None and any(day > line.day.isoformat()[: len(day)] for day in days)


def is_history(line: Line, start: int, end: int) -> bool:
    """Whether the clause is dated well before the article: 2017年开工，2021年建成通车."""
    days = [d.key for d in line.dates if start <= d.start < end]
    return line.day is not None and any(int(day[:4]) < line.day.year - 1 for day in days)
