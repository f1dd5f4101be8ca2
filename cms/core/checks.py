"""Rules of this project that `manage.py check` holds: what is forgotten on a new type is said at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from wagtail.admin.panels import TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.core.cards import has_page_card
from cms.core.forms import PageForm
from cms.core.models import BasePage
from cms.core.roles import SNIPPETS

REQUIRED_TABS = ("Content", "Search and social", "Review")


def page_models() -> list[type[BasePage]]:
    """Return the page types of this installation."""
    return [model for model in get_page_models() if model is not BasePage and issubclass(model, BasePage)]


@register(Tags.models)
def check_page_types(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check every page type: its API fields, its card, its tabs."""
    return [
        message
        for model in page_models()
        for check in (check_api_fields, check_card, check_tabs)
        for message in check(model)
    ]


def check_api_fields(model: type[BasePage]) -> Iterator[CheckMessage]:
    """Refuse a type whose document lacks what all pages have, or its own body."""
    names = {field.name for field in model.api_fields}
    shared = {field.name for field in BasePage.api_fields} - names
    streams = {field.name for field in model._meta.local_fields if isinstance(field, StreamField)} - names
    if shared or streams:
        yield Error(
            f"The API would not show {', '.join(sorted(shared | streams))} of {model._meta.label}.",
            hint="api_fields starts with *BasePage.api_fields and names every StreamField (body_field).",
            obj=model,
            id="core.E001",
        )


def check_card(model: type[BasePage]) -> Iterator[CheckMessage]:
    """Refuse a type of which nobody said where its summary and picture are."""
    if not has_page_card(model._meta.label):
        yield Error(
            f"Nobody said what a link to {model._meta.label} shows.",
            hint=f'Call register_page_card("{model._meta.label}", …) in ready() of its app.',
            obj=model,
            id="core.E002",
        )


def check_tabs(model: type[BasePage]) -> Iterator[CheckMessage]:
    """Refuse an editor without the tabs of all pages, or whose form lets anybody change the content."""
    handler = getattr(model, "edit_handler", None)
    tabs = [str(tab.heading) for tab in handler.children] if isinstance(handler, TabbedInterface) else []
    missing = [tab for tab in REQUIRED_TABS if tab not in tabs]
    form = getattr(handler, "base_form_class", None)
    if missing or not (isinstance(form, type) and issubclass(form, PageForm)):
        yield Error(
            f"The editor of {model._meta.label} lacks {' and '.join(missing) or 'the form of all pages'}.",
            hint="Make it with cms.core.panels.page_tabs(content=[…]).",
            obj=model,
            id="core.E003",
        )


@register(Tags.models)
def check_snippet_roles(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a snippet type that no role may change."""
    return [
        Warning(
            f"Only administrators can change {model._meta.verbose_name_plural}: no role names them.",
            hint=f'Add "{model._meta.label_lower}" to SNIPPETS in cms/core/roles.py and run create_roles.',
            obj=model,
            id="core.W001",
        )
        for model in get_snippet_models()
        if model._meta.label_lower not in SNIPPETS
    ]
