"""Invented articles for the tests of stories: events with names, sums and days of their own, told in several ways."""

from __future__ import annotations

import random
from datetime import date, timedelta

from briefing.stories import sign
from briefing.text import cut_article
from briefing.types import Article, Block, Signature, Span

SYLLABLES = "澜珩崖铭栖岚砺沅翊骁屿朔缙珑翎淏烨琰睿沐"
PLACES = ("苏州", "合肥", "株洲", "常熟", "绵阳", "佛山", "烟台", "洛阳")
GOODS = ("碳化硅功率芯片", "固态电池隔膜", "超导量子计算机", "手术机器人", "卫星激光终端", "海上风电叶片", "基因测序仪", "工业母机")
DOINGS = ("完成{sum}亿元融资", "开工建设总投资{sum}亿元的基地", "收购同行{other}的全部股权，作价{sum}亿元", "与{other}签下{sum}亿元供货合同")


def article(
    id: str, text: str, *, title: str | None = None, day: int = 2, outlet: str | None = None, language: str = "zh-Hans"
) -> Article:
    """A text as an article of June 2026 (`day` may go beyond the month); its lines are paragraphs."""
    lines = [i for i, c in enumerate(text) if c == "\n"]
    bounds = zip([0, *(i + 1 for i in lines)], [*lines, len(text)], strict=True)
    blocks = tuple(Block("paragraph", Span(a, b)) for a, b in bounds if text[a:b].strip())
    return Article(
        id=id, doc=id, document=id, file=f"{id}.txt", span=Span(0, len(text)), text=text, title=title, outlet=outlet,
        published=date(2026, 6, 1) + timedelta(days=day - 1), language=language, blocks=blocks,
    )  # fmt: skip


def signed(id: str, text: str, **more) -> Signature:
    a = article(id, text, **more)
    return sign(a, *cut_article(a))


def make_event(seed: int) -> list[str]:
    """The sentences of an event; each telling gives some of them."""
    rng = random.Random(seed)
    name, other, investor = ("".join(rng.sample(SYLLABLES, 2)) + end for end in ("科技", "精密", "资本"))
    place, goods = rng.choice(PLACES), rng.choice(GOODS)
    doing = rng.choice(DOINGS).format(sum=rng.randint(11, 98) / 10, other=other)
    return [
        f"{place}{name}有限公司宣布{doing}。",
        f"{name}主营{goods}，由{investor}等机构持股，去年营业收入{rng.randint(1001, 9899) / 100}亿元。",
        f"{name}董事长{rng.choice('高石贺唐严')}{''.join(rng.sample(SYLLABLES, 2))}表示，{goods}的订单已排到明年三季度。",
        f"业内人士认为，{goods}的国产化率正在提高，{place}已聚集{rng.randint(23, 97)}家上下游企业。",
        f"{investor}合伙人说，{name}的良率达到{rng.randint(801, 998) / 10}%，高于同行。",
    ]


def tell(seed: int, way: int) -> str:
    """One telling of an event: its main sentence and some others, in an order of its own."""
    first, *rest = make_event(seed)
    rng = random.Random(way)
    rng.shuffle(rest)
    openings = ("", "据介绍，", "记者获悉，", "消息称，")
    return rng.choice(openings) + first + "".join(rest[: rng.randint(2, 4)])
