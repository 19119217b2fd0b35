"""Files as an attacker or a broken disk gives them: each is read or refused with a reason, in bounded time and memory.

What is written of hostile text stays a Word file and a workbook that open, with no link that runs and no formula.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

from briefing.assembly import Issue
from briefing.ingest import Intake, read_inputs
from briefing.pipeline import run
from briefing.settings import load_settings
from fuzz import seeds
from fuzz.targets import read, think

SECONDS = 20.0
"""The bound is wide for noisy machines; most take a tenth of a second."""
GIGABYTE = 1 << 30
CONFIG = load_settings(None)


def reason(intake: Intake, file: str | None = None) -> str:
    """What is said of a file."""
    return " ".join(p.message for p in intake.problems if file in (None, p.subject))


def intake_of(*paths: Path) -> Intake:
    return read_inputs([str(path) for path in paths], CONFIG)


# ---------------------------------------------------------------- folders, links, devices


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(seeds.TEXT, encoding="utf-8")
    return tmp_path


def test_a_link_to_its_own_folder_is_entered_once(folder: Path):
    (folder / "b").mkdir()
    (folder / "b" / "up").symlink_to(folder)
    (folder / "b" / "again").symlink_to(folder / "a.txt")
    assert [source.file for source in intake_of(folder).files] == ["a.txt"]


def test_a_link_to_itself_is_a_problem(folder: Path):
    (folder / "b.txt").symlink_to(folder / "b.txt")
    assert "cannot be read" in reason(intake_of(folder), "b.txt")


def test_pipes_and_devices_are_not_waited_for(folder: Path):
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    intake = intake_of(folder)
    assert "no ordinary file" in reason(intake, "pipe.txt")
    assert "no ordinary file" in reason(intake, "zero.txt")
    assert "no ordinary file" in reason(intake_of(folder / "a.txt", Path("/dev/zero")))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
def test_files_without_a_size_are_read_as_far_as_they_go(folder: Path):
    """What the system makes up while it is read says that it has 0 bytes."""
    (folder / "status.txt").symlink_to("/proc/self/status")
    (folder / "memory.txt").symlink_to("/proc/self/mem")
    intake = intake_of(folder)
    assert {source.file for source in intake.files} == {"a.txt", "status.txt", "memory.txt"}
    assert "cannot be read" in reason(intake, "memory.txt")


def test_a_file_that_vanishes_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "b.txt").write_text(seeds.TEXT, encoding="utf-8")
    opened = Path.open

    def gone(path: Path, *args, **kwargs):
        if path.name == "b.txt":
            path.unlink(missing_ok=True)  # between the listing and the reading
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", gone)
    assert "vanished" in reason(intake_of(folder), "b.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(folder: Path):
    (folder / "b.txt").write_text(seeds.TEXT, encoding="utf-8")
    (folder / "b.txt").chmod(0)
    (folder / "c").mkdir(mode=0)
    try:
        intake = intake_of(folder)
    finally:
        (folder / "c").chmod(0o700)
    assert "permission" in reason(intake, "b.txt")
    assert "permission" in reason(intake, "c")


@pytest.mark.parametrize(
    "name",
    [
        b"\xff\xfe\xb9.txt", b"CON.txt", b"a" * 250 + b".txt", b"new\nline.txt", b"esc\x1b[2J.txt", "\u202etxt.a".encode(),
        b"-rf.txt", b"a b;rm -rf $HOME.txt", b"%s{0}.txt", "ｎｕｌ：.txt".encode(), b"a\\..\\b.txt", b"=1+1.txt",
    ],
)  # fmt: skip
def test_any_name_is_read_and_printed(tmp_path: Path, name: bytes):
    (tmp_path / "in").mkdir()
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path / "in"), name))).write_text(seeds.TEXT, encoding="utf-8")
    done = run([str(tmp_path / "in")], CONFIG, out=tmp_path / "out", issue=Issue(), jobs=1)
    (source,) = [row.source for row in done.briefing.coverage]
    source.file.encode("utf-8")
    assert source.file.isprintable()
    check_documents(tmp_path / "out")


LIMITED = """
import resource, sys, json, time
from briefing.analysis import read_all
from briefing.assembly import find_unsplit
from briefing.settings import load_settings
intake, readings = read_all(sys.argv[1:], load_settings(None), jobs=1)
told = (*intake.problems, *find_unsplit(intake.documents, [r.article for r in readings]))
status = open("/proc/self/status").read() if sys.platform == "linux" else ""  # getrusage counts the parent in
peak = int(status.split("VmHWM:")[1].split()[0]) if status else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.process_time(), peak * 1024, len(readings), [p.message for p in told]]))
"""


def read_apart(path: Path) -> tuple[int, list[str]]:
    """Articles and problems of a file, read by a process of its own whose time and memory are bounded."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True, timeout=10 * SECONDS
    )
    seconds, peak, count, messages = json.loads(done.stdout)
    assert seconds < SECONDS
    assert peak < GIGABYTE
    return count, messages


