"""Measure this project beside stock Wagtail and nginx: `python -m bench --articles 20000`.

Both projects are served by Granian with the same settings, as `make run` serves this one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import urllib.request
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import content
from bench.goals import Goal, Skipped, goals_table
from bench.kept import Figures, Options, measure_kept
from bench.kept_memory import measure_memory
from bench.load import SUGGESTED, article_count
from bench.pressure import (
    OWN_GENERATOR,
    WRK,
    PressureProblem,
    Sample,
    TooSlowError,
    generator,
    put_under_pressure,
)
from bench.projects import BY_ADDRESS, DIRECTORY, OURS, PROJECTS, ROOT, STOCK, WHOLE, Project
from bench.reading import measure_depth, read_all
from bench.report import Measurement, Results, as_json, miss_goal, table
from bench.servers import memory_in_megabytes, processor_seconds, serving
from cms.operations.launcher import HOST

# Long enough for each connection to be answered once.
WARM_UP_SECONDS = {WHOLE: 4.0}
USUAL_WARM_UP_SECONDS = 1.0
# Where not every connection was answered once a scenario gets so many times as long, up to so many seconds.
LONGER = 4
LONGEST_SECONDS = 120.0

KEPT, UNKEPT = "kept", "unkept"


class WrongAnswerError(Exception):
    """A project does not answer with the article that it was given."""


def main() -> None:
    """Load, count, measure, report."""
    options = _parser().parse_args()
    options.directory = options.directory.resolve()
    for project in PROJECTS.values():
        _call("bench.load", str(options.articles), f"--project={project.key}", directory=options.directory)
    figures, goals = _measure_kept(options) if options.only != UNKEPT else (None, [])
    results = _measure_unkept(options) if options.only != KEPT else None
    if results:
        goals.append(miss_goal(results))
    all_figures = {"unkept": results and as_json(results), "kept": figures and asdict(figures)}
    file = options.directory / f"results-{options.articles}.json"
    file.write_text(json.dumps({**all_figures, "goals": [asdict(goal) for goal in goals]}, indent=1))
    print(
        f"\n{options.articles:,} articles, medians of {options.rounds} rounds, load by {options.generator}\n"
    )
    if results:
        print(table(results), end="\n\n")
    print(goals_table(goals))
    print(f"\nAll figures: {file}")


def _measure_kept(options: argparse.Namespace) -> tuple[Figures, list[Goal | Skipped]]:
    names = ("articles", "rounds", "seconds", "generator", "directory", "port")
    figures, goals = measure_kept(Options(**{name: getattr(options, name) for name in names}))
    print("Memory of kept answers", flush=True)
    place = {"directory": options.directory, "port": options.port}
    return figures, [*goals, measure_memory(articles=options.articles, **place)]


def _measure_unkept(options: argparse.Namespace) -> Results:
    queries = {
        key: json.loads(
            _call("bench.queries", key, str(options.articles), directory=options.directory, read=True)
        )
        for key in PROJECTS
    }
    results = Results(
        articles=options.articles, generator=options.generator, measurements=[], queries=queries, memory={}
    )
    for number in range(1, options.rounds + 1):
        for project in (OURS, STOCK):
            print(f"Round {number} of {options.rounds}: {project.label}, every answer made anew", flush=True)
            _measure(project, options, results, number=number)
    return results


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--articles", type=article_count, default=1000, help=f"for example {SUGGESTED}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=(KEPT, UNKEPT), help="kept answers, or those that are made anew")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each scenario in each round")
    parser.add_argument("--generator", choices=(WRK, OWN_GENERATOR), default=generator())
    parser.add_argument("--directory", type=Path, default=DIRECTORY, help="databases, logs and results")
    parser.add_argument("--port", type=int, default=8820)
    return parser


def _call(module: str, *arguments: str, directory: Path, read: bool = False) -> str:
    """Run one of our modules in a process of its own: a process can set up only one Django project."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments, f"--directory={directory}"]
    output = subprocess.PIPE if read else None
    return subprocess.run(command, cwd=ROOT, check=True, stdout=output, text=True).stdout or ""


def _measure(project: Project, options: argparse.Namespace, results: Results, *, number: int) -> None:
    scenarios = project.scenarios(options.articles)
    with serving(project, directory=options.directory, articles=options.articles, port=options.port) as pid:
        _check(scenarios["article by id"][0], port=options.port)
        for scenario, paths in scenarios.items():
            settings: dict[str, Any] = {"port": options.port, "using": options.generator}
            # A cold server on a busy machine may not answer once; what is wrong shows again below.
            with suppress(PressureProblem):
                put_under_pressure(
                    paths, seconds=WARM_UP_SECONDS.get(scenario, USUAL_WARM_UP_SECONDS), **settings
                )
            sample, used = _under_pressure(paths, seconds=options.seconds, pid=pid, settings=settings)
            each = project.by_address if scenario == BY_ADDRESS else 1
            measurement = Measurement(project.key, scenario, number, sample, used, each)
            results.measurements.append(measurement)
            print(f"  {scenario}: {measurement.per_second:,.0f}/s", flush=True)
        place = {"articles": options.articles, "port": options.port}
        reading = read_all(project, pid=pid, **place)
        print(f"  all articles whole: {reading.seconds:,.1f} s", flush=True)
        results.readings.append(reading)
        if project.has_cursors:
            results.depths.append(measure_depth(project, **place))
        memory = memory_in_megabytes(pid)
        if memory is not None:
            results.memory.setdefault(project.key, []).append(memory)


def _under_pressure(
    paths: list[str], *, seconds: float, pid: int, settings: dict[str, Any]
) -> tuple[Sample, float | None]:
    """Return what the server did, and milliseconds of its processor time for each request.

    Raises `PressureProblem` where some requests failed, or where not all of the first were answered in time.
    """
    while True:
        before = processor_seconds(pid)
        try:
            sample = put_under_pressure(paths, seconds=seconds, **settings)
        except TooSlowError as error:
            if seconds * LONGER > LONGEST_SECONDS:
                raise
            seconds *= LONGER
            print(f"  {error}; trying {seconds:g} s", flush=True)
            continue
        after = processor_seconds(pid)
        return sample, None if before is None or after is None else (after - before) * 1000 / sample.requests


def _check(path: str, *, port: int) -> None:
    """Make sure that what is measured is the whole article, in either project's names."""
    with urllib.request.urlopen(f"http://{HOST}:{port}{path}") as response:
        document: dict[str, Any] = json.load(response)
    values = {block["type"]: block["value"] for block in document["body"]}
    trials = values["trial_list"]["trials"] if "trial_list" in values else values["trials"]
    posts = values["related_posts"]["posts"] if "related_posts" in values else values["related"]
    found = (len(document["body"]), len(trials), len(posts))
    expected = (content.BLOCKS_PER_ARTICLE, content.TRIALS_PER_ARTICLE, len(content.RELATED_DISTANCES))
    if found != expected or not all(trial["title"] for trial in trials):
        raise WrongAnswerError(f"{path} has {found} blocks, trials and related articles, not {expected}")


if __name__ == "__main__":
    main()
