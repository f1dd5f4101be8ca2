"""The purges that have not reached the CDN yet, or not for the second time."""

from __future__ import annotations

from django.db import models


class Purge(models.Model):
    """Tags (or addresses) of answers that stopped being true in one moment.

    A row is deleted when it has been sent, twice where `CDN_PURGE_AGAIN_SECONDS` says so. `due_at` is when it
    is sent next; None when it was given up.
    """

    names = models.JSONField(help_text="tags, or addresses where a CDN knows no tags")
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_second = models.BooleanField(default=False)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = "CDN purge"
        verbose_name_plural = "CDN purges"
        default_permissions = ()

    def __str__(self) -> str:
        """Return what is purged."""
        return f"{len(self.names)} answers" if len(self.names) != 1 else str(self.names[0])
