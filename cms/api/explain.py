"""`?explain=1`: what an answer cost, field by field, for members of staff who show their token.

`explained` stands around every view of the registry. Without the parameter it does nothing but look for it.
With it, the request must carry `Authorization: Bearer` with an API token (Wagtail's, made in the admin) of
somebody who may enter the admin; the answer is then what anybody would get, with one more member `explain`,
and nobody may keep it.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import APIToken

from cms.api.errors import ApiProblem, BadParameter, response_for
from cms.api.json_views import compact_response
from cms.api.query_parameters import register_parameter
from cms.core.fallbacks import FALLBACK
from cms.core.json_schema import (
    JsonSchema,
    array_of,
    integer,
    nullable,
    number,
    object_of,
    one_of,
    register_shape,
    text,
)

if TYPE_CHECKING:
    from cms.api.documents import DocumentWriter
    from cms.core.api_fields import DeliveryField

PARAMETER = "explain"
NOBODY_KEEPS_IT = "no-store, private"
TOUCH_AFTER = timedelta(minutes=1)

NO_TOKEN = (
    "explain=1 is for members of staff: send the header 'Authorization: Bearer <API token>'. Tokens are made "
    "in the admin under Settings, API tokens."
)
BAD_TOKEN = (
    "This API token is not known here, was revoked, or belongs to somebody who may not log in any more."
)
NOT_STAFF = "explain=1 is for members of staff, and the owner of this API token may not enter the admin."

View = Callable[..., HttpResponse]


@dataclass
class Cost:
    """What something took: queries, and milliseconds without those of what it called that is counted too."""

    sql_count: int = 0
    milliseconds: float = 0.0


class Recorder:
    """Counts the queries and the time of one answer, by field and by kind of reference."""

    def __init__(self) -> None:
        self.sql_count = 0
        self.sql_milliseconds = 0.0
        self.fields: dict[str, Cost] = {}
        self.references: dict[str, Cost] = {}
        self.fallbacks: list[dict[str, Any]] = []
        self._open: list[Cost] = []

    def query(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a query for Django (`execute_wrapper`) and count it."""
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.sql_count += 1
            self.sql_milliseconds += _since(started)
            if self._open:
                self._open[-1].sql_count += 1

    @contextmanager
    def measured(self, cost: Cost) -> Iterator[None]:
        """Add to `cost` what happens inside, and take its time from whatever is being measured around it."""
        started = time.perf_counter()
        self._open.append(cost)
        try:
            yield
        finally:
            self._open.pop()
            spent = _since(started)
            cost.milliseconds += spent
            if self._open:
                self._open[-1].milliseconds -= spent

    def reference(self, kind: str) -> Any:
        """Measure the loading of one kind of reference (`References.observe`)."""
        return self.measured(self.references.setdefault(kind, Cost()))

    def watch(self, writer: DocumentWriter) -> None:
        """Measure the fields of a writer, and what it loads for them."""
        writer.meta_fields = [self._watched(field) for field in writer.meta_fields]
        writer.body_fields = [self._watched(field) for field in writer.body_fields]
        writer.output.references.observe = self.reference

    def _watched(self, field: DeliveryField) -> DeliveryField:
        cost = self.fields.setdefault(field.name, Cost())

        def timed(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any) -> Any:
                with self.measured(cost):
                    return function(*args)

            return call

        watched = copy.copy(field)
        watched.represent = timed(self._saying_why(field))
        watched.collect = timed(field.collect) if field.collect is not None else None
        return watched

    def _saying_why(self, field: DeliveryField) -> Callable[..., Any]:
        """Return what writes a field, and notes where its values come from if the field can say that."""
        if field.explain is None:
            return field.represent
        explain = field.explain

        def represent(instance: Any, output: Any) -> Any:
            value = field.represent(instance, output)
            self.fallbacks += [{"id": instance.pk, **said} for said in explain(instance, output)]
            return value

        return represent


def watched(writer: DocumentWriter, request: Any) -> DocumentWriter:
    """Return the writer, measured if this request is being explained."""
    recorder = getattr(getattr(request, "_request", request), "_recorder", None)
    if recorder is not None:
        recorder.watch(writer)
    return writer


