"""Files to documents: every container, every way in which an input can be bad, and the same answer for any order."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.config import Config
from briefing.errors import InputError
from briefing.ingest import Intake, find, read_inputs, zips
from briefing.ingest.split import split_articles

CONFIG = Config()
ZONE = ZoneInfo("Asia/Shanghai")
ATOM = "/".join(("http://www.w3.org", "2005", "Atom"))
MOMENT = "2025-07-20T06:04:00+08:00"
TITLE = "江岸新区设立二十亿元芯片产业基金"
FIRST = "江岸新区管委会7月18日宣布设立芯片产业基金，总规模二十亿元，首期五亿元已经到位，由区属平台公司出资。"
SECOND = "基金将投向设计、封装和设备企业，存续期八年，管理人为江岸创投，首批储备项目有十七个。"
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n"


def read(*inputs: Path | str, base: Path | None = None) -> Intake:
    return read_inputs([str(given) for given in inputs], CONFIG, base=base)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_problem(intake: Intake) -> str:
    """The sentence of the one thing that went wrong."""
    (problem,) = intake.problems
    assert problem in [file.problem for file in intake.files]
    return problem.message


# ---------------------------------------------------------------- what is found, and its name


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "Z.md"):
        write(tmp_path / name, TEXT)
    assert [file.file for file in read(tmp_path).files] == ["Z.md", "a.txt", "b/10.txt", "b/2.txt"]


def test_hidden_and_temporary_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "~$周报.docx", ".git/HEAD", "a.txt~", "b.part", "__MACOSX/c.txt"):
        write(tmp_path / name, TEXT)
    write(tmp_path / "page.html", page())
    write(tmp_path / "page_files/style.css", "p {}")
    intake = read(tmp_path)
    assert [file.file for file in intake.files] == ["page.html"]
    assert not intake.problems


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "in/a.txt", TEXT)
    os.symlink(file, tmp_path / "in/link.txt")
    for inputs in ((file, file), (tmp_path / "in", file), (file, tmp_path / "in")):
        intake = read(*inputs)
        assert [(f.file, f.form is not None) for f in intake.files] == [("a.txt", True)]
        assert len(intake.documents) == 1


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "in/sub/a.txt", TEXT)
    os.symlink(tmp_path / "in", tmp_path / "in/sub/back")
    os.symlink(tmp_path / "in/nowhere", tmp_path / "in/dangling.txt")
    intake = read(tmp_path / "in")
    assert [file.file for file in intake.files] == ["dangling.txt", "sub/a.txt"]
    assert "cannot be read" in only_problem(intake)


def test_equal_names_are_told_apart_by_their_folders_in_any_order(tmp_path: Path) -> None:
    files = [write(tmp_path / folder / "a.txt", TEXT + folder) for folder in ("mon", "tue", "x/tue", "y/tue")]
    names = {file.file: file.sha256 for file in read(*files).files}
    assert {"mon/a.txt", "x/tue/a.txt", "y/tue/a.txt"} < names.keys() and len(names) == 4
    for seed in range(4):
        mixed = random.Random(seed).sample(files, len(files))
        assert {file.file: file.sha256 for file in read(*mixed).files} == names
    assert not any(name.startswith("/") for name in names)


def test_paths_count_from_the_base(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", TEXT)
    (file,) = read("in/a.txt", base=tmp_path).files
    assert (file.file, file.location) == ("a.txt", str(tmp_path / "in/a.txt"))


def test_standard_input(tmp_path: Path) -> None:
    code = (
        "from briefing.config import Config; from briefing.ingest import read_inputs;"
        "i = read_inputs(['-', '-'], Config()); print([(f.file, f.location, f.form) for f in i.files])"
    )
    source = str(Path(__file__).resolve().parents[1] / "src")
    environment = {**os.environ, "PYTHONPATH": source}
    row = json.dumps({"title": TITLE, "text": FIRST})
    done = subprocess.run([sys.executable, "-c", code], input=row, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "[('stdin', '-', 'json')]", done.stderr


# ---------------------------------------------------------------- archives


def zipped(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_the_members_of_an_archive_are_inputs(tmp_path: Path) -> None:
    inner = zipped({"c.txt": TEXT})
    members = {
        "b/2.txt": TEXT,
        "../a.txt": TEXT,
        "/etc/x.txt": TEXT,
        "__MACOSX/._b": b"\0",
        "in.zip": inner,
        "bad.txt": b"",
    }
    write(tmp_path / "周.zip", zipped(members))
    intake = read(tmp_path)
    names = [file.file for file in intake.files]
    assert names == sorted(names)
    assert set(names) == {
        "周.zip",
        *(f"周.zip/{n}" for n in ("a.txt", "b/2.txt", "bad.txt", "etc/x.txt", "in.zip", "in.zip/c.txt")),
    }
    assert {file.file: file.location for file in intake.files}["周.zip/b/2.txt"] == f"{tmp_path}/周.zip!b/2.txt"
    assert len(intake.documents) == 4
    assert [problem.subject for problem in intake.problems] == ["周.zip/bad.txt"]


def test_names_in_gbk_as_chinese_windows_writes_them(tmp_path: Path) -> None:
    content = zipped({"ABCD.txt": TEXT}).replace(b"ABCD.txt", "周报".encode("gbk") + b".txt")
    write(tmp_path / "a.zip", content)
    assert [file.file for file in read(tmp_path).files] == ["a.zip", "a.zip/周报.txt"]


def test_archives_that_would_burst_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "bomb.zip", zipped({"a.txt": b"0" * 5_000_000, "b.txt": TEXT}))
    intake = read(tmp_path)
    assert "times its size" in only_problem(intake) and len(intake.documents) == 1
    monkeypatch.setattr(zips, "MAX_MEMBERS", 1)
    assert "files, more than" in only_problem(read(tmp_path))
    monkeypatch.setattr(zips, "MAX_MEMBERS", 10)
    monkeypatch.setattr(zips, "MAX_UNPACKED_BYTES", 1000)
    assert "unpacks to more" in only_problem(read(tmp_path))


def test_archives_in_archives_end(tmp_path: Path) -> None:
    content = zipped({"a.txt": TEXT})
    for _ in range(4):
        content = zipped({"in.zip": content})
    write(tmp_path / "a.zip", content)
    assert "archive in an archive" in only_problem(read(tmp_path))


# ---------------------------------------------------------------- bad inputs


def office(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PDF_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def pdf(*lines: str, extra: bytes = b"") -> bytes:
    """A file of one page, written by hand."""
    shown = b"".join(b"(%s) Tj 0 -20 Td " % line.encode("ascii") for line in lines)
    stream = b"BT /F 12 Tf 72 700 Td " + shown + b"ET"
    content = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(PDF_OBJECTS, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body or content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(PDF_OBJECTS) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, extra, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"ab" * 32, b"cd" * 32)
SENTENCES = (
    "A fund of two billion yuan was set up in the new district.",
    "Its first close of five hundred million is done.",
)

BAD = {
    "empty": (b"", "is empty"),
    "blank": (b" \r\n\t\n", "nothing but blanks"),
    "zeros": (bytes(3000), "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is a picture"),
    "old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "save it as .docx"),
    "rtf": (rb"{\rtf1\ansi text}", "save it as .docx"),
    "gzip": (b"\x1f\x8b\x08" + bytes(99), "gzip"),
    "cut zip": (zipped({"a.txt": TEXT * 50})[:-30], "cut short or damaged"),
    "cut docx": (office(*[FIRST] * 20)[:-50], "cut short or damaged"),
    "docx of nothing": (office(), "without text"),
    "zip with docx parts": (zipped({"word/document.xml": "<x"}), "damaged"),
    "docx with entities": (zipped({"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "document type"),
    "zip with xlsx parts": (zipped({"xl/workbook.xml": "<x"}), "cannot be read"),
    "powerpoint": (zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    "empty zip": (zipped({}), "without a file"),
    "cut pdf": (b"%PDF-1.4\n1 0 obj", "cut short or damaged"),
    "scanned pdf": (pdf(), "scanned PDF (1 pages"),
    "locked pdf": (pdf(*SENTENCES, extra=LOCKED), "password"),
    "other language": (
        "本日の東京市場では半導体関連の銘柄が買われ、株価は続伸した。".encode("shift_jis") * 4,
        "is in Japanese",
    ),
    "broken json": (b'[{"title": ', "broken off"),
    "json of nothing": (b'{"a": 1}', "no articles"),
    "other xml": (b"<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>", "<urlset>"),
    "feed of nothing": (b'<rss version="2.0"><channel><title>t</title></channel></rss>', "without entries"),
    "shell of a page": (
        b"<html><head><title>t</title></head><body><script>go()</script></body></html>",
        "without an article",
    ),
    "page in one file": (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "without the page"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_one_sentence_and_costs_no_other(kind: str, tmp_path: Path) -> None:
    content, words = BAD[kind]
    write(tmp_path / "bad", content)
    write(tmp_path / "good.txt", TEXT)
    intake = read(tmp_path)
    assert words in only_problem(intake)
    assert intake.problems[0].severity == "error"
    assert [document.file for document in intake.documents] == ["good.txt"]
    bad = intake.files[0]
    assert (bad.file, bad.form, bad.size) == ("bad", None, len(content))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", TEXT)
    write(tmp_path / "bad.txt", TEXT).chmod(0)
    assert "permission denied" in only_problem(read(tmp_path))


def test_a_file_that_vanishes_or_is_no_file(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", TEXT)
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in only_problem(read(tmp_path))
    (gone,) = find.find_inputs([str(tmp_path / "good.txt")])
    (tmp_path / "good.txt").unlink()
    with pytest.raises(find.Unreadable, match="vanished"):
        find.read_content(gone)


def test_a_file_beyond_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MAX_FILE_BYTES", 1000)
    write(tmp_path / "big.txt", "长" * 1000)
    write(tmp_path / "good.txt", "短。" * 50)
    assert "is larger than" in only_problem(read(tmp_path))


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", TEXT)
    assert only_problem(read(file, tmp_path / "missing.txt")) == "does not exist; check the path"
    with pytest.raises(InputError, match=r"missing\.txt: does not exist"):
        read(tmp_path / "missing.txt")


@pytest.mark.parametrize("inputs", [[], ["empty"]])
def test_nothing_to_read(inputs: list[str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        read(*inputs, base=tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(
        [b"", b"%PDF-1.4\n", b"<html><body>", b"<rss><channel>", b"{", b"[{", b"title,text\n", office(FIRST)]
    ),
    rest=st.binary(max_size=200),
    cut=st.integers(0, 400),
)
def test_no_bytes_break_the_run(start: bytes, rest: bytes, cut: int, tmp_path: Path) -> None:
    content = start[: len(start) - cut] + rest if len(start) > cut else start + rest
    write(tmp_path / "bad", content)
    write(tmp_path / "good.txt", TEXT)
    assert "good.txt" in [document.file for document in read(tmp_path).documents]


# ---------------------------------------------------------------- forms


def test_texts_state_form_encoding_and_reason(tmp_path: Path) -> None:
    (file,) = read(write(tmp_path / "a.bin", TEXT.encode("gb18030"))).files
    assert (file.form, file.encoding) == ("article", "gb18030")
    assert file.why_form and file.sha256 and file.problem is None


def test_word_paragraphs_tables_insertions_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("企业", "亿元", "江岸芯片", "3.5"), strict=True
    ):
        cell.text = text
    kept = document.add_paragraph(FIRST)
    deleted = kept._p.makeelement(docx.oxml.ns.qn("w:del"), {})
    deleted.append(kept.add_run("删去的话")._r)
    kept._p.append(deleted)
    inserted = kept._p.makeelement(docx.oxml.ns.qn("w:ins"), {})
    inserted.append(kept.add_run("补上的话。")._r)
    kept._p.append(inserted)
    document.save(str(tmp_path / "a.docx"))
    (read_back,) = read(tmp_path).documents
    assert read_back.raw.split("\n") == [TITLE, "企业\t亿元", "江岸芯片\t3.5", f"{FIRST}补上的话。"]
    assert read_back.extracted


def test_word_tables_that_lay_out_an_article_are_read_as_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = FIRST
    cell.add_paragraph(SECOND)
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path).documents[0].raw.split("\n") == [FIRST, SECOND]


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    lines = (
        "A new fund for the district",
        "A fund of two billion yuan was set up in the new district",
        "on Friday, officials said, and its first close of half a",
        "billion is done. The manager is local.",
        "It will invest in design and packaging for eight years.",
        "- 3 -",
    )
    intake = read(write(tmp_path / "a.pdf", pdf(*lines)))
    assert intake.documents[0].raw.split("\n") == [lines[0], " ".join(lines[1:4]), lines[4]]
    assert intake.files[0].form == "pdf"


def test_word_collections_are_cut_at_their_headings(tmp_path: Path) -> None:
    document = docx.Document()
    for n in range(1, 4):
        document.add_heading(f"第{n}篇的标题", 2)
        for text in (f"来源：新区日报 2025-07-2{n}", FIRST, SECOND):
            document.add_paragraph(text)
    document.save(str(tmp_path / "week.docx"))
    documents = read(tmp_path).documents
    assert [document.id for document in documents] == ["week.docx#1", "week.docx#2", "week.docx#3"]
    articles = [article for document in documents for article in split_articles(document, CONFIG)]
    found = [(article.title, article.outlet, str(article.published)) for article in articles]
    assert found == [(f"第{n}篇的标题", "新区日报", f"2025-07-2{n}") for n in range(1, 4)]


def test_subheads_in_word_do_not_cut_an_article(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for n in range(1, 5):
        document.add_heading(f"第{n}部分", 2)
        document.add_paragraph(FIRST)
    document.save(str(tmp_path / "a.docx"))
    (read_back,) = read(tmp_path).documents
    assert split_articles(read_back, CONFIG)[0].title == TITLE


def test_rss(tmp_path: Path) -> None:
    feed = f"""<?xml version='1.0' encoding='gb2312'?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
    <rss version="2.0"><channel><title>新区新闻</title>
    <item><title>甲 &amp; 乙</title><link>https://example.org/1</link><pubDate>Sun, 20 Jul 2025 06:04:00 +0800</pubDate>
