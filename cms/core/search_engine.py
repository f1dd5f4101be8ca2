"""The search engine of the settings, whose failure is a failure of searches alone.

    WAGTAILSEARCH_BACKENDS = {"default": {
        "BACKEND": "cms.core.search_engine", "ENGINE": "wagtail.search.backends.database"}}

`ENGINE` is any search backend of Wagtail's, the other options are its own. A search that it cannot do raises
`SearchDownError`, whatever the engine itself raises: a table that is gone, a server that does not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from modelsearch.backends import database
from wagtail.search.backends import import_backend

from cms.core.database_trouble import SearchDownError, trouble_of
from cms.core.search_weights import weighing_by_itself

Found = TypeVar("Found")
# A process that finds the index broken when it first looks would search with LIKE for as long as it lives.
database.USE_SQLITE_FTS = True


def SearchBackend(params: Mapping[str, Any]) -> Any:
    """Return the engine that `ENGINE` names, guarded. Wagtail looks for it under this name."""
    options = dict(params)
    engine = import_backend(options.pop("ENGINE"))(options)
    engine.results_class = _guarded(engine.results_class)
    engine.index_class = weighing_by_itself(engine.index_class)
    return engine


class _Guard:
    """Searches, and says that it was searching when something goes wrong."""

    def _do_search(self) -> Iterable[Any]:
        return _searched(lambda: list(super(_Guard, self)._do_search()))  # type: ignore[misc]

    def _do_count(self) -> int:
        return _searched(super()._do_count)  # type: ignore[misc]

    def facet(self, field_name: str) -> Any:
        """Count what was found by the values of a field."""
        return _searched(lambda: super(_Guard, self).facet(field_name))  # type: ignore[misc]


@cache
def _guarded(results_class: type) -> type:
    return type(results_class.__name__, (_Guard, results_class), {})


def _searched(search: Callable[[], Found]) -> Found:
    try:
        return search()
    except Exception as error:
        if trouble_of(error) is not None:
            raise  # the whole database is away, not the search alone
        raise SearchDownError("the search engine has failed") from error
