"""The project's WSGI application, whose answers say which worker they come from: only for measuring."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from bench.workers import HEADER
from cms.wsgi import application as project


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the project does, with the id of this process in a header."""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, (HEADER, str(os.getpid()))], *rest)

    return project(environ, start)
