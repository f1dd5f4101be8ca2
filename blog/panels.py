"""Panels of the article editor that Wagtail does not have."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from cms.core.blocks.body import referenced_keys


class TrialsShownPanel(Panel):
    """The trials that editors have chosen in the article's blocks, each with its state and a way to it."""

    class BoundPanel(Panel.BoundPanel):
        """Reads the trials of the draft that is being edited."""

        template_name = "blog/panels/trials_shown.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add `trials`, in the order of the body."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "trials": trials_of(self.instance)}


def trials_of(article: Any) -> list[dict[str, Any]]:
    """Return the trials chosen in an article's body, in order: `trial` and the address of its editor."""
    from trials.models import Trial

    keys = dict.fromkeys(referenced_keys(article.body, "trial"))
    found = Trial.objects.in_bulk(list(keys))
    edit = Trial.snippet_viewset.get_url_name("edit")
    return [{"trial": found[key], "url": reverse(edit, args=[key])} for key in keys if key in found]
