"""Purchases, stakes and mergers in English: `X buys Y`, `Y is taken over by X`, `X's bid for Y`, `X and Y merge`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..english.frames import Object, actors_before, object_after
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.sums import choose_sum
from ..english.words import GROUP, ORG, SUM, said, verbs
from ..reading.amounts import NEVER
from ..reading.context import Context, Line
from .drafts import Draft
from .en_draft import make_draft
from .en_listings import is_blank_check
from .en_transfer import PART, plain_thing, transfer

_MONEY_AHEAD = r"(?=[^‹;]{0,60}[$€£¥\d])"
_NOT_INTO_PLANTS = (
    r"(?!\b(?:to\s(?:build|expand|set|develop|construct|open)|plant|factory|project|cent(?:er|re)|shares)\b)"
)
_BY_VERB = {
    "verb": re.compile(verbs("acquire")),
    "stake": re.compile(verbs("obtain")),
    "pay": re.compile(rf"{verbs('pay')}\s{_MONEY_AHEAD}[^‹;]{{0,90}}?\b(?:for|on)(?=\s)"),
    "invest": re.compile(rf"{verbs('invest')}\s{_MONEY_AHEAD}(?:{_NOT_INTO_PLANTS}[^‹;]){{0,60}}?\b(?:in|into)(?=\s)"),
    "merge": re.compile(verbs("merge")),
    "stake_in": re.compile(
        r"\b(?:mak(?:e|es|ing)|made|approv\w+)\s(?:an?|its)\s(?:[\w$€£.,-]+\s){0,5}?investment\sin(?=\s)"
    ),
}
"""buys Y; raises its stake in Y; pays $3 million for Y; puts $3 million into Y; merges with Y;
makes a strategic investment in Y."""
_PASSIVE = re.compile(
    rf"""
    \b(?:was|were|been|being|is|be|gets?|got)\s(?:\w+ly\s)?
    (?P<verb>acquired|bought(?:\sout)?|taken\s(?:over|private)|purchased|snapped\sup|absorbed|rescued|merged\sinto)
    (?:\s(?!by\b)[^‹;,.]{{1,40}}?)?\s(?:by|into)\s(?:the\s)?(?P<buyer>{GROUP})(?!['’]s)
    """,
    re.VERBOSE,
)
_ACCEPTED = re.compile(
    rf"""
    \b(?P<verb>accept(?:s|ed)?|agree[sd]?\sto|approv(?:e[sd]?|ing)|back(?:s|ed)?|reject(?:s|ed)?|receiv(?:es?|ed)|rebuff(?:s|ed)?)
    \s(?:an?|the)\s(?:[\w$€£¥.,-]+\s){{0,6}}?(?:takeover|buyout|bid|offer|proposal|acquisition)\s
    (?:(?:offer|bid|approach|proposal)\s)?(?:from|by)\s
    (?:(?:the\s)?(?P<buyer>{GROUP})|an?\s(?:[\w-]+\s){{0,3}}?(?:group|consortium|vehicle|team)\b)
    """,
    re.VERBOSE,
)
_NOUN = re.compile(
    r"\b(?:acquisition|takeover|take-over|purchase|buy-?out|merger|tie-up|combination|offer|bid)"
    r"(?:\s(?:offer|bid|deal|approach|proposal|talks|plan|agreement))?\s(?:of|for|with|between)(?=\s)"
)
_BY = re.compile(rf"[^‹;.]{{0,40}}?\bby\s(?:the\s)?(?P<buyer>{GROUP})(?!['’]s)")
_FROM = re.compile(rf"[^‹;]{{0,70}}?\bfrom\s(?:the\s|its\s)?(?P<seller>{GROUP})(?!['’]s)")
# the 73 percent owned by Foo, shares from investors including Foo and Bar: they sell
_HELD_BY = re.compile(
    rf"\b(?:owned|held)\sby\s(?:the\s)?(?P<seller>{GROUP})(?!['’]s)"
    rf"|\b(?:shares?|stakes?|percent|per\scent|pct|interest|rest|%)\sfrom\s(?:[\w-]+\s){{0,4}}?(?:including\s|such\sas\s)?(?P<seller2>{GROUP})(?!['’]s)"
)
_BUYING = re.compile(verbs("acquire"))
# The consortium, which includes Foo and Bar; a group backed by Foo
_CONSORTIUM = re.compile(
    rf"\b(?:[Cc]onsortium|[Tt]he\sgroup|(?:investor|buyer|buyout|bidding)\sgroup|[Bb]uyers|[Bb]idders|[Ss]uitors)\b[^‹;.]{{0,60}}?\b"
    rf"(?:includ\w+|led\sby|made\sup\sof|compris\w+|consist\w+\sof|backed\sby|of)\s(?P<names>{GROUP})(?!['’]s)"
    rf"|\b[Tt]he\s(?:buyer|acquirer|bidder|suitor|purchaser),?\s(?P<names2>{GROUP})(?!['’]s)"
)
_SUM_AHEAD = re.compile(rf"{SUM}\s(?:[\w-]+\s){{0,3}}$")
_OWNER = re.compile(rf"(?P<buyer>{ORG})['’]s?\s(?:[\w$€£¥.,-]+\s){{0,7}}?$")
_BOTH = re.compile(
    rf"(?P<group>{ORG}(?:,|\sand|\s&)\s{ORG})(?!['’])[^‹;]{{0,70}}?"
    rf"\b(?P<verb>merg(?:e|es|ed|ing)|combin(?:e|es|ed|ing)|join(?:ed|ing)?\sforces)\b(?!\swith|\sinto)"
)
_THEIR = re.compile(
    r"\b(?:their|from|the|a|an)\s(?:[\w$€£¥.,-]+\s){0,6}?(?:merger|tie-up|combination)\b(?!\s(?:of|with|between|talks\swith))"
    r"|\b(?:merger|tie-up)\s(?:talks|discussions|negotiations|plans?)\b(?!\s(?:with|between))"
)
_TERMS = re.compile(
    r"""
    \b(?:[Uu]nder|[Tt]erms\sof)\s(?:the\s)?(?:terms\sof\s(?:the|their)\s)?
      (?:deal|agreement|transaction|terms|offer|proposal|plan)\b                          # Under the deal
  | \b(?:[Tt]he|[Tt]his)\s(?:[\w-]+\s){0,3}
      (?:deal|transaction|offer|bid|acquisition|purchase|takeover|merger|price|consideration|stake)\s
      (?:is\s|was\s|would\sbe\s|could\sbe\s)?(?:values?|valued|valuing|worth|priced|amounts?|represents)\b
  | \b(?:deal|offer|bid|sale)\s(?:that|which)\s(?:would\s|could\s)?valu(?:es?|ed)\b
  | \b[Tt]he\s(?:[\w.%-]+\s){0,3}stake,[^,;]{1,80},\s(?:is|was|would\sbe)\sworth\b
  | \b(?:could|would|may|might)\s(?:fetch|be\svalued\sat|be\sworth|go\sfor)\b                # Foo could fetch
  | \b(?:bought|acquired|purchased)\s(?:[\d.,]+\s)(?:million\s|billion\s)?(?:[\w-]+\s)?shares\s(?:for|at)\b
    """,
    re.VERBOSE,
)
TERMS_REACH = 3
"""Sentences behind a deal in which its terms may follow."""
_ROUND = re.compile(r"\b(?:[Ss]eries\s[A-H]|(?:funding|financing|seed|angel)\sround|fundraising)\b")
_OFFERED = re.compile("offer|bid|bet|put")


def find_purchases(line: Line, context: Context) -> Iterator[Draft]:
    """Every purchase the line tells: in the passive, by verb, by noun, of two that merge; and the terms of one."""
    o = read_outline(line, context)
    if is_blank_check(o):
        return
    if "‹" in o.text:
        yield from _named(o, context)
        yield from _sides_told_later(o, context)
    yield from _terms(o, context)


def _named(o: Outline, context: Context) -> Iterator[Draft]:
    yield from _bought_by(o, context)
    yield from _by_verb(o, context)
    yield from _by_noun(o, context)
    yield from _both(o, context)


# ---------------------------------------------------------------- by verb


def _by_verb(o: Outline, context: Context) -> Iterator[Draft]:
    for rule, pattern in _BY_VERB.items():
        for m in pattern.finditer(o.text):
            thing = object_after(o, m.end()) or (_thing_bought(o, m.end()) if rule in ("verb", "pay") else None)
            buyers = actors_before(o, m.start()) if thing else ()
            if thing is not None and buyers and thing.name not in buyers and _is_purchase(o, rule, thing):
                yield _purchase(o, rule, m, context, thing, buyers)


def _thing_bought(o: Outline, at: int) -> Object | None:
    """A business without a name, when its owner or a price is told."""
    thing = plain_thing(o, at)
    is_told = thing and (thing.owner or o.line.money or _FROM.match(o.text, thing.end))
    return thing if is_told else None


def _is_purchase(o: Outline, rule: str, thing: Object) -> bool:
    """Who invests in a round is told with the round; only a stake can be raised or lifted."""
    if rule in ("invest", "stake", "stake_in") and _ROUND.search(o.text):
        return False
    return rule != "stake" or bool(PART.search(thing.part))


def _purchase(
    o: Outline, rule: str, m: re.Match[str], context: Context, thing: Object, buyers: tuple[str, ...]
) -> Draft:
    from_ = _FROM.match(o.text, thing.end)
    sellers = o.names(from_["seller"]) if from_ else _holders(o, m.end(), thing.end + 100)
    sellers = tuple(s for s in sellers if s != thing.name)
    owner = thing.owner if thing.owner not in buyers else None
    is_long = rule in ("pay", "invest")
    stage = read_tense(o, m.start(), m.start() + len(m.group().split()[0]) if is_long else m.end())
    if rule == "pay" and stage == "closed" and _OFFERED.match(m.group()):
        stage = "announced"
    lifted = _LIFTED_TO.match(o.text, thing.end) if rule == "stake" else None
    kind = "equity" if rule in ("invest", "stake_in") and not thing.part else None
    if stage == "planned" and (owner or sellers):
        stage = "announced"  # both sides are named: no wish any more
    draft = transfer(
        o,
        rule,
        m.span(),
        context,
        thing=thing,
        parties=(*buyers, owner, *sellers),
        stage=stage,
        kind="acquisition" if lifted and float(lifted["share"]) >= CONTROL else kind,
        confidence=0.8 if rule in ("verb", "merge") else 0.7,
    )
    # A headline calls a part of a company as it likes: it goes with the deal of the text.
    return replace(draft, is_weak=True) if o.line.index < 0 and thing.owner else draft


CONTROL = 50
_LIFTED_TO = re.compile(r"\sto\s(?:[a-z]+\s){0,2}(?P<share>\d+(?:\.\d+)?)(?:%|\s(?:percent|per\scent|pct))")


def _holders(o: Outline, low: int, high: int) -> tuple[str, ...]:
    """Whose shares they are: held by Foo, from shareholders including Bar."""
    return tuple(n for m in _HELD_BY.finditer(o.text, low, high) for n in o.names(m["seller"] or m["seller2"]))


def _sides_told_later(o: Outline, context: Context) -> Iterator[Draft]:
    """`The group will buy an 84 percent stake, 73 percent of it owned by Foo`, `the consortium includes Bar`."""
    group, buying = _CONSORTIUM.search(o.text), _BUYING.search(o.text)
    names = o.names(group["names"] or group["names2"]) if group else ()
    names += _holders(o, buying.end(), len(o.text)) if buying else ()
    if names and not any(d.name for d in _named(o, context)):
        draft = make_draft("acquisition", o, "en.acquisition.sides", (0, 0), context, name=None, parties=names)
        yield replace(draft, reach=TERMS_REACH, confidence=0.6)


# ---------------------------------------------------------------- the other way round


def _bought_by(o: Outline, context: Context) -> Iterator[Draft]:
    """`Y agreed to be bought by X`, `Y accepted a $3 billion bid from X`."""
    for pattern in (_PASSIVE, _ACCEPTED):
        for m in pattern.finditer(o.text):
            targets, buyers = actors_before(o, m.start()), o.names(m["buyer"])
            if targets and targets[0] not in buyers and (buyers or o.line.money):
                stage = _passive_stage(o, m) if pattern is _PASSIVE else _answer(m["verb"])
                thing = Object(targets[0], "", None, m.end())
                yield transfer(o, "passive", m.span(), context, thing=thing, parties=buyers, stage=stage)


_YET_TO_BE = re.compile(r"\b(?:to|will|would|is\sbeing|are\sbeing)\s(?:be\s)?$")


def _passive_stage(o: Outline, m: re.Match[str]) -> str | None:
    stage = read_tense(o, m.start(), m.end("verb"))
    return "announced" if stage == "closed" and _YET_TO_BE.search(o.text[: m.start("verb")]) else stage


def _answer(verb: str) -> str:
    """What a target does with an offer."""
    if re.match("rej|rebuff", verb):
        return "terminated"
    return "signed" if re.match("acc|agr", verb) else "announced"


# ---------------------------------------------------------------- by noun


def _by_noun(o: Outline, context: Context) -> Iterator[Draft]:
    """`its takeover of Y`, `X's $3 billion bid for Y`, `the acquisition of Y by X`."""
    for m in _NOUN.finditer(o.text):
        thing = object_after(o, m.end())
        if thing is None:
            continue
        by = _BY.match(o.text, thing.end)
        own = _OWNER.search(o.text, max(0, m.start() - 110), m.start())
        told = o.names(by["buyer"]) if by else o.names(own["buyer"]) if own else actors_before(o, m.start())
        buyers = tuple(b for b in told if b != thing.name)
        if buyers or _SUM_AHEAD.search(o.text, 0, m.start()):
            stage = noun_stage(o, m, own.start() if own else m.start())
            sure = 0.75 if by or own else 0.65 if buyers else 0.6
            yield transfer(o, "noun", m.span(), context, thing=thing, parties=buyers, stage=stage, confidence=sure)


_FALLEN = re.compile(rf"[^;‹]{{0,50}}?{said('transfers', 'fallen').pattern}")
_FINISHED = re.compile(
    r"(?P<ahead>.*)\b(?:complet\w+|clos(?:ed|es|ing)|finali[sz]\w+|wrapped\sup|concluded|sealed)\b[^;]{0,60}$"
)
_NOT_YET = re.compile(r"\b(?:expect\w*|will|to|would|plans?)\s(?:\w+\s){0,3}$")
TARGET_REACH = 80


def noun_stage(o: Outline, m: re.Match[str], at: int) -> str | None:
    """Fallen through behind it, finished before it, else as its verb says."""
    behind = o.text[m.end() : m.end() + 2 * TARGET_REACH]
    if _FALLEN.search(behind[behind.rfind("›", 0, TARGET_REACH) + 1 :]):
        return "terminated"
    stage = read_tense(o, m.start(), m.start())
    if stage in ("terminated", "rumoured"):
        return stage
    finished = _FINISHED.search(o.text[max(0, at - 110) : m.start()])
    if finished and not _NOT_YET.search(finished["ahead"]):
        return "closed"
    return "signed" if stage == "signed" else "announced"


def _both(o: Outline, context: Context) -> Iterator[Draft]:
    """`X and Y agreed to merge`, `X and Y scrapped their merger`: the first named takes the lead."""
    told = [(m.start("verb"), m.end("verb"), o.names(m["group"])) for m in _BOTH.finditer(o.text)]
    told += [(m.start(), m.start(), actors_before(o, m.start())) for m in _THEIR.finditer(o.text)]
    for start, end, names in told:
        if len(names) == 2:
            thing = Object(names[1], "", None, end)
            stage = read_tense(o, start, end)
            yield transfer(o, "both", (start, end), context, thing=thing, parties=names[:1], stage=stage)


def _terms(o: Outline, context: Context) -> Iterator[Draft]:
    """`Under the deal, X will issue shares worth $1.5 billion`, `The deal values Y at $3 billion`."""
    m = _TERMS.search(o.text)
    if m is None or not o.line.money:
        return
    never = NEVER - {"valuation"}
    money = choose_sum(o, m.end(), roles=("price", "valuation"), never=never)
    if money is not None:
        rule = "en.acquisition.terms"
        kind = _kind_told(o, context)
        draft = make_draft(kind, o, rule, m.span(), context, name=None, money=money, confidence=0.6)
        yield replace(draft, reach=TERMS_REACH)


def _kind_told(o: Outline, context: Context) -> str:
    """The kind of the transfer told just before, whose terms these are."""
    before = reversed(context.lines[max(0, o.line.index - TERMS_REACH) : max(0, o.line.index)])
    drafts = (d for x in before if x.is_latin for d in _named(read_outline(x, context), context))
    return next((d.type for d in drafts), "acquisition")
