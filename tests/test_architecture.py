"""The rooms: imports go down only, and each library stays behind its one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "briefing"

# The floors, lowest first. A module may import from floors below its own, and from its own room.
FLOORS = (
    {"types", "errors"},
    {"config", "days", "files"},
    {"reach", "sentences", "rank", "idf", "tags", "fetch", "schedule"},
    {"text"},
    {"money", "clean", "corrections", "parallel"},
    {"ingest"},
    {"stories", "themes", "summarize", "chapters", "extract", "compose", "write"},
    {"settings"},
    {"assembly", "memory", "deliver"},
    {"pieces"},
    {"analysis", "week", "archive"},
    {"pipeline", "warm"},
    {"show"},
    {"explain", "verify", "starter", "review"},
    {"job"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}

DOORS = {
    "jieba": {"text"},
    "rjieba": {"text"},
    "textrank4zh": {"rank"},
    "opencc": {"text"},
    "openpyxl": {"write", "ingest"},
    "docx": {"write"},
    "docxtpl": {"write"},
    "trafilatura": {"ingest"},
    "feedparser": {"ingest", "fetch"},
    "pypdfium2": {"ingest", "write"},
    "httpx": {"fetch"},
    "httpcore": {"fetch"},
    "protego": {"fetch"},
    "distributed": {"parallel"},
    "sqlite3": {"archive"},
    "click": {"cli", "commands", "__main__"},
    "apprise": {"deliver"},
    "requests": {"deliver"},
    "tenacity": {"deliver"},
    "markdown_it": {"deliver"},
    "rich": {"commands", "show"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[int, str, bool]]:
    """(line, top module, is ours) of every import, wherever it stands."""
    package = ["briefing", *path.relative_to(PACKAGE).parts[:-1]]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, a.name.split(".")[0], False) for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append((node.lineno, (node.module or "").split(".")[0], False))
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] + (node.module.split(".") if node.module else [])
            names = [base[1]] if len(base) > 1 else [a.name for a in node.names]
            found += [(node.lineno, name, True) for name in names]
    return found


def test_every_room_is_on_a_floor():
    rooms = {room_of(p) for p in modules()} - {"__init__"}
    assert rooms <= set(FLOOR), rooms - set(FLOOR)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path):
    room = room_of(path)
    if room == "__init__":
        return
    for line, name, ours in imports(path):
        if ours and name not in (room, "__version__", "compose"):
            assert FLOOR[name] < FLOOR[room], f"{path.name}:{line}: {room} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_stay_behind_their_doors(path: Path):
    for line, name, ours in imports(path):
        if not ours and name in DOORS:
            assert room_of(path) in DOORS[name], f"{path.name}:{line}: {name} is used outside {DOORS[name]}"


def test_every_door_is_gone_through():
    """A door that nobody uses would let a library in unseen."""
    used = {(name, room_of(path)) for path in modules() for _, name, ours in imports(path) if not ours}
    assert {(name, room) for name, rooms in DOORS.items() for room in rooms} <= used
