"""The message itself, taken apart as a mail program does it."""

from __future__ import annotations

import email
import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.delivery import Mail
from briefing.deliver.issue import Facts, Parcel, message_id
from briefing.deliver.letter import Letter, make_page
from briefing.errors import DeliveryError
from briefing.write import DOCX, FILES, MARKDOWN, XLSX

MARKDOWN_TEXT = "# 山海周报 第 8 期\n\n2026-02-16 至 2026-02-22\n\n- 一句话\u2028仍是一句。 [1]\n\n| 指标 | 本期 |\n| --- | ---: |\n| 交易 | 8 |\n"
FACTS = Facts("山海周报", 8, date(2026, 2, 16), date(2026, 2, 22))
CONTENTS = {name: hashlib.sha256(name.encode()).digest() * 50 for name in FILES} | {MARKDOWN: MARKDOWN_TEXT.encode()}
MAIL = Mail(host="mail.example", sender="山海资料组 <desk@shanhai.example>", to=("li@shanhai.example",))
OFFICE = "application/vnd.openxmlformats-officedocument."


def parcel(**changes) -> Parcel:
    return Parcel(Path("/srv/issue"), replace(FACTS, **changes), CONTENTS)


def write(mail: Mail = MAIL, *, with_files: bool = True, **facts) -> bytes:
    return Letter(mail, parcel(**facts), lambda: "https://files.example/8").write(mail.to[0], with_files=with_files)


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage) and not any(part.defects for part in message.walk())
    return message


def test_the_headers():
    message = read(write())
    assert parseaddr(str(message["From"])) == ("山海资料组", "desk@shanhai.example")
    assert message["To"] == "li@shanhai.example"
    assert message["Subject"] == "山海周报 第8期 2026-02-16 至 2026-02-22"
    assert message["Message-ID"] == message_id(FACTS, "mail", "li@shanhai.example", domain="shanhai.example")
    assert abs(datetime.now(UTC) - parsedate_to_datetime(message["Date"])) < timedelta(minutes=1)
    assert message["Auto-Submitted"] == "auto-generated" and message["MIME-Version"] == "1.0"


def test_the_parts_in_their_order():
    types = [part.get_content_type() for part in read(write()).walk()]
    assert types == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
        f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet",
    ]  # fmt: skip


def test_the_body_is_the_markdown_letter_by_letter():
    body = read(write()).get_body(("plain",))
    assert body.get_content_charset() == "utf-8"
    assert body.get_payload(decode=True).decode() == MARKDOWN_TEXT.replace("\n", "\r\n")


def test_the_page_says_the_same_and_obeys_no_tag():
    page = read(write()).get_body(("html",)).get_content()
    assert "<td" in page and "<h1>山海周报 第 8 期</h1>" in page
    hostile = make_page(
        '<script>alert(1)</script> <img src=x onerror=y> [a](javascript:z) ![b](https://spy.example/p.png "t")'
    )
    assert "<script" not in hostile and "<img src=x" not in hostile and 'href="javascript' not in hostile


@pytest.mark.parametrize("stem", ["{title} {week}", "weekly", "很长的名字" * 20, 'a"b;c=d'])
def test_both_files_are_attached_under_names_that_new_and_old_readers_know(stem: str):
    content = write(replace(MAIL, attachment=stem))
    files = list(read(content).iter_attachments())
    expected = {"{title} {week}": "山海周报 2026-W08", 'a"b;c=d': "a-b;c=d"}.get(stem, stem)
    assert [f.get_filename() for f in files] == [f"{expected}.docx", f"{expected}.xlsx"]
    assert [f.get_payload(decode=True) for f in files] == [CONTENTS[DOCX], CONTENTS[XLSX]]
    old = [part for part in email.message_from_bytes(content).walk() if part.get_filename()]
    names = [str(make_header(decode_header(part.get_param("name", header="content-type")))) for part in old]
    assert names == [f"{expected}.docx", f"{expected}.xlsx"]
    if not expected.isascii():
        assert b"filename*=utf-8''" in content.replace(b"\r\n ", b"") or b"filename*0*=" in content


def test_a_message_without_files_says_where_they_lie():
    for lang, words in (("zh", "文件在：https://files.example/8"), ("en", "here: https://files.example/8")):
        message = read(write(with_files=False, lang=lang))
        assert not list(message.iter_attachments())
        for kind in ("plain", "html"):
            assert words in message.get_body((kind,)).get_content().replace("\r\n", "\n")
        assert "交易" in message.get_body(("plain",)).get_content()


def test_it_is_fit_for_the_wire():
    content = write(replace(MAIL, attachment="很长的名字" * 20))
    assert content.isascii() and max(map(len, content.split(b"\r\n"))) <= 998
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)


def test_nothing_of_a_title_becomes_a_header():
    content = write(title="周报\r\nBcc: all@shanhai.example\n\nhello")
    message = read(content)
    assert message["Bcc"] is None and message["Subject"].startswith("周报 Bcc: all@shanhai.example hello")


def test_same_issue_same_bytes_but_for_the_date():
    def without_date(content: bytes) -> bytes:
        return re.sub(rb"Date: [^\r]*", b"", content)

    assert without_date(write()) == without_date(write())


def test_a_pattern_that_names_what_the_issue_has_not():
    with pytest.raises(DeliveryError, match=r"subject.*no first"):
        write(replace(MAIL, attachment="files"), first=None, last=None)
    assert read(write(replace(MAIL, attachment="files", subject="{title} {issue}"), first=None, last=None))["Subject"]


@given(st.text(min_size=1).filter(str.strip), st.integers(0, 9999))
def test_any_title_gives_a_message_that_can_be_read_back(title: str, number: int):
    title = title.encode("utf-8", "ignore").decode().replace("\x00", "") or "x"
    message = email.message_from_bytes(write(title=f"t{title}", issue=number), policy=policy.compat32)
    assert len(list(message.walk())) == 6 and message["Message-ID"]
    assert message["Bcc"] is None


IDS = st.tuples(st.integers(1, 60), st.sampled_from(["周报", "月报"]), st.sampled_from(["a@x.example", "b@x.example"]))


@given(IDS, IDS)
def test_ids_are_equal_exactly_for_the_same_issue_and_recipient(one, other):
    def make(key) -> str:
        week, title, recipient = key
        first = date(2026, 1, 5) + timedelta(weeks=week)
        return message_id(Facts(title, week, first, first + timedelta(days=6)), "mail", recipient)

    assert (make(one) == make(other)) == (one == other)
    assert re.fullmatch(r"<[A-Za-z0-9.-]+@[a-z.]+>", make(one))
