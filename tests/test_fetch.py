"""Sources into the inbox: what is stored, what is not stored twice, and what ingest reads of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from briefing.archive import Archive
from briefing.config import load_config
from briefing.errors import OutputError, UsageError
from briefing.fetch import MemoryLedger
from briefing.ingest import read_inputs
from briefing.ingest.split import split_articles
from briefing.types import Article
from web_site import HOST, ZONE, Days, Reply, Site, feed_of, item, open_site, page, rss, run, settings, source, stored

FEED = "application/rss+xml"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def read(inbox: Path) -> list[Article]:
    """The articles that ingest finds in the inbox; nothing of it may be unreadable."""
    config = load_config()
    intake = read_inputs([str(inbox)], config)
    assert not intake.problems
    return [article for document in intake.documents for article in split_articles(document, config)]


# ---------------------------------------------------------------- the law: what was fetched is read


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
def test_a_followed_page_is_read_with_address_time_and_outlet(site: Site, tmp_path: Path, encoding: str):
    site.answers["/feed"] = Reply(rss(item("青岚生物完成融资", "a/1.html?id=7&amp;utm_source=rss")), FEED)
    text = page("青岚生物完成融资").replace('<meta charset="utf-8">', "")
    if encoding == "big5":
        text = text.translate(
            str.maketrans(
                "蓝亿币资领设临业产发与试条预计后续将继续扩汐岚线进阶应两个该",
                "藍億幣資領設臨業產發與試條預計後續將繼續擴汐嵐線進階應兩個該",
            )
        )
        text = text.encode("big5", "ignore").decode("big5")
    site.answers["/a/1.html?id=7&utm_source=rss"] = Reply(text.encode(encoding), "text/html")
    report = run(settings(tmp_path, source(site.url("/feed"), follow=True)))
    assert not report.problems
    (article,) = read(tmp_path)
    assert article.url == site.url("/a/1.html?id=7")
    assert article.published == datetime(2025, 7, 18, 8, 0, tzinfo=ZONE)
    assert article.outlet == "示例科创"
    assert "海汐" in article.text and "首页" not in article.text


def test_what_the_page_says_of_itself_goes_before_what_its_feed_says(site: Site, tmp_path: Path):
    head = (
        '<link rel="canonical" href="https://paper.example/own"><meta property="og:site_name" content="示例晨报">'
        '<meta property="article:published_time" content="2025-07-17T06:30:00+08:00">'
    )
    site.answers["/feed"] = Reply(rss(item("青岚生物完成融资", "/a/1.html")), FEED)
    site.answers["/a/1.html"] = Reply(page("青岚生物完成融资", head=head))
    run(settings(tmp_path, source(site.url("/feed"), follow=True)))
    (article,) = read(tmp_path)
    assert (article.url, article.outlet) == ("https://paper.example/own", "示例晨报")
    assert article.published == datetime(2025, 7, 17, 6, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    "start", ["<HTML><BODY>", "<html lang='zh'>", "<!-- saved --><p>", "<html><head><title>x</title></head><body>"]
)
def test_a_page_of_any_build_keeps_its_address(site: Site, tmp_path: Path, start: str):
    prose = page("青岚生物完成融资").split("<h1>")[1].removesuffix("</body></html>")
    site.answers["/p"] = Reply(f"{start}<h1>{prose}")
    run(settings(tmp_path, source(site.url("/p"), outlet="示例晚报")))
    (article,) = read(tmp_path)
    assert (article.url, article.outlet) == (site.url("/p"), "示例晚报")


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}/deep/"><title>示例科创</title>
<entry><id>urn:x:1</id><title>青岚生物完成融资</title><link href="one.html"/><updated>2025-07-18T00:00:00Z</updated>
<author><name>江明</name></author><content type="html">&lt;p&gt;青岚生物完成三亿元融资。&lt;/p&gt;&lt;p&gt;海汐资本领投。&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "示例科创",
    "items": [
        {
            "id": 1,
            "url": "/deep/one.html",
            "title": "青岚生物完成融资",
            "date_published": "2025-07-18T00:00:00Z",
            "authors": [{"name": "江明"}],
            "content_text": "青岚生物完成三亿元融资。\n海汐资本领投。",
        }
    ],
}
RSS_ENTRY = """<item><title>青岚生物完成融资</title><link>/deep/one.html</link><author>江明</author>
<pubDate>{time}</pubDate><description><![CDATA[<p>青岚生物完成三亿元融资。</p><p>海汐资本领投。</p>]]></description></item>"""


@pytest.mark.parametrize(
    "form", ["atom", "json", "rss", "rss in gb18030", "rss without zone", "rss behind html's content type"]
)
def test_a_feeds_own_text_is_read_with_address_time_and_outlet(site: Site, tmp_path: Path, form: str):
    kind, content = FEED, rss(RSS_ENTRY.format(time="Fri, 18 Jul 2025 00:00:00 GMT")).encode()
    if form == "atom":
        content = ATOM.format(base=site.url().rstrip("/")).encode()
    elif form == "json":
        kind, content = "application/feed+json", json.dumps(JSON_FEED).encode()
    elif form == "rss in gb18030":
        content = content.decode().replace('encoding="utf-8"', 'encoding="gb2312"').encode("gb18030")
    elif form == "rss without zone":
        content = rss(RSS_ENTRY.format(time="2025-07-18 08:00:00")).encode()
    elif form.endswith("type"):
        kind = "text/html"
    site.answers["/feed"] = Reply(content, kind)
    report = run(settings(tmp_path, source(site.url("/feed"))))
    assert not report.problems and report.new == 1
    (article,) = read(tmp_path)
    assert article.title == "青岚生物完成融资" and article.text == "青岚生物完成三亿元融资。\n海汐资本领投。"
    assert article.url == site.url("/deep/one.html") and article.outlet == "示例科创" and article.author == "江明"
    assert article.published == datetime(2025, 7, 18, 8, 0, tzinfo=ZONE)


def test_a_day_without_a_time_stays_one(site: Site, tmp_path: Path):
    site.answers["/feed"] = Reply(rss(RSS_ENTRY.format(time="2025-07-18")), FEED)
    run(settings(tmp_path, source(site.url("/feed"))))
    assert [article.published for article in read(tmp_path)] == [date(2025, 7, 18)]


@pytest.mark.parametrize("follow", [False, True])
def test_a_time_in_chinese_is_left_to_ingest(site: Site, tmp_path: Path, follow: bool):
    site.answers["/deep/one.html"] = Reply(page("青岚生物完成融资"))
    site.answers["/feed"] = Reply(rss(RSS_ENTRY.format(time="2025年7月18日 08:00")), FEED)
    run(settings(tmp_path, source(site.url("/feed"), follow=follow)))
    assert [article.published for article in read(tmp_path)] == [datetime(2025, 7, 18, 8, 0, tzinfo=ZONE)]


def test_the_time_of_fetching_is_never_taken_for_that_of_publication(site: Site, tmp_path: Path):
    site.answers["/p"] = Reply(page("青岚生物完成融资"))
    run(settings(tmp_path, source(site.url("/p"))))
    (article,) = read(tmp_path)
    assert article.published is None and stored(tmp_path)[0].startswith("2025-07-21/")


# ---------------------------------------------------------------- the law: fetched twice, nothing new


@pytest.mark.parametrize("follow", [False, True])
@pytest.mark.parametrize("ledger", ["memory", "archive"])
def test_a_second_fetch_finds_nothing_new(site: Site, tmp_path: Path, follow: bool, ledger: str):
    site.answers["/feed"] = Reply(feed_of(3), FEED)
    site.answers |= {f"/a/{n}.html": Reply(page(f"第{n}家公司完成融资", amount=n + 2)) for n in range(3)}
    site.answers["/p"] = Reply(page("青岚生物扩建基地"))
    inbox, days = tmp_path / "inbox", Days()
    chosen = settings(inbox, source(site.url("/feed"), follow=follow), source(site.url("/p"), name="页"))
    with Archive(tmp_path / "b.db") as archive:
        kept = archive if ledger == "archive" else MemoryLedger()
        first = run(chosen, kept, days=days)
        before = {name: (inbox / name).read_bytes() for name in stored(inbox)}
        days.pass_by(days=1)
        asked = len(site.asked)
        second = run(chosen, kept, days=days)
    assert [one.new for one in first.sources] == [3, 1] and sorted(first.files) == sorted(before)
    assert [(one.new, one.unchanged, one.failed) for one in second.sources] == [(0, 3, 0), (0, 1, 0)]
    assert before == {name: (inbox / name).read_bytes() for name in stored(inbox)}
    assert site.paths[asked:] == ["/feed", "/p"]


def test_what_the_server_says_is_unchanged_is_not_sent_again(site: Site, tmp_path: Path):
    def answer(to):
        known = (
            to.headers.get("If-None-Match") == '"v1"'
            and to.headers.get("If-Modified-Since") == "Fri, 18 Jul 2025 00:00:00 GMT"
        )
        marks = {"ETag": '"v1"', "Last-Modified": "Fri, 18 Jul 2025 00:00:00 GMT"}
        Reply(b"" if known else feed_of(2), FEED, 304 if known else 200, marks)(to)

    site.answers["/feed"] = answer
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/feed")))
    assert run(chosen, ledger).new == 2
    (again,) = run(chosen, ledger).sources
    assert (again.new, again.unchanged, again.failed, again.bytes) == (0, 1, 0, 0)
    assert "if-none-match" not in site.asked[0].headers


def test_nothing_is_skipped_after_a_page_that_failed(site: Site, tmp_path: Path):
    """The next fetch must see the whole feed again, so its mark is not kept."""
    site.answers["/feed"] = lambda to: Reply(
        feed_of(2), FEED, 304 if to.headers.get("If-None-Match") else 200, {"ETag": '"v"'}
    )(to)
    site.answers["/a/0.html"] = Reply(page("第0家公司完成融资"))
    site.answers["/a/1.html"] = Reply("away", status=500)
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/feed"), follow=True))
    (first,) = run(chosen, ledger).sources
    assert (first.new, first.failed) == (1, 1) and "500" in first.problems[0].message
    site.answers["/a/1.html"] = Reply(page("第1家公司完成融资"))
    (second,) = run(chosen, ledger).sources
    assert (second.new, second.unchanged, second.failed) == (1, 1, 0)
    (third,) = run(chosen, ledger).sources
    assert (third.new, third.unchanged) == (0, 1) and len(read(tmp_path)) == 2


def test_the_same_page_is_stored_once_from_two_feeds_and_behind_a_redirect(site: Site, tmp_path: Path):
    links = ("/a/1.html", "/a/1.html?utm_medium=app&amp;utm_source=x", "/a/1.html#top", "/go?to=1")
    site.answers["/one"] = Reply(rss(item("青岚生物完成融资", links[0]), item("青岚", links[3])), FEED)
    site.answers["/two"] = Reply(rss(item("同一篇", links[1]), item("又一篇", links[2])), FEED)
    for path in ("/a/1.html", "/a/1.html?utm_medium=app&utm_source=x"):
        site.answers[path] = Reply(page("青岚生物完成融资"))
    site.answers["/go?to=1"] = Reply(status=302, headers={"Location": "/a/1.html"})
    one, two = source(site.url("/one"), name="一", follow=True), source(site.url("/two"), name="二", follow=True)
    report = run(settings(tmp_path, one, two))
    assert [(r.new, r.unchanged) for r in report.sources] == [(1, 1), (0, 2)]
    assert len(stored(tmp_path)) == 1


def test_a_teaser_does_not_stand_in_for_its_page(site: Site, tmp_path: Path):
    """One feed's own text is stored; another feed, or the same one later, asks for the page itself."""
    site.answers["/feed"] = Reply(rss(item("青岚生物完成融资", "/a/1.html")), FEED)
    site.answers["/a/1.html"] = Reply(page("青岚生物完成融资"))
    ledger = MemoryLedger()
    counts = []
    for follow in (False, False, True, True, False):
        chosen = settings(tmp_path, source(site.url("/feed"), follow=follow))
        counts.append(run(chosen, ledger).new)
    assert counts == [1, 0, 1, 0, 0] and [name.rsplit(".")[-1] for name in stored(tmp_path)] == ["html", "json"]


