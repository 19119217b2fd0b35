"""Amounts: tables of written cases, a third of them traps, filed under `cases/money/` by where they come from."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.extract.reading.amounts import NEVER
from briefing.money import find_money, parse_money, with_bound
from briefing.types import Money

FOLDER = Path(__file__).parent / "cases" / "money"


def read_cases(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


WRITTEN = [(text, want) for family in read_cases("synthetic.toml").values() for text, want in family.items()]
TRAPS = [text for texts in read_cases("negative.toml").values() for text in texts]
MISTAKEN = [case for family in read_cases("mistaken.toml").values() for case in family.items()]


def expected(line: str) -> tuple[object, ...]:
    """`CNY? 18e8..2e9 range raised` as (currency, is assumed, value, low, high, precision, role)."""
    currency, value, precision, role = line.split(" ")
    low, _, high = value.rpartition("..") if ".." in value else (value, "", value)
    first, last = Decimal(low or high), Decimal(high)
    bounds = {
        "exact": (first, first),
        "about": (None, None),
        "near": (None, first),
        "over": (first, None),
        "under": (None, first),
        "range": (first, last),
        "magnitude": (first if low else None, last if ".." in value else first * 10),
    }[precision]
    is_assumed = currency.endswith("?")
    return (currency.rstrip("?"), is_assumed, first, *bounds, precision, None if role == "-" else role)


def read(money: Money) -> tuple[object, ...]:
    return (
        money.currency,
        money.is_currency_assumed,
        money.value,
        money.low,
        money.high,
        money.precision,
        money.role,
    )


@pytest.mark.parametrize(("text", "want"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_amounts_in_the_table(text: str, want: list[str]) -> None:
    found = list(find_money(text))
    assert [read(m) for m in found] == [expected(line) for line in want]
    assert all(text[slice(*m.span)] == m.text for m in found)


@pytest.mark.parametrize("text", TRAPS)
def test_traps_hold_no_amount(text: str) -> None:
    assert list(find_money(text)) == []


@pytest.mark.parametrize(("text", "roles"), MISTAKEN, ids=[text for text, _ in MISTAKEN])
def test_money_that_is_no_records_sum(text: str, roles: list[str]) -> None:
    assert [m.role for m in find_money(text)] == roles
    assert set(roles) <= NEVER


def test_tables_are_large_enough() -> None:
    assert len(set(WRITTEN_TEXTS := [text for text, _ in WRITTEN])) == len(WRITTEN_TEXTS) >= 300
    assert len(set(TRAPS)) == len(TRAPS) >= 150
    traps = len(TRAPS) + len(MISTAKEN)
    assert traps >= (traps + len(WRITTEN)) / 3


def test_a_sum_in_two_currencies_is_one_amount_and_its_conversion() -> None:
    first, second = find_money("The firm paid 1.16 billion yuan ($170 million) in cash.")
    assert (first.currency, second.currency, second.role) == ("CNY", "USD", "converted")
    assert first.role != "converted"


def test_two_sums_of_one_currency_are_no_conversion() -> None:
    assert "converted" not in {m.role for m in find_money("总投资50亿元（首期20亿元），或30亿元")}


def test_what_is_told_of_all_rounds_is_not_this_round() -> None:
    this, all_rounds = find_money("本轮融资2亿元，公司累计融资已超9亿元")
    assert (this.role, all_rounds.role) == ("raised", "cumulative")


def test_a_part_is_told_from_the_whole_whatever_comes_first() -> None:
    whole, part = find_money("总投资50亿元，其中一期投资10亿元")
    assert (whole.role, part.role) == ("investment", "phase")
    part, whole = find_money("一期总投资10亿元，项目总投资50亿元")
    assert (whole.role, part.role) == ("investment", "phase")


def test_a_phase_alone_is_the_investment_of_its_project() -> None:
    money = parse_money("一期投资10亿元")
    assert money is not None and money.role == "investment"


def test_an_assumed_currency_is_said_to_be_assumed() -> None:
    assert [m.is_currency_assumed for m in find_money("总投资50亿，融资3亿元")] == [True, False]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("募集资金约11.3亿港元。", "约11.3亿港元"),
        ("完成近亿元融资。", "近亿元"),
        ("投资不低于3亿元。", "不低于3亿元"),
        ("规模在30亿元以上。", "30亿元以上"),
        ("募得3000多万元。", "3000多万元"),
        ("投资3亿元。", "3亿元"),
        ("It raised nearly 100 million yuan.", "nearly 100 million yuan"),
        ("It will pay up to $595 million.", "up to $595 million"),
        ("It raised $30 million.", "$30 million"),
    ],
)
def test_an_amount_with_the_word_that_bounds_it(text: str, whole: str) -> None:
    (money,) = find_money(text)
    bounded = with_bound(text, money)
    assert bounded.text == whole == text[bounded.span.start : bounded.span.end]
    assert (bounded.value, bounded.precision) == (money.value, money.precision)
    assert with_bound(text, bounded).text == whole
