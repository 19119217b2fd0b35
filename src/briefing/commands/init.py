"""`briefing init`: the files to edit."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", default=Path("."))
def init(folder: Path) -> int:
    """Write a commented briefing.toml, the themes table and the Word templates, to be edited. Overwrites nothing."""
    from ..starter import write_starter

    for name in write_starter(folder):
        click.echo(f"wrote {folder / name}")
    return 0