def test_a_page_that_changed_is_stored_anew_under_its_day(site: Site, tmp_path: Path):
    site.answers["/p"] = Reply(page("青岚生物完成融资"))
    ledger, days, chosen = MemoryLedger(), Days(), settings(tmp_path, source(site.url("/p"), name="头条"))
    run(chosen, ledger, days=days)
    site.answers["/p"] = Reply(page("澄砚科技完成融资", name="澄砚科技"))
    days.pass_by(days=1)
    assert run(chosen, ledger, days=days).new == 1
    first, second = stored(tmp_path)
    assert first[:10] == "2025-07-21" and second[:10] == "2025-07-22" and first[10:] == second[10:]


def test_more_new_pages_than_a_run_takes_come_with_the_next(site: Site, tmp_path: Path):
    site.answers["/feed"] = Reply(feed_of(5), FEED, headers={"ETag": '"v"'})
    site.answers |= {f"/a/{n}.html": Reply(page(f"第{n}家公司完成融资")) for n in range(5)}
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/feed"), follow=True), pages=2)
    counts = [run(chosen, ledger).sources[0] for _ in range(4)]
    assert [(one.new, one.left) for one in counts] == [(2, 3), (2, 1), (1, 0), (0, 0)]
    assert not any(one.problems for one in counts)


