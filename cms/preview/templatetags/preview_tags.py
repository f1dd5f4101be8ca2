"""What the preview panel needs to know for its link to sharing."""

from __future__ import annotations

from typing import Any

from django import template

from cms.preview.permissions import may_share
from cms.preview.views import share_address

register = template.Library()


@register.simple_tag(takes_context=True)
def share_draft_address(context: dict[str, Any], draft: Any) -> str:
    """Return where a draft can be shared; empty for one that was never saved or may not be edited."""
    request = context.get("request")
    if request is None or getattr(draft, "pk", None) is None or not may_share(request.user, draft):
        return ""
    return share_address(draft)
