"""The project's WSGI application, whose answers say which worker they come from: only for measuring."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from bench.workers import HEADER
from cms.wsgi import application as project

if TYPE_CHECKING:
    from cms.delivery.application import DeliveryApplication
    from cms.delivery.responding import Handed


class Marked:
    """Answers as the project does, with the id of this process in a header."""

    def __init__(self, project: DeliveryApplication) -> None:
        self._project = project
        self._mark = (HEADER, str(os.getpid()))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, self._mark], *rest)

        return self._project(environ, start)

    def at_once(self, environ: Mapping[str, Any]) -> Handed | None:
        """Return the answer to a hit."""
        handed = self._project.at_once(environ)
        return handed and handed._replace(headers=[*handed.headers, self._mark])


application = Marked(cast("DeliveryApplication", project))
