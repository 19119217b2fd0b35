"""Weeks in a row: what an earlier issue told is new, updated or repeated in the next one. All news is invented."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from briefing.analysis import read_articles
from briefing.archive import Archive
from briefing.assembly import Issue
from briefing.commands.history import history
from briefing.ingest import read_inputs
from briefing.pipeline import make_briefing, run
from briefing.settings import load_settings
from briefing.types import Briefing, Event, Standing
from briefing.week import week_period

WEEKS = ("2025-W28", "2025-W29", "2025-W30")
DAYS = {"2025-W28": "2025-07-08", "2025-W29": "2025-07-16", "2025-W30": "2025-07-23"}


@dataclass(frozen=True)
class News:
    title: str
    text: str
    source: str = "江城日报"


class Desk:
    """A desk that builds one issue a week and remembers it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = load_settings()

    def inbox(self, week: str, *news: News) -> Path:
        rows = [
            {
                "id": f"{week}-{n}",
                "title": a.title,
                "source": a.source,
                "published": f"{DAYS[week]}T09:00:00+08:00",
                "text": a.text,
            }
            for n, a in enumerate(news)
        ]
        path = self.folder / f"{week}.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    def issue(self, week: str, *news: News) -> Briefing:
        intake = read_inputs([str(self.inbox(week, *news))], self.config)
        readings = read_articles(intake.documents, self.config)
        period = week_period(week)
        with Archive(self.folder / "briefing.db") as archive:
            issue = Issue(period=period, number=archive.next_number(period))
            briefing = make_briefing(intake, readings, self.config, issue=issue, memory=archive.recall(period))
            archive.remember(briefing, readings)
        return briefing


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def events(briefing: Briefing) -> tuple[Event, ...]:
    return (*briefing.deals, *briefing.funds, *briefing.projects)


def standing_of(briefing: Briefing, name: str) -> Standing:
    """A signing is an agreement beside the project: the project is meant."""
    (event,) = [e for e in events(briefing) if name in e.name and e.type != "agreement"]
    return briefing.standings[event.id]


def told(briefing: Briefing, name: str) -> dict[str, tuple]:
    return {u.field: (u.was, u.now) for u in standing_of(briefing, name).updates}


def printed(briefing: Briefing) -> list[str]:
    return [entry.title for section in briefing.sections for entry in section.entries]


PLANT = "岚湖新能源储能电池基地项目"
SIGNED = News(
    "储能电池基地落户岚湖",
    f"7月8日，{PLANT}签约仪式在岚湖市举行。{PLANT}总投资50亿元，由云岫储能科技有限公司投资建设，"
    "规划建设年产10GWh储能电池生产线。岚湖市有关负责人表示，将为企业提供全过程服务。",
)
STARTED = News(
    "岚湖储能电池基地开工",
    f"7月16日，{PLANT}正式开工建设。{PLANT}总投资60亿元，由云岫储能科技有限公司投资建设，"
    "首批厂房计划明年年底交付使用。施工单位介绍，桩基工程已经进场。",
)
ROUND = News(
    "云岫微电子完成3亿元B轮融资",
    "近日，车规芯片企业云岫微电子完成3亿元B轮融资，本轮由青松资本领投。云岫微电子表示，资金将用于车规控制芯片的量产。",
)
OTHER = News(
    "北辰生物完成2亿元A轮融资",
    "近日，创新药企业北辰生物完成2亿元A轮融资，由远山基金领投。北辰生物表示，资金将用于两款候选药物的临床试验。",
)


# ---------------------------------------------------------------- records


def test_without_a_past_all_is_new(desk: Desk):
    first = desk.issue(WEEKS[0], ROUND, SIGNED)
    assert {s.state for s in first.standings.values()} == {"new"}
    assert {s.first_issue for s in first.standings.values()} == {first.issue}
    assert not any(figure.key.endswith("_repeated") for figure in first.figures)


def test_a_project_that_moves_is_updated_and_shows_the_old_values(desk: Desk):
    first = desk.issue(WEEKS[0], SIGNED)
    second = desk.issue(WEEKS[1], STARTED, OTHER)
    standing = standing_of(second, "储能电池基地")
    assert (standing.state, standing.first_issue, standing.last_issue) == ("updated", first.issue, first.issue)
    changes = told(second, "储能电池基地")
    assert changes["stage"] == ("signed", "started")
    assert changes["money"][0] == "50亿元" and changes["money"][1] == "60亿元"


def test_a_further_investor_is_told_and_the_known_ones_are_not(desk: Desk):
    desk.issue(WEEKS[0], ROUND)
    more = News(
        "云岫微电子B轮投资方披露",
        "云岫微电子披露，公司完成3亿元B轮融资，本轮由青松资本领投，长屿创投跟投。资金将用于车规控制芯片的量产和海外市场拓展。",
    )
    second = desk.issue(WEEKS[1], more)
    assert standing_of(second, "云岫微电子").state == "updated"
    assert told(second, "云岫微电子") == {"parties": (("青松资本",), ("长屿创投",))}


