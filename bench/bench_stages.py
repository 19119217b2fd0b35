"""Articles a second on one core, the share of each stage, and textrank4zh's ranking of the same articles.

    python -m bench.bench_stages [INPUT...]

Without an input, the sample articles of seeds/ many times over.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence

from briefing.analysis import split_all
from briefing.extract import extract_records
from briefing.ingest import read_inputs
from briefing.settings import load_settings
from briefing.stories import group_stories, sign
from briefing.summarize import choose, score_article
from briefing.text import cut_article
from briefing.themes import classify

COPIES = 20  # of seeds/, so that a stage takes long enough to be measured
PACKAGE_ARTICLES = 60  # textrank4zh is slow: measured on so many, and scaled


def timed(name: str, work: Callable[[], object], table: dict[str, float]) -> object:
    gc.collect()
    start = time.perf_counter()
    result = work()
    table[name] = time.perf_counter() - start
    return result


def measure(inputs: Sequence[str], copies: int) -> dict[str, float]:
    config = load_settings()
    documents = read_inputs(inputs, config).documents
    table: dict[str, float] = {}
    articles = timed("split", lambda: [a for _ in range(copies) for a in split_all(documents, config)], table)
    assert isinstance(articles, list)
    warm = articles[0]
    sentences, tokens = cut_article(warm)
    score_article(warm, sentences, tokens)
    classify(warm, tokens, sentences, config.themes)
    extract_records(warm, sentences, tokens)
    cuts = timed("cut", lambda: [cut_article(a) for a in articles], table)
    both = list(zip(articles, cuts, strict=True))
    timed("rank", lambda: [choose(a, s, t, score_article(a, s, t), n=3) for a, (s, t) in both], table)
    timed("themes", lambda: [classify(a, t, s, config.themes) for a, (s, t) in both], table)
    timed("records", lambda: [extract_records(a, s, t) for a, (s, t) in both], table)
    signatures = timed("signatures", lambda: [sign(a, s, t) for a, (s, t) in both], table)
    timed("stories", lambda: group_stories(signatures), table)
    few = both[:PACKAGE_ARTICLES]
    timed(
        "textrank4zh", lambda: [score_article(a, s, t, ranker="textrank4zh") for a, (s, t) in few[:1]], {}
    )  # loads the package
    timed("textrank4zh", lambda: [score_article(a, s, t, ranker="textrank4zh") for a, (s, t) in few], table)
    table["textrank4zh"] *= len(both) / max(1, len(few))
    table["articles"] = len(articles)
    table["characters"] = sum(len(a.text) for a in articles)
    return table


def main() -> None:
    inputs = sys.argv[1:] or ["seeds"]
    table = measure(inputs, 1 if sys.argv[1:] else COPIES)
    articles, characters = table.pop("articles"), table.pop("characters")
    package = table.pop("textrank4zh")
    whole = sum(table.values())
    print(f"{articles:.0f} articles, {characters / articles:.0f} characters each, one core")
    for name, seconds in table.items():
        print(f"  {name:12} {seconds:8.3f} s  {100 * seconds / whole:5.1f} %")
    print(f"  {'all':12} {whole:8.3f} s  {articles / whole:8.0f} articles a second")
    ranking = table["cut"] + table["rank"]
    print(f"  cut and rank {ranking:8.3f} s  {articles / ranking:8.0f} articles a second")
    print(f"  textrank4zh ranking alone {package:.3f} s: {package / table['rank']:.0f} times our ranking, "
          f"{package / ranking:.0f} times cutting and ranking, {package / whole:.1f} times all of the analysis")


if __name__ == "__main__":
    main()
