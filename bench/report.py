"""What was measured, for people and for programs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.goals import Goal
from bench.pressure import Sample
from bench.projects import BY_ADDRESS, OURS, STOCK
from bench.reading import Depth, Reading

# What this project promises: so many times as fast as stock Wagtail.
REQUIRED = {"article by id": 2.0, BY_ADDRESS: 2.0}
REQUIRED_OF_READING = 5.0
# The last page of a list by cursor may take so many times as long as the first.
MOST_FOR_DEPTH = 1.3

# Below this two figures of a shared machine say the same.
TIE = 1.3


@dataclass(frozen=True)
class Measurement:
    """One scenario of one project in one round; `milliseconds` of processor time for each request.

    `requests_each` is how many requests it takes to get what the scenario asks for.
    """

    project: str
    scenario: str
    round: int
    sample: Sample
    milliseconds: float | None
    requests_each: int = 1

    @property
    def per_second(self) -> float:
        """Return how often in a second the server gave what the scenario asks for."""
        return self.sample.requests_per_second / self.requests_each

    @property
    def processor(self) -> float:
        """Return milliseconds of processor time for it; 0 where nobody knows."""
        return (self.milliseconds or 0) * self.requests_each


@dataclass(frozen=True)
class Results:
    """A whole run; `queries` by project and what was asked for, `memory` in megabytes by project."""

    articles: int
    generator: str
    measurements: list[Measurement]
    queries: dict[str, dict[str, int]]
    memory: dict[str, list[float]]
    readings: list[Reading] = field(default_factory=list)
    depths: list[Depth] = field(default_factory=list)


def as_json(results: Results) -> dict[str, Any]:
    """Return everything, with the machine that it was measured on."""
    return {"machine": machine(), **asdict(results)}


def machine() -> dict[str, Any]:
    """Return what a reader must know to compare figures."""
    return {
        "processors": os.cpu_count(),
        "processor": _processor_name(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }


def miss_goal(results: Results) -> Goal:
    """Hold an article that is made anew against stock Wagtail's, as it is required."""
    name = "article by id"
    ours, stock = (
        median(
            m.sample.requests_per_second
            for m in results.measurements
            if m.project == key and m.scenario == name
        )
        for key in (OURS.key, STOCK.key)
    )
    return Goal(
        "miss / stock Wagtail, requests per second",
        ours / stock,
        must=REQUIRED[name],
        aim=4.0,
        ours=f"{ours:,.0f}/s",
        other=f"{stock:,.0f}/s",
    )


def table(results: Results) -> str:
    """Return the medians of all rounds as text."""
    lines = [_row(("", OURS.label, STOCK.label, "ratio"), heading=True)]
    for scenario in dict.fromkeys(measurement.scenario for measurement in results.measurements):
        lines += _scenario_rows(results, scenario)
    lines += _reading_rows(results)
    names = [name for name in results.queries[OURS.key] if name in results.queries[STOCK.key]]
    lines += [_row((f"SQL queries: {name}", *_pair(results.queries, name), "")) for name in names]
    if all(results.memory.values()):
        ours, stock = (f"{max(results.memory[key]):.0f} MiB" for key in (OURS.key, STOCK.key))
        lines.append(_row(("memory, all processes", ours, stock, "")))
    return "\n".join(lines)


def _scenario_rows(results: Results, scenario: str) -> Iterable[str]:
    chosen = {
        key: [m for m in results.measurements if m.project == key and m.scenario == scenario]
        for key in (OURS.key, STOCK.key)
    }
    speeds = {key: median(m.per_second for m in measured) for key, measured in chosen.items()}
    yield _row(
        (f"{scenario}, per second", *(f"{speed:,.0f}" for speed in speeds.values()), _ratio(*speeds.values()))
    )
    if scenario in REQUIRED:
        yield _row(("  required", "", "", _verdict(speeds[OURS.key] / speeds[STOCK.key], REQUIRED[scenario])))
    latencies = (
        f"{median(m.sample.p50 for m in measured):.0f}/{median(m.sample.p99 for m in measured):.0f}"
        for measured in chosen.values()
    )
    yield _row(("  p50/p99 ms", *latencies, ""))
    if all(m.milliseconds is not None for measured in chosen.values() for m in measured):
        costs = [median(m.processor for m in measured) for measured in chosen.values()]
        yield _row(
            ("  processor ms for each", *(f"{cost:.1f}" for cost in costs), _ratio(costs[1], costs[0]))
        )


def _reading_rows(results: Results) -> Iterable[str]:
    """Give the rows about reading everything: wall time, processor time, the last page by cursor."""
    chosen = [[r for r in results.readings if r.project == key] for key in (OURS.key, STOCK.key)]
    if not all(chosen):
        return
    ours, stock = (median(r.seconds for r in readings) for readings in chosen)
    yield _row(("all articles whole, seconds", f"{ours:.1f}", f"{stock:.1f}", _ratio(stock, ours)))
    yield _row(("  required", "", "", _verdict(stock / ours, REQUIRED_OF_READING)))
    ours, stock = (median(r.processor or 0 for r in readings) for readings in chosen)
    if ours and stock:
        yield _row(("  processor seconds", f"{ours:.1f}", f"{stock:.1f}", _ratio(stock, ours)))
    first, last = (median(getattr(depth, name) for depth in results.depths) for name in ("first", "last"))
    yield _row(("last / first page by cursor, ms", f"{last:.1f} / {first:.1f}", "", f"{last / first:.2f}"))
    verdict = "met" if last / first <= MOST_FOR_DEPTH else "not met"
    yield _row(("  required", "", "", f"<= {MOST_FOR_DEPTH} {verdict}"))


def _ratio(ours: float, stock: float) -> str:
    ratio = ours / stock
    return f"{ratio:.1f}" + (" (tie)" if 1 / TIE < ratio < TIE else "")


def _verdict(ratio: float, required: float) -> str:
    return f"{required:.1f} {'met' if ratio >= required else 'not met'}"


def _pair(queries: dict[str, dict[str, int]], name: str) -> tuple[str, str]:
    return str(queries[OURS.key][name]), str(queries[STOCK.key][name])


def _row(cells: tuple[str, ...], *, heading: bool = False) -> str:
    first, *others = cells
    line = f"{first:<36}" + "".join(f"{cell:>16}" for cell in others)
    return f"{line}\n{'-' * len(line)}" if heading else line


def _processor_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
