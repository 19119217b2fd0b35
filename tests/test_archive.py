"""The archive: an issue goes in whole, comes out as it was, is replaced when it is built again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_weeks import make_deal, make_issue, make_readings, make_review, period_of, read
from briefing.archive import Archive
from briefing.archive.fields import dump_fields, kind_of, load_event, load_review
from briefing.archive.prose import sentence_spans, stored_prose
from briefing.errors import ArchiveError
from briefing.types import (
    NO_MEMORY,
    Article,
    Block,
    Deal,
    FeedState,
    Fund,
    Memory,
    Money,
    PageState,
    Period,
    Project,
    Quantity,
    Review,
    Signature,
    Span,
    Standing,
)
from story_texts import article, tell


@pytest.fixture
def archive(tmp_path: Path):
    with Archive(tmp_path / "briefing.db") as opened:
        yield opened
        assert opened.check() == ()


def rows(archive: Archive) -> list[str]:
    """All that is stored, but for the time of building and the numbers that a rebuilt issue's records get."""
    kept = []
    for line in archive.export():
        row = json.loads(line)
        row.pop("built", None)
        if row["table"] == "records":
            row.pop("number")
        kept.append(json.dumps(row, ensure_ascii=False))
    return kept


def stored(archive: Archive, table: str) -> list[dict]:
    return [row for row in map(json.loads, archive.export()) if row["table"] == table]


def same_signature(a: Signature, b: Signature) -> bool:
    pairs = [(getattr(a, f.name), getattr(b, f.name)) for f in fields(Signature)]
    return all(np.array_equal(x, y) if isinstance(x, np.ndarray) else x == y for x, y in pairs)


# ---------------------------------------------------------------- records as JSON

NUMBERS = st.decimals(allow_nan=False)
WORDS = st.text(st.characters(), max_size=12)  # half surrogate pairs too
SPANS = st.builds(Span, st.integers(0, 10**9), st.integers(0, 10**9))
SUMS = st.builds(
    Money, WORDS, st.none() | WORDS, st.none() | NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS, WORDS, SPANS,
    st.none() | WORDS, st.booleans(),
)  # fmt: skip
st.register_type_strategy(Money, SUMS)
st.register_type_strategy(Quantity, st.builds(Quantity, WORDS, NUMBERS, WORDS))
st.register_type_strategy(Span, SPANS)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([Deal, Fund, Project]))
def test_a_record_comes_back_from_json_as_it_was(drawn, kind):
    event = drawn.draw(st.from_type(kind))
    text = dump_fields(event)
    text.encode("utf-8")
    assert load_event(kind_of(event), text) == event
    assert dump_fields(load_event(kind_of(event), text)) == text


@settings(max_examples=40, deadline=None)
@given(st.from_type(Review))
def test_a_correction_comes_back_from_json_as_it_was(review):
    assert load_review(dump_fields(review)) == review


def test_decimals_keep_their_digits():
    for written in ("1.50", "1E+3", "0.000", "-0", "123456789012345678901234567890.10"):
        money = replace(make_deal(0, 0).money, value=Decimal(written))
        back = load_event("deal", dump_fields(make_deal(0, 0, money=money)))
        assert str(back.money.value) == written


def test_a_field_that_came_later_takes_its_default_and_one_that_is_gone_is_passed_over():
    written = json.loads(dump_fields(make_deal(0, 1)))
    del written["aliases"]
    assert load_event("deal", json.dumps({**written, "mood": "calm"})) == make_deal(0, 1)


@pytest.mark.parametrize(
    "text", ['{"name": 3, "type": null}', '{"type": null}', "[]", "{", '{"name": ["a"], "type": "b"}']
)
def test_what_is_no_record_is_refused(text: str):
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        load_event("deal", text)


# ---------------------------------------------------------------- text and sentences


def test_opening_an_archive_loads_no_stage():
    code = "import briefing.archive, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "briefing.archive" in loaded
    assert not {"briefing.stories", "briefing.text", "briefing.compose", "briefing.write"} & set(loaded)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["paragraph", "note", "lead", "byline"]), st.integers(0, 50)), min_size=1, max_size=6
    )
)
def test_each_stored_sentence_is_the_slice_of_the_stored_text(blocks):
    texts = [(kind, tell(seed, seed)) for kind, seed in blocks]
    whole, spans = "题头\n", []
    for kind, text in texts:
        spans.append(Block(kind, Span(len(whole), len(whole) + len(text))))
        whole += text + "\n\n"
    span = Span(spans[0].span.start, spans[-1].span.end)
    reading = read(Article("a", "a", "a", "a.txt", span, whole[span.start : span.end], blocks=tuple(spans)))
    text, packed = stored_prose(reading)
    assert [text[s.start : s.end] for s in sentence_spans(packed)] == [s.text for s in reading.sentences]
    assert text == "\n".join(t for kind, t in texts if kind in ("paragraph", "lead"))


