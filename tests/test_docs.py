"""The README is true: every command, option and setting stands in it, and its examples run."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefing.cli import commands
from briefing.config import CHECKS, FETCH_CHECKS, SOURCE_CHECKS
from briefing.config.job import GATE_CHECKS, RUN_CHECKS
from program import call

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


def shell_examples(name: str) -> list[str]:
    return [line for block in re.findall(r"```sh\n(.*?)```", readme(name), re.DOTALL) for line in block.splitlines()]


def test_the_shell_examples_run(tmp_path: Path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    lines = shell_examples("README.md")
    assert len(lines) >= 8
    for line in lines:
        program, *words = line.split()
        assert program == "briefing"
        done = call(*words, cwd=tmp_path)
        assert done.returncode == 0, (line, done.err)


def test_the_readmes_have_the_same_examples():
    assert shell_examples("README.md") == shell_examples("README.zh-CN.md")


def test_the_python_example_runs(tmp_path: Path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (code,) = re.findall(r"```python\n(.*?)```", readme("README.md"), re.DOTALL)
    with contextlib.chdir(tmp_path), contextlib.redirect_stdout(io.StringIO()) as said:
        exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
    assert "deals" in said.getvalue()


def test_no_link_of_the_readmes_is_dead():
    for name in [*READMES, *PAGES.values()]:
        for target in re.findall(r"\]\(([^)#]+)\)", readme(name)):
            assert target.startswith("http") or (ROOT / name).parent.joinpath(target).exists(), (name, target)
