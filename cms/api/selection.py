"""`?fields=`: which fields of a document are written, and which parts of what they refer to.

Wagtail v2's grammar and meaning: names add to the defaults, `*` starts from all fields, `_` from none,
`-name` removes, `name(…)` selects inside a reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.api.v2.utils import parse_fields_parameter

from cms.api.errors import BadParameter, unknown_name

Config = Sequence[tuple[str, bool, Any]]

# Wagtail's parser calls itself for each.
MOST_NESTED = 50


@dataclass(frozen=True)
class Selection:
    """The names to write, in the document's order, and the selections inside references."""

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


def select(config: Config, *, available: Sequence[str], default: Iterable[str]) -> Selection:
    """Choose from `available` names; raises `BadParameter` for an unknown one, naming the nearest."""
    chosen = set(default)
    inside: dict[str, Config] = {}
    if config and config[0][0] in ("*", "_"):
        chosen = set(available) if config[0][0] == "*" else set()
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


def project(value: Any, config: Config, *, name: str) -> Any:
    """Return only the parts of a card, an image or a list of them that `config` selects."""
    if value is None:
        return None
    if isinstance(value, list):
        return [project(item, config, name=name) for item in value]
    if not isinstance(value, dict):
        raise BadParameter(f"'{name}' does not support nested fields", parameter="fields")
    meta = value.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    available = [key for key in value if key != "meta"] + list(meta)
    selection = select(config, available=available, default=available)
    projected = {key: value[key] for key in ("id",) if key in value and key in selection.names}
    kept_meta = {key: meta[key] for key in meta if key in selection.names}
    if kept_meta:
        projected["meta"] = kept_meta
    projected |= {key: value[key] for key in value if key in selection.names}
    for key, sub_fields in selection.inside.items():
        if key in projected:
            projected[key] = project(projected[key], sub_fields, name=key)
    return projected
