"""How the cost of signing and grouping grows: synthetic weeks of 1,000 to 20,000 articles, told by several outlets.

    python bench/bench_stories.py [SIZE ...]

Articles are made of invented words with the frequencies of real text (Zipf), so that common words are as common as in
news. A third of the articles tell an event that others tell too; in the second run all articles share a dozen words
of one subject and lie in one week, which is what would break an index that trusts common keys.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate

from briefing.stories import group_stories, sign
from briefing.text import cut_article
from briefing.types import Article, Block, Signature, Span

SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
PER_WEEK = 1_900
WORDS = 20_000
LENGTH = 220  # words an article
SYLLABLES = "安宝长达恩方高海金康兰明宁鹏启润盛泰唯新阳远中卓博川德峰光华佳凯力民诺平勤瑞思通文祥义正"


def make_words(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 2, 3)))) for _ in range(WORDS)]


def make_articles(size: int, *, is_one_subject: bool) -> Iterator[Article]:
    """`size` articles; of three, one is told again by others."""
    rng = random.Random(size)
    words = make_words(rng)
    ranks = list(accumulate(1 / (n + 5) for n in range(WORDS)))
    subject = rng.choices(words, k=12) if is_one_subject else []
    made = 0
    while made < size:
        event = [*rng.sample(words[WORDS // 2 :], 12), f"{rng.randint(11, 999)}.{rng.randint(1, 9)}亿元"]
        event_words = rng.sample(words[WORDS // 20 :], 80)
        tellings = 1 if rng.random() < 0.67 else rng.randint(2, 8)
        weeks = 1 if is_one_subject else max(1, size // PER_WEEK)
        day = date(2026, 1, 5) + timedelta(days=rng.randrange(7 * weeks))
        for _ in range(min(tellings, size - made)):
            # Half of a telling is what the others tell too: real ones share more.
            drawn = rng.choices(words, cum_weights=ranks, k=LENGTH)
            body = [rng.choice(event_words) if rng.random() < 0.5 else w for w in drawn]
            opening = [*rng.sample(event, 10), *rng.sample(subject, min(8, len(subject))), *body[:20]]
            rng.shuffle(opening)
            text = "，".join(opening) + "。" + "。".join("，".join(body[i : i + 12]) for i in range(20, LENGTH, 12))
            yield _article(f"N{made:06d}", text, day + timedelta(days=rng.randrange(2)))
            made += 1


def _article(id: str, text: str, day: date) -> Article:
    span = Span(0, len(text))
    blocks = (Block("paragraph", span),)
    return Article(id=id, doc=id, document=id, file=id, span=span, text=text, published=day, blocks=blocks)


def sign_all(articles: Iterable[Article]) -> tuple[list[Signature], float]:
    """The signatures, and the seconds that signing took: cutting is done once for all stages and not counted."""
    signatures = []
    seconds = 0.0
    for a in articles:
        sentences, tokens = cut_article(a)
        start = time.process_time()
        signatures.append(sign(a, sentences, tokens))
        seconds += time.process_time() - start
    return signatures, seconds


def main(sizes: list[int]) -> None:
    for is_one_subject in (False, True):
        print("one subject, one week" if is_one_subject else "weeks of 1,900 articles")
        print(f"{'articles':>9} {'signing s':>10} {'grouping s':>11} {'us/article':>11} {'stories':>8} {'largest':>8}")
        for size in sizes:
            signatures, signing = sign_all(make_articles(size, is_one_subject=is_one_subject))
            start = time.process_time()
            stories = group_stories(signatures)
            grouping = time.process_time() - start
            largest = max(len(s.articles) for s in stories)
            each = (signing + grouping) / size * 1e6
            print(f"{size:9,} {signing:10.1f} {grouping:11.2f} {each:11.0f} {len(stories):8,} {largest:8}", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or list(SIZES))
