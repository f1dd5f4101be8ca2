"""`manage.py check_redirects`: every redirect that is not followed, with the reason."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.diagnosis import Scopes, diagnose


class Command(BaseCommand):
    """Ends with status 1 if there is any, for monitoring."""

    help = "Lists the redirects that are not followed: circles, long chains, targets that are not public."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at each redirect as a reader would meet it."""
        scopes, broken, total = Scopes(), 0, 0
        redirects = Redirect.objects.select_related("rule", "site", "redirect_page").order_by("pk")
        for redirect in redirects.iterator(chunk_size=1000):
            total += 1
            diagnosis = diagnose(redirect, scopes)
            if not diagnosis.works:
                broken += 1
                self.stdout.write(f"{redirect.old_path}  {diagnosis.sentence}")
        self.stdout.write(f"{total} redirects, {broken} not followed")
        if broken:
            sys.exit(1)
