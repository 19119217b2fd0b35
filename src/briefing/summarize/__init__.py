"""Key sentences of an article and of a theme, and key phrases: score, then choose without repeating.

    scores = score_article(article, sentences, tokens)            one number per sentence
    summary = choose(article, sentences, tokens, scores, n=3)     indices in reading order
    choices = summarize_theme(candidates, n=5)                    from different stories, no fact twice
    phrases = keywords([reading.tokens, ...], n=8)
"""

from .article import RANKERS, choose, score_article
from .entries import Candidate
from .facts import is_repeat
from .keywords import keywords
from .theme import Choice, summarize_theme

__all__ = ["RANKERS", "Candidate", "Choice", "choose", "is_repeat", "keywords", "score_article", "summarize_theme"]
