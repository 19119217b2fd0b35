"""A whole week from files to both documents: seconds and peak memory of the process, and `--help`.

    python -m bench.bench_week [INPUT...]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time


def run(words: list[str]) -> tuple[float, float]:
    """Seconds, and the peak memory of all children so far in MB."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "briefing", *words], check=False, capture_output=True)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    inputs = sys.argv[1:] or ["seeds"]
    for words in (["--help"], ["--help"], ["--version"]):
        print(f"briefing {' '.join(words):12} {run(words)[0]:6.2f} s")
    with tempfile.TemporaryDirectory() as out:
        for jobs in ("1", "2"):
            seconds, memory = run(["build", *inputs, "--out", out, "--jobs", jobs])
            print(f"build --jobs {jobs}        {seconds:6.2f} s, peak {memory:.0f} MB")
        print(f"verify                {run(['verify', out])[0]:6.2f} s")


if __name__ == "__main__":
    main()
