"""How far a deal has come, by the tense and mood of its English verb, and whether it lies in the past."""

from __future__ import annotations

import re

from ..reading.context import Context
from .cast import read_cast
from .outline import Outline
from .words import ORG, SOURCES, cues

_TERMINATED, _RUMOURED = cues("terminated"), cues("rumoured")
_PLANNED, _SIGNED = cues("planned"), cues("signed")
_FUTURE = re.compile(r"\b(?:will|would|to|shall|can|is|are|being)\s(?:\w+ly\s|also\s|be\s)*$")
_TO_COME = re.compile(r"\b(?:will|would|expect\w*|due|plans?|set|aims?|by)\b")
_DONE = re.compile(r"\b(?:has|have|had|having|after|completed?|completes|completing|completion|closed|finali[sz]ed)\b")
_PAST = re.compile(
    r"(?:\w+ed|bought|sold|took|taken|led|paid|spent|won|got|put|drew|brought|raised|hired|made|struck|went|began|spun|built|split|shed)(?:\s(?:over|up|out|off|in|private|control|with|on|of|for|to|into|forces))*$"
)
AHEAD = 110
NEAR = 40


def read_tense(
    o: Outline, start: int, end: int, *, plain: str | None = "announced", future: str | None = "announced"
) -> str | None:
    """The stage that a verb from `start` to `end` tells, by what stands between it and its subject, and its form.

    `plain` is what a bare present says (`X buys`), `future` what is to come (`X will buy`, `X is buying`).
    """
    ahead = o.text[max(0, start - AHEAD) : start]
    ahead = ahead[max((m.end() for m in _NEW_SUBJECT.finditer(ahead)), default=0) :]
    if _TERMINATED.search(ahead):
        return "terminated"
    form = _form(ahead, o.text[start:end])
    if form == "future" and _UNDER_WHICH.search(o.text, 0, start):
        form = "signed"
    if form != "done" and (_RUMOURED.search(ahead) or SOURCES.search(o.line.simple)):
        return "rumoured"
    return {"done": "closed", "bare": plain, "future": future}.get(form, form)


_UNDER_WHICH = re.compile(r"\b(?:agreement|deal|pact|contract)\s(?:under|by|in)\swhich\b")
_NEW_SUBJECT = re.compile(rf"[;:]\s|{ORG}(?!['’])(?:\s(?:and|with)\s{ORG})*")


def _form(ahead: str, verb: str) -> str:
    """`planned`, `signed`, `future`, `done` or `bare`."""
    if _PLANNED.search(ahead):
        return "planned"
    if _SIGNED.search(ahead):
        return "signed"
    if _FUTURE.search(ahead):
        return "future"
    return "done" if _PAST.search(verb) or (_DONE.search(ahead) and not verb.endswith("ing")) else "bare"


_EARLIER = re.compile(
    r"\b(?:[Ll]ast\syear|[Pp]reviously|[Ff]ormerly|[Hh]istorically|years?\sago|in\sthe\spast|[Ee]arlier\s(?:this|last)\s(?:year|month|decade)"
    r"|[Ee]arlier,|[Ll]ast\s(?:January|February|March|April|May|June|July|August|September|October|November|December|month|decade)|[Pp]redecessor|the\slast\stime)\b"
)
_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
_IN_MONTH = re.compile(rf"\b[Ii]n\s(?:early\s|late\s|mid-)?(?P<month>{_MONTH})\b(?!\s\d)(?:\s(?P<year>(?:19|20)\d\d))?")
_IN_YEAR = re.compile(
    rf"\b(?:in|since|during|back\sin)\s?(?:(?:early|late|mid)[\s-])?(?:(?:{_MONTH})\s)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FOUNDING = re.compile(
    r"(?:[Ff]ounded|[Ee]stablished|[Ss]tarted|[Ss]et\sup|[Cc]reated|[Ll]aunched|[Bb]orn|by\s(?:early\s|late\s)?|until|to\sstart|due)\s?$"
)
_HAD = re.compile(r"\bhad\s(?:previously\s|already\s|also\s|earlier\s|just\s)?\w+$")
_SAYS = re.compile(r"\b(?:said|says|announced|told|showed|disclosed|confirmed|reported|according)\b")
YEAR_REACH = 110
OPENING = 60
_FOUNDED_FIRST = re.compile(
    r"(?:Founded|Set\sup|Spun|Established|Started|Created|Launched|Formed|Born|Headquartered|Based|Backed|Listed|Incorporated|Acquired|Bought)\b"
)
MONTHS = _MONTH.split("|")


