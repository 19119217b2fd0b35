"""Cutting and ranking against textrank4zh, as ratios on one machine and one core.

    python bench/bench_rank.py [FILE.jsonl ...]      lines of {"text": ...}; without a file, invented articles

Prints articles of 1,000 characters a second for each part (finding sentences, cutting words, scoring, choosing)
and for all, the articles taken as the pipeline takes them; the share that the cutter of words alone needs; the same
for textrank4zh as a user calls it, and doing only its ranking, on words that are cut already; the ratio by the length
of the document; and one document of 5,000 sentences.
"""

from __future__ import annotations

import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import rjieba

from briefing import rank
from briefing.analysis import BATCH
from briefing.summarize import choose, score_article
from briefing.text import HAN, cut_article, cut_articles, cut_sentences, simplify
from briefing.types import Article, Block, Span

PLACES = ["北岭市", "江城区", "岭南省", "青川县", "海澜新区", "白鹿镇", "东屿港", "西岭高新区"]
MAKERS = ["微芯科技", "远山资本", "北方储能", "岭南材料", "青川城投", "蓝鲸航天", "白鹿医药", "东屿汽车"]
THINGS = ["碳化硅产线", "储能电站", "概念验证中心", "母基金", "中试基地", "算力中心", "创新药管线", "卫星工厂"]
TURNS = (
    "{place}{thing}项目昨天开工，{maker}计划投资{n}.5亿元，预计{y}年投产。",
    "{maker}宣布完成{n}亿元融资，资金将用于在{place}扩建{thing}。",
    "{place}科技局介绍，当地已有{n}家企业参与{thing}建设，其中{m}家来自外省。",
    "“{thing}把样品周期缩短了{m}天。”{maker}的一位工程师说。",
    "据{maker}测算，{thing}每年可以节约成本{n}万元，并带动{m}个岗位。",
    "与此同时，{place}出台办法，对{thing}按设备投入的百分之{m}给予补助。",
)
# textrank4zh is measured on fewer articles: its time grows with the square of the sentences.
REFERENCE_SHARE = 10
RUNS = 4
LENGTHS = (20, 100, 500)
LONG_DOCUMENT = 5_000


def make_sentence(rng: random.Random) -> str:
    words = {"place": rng.choice(PLACES), "maker": rng.choice(MAKERS), "thing": rng.choice(THINGS)}
    return rng.choice(TURNS).format(**words, n=rng.randint(1, 99), m=rng.randint(2, 60), y=rng.randint(2026, 2030))


def make_articles(count: int, sentences: int = 28) -> list[Article]:
    rng = random.Random(20250714)
    return [as_article(f"s{i}", "".join(make_sentence(rng) for _ in range(sentences))) for i in range(count)]


def read_articles(paths: Iterable[str]) -> list[Article]:
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    return [as_article(f"f{i}", json.loads(line)["text"]) for i, line in enumerate(lines)]


