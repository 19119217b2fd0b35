"""The Word file: opened again with python-docx, its parts compared, read back, and rendered to pages."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bench.crowd import make_crowd
from briefing.cli import commands
from briefing.errors import TemplateError, VerifyError
from briefing.types import Briefing, Figure, Keyword, Problem, Standing
from briefing.write import docx as docx_module
from briefing.write.docx import check_template, make_docx, parse_link, printable, read_quotes, read_sources
from briefing.write.frozen import freeze_zip
from briefing.write.labels import read_labels
from briefing.write.standing import format_standing
from briefing.write.word.template import (
    BLOCKS,
    CHARACTER_STYLES,
    MASTHEAD,
    NEEDED,
    PARAGRAPH_STYLES,
    TABLE_STYLES,
    TEMPLATES,
    read_template,
)
from factories import make_briefing, make_empty_briefing, make_long_briefing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = "{{ desk }} {% for x in y %}{_{ <w:p> & ]]> =1+1 \x00\x0b\ud800\u202egnp.\uffff 完"


def document_of(briefing: Briefing, **options) -> docx.document.Document:
    return docx.Document(io.BytesIO(make_docx(briefing, **options)))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def printed_quotes(briefing: Briefing) -> list[tuple[str, int]]:
    """What must be in the file, in its order."""
    quotes = list(briefing.highlights)
    for section in briefing.sections:
        quotes += section.summary
        quotes += [quote for entry in section.entries for quote in entry.quotes]
    return [(quote.text, quote.source) for quote in quotes]


def text_of(document) -> str:
    return "\n".join("".join(p.itertext(f"{W}t")) for p in document.element.body.iter(f"{W}p"))


BRIEFINGS = {
    "week": make_briefing(),
    "english": make_briefing(lang="en"),
    "empty": make_empty_briefing(),
    "empty english": make_empty_briefing(lang="en"),
    "long": make_long_briefing(),
}
each_briefing = pytest.mark.parametrize("briefing", BRIEFINGS.values(), ids=BRIEFINGS)


# ---------------------------------------------------------------- a sound file


@each_briefing
def test_every_part_is_well_formed_and_every_relationship_resolves(briefing):
    parts = parts_of(make_docx(briefing))
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    for name in [name for name in parts if name.endswith(".rels")]:
        folder = Path(name).parent.parent
        for relation in etree.fromstring(parts[name]):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target")
                path = posixpath.normpath(posixpath.join("/", folder.as_posix(), target)).lstrip("/")
                assert path in parts, f"{name}: {target}"


@each_briefing
def test_links_lead_to_bookmarks_and_bookmarks_are_unique(briefing):
    body = document_of(briefing).element.body
    starts = list(body.iter(f"{W}bookmarkStart"))
    names = [start.get(f"{W}name") for start in starts]
    ids = [start.get(f"{W}id") for start in starts]
    assert len(set(names)) == len(names) and len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd"))
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    codes = "".join(code.text for code in body.iter(f"{W}instrText"))
    assert anchors | set(re.findall(r"PAGEREF (\S+)", codes)) <= set(names)


@each_briefing
def test_fields_open_and_close(briefing):
    kinds = [c.get(f"{W}fldCharType") for c in document_of(briefing).element.body.iter(f"{W}fldChar")]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert depth >= 0
    assert depth == 0 and kinds.count("begin") == kinds.count("separate")


@each_briefing
def test_styles_used_are_defined(briefing):
    document = document_of(briefing)
    defined = {style.style_id for style in document.styles}
    used = {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in document.element.iter(f"{W}{tag}")}
    assert used <= defined


def test_every_style_has_an_east_asian_font_and_no_theme_font():
    parts = parts_of(make_docx(make_briefing()))
    for name in ("word/styles.xml", "word/document.xml", "word/numbering.xml"):
        for fonts in etree.fromstring(parts[name]).iter(f"{W}rFonts"):
            assert not [key for key in fonts.keys() if key.endswith("Theme")]  # noqa: SIM118
    styles = etree.fromstring(parts["word/styles.xml"])
    for style in styles.iter(f"{W}style"):
        fonts = style.find(f"{W}rPr/{W}rFonts")
        if style.get(f"{W}type") == "paragraph":
            assert fonts.get(f"{W}eastAsia"), style.get(f"{W}styleId")
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_tables_repeat_their_header_and_never_split_a_row():
    document = document_of(make_long_briefing())
    assert len(document.tables) == 4
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(f"{W}tblHeader") is not None
        assert all(row.trPr.find(f"{W}cantSplit") is not None for row in rows)
        assert table._tbl.tblPr.find(f"{W}tblCaption") is not None
        assert len({len(row.tc_lst) for row in rows} | {len(table._tbl.tblGrid.gridCol_lst)}) == 1


# ---------------------------------------------------------------- what it says


def test_masthead_header_and_properties():
    document = document_of(make_briefing())
    assert document.paragraphs[0].text == "科技金融周报"
    assert document.paragraphs[1].text == "第 29 期　2025年7月14日—7月20日\t科技金融研究组"
    assert "科技金融周报" in document.sections[0].header.paragraphs[0].text
    assert "PAGE" in "".join(c.text for c in document.sections[0].footer._element.iter(f"{W}instrText"))
    core = document.core_properties
    assert (core.title, core.author, core.language) == ("科技金融周报 第 29 期", "科技金融研究组", "zh-CN")
    assert core.modified.replace(tzinfo=UTC) == datetime(2025, 7, 20, tzinfo=UTC)


def test_chapters_stand_in_order():
    headings = [p.text for p in document_of(make_briefing()).paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "本期要点",
        "数据一览",
        "科技金融",
        "新能源与绿色低碳",
        "交易·基金·项目",
        "来源",
        "口径说明",
    ]


def test_labels_follow_the_language():
    text = text_of(document_of(make_briefing(lang="en")))
    assert "No. 29" in text and "Deals, funds and projects" in text and "Technology finance" in text
    assert "本期要点" not in text


def test_records_point_into_the_appendix_and_to_their_source():
    document = document_of(make_briefing())
    deal = [cell.text for cell in document.tables[1].rows[1].cells]
    assert deal[0] == "江城微芯" and deal[1] == "融资、B轮" and deal[3] == "3亿元" and deal[-1] == "D-4f1c09"
    assert [link.get(f"{W}anchor") for link in document.tables[1]._tbl.iter(f"{W}hyperlink")] == ["source_1"]


def test_a_long_list_of_parties_is_shortened():
    week = make_briefing()
    deal = replace(week.deals[0], parties=tuple(f"第{n}家" for n in range(9)))
    table = document_of(replace(week, deals=(deal,))).tables[1]
    assert table.rows[1].cells[2].text == "第0家、第1家、第2家、第3家等 9 家"


def test_background_records_are_left_to_the_appendix():
    week = make_briefing()
    past = replace(week.deals[0], id="D-past", is_background=True)
    text = text_of(document_of(replace(week, deals=(past, *week.deals))))
    assert "D-past" not in text and "1 条属于往事回顾" in text


def test_figures_stand_against_the_week_before():
    rows = {row.cells[0].text: [c.text for c in row.cells[1:]] for row in document_of(make_briefing()).tables[0].rows}
    assert rows["读到文章（篇）"] == ["5", "7", "−2"]
    assert rows["归并为新闻（件）"] == ["4", "4", "持平"]
    assert rows["基金（只）"] == ["1", "—", "—"]
    assert rows["交易金额（亿元）"] == ["3", "1.2", "+1.8"]
    assert rows["项目投资（亿美元）"] == ["1.2", "—", "—"]


def test_key_phrases_stand_under_the_figures_and_the_chapters_heading():
    text = text_of(document_of(make_briefing()))
    assert "本期关键词（本期/上期篇数）：产业园 2/1、母基金 2/1" in text
    assert "2 件事；关键词（本期/上期篇数）：储能 1/3、产业园 1/0" in text
    alone = (Keyword("储能", 4, None), Keyword("光伏", 2, None))
    assert "本期关键词：储能、光伏" in text_of(document_of(make_briefing(keywords=alone)))
    assert "本期关键词" not in text_of(document_of(make_briefing(keywords=())))


def test_method_tells_window_exclusions_and_rates():
    text = text_of(document_of(make_briefing(rates=())))
    assert "统计区间为2025年7月14日—7月20日" in text
    assert "没有汇率，附录中不折算：美元" in text
    assert "1 美元 = 7.15 元" in text_of(document_of(make_briefing()))


def test_problems_are_listed_once_and_bounded():
    problems = tuple(Problem(f"file{n}.pdf", "是空的；请重新下载", "error") for n in range(30))
    text = text_of(document_of(make_briefing(problems=problems)))
    assert text.count("file3.pdf") == 1 and "file29.pdf" not in text
    assert "其余 11 项见附录" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_week_says_so(lang):
    text = text_of(document_of(make_empty_briefing(lang=lang)))
    labels = read_labels("labels_docx.toml", lang=lang)
    for key in ("highlights", "themes", "deal", "fund", "project", "sources"):
        assert labels[f"empty.{key}"] in text
    assert labels["problem.none"] in text


def test_a_chapter_without_stories_says_so():
    week = make_briefing()
    bare = replace(week.sections[0], summary=(), entries=())
    text = text_of(document_of(replace(week, sections=(bare,))))
    assert "本章没有可摘录的概述。" in text and "本章没有可列的报道。" in text


def test_charts_are_native_editable_and_described():
    data = make_docx(make_briefing())
    parts = parts_of(data)
    charts = sorted(name for name in parts if re.fullmatch(r"word/charts/chart\d\.xml", name))
    assert len(charts) == 2
    book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/chart1.xlsx"]))
    assert list(book.active.iter_rows(values_only=True)) == [
        (None, "本期", "上期"),
        ("科技金融", 2, 3),
        ("新能源与绿色低碳", 2, 1),
        ("原始创新与基础研究", 0, 2),
    ]
    drawn = list(docx.Document(io.BytesIO(data)).element.body.iter(qn("wp:docPr")))
    assert "科技金融：本期 2，上期 3；" in drawn[0].get("descr")
    assert "基金规模：本期 50，上期 —" in drawn[1].get("descr")


def test_a_week_without_a_week_before_draws_one_series():
    week = make_briefing()
    alone = replace(week, themes=tuple(replace(row, previous=None, previous_stories=None) for row in week.themes))
    chart = parts_of(make_docx(alone))["word/charts/chart1.xml"].decode()
    assert chart.count("<c:ser>") == 1 and "上期" not in chart


# ---------------------------------------------------------------- the way back


@each_briefing
def test_every_printed_sentence_is_read_back_with_its_source(briefing, tmp_path):
    path = tmp_path / "briefing.docx"
    path.write_bytes(make_docx(briefing))
    assert read_quotes(path) == printed_quotes(briefing)
    assert [(s.number, s.title) for s in read_sources(path)] == [(s.number, s.title) for s in briefing.sources]
    assert [s.url for s in read_sources(path)] == [s.url for s in briefing.sources]


def change_document(path: Path, change) -> None:
    parts = parts_of(path.read_bytes())
    changed = change(parts["word/document.xml"].decode())
    assert changed != parts["word/document.xml"].decode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, changed.encode() if name == "word/document.xml" else content)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("产线设在江城高新区", "产线设在江城高薪区", 1),
        lambda xml: xml.replace("公司做车规级控制芯片", "公司做车规级</w:t></w:r><w:r><w:t>超控制芯片", 1),
        lambda xml: xml.replace("battery plant near", "battery plant  near", 1),
        lambda xml: xml.replace(">[5]<", ">[4]<", 1),
        lambda xml: xml.replace('w:anchor="source_5"', 'w:anchor="source_4"', 1),
        lambda xml: xml.replace(
            'w:val="KeySentence"/></w:pPr>', 'w:val="KeySentence"/></w:pPr><w:r><w:t>新</w:t></w:r>', 1
        ),
    ],
    ids=["a character", "an insertion in a run of its own", "a blank", "a number", "a link", "words before"],
)
def test_a_changed_sentence_shows(change, tmp_path):
    path = tmp_path / "briefing.docx"
    path.write_bytes(make_docx(make_briefing()))
    change_document(path, change)
    assert read_quotes(path) != printed_quotes(make_briefing())


def test_a_sentence_added_without_a_source_shows(tmp_path):
    path = tmp_path / "briefing.docx"
    path.write_bytes(make_docx(make_briefing()))
    added = '<w:p><w:pPr><w:pStyle w:val="KeySentence"/></w:pPr><w:r><w:t>凭空一句。</w:t></w:r></w:p>'
    change_document(path, lambda xml: (added + "<w:sectPr").join(xml.rsplit("<w:sectPr", 1)))
    assert read_quotes(path)[-1] == ("凭空一句。", 0)


def test_a_file_that_is_not_word_is_refused(tmp_path):
    path = tmp_path / "briefing.docx"
    path.write_bytes(b"no zip")
    with pytest.raises(VerifyError, match=r"briefing\.docx: cannot be read as a Word file"):
        read_quotes(path)


# ---------------------------------------------------------------- text from outside


def test_hostile_text_prints_literally_and_breaks_nothing(tmp_path):
    week = make_briefing(title=NASTY, desk=NASTY)
    source = replace(week.sources[0], title=NASTY, outlet=NASTY, file=NASTY)
    entry = replace(week.sections[0].entries[0], title=NASTY, outlet=NASTY)
    section = replace(week.sections[0], entries=(entry,), keywords=(Keyword(NASTY, 1, 0),))
    deal = replace(week.deals[0], name=NASTY, parties=(NASTY,), type=NASTY, id=NASTY)
    week = replace(week, sources=(source, *week.sources[1:]), sections=(section,), deals=(deal,))
    data = make_docx(week)
    document = docx.Document(io.BytesIO(data))
    shown = "{{ desk }} {% for x in y %}{_{ <w:p> & ]]> =1+1  gnp. 完"
    assert document.paragraphs[0].text == shown == printable(NASTY)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings[0] == shown
    assert document.tables[1].rows[1].cells[0].text == shown
    for name, content in parts_of(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


@given(st.text())
def test_printable_text_survives_xml_and_is_stable(text):
    clean = printable(text)
    assert etree.fromstring(etree.tostring(_element(clean), encoding="utf-8")).text in (clean, None)
    assert printable(clean) == clean and "\n" not in clean


def _element(text: str):
    element = etree.Element("t")
    element.text = text
    return element


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a?b=1&c=2#d", "https://news.example/a?b=1&c=2#d"),
        ("http://news.example:8080/新闻/1 2.html", "http://news.example:8080/%E6%96%B0%E9%97%BB/1%202.html"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("HTTPS://News.Example", "https://news.example"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//news.example/a", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://a b/c", None),
        ("https://user:word@news.example/", None),
        ("https://news.example:99999/", None),
        ("https://news.example/" + "a" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_are_linked(url, link):
    assert parse_link(url) == link


@given(st.one_of(st.text(), st.text().map("https://".__add__), st.text().map("https://a.example/".__add__)))
def test_a_link_is_ascii_without_blanks(url):
    link = parse_link(url)
    assert link is None or re.fullmatch(r"https?://[!-~]+", link)


def test_an_unsafe_address_is_printed_without_a_link(tmp_path):
    week = make_briefing()
    sources = tuple(replace(source, url="javascript:alert(1)") for source in week.sources)
    data = make_docx(replace(week, sources=sources))
    assert b"javascript" not in b"".join(parts_of(data).values())


# ---------------------------------------------------------------- the same bytes


@each_briefing
def test_the_same_briefing_gives_the_same_bytes(briefing):
    assert make_docx(briefing) == make_docx(briefing)


def test_freezing_twice_changes_nothing_more():
    when = datetime(2025, 7, 20, tzinfo=UTC)
    data = make_docx(make_briefing())
    assert freeze_zip(data, when=when) == freeze_zip(freeze_zip(data, when=when), when=when)
    later = freeze_zip(data, when=datetime(2026, 1, 1, tzinfo=UTC))
    changed = [name for name, content in parts_of(later).items() if content != parts_of(data)[name]]
    assert changed == ["docProps/core.xml"]


# ---------------------------------------------------------------- the template


def changed_template(path: Path, change) -> Path:
    document = docx.Document(io.BytesIO(read_template(None)))
    change(document)
    document.save(path)
    return path


def test_an_edited_template_changes_the_issue(tmp_path):
    def edit(document):
        place = next(p for p in document.paragraphs if p.text == "{{ label.highlights }}")
        place.runs[0].text = "{{ number }} 号要闻"
        document.styles["Heading 1"].font.size = docx.shared.Pt(20)

    template = changed_template(tmp_path / "own.docx", edit)
    document = document_of(make_briefing(), template=template)
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0].text == "29 号要闻" and headings[0].style.font.size == docx.shared.Pt(20)


def test_chapters_follow_the_order_of_the_template(tmp_path):
    def edit(document):
        by_text = {p.text: p._p for p in document.paragraphs}
        for text in ("{{ label.records }}", "{{ records }}"):
            by_text["{{ label.highlights }}"].addprevious(by_text[text])

    document = document_of(make_briefing(), template=changed_template(tmp_path / "own.docx", edit))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["交易·基金·项目", "本期要点", "数据一览"]
    contents = [p.text for p in document.paragraphs if p.style.name == "toc 1"]
    assert [line.split("\t")[0] for line in contents] == headings


def test_a_template_may_leave_out_what_is_not_needed(tmp_path):
    def edit(document):
        for paragraph in list(document.paragraphs):
            if any(word in paragraph.text for word in ("contents", "charts", "figures")):
                paragraph._element.getparent().remove(paragraph._element)

    document = document_of(make_briefing(), template=changed_template(tmp_path / "short.docx", edit))
    assert len(document.tables) == 3 and "目录" not in text_of(document)


@pytest.mark.parametrize("name", ["Key Sentence", "Source Number", "Briefing Table"])
def test_a_template_without_a_style_is_refused_by_its_name(name, tmp_path):
    def remove(document):
        element = document.styles[name].element
        element.getparent().remove(element)

    with pytest.raises(TemplateError, match=rf"own\.docx: lacks the style {name} .*add a style of that name"):
        make_docx(make_briefing(), template=changed_template(tmp_path / "own.docx", remove))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ sources }}", "none", r"lacks \{\{ sources \}\}; write it"),
        ("{{ sources }}", "{{ source }}", r"lacks \{\{ sources \}\}"),
        ("{{ charts }}", "{{ chart }}", r"does not know \{\{ chart \}\}; it may use"),
        ("{{ charts }}", "{{ charts", r"not closed|not written right"),
        ("{{ charts }}", "{{ themes }}", r"\{\{ themes \}\} must stand once"),
        ("{{ charts }}", "Charts: {{ charts }}", r"\{\{ charts \}\} must stand once, in a paragraph of its own"),
        ("{{ label.sources }}", "{{ label.sauces }}", r"sauces"),
        ("{{ sources }}", "{% if number > 99 %}{{ sources }}{% endif %}", r"\{\{ sources \}\} must stand in the body"),
    ],
)
def test_a_template_with_a_wrong_field_is_refused(old, new, message, tmp_path):
    def write(document):
        place = next(p for p in document.paragraphs if p.text == old)
        place.runs[0].text = new

    with pytest.raises(TemplateError, match=message):
        make_docx(make_briefing(), template=changed_template(tmp_path / "own.docx", write))


def test_a_template_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(TemplateError, match="cannot be read"):
        make_docx(make_briefing(), template=tmp_path / "none.docx")
    (tmp_path / "text.docx").write_text("text")
    with pytest.raises(TemplateError, match="is not a Word file"):
        make_docx(make_briefing(), template=tmp_path / "text.docx")


def write_label(key: str, words: str, column: int = 1):
    """An editor's change to a row of the table of labels."""

    def edit(document):
        row = next(row for table in document.tables for row in table.rows if row.cells[0].text == key)
        row.cells[column].paragraphs[0].runs[0].text = words

    return edit


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("story.also", "同题报道"),
        ("column.parties", "各方"),
        ("caption.deal", "附表{number} 成交"),
        ("empty.deal", "（未见交易）"),
        ("chart.themes_caption", "图示{number} 各主题"),
        ("figure.articles", "收到稿件"),
        ("method.currency", "币种分列。"),
        ("field.sources", "出处"),
    ],
)
def test_a_label_changed_in_the_template_is_printed(key, words, tmp_path):
    week = make_empty_briefing() if key.startswith("empty.") else make_briefing()
    template = changed_template(tmp_path / "own.docx", write_label(key, words))
    before = read_labels("labels_docx.toml").words[key].split("{")[0]
    printed, was = (text_of(document_of(week, template=path)) for path in (template, None))
    assert words.split("{")[0] in printed and before in was
    assert printed.count(before) < was.count(before)
    assert text_of(document_of(make_briefing(lang="en"), template=template)) == text_of(
        document_of(make_briefing(lang="en"))
    )


