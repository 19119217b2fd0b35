"""Word files: reading order, what counts and what does not, several articles in one, and files of other programs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from briefing.config import Config
from briefing.ingest import Intake, read_inputs
from briefing.ingest.split import split_articles
from tests.test_forms_mail import FIRST, FOURTH, SECOND, THIRD, TITLE

CONFIG = Config()


def read(path: Path) -> Intake:
    return read_inputs([str(path)], CONFIG)


def save(document: Any, tmp_path: Path, name: str = "a.docx") -> Path:
    document.save(str(tmp_path / name))
    return tmp_path / name


def lines(intake: Intake) -> list[str]:
    (document,) = intake.documents
    return [line for line in document.raw.split("\n") if line.strip()]


def titles(intake: Intake) -> list[str | None]:
    return [article.title for document in intake.documents for article in split_articles(document, CONFIG)]


def rezip(path: Path, change: Any) -> Path:
    """The same file with its parts changed: name and content -> name and content, or None."""
    with zipfile.ZipFile(path) as archive:
        parts = [change(name, archive.read(name)) for name in archive.namelist()]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in filter(None, parts):
            archive.writestr(name, content)
    path.write_bytes(stream.getvalue())
    return path


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def element(tag: str, inner: str, attributes: str = "") -> Any:
    return parse_xml(f"<w:{tag} {nsdecls('w')} {attributes}>{inner}</w:{tag}>")


def test_tracked_changes_hidden_words_and_readings(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(FIRST)._p
    paragraph.append(element("ins", run("补上的话。"), 'w:id="1" w:author="x"'))
    paragraph.append(element("del", "<w:r><w:delText>删去的话。</w:delText></w:r>", 'w:id="2" w:author="x"'))
    paragraph.append(element("moveFrom", run("移走的话。"), 'w:id="3" w:author="x"'))
    paragraph.append(element("r", "<w:rPr><w:vanish/></w:rPr><w:t>看不见的话。</w:t>"))
    paragraph.append(
        element("r", f"<w:ruby><w:rt>{run('jiang')}</w:rt><w:rubyBase>{run('江')}</w:rubyBase></w:ruby><w:t>边。</w:t>")
    )
    assert lines(read(save(document, tmp_path))) == [f"{FIRST}补上的话。江边。"]


def test_headers_footers_and_contents_are_left_out_and_text_boxes_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "江岸日报 页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页 页脚"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("目录里的一条\t3", style="toc 1")
    paragraph = document.add_paragraph(FIRST)
    box = f"<w:txbxContent><w:p>{run(SECOND)}</w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="m" xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    assert lines(read(save(document, tmp_path))) == [FIRST, SECOND]


def test_footnotes_stand_behind_their_section(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(FIRST)
    paragraph._p.append(element("r", '<w:footnoteReference w:id="1"/>'))
    document.add_paragraph(SECOND)
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p>{run("分隔线")}</w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p>{run(THIRD)}</w:p></w:footnote></w:footnotes>'
    ).encode()
    path = save(document, tmp_path)

    def with_notes(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "word/_rels/document.xml.rels":
            kind = "/".join(("http://schemas.openxmlformats.org/officeDocument", "2006", "relationships", "footnotes"))
            relation = f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
            content = content.replace(b"</Relationships>", relation.encode())
        return name, content

    rezip(path, with_notes)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert lines(read(path)) == [FIRST, SECOND, THIRD]


def test_numbers_and_bullets_that_word_shows(tmp_path: Path) -> None:
    document = docx.Document()
    for text, style in ((FIRST, "List Number"), (SECOND, "List Number"), (THIRD, "List Bullet")):
        paragraph = document.add_paragraph(text, style=style)
        number = document.styles[style].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        paragraph._p.get_or_add_pPr().append(element("numPr", f'<w:ilvl w:val="0"/><w:numId w:val="{number}"/>'))
    assert lines(read(save(document, tmp_path))) == [f"1. {FIRST}", f"2. {SECOND}", f"• {THIRD}"]


ITEMS = (
    ("江岸新区设立二十亿元芯片产业基金", FIRST, SECOND),
    ("新区首座独立储能电站成功并网", THIRD, SECOND),
    ("江岸轻轨三号线正式开工建设", FOURTH, FIRST),
)


@pytest.mark.parametrize("above", [None, "江岸新闻周报"])
def test_articles_under_headings_are_cut_apart(above: str | None, tmp_path: Path) -> None:
    document = docx.Document()
    if above:
        document.add_paragraph(above)
    for title, *texts in ITEMS:
        document.add_heading(title, 1)
        for text in texts:
            document.add_paragraph(text)
    intake = read(save(document, tmp_path))
    assert titles(intake) == [title for title, *_ in ITEMS]
    assert "3 articles: 3 headings of level 1" in intake.files[0].why_form


def test_headings_by_a_chinese_style_of_ones_own(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("新闻标题", 1)
    style.base_style = document.styles["Heading 1"]
    for title, *texts in ITEMS[:2]:
        document.add_paragraph(title, style="新闻标题")
        for text in ("来源：江岸日报 2025-07-18", *texts):
            document.add_paragraph(text)
    assert titles(read(save(document, tmp_path))) == [title for title, *_ in ITEMS[:2]]


@pytest.mark.parametrize("heads", [("一、背景和意义在什么地方", "二、下一步还要做什么事情"), ("背景", "展望"), None])
def test_subheads_do_not_cut_an_article(heads: tuple[str, str] | None, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 1 if heads is None else 0)
    for head, text in zip(
        heads or ("江岸新区为什么要设芯片基金", "储备项目下一步往哪里去走"), (FIRST, SECOND), strict=True
    ):
        document.add_heading(head, 2)
        document.add_paragraph(text)
    assert titles(read(save(document, tmp_path))) == [TITLE]


def test_a_main_part_of_another_name_and_the_strict_kind(tmp_path: Path) -> None:
    document = docx.Document()
    for text in (FIRST, SECOND):
        document.add_paragraph(text)
    path = save(document, tmp_path)

    def renamed(name: str, content: bytes) -> tuple[str, bytes]:
        strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        content = content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
        if name == "_rels/.rels":
            content = content.replace(b"word/document.xml", b"word/document2.xml")
        return name.replace("document.xml", "document2.xml"), content

    assert lines(read(rezip(path, renamed))) == [FIRST, SECOND]


def test_a_file_that_is_damaged_inside_gives_what_it_has(tmp_path: Path) -> None:
    document = docx.Document()
    for text in (FIRST, SECOND, THIRD):
        document.add_paragraph(text)
    path = rezip(
        save(document, tmp_path),
        lambda name, content: (
            name,
            content[: content.find(THIRD.encode())] if name == "word/document.xml" else content,
        ),
    )
    intake = read(path)
    assert lines(intake)[:2] == [FIRST, SECOND]
    assert "damaged inside" in intake.problems[0].message


def test_word_as_one_xml_file_and_as_a_web_page_named_doc(tmp_path: Path) -> None:
    body = "".join(f"<w:p>{run(text)}</w:p>" for text in (FIRST, SECOND))
    old = f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="w"><w:body>{body}'
    (tmp_path / "a.doc").write_text(f"{old}</w:body></w:wordDocument>", encoding="utf-8")
    assert lines(read(tmp_path / "a.doc")) == [FIRST, SECOND]
    page = f"<html xmlns:w='w'><head><title>{TITLE}</title></head><body><p class=MsoNormal>{FIRST}</p><p>{SECOND}</p>"
    (tmp_path / "b.doc").write_text(f"{page}</body></html>", encoding="gb18030")
    assert lines(read(tmp_path / "b.doc")) == [FIRST, SECOND]


def ole(*streams: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(s.encode("utf-16-le") + bytes(64) for s in streams)
    )


def package(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


OTHERS = {
    "doc": (ole("Root Entry", "WordDocument"), ".doc, .wps", "save it as .docx"),
    "locked docx": (ole("EncryptionInfo", "EncryptedPackage"), "locked with a password", "save a copy without one"),
    "xls": (ole("Workbook"), ".xls", "save it as .xlsx"),
    "ppt": (ole("PowerPoint Document"), ".ppt", "save its text"),
    "msg": (ole("__substg1.0_0037001F"), ".msg", "save it as .eml"),
    "wps": (ole("CONTENTS"), ".wps", "save it as .docx"),
    "rtf": (rb"{\rtf1\ansi text}", ".rtf", "save it as .docx"),
    "pages": (package("Index/Document.iwa", "Metadata/Properties.plist"), "Apple Pages", "export it as .docx"),
    "odt": (package("mimetype", "content.xml"), "OpenDocument", "save it as .docx"),
    "epub": (package("mimetype", "META-INF/container.xml", "OEBPS/content.opf"), "e-book", "save its chapters"),
    "xlsb": (package("xl/workbook.bin"), ".xlsb", "save it as .xlsx"),
    "ofd": (package("OFD.xml"), "OFD", "save it as PDF"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_programs_files_are_named_with_the_remedy(kind: str, tmp_path: Path) -> None:
    content, *words = OTHERS[kind]
    (tmp_path / "file").write_bytes(content)
    (problem,) = read(tmp_path / "file").problems
    assert all(word in problem.message for word in words)
    assert problem.severity == "error"
