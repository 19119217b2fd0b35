"""Both templates: made by their tool, filled, printed by LibreOffice and looked at page by page."""

from __future__ import annotations

import importlib
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn

from briefing.cli import commands
from briefing.config import load_config
from briefing.errors import ConfigError, OutputError
from briefing.types import Briefing
from briefing.write.docx import make_docx
from briefing.write.word.headings import format_chinese
from briefing.write.word.paginate import find_program, match_pages
from briefing.write.word.template import TEMPLATES, read_template
from factories import make_briefing, make_empty_briefing, make_long_briefing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
each_template = pytest.mark.parametrize("template", TEMPLATES)
BRIEFINGS = {"week": make_briefing, "empty": make_empty_briefing, "long": make_long_briefing}


def made(briefing: Briefing, template: str, **options) -> bytes:
    return make_docx(briefing, template=Path(template), **options)


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def contents_of(document) -> list[tuple[str, int]]:
    """(heading, page) of every line of the contents."""
    lines = [p for p in document.element.body.iter(f"{W}p") if p.pPr is not None and p.pPr.style == "TOC1"]
    texts = ["".join(line.itertext(f"{W}t")) for line in lines]
    return [(found[1], int(found[2])) for found in (re.fullmatch(r"(.*?)(\d+)", text) for text in texts)]


def headings_of(document) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


# ---------------------------------------------------------------- the files


def test_the_templates_are_what_their_tool_makes(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "tools"))
    tool = importlib.import_module("make_template")
    assert set(tool.TEMPLATES) == {f"{name}.docx" for name in TEMPLATES}
    for name, make in tool.TEMPLATES.items():
        kept = zipfile.ZipFile(io.BytesIO(read_template(Path(name.removesuffix(".docx")))))
        new = zipfile.ZipFile(io.BytesIO(make()))
        assert {n: new.read(n) for n in new.namelist()} == {n: kept.read(n) for n in kept.namelist()}


def test_the_official_page_has_the_margins_of_an_official_document():
    for section in opened(made(make_briefing(), "official")).sections:
        sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        assert [round(size.mm) for size in sizes] == [210, 297, 37, 35]
        assert [round(size.mm) for size in (section.left_margin, section.right_margin)] == [28, 26]


def test_the_official_masthead_footer_and_tail():
    document = opened(made(make_briefing(), "official", total=480))
    lines = [p.text for p in document.paragraphs]
    assert lines[:3] == ["科技金融周报", "第 29 期（总第 480 期）", "科技金融研究组\t2025年7月20日"]
    assert [line[:2] for line in lines[-3:-1]] == ["报：", "送："]
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert re.fullmatch(r"— \d+ —", footer.paragraphs[0].text)
    unknown = [p.text for p in opened(made(make_briefing(), "official")).paragraphs]
    assert unknown[1] == "第 29 期"


def test_body_text_of_the_official_template_stands_on_lines_of_28_points():
    document = opened(made(make_briefing(), "official"))
    for name in ("Heading 1", "Heading 2", "Highlight", "Theme Summary", "Key Sentence"):
        assert document.styles[name].paragraph_format.line_spacing == docx.shared.Pt(28), name


@each_template
@pytest.mark.parametrize("name", BRIEFINGS)
def test_contents_are_the_headings_with_page_numbers_and_ask_nothing(template, name):
    data = made(BRIEFINGS[name](), template)
    document = opened(data)
    numbers = [format_chinese(n) + "、" if template == "official" else "" for n in range(1, 100)]
    shown = contents_of(document)
    headings = headings_of(document)
    assert [text for text, _ in shown] == [n + text for n, text in zip(numbers, headings, strict=False)]
    pages = [page for _, page in shown]
    assert pages == sorted(pages) and pages[0] == 1
    assert b"updateFields" not in zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml")


