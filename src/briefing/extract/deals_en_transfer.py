"""What changes hands or is sold, in English: companies and stakes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deal_words import words
from .deals_en_actors import DESCRIBED, NAME, clean_name, is_place, make_draft, subject_of, target_of
from .drafts import Draft

_AUX = rf"(?:(?:{words('english_auxiliaries')})\s){{0,5}}"
_BUYING = re.compile(
    rf"\b(?P<aux>{_AUX})(?P<verb>acquir(?:es?|ed|ing)|buy(?:s|ing)?|bought|purchas(?:es?|ed|ing)|tak(?:es?|ing)\sover|took\sover"
    r"|merg(?:es?|ed|ing)\swith|takes?\sprivate)\s(?!by\b)(?P<object>(?:[^.;,]|\.(?=\w)){2,120})"
)
_BOUGHT_BY = re.compile(
    rf"\b(?:was|were|been|being|is|be|gets?)\s(?:acquired|bought|taken\sover|purchased)\sby\s(?:the\s)?(?:[a-z-]+\s){{0,5}}(?P<buyer>{NAME})"
)
_BUYING_NOUN = re.compile(
    rf"\b(?:acquisition|takeover|purchase|buyout)\s(?:offer\s|bid\s|deal\s)?(?:of|for)\s(?P<object>(?:the\s)?(?:[\w-]+\s){{0,6}}?{NAME})|(?P<buyer>{NAME})['’]s\s(?:[\w$.]+\s){{0,6}}?(?:acquisition|takeover|purchase|buyout)\s(?:offer\s|bid\s|deal\s)?(?:of|for)\s(?P<object2>(?:[\w-]+\s){{0,4}}?{NAME})"
)
_STAKE = re.compile(r"\b(?:stake|shares|interest|percent|%|fifth|third|quarter|holding)\b")
_STAKE_OF = re.compile(
    rf"\b(?:stake|interest|shares|holding|share|fifth|third|quarter)\s(?:in|of)\s(?:the\s)?{DESCRIBED}(?P<object>{NAME})"
)
_INVESTING = re.compile(
    rf"(?P<buyer>{NAME})[^.;]{{0,60}}?\b(?P<verb>invest(?:s|ed|ing)?|pump(?:s|ed)?|inject(?:s|ed)?)\b[^.;]{{0,50}}?\b(?:in|into)\s(?:the\s)?{DESCRIBED}(?P<object>{NAME})"
)
_SELLING = re.compile(
    rf"\b(?P<aux>{_AUX})(?P<verb>sell(?:s|ing)?|sold|offload(?:s|ed|ing)?|divest(?:s|ed|ing)?)\s(?P<object>(?:[^.;,]|\.(?=\w)){{2,110}}?)"
    rf"\sto\s(?:the\s|its\s)?{DESCRIBED}(?P<buyer>{NAME})"
)
_SOLD_WHOLE = re.compile(
    rf"\b(?:business|unit|subsidiary|arm|division|company|maker|operator|firm|startup)\s(?P<object>{NAME})"
)
_NO_SALE = re.compile(
    r"\b(?:bonds?|notes|shares|stock|cars|vehicles|products|goods|tickets|phones|chips|units|oil|gas|debt)\b"
)
_PERCENT = re.compile(r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|percent|per\scent|pct)")
_CONTROL = re.compile(r"\b(?:all|entire|whole|full|100|control\w*|majority)\b")
_MINORITY = 30
"""Per cent: below this a purchase of shares is a stake (`equity`), not an acquisition; the same as in Chinese."""


def _kind(words: str) -> str:
    """A part of a company is a stake, control or the whole of it an acquisition."""
    share = _PERCENT.search(words)
    if share:
        return "equity" if float(share["share"]) < _MINORITY else "acquisition"
    return "equity" if _STAKE.search(words) and not _CONTROL.search(words) else "acquisition"


def find_sales(line: Line, context: Context) -> Iterator[Draft]:
    """`X agreed to sell its stake in Y to Z`."""
    m = _SELLING.search(line.simple)
    if not m:
        return
    part = _STAKE_OF.search(m["object"]) or _SOLD_WHOLE.search(m["object"])
    if part is None and _NO_SALE.search(m["object"]):
        return
    target = clean_name(part["object"]) if part else target_of(m["object"])
    seller, buyer = subject_of(line, m.start("verb")), clean_name(m["buyer"])
    if (
        not target
        or not seller
        or not buyer
        or len({target, seller, buyer}) < 3
        or is_place(buyer, line)
        or is_place(target, line)
    ):
        return
    kind = _kind(m["object"])
    yield make_draft(
        kind,
        line,
        f"en.{kind}.sold",
        m.start("verb"),
        context,
        name=target,
        parties=(buyer, seller),
        money=choose_amount(line, m.start("verb"), roles=("price",)),
        stages=("terminated", "rumoured", "planned", "signed"),
        default="closed" if m["verb"] in ("sold", "offloaded", "divested") else "announced",
        confidence=0.85,
    )


def find_acquisitions(line: Line, context: Context) -> Iterator[Draft]:
    """`X agreed to buy Y for $1 billion`; a part of a company is a stake (`equity`)."""
    if by := _BOUGHT_BY.search(line.simple):
        yield from _bought_by(line, by, context)
        return
    for m in _BUYING.finditer(line.simple):
        buyer, target = subject_of(line, m.start("verb")), target_of(m["object"])
        if not target or not buyer or target == buyer or is_place(target, line) or is_place(buyer, line):
            continue
        of_part = _STAKE_OF.search(m["object"])
        kind = _kind(m["object"])
        yield make_draft(
            kind,
            line,
            f"en.{kind}.verb",
            m.start("verb"),
            context,
            name=clean_name(of_part["object"]) if of_part else target,
            parties=(buyer,),
            money=choose_amount(line, m.start("verb"), roles=("price",)),
            stages=("terminated", "rumoured", "planned", "signed"),
            default="closed" if re.search(r"bought|acquired|took|completed", m["verb"] + m["aux"]) else "announced",
        )
        return
    if noun := _BUYING_NOUN.search(line.simple):
        target = target_of(noun["object"] or noun["object2"])
        owner = clean_name(noun["buyer"]) if noun["buyer"] else subject_of(line, noun.start())
        if target and owner and target != owner:
            yield make_draft(
                "acquisition",
                line,
                "en.acquisition.noun",
                noun.start(),
                context,
                name=target,
                parties=(owner,),
                money=choose_amount(line, noun.start(), roles=("price",)),
                stages=("terminated", "rumoured"),
                default="closed" if "completed" in line.simple else "announced",
                confidence=0.65,
            )


def _bought_by(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    target, buyer = subject_of(line, m.start()), clean_name(m["buyer"])
    if target and buyer and target != buyer and not is_place(buyer, line):
        yield make_draft(
            "acquisition",
            line,
            "en.acquisition.passive",
            m.start(),
            context,
            name=target,
            parties=(buyer,),
            money=choose_amount(line, m.start(), roles=("price",)),
            stages=("terminated", "rumoured", "planned"),
            default="closed",
        )


def find_stakes(line: Line, context: Context) -> Iterator[Draft]:
    """`X invested $100 million in Y`."""
    m = _INVESTING.search(line.simple)
    if not m or not line.money:
        return
    target, buyer = clean_name(m["object"]), clean_name(m["buyer"])
    if target and buyer and target != buyer and not any(p.text == target for p in line.places):
        yield make_draft(
            "equity",
            line,
            "en.equity.invest",
            m.start("verb"),
            context,
            name=target,
            parties=(buyer,),
            money=choose_amount(line, m.start("verb"), roles=("investment",)),
            stages=("terminated", "rumoured", "planned", "signed"),
            default="closed",
            confidence=0.65,
        )
