"""Fallbacks: what is taken where an editor left a field empty, as data, so that it can be shown to staff.

A chain is a tuple of steps, the best first; the first step that has a value wins. The chains of pages are in
`cms.seo.page_head`, those of authors, topics and trials in their own apps; docs/seo.md lists all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from cms.core.json_schema import array_of, integer, nullable, object_of, register_shape, text
from cms.core.output import Output


class Step(NamedTuple):
    """One place where a value may come from; `name` is the API's, or a few words."""

    name: str
    read: Callable[[Any, Output], Any]


Chain: TypeAlias = tuple[Step, ...]


def column(name: str) -> Step:
    """Return the step that reads a column or attribute; empty on what has none of that name."""
    return Step(name, lambda instance, output: getattr(instance, name, None))


def first(chain: Chain, instance: Any, output: Output) -> Any:
    """Return the value of the first step that has one, "" if none has."""
    for _name, read in chain:
        value = read(instance, output)
        if value:
            return value
    return ""


def explained(member: str, chain: Chain, instance: Any, output: Output) -> dict[str, Any]:
    """Return what every step of a chain has, and which one was taken."""
    return explanation(member, [(step.name, step.read(instance, output)) for step in chain])


def explanation(member: str, steps: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the explanation of a member from the names and values of its steps."""
    shown = [(name, _shown(value)) for name, value in steps]
    return {
        "member": member,
        "taken": next((name for name, value in shown if value), None),
        "steps": [{"name": name, "value": value} for name, value in shown],
    }


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("url") or "")
    return "" if value is None or value is False else str(value)


FALLBACK = register_shape(
    "fallback",
    object_of(
        {
            "id": nullable(integer("Of the document.", minimum=0)),
            "member": text("Such as `seo.title` or `seo.open_graph.image`."),
            "taken": nullable(text("The name of the step that was taken; null where none has a value.")),
            "steps": array_of(
                object_of({"name": text("A field, or a few words."), "value": text("May be empty.")}),
                "The best first.",
            ),
        },
        "Where a member comes from that falls back from field to field.",
    ),
)
