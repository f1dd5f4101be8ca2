"""What kept answers were made by: another program, other settings or another database make other answers.

The stamp is part of the file's name, so that the old and the new program, which run side by side while a new
version is put in place, leave each other's answers alone.
"""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

_CODE = (".py", ".html", ".json")
# Where things lie on a host, and what shows in no answer. The secret key is not among them: it signs cursors.
_SHAPE_NOTHING = frozenset(
    {
        "CACHES", "DATA_DIR", "DELIVERY_CACHE_MEGABYTES", "DELIVERY_STORE_MEGABYTES", "LOGGING", "MEDIA_ROOT",
        "SERVER_THREADS", "SETTINGS_MODULE", "STATIC_ROOT",
    }
)  # fmt: skip
_ABOUT_NO_ANSWER = ("EMAIL_",)


def stamp(layout: str) -> str:
    """Return a short name for this program with these settings; `layout` is that of the file."""
    parts = (layout, _code(), _packages(), _settings())
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


@cache
def _code() -> str:
    """Return a digest of all files of our own apps that could shape an answer."""
    digest = blake2b()
    for file in _code_files():
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _code_files() -> Iterator[Path]:
    root = Path(settings.BASE_DIR)
    paths = (Path(app.path) for app in apps.get_app_configs())
    own = {root / path.relative_to(root).parts[0] for path in paths if _is_own(path, root)}
    for directory in sorted(own):
        yield from sorted(file for file in directory.rglob("*") if file.suffix in _CODE)


def _is_own(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and "site-packages" not in path.parts


@cache
def _packages() -> str:
    """Return names and versions of everything installed, as its directories say them."""
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    return ",".join(sorted(directory.name for directory in installed))


def _settings() -> str:
    names = (
        name
        for name in dir(settings)
        if name.isupper() and name not in _SHAPE_NOTHING and not name.startswith(_ABOUT_NO_ANSWER)
    )
    known = {name: getattr(settings, name) for name in names}
    return json.dumps(known, sort_keys=True, default=_spelled, skipkeys=True)


def _spelled(value: Any) -> Any:
    """Return a setting that JSON does not know in a spelling that is the same in every process."""
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, (str, Path)) or not hasattr(value, "__dict__"):
        return str(value)
    return getattr(value, "__qualname__", type(value).__qualname__)
