"""`briefing verify`: proof that an issue stands in its sources."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import CONFIG, load_settings_here, report_faults


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--inputs", "places", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
    help="Where the inputs lie now, if they have moved (a file or folder; may be given again).",
)  # fmt: skip
@CONFIG
def verify(folder: Path, places: tuple[Path, ...], config: Path | None) -> int:
    """Prove that every sentence and cell of the issue in DIR stands in its source."""
    from ..verify import verify_issue

    proof = verify_issue(folder, load_settings_here(config), places=places)
    report_faults(f"{fault.subject}: {fault.message}" for fault in proof.faults)
    editors = f", {proof.edited} values are an editor's" if proof.edited else ""
    click.echo(f"{proof.checked} sentences, quotes and figures checked, {len(proof.faults)} faults{editors}")
    return 1 if proof.faults else 0
