"""The order of work, on real documents."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefing import build, read
from briefing.analysis import read_articles, split_all
from briefing.assembly import Issue, choose_picks
from briefing.chapters import plan_chapters, weigh_story
from briefing.ingest import Intake, read_inputs
from briefing.pipeline import make_briefing
from briefing.settings import load_settings
from briefing.types import PROSE, Period
from briefing.week import part_by_period, think, week_period

ROOT = Path(__file__).parent.parent
SEEDS = [str(ROOT / "seeds")]


def brief(documents, issue: Issue):
    config = load_settings()
    intake = Intake(files=(), documents=tuple(documents), problems=())
    return make_briefing(intake, read_articles(documents, config), config, issue=issue)


@pytest.fixture(scope="module")
def documents():
    return read_inputs(SEEDS, load_settings()).documents


@pytest.fixture(scope="module")
def readings(documents):
    return read_articles(documents, load_settings())


def test_making_is_pure(documents):
    """Same documents, same briefing; and in any order of them the same counts."""
    first, second = (brief(documents, Issue(number=1)) for _ in range(2))
    assert first == second
    turned = brief(documents[::-1], Issue(number=1))
    assert turned.figures == first.figures
    assert {e.id for e in turned.deals} == {e.id for e in first.deals}


def test_a_span_slices_to_its_text(documents, readings):
    texts = {d.id: d.text for d in documents}
    for r in readings:
        text = texts[r.article.document]
        assert text[slice(*r.article.span)] == r.article.text
        for block in r.article.blocks:
            assert r.article.span.start <= block.span.start <= block.span.end <= r.article.span.end
        for s in r.sentences:
            assert text[slice(*s.span)] == s.text == s.text.strip()
            assert s.kind in PROSE
        for event in r.records:
            for piece in event.evidence:
                assert text[slice(*piece.span)] == piece.text


def test_key_sentences_stand_in_their_article_in_order(readings):
    for r in readings:
        assert list(r.summary.chosen) == sorted(set(r.summary.chosen))
        assert len(r.summary.scores) == len(r.sentences)
        assert all(r.sentences[i].is_whole for i in r.summary.chosen)


def test_every_record_holds_its_amounts_words(readings):
    for r in readings:
        whole = f"{r.article.title}\n{r.article.text}"
        for event in r.records:
            assert event.evidence and event.name
            if event.money is not None:
                assert event.money.text in whole


def test_each_article_is_in_one_story(readings):
    named = [a for s in think(readings, files=0).stories for a in s.articles]
    assert sorted(named) == sorted(r.article.id for r in readings)


def test_ids_are_unique(documents):
    ids = [a.id for a in split_all([*documents, *documents], load_settings())]
    assert len(ids) == len(set(ids))


def test_a_week_that_rests_on_undated_articles_alone_says_so(documents):
    warned = brief(documents, Issue(period=week_period("2024-W01")))
    assert any("no article bears a date" in problem.message for problem in warned.problems)
    right = brief(documents, Issue(period=week_period("2026-W23")))
    assert not any("no article bears a date" in problem.message for problem in right.problems)


def test_periods():
    assert week_period("2026-W23") == Period(date(2026, 6, 1), date(2026, 6, 7), is_asked=True)
    for wrong in ("2026", "2026-W60", "W23"):
        with pytest.raises(ValueError):
            week_period(wrong)


def test_the_window_parts_the_articles(readings):
    inside, before = part_by_period(readings, Period(date(2026, 6, 3), date(2026, 6, 4), is_asked=True))
    days = {str(r.article.published)[:10] for r in inside if r.article.published}
    assert days <= {"2026-06-03", "2026-06-04"}
    assert {str(r.article.published)[:10] for r in before} <= {"2026-06-01", "2026-06-02"}
    open_ended, none = part_by_period(readings, Period(date(2026, 6, 5), None, is_asked=True))
    assert none == () and 0 < len(open_ended) < len(readings)
    assert part_by_period(readings, None) == (tuple(readings), ())


def test_weightier_stories_come_first_and_nothing_off_the_subject_is_printed(readings):
    config = load_settings()
    by_id = {r.article.id: r for r in readings}
    stories = think(readings, files=0).stories
    weights = {s.id: weigh_story(s, by_id, {r.currency: r for r in config.rates}) for s in stories}
    chapters = plan_chapters(stories, by_id, weights, config.themes)
    assert [c.weight for c in chapters] == sorted((c.weight for c in chapters), reverse=True)
    for c in chapters:
        totals = [weights[s.id].total for s in c.stories]
        assert totals == sorted(totals, reverse=True)
        assert c.theme.key != "off"
    picks = choose_picks(chapters, by_id, weights)
    printed = [p.sentence for p in picks.highlights]
    printed += [p.sentence for group in picks.summaries.values() for p in group]
    printed += [p.sentence for group in picks.stories.values() for p in group]
    assert len({s.text for s in printed}) == len(printed)
    assert all(by_id[s.article].themes[0].theme != "off" for s in printed)


def test_more_outlets_weigh_more(readings):
    config = load_settings()
    by_id = {r.article.id: r for r in readings}
    rates = {r.currency: r for r in config.rates}
    story = next(s for s in think(readings, files=0).stories if s.also)
    alone = dataclasses.replace(story, also=())
    assert weigh_story(story, by_id, rates).total >= weigh_story(alone, by_id, rates).total


def test_as_a_library(tmp_path: Path):
    run = build(SEEDS, out=tmp_path / "out")
    assert (tmp_path / "out" / "briefing.docx").is_file() and not run.problems
    assert len(read([str(ROOT / "seeds" / "01_topic_feed.txt")])) == 5


# ---------------------------------------------------------------- the five real files


def test_the_real_files(shared: Path):
    config = load_settings()
    documents = read_inputs([str(shared / "seeds")], config).documents
    articles = split_all(documents, config)
    count = {}
    for a in articles:
        key = a.file[:3]
        count[key] = count.get(key, 0) + 1
    assert count == {"000": 10, "001": 10, "002": 10, "003": 2, "004": 1}
    assert sum(a.is_caption for a in articles) == 2
    readings = read_articles(documents, config)
    stories = think(readings, files=5).stories
    assert sum(len(s.repeats) for s in stories) == 6
    title = {r.article.id: r.article.title or "" for r in readings}
    together = [s for s in stories if s.also]
    assert len(together) == 1 and all("时报观察" in title[a] for a in together[0].articles)


def test_key_sentences_alone_do_not_load_the_grammar_of_records(tmp_path: Path):
    page = tmp_path / "a.txt"
    page.write_text("江城微芯昨天宣布完成三亿元B轮融资。资金将用于新产线。", encoding="utf-8")
    code = (
        "import sys; from briefing.analysis import Choosing, read_articles; from briefing.ingest import read_inputs; "
        "from briefing.config import Config; "
        "(r,) = read_articles(read_inputs([sys.argv[1]], Config()).documents, Config(), choosing=Choosing(records=False)); "
        "print(len(r.summary.chosen), len(r.records), 'briefing.extract' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(page)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "0", "False"]
