"""`python -m evaluation`: every figure beside its floor; exit code 1 when one lies below, 2 without the texts.

`python -m evaluation ablation`: what each part of the default ranker is worth, and how far its settings may be trusted.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from . import ablation
from .floors import below, read_floors
from .measures import MEASURES, measure, printed
from .records import load_scorer, precision_by_confidence

HERE = Path(__file__).resolve().parent
ABLATION = "ablation"
HELP = f"of {', '.join(MEASURES)}; default: all. Or, by itself: {ABLATION}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=HELP)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where the labelled texts lie")
    asked = parser.parse_args()
    if unknown := [m for m in asked.measures if m not in (*MEASURES, ABLATION)]:
        parser.error(f"no such measure: {', '.join(unknown)}; there are {', '.join(MEASURES)} and {ABLATION}")
    if not (asked.shared / "eval").is_dir():
        print(f"{asked.shared}: no labelled texts here; name their folder with --shared", file=sys.stderr)
        return 2
    if ABLATION in asked.measures:
        ablation.report(asked.shared)
        return 0
    names = asked.measures or list(MEASURES)
    low = _show(measure(asked.shared, names), read_floors())
    if "records" in names:
        _show_confidence(asked.shared)
    print(f"\n{len(low)} below their floors: {', '.join(low)}" if low else "\nall at or above their floors")
    return 1 if low else 0


def _show(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    low = below(figures, floors)
    for name, figure in figures.items():
        floor = f"floor {floors[name]:8.3f}" if name in floors else ""
        print(f"{name:28} {figure:8.3f}", floor, "BELOW" if name in low else "")
    return list(low)


def _show_confidence(shared: Path) -> None:
    """Whether confidence means something: the share of right records in each band, on all labelled texts."""
    scorer = load_scorer(shared)
    gold, rows = [], []
    for name, folder in (("seeds", shared / "seeds"), ("news", shared / "eval" / "news")):
        gold += scorer.read(str(shared / "gold" / f"{name}.jsonl"))
        told = printed("extract", *sorted(folder.glob("*.txt")), "--format", "jsonl")
        rows += [json.loads(line) for line in told.splitlines()]
    print("\nconfidence      records  right")
    for (least, top), count, share in precision_by_confidence(shared, gold, rows):
        print(f"{least:.2f} to {min(top, 1):.2f} {count:10}  {share:.2f}" if share is not None else f"{least:.2f} 0")


if __name__ == "__main__":
    sys.exit(main())
