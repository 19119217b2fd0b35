"""One deal in two languages is one row; everything else stays apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.extract import merge_records
from briefing.extract.merging.tellings import unite_tellings
from briefing.types import Deal, Evidence, Money, Span


def deal(name: str, value: int | None = 800_000_000, *, currency: str = "CNY", **more) -> Deal:
    amount = None if value is None else Decimal(value)
    money = None if amount is None else Money(str(value), currency, amount, amount, amount, "exact", Span(0, 3))
    fields = {"type": "funding", "round": "c", "evidence": (Evidence(name, Span(0, 9), name, "r"),), **more}
    return Deal(name=name, money=money, **fields)


def names(*stories: list[Deal]) -> list[str]:
    return sorted(e.name for e in merge_records(unite_tellings(stories)))


def test_the_english_telling_joins_the_chinese_one():
    one = merge_records(unite_tellings([[deal("甲川半导体", parties=("乙河资本",)), deal("Jiachuan", parties=("Yihe",))]]))
    assert [(e.name, e.parties, len(e.evidence)) for e in one] == [("甲川半导体", ("乙河资本",), 2)]


def test_a_name_in_both_spellings_joins_too_and_parties_stand_once():
    both = deal("Jiachuan（甲川半导体）", parties=("Yihe",), leads=("Yihe",))
    both = replace(both, evidence=(Evidence("b", Span(0, 9), "Jiachuan has raised 800 million yuan.", "r"),))
    (one,) = merge_records(unite_tellings([[deal("甲川半导体", parties=("乙河资本",), leads=("乙河资本",)), both]]))
    assert (one.name, one.parties, one.leads) == ("甲川半导体", ("乙河资本",), ("乙河资本",))


def test_rounding_between_languages_is_one_sum():
    assert names([deal("甲川半导体"), deal("Jiachuan", 802_000_000)]) == ["甲川半导体"]


def test_negative_what_differs_stays_apart():
    chinese = deal("甲川半导体")
    for other in (
        deal("Jiachuan", 850_000_000),
        deal("Jiachuan", currency="USD"),
        deal("Jiachuan", None),
        deal("Jiachuan", round="b"),
        deal("Jiachuan", type="acquisition"),
        deal("Jiachuan", is_background=True),
    ):
        assert len(names([chinese, other])) == 2, other


def test_negative_two_chinese_deals_of_one_sum_leave_it_open():
    assert len(names([deal("甲川半导体"), deal("丙岭机器人"), deal("Jiachuan")])) == 3


def test_negative_another_story_says_nothing():
    assert len(names([deal("甲川半导体")], [deal("Jiachuan")])) == 2
