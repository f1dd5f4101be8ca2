"""The components of `resolve/`: a document under the name of its kind, a redirect, or nothing."""

from __future__ import annotations

from cms.api.descriptions import document_or_selection
from cms.api.explain import EXPLANATION
from cms.api.resolve import snippet_resolvers
from cms.core.json_schema import JsonSchema, array_of, boolean, constant, nullable, object_of, text, union_of
from cms.core.json_schema import shape as reference
from cms.core.shapes import CARD
from cms.openapi.documents import Endpoint
from cms.openapi.responses import problem_shape

_NEIGHBOURS: dict[str, JsonSchema] = {
    "nearest": {**nullable(CARD), "description": "The closest page above."},
    "similar": array_of(CARD, "At most three whose paths are spelled much the same."),
}
REDIRECT_STATUSES = [301, 302, 307, 308]


def add_resolved(definitions: dict[str, JsonSchema], endpoints: list[Endpoint]) -> None:
    """Add the components of what a path can lead to."""
    kinds = {"page": "page"}
    names = {endpoint.viewset: endpoint.name for endpoint in endpoints}
    kinds |= {resolver.kind: names[resolver.viewset] for resolver in snippet_resolvers()}
    for kind, name in kinds.items():
        members = {"kind": constant(kind), kind: document_or_selection(name), "explain": EXPLANATION}
        definitions[f"resolved_{kind}"] = object_of(
            members, f"The path is that of a {kind}.", optional=("explain",)
        )
    definitions["resolved_redirect"] = _redirect()
    members = {kind: reference(f"resolved_{kind}") for kind in (*kinds, "redirect")}
    definitions["resolved"] = union_of(
        members, on="kind", description="What a path of the front end leads to."
    )
    definitions["nothing_found"] = problem_shape(
        "Nothing is published at the path, or redirects lead nowhere from it.",
        kind=constant("not_found"),
        **_NEIGHBOURS,
        chain=array_of(text(), "The addresses that the redirects lead through, where they are not followed."),
        optional=("chain",),
    )
    definitions["gone"] = problem_shape(
        "What was at the path has been removed on purpose.", kind=constant("gone"), **_NEIGHBOURS
    )


def _redirect() -> JsonSchema:
    return object_of(
        {
            "kind": constant("redirect"),
            "location": text("Where to send the reader: a path of this site, or an address on another."),
            "status": {"type": "integer", "enum": REDIRECT_STATUSES},
            "external": boolean("Whether it leads to another site."),
            "explain": EXPLANATION,
        },
        "The path has moved.",
        optional=("explain",),
    )
