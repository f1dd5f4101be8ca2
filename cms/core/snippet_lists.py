"""Lists of snippets in the admin whose number of queries does not grow with their length."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.menus import MenuItem
from wagtail.models import Locale, ReferenceIndex, Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView


class SnippetIndexView(IndexView):
    """A list of snippets with drafts and review: status and usage of a whole page of it are read at once.

    For the usage column the model needs a `usage_url`.
    """

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Hand each snippet what its columns would otherwise ask the database for, one by one."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        snippets = list(context["object_list"])
        if snippets and not self.is_export:
            _hand_out_usage(snippets)
            _hand_out_status(snippets)
            context["object_list"] = snippets
        return context

    def get_valid_orderings(self) -> list[str]:
        """Leave out what a search cannot be ordered by: columns that are computed, and the language."""
        orderings: list[str] = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        names = {field.field_name for field in self.model.get_filterable_search_fields()}
        indexed = {name for name in names if not self.model._meta.get_field(name).is_relation}
        return [ordering for ordering in orderings if ordering.lstrip("-") in indexed]

    @cached_property
    def is_explicitly_ordered(self) -> bool:
        """Say whether an order was asked for that exists; a search is in order of relevance otherwise."""
        return self.request.GET.get("ordering") in self.get_valid_orderings()


class TranslatableSnippetIndexView(SnippetIndexView):
    """The same for snippets in several languages: the missing ones are looked up for all rows together."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tell each snippet whether a language is missing."""
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            _hand_out_missing_languages(context["object_list"])
        return context

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """Leave out buttons from hooks: there is one, to translate, and it asks the database per row."""
        return list(super(IndexView, self).get_list_buttons(instance))

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """Offer to translate what lacks a language."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if instance.lacks_language and self.request.user.has_perm("simple_translation.submit_translation"):
            meta = instance._meta
            address = reverse(
                "simple_translation:submit_snippet_translation",
                args=[meta.app_label, meta.model_name, quote(instance.pk)],
            )
            buttons.append(MenuItem("Translate", address, icon_name="globe", priority=100))
        return buttons


def _hand_out_missing_languages(snippets: Sequence[Any]) -> None:
    if not snippets:
        return
    languages = Locale.objects.count()
    of_these = {"translation_key__in": {snippet.translation_key for snippet in snippets}}
    translations = type(snippets[0])._default_manager.filter(**of_these).order_by()
    existing = Counter(translations.values_list("translation_key", flat=True))
    for snippet in snippets:
        snippet.lacks_language = existing[snippet.translation_key] < languages


def _hand_out_usage(snippets: Sequence[Any]) -> None:
    counts = ReferenceIndex.get_count_references_to_in_bulk(snippets)
    for snippet in snippets:
        snippet.usage_count = counts.get(snippet, 0)


def _hand_out_status(snippets: Sequence[Any]) -> None:
    """Fill what Wagtail's `status_string` looks at: the scheduled revision and workflows under way."""
    of_these = {
        "base_content_type": snippets[0].get_base_content_type(),
        "object_id__in": [str(snippet.pk) for snippet in snippets],
    }
    scheduled = {
        revision.object_id: revision
        for revision in Revision.objects.filter(**of_these, approved_go_live_at__isnull=False)
    }
    states: dict[str, list[WorkflowState]] = defaultdict(list)
    for state in WorkflowState.objects.active().filter(**of_these):
        states[state.object_id].append(state)
    for snippet in snippets:
        snippet.scheduled_revision = scheduled.get(str(snippet.pk))
        snippet._current_workflow_states = states[str(snippet.pk)]