# ---------------------------------------------------------------- an issue goes in


def test_an_article_is_stored_once_however_often_it_comes(archive: Archive):
    issue, readings = make_issue(0)
    archive.remember(issue, readings)
    assert len(stored(archive, "articles")) == len(readings) - 1  # the last one repeats the first
    again = tuple(
        read(replace(r.article, id=f"row-{n}", file="again.csv", outlet="别报")) for n, r in enumerate(readings)
    )
    archive.remember(*make_issue(1, readings=again))
    assert len(stored(archive, "articles")) == len(readings) - 1
    comings = [row["names"] for row in stored(archive, "issue_articles") if row["issue"] == 2]
    assert sorted(name for names in comings for name in names) == sorted(r.article.id for r in again)


def test_a_row_with_the_id_of_another_article_is_another_article(archive: Archive):
    one, other = article("7", tell(1, 0)), article("7", tell(2, 0))
    archive.remember(*make_issue(0, readings=(read(one),)))
    archive.remember(*make_issue(1, readings=(read(other),)))
    assert [row["text"] for row in stored(archive, "articles")] == [one.text, other.text]


def test_remembering_twice_is_remembering_once(archive: Archive):
    for week in (0, 1):
        archive.remember(*make_issue(week))
    before = rows(archive)
    for week in (1, 0, 0):
        archive.remember(*make_issue(week))
    assert rows(archive) == before


def test_an_issue_built_again_takes_the_place_of_the_old_one(archive: Archive, tmp_path: Path):
    archive.remember(*make_issue(0))
    archive.remember(*make_issue(1, size=8, deals=4))
    key = [row["key"] for row in stored(archive, "issues")]
    archive.remember(*make_issue(1, size=4, deals=1))
    assert [row["key"] for row in stored(archive, "issues")] == key
    with Archive(tmp_path / "other.db") as fresh:
        fresh.remember(*make_issue(0))
        fresh.remember(*make_issue(1, size=4, deals=1))
        for table in ("stories", "records", "corrections", "issues"):
            mine, other = ([r for r in rows(a) if json.loads(r)["table"] == table] for a in (archive, fresh))
            assert mine == other


def test_what_a_later_build_reads_differently_takes_the_place_of_the_text(archive: Archive):
    readings = make_readings(0)
    archive.remember(*make_issue(0, readings=readings))
    first = readings[0].article
    mended = replace(first, text=first.text.replace("，", "、"))
    archive.remember(*make_issue(0, readings=(read(mended), *readings[1:-1])))
    assert stored(archive, "articles")[0]["text"] == mended.text != first.text
    assert len(stored(archive, "articles")) == len(readings) - 1


def test_names_that_are_no_utf8_are_stored(archive: Archive):
    """File names of a system need not be text; a NUL is a character like others."""
    odd = article("a", "岚州芯片公司开工。\x00项目投产。")
    named = replace(odd, file="\udcff.txt", outlet="半\ud800报", title="半\udc00个")
    archive.remember(*make_issue(0, readings=(replace(read(odd), article=named),), deals=0))
    (row,) = stored(archive, "articles")
    assert (row["file"], row["outlet"], row["title"], row["text"]) == ("?.txt", "半?报", "半?个", odd.text)
    assert archive.recall(period_of(1)).stories[0].signature.outlet == "半?报"


def test_a_failure_inside_leaves_everything_as_it_was(archive: Archive):
    archive.remember(*make_issue(0))
    before = rows(archive)
    issue, readings = make_issue(1)
    with pytest.raises(KeyError):
        archive.remember(issue, readings[:-2])  # a reading is missing: a bug of the caller
    assert rows(archive) == before
    archive.remember(issue, readings)


# ---------------------------------------------------------------- memory comes out


