"""Lists of snippets in the admin whose number of queries does not grow with their length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from wagtail.models import ReferenceIndex, Revision, WorkflowState
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
        """Leave out what a search cannot be ordered by: columns that are computed."""
        orderings: list[str] = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        indexed = {field.field_name for field in self.model.get_filterable_search_fields()}
        return [ordering for ordering in orderings if ordering.lstrip("-") in indexed]


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
