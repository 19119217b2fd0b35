"""Documents to articles: the list of text forms, and choosing among them."""

from __future__ import annotations

from types import ModuleType

from ..clean import clean
from ..config import Config
from ..types import Article, Document, Moment
from .forms import digest, labelled, newspaper, plain, repost, scraped, topic_feed

FORMS: tuple[ModuleType, ...] = (topic_feed, repost, scraped, labelled, digest, newspaper, plain)
"""A new form is a new file with FORM, REPAIRS, `recognise` and `split`, and one more name here."""
_BY_NAME = {form.FORM: form for form in FORMS}


def choose_form(raw: str) -> tuple[str, str]:
    """The form that claims the text most; its score and the runner-up's, in words."""
    scored = sorted(((form.recognise(raw), -rank, form.FORM) for rank, form in enumerate(FORMS)), reverse=True)
    (score, _, name), (second, _, runner_up) = scored[:2]
    beside = f"before {runner_up} {second:.2f}" if second else "no other form claims it"
    return name, f"{name} {score:.2f}, {beside}"


def make_document(
    raw: str,
    *,
    id: str,
    doc: str,
    file: str,
    form: str | None = None,
    extracted: bool = False,
    title: str | None = None,
    source: str | None = None,
    author: str | None = None,
    published: Moment | None = None,
    url: str | None = None,
) -> Document:
    """A document of a decoded text: its form recognised where none is given, its text cleaned as that form asks."""
    form = form or choose_form(raw)[0]
    cleaned = clean(raw, repairs=_BY_NAME.get(form, plain).REPAIRS)
    return Document(
        id=id,
        doc=doc,
        file=file,
        form=form,
        raw=raw,
        text=cleaned.text,
        offsets=cleaned.offsets,
        references=cleaned.references,
        repairs=cleaned.repairs,
        extracted=extracted,
        title=title,
        source=source,
        author=author,
        published=published,
        url=url,
    )


def split_articles(document: Document, config: Config) -> tuple[Article, ...]:
    """The articles of a document, in its order."""
    return _BY_NAME.get(document.form, plain).split(document, config)


def full_text(article: Article) -> str:
    """The body as printed in the source: with its reference marks put back."""
    pieces: list[str] = []
    at = 0
    for reference in article.references:
        here = reference.at - article.span.start
        pieces += (article.text[at:here], reference.text)
        at = here
    return "".join((*pieces, article.text[at:]))
