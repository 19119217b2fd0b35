"""A week of as many invented articles as is asked for, and the briefing that is made of them.

For measurements and for tests of the printed pages. Some stories are told by many outlets.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from briefing.chapters import Chapter, Weight, plan_chapters
from briefing.compose import ALSO
from briefing.types import (
    Article,
    ArticleRow,
    Block,
    Briefing,
    Coverage,
    Deal,
    Evidence,
    Figure,
    Money,
    Period,
    Quote,
    Section,
    Source,
    SourceFile,
    Span,
    Story,
    StoryEntry,
    Theme,
    ThemeRow,
    ThemeScore,
)

MONDAY = date(2025, 7, 14)
FIRST = "澜蔚拓恒启辰睿博锦川汇景云岭湛泓颐朔砺瀚"
SECOND = "芯图能材舟星脉谷禾源翼泽衡川微光"
TRADES = (
    ("半导体", "车规级功率器件", "封测产线"), ("储能", "液流电池", "电堆产线"),
    ("生物医药", "细胞治疗药物", "制剂车间"),
    ("人工智能", "工业视觉模型", "算力机房"),
    ("商业航天", "可回收火箭", "总装厂房"), ("机器人", "柔性关节", "中试基地"),
    ("新材料", "碳纤维预浸料", "二期工厂"), ("智能汽车", "线控底盘", "测试场"),
)  # fmt: skip
PLACES = ("Harrow", "Corvale", "Northmere", "Tessel", "Aldwick", "Brennor")
MAKERS = ("Robotics", "Cells", "Optics", "Bio")
CITIES = ("江城", "岭南", "青川", "临海", "云台", "北原", "东屿", "西泽", "南陵")
ROUNDS = ("天使轮", "A轮", "B轮", "C轮", "Pre-A轮")
ENGLISH = 7  # every seventh article
RETOLD = 5  # of that many articles in a row, the first is told again by the others in one case of ten


def find_articles(number: int) -> Iterator[dict[str, str]]:
    """Rows of a jsonl file; a quarter of them of the week before 2025-W29, the rest of that week."""
    for n in range(number):
        told = n - n % RETOLD if n // RETOLD % 10 == 0 else n
        title, text = _english(told) if told % ENGLISH == 3 else _chinese(told)
        day = MONDAY + timedelta(days=told % 7 - (7 if told % 4 == 3 else 0))
        yield {
            "id": f"n{n}", "title": title, "source": f"{CITIES[n % 9]}{('日报', '财经', '晚报', '快讯')[n % 4]}",
            "published": f"{day}T{8 + n % 12:02}:{n % 60:02}:00+08:00",
            "url": f"https://news.example/{n}", "text": text,
        }  # fmt: skip


def company(n: int) -> str:
    return FIRST[n % 20] + SECOND[n // 20 % 16] + FIRST[(n // 320 + 7) % 20] + "科技"


def _chinese(n: int) -> tuple[str, str]:
    trade, product, plant = TRADES[n % len(TRADES)]
    name, city, sum_, backer = company(n), CITIES[n % 9], n % 89 + 2, company(n + 11)[:2] + "资本"
    if n % 3 == 0:
        title = f"{name}完成{sum_}亿元{ROUNDS[n % 5]}融资"
        first = f"{city}{trade}企业{name}宣布完成{sum_}亿元{ROUNDS[n % 5]}融资，由{backer}领投，老股东继续跟投。"
    elif n % 3 == 1:
        title = f"{name}{plant}项目在{city}开工"
        first = f"{name}在{city}高新区的{plant}项目正式开工，总投资{sum_}.{n % 7}亿元，规划用地{n % 300 + 40}亩。"
    else:
        title = f"{city}设立{sum_}亿元{trade}产业基金"
        first = f"{city}市设立总规模{sum_}亿元的{trade}产业基金“{name[:2]}一号”，"
        first += f"由{backer}管理，首期{sum_ // 2 + 1}亿元已经到位。"
    rest = (
        f"{name}的主要产品是第{n % 6 + 2}代{product}，去年交付{n % 900 + 60}套……订单“已经排到明年三季度”。"
        f"当地园区负责人说，{plant}建成以后每年可以新增产值{sum_ * 3}亿元，带动上下游{n % 70 + 8}家企业落户。"
    )
    return title, first + rest


def _english(n: int) -> tuple[str, str]:
    name = f"{PLACES[n % len(PLACES)]} {MAKERS[n // 6 % len(MAKERS)]} {n}"
    text = (
        f"{name} said on Tuesday that it had raised ${n % 90 + 10} million in a Series B round led by Fenwold Capital. "
        f"The company will use the money to double the output of its plant near Port {name.split()[0]}. "
        f"Deliveries of its second product line are to begin in {2026 + n % 3}, its chief executive told reporters."
    )
    return f"{name} raises ${n % 90 + 10} million", text


# ---------------------------------------------------------------- the briefing, without reading anything

THEMES = tuple(Theme(f"theme{n}", f"第{n + 1}个主题", f"Theme {n + 1}", ()) for n in range(13))
FILE = SourceFile("week.jsonl", "/in/week.jsonl", 1, "0" * 64, "topic_feed")
OUTLETS = 12  # that tell every twentieth story


class Sorted(NamedTuple):
    """What chapters are planned by, of an article that was read."""

    themes: tuple[ThemeScore, ...]


def make_crowd(number: int) -> Briefing:
    """The briefing of a week of so many articles: its chapters planned as those of any week, records one in two."""
    articles = tuple(_article(n, told) for n, told in enumerate(find_articles(number)))
    stories = tuple(_stories(articles))
    theme = {story.id: THEMES[n % len(THEMES)] for n, story in enumerate(stories)}
    readings = {s.lead: Sorted((ThemeScore(theme[s.id].key, 1.0),)) for s in stories}
    weights = {
        s.id: Weight((("outlets", float(len(s.articles))), ("money", n % 97 / 25))) for n, s in enumerate(stories)
    }
    chapters = plan_chapters(stories, readings, weights, THEMES)
    by_id = {article.id: article for article in articles}
    numbers: dict[str, int] = {}
    sections = tuple(_section(chapter, by_id, numbers) for chapter in chapters)
    sources = tuple(_source(n, by_id[key]) for key, n in numbers.items())
    counts = {"files": 1, "articles": len(articles), "stories": len(stories), "deals": len(articles) // 2}
    return Briefing(
        title="科技金融周报", desk="研究组", issue=29, period=Period(date(2025, 7, 14), date(2025, 7, 20), True),
        lang="zh",
        version="0", highlights=(), figures=tuple(Figure(k, Decimal(v), Decimal(v // 2)) for k, v in counts.items()),
        sections=sections, deals=tuple(_deal(n, a) for n, a in enumerate(articles[::2])), funds=(), projects=(),
        sources=sources, articles=tuple(_row(s, by_id[a], theme[s.id].key) for s in stories for a in s.articles),
        stories=stories,
        themes=tuple(ThemeRow(s.theme, s.articles, s.stories, 0, (), s.stories // 2) for s in sections),
        coverage=(Coverage(FILE, number, number, 0, 0),),
        rates=(), problems=(),
    )  # fmt: skip


def _article(n: int, told: dict[str, str]) -> Article:
    text, span = told["text"], Span(0, len(told["text"]))
    return Article(
        id=f"A{n:010d}", doc="week", document="week.jsonl", file="week.jsonl", span=span, text=text,
        title=told["title"],
        outlet=told["source"], published=datetime.fromisoformat(told["published"]), url=told["url"],
        language="en" if text.isascii() else "zh-Hans", blocks=(Block("paragraph", span),),
    )  # fmt: skip


def _stories(articles: tuple[Article, ...]) -> Iterator[Story]:
    first = 0
    while first < len(articles):
        count = OUTLETS if first // OUTLETS % 20 == 0 else 1
        ids = [article.id for article in articles[first : first + count]]
        yield Story(f"S{first:05d}", ids[0], also=tuple(ids[1:]))
        first += count


def _section(chapter: Chapter, articles: dict[str, Article], numbers: dict[str, int]) -> Section:
    entries = tuple(_entry(story, articles, numbers) for story in chapter.printed)
    return Section(chapter.theme, (), entries, sum(len(s.articles) for s in chapter.stories), len(chapter.stories))


def _entry(story: Story, articles: dict[str, Article], numbers: dict[str, int]) -> StoryEntry:
    lead = articles[story.lead]
    number = numbers.setdefault(lead.id, len(numbers) + 1)
    quotes = tuple(Quote(lead.text[s.start : s.end], lead.id, s, number, s) for s in _sentences(lead.text))
    also = tuple(numbers.setdefault(a, len(numbers) + 1) for a in story.also[:ALSO])
    return StoryEntry(story, lead.title or "", number, lead.outlet, lead.published, quotes, also=also)


def _sentences(text: str) -> Iterator[Span]:
    """Two of them: enough for a page as it is."""
    start = 0
    for _ in range(2):
        end = min(at for mark in ("。", ". ") if (at := text.find(mark, start)) >= 0) + 1
        yield Span(start, end)
        start = end + (text[end : end + 1] == " ")


def _source(number: int, a: Article) -> Source:
    return Source(number, a.id, a.title or "", a.outlet, a.published, a.url, a.file)


def _row(story: Story, article: Article, theme: str) -> ArticleRow:
    role = "lead" if article.id == story.lead else "also"
    return ArticleRow(article, theme, (theme,), story.id, role, None)


def _deal(n: int, article: Article) -> Deal:
    span, value = Span(0, 4), Decimal(n % 97 + 1) * 100_000_000
    return Deal(
        id=f"D-{n:08x}", type="funding", name=company(n), parties=(f"{company(n + 3)[:2]}资本",), round="b",
        confidence=0.9,
        money=Money(f"{n % 97 + 1}亿元", "CNY", value, value, value, "exact", span), stage="announced",
        evidence=(Evidence(article.id, span, article.text[:4], "zh.rule", raw=span),),
    )  # fmt: skip
