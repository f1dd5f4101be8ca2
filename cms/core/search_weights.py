"""How much a title counts in a search by the engines inside the database: the shorter, the more.

They hold each title's length against the average of all, so each object that is indexed would weigh some of
the others anew and reorder searches that have nothing to do with it. Held against a usual length, a weight
says something about its own title alone, and changes only with it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connections, transaction
from django.db.models import F
from django.db.models.functions import Length

# What the engines call a title's length: PostgreSQL its words, SQLite its letters.
USUAL_LENGTHS = {"postgresql": 6.0, "sqlite": 45.0}


class _OwnWeights:
    """Gives every entry the weight of its title."""

    entries: Any

    def add_items(self, model: Any, objs: Any) -> None:
        """Index objects and weigh them in one transaction: the weight alone is no change that is logged."""
        with transaction.atomic(using=self.entries.db):
            super().add_items(model, objs)  # type: ignore[misc]

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Weigh the titles that are new or changed; the engine calls it after all that it indexes."""
        entries = self.entries.annotate(title_length=Length("title")).filter(title_length__gt=0)
        usual = USUAL_LENGTHS.get(connections[entries.db].vendor)
        if usual is None:
            super()._refresh_title_norms(full=full)  # type: ignore[misc]
            return
        weight = usual / F("title_length")
        entries.exclude(title_norm=weight).update(title_norm=weight)


@cache
def weighing_by_itself(index_class: type) -> type:
    """Return an index of the same kind whose entries weigh what their own titles weigh."""
    if not hasattr(index_class, "_refresh_title_norms"):
        return index_class
    return type(index_class.__name__, (_OwnWeights, index_class), {})