# ---------------------------------------------------------------- files


def test_names_are_safe_sorted_and_of_the_day_of_publication(site: Site, tmp_path: Path):
    titles = ("../../etc/passwd", "融资：“A/B”\u202e测试?*|\x7f", "长" * 400, "", "CON", "a\tb\nc")
    entries = [
        item(t.replace("\x7f", ""), f"/a/{n}", date=f"{10 + n} Jul 2025 23:30:00 GMT") for n, t in enumerate(titles)
    ]
    site.answers["/feed"] = Reply(rss(*entries), FEED)
    report = run(settings(tmp_path, source(site.url("/feed"))))
    assert report.new == len(titles)
    for n, name in enumerate(report.files):
        day, leaf = name.split("/")
        assert day == f"2025-07-{11 + n}"  # in Shanghai it was the next morning
        assert leaf.startswith(f"{HOST}-") and leaf.endswith(".json")
        assert len(leaf.encode()) < 250 and not set(leaf) & set('\\/:*?"<>|\n\t \u202e') and ".." not in leaf
    assert stored(tmp_path) == sorted(report.files)


def test_an_inbox_that_cannot_be_written_ends_the_run(site: Site, tmp_path: Path):
    (tmp_path / "inbox").write_text("a file", encoding="utf-8")
    site.answers["/p"] = Reply(page("青岚生物完成融资"))
    with pytest.raises(OutputError, match="inbox"):
        run(settings(tmp_path / "inbox", source(site.url("/p"))))


