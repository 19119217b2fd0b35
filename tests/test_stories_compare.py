"""What decides between two articles of one language: names, what is said first, figures, days; and what speaks against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.stories import compare, sign
from briefing.stories.figures import format_figure
from briefing.text import cut_article
from briefing.types import Block, Span
from story_texts import article, make_event, signed, tell

BACKGROUND = (
    "这个夏天，装备制造业的日子并不好过，原料涨价与订单推迟接连而来，不少经营者在行业论坛上说起去年冬天时仍心有余悸。"
    "“我们是一路熬过来的。”一位不愿具名的经理说，他所在的园区有一半厂房空着。"
)


def relation(a, b) -> str | None:
    why = compare(a, b)
    return why.relation if why else None


@pytest.mark.parametrize("seed", range(40, 52))
def test_a_flash_is_the_news_of_the_full_report(seed):
    flash = signed("a", "".join(make_event(seed)[:2]))
    report = signed("b", "".join(make_event(seed)))
    assert relation(flash, report) == relation(report, flash) == "same"


@pytest.mark.parametrize("seed", range(40, 52))
def test_a_report_that_begins_with_something_else_is_still_the_same_news(seed):
    plain = signed("a", "".join(make_event(seed)))
    report = signed("b", BACKGROUND + "".join(make_event(seed)))
    assert relation(plain, report) == "same"


@pytest.mark.parametrize("seed", range(40, 52))
def test_two_events_told_in_one_form_are_two(seed):
    assert relation(signed("a", tell(seed, 1)), signed("b", tell(seed + 20, 1))) in (None, "apart", "related")


def test_a_headline_glued_to_its_sentence_says_what_happened():
    """It is no prose and stands in no sentence; yet names and sums of it count."""
    headline, rest = make_event(44)[0], "".join(make_event(44)[2:4])
    a = article("a", headline + rest)
    blocks = (Block("headline", Span(0, len(headline))), Block("paragraph", Span(len(headline), len(a.text))))
    glued = replace(a, blocks=blocks)
    with_headline = sign(glued, *cut_article(glued))
    bare = replace(glued, blocks=blocks[1:])
    without = sign(bare, *cut_article(bare))
    other = signed("b", headline)
    assert with_headline.amounts and not without.amounts
    assert compare(with_headline, other).score > (why.score if (why := compare(without, other)) else 0)


@pytest.mark.parametrize(
    "formula",
    [
        "本公司董事会全体成员保证公告所载内容真实可靠，并依法承担相应责任。",
        "香港交易所对本文件之内容概不负责，对其准确性亦不发表任何声明。",
        "香港交易所對本文件之內容概不負責，對其準確性亦不發表任何聲明。",
    ],
)
def test_a_sentence_that_the_law_prescribes_says_nothing(formula):
    plain, notice = signed("a", tell(47, 1)), signed("b", formula + tell(47, 1))
    assert (plain.words == notice.words).all() and (plain.first == notice.first).all() and plain.lead == notice.lead


def note(day: int, price: str, change: str) -> str:
    return (
        f"6月{day}日，朔砺稳健混合最新单位净值为{price}元，累计净值为2.4{price[-1]}元，较前一交易日上涨{change}%。"
        f"历史数据显示该基金近1个月上涨1.{change[-1]}8%，近3个月上涨2.1{change[-1]}%，近一年下跌3.6{price[-1]}%。"
        "该基金为偏股混合型基金，基金经理任期内的回报与同类平均走势见下图，投资者应当注意风险。"
    )


def test_the_note_of_the_next_day_is_another_even_with_like_figures():
    a, b = signed("a", note(2, "1.347", "0.9"), day=2), signed("b", note(3, "1.347", "0.9"), day=3)
    why = compare(a, b)
    assert why.relation == "apart" and why.reasons[0].startswith("the wording of a series")


def test_sums_in_two_currencies_do_not_differ_and_two_sums_in_one_do():
    body = "".join(make_event(45)).partition("。")[2]
    yuan, dollars, more = (
        signed(id, f"澜翊科技宣布以{sum}收购铭朔精密全部股权。{body}") for id, sum in (("a", "36亿元"), ("b", "5亿美元"), ("c", "78亿元"))
    )
    assert relation(yuan, dollars) == "same"
    assert relation(yuan, more) != "same"


def test_what_comes_later_asks_for_more():
    """The same two texts: one story on one day, and no more than related when many days lie between them."""
    a, b = (signed(id, "".join(sentences)) for id, sentences in (("a", make_event(46)[:2]), ("b", make_event(46))))
    scores = [compare(a, replace(b, day=b.day.replace(day=b.day.day + gap))) for gap in range(6)]
    asked = [next(float(r.split()[3]) for r in why.reasons if r.startswith("likeness")) for why in scores]
    assert asked == sorted(asked) and asked[0] < asked[-1]


@pytest.mark.parametrize(
    ("figure", "said"), [("CNY 800000000", "CNY 800,000,000"), ("17.6%", "17.6%"), ("USD 1250.5", "USD 1,250.5")]
)
def test_figures_for_people(figure, said):
    assert format_figure(figure) == said
