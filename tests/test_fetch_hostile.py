"""Servers that misbehave, and what sites ask of us: limits, statuses, damaged answers, robots.txt, pauses, kills."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.archive import Archive
from briefing.config import load_config
from briefing.errors import OutputError
from briefing.fetch import Clock, MemoryLedger
from briefing.fetch.clock import Pace
from briefing.fetch.exchange import parse_rest
from briefing.ingest import read_inputs
from web_site import HOST, NOON, Days, Reply, Site, feed_of, item, open_site, page, rss, run, settings, source, stored

FEED = "application/rss+xml"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def complaint(site: Site, inbox: Path, path: str = "/p", **changes: object) -> str:
    """What is said of a source that must fail; it must leave nothing behind."""
    (report,) = run(settings(inbox, source(site.url(path)), **changes)).sources
    assert (report.new, report.failed) == (0, 1) and not stored(inbox)
    (problem,) = report.problems
    assert problem.subject == "示例" and "\n" not in problem.message and ";" in problem.message
    return problem.message


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (404, "correct the address"), (410, "correct the address"), (403, "ask the site"), (401, "ask the site"),
        (500, "try later"), (503, "try later"), (204, "try later"), (206, "try later"), (304, "try later"), (599, "try later"),
    ],
)  # fmt: skip
def test_a_status_that_is_no_page_is_told_with_what_to_do(site: Site, tmp_path: Path, status: int, advice: str):
    site.answers["/p"] = Reply(b"" if status in (204, 304) else "sorry", status=status)
    said = complaint(site, tmp_path)
    assert str(status) in said and advice in said


def test_a_short_rest_that_the_server_asks_for_is_kept(site: Site, tmp_path: Path):
    tries = iter((Reply("slow down", status=429, headers={"Retry-After": "7"}), Reply(page("青岚生物完成融资"))))
    site.answers["/p"] = lambda to: next(tries)(to)
    days = Days()
    assert run(settings(tmp_path, source(site.url("/p"))), days=days).new == 1
    assert 7.0 in days.slept and site.paths == ["/p", "/p"]


@pytest.mark.parametrize("rest", ["3600", format_datetime(NOON.replace(hour=9), usegmt=True), None])
def test_a_long_rest_leaves_the_server_alone_for_this_run(site: Site, tmp_path: Path, rest: str | None):
    headers = {"Retry-After": rest} if rest else {}
    site.answers["/feed"] = Reply(feed_of(9), FEED)
    site.answers["/a/0.html"] = Reply(page("第0家公司完成融资"))
    site.answers["/a/1.html"] = Reply("slow down", status=429, headers=headers)
    site.answers["/other"] = Reply(rss(*(item(f"另一条{n}", f"/b/{n}") for n in range(3))), FEED)
    site.answers["/b/0"] = Reply(page("另一条"))
    days = Days()
    one, two = source(site.url("/feed"), follow=True), source(site.url("/other"), name="二", follow=True)
    first, second = run(settings(tmp_path, one, two), days=days).sources
    assert (first.new, first.failed, first.left) == (1, 1, 7) and (second.new, second.failed, second.left) == (1, 1, 1)
    assert "left alone" in first.problems[0].message and "left alone" in second.problems[0].message
    assert site.paths == ["/feed", "/other", "/a/0.html", "/b/0", "/a/1.html"] and max(days.slept, default=0) < 10


def test_what_retry_after_may_say():
    assert parse_rest("120", NOON) == 120 and parse_rest("soon", NOON) is None and parse_rest("", NOON) is None
    assert parse_rest(format_datetime(NOON.replace(hour=5), usegmt=True), NOON) == 3600
    assert parse_rest(format_datetime(NOON.replace(hour=1), usegmt=True), NOON) == 0


# ---------------------------------------------------------------- sizes


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_packed_bomb_is_left_before_it_is_unpacked(site: Site, tmp_path: Path, packing: str):
    bomb = b"<html><body>" + b"\0" * 50_000_000
    packed = gzip.compress(bomb, 9) if packing == "gzip" else zlib.compress(bomb, 9)
    assert len(packed) < 300_000
    site.answers["/p"] = Reply(packed, headers={"Content-Encoding": packing})
    assert "larger" in complaint(site, tmp_path, megabytes=1.0)


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "zstd", "compress"])
def test_a_packing_that_was_not_asked_for_is_refused(site: Site, tmp_path: Path, packing: str):
    site.answers["/p"] = Reply(b"anything", headers={"Content-Encoding": packing})
    assert packing in complaint(site, tmp_path)


@pytest.mark.parametrize(
    ("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda text: zlib.compress(text, wbits=-15))]
)  # fmt: skip
def test_a_packed_page_is_read(site: Site, tmp_path: Path, packing: str, pack):
    site.answers["/p"] = Reply(pack(page("青岚生物完成融资").encode()), headers={"Content-Encoding": packing})
    assert run(settings(tmp_path, source(site.url("/p")))).new == 1
    assert "青岚生物" in (tmp_path / stored(tmp_path)[0]).read_text(encoding="utf-8")


def test_a_damaged_packing_is_told(site: Site, tmp_path: Path):
    whole = gzip.compress(page("青岚生物完成融资").encode())
    for broken in (whole[:-20], whole[:60] + b"?" + whole[61:], whole[:-6] + b"??????", b"no packing at all"):
        site.answers["/p"] = Reply(broken, headers={"Content-Encoding": "gzip"})
        assert "damaged" in complaint(site, tmp_path)


def test_a_stated_length_beyond_the_limit_is_not_read(site: Site, tmp_path: Path):
    def answer(to):
        to.send_response(200)
        to.send_header("Content-Type", "text/html")
        to.send_header("Content-Length", "99999999999")
        to.end_headers()

    site.answers["/p"] = answer
    assert "larger" in complaint(site, tmp_path, timeout=2.0)


def test_an_endless_body_ends_at_the_limit(site: Site, tmp_path: Path):
    def answer(to):
        to.send_response(200)
        to.send_header("Content-Type", "text/html")
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        while True:
            to.wfile.write(b"4000\r\n" + b"a" * 0x4000 + b"\r\n")

    site.answers["/p"] = answer
    assert "larger" in complaint(site, tmp_path, megabytes=1.0)


# ---------------------------------------------------------------- time


def drip_head(to):
    to.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(1000):
        to.wfile.write(b"a")
        to.wfile.flush()
        time.sleep(0.05)


def drip_body(to):
    to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
    drip_head(to)


def say_nothing(to):
    time.sleep(5)


@pytest.mark.parametrize("play", [drip_head, drip_body, say_nothing])
def test_a_server_that_drips_or_is_silent_is_left_in_time(site: Site, tmp_path: Path, play):
    site.answers["/p"] = play
    began = time.monotonic()
    said = complaint(site, tmp_path, timeout=0.5)
    assert "0.5 s" in said and time.monotonic() - began < 3


def test_a_server_that_cannot_be_reached_is_not_asked_for_every_page(site: Site, tmp_path: Path):
    with open_site() as other:
        gone = other.port
    site.answers["/feed"] = Reply(rss(*(item(f"第{n}条", f"http://{HOST}:{gone}/{n}") for n in range(9))), FEED)
    (report,) = run(settings(tmp_path, source(site.url("/feed"), follow=True))).sources
    assert report.failed == 3 and report.left == 6 and "cannot be reached" in report.problems[0].message


# ---------------------------------------------------------------- broken answers


def hang_up(to):
    to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><body><p>half")
    to.wfile.flush()
    to.close_connection = True


def hang_up_at_once(to):
    to.close_connection = True


def babble(to):
    to.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    to.close_connection = True


@pytest.mark.parametrize("play", [hang_up, hang_up_at_once, babble])
def test_half_an_answer_is_no_answer(site: Site, tmp_path: Path, play):
    site.answers["/p"] = play
    assert "broke off" in complaint(site, tmp_path)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"), (b"\x89PNG", "image/png"), (b"", "text/html"), (b"plain words", "text/plain"),
        (b'{"a": 1}', "application/json"), (b"<html>", "video/mp4"), (b"<note>x</note>", "application/xml"), (b"\x00\x01", ""),
    ],
)  # fmt: skip
def test_what_is_no_page_and_no_feed_is_not_stored(site: Site, tmp_path: Path, body: bytes, kind: str):
    site.answers["/p"] = Reply(body, kind)
    said = complaint(site, tmp_path)
    assert (kind or "unknown") in said or "empty" in said


@pytest.mark.parametrize(
    "content",
    [
        "<rss version='2.0'><channel><<<",
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "url"',
        '{"version": "https://jsonfeed.org/version/1.1", "items": 7}',
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title>',
    ],
)
def test_a_feed_of_which_nothing_can_be_read_is_told(site: Site, tmp_path: Path, content: str):
    site.answers["/p"] = Reply(content, FEED)
    assert "feed" in complaint(site, tmp_path)


def test_a_feed_that_breaks_off_gives_its_entries_says_so_and_is_asked_for_whole_again(site: Site, tmp_path: Path):
    half = feed_of(3).split("<item><title>第2")[0] + "<item><title>第"
    site.answers["/feed"] = Reply(half, FEED, headers={"ETag": '"v"'})
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/feed")))
    (report,) = run(chosen, ledger).sources
    assert report.new == 2 and "damaged" in report.problems[0].message
    site.answers["/feed"] = lambda to: Reply(feed_of(3), FEED, 304 if to.headers.get("If-None-Match") else 200)(to)
    assert run(chosen, ledger).new == 1


def test_a_bomb_of_entities_stays_small(site: Site, tmp_path: Path):
    names = "abcdefghij"
    bomb = '<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in pairwise(names)
    )
    text = rss(item("题", "/a/1", text="&j;")).replace("<rss", f"<!DOCTYPE rss [{bomb}]><rss", 1)
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine", encoding="utf-8")
    site.answers["/feed"] = Reply(text, FEED)
    site.answers["/file"] = Reply(
        rss(item("题", "/a/2", text="&x; 海汐资本")).replace(
            "<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss', 1
        ),
        FEED,
    )
    inbox, began = tmp_path / "inbox", time.monotonic()
    run(settings(inbox, source(site.url("/feed")), source(site.url("/file"), name="二")))
    assert time.monotonic() - began < 3
    for name in stored(inbox):
        content = (inbox / name).read_text(encoding="utf-8")
        assert len(content) < 5000 and "a secret" not in content


def test_heads_in_other_letters_do_no_harm(site: Site, tmp_path: Path):
    def answer(to):
        to.wfile.write(
            b'HTTP/1.1 200 OK\r\nETag: "\xe9\xb6"\r\nLast-Modified: \xff\r\nSet-Cookie: \xff=;;=\r\nContent-Length: '
        )
        body = page("青岚生物完成融资").encode()
        to.wfile.write(f"{len(body)}\r\nContent-Type: text/html\r\n\r\n".encode() + body)

    def go(to):
        to.wfile.write("HTTP/1.1 302 Found\r\nLocation: /文章\r\nContent-Length: 0\r\n\r\n".encode())

    site.answers |= {"/p": answer, "/go": go, "/%E6%96%87%E7%AB%A0": Reply(page("澄砚科技完成融资"))}
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/p")), source(site.url("/go"), name="二"))
    assert [run(chosen, ledger).new for _ in range(2)] == [2, 0]
    assert not run(chosen, ledger).problems


# ---------------------------------------------------------------- what sites ask of us

RULES = """User-agent: *
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Crawl-delay: 9

