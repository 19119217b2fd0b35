"""Both templates: made by their tool, filled, printed by LibreOffice and looked at page by page."""

from __future__ import annotations

import importlib
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn

from bench.crowd import make_crowd
from briefing.cli import commands
from briefing.config import load_config
from briefing.errors import ConfigError, OutputError
from briefing.types import Briefing
from briefing.write import DOCX, make_files
from briefing.write.docx import make_docx
from briefing.write.word.headings import format_chinese
from briefing.write.word.paginate import find_program, match_pages, read_outline
from briefing.write.word.template import TEMPLATES, read_template
from factories import make_briefing, make_empty_briefing, make_long_briefing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
each_template = pytest.mark.parametrize("template", TEMPLATES)

# Of a bulletin on lines of 28 points; a weekly has fewer.
MOST_PAGES = {"one article": 6, "30 articles": 24, "3,000 articles": 32, "empty": 4, "long": 40, "english": 16}
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

PRINTED = {
    "one article": lambda: make_crowd(1),
    "30 articles": lambda: make_crowd(30),
    "3,000 articles": lambda: make_crowd(3000),
    "empty": make_empty_briefing,
    "long": make_long_briefing,
    "english": lambda: make_briefing(lang="en"),
}
# What no line begins with, in either script. LibreOffice has a list of its own for Chinese, without `[`.
NOT_FIRST = "!%),.:;>?]}·’”…、。〃〉》」』】〕〗！），．：；？］｝～"


class Sheets:
    """A briefing as LibreOffice prints it, and the document as it is without the page numbers of LibreOffice."""

    def __init__(self, document: bytes, estimated: bytes, pdf: Path) -> None:
        self.document, self.estimated, self.path = document, estimated, pdf
        printed = pypdfium2.PdfDocument(pdf)
        try:
            self.pages = [page.get_textpage().get_text_range().splitlines() for page in printed]
        finally:
            printed.close()

    def lines(self, page: int) -> list[str]:
        """What is printed on a page (from 1), without its header and its page number."""
        lines = [line.strip() for line in self.pages[page - 1] if line.strip()]
        return [line for line in lines if not _is_furniture(line)]

    @property
    def text(self) -> str:
        """All of it, without the dots of the contents."""
        lines = (line for n in range(len(self.pages)) for line in self.lines(n + 1))
        return "".join(bare(re.sub(r"[.]{4,}", "", line)) for line in lines)


def _is_furniture(line: str) -> bool:
    return bool(
        re.fullmatch(r"— ?\d+ ?—|第 ?\d+ ?页，共 ?\d+ ?页|Page \d+ of \d+|科技金融周报　(第 ?\d+ ?期|No. \d+).*", line)
    )


