"""v2's filters by place in the tree, by translation and by language, whose errors name their parameter."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2 import filters
from wagtail.api.v2.utils import BadRequestError

from cms.api.errors import BadParameter
from cms.api.parameters import asked_locale


class _NamesItsParameter(BaseFilterBackend):
    parameter: ClassVar[str]

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        try:
            return super().filter_queryset(request, queryset, view)
        except BadRequestError as error:
            raise BadParameter(str(error), parameter=self.parameter) from error


class ChildOfFilter(_NamesItsParameter, filters.ChildOfFilter):
    """`child_of=`: pages directly below one."""

    parameter = "child_of"


class AncestorOfFilter(_NamesItsParameter, filters.AncestorOfFilter):
    """`ancestor_of=`: pages above one."""

    parameter = "ancestor_of"


class DescendantOfFilter(_NamesItsParameter, filters.DescendantOfFilter):
    """`descendant_of=`: pages anywhere below one."""

    parameter = "descendant_of"


class TranslationOfFilter(_NamesItsParameter, filters.TranslationOfFilter):
    """`translation_of=`: the same page in other languages."""

    parameter = "translation_of"


class LocaleCodeFilter(BaseFilterBackend):
    """`locale=`: pages of one language."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Narrow to the language, refusing one that this installation does not have."""
        code = asked_locale(request)
        return queryset if code is None else queryset.filter(locale__language_code=code)
