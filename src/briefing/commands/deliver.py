"""`briefing deliver`: a finished issue to the recipients of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import ARCHIVE, CONFIG, WITH_PROBLEMS, load_settings_here, open_archive

if TYPE_CHECKING:
    from ..deliver import Planned, Sent


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--dry-run", "is_trial", is_flag=True, help="Say what would be sent to whom, and send nothing.")
@click.option("--again", "is_again", is_flag=True, help="Also to those who have it already.")
@ARCHIVE
@CONFIG
def deliver(folder: Path, is_trial: bool, is_again: bool, archive: Path | None, config: Path | None) -> int:
    """Send the issue in DIR to the channels of the settings: mail, a folder, a command, chats.

    Who has it already is left out. What may pass by itself is tried again for a while, then reported.
    """
    from ..config import FILE_NAME
    from ..deliver import plan, read_facts
    from ..errors import ConfigError
    from ..job.handover import send_issue

    chosen = load_settings_here(config)
    if not chosen.delivery.is_on:
        raise ConfigError(
            f"{config or FILE_NAME}: no channel is set; add [delivery.mail], [delivery.folder] or another"
        )
    facts = read_facts(folder)
    if is_trial:
        planned = plan(folder, chosen.delivery, facts)
        for one in planned:
            click.echo(describe_plan(one), err=bool(one.error))
        return WITH_PROBLEMS if any(one.error for one in planned) else 0
    with open_archive(archive or chosen.archive) as opened, opened.writing():
        results = send_issue(folder, chosen, facts, opened, is_again=is_again)
    for result in results:
        click.echo(describe_result(result), err=result.state == "failed")
    return WITH_PROBLEMS if any(result.state == "failed" for result in results) else 0


def describe_plan(planned: Planned) -> str:
    return f"{planned.channel}: {planned.recipient}: {planned.error or planned.what}"


def describe_result(result: Sent) -> str:
    attempts = f" at attempt {result.attempts}" if result.attempts > 1 else ""
    return ": ".join(
        part
        for part in (result.channel, result.recipient, result.state + attempts, result.error or result.note)
        if part
    )