def test_the_same_news_again_is_repeated_counted_and_not_printed(desk: Desk):
    desk.issue(WEEKS[0], ROUND)
    second = desk.issue(WEEKS[1], ROUND, OTHER)
    assert standing_of(second, "云岫微电子").state == "repeated"
    assert printed(second) == [OTHER.title]
    figures = {f.key: int(f.value) for f in second.figures}
    assert (figures["stories_new"], figures["stories_updated"], figures["stories_repeated"]) == (1, 0, 1)
    assert figures["stories"] == 2 and figures["deals"] == 1 and figures["records_repeated"] == 1
    assert figures["money:deal:CNY"] == 200_000_000  # the other sum was that of the week before
    assert not any("云岫" in quote.text for quote in second.highlights)


def test_a_telling_that_says_less_or_lags_behind_is_no_update(desk: Desk):
    desk.issue(WEEKS[0], News(STARTED.title, STARTED.text.replace("7月16日", "7月7日")))
    second = desk.issue(WEEKS[1], SIGNED, OTHER)
    assert "stage" not in told(second, "储能电池基地")


def test_another_round_of_the_company_is_new(desk: Desk):
    desk.issue(WEEKS[0], ROUND)
    following = News(
        ROUND.title.replace("B轮", "C轮").replace("3亿", "8亿"), ROUND.text.replace("B轮", "C轮").replace("3亿", "8亿")
    )
    second = desk.issue(WEEKS[1], following)
    assert standing_of(second, "云岫微电子").state == "new"


def test_things_of_a_general_name_in_two_places_are_two(desk: Desk):
    def plant(town: str, sum_: str) -> News:
        return News(
            f"{town}电池工厂项目开工",
            f"7月8日，{town}电池工厂项目开工建设，项目总投资{sum_}，占地约200亩。{town}有关负责人出席开工仪式并讲话。",
        )

    desk.issue(WEEKS[0], plant("临江县", "12亿元"))
    second = desk.issue(WEEKS[1], plant("望山县", "30亿元"))
    assert {second.standings[e.id].state for e in second.projects} == {"new"}


def test_a_history_goes_on_over_three_weeks_by_one_thread(desk: Desk):
    done = News(
        "岚湖储能电池基地投产",
        f"7月23日，{PLANT}正式投产。{PLANT}总投资60亿元，由云岫储能科技有限公司投资建设，首批产品当天下线。",
    )
    issues = [desk.issue(week, news) for week, news in zip(WEEKS, (SIGNED, STARTED, done), strict=True)]
    standings = [standing_of(issue, "储能电池基地") for issue in issues]
    assert len({s.thread for s in standings}) == 1
    assert [s.first_issue for s in standings] == [issues[0].issue] * 3
    assert [s.state for s in standings] == ["new", "updated", "updated"]
    assert standings[2].last_issue == issues[1].issue


ACCEPTED = News(
    "云岫微电子可转债申请获受理",
    "7月8日，云岫微电子公告，公司向不特定对象发行可转换公司债券的申请获得上海证券交易所受理。",
)
QUESTIONED = News(
    "云岫微电子收到问询函",
    "云岫微电子公告，公司于7月16日收到上海证券交易所出具的《关于云岫微电子可转换公司债券发行申请的审核问询函》。",
)
AGAIN = News(
    "云岫微电子：可转债申请已获受理",
    "云岫微电子表示，公司向不特定对象发行可转换公司债券的申请已获得上海证券交易所受理。",
)


def test_an_inquiry_letter_behind_the_acceptance_is_news(desk: Desk):
    first = desk.issue(WEEKS[0], ACCEPTED)
    second = desk.issue(WEEKS[1], QUESTIONED, OTHER)
    standing = standing_of(second, "云岫微电子")
    assert (standing.state, standing.first_issue) == ("updated", first.issue)
    assert told(second, "云岫微电子")["step"] == ("受理", "审核问询函")
    third = desk.issue(WEEKS[2], QUESTIONED)
    assert standing_of(third, "云岫微电子").state == "repeated"


def test_an_acceptance_told_again_is_none(desk: Desk):
    desk.issue(WEEKS[0], ACCEPTED)
    assert standing_of(desk.issue(WEEKS[1], AGAIN, OTHER), "云岫微电子").state == "repeated"


def test_an_acceptance_told_behind_the_inquiry_is_no_step(desk: Desk):
    desk.issue(WEEKS[0], QUESTIONED)
    assert standing_of(desk.issue(WEEKS[1], AGAIN, OTHER), "云岫微电子").state == "repeated"


def test_the_history_of_a_thing_is_told_by_any_of_its_names(desk: Desk, tmp_path: Path):
    for week, news in zip(WEEKS[:2], (SIGNED, STARTED), strict=True):
        desk.issue(week, news, ROUND)
    with Archive(tmp_path / "briefing.db") as archive:
        (project,) = [
            h for h in archive.histories("儲能電池基地") if h.kind == "project"
        ]  # Traditional finds Simplified
        assert archive.histories(project.thread) == (project,)
        assert archive.histories("没有人说过的名称") == archive.histories(" ") == ()
    assert [t.event.stage for t in project.tellings] == ["signed", "started"]
    assert [t.event.money.text for t in project.tellings if t.event.money] == ["50亿元", "60亿元"]
    assert [t.state for t in project.tellings] == ["new", "updated"]
    told = CliRunner().invoke(history, ["储能电池基地", "--archive", str(tmp_path / "briefing.db")])
    assert "50亿元 → 60亿元" in told.output and "签约 → 开工" in told.output