def test_every_label_may_hold_all_its_values(tmp_path):
    """Whatever an editor makes of the braces that the table shows, an issue can be printed."""

    def edit(document):
        (table,) = [table for table in document.tables if table.rows[0].cells[0].text == "{{ labels }}"]
        for row in table.rows[1:]:
            places = sorted({place for cell in row.cells[1:] for place in re.findall(r"\{\w+\}", cell.text)})
            for cell in row.cells[1:]:
                cell.paragraphs[0].runs[0].text = "".join(places) + "·"

    template = changed_template(tmp_path / "own.docx", edit)
    for briefing in BRIEFINGS.values():
        make_docx(briefing, template=template)


def test_the_table_of_labels_is_not_printed_and_may_be_missing(tmp_path):
    def remove(document):
        for table in document.tables:
            table._tbl.getparent().remove(table._tbl)

    with_it, without = make_docx(make_briefing()), changed_template(tmp_path / "own.docx", remove)
    assert "story.also" not in text_of(document_of(make_briefing()))
    assert not [p for p in document_of(make_briefing()).paragraphs if p.style.name == "Editor Note"]
    assert text_of(document_of(make_briefing(), template=without)) == text_of(docx.Document(io.BytesIO(with_it)))


def test_the_templates_hold_every_label_in_both_languages():
    for name in TEMPLATES:
        (table,) = docx.Document(io.BytesIO(read_template(Path(name)))).tables
        shown = {row.cells[0].text: row.cells for row in table.rows}
        for column, lang in enumerate(("zh", "en"), 1):
            labels = read_labels("labels_docx.toml", lang=lang)
            for group in ("field", "empty", "story", "column", "figure", "unit", "chart", "caption", "method", "problem"):
                for key, words in labels.group(group).items():
                    assert shown[f"{group}.{key}"][column].text == words


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (write_label("story.also", "另见{n}"), r'own\.docx: the label story\.also \(zh\) is "另见\{n\}"; it takes no braces'),
        (write_label("caption.deal", "表 {no}"), r"the label caption\.deal .*it may use \{number\}"),
        (write_label("caption.deal", "表 {number"), r"the label caption\.deal .*it may use \{number\}"),
        (write_label("story.also", "story.alsoo", 0), r'no "story\.alsoo"; delete the row, or copy its key'),
        (write_label("{{ labels }}", "fr", 2), r"has the column fr; its columns are \{\{ labels \}\}, zh, en"),
    ],
)
def test_a_wrong_label_is_refused_by_its_key(edit, message, tmp_path):
    template = changed_template(tmp_path / "own.docx", edit)
    with pytest.raises(TemplateError, match=message):
        make_docx(make_briefing(), template=template)


