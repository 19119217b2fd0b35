"""One sum told as a signing and as what is signed for counts once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.compose import Week, count_week, counted_once
from briefing.types import Deal, Event, Evidence, Fund, Money, Project, Span

SUM = Money("45亿元", "CNY", Decimal(4_500_000_000), None, None, "exact", Span(0, 4))
OTHER = replace(SUM, text="40亿元", value=Decimal(4_000_000_000))


def told_in(*articles: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(article=a, span=Span(0, 4), text="45亿元", rule="") for a in articles)


def signing(kind: str = "agreement", money: Money | None = SUM, article: str = "a") -> Deal:
    return Deal(type=kind, name="云岭材料基地协议", money=money, stage="signed", evidence=told_in(article))


def plant(money: Money | None = SUM, article: str = "a", stage: str = "signed") -> Project:
    return Project(type="plant", name="云岭材料基地", money=money, stage=stage, evidence=told_in(article))


POOL = Fund(type="industry", name="云岭产业基金", money=SUM, stage="established", evidence=told_in("a"))


def totals(*events: Event) -> dict[str, Decimal]:
    found = count_week(Week(0, (), (), events))
    return {key.split(":")[1]: value for key, value in found.items() if key.startswith("money:")}


@pytest.mark.parametrize("kind", ["agreement", "batch_signing"])
@pytest.mark.parametrize("thing", [plant(), POOL])
def test_a_signing_and_what_is_signed_for_with_one_sum_count_once(kind: str, thing: Event) -> None:
    found = totals(signing(kind), thing)
    assert found == {type(thing).__name__.lower(): SUM.value}


def test_the_sum_of_a_planned_project_is_no_fact_because_it_was_signed() -> None:
    assert totals(signing(), plant(stage="planned")) == {}


def test_both_records_stay() -> None:
    found = count_week(Week(0, (), (), (signing(), plant())))
    assert (found["deals"], found["projects"]) == (1, 1)


@pytest.mark.parametrize(
    "others",
    [
        (plant(OTHER),),  # another sum
        (plant(article="b"),),  # told elsewhere: nothing says that it is one thing
        (plant(None),),
        (plant(replace(SUM, currency="USD")),),
        (),
    ],
)
def test_negative_a_signing_of_its_own_counts(others: tuple[Event, ...]) -> None:
    assert totals(signing(), *others)["deal"] == SUM.value


@pytest.mark.parametrize("kind", ["funding", "acquisition", "ipo", "equity"])
def test_negative_money_that_changes_hands_is_not_what_it_builds(kind: str) -> None:
    assert totals(signing(kind), plant()) == {"deal": SUM.value, "project": SUM.value}


def test_reports_merged_from_several_articles_share_one() -> None:
    deal, project = signing(), plant()
    merged = replace(deal, evidence=told_in("b", "c")), replace(project, evidence=told_in("c", "d"))
    assert counted_once(merged) == [merged[1]]


def test_the_workbook_adds_up_what_the_document_does() -> None:
    """Plans, rumours and what came to nothing are listed, not added."""
    for stage in ("planned", "rumoured", "filed", "terminated"):
        assert counted_once([plant(stage=stage)]) == []
    assert counted_once([plant(stage="started")]) == [plant(stage="started")]
