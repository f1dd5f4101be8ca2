"""The change log: one row for every row of content that is inserted, changed or deleted."""

from __future__ import annotations

from django.db import models


class RowChange(models.Model):
    """What a trigger of the database wrote down, in the transaction of the change itself.

    `before` and `after` hold the short columns of the row as JSON (`cms.publishing.triggers`), `columns` the
    names of all columns that differ, with a comma after each. `transaction_id` is PostgreSQL's, 0 elsewhere.
    """

    table = models.CharField(max_length=63)
    columns = models.TextField()
    before = models.TextField(null=True)  # noqa: DJ001 - no row is something else than an empty one
    after = models.TextField(null=True)  # noqa: DJ001
    transaction_id = models.BigIntegerField(default=0, db_index=True)
    happened_at = models.DateTimeField()

    class Meta:
        verbose_name = "row change"
        default_permissions = ()

    def __str__(self) -> str:
        """Return the table and what happened."""
        return f"{self.table}: {self.columns or 'inserted or deleted'}"
