"""One real thing, one row: merging over articles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from briefing.extract import Press, Teller, merge_records
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


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        (_money(10), _money(30), 2),
        (_money(1000), _money(960), 1),
        (_money(100_000_000, precision="magnitude"), _money(96_000_000), 1),
        (_money(10), _money(70, "USD"), 1),  # without a rate nothing is said of two currencies
    ],
)
def test_sums_that_contradict_are_two_rows_and_roundings_one(first: Money, second: Money, rows: int) -> None:
    """Of one company without a round, a party or a story in common."""
    assert len(merge_records([_deal("云岫智能", "a1", money=first), _deal("云岫智能", "a2", money=second)])) == rows


@pytest.mark.parametrize(
    "name", ["云岫", "江城", "华东工厂", "电池工厂", "二期项目", "22个项目", "产业基金", "研发中心"]
)
def test_negative_a_weak_name_joins_nothing_across_articles(name: str) -> None:
    """Two characters, a place, a general noun: another thing's name too."""
    kinds: list = [
        lambda article: _deal(name, article),
        lambda article: Project(type="other", name=name, evidence=_evidence(article)),
        lambda article: Fund(type="industry", name=name, evidence=_evidence(article)),
    ]
    for make in kinds[:1] if name == "云岫" else kinds[1:]:
        assert len(merge_records([make("a1"), make("a2")])) == 2, name


@pytest.mark.parametrize(
    "signal",
    [
        {"parties": ("青松资本",)},
        {"money": _money(35_000_000)},
        {"round": "b"},
        {"date": "2026-05-04"},
    ],
)
def test_a_second_signal_joins_a_weak_name(signal: dict) -> None:
    assert len(merge_records([_deal("云岫", "a1", **signal), _deal("云岫", "a2", **signal)])) == 1


def test_one_story_is_a_second_signal() -> None:
    plants: list[Event] = [Project(type="plant", name="电池工厂", evidence=_evidence(a)) for a in ("a1", "a2", "a3")]
    press = Press({"a1": Teller(story="s"), "a2": Teller(story="s"), "a3": Teller(story="t")})
    assert len(merge_records(plants, press)) == 2


def test_a_full_name_meets_the_short_one_that_an_article_pairs_with_it() -> None:
    paired = _deal("星野", "a1", aliases=("岭南星野重工",), parties=("青松资本",))
    full = _deal("岭南星野重工有限公司", "a2", parties=("青松资本",))
    (one,) = merge_records([paired, full])
    assert one.name == "岭南星野重工有限公司" and "星野" in one.aliases


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("星野一期工厂", "星野二期工厂"),
        ("江城2号线", "江城12号线"),
        ("江城银行", "江城银行岭南分行"),
        ("星野年产5万吨钛材项目", "星野年产2万吨钛材项目"),
    ],
)
def test_negative_phases_lines_and_branches_are_things_of_their_own(a: str, b: str) -> None:
    things: list[Event] = [Project(type="plant", name=n, evidence=_evidence(n)) for n in (a, b)]
    assert len(merge_records(things)) == 2


def test_negative_deals_months_apart_are_two() -> None:
    told = [_deal("云岫智能", "a1", date="2026-01-10"), _deal("云岫智能", "a2", date="2026-06-20")]
    assert len(merge_records(told)) == 2
    press = Press({"a1": Teller(day=date(2026, 1, 10)), "a2": Teller(day=date(2026, 6, 20))})
    assert len(merge_records([_deal("云岫智能", "a1"), _deal("云岫智能", "a2")], press)) == 2


def test_an_agreement_is_its_parties_however_it_is_called() -> None:
    a = _deal("云岫智能与江城大学战略合作协议", "a1", type="agreement", parties=("云岫智能", "江城大学"))
    b = _deal("智能控制联合研发协议", "a2", type="agreement", parties=("江城大学", "杭州云岫智能科技有限公司"))
    c = _deal("战略合作协议", "a3", type="agreement", parties=("云岫智能", "岚湖大学"))
    assert len(merge_records([a, b, c])) == 2


def test_an_old_sum_told_without_its_year_is_the_old_deal() -> None:
    old = _deal(
        "云岫智能", "a1", type="acquisition", money=_money(440), date="2022", is_background=True, parties=("甲",)
    )
    undated = _deal("云岫智能", "a2", type="acquisition", money=_money(440), parties=("甲",))
    (one,) = merge_records([old, undated])
    assert one.date == "2022"


