"""What is required of kept answers, and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_WIDTHS = (52, 18, 18, 9, 10, 8)


@dataclass(frozen=True)
class Goal:
    """One required number: `value` is held against `must` and `aim`, floors or, if `at_most`, ceilings.

    `ours` and `other` are the figures that `value` was made from, for people.
    """

    name: str
    value: float
    must: float
    aim: float | None = None
    at_most: bool = False
    ours: str = ""
    other: str = ""

    @property
    def verdict(self) -> str:
        """Return in words whether the goal is met."""
        if not self._meets(self.must):
            return "not met"
        return "met" if self.aim is None or not self._meets(self.aim) else "met, and the aim"

    def _meets(self, bound: float) -> bool:
        return self.value <= bound if self.at_most else self.value >= bound


@dataclass(frozen=True)
class Skipped:
    """A number that could not be measured here, and why."""

    name: str
    reason: str


def goals_table(rows: Sequence[Goal | Skipped]) -> str:
    """Return the goals as text."""
    heading = _line("", "ours", "other", "value", "must", "aim") + "verdict"
    return "\n".join([heading, "-" * len(heading), *map(_row, rows)])


def _row(row: Goal | Skipped) -> str:
    if isinstance(row, Skipped):
        return _line(row.name) + f"not measured: {row.reason}"
    aim = "" if row.aim is None else _number(row.aim)
    sign = "≤ " if row.at_most else "≥ "
    return (
        _line(row.name, row.ours, row.other, _number(row.value), sign + _number(row.must), aim) + row.verdict
    )


def _line(*cells: str) -> str:
    return (
        "".join(
            f"{cell:<{width}}" if number == 0 else f"{cell:>{width}}"
            for number, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=False))
        )
        + "  "
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
