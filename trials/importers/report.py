"""What an import did, record by record."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass, field


class Result(enum.StrEnum):
    """What became of one record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class RowOutcome:
    """One record: `place` is where it stands in the file ("line 4"), `reason` a sentence or ""."""

    place: str
    registry_id: str
    result: Result
    reason: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.result:<9}", self.registry_id or self.place, self.reason)))


@dataclass
class ImportReport:
    """All records of a file, in its order."""

    outcomes: list[RowOutcome] = field(default_factory=list)

    def count(self, result: Result) -> int:
        """Return how many records had this result."""
        return Counter(outcome.result for outcome in self.outcomes)[result]

    def totals(self) -> str:
        """Return the sums: "75 created, 0 updated, 0 unchanged, 0 rejected"."""
        return ", ".join(f"{self.count(result)} {result}" for result in Result)
