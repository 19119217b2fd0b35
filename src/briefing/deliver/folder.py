"""The channel `folder`: a copy of the issue in a folder of its own, all files or none."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..config.delivery import Folder
from ..errors import DeliveryError, OutputError
from ..write.folder import write_files
from .issue import Parcel, fill_path, message_id
from .sent import Rounds, TryLater

SETTING = "[delivery.folder] path"
# What a full disk or a share that is away for a while says, where the system has the word; anything else does not mend
# itself.
PASSING = tuple(
    getattr(errno, name)
    for name in (
        "ENOSPC", "EDQUOT", "EIO", "EBUSY", "EAGAIN", "ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH",
        "ENOTCONN", "ECONNRESET", "ETXTBSY",
    )
    if hasattr(errno, name)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FolderChannel:
    settings: Folder
    parcel: Parcel
    name: str = "folder"

    @property
    def recipients(self) -> tuple[str, ...]:
        """The pattern: the folder itself follows from the issue."""
        return (self.settings.path,)

    def id_of(self, recipient: str) -> str:
        return message_id(self.parcel.facts, self.name, recipient)

    def describe(self, recipient: str) -> str:
        return f"{len(self.parcel.files)} files to {self.place()}"

    @contextmanager
    def open_round(self) -> Rounds:
        yield self._copy

    def place(self) -> Path:
        return fill_path(self.settings.path, self.parcel.facts.words(), setting=SETTING)

    def _copy(self, recipient: str) -> str:
        place = self.place()
        if place.resolve() == self.parcel.folder.resolve():
            raise DeliveryError(f"{place}: is the folder of the issue itself; give another with {SETTING}")
        try:
            write_files(place, self.parcel.files)
        except OutputError as e:
            raise _refusal(place, e.__cause__) from None
        return str(place)


def _refusal(place: Path, cause: BaseException | None) -> DeliveryError:
    code, words = (cause.errno, cause.strerror) if isinstance(cause, OSError) else (None, str(cause))
    kind = TryLater if code in PASSING else DeliveryError
    return kind(f"{place}: cannot be written ({words}); mend that or give another folder with {SETTING}")