<description><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><p style="font-size:11px">新区图片社</p>]]></description></item>
    <item><title>只有标题</title></item></channel></rss>"""
    intake = read(write(tmp_path / "a", feed.encode("gb18030")))
    (document,) = intake.documents
    assert (document.id, document.doc, document.form) == ("a#1", "a", "article")
    assert (document.title, document.source, document.url) == ("甲 & 乙", "新区新闻", "https://example.org/1")
    assert document.published == datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)
    assert document.raw == f"{FIRST}\n{SECOND}"
    assert only_problem(intake).startswith("entry 2: no text")


def test_entities_that_multiply_are_not_resolved(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    feed = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{entities}]><rss version="2.0"><channel><item><title>&a11;</title>'
    intake = read(write(tmp_path / "a.xml", f"{feed}<description>{FIRST} &a11;</description></item></channel></rss>"))
    assert all(len(document.raw) < 1000 for document in intake.documents)


def test_atom_and_json_feed(tmp_path: Path) -> None:
    write(
        tmp_path / "a.xml",
        f'<feed xmlns="{ATOM}"><title>新区</title><entry><title>{TITLE}</title>'
        f'<updated>{MOMENT}</updated><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content>'
        "</entry></feed>",
    )
    item = {"id": "1", "title": TITLE, "content_html": f"<p>{FIRST}</p>", "date_published": MOMENT}
    version = "https://jsonfeed.org/version/1.1"
    write(tmp_path / "b.json", json.dumps({"version": version, "title": "新区", "items": [item]}))
    intake = read(tmp_path)
    assert [file.form for file in intake.files] == ["syndication", "syndication"]
    facts = {(document.title, document.source, document.published, document.raw) for document in intake.documents}
    assert facts == {(TITLE, "新区", datetime(2025, 7, 20, 6, 4, tzinfo=ZONE), FIRST)}


MENU = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(9))
LINKS = "".join(f"<li><a href='/n{n}'>另一条与正文无关的新闻标题之{n}号</a> 07-{n:02}</li>" for n in range(1, 12))


def page(body: str = f"<p>{FIRST}</p><p>{SECOND}</p>", head: str = f"<title>{TITLE}_要闻_新区网</title>") -> str:
    line = "<div>2025-07-20 06:04 来源：新区日报 作者：周一 字号：大 中 小</div>"
    foot = "<div>版权所有 新区网 未经许可不得转载。联系电话一二三四五六七八，欢迎来信。</div>"
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><ul>{MENU}</ul><div class='main'><h1>{TITLE}</h1>{line}"
        f"<div class='text'>{body}</div><p>【打印】【关闭】</p></div>"
        f"<h3>相关新闻</h3><ul>{LINKS}</ul>{foot}</body></html>"
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}</p><p>{SECOND}</p>",
        f"{FIRST}<br><br>　　{SECOND}<br>",
        f"<div><i>{FIRST}</i></div><div style='display:none'>不可见的话，谁也看不到它。</div><div>{SECOND}</div>",
    ],
)
def test_an_article_of_a_web_page(body: str, tmp_path: Path) -> None:
    intake = read(write(tmp_path / "a", page(body)))
    (document,) = intake.documents
    assert document.raw.split("\n") == [FIRST, SECOND]
    assert (document.title, document.source, document.author) == (TITLE, "新区日报", "周一")
    assert document.published == datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)
    assert (intake.files[0].form, document.extracted) == ("web_page", True)


def test_what_the_head_states(tmp_path: Path) -> None:
    record = {"@type": "NewsArticle", "datePublished": MOMENT, "publisher": {"name": "新区网"}}
    head = (
        f'<meta property="og:title" content="{TITLE}"><link rel="canonical" href="https://example.org/a">'
        f'<script type="application/ld+json">{json.dumps(record)}</script>'
    )
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    write(tmp_path / "a.html", f"<html><head>{head}</head><body><div>{body}</div></body></html>")
    (document,) = read(tmp_path).documents
    assert (document.title, document.source, document.url) == (TITLE, "新区网", "https://example.org/a")
    assert document.published == datetime(2025, 7, 20, 6, 4, tzinfo=ZONE)


def test_a_page_of_links_is_no_article(tmp_path: Path) -> None:
    teasers = LINKS.replace("</li>", "<p>这一条的提要只有一句话，点开才能看到全文。</p></li>")
    for name, links in (("plain", LINKS), ("teasers", teasers)):
        write(tmp_path / f"{name}.html", f"<html><body><h1>新闻中心</h1><ul>{MENU}{links}</ul></body></html>")
    intake = read(tmp_path)
    assert not intake.documents
    assert ["list of links" in problem.message for problem in intake.problems] == [True, True]
    assert {problem.severity for problem in intake.problems} == {"warning"}
    assert {file.form for file in intake.files} == {"web_page"}


def test_the_items_of_a_round_up(tmp_path: Path) -> None:
    items = "".join(
        f"<div class='item'><h3><a href='https://example.org/{n}'>第{n}条新闻的标题</a></h3><p>{n}。{FIRST}</p></div>"
        for n in range(1, 6)
    )
    write(tmp_path / "a.html", f"<html><body><h1>要闻摘编 2025-07-20</h1>{items}</body></html>")
    documents = read(tmp_path).documents
    assert [document.id for document in documents] == [f"a.html#{n}" for n in range(1, 6)]
    assert documents[1].title == "第2条新闻的标题" and documents[1].url == "https://example.org/2"
    assert documents[1].raw == f"2。{FIRST}"
    assert str(documents[1].published) == "2025-07-20"


def test_subheads_do_not_make_a_round_up(tmp_path: Path) -> None:
    body = "".join(f"<h2>第{n}部分</h2><p>{FIRST}</p><p>{SECOND}</p>" for n in range(1, 5))
    (document,) = read(write(tmp_path / "a.html", page(body))).documents
    assert document.title == TITLE and document.raw.count(FIRST) == 4


def test_pages_nested_without_end(tmp_path: Path) -> None:
    write(tmp_path / "a.html", "<html><body>" + "<div>" * 100_000 + FIRST)
    write(tmp_path / "b.html", "<html><body>" + "<p><b><i>" * 100_000 + FIRST)
    read(tmp_path)


# ---------------------------------------------------------------- laws


def test_any_order_of_arguments_gives_the_same_intake(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "b.txt", TEXT),
        write(tmp_path / "x/b.txt", TEXT + SECOND),
        write(tmp_path / "a.html", page()),
        write(tmp_path / "c.jsonl", json.dumps({"id": "k", "title": TITLE, "text": FIRST}) + "\n{"),
        write(tmp_path / "d.zip", zipped({"b.txt": TEXT})),
    ]
    expected = read(*files)
    for seed in range(5):
        intake = read(*random.Random(seed).sample(files, len(files)))
        assert (intake.files, intake.problems) == (expected.files, expected.problems)
        assert [(d.id, d.doc, d.text) for d in intake.documents] == [(d.id, d.doc, d.text) for d in expected.documents]
    assert len({file.file for file in expected.files}) == len(expected.files)
    assert [file.file for file in expected.files] == sorted(file.file for file in expected.files)


def test_rows_carry_their_own_id(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": f"k{n}", "title": TITLE, "text": FIRST}) for n in (1, 2))
    documents = read(write(tmp_path / "week.jsonl", rows)).documents
    assert [(d.id, d.doc, d.file) for d in documents] == [
        ("week.jsonl#1", "k1", "week.jsonl"),
        ("week.jsonl#2", "k2", "week.jsonl"),
    ]


def test_reading_a_table_loads_no_reader_of_pages_or_office_files(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", json.dumps({"title": TITLE, "text": FIRST}))
    code = (
        "import sys; from briefing.config import Config; from briefing.ingest import read_inputs;"
        f"read_inputs([{str(file)!r}], Config());"
        "print([m for m in ('trafilatura', 'feedparser', 'pypdfium2', 'docx', 'openpyxl', 'lxml') if m in sys.modules])"
    )
    source = str(Path(__file__).resolve().parents[1] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": source}
    )
    assert done.stdout.strip() == "[]", done.stderr


# ---------------------------------------------------------------- in the wild


@pytest.mark.parametrize(
    ("stem", "ending", "form", "count"),
    [
        ("cn_nytimes_rss", "xml", "syndication", 20),
        ("gov_deqing_investment", "html", "web_page", 1),
        ("stcn_noon_announcements", "html", "web_page", 1),
        ("weishi_gbk_signing", "html", "web_page", 1),
    ],
)
def test_real_files(stem: str, ending: str, form: str, count: int, shared: Path) -> None:
    name = f"{stem}.{ending}"
    intake = read(shared / "eval/messy" / name)
    assert (intake.files[0].form, len(intake.documents), intake.problems) == (form, count, ())
    gold = json.loads((shared / "gold/articles" / f"{name}.json").read_text(encoding="utf-8"))
    for document, expected in zip(intake.documents, gold["articles"], strict=True):
        (article,) = split_articles(document, CONFIG)
        assert article.title == expected["title"]
        assert "".join(article.text.split()).startswith(expected["starts"])
        assert str(article.published)[:10] == expected["published"][:10]


def test_a_real_round_up_page(shared: Path) -> None:
    intake = read(*(shared / "eval/messy").glob("people_daily_*.html"))
    assert 91 <= len(intake.documents) <= 95
    assert {str(document.published) for document in intake.documents} == {"2026-07-04"}


def test_a_real_week(shared: Path) -> None:
    intake = read(shared / "eval/weeks/2023-W30.jsonl")
    assert len(intake.documents) == 1926 and not intake.problems
