"""Answers held against `openapi.json`: the operation, its status, media type, headers and body.

Without `fields=` only whole documents and plain list items will do: the alternatives for selections, which
would accept nearly anything, are closed.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property

import jsonschema_rs

from cms.openapi.document import document

ROOT = "/api/v2"
SHARED = "#/components/"


class ContractError(AssertionError):
    """An answer that the document does not describe."""


@dataclass(frozen=True)
class Answer:
    """What a client received; `headers` maps names in lower case to values."""

    method: str
    path: str
    query: dict
    status: int
    headers: dict
    body: bytes

    def __str__(self):
        return f"{self.method} {self.path} with {dict(self.query)} answered {self.status}"


class Contract:
    """Holds answers against one document."""

    def __init__(self, described):
        self.described = described
        self._validators = {}

    def check(self, answer):
        """Raise `ContractError` if the answer is not one that the document describes."""
        if answer.method == "OPTIONS":
            self._check_preflight(answer)
            return
        path = self.path_of(answer.path)
        if path is None:
            self._check_unknown_address(answer)
            return
        described, place = self._response(path, answer)
        self._check_headers(described, place, answer)
        self._check_body(described, place, answer)

    def path_of(self, path):
        """Return the path of the document that an address belongs to, None for none."""
        address = path.removeprefix(ROOT)
        return next((known for known, pattern in self._patterns if pattern.fullmatch(address)), None)

    @cached_property
    def _patterns(self):
        # Literal addresses first: `find` is no key.
        paths = sorted(self.described["paths"], key=lambda path: (path.count("{"), path))
        return [(path, re.compile(self._pattern(path), re.DOTALL)) for path in paths]

    def _pattern(self, path):
        declared = self.described["paths"][path]["get"]["parameters"]
        types = {each["name"]: each["schema"]["type"] for each in declared if each["in"] == "path"}
        parts = re.split(r"\{(\w+)\}", path)
        named = [r"[0-9]+" if types[name] == "integer" else "[^/]+" for name in parts[1::2]]
        literal = map(re.escape, parts[::2])
        joined = "".join(part for pair in zip(literal, [*named, ""], strict=True) for part in pair)
        return joined if path.endswith(".json") else f"{joined}/?"

    def _response(self, path, answer):
        operation = self.described["paths"][path]["get"]
        place = f"{operation['operationId']} (paths.{path}.get.responses.{answer.status})"
        is_read = answer.method in ("GET", "HEAD")
        if is_read == (answer.status == 405) or str(answer.status) not in operation["responses"]:
            documented = ", ".join(operation["responses"])
            raise ContractError(f"{answer}, which {place} does not describe; it has {documented}")
        return self._resolved(operation["responses"][str(answer.status)]), place

    def _resolved(self, node):
        while "$ref" in node:
            kind, name = node["$ref"].removeprefix(SHARED).split("/")
            node = self.described["components"][kind][name]
        return node

    def _check_headers(self, described, place, answer):
        for name, header in described.get("headers", {}).items():
            if self._resolved(header).get("required") and name.lower() not in answer.headers:
                raise ContractError(f"{answer} without the header {name}, which {place} promises")

    def _check_body(self, described, place, answer):
        content = described.get("content")
        if answer.method == "HEAD" and not answer.body:
            return
        if content is None:
            if answer.body:
                raise ContractError(f"{answer} with a body, of which {place} knows nothing")
            return
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        if media_type not in content:
            raise ContractError(f"{answer} as {media_type}; {place} has {', '.join(content)}")
        if media_type.endswith("json"):
            self._check_schema(content[media_type]["schema"], place, answer)

    def _check_schema(self, schema, place, answer):
        value = json.loads(answer.body)
        is_whole = "fields" not in answer.query
        key = (place, is_whole)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                self.standalone(schema, is_whole=is_whole), validate_formats=True
            )
        if not self._validators[key].is_valid(value):
            error = innermost(next(self._validators[key].iter_errors(value)))
            raise ContractError(f"{answer}, which {place} does not describe: {told(error)}")

    def standalone(self, schema, *, is_whole):
        """Return a schema of the document together with the components that it may refer to."""
        schemas = self.described["components"]["schemas"]
        if is_whole:
            schema = without_selections(schema)
            schemas = {name: without_selections(part) for name, part in schemas.items()}
        return {**schema, "components": {"schemas": schemas}}

    def _check_unknown_address(self, answer):
        place = "an address of which the document knows nothing"
        if answer.status not in (400, 404):
            raise ContractError(f"{answer} at {place}: it should be 404")
        problem = self.described["components"]["responses"]["NotFound"]
        self._check_headers(problem, place, answer)
        self._check_body(problem, place, answer)

    def _check_preflight(self, answer):
        if answer.status != 204 or answer.body:
            raise ContractError(f"{answer}; OPTIONS answers 204 without a body")


def without_selections(schema):
    """Return a schema whose alternatives are whole shapes only."""
    if isinstance(schema, list):
        return [without_selections(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: without_selections(part) for key, part in schema.items()}
    if isinstance(kept.get("anyOf"), list):
        whole = [part for part in kept["anyOf"] if not part.get("$ref", "").endswith("Selection")]
        kept["anyOf"] = whole or kept["anyOf"]
    return kept


def innermost(error):
    """Return the error further in that says most: of several alternatives the one meant by its constants."""
    while alternatives := getattr(error.kind, "context", None):
        meant = min(filter(None, alternatives), key=_strangeness)
        error = max(meant, key=lambda inner: len(inner.instance_path))
    return error


def _strangeness(errors):
    telling = [error for error in errors if error.kind.name in ("const", "type", "false")]
    return len(telling), len(errors)


def told(error):
    """Return where a value is wrong, what is wrong, and by which part of the document."""
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
    return f"{place or 'the body'}: {error.message[-400:]} ({'/'.join(map(str, error.schema_path))})"


@cache
def contract():
    """Return the contract of the document that this project serves."""
    return Contract(document())
