"""Fixtures of the whole suite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import trustme


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the repository; tests that read it are skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("../shared is not here")
    return folder


@pytest.fixture(scope="session")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the invented issue of `factories`, for tests that read it or send it; who changes it takes a copy."""
    from briefing.write import write_issue
    from factories import make_briefing

    folder = tmp_path_factory.mktemp("issue")
    write_issue(make_briefing(), folder)
    return folder


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who certifies the servers of the tests."""
    import trustme

    return trustme.CA()