User-agent: otherbot
Disallow: /
"""


def test_robots_txt_is_kept(site: Site, tmp_path: Path):
    site.answers["/robots.txt"] = Reply(RULES, "text/plain")
    links = ("/private/a.html", "/private/press/b.html", "/c.pdf", "/c.pdf.html")
    site.answers["/feed"] = Reply(rss(*(item(f"第{n}条", link) for n, link in enumerate(links))), FEED)
    site.answers |= {link: Reply(page("青岚生物完成融资")) for link in links}
    days = Days()
    (report,) = run(settings(tmp_path, source(site.url("/feed"), follow=True)), days=days).sources
    assert site.paths == ["/robots.txt", "/feed", "/private/press/b.html", "/c.pdf.html"]
    assert (report.new, report.failed) == (2, 2) and "robots.txt" in report.problems[0].message
    assert sum(8 < pause <= 9 for pause in days.slept) == 2  # the site's pause, longer than ours


def test_a_source_that_robots_txt_forbids_is_not_asked(site: Site, tmp_path: Path):
    site.answers["/robots.txt"] = Reply("User-agent: briefing\nDisallow: /\n", "text/plain")
    site.answers["/p"] = Reply(page("青岚生物完成融资"))
    assert "robots.txt" in complaint(site, tmp_path) and site.paths == ["/robots.txt"]
    assert run(settings(tmp_path, source(site.url("/p")), agent="deskreader/2 (desk@news.example)")).new == 1
    assert site.asked[-1].headers["user-agent"] == "deskreader/2 (desk@news.example)"


def test_rules_that_cannot_be_read_forbid_and_rules_that_are_not_there_allow(site: Site, tmp_path: Path):
    site.answers["/p"] = Reply(page("青岚生物完成融资"))
    site.answers["/robots.txt"] = Reply("oops", status=500)
    assert "robots.txt" in complaint(site, tmp_path) and "/p" not in site.paths
    site.answers["/robots.txt"] = Reply("no", status=403)
    assert run(settings(tmp_path, source(site.url("/p")))).new == 1


def test_one_host_is_asked_at_one_rate(site: Site, tmp_path: Path):
    site.answers["/feed"] = Reply(feed_of(3), FEED)
    site.answers |= {f"/a/{n}.html": Reply(page(f"第{n}家公司完成融资")) for n in range(3)}
    days = Days()
    run(settings(tmp_path, source(site.url("/feed"), follow=True), pause=40.0), days=days)
    assert len(days.slept) == 4 and all(30 < pause <= 160 for pause in days.slept)  # robots.txt, feed, three pages


def test_sources_take_turns_so_that_one_hosts_pause_is_anothers_time(site: Site, tmp_path: Path):
    site.answers |= {f"/{name}": Reply(feed_of(4), FEED) for name in ("one", "two")}
    site.answers |= {f"/a/{n}.html": Reply(page(f"第{n}家公司完成融资")) for n in range(4)}
    chosen = [
        source(site.url("/one"), name="一", follow=True),
        source(site.url("/two", "localhost"), name="二", follow=True),
    ]
    slept = []
    for sources in (chosen[:1], chosen):
        days = Days()
        report = run(settings(tmp_path, *sources, pause=40.0, private=(HOST, "localhost")), days=days)
        slept.append(sum(days.slept))
    assert [one.new for one in report.sources] == [4, 4] and slept[1] < slept[0] + 10
    assert abs(sum(one.seconds for one in report.sources) - slept[1]) < 5


def test_hosts_do_not_wait_for_each_other():
    at, slept = [0.0], []
    pace = Pace(Clock(elapsed=lambda: at[0], sleep=slept.append))
    pace.wait("a", 10)
    pace.wait("b", 10)
    at[0] = 4
    pace.wait("a", 10)
    pace.wait("b", 10)
    at[0] = 100
    pace.wait("a", 10)
    assert slept == [6, 6]


# ---------------------------------------------------------------- killed at any moment

COMMAND = "from briefing.commands.fetch import fetch; fetch.main(standalone_mode=False)"


def test_a_killed_fetch_leaves_no_half_file_and_the_next_goes_on(site: Site, tmp_path: Path):
    count = 12
    site.answers["/feed"] = Reply(feed_of(count), FEED, headers={"ETag": '"v"'})

    def answer(to):
        time.sleep(0.03)
        Reply(page(f"第{to.path[3:-5]}家公司完成融资", amount=int(to.path[3:-5]) + 2) + " " * 300_000)(to)

    site.answers |= {f"/a/{n}.html": answer for n in range(count)}
    file = tmp_path / "briefing.toml"
    file.write_text(
        f'[fetch]\npause = 0\nprivate = ["{HOST}"]\n[[sources]]\nname = "示例"\nfollow = true\nurl = "{site.url("/feed")}"\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-c", COMMAND, "--config", str(file)]
    chance, whole = random.Random(7), 0
    for _ in range(3):
        before = len(site.asked)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(site.asked) == before and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.3))
        process.kill()
        process.wait()
        seen = [name for name in stored(tmp_path / "inbox") if not name.rsplit("/", 1)[1].startswith(".")]
        assert len(seen) >= whole, "a file that was there is gone"
        whole = len(seen)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    intake = read_inputs([str(tmp_path / "inbox")], load_config())
    assert len(intake.documents) == count and not intake.problems
    with Archive(tmp_path / "briefing.db") as archive:
        kept = [archive.read_page(site.url(f"/a/{n}.html")) for n in range(count)]
        assert all(row and (tmp_path / "inbox" / str(row.file)).is_file() for row in kept)
        asked = len(site.asked)
        assert run(load_config(file).fetching, archive).new == 0 and len(site.asked) == asked + 1


def test_a_full_disk_leaves_no_half_file(site: Site, tmp_path: Path):
    resource = pytest.importorskip("resource")
    site.answers["/p"] = Reply(page("青岚生物完成融资") + " " * 400_000)
    ledger, chosen = MemoryLedger(), settings(tmp_path, source(site.url("/p")))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            run(chosen, ledger)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not stored(tmp_path) and not ledger.pages
    assert run(chosen, ledger).new == 1


def test_what_a_killed_fetch_leaves_behind_is_not_read(tmp_path: Path):
    folder = tmp_path / "2025-07-18"
    folder.mkdir()
    (folder / ".abc.part").write_text("<html><body><p>half a page of somebody.", encoding="utf-8")
    (folder / "whole.html").write_text(page("青岚生物完成融资"), encoding="utf-8")
    assert [file.file for file in read_inputs([str(tmp_path)], load_config()).files] == ["2025-07-18/whole.html"]


def test_a_library_caller_needs_no_archive(site: Site, tmp_path: Path):
    site.answers["/p"] = Reply(page("青岚生物完成融资"))
    ledger = MemoryLedger()
    run(settings(tmp_path, source(site.url("/p"))), ledger)
    assert list(ledger.pages) == [site.url("/p")] and ledger.feeds[site.url("/p")].failures == 0
