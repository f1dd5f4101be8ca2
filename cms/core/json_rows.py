"""Rows of a subquery as one JSON value, so that a query can bring what belongs to its rows along."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, JSONField


class JSONRows(Aggregate):
    """Aggregate one JSON value per row into a JSON list; None where there are no rows.

    SQLite and PostgreSQL have it under different names, and Django's own is PostgreSQL's alone.
    """

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write PostgreSQL's name."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)
