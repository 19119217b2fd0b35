"""Headlines that a text states after 原标题: they are the title, never the first or last words of the body."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from briefing.config import Config
from briefing.ingest.split import make_document, split_articles

BODY = (
    "昨日，第一批十二家企业与园区签约入驻，总投资三十亿元。园区负责人林晓表示，项目明年底建成投产。\n\n"
    "远山资本将参与园区基金，规模五亿元，投向新材料与装备。"
)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "original_titles.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].replace("\n", " ")[:24])
def test_the_stated_headline_is_no_part_of_the_body(case: dict[str, str]) -> None:
    document = make_document(case["text"].format(body=BODY), id="a", doc="a", file="a.txt")
    (article,) = split_articles(document, Config())
    assert (article.title, article.outlet) == (case["title"], case.get("outlet"))
    assert article.text == BODY


def test_a_time_that_counts_back_is_read_against_the_day_in_the_files_name() -> None:
    text = f"园区二期开工\n\n昨天 14:30\n\n{BODY}"
    named, unnamed = (
        split_articles(make_document(text, id="a", doc="a", file=file), Config())[0]
        for file in ("2031-03-04.txt", "a.txt")
    )
    assert str(named.published) == "2031-03-03 14:30:00+08:00"
    assert unnamed.published is None
