"""Search: nothing is missed, nothing is found that is not there, and every hit shows where."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_weeks import make_issue
from briefing.archive import Archive
from briefing.archive.search.candidates import RANKED
from briefing.archive.search.find import find, make_filters, search
from briefing.archive.search.fold import find_tokens, fold, stem
from briefing.archive.search.index import find_unindexed, rebuild, register
from briefing.archive.search.query import parse_query
from briefing.errors import ArchiveError, UsageError
from search_entries import open_rows, put_article, put_issue, put_record

# Few characters, so that words meet by chance; some the same to a search (國国, Ａa, éé, 3３), some that bind or part.
LETTERS = "国國际際发發髮AaＡéE3３.5 ，。\n-"
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=14)
NO_FILTERS = make_filters(since=None, until=None, theme=None, outlet=None, issue=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "briefing.db"


@pytest.fixture
def rows(path: Path):
    connection = open_rows(path)
    yield connection
    connection.close()


def ids(path: Path, query: str, **asked) -> list[str]:
    return [hit.id for hit in search(query, archive=path, kinds=("article",), **asked)]


# ---------------------------------------------------------------- what is the same


@given(st.text(max_size=30) | TEXTS)
def test_folding_keeps_the_length_and_is_done_at_once(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30) | TEXTS, st.data())
def test_a_slice_folds_as_in_its_text(text: str, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text[start:end]) == fold(text)[start:end]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("腦機接口", "脑机接口"),
        ("ＡＩ３．５", "ai3.5"),
        ("Société", "societe"),
        ("頭髮發展", "头发发展"),
        ("ΣΑΣ", "σασ"),
    ],
)
def test_what_is_the_same_folds_to_the_same(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "family",
    [
        "raise raises raised raising", "company companies", "plan planned planning", "acquire acquires acquired acquiring",
        "finance financing financed", "carry carries carried", "process processes", "sell sells selling", "chips chip",
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(family: str):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "words", ["news new", "bring bred", "speed spe", "business busines", "us u", "is i", "string str"]
)
def test_other_words_keep_apart(words: str):
    one, other = words.split()
    assert stem(one) != stem(other)


# ---------------------------------------------------------------- exact


def _stands_in(query: str, *texts: str) -> bool:
    """By brute force: whether the units of a phrase stand so in a text, tried at each place."""
    (group,) = parse_query(f'"{query}"').groups
    return any(True for text in texts for _ in group[0].find(fold(text)))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_every_slice_finds_all_texts_that_hold_it_and_no_other(tmp_path_factory, texts: list[str], data):
    path = tmp_path_factory.mktemp("exact") / "a.db"
    connection = open_rows(path)
    for n, text in enumerate(texts):
        put_article(connection, text if n % 2 else "空", text if n % 2 == 0 else None)
    connection.close()
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    query = text[start : start + data.draw(st.integers(1, 5))]
    if not parse_query(f'"{query}"'):
        assert ids(path, f'"{query}"') == []
        return
    wanted = {f"A{n + 1}" for n, text in enumerate(texts) if _stands_in(query, text)}
    assert set(ids(path, f'"{query}"')) == wanted
    assert find(f'"{query}"', archive=path, filters=NO_FILTERS, kinds=("article",)).total == len(wanted)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(alphabet="新国际发展", min_size=1, max_size=12), min_size=1, max_size=8),
    st.text(alphabet="新国际发展", min_size=1, max_size=4),
)
def test_chinese_words_are_found_as_substrings(tmp_path_factory, texts: list[str], word: str):
    """The oracle is `in`: it shares nothing with the search."""
    path = tmp_path_factory.mktemp("han") / "a.db"
    connection = open_rows(path)
    numbers = [put_article(connection, text) for text in texts]
    connection.close()
    wanted = {f"A{n}" for n, text in zip(numbers, texts, strict=True) if word in text}
    assert set(ids(path, word)) == wanted


def test_more_matches_than_are_ranked_are_counted_and_the_rarest_phrase_is_not_lost(path: Path, rows):
    first = put_article(rows, "北岭微芯落户江城。")
    rows.execute("BEGIN")
    for n in range(RANKED * 3):
        put_article(rows, f"北岭的第{n}家企业，微芯二字不相连，岭微也不相连。")
    rows.execute("COMMIT")
    assert ids(path, "北岭微芯") == [f"A{first}"]
    found = find("北岭", archive=path, filters=NO_FILTERS, kinds=("article",), n=5)
    assert (found.total, found.is_exact, len(found.hits)) == (RANKED * 3 + 1, True, 5)


def test_of_many_matches_those_without_a_word_are_counted(path: Path, rows):
    rows.execute("BEGIN")
    for n in range(RANKED * 3):
        put_article(rows, f"北岭第{n}厂扩产。" if n % 3 else f"北岭第{n}厂停产。")
    rows.execute("COMMIT")
    found = find("北岭 -停产", archive=path, filters=NO_FILTERS, kinds=("article",))
    assert (found.total, found.is_exact) == (RANKED * 2, True)


def test_of_frequent_words_an_old_title_is_still_ranked(path: Path, rows):
    old = put_article(rows, "全文。", "江城母基金成立", published="2024-01-01")
    for n in range(RANKED + 50):
        put_article(rows, f"第{n}条提到江城和母基金的消息。", published="2024-02-01")
    assert ids(path, "江城 母基金", n=1) == [f"A{old}"]


# ---------------------------------------------------------------- the words of a query


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("基金", "12"), ("基金 北岭", "1"), ("基金 -北岭", "2"), ("基金 NOT 北岭", "2"), ("北岭 OR 青川", "13"),
        ("北岭｜青川", "13"), ("（北岭 OR 青川） 医药", "3"), ("AI芯片", "3"), ("ＡＩ晶片 OR 芯片", "3"), ("fund", "45"), ("funds", "45"),
        ('"funds"', "5"), ('"raised capital"', "4"), ("“raise capital”", ""), ("raising capital", "45"), ("invest*", "5"),
        ("brain computer", "4"), ("brain-computer", "4"), ('"computer brain"', ""), ("3.5亿", "2"), ("5亿", ""), ("5", ""),
        ("-北岭 -基金 -医药", "45"), ("基金 基金", "12"), ("基 金", "12"), ("\u3000基金\u3000北岭", "1"), ("生物", "3"),
        ("and", "5"), ("AND", ""), ("成立。", "1"),
    ],
)  # fmt: skip
def test_queries(path: Path, rows, query: str, wanted: str):
    put_article(rows, "北岭市母基金成立。")
    put_article(rows, "江城引导基金完成3.5亿元首关。")
    put_article(rows, "青川生物医药项目采用AI 芯片。")
    put_article(rows, "The fund raised capital for brain-computer chips.")
    put_article(rows, "Two funds and investors: capital is raised elsewhere.")
    assert sorted(ids(path, query)) == [f"A{n}" for n in wanted]


ODD = st.text(alphabet="\"“”'*-^:()[]{}+.,;~!&|\\/#%<>=?@`$\x00 \n国aORNT", max_size=20)


@settings(max_examples=200, deadline=None)
@given(ODD | st.text(max_size=20))
def test_nothing_typed_raises(tmp_path_factory, query: str):
    path = tmp_path_factory.getbasetemp() / "odd.db"
    if not path.exists():
        connection = open_rows(path)
        put_article(connection, "国产a芯片。")
        connection.close()
    search(query, archive=path)


@pytest.mark.parametrize(
    "query", ["国" * 5000, "国产 " * 3000, "-国产 " * 500, " OR ".join(["国产"] * 900), "a" * 40_000]
)
def test_a_query_of_any_length_is_answered(path: Path, rows, query: str):
    put_article(rows, "国产芯片。")
    search(query, archive=path)


# ---------------------------------------------------------------- what a hit shows


def test_a_hit_shows_the_words_as_they_stand(path: Path, rows):
    text = "開頭一句。腦機接口企業完成融資。結尾一句。"
    number = put_article(
        rows, text, "腦機接口又一輪", outlet="江城日报", published="2025-07-16T08:00", url="https://a.example/1"
    )
    put_issue(rows, 29, "2025-07-14", "2025-07-20", [number])
    (hit,) = search("脑机接口 融资", archive=path)
    assert hit.text == "腦機接口企業完成融資。" and hit.text in text
    assert [hit.text[s.start : s.end] for s in hit.spans] == ["腦機接口", "融資"]
    assert [hit.title[s.start : s.end] for s in hit.title_spans] == ["腦機接口"]
    assert (hit.kind, hit.outlet, hit.published, hit.issue) == ("article", "江城日报", "2025-07-16T08:00", 29)
    assert (hit.url, hit.file) == ("https://a.example/1", "a.txt")


@pytest.mark.parametrize("query", ["5", "3", "ai", "fund"])
def test_only_whole_numbers_and_words_are_marked(path: Path, rows, query: str):
    put_article(rows, "3.5亿元，5家，3个，AI芯片，openai，ai2，aid，Fund，Funds，refund，Fundación。")
    (hit,) = search(query, archive=path)
    wanted = {"5": ["5"], "3": ["3"], "ai": ["AI"], "fund": ["Fund", "Funds"]}
    assert [hit.text[s.start : s.end] for s in hit.spans] == wanted[query]


def test_an_article_goes_with_the_first_issue_whose_week_it_is_of(path: Path, rows):
    number = put_article(rows, "北岭建厂。")
    for issue, week in ((28, "07"), (29, "14"), (30, "21")):
        put_issue(rows, issue, f"2025-07-{week}", f"2025-07-{week}", [number])
    rows.execute("UPDATE issue_articles SET in_window = 0 WHERE issue = 1")
    assert search("北岭", archive=path)[0].issue == 29


def test_words_in_two_sentences_show_both_and_no_sentence_hit(path: Path, rows):
    put_article(rows, "北岭建厂。中间一句。江城设基金。")
    (hit,) = search("北岭 基金", archive=path)
    assert hit.text == "北岭建厂。 … 江城设基金。"
    assert [hit.text[s.start : s.end] for s in hit.spans] == ["北岭", "基金"]
    assert search("北岭 基金", archive=path, kinds=("sentence",)) == ()
    (sentence,) = search("江城 基金", archive=path, kinds=("sentence",))
    assert (sentence.kind, sentence.text) == ("sentence", "江城设基金。")


def test_a_word_only_in_the_title_shows_the_first_sentence(path: Path, rows):
    put_article(rows, "第一句。第二句。", "北岭建厂")
    (hit,) = search("北岭", archive=path)
    assert (hit.text, hit.spans) == ("第一句。", ())


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("正文。北岭。", "北岭建厂"), ("北岭建厂。正文。", "标题")),  # the title counts more
        (("北岭基金成立。" + "无关。" * 42, None), ("北岭建厂。" + "无关。" * 40 + "设基金。", None)),  # near
        (("北岭。基金。", None), ("北岭。基金。" + "无关。" * 400, None)),  # a text about it
    ],
)
def test_what_fits_better_stands_first(path: Path, rows, better, worse):
    one = put_article(rows, better[0], better[1], published="2025-07-14")
    put_article(rows, worse[0], worse[1], published="2025-07-14")
    assert ids(path, "北岭 基金" if "基金" in better[0] else "北岭")[0] == f"A{one}"


def test_of_equals_the_newer_stands_first(path: Path, rows):
    for day in ("2025-07-14", "2024-07-14", "2025-01-14"):
        put_article(rows, "北岭建厂。", published=day)
    assert ids(path, "北岭") == ["A1", "A3", "A2"]


# ---------------------------------------------------------------- filters


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"since": "2025-07"}, "23"), ({"until": "2025-06"}, "1"), ({"since": "2025-W29", "until": "2025-W29"}, "2"),
        ({"since": "2025-07-14", "until": "2025-07-14"}, "2"), ({"since": "2025", "until": "2025"}, "123"),
        ({"theme": "chips"}, "3"), ({"outlet": "證券"}, "12"), ({"outlet": "无此报"}, ""), ({"issue": 29}, "2"), ({}, "1234"),
        ({"outlet": "证券", "since": "2025-07"}, "2"), ({"issue": 29, "theme": "chips"}, ""),
    ],
)  # fmt: skip
def test_filters(path: Path, rows, asked, wanted: str):
    put_article(rows, "北岭。", published="2025-06-30", outlet="江城证券报")
    second = put_article(rows, "北岭。", published="2025-07-14", outlet="证券日报")
    put_article(rows, "北岭。", published="2025-08-01", outlet="晚报", theme="chips")
    put_article(rows, "北岭。")
    put_issue(rows, 29, "2025-07-14", "2025-07-20", [second])
    assert sorted(ids(path, "北岭", **asked)) == [f"A{n}" for n in wanted]


@pytest.mark.parametrize("day", ["2025-13", "2025-W54", "2025-02-30", "July", "2025-7-1x", "", "0000", "25-07"])
def test_a_day_that_is_none_is_said(path: Path, rows, day: str):
    with pytest.raises(UsageError, match="since is"):
        search("北岭", archive=path, since=day)


def test_days_in_the_wrong_order_and_unknown_kinds_are_said(path: Path, rows):
    with pytest.raises(UsageError, match="exchange"):
        search("北岭", archive=path, since="2025-08", until="2025-07")
    with pytest.raises(UsageError, match="kind"):
        search("北岭", archive=path, kinds=("story",))


# ---------------------------------------------------------------- records


@pytest.fixture
def week(path: Path, rows):
    """Two issues: a deal told twice, a fund, a project without a sentence."""
    one = put_article(rows, "澜海科技完成A轮融资。", outlet="江城日报", published="2025-07-14", file="one.txt")
    two = put_article(rows, "澜海科技完成B轮融资。", outlet="证券日报", published="2025-07-21", theme="chips")
    first = put_issue(rows, 29, "2025-07-14", "2025-07-20", [one])
    second = put_issue(rows, 30, "2025-07-21", "2025-07-27", [two])
    put_record(
        rows, first, "D1", "澜海科技", place="青川市", parties=["远山资本"], aliases=["澜海"], evidence=[("A1", "澜海科技完成A轮融资。")],
        money={"text": "3亿元"}, stage="done",
    )  # fmt: skip
    put_record(rows, second, "D9", "澜海科技", thread="D1", evidence=[("own A2", "澜海科技完成B轮融资。")])
    put_record(rows, first, "F1", "北岭母基金", kind="fund", evidence=[("A1", "北岭母基金设立。")])
    put_record(rows, second, "P1", "北岭中试基地", kind="project")
    return rows


@pytest.mark.parametrize(
    ("query", "asked", "wanted"),
    [
        ("澜海", {}, ["D1 30"]), ("远山", {}, ["D1 29"]), ("青川", {}, ["D1 29"]), ("A轮", {}, ["D1 29"]), ("北岭", {}, ["F1 29", "P1 30"]),
        ("北岭", {"kinds": ("fund",)}, ["F1 29"]), ("北岭", {"kinds": ("project", "fund")}, ["F1 29", "P1 30"]),
        ("澜海", {"issue": 29}, ["D1 29"]), ("澜海", {"until": "2025-07-14"}, ["D1 29"]), ("澜海", {"since": "2025-W30"}, ["D1 30"]),
        ("澜海", {"theme": "chips"}, ["D1 30"]), ("北岭", {"since": "2025"}, ["F1 29"]), ("澜海 -B轮", {}, ["D1 29"]),
        ("北岭", {"outlet": "证券"}, []),
    ],
)  # fmt: skip
def test_records(path: Path, week, query: str, asked: dict, wanted: list[str]):
    kinds = asked.pop("kinds", ("deal", "fund", "project"))
    found = search(query, archive=path, kinds=kinds, **asked)
    assert sorted(f"{hit.id} {hit.issue}" for hit in found) == wanted


def test_a_filter_finds_an_old_record_behind_many_new_ones(path: Path, week):
    week.execute("BEGIN")
    for n in range(RANKED * 3):
        put_record(week, 2, f"N{n}", f"澜海第{n}公司", evidence=[("A2", "澜海科技完成B轮融资。")])
    week.execute("COMMIT")
    found = search("澜海", archive=path, kinds=("deal",), outlet="江城")
    assert [(hit.id, hit.issue) for hit in found] == [("D1", 29)]


def test_a_record_shows_where_it_was_read(path: Path, week):
    (hit,) = search("澜海 融资", archive=path, kinds=("deal",), issue=29)
    assert (hit.title, hit.text, hit.outlet, hit.file) == ("澜海科技", "澜海科技完成A轮融资。", "江城日报", "one.txt")
    assert [hit.text[s.start : s.end] for s in hit.spans] == ["澜海", "融资"]
    assert dict(hit.facts) == {"amount": "3亿元", "stage": "done", "place": "青川市", "parties": "远山资本"}
    (own,) = search("B轮", archive=path, kinds=("deal",))  # a row's own id
    assert own.outlet == "证券日报"


def test_a_record_shows_the_sentence_with_most_of_the_words(path: Path, week):
    said = [("A1", "澜海科技开会。"), ("A1", "澜海科技获得注资。")]
    put_record(week, 1, "D5", "澜海科技", evidence=said, aliases=["第五"])
    (hit,) = search("第五 注资 科技", archive=path, kinds=("deal",))
    assert hit.text == "澜海科技获得注资。"


def test_articles_and_records_stand_in_one_list(path: Path, week):
    found = search("澜海", archive=path)
    assert {hit.kind for hit in found} == {"article", "deal"}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_what_an_issue_remembered_is_found(path: Path):
    briefing, readings = make_issue(1)
    with Archive(path) as archive:
        archive.remember(briefing, readings)
    deal = briefing.deals[1]
    (hit,) = search(f'"{deal.name}"', archive=path, kinds=("deal",))
    assert (hit.id, hit.text, hit.issue) == (deal.id, deal.evidence[0].text, briefing.issue)
    assert hit.outlet is not None and hit.file is not None
    sentence = readings[0].sentences[0].text
    assert sentence in [hit.text for hit in search(f'"{sentence}"', archive=path, kinds=("sentence",))]


# ---------------------------------------------------------------- the index keeps step

_STEPS = st.lists(st.tuples(st.sampled_from(["put", "change", "take"]), st.integers(1, 5), TEXTS), max_size=12)


def _entries(connection: sqlite3.Connection, index: str) -> list[tuple]:
    connection.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, {index}, instance)")
    found = connection.execute("SELECT term, doc FROM temp.terms ORDER BY doc, term").fetchall()
    connection.execute("DROP TABLE temp.terms")
    return found


@settings(max_examples=40, deadline=None)
@given(_STEPS)
def test_the_index_is_the_same_as_one_made_anew(tmp_path_factory, steps):
    connection = open_rows(tmp_path_factory.mktemp("step") / "a.db")
    for step, number, text in steps:
        if step == "take":
            connection.execute("DELETE FROM articles WHERE number = ?", (number,))
        elif step == "change":
            connection.execute("UPDATE articles SET text = ?, title = ? WHERE number = ?", (text, text[::-1], number))
        elif not connection.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone():
            put_article(connection, text, text[:3], number=number, id=f"A{number}")
    assert find_unindexed(connection) == ()
    kept = _entries(connection, "search_articles")
    rebuild(connection)
    assert kept == _entries(connection, "search_articles")
    connection.close()


def test_replacing_an_issue_takes_its_records_out_of_the_index(path: Path, week):
    week.execute("DELETE FROM issues WHERE number = 29")
    assert find_unindexed(week) == ()
    assert search("母基金", archive=path) == ()
    assert [hit.id for hit in search("澜海", archive=path, kinds=("deal",))] == ["D1"]


def test_an_entry_that_is_missing_is_named(rows):
    put_article(rows, "北岭。")
    rows.execute("INSERT INTO search_articles (search_articles) VALUES ('delete-all')")
    assert find_unindexed(rows) == ("articles 1",)


def test_a_writer_without_the_functions_changes_nothing(path: Path, rows):
    with pytest.raises(sqlite3.OperationalError, match="words_of_article"):
        put_article(sqlite3.connect(path), "北岭。")
    register(rows)
    assert rows.execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_tokens_are_letters_only():
    assert list(find_tokens("国产a芯 3.5亿")) == ["国", "产", "国产", "a", "a", "芯", "3.5", "3.5", "亿"]


# ---------------------------------------------------------------- the database


def test_a_writer_is_not_waited_for(path: Path, rows):
    put_article(rows, "北岭。")
    rows.execute("BEGIN EXCLUSIVE")
    put_article(rows, "北岭二。")
    start = time.perf_counter()
    assert ids(path, "北岭") == ["A1"]
    assert time.perf_counter() - start < 1
    rows.execute("COMMIT")
    assert sorted(ids(path, "北岭")) == ["A1", "A2"]


def test_searching_changes_no_byte(path: Path, rows):
    put_article(rows, "北岭。")
    rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rows.close()
    before = path.read_bytes()
    search("北岭", archive=path)
    assert path.read_bytes() == before


def test_the_same_query_gives_the_same_hits(path: Path, week):
    assert search("北岭 OR 澜海", archive=path) == search("北岭 OR 澜海", archive=path)


def test_what_is_no_archive_is_said(path: Path, tmp_path: Path):
    with pytest.raises(ArchiveError, match="no archive yet"):
        search("北岭", archive=path)
    path.write_bytes(b"text" * 1000)
    with pytest.raises(ArchiveError, match="is no archive"):
        search("北岭", archive=path)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE a (b)").connection.close()
    with pytest.raises(ArchiveError, match="another program"):
        search("北岭", archive=other)
    with pytest.raises(ArchiveError, match="no archive yet"):
        search("北岭", archive=tmp_path)


def test_an_older_archive_is_said(path: Path, rows):
    rows.execute("PRAGMA user_version = 1")
    with pytest.raises(ArchiveError, match="version 1"):
        search("北岭", archive=path)
