"""One real thing, one row: merging over articles."""

from __future__ import annotations

import random
from decimal import Decimal

from briefing.extract import merge_records
from briefing.types import Deal, Event, Evidence, Fund, Money, Project, Span


def _evidence(article: str) -> tuple[Evidence, ...]:
    return (Evidence(article, Span(0, 4), "一句话。", "test"),)


def _money(value: int, currency: str = "CNY", precision: str = "exact") -> Money:
    amount = Decimal(value)
    return Money(str(value), currency, amount, amount, amount, precision, Span(0, 1))


def _deal(name: str, article: str, type: str = "funding", stage: str = "closed", **fields) -> Deal:
    return Deal(name=name, type=type, stage=stage, evidence=_evidence(article), **fields)


def test_equal_records_of_two_articles_become_one_with_both_pieces_of_evidence() -> None:
    a = _deal("云岫智能", "a1", money=_money(100_000_000), round="a", parties=("青松资本",))
    b = _deal("云岫智能科技有限公司", "a2", parties=("青松资本", "岚湖创投"), place="杭州")
    (one,) = merge_records([a, b])
    assert isinstance(one, Deal)
    assert {e.article for e in one.evidence} == {"a1", "a2"}
    assert set(one.parties) == {"青松资本", "岚湖创投"}
    assert (one.round, one.place) == ("a", "杭州")
    assert one.money and one.money.value == 100_000_000


def test_what_differs_stays_apart() -> None:
    records: list[Event] = [
        _deal("云岫智能", "a1", round="a", money=_money(100_000_000)),
        _deal("云岫智能", "a2", round="b", money=_money(300_000_000)),
        _deal("云岫智能", "a3", type="ipo"),
        _deal("星野重工", "a4", round="a"),
        Fund(type="venture", name="云岫智能", evidence=_evidence("a5")),
        _deal("云岫智能", "a6", round="a", is_background=True),
    ]
    assert len(merge_records(records)) == 6


def test_sums_that_contradict_are_two_rows_and_roundings_one() -> None:
    assert len(merge_records([_deal("云岫", "a1", money=_money(10)), _deal("云岫", "a2", money=_money(30))])) == 2
    assert len(merge_records([_deal("云岫", "a1", money=_money(1000)), _deal("云岫", "a2", money=_money(960))])) == 1
    near = _money(100_000_000, precision="magnitude")
    assert len(merge_records([_deal("云岫", "a1", money=near), _deal("云岫", "a2", money=_money(96_000_000))])) == 1
    assert (
        len(merge_records([_deal("云岫", "a1", money=_money(10)), _deal("云岫", "a2", money=_money(70, "USD"))])) == 1
    )


def test_traditional_and_simplified_names_meet() -> None:
    assert len(merge_records([_deal("雲岫智能", "a1"), _deal("云岫智能", "a2")])) == 1


def test_the_order_of_input_does_not_matter() -> None:
    records: list[Event] = [
        _deal(name, f"a{i}", money=_money(value) if value else None, round=letter, parties=(f"机构{i}",))
        for i, (name, value, letter) in enumerate(
            [
                ("云岫智能", 100, "a"),
                ("杭州云岫智能", 0, None),
                ("云岫智能科技", 98, "a"),
                ("云岫智能", 500, "b"),
                ("星野", 0, None),
            ]
        )
    ]
    records += [
        Project(type="plant", name="星野工厂", evidence=_evidence("p")),
        Fund(type="seed", name="青松种子基金", evidence=_evidence("f")),
    ]
    expected = merge_records(records)
    for seed in range(12):
        shuffled = list(records)
        random.Random(seed).shuffle(shuffled)
        assert merge_records(shuffled) == expected


def test_merging_twice_changes_nothing_more() -> None:
    records: list[Event] = [_deal("云岫智能", "a1"), _deal("杭州云岫智能", "a2"), _deal("星野", "a3", money=_money(5))]
    once = merge_records(records)
    assert merge_records(once) == once


def test_ids_are_stable_and_unique() -> None:
    records: list[Event] = [
        _deal("云岫", "a1", money=_money(10)),
        _deal("云岫", "a2", money=_money(30)),
        Fund(type=None, name="云岫", evidence=_evidence("b")),
    ]
    ids = [r.id for r in merge_records(records)]
    assert len(set(ids)) == 3
    assert sorted(i[0] for i in ids) == ["D", "D", "F"]
    assert all(len(i.split("-")[1]) == 8 for i in ids)
    assert [r.id for r in merge_records(records)] == ids
