"""The pictures of an article in the three shapes that search engines ask for."""

from __future__ import annotations

from typing import Any

from cms.core.addresses import FileAddresses
from cms.core.image_presets import RATIOS
from cms.core.models import Rendition
from cms.core.references import References, register_reference_kind
from cms.seo.json_ld.graph import Node
from cms.seo.json_ld.site_nodes import image_node


def collect_ratios(image_id: int | None, references: References) -> None:
    """Say that a picture is needed in all its shapes."""
    references.want("image", image_id)
    references.want("image_ratios", image_id)


def image_nodes(image_id: int | None, references: References) -> list[Node]:
    """Return a public picture as 1:1, 4:3 and 16:9, or as it is until these have been made."""
    image = references.get("image", image_id)
    if image is None:
        return []
    made = references.get("image_ratios", image_id) or []
    files = made or [image["social"] or image]
    nodes = (image_node({**image, **file}) for file in files)
    return [node for node in nodes if node]


def _load(references: References, keys: frozenset[Any]) -> dict[Any, list[dict[str, Any]]]:
    # Whether the picture may be shown at all its image object says.
    files = FileAddresses()
    order = list(RATIOS.values())
    found: dict[Any, list[dict[str, Any]]] = {}
    rows = Rendition.objects.filter(image_id__in=keys, filter_spec__in=order)
    by_shape = sorted(
        rows.values("image_id", "filter_spec", "file", "width", "height"),
        key=lambda row: order.index(row["filter_spec"]),
    )
    for row in by_shape:
        file = {"url": files.absolute(row["file"]), "width": row["width"], "height": row["height"]}
        found.setdefault(row["image_id"], []).append(file)
    return found


def register() -> None:
    """Register the reference kind `image_ratios`."""
    register_reference_kind("image_ratios", order=30, load=_load)