def as_article(name: str, text: str) -> Article:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"\S.*", text))
    return Article(
        id=name, doc=name, document=name, file=name, span=Span(0, len(text)), text=text, title=None, blocks=blocks
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor: what else runs on the machine counts less than by the clock."""
    start = time.process_time()
    work()
    return time.process_time() - start


def fastest(work: Callable[[], object]) -> float:
    """Of some runs, as other work on the machine only ever slows it down."""
    return min(timed(work) for _ in range(RUNS))


def rank_all(cut: list) -> float:
    """Scores and chooses; the seconds that scoring takes of it."""
    scoring = 0.0
    for article, (sentences, tokens) in cut:
        start = time.perf_counter()
        scores = score_article(article, sentences, tokens)
        scoring += time.perf_counter() - start
        choose(article, sentences, tokens, scores, n=3)
    return scoring


def cut_all(articles: list[Article]) -> list:
    batches = [articles[i : i + BATCH] for i in range(0, len(articles), BATCH)]
    return [pair for batch in batches for pair in zip(batch, cut_articles(batch), strict=True)]


def measure(articles: list[Article]) -> None:
    characters = sum(len(article.text) for article in articles)
    cut = cut_all(articles)
    runs = ["\n".join(re.findall(f"[{HAN}]+", simplify(article.text))) for article in articles]
    finding = fastest(lambda: [cut_sentences(article) for article in articles])
    cutter = fastest(lambda: [rjieba.cut(run) for run in runs])
    cutting = fastest(lambda: cut_all(articles))
    ranking = fastest(lambda: rank_all(cut))
    scoring = min(rank_all(cut) for _ in range(RUNS))
    sample = cut[:: max(1, REFERENCE_SHARE)]
    share = sum(len(article.text) for article, _ in sample) / characters
    rows = [number(sentences, tokens) for _, (sentences, tokens) in sample]
    rank.textrank4zh([[0, 1], [1, 2]])
    reference = fastest(lambda: [rank.textrank4zh(row) for row in rows]) / share
    matrix = fastest(lambda: [rank.textrank(row) for row in rows]) / share
    package = fastest(lambda: [analyse(article.text) for article, _ in sample]) / share
    print(f"{len(articles)} articles, {characters} characters, {sum(len(s) for _, (s, _) in cut)} sentences")
    for name, seconds in (
        ("finding sentences", finding), ("cutting words", cutting - finding), ("of it rjieba alone", cutter),
        ("scoring", scoring), ("choosing", ranking - scoring),
        ("cutting", cutting), ("scoring and choosing", ranking), ("all of it", cutting + ranking),
        ("textrank, matrix form", matrix), ("textrank4zh, ranking only", reference),
        ("textrank4zh, cutting and ranking", package),
    ):  # fmt: skip
        print(f"{name:32} {characters / 1000 / seconds:10.0f} articles of 1,000 characters a second")
    print(f"textrank4zh's cutting and ranking take {package / (cutting + ranking):.1f} times as long as ours;")
    print(f"textrank4zh's ranking takes {reference / ranking:.1f} times as long as our scoring and choosing,")
    print(f"{reference / (cutting + ranking):.1f} times as long as our cutting, scoring and choosing,")
    print(f"{reference / matrix:.1f} times as long as the same weights in matrix form")


def analyse(text: str) -> None:
    """What a user of textrank4zh calls."""
    from textrank4zh import TextRank4Sentence

    TextRank4Sentence().analyze(text)


def number(sentences: tuple, tokens) -> list[list[int]]:
    known: dict[str, int] = {}
    return [[known.setdefault(word, len(known)) for word in tokens.of_sentence(s.index)] for s in sentences]


def measure_lengths() -> None:
    """textrank4zh compares every pair of sentences in Python: the ratio grows with the document."""
    for length in LENGTHS:
        articles = make_articles(max(1, LENGTHS[-1] // length // 5), length)
        cut = [(article, cut_article(article)) for article in articles]
        rows = [number(sentences, tokens) for _, (sentences, tokens) in cut]
        ours = timed(lambda cut=cut: rank_all(cut))
        reference = timed(lambda rows=rows: [rank.textrank4zh(row) for row in rows])
        matrix = timed(lambda rows=rows: [rank.textrank(row) for row in rows])
        print(
            f"{length:5} sentences: textrank4zh's ranking {reference / len(articles):8.4f} s, "
            f"{reference / ours:6.1f} times our scoring and choosing, {reference / matrix:6.1f} times its matrix form"
        )


def measure_long() -> None:
    article = make_articles(1, LONG_DOCUMENT)[0]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = timed(lambda: rank_all([(article, cut_article(article))]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{LONG_DOCUMENT} sentences: {seconds:.2f} s, peak of the whole process {peak:.0f} MB ({before:.0f} before)")


def main() -> None:
    measure_long()
    measure(read_articles(sys.argv[1:]) if len(sys.argv) > 1 else make_articles(600))
    measure_lengths()


if __name__ == "__main__":
    main()
