"""Mails, mailboxes and pages saved in one file: as mail programs and browsers write them."""

from __future__ import annotations

from email.header import Header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from briefing.config import Config
from briefing.ingest import Intake, read_inputs
from briefing.ingest.split import split_articles
from briefing.types import Article

CONFIG = Config()
TITLE = "江岸新区设立二十亿元芯片基金"
FIRST = "江岸新区管委会7月18日宣布设立芯片产业基金，总规模二十亿元，首期五亿元已经到位，由区属平台公司出资。"
SECOND = "基金将投向设计、封装和设备企业，存续期八年，管理人为江岸创投，首批储备项目有十七个。"
THIRD = "新区首座储能电站7月17日并网，容量两百兆瓦时，业主为江岸能源，可供四万户家庭用电一天。"
FOURTH = "江岸轻轨三号线7月16日开工，全长三十一公里，总投资九十六亿元，计划后年通车试运行。"


def mail(
    *, subject: str = TITLE, sender: str = "江岸晚报 <news@jiangan.example>", text: str = "", page: str = ""
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "desk@example.org", subject
    made["Date"] = "Fri, 18 Jul 2025 22:04:00 +0000"
    if text:
        made.set_content(text)
    if page:
        (made.add_alternative if text else made.set_content)(page, subtype="html")
    return made


def read(path: Path, content: bytes | EmailMessage) -> Intake:
    path.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    return read_inputs([str(path)], CONFIG)


def articles(intake: Intake) -> list[Article]:
    return [article for document in intake.documents for article in split_articles(document, CONFIG)]


def only(intake: Intake) -> Article:
    (article,) = articles(intake)
    return article


def facts(article: Article) -> tuple[str | None, str | None, str]:
    return article.title, article.outlet, str(article.published)


FACTS = (TITLE, "江岸晚报", "2025-07-19 06:04:00+08:00")


def test_a_mail_in_gbk_whatever_its_name(tmp_path: Path) -> None:
    made = MIMEText(f"{FIRST}\n\n{SECOND}\n\n-- \n周一\n江岸晚报编辑部", "plain", "gb2312")
    made["From"] = f"{Header('江岸晚报', 'gb2312').encode()} <news@jiangan.example>"
    made["Subject"] = Header(f"转发: {TITLE}", "gb2312")
    made["Date"] = "Fri, 18 Jul 2025 22:04:00 +0000"
    intake = read(tmp_path / "note.txt", made.as_bytes())
    assert facts(only(intake)) == FACTS
    assert only(intake).text == f"{FIRST}\n\n{SECOND}"
    assert (intake.files[0].form, intake.files[0].encoding) == ("mail", "gb18030")


def test_headers_in_bare_gbk_and_in_quoted_encoded_words(tmp_path: Path) -> None:
    head = f"From: 江岸晚报 <n@x.example>\nSubject: {TITLE}\nDate: Fri, 18 Jul 2025 22:04:00 +0000\n\n".encode(
        "gb18030"
    )
    assert facts(only(read(tmp_path / "a", head + f"{FIRST}\n{SECOND}".encode("gb18030")))) == FACTS
    quoted = (
        f'From: "{Header("江岸晚报", "utf-8").encode()}" <n@x.example>\nSubject: {Header(TITLE, "gb2312").encode()}\n'
    )
    rest = f"MIME-Version: 1.0\nDate: Fri, 18 Jul 2025 22:04:00 +0000\n\n{FIRST}\n{SECOND}"
    assert facts(only(read(tmp_path / "b", (quoted + rest).encode()))) == FACTS


PAGE = f"""<html><head><title>Newsletter</title></head><body><table>
<tr><td><a href="https://x.example/1">如果您无法正常浏览请点击这里</a></td></tr>
<tr><td><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></td></tr><tr><td>退订 | 管理订阅</td></tr></table></body></html>"""


def test_the_page_of_a_mail_is_read_before_its_stub(tmp_path: Path) -> None:
    article = only(read(tmp_path / "a.eml", mail(text="请用网页查看", page=PAGE)))
    assert facts(article) == FACTS
    assert article.text == f"{FIRST}\n{SECOND}"


def test_the_text_is_read_where_the_page_says_less(tmp_path: Path) -> None:
    made = mail(text=f"{FIRST}\n\n{SECOND}\n", page="<html><body><img src='cid:1'></body></html>")
    assert only(read(tmp_path / "a.eml", made)).text == f"{FIRST}\n\n{SECOND}"


def test_what_is_attached_is_read_as_files_of_their_own(tmp_path: Path) -> None:
    made = mail(text=f"{FIRST}\n\n{SECOND}")
    made.add_attachment(
        f"{THIRD}\n{FOURTH}".encode("gb18030"), maintype="text", subtype="plain", filename="附件 一.txt"
    )
    made.add_attachment(
        b"\x89PNG\r\n\x1a\n00", maintype="image", subtype="png", filename="logo.png", disposition="inline"
    )
    made.add_attachment(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", maintype="application", subtype="msword", filename="../b.doc"
    )
    intake = read(tmp_path / "a.eml", made)
    assert [file.file for file in intake.files] == ["a.eml", "a.eml/b.doc", "a.eml/附件 一.txt"]
    assert [article.text for article in articles(intake)][1:] == [f"{THIRD}\n{FOURTH}"]
    (problem,) = intake.problems
    assert problem.subject == "a.eml/b.doc" and "save it as .docx" in problem.message


def test_a_covering_note_is_no_article_and_no_problem(tmp_path: Path) -> None:
    made = mail(text="见附件。")
    made.add_attachment(mail(text=f"{FIRST}\n\n{SECOND}"))
    intake = read(tmp_path / "a.eml", made)
    assert facts(only(intake)) == FACTS
    assert not intake.problems and len(intake.documents) == 1


HEADS = {
    "foxmail": f"-----原始邮件-----\n发件人: 江岸日报 <a@b.example>\n发送时间: 2025年7月18日 10:20\n收件人: 周一\n主题: Re: {TITLE}\n",
    "outlook": f"From: 江岸日报 [mailto:a@b.example]\nSent: 2025-07-18 10:20\nTo: 周一\nSubject: FW: {TITLE}\n",
    "gmail": f"---------- Forwarded message ---------\nFrom: 江岸日报 <a@b.example>\nDate: 2025年7月18日 10:20\n"
    f"Subject: {TITLE}\nTo: <z@x.example>\n",
    "quoted": f'> -----原始邮件-----\n> 发件人："江岸日报" <a@b.example>\n> 发送时间：2025-07-18 10:20:00 (星期五)\n> 主题：{TITLE}\n',
}


@pytest.mark.parametrize("program", HEADS)
@pytest.mark.parametrize("is_page", [False, True])
def test_a_forwarded_mail_states_who_wrote_it_first(program: str, is_page: bool, tmp_path: Path) -> None:
    text = f"请看下面这篇。\n\n{HEADS[program]}\n{FIRST}\n\n{SECOND}\n"
    page = "".join(f"<div>{line.replace('<', '&lt;').lstrip('> ')}</div>" for line in text.split("\n"))
    body = {"page": f"<html><body>{page}</body></html>"} if is_page else {"text": text}
    article = only(read(tmp_path / "a.eml", mail(subject="转发：请看", sender="周一 <z@x.example>", **body)))
    assert facts(article) == (TITLE, "江岸日报", "2025-07-18 10:20:00+08:00")
    assert FIRST in article.text and "请看下面" not in article.text and "收件人" not in article.text


def test_what_is_answered_is_cut_off(tmp_path: Path) -> None:
    made = mail(text=f"{FIRST}\n\n{SECOND}\n\n{HEADS['foxmail']}\n收到。\n")
    assert only(read(tmp_path / "a.eml", made)).text == f"{FIRST}\n\n{SECOND}"


def test_a_text_that_names_its_source_keeps_it(tmp_path: Path) -> None:
    made = mail(sender="周一 <z@x.example>", text=f"{TITLE}\n2025-07-17 09:00 来源：江岸日报\n\n{FIRST}\n\n{SECOND}")
    assert facts(only(read(tmp_path / "a.eml", made))) == (TITLE, "江岸日报", "2025-07-17 09:00:00+08:00")


def test_a_newsletter_of_short_items_is_cut_into_them(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n}、{text}</td></tr>" for n, text in enumerate((FIRST, SECOND, THIRD, FOURTH), start=1))
    page = (
        f"<html><body><table><tr><td>江岸早报 2025年7月18日</td></tr>{rows}<tr><td>退订</td></tr></table></body></html>"
    )
    found = articles(read(tmp_path / "a.eml", mail(subject="江岸早报 | 7月18日", page=page)))
    assert [article.text for article in found] == [FIRST, SECOND, THIRD, FOURTH]


def test_lines_that_flow_are_joined(tmp_path: Path) -> None:
    made = mail(text="x")
    made.replace_header("Content-Type", "text/plain; charset=utf-8; format=flowed; delsp=yes")
    made.set_payload(f"{FIRST[:20]} \n{FIRST[20:]}\n\n{SECOND}".encode())
    made.replace_header("Content-Transfer-Encoding", "8bit")
    assert only(read(tmp_path / "a.eml", made)).text == f"{FIRST}\n\n{SECOND}"


def test_a_mailbox_gives_its_mails(tmp_path: Path) -> None:
    mails = [mail(text=f"{a}\n\n{b}").as_bytes() for a, b in ((FIRST, SECOND), (THIRD, FOURTH))]
    content = b"".join(b"From n@x.example Fri Jul 18 22:04:00 2025\n" + one + b"\n\n" for one in mails)
    intake = read(tmp_path / "Inbox", content)
    assert [(file.file, file.form) for file in intake.files] == [
        ("Inbox", "mailbox"), ("Inbox/1.eml", "mail"), ("Inbox/2.eml", "mail"),
    ]  # fmt: skip
    assert len(articles(intake)) == 2


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Content-Type: multipart/encrypted; boundary=x", "encrypted mail"),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m", "encrypted mail"),
        ("Content-Type: text/html", "without an article"),
        ("Content-Type: multipart/mixed; boundary=x", "without an article"),
    ],
)
def test_a_mail_that_gives_nothing_says_why(head: str, words: str, tmp_path: Path) -> None:
    body = "--x\n\n--x--\n" if "boundary" in head else "<html><body><img src='a.png'></body></html>"
    intake = read(tmp_path / "a.eml", f"MIME-Version: 1.0\nFrom: a@b.example\n{head}\n\n{body}".encode())
    (problem,) = intake.problems
    assert words in problem.message


