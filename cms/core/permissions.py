"""Who may do what with pages, where Wagtail's own actions (add, change, publish …) are too coarse.

Wagtail lets everyone who may change a page change all of it. Two permissions of ours divide a page: what it
says, and what its medical review found. Whoever has neither changes its search and social fields only.
"""

from __future__ import annotations

from typing import Final

from wagtail.models.pages import PAGE_PERMISSION_TYPES, PagePermissionTester

CHANGE_CONTENT: Final = "core.change_content"
RECORD_REVIEW: Final = "core.record_review"

# Django makes these four itself.
_DEFAULT_ACTIONS: Final = frozenset({"add", "change", "delete", "view"})

BASE_PAGE_PERMISSIONS: Final = [
    *(
        (f"{action}_basepage", label)
        for action, _short_label, label in PAGE_PERMISSION_TYPES
        if action not in _DEFAULT_ACTIONS
    ),
    (CHANGE_CONTENT.partition(".")[2], "Change what pages say, not only how search engines show them"),
    (RECORD_REVIEW.partition(".")[2], "Record who checked the medical content of pages, and when"),
]


class PagePermissions(PagePermissionTester):
    """Wagtail's rules, but only who may add pages may delete and move them.

    Wagtail lets everyone who may change a draft delete it: a reviewer, somebody who corrects a description.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether this person may delete the page, and so also whether they may move it."""
        may_add = self.user.is_superuser or "add" in getattr(self, "permissions", ())
        return bool(may_add and super().can_delete(ignore_bulk=ignore_bulk))
