"""Paths and operations: those that every endpoint of models has, and one for each plain view."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from cms.api.descriptions import ViewDescription, document_or_selection, view_descriptions
from cms.api.explain import EXPLANATION
from cms.api.registry import router
from cms.api.viewsets import SnippetAPIViewSet
from cms.core.json_schema import array_of, integer, object_of, shape, text
from cms.openapi import parameters, responses
from cms.openapi.documents import LIST_ITEM_SUFFIX, Endpoint, endpoints
from cms.openapi.examples import Examples
from cms.openapi.names import camel, singular
from cms.openapi.selections import selection_name

STAFF_TOKEN = "staffToken"
_PLACE = re.compile(r"<int:(\w+)>")
_ID = {"name": "id", "in": "path", "required": True, "description": "Its id.", "schema": integer(minimum=0)}


class UndescribedViewError(LookupError):
    """A view is registered of which nobody has said what it answers (`describe_view`)."""


def paths(examples: Examples) -> dict[str, Any]:
    """Return the path items of everything that is registered, in alphabetical order."""
    found: dict[str, Any] = {}
    for endpoint in endpoints():
        found |= _EndpointPaths(endpoint, examples).paths()
    descriptions = view_descriptions()
    for name, route, view in router.views():
        if name not in descriptions:
            raise UndescribedViewError(name)
        operation = _view_operation(descriptions[name], view, examples)
        # The only places in routes of plain views are ids.
        operation["parameters"] = [*([_ID] if _PLACE.search(route) else []), *operation["parameters"]]
        found[_path(route)] = {"get": operation}
    return dict(sorted(found.items()))


def _path(route: str) -> str:
    # Addresses answer with and without a slash at their end; OpenAPI's tools expect none.
    return "/" + _PLACE.sub(r"{\1}", route.rstrip("/"))


class _EndpointPaths:
    """Writes the operations of one endpoint of models."""

    def __init__(self, endpoint: Endpoint, examples: Examples) -> None:
        self.endpoint, self.examples = endpoint, examples
        self.plural, self.one = endpoint.route, singular(endpoint.route)

    def paths(self) -> dict[str, Any]:
        by_key = issubclass(self.endpoint.viewset, SnippetAPIViewSet)
        return {
            f"/{self.plural}": {"get": self._listing()},
            f"/{self.plural}/{{{'key' if by_key else 'id'}}}": {"get": self._detail(by_key=by_key)},
            f"/{self.plural}/find": {"get": self._find()},
        }

    def _listing(self) -> dict[str, Any]:
        name = self.endpoint.name
        item = {"anyOf": [shape(f"{name}{LIST_ITEM_SUFFIX}"), shape(selection_name(name))]}
        members = {"meta": shape("list_meta"), "items": array_of(item), "explain": EXPLANATION}
        example = {"meta": {"total_count": 1}, "items": [self.examples.of(item)]}
        return self._operation(
            camel("list", self.plural),
            f"A list of {self.plural}",
            parameters.list_parameters(self.endpoint),
            _answers(
                object_of(members, optional=("explain",)),
                "The list.",
                {self.plural: example},
                errors=(400, 405),
            ),
        )

    def _detail(self, *, by_key: bool) -> dict[str, Any]:
        schema = document_or_selection(self.endpoint.name)
        answers = _answers(
            schema, "The document.", {self.one: self.examples.of(schema)}, errors=(400, 404, 405)
        )
        place = self._key() if by_key else _ID
        return self._operation(
            camel("get", self.one),
            f"One of the {self.plural}",
            [place, *parameters.document_parameters(self.endpoint)],
            answers,
        )

    def _find(self) -> dict[str, Any]:
        return self._operation(
            camel("find", self.one),
            f"Where one of the {self.plural} is, found by what is known of it",
            parameters.find_parameters(self.endpoint),
            {"302": responses.found_elsewhere(), **responses.error_references((400, 404, 405))},
        )

    def _key(self) -> dict[str, Any]:
        columns = " or ".join(f"`{name}`" for name in self.endpoint.viewset.key_fields)
        return {
            "name": "key",
            "in": "path",
            "required": True,
            "description": f"Its id, or its {columns}.",
            "schema": text(minLength=1),
        }

    def _operation(
        self, operation_id: str, summary: str, declared: list[dict[str, Any]], answers: dict[str, Any]
    ) -> dict[str, Any]:
        return _operation(
            operation_id,
            summary=f"{summary}.",
            description=_first_paragraph(self.endpoint.viewset),
            tag=self.plural,
            declared=declared,
            answers=answers,
        )


def _view_operation(
    described: ViewDescription, view: Callable[..., Any], examples: Examples
) -> dict[str, Any]:
    shown = described.examples
    if not shown and described.media_type == responses.JSON:
        shown = {described.tag: examples.of(described.answer)}
    ok = responses.answer(
        described.answer,
        description="The answer.",
        examples=shown,
        media_type=described.media_type,
        further_headers=described.headers,
    )
    plain = [status for status in (*described.statuses, 405) if status not in described.problems]
    special = {
        str(status): responses.error_response(
            status, schema, further_headers=described.headers, example=examples.of(schema)
        )
        for status, schema in described.problems.items()
    }
    answers = {"200": ok, **responses.error_references(plain), **special}
    text_of = _first_paragraph(view)
    return _operation(
        described.operation_id,
        summary=text_of.split(". ")[0].split(": ")[0].rstrip(".") + ".",
        description=text_of,
        tag=described.tag,
        declared=parameters.view_parameters(
            getattr(view, "parameters", ()), required=described.required, narrowed=described.narrowed
        ),
        answers=dict(sorted(answers.items())),
    )


def _answers(
    schema: Any, description: str, shown: dict[str, Any], *, errors: tuple[int, ...]
) -> dict[str, Any]:
    return {
        "200": responses.answer(schema, description=description, examples=shown),
        **responses.error_references(errors),
    }


def _operation(
    operation_id: str,
    *,
    summary: str,
    description: str,
    tag: str,
    declared: list[dict[str, Any]],
    answers: dict[str, Any],
) -> dict[str, Any]:
    is_explained = any(parameter["name"] == "explain" for parameter in declared)
    errors = responses.error_references((401, 403, 406, 500, 503) if is_explained else (406, 500, 503))
    operation: dict[str, Any] = {
        "operationId": operation_id,
        "summary": summary,
        "description": description,
        "tags": [tag],
        "parameters": declared,
        "responses": dict(sorted({**errors, **answers}.items())),
    }
    # A token is only needed for what it explains.
    return {**operation, "security": [{}, {STAFF_TOKEN: []}]} if is_explained else operation


def _first_paragraph(described: Any) -> str:
    text_of = inspect.getdoc(described) or ""
    return " ".join(text_of.split("\n\n")[0].split())
