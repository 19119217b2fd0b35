"""The Word briefing of a great week: 10,000 articles, made up; seconds, and how many pages, against a small week's.

    python -m bench.bench_briefing [ARTICLES...]

To be had: a briefing stays one. The pages are bounded, whatever came in; what is not printed stands in the workbook.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import time
import zipfile

from bench.crowd import make_crowd
from briefing.write.docx import make_docx
from briefing.write.word.paginate import print_pages

ARTICLES = (30, 1000, 10_000)


def stated_pages(document: bytes) -> int:
    """The number that the footer holds: estimated."""
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        footers = "".join(parts.read(name).decode() for name in parts.namelist() if "footer" in name)
    return int(re.search(r"NUMPAGES.*?<w:t[^>]*>(\d+)</w:t>", footers, re.DOTALL)[1])


def main() -> None:
    for number in [int(word) for word in sys.argv[1:]] or ARTICLES:
        issue = make_crowd(number)
        start = time.perf_counter()
        made = make_docx(issue)
        seconds = time.perf_counter() - start
        printed = f", {print_pages(made).total} printed" if shutil.which("soffice") else ""
        size = len(made) / 1000
        print(f"{number:6,} articles {seconds:6.2f} s, {size:.0f} kB, {stated_pages(made)} pages estimated{printed}")


if __name__ == "__main__":
    main()
