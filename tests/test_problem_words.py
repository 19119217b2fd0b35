"""Every message about an input has its Chinese, and none loses what it says of the input."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from briefing.config import read_table
from briefing.types import Problem
from briefing.write.docx import make_docx
from briefing.write.markdown import make_markdown
from briefing.write.problem_words import TABLE, say_problem
from factories import make_briefing

INGEST = Path(__file__).parent.parent / "src" / "briefing" / "ingest"
FILLED = "7"  # what stands in a blank


def words_of(node: ast.expr) -> str | None:
    """A literal's text with its blanks filled; None for what is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else FILLED for part in node.values)
    return None


def messages() -> Iterator[str]:
    """What `ingest` raises as Unreadable, wherever the words stand in the call itself."""
    for path in sorted(INGEST.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Unreadable":
                choices = [node.args[0]]
                if isinstance(node.args[0], ast.IfExp):
                    choices = [node.args[0].body, node.args[0].orelse]
                yield from (words for choice in choices if (words := words_of(choice)))


@pytest.mark.parametrize("message", sorted(set(messages())))
def test_every_reason_for_not_reading_a_file_is_said_in_chinese(message: str) -> None:
    said = say_problem(message, "zh")
    assert said != message, f"{TABLE}: add a line for this message"
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", said)
    assert say_problem(message, "en") == message


def test_both_sides_of_a_line_have_the_same_blanks() -> None:
    for message, words in read_table(TABLE)["zh"].items():
        left, right = (set(re.findall(r"{(\w+)}", text)) for text in (message, words))
        assert right == left, message


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("row 4: no text; fill the column text (正文) or delete the row", "第 4 行：没有正文；请填写“正文”栏或删除该行"),
        ("lines 3, 5 and 8: not valid JSON; mend or delete the line", "第 3、5、8 行：不是有效的 JSON；请修正或删除该行"),
        (
            "entries 1, 2 and 40 more: no text beside the title; read the page itself",
            "第 1、2 行等（另有 40 行）：标题之外没有正文；请读取网页本身",
        ),
    ],
)
def test_rows_and_what_is_wrong_with_them_are_said_together(message: str, said: str) -> None:
    assert say_problem(message, "zh") == said


@pytest.mark.parametrize("message", ["江边小城: 新闻", "note: something of its own", "", "is a"])
def test_negative_other_text_stays_as_it_is(message: str) -> None:
    assert say_problem(message, "zh") == message


@pytest.mark.parametrize(("lang", "said"), [("zh", "空文件"), ("en", "is empty")])
def test_the_document_and_the_markdown_speak_the_language_of_the_issue(lang: str, said: str):
    problems = (Problem("leer.txt", "is empty; get a whole copy or delete it"),)
    week = make_briefing(lang=lang, problems=problems, coverage=())
    told = "\n".join(p.text for p in docx.Document(io.BytesIO(make_docx(week))).paragraphs)
    for text in (told, make_markdown(week).decode()):
        (line,) = (line for line in text.splitlines() if "leer.txt" in line)
        assert said in line, line
