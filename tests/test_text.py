"""Tokens and sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text import cut_article, cut_articles, cut_sentences, cut_words, find_sentences, simplify
from briefing.types import Article, Block, Reference, Span

# What breaks splitters: marks of both scripts, brackets left open, abbreviations, blanks, rare planes.
NASTY = st.lists(
    st.sampled_from([*"。！？…；，：“”‘’「」（）()《》[]\"'.!?;:, \n\t\u3000\x1e中文公司A b3千é𠀀", "Inc.", "U.S."]),
    max_size=40,
).map("".join)


def make(
    text: str, *kinds: str, title: str | None = None, references: tuple[Reference, ...] = (), at: int = 0
) -> Article:
    """An article of one block a line; its body begins at `at` in its document."""
    spans = [Span(at + m.start(), at + m.end()) for m in re.finditer(r"\S.*", text)]
    kinds = kinds or ("paragraph",) * len(spans)
    blocks = tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))
    return Article(
        id="a", doc="a", document="a", file="a.txt", span=Span(at, at + len(text)), text=text, title=title,
        blocks=blocks, references=references,
    )  # fmt: skip


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["江城微芯完成融资。", "资金用于扩产！", "产能够吗？"],
        ["真的吗？！", "是的！！"],
        ["他说：“先做样机。再谈量产。”", "会场安静下来。"],
        ["“先做样机，再谈量产。”李工说。", "会场安静下来。"],
        ["面对“钱从哪里来？”的难题，园区设了母基金。", "母基金不收管理费。"],
        ["《芯片往哪里去？》一书出版。", "作者是工程师。"],
        ["（注：数据未经审计。）", "公司将在下月公布年报。"],
        ["园区引进了芯片、软件……共四十家企业。", "其余仍在洽谈。"],
        ["增长3.5%,达到2.1亿元.", "公司预计全年持平."],
        ["「先試點。」他說。", "隨後推廣。"],
        ["一是降成本；二是扩产能；三是建标准。", "三条都有期限。"],
    ],
)
def test_chinese_sentences(sentences: list[str]):
    assert split("".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Acme Inc. raised $3.5 million.", "The round was led by Far Hill Capital."],
        ["The U.S. company ranks No. 5 in Europe.", "It was founded by Dr. J. Smith in 2009."],
        ["Trading ended at 5 p.m. in London.", "The shares rose 2.4 percent."],
        ['He said: "We won. It took years."', "Then he left."],
        ['"Why now?" she asked.', "Nobody answered."],
        ["See http://example.org/?id=3&b=4 for details.", "Done!"],
        ["It bought Beta Corp.", "The price was not disclosed."],
        ["Sales fell in the second quarter."],
    ],
)
def test_english_sentences(sentences: list[str]):
    assert split(" ".join(sentences)) == sentences


def test_a_lost_blank_does_not_join_english_sentences():
    assert split("The plant opened in spring.The owner plans another.") == [
        "The plant opened in spring.",
        "The owner plans another.",
    ]


def test_a_line_end_ends_a_sentence_unless_lower_case_goes_on():
    assert split("没有句号的一行\n第二行\nThe line\ngoes on.") == ["没有句号的一行", "第二行", "The line\ngoes on."]


def test_an_item_number_is_no_sentence():
    assert split("1. The first item is open. 2. The second is closed.") == [
        "1. The first item is open.",
        "2. The second is closed.",
    ]


def test_only_a_sentence_too_long_to_print_is_cut_at_semicolons():
    clause = "支持企业牵头建设概念验证中心和中试平台并开放给高校院所使用"
    short = "；".join([clause] * 3) + "。"
    long = "；".join([clause] * 9) + "。"
    assert split(short) == [short]
    assert len(split(long)) == 9


def test_a_quotation_too_long_to_print_is_cut_inside():
    inside = "".join(f"第{n}条产线将在明年投产并开放给上下游企业使用。" for n in "一二三四五六七八")
    assert len(split(f"他说：“{inside}”")) == 8


@given(NASTY)
@settings(max_examples=400, deadline=None)
def test_only_blanks_lie_between_sentences(text: str):
    spans = find_sentences(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@pytest.mark.parametrize(
    "piece", ["，。", "A. ", "“", "a.b", "“。", "。”", "...", "\n \n", "()", '"', "；园", "园区", "1.", "”"]
)
def test_hostile_lines_take_linear_time(piece: str):
    find_sentences(piece * (300_000 // len(piece)))


# ---------------------------------------------------------------- sentences of an article


def test_spans_count_in_the_document_and_slice_to_the_text():
    article = make("江城微芯完成融资。资金用于扩产。\n公司做控制芯片。", at=100)
    sentences = cut_sentences(article)
    assert [s.text for s in sentences] == ["江城微芯完成融资。", "资金用于扩产。", "公司做控制芯片。"]
    assert [s.index for s in sentences] == [0, 1, 2]
    assert [s.paragraph for s in sentences] == [0, 0, 1]
    assert all(article.slice(s.span) == s.text for s in sentences)
    assert sentences[0].span == (100, 109)


def test_only_prose_has_sentences():
    text = "本报讯。\n园区开工了三个项目。\n记者 李某。\n图为开工现场。"
    article = make(text, "dateline", "paragraph", "byline", "caption")
    assert [(s.text, s.kind) for s in cut_sentences(article)] == [
        ("园区开工了三个项目。", "paragraph"),
        ("图为开工现场。", "caption"),
    ]


def test_references_belong_to_the_sentence_they_stand_in_or_after():
    text = "First plant opened. Second plant follows. Third is planned."
    marks = (Reference(25, (1, 5), " [1][5]"), Reference(48, (2,), " [2]"), Reference(7 + len(text), (9,), " [9]"))
    article = make(text, at=7, references=marks)
    assert [s.references for s in cut_sentences(article)] == [(1, 5), (2,), (9,)]


@pytest.mark.parametrize(
    ("text", "kind", "whole"),
    [
        ("江城微芯完成三亿元融资。", "paragraph", True),
        ("Acme raised three million dollars.", "paragraph", True),
        ("园区的三个项目已经开工建设", "bullet", True),
        ("Three projects have started in the zone", "bullet", True),
        ("江城微芯完成三亿元融资，资金将用于...", "paragraph", False),
        ("江城微芯完成三亿元融资，资金将用于……", "bullet", False),
        ("江城微芯完成三亿元融资", "paragraph", False),
        ("他说：“先做样机。", "paragraph", False),
        ("，溢价率达百分之三十六。", "paragraph", False),
        ("现将有关情况通报如下：", "paragraph", False),
        ("支持企业建设中试平台；", "paragraph", False),
        ("特此公告。", "paragraph", False),
        ("and the plant will open.", "paragraph", False),
        # Marks of a pair in different widths, or both turned the same way, are a pair.
        ("江城微芯（以下简称“微芯”)完成三亿元融资。", "paragraph", True),
        ("江城微芯（下称“微芯“）完成三亿元融资。", "paragraph", True),
        ("江城微芯（下称“微芯”完成三亿元融资。", "paragraph", False),
        # A statement that announces a table is one; an announcement alone is none.
        ("江城微芯股份有限公司近日收到控股股东的函，获悉其所持公司部分股份办理了质押，具体情况如下：", "paragraph", True),
        ("截至本公告披露之日止，公司控股股东及其一致行动人所持有的股份质押与冻结的情况如下：", "paragraph", False),
    ],
)
def test_what_is_whole(text: str, kind: str, whole: bool):
    sentences = cut_sentences(make(f"园区昨天召开了推进大会。\n{text}", "paragraph", kind))
    assert sentences[-1].is_whole is whole, sentences[-1]


def test_an_article_without_full_stops_has_whole_sentences():
    lines = "江城微芯完成三亿元融资，资金用于扩产\n园区的三个项目已经开工，明年投产"
    assert all(s.is_whole for s in cut_sentences(make(lines)))


def test_an_article_without_blocks_has_no_sentences():
    article = make("")
    assert cut_article(article)[0] == ()
    assert cut_article(article)[1].bounds.tolist() == [0, 0]


# ---------------------------------------------------------------- words


def test_words_are_simplified_lower_case_and_without_marks():
    assert cut_words("園區擬投資400億美元，Phase-2 Startup！") == [
        "园区", "拟", "投资", "400", "亿美元", "phase-2", "startup",
    ]  # fmt: skip


def test_tokens_lie_title_first_then_sentence_by_sentence():
    article = make("江城微芯完成融资。资金用于扩产。", title="江城微芯融资3亿元")
    sentences, tokens = cut_article(article)
    assert tokens.of_title() == tuple(cut_words("江城微芯融资3亿元"))
    assert [tokens.of_sentence(s.index) for s in sentences] == [tuple(cut_words(s.text)) for s in sentences]
    assert len(tokens.bounds) == len(sentences) + 2
    assert tokens.bounds.dtype.name == "int32"


@given(st.lists(st.tuples(NASTY, st.none() | NASTY), max_size=6))
@settings(max_examples=100, deadline=None)
def test_cutting_together_is_cutting_one_by_one(texts: list[tuple[str, str | None]]):
    articles = [make(text, title=title) for text, title in texts]
    for article, (sentences, tokens) in zip(articles, cut_articles(articles), strict=True):
        alone, alike = cut_article(article)
        assert sentences == alone
        assert tokens.words == alike.words
        assert tokens.bounds.tolist() == alike.bounds.tolist()
        assert [tokens.of_sentence(s.index) for s in sentences] == [tuple(cut_words(s.text)) for s in sentences]
        assert tokens.of_title() == tuple(cut_words(article.title or ""))


@given(st.text(alphabet="臺灣後發財關鍵詞麵乾髮展會計師a1。", max_size=30))
@settings(deadline=None)
def test_simplifying_keeps_the_length(text: str):
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)


def test_the_fast_cutter_cuts_as_jieba_does(shared):
    rjieba = pytest.importorskip("rjieba")
    import jieba

    for path in sorted((shared / "seeds").iterdir()):
        runs = re.findall(r"[\u3400-\u9fff]+", simplify(path.read_text(encoding="utf-8")))
        assert rjieba.cut("\n".join(runs)) == jieba.lcut("\n".join(runs)), path.name


def test_no_character_of_the_real_files_is_lost(shared):
    for path in [*sorted((shared / "seeds").iterdir()), *sorted((shared / "eval" / "news").iterdir())]:
        article = make(path.read_text(encoding="utf-8"))
        kept = "".join(s.text for s in cut_sentences(article))
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", article.text), path.name


@pytest.mark.parametrize(
    "sentences",
    [
        ["双方签约。", '"江城一号基金"与"江城二号基金"落地,带来"活水"。', "随后散会。"],
        ['他说："先做样机。再谈量产。"', "会场安静下来。"],
        ["“他们得到同样的关注。”", "之前，李工的公司已经上市。"],
        ["“这是好事。”", "这一判断得到认同。"],
        ["“项目必须落地。”", "地方政府表示支持。"],
        ["面对“钱从哪里来？”这一难题，园区设了母基金。"],
        ["“先试点！”之类的口号没有用处。"],
    ],
)
def test_a_closing_quote_ends_a_sentence_and_an_opening_one_does_not(sentences: list[str]):
    assert split("".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("上半年运行呈现以下四个特点：一是能源消费持续增长。", False),
        ("园区提出三项任务：1、建设中试平台。", False),
        ("园区提出两项任务：一是建设中试平台；二是设立母基金。", True),
        ("园区支持企业建设中试平台；", False),
        ("会议强调，第一季度开局良好，要把项目抓紧抓实。", True),
        ("双方比分为：1.5比1.2，江城队赢得最后一场比赛。", True),
    ],
)
def test_half_of_a_list_is_not_whole(text: str, whole: bool):
    article = make(text + "\n园区明年动工建设二期。")
    assert cut_sentences(article)[0].is_whole is whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("江城材料将在北岭市投资100亿元建设新厂", True),
        ("江城材料将在北岭市投资100亿元，新厂明年投产", True),
        ("Acme plans to build a second plant in Northfield", True),
        ("江城材料将在北岭市投资100亿元，", False),
        ("江城材料将在北岭市投资建厂的消息……", False),
        ("江城" * 40, False),
        ("江城材料建设新厂", False),
    ],
)
def test_without_one_full_stop_a_complete_line_is_whole(text: str, whole: bool):
    assert [s.is_whole for s in cut_sentences(make(text))] == [whole]


def test_a_line_without_its_stop_stays_unfinished_beside_whole_sentences():
    article = make("江城材料将在北岭市投资100亿元建设新厂\n园区明年动工建设二期。")
    assert [s.is_whole for s in cut_sentences(article)] == [False, True]


def test_blanks_part_the_clauses_of_a_text_without_marks_too_long_for_one_sentence():
    clauses = [f"江城材料第{n}座工厂将在北岭市开工建设并在明年投产运营" for n in "一二三四五六七八九"]
    assert [s.text for s in cut_sentences(make(" ".join(clauses)))] == clauses
