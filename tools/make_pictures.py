"""The README's pictures: the first page of the sample briefing, and its sheet of deals.

    python tools/make_pictures.py out docs

Needs LibreOffice, pdftoppm (poppler) and a Chinese font.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

# (file, words on the page that is shown, picture, width of the page and height that is shown, in pixels)
PICTURES = (("briefing.docx", "目录", "briefing.png", 620, 877), ("appendix.xlsx", "轮次", "appendix.png", 1200, 330))


def find_page(pdf: Path, words: str) -> int:
    """The first page on which the words stand, counted from 1."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = [number for number, page in enumerate(text.split("\f"), 1) if words in page]
    if not pages:
        raise SystemExit(f"{pdf.name}: no page with {words}")
    return pages[0]


def main(issue: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as work:
        for name, words, picture, width, height in PICTURES:
            profile = f"-env:UserInstallation=file://{work}/profile"
            convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", work, str(issue / name)]
            subprocess.run(convert, check=True, capture_output=True)
            pdf = Path(work) / name.replace(Path(name).suffix, ".pdf")
            page = find_page(pdf, words)
            target = folder / picture.removesuffix(".png")
            scale = ["-scale-to-x", str(width), "-scale-to-y", "-1", "-W", str(width), "-H", str(height)]
            pages = ["-f", str(page), "-l", str(page), "-singlefile"]
            subprocess.run(["pdftoppm", "-png", *scale, *pages, str(pdf), str(target)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
