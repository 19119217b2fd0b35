"""Bonds and further shares in English, and the banks and proceeds that the next sentences tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..english.cast import read_cast
from ..english.frames import actors_before
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.words import ORG, phrases, said, verbs
from ..reading.context import Context, Line
from .drafts import Draft
from .en_draft import make_draft
from .en_issuers import helpers_in, owner_before, proceeds
from .en_listings import is_listing

_BOND_NOUN = rf"(?:{phrases('issues', 'bond_words')}\s){{0,4}}{phrases('issues', 'bonds')}\b"
_BOND = re.compile(
    rf"\b(?P<verb>{phrases('issues', 'bond_verbs')})\b(?:[^‹;]|{ORG}['’]s?){{0,80}}?"
    rf"\b(?P<noun>{_BOND_NOUN}|dollar\stransaction|bond\s(?:sale|issue|offering))"
)
_NOT_BOND = said("issues", "not_bonds")
_PREPARES = re.compile("mandated|hir|market|launch")
"""Banks are chosen, investors called: told without a sum as well."""
_CERTAIN = re.compile("issu|sell|sold|pric|plac")
_FOLLOW_ON = said("issues", "follow_on")
_NEWS = re.compile("announc|pric|launch")
_PROCEEDS = re.compile(r"\bproceeds\b")
_RAISING = re.compile(rf"{verbs('raise')}\s")


def find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """`X sold $300 million of ten-year notes`, `X has mandated banks for a dollar bond`."""
    o = read_outline(line, context)
    if _NOT_BOND.search(o.text):
        return
    for m in _BOND.finditer(o.text):
        name = next(iter(actors_before(o, m.start())), None)
        if name is not None and _is_issue(o, m):
            yield _bond(o, m, name, context)
            return
    yield from _helped("bond", o, context)


def _is_issue(o: Outline, m: re.Match[str]) -> bool:
    if re.search(r"\binvest", m.group()) or not (o.line.money or _PREPARES.match(m["verb"])):
        return False
    return not m["noun"].endswith("debt") or bool(_CERTAIN.match(m["verb"]))


def _bond(o: Outline, m: re.Match[str], name: str, context: Context) -> Draft:
    stage = read_tense(o, m.start("verb"), m.end("verb"), future="planned")
    if stage == "closed" and re.match("mandated|hir", m["verb"]):
        stage = "planned"
    return make_draft(
        "bond",
        o,
        "en.bond",
        m.span(),
        context,
        name=name,
        parties=helpers_in(o, name),
        money=proceeds(o, m.start()),
        stage=stage,
    )


def find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    """Rights issues, placements and offerings of a listed company."""
    o = read_outline(line, context)
    m = _FOLLOW_ON.search(o.text)
    if m is None:
        yield from _terms(o, context)
        return
    if is_listing(o.text):
        return
    name = owner_before(o, m.start()) or next(iter(actors_before(o, m.start())), None)
    if name is not None and (line.money or _NEWS.search(o.text[: m.start()])):
        stage = read_tense(o, m.start(), m.start(), future="planned")
        yield make_draft(
            "follow_on",
            o,
            "en.follow_on",
            m.span(),
            context,
            name=name,
            parties=helpers_in(o, name),
            money=proceeds(o, m.start()),
            stage="announced" if stage == "closed" else stage,
        )


def _terms(o: Outline, context: Context) -> Iterator[Draft]:
    """`Gross proceeds are expected to be $150 million`, `Foo is acting as bookrunner`."""
    if _PROCEEDS.search(o.text) and o.line.money:
        rule = "en.issue.proceeds"
        for kind in ("follow_on", "ipo"):
            yield make_draft(kind, o, rule, (0, 0), context, name=None, money=proceeds(o, 0), confidence=0.6)
    yield from _helped("follow_on", o, context)
    yield from _helped("ipo", o, context)


def _helped(kind: str, o: Outline, context: Context) -> Iterator[Draft]:
    """The banks behind an issue told before; a sentence that raises something itself tells of its own."""
    names = helpers_in(o, read_cast(context).main)
    if names and not _RAISING.search(o.text) and not is_listing(o.text):
        yield make_draft(kind, o, f"en.{kind}.banks", (0, 0), context, name=None, parties=names, confidence=0.6)
