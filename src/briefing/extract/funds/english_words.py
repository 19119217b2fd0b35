"""How English news names a fund and tells of it: patterns for `funds_en`, each with what it is for."""

from __future__ import annotations

import re

_CAPITAL = r"[A-Z][\w&.'’\-]*"
_NUMBER = r"(?:[IVX]{1,5}|\d{1,2})\b(?!\s(?:million|billion|percent))"
_FORM = r"(?:,?\s(?:L\.?P\b\.?|SCSp|LLP|SICAV|RAIF))"
_HEAD = (
    r"(?:Fund|Partners|Ventures|Opportunities|Holdings|Growth|Capital|Investors|Equity|Infrastructure|Buyout|Secondaries"
    r"|Seed)"
)
_WORDS = rf"{_CAPITAL}(?:\s(?:(?:of|for|and|&)\s)?{_CAPITAL}){{0,8}}?"
# A vehicle by its name.
VEHICLE = re.compile(
    rf"""
    (?<![\w\-])
    (?:
        {_WORDS}\s{_HEAD}(?:\sFund)?\s{_NUMBER}{_FORM}?                                 # … Partners IV, L.P.
      | {_WORDS}\sFund(?:\sof\sFunds)?(?:\s(?:Phase\s)?{_NUMBER})?{_FORM}?              # … Industry Fund Phase II
      | {_CAPITAL}(?:\s{_CAPITAL}){{1,6}}?\s(?:{_HEAD}){_FORM}                          # … Capital, L.P.
      | Fund\s{_NUMBER}                                                                 # Fund IV
    )
    """,
    re.VERBOSE,
)
# The second phase of … belongs to the name.
PHASE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|new|initial|final)\s(?:phase|tranche)\sof\sthe\s$", re.IGNORECASE
)
# Words that only open a sentence before a name.
OPENS = re.compile(
    r"^(?:The|A|An|Its|Their|This|That|New|Both|And|But|In|For|Last|When|While|After|Under|Since|With|Called|Says)\s"
)

# ---------------------------------------------------------------- verbs

