"""Records against labels: both halves of the texts, each kind, each field, and precision by confidence band."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

Row = dict[str, Any]

BANDS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.0, 0.7))
"""Bands of confidence whose precision is shown: from, below."""


def load_scorer(shared: Path, name: str = "score_extraction") -> ModuleType:
    """A scorer of the shared material, as a module; the one for records matches them with labels."""
    spec = importlib.util.spec_from_file_location(name, shared / "eval" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure_records(shared: Path, name: str, rows: Sequence[Row]) -> dict[str, float]:
    """`<name> precision`, `<name> deal f1`, `<name> parties`, `<name> first half f1`, ..."""
    scorer = load_scorer(shared)
    gold = scorer.read(str(shared / "gold" / f"{name}.jsonl"))
    out = [r for r in rows if not r["background"]]
    table = scorer.score(gold, out)
    figures = {f"{name} {key}": table["all"][key] for key in ("precision", "recall", "f1")}
    figures |= {f"{name} {kind} f1": table[kind]["f1"] for kind in ("deal", "fund", "project") if kind in table}
    figures |= {f"{name} {field}": share for field, share in table["fields"].items()}
    for half, docs in zip(("first half", "second half"), halves(r["doc"] for r in gold), strict=True):
        part = scorer.score([r for r in gold if r["doc"] in docs], [r for r in out if r["doc"] in docs])
        figures[f"{name} {half} f1"] = part["all"]["f1"]
    return figures


def halves(docs: Iterable[str]) -> tuple[set[str], set[str]]:
    """Every other text in the order of the names: rules are written looking at one half and scored on the other."""
    ordered = sorted(set(docs))
    return set(ordered[::2]), set(ordered[1::2])


def precision_by_confidence(
    shared: Path, gold: Sequence[Row], rows: Sequence[Row]
) -> list[tuple[tuple[float, float], int, float | None]]:
    """(band, records in it, share of them that match a label); records that match an optional label are passed over."""
    scorer = load_scorer(shared)
    out = [r for r in rows if not r["background"]]
    judged: list[tuple[float, bool]] = []
    for doc in sorted({r["doc"] for r in [*gold, *out]}):
        told = [r for r in out if r["doc"] == doc]
        pairs = scorer.match([r for r in gold if r["doc"] == doc], told)
        label = {id(mine): known for known, mine in pairs}
        for row in told:
            known = label.get(id(row))
            if known is None or known.get("need", "core") == "core":
                judged.append((row["confidence"], known is not None))
    table = []
    for low, high in BANDS:
        right = [is_right for confidence, is_right in judged if low <= confidence < high]
        table.append(((low, high), len(right), sum(right) / len(right) if right else None))
    return table
