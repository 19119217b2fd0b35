"""What a story weighs. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.chapters import sets_policy, weigh_story
from briefing.types import Story
from briefing.week import find_told, think
from tests.texts import read


@pytest.mark.parametrize(
    "text",
    [
        "国务院办公厅近日印发关于支持新型储能发展的意见，提出十二条措施。",
        "海關總署與商務部昨日公布兩項出口管制公告，下月起施行。",
        "美联储周三宣布加息25个基点，并暗示年内还会再加一次。",
        "The European Commission imposed tariffs on battery imports on Monday.",
    ],
)
def test_a_national_policy_counts_without_a_sum(text: str):
    reading = read(text)
    assert sets_policy(reading)
    story = Story(id="S1", lead=reading.article.id)
    parts = dict(weigh_story(story, {reading.article.id: reading}, {}).parts)
    assert parts["policy"] > 0
    assert parts["records"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "北岭县发布储能项目管理办法，县里的十二家企业参加了宣讲会。",  # a county's
        "商务部有关负责人昨天考察了北岭市的储能产业园。",  # nothing is set
        "青禾电力公布半年报，营业收入增长两成，净利润翻番。",  # nobody rules
        "Greenfield Power announced measures to cut costs at its plants.",
    ],
)
def test_what_is_no_national_policy_does_not(text: str):
    assert not sets_policy(read(text))


def test_only_the_title_and_the_opening_tell_what_a_story_is():
    said = "国务院办公厅近日印发关于支持新型储能发展的意见。"
    assert sets_policy(read("北岭市昨天举行产业对接会。", title=said))
    assert not sets_policy(read("北岭市昨天举行产业对接会。会上签约三个项目。市长讲话。" + said))


def test_what_the_week_before_has_told_weighs_less():
    reading = read("青禾电力昨天在北岭市开工建设储能电站，总投资12亿元。")
    story, by_id = Story(id="S1", lead=reading.article.id), {reading.article.id: reading}
    assert weigh_story(story, by_id, {}, told={"S1"}).total < weigh_story(story, by_id, {}).total
    assert weigh_story(story, by_id, {}, told={"S2"}).total == weigh_story(story, by_id, {}).total


TOLD = "青禾电力在北岭市开工建设岭南最大的钠离子储能电站，总投资12.6亿元，装机容量400兆瓦时，由远山资本参股。"


def test_a_story_of_the_week_before_is_found_again_and_its_companys_next_event_is_not():
    old = read(TOLD, id="a1", published=date(2026, 6, 7))
    again = read("北岭消息：" + TOLD + "当地领导出席。", id="a2", published=date(2026, 6, 8))
    other = read("青禾电力与岭南汽车签署钠电池供货协议，五年内交付30万套，首批明年交货。", id="a3", published=date(2026, 6, 8))
    weeks = [think(readings, files=1) for readings in ([again, other], [old])]
    assert find_told(*weeks) == {s.id for s in weeks[0].stories if s.lead == "a2"}


def test_an_undated_story_weighs_less_where_a_period_was_asked_for_and_an_updated_one_more():
    dated = read("青禾电力昨天在北岭市开工建设储能电站，总投资12亿元。", published=date(2026, 6, 8))
    undated = read("青禾电力昨天在北岭市开工建设储能电站，总投资12亿元。", published=None)
    story = Story(id="S1", lead=dated.article.id)
    weights = [weigh_story(story, {story.lead: r}, {}, is_dated=True).total for r in (dated, undated)]
    assert weights[1] < weights[0]
    assert weigh_story(story, {story.lead: undated}, {}).total == weights[0]
    assert weigh_story(story, {story.lead: dated}, {}, updated={"S1"}).total > weights[0]
