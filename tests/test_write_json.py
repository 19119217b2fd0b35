"""The issue for machines: everything the documents say, in one documented shape."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from briefing.types import Money, Span
from briefing.write import json as write_json
from briefing.write.json import make_json, plain
from factories import make_articles, make_briefing, make_deals, make_empty_briefing

TOP = (
    "schema version title desk issue period lang highlights figures keywords sections deals funds projects conflicts reviews sources "
    "articles stories themes coverage rates counts problems"
)


def read(**changes) -> dict:
    return json.loads(make_json(make_briefing(**changes)))


def test_the_documented_keys_stand_in_their_order():
    issue = read()
    assert list(issue) == TOP.split()
    assert issue["schema"] == "briefing/1"
    assert all(re.search(rf"\b{key}\b", write_json.__doc__ or "") for key in issue)


def test_an_empty_week_has_all_keys_too():
    issue = json.loads(make_json(make_empty_briefing()))
    assert list(issue) == TOP.split()
    assert issue["deals"] == issue["articles"] == []
    assert issue["period"] == {"first": None, "last": None, "is_asked": False}


def test_every_quote_and_every_evidence_is_a_slice_of_its_article():
    issue, texts = read(), {article.id: article.text for article in make_articles()}
    quotes = [*issue["highlights"], *(a["key_sentence"] for a in issue["articles"] if a["key_sentence"])]
    for section in issue["sections"]:
        quotes += [*section["summary"], *(quote for entry in section["entries"] for quote in entry["quotes"])]
    quotes += [e for kind in ("deals", "funds", "projects") for record in issue[kind] for e in record["evidence"]]
    assert len(quotes) > 10
    for quote in quotes:
        start, end = quote["span"]
        assert texts[quote["article"]][start:end] == quote["text"]
        assert quote["raw"] == quote["span"]


def test_a_record_has_all_its_fields():
    (deal,) = read()["deals"]
    assert (deal["kind"], deal["id"], deal["type"], deal["round"]) == ("deal", "D-4f1c09", "funding", "b")
    assert deal["money"] == {
        "text": "3亿元",
        "currency": "CNY",
        "value": 300000000,
        "low": 300000000,
        "high": 300000000,
        "precision": "exact",
        "span": [6, 9],
        "role": "total",
        "is_currency_assumed": False,
    }
    assert deal["valuation"] is None and deal["parties"] == ["远山资本", "北岭创投"]


def test_stories_themes_and_coverage():
    issue = read()
    assert issue["stories"][0] == {
        "id": "S001", "lead": "A0000000001", "also": ["A0000000002"], "repeats": [], "related": [], "why": [], "standing": None,
    }  # fmt: skip
    assert issue["themes"][-1] == {
        "theme": "off", "name": None, "articles": 0, "stories": 0, "previous": None, "keywords": [],
    }  # fmt: skip
    assert issue["themes"][0]["keywords"][1] == {"text": "融资", "articles": 2, "previous": 0}
    assert issue["sections"][0]["keywords"] == issue["themes"][0]["keywords"]
    assert issue["keywords"][0] == {"text": "产业园", "articles": 2, "previous": 1}
    broken = issue["coverage"][-1]
    assert (broken["form"], broken["sha256"], broken["problem"]["severity"]) == (None, None, "error")
    assert issue["counts"]["found"] == sum(row["used"] + row["merged"] + row["skipped"] for row in issue["coverage"])


def test_names_of_themes_follow_the_language():
    assert read(lang="en")["sections"][0]["name"] == "Technology finance"
    assert read()["sections"][0]["name"] == "科技金融"


def test_characters_stand_as_they_are_and_spans_on_one_line():
    text = make_json(make_briefing()).decode()
    assert "江城微芯" in text and "\\u" not in text
    assert '"span": [0, 29]' in text


def test_text_that_looks_like_a_span_is_left_alone():
    odd = "[\n 1,\n 2\n]"
    assert read(title=odd)["title"] == odd


def test_same_bytes_for_the_same_briefing():
    assert make_json(make_briefing()) == make_json(make_briefing())


def test_numbers_are_numbers():
    assert plain(Decimal("300000000")) == 300000000 and isinstance(plain(Decimal("3E+8")), int)
    assert plain(Decimal("0.25")) == 0.25
    assert plain(Decimal("NaN")) is None and plain(Decimal("1E+999999")) is None


@given(st.text())
def test_any_text_survives(text):
    title = json.loads(make_json(make_briefing(title=text)))["title"]
    assert title == text.encode("utf-8", "replace").decode()


def test_an_endless_amount_does_not_stop_the_writer():
    money = Money("x", "CNY", Decimal("1E+999999"), None, None, "exact", Span(0, 1))
    assert read(deals=(replace(make_deals()[0], money=money),))["deals"][0]["money"]["value"] is None
