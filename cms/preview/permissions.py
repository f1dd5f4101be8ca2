"""Who may share drafts: whoever may edit them."""

from __future__ import annotations

from typing import Any

from wagtail.models import AbstractPage

ALL_LINKS = "preview.view_sharelink"


def may_share(user: Any, draft: Any) -> bool:
    """Tell whether somebody may make and revoke links to an object's draft."""
    if isinstance(draft, AbstractPage):
        return bool(draft.permissions_for_user(user).can_edit())
    return bool(user.has_perm(f"{draft._meta.app_label}.change_{draft._meta.model_name}"))
