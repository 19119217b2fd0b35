"""The README is true: every command, option and setting stands in it, and its examples run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefing.cli import commands
from briefing.config import CHECKS, FETCH_CHECKS, SOURCE_CHECKS
from briefing.config.job import GATE_CHECKS, RUN_CHECKS

ROOT = Path(__file__).parent.parent
SETTINGS = (*CHECKS, *FETCH_CHECKS, *SOURCE_CHECKS, *RUN_CHECKS, *GATE_CHECKS, "at")
READMES = ("README.md", "README.zh-CN.md")


PAGES = {"README.md": "docs/operator.md", "README.zh-CN.md": "docs/operator.zh-CN.md"}
"""Each README and the page that it leaves the weekly job to."""


def readme(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def documentation(name: str) -> str:
    return readme(name) + readme(PAGES[name])


@pytest.mark.parametrize("name", READMES)
def test_every_command_option_and_setting_is_described(name: str):
    text = documentation(name)
    for command_name, command in every_command(commands):
        assert f"briefing {command_name}" in text, command_name
        for option in command.params:
            if isinstance(option, click.Option):
                assert max(option.opts, key=len) in text, (command_name, option.opts)
    for setting in SETTINGS:
        assert f"`{setting}`" in text, setting


def every_command(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_the_starter_file_names_every_setting():
    text = (ROOT / "src" / "briefing" / "data" / "briefing.toml").read_text(encoding="utf-8")
    for setting in [*SETTINGS, "[outlets]", "[rates]", "day"]:
        assert re.search(rf"^#? ?{re.escape(setting)}\b|{re.escape(setting)}", text, re.MULTILINE), setting


@pytest.mark.parametrize("name", READMES)
def test_the_shell_examples_run(name: str, tmp_path: Path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", readme(name), re.DOTALL) for line in block.splitlines()]
    assert len(lines) >= 8
    for line in lines:
        words = line.split()
        assert words[0] == "briefing"
        done = subprocess.run([sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stderr)


def test_the_python_example_runs(tmp_path: Path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (code,) = re.findall(r"```python\n(.*?)```", readme("README.md"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "deals" in done.stdout


def test_no_link_of_the_readmes_is_dead():
    for name in [*READMES, *PAGES.values()]:
        for target in re.findall(r"\]\(([^)#]+)\)", readme(name)):
            assert target.startswith("http") or (ROOT / name).parent.joinpath(target).exists(), (name, target)
