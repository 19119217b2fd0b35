"""Feeds: full text before summaries, times and addresses of every dialect, round-ups that come as one entry."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from briefing.ingest.containers.syndication import read_feed
from briefing.ingest.contents import Passage, Unreadable
from briefing.ingest.recognise import recognise_text

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = "江岸新区管委会7月18日宣布设立芯片产业基金，总规模二十亿元，首期五亿元已经到位，由区属平台公司出资。"
SECOND = "基金将投向设计、封装和设备企业，存续期八年，管理人为江岸创投，首批储备项目有十七个。"
WHEN = datetime(2025, 7, 18, 10, 20, tzinfo=ZONE)
SPACES = {
    "content": ("purl.org", "rss", "1.0", "modules", "content", ""),
    "dc": ("purl.org", "dc", "elements", "1.1", ""),
    "atom": ("www.w3.org", "2005", "Atom"),
    "media": ("search.yahoo.com", "mrss", ""),
}
NAMES = " ".join(f'xmlns:{prefix}="http://{"/".join(parts)}"' for prefix, parts in SPACES.items())


def rss(item: str, head: str = "<link>https://news.example/list/</link>") -> str:
    return f"<rss version='2.0' {NAMES}><channel><title>新区日报</title>{head}<item>{item}</item></channel></rss>"


def only(text: str) -> Passage:
    assert recognise_text(text, "a")[0] == "syndication"
    (passage,) = read_feed(text, ZONE).passages
    return passage


def test_the_full_text_comes_before_the_summary() -> None:
    summary = f"<description>{FIRST}……点击查看</description>"
    full = f"<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded>"
    for item in (summary + full, full + summary):
        assert only(rss(f"<title>题</title>{item}")).raw == f"{FIRST}\n{SECOND}"


def test_a_full_text_that_is_none_gives_way_to_the_summary() -> None:
    full = "<content:encoded><![CDATA[<a href='/1'>阅读全文</a>" + " " * 300 + "]]></content:encoded>"
    assert only(rss(f"<title>题</title><description>{FIRST}</description>{full}")).raw == FIRST


@pytest.mark.parametrize(
    "written",
    [
        "<pubDate>Fri, 18 Jul 2025 02:20:00 GMT</pubDate>",
        "<pubDate>2025-07-18 10:20:00</pubDate>",
        "<dc:date>2025-07-18T10:20:00+08:00</dc:date>",
        "<pubDate>Fri, 18 Jul 2025 10:20:00 +0800</pubDate><dc:date>2020-01-01</dc:date>",
    ],
)
def test_times_of_every_dialect(written: str) -> None:
    assert only(rss(f"<title>题</title><description>{FIRST}</description>{written}")).published == WHEN


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<link>/2025/1.html</link>", "https://news.example/2025/1.html"),
        ("<link>2.html</link>", "https://news.example/list/2.html"),
        ("<link>https://other.example/3</link>", "https://other.example/3"),
        ("<guid isPermaLink='true'>https://news.example/4</guid>", "https://news.example/4"),
        ("<guid isPermaLink='false'>abc-5</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>http://[bad</link>", None),
    ],
)
def test_addresses_are_whole_or_none(link: str, address: str | None) -> None:
    assert only(rss(f"<title>题</title><description>{FIRST}</description>{link}")).url == address


def test_author_and_source_of_an_entry() -> None:
    item = f"<title>题</title><description>{FIRST}</description><dc:creator>周一</dc:creator>"
    passage = only(rss(f"{item}<source url='https://x.example'>新区晚报</source>"))
    assert (passage.author, passage.source) == ("周一", "新区晚报")
    assert only(rss(item)).source == "新区日报"


def test_rss_1_with_items_beside_the_channel() -> None:
    rdf = "/".join(("http://www.w3.org", "1999", "02", "22-rdf-syntax-ns#"))
    text = (
        f"<?xml version='1.0'?><rdf:RDF xmlns:rdf='{rdf}' xmlns='http://purl.org/rss/1.0/' {NAMES}><channel>"
        f"<title>新区日报</title></channel><item><title>题</title><link>https://x.example/1</link>"
        f"<description>{FIRST}</description><dc:date>2025-07-18T10:20:00+08:00</dc:date></item></rdf:RDF>"
    )
    passage = only(text)
    assert (passage.title, passage.source, passage.published, passage.raw) == ("题", "新区日报", WHEN, FIRST)


def test_atom_with_xhtml_and_several_links() -> None:
    atom = "http://" + "/".join(SPACES["atom"])
    xhtml = "/".join(("http://www.w3.org", "1999", "xhtml"))
    text = (
        f"<feed xmlns='{atom}'><title>新区日报</title><link rel='self' href='https://x.example/feed'/>"
        f"<link href='https://x.example/'/><entry><title type='html'>甲 &amp;amp; 乙</title>"
        f"<link rel='enclosure' href='https://x.example/a.mp3'/><link rel='alternate' href='1.html'/>"
        f"<updated>2025-07-18T02:20:00Z</updated><author><name>周一</name></author>"
        f"<content type='xhtml'><div xmlns='{xhtml}'><p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>"
    )
    passage = only(text)
    assert (passage.title, passage.url, passage.author) == ("甲 & 乙", "https://x.example/1.html", "周一")
    assert (passage.published, passage.raw) == (WHEN, f"{FIRST}\n{SECOND}")


def test_json_feed_with_relative_addresses() -> None:
    item = {
        "id": "1",
        "url": "/1",
        "title": "题",
        "content_html": f"<p>{FIRST}</p>",
        "date_published": "2025-07-18T02:20:00Z",
    }
    feed = {"version": "https://jsonfeed.org/version/1", "title": "新区日报", "home_page_url": "https://x.example/a/"}
    passage = only(json.dumps(feed | {"items": [item]}))
    assert (passage.url, passage.published, passage.raw) == ("https://x.example/1", WHEN, FIRST)


def test_a_morning_paper_that_is_one_entry_is_left_to_the_splitter() -> None:
    items = "".join(f"<p>{n}、{text}</p>" for n, text in enumerate((FIRST, SECOND, FIRST, SECOND), start=1))
    one = rss(f"<title>新区早报</title><description><![CDATA[<p>新区早报 7月18日</p>{items}]]></description>")
    assert only(one).form is None
    assert only(rss(f"<title>题</title><description>{FIRST}</description>")).form == "article"


def test_lists_of_feeds_and_site_maps_are_named() -> None:
    for root, words in (("opml", "briefing fetch"), ("urlset", "site map")):
        with pytest.raises(Unreadable, match=words):
            recognise_text(f"<?xml version='1.0'?><{root}><a/></{root}>", "a.xml")