# ---------------------------------------------------------------- archives and packages


def pack(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_names_in_an_archive_stay_inside_it(tmp_path: Path):
    names = ["../../etc/a.txt", "/abs/b.txt", "C:\\c.txt", "..\\..\\d.txt", "e/./../f.txt", "a" * 300 + ".txt"]
    intake, _ = read(pack({name: seeds.TEXT.encode() for name in names}), "a.zip")
    for source in intake.files:
        assert not source.file.startswith("/")
        assert ".." not in source.file.split("/")
        assert "\\" not in source.file
    assert len(intake.documents) == len(names)


def bomb(size: int) -> bytes:
    return pack({"a.txt": b"0" * size})


@pytest.mark.parametrize(
    "content",
    [
        bomb(150 * 1024 * 1024),
        pack({"b.zip": bomb(30 * 1024 * 1024)}),
        pack({"b.zip": pack({"c.zip": pack({"d.zip": seeds.pack({"a.txt": seeds.TEXT})})})}),
        pack({str(n): b"" for n in range(20_001)}),
        seeds.pack_docx("<w:document xmlns:w='x'><w:body>" + "<w:p/>" * 6_000_000),
        seeds.pack_xlsx(seeds.SHEET, "<sst>" + "<si/>" * 6_000_000),
    ],
    ids=["one member", "in a member", "three deep", "members", "docx", "xlsx"],
)
def test_bombs_are_refused(tmp_path: Path, content: bytes):
    (tmp_path / "a.zip").write_bytes(content)
    count, messages = read_apart(tmp_path / "a.zip")
    assert count == 0
    assert messages


# ---------------------------------------------------------------- entities and addresses

ENTITIES = "<!DOCTYPE {root} [<!ENTITY a SYSTEM '{address}'><!ENTITY b '{laugh}'><!ENTITY % p SYSTEM '{address}'> %p;]>"


class Listener(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def address():
    """A server on this machine that notes what is asked of it."""
    Listener.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/secret"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("form", ["feed", "atom", "page", "docx", "sheet", "strings", "saved page", "svg"])
@pytest.mark.parametrize("is_file", [True, False])
def test_no_entity_is_resolved_and_nothing_fetched(tmp_path: Path, address: str, form: str, is_file: bool):
    (tmp_path / "secret").write_text("GEHEIM", encoding="utf-8")
    where = (tmp_path / "secret").as_uri() if is_file else address

    def head(root: str) -> str:
        return ENTITIES.format(root=root, address=where, laugh="GEHEIM" * 3)

    entity, picture = "&a;&b;", f"<img src='{where}'/><link rel='stylesheet' href='{where}'/><iframe src='{where}'/>"
    content = {
        "feed": (head("rss") + seeds.RSS.split("?>")[1].replace("江城微芯融资", f"江城{entity}")).encode(),
        "atom": (head("feed") + seeds.ATOM.replace("储能", f"储能{entity}")).encode(),
        "page": (head("html") + seeds.PAGE.replace("<p>", f"{picture}<p>{entity}")).encode(),
        "docx": seeds.pack_docx(head("w") + seeds.WORD_BODY.replace("江城", f"江城{entity}")),
        "sheet": seeds.pack_xlsx(head("w") + seeds.SHEET.replace("江城", f"江城{entity}")),
        "strings": seeds.pack_xlsx(seeds.SHEET, head("sst") + f"<sst><si><t>{entity}</t></si></sst>"),
        "saved page": seeds.SAVED_PAGE.replace("<p>", f"{picture}<p>{entity}").encode(),
        "svg": (
            head("svg") + f"<svg xmlns='http://www.w3.org/2000/svg'><text>{entity}{seeds.TEXT}</text>{picture}</svg>"
        ).encode(),
    }[form]
    intake, articles = read(content, "a.xml")
    assert not Listener.asked
    assert "GEHEIM" not in "".join(f"{a.title}{a.text}" for a in articles) + "".join(d.text for d in intake.documents)


def test_an_entity_a_billion_times_over_costs_nothing():
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'ha'}'>" for n in range(12))
    for body in (seeds.RSS.split("?>")[1], seeds.PAGE, seeds.ATOM):
        start = time.process_time()
        read(f"<!DOCTYPE x [{laughs}]>{body.replace('江城', '&l11;')}".encode(), "a.xml")
        assert time.process_time() - start < SECONDS


# ---------------------------------------------------------------- depth and length

DEEP = 100_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<html><body>" + b"<div>" * DEEP + seeds.TEXT.encode()),
        ("b.html", b"<html><body>" + b"<b><a href='x'><table>" * (DEEP // 3) + seeds.TEXT.encode()),
        ("a.json", b"[" * DEEP + b"]" * DEEP),
        ("b.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP),
        ("a.jsonl", b'{"title":"a","text":"b","c":' + b"[" * DEEP + b"]" * DEEP + b"}\n" + seeds.JSONL.encode()),
        ("a.xml", b"<rss><channel><item><description>" + b"<x>" * DEEP + b"</x>" * DEEP),
        ("b.xml", b"<feed>" + b"<entry>" * (DEEP // 10)),
        ("a.txt", "（".encode() * DEEP + seeds.TEXT.encode()),
        ("b.txt", b"> " * DEEP + seeds.TEXT.encode()),
        ("a.eml", b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n" + b"\n--b\nContent-Type: multipart/mixed; boundary=b\n" * 5000),
        ("a.docx", seeds.pack_docx(seeds.WORD_BODY.replace("<w:p>", "<w:p>" + "<w:r>" * DEEP, 1))),
    ],
)  # fmt: skip
def test_deep_nesting_is_read_or_refused(name: str, content: bytes):
    start = time.process_time()
    read(content, name)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("江城微芯完成融资的消息传出后市场反应积极，远山资本表示看好。", 50_000_000),
        ("1", 1_500_000),
        ("甲\n", 12_000_000),
        ("[],", 33_000_000),
        (",", 12_000_000),
        ("<p>", 6_000_000),
    ],
    ids=["one line of 50 MB", "digits", "short lines", "brackets", "commas", "tags"],
)
def test_a_huge_file_stays_below_a_gigabyte(tmp_path: Path, unit: str, size: int):
    piece = unit.encode() * 10_000
    names = {"[],": "a.json", ",": "a.csv", "<p>": "a.html"}
    path = tmp_path / names.get(unit, "a.txt")
    heads = {"[],": b"[", ",": b"title,text\n", "<p>": b"<html><body>"}
    with path.open("wb") as stream:
        stream.write(heads.get(unit, b""))
        for _ in range(size // len(piece)):
            stream.write(piece)
    _, messages = read_apart(path)
    assert messages, "what was cut or refused is said"


def test_what_is_larger_than_the_bound_is_not_opened(tmp_path: Path):
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "is larger than 200 MB" in reason(intake_of(tmp_path))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


GROWING = (
    "江城微芯完成3亿元融资，由远山资本领投。", "Northwind raised $20 million in a round led by Foo Capital. ", "1", "，", "。", "（", "“”",
    "来源：", "《", "甲\n", "甲\n\n", "# a\n", "a\tb\n", "09:31 甲\n", "\t", " ", "\u3000", "Inc. ", "\n.", "\n1. ", "http://a ", "|", "- ", "<", "[", "记者 ",
)  # fmt: skip


@pytest.mark.parametrize("unit", GROWING)
def test_time_grows_as_the_text_does(unit: str):
    """Four times the text may take nine times as long, for a noisy machine; quadratic takes sixteen."""

    def seconds(size: int) -> float:
        text = f"江城微芯完成融资\n来源：北岭日报\n江城微芯完成3亿元融资{unit * (size // len(unit))}，由远山资本领投。\n青川开工。\n"
        start = time.process_time()
        think(*read(text.encode()))
        return time.process_time() - start

    seconds(1000)
    small = min(seconds(6_000), seconds(6_000))
    assert min(seconds(24_000), seconds(24_000)) < 9 * max(small, 0.05)


# ---------------------------------------------------------------- what is written

NASTY = {
    "nul": "江城\x00微芯", "escape": "江城\x1b[31m微芯", "half": "江城\\ud800微芯", "override": "江城\u202e微芯\u2066x\u2069", "formula": "=HYPERLINK(\"http://x\",\"y\")",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0", "plus": "+1+1", "minus": "-2+3", "tab": "\t=1+1", "markup": "<w:p/></w:t><script>alert(1)</script>", "cdata": "]]>&amp;&lt;&#0;",
    "braces": "{{ 7*7 }}{% for x in y %}", "noncharacter": "江\ufffe城\uffff微\ufdd0芯", "emoji": "👨‍👩‍👧‍👦𠮷\U000e0041", "combining": "e" + "\u0301" * 500, "escaped": "_x0000_ _x005F_",
    "separator": "江城\u2028微芯\u2029", "markdown": "[x](javascript:alert(1)) ![y](http://t/p.png) <img src=x onerror=y> `|` # *", "long": "长" * 5000,
}  # fmt: skip
ADDRESSES = (
    "javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,<script>x</script>", "file:///etc/passwd", "\\\\host\\share", "vbscript:x",
    "java\nscript:x", "http://a\r\nX: y", "http://", "http://[", "https://例子.测试/路径?q=\"><script>", "http://user:pw@host/", "ftp://x/y", "//x/y", "http://x/" + "a" * 3000,
)  # fmt: skip
RUNS = re.compile(r"^\s*(?:java|vb)script:|^data:|^file:|^\\\\", re.IGNORECASE)


def write_nasty(path: Path) -> None:
    """A table of articles whose every field is hostile."""
    lines = []
    for n, (name, words) in enumerate(NASTY.items()):
        text = f"{words}。江城微芯完成{n + 2}亿元B轮融资，由{words[:40]}远山资本领投。{words}"
        row = {"id": f"{name}", "title": words, "source": words[:60], "author": words[:60], "text": text}
        row |= {"published": "2025-07-15", "url": ADDRESSES[n % len(ADDRESSES)]}
        lines.append(json.dumps(row, ensure_ascii=False).replace("\\\\ud800", "\\ud800"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check_documents(out: Path) -> None:
    """Both open again, every part is well-formed, no link runs anything, no cell is a formula."""
    docx.Document(str(out / "briefing.docx"))
    for name in ("briefing.docx", "appendix.xlsx"):
        with zipfile.ZipFile(out / name) as package:
            assert package.testzip() is None
            for part in package.namelist():
                if part.endswith((".xml", ".rels")):
                    root = ElementTree.fromstring(package.read(part))
                    targets = [e.get("Target", "") for e in root.iter() if e.get("TargetMode") == "External"]
                    assert all(target.startswith(("http://", "https://")) for target in targets), targets
    book = openpyxl.load_workbook(out / "appendix.xlsx")
    formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert all(re.fullmatch(r"=(?:SUM|COUNT|SUBTOTAL|IF|HYPERLINK\(\"#).*", str(f)) for f in formulas), formulas[:3]
    book.close()


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "in").mkdir()
    write_nasty(folder / "in" / "a.jsonl")
    run([str(folder / "in")], CONFIG, out=folder / "out", issue=Issue(title="=1+1\x00\u202e"), jobs=1)
    return folder / "out"


def test_hostile_text_makes_valid_documents(nasty: Path):
    check_documents(nasty)


def test_no_address_that_runs_is_written_anywhere(nasty: Path):
    def addresses(value: object) -> list[str]:
        if isinstance(value, dict):
            return [v for k, v in value.items() if k == "url" and v] + [a for v in value.values() for a in addresses(v)]
        return [a for v in value for a in addresses(v)] if isinstance(value, list) else []

    content = json.loads((nasty / "briefing.json").read_text(encoding="utf-8"))
    assert all(a.startswith(("http://", "https://")) and not re.search(r"\s", a) for a in addresses(content))
    markdown = (nasty / "briefing.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)\]\(<?\s*(?:javascript|data|vbscript|file):", markdown, re.IGNORECASE)
    assert not {"\x00", "\x1b", "\u202e"} & set(markdown)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_hostile_text_made(nasty: Path, tmp_path: Path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for name, ending in (("briefing.docx", "pdf"), ("appendix.xlsx", "csv")):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", tmp_path, nasty / name],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        assert (tmp_path / name).with_suffix(f".{ending}").stat().st_size > 100
