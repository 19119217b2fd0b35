"""Drafts of one deal become one record, whatever their number and order; each costs the same."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from briefing.extract.deals.fields import MOST_PARTIES
from briefing.extract.deals.find import find_deals
from briefing.extract.reading.context import read_context
from briefing.text import cut_sentences
from briefing.types import Article, Block, Deal, Span

LINES = 600
SECONDS = 15.0
"""Many times what it takes on a slow machine; pair by pair it took minutes."""


def told(text: str) -> list[Deal]:
    article = Article(
        "A1", "d", "d", "d", Span(0, len(text)), text,
        published=date(2025, 7, 18), language="zh-Hans", blocks=(Block("paragraph", Span(0, len(text))),),
    )  # fmt: skip
    return find_deals(read_context(article, cut_sentences(article)))


@pytest.mark.parametrize(
    "line",
    [
        "霁野航天完成3亿元A轮融资，由松岭{i}资本领投。",
        "霁野{i}号航天完成{i}亿元A轮融资，由松岭资本领投。",
        "松岭集团拟收购霁野{i}科技51%股权，作价{i}亿元。",
        "霁野航天与松岭{i}集团签署战略合作协议。",
    ],
)
def test_many_tellings_with_other_names_cost_no_pairs(line: str) -> None:
    started = process_time()
    deals = told("".join(line.format(i=i) for i in range(1, LINES)))
    assert deals
    assert process_time() - started < SECONDS
    assert max(len(d.parties) for d in deals) <= MOST_PARTIES


def test_the_order_of_the_sentences_does_not_matter() -> None:
    first = "霁野航天完成3亿元B轮融资。"
    second = "霁野航天的B轮融资由松岭资本领投。"
    kept = [(d.name, d.round, d.parties) for d in told(first + second)]
    assert kept == [(d.name, d.round, d.parties) for d in told(second + first)]
    assert kept == [("霁野航天", "b", ("松岭资本",))]


def test_two_rounds_stay_two() -> None:
    found = told("霁野航天完成3亿元B轮融资，松岭资本领投。海棠创投领投的霁野航天C轮融资5亿元也已完成。")
    assert sorted((d.round or "", d.money.text if d.money else "") for d in found) == [("b", "3亿元"), ("c", "5亿元")]


def test_terms_without_a_name_go_to_the_deal_told_just_before() -> None:
    deals = told("松岭集团收购霁野电子60%股权。交易作价4亿元。海棠集团收购云帆药业30%股权。交易作价2亿元。")
    assert {(d.name, d.money and d.money.text) for d in deals} == {("霁野电子", "4亿元"), ("云帆药业", "2亿元")}
