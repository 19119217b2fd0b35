"""English deals as wires, press releases and translated briefs word them, invented; each with all that it tells."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract import extract_records
from briefing.extract.english.outline import read_outline
from briefing.extract.reading.context import read_context
from briefing.text import cut_article
from briefing.types import Deal
from test_deals import article_of


def read(text: str, title: str | None = None) -> list[Deal]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    return [r for r in extract_records(article, sentences, tokens) if isinstance(r, Deal)]


def news(text: str, title: str | None = None) -> list[Deal]:
    return [d for d in read(text, title) if not d.is_background]


# text, then type, name, sum as written, stage, parties
TRANSFERS: list[tuple[Any, ...]] = [
    ("Marwick Plc is to snap up Dutch seed breeder Zaaigoed NV for 310 million euros.", "acquisition", "Zaaigoed NV", "310 million euros", "announced", ["Marwick Plc"]),
    ("Marwick Plc struck a deal to acquire Zaaigoed NV, whose seeds sell in 40 countries.", "acquisition", "Zaaigoed NV", None, "signed", ["Marwick Plc"]),
    ("Zaaigoed NV has agreed to be purchased by British rival Marwick Plc (MRWK.L).", "acquisition", "Zaaigoed NV", None, "signed", ["Marwick Plc"]),
    ("Zaaigoed NV was snapped up by Marwick Plc and Kelso Partners.", "acquisition", "Zaaigoed NV", None, "closed", ["Marwick Plc", "Kelso Partners"]),
    ("A unit of Marwick Plc is paying $85 million for Zaaigoed NV's vegetable business.", "acquisition", "vegetable business", "$85 million", "announced", ["Marwick Plc", "Zaaigoed NV"]),
    ("Marwick Plc is weighing a bid for Zaaigoed NV, two people with knowledge of it said.", "acquisition", "Zaaigoed NV", None, "rumoured", ["Marwick Plc"]),
    ("Marwick Plc is close to buying Zaaigoed NV, the Leeds Herald reported.", "acquisition", "Zaaigoed NV", None, "rumoured", ["Marwick Plc"]),
    ("Marwick Plc plans to acquire the rest of Zaaigoed NV for 90 million euros.", "acquisition", "Zaaigoed NV", "90 million euros", "planned", ["Marwick Plc"]),
    ("Marwick Plc called off its 310 million euro takeover of Zaaigoed NV.", "acquisition", "Zaaigoed NV", "310 million euro", "terminated", ["Marwick Plc"]),
    ("Marwick Plc's acquisition of Zaaigoed NV was blocked by the cartel office.", "acquisition", "Zaaigoed NV", None, "terminated", ["Marwick Plc"]),
    ("Marwick Plc has completed its purchase of Zaaigoed NV.", "acquisition", "Zaaigoed NV", None, "closed", ["Marwick Plc"]),
    ("Zaaigoed NV rejected a 300 million euro offer from Marwick Plc.", "acquisition", "Zaaigoed NV", "300 million euro", "terminated", ["Marwick Plc"]),
    ("Marwick Plc and Zaaigoed NV have scrapped their planned merger, the companies said.", "acquisition", "Zaaigoed NV", None, "terminated", ["Marwick Plc"]),
    ("Kelso Partners has agreed to sell its 64 percent stake in Zaaigoed NV to Marwick Plc.", "acquisition", "Zaaigoed NV", None, "signed", ["Marwick Plc", "Kelso Partners"]),
    ("Marwick Plc is selling its flower bulb unit to Kelso Partners for 40 million pounds.", "acquisition", "flower bulb unit", "40 million pounds", "announced", ["Kelso Partners", "Marwick Plc"]),
    ("A 52.5 percent stake in Zaaigoed NV will pass to Marwick Plc, a filing showed.", "acquisition", "Zaaigoed NV", None, "announced", ["Marwick Plc"]),
    ("Marwick Plc bought a tenth of Zaaigoed NV for 30 million euros.", "equity", "Zaaigoed NV", "30 million euros", "closed", ["Marwick Plc"]),
    ("Marwick Plc raised its stake in Zaaigoed NV to 12.4 percent from 8 percent.", "equity", "Zaaigoed NV", None, "closed", ["Marwick Plc"]),
    ("Marwick Plc would sell a 15 percent stake to pension fund Oldenkamp, it said.", "equity", "Marwick Plc", None, "announced", ["Oldenkamp"]),
    ("Kelso Partners and Northwind Fund have poured $25 million into seed trader Zaaigoed.", "equity", "Zaaigoed", "$25 million", "closed", ["Kelso Partners", "Northwind Fund"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "name", "money", "stage", "parties"), TRANSFERS, ids=[t[0][:40] for t in TRANSFERS]
)
def test_transfers(text: str, kind: str, name: str, money: str | None, stage: str, parties: list[str]) -> None:
    (deal,) = news(text)
    assert (deal.type, deal.name, deal.money.text if deal.money else None) == (kind, name, money)
    assert (deal.stage, sorted(deal.parties)) == (stage, sorted(parties))


ROUNDS: list[tuple[Any, ...]] = [
    ("Leeds startup Corvid Analytics has reeled in $9 million in Series A funding from Kelso Capital, Redleaf and prior backer Northwind Fund.", "Corvid Analytics", "$9 million", "a", "closed", ["Kelso Capital", "Redleaf", "Northwind Fund"]),
    ("Kelso Capital has led a $9 million Series A round in Corvid Analytics, a Leeds startup.", "Corvid Analytics", "$9 million", "a", "closed", ["Kelso Capital"]),
    ("Corvid Analytics announced the completion of nearly 90 million yuan in A+ round financing, led by Kelso Capital, followed by Redleaf Ventures.", "Corvid Analytics", "nearly 90 million yuan", "a_plus", "closed", ["Kelso Capital", "Redleaf Ventures"]),
    ("Corvid Analytics has closed a Pre-A round of financing worth tens of millions of yuan. The investor is Kelso Capital.", "Corvid Analytics", "tens of millions of yuan", "pre_a", "closed", ["Kelso Capital"]),
    ("Corvid Analytics pulled in $9 million in seed funding. Kelso Capital led the round, which also drew Redleaf Ventures.", "Corvid Analytics", "$9 million", "seed", "closed", ["Kelso Capital", "Redleaf Ventures"]),
    ("Corvid Analytics has raised $9 million in a Series B round. Others joining were Kelso Capital and Redleaf Ventures.", "Corvid Analytics", "$9 million", "b", "closed", ["Kelso Capital", "Redleaf Ventures"]),
    ("Corvid Analytics may bring in $60 million in a pre-IPO placement, a person close to it said.", "Corvid Analytics", "$60 million", "pre_ipo", "rumoured", []),
    ("Corvid Analytics is seeking to raise at least $60 million in its first funding round.", "Corvid Analytics", "at least $60 million", None, "planned", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "money", "round_", "stage", "parties"), ROUNDS, ids=[t[0][:40] for t in ROUNDS]
)
def test_rounds(text: str, name: str, money: str, round_: str | None, stage: str, parties: list[str]) -> None:
    (deal,) = news(text)
    assert (deal.type, deal.name, deal.money.text if deal.money else None) == ("funding", name, money)
    assert (deal.round, deal.stage, sorted(deal.parties)) == (round_, stage, sorted(parties))


def test_two_rounds_of_a_sentence_keep_their_own_leads_and_sums() -> None:
    deals = news(
        "Kelso Capital has led a $90-million round in farm platform Corvid while Redleaf Ventures and Northwind Fund"
        " have co-led a $20-million Series B round in Pellucid Robotics."
    )
    told = {d.name: (d.money.value if d.money else None, d.parties) for d in deals}
    assert told == {
        "Corvid": (90_000_000, ("Kelso Capital",)),
        "Pellucid Robotics": (20_000_000, ("Redleaf Ventures", "Northwind Fund")),
    }


CAPITAL: list[tuple[Any, ...]] = [
    ("Pellucid Robotics has submitted a listing application in Hong Kong.", "ipo", None, "filed", "Hong Kong", []),
    ("Pellucid Robotics started taking orders on Monday for an IPO of up to HK$2 billion. Kelso Securities and Hale Bank are joint sponsors.", "ipo", "up to HK$2 billion", "announced", None, ["Kelso Securities", "Hale Bank"]),
    ("Pellucid Robotics shares rose a third on their debut in Shanghai after it raised 900 million yuan.", "ipo", "900 million yuan", "listed", "Shanghai", []),
    ("Pellucid Robotics has shelved its $300 million Singapore listing, IFR reported.", "ipo", "$300 million", "terminated", "Singapore", []),
    ("Pellucid Robotics is considering an initial public offering next year, sources said.", "ipo", None, "rumoured", None, []),
    ("Pellucid Robotics priced $420 million of ten-year notes on Thursday. Hale Bank and Ostbank ran the sale.", "bond", "$420 million", "closed", None, ["Hale Bank", "Ostbank"]),
    ("Pellucid Robotics plans to issue up to 2 billion yuan of convertible bonds.", "bond", "up to 2 billion yuan", "planned", None, []),
    ("Pellucid Robotics launched a $200 million rights issue to pay down loans.", "follow_on", "$200 million", "announced", None, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "money", "stage", "place", "parties"), CAPITAL, ids=[t[0][:40] for t in CAPITAL]
)
def test_capital(text: str, kind: str, money: str | None, stage: str, place: str | None, parties: list[str]) -> None:
    (deal,) = news(text)
    assert (deal.type, deal.name, deal.stage, sorted(deal.parties)) == (
        kind,
        "Pellucid Robotics",
        stage,
        sorted(parties),
    )
    assert (deal.money.text if deal.money else None) == money
    assert place is None or deal.place == place


AGREED: list[tuple[Any, ...]] = [
    ("Pellucid Pharma will pay $70 million upfront to Corvid Bio for rights to its gout pill CB-114.", "license", ["Corvid Bio", "Pellucid Pharma"]),
    ("Corvid Bio has out-licensed CB-114 to Pellucid Pharma.", "license", ["Corvid Bio", "Pellucid Pharma"]),
    ("Pellucid Pharma signed a licence agreement with Corvid Bio for CB-114.", "license", ["Corvid Bio", "Pellucid Pharma"]),
    ("Marwick Plc and Zaaigoed NV will form a 50-50 joint venture to breed tulips in Kenya.", "agreement", ["Marwick Plc", "Zaaigoed NV"]),
    ("Marwick Plc signed a three-year cooperation pact with Zaaigoed NV.", "agreement", ["Marwick Plc", "Zaaigoed NV"]),
    ("A memorandum of understanding was signed between Marwick Plc and Hale Port Group.", "agreement", ["Marwick Plc", "Hale Port Group"]),
    ("Marwick Plc signed a framework agreement with the Ningbo municipal government.", "agreement", ["Marwick Plc", "Ningbo municipal government"]),
    ("At the fair, 41 projects worth 6.2 billion yuan were signed.", "batch_signing", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "parties"), AGREED, ids=[t[0][:40] for t in AGREED])
def test_what_is_agreed(text: str, kind: str, parties: list[str]) -> None:
    (deal,) = news(text)
    assert (deal.type, deal.stage, sorted(deal.parties)) == (kind, "signed", sorted(parties))


@pytest.mark.parametrize(
    "text",
    [
        "Marwick Plc reported a 12 percent rise in profit to 310 million euros and raised its dividend.",
        "Marwick Plc won an order from Hale Airlines for 40 jets worth $4 billion.",
        "Marwick Plc bought 100 trucks from Zaaigoed NV.",
        "Analysts at Kelso Capital said Marwick Plc could sell a million tractors this year.",
        "Hale Bank acted for the sellers, and Marwick Plc secured a $500 million loan.",
        "Kelso Partners raised $300 million from stake sales in two listed brewers.",
        "Shares of Marwick Plc, led by Zaaigoed NV, fell after the central bank raised rates.",
        "Companies have raised $5 billion through IPOs this year, and new listings are in the pipeline.",
        "Marwick Plc signed a contract to supply tractors to Hale Farms.",
        "The finance ministry will sell $2 billion of treasury bonds.",
        "Marwick Plc appointed Jane Roe as chief financial officer; she had overseen several stock listings.",
        "He bought the house for $3 million and sold it to a neighbour.",
    ],
)
def test_what_is_no_deal(text: str) -> None:
    assert [(d.type, d.name, d.evidence[0].rule) for d in read(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Marwick Plc said on Monday it would sell Zaaigoed NV to Kelso Partners. It bought Corvid Bio for $40 million in 2015.",
        "Marwick Plc will sell Zaaigoed NV to Kelso Partners. Marwick had previously bought Corvid Bio for $40 million.",
        "Marwick Plc will sell Zaaigoed NV to Kelso Partners. In February, Marwick bought Corvid Bio for $40 million.",
    ],
)
def test_history_is_told_apart(text: str) -> None:
    deals = {d.name: d.is_background for d in read(text)}
    assert deals == {"Zaaigoed NV": False, "Corvid Bio": True}


@pytest.mark.parametrize(
    "pointer", ["It", "The company", "The firm", "The Leeds-based breeder", "The British company", "Marwick"]
)
def test_who_is_meant(pointer: str) -> None:
    deals = news(
        f"Marwick Plc said sales rose 3 percent. {pointer} has agreed to buy Zaaigoed NV for 310 million euros."
    )
    assert [(d.name, d.parties) for d in deals] == [("Zaaigoed NV", ("Marwick Plc",))]


def test_they_are_both() -> None:
    deals = news(
        "Marwick Plc and Zaaigoed NV said on Monday they had agreed to drop plans for a 300 million euro merger."
    )
    assert [(d.name, d.parties, d.stage) for d in deals] == [("Zaaigoed NV", ("Marwick Plc",), "terminated")]


def test_a_short_name_is_the_full_one() -> None:
    (deal,) = news(
        "Marwick Farm Machinery Plc makes tractors. Marwick will buy Zaaigoed for $90 million. Zaaigoed Seeds NV breeds beans."
    )
    assert (deal.name, deal.parties) == ("Zaaigoed Seeds NV", ("Marwick Farm Machinery Plc",))


def test_a_headline_in_capitals_is_read() -> None:
    (deal,) = news(
        "Marwick Plc makes tractors. The tractor maker declined to comment on Zaaigoed NV.",
        "Tractor Maker Marwick Is Said to Weigh Buying Zaaigoed",
    )
    assert (deal.name, deal.parties, deal.stage) == ("Zaaigoed NV", ("Marwick Plc",), "rumoured")


def test_a_unit_buys_for_its_parent_but_raises_for_itself() -> None:
    assert [d.parties for d in news("A unit of Marwick Plc bought Zaaigoed NV.")] == [("Marwick Plc",)]
    assert news("The logistics arm of Marwick Plc has completed a $30 million Series A round.") == []


def test_the_seat_is_the_companys_own() -> None:
    (deal,) = news(
        "Leeds-based Corvid Analytics has raised $9 million in a Series A round led by Boston-based Kelso Capital."
    )
    assert deal.place == "Leeds"


def test_terms_follow_in_the_next_sentence() -> None:
    (deal,) = news(
        "Marwick Plc plans to sell Zaaigoed NV to Kelso Partners. Under the deal, Kelso will pay about $1.5 billion."
    )
    assert deal.money is not None and deal.money.value == 1_500_000_000


@given(st.text(alphabet="Foo Bar's (AB) ,.-said it will buy the company $3 billion", max_size=160))
def test_an_outline_points_into_its_line(text: str) -> None:
    article = article_of(text)
    sentences, _ = cut_article(article)
    context = read_context(article, sentences)
    for line in context.lines:
        outline = read_outline(line, context)
        assert len(outline.text) == len(outline.origins)
        assert all(0 <= at < max(1, len(line.simple)) for at in outline.origins)
        assert list(outline.origins) == sorted(outline.origins)


@pytest.mark.parametrize(
    "unit", ["the company said it ", "Foo Group and ", "Foo's ", "a chip maker ", "agreed to buy Foo ", "(Foo ", "A, "]
)
def test_hostile_lines_end(unit: str) -> None:
    start = time.process_time()
    read(unit * (4900 // len(unit)) + ".\n" + unit * (400_000 // len(unit)))
    assert time.process_time() - start < 10