def test_what_was_put_in_is_recalled(archive: Archive):
    put = [make_issue(week) for week in range(3)]
    for issue, readings in put:
        archive.remember(issue, readings)
    memory = archive.recall(period_of(3))
    assert [(i.number, i.first, i.last) for i in memory.issues] == [
        (b.issue, b.period.first, b.period.last) for b, _ in put
    ]
    assert memory.issues[0].figures == (("articles", Decimal(7)), ("money:deal:CNY", Decimal("1.50")))
    assert memory.issues[0].themes == (("off", 7, len(put[0][0].stories)),)
    signatures = {r.article.id: r.signature for _, readings in put for r in readings}
    told = [(b, s) for b, _ in put for s in sorted(b.stories, key=lambda s: s.id)]
    assert [(s.id, s.thread, s.issue, s.first_issue) for s in memory.stories] == [
        (s.id, s.id, b.issue, b.issue) for b, s in told
    ]
    for past, (_, story) in zip(memory.stories, told, strict=True):
        assert same_signature(past.signature, signatures[story.lead])


def test_a_record_is_recalled_as_its_latest_telling(archive: Archive):
    put = [make_issue(week) for week in range(3)]
    for issue, readings in put:
        archive.remember(issue, readings)
    memory = archive.recall(period_of(3))
    latest = {r.thread: r for r in memory.records}
    assert len(latest) == len(memory.records)
    assert latest["D-first"].event == put[2][0].deals[0]
    assert (latest["D-first"].first_issue, latest["D-first"].issue, latest["D-first"].told) == (
        7,
        12,
        put[2][0].period.last,
    )
    single = put[0][0].deals[1]
    assert latest[single.id].event == single and latest[single.id].issue == 10
    assert [r.event.id for r in memory.records] == sorted(r.event.id for r in memory.records)
    states = {row["id"]: row["state"] for row in stored(archive, "records")}
    assert states["P-0000"] == "background" and states[single.id] == "new"


def described(memory: Memory) -> list[str]:
    """A memory as text: signatures as bytes, so that two can be compared."""
    from briefing.stories import pack

    stories = [(replace(s, signature=None), pack(s.signature).hex()) for s in memory.stories]
    return [repr(memory.issues), repr(stories), repr(memory.records)]


@pytest.mark.parametrize("seed", range(6))
def test_only_the_last_build_of_each_week_counts(tmp_path: Path, seed: int):
    """Any order of builds and repeated builds leaves what the last one of each week leaves by itself."""
    rng = random.Random(seed)
    builds = [(rng.randrange(4), rng.choice((3, 5, 6)), rng.randrange(3)) for _ in range(9)]
    last = {week: (size, deals) for week, size, deals in builds}
    with Archive(tmp_path / "all.db") as all_of_them, Archive(tmp_path / "last.db") as last_ones:
        for week, size, deals in builds:
            all_of_them.remember(*make_issue(week, size=size, deals=deals))
        for week, (size, deals) in last.items():
            last_ones.remember(*make_issue(week, size=size, deals=deals))
        all_of_them.prune(before=date(2000, 1, 1))  # articles that only a replaced build had
        assert described(all_of_them.recall(period_of(9))) == described(last_ones.recall(period_of(9)))
        counts = [archive.status().counts for archive in (all_of_them, last_ones)]
        documents = [count.pop("documents") for count in counts]
        assert counts[0] == counts[1] and documents[0] <= documents[1]
        assert all_of_them.check() == ()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_recalled_does_not_depend_on_what_was_built_when(tmp_path: Path, seed: int):
    """All weeks carry the same article under other names, outlets and days."""
    shared = article("shared", tell(7, 0) + "据介绍，7日签约。", title="旧闻")
    weeks = {}
    for week in range(4):
        published = datetime(2026, 1, 6, 8 + week, tzinfo=UTC) + timedelta(weeks=week)
        told = read(replace(shared, id=f"x{week}", outlet=f"{week}报", published=published))
        weeks[week] = make_issue(week, readings=(told, *make_readings(week)))
    order = random.Random(seed).sample(range(4), 4)
    with Archive(tmp_path / "ordered.db") as ordered, Archive(tmp_path / "mixed.db") as mixed:
        for week in range(2):
            ordered.remember(*weeks[week])
        for week in (*order, *order[:2]):
            mixed.remember(*weeks[week])
        assert described(mixed.recall(period_of(2))) == described(ordered.recall(period_of(2)))
        lead = next(s for s in mixed.recall(period_of(2)).stories if s.signature.outlet == "1报")
        assert lead.signature.day == date(2026, 1, 13) and lead.signature.hour is not None
        assert mixed.check() == ()


def test_stories_are_forgotten_after_eight_weeks_and_records_are_not(archive: Archive):
    archive.remember(*make_issue(0))
    assert archive.recall(period_of(8)).stories != ()
    assert archive.recall(period_of(9)).stories == ()
    assert len(archive.recall(period_of(60)).records) == 3


