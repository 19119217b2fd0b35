"""The English grammar of deals: one function a kind, each reading one line.

English puts who acts before the verb and what is acted on behind it; a name is a run of capitalised words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deal_words import choose_date, choose_place, is_background, read_round, read_stage, words
from .drafts import Draft

_AUX = rf"(?:(?:{words('english_auxiliaries')})\s){{0,5}}"
_NAME = r"[A-Z][\w&'’.-]*(?:\s(?:of|and|for|&|de|the)(?=\s[A-Z])\s[A-Z0-9][\w&'’.-]*|\s[A-Z0-9][\w&'’.-]*){0,8}"

_FUNDING = re.compile(
    r"\b(?P<verb>rais(?:ed?|es|ing)|clos(?:ed?|es|ing)|secur(?:ed?|es|ing)|complet(?:ed?|es|ing)|bag(?:ged|s)|land(?:ed|s)|receiv(?:ed?|es)|announc(?:ed?|es)|obtain(?:ed|s)|gets?|got|finaliz(?:ed|es)|nets?|netted)\b"
    r"(?P<body>(?:[^.;]|\.(?=\d)){0,80}?)\b(?P<noun>funding\sround|financing\sround|[Ss]eries\s[A-H]\d?\+?(?:\s(?:round|funding|financing))?|seed\s(?:round|funding)|angel\s(?:round|funding)|round\sof\s(?:funding|financing)|round|funding|financing|fundraising|private\splacement|venture\scapital)\b"
)
_INVESTOR_LIST = re.compile(
    r"\b(?P<role>(?:co-)?led\s(?:jointly\s)?by|participation\s(?:from|of|by)|joined\sby|backed\sby|investors?\s(?:\w+\s){0,5}?includ(?:e|ed|ing)|investments?\sfrom|funding\sfrom|money\sfrom|invested\sby|from\sinvestors\sincluding)\s"
    r"(?=(?P<names>(?:[^.;]|\.(?=\w)){2,200}))"
)
_BUYING = re.compile(
    rf"\b(?P<aux>{_AUX})(?P<verb>acquir(?:es?|ed|ing)|buy(?:s|ing)?|bought|purchas(?:es?|ed|ing)|tak(?:es?|ing)\sover|took\sover"
    r"|merg(?:es?|ed|ing)\swith|takes?\sprivate)\s(?!by\b)(?P<object>(?:[^.;,]|\.(?=\w)){2,120})"
)
_BOUGHT_BY = re.compile(
    rf"\b(?:was|were|been|being|is|be|gets?)\s(?:acquired|bought|taken\sover|purchased)\sby\s(?:the\s)?(?:[a-z-]+\s){{0,5}}(?P<buyer>{_NAME})"
)
_BUYING_NOUN = re.compile(
    rf"\b(?:acquisition|takeover|purchase|buyout)\s(?:offer\s|bid\s|deal\s)?(?:of|for)\s(?P<object>(?:the\s)?(?:[\w-]+\s){{0,6}}?{_NAME})|(?P<buyer>{_NAME})['’]s\s(?:[\w$.]+\s){{0,6}}?(?:acquisition|takeover|purchase|buyout)\s(?:offer\s|bid\s|deal\s)?(?:of|for)\s(?P<object2>(?:[\w-]+\s){{0,4}}?{_NAME})"
)
_STAKE = re.compile(r"\b(?:stake|shares|interest|percent|%|fifth|third|quarter|holding)\b")
# What stands between the preposition and the name: Indian ride-hailing startup Foo.
_DESCRIBED = r"(?:(?:(?![A-Z])[\w'’-]+|[A-Z][a-z]+(?:ese|ian|ish|can|man|nch|tch|iss|eli))\s){0,6}"
_STAKE_OF = re.compile(
    rf"\b(?:stake|interest|shares|holding|share|fifth|third|quarter)\s(?:in|of)\s(?:the\s)?{_DESCRIBED}(?P<object>{_NAME})"
)
_INVESTING = re.compile(
    rf"(?P<buyer>{_NAME})[^.;]{{0,60}}?\b(?P<verb>invest(?:s|ed|ing)?|pump(?:s|ed)?|inject(?:s|ed)?)\b[^.;]{{0,50}}?\b(?:in|into)\s(?:the\s)?{_DESCRIBED}(?P<object>{_NAME})"
)
_LISTING = re.compile(
    r"(?<!pre-)(?<!Pre-)\b(?:initial\spublic\soffering|IPO|stock\smarket\s(?:debut|listing|flotation)|market\sdebut|public\slisting|share\sfloat|(?:Hong\sKong|New\sYork|Nasdaq|NYSE|Shanghai|Shenzhen|STAR\s(?:Market|board)|London)\s(?:listing|debut|float)|go(?:es|ing)?\spublic|went\spublic|list(?:ed|ing)?\s(?:its\sshares\s)?(?:on|in)\s(?:the\s)?(?:Nasdaq|New\sYork|NYSE|Hong\sKong|Shanghai|Shenzhen|STAR|London))\b"
)
_BOND = re.compile(
    r"\b(?P<verb>issu(?:e|es|ed|ing)|s(?:ell|ells|old|elling)|pric(?:e|ed|es|ing)|rais(?:e|ed|es|ing)|offer(?:s|ed|ing)?|plac(?:ed|es))\b(?:[^.;]|\.(?=\d)){0,70}?\b(?P<noun>(?:convertible\s|corporate\s|green\s|dollar\s|offshore\s|panda\s|senior\s|perpetual\s|exchangeable\s)*(?:bonds?|notes|debentures|commercial\spaper))\b"
)
_FOLLOW_ON = re.compile(
    r"\b(?:rights\sissue|private\splacement\sof\s(?:new\s)?shares|share\splacement|secondary\soffering|follow-on\s(?:offering|share)|share\ssale|placing\sof\s(?:new\s)?shares|sell(?:ing)?\s(?:new\s)shares)\b"
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
_TICKER = re.compile(r"\s?[(\[][A-Z0-9.]{2,14}[)\]]")
_EARLIER = re.compile(
    r"\b(?:[Ll]ast year|[Ii]n \d{4}|[Ee]arlier|[Pp]reviously)\b"
    r"|^In (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_WEEKDAY = re.compile(
    r"^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def find_funding(line: Line, context: Context) -> Iterator[Draft]:
    """`X raised $30 million in a Series B round led by Y`."""
    text = line.simple
    m = _FUNDING.search(text)
    money = choose_amount(line, m.start(), roles=("raised",)) if m else None
    name = _subject(line, m.start()) if m else None
    good = (
        m is not None
        and (name is not None or "round" in m["noun"])
        and (money is not None or "round" in m["noun"] or read_round(m.group()))
    )
    parties = _investors(line)
    if m and good and not re.search(r"\b(?:debt|loan|bond|fund\sof|fund\sthat|IPO|initial\spublic)\b", m.group()):
        yield _draft(
            "funding",
            line,
            "en.funding.verb",
            m.start(),
            context,
            name=name,
            parties=parties[0],
            leads=parties[1],
            money=money,
            round=read_round(text),
            stages=("terminated", "rumoured", "planned"),
            default="closed",
        )
    elif parties[0] and re.search(r"\b(?:round|funding|financing|[Ss]eries\s[A-H])\b", text):
        of = re.search(rf"\b(?:round|funding)\s(?:of|for|in)\s(?P<name>{_NAME})", text)
        yield _draft(
            "funding",
            line,
            "en.funding.investors",
            0,
            context,
            name=of["name"] if of else None,
            parties=parties[0],
            leads=parties[1],
            money=None,
            round=read_round(text),
            stages=(),
            default=None,
            confidence=0.6,
        )


def _investors(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parties: list[str] = []
    leads: list[str] = []
    for m in _INVESTOR_LIST.finditer(line.simple):
        names = _list_names(m["names"])
        parties += names
        leads += names[:1] if "led" in m["role"] else []
    return tuple(dict.fromkeys(parties)), tuple(dict.fromkeys(leads))


def _list_names(text: str) -> list[str]:
    text = _TICKER.sub(
        "",
        re.split(
            r"\b(?:said|which|that|to\s[a-z]|as\swell|after|according|with\sparticipation|valuing|in\sa\s)\b", text
        )[0],
    )
    pieces = re.split(r",\s(?:and\s)?|\sand\s|;\s", text)
    runs = [re.findall(_NAME, re.sub(r"\b[A-Z][a-z]+['’]s\s", "", piece)) for piece in pieces]
    names = [found[-1].rstrip(".,") for found in runs if found]
    return [n for n in names if len(n) > 1 and not _WEEKDAY.match(n)]


def find_acquisitions(line: Line, context: Context) -> Iterator[Draft]:
    """`X agreed to buy Y for $1 billion`; a part of a company is a stake (`equity`)."""
    if by := _BOUGHT_BY.search(line.simple):
        yield from _bought_by(line, by, context)
        return
    for m in _BUYING.finditer(line.simple):
        buyer, target = _subject(line, m.start("verb")), _target(m["object"])
        if not target or not buyer or target == buyer or _is_place(target, line) or _is_place(buyer, line):
            continue
        of_part = _STAKE_OF.search(m["object"])
        kind = (
            "equity"
            if of_part or (_STAKE.search(m["object"]) and not re.search(r"\b(?:all|100|control|major)", m["object"]))
            else "acquisition"
        )
        yield _draft(
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
        target = _target(noun["object"] or noun["object2"])
        owner = _clean(noun["buyer"]) if noun["buyer"] else _subject(line, noun.start())
        if target and owner and target != owner:
            yield _draft(
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
    target, buyer = _subject(line, m.start()), _clean(m["buyer"])
    if target and buyer and target != buyer and not _is_place(buyer, line):
        yield _draft(
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
    target, buyer = _clean(m["object"]), _clean(m["buyer"])
    if target and buyer and target != buyer and not any(p.text == target for p in line.places):
        yield _draft(
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


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """An IPO: planned, filed, priced or listed."""
    m = _LISTING.search(line.simple)
    if not m:
        return
    name = _subject(line, m.start()) or _first_after(line, m.end())
    if (
        name is None
        or _WEEKDAY.match(name)
        or re.search(r"\b(?:IPOs|IPO\s(?:market|pipeline|activity|boom|candidates))\b", line.simple)
    ):
        return
    text = line.simple
    stage = (
        "terminated"
        if re.search(r"\b(?:suspend|halt|withdr|scrap|postpone|shelve|cancel)", text)
        else "filed"
        if re.search(r"\b(?:fil(?:ed|es|ing)|prospectus|submitted|applied|approval|approved|hearing)\b", text)
        else "listed"
        if re.search(r"\b(?:debuted|began\strading|started\strading|listed\son|went\spublic|priced|raised)\b", text)
        else "planned"
    )
    yield _draft(
        "ipo",
        line,
        "en.ipo",
        m.start(),
        context,
        name=name,
        parties=(),
        money=choose_amount(line, m.start(), roles=("raised",)),
        stages=(),
        default=stage,
    )


def _first_after(line: Line, at: int) -> str | None:
    """`As part of an IPO, Foo Bank said`: who acts stands behind."""
    names = (_clean(n.text) for n in line.names if at <= n.start <= at + 30)
    return next((n for n in names if not _is_place(n, line) and n not in _NO_COMPANY), None)


def find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """Bonds and notes of a company."""
    m = _BOND.search(line.simple)
    if not m or re.search(r"\b(?:treasury|government|sovereign|municipal|central\sbank)\b", line.simple, re.IGNORECASE):
        return
    name = _subject(line, m.start())
    if name and any(p.text == name for p in line.places):
        return
    if name and (line.money or context.day):
        yield _draft(
            "bond",
            line,
            "en.bond",
            m.start(),
            context,
            name=name,
            parties=(),
            money=choose_amount(line, m.start(), roles=("raised",)),
            stages=("terminated", "rumoured", "planned"),
            default="closed",
        )


def find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    """Rights issues and placements of a listed company."""
    m = _FOLLOW_ON.search(line.simple)
    name = _subject(line, m.start()) if m else None
    if m and name and line.money:
        yield _draft(
            "follow_on",
            line,
            "en.follow_on",
            m.start(),
            context,
            name=name,
            parties=(),
            money=choose_amount(line, m.start(), roles=("raised",)),
            stages=("terminated", "planned"),
            default="announced",
        )


def find_licenses(line: Line, context: Context) -> Iterator[Draft]:
    """A product's rights for an upfront sum."""
    m = _LICENSE.search(line.simple)
    if not m or not line.money or not re.search(r"\b(?:agreement|deal|rights|license|licence|licensed)\b", line.simple):
        return
    name = _subject(line, m.start())
    others = tuple(o for n in line.names if (o := _clean(n.text)) and o != name and not _is_place(o, line))[:3]
    if name and others:
        yield _draft(
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
    before = _list_names(line.simple[max(0, m.start() - 140) : m.start()])
    with_ = re.search(r"\bwith\s(?P<names>[^.;,]{2,90})", line.simple[m.start() :])
    parties = tuple(dict.fromkeys(before[-3:] + (_list_names(with_["names"])[:2] if with_ else [])))
    if len(parties) >= 2:
        yield _draft(
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
    return _draft(
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


def _draft(
    kind: str,
    line: Line,
    rule: str,
    at: int,
    context: Context,
    *,
    name,
    parties,
    money,
    stages,
    default,
    leads=(),
    round=None,
    place=None,
    confidence=0.75,
) -> Draft:
    near = line.simple[max(0, at - 80) : at + 110]
    if (
        re.search(r"\bsource|\bpeople\b.{0,20}\b(?:familiar|knowledge)", line.simple)
        and read_stage(near, stages, default) == "planned"
    ):
        default, stages = "rumoured", ()
    return Draft(
        type=kind,
        line=line,
        rule=rule,
        at=at,
        name=name,
        parties=tuple(p for p in parties if p != name),
        leads=leads,
        money=money,
        round=round,
        stage=read_stage(near, stages, default),
        place=place or choose_place(line, at, name, context),
        date=choose_date(line, at),
        is_background=is_background(line, at, context) or bool(_EARLIER.search(line.simple, 0, at)),
        confidence=confidence,
    )


def _clean(name: str) -> str:
    """A name without its ticker, a possessive place before it, or a weekday."""
    name = _TICKER.sub("", name).strip(" ,'’.")
    name = re.sub(r"^(?:[A-Z]+(?:/[A-Z]+)?\s)(?=[A-Z][a-z])", "", name)  # BEIJING/SHANGHAI of a dateline
    name = re.sub(r"^(?:The|China|Chinese|Japan|Germany|U\.S|American|German|Japanese)(?:['’]s)?\s(?=[A-Z])", "", name)
    name = re.sub(r"^(?:[A-Z][a-z]*maker|Startup|Retailer|Developer|Lender|Insurer|Miner)\s(?=[A-Z])", "", name)
    return "" if _WEEKDAY.match(name) else re.sub(r"['’]s$", "", name)


def _target(text: str) -> str | None:
    """The last capitalised name before a price or a preposition: `fellow chipmaker Foo Inc for $3 billion`."""
    head = re.split(
        r"\s(?:for|from|in\sa|at|by|as|to|after|on|under|which|that|while|amid|worth|valued)\s", text, maxsplit=1
    )[0]
    names = [_clean(n) for n in re.findall(_NAME, _TICKER.sub("", head))]
    names = [n for n in names if len(n) > 1]
    return names[-1] if names else None


_PART_OF = re.compile(
    r"\b(?:arm|unit|subsidiary|affiliate|division|parent|shareholders?|owner|spokes\w+|analysts?|maker|part|plans|shares)\s(?:of|for|at)\s(?:the\s)?$"
)


def _subject(line: Line, at: int) -> str | None:
    """The first name of the line before the verb that is no place, no weekday and no mere owner of who acts."""
    for n in line.names:
        if n.end > at:
            break
        name = _clean(n.text)
        if (
            name
            and not _is_place(name, line)
            and not _PART_OF.search(line.simple, 0, n.start)
            and name not in _NO_COMPANY
        ):
            return name
    return None


_NO_COMPANY = frozenset(
    [
        "IPO",
        "CEO",
        "CFO",
        "AI",
        "GDP",
        "PE",
        "VC",
        "M&A",
        "SEC",
        "ChiNext",
        "STAR",
        "STAR Market",
        "Nasdaq",
        "NYSE",
        "HKEX",
        "Series",
        "Fund",
        "Company",
        "Board",
    ]
)


def _is_place(name: str, line: Line) -> bool:
    return any(p.text.strip(".") == name.strip(".") for p in line.places) or (name.isupper() and " " in name)


ENGLISH_RULES = (
    find_funding,
    find_acquisitions,
    find_stakes,
    find_listings,
    find_bonds,
    find_follow_ons,
    find_licenses,
    find_agreements,
)
