"""The command line: one group, its commands in `commands/`. Every command is a thin caller of the library.

Results go to standard output, progress and problems to standard error. Exit codes: 0 done, 1 failed, 2 wrong
usage or settings, 3 done with problems, 4 an issue was held back from sending. The library is imported inside the
commands, so that `--help` answers at once.
"""

from __future__ import annotations

import click

from . import __version__
from .commands import COMMANDS


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def commands() -> None:
    """Read a week of Chinese and English news and write a Word briefing and an Excel appendix.

    INPUT is any mix of files and folders (txt, md, html, docx, pdf, RSS/Atom/JSON feeds, csv, xlsx, jsonl, zip);
    `-` is standard input. Every sentence that is printed stands verbatim in a source. Only `fetch` and `run` use the
    network, and only for the sources and recipients of the settings.

    \b
      briefing build news/ --out out/      the two documents
      briefing verify out/                 prove that every sentence stands in its source
      briefing explain news/item.txt       why it was read that way
      briefing search 脑机接口 基金          what past issues said
      briefing run                         the scheduled job: fetch, build, verify, deliver
    """


for command in COMMANDS:
    commands.add_command(command)