# ---------------------------------------------------------------- sources


def test_only_the_named_sources_are_asked(site: Site, tmp_path: Path):
    site.answers |= {path: Reply(page("青岚生物完成融资")) for path in ("/p", "/q")}
    chosen = settings(tmp_path, source(site.url("/p"), name="一"), source(site.url("/q"), name="二"))
    assert [one.name for one in run(chosen, names=("二",)).sources] == ["二"]
    assert site.paths == ["/q"]
    with pytest.raises(UsageError, match="三"):
        run(chosen, names=("三",))
    with pytest.raises(UsageError, match="sources"):
        run(settings(tmp_path))


def test_one_bad_source_costs_no_other_its_place(site: Site, tmp_path: Path):
    site.answers |= {"/p": Reply(page("青岚生物完成融资")), "/q": Reply(page("澄砚科技完成融资"))}
    bad = source(site.url("/none"), name="坏")
    report = run(settings(tmp_path, source(site.url("/p"), name="一"), bad, source(site.url("/q"), name="二")))
    assert [one.new for one in report.sources] == [1, 0, 1]
    (problem,) = report.problems
    assert problem.subject == "坏" and "404" in problem.message and "correct the address" in problem.message


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_link_of_a_feed_is_told_once_and_not_asked_for_again(site: Site, tmp_path: Path, status: int):
    site.answers["/feed"] = Reply(rss(item("在", site.url("/a")), item("不在", site.url("/b"))), FEED)
    site.answers |= {"/a": Reply(page("青岚生物完成融资")), "/b": Reply("gone", status=status)}
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/feed"), follow=True))
    first, second = run(chosen, ledger), run(chosen, ledger)
    assert (first.new, len(first.problems), second.new, len(second.problems)) == (1, 1, 0, 0)
    assert str(status) in first.problems[0].message and site.paths.count("/b") == 1


