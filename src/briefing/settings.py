"""The settings that a command works with: the file's, or the defaults, and the themes that they name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .config import Config, load_config
from .themes import load_themes


def load_settings(path: Path | None = None) -> Config:
    """The configuration of a file, or the defaults, with its themes. Raises ConfigError."""
    config = load_config(path)
    return replace(config, themes=load_themes(config.themes_file))
