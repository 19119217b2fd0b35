"""How two articles belong together, and why.

Of one language: who did what, where and when decides, not likeness of wording. Whether two articles tell one event is
read from the words of the whole texts, from the names of the openings, from what each says first, from the figures and
the days that both state (`likeness`); the further apart the days, the more must agree. A template (a daily quote note,
a notice of a series) is alike in wording and differs in its figures, its day or in what it names first: likeness of
wording without these is a reason *against*.

Companies of the table (`data/names_both.toml`) and passages in quotation marks that both openings hold speak for one
event; two articles each about companies that the other does not name are two. A passage quoted by both also answers
what speaks against: no series repeats what somebody said.

Labelled pairs, grouped (precision, recall, F1): 166 real ones, three fifths hard negatives: 0.95, 1.00, 0.98; 200
others, drawn to be harder: 0.96, 0.79, 0.86; 120 that nobody had looked at before: 0.94, 0.88, 0.91. With 0.56 asked
the last read 0.90, 0.90, 0.90: rather a story twice than two as one. At that value, weights chosen on two sets and
tried on the third gave 0.947, 0.906, 0.926, and F1 of the first three sets without the cosine 0.89, the names 0.91,
what is said first 0.91, the figures 0.91, the days 0.926, the companies 0.917, the passages 0.914, what speaks against
0.92 (precision 0.93), other companies 0.926 (precision 0.947), with all 0.930.

Dropped after trial: 4-gram Jaccard alone (0.54, merges templates), coverage of the opening in one direction (0.83, a
digest swallows its items), words counted without weights (0.73), characters side by side instead of words for names
that the cutter splits (no better), shared runs of eight or twelve characters (nothing beyond the cosine), words weighed
down that much of the week uses (F1 up by 0.01, but what lies beside two articles would decide about them). Beside the
score of today none of these lowers the cross-validated loss: places, terms, doings (the same or others), institutions,
rare names of the first sentences found or not found in the other text, sounds, titles, rounded sums, sizes; nor that
only one of two speaks of a reply, a measure taken, a comment, prices or what was reported before.

Of two languages: see `facts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Signature, Why
from .facts import compare_facts
from .figures import format_figure
from .likeness import Likeness, Named, Shared, measure
from .why import days_between, enumerate_words, make_why

DAYS_APART = 5  # a weekly's telling comes as late; what comes later is a follow-up
SAME = 0.58  # score that makes one story on one day
LATER = 0.03  # by which it rises with each day: what comes later is rather the next event
LEVEL = 3  # days from which it rises no more until `DAYS_APART`: so late a weekly tells it
WHOLE = 0.30  # cosine that is asked of one story: a round-up opens with one item and goes on with others
RELATED = 0.38
FOLLOWS = 0.45  # the same for what lies further apart than `DAYS_APART`
FACTS_SETTLE = 0.75  # score of the facts alone that makes one story of two English tellings that are alike
# Jaccard from which two articles may be of one series (quote notes, officials punished): their wording says nothing
# then, and something else must tie them, at the least so much of what one says first standing in the other.
SERIES, TIED = 0.14, 0.75
TEMPLATE = 0.25  # Jaccard from which wording is shared that different news would not share by chance
TEMPLATE_AGREEMENT = 0.40  # share of the figures that two tellings of one event have in common, at the least
TEMPLATE_OPENING = 0.63  # share of the openings that two tellings alike in wording have in common, at the least,
TEMPLATE_FIRST = 1.4  # unless what one says first stands nearly whole in the other: this for both shares together
SAME_TITLE_SCORE = 0.3  # a daily column has one title and another text
SAME_TITLE = 8  # characters that make a title more than a column's name
SETTLED = 2  # passages quoted by both from which nothing speaks against one event; one may name a column
MANY = 5  # figures from which it speaks against one event that hardly one agrees
FIGURES_AGREE = 0.2


def compare(a: Signature, b: Signature, *, reach: int = DAYS_APART) -> Why | None:
    """How two articles belong together, or None when they have nothing to do with each other.

    `reach`: days between them up to which that is asked at all.
    """
    if a.is_digest or b.is_digest or days_between(a, b) > reach:
        return None
    if (a.language == "en") != (b.language == "en"):
        return compare_facts(a, b)
    why = _compare_wording(a, b)
    if a.language == "en" and why is not None and why.relation == "related":
        # English has no table of weights, so its wording is judged with less certainty; the facts may settle it.
        facts = compare_facts(a, b)
        return facts if facts is not None and facts.score >= FACTS_SETTLE else why
    return why


def _compare_wording(a: Signature, b: Signature) -> Why | None:
    is_titled_alike = a.title == b.title and len(a.title) >= SAME_TITLE and days_between(a, b) <= DAYS_APART
    shared, named = Shared.of(a, b), Named.of(a, b)
    if shared.bound + named.score < RELATED and not is_titled_alike:
        return None  # nine pairs in ten end here: what follows costs more and cannot make up for it
    like = measure(a, b, shared, named)
    score = like.score
    if score < RELATED and not is_titled_alike:
        return None
    names = sorted(a.lead & b.lead)
    if against := _speaks_against(like):
        return make_why(a, b, "apart", score, (against, *_reasons(like, names)))
    is_told_again = score >= asked(like.gap) and like.cosine >= WHOLE
    if (is_told_again or (is_titled_alike and score >= SAME_TITLE_SCORE)) and not like.amounts_differ:
        return make_why(a, b, "same", score, _reasons(like, names))
    is_near = like.gap <= DAYS_APART or score >= FOLLOWS
    is_linked = len(names) >= 2 and is_near and (like.wording < SERIES or _is_tied(like))
    return make_why(a, b, "related", score, _reasons(like, names)) if is_linked else None


def _is_tied(like: Likeness) -> bool:
    """Whether more than wording ties two articles: a company, a passage quoted, figures, or what one says first."""
    is_figured = bool(like.figures) and like.agreement >= TEMPLATE_AGREEMENT
    return bool(like.named.firms or like.named.quoted) or is_figured or max(like.forth, like.back) >= TIED


def asked(gap: int) -> float:
    """The score that makes one story of two articles so many days apart."""
    return SAME + LATER * (min(gap, LEVEL) + max(0, gap - DAYS_APART))


def _speaks_against(like: Likeness) -> str | None:
    if len(like.named.quoted) >= SETTLED:
        return None  # a series does not repeat what somebody said and how a campaign is called
    if not like.named.quoted and like.fewer >= MANY and like.agreement < FIGURES_AGREE:
        return "many figures, hardly one in common"
    if like.wording < TEMPLATE:
        return None
    if like.fewer >= 2 and like.agreement < TEMPLATE_AGREEMENT:
        return "the wording of a series, other figures"
    if like.amounts_differ:
        return "the wording of a series, another amount"
    if like.opening < TEMPLATE_OPENING and like.opening + max(like.forth, like.back) < TEMPLATE_FIRST:
        return "the wording of a series, other names"
    if like.days < 0 and like.gap:
        return "the wording of a series, another day"
    return None


def _reasons(like: Likeness, names: Sequence[str]) -> tuple[str, ...]:
    return (
        f"likeness {like.score:.2f} of {asked(like.gap):.2f} asked",
        f"telling words alike {like.cosine:.0%}",
        f"names of one opening found in the other text {like.names:.0%}",
        f"what each says first found in the other {like.forth:.0%} and {like.back:.0%}",
        f"wording alike {like.wording:.0%}",
        *enumerate_words("figures", [format_figure(f) for f in like.figures]),
        *enumerate_words("companies", [f.partition(":")[2] for f in like.named.firms]),
        *enumerate_words("quoted by both", like.named.quoted),
        *enumerate_words("names", names),
    )