def test_entries_without_text_say_what_to_set(site: Site, tmp_path: Path):
    site.answers["/feed"] = Reply(rss(item("只有标题", "/a/1", text="")), FEED)
    (report,) = run(settings(tmp_path, source(site.url("/feed")))).sources
    assert (report.new, report.failed) == (0, 1) and "follow = true" in report.problems[0].message


def test_an_entry_without_address_is_kept_and_not_kept_twice(site: Site, tmp_path: Path):
    entry = "<item><title>青岚生物完成融资</title><guid isPermaLink='false'>x-1</guid><description>海汐资本领投三亿元。</description></item>"
    site.answers["/feed"] = Reply(rss(entry, "<item><description>没有标题的一条消息。</description></item>"), FEED)
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/feed")))
    assert [run(chosen, ledger).new for _ in range(2)] == [2, 0]
    assert {article.url for article in read(tmp_path)} == {None}


# ---------------------------------------------------------------- silent and broken sources


def test_a_silent_source_is_named_after_its_weeks(site: Site, tmp_path: Path):
    site.answers["/feed"] = Reply(feed_of(1), FEED)
    ledger, days, chosen = MemoryLedger(), Days(), settings(tmp_path, source(site.url("/feed")), silent_weeks=3)
    told = []
    for _ in range(5):
        told.append([problem.message for problem in run(chosen, ledger, days=days).problems])
        days.pass_by(weeks=1)
    assert told[:3] == [[], [], []]
    assert "nothing new for 3 weeks (since 2025-07-21)" in told[3][0] and "4 weeks" in told[4][0]
    site.answers["/feed"] = Reply(feed_of(2), FEED)
    assert not run(chosen, ledger, days=days).problems


def test_a_broken_source_is_named_with_how_often_and_since_when(site: Site, tmp_path: Path):
    site.answers["/feed"] = Reply("gone", status=410)
    ledger, days, chosen = MemoryLedger(), Days(), settings(tmp_path, source(site.url("/feed")), silent_weeks=2)
    told = []
    for _ in range(3):
        (problem,) = run(chosen, ledger, days=days).problems
        told.append(problem)
        days.pass_by(weeks=1)
    assert all(problem.severity == "error" and "410" in problem.message for problem in told)
    assert (
        "weeks" not in told[1].message
        and "failed 3 times in a row and has had nothing new for 2 weeks" in told[2].message
    )
    assert ledger.feeds[site.url("/feed")].failures == 3
    site.answers["/feed"] = Reply(feed_of(1), FEED)
    assert not run(chosen, ledger, days=days).problems
    assert ledger.feeds[site.url("/feed")].failures == 0 and ledger.feeds[site.url("/feed")].error is None