def lies_back(o: Outline, start: int, end: int, context: Context) -> bool:
    """Earlier history: a word of the past, a year before the article's, a month long gone, a pluperfect."""
    if o.line.index < 0:
        return False
    if _tells_rival(o, start, context):
        return True
    low, high = _clause(o.text, start, end)
    if _EARLIER.search(o.text, low, high) or _is_old(o, low, high, context, start):
        return True
    opening = o.text.find(", ", 0, OPENING)
    if (
        0 < opening < start
        and not _FOUNDED_FIRST.match(o.text)
        and (_EARLIER.search(o.text, 0, opening + 1) or _is_old(o, 0, opening + 1, context))
    ):
        return True
    return bool(_HAD.search(o.text, max(0, start - 24), end) and not _SAYS.search(o.text, 0, start))


_RIVAL = re.compile(
    r"(?:\b(?i:rivals?|competitors?|peers?|counterparts?)\s(?=[A-Z])|,\s(?:an?|its|another)\s(?:[\w.-]+\s){0,3}(?:rival|competitor)\b)"
)


def _tells_rival(o: Outline, start: int, context: Context) -> bool:
    """Below the lead `Rival Foo raised $3 million`, and the main company has no part in it."""
    if o.line.index < 1 or not _RIVAL.search(o.line.simple, 0, o.at(start)):
        return False
    main = read_cast(context).main
    return main is None or main not in o.names(o.text)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """From the comma before a verb to the next one, and not far."""
    low = max(0, start - YEAR_REACH)
    stop = _CLAUSE_END.search(text, end, end + YEAR_REACH)
    return max(text.rfind(", ", low, start), low), stop.start() if stop else min(len(text), end + YEAR_REACH)


# A comma ends a clause; not the one in Foo, Bar, last May.
_CLAUSE_END = re.compile(r",\s(?![A-Z][\w.’'-]+(?:\s[A-Z]\w+)?(?:,|\s(?:last|in)\b)|last\s)")


def _is_old(o: Outline, low: int, high: int, context: Context, at: int = -1) -> bool:
    """`at`: where the verb stands; what was founded then may be told of now, unless the founding is what is told."""
    for m in _IN_YEAR.finditer(o.text, low, high):
        founding = _FOUNDING.search(o.text, 0, m.start())
        if not (founding and founding.start() != at) and _is_past(int(m["year"]), o, context):
            return True
    for m in _IN_MONTH.finditer(o.text, low, high):
        if not _FOUNDING.search(o.text, 0, m.start()) and not m["year"] and _is_gone(m["month"], o, context):
            return True
    return False


def _is_past(year: int, o: Outline, context: Context) -> bool:
    """Before the article's year; an article without one tells its own news without a year, and in the lead."""
    if context.year is not None:
        return year < context.year - _early(context)
    return o.line.index > 0 and not _TO_COME.search(o.text)


def _is_gone(month: str, o: Outline, context: Context) -> bool:
    """A month that is named alone lies back when it ended weeks ago; without a day of the article, past the lead."""
    if context.day is None:
        return o.line.index > 0
    gone = (context.day.month - 1 - MONTHS.index(month)) % 12
    return 2 <= gone <= 9 or (gone == 1 and context.day.day > 20)


def _early(context: Context) -> bool:
    """In January the year before is still the news'."""
    return context.day is not None and context.day.month <= 1
