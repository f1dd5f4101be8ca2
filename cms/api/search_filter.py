"""`search=`: full text search of a list, combined with every filter."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import OrderByFieldError
from wagtail.search.index import class_is_indexed

from cms.api.errors import BadParameter
from cms.api.keyset import columns_of

# The engines' own parsers fail on very long queries.
LONGEST_SEARCH = 200


def check_search_text(text: str, *, parameter: str) -> str:
    """Return the words of a search, spaces collapsed; raises `BadParameter` for a text that is too long.

    Quotation marks go: they mean nothing here, and one alone is a syntax error to SQLite.
    """
    words = " ".join(text.replace('"', " ").split())
    if len(words) > LONGEST_SEARCH:
        raise BadParameter(f"{parameter} is longer than {LONGEST_SEARCH} characters", parameter=parameter)
    return words


class SubquerySearchFilter(BaseFilterBackend):
    """`search=`, over whatever the other filters left, indexed for search or not."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> Any:
        """Search the filtered rows. Order is by relevance unless `order=` says otherwise."""
        operator = request.GET.get("search_operator")
        if operator not in (None, "and", "or"):
            raise BadParameter("search_operator must be 'and' or 'or'", parameter="search_operator")
        words = check_search_text(request.GET.get("search", ""), parameter="search")
        if not words:
            return queryset
        if not class_is_indexed(queryset.model):
            raise BadParameter("these cannot be searched; filter them instead", parameter="search")
        matching = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
        left_out, _is_left_out = queryset.query.deferred_loading
        matching = matching.select_related(*view.select_related).defer(*left_out)
        is_ordered = bool(request.GET.get("order"))
        if is_ordered:
            # Expressions, which the database's engines take for any column. Of plain names they take those
            # alone that are declared for filters of the search itself.
            matching = matching.order_by(*(column.ordering() for column in columns_of(queryset)))
        try:
            return get_search_backend().search(
                words, matching, operator=operator, order_by_relevance=not is_ordered
            )
        except OrderByFieldError as error:
            raise BadParameter(
                f"a search cannot be ordered by '{request.GET['order']}' here; leave order out for relevance",
                parameter="order",
            ) from error
