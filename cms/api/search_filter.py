"""`search=`: full text search of a list, combined with every filter."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.search.index import class_is_indexed

from cms.api.errors import BadParameter

# The engines' own parsers fail on very long queries.
LONGEST_SEARCH = 200


def check_search_text(text: str, *, parameter: str) -> str:
    """Return the words of a search, spaces collapsed; raises `BadParameter` for a text that is too long."""
    words = " ".join(text.split())
    if len(words) > LONGEST_SEARCH:
        raise BadParameter(f"{parameter} is longer than {LONGEST_SEARCH} characters", parameter=parameter)
    return words


class SubquerySearchFilter(SearchFilter):
    """`search=`, over whatever the other filters left, indexed for search or not."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> Any:
        """Search the filtered rows. Order is by relevance unless `order=` says otherwise."""
        operator = request.GET.get("search_operator")
        if operator not in (None, "and", "or"):
            raise BadParameter("search_operator must be 'and' or 'or'", parameter="search_operator")
        if not check_search_text(request.GET.get("search", ""), parameter="search"):
            return queryset
        if not class_is_indexed(queryset.model):
            raise BadParameter("these cannot be searched; filter them instead", parameter="search")
        matching = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
        matching = matching.select_related(*view.select_related)
        if request.GET.get("order"):
            matching = matching.order_by(*queryset.query.order_by)
        try:
            return super().filter_queryset(request, matching, view)
        except BadRequestError as error:
            # All that is left to refuse: an order by a column that the engine does not hold.
            raise BadParameter(str(error), parameter="order") from error