def test_a_text_that_begins_like_a_head_is_a_text(tmp_path: Path) -> None:
    text = f"Source: 江岸日报\nDate: 2025-07-18\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}"
    assert read(tmp_path / "a.txt", text.encode()).files[0].form == "article"


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
@pytest.mark.parametrize("browser", ["<Saved by Blink>", '"Saved by Internet Explorer 11"', None])
def test_a_page_saved_in_one_file(transfer: str, browser: str | None, tmp_path: Path) -> None:
    html = (
        f"<html><head><meta charset=gb2312><title>{TITLE}_要闻_江岸网</title></head><body><h1>{TITLE}</h1>"
        f"<div>2025-07-18 10:20 来源：江岸日报</div><div><p>{FIRST}</p><p>{SECOND}</p></div></body></html>"
    )
    whole = MIMEMultipart("related", type="text/html")
    if browser:
        whole["From"] = browser
    page = EmailMessage()
    page.set_content(html, subtype="html", charset="gb2312", cte=transfer)
    page["Content-Location"] = "https://news.example/a.html"
    picture = MIMEText("GIF89a", "plain")
    picture.replace_header("Content-Type", "image/gif")
    for part in (page, picture):
        whole.attach(part)
    intake = read(tmp_path / "page", whole.as_bytes())
    article = only(intake)
    assert facts(article) == (TITLE, "江岸日报", "2025-07-18 10:20:00+08:00")
    assert (article.url, intake.files[0].form) == ("https://news.example/a.html", "web_page")


def test_a_mail_inside_that_cannot_be_written_out_is_named(tmp_path: Path) -> None:
    made = mail(text=f"{FIRST}\n\n{SECOND}")
    made.add_attachment(mail(text=f"{THIRD}\n\n{FOURTH}"))
    broken = made.as_bytes().replace(b"Date: Fri, 18 Jul 2025 22:04", b"Date: =?utf-8?q?=0AX?= 18 Jul 2025\n 22:04")
    intake = read(tmp_path / "a.eml", broken)
    assert FIRST in articles(intake)[0].text


def test_a_character_set_with_an_impossible_name(tmp_path: Path) -> None:
    head = "From: a@b.example\nSubject: =?g\0b?q?abc?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=g\0b\n\n"
    assert only(read(tmp_path / "a.eml", f"{head}{FIRST}\n\n{SECOND}".encode())).text == f"{FIRST}\n\n{SECOND}"