def test_one_sentence_printed_twice_is_one_thing_however_general_its_name(desk: Desk):
    text = "7月8日，方舱医院三期工程建成，共有床位800张。当地有关负责人表示，医院将在本月底前交付使用。"
    desk.issue(WEEKS[0], News("方舱医院三期工程建成", text))
    second = desk.issue(WEEKS[1], News("方舱医院三期工程建成", text), OTHER)
    assert {second.standings[e.id].state for e in second.projects} == {"repeated"}


# ---------------------------------------------------------------- stories, figures, numbers


def test_a_story_is_updated_with_its_records(desk: Desk):
    desk.issue(WEEKS[0], SIGNED)
    second = desk.issue(WEEKS[1], STARTED)
    (story,) = second.stories
    standing = second.standings[story.id]
    assert standing.state == "updated" and {u.field for u in standing.updates} >= {"stage", "money"}
    assert printed(second) == [STARTED.title]


def test_the_week_before_is_that_of_the_archive(desk: Desk):
    first = desk.issue(WEEKS[0], ROUND, SIGNED)
    second = desk.issue(WEEKS[1], OTHER)
    before = {f.key: f.value for f in first.figures}
    assert {f.key: f.previous for f in second.figures if f.key == "stories"} == {"stories": before["stories"]}
    rows = {r.theme.key if r.theme else "off": r for r in second.themes}
    for row in first.themes:
        key = row.theme.key if row.theme else "off"
        assert (rows[key].previous, rows[key].previous_stories) == (row.articles, row.stories)


def test_a_gap_of_a_week_gives_nothing_to_compare_with(desk: Desk):
    desk.issue(WEEKS[0], ROUND)
    third = desk.issue(WEEKS[2], OTHER)
    assert all(f.previous is None for f in third.figures)


def test_what_has_changed_stands_below_the_tables_with_its_source(desk: Desk, tmp_path: Path):
    desk.issue(WEEKS[0], SIGNED)
    with Archive(tmp_path / "briefing.db") as archive:
        issue = Issue(period=week_period(WEEKS[1]))
        done = run(
            [str(desk.inbox(WEEKS[1], STARTED))], desk.config, out=tmp_path / "out", issue=issue, archive=archive
        )
    said = "更新（首见第28期）：阶段：签约 → 开工；金额：50亿元 → 60亿元"
    assert f"- {PLANT}: {said}" in (tmp_path / "out" / "briefing.md").read_text(encoding="utf-8").splitlines()
    paragraphs = [p.text for p in Document(str(tmp_path / "out" / "briefing.docx")).paragraphs]
    assert f"{PLANT}：{said}" in paragraphs
    cited = {source.article for source in done.briefing.sources}
    assert all(e.evidence[0].article in cited for e in events(done.briefing))


def test_a_week_without_an_article_takes_no_number(desk: Desk, tmp_path: Path):
    first = desk.issue(WEEKS[0], ROUND)
    with Archive(tmp_path / "briefing.db") as archive:
        inputs = [str(desk.inbox(WEEKS[0], ROUND))]
        run(inputs, desk.config, out=tmp_path / "out", issue=Issue(period=week_period(WEEKS[1])), archive=archive)
        assert archive.next_number(week_period(WEEKS[2])) == first.issue + 1


def test_numbers_go_on_and_a_week_built_again_keeps_its_own(desk: Desk):
    numbers = [desk.issue(week, OTHER).issue for week in WEEKS[:2]]
    assert numbers[1] == numbers[0] + 1
    assert desk.issue(WEEKS[0], OTHER).issue == numbers[0]


def test_a_week_built_again_gives_the_same_issue_whatever_came_after_it(desk: Desk):
    desk.issue(WEEKS[0], ROUND, SIGNED)
    second = desk.issue(WEEKS[1], STARTED, OTHER)
    desk.issue(WEEKS[2], News(STARTED.title, STARTED.text.replace("60亿元", "80亿元")), ROUND)
    assert desk.issue(WEEKS[1], STARTED, OTHER) == second


def test_nothing_of_it_is_left_out_of_the_appendix(desk: Desk, tmp_path: Path):
    """What is repeated is not printed, but it stands in the files with its issue."""
    desk.issue(WEEKS[0], ROUND)
    with Archive(tmp_path / "briefing.db") as archive:
        inputs = [str(desk.inbox(WEEKS[1], ROUND, OTHER))]
        done = run(
            inputs, desk.config, out=tmp_path / "out", issue=Issue(period=week_period(WEEKS[1])), archive=archive
        )
    assert standing_of(done.briefing, "云岫微电子").first_issue == done.briefing.issue - 1
    assert len(done.briefing.articles) == 2
