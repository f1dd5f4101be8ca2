"""Names: from those of shapes and models to those of components and generated functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

BLOCK_PREFIX = "block_"
SELECTION_SUFFIX = "_selection"


def pascal(name: str) -> str:
    """Return `trial_card` as `TrialCard`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name))


def camel(*parts: str) -> str:
    """Return ("list", "trial_cards") as `listTrialCards`."""
    first, rest = parts[0], parts[1:]
    return first + "".join(map(pascal, rest))


def snake(class_name: str) -> str:
    """Return `ArticlePage` as `article_page`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower()


def singular(endpoint: str) -> str:
    """Return the name of one of an endpoint's objects: `pages` gives `page`."""
    return endpoint.removesuffix("s")


def component_name(shape_name: str) -> str:
    """Return the component of a shape: `trial_card` is `TrialCard`, `block_quote` is `QuoteBlock`."""
    if shape_name.startswith(BLOCK_PREFIX):
        return f"{pascal(shape_name.removeprefix(BLOCK_PREFIX))}Block"
    return pascal(shape_name)


def as_component_references(value: Any) -> Any:
    """Return a schema whose references to shapes (`#/$defs/…`) lead to the document's components."""
    if isinstance(value, Mapping):
        return {key: as_component_references(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_component_references(part) for part in value]
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return f"#/components/schemas/{component_name(value.removeprefix('#/$defs/'))}"
    return value
