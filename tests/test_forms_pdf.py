"""PDF: columns in reading order, paragraphs whole, running heads out, and what has no text is said."""

from __future__ import annotations

from textwrap import wrap

import pytest

from briefing.ingest.containers.pdf import read_pdf
from briefing.ingest.containers.pdf_layout import Line, without_running_heads
from briefing.ingest.contents import Contents, Unreadable
from tests.pdf_files import PICTURE, Word, page, pdf_of

STORY = (
    "江岸新区管委会十八日宣布设立芯片产业基金，总规模二十亿元，首期五亿元已经到位，由区属平台公司出资。",
    "基金将投向设计、封装和设备企业，存续期八年，管理人为江岸创投，首批储备项目有十七个，多数在当地落户。",
    "业内人士说，此举能补上本地产业链的短板，也为后来的社会资本打下底子，第二期规模要看明年的投放进度。",
    "新区还将拿出四百亩土地建园，水电和管网由平台公司先行铺设，企业拎包入住，租金头三年减半收取。",
)
ENGLISH = (
    "The harbour district set up a fund of two billion yuan for makers of chips, officials said on Friday.",
    "Its first close of half a billion is done and the money comes from a company that the district owns.",
    "A local manager will invest it over eight years in design, packaging and testing equipment firms.",
    "Seventeen projects wait for it, most of them within the boundaries of the district, the manager said.",
)
SIZE = 10


def columns(texts: tuple[str, ...], width: int, *, indent: str = "") -> list[str]:
    """The lines of a column of so many characters."""
    return [line for text in texts for line in wrap(indent + text, width, drop_whitespace=" " in text)]


def placed(lines: list[str], left: float, top: float = 700, step: float = 14) -> list[Word]:
    """Lines of a column under each other; an indented one is moved, as print has it."""
    return [
        (left + 2 * SIZE * line.startswith("　　"), top - step * number, line.strip("　"))
        for number, line in enumerate(lines)
    ]


def lines_of(contents: Contents) -> list[str]:
    return contents.passages[0].raw.split("\n")


def in_rows(*parts: list[Word]) -> list[Word]:
    """The words of a page line by line across its columns: the order some programs write them in."""
    return sorted((word for part in parts for word in part), key=lambda word: (-word[1], word[0]))


@pytest.mark.parametrize("is_by_rows", [False, True], ids=["by columns", "by rows"])
def test_columns_are_read_one_after_the_other(is_by_rows: bool) -> None:
    left = placed(columns(STORY[:2], 20, indent="　　"), 50)
    right = placed(columns(STORY[2:], 20, indent="　　"), 300)
    head = [
        (50.0, 740.0, "江岸新区设立二十亿元芯片基金"),
        (50.0, 726.0, "首期五亿元已经到位，十七个项目等待投放，明年再看第二期"),
    ]
    words = [*head, *(in_rows(left, right) if is_by_rows else [*left, *right])]
    contents = read_pdf(pdf_of(page(words)))
    assert lines_of(contents)[-4:] == list(STORY)
    assert "columns" in contents.why


def test_three_columns_in_english_by_rows() -> None:
    texts = [columns((*ENGLISH[n:], *ENGLISH[:n]), 24) for n in range(3)]
    words = in_rows(*(placed(lines, left, step=12) for lines, left in zip(texts, (40, 220, 400), strict=True)))
    read_back = " ".join(lines_of(read_pdf(pdf_of(page(words)))))
    assert read_back == " ".join(text for n in range(3) for text in (*ENGLISH[n:], *ENGLISH[:n]))


def test_a_table_is_no_column() -> None:
    rows = [
        (left, 600.0 - 14 * n, f"江岸{n}号" if left == 50 else f"{n}亿元") for n in range(8) for left in (50.0, 300.0)
    ]
    words = [*placed(columns(STORY[:1], 46), 50), *rows]
    found = lines_of(read_pdf(pdf_of(page(words))))
    assert found[0] == STORY[0]
    assert found[1:] == [f"江岸{n}号\t{n}亿元" for n in range(8)]


def test_paragraphs_go_on_over_pages() -> None:
    lines = columns(STORY, 40, indent="　　")
    pages = [page(placed(part, 50)) for part in (lines[:4], lines[4:])]
    assert lines_of(read_pdf(pdf_of(*pages))) == list(STORY)


def test_words_broken_at_the_margin_become_whole() -> None:
    lines = [
        "The district owns the land and the semi-",
        "conductor park on it, a long-term deal that",
        "the manager calls a rare one. The long-",
        "term lease ends in the year 2050.",
    ]
    (text,) = lines_of(read_pdf(pdf_of(page(placed(lines, 50)))))
    assert "semiconductor park" in text and "The long-term lease" in text


TOLD = ("", "家企业已经落户。", "亿元先行到位。", "个项目等着开工。", "条道路年内修通。")
HEADS = [(50.0, 800.0, "江岸日报"), (400.0, 800.0, "二〇二五年七月十八日")]


def test_running_heads_and_page_numbers_are_left_out_and_figures_stay() -> None:
    bodies = [placed(columns(STORY[n : n + 1], 40), 50) for n in range(4)]
    pages = [
        page(
            [*HEADS, *body, (50.0, 590.0 - 20 * n, f"1{n}"), (50.0, 576.0 - 20 * n, TOLD[n]), (280.0, 30.0, f"- {n} -")]
        )
        for n, body in enumerate(bodies, start=1)
    ]
    found = lines_of(read_pdf(pdf_of(*pages)))
    assert not any("江岸日报" in line or "- 1 -" in line or "二〇二五" in line for line in found)
    assert [line for line in found if line in STORY] == list(STORY)
    assert all(f"1{n}" in "".join(found) for n in range(1, 5))


def test_heads_of_left_and_right_pages_differ() -> None:
    def line(text: str, bottom: float) -> Line:
        return Line(text, 50, bottom, 300, bottom + 10)

    pages = [
        (line(("江岸日报", "要闻版")[n % 2], 800), line(STORY[n % 4], 700), line(f"第 {n} 页 共 8 页", 30))
        for n in range(8)
    ]
    assert without_running_heads(pages) == [(one,) for _, one, _ in pages]


def test_a_phrase_that_comes_again_is_no_running_head() -> None:
    pages = [page(placed([*columns(STORY[n : n + 1], 30), "新区日报记者报道"], 50, top=800 - 31 * n)) for n in range(4)]
    assert sum("新区日报记者报道" in line for line in lines_of(read_pdf(pdf_of(*pages)))) == 4


def test_a_scanned_page_is_named_and_a_blank_one_is_not() -> None:
    text = page(placed(columns(STORY, 40), 50))
    contents = read_pdf(pdf_of(text, b"", PICTURE, text))
    assert contents.reservations == ("page 3 has no text (a scan); run it through OCR, or give its text",)
    both = read_pdf(pdf_of(PICTURE, text, PICTURE))
    assert both.reservations[0].startswith("pages 1 and 3 have no text (scans)")


def test_a_file_of_scans_is_refused_with_the_remedy() -> None:
    with pytest.raises(Unreadable, match=r"scanned PDF \(2 pages.*OCR"):
        read_pdf(pdf_of(PICTURE, PICTURE))
