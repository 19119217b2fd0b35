"""The template: what it must contain, filling in its masthead, finding the places where the body goes.

The look belongs to the template: an editor changes fonts, colours, the order of chapters or a label in Word.
Its style names and its fields `{{ ... }}` are a contract; a template that breaks it is refused with the remedy.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError
from markupsafe import Markup, escape

from ...errors import TemplateError
from .elements import Element, text_of
from .label_table import Words, take_words
from .printable import printable

# What lies in the package; asked for by the name alone.
TEMPLATES = ("weekly", "official")
DEFAULT = TEMPLATES[0]

PARAGRAPH_STYLES = (
    "Heading 1",
    "Heading 2",
    "TOC 1",
    "Chapter Note",
    "Highlight",
    "Theme Summary",
    "English Summary",
    "English Sentence",
    "Story Source",
    "Key Sentence",
    "See Also",
    "Caption",
    "Figure",
    "Table Heading",
    "Table Text",
    "Table Number",
    "Source Entry",
    "Method Line",
    "Empty Line",
)
CHARACTER_STYLES = ("Hyperlink", "Source Number", "Source Title")
TABLE_STYLES = ("Briefing Table",)

# A field that stands alone in a paragraph is replaced by a block of the body.
BLOCKS = ("contents", "highlights", "figures", "charts", "themes", "records", "sources", "method", "problems")
MASTHEAD = ("title", "issue", "number", "total", "period", "date", "desk", "version", "lang", "label")
# Without these an issue would lack what it is for, or its numbers would lead nowhere.
NEEDED = ("title", "highlights", "themes", "records", "sources", "method")

# Private-use characters around a block's name while Jinja runs; taken out of every value that Jinja prints.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"


@dataclass(frozen=True, slots=True)
class Opened:
    """A template with its masthead filled in and its blocks still to come."""

    document: Document
    styles: Mapping[str, str]
    """Style ids by the names of the contract."""
    places: Mapping[str, Element]
    """The paragraph that each block replaces, in the order of the document."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has what an issue needs; without its table of labels and its notes to the editor."""

    name: str
    content: bytes
    styles: Mapping[str, str]
    words: Words


def load_template(path: Path | None) -> Template:
    """Read a template (a file, or one of `TEMPLATES`; None: the first) and check it. Raises TemplateError."""
    name = str(path or DEFAULT)
    document = _read(path, name)
    styles = _find_styles(document, name)
    words = take_words(document, name)
    content = io.BytesIO()
    document.save(content)
    _check_fields(DocxTemplate(io.BytesIO(content.getvalue())), name)
    return Template(name, content.getvalue(), styles, words)


def open_template(template: Template, values: Mapping[str, Any]) -> Opened:
    """Fill the masthead in. Raises TemplateError where a field cannot be printed or a block has no place."""
    filled = DocxTemplate(io.BytesIO(template.content))
    _render(filled, values, template.name)
    return Opened(filled.docx, template.styles, _find_places(filled.docx, template.name))


def read_template(path: Path | None) -> bytes:
    """A file goes before a name; a name is one of `TEMPLATES`. Raises OSError."""
    name = str(path or DEFAULT)
    if name in TEMPLATES and not Path(name).is_file():
        return resources.files("briefing").joinpath("templates", f"{name}.docx").read_bytes()
    return Path(name).read_bytes()


def _read(path: Path | None, name: str) -> Document:
    try:
        return docx.Document(io.BytesIO(read_template(path)))
    except OSError as error:
        raise TemplateError(
            f"template {name}: cannot be read ({error.strerror}); check the path, "
            f"or use one of the package: {', '.join(TEMPLATES)}"
        ) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise TemplateError(f"template {name}: is not a Word file; save it as .docx in Word") from error


def _find_styles(document: Document, name: str) -> dict[str, str]:
    kinds = {"paragraph": PARAGRAPH_STYLES, "character": CHARACTER_STYLES, "table": TABLE_STYLES}
    there = {
        (style.get(qn("w:type")), style.find(qn("w:name")).get(qn("w:val")).lower()): style.get(qn("w:styleId"))
        for style in document.styles.element.iter(qn("w:style"))
    }
    needed = [(kind, style) for kind, names in kinds.items() for style in names]
    missing = [f"{style} ({kind})" for kind, style in needed if (kind, style.lower()) not in there]
    if missing:
        raise TemplateError(
            f"template {name}: lacks the style{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            "add a style of that name in Word, or start again from the template that `briefing init` writes"
        )
    return {style: there[kind, style.lower()] for kind, style in needed}


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _check_fields(template: DocxTemplate, name: str) -> None:
    try:
        used = template.get_undeclared_template_variables(_environment())
    except TemplateSyntaxError as error:
        raise TemplateError(f"template {name}: a field is not closed or not written right ({error.message})") from error
    missing = [field for field in NEEDED if field not in used]
    if missing:
        raise TemplateError(
            f"template {name}: lacks {_fields(missing)}; write it in a paragraph of its own where it is to stand"
        )
    unknown = sorted(used - {*BLOCKS, *MASTHEAD})
    if unknown:
        known = ", ".join((*MASTHEAD, *BLOCKS))
        raise TemplateError(f"template {name}: does not know {_fields(unknown)}; it may use {known}")


def _fields(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in names)


def _render(template: DocxTemplate, values: Mapping[str, Any], name: str) -> None:
    context = {key: _literal(value) for key, value in values.items()}
    context.update((block, f"{_OPEN}{block}{_CLOSE}") for block in BLOCKS)
    try:
        template.render(context, _environment(), autoescape=True)
    except UndefinedError as error:
        raise TemplateError(f"template {name}: {error.message}; see the labels in labels_docx.toml") from error
    except (JinjaError, ArithmeticError, TypeError, ValueError, XMLSyntaxError) as error:
        raise TemplateError(f"template {name}: a field is not written right ({error})") from error


def _literal(value: Any) -> Any:
    """A value that prints as it is: braces as character references, so that no Jinja is ever read in it."""
    if isinstance(value, Mapping):
        return {key: _literal(word) for key, word in value.items()}
    if isinstance(value, int):
        return value
    text = printable(str(value)).replace(_OPEN, "").replace(_CLOSE, "")
    return Markup(str(escape(text)).replace("{", "&#123;").replace("}", "&#125;"))


def _find_places(document: Document, name: str) -> dict[str, Element]:
    places: dict[str, Element] = {}
    for paragraph in document.element.body.iter(qn("w:p")):
        for block in re.findall(f"{_OPEN}([a-z]+){_CLOSE}", text_of(paragraph)):
            alone = text_of(paragraph).strip() == f"{_OPEN}{block}{_CLOSE}"
            if not alone or block in places:
                raise TemplateError(
                    f"template {name}: {_fields([block])} must stand once, in a paragraph of its own; move or delete it"
                )
            places[block] = paragraph
    lost = [block for block in NEEDED if block in BLOCKS and block not in places]
    if lost:
        raise TemplateError(
            f"template {name}: {_fields(lost)} must stand in the body, not in a header or in a condition"
        )
    return places
