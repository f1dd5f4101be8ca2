"""``manage.py purge_cdn``: let the CDN forget every answer of the API."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.delivery.purging.choice import cdn
from cms.delivery.purging.services import PurgeError


class Command(BaseCommand):
    """Purges everything, at once and not through the queue, and says whether it worked."""

    help = "Lets the CDN forget every answer of the API."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge; raises `CommandError` with what the CDN said."""
        chosen = cdn()
        if chosen is None:
            raise CommandError("There is no CDN: set CDN_BACKEND (docs/cdn.md).")
        names = chosen.names_of(None)
        if not names:
            raise CommandError("This CDN is purged by address, which cannot purge everything at once.")
        try:
            chosen.purge(names)
        except PurgeError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The CDN has forgotten every answer.")