def bare(text: str) -> str:
    """Without blanks, and ligatures as their letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.fixture(scope="module")
def sheets(tmp_path_factory) -> dict[tuple[str, str], Sheets]:
    """Every briefing in both looks, with the page numbers of LibreOffice.

    `print_pages` starts LibreOffice for each document; here it prints all in one go: as they are estimated, and then
    with the numbers that it gave them.
    """
    folder = tmp_path_factory.mktemp("printed")
    briefings = {(template, name): make() for name, make in PRINTED.items() for template in TEMPLATES}
    estimated = {key: made(briefing, key[0]) for key, briefing in briefings.items()}
    first = {estimated[key]: read_outline(pdf.read_bytes()) for key, pdf in print_all(estimated, folder / "1").items()}
    documents = {key: made(briefing, key[0], printer=first.__getitem__) for key, briefing in briefings.items()}
    printed = print_all(documents, folder / "2")
    return {key: Sheets(documents[key], estimated[key], printed[key]) for key in documents}


def print_all(documents: dict[tuple[str, str], bytes], folder: Path) -> dict[tuple[str, str], Path]:
    folder.mkdir()
    names = {key: f"{number}.docx" for number, key in enumerate(documents)}
    for key, document in documents.items():
        (folder / names[key]).write_bytes(document)
    profile = f"-env:UserInstallation={folder.as_uri()}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *names.values()]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return {key: (folder / name).with_suffix(".pdf") for key, name in names.items()}


each_print = pytest.mark.parametrize("name", PRINTED)


@needs_office
@each_template
@each_print
def test_pages_are_few_and_none_is_blank(template, name, sheets):
    sheet = sheets[template, name]
    assert len(sheet.pages) <= MOST_PAGES[name]
    for number in range(1, len(sheet.pages) + 1):
        assert len(sheet.lines(number)) >= 2, f"page {number} is blank"


@needs_office
@each_template
@each_print
def test_the_contents_are_true_and_the_estimate_is_near(template, name, sheets):
    """With `paginate` to the page; without, one off in ten pages."""
    sheet = sheets[template, name]
    stated = contents_of(opened(sheet.document))
    assert stated == [(heading, page_of(heading, sheet)) for heading, _ in stated]
    estimated = contents_of(opened(sheet.estimated))
    for (heading, said), (_, real) in zip(estimated, stated, strict=True):
        assert abs(said - real) <= 1 + real // 10, heading


@needs_office
def test_paginate_gives_the_pages_of_the_printed_document(sheets):
    assert make_files(make_briefing(lang="en"), Path(), paginate=True)[DOCX] == sheets["weekly", "english"].document


def page_of(heading: str, sheet: Sheets) -> int:
    """The last page on which the heading stands alone on a line."""
    rows = {n: [bare(row) for row in sheet.lines(n)] for n in range(1, len(sheet.pages) + 1)}
    return max(n for n in rows if bare(heading) in rows[n])


@needs_office
@each_template
@each_print
def test_footers_state_the_number_of_pages(template, name, sheets):
    sheet = sheets[template, name]
    with zipfile.ZipFile(io.BytesIO(sheet.document)) as parts:
        footers = [parts.read(part).decode() for part in parts.namelist() if re.search(r"footer\d", part)]
    stated = re.findall(r"NUMPAGES.*?<w:t[^>]*>(\d+)</w:t>", "".join(footers), re.DOTALL)
    assert set(stated) == ({str(len(sheet.pages))} if template == "weekly" else set())


@needs_office
@each_template
@each_print
def test_every_text_of_the_document_is_printed(template, name, sheets):
    """A layout engine may lose a caption between two pages, and leaves out what it has no glyph for."""
    sheet = sheets[template, name]
    shown = sheet.text
    for paragraph in opened(sheet.document).element.body.iter(f"{W}p"):
        text = bare("".join(paragraph.itertext(f"{W}t")))
        assert text in shown, text


@needs_office
@each_template
@each_print
def test_no_heading_and_no_caption_of_a_table_ends_a_page(template, name, sheets):
    sheet = sheets[template, name]
    styles = ("Heading 1", "Heading 2", "Caption", "TOC Heading")
    headings = [bare(p.text) for p in opened(sheet.document).paragraphs if p.style.name in styles]
    headings = [text for text in headings if not re.match(r"图\d|Figure\d", text)]
    for number in range(1, len(sheet.pages)):
        last = bare(sheet.lines(number)[-1])
        last = re.sub(r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", "", last)
        assert not any(text.endswith(last) for text in headings), f"page {number}: {last}"


@needs_office
@each_template
@each_print
def test_no_line_begins_with_a_closing_mark_or_an_english_sentence_loses_its_number(template, name, sheets):
    sheet = sheets[template, name]
    lines = [line for number in range(1, len(sheet.pages) + 1) for line in sheet.lines(number)]
    assert [line for line in lines if line[0] in NOT_FIRST] == []
    alone = [before for before, line in pairwise(lines) if re.fullmatch(r"\[\d+\]", line)]
    assert [before for before in alone if re.search(r"[A-Za-z][.”\"]?$", before)] == []


@needs_office
@each_template
def test_the_week_begins_on_the_first_page(template, sheets):
    first = bare("".join(sheets[template, "english"].lines(1)))
    assert bare(make_briefing().highlights[0].text)[:12] in first


def test_a_great_week_has_hardly_more_pages_than_a_full_one():
    """By the estimate, which the pages above keep honest: what is not printed stands in the appendix."""
    few, many = (_pages_stated(make_docx(make_crowd(number))) for number in (200, 10_000))
    assert many <= few + 3 <= 14


def _pages_stated(document: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        footer = parts.read("word/footer1.xml").decode()
    return int(re.search(r"NUMPAGES.*?<w:t[^>]*>(\d+)</w:t>", footer, re.DOTALL)[1])


# ---------------------------------------------------------------- glyphs


def covered() -> list[range]:
    """The characters that the fonts of this machine have."""
    listed = subprocess.run(["fc-list", "--format", "%{charset}\n"], check=True, capture_output=True, text=True).stdout
    pairs = {tuple(word.split("-")) for word in listed.split()}
    return [range(int(pair[0], 16), int(pair[-1], 16) + 1) for pair in sorted(pairs)]


def without_glyph(text: str) -> set[str]:
    ranges = covered()
    return {c for c in set(text) if c.isprintable() and not c.isspace() and not any(ord(c) in r for r in ranges)}


@needs_office
@pytest.mark.skipif(not shutil.which("fc-list"), reason="fontconfig is not installed")
@each_template
def test_no_glyph_is_missing(template, sheets):
    text = "".join(sheets[template, name].text for name in PRINTED)
    assert without_glyph(text) == set()
    assert without_glyph("完\U00012000") == {"\U00012000"}


@needs_office
@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler is not installed")
@each_template
def test_every_font_is_embedded(template, sheets):
    path = sheets[template, "3,000 articles"].path
    table = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
    rows = table.splitlines()[2:]
    assert rows and all(re.search(r" yes +(yes|no) +yes ", row) for row in rows), table
