"""Whether two texts name the same sums and sizes, though one rounds and the other converts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..config import read_table
from .figures import is_telling

ROUNDED = 0.015  # of the larger: 45.5 billion told as 45 billion, 98.5亿 as just under 10 billion
CONVERTED = 0.05  # rates move, and desks round what they convert
LARGE = 1e6  # smaller sums are prices and fees: they agree by chance
UNIT_ROUNDED = 0.02
_OWN = {"TWD", "HKD", "MOP", "SGD"}  # currencies whose home texts write a bare 元


def shared_amounts(a: Iterable[str], b: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of sums that are one, each used once: the same first, then rounded, then converted.

    Sums as `find_figures` writes them, currency and value: `USD 45500000000`.
    """
    left, right = (sorted((_read(f) for f in side), key=lambda s: (-s[1], s[0])) for side in (a, b))
    found: list[tuple[str, str]] = []
    for agree in (_is_equal, _is_rounded, _is_converted):
        for x in list(left):
            y = next((y for y in right if agree(x, y)), None)
            if y is not None:
                left.remove(x)
                right.remove(y)
                found.append((x[2], y[2]))
    return found


def are_large(figures: Iterable[str]) -> Iterator[str]:
    """The sums among the figures that are large enough to be news."""
    return (f for f in figures if " " in f and is_telling(f) and _read(f)[1] >= LARGE)


def shared_measures(a: Iterable[str], b: Iterable[str]) -> list[str]:
    """The sizes of both, as `find_measures` writes them, that agree but for rounding."""
    right = [_read(m) for m in sorted(b)]
    return [
        text
        for unit, value, text in map(_read, sorted(a))
        if any(unit == other and abs(value - size) <= UNIT_ROUNDED * max(value, size) for other, size, _ in right)
    ]


def _read(figure: str) -> tuple[str, float, str]:
    unit, _, value = figure.rpartition(" ")
    return unit, float(value), figure


Sum = tuple[str, float, str]


def _is_equal(x: Sum, y: Sum) -> bool:
    """One value. A bare 元 is read as yuan where a Taiwanese or Hong Kong text means its own."""
    return x[1] == y[1] and (x[0] == y[0] or (is_telling(x[2]) and "CNY" in (x[0], y[0]) and bool(_OWN & {x[0], y[0]})))


def _is_rounded(x: Sum, y: Sum) -> bool:
    return x[0] == y[0] and abs(x[1] - y[1]) <= ROUNDED * max(x[1], y[1])


def _is_converted(x: Sum, y: Sum) -> bool:
    rates = _rates()
    if x[0] == y[0] or x[0] not in rates or y[0] not in rates:
        return False
    left, right = x[1] * rates[x[0]], y[1] * rates[y[0]]
    return abs(left - right) <= CONVERTED * max(left, right)


@lru_cache(maxsize=1)
def _rates() -> dict[str, float]:
    """Yuan for one unit: the table the product ships, close enough to see that two sums are one."""
    return {currency: float(rate) for currency, rate in read_table("rates.toml")["cny"].items()}
