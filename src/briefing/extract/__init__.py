"""Records: deals, funds and projects that an article reports, each with its evidence.

    extract_records(article, sentences, tokens)  -> the events of one article
    merge_records(events, press)                 -> one row a real thing, over all articles, with ids
    list_conflicts(events)                       -> where the reports of one row differ in a figure
    find_again(events, past, press)              -> which an earlier issue told; `find_updates`: what changed since

Three finders read one `Context` (`context.py`): `deals`, `funds`, `projects`; `names`, `places`, `dates` and `amounts`
are what they share. No rule reads the layout of one file; the words lie in `data/*.toml`.
"""

from __future__ import annotations

from ..types import Article, Deal, Event, Fund, Project, Sentence, Tokens
from .deals.find import find_deals
from .funds.find import find_funds
from .merging.again import find_again, find_updates
from .merging.conflicts import list_conflicts
from .merging.merge import Press, Teller, merge_records, name_key, record_id
from .merging.proof import prove_figures
from .projects.find import find_projects
from .reading.article_frame import set_scene
from .reading.context import Context, read_context
from .reading.word_spans import take_words

__all__ = [
    "Press",
    "Teller",
    "extract_records",
    "find_again",
    "find_updates",
    "list_conflicts",
    "merge_records",
    "record_id",
]


def extract_records(article: Article, sentences: tuple[Sentence, ...], tokens: Tokens) -> tuple[Event, ...]:
    """The records of one article, with ids that are unique in it."""
    if article.is_caption and len(article.text) < 20:
        return ()
    context = read_context(article, sentences)
    take_words((line.simple, tokens.of_sentence(line.index)) for line in context.lines if line.simple == line.text)
    found = resolve(context, find_deals(context), find_funds(context), find_projects(context))
    events = [set_scene(event, context) for event in found]
    press = Press({article.id: Teller(title=article.title)})
    return merge_records(prove_figures(events, context), press)


def resolve(context: Context, deals: list[Deal], funds: list[Fund], projects: list[Project]) -> list[Event]:
    """One real thing is one record: a fund's own raising is no deal, a project's contract no agreement."""
    pools = {name_key(f) for f in funds}
    sites = {name_key(p) for p in projects}
    kept: list[Event] = [d for d in deals if not _is_told_elsewhere(d, pools, sites) and not _is_raising(d, funds)]
    return [*kept, *funds, *projects]


def _is_told_elsewhere(deal: Deal, pools: set[str], sites: set[str]) -> bool:
    key = name_key(deal)
    if deal.type in ("funding", "equity") and (key in pools or key.endswith("基金")):
        return True
    return deal.type in ("funding", "acquisition", "equity") and key in sites


def _is_raising(deal: Deal, funds: list[Fund]) -> bool:
    """甲资本 closing its fund is no round of 甲资本, and a 合伙协议 no deal beside the fund that it founds."""
    if deal.type == "agreement":
        return "合伙协议" in deal.name and bool(funds)
    spot, money = deal.evidence[0].span, deal.money
    same = (f for f in funds if f.money and money and f.money.value == money.value and f.evidence[0].span == spot)
    return deal.type in ("funding", "equity") and any(same)
