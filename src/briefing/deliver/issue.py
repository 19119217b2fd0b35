"""The issue to be delivered: its files, what they are called to readers, and the ids its messages bear."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..days import name_week
from ..errors import DeliveryError
from ..write import DOCX, FILES, JSON, MANIFEST, MARKDOWN, XLSX, finish_issue

NAMES = {"docx": DOCX, "xlsx": XLSX, "markdown": MARKDOWN, "json": JSON}
NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')  # what Windows or a Unix refuses in the name of a file


@dataclass(frozen=True, slots=True)
class Facts:
    """What messages and names may say of an issue."""

    title: str
    issue: int
    first: date | None
    last: date | None
    lang: str = "zh"
    """Language of our own few words in a message: `zh` or `en`."""
    sending: int = 1
    """1 the first time. Sending the same issue again on purpose counts on: a repeat with the old `Message-ID` would be
    dropped by servers that take it for a duplicate."""

    @property
    def week(self) -> str:
        """The ISO week of the last day, `2025-W29`; empty without days."""
        return name_week(self.last) if self.last else ""

    def words(self) -> dict[str, str]:
        """What patterns may name; empty where the issue does not say."""
        days = {"first": self.first, "last": self.last}
        return {
            "title": " ".join(self.title.split()),
            "issue": str(self.issue),
            "year": self.week[:4],
            "week": self._weeks(),
            **{key: day.isoformat() if day else "" for key, day in days.items()},
        }

    def _weeks(self) -> str:
        """The week, or of an issue of a longer time its first and last one: `2025-W14-W29`, `2025-W52-2026-W03`."""
        begins = name_week(self.first) if self.first else self.week
        same_year = begins[:4] == self.week[:4]
        return self.week if begins == self.week else f"{begins}-{self.week[5:] if same_year else self.week}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """An issue with its files in memory: every channel sends the same bytes."""

    folder: Path
    facts: Facts
    files: Mapping[str, bytes]
    """By the names they have in the folder, in the order of `write.FILES`."""

    @property
    def markdown(self) -> str:
        return self.files[MARKDOWN].decode("utf-8")

    @property
    def content(self) -> str:
        """SHA-256 of the two documents and the Markdown, for the record of what was sent. Not of the manifest, which
        changes with the folder it lies in."""
        whole = hashlib.sha256()
        for name in (DOCX, XLSX, MARKDOWN):
            whole.update(hashlib.sha256(self.files[name]).digest())
        return whole.hexdigest()

    def paths(self) -> dict[str, str]:
        return {"folder": str(self.folder), **{key: str(self.folder / name) for key, name in NAMES.items()}}


def read_facts(folder: Path, *, sending: int = 1) -> Facts:
    """What the manifest says of the issue in `folder`. Raises DeliveryError when there is none."""
    try:
        finish_issue(folder)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        period = manifest["period"]
        first, last = (date.fromisoformat(day) if day else None for day in (period["first"], period["last"]))
        lang = manifest["settings"]["lang"]
        return Facts(manifest["title"], int(manifest["issue"]), first, last, lang, sending)
    except OSError as e:
        raise DeliveryError(f"{folder}: {MANIFEST} cannot be read ({e.strerror}); build an issue there first") from None
    except (ValueError, KeyError, TypeError):
        raise DeliveryError(f"{folder}: {MANIFEST} is not one of briefing's; build the issue again") from None


def read_parcel(folder: Path, facts: Facts) -> Parcel:
    """The five files. Raises DeliveryError when one is missing: half an issue is not sent."""
    try:
        finish_issue(folder)
        files = {name: (folder / name).read_bytes() for name in FILES}
    except OSError as e:
        raise DeliveryError(f"{e.filename or folder}: cannot be read ({e.strerror}); build the issue again") from None
    return Parcel(folder.absolute(), facts, files)


def message_id(facts: Facts, channel: str, recipient: str, *, domain: str = "briefing.invalid") -> str:
    """`<2025-W29.29.HASH@domain>`: the same issue to the same recipient always bears it, and nothing else does.

    The hash keeps the recipient's address out of what others may see, and tells papers of different titles apart.
    """
    words = facts.words()
    period = facts.week or "no-date"
    of = (channel, recipient.casefold(), words["title"], words["first"], words["last"])
    digest = hashlib.sha256("\n".join(of).encode()).hexdigest()[:20]
    again = f".{facts.sending}" if facts.sending > 1 else ""
    return f"<{period}.{facts.issue}.{digest}{again}@{domain}>"


def fill(pattern: str, words: Mapping[str, str], *, setting: str) -> str:
    """The pattern with its words. Raises DeliveryError when it names one that this issue has not."""
    found = pattern.format_map(_Named(words, setting, pattern))
    return found.strip()


def fill_file_name(pattern: str, words: Mapping[str, str], *, setting: str) -> str:
    """Filled, and fit for the name of a file on any system; the words may bring no folder of their own."""
    return NO_FILE_NAME.sub("-", fill(pattern, words, setting=setting)).strip(" .") or "briefing"


def fill_path(pattern: str, words: Mapping[str, str], *, setting: str) -> Path:
    """Filled; the pattern may name folders, the words may not."""
    safe = {key: NO_FILE_NAME.sub("-", word).strip(" .") for key, word in words.items()}
    return Path(fill(pattern, safe, setting=setting))


class _Named(dict[str, str]):
    def __init__(self, words: Mapping[str, str], setting: str, pattern: str) -> None:
        super().__init__(words)
        self.setting, self.pattern = setting, pattern

    def __getitem__(self, key: str) -> str:
        word = super().__getitem__(key)
        if not word:
            raise DeliveryError(
                f'{self.setting} is "{self.pattern}", and this issue has no {key}; '
                "build it with --week, or change the setting"
            )
        return word
