"""The warning below the text of robots.txt in the site's settings."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from cms.core.models import SiteSettings
from cms.core.scope import PublicScope
from cms.seo.robots_txt.text import blocked, written


class RobotsWarningPanel(Panel):
    """Says what the stored text keeps programs from that the sitemap lists."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one site's settings."""

        template_name = "seo/robots_warning.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Hand over what is blocked, program by program."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            site = self.instance.site
            scope = PublicScope.for_host(requested=f"{site.hostname}:{site.port}")
            context["blocked"] = blocked(written(self.instance.robots_txt, scope), scope)
            return context


def register() -> None:
    """Put the warning below the text."""
    tab = SiteSettings.edit_handler.children[-1]
    tab.children = [*tab.children, RobotsWarningPanel(heading="What this text blocks")]
