"""Records made by hand for the writers' tests: one invented week, small enough to read.

Every quote is a slice of its article's text, so that the laws about evidence hold here too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from briefing.types import (
    Article,
    ArticleRow,
    Block,
    Briefing,
    Coverage,
    Deal,
    Evidence,
    Figure,
    Fund,
    Keyword,
    Money,
    Period,
    Problem,
    Project,
    Quantity,
    Quote,
    Rate,
    Section,
    Source,
    SourceFile,
    Span,
    Story,
    StoryEntry,
    Theme,
    ThemeRow,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")

FINANCE = Theme("finance", "科技金融", "Technology finance", (("基金", 2.0), ("融资", 1.5), ("venture", 1.5)))
ENERGY = Theme("energy", "新能源与绿色低碳", "Clean energy", (("储能", 2.0), ("storage", 1.5)))
RESEARCH = Theme("research", "原始创新与基础研究", "Basic research", (("实验室", 1.5),))

CHIP = (
    "江城微芯完成3亿元B轮融资，由远山资本领投，北岭创投跟投。",
    "公司做车规级控制芯片，产线设在江城高新区。",
    "本轮资金主要用于扩建封测产线和招聘研发人员。",
)
FUND = (
    "岭南省设立总规模50亿元的先进制造母基金，首期20亿元已经到位。",
    "母基金由岭南科创投资集团管理，重点投向机器人和新材料。",
    "管理办法要求子基金把不低于六成的资金投在本省。",
)
STORAGE = (
    "Northwind Storage said on Tuesday it would build a 500 MWh battery plant near Port Hale.",
    "The plant will cost about $120 million and start up in 2027.",
    "Local officials said the site already has a grid connection.",
)
ENERGY_PARK = (
    "青川市储能产业园一期开工，总投资约26.5亿元，规划年产能2吉瓦时。",
    "园区由青川城投和北方储能共同建设，预计明年年底投产。",
)


def make_article(
    id: str,
    title: str | None,
    sentences: tuple[str, ...],
    *,
    outlet: str | None = None,
    published: datetime | date | None = None,
    language: str = "zh-Hans",
    url: str | None = None,
    file: str = "feed.txt",
) -> Article:
    """An article of one paragraph; its body begins at 0 in its document."""
    glue = " " if language == "en" else ""
    text = glue.join(sentences)
    span = Span(0, len(text))
    return Article(
        id=id,
        doc=file.rsplit(".", 1)[0],
        document=file,
        file=file,
        span=span,
        text=text,
        title=title,
        outlet=outlet,
        outlet_as_written=outlet,
        published=published,
        language=language,
        url=url,
        blocks=(Block("paragraph", span),),
    )


def make_quote(article: Article, sentence: str, source: int) -> Quote:
    start = article.text.index(sentence)
    span = Span(start, start + len(sentence))
    return Quote(sentence, article.id, span, source, span, ("position 0.50", "money 0.30"))


def make_evidence(article: Article, sentence: str, rule: str) -> Evidence:
    start = article.text.index(sentence)
    span = Span(start, start + len(sentence))
    return Evidence(article.id, span, sentence, rule, raw=span)


def make_money(article: Article, text: str, value: str, currency: str = "CNY", precision: str = "exact") -> Money:
    start = article.text.index(text)
    amount = Decimal(value)
    return Money(text, currency, amount, amount, amount, precision, Span(start, start + len(text)), "total")


def make_articles() -> tuple[Article, ...]:
    return (
        make_article(
            "A0000000001",
            "江城微芯完成3亿元B轮融资",
            CHIP,
            outlet="江城日报",
            published=datetime(2025, 7, 16, 9, 30, tzinfo=SHANGHAI),
            url="https://news.example/jiangcheng/1.html?a=1&b=2",
        ),
        make_article(
            "A0000000002",
            "车规芯片企业江城微芯获3亿元投资",
            CHIP[:2],
            outlet="科创周刊",
            published=date(2025, 7, 17),
            file="weekly.txt",
        ),
        make_article(
            "A0000000003",
            "岭南省设立50亿元先进制造母基金",
            FUND,
            outlet="岭南财经",
            published=datetime(2025, 7, 15, 18, 5, tzinfo=SHANGHAI),
            url="http://finance.example/fund/3",
        ),
        make_article(
            "A0000000004",
            "Northwind to build battery plant",
            STORAGE,
            outlet="Hale Courier",
            published=date(2025, 7, 15),
            language="en",
            url="https://courier.example/northwind",
            file="courier.html",
        ),
        make_article(
            "A0000000005",
            "青川储能产业园一期开工",
            ENERGY_PARK,
            outlet=None,
            published=None,
            file="paper.txt",
        ),
    )


def make_stories() -> tuple[Story, ...]:
    return (
        Story("S001", "A0000000001", also=("A0000000002",)),
        Story("S002", "A0000000003"),
        Story("S003", "A0000000004"),
        Story("S004", "A0000000005", related=("S003",)),
    )


def make_sources(articles: tuple[Article, ...]) -> tuple[Source, ...]:
    return tuple(
        Source(number, a.id, a.title or a.text[:20], a.outlet, a.published, a.url, a.file)
        for number, a in enumerate(articles, 1)
    )


def make_entry(story: Story, number: int, article: Article, sentences: tuple[str, ...], **also) -> StoryEntry:
    quotes = tuple(make_quote(article, sentence, number) for sentence in sentences)
    return StoryEntry(story, article.title or "", number, article.outlet, article.published, quotes, **also)


def make_sections() -> tuple[Section, ...]:
    chip, _, fund, storage, park = make_articles()
    stories = make_stories()
    finance = Section(
        FINANCE,
        summary=(make_quote(chip, CHIP[0], 1), make_quote(fund, FUND[0], 3)),
        entries=(
            make_entry(stories[0], 1, chip, CHIP[1:], also=(2,)),
            make_entry(stories[1], 3, fund, FUND[1:]),
        ),
        articles=3,
        stories=2,
        keywords=(Keyword("母基金", 2, 1), Keyword("融资", 2, 0)),
    )
    energy = Section(
        ENERGY,
        summary=(make_quote(storage, STORAGE[0], 4),),
        entries=(
            make_entry(stories[2], 4, storage, STORAGE[1:]),
            make_entry(stories[3], 5, park, ENERGY_PARK, related=("Northwind to build battery plant",)),
        ),
        articles=2,
        stories=2,
        keywords=(Keyword("储能", 1, 3), Keyword("产业园", 1, 0)),
    )
    return finance, energy


def make_deals() -> tuple[Deal, ...]:
    chip = make_articles()[0]
    return (
        Deal(
            id="D-4f1c09",
            type="funding",
            name="江城微芯",
            parties=("远山资本", "北岭创投"),
            leads=("远山资本",),
            money=make_money(chip, "3亿元", "300000000"),
            stage="announced",
            place="江城高新区",
            date="2025-07-16",
            round="b",
            confidence=0.9,
            evidence=(make_evidence(chip, CHIP[0], "funding_round"),),
        ),
    )


def make_funds() -> tuple[Fund, ...]:
    fund = make_articles()[2]
    return (
        Fund(
            id="F-77ab30",
            type="fund_of_funds",
            name="先进制造母基金",
            parties=("岭南科创投资集团",),
            money=make_money(fund, "50亿元", "5000000000"),
            first_close=make_money(fund, "20亿元", "2000000000"),
            stage="established",
            place="岭南省",
            date="2025-07",
            level="provincial",
            managers=("岭南科创投资集团",),
            focus="机器人和新材料",
            confidence=0.85,
            evidence=(make_evidence(fund, FUND[0], "fund_established"),),
        ),
    )


def make_projects() -> tuple[Project, ...]:
    storage, park = make_articles()[3:]
    return (
        Project(
            id="P-1e88d2",
            type="park",
            name="青川市储能产业园一期",
            money=make_money(park, "约26.5亿元", "2650000000", precision="about"),
            stage="started",
            stage_text="开工",
            owners=("青川城投", "北方储能"),
            parties=("青川城投", "北方储能"),
            place="青川市",
            capacity=Quantity("2吉瓦时", Decimal("2"), "GWh"),
            confidence=0.8,
            evidence=(make_evidence(park, ENERGY_PARK[0], "project_started"),),
        ),
        Project(
            id="P-c0a551",
            type="plant",
            name="500 MWh battery plant",
            money=make_money(storage, "about $120 million", "120000000", "USD", "about"),
            stage="planned",
            owners=("Northwind Storage",),
            parties=("Northwind Storage",),
            place="Port Hale",
            date="2027",
            capacity=Quantity("500 MWh", Decimal("500"), "MWh"),
            confidence=0.7,
            evidence=(make_evidence(storage, STORAGE[0], "project_planned"),),
        ),
    )


def make_figures() -> tuple[Figure, ...]:
    return (
        Figure("files", Decimal(4), Decimal(3)),
        Figure("articles", Decimal(5), Decimal(7)),
        Figure("off_subject", Decimal(0), Decimal(2)),
        Figure("stories", Decimal(4), Decimal(4)),
        Figure("deals", Decimal(1), Decimal(2)),
        Figure("funds", Decimal(1), None),
        Figure("projects", Decimal(2), Decimal(1)),
        Figure("money:deal:CNY", Decimal(300000000), Decimal(120000000)),
        Figure("money:fund:CNY", Decimal(5000000000), None),
        Figure("money:project:CNY", Decimal(2650000000), Decimal(800000000)),
        Figure("money:project:USD", Decimal(120000000), None),
    )


def make_article_rows(articles: tuple[Article, ...]) -> tuple[ArticleRow, ...]:
    places = (
        ("finance", "S001", "lead"),
        ("finance", "S001", "also"),
        ("finance", "S002", "lead"),
        ("energy", "S003", "lead"),
        ("energy", "S004", "lead"),
    )
    return tuple(
        ArticleRow(a, theme, (theme,), story, role, None if role == "also" else _first_quote(a, number))
        for number, (a, (theme, story, role)) in enumerate(zip(articles, places, strict=True), 1)
    )


def _first_quote(article: Article, number: int) -> Quote:
    ends = ". " if article.language == "en" else "。"
    return make_quote(article, article.text[: article.text.index(ends) + 1], number)


def make_coverage() -> tuple[Coverage, ...]:
    def file(name: str, form: str | None, problem: Problem | None = None) -> SourceFile:
        return SourceFile(name, "/in/" + name, 4096, "0" * 64 if form else None, form, "utf-8", "", problem)

    broken = Problem("broken.pdf", "不是有效的 PDF 文件；请重新下载", "error")
    return (
        Coverage(file("feed.txt", "topic_feed"), 2, 2, 0, 0),
        Coverage(file("weekly.txt", "newspaper"), 3, 1, 1, 1, ("窗口之外：1",)),
        Coverage(file("courier.html", "web_page"), 1, 1, 0, 0),
        Coverage(file("paper.txt", "newspaper"), 1, 1, 0, 0),
        Coverage(file("broken.pdf", None, broken), 0, 0, 0, 0),
    )


def make_briefing(**changes) -> Briefing:
    """The invented week of 2025-W29; `changes` replace fields of it."""
    articles = make_articles()
    storage, park = articles[3:]
    week = Briefing(
        title="科技金融周报",
        desk="科技金融研究组",
        issue=29,
        period=Period(date(2025, 7, 14), date(2025, 7, 20), is_asked=True),
        lang="zh",
        version="0.1.0",
        # A highlight stands nowhere else in an issue: no sentence is printed twice.
        highlights=(
            make_quote(park, ENERGY_PARK[0], 5),
            make_quote(storage, STORAGE[2], 4),
        ),
        figures=make_figures(),
        keywords=(Keyword("产业园", 2, 1), Keyword("母基金", 2, 1)),
        sections=make_sections(),
        deals=make_deals(),
        funds=make_funds(),
        projects=make_projects(),
        sources=make_sources(articles),
        articles=make_article_rows(articles),
        stories=make_stories(),
        themes=(
            ThemeRow(FINANCE, 3, 2, 4, (Keyword("母基金", 2, 1), Keyword("融资", 2, 0)), previous_stories=3),
            ThemeRow(ENERGY, 2, 2, 1, (Keyword("储能", 1, 3), Keyword("产业园", 1, 0)), previous_stories=1),
            ThemeRow(RESEARCH, 0, 0, 2, (), previous_stories=2),
            ThemeRow(None, 0, 0, None, ()),
        ),
        coverage=make_coverage(),
        rates=(
            Rate("CNY", Decimal("1"), date(2025, 7, 18)),
            Rate("USD", Decimal("7.15"), date(2025, 7, 18)),
        ),
        problems=(Problem("broken.pdf", "不是有效的 PDF 文件；请重新下载", "error"),),
    )
    sections = (week.sections[0], _without(week.sections[1], {ENERGY_PARK[0], STORAGE[2]}))
    return replace(week, sections=sections, **changes) if "sections" not in changes else replace(week, **changes)


def _without(section: Section, printed: set[str]) -> Section:
    entries = tuple(
        replace(entry, quotes=tuple(q for q in entry.quotes if q.text not in printed)) for entry in section.entries
    )
    return replace(section, entries=entries)


def make_empty_briefing(**changes) -> Briefing:
    """A week in which nothing was read."""
    nothing: tuple = ()
    return replace(
        make_briefing(),
        **{
            **dict.fromkeys(
                ("highlights", "sections", "deals", "funds", "projects", "sources", "articles", "stories"), nothing
            ),
            "figures": tuple(Figure(f.key, Decimal(0), None) for f in make_figures() if ":" not in f.key),
            "themes": nothing,
            "coverage": nothing,
            "problems": nothing,
            "period": Period(None, None),
            **changes,
        },
    )


def make_long_briefing(chapters: int = 13, stories: int = 6, **changes) -> Briefing:
    """A full issue: as many chapters as there are themes, each with the same number of stories and sources."""
    body = (
        "甲城集团与乙江大学第{n}次合作，在高新区建设中试平台，首批设备已经进场安装。",
        "平台面向“材料—器件—系统”全链条，计划三年内服务企业200家以上，其中初创企业不少于一半；运营费用由双方按约定分担。",
        "Company number {n} said it would double the capacity of its first line by the end of the year.",
    )
    articles, stories_made, sections, highlights = [], [], [], []
    for chapter in range(chapters):
        entries = []
        for _ in range(stories):
            n = len(articles) + 1
            sentences = tuple(sentence.format(n=n) for sentence in body)
            published = datetime(2025, 7, 14 + n % 7, 8, n % 60, tzinfo=SHANGHAI)
            url = f"https://news.example/{n}"
            title = f"甲城集团与乙江大学第{n}次合作"
            article = make_article(f"A{n:010d}", title, sentences, outlet="丙州日报", published=published, url=url)
            story = Story(f"S{n:03d}", article.id)
            articles.append(article)
            stories_made.append(story)
            entries.append(make_entry(story, n, article, sentences[1:]))
        theme = Theme(f"theme{chapter}", f"第{chapter + 1}个主题", f"Theme {chapter + 1}", ())
        first = articles[-stories]
        number = len(articles) - stories + 1
        summary = (make_quote(first, first.text[: first.text.index("。") + 1], number),)
        sections.append(Section(theme, summary, tuple(entries), stories, stories, (Keyword("平台", 6, None), Keyword("中试", 6, None))))
        highlights.append(
            make_quote(articles[-1], articles[-1].text[: articles[-1].text.index("。") + 1], len(articles))
        )
    rows = tuple(
        ArticleRow(a, "theme0", ("theme0",), s.id, "lead", None) for a, s in zip(articles, stories_made, strict=True)
    )
    deals = tuple(replace(make_deals()[0], id=f"D-{n:06x}", name=f"丁科技{n}") for n in range(25))
    return replace(
        make_briefing(),
        **{
            "highlights": tuple(highlights[:8]),
            "sections": tuple(sections),
            "deals": deals,
            "sources": make_sources(tuple(articles)),
            "articles": rows,
            "stories": tuple(stories_made),
            "themes": tuple(ThemeRow(s.theme, s.articles, s.stories, n, s.keywords, n) for n, s in enumerate(sections)),
            **changes,
        },
    )