def explained(view: View) -> View:
    """Return a view that explains itself when it is asked to, and by whom it may be."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if PARAMETER not in request.GET:
            return view(request, *args, **kwargs)
        try:
            _check(request)
            response = _explained_response(view, request, args, kwargs)
        except ApiProblem as error:
            response = cast("HttpResponse", response_for(error))
            if error.status == 401:
                response["WWW-Authenticate"] = 'Bearer realm="API tokens"'
        response["Cache-Control"] = NOBODY_KEEPS_IT
        return response

    return wrapped


def _check(request: HttpRequest) -> None:
    """Raise a problem unless the parameter is right and a member of staff asks."""
    if request.GET.getlist(PARAMETER) != ["1"]:
        raise BadParameter("explain can only be 1", parameter=PARAMETER)
    scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise ApiProblem(NO_TOKEN, status=401)
    hashes = APIToken.candidate_key_hashes(token.strip())
    found = APIToken.objects.select_related("user").filter(key_hash__in=hashes, revoked_at=None).first()
    if found is None or not found.user.is_active:
        raise ApiProblem(BAD_TOKEN, status=401)
    if not found.user.has_perm("wagtailadmin.access_admin"):
        raise ApiProblem(NOT_STAFF, status=403)
    now = timezone.now()
    if found.last_used_at is None or now - found.last_used_at > TOUCH_AFTER:
        APIToken.objects.filter(pk=found.pk).update(last_used_at=now)


def _explained_response(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    recorder = Recorder()
    request._recorder = recorder  # type: ignore[attr-defined]
    _without_parameter(request)
    started = time.perf_counter()
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(recorder.query))
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response.render()  # type: ignore[attr-defined]
    milliseconds = _since(started)
    if response.status_code in (301, 302):
        address = response["Location"]
        response["Location"] = f"{address}{'&' if '?' in address else '?'}{PARAMETER}=1"
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("application/json"):
        return response
    return compact_response(_with_explanation(response.content, recorder, milliseconds))


def _without_parameter(request: HttpRequest) -> None:
    """Take the parameter away, so that links and the check of parameters are what they are for others."""
    asked = request.GET.copy()
    del asked[PARAMETER]
    request.META["QUERY_STRING"] = asked.urlencode()
    request.GET = asked  # type: ignore[assignment]


def _with_explanation(content: bytes, recorder: Recorder, milliseconds: float) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(content)
    sizes = _sizes(answer)
    costs: dict[str, Cost | None] = dict(recorder.fields) or dict.fromkeys(sizes)
    fields = [
        {
            "name": name,
            "sql_count": cost.sql_count if cost else None,
            "milliseconds": round(cost.milliseconds, 3) if cost else None,
            "bytes": sizes.get(name, 0),
        }
        for name, cost in costs.items()
    ]
    references = [
        {"kind": kind, "sql_count": cost.sql_count, "milliseconds": round(cost.milliseconds, 3)}
        for kind, cost in recorder.references.items()
    ]
    explanation = {
        "sql_count": recorder.sql_count,
        "sql_milliseconds": round(recorder.sql_milliseconds, 3),
        "milliseconds": round(milliseconds, 3),
        "bytes": len(content),
        "fields": fields,
        "references": references,
        "fallbacks": recorder.fallbacks,
    }
    return {**answer, PARAMETER: explanation}


def _sizes(answer: dict[str, Any]) -> dict[str, int]:
    """Return how many bytes each field takes in all documents of an answer together."""
    sizes: dict[str, int] = {}
    for document in _documents(answer):
        inside = document.get("meta")
        parts = {**document, **(inside if isinstance(inside, dict) else {})}
        for name, value in parts.items():
            if name != "meta" or not isinstance(inside, dict):
                sizes[name] = sizes.get(name, 0) + len(_compact(value))
    return sizes


def _documents(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the documents of a list, of `resolve/`, or the answer itself."""
    if isinstance(answer.get("items"), list):
        return [item for item in answer["items"] if isinstance(item, dict)]
    resolved = answer.get(str(answer.get("kind")))
    return [resolved if isinstance(resolved, dict) else answer]


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _shape() -> JsonSchema:
    count, milliseconds = integer("Queries.", minimum=0), number("Time, that of queries included.")
    size = integer("Size as compact JSON, in all items of a list together.", minimum=0)
    field = object_of(
        {
            "name": text("The member of a document, or of its `meta`."),
            "sql_count": nullable(count),
            "milliseconds": nullable(milliseconds),
            "bytes": size,
        },
        "Null where members are written together and not one by one.",
    )
    reference = object_of(
        {"kind": text("Such as `image` or `page`."), "sql_count": count, "milliseconds": milliseconds},
        "What was loaded for all fields at once.",
    )
    return object_of(
        {
            "sql_count": integer(
                "All queries, those of the site and of reading the objects included.", minimum=0
            ),
            "sql_milliseconds": number("The time of all queries."),
            "milliseconds": number("The time of the whole answer."),
            "bytes": integer("The size of the answer without this member.", minimum=0),
            "fields": array_of(field),
            "references": array_of(reference),
            "fallbacks": array_of(FALLBACK, "Where values come from that fall back from field to field."),
        },
        "What the answer cost, for `explain=1`.",
    )


EXPLANATION = register_shape("explanation", _shape())


def register() -> None:
    """Declare the parameter."""
    register_parameter(
        PARAMETER,
        "Adds what the answer cost, for members of staff: the request carries their API token.",
        schema=one_of(["1"]),
    )
