"""The same screens for topics, authors and trials: mixed into the views of their lists."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from wagtail.snippets.views.snippets import DeleteView, UnpublishView

from cms.core.models import BasePage
from cms.integrity.effects import Effects, effects_of_snippet
from cms.integrity.views import Asks


class _AsksOfSnippet(Asks):
    object: Any
    own_template: ClassVar[str]

    def get_template_names(self) -> list[str]:
        """Return the screen, whatever template the list has for its snippets."""
        return [self.own_template]

    def going(self) -> list[BasePage]:
        """Return nothing: no page goes."""
        return []

    def effects(self) -> Effects:
        """Return what becomes of its addresses, and who shows it or links to it."""
        return effects_of_snippet(self.object, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would happen."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, **self.asking_context()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it once the question is answered."""
        if not self.is_answered:
            return self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]
        with self.as_decided():
            response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response


class SnippetUnpublishView(_AsksOfSnippet, UnpublishView):
    """Unpublishing a snippet."""

    own_template = "integrity/confirm_unpublish_snippet.html"


class SnippetDeleteView(_AsksOfSnippet, DeleteView):
    """Deleting a snippet."""

    own_template = "integrity/confirm_delete_snippet.html"