@pytest.mark.parametrize("period", [None, Period(None, None), Period(None, date(2030, 1, 1)), period_of(0)])
def test_where_nothing_lies_before_nothing_is_recalled(archive: Archive, period: Period | None):
    archive.remember(*make_issue(0))
    archive.remember(*make_issue(1, period=Period(None, None)))
    assert archive.recall(period) == NO_MEMORY


def test_an_overlapping_issue_is_not_recalled(archive: Archive):
    archive.remember(*make_issue(0))
    last = period_of(0).last
    assert archive.recall(Period(last, last)) == NO_MEMORY
    assert archive.recall(Period(last + timedelta(days=1), None)) != NO_MEMORY


def test_the_number_goes_on_and_a_built_issue_keeps_its_own(archive: Archive):
    assert archive.next_number(period_of(0)) is None
    archive.remember(*make_issue(0))
    archive.remember(*make_issue(4, issue=31))
    expected = {-1: None, 0: 10, 1: 11, 3: 11, 4: 31, 5: 32, 60: 32}
    assert {week: archive.next_number(period_of(week)) for week in expected} == expected
    assert archive.next_number(None) is None and archive.next_number(Period(None, None)) is None


def test_standings_go_in_with_the_issue(archive: Archive):
    issue, readings = make_issue(3)
    story = issue.stories[0].id
    standing = Standing(state="repeated", first_issue=4, thread="S-old")
    archive.remember(replace(issue, standings={story: standing}), readings)
    (row,) = [row for row in stored(archive, "stories") if row["id"] == story]
    assert (row["state"], row["first_issue"], row["thread"]) == ("repeated", 4, "S-old")
    assert (
        archive.recall(period_of(4)).stories[[s.id for s in archive.recall(period_of(4)).stories].index(story)].thread
        == "S-old"
    )


# ---------------------------------------------------------------- upkeep


def test_pruning_takes_out_what_only_old_issues_hold(archive: Archive):
    shared = make_readings(0)[0]
    for week in range(4):
        archive.remember(*make_issue(week, readings=(shared, *make_readings(week + 10))))
    trial = archive.prune(keep=2, is_trial=True)
    assert len(archive.issues()) == 4
    size = archive.status().bytes
    done = archive.prune(keep=2)
    assert (done.issues, done.articles) == (trial.issues, trial.articles) and len(done.issues) == 2
    assert archive.status().bytes < size and done.freed > 0
    assert [i.number for i in archive.issues()] == [12, 13]
    held = {row["article"] for row in stored(archive, "issue_articles")}
    assert {row["number"] for row in stored(archive, "articles")} == held
    assert archive.prune(before=date(2020, 1, 1)).issues == ()


def test_pruning_keeps_issues_without_dates_and_what_was_sent(archive: Archive):
    archive.remember(*make_issue(0, period=Period(None, None)))
    archive.note_delivery(week="2026-W02", channel="mail", recipient="a@example.org", state="sent")
    archive.prune(before=date(2030, 1, 1))
    archive.prune(keep=1)
    assert len(archive.issues()) == 1 and [d.recipient for d in archive.deliveries("2026-W02")] == ["a@example.org"]


def test_check_names_what_is_wrong(tmp_path: Path):
    place = tmp_path / "a.db"
    wrongs = {
        "DELETE FROM stories WHERE id = (SELECT min(id) FROM stories)": "stories",
        "DELETE FROM records": "records",
        "UPDATE articles SET signature = x'01' WHERE number = 1": "signature",
        "UPDATE articles SET text = '短' WHERE number = 2": "sentence",
        "UPDATE records SET fields = '{}'": "cannot be read",
        "UPDATE corrections SET fields = '[' ": "cannot be read",
        "UPDATE issue_articles SET article = 99 WHERE article = 1": "articles",
    }
    with Archive(place) as archive:
        archive.remember(*make_issue(0))
        connection = archive._connection
        connection.execute("PRAGMA foreign_keys = OFF")
        for wrong, word in wrongs.items():
            connection.execute("BEGIN")
            connection.execute(wrong)
            faults = archive.check()
            connection.execute("ROLLBACK")
            assert any(word in f"{f.subject} {f.message}" for f in faults), (wrong, faults)
        assert archive.check() == ()