def test_in_one_column_the_contents_are_a_table_that_word_can_update(tmp_path):
    template = opened(read_template(None))
    for mark in template.element.body.iter(qn("w:cols")):
        mark.attrib.pop(qn("w:num"), None)
    template.save(tmp_path / "own.docx")
    codes = "".join(c.text for c in opened(made(make_briefing(), tmp_path / "own.docx")).element.iter(f"{W}instrText"))
    assert r"TOC \o" in codes
    assert "PAGEREF chapter_1" in codes


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (100, "一百"), (103, "一百〇三")],
)
def test_chapters_count_in_chinese(number, words):
    assert format_chinese(number) == words


@each_template
def test_the_same_week_gives_the_same_bytes(template):
    assert made(make_briefing(), template) == made(make_briefing(), template)


def test_init_gives_both_templates(tmp_path):
    done = CliRunner().invoke(commands, ["init", str(tmp_path / "desk")])
    assert done.exit_code == 0
    for name in TEMPLATES:
        assert (tmp_path / "desk" / f"{name}.docx").read_bytes() == read_template(Path(name))


def test_settings_name_a_template_of_the_package_and_the_issues_before(tmp_path):
    settings = tmp_path / "briefing.toml"
    settings.write_text('[briefing]\ntemplate = "official"\nissues_before = 451\n', encoding="utf-8")
    config = load_config(settings)
    assert (str(config.template), config.issues_before) == ("official", 451)
    settings.write_text("[briefing]\nissues_before = -1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="issues_before is -1; give a whole number"):
        load_config(settings)


# ---------------------------------------------------------------- page numbers


def test_pages_are_matched_by_title_in_order():
    chapters = [("前言", 1), ("一、 要点", 2), ("二、 来源", 5), ("三、 来源", 9)]
    headings = [("a", "一、要点"), ("b", "来源"), ("c", "来源"), ("d", "没有")]
    assert match_pages(headings, chapters) == {"a": 2, "b": 5, "c": 9}


def test_without_libreoffice_paginate_is_refused(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OutputError, match=r"LibreOffice .* is not installed; install it or leave the option out"):
        find_program()


# ---------------------------------------------------------------- the pages


def printed(data: bytes, folder: Path) -> Path:
    (folder / "briefing.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), "briefing.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return folder / "briefing.pdf"


def page_texts(path: Path) -> list[str]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def page_of(heading: str, pages: list[str]) -> int:
    """The last page on which the heading stands alone on a line."""
    bare = "".join(heading.split())
    return max(n for n, page in enumerate(pages, 1) if bare in ("".join(row.split()) for row in page.splitlines()))


@needs_office
@each_template
@pytest.mark.parametrize("name", BRIEFINGS)
def test_pages_are_full_and_where_the_contents_say(template, name, tmp_path):
    """With `paginate` the contents are true to the page; the estimate may be one off in ten pages."""
    data = made(BRIEFINGS[name](), template, paginate=True)
    pages = page_texts(printed(data, tmp_path))
    assert len(pages) <= 40
    for number, page in enumerate(pages, 1):
        assert len([line for line in page.splitlines() if line.strip()]) > 3, f"page {number} is blank"
        assert "\ufffd" not in page
    stated = contents_of(opened(data))
    assert stated == [(heading, page_of(heading, pages)) for heading, _ in stated]
    estimated = contents_of(opened(made(BRIEFINGS[name](), template)))
    for (heading, said), (_, real) in zip(estimated, stated, strict=True):
        assert abs(said - real) <= 1 + real // 10, heading


@needs_office
@each_template
def test_the_week_begins_on_the_first_page(template, tmp_path):
    briefing = make_briefing()
    first = "".join(page_texts(printed(made(briefing, template), tmp_path))[0].split())
    assert "".join(briefing.highlights[0].text.split())[:12] in first


@needs_office
@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler is not installed")
@each_template
def test_no_glyph_is_missing_and_every_font_is_embedded(template, tmp_path):
    path = printed(made(make_briefing(), template), tmp_path)
    table = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
    rows = table.splitlines()[2:]
    assert rows and all(re.search(r" yes +(yes|no) +yes ", row) for row in rows), table
    assert "\x00" not in "".join(page_texts(path))
