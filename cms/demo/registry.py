"""The demo's steps in their order. Each creates what is missing and says how many things it created.

A step must be repeatable: it recognises what exists by a key that outlives editing (translation key, registry
number, file, address) and leaves it alone, whatever has become of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final

Action = Callable[[], int]

# The order of the steps; within a module they run in the order in which they stand there.
MODULES: Final = (
    "home",
    "pictures",
    "snippets",
    "trials",
    "pages",
    "articles",
    "translations",
    "site",
    "roles",
)


@dataclass(frozen=True)
class Step:
    """One step; `run` returns how many things it created."""

    label: str
    module: str
    run: Action


@dataclass(frozen=True)
class Outcome:
    """What a step did."""

    label: str
    created: int
    seconds: float


_STEPS: list[Step] = []


def step(label: str) -> Callable[[Action], Action]:
    """Register the decorated function as a step of the module that it stands in."""

    def register(action: Action) -> Action:
        _STEPS.append(Step(label=label, module=action.__module__.rpartition(".")[2], run=action))
        return action

    return register


def steps() -> tuple[Step, ...]:
    """Return all steps in their order, whichever module was imported first."""
    for module in MODULES:
        import_module(f"cms.demo.steps.{module}")
    return tuple(sorted(_STEPS, key=lambda each: MODULES.index(each.module)))


def run_all() -> Iterator[Outcome]:
    """Run every step, yielding what it did as soon as it is done."""
    for current in steps():
        started = time.monotonic()
        created = current.run()
        yield Outcome(label=current.label, created=created, seconds=time.monotonic() - started)
