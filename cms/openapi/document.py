"""The document: paths and components put together, as an object and as text."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings

from cms.core.blocks.samples import SAMPLE_CARD, SAMPLE_IMAGE
from cms.core.json_schema import JsonSchema, definitions_for, shared_shapes
from cms.openapi import operations, responses
from cms.openapi.bodies import add_bodies
from cms.openapi.documents import add_documents, endpoints
from cms.openapi.examples import Examples
from cms.openapi.names import as_component_references, component_name
from cms.openapi.resolved import add_resolved

# Raised by one at the second place whenever something is added.
VERSION = "2.1.0"

DESCRIPTION = """\
Everything that is published, as JSON: Wagtail's API v2 with more in the same style. Reading only, for
anyone: no key, no cookie.

**Types.** A page is one of a few types, told apart by the constant in `meta.type`; a block of a body is
told apart by its `type`. A component without a suffix (`ArticlePage`) is a whole document, every member
of which is always there. `…ListItem` is what lists hold: what is there without `fields=` is required,
the rest appears where `fields=` names it. `…Selection` is what `fields=` may leave of a shape when it
starts from nothing (`_`), takes something away (`-title`) or picks parts of what a document refers to
(`hero_image(url)`). `…Draft` is what previews show.

**Methods.** `HEAD` answers as `GET` without the body, `OPTIONS` with 204; any other method is a 405.

**Addresses** answer with and without a slash at their end. What no path describes is a 404 of the same
shape as every error.

**Change policy.** Within v2 nothing is removed or renamed. Members, parameters, types of pages and
blocks, and values of enumerations may be added: clients ignore members and skip blocks that they do not
know. `info.version` is raised with each addition.
"""


class SameNameError(ValueError):
    """Two shapes would be components of the same name; one of them must be called otherwise."""


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document. Made on first use: importing this must not cost the start of the site."""
    definitions = _definitions()
    paths = operations.paths(Examples(definitions))
    tags = sorted({item["get"]["tags"][0] for item in paths.values()})
    made = {
        "openapi": "3.1.0",
        "info": {
            "title": "Delivery API",
            "version": VERSION,
            "description": DESCRIPTION,
            "contact": {"name": f"The publishers of {settings.WAGTAIL_SITE_NAME}"},
        },
        "servers": [{"url": "/api/v2", "description": "The CMS that served this document."}],
        "tags": [{"name": tag, "description": _tag_description(tag, paths)} for tag in tags],
        "paths": paths,
        "components": {
            "schemas": _used(definitions, paths),
            "responses": responses.error_responses(),
            "headers": responses.HEADERS,
            "securitySchemes": _security_schemes(paths),
        },
    }
    written: dict[str, Any] = as_component_references(made)
    return _without_unused(written)


def document_text() -> str:
    """Return the document as the committed file has it."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _definitions() -> dict[str, JsonSchema]:
    samples = {"image": SAMPLE_IMAGE, "card": SAMPLE_CARD}
    definitions = {
        name: {**schema, "examples": [samples[name]]} if name in samples else schema
        for name, schema in shared_shapes().items()
    }
    add_bodies(definitions)
    add_documents(definitions)
    add_resolved(definitions, endpoints())
    return definitions


def _used(definitions: dict[str, JsonSchema], paths: dict[str, Any]) -> dict[str, JsonSchema]:
    whole = {"paths": paths, "errors": responses.error_responses()}
    components: dict[str, JsonSchema] = {}
    for name, schema in sorted(definitions_for(whole, definitions).items()):
        if component_name(name) in components:
            raise SameNameError(component_name(name))
        components[component_name(name)] = schema
    return components


def _security_schemes(paths: dict[str, Any]) -> dict[str, Any]:
    if not any("security" in item["get"] for item in paths.values()):
        return {}
    said = "The API token of a member of staff; nothing that is published needs it."
    return {operations.STAFF_TOKEN: {"type": "http", "scheme": "bearer", "description": said}}


def _tag_description(tag: str, paths: dict[str, Any]) -> str:
    """Return what the first address of a tag says of what lies there."""
    of_tag = (item["get"]["description"] for item in paths.values() if item["get"]["tags"][0] == tag)
    return str(next(of_tag)).split("\n\n")[0]


def _without_unused(made: dict[str, Any]) -> dict[str, Any]:
    """Return the document without shared responses and headers that nothing refers to."""
    spelled = json.dumps({**made, "components": {**made["components"], "headers": {}}})
    for kind in ("responses",):
        kept = {
            name: component
            for name, component in made["components"][kind].items()
            if f'"#/components/{kind}/{name}"' in spelled
        }
        made["components"][kind] = kept
    return {
        **made,
        "components": {kind: components for kind, components in made["components"].items() if components},
    }
