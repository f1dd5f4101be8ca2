"""``manage.py create_roles``: the groups that work on content, and the way from draft to publication."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.review import create_review
from cms.core.roles import ROLES, UnknownPermissionError, apply_role


class Command(BaseCommand):
    """Bring the four groups to exactly what `cms.core.roles` says, and make the review workflows once."""

    help = (
        "Make the groups Editors, Medical reviewers, SEO and Publishers with the permissions that their work "
        "needs (again: back to exactly these), and the review workflows (again: left as they are)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply every role, then make what is missing of the workflows."""
        try:
            for role in ROLES:
                apply_role(role)
        except UnknownPermissionError as error:
            raise CommandError(str(error)) from error
        create_review()
        if options["verbosity"] > 0:
            self.stdout.write(f"Groups: {', '.join(role.name for role in ROLES)}")
