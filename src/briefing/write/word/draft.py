"""The document being written: hands out ids, resolves styles, and knows what has been cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from ...types import Briefing, Language, Section, Source, StoryEntry
from ..labels import Labels
from .elements import Element, bookmark, is_english, keep_next, link_inside, make, paragraph, run
from .printable import parse_link

# Far above any id that an editor's template uses.
FIRST_ID = 10_000
# Between an English text and its source number, so that no line begins with the number. Behind Chinese text the
# template's list of characters that no line begins with says so, which LibreOffice does not read. (Tried and dropped
# there: no-break space, word joiner and U+FEFF, all of which LibreOffice passes over in Chinese text, unless the full
# stop is marked as another language, and then it takes the full stop from another font.)
NO_BREAK = "\u00a0"
# Word's limit for the name of a bookmark.
LONGEST_NAME = 40


def source_anchor(number: int) -> str:
    return f"source_{number}"


def citation_anchor(number: int) -> str:
    """Where a source is cited first: its entry leads back to there."""
    return f"cite_{number}"


def theme_anchor(section: Section) -> str:
    return f"theme_{section.theme.key}"[:LONGEST_NAME]


def name_stories(sections: Iterable[Section]) -> dict[tuple[str, str], str]:
    """A bookmark for each story by theme and id: it names the story, so it is the same in every build."""
    anchors: dict[tuple[str, str], str] = {}
    for section in sections:
        for entry in section.entries:
            name = "story_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in entry.story.id)
            anchors[section.theme.key, entry.story.id] = _free_name(name, anchors.values())
    return anchors


def _free_name(name: str, taken: Iterable[str]) -> str:
    taken, room = set(taken), LONGEST_NAME - 6
    name = name[:room]
    return next(free for free in (name, *(f"{name}_{n}" for n in range(2, len(taken) + 3))) if free not in taken)


@dataclass(slots=True)
class Draft:
    briefing: Briefing
    labels: Labels
    part: DocumentPart
    styles: Mapping[str, str]
    width: int
    """Of the text, in twentieths of a point."""
    languages: dict[str, Language] = field(init=False)
    sources: dict[int, Source] = field(init=False)
    stories: dict[tuple[str, str], str] = field(init=False)
    """Bookmarks of the printed stories by theme and story id."""
    titles: dict[str, str] = field(init=False)
    """Bookmarks of the printed stories by title, for 相关报道."""
    cited: set[int] = field(default_factory=set)
    tables: int = 0
    charts: int = 0
    _ids: int = FIRST_ID

    def __post_init__(self) -> None:
        self.languages = {row.article.id: row.article.language for row in self.briefing.articles}
        self.sources = {source.number: source for source in self.briefing.sources}
        self.stories = name_stories(self.briefing.sections)
        self.titles = {
            entry.title: self.story_anchor(section, entry)
            for section in reversed(self.briefing.sections)
            for entry in reversed(section.entries)
        }

    def next_id(self) -> int:
        self._ids += 1
        return self._ids

    def story_anchor(self, section: Section, entry: StoryEntry) -> str:
        return self.stories[section.theme.key, entry.story.id]

    def paragraph(self, style: str, *children: Element, keep: bool = False, align: str | None = None) -> Element:
        properties = (keep_next() if keep else None, make("jc", val=align) if align else None)
        return paragraph(self.styles[style], *children, properties=properties)

    def line(self, style: str, text: str) -> Element:
        return self.paragraph(style, run(text))

    def heading(self, level: int, text: str, anchor: str) -> Element:
        return self.paragraph(f"Heading {level}", *self.mark(anchor, run(text)))

    def mark(self, name: str, *children: Element) -> tuple[Element, ...]:
        return bookmark(self.next_id(), name, *children)

    def cite(self, number: int) -> tuple[Element, ...]:
        """`[3]`, leading to the source's entry; the first one of a source is where its entry leads back to."""
        shown = run(f"[{number}]", style=self.styles["Source Number"])
        if number not in self.sources:
            return (shown,)
        link = link_inside(source_anchor(number), shown)
        if number in self.cited:
            return (link,)
        self.cited.add(number)
        return self.mark(citation_anchor(number), link)

    def cite_text(self, text: str, number: int, *, language: str | None = None) -> tuple[Element, ...]:
        """A text and `[3]` right behind it."""
        gap = (run(NO_BREAK, style=self.styles["Source Number"]),) if is_english(text[-1:]) else ()
        return (run(text, language=language), *gap, *self.cite(number))

    def link_out(self, url: str | None, text: str, *, language: str | None = None) -> Element:
        """A title that leads to its web page, or stands plain where the address is not one."""
        target = parse_link(url)
        if target is None:
            return run(text, style=self.styles["Source Title"], language=language)
        link = make("hyperlink", run(text, style=self.styles["Hyperlink"], language=language), history=1)
        link.set(qn("r:id"), self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def language_of(self, article: str, text: str) -> Language:
        """What a proof-reader should take a text for: its letters decide, then the article's own language."""
        if is_english(text):
            return "en"
        language = self.languages.get(article, "zh-Hans")
        return language if language.startswith("zh") else "zh-Hans"

    def caption(self, key: str, *, rest: str = "") -> Element:
        self.tables += 1
        text = self.labels[f"caption.{key}"].format(number=self.tables) + rest
        return self.paragraph("Caption", run(text), keep=True)


def place(target: Element, blocks: Iterable[Element]) -> None:
    """Put blocks where a paragraph of the template stands, and take the paragraph away."""
    for block in blocks:
        target.addprevious(block)
    target.getparent().remove(target)
