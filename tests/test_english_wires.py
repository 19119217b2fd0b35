"""English wires told in full: asides, datelines, rivals and pasts beside the news; every name is invented."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Deal, Fund, Project
from test_deals import article_of


def read(text: str, title: str | None = None) -> list[Deal | Fund | Project]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    return [r for r in extract_records(article, sentences, tokens) if not r.is_background]


# text, then type, name, sum as written, stage, parties
TOLD: list[tuple[Any, ...]] = [
    # what stands in an aside is not this deal's
    ("Kelso Group Corp, which paid $4 million for Redleaf Foods, has agreed to buy Zaaigoed NV for $9 million.", "acquisition", "Zaaigoed NV", "$9 million", "signed", ["Kelso Group Corp"]),
    ("Kelso Group Corp will acquire Zaaigoed NV, a source close to the talks said on Monday, ending a long fight.", "acquisition", "Zaaigoed NV", None, "rumoured", ["Kelso Group Corp"]),
    # datelines that nothing closes, words that only open the lead
    ("LEEDS/HONG KONG Marwick will invest $7 million in seed trader Zaaigoed NV, the two said on Monday.", "equity", "Zaaigoed NV", "$7 million", "announced", ["Marwick"]),
    # descriptions: a land, two trades, a word that is a verb elsewhere
    ("Marwick Plc has bought Southeast Asian online grocer Zaaigoed for $9 million.", "acquisition", "Zaaigoed", "$9 million", "closed", ["Marwick Plc"]),
    ("Marwick Plc has agreed to buy Dutch seeds and bulbs group Zaaigoed NV for $9 million.", "acquisition", "Zaaigoed NV", "$9 million", "signed", ["Marwick Plc"]),
    ("Marwick Plc has agreed to buy German industrial pump maker Zaaigoed GmbH for $9 million.", "acquisition", "Zaaigoed GmbH", "$9 million", "signed", ["Marwick Plc"]),
    # parts of a company, and things without a name
    ("Marwick Plc agreed to acquire the patch business of Swiss rival Zaaigoed AG for $9 million.", "acquisition", "patch business", "$9 million", "signed", ["Marwick Plc", "Zaaigoed AG"]),
    ("Marwick Plc agreed to sell the bulk of its Chile and Peru business to Kelso Group Corp for $9 million.", "acquisition", "Chile and Peru business", "$9 million", "signed", ["Marwick Plc", "Kelso Group Corp"]),
    ("Marwick Plc has agreed to sell a 67 percent stake in Zaaigoed port to Kelso Group Corp for $9 million.", "acquisition", "Zaaigoed port", "$9 million", "signed", ["Marwick Plc", "Kelso Group Corp"]),
    ("Marwick Plc will pay $9 million for 48 percent of Zaaigoed NV's Lyon unit.", "acquisition", "Lyon unit", "$9 million", "announced", ["Marwick Plc", "Zaaigoed NV"]),
    ("Marwick Plc agreed to sell 12 shopping malls in Chile to an entity linked to Kelso Group Corp for $9 million.", "acquisition", "12 shopping malls in Chile", "$9 million", "signed", ["Marwick Plc", "Kelso Group Corp"]),
    # sales of itself that fell through, bids of somebody without a name
    ("Marwick Plc said on Monday it had terminated its $9 million sale to a state fund.", "acquisition", "Marwick Plc", "$9 million", "terminated", []),
    ("A $9 million takeover of seed trader Zaaigoed NV by a group of funds has failed.", "acquisition", "Zaaigoed NV", "$9 million", "terminated", []),
    # a valuation is the price of the whole when the deal values it
    ("Marwick Plc agreed to buy Zaaigoed NV in a deal that values the company at $9 million.", "acquisition", "Zaaigoed NV", "$9 million", "signed", ["Marwick Plc"]),
    # shares in part, shares lifted to control
    ("Marwick Plc raised its stake in Zaaigoed NV to 76 percent.", "acquisition", "Zaaigoed NV", None, "closed", ["Marwick Plc"]),
    ("Marwick Plc has built up a stake of almost 10 percent in Zaaigoed NV.", "equity", "Zaaigoed NV", None, "closed", ["Marwick Plc"]),
    # listings: a SPAC, banks hired, what is ahead of another deal
    ("Marwick Plc has hired Kelso Bank and Redleaf Bank to work on a planned Hong Kong initial public offering.", "ipo", "Marwick Plc", None, "planned", ["Kelso Bank", "Redleaf Bank"]),
    ("Marwick Plc agreed to go public through a merger with blank-check firm Heron Acquisition Corp on Monday.", "ipo", "Marwick Plc", None, "signed", ["Heron Acquisition Corp"]),
    ("Marwick Plc has completed a $9 million funding round ahead of a widely expected initial public offering.", "funding", "Marwick Plc", "$9 million", "closed", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "name", "money", "stage", "parties"), TOLD, ids=[t[0][:48] for t in TOLD])
def test_wires(text: str, kind: str, name: str, money: str | None, stage: str, parties: list[str]) -> None:
    (deal,) = read(text)
    assert isinstance(deal, Deal)
    assert (deal.type, deal.name, deal.money.text if deal.money else None) == (kind, name, money)
    assert (deal.stage, sorted(deal.parties)) == (stage, sorted(parties))


NEWS = "Marwick Plc said on Monday it had bought Zaaigoed NV for $9 million."


@pytest.mark.parametrize(
    "aside",
    [
        "Last month rival Kelso Foods raised $300 million in a Series C round.",
        "Local rival Kelso Foods is building plants in Lima and Cusco.",
        "Kelso Foods went public in April 2014, raising $40 million.",
        "Redleaf Fund sold $2 billion worth of shares in Kelso Foods.",
        "It opened its first overseas factory in Lima, Peru, last November.",
        "It plans to open hubs in Lima and Cusco before the end of the year.",
        "Kelso Foods said it hopes to list its shares in London within two years.",
        "An IPO is not imminent, a person with knowledge of its plans said.",
        "It signed a $40 million loan facility with Kelso Bank to fund its growth.",
        "Kelso Foods has raised more than $1.5 billion in total since it was founded in 2018.",
        "Kelso Foods, a rival, has raised $90 million to date.",
    ],
)
def test_asides_are_no_news(aside: str) -> None:
    """Rivals, pasts, wishes and loans told beside the news."""
    text = f"{NEWS} The shares rose 3 percent. Analysts were pleased. {aside}"
    assert [r.name for r in read(text)] == ["Zaaigoed NV"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Corvid Science and Technology Co has bought Zaaigoed NV.", ["Corvid Science and Technology Co"]),
        ("Kelso Group Corp and Corvid Foods have bought Zaaigoed NV.", ["Kelso Group Corp", "Corvid Foods"]),
        ("iCorvid has bought Zaaigoed NV.", ["iCorvid"]),
        ('Marwick Plc, maker of the game "Heron of War", has bought Zaaigoed NV.', ["Marwick Plc"]),
    ],
)
def test_names_are_cut_as_an_editor_would(text: str, names: list[str]) -> None:
    (deal,) = read(text)
    assert isinstance(deal, Deal)
    assert (deal.name, sorted(deal.parties)) == ("Zaaigoed NV", sorted(names))


def test_who_joins_later_takes_part() -> None:
    text = (
        "A consortium led by Marwick Plc agreed on Monday to buy Zaaigoed NV for $9 million. "
        "The consortium, which also includes Kelso Capital and Redleaf Fund, will pay in cash."
    )
    (deal,) = read(text)
    assert isinstance(deal, Deal)
    assert sorted(deal.parties) == ["Kelso Capital", "Marwick Plc", "Redleaf Fund"]


SITES: list[tuple[Any, ...]] = [
    ("Corvid Energy will build a production site for glass cells in the eastern German city of Erfurt.", "Erfurt", "planned", ["Corvid Energy"]),
    ("Corvid Energy signed an agreement with Heron Metals on Monday to build a nickel plant in Lund.", "Lund", "signed", ["Corvid Energy", "Heron Metals"]),
    ("Corvid Energy opened a lab in Lund as part of plans to invest $400 million in Sweden.", "Lund", "operating", ["Corvid Energy"]),
    ("Corvid Energy's $40 million glass plant in Lund broke ground on Monday.", "Lund", "started", ["Corvid Energy"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "stage", "owners"), SITES, ids=[t[0][:48] for t in SITES])
def test_sites(text: str, place: str, stage: str, owners: list[str]) -> None:
    (project,) = [r for r in read(text) if isinstance(r, Project)]
    assert (project.place, project.stage, sorted(project.parties)) == (place, stage, sorted(owners))


def test_a_share_of_a_larger_plan_costs_nothing_of_its_own() -> None:
    (project,) = read("Corvid Energy opened a lab in Lund as part of plans to invest $400 million in Sweden.")
    assert project.money is None


@pytest.mark.parametrize(
    "text", ["A bid by Heron Bridge for Corvid Foods was blocked on Monday.", "Ships moored at the port were launched."]
)
def test_what_only_takes_part_is_no_project(text: str) -> None:
    assert not [r for r in read(text) if isinstance(r, Project)]
