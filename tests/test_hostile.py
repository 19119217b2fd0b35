"""Inputs that no desk sends and a broken feed does: a megabyte without a mark, and lines made to run patterns long.

The bound is wide, for noisy machines: what is linear takes a second or two, what is quadratic an hour.
"""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Article, Block, Span

MEGABYTE = 1_000_000
SECONDS = 60.0
"""Many times what the slowest takes; a quadratic pattern over a megabyte would take hours."""

PIECES = {
    "digits": "1",
    "digits and commas": "1,",
    "yi": "亿",
    "sums": "3亿元、",
    "sums in dollars": "$1 billion ",
    "opening brackets": "（",
    "brackets": "（）",
    "half brackets": "(",
    "quotes": "“",
    "titles": "《",
    "particles": "的",
    "conjunctions": "甲公司和",
    "enumeration": "某某公司、",
    "acquisitions": "收购",
    "investments": "投资",
    "leads": "领投",
    "jointly": "共同",
    "funds": "基金",
    "projects": "项目开工",
    "places": "北京市",
    "dates": "2023年7月",
    "latin": "a",
    "capitals": "Acme Corp ",
    "verbs": "acquires ",
}


def article_of(text: str, language: str) -> Article:
    blocks = (Block("paragraph", Span(0, len(text))),)
    return Article(
        "a", "a", "a", "a.txt", Span(0, len(text)), text,
        published=date(2024, 7, 18), language=language, blocks=blocks,
    )  # fmt: skip


def seconds_for(text: str) -> float:
    article = article_of(text, "en" if text.isascii() else "zh-Hans")
    sentences, tokens = cut_article(article)
    start = time.process_time()
    extract_records(article, sentences, tokens)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_megabyte_on_one_line(piece: str):
    assert seconds_for(piece * (MEGABYTE // len(piece)) + "。") < SECONDS


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_long_sentences_one_after_the_other(piece: str):
    """Just below the length from which a line is taken for a table, so that every rule reads it."""
    sentence = "甲科技收购" + piece * (4000 // len(piece)) + "。"
    assert seconds_for(sentence * 25) < SECONDS


@pytest.mark.parametrize(
    "sentence",
    [
        "甲科技完成1亿元A轮融资，由乙资本领投。",
        "甲科技拟以3亿元收购乙公司51%股权。",
        "甲产业园项目开工，总投资5亿元。",
        "Acme Corp raised $20 million in a Series B round led by Foo Capital. ",
    ],
)
def test_one_deal_told_without_end(sentence: str):
    """Mentions of one thing are grouped; comparing each with each other would be quadratic."""
    assert seconds_for(sentence * (100_000 // len(sentence))) < SECONDS
