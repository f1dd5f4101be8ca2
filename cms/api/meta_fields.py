"""The fields below `meta`, as Wagtail v2 names them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Model
from django.urls import reverse
from wagtail.models import get_page_models

from cms.core.addresses import api_url
from cms.core.api_fields import DeliveryField
from cms.core.cards import PagesAtPaths, model_label
from cms.core.json_schema import JsonSchema, address, constant, nullable, one_of
from cms.core.models import BasePage
from cms.core.output import Output
from cms.core.references import References
from cms.core.shapes import LOCALE, PAGE_REFERENCE


def detail_url(endpoint: str, pk: int | None) -> str | None:
    """Return the absolute address of an object's document; None for one that is not saved yet."""
    return api_url(f"{_list_path(endpoint)}{pk}/") if pk else None


@cache
def _list_path(endpoint: str) -> str:
    """Return the path of a list, behind which the ids stand; `reverse` takes longer than many a query."""
    return reverse(f"wagtailapi:{endpoint}:listing")


def type_field() -> DeliveryField:
    """Return `type`: "blog.ArticlePage", also where only the base page was read."""

    def represent(instance: Any, output: Output) -> str:
        if hasattr(instance, "content_type_id"):
            return model_label(instance.content_type_id)
        return _label(type(instance))

    return DeliveryField("type", represent, schema=_type_schema)


def _type_schema(model: type[Model]) -> JsonSchema:
    """Return the one type, or every page type where lists hold pages of all types."""
    if model is BasePage:
        return one_of([_label(page_model) for page_model in get_page_models()], "App and model.")
    return constant(_label(model), "App and model.")


def _label(model: type[Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def detail_url_field(endpoint: str) -> DeliveryField:
    """Return `detail_url` below the named endpoint."""
    return DeliveryField(
        "detail_url",
        lambda instance, output: detail_url(endpoint, instance.pk),
        schema=address("Where the API has this document."),
    )


def page_html_url_field() -> DeliveryField:
    """Return `html_url`: the page's reader address."""

    def represent(page: Any, output: Output) -> str | None:
        return output.references.scope.page_url(path=page.path or "", url_path=page.url_path or "")

    return DeliveryField("html_url", represent, schema=address("Where readers find it."))


def locale_field() -> DeliveryField:
    """Return `locale`: the language code. Querysets join the locale, so this asks nothing."""
    return DeliveryField("locale", lambda instance, output: instance.locale.language_code, schema=LOCALE)


def parent_field() -> DeliveryField:
    """Return `parent`: the page above, None at the root of a site."""

    def key(page: Any, references: References) -> PagesAtPaths | None:
        path = page.path or ""
        return PagesAtPaths(path[: -page.steplen]) if len(path) > page.steplen else None

    def collect(page: Any, references: References) -> None:
        references.want("page", key(page, references))

    def represent(page: Any, output: Output) -> dict[str, Any] | None:
        return page_reference(output.references.get("page", key(page, output.references)))

    return DeliveryField("parent", represent, collect=collect, schema=nullable(PAGE_REFERENCE))


def alias_of_field() -> DeliveryField:
    """Return `alias_of`: the page that this one mirrors."""

    def collect(page: Any, references: References) -> None:
        references.want("page", page.alias_of_id)

    def represent(page: Any, output: Output) -> dict[str, Any] | None:
        return page_reference(output.references.get("page", page.alias_of_id))

    return DeliveryField("alias_of", represent, collect=collect, schema=nullable(PAGE_REFERENCE))


def page_reference(card: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a page in v2's nested shape."""
    if card is None:
        return None
    return {
        "id": card["id"],
        "meta": {
            "type": card["type"],
            "detail_url": detail_url("pages", card["id"]),
            "html_url": card["url"],
        },
        "title": card["title"],
    }
