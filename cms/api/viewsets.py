"""The base of all endpoints: Wagtail's v2 views, written in two passes, with one error shape."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import classproperty
from rest_framework.filters import BaseFilterBackend
from rest_framework.renderers import BaseRenderer, JSONRenderer
from wagtail.api import APIField
from wagtail.api.v2.views import BaseAPIViewSet

from cms.api import explain, selection
from cms.api.documents import DocumentWriter
from cms.api.errors import BadParameter, check_values, response_for, unknown_name
from cms.api.filterable import column_of
from cms.api.filters import (
    DeclaredFieldsFilter,
    DeclaredOrderingFilter,
    filterables,
    split_lookup,
    unknown_filter,
)
from cms.api.json_views import compact_response
from cms.api.meta_fields import detail_url_field, type_field
from cms.api.pagination import CURSOR_PARAMETERS, DeliveryPagination, whole_number
from cms.api.parameters import asked_format, asked_locale
from cms.api.registry import NAMESPACE
from cms.api.scope import scope_of
from cms.api.search_filter import SubquerySearchFilter
from cms.core.output import Output
from cms.core.plain_objects import plainly
from cms.core.references import References
from cms.core.scope import PublicScope

# No slug and no registry id is longer.
LONGEST_KEY = 255


class DeliveryAPIViewSet(BaseAPIViewSet):
    """An endpoint of the delivery API. Subclasses set `endpoint`, `model` and what v2's viewsets set.

    `endpoint` is the name in the router (v2's `name` is reset by the REST framework).
    """

    endpoint: ClassVar[str]
    authentication_classes: ClassVar[list[Any]] = []
    permission_classes: ClassVar[list[Any]] = []
    pagination_class = DeliveryPagination
    filter_backends: ClassVar[list[type[BaseFilterBackend]]] = [
        DeclaredFieldsFilter,
        DeclaredOrderingFilter,
        SubquerySearchFilter,
    ]
    known_query_parameters = (
        BaseAPIViewSet.known_query_parameters | CURSOR_PARAMETERS | {"site", "locale", explain.PARAMETER}
    )
    select_related: ClassVar[tuple[str, ...]] = ()

    @classproperty
    def renderer_classes(cls) -> list[type[BaseRenderer]]:
        """Return JSON alone: the address of an answer must have one meaning whatever a browser accepts."""
        return [JSONRenderer]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with JSON whatever `Accept` says.

        Without the REST framework's own request, negotiation and rendering, of which this API uses nothing
        and which take as long as some of its queries.
        """
        self.request, self.args, self.kwargs = request, args, kwargs
        try:
            if request.GET.get("format", "json") != "json":
                raise BadParameter("format can only be json", parameter="format")
            handler: Any = getattr(self, request.method.lower(), self.http_method_not_allowed)
            response: HttpResponse = handler(request, *args, **kwargs)
        except Exception as error:
            response = self.handle_exception(error)
        response["Allow"] = ", ".join(self.allowed_methods)
        return response

    # What is written

    @classmethod
    def extra_fields(cls, model: type[Model]) -> list[APIField]:
        """Return the fields that this endpoint itself writes: `type`, `detail_url` and the like."""
        return [type_field(), detail_url_field(cls.endpoint)]

    @classmethod
    def writers(cls, model: type[Model]) -> list[APIField]:
        """Return every field of a document, each once, the endpoint's own first."""
        fields = [
            *cls.extra_fields(model),
            *cls.get_body_fields(model),
            *cls.get_meta_fields(model),
        ]
        return list({field.name: field for field in reversed(fields)}.values())[::-1]

    @classmethod
    @cache
    def on_request(cls, model: type[Model]) -> frozenset[str]:
        """Return the names of the fields that are written only where `fields=` names them."""
        return frozenset(field.name for field in cls.writers(model) if getattr(field, "on_request", False))

    @classmethod
    def get_detail_default_fields(cls, model: type[Model]) -> list[str]:
        """Return v2's fields of a document, without those that are written on request."""
        on_request = cls.on_request(model)
        return [name for name in super().get_detail_default_fields(model) if name not in on_request]

    def document_writer(self, model: type[Model], *, detail: bool) -> DocumentWriter:
        """Return the writer of this request for objects of one model."""
        available = list(dict.fromkeys(self.get_available_fields(model)))
        if not detail:
            available = [name for name in available if name not in self.detail_only_fields]
        default = self.get_detail_default_fields(model) if detail else self.get_listing_default_fields(model)
        chosen = selection.select(
            selection.parse(self.request.GET.get("fields")),
            available=available,
            default=default,
            on_request=self.on_request(model),
        )
        writer = DocumentWriter(
            model,
            self.writers(model),
            meta=self.get_meta_fields_names(model),
            selection=chosen,
            output=self.output,
        )
        return explain.watched(writer, self.request)

    @property
    def scope(self) -> PublicScope:
        """Return what this request may see."""
        return scope_of(self.request)

    @property
    def output(self) -> Output:
        """Return how this response is written; its references live as long as the response."""
        if not hasattr(self, "_output"):
            self._output = Output(
                references=References(self.scope),
                rich_text_format=self.resolve_rich_text_format(),
                locale_code=asked_locale(self.request) or self.scope.locale_code,
            )
            self.scope.locale_code = self._output.locale_code
        return self._output

    def resolve_rich_text_format(self) -> str:
        """Return the format asked for; raises `BadParameter` for one that does not exist."""
        return asked_format(self.request)

    # Views

    def listing_view(self, request: Any) -> HttpResponse:
        """Answer a list: `{"meta": {"total_count"}, "items": […]}`, with `next` and `previous` by cursor."""
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        writer = self.document_writer(queryset.model, detail=False)
        queryset = plainly(queryset, unread=writer.unread_columns(queryset.model))
        objects = self.paginate_queryset(self.filter_queryset(queryset))
        return self.get_paginated_response(writer.write_all(list(objects)))

    def detail_view(self, request: Any, pk: int) -> HttpResponse:
        """Answer one document."""
        self.check_detail_parameters()
        return compact_response(self.document_of(self.get_object()))

    def find_view(self, request: Any) -> HttpResponse:
        """Redirect to the document that was found, with the parameters that were not for finding it."""
        check_values(request)
        found = self.find_object(self.get_queryset(), request)
        if found is None:
            raise Http404("not found")
        kept = request.GET.copy()
        for name in self.find_query_parameters:
            kept.pop(name, None)
        # No host: the client goes on talking to the address that it has reached.
        address = reverse(f"{NAMESPACE}:{self.endpoint}:detail", args=(found.pk,))
        return redirect(f"{address}?{kept.urlencode()}" if kept else address)

    def find_object(self, queryset: QuerySet[Any], request: Any) -> Any:
        """Find by `id`; None where there is no such object."""
        if "id" not in request.GET:
            return None
        return queryset.filter(pk=whole_number(request.GET["id"], parameter="id")).first()

    def document_of(self, instance: Model) -> dict[str, Any]:
        """Return the document of an object, in its own language unless another is asked for."""
        locale = getattr(instance, "locale", None)
        if locale is not None and "locale" not in self.request.GET:
            self.scope.locale_code = locale.language_code
        return self.document_writer(type(instance), detail=True).write(instance)

    def handle_exception(self, exc: Exception) -> HttpResponse:
        """Answer what a client caused as a problem; anything else is ours and goes up."""
        response = response_for(exc)
        if response is None:
            raise exc
        return response

    # Parameters

    def get_filterable_names(self, model: type[Model]) -> list[str]:
        """Return the names by which lists of `model` are filtered."""
        return list(filterables(type(self), model))

    def check_detail_parameters(self) -> None:
        """Refuse a parameter that no address of this endpoint knows."""
        check_values(self.request)
        known = self.known_query_parameters - CURSOR_PARAMETERS
        for parameter in self.request.GET:
            if parameter not in known:
                raise unknown_name(parameter, known, parameter=parameter, what="an operation")

    def check_query_parameters(self, queryset: QuerySet[Any]) -> None:
        """Refuse a parameter that is neither an operation nor a declared field, naming the nearest."""
        check_values(self.request)
        names = self.get_filterable_names(queryset.model)
        for parameter in self.request.GET:
            if parameter in self.known_query_parameters or split_lookup(parameter, names):
                continue
            raise self.unknown_parameter(parameter, queryset.model)

    def unknown_parameter(self, parameter: str, model: type[Model]) -> BadParameter:
        """Return the error for a parameter that lists of `model` do not know."""
        return unknown_filter(parameter, self.known_query_parameters, self.get_filterable_names(model))


class SnippetAPIViewSet(DeliveryAPIViewSet):
    """An endpoint of snippets that have drafts: live ones only, found by id or by their key.

    `key_fields` are the columns of the key (slug, registry id), tried in order; `label` names the model in
    `settings.READER_URL_PATTERNS`.
    """

    key_fields: ClassVar[tuple[str, ...]] = ("slug",)
    find_query_parameters = BaseAPIViewSet.find_query_parameters | {"slug", "registry_id"}
    meta_fields: ClassVar[list[str]] = [
        *BaseAPIViewSet.meta_fields,
        "html_url",
        "first_published_at",
        "last_published_at",
    ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return live snippets, narrowed to `locale=` where the model is translated."""
        queryset = self.model._default_manager.filter(live=True).select_related(*self.select_related)
        locale = asked_locale(self.request)
        if locale is not None and self.is_translated:
            queryset = queryset.filter(locale__language_code=locale)
        return queryset.order_by("pk")

    def key_view(self, request: Any, key: str) -> HttpResponse:
        """Answer the document of the snippet with this key."""
        self.check_detail_parameters()
        return compact_response(self.document_of(self.find_by_key(key)))

    def find_by_key(self, key: str, *, locale_code: str | None = None) -> Model:
        """Return the live snippet with this key, in the default language if in several; raises `Http404`."""
        if len(key) > LONGEST_KEY or "\x00" in key:
            raise Http404("no key looks like this")
        queryset = self.get_queryset()
        if locale_code and self.is_translated:
            queryset = queryset.filter(locale__language_code=locale_code)
        for column in self.key_fields:
            found = list(queryset.filter(**{f"{column}__iexact": key}))
            if found:
                return min(found, key=self._is_foreign)
        raise Http404(f"no {self.model._meta.verbose_name} has the key {key!r}")

    def _is_foreign(self, snippet: Any) -> bool:
        return self.is_translated and snippet.locale.language_code != settings.LANGUAGE_CODE

    @property
    def is_translated(self) -> bool:
        """Tell whether the model has a row per language."""
        return column_of(self.model, "locale") is not None

    def find_object(self, queryset: QuerySet[Any], request: Any) -> Model | None:
        """Find by `id` or by a key field, as `find/?slug=` asks."""
        for column in self.key_fields:
            if column in request.GET:
                return self.find_by_key(request.GET[column])
        return super().find_object(queryset, request)

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        """Return v2's addresses and `<key>/`."""
        return [
            *super().get_urlpatterns(),
            path("<str:key>/", cls.as_view({"get": "key_view"}), name="key"),
        ]
