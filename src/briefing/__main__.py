"""The door of the program: `briefing` and `python -m briefing`.

A known error becomes one sentence on standard error and its exit code; anything else is a bug and shows its
traceback.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from .errors import BriefingError

YOUNG = 50_000
"""Objects made before Python looks for cycles among them (its default of 700 costs a large week a tenth of its time:
what is read lives to the end, and holds no cycles)."""


def main() -> None:
    gc.set_threshold(YOUNG, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    import click

    from .cli import commands

    try:
        code = commands.main(prog_name="briefing", standalone_mode=False)
    except BriefingError as e:
        print(f"briefing: {e}", file=sys.stderr)
        code = e.exit_code
    except click.ClickException as e:
        e.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        print("briefing: stopped", file=sys.stderr)
        code = 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code or 0)


if __name__ == "__main__":
    main()
