"""Where in the editor each part of a preview is written, so that a click on it can lead there.

Wagtail gives every panel and every block of its editor an id of its own; these are their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import TabbedInterface, get_edit_handler
from wagtail.fields import StreamField

from cms.core.json_schema import JsonSchema, address, nullable, object_of, register_shape

_ANCHORS: JsonSchema = {"type": "object", "additionalProperties": {"type": "string"}}

EDIT_MAP = register_shape(
    "edit_map",
    object_of(
        {
            "url": nullable(
                address("The editor; null for what was never saved and for links that were shared.")
            ),
            "fields": {**_ANCHORS, "description": "Anchors in the editor by the name of the field."},
            "blocks": {**_ANCHORS, "description": "Anchors in the editor by the id of the block."},
        },
        "Where in the editor the parts of a draft are written.",
    ),
)


def edit_map(draft: Any, *, editor: Any) -> dict[str, Any]:
    """Return the places of a draft's parts in the editor; `editor` is None for a shared link."""
    if editor is None:
        return {"url": None, "fields": {}, "blocks": {}}
    path = AdminURLFinder(editor).get_edit_url(draft) if draft.pk is not None else None
    return {
        "url": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}" if path else None,
        "fields": field_anchors(type(draft)),
        "blocks": dict(_block_anchors(draft)),
    }


def field_anchors(model: type[Any]) -> dict[str, str]:
    """Return the anchor of each field: that of the panel in which it stands."""
    handler = get_edit_handler(model)
    return dict(_anchors_in(handler, "panel"))


def _anchors_in(panel: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Follow Wagtail's naming: tabs pass their prefix on, and each panel right below a tab is a section."""
    for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
        if isinstance(panel, TabbedInterface):
            yield from _anchors_in(child, f"{prefix}-child-{identifier}")
        else:
            yield from ((name, f"{prefix}-{identifier}-section") for name in _names_in(child))


def _names_in(panel: Any) -> Iterator[str]:
    name = getattr(panel, "field_name", "") or getattr(panel, "relation_name", "")
    if name:
        yield name
    for child in getattr(panel, "children", ()):
        yield from _names_in(child)


def _block_anchors(draft: Any) -> Iterator[tuple[str, str]]:
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(draft, field.name).raw_data:
                if block.get("id"):
                    yield block["id"], f"block-{block['id']}-section"
