"""What operations answer: bodies, headers and errors, as OpenAPI's response objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cms.core.database_trouble import SENTENCE
from cms.core.json_schema import JsonSchema, integer, object_of, one_of, register_shape, shape, text
from cms.core.problems import CONTENT_TYPE as PROBLEM
from cms.core.problems import problem

JSON = "application/json"

_PROBLEM_MEMBERS = {
    "type": text("`about:blank`: the status says it all.", format="uri-reference"),
    "title": text("The phrase of the status."),
    "status": integer("The status of the answer.", minimum=400, maximum=599),
    "detail": text("A sentence: what is wrong, and what would be right."),
    "message": text("The same sentence under the name that Wagtail's v2 gives it."),
    "parameter": text("The query parameter that is wrong."),
    "suggestion": text("The nearest name that would have been right."),
    "kind": one_of(["gone", "expired", "revoked"], "What has become of what was asked for."),
}
_ALWAYS = ("type", "title", "status", "detail", "message")


def problem_shape(description: str, *, optional: Iterable[str] = (), **further: JsonSchema) -> JsonSchema:
    """Describe a problem that has `further` members, which are always there but for the `optional` ones."""
    members = {**_PROBLEM_MEMBERS, **further}
    always = {*_ALWAYS, *further} - set(optional)
    return object_of(members, description, optional=[name for name in members if name not in always])


register_shape("problem", problem_shape("What went wrong (RFC 9457), in one shape everywhere."))

HEADERS: dict[str, dict[str, Any]] = {
    "Vary": {
        "description": "`Accept-Encoding` and `Origin`; no cookie changes an answer.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Access-Control-Allow-Origin": {
        "description": "The origins that may read the answer: by default any.",
        "schema": {"type": "string"},
    },
    "Location": {
        "description": "Where the document is.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Allow": {
        "description": "The methods that there are.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "When to ask again, in seconds.",
        "required": True,
        "schema": {"type": "integer"},
    },
    "Cache-Control": {
        "description": "Who may keep the answer, and for how long.",
        "required": True,
        "schema": {"type": "string"},
    },
}
_COMMON = ("Vary", "Access-Control-Allow-Origin")

_ERRORS: dict[int, tuple[str, str, dict[str, str]]] = {
    400: (
        "A parameter is wrong; `parameter` names it, `suggestion` the nearest that would be right.",
        "'pubished_at' is not a field here; did you mean 'published_at'?",
        {"parameter": "fields", "suggestion": "published_at"},
    ),
    401: ("Whoever asks is not known.", "Give the token of a member of staff.", {}),
    403: ("Whoever asks may not see this.", "You may not see this.", {}),
    404: ("Nothing is published here.", "Nothing is published here.", {}),
    405: ("There is no other method than `GET`, `HEAD` and `OPTIONS`.", "Use GET here.", {}),
    406: (
        "`Accept-Encoding` takes nothing that there is, not even `identity`.",
        "Answers come as br, gzip or identity; this request takes none of them.",
        {},
    ),
    429: ("Too many wrong tokens; `Retry-After` says when to ask again.", "Wait a minute and try again.", {}),
    500: ("A fault of the server's.", "Something went wrong here; the request may be right.", {}),
    503: (
        "Database or search are away, or too much is asked at once; `Retry-After` says when to ask again.",
        SENTENCE,
        {},
    ),
    410: ("It was here, and is not any more.", "This is no longer here.", {"kind": "gone"}),
}
_HEADERS_OF = {405: ("Allow",), 429: ("Retry-After",), 503: ("Retry-After",)}


def headers(*names: str, further: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the headers that every answer has, those of `names`, and `further` ones with what they say."""
    known = {name: {"$ref": f"#/components/headers/{name}"} for name in (*_COMMON, *names)}
    own = {
        name: {"description": said, "required": True, "schema": {"type": "string"}}
        for name, said in (further or {}).items()
    }
    return {**known, **own}


def answer(
    schema: JsonSchema,
    *,
    description: str,
    examples: Mapping[str, Any],
    media_type: str = JSON,
    further_headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the response object of a 200."""
    named = {name: {"value": value} for name, value in examples.items()}
    content = {"schema": schema, **({"examples": named} if named else {})}
    return {
        "description": description,
        "headers": headers(further=further_headers),
        "content": {media_type: content},
    }


def found_elsewhere() -> dict[str, Any]:
    """Return the response object of a redirect to what was found."""
    return {
        "description": "Found; `Location` is the address of its document.",
        "headers": headers("Location"),
    }


def error_references(statuses: Iterable[int]) -> dict[str, Any]:
    """Return references to the shared responses of these statuses."""
    return {str(status): {"$ref": f"#/components/responses/{status_name(status)}"} for status in statuses}


def error_responses() -> dict[str, Any]:
    """Return the shared response of every status that is an error, by its component's name."""
    return {status_name(status): error_response(status, shape("problem")) for status in _ERRORS}


def error_response(
    status: int, schema: JsonSchema, *, further_headers: Mapping[str, str] | None = None, example: Any = None
) -> dict[str, Any]:
    """Return the response object of one error."""
    description, sentence, extra = _ERRORS[status]
    names = ("Cache-Control", *_HEADERS_OF.get(status, ()))
    shown = example if example is not None else problem(sentence, status=status, **extra)
    return {
        "description": description,
        "headers": headers(*names, further=further_headers),
        "content": {PROBLEM: {"schema": schema, "examples": {"problem": {"value": shown}}}},
    }


def status_name(status: int) -> str:
    """Return the component's name of a status: 404 is `NotFound`."""
    from http import HTTPStatus

    return "".join(word.capitalize() for word in HTTPStatus(status).phrase.split())
