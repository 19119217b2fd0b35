"""The program called as a user calls it, without the second that a process of its own takes to load."""

from __future__ import annotations

import contextlib
import gc
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from briefing.__main__ import main


@dataclass(frozen=True)
class Done:
    """What `subprocess.run` would say of it."""

    returncode: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode("utf-8")

    @property
    def err(self) -> str:
        return self.stderr.decode("utf-8")


def call(*words: str | Path, cwd: Path, stdin: bytes = b"") -> Done:
    """`briefing WORDS` through its own door, `__main__.main`: its exit code and what it printed.

    A traceback is none of its answers: what is not told in words is raised here.
    """
    streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
    kept, collecting = (sys.argv, sys.stdin, sys.stdout, sys.stderr), gc.get_threshold()
    sys.argv = ["briefing", *map(str, words)]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        with contextlib.chdir(cwd):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept
        gc.set_threshold(*collecting)
    for stream in streams[1:]:
        stream.flush()
    assert isinstance(code, int)
    out, err = (stream.buffer.getvalue() for stream in streams[1:])  # type: ignore[attr-defined]
    return Done(code, out, err)
