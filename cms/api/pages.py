"""`/api/v2/pages/`: v2's pages, scoped to what is public, related objects as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import Http404
from wagtail.api import APIField
from wagtail.api.v2.utils import page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import get_page_models

from cms.api.errors import BadParameter, nearest
from cms.api.filters import (
    UNKNOWN_PARAMETER,
    DeclaredFieldsFilter,
    DeclaredOrderingFilter,
    filterables,
    split_lookup,
)
from cms.api.meta_fields import (
    alias_of_field,
    detail_url_field,
    locale_field,
    page_html_url_field,
    parent_field,
    type_field,
)
from cms.api.paths import page_id_at
from cms.api.tree_filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    LocaleCodeFilter,
    TranslationOfFilter,
)
from cms.api.viewsets import DeliveryAPIViewSet, SubquerySearchFilter
from cms.core.api_fields import registered_page_fields
from cms.core.cards import model_label
from cms.core.models import BasePage
from cms.core.prepared import PreparedRows, prepared_objects

_type_rows = PreparedRows(
    lambda ids: BasePage.objects.filter(pk__in=ids, live=True).order_by().values("path", "content_type_id")
)


LARGEST_KEY = 2**63 - 1


@cache
def _reader_of(label: str) -> Callable[[Iterable[int]], list[BasePage]]:
    """Return the function that reads pages of one type."""
    model: type[BasePage] = apps.get_model(label)
    return prepared_objects(model)


class PageAPIViewSet(DeliveryAPIViewSet, PagesAPIViewSet):
    """Pages of every type; `type=` opens the fields and filters of one."""

    endpoint = "pages"
    model = BasePage
    filter_backends: ClassVar[list[Any]] = [
        DeclaredFieldsFilter,
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        DeclaredOrderingFilter,
        TranslationOfFilter,
        LocaleCodeFilter,
        SubquerySearchFilter,
    ]
    known_query_parameters = (
        DeliveryAPIViewSet.known_query_parameters | PagesAPIViewSet.known_query_parameters
    )
    meta_fields: ClassVar[list[str]] = PagesAPIViewSet.meta_fields
    select_related: ClassVar[tuple[str, ...]] = ("locale",)

    @classmethod
    def get_body_fields(cls, model: type[Model]) -> list[APIField]:
        """Return the model's fields and those that other apps add to every page."""
        return [*super().get_body_fields(model), *registered_page_fields()]

    @classmethod
    def extra_fields(cls, model: type[Model]) -> list[APIField]:
        """Return what every page writes below `meta`."""
        return [
            type_field(),
            detail_url_field(cls.endpoint),
            page_html_url_field(),
            locale_field(),
            parent_field(),
            alias_of_field(),
        ]

    def get_root_page(self) -> BasePage:
        """Return the site's root, which `child_of=root` means."""
        return BasePage.objects.get(pk=self.scope.site.primary_root.root_page_id)

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the live, public pages of the site."""
        return BasePage.objects.filter(self.scope.pages_q()).select_related("locale")

    def get_queryset(self) -> QuerySet[Any]:
        """Return the base queryset, of the models that `type=` names."""
        models = self._requested_models()
        if len(models) == 1:
            return models[0]._default_manager.filter(self.scope.pages_q()).select_related("locale")
        queryset = self.get_base_queryset()
        return queryset.type(*models) if models else queryset  # type: ignore[attr-defined]

    def _requested_models(self) -> tuple[type[BasePage], ...]:
        text = self.request.GET.get("type")
        if not text:
            return ()
        try:
            return page_models_from_string(text)
        except (LookupError, ValueError) as error:
            labels = [model._meta.label for model in get_page_models()]
            suggestion = nearest(text, labels)
            hint = f"; did you mean '{suggestion}'?" if suggestion else ""
            raise BadParameter(
                f"type doesn't exist: '{text}'{hint}", parameter="type", suggestion=suggestion
            ) from error

    def unknown_parameter(self, parameter: str, model: type[Model]) -> BadParameter:
        """Return the error for an unknown parameter, with the type of page that has it, if any."""
        for page_model in get_page_models():
            if split_lookup(parameter, filterables(type(self), page_model)):
                asked = f"type={page_model._meta.label}"
                return BadParameter(
                    f"{UNKNOWN_PARAMETER}: '{parameter}' is a field of {page_model._meta.label}; add {asked}",
                    parameter=parameter,
                    suggestion=asked,
                )
        return super().unknown_parameter(parameter, model)

    def get_object(self) -> BasePage:
        """Return the public page as its own type, in two queries."""
        if not hasattr(self, "_cached_object"):
            self._cached_object = self.specific_page(self.kwargs["pk"])
        return self._cached_object

    def specific_page(self, pk: int) -> BasePage:
        """Return the public page with this id as its own type; raises `Http404`."""
        rows = _type_rows(ids=[pk]) if pk <= LARGEST_KEY else []
        public = [row for row in rows if self.scope.is_public_here(row["path"])]
        pages = _reader_of(model_label(public[0]["content_type_id"]))([pk]) if public else []
        if not pages:
            raise Http404("no such page")
        return pages[0]

    def find_object(self, queryset: QuerySet[Any], request: Any) -> Any:
        """Find by `html_path` (a reader path) or `id`, as v2's `find/` does."""
        if "html_path" in request.GET:
            page_id = page_id_at(self.scope, request.GET["html_path"])
            return queryset.filter(pk=page_id).first() if page_id else None
        return super().find_object(queryset, request)
