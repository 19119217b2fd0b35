"""The commands as a user calls them, with real files; as real processes where that is what a test is about."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from program import Done, call

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


def briefing_process(*words: str | Path, cwd: Path, env: dict[str, str] | None = None, stdin: bytes | None = None):
    return subprocess.run(
        [sys.executable, "-m", "briefing", *map(str, words)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=stdin,
        capture_output=True,
        check=False,
    )


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def rows(done: Done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issue")
    done = call("build", SEEDS, "--out", folder / "out", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder / "out"


# ---------------------------------------------------------------- build


def test_build_writes_the_five_files_and_counts(issue: Path):
    assert sorted(digests(issue)) == [
        "appendix.xlsx", "briefing.docx", "briefing.json", "briefing.md", "manifest.json",
    ]  # fmt: skip
    counts = json.loads((issue / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["articles"] >= 28 and counts["deals"] >= 6 and counts["funds"] >= 4 and counts["projects"] >= 5


def test_same_bytes_whatever_the_hash_seed_the_order_the_jobs_and_the_place(issue: Path, tmp_path: Path):
    files = sorted(SEEDS.iterdir())
    again = tmp_path / "issue0" / "out"  # as deep as the first, so that the relative places are equal
    again.parent.mkdir()
    done = briefing_process(
        "build", *reversed(files), "--out", again, "--jobs", "2", cwd=tmp_path,
        env={"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    first, second = digests(issue), digests(again)
    manifests = [json.loads((f / "manifest.json").read_text(encoding="utf-8")) for f in (issue, again)]
    for manifest in manifests:
        for entry in manifest["inputs"]:
            entry["location"] = Path(entry["location"]).name
    assert manifests[0] == manifests[1]
    assert {k: v for k, v in first.items() if k != "manifest.json"} == {
        k: v for k, v in second.items() if k != "manifest.json"
    }


def test_no_sentence_stands_twice_and_each_has_a_source(issue: Path):
    content = json.loads((issue / "briefing.json").read_text(encoding="utf-8"))
    quotes = list(content["highlights"])
    for section in content["sections"]:
        quotes += section["summary"] + [q for e in section["entries"] for q in e["quotes"]]
    texts = [q["text"] for q in quotes]
    assert len(texts) == len(set(texts))
    assert {q["source"] for q in quotes} <= {s["number"] for s in content["sources"]}
    assert 5 <= len(content["highlights"]) <= 8


def test_coverage_adds_up(issue: Path):
    content = json.loads((issue / "briefing.json").read_text(encoding="utf-8"))
    for row in content["coverage"]:
        assert row["found"] == row["used"] + row["merged"] + row["skipped"], row
    assert sum(r["found"] for r in content["coverage"]) == len(content["articles"])


def test_a_week_leaves_the_rest_out_and_compares_with_the_week_before(tmp_path: Path):
    lines = [
        {"id": "a", "published": "2026-06-03", "title": "甲芯公司完成2亿元A轮融资", "text": "6月3日，甲芯公司宣布完成2亿元A轮融资，由乙石资本领投，资金用于芯片研发。"},
        {"id": "b", "published": "2026-05-27", "title": "丙光公司完成1亿元B轮融资", "text": "5月27日，丙光公司宣布完成1亿元B轮融资，由丁河资本领投，资金用于激光芯片量产。"},
        {"id": "c", "published": "2026-03-02", "title": "旧闻", "text": "3月2日，戊光公司宣布完成1亿元B轮融资，资金用于芯片量产。"},
    ]  # fmt: skip
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    done = call("build", "in.jsonl", "--week", "2026-W23", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    content = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    figures = {f["key"]: f for f in content["figures"]}
    assert (figures["articles"]["value"], figures["articles"]["previous"]) == (1, 1)
    assert content["issue"] == 23
    assert {a["id"]: a["in_window"] for a in content["articles"]} == {"a": True, "b": False, "c": False}
    assert "丙光" not in (tmp_path / "out" / "briefing.md").read_text(encoding="utf-8")


def test_an_empty_week_is_an_honest_issue(tmp_path: Path):
    done = call("build", SEEDS / "08_articles.jsonl", "--week", "2001-W01", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert call("verify", "out", cwd=tmp_path).returncode == 0
    content = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    assert content["highlights"] == [] and content["sections"] == []


def test_english_labels(tmp_path: Path):
    done = call("build", SEEDS, "--lang", "en", "--title", "Weekly", "--issue", "7", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    text = (tmp_path / "out" / "briefing.md").read_text(encoding="utf-8")
    assert text.startswith("# Weekly") and "7" in text.splitlines()[0]
    assert "本期要点" not in text


# ---------------------------------------------------------------- verify


def rewrite(path: Path, member: str, change) -> None:
    with zipfile.ZipFile(path) as z:
        parts = {name: z.read(name) for name in z.namelist()}
    before = parts[member]
    parts[member] = change(before.decode()).encode()
    assert parts[member] != before
    with zipfile.ZipFile(path, "w") as z:
        for name, content in parts.items():
            z.writestr(name, content)


@pytest.fixture
def copy(issue: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    folder.mkdir()
    for p in issue.iterdir():
        (folder / p.name).write_bytes(p.read_bytes())
    return folder


def quotes_of(folder: Path) -> list[str]:
    content = json.loads((folder / "briefing.json").read_text(encoding="utf-8"))
    found = [q["text"] for q in content["highlights"]]
    for section in content["sections"]:
        found += [q["text"] for q in section["summary"]] + [q["text"] for e in section["entries"] for q in e["quotes"]]
    return found


def verify(folder: Path, cwd: Path):
    return call("verify", folder, "--inputs", SEEDS, cwd=cwd)


def test_verify_proves_the_issue(issue: Path):
    done = call("verify", issue, cwd=issue.parent)
    assert done.returncode == 0, done.stderr.decode()
    assert int(re.search(rb"(\d+) sentences", done.stdout).group(1)) > 100


@pytest.mark.parametrize("which", [0, 5, -1])
def test_one_changed_character_of_a_printed_sentence_fails(copy: Path, tmp_path: Path, which: int):
    sentence = quotes_of(copy)[which]
    at = len(sentence) // 2
    piece = sentence[at : at + 6].replace("&", "&amp;")
    rewrite(copy / "briefing.docx", "word/document.xml", lambda t: t.replace(piece, piece[:2] + "谬" + piece[3:], 1))
    done = verify(copy, tmp_path)
    assert done.returncode == 1 and b"briefing.docx" in done.stderr


@pytest.mark.parametrize("sheet", ["交易 Deals", "基金 Funds", "项目 Projects"])
def test_one_changed_character_of_a_quote_fails(copy: Path, tmp_path: Path, sheet: str):
    book = load_workbook(copy / "appendix.xlsx")
    headers = [c.value for c in book[sheet][1]]
    cell = book[sheet].cell(row=2, column=headers.index("原文") + 1)
    cell.value = cell.value[:4] + "谬" + cell.value[5:]
    book.save(copy / "appendix.xlsx")
    done = verify(copy, tmp_path)
    assert done.returncode == 1 and f"appendix.xlsx {sheet} row 2" in done.stderr.decode()


def test_a_changed_figure_fails(copy: Path, tmp_path: Path):
    book = load_workbook(copy / "appendix.xlsx")
    headers = [c.value for c in book["交易 Deals"][1]]
    cell = book["交易 Deals"].cell(row=2, column=headers.index("金额(百万)") + 1)
    cell.value = cell.value * 10
    book.save(copy / "appendix.xlsx")
    done = verify(copy, tmp_path)
    assert done.returncode == 1 and b"appendix.xlsx: has been changed" in done.stderr


@pytest.mark.parametrize("name", ["briefing.json", "briefing.md"])
def test_a_changed_text_file_fails(copy: Path, tmp_path: Path, name: str):
    text = (copy / name).read_text(encoding="utf-8")
    (copy / name).write_text(text.replace(quotes_of(copy)[0][:5], "谬误", 1), encoding="utf-8")
    assert verify(copy, tmp_path).returncode == 1


def test_a_changed_input_fails(tmp_path: Path):
    source = tmp_path / "09.csv"
    source.write_bytes((SEEDS / "09_articles.csv").read_bytes())
    assert call("build", source, cwd=tmp_path).returncode == 0
    assert call("verify", "out", cwd=tmp_path).returncode == 0
    source.write_text(source.read_text(encoding="utf-8").replace("原型机", "样机"), encoding="utf-8")
    assert call("verify", "out", cwd=tmp_path).returncode == 1


def test_the_same_file_twice_is_two_copies_that_verify_finds(tmp_path: Path):
    for name in ("a.txt", "b.txt", "c/a.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes((SEEDS / "10_notice.txt").read_bytes())
    assert call("build", "in", cwd=tmp_path).returncode == 0
    done = call("verify", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_asked_for_one_line_the_headline_is_it():
    said = call("summarize", SEEDS / "10_notice.txt", "-n", "1", cwd=ROOT).stdout.decode().splitlines()
    title = "关于低空飞行服务中心选址的公示"
    assert [line for line in said if title in line] == [f"  {title}"]


def test_verify_of_no_issue_says_so(tmp_path: Path):
    for place in (tmp_path, tmp_path / "nothing"):
        done = call("verify", place, cwd=tmp_path)
        assert done.returncode == 1 and b"Traceback" not in done.stderr and done.stderr.strip()


# ---------------------------------------------------------------- the other commands


def test_articles_have_the_fields_in_the_files_order():
    found = rows(call("articles", SEEDS / "01_topic_feed.txt", "--format", "jsonl", cwd=ROOT))
    assert [set(r) for r in found] == [
        {"id", "file", "title", "source", "published", "language", "start", "end", "text"}
    ] * 5
    assert [r["start"] for r in found] == sorted(r["start"] for r in found)
    raw = (SEEDS / "01_topic_feed.txt").read_text(encoding="utf-8")
    for r in found:
        assert re.sub(r"\s", "", raw[r["start"] : r["end"]]).startswith(re.sub(r"\s", "", r["text"])[:20])


def test_each_sample_gives_all_its_articles():
    """How many a reader counts in each; a form taken for another swallows some of them."""
    counted = {
        "01_topic_feed.txt": 5, "02_topic_feed_zh.txt": 4, "03_newspaper_page.txt": 6, "04_repost.txt": 1,
        "05_feed.xml": 3, "06_page.html": 1, "07_report.docx": 1, "08_articles.jsonl": 5, "09_articles.csv": 3,
        "10_notice.txt": 1,
    }  # fmt: skip
    found = rows(call("articles", SEEDS, "--format", "jsonl", cwd=ROOT))
    assert Counter(Path(r["file"]).name for r in found) == counted


def test_summaries_lead_back_to_the_file():
    raw = (SEEDS / "03_newspaper_page.txt").read_text(encoding="utf-8")
    found = rows(call("summarize", SEEDS / "03_newspaper_page.txt", "--format", "jsonl", cwd=ROOT))
    sentences = [s for r in found for s in r["sentences"]]
    assert len(sentences) >= 8
    for s in sentences:
        assert re.sub(r"\s", "", raw[s["start"] : s["end"]]) == re.sub(r"\s", "", s["text"])


def test_summarize_by_characters_gives_whole_sentences():
    found = rows(call("summarize", SEEDS, "--chars", "150", "--format", "jsonl", cwd=ROOT))
    for r in found:
        assert sum(len(s["text"]) for s in r["sentences"]) <= 150 or len(r["sentences"]) == 1


@pytest.mark.parametrize("ranker", ["textrank", "textrank4zh", "lead"])
def test_every_ranker_answers(ranker: str):
    done = call("summarize", SEEDS / "09_articles.csv", "--ranker", ranker, "--format", "jsonl", cwd=ROOT)
    assert done.returncode == 0 and all(r["sentences"] for r in rows(done)), done.stderr.decode()


def test_standard_input():
    content = (SEEDS / "10_notice.txt").read_bytes()
    done = briefing_process("summarize", "-", "--format", "json", cwd=ROOT, stdin=content)
    assert done.returncode == 0 and len(json.loads(done.stdout)) == 1


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_extract_prints_each_form(form: str):
    done = call("extract", SEEDS, "--kind", "fund", "--format", form, cwd=ROOT)
    assert done.returncode == 0 and "种子基金" in done.stdout.decode()


def test_records_carry_their_evidence():
    found = rows(call("extract", SEEDS, "--format", "jsonl", cwd=ROOT))
    assert {"deal", "fund", "project"} == {r["kind"] for r in found}
    for r in found:
        assert {"id", "doc", "type", "name", "parties", "amount", "stage", "place", "date", "evidence"} <= set(r)
        assert r["evidence"]["text"] and r["evidence"]["end"] > r["evidence"]["start"]


def test_repeats_are_told_once():
    found = rows(call("stories", SEEDS, "--format", "jsonl", cwd=ROOT))
    named = [a for s in found for a in s["articles"]]
    assert len(named) == len(set(named))
    articles = rows(call("articles", SEEDS, "--format", "jsonl", cwd=ROOT))
    assert sorted(named) == sorted(a["id"] for a in articles)
    assert any(len(s["articles"]) > 1 for s in found)


def test_explain_tells_each_stage():
    text = call("explain", SEEDS, cwd=ROOT).stdout.decode()
    for word in (
        "FILES",
        "topic_feed",
        "references [n] kept apart",
        "theme ",
        "rule ",
        "STORIES",
        "WEIGHTS",
        "PRINTED",
    ):
        assert word in text, word


def test_init_gives_files_that_work_and_overwrites_nothing(tmp_path: Path):
    assert call("init", "desk", cwd=tmp_path).returncode == 0
    settings = tmp_path / "desk" / "briefing.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("# title = ", "title = "), encoding="utf-8")
    done = call("build", SEEDS / "09_articles.csv", "--config", settings, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    again = call("init", "desk", cwd=tmp_path)
    assert again.returncode == 1 and b"exists" in again.stderr


# ---------------------------------------------------------------- bad input


def bad_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "good.csv").write_bytes((SEEDS / "09_articles.csv").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.docx").write_bytes((SEEDS / "07_report.docx").read_bytes()[:9000])
    (folder / "cut.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 60)
    (folder / "rows.jsonl").write_text(
        '{"id": "x", "text": "甲公司完成1亿元A轮融资。"}\n{"id": "y", "te\n', encoding="utf-8"
    )
    (folder / "torn.txt").write_bytes("本报讯 近日，某园区签约十个项目。".encode()[:-2] + b"\xff\xfe\xff" * 30)


def test_bad_files_are_named_and_cost_no_other_its_place(tmp_path: Path):
    bad_files(tmp_path / "in")
    done = call("build", "in", cwd=tmp_path)
    said = done.stderr.decode()
    assert done.returncode == 3, said
    assert "Traceback" not in said
    for name in ("empty.txt", "picture.txt", "cut.docx", "cut.zip", "rows.jsonl", "torn.txt"):
        assert name in said, name
    content = json.loads((tmp_path / "out" / "briefing.json").read_text(encoding="utf-8"))
    found = {row["file"]: row["found"] for row in content["coverage"]}
    assert found["good.csv"] == 3 and found["empty.txt"] == 0 and found["rows.jsonl"] == 1
    assert call("verify", "out", cwd=tmp_path).returncode == 0


def test_when_nothing_can_be_read_the_last_issue_stays(copy: Path, tmp_path: Path):
    before = digests(copy)
    (tmp_path / "empty.txt").write_bytes(b"")
    done = call("build", "empty.txt", "--out", copy, cwd=tmp_path)
    assert done.returncode == 1 and b"empty.txt" in done.stderr and b"Traceback" not in done.stderr
    assert digests(copy) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build"], 2),
        (["build", "nowhere"], 1),
        (["build", "{seeds}", "--wek", "1"], 2),
        (["build", "{seeds}", "--week", "29"], 2),
        (["build", "{seeds}", "--from", "June"], 2),
        (["build", "{seeds}", "--from", "2026-06-09", "--to", "2026-06-01"], 2),
        (["build", "{seeds}", "--week", "2026-W23", "--to", "2026-06-01"], 2),
        (["build", "{seeds}", "--template", "none.docx"], 2),
        (["build", "{seeds}", "--config", "none.toml"], 2),
        (["summarize", "{seeds}", "-n", "3", "--chars", "100"], 2),
        (["frobnicate"], 2),
    ],
)
def test_wrong_usage_is_one_sentence(words: list[str], code: int, tmp_path: Path):
    done = call(*(w.format(seeds=SEEDS) for w in words), cwd=tmp_path)
    assert done.returncode == code, done.stderr.decode()
    assert done.stderr.strip() and b"Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ("[briefing\n", "TOML"),
        ("[briefing]\ntitel = 'x'\n", "titel"),
        ("[briefing]\ntitle = 3\n", "title"),
        ("[briefing]\ntimezone = 'Mars/Base'\n", "Mars/Base"),
        ("[briefing]\nthemes = 'none.toml'\n", "none.toml"),
        ("[outlets]\nX = 1\n", "outlets"),
        ("[rates]\nday = 2026-06-01\n[rates.cny]\nUSD = '-1'\n", "USD"),
        ("[nonsense]\n", "nonsense"),
    ],
)
def test_a_broken_settings_file_says_where(settings: str, word: str, tmp_path: Path):
    (tmp_path / "briefing.toml").write_text(settings, encoding="utf-8")
    done = call("build", SEEDS, cwd=tmp_path)
    assert done.returncode == 2 and word in done.stderr.decode() and b"Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "out").write_text("a file stands here", encoding="utf-8")
    done = call("build", SEEDS / "09_articles.csv", cwd=tmp_path)
    assert done.returncode == 1 and b"Traceback" not in done.stderr and b"out" in done.stderr


def test_a_killed_build_leaves_the_last_issue_whole(copy: Path, tmp_path: Path):
    before = digests(copy)
    for wait in (0.15, 0.5, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "build", str(SEEDS), "--out", str(copy), "--title", "别的"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = {k: v for k, v in digests(copy).items() if k in before}
        if now != before:  # it was quick enough to finish: then it is the new issue, whole
            assert verify(copy, tmp_path).returncode == 0
            return
    assert verify(copy, tmp_path).returncode == 0


def test_help_is_quick_to_load():
    """What `--help` imports, not how long it takes: none of the large libraries."""
    code = "import sys, briefing.cli; print([m for m in ('numpy','jieba','docx','openpyxl','scipy','networkx','rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