@pytest.mark.parametrize(
    ("stages", "latest"),
    [
        ((("planned", 1), ("closed", 5)), "closed"),
        ((("closed", 1), ("planned", 5)), "closed"),
        ((("rumoured", 1), ("announced", 3)), "announced"),
        ((("announced", 1), ("rumoured", 1)), "rumoured"),
        ((("closed", 1), ("terminated", 5)), "terminated"),
        ((("terminated", 1), ("signed", 5)), "signed"),
        ((("planned", 5), ("terminated", 5)), "terminated"),
    ],
)
def test_the_stage_is_the_latest_and_not_the_surest(stages: tuple, latest: str) -> None:
    for sure in (0, 1):
        told = [
            _deal("云岫智能", f"a{n}", stage=stage, confidence=0.9 if n == sure else 0.6)
            for n, (stage, _) in enumerate(stages)
        ]
        press = Press({f"a{n}": Teller(day=date(2026, 5, day)) for n, (_, day) in enumerate(stages)})
        (one,) = merge_records(told, press)
        assert one.stage == latest


def test_the_best_evidence_is_first() -> None:
    """What holds the figure before what does not; then the body before the title, and whole before cut off."""
    texts = [
        "云岫智能获3亿元融资",
        "云岫智能完成B轮融资。",
        "云岫智能完成3亿元B轮…",
        "云岫智能完成3亿元B轮融资，青松资本领投。",
    ]
    pieces = tuple(Evidence("a1", Span(9 * n, 9 * n + 5), text, "test") for n, text in enumerate(texts))
    money = Money("3亿元", "CNY", Decimal(300_000_000), None, None, "exact", Span(27, 30))
    deal = Deal(type="funding", name="云岫智能", money=money, parties=("青松资本",), evidence=pieces)
    (one,) = merge_records([deal], Press({"a1": Teller(title=texts[0])}))
    assert [texts.index(e.text) for e in one.evidence] == [3, 2, 0, 1]


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


def test_merging_what_was_merged_keeps_its_readings() -> None:
    """An article's records are merged, then the week's: a conflict is neither lost nor made twice."""
    told = []
    for n, value in enumerate((300, 500, 500)):
        text = f"云岫智能完成{value}元B轮融资。"
        money = replace(_money(value), text=f"{value}元", span=Span(6, 10))
        piece = (Evidence(f"a{n}", Span(0, len(text)), text, "test"),)
        told.append(Deal(type="funding", name="云岫智能", round="b", money=money, evidence=piece))
    once = merge_records(told)
    assert merge_records(once) == once
    assert [(c.money.text, c.is_used) for c in once[0].claims] == [("500元", True), ("500元", True), ("300元", False)]
    assert merge_records([*merge_records(told[:2]), told[2]]) == once


def _stake(buyer: str, article: str, sentence: str, money: Money | None = None) -> Deal:
    evidence = (Evidence(article, Span(0, len(sentence)), sentence, "test"),)
    return Deal(
        name="白榆影业", type="equity", stage="signed", parties=(buyer, "松岭投资"), money=money, evidence=evidence
    )


FIRST_STAKE = "松岭投资拟向王惠芳转让白榆影业1.8亿股，占总股本的8.26%。"
SECOND_STAKE = "松岭投资拟向云岭智融转让白榆影业1.7亿股，占总股本的8.14%。"


def test_two_stakes_of_one_company_to_two_buyers_are_two_rows_even_where_a_price_is_missing() -> None:
    first = _stake("王惠芳", "a1", FIRST_STAKE)
    second = _stake("云岭智融", "a2", SECOND_STAKE, _money(2_300_000_000))
    assert [d.parties[0] for d in merge_records([first, second]) if isinstance(d, Deal)] == ["王惠芳", "云岭智融"]
    retold = _stake("王惠芳", "a3", FIRST_STAKE, _money(2_100_000_000))
    assert len(merge_records([first, second, retold])) == 2


def test_of_a_sum_in_two_languages_the_row_has_the_words_of_its_names_script() -> None:
    near = Money("nearly 100 million yuan", "CNY", Decimal(10**8), None, Decimal(10**8), "near", Span(0, 9))
    vague = Money("近亿元", "CNY", Decimal(10**8), None, Decimal(10**8), "magnitude", Span(0, 3))
    english = Evidence("b", Span(0, 9), "Hengshan has raised nearly 100 million yuan.", "test")
    chinese = Evidence("a", Span(0, 9), "珩山科技完成近亿元融资。", "test")
    told = [
        Deal(
            name="珩山科技", type="funding", round="a", stage="closed", place="Hefei", money=near, evidence=(english,)
        ),
        Deal(
            name="珩山科技", type="funding", round="a", stage="closed", place="合肥", money=vague, evidence=(chinese,)
        ),
    ]
    for order in (told, told[::-1]):
        (one,) = merge_records(order)
        assert (one.money and one.money.text, one.place) == ("近亿元", "合肥")
    exact = replace(told[0], money=replace(near, text="96 million yuan", value=Decimal(96_000_000), precision="exact"))
    (one,) = merge_records([exact, told[1]])
    assert one.money and one.money.text == "96 million yuan", "the exact figure says more than the vague one"