_CLOSES = (
    r"(?:(?:final|first|second|third|interim|initial|last)\s(?:and\sfinal\s)?clos(?:e|ing)s?\s(?:of|for|on)"
    r"|clos(?:ed|es|ing)|rais(?:ed|es|e|ing)|secur(?:ed|es|ing)|complet(?:ed|es)\s(?:the\s)?fundraising\sfor)"
)
_FOUNDS = (
    r"(?:launch(?:ed|es|ing|\sof)?|set(?:s|ting)?\sup|establish(?:ed|es|ing)?|establishment\sof|creat(?:ed|es|ing|e)"
    r"|form(?:ed|s)|introduc(?:ed|es)|start(?:ed|s))"
)
_TELLS = (
    r"(?:announc(?:ed|es|ing)|unveil(?:ed|s|ing)?|commit(?:s|ted)?(?:\s\S+){0,4}\s(?:to|in)|anchor(?:s|ed)"
    r"|back(?:s|ed))"
)
# Between the verb and the name: an article, a number, a description; `from`, `by` and `in` make the fund an investor.
_GAP = (
    r"\s(?:in\s(?:\w+\s){0,2}commitments\sfor\s"
    r"|(?!(?:from|by|led|with|in|to|into|via|through|alongside|including|stake|stakes|round|financing)\b)"
    r"[\w$€£.,%'’\-()&]+\s){0,14}?"
)
VERB = re.compile(rf"\b(?:{_CLOSES}|{_FOUNDS}|{_TELLS})", re.IGNORECASE)
BEFORE = re.compile(
    rf"(?:(?P<closed>{_CLOSES})|(?P<established>{_FOUNDS})|(?P<announced>{_TELLS})){_GAP}[\"“(]?$", re.IGNORECASE
)
FIRMEST = ("closed", "established", "announced")
"""Of several verbs before a name the first of these says most: announced the final close of …."""
AFTER = re.compile(
    r"""
    (?:\s?\([^()]{1,60}\))?(?:,\s(?P<announcing>unveiled|announced)?[^,.;]{2,80},|,)?\s?
    (?:(?:has|have|had|was|is|were|will(?:\sbe)?|formally|officially|which|been|now|also|would|held|reached)\s|(?:\w+ly)\s){0,4}
    (?:
        (?P<closed>closed|raised|oversubscribed|secured|(?:a|its|the)\s(?:final|first)\sclos(?:e|ing)|commitments
           |received\s(?:strong\s)?(?:support|commitments)|surpass(?:ed|es)|beat|topped|attracted|drew|exceeded|hit\sits|(?:final|first)\sclose)
      | (?P<established>launched|established|set\sup|created|formed|registered)
      | (?P<planned>target(?:s|ing|ed)?|seek(?:s|ing)|aim(?:s|ing)|expected|raising|looking|in\sthe\smarket)
      | (?P<announced>invests?|focus(?:es)?|back(?:s|ed)?\b|managed|run|financed|financing|support|capitali[sz]ed|plans)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
INTENT = re.compile(
    r"\b(?:will|plans?|planned|planning|aims?|propos\w+|consider\w*|intends?|expects?|could|may|might|should|hopes?"
    r"|seek(?:s|ing)?|would|looking|wants?|agree(?:s|d)?|prepar\w+|in\stalks|set)\s(?:to\s)?(?:\w+ly\s)?(?:jointly\s)?$",
    re.IGNORECASE,
)
# Is raising: the money is not in yet.
UNDER_WAY = re.compile(r"^(?:raising|closing)$", re.IGNORECASE)
HISTORY = re.compile(
    r"\b(?:previous|predecessor|prior|earlier|preceding|past|last|former)\s(?:\w+\s){0,4}(?:fund|vehicle|pool|flagship)?\b"
    r"[^.;]{0,30}$",
    re.IGNORECASE,
)
# The vehicle as one who buys or sells: no news of the fund.
INVESTOR = re.compile(
    r"\s(?:led|invested|bought|sold|acquired|participated|joined|owns|holds|agreed|co-led|exited|took)\b"
)

# ---------------------------------------------------------------- told in common nouns

UNITS = (
    r"(?:yuan|dollar|euro|rupee|pound|yen|won|riyal|dirham|franc|crore|peso|ringgit|baht|RMB|renminbi|US\sdollar"
    r"|Hong\sKong\sdollar)s?"
)
_SUM = rf"(?:[$€£]?[\d.,]+[\s-]?(?:million|billion|trillion|bn|mn|m|b)?(?:[\s-]{UNITS})?\s)?"
_SUM_TOLD = rf"[$€£]?\d[\d.,]*[\s-]?(?:million|billion|trillion|bn|mn|m|b)(?:[\s-]{UNITS})?\s"  # Acme raises $400M fund
_NOT_IN_NAME = r"(?:of|in|the|to|that|which|with|for|by|from|and\s(?:its|has|is|was|to|will)|has|is|was)"
_NO_FUND = r"(?:manager|house|investor|raising|money|flow|inflow|assets|administrat|share|unit)"
_END = rf"(?:fund\sof\sfunds|fund(?!\sof\sfunds)|vehicle)(?!\s{_NO_FUND})\b"
_OWN = r"(?:an?|its|their)\s(?:new\s)?"


def _noun(group: str) -> str:
    """second Asia private credit fund, artificial intelligence and robotics industry fund."""
    return rf"(?P<{group}>(?:(?!{_NOT_IN_NAME}\b)[\w&\-]+\s){{0,8}}?{_END})"


def _paid(most: int) -> str:
    """The sum and what is said of it, between the verb and for."""
    return rf"\s(?:[\w$€£.,()\-]+\s){{0,{most}}}?"


DESCRIBED = re.compile(
    rf"""
    \b(?:
        (?P<v_closed>(?:final|first|second|interim|initial)\sclos(?:e|ing)\s(?:of|for|on)|clos(?:ed|es|ing))\s(?:its|their|an?)\s{_noun("closed")}
      | (?P<v_raised>rais(?:e|es|ed|ing)|secur(?:e|es|ed|ing)){_paid(11)}
            (?:for|in|in\sthe\sfirst\sclose\sof|toward)\s{_OWN}{_noun("raised")}
      | (?P<v_joined>commit(?:s|ted)?|contribut(?:e|es|ed)|pledg(?:e|es|ed)|put(?:s|ting)?(?:\sup)?){_paid(6)}
            (?:to|in|into|for)\san?\s(?:new\s)?{_noun("joined")}
      | (?P<v_founded>{_FOUNDS})\s{_OWN}{_SUM}{_noun("founded")}
      | (?P<v_nets>rais(?:es|ed)|clos(?:es|ed)|secures)\s{_SUM_TOLD}{_noun("nets")}
      | (?P<v_opens>launch(?:es|ed)|unveil(?:s|ed)|sets\sup)\s{_SUM_TOLD}{_noun("opens")}
      | (?P<v_sought>target(?:s|ing)|seek(?:s|ing)|in\sthe\smarket|market(?:s|ing)|fundraising){_paid(7)}
            (?:for|with)\s{_OWN}{_noun("sought")}
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# a $2 billion fund for clean energy startups: a fund in one word is called by its size and what it is for.
BARE = re.compile(r"(?:new\s)?(?:fund|vehicle|pool)", re.IGNORECASE)
SUM_AHEAD = re.compile(
    rf"(?:[A-Z]{{0,3}}[$€£¥]\s?)?\d[\d.,]*[\s-]?(?:million|billion|trillion|bn|mn|crore|m|b)(?:[\s-]{UNITS})?[\s-]"
    r"(?:new\s)?$|\bnew\s$",
    re.IGNORECASE,
)
_NEXT = r"(?!(?:in|as|after|on|by|with|that|which|at|from|this|last|next|said|to)\b)[\w&\-]+"
FOR_WHAT = re.compile(
    r"\s(?:for|focused\son|dedicated\sto|to\s(?:back|support|finance|invest\sin)|targeting|aimed\sat)\s"
    r"(?!(?:the\s(?:first|second|third)|its|their|an?\s(?:first|final)|\$|\d)\b)"
    rf"[\w&\-]+(?:\s{_NEXT}){{0,5}}"
)
# A $100 billion fund named X; a vehicle called X Growth.
CALLED = re.compile(
    r"\b(?:fund|vehicle)\s(?:named|called|dubbed|known\sas)\s[\"“']?(?P<name>[A-Z][\w&.'’\-]*(?:\s(?:of\s)?[A-Z][\w&.'’\-]*){0,5})"
)
# The group of `DESCRIBED` that matched -> what has happened to the fund.
TOLD_STAGES = {
    "closed": "closed",
    "raised": "closed",
    "joined": "announced",
    "founded": "established",
    "nets": "closed",
    "opens": "established",
    "sought": "planned",
}
CURRENCY = re.compile(rf"{UNITS}[\s-]", re.IGNORECASE)
MENTION = re.compile(r"[Ff]unds?\b|Partners|L\.?P\b|Opportunities|vehicle|[Ff]oundation|Growth|Capital|Ventures")
ROMAN = re.compile(r"\b([IVX]{1,5}|\d{1,2})(?=$|,|\s(?:L\.?P|SCSp))")
ORDINALS = {
    "first": ("i", "1"),
    "second": ("ii", "2"),
    "third": ("iii", "3"),
    "fourth": ("iv", "4"),
    "fifth": ("v", "5"),
    "sixth": ("vi", "6"),
    "seventh": ("vii", "7"),
    "eighth": ("viii", "8"),
    "ninth": ("ix", "9"),
}