def test_an_unusable_template_is_refused_before_anything_is_read(tmp_path):
    def remove(document):
        document.styles["Key Sentence"].element.getparent().remove(document.styles["Key Sentence"].element)

    template = changed_template(tmp_path / "own.docx", remove)
    words = ["build", str(tmp_path / "not there"), "--template", str(template), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(commands, words)
    assert isinstance(done.exception, TemplateError) and done.exception.exit_code == 2
    assert "lacks the style Key Sentence" in str(done.exception)
    for name in TEMPLATES:
        check_template(Path(name), lang="en")


def test_an_empty_line_under_a_heading_keeps_with_the_chapter(tmp_path):
    def edit(document):
        place = next(p for p in document.paragraphs if p.text == "{{ highlights }}")
        place.insert_paragraph_before("")

    document = document_of(make_briefing(), template=changed_template(tmp_path / "own.docx", edit))
    at = next(n for n, p in enumerate(document.paragraphs) if p.text == "本期要点" and p.style.name == "Heading 1")
    assert document.paragraphs[at + 1].text == "" and document.paragraphs[at + 1].paragraph_format.keep_with_next
    assert not document.paragraphs[at + 2].paragraph_format.keep_with_next


def test_a_story_of_many_outlets_names_a_few_and_counts_the_rest():
    document = document_of(make_crowd(30))
    (line,) = [p.text for p in document.paragraphs if p.style.name == "See Also"]
    assert line.count("[") == 8 and line.endswith("；另有 3 篇见附录")


def test_a_story_says_how_it_stands_to_earlier_issues():
    week = make_briefing()
    standing = Standing(state="updated", first_issue=27, thread="S-27", last_issue=28)
    story = week.sections[0].entries[0].story.id
    told = replace(week.sections[0], repeated=3)
    figures = (*week.figures, Figure("stories_repeated", Decimal(3), None), Figure("records_new", Decimal(2), None))
    week = replace(week, standings={story: standing}, sections=(told, week.sections[1]), figures=figures)
    text = text_of(document_of(week))
    assert format_standing(standing, read_labels("labels_docx.toml")) in text.splitlines()
    assert "其中 3 件前期已报道，不再刊印" in text
    assert "其中前期已报道（件）" in text and "新增记录（条）" in text


def test_an_english_sentence_that_names_a_thing_in_chinese_is_set_as_english():
    week = make_briefing()
    text = "The bonds, known as 科创债 at home, give investment firms another way to raise money this year."
    quote = replace(week.highlights[0], text=text)
    section = replace(week.sections[0], summary=(quote,))
    document = document_of(replace(week, sections=(section,)))
    assert [p.style.name for p in document.paragraphs if text in p.text] == ["English Summary"]


def test_names_in_latin_letters_are_parted_by_commas():
    week = make_briefing()
    deal = replace(week.deals[0], parties=("Northwind Storage", "远山资本", "Harrow Bio", "北岭创投"))
    table = document_of(replace(week, deals=(deal,))).tables[1]
    assert table.rows[1].cells[2].text == "Northwind Storage, 远山资本、Harrow Bio, 北岭创投"


def test_no_row_of_a_table_stands_alone_on_a_page():
    for table in document_of(make_long_briefing()).tables:
        kept = [bool(row._tr.xpath(".//w:keepNext")) for row in table.rows][1:]
        assert not kept[-1] and (len(kept) == 1 or (kept[0] and kept[-2]))


def test_the_contract_of_styles_is_kept_by_the_package_template():
    names = {style.name for style in docx.Document(io.BytesIO(read_template(None))).styles}
    folded = {name.lower() for name in names}
    assert {name.lower() for name in (*PARAGRAPH_STYLES, *CHARACTER_STYLES, *TABLE_STYLES)} <= folded


def test_the_contract_is_documented():
    page = (Path(docx_module.__file__).parent.parent / "templates" / "README.md").read_text(encoding="utf-8")
    for name in (*PARAGRAPH_STYLES, *CHARACTER_STYLES, *TABLE_STYLES):
        assert name in page
    for name in (*BLOCKS, *MASTHEAD):
        assert f"{{{{ {name}" in page, name
    assert sorted(re.findall(r"\{\{ (\w+) \}\}` \(needed\)", page)) == sorted(NEEDED)


def test_both_languages_have_the_same_labels():
    chinese, english = (read_labels("labels_docx.toml", lang=lang).words for lang in ("zh", "en"))
    different = {key for key in set(chinese) ^ set(english) if not key.startswith("currency.")}
    assert different == {"date.months"}
