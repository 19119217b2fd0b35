"""Key sentences of an article and of a theme, and key phrases: score, then choose without repeating.

    scores = score_article(article, sentences, tokens)            one number per sentence
    summary = choose(article, sentences, tokens, scores, n=3)     indices in reading order
    choices = summarize_theme(candidates, n=5)                    from different stories, no fact twice
    phrases = find_keywords(this_week, week_before)               of each theme and of the week, counted
"""

from .additions import find_addition
from .article import RANKERS, choose, score_article
from .entries import Candidate
from .keywords import Keywords, Telling, find_keywords
from .printed import pick_readable
from .theme import Choice, summarize_theme

__all__ = [
    "RANKERS",
    "Candidate",
    "Choice",
    "Keywords",
    "Telling",
    "choose",
    "find_addition",
    "find_keywords",
    "pick_readable",
    "score_article",
    "summarize_theme",
]
