"""`?fields=`: which fields of a document are written, and which parts of what they refer to.

Wagtail v2's grammar and meaning: names add to the defaults, `*` starts from all fields, `_` from none,
`-name` removes, `name(…)` selects inside a reference.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.api.v2.utils import parse_fields_parameter

from cms.api.errors import BadParameter, unknown_name

Config = Sequence[tuple[str, bool, Any]]

# Wagtail's parser calls itself for each.
MOST_NESTED = 50


@dataclass(frozen=True)
class Selection:
    """The names to write, in the document's order, and what is asked for inside of them."""

    names: tuple[str, ...]
    inside: dict[str, Config] = field(default_factory=dict)


def parse(text: str | None) -> Config:
    """Parse the parameter; raises `BadParameter` saying where it stops making sense."""
    if not text:
        return []
    if text.count("(") > MOST_NESTED:
        raise BadParameter(f"fields error: more than {MOST_NESTED} nested selections", parameter="fields")
    try:
        return parse_fields_parameter(text)
    except ValueError as error:
        raise BadParameter(f"fields error: {error}", parameter="fields") from error


def select(
    config: Config, *, available: Sequence[str], default: Iterable[str], on_request: Container[str] = ()
) -> Selection:
    """Choose from `available` names; raises `BadParameter` for an unknown one, naming the nearest.

    `*` means all but those `on_request`, which are chosen by their names alone.
    """
    chosen = set(default)
    inside: dict[str, Config] = {}
    if config and config[0][0] in ("*", "_"):
        everything = {name for name in available if name not in on_request}
        chosen = everything if config[0][0] == "*" else set()
        config = config[1:]
    for name, negated, sub_fields in config:
        if name not in available:
            error = unknown_name(name, available, parameter="fields", what="a field here")
            raise BadParameter(f"unknown fields: {error.detail}", **error.extra)
        if negated:
            chosen.discard(name)
            continue
        chosen.add(name)
        if sub_fields:
            inside[name] = sub_fields
    return Selection(names=tuple(name for name in available if name in chosen), inside=inside)
