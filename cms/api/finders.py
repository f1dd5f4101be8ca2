"""Swagger UI's files, from the copy that django-ninja brings: those that the docs page needs, and no others.

With "ninja" among the installed apps its whole static folder would be collected, Redoc included (8 MB).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

PREFIX: Final = "swagger-ui"
FILES: Final = ("swagger-ui-bundle.js", "swagger-ui.css", "swagger-ui.css.map")


def source_directory() -> Path:
    """Return where django-ninja keeps the files; found without importing it."""
    spec = find_spec("ninja")
    return Path((spec and spec.origin) or "ninja").parent / "static" / "ninja"


class SwaggerUIFinder(BaseFinder):
    """Finds `swagger-ui/swagger-ui.css` and its neighbours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=source_directory())
        # What `collectstatic` puts before the names.
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Say so when another release of django-ninja has its files elsewhere."""
        missing = [name for name in FILES if not self.storage.exists(name)]
        if not missing:
            return []
        sentence = f"django-ninja has no {', '.join(missing)}, which the page at /api/v2/docs/ needs."
        return [Error(sentence, hint="cms/api/finders.py says where they are looked for.", id="api.E005")]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the file of a static path, a list for `find_all`; an empty list where it is not ours."""
        folder, _, name = path.partition("/")
        if folder != PREFIX or name not in FILES:
            return []
        found = self.storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield the files for `collectstatic`."""
        for name in FILES:
            yield name, self.storage
