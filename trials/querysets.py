"""Which trials: live ones, those of a saved query, those that recruit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from trials.enums import OPEN_STATUSES, OverallStatus

DEFAULT_MAXIMUM = 10
LARGEST_MAXIMUM = 50
# The enumeration makes a new list of them each time.
_STATUSES = tuple(OverallStatus.values)


@dataclass(frozen=True)
class TrialQuery:
    """A saved query: everything that is not empty must hold; `maximum` is how many trials it may bring.

    `condition` and `intervention` are words that must all occur in one of a trial's conditions or
    interventions; `statuses` are `OverallStatus` values, one of which must hold; `country` is a name.
    """

    condition: str = ""
    intervention: str = ""
    statuses: tuple[str, ...] = ()
    country: str = ""
    maximum: int = DEFAULT_MAXIMUM

    @classmethod
    def from_raw(cls, raw: Any) -> TrialQuery | None:
        """Read a stored query; None when it asks for nothing. Whatever is malformed counts as not asked."""
        values = raw if isinstance(raw, Mapping) else {}
        stored = values.get("statuses")
        statuses = stored if isinstance(stored, list) else []
        query = cls(
            condition=_text(values.get("condition")),
            intervention=_text(values.get("intervention")),
            statuses=tuple(status for status in _STATUSES if status in statuses),
            country=_text(values.get("country")),
            maximum=_maximum(values.get("maximum")),
        )
        return query if query.asks_for_something else None

    @property
    def asks_for_something(self) -> bool:
        """Tell whether anything but the maximum is given."""
        return bool(self.condition or self.intervention or self.statuses or self.country)

    def as_json(self) -> dict[str, Any]:
        """Return the query as the API shows it."""
        return {**asdict(self), "statuses": list(self.statuses)}

    def condition_q(self) -> Q:
        """Return the condition that a trial must meet."""
        condition = Q()
        if self.condition:
            condition &= Q(conditions__mentions=self.condition)
        if self.intervention:
            condition &= Q(interventions__mentions=self.intervention)
        if self.statuses:
            condition &= Q(overall_status__in=self.statuses)
        if self.country:
            condition &= Q(countries__includes=self.country)
        return condition


class TrialQuerySet(models.QuerySet[Any]):
    """Trials."""

    def live(self) -> TrialQuerySet:
        """Return the published ones, the only ones that anything public may show."""
        return self.filter(live=True)

    def recruiting(self) -> TrialQuerySet:
        """Return those in which a patient may still be able to take part."""
        return self.filter(overall_status__in=OPEN_STATUSES)

    def newest_first(self) -> TrialQuerySet:
        """Order by the day of registration, the newest first, those without one last."""
        return self.order_by("-first_posted", "pk")

    def matching(self, query: TrialQuery) -> TrialQuerySet:
        """Return at most `query.maximum` trials that meet a saved query, the newest first."""
        return self.filter(query.condition_q()).newest_first()[: query.maximum]


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _maximum(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return min(value, LARGEST_MAXIMUM)
    return DEFAULT_MAXIMUM
