"""What a sum in English text is: `raised $30m in a Series B round`, `at a valuation of`, `in a deal worth`.

In order as in Chinese: the price of one share; terms of a licence; the cue before it with nothing but small
words between (`revenue of more than`); the noun behind it (`a $5 billion takeover`); the role of the sum before it
in a list; the nearest cue.
"""

from __future__ import annotations

import re

from .words import HEADS, ROLES, TABLE, any_of

_CUE = re.compile(rf"\b(?:{any_of(w for w in ROLES if w.isascii())})\b(?!\s(?:earlier|ago|before))")
_WEAK = frozenset(TABLE["weak"]["words"])
_LINKS = frozenset(TABLE["links"]["english"])
_THINGS = "share|ads|ton|tonne|barrel|person|head|unit|ounce|month|year|hour|day|pound|mile|night"
_PER_UNIT = re.compile(
    rf"(?:-a-share|-per-share|\s?(?:a|an|per|each)\s(?:\w+\s)?(?:{_THINGS})(?!\s(?:earlier|ago|before|later))|\s?/)"
)
_PER_UNIT_BEFORE = re.compile(
    r"(?:per share(?: price)?|shares? (?:closed|were|rose|fell|traded|trading|ended)[\w\s.%,]{0,30}|price range|priced"
    r"|price target)(?: of| at| to)?(?: about)? ?$"
)
# Closed at HK$29.60, an offer price of $21: said of small sums only.
_MOVED = "closed|opened|ended|traded|trading|finished|settled|rose|fell|dropped|jumped|climbed|slid"
_PRICES = "offer|issue|share|stock|closing|opening|strike|exercise|conversion|ticket|unit"
_QUOTED = re.compile(rf"\b(?:{_MOVED})\b[\w\s.%-]{{0,24}} (?:at|to) ?$|\b(?:{_PRICES}) price(?: of| at| to)? ?$")
# Up to four words that describe the noun: an all-cash, so-called Series B.
_NO_LINK = "to|from|by|with|and|after|as|on|at|for|that|which|in|of|over|into|through|is|was|has|it"
_HEAD = re.compile(
    rf"(?:-plus|\+)?[\s-](?:(?:in|of|worth of|as)\s)?(?:(?!(?:{_NO_LINK})\b)[\w'&.+-]{{1,16}},?\s){{0,4}}?"
    rf"(?P<head>{any_of(w.lower() for w in HEADS if w.isascii())})\b"
)
# The terms of a licence: in development and sales milestones, in upfront cash.
_TERM = re.compile(r"\s(?:in|of|as)\s(?:(?!and\b(?= up)|to\b)[\w,-]+\s){0,6}?(?P<term>upfront|up-front|milestone)")
_AT_SIGNING = re.compile(
    r"\s(?:is\s|was\s|will be\s)?(?:payable\s|paid\s|due\s|in cash\s)?(?:(?:at|on|upon) signing|up front)\b"
)
_PAID = re.compile(
    r"\b(?:buy|buys|buying|bought|acquir\w+|(?:snap|scoop|pick)\w* up|purchas\w+|tak(?:e|es|ing) over|takeover"
    r"|sells?|selling|sold|sale|stake|merge\w*|deal|bid)\b"
)
# Has raised $400 million to date: over all its rounds.
_SO_FAR = re.compile(r"[\w\s]{0,20}\b(?:to date|so far|in total|since (?:its|it|the)\b)")
_WORTH = re.compile(r"(?:worth|valued at|priced at|valuing it at)(?: \w+){0,4} ?$")
_TRADE = {
    "price": re.compile(
        r"\b(?:deal|transaction|takeover|acquisition|offer|bid|buyout|merger|purchase|stake|share)s?\b"
    ),
    "contract": re.compile(r"\b(?:contracts?|orders?|agreements?)\b"),
    "investment": re.compile(r"\b(?:projects?|plants?|factory|investments?)\b"),
    "raised": re.compile(r"\b(?:bonds?|notes|ipo|listing|placement|offering)\b"),
}
_VALUED = re.compile(r"\b(?:valu(?:e|es|ing|ed)|valuation)\b(?:\s[\w'&.-]+){0,7}?\s(?:at|of)(?:\s[\w-]+){0,4} ?$")
# The market is expected to reach, an industry worth: nobody's money.
_MARKET = re.compile(
    r"\b(?:market|industry|sector)\b[\w\s]{0,40}\b(?:reach|grow|expand|hit|top|worth|swell)(?: to| by)?(?: \w+){0,3} ?$"
)
_FOR = re.compile(r"\bfor(?: \w+){0,4} ?$")
_LIST = re.compile(r"(?:,|and|or|to|-|/|up from|from|compared with|versus|\s|about|more than|nearly|around){1,6}")
_STOP = re.compile(r"[;!?\n]|(?<!u\.s)(?<!inc)(?<!corp)\.\s|, (?:but|while|which)\b")
_NEAR, _AHEAD = 40, 30
_FIRST = frozenset({"upfront", "milestone", "per_unit"})


def read_role(before: str, after: str, gap: str | None, last: str | None, *, is_small: bool) -> str | None:
    """`before` reaches back to the sum before, `gap` is what stands between the two, `last` the other's role."""
    before, after = before.lower(), _STOP.split(after.lower(), maxsplit=1)[0]
    if _PER_UNIT.match(after) or _PER_UNIT_BEFORE.search(before):
        return "per_unit"
    if is_small and _QUOTED.search(before):
        return "per_unit"
    clause = _STOP.split(before)[-1]
    if m := _TERM.match(after):
        return HEADS[m["term"]]
    if _AT_SIGNING.match(after):
        return "upfront"
    head = _head_behind(after)
    if head in _FIRST:
        return head
    cues = list(_CUE.finditer(clause))
    bound = _bound(clause, cues)
    is_weak = bound is not None and bound.group() in _WEAK
    role = ROLES[bound.group()] if bound else None
    if said := _worth(clause) or (head if is_weak else None) or role or head or _paid_for(before):
        return "cumulative" if said == "raised" and _SO_FAR.match(after) else said
    if gap is not None and last and _LIST.fullmatch(gap.lower()):
        return last
    return _nearest(clause, cues, after)


def _head_behind(after: str) -> str | None:
    m = _HEAD.match(after)
    return HEADS[m["head"]] if m else None


def _worth(clause: str) -> str | None:
    """A deal worth, a contract valued at; valuing the company at."""
    if m := _WORTH.search(clause):
        named = clause[max(0, m.start() - 60) : m.start()]
        found = {role: list(pattern.finditer(named)) for role, pattern in _TRADE.items()}
        last = max(((hits[-1].end(), role) for role, hits in found.items() if hits), default=None)
        if last:
            return last[1]
    if _MARKET.search(clause):
        return "output"
    return "valuation" if _VALUED.search(clause) else None


def _bound(clause: str, cues: list[re.Match[str]]) -> re.Match[str] | None:
    for m in reversed(cues):
        rest = clause[m.end() :].replace(",", " , ").split()
        if all(word in _LINKS for word in rest) and len(rest) <= 8:
            return m
    return None


def _paid_for(before: str) -> str | None:
    """Agreed to buy a fifth of it for $35 million."""
    return "price" if _FOR.search(before) and _PAID.search(before) else None


def _nearest(clause: str, cues: list[re.Match[str]], after: str) -> str | None:
    near = [m for m in cues if len(clause) - m.end() <= _NEAR]
    if near:
        return ROLES[near[-1].group()]
    m = _CUE.search(after[:_AHEAD])
    return ROLES[m.group()] if m else None
