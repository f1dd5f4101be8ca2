"""Measure this project against stock Wagtail on the same content in the same run: `make bench`.

Each server runs alone, in turn (ours, stock, ours, stock, …), under the same load from the same client.
What is printed are medians over the rounds and their ratio; the machine's own speed cancels out in it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.asking import Load, ask
from bench.load import article_count
from bench.projects import DIRECTORY, OURS, ROOT, STOCK, Project
from bench.serving import running

Results = dict[str, dict[str, list[Load]]]


def main() -> None:
    """Load what is missing, measure, print the table and keep the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--articles", type=article_count, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0, help="of load, for each scenario")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--directory", type=Path, default=DIRECTORY)
    options = parser.parse_args()
    directory = options.directory.resolve()
    for project in (OURS, STOCK):
        _run("bench.load", options.articles, "--project", project.key, "--directory", directory)
    queries = {project.key: _queries(project, options.articles, directory) for project in (OURS, STOCK)}
    results: Results = {OURS.key: {}, STOCK.key: {}}
    memory: dict[str, list[float]] = {OURS.key: [], STOCK.key: []}
    for number in range(options.rounds):
        for project in (OURS, STOCK):
            print(f"round {number + 1} of {options.rounds}: {project.label}", flush=True)
            _measure(project, options, directory, results[project.key], memory[project.key])
    table = _table(results, queries, memory)
    print(f"\n{_machine()}; {options.articles} articles, {options.connections} connections\n\n{table}")
    _keep(directory / f"results-{options.articles}.json", results, queries, memory)


def _measure(
    project: Project, options: Any, directory: Path, loads: dict[str, list[Load]], memory: list[float]
) -> None:
    with running(project, directory, options.articles) as server:
        for name, paths in project.scenarios(options.articles).items():
            ask(server.port, paths, seconds=1, connections=options.connections)
            load = ask(server.port, paths, seconds=options.seconds, connections=options.connections)
            loads.setdefault(name, []).append(load)
        memory.append(server.resident_megabytes())


def _queries(project: Project, articles: int, directory: Path) -> dict[str, int]:
    output = _run("bench.queries", project.key, articles, "--directory", directory, capture=True)
    counts: dict[str, int] = json.loads(output)
    return counts


def _run(module: str, *arguments: Any, capture: bool = False) -> str:
    """Run another part of the benchmark in a process of its own: each sets Django up for one project."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE if capture else None
    )
    return done.stdout or ""


def _table(results: Results, queries: dict[str, dict[str, int]], memory: dict[str, list[float]]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| | ours: req/s · p50/p99 ms · queries | stock: req/s · p50/p99 ms · queries | ours / stock |",
        "|---|--:|--:|--:|",
    ]
    for name in results[OURS.key]:
        ours, stock = (_medians(results[key][name]) for key in (OURS.key, STOCK.key))
        cells = (
            _cell(figures, queries[key][name]) for key, figures in ((OURS.key, ours), (STOCK.key, stock))
        )
        ratio = ours.requests_per_second / stock.requests_per_second
        lines.append(f"| {name} | {' | '.join(cells)} | {ratio:.1f} |")
    for name in ("list of 100", "article of 100 blocks"):
        lines.append(f"| {name}: queries | {queries[OURS.key][name]} | {queries[STOCK.key][name]} | |")
    used = {key: statistics.median(values) for key, values in memory.items()}
    ratio = used[OURS.key] / used[STOCK.key]
    lines.append(f"| memory, MiB | {used[OURS.key]:.0f} | {used[STOCK.key]:.0f} | {ratio:.1f} |")
    return "\n".join(lines)


def _medians(loads: list[Load]) -> Load:
    columns = zip(*(asdict(load).values() for load in loads), strict=True)
    return Load(*map(statistics.median, columns))


def _cell(load: Load, queries: int) -> str:
    return f"{load.requests_per_second:.0f} · {load.p50:.0f}/{load.p99:.0f} · {queries}"


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, SQLite, Granian with 2 workers"


def _keep(path: Path, results: Results, queries: Any, memory: Any) -> None:
    loads = {
        key: {name: [asdict(load) for load in rounds] for name, rounds in by_name.items()}
        for key, by_name in results.items()
    }
    path.write_text(json.dumps({"loads": loads, "queries": queries, "memory": memory}, indent=2))
    print(f"\nKept in {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name}")


if __name__ == "__main__":
    main()
