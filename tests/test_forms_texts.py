"""Texts: what stands between fences above them, archives of any of these, and the reason why a form was taken."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefing.config import Config
from briefing.explain import explain_inputs
from briefing.ingest import read_inputs, zips
from briefing.ingest.signs import find_sign
from briefing.ingest.stated.front_matter import read_front_matter
from tests.test_forms_mail import FIRST, FOURTH, SECOND, THIRD, TITLE

CONFIG = Config()
ZONE = ZoneInfo("Asia/Shanghai")

FENCED = {
    "yaml": f'---\ntitle: "{TITLE}"\ndate: 2025-07-18\nauthor: 周一\nsource: 江岸日报\nurl: https://x.example/1\n---\n',
    "lists": f"---\nlayout: post\ntitle: >-\n  {TITLE}\nauthors:\n  - 周一\n  - 郑二\ntags: [甲, 乙]\npublished_at: 2025/07/18\n"
    "publisher: 江岸日报\nlink: 'https://x.example/1'\n---\n",
    "toml": f'+++\ntitle = "{TITLE}"\ndate = 2025-07-18\nauthor = ["周一", "郑二"]\nsource = "江岸日报"\n'
    'permalink = "https://x.example/1"\n+++\n',
    "chinese": f"---\n标题：{TITLE}\n日期：2025年7月18日\n作者：周一\n来源：江岸日报\n链接：https://x.example/1\n---\n",
}


@pytest.mark.parametrize("kind", FENCED)
def test_what_stands_between_fences(kind: str) -> None:
    found, at = read_front_matter(FENCED[kind] + FIRST, ZONE)
    assert (FENCED[kind] + FIRST)[at:] == FIRST
    facts = found.facts
    assert (found.title, found.url) == (TITLE, "https://x.example/1")
    assert (facts.author, facts.outlet, facts.published) == ("周一", "江岸日报", date(2025, 7, 18))


@pytest.mark.parametrize(
    "text", [f"---\n{FIRST}\n", f"+++\n{FIRST}", FIRST, "", "---\n---", f"---\n周一说：{FIRST}\n---\n{SECOND}"]
)
def test_rules_are_no_fences(text: str) -> None:
    found, at = read_front_matter(text, ZONE)
    assert found.title is None and at == 0


# ---------------------------------------------------------------- archives


def zipped(members: dict[str, bytes | str], *, gbk: bool = False, locked: bool = False) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    raw = stream.getvalue()
    if gbk:  # as Chinese Windows writes names: in GBK, without saying so
        for name in members:
            raw = raw.replace(name.encode("utf-8"), name.encode("gb18030").ljust(len(name.encode("utf-8")), b"_"))
        raw = raw.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")
    if locked:
        raw = raw.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        )
    return raw


def write(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n"


def test_an_archive_of_every_kind(tmp_path: Path) -> None:
    feed = (
        f"<rss version='2.0'><channel><item><title>题</title><description>{THIRD}</description></item></channel></rss>"
    )
    mail = f"From: a@b.example\nSubject: =?utf-8?q?a?=\nMIME-Version: 1.0\n\n{FIRST}\n\n{FOURTH}\n"
    members: dict[str, bytes | str] = {
        "a/文.txt": TEXT.encode("gb18030"),
        "a/feed": feed,
        "b.eml": mail,
        "c.zip": zipped({"表.csv": f"标题,正文,来源\n题,{FOURTH},江岸日报\n"}),
        "page.html": f"<html><body><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>",
        "page_files/x.js": "var x",
    }
    intake = read_inputs([write(tmp_path / "all.zip", zipped(members))], CONFIG)
    assert {file.file.removeprefix("all.zip"): file.form for file in intake.files} == {
        "": "zip", "/a/文.txt": "article", "/a/feed": "syndication", "/b.eml": "mail", "/c.zip": "zip",
        "/c.zip/表.csv": "csv", "/page.html": "web_page",
    }  # fmt: skip
    assert not intake.problems


def test_locked_members_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", zipped({"a.txt": TEXT}, locked=True))
    (problem,) = read_inputs([path], CONFIG).problems
    assert (problem.subject, problem.severity) == ("a.zip/a.txt", "error")
    assert "locked with a password" in problem.message


def test_archives_inside_share_one_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        zips.Allowance, "__init__", lambda self: (setattr(self, "size", 4000), setattr(self, "members", 99))[0]
    )
    inner = zipped({f"{n}.txt": TEXT for n in range(5)})
    path = write(tmp_path / "a.zip", zipped({f"{n}.zip": inner for n in range(3)}))
    intake = read_inputs([path], CONFIG)
    assert 0 < len(intake.documents) < 15
    assert any("beyond the first" in problem.message for problem in intake.problems)


# ---------------------------------------------------------------- why a form was taken


def explained(path: str) -> str:
    said: list[str] = []
    explain_inputs([path], CONFIG, say=said.append)
    return "\n".join(said[: said.index("")])


def test_explain_says_form_score_runner_up_and_sign(tmp_path: Path) -> None:
    texts = (FIRST, SECOND, THIRD, FOURTH)
    digest = "江岸早报 2025年7月18日\n" + "\n".join(f"{n}、{text}" for n, text in enumerate(texts, start=1))
    said = explained(write(tmp_path / "a.txt", digest.encode()))
    assert "a.txt: digest" in said and "before article 0.10" in said
    assert "decided at line " in said
    plain = explained(write(tmp_path / "b.txt", TEXT.encode()))
    assert "article 0.10, no other form claims it" in plain and "sign:" not in plain


def test_the_sign_is_where_the_form_begins_to_lead() -> None:
    text = "\n".join([TITLE, FIRST, *(f"{n}、{text}" for n, text in enumerate((SECOND, THIRD, FOURTH) * 4, start=1))])
    sign = find_sign("digest", f"江岸早报\n{text}")
    assert sign and "decided at line" in sign
    assert find_sign("article", text) is None