def test_what_cannot_be_read_is_mended_by_building_its_week_again(tmp_path: Path):
    wrongs = {
        "UPDATE articles SET signature = x'01'": "story .+ of issue 10",
        "UPDATE records SET fields = '{}'": "record .+ of issue 10",
        'UPDATE records SET fields = \'{"name": 3, "type": null}\'': "record .+ of issue 10",
        "UPDATE articles SET text = '短'": None,
    }
    for number, (wrong, words) in enumerate(wrongs.items()):
        with Archive(tmp_path / f"{number}.db") as archive:
            archive.remember(*make_issue(0))
            archive._connection.execute(wrong)
            if words is not None:
                with pytest.raises(ArchiveError, match=words + r".+ build that issue again"):
                    archive.recall(period_of(1))
            assert archive.check() != ()
            archive.remember(*make_issue(0))
            assert archive.check() == ()
            archive.recall(period_of(1))


def test_an_index_out_of_step_is_found_and_made_anew(archive: Archive):
    archive.remember(*make_issue(0))
    archive._connection.execute("INSERT INTO search_articles (search_articles) VALUES ('delete-all')")
    assert all("--reindex" in fault.message for fault in archive.check()) and archive.check()
    archive.reindex()
    assert archive.check() == ()


def test_the_export_has_every_row_of_every_table(archive: Archive):
    archive.remember(*make_issue(0))
    archive.end_run(archive.begin_run("2026-W02"), outcome="done", report={"articles": 7})
    archive.note_delivery(week="2026-W02", channel="folder", recipient="/out", state="failed", error="full")
    archive.write_feed(FeedState("https://news.example/feed", etag='"1"'))
    archive.write_page(PageState("https://news.example/1", None, "2026-01-05T00:00:00+00:00"))
    lines = [json.loads(line) for line in archive.export()]
    counts = {table: sum(row["table"] == table for row in lines) for table in archive.status().counts}
    assert counts == archive.status().counts and all(counts.values())
    (record,) = [row for row in lines if row.get("id") == "P-0000"]
    assert record["fields"]["capacity"] == {"text": "2.50 GW", "value": "2.50", "unit": "GW"}


# ---------------------------------------------------------------- runs, deliveries, feeds


def test_runs_and_deliveries_are_kept(archive: Archive):
    first, second = archive.begin_run("2026-W02"), archive.begin_run("2026-W03")
    archive.end_run(first, outcome="sent", report={"seconds": {"build": 1.5}, "problems": ["一处"]})
    later, earlier = archive.list_runs()
    assert (later.key, later.ended, later.outcome) == (second, None, None)
    assert earlier.outcome == "sent" and earlier.report["problems"] == ["一处"] and earlier.ended >= earlier.started
    assert len(archive.list_runs(1)) == 1


def test_deliveries_are_kept_in_their_order_by_week(archive: Archive):
    key = archive.begin_run("2026-W02")
    to = {"week": "2026-W02", "channel": "mail", "recipient": "a@example.org", "run": key}
    archive.note_delivery(**to, state="failed", error="refused")
    archive.note_delivery(**to, state="sent", message_id="<1@example.org>", content="ab")
    assert [d.state for d in archive.deliveries("2026-W02")] == ["failed", "sent"]
    assert archive.deliveries("2026-W03") == () and len(archive.deliveries()) == 2


def test_a_feed_and_a_page_are_kept_as_they_were_last(archive: Archive):
    url = "https://news.example/feed"
    assert archive.read_feed(url) is None and archive.read_page(url) is None
    states = [
        FeedState(url, etag='"a"', checked="2026-01-05T00:00:00+00:00"),
        FeedState(url, failures=3, error="timed out"),
    ]
    for state in states:
        archive.write_feed(state)
        assert archive.read_feed(url) == state
    page = PageState("https://news.example/1", url, "2026-01-05T00:00:00+00:00", "1.html", "ff")
    archive.write_page(page)
    assert archive.read_page(page.url) == page


def test_reviews_of_the_issue_are_kept(archive: Archive):
    issue, readings = make_issue(0)
    archive.remember(issue, readings)
    (row,) = stored(archive, "corrections")
    assert load_review(json.dumps(row["fields"])) == make_review(replace(issue.deals[0], review=None))


def test_documents_are_stored_once_by_their_content(archive: Archive):
    for week in (0, 1):
        issue, readings = make_issue(week)
        same = tuple(replace(c, source=replace(c.source, sha256=c.source.file[2:])) for c in issue.coverage)
        unread = replace(same[0], source=replace(same[0].source, file="gone.txt", sha256=None))
        archive.remember(replace(issue, coverage=(*same, unread)), readings)
    names = [row["file"] for row in stored(archive, "documents")]
    assert names == sorted(set(names)) and all(name.startswith("W0") or name == "copy.txt" for name in names)
    assert all(row["document"] for row in stored(archive, "articles"))
