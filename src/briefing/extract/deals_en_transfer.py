"""What changes hands or is agreed, in English: acquisitions, stakes, licences, agreements, batches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deal_words import words
from .deals_en_actors import NAME, clean_name, is_place, list_names, make_draft, subject_of, target_of
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
# What stands between the preposition and the name: Indian ride-hailing startup Foo.
_DESCRIBED = r"(?:(?:(?![A-Z])[\w'’-]+|[A-Z][a-z]+(?:ese|ian|ish|can|man|nch|tch|iss|eli))\s){0,6}"
_STAKE_OF = re.compile(
    rf"\b(?:stake|interest|shares|holding|share|fifth|third|quarter)\s(?:in|of)\s(?:the\s)?{_DESCRIBED}(?P<object>{NAME})"
)
_INVESTING = re.compile(
    rf"(?P<buyer>{NAME})[^.;]{{0,60}}?\b(?P<verb>invest(?:s|ed|ing)?|pump(?:s|ed)?|inject(?:s|ed)?)\b[^.;]{{0,50}}?\b(?:in|into)\s(?:the\s)?{_DESCRIBED}(?P<object>{NAME})"
)
_SIGNING = re.compile(
    r"\b(?P<verb>sign(?:s|ed|ing)?|ink(?:s|ed)?|enter(?:s|ed)?\sinto|reach(?:es|ed)?|conclude[sd]?|strike|struck)\b(?P<body>(?:[^.;]|\.(?=\d)){0,90}?)\b(?P<noun>(?:(?!an?\s|the\s)[\w-]+\s){0,3}?(?:agreements?|memorand(?:um|a)(?:\sof\sunderstanding)?|MoUs?|MOUs?|partnership|letter\sof\sintent|contracts?|pacts?))\b"
)
_SIGNED_COUNT = re.compile(
    r"\b(?P<count>\d[\d,]*)\s(?:[\w-]+\s){0,3}?(?:projects|agreements|deals|contracts|MoUs)\s"
    r"(?:were\s|was\s)?(?:signed|inked)\b"
)
_COUNT = re.compile(
    r"\b(?P<count>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|a\stotal\sof\s\d+)\s(?P<noun>(?:[\w-]+\s){0,4}?(?:agreements|projects|deals|contracts|MoUs|memoranda))\b"
)
_LICENSE = re.compile(
    r"\b(?:licens(?:e|es|ed|ing)|exclusive\s(?:rights|license|licence)|upfront\s(?:payment|fee)|commercialization\srights|option\sagreement)\b"
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
        kind = (
            "equity"
            if of_part or (_STAKE.search(m["object"]) and not re.search(r"\b(?:all|100|control|major)", m["object"]))
            else "acquisition"
        )
        yield make_draft(
            kind,
            line,
            f"en.{kind}.verb",
            m.start("verb"),
            context,
            name=of_part["object"] if of_part else target,
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


def find_licenses(line: Line, context: Context) -> Iterator[Draft]:
    """A product's rights for an upfront sum."""
    m = _LICENSE.search(line.simple)
    if not m or not line.money or not re.search(r"\b(?:agreement|deal|rights|license|licence|licensed)\b", line.simple):
        return
    name = subject_of(line, m.start())
    others = tuple(o for n in line.names if (o := clean_name(n.text)) and o != name and not is_place(o, line))[:3]
    if name and others:
        yield make_draft(
            "license",
            line,
            "en.license",
            m.start(),
            context,
            name=name,
            parties=others,
            money=choose_amount(line, m.start(), roles=("upfront", "price")),
            stages=("terminated", "planned"),
            default="signed",
            confidence=0.55,
        )


def find_agreements(line: Line, context: Context) -> Iterator[Draft]:
    """`A and B signed an agreement`; `the signing of 6 cooperation agreements` is a batch."""
    if counted := _SIGNED_COUNT.search(line.simple):
        yield _batch(line, counted.start(), counted.group(), context)
        return
    m = _SIGNING.search(line.simple)
    if not m:
        return
    after = _COUNT.search(line.simple, m.start(), m.end() + 40) or _COUNT.search(line.simple[: m.start()])
    if after and re.search(r"sign|ink", m["verb"]):
        yield _batch(line, m.start(), after.group(), context)
        return
    if not re.search(r"sign|ink", m["verb"]) or re.search(
        r"purchase|licens|loan|peace|ceasefire|trade\s(?:deal|agreement)|contract|employment", m.group()
    ):
        return
    before = list_names(line.simple[max(0, m.start() - 140) : m.start()])
    with_ = re.search(r"\bwith\s(?P<names>[^.;,]{2,90})", line.simple[m.start() :])
    parties = tuple(dict.fromkeys(before[-3:] + (list_names(with_["names"])[:2] if with_ else [])))
    if len(parties) >= 2:
        yield make_draft(
            "agreement",
            line,
            "en.agreement",
            m.start(),
            context,
            name=f"{parties[0]} and {parties[1]} {m['noun']}",
            parties=parties,
            money=choose_amount(line, m.start(), roles=("investment", "price")),
            stages=(),
            default="signed",
        )


def _batch(line: Line, at: int, name: str, context: Context) -> Draft:
    return make_draft(
        "batch_signing",
        line,
        "en.batch_signing",
        at,
        context,
        name=name,
        parties=(),
        money=choose_amount(line, at, roles=("investment", "total")),
        stages=(),
        default="signed",
        place=line.places[0].text if line.places else None,
    )
