"""Make the Word templates of the package, `weekly.docx` and `official.docx`.

    python tools/make_template.py

Run it after changing a style in `look_weekly` or `look_official`; an editor changes a copy of the result in Word
instead. The files are the same, byte for byte, whenever they are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from look_official import make_official
from look_weekly import make_weekly

FOLDER = Path(__file__).parent.parent / "src" / "briefing" / "templates"
TEMPLATES: Mapping[str, Callable[[], bytes]] = {"weekly.docx": make_weekly, "official.docx": make_official}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make_template in TEMPLATES.items():
        (FOLDER / name).write_bytes(make_template())
        print(FOLDER / name)
