"""A bell for all processes of a host: it rings when one of them has committed a change.

    var/changes.bell   eight bytes, mapped into the memory of every process

Listening costs a look into memory, so it can be done before every answer. Who writes without ringing (another
host, a database shell) is noticed by those who look into the change log from time to time.
"""

from __future__ import annotations

import logging
import mmap
import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.signals import connection_created

logger = logging.getLogger("cms.publishing")

_SIZE = 8
_WRITING = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|MERGE|WITH\b.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b)",
    re.IGNORECASE | re.DOTALL,
)


class Bell:
    """A number in a file. It only matters whether it is another one than before."""

    def __init__(self, file: Path) -> None:
        try:
            self._memory = _mapped(file)
        except OSError as error:
            logger.error("%s cannot be used (%s): changes are heard of a little later", file, error)
            self._memory = mmap.mmap(-1, _SIZE)

    def heard(self) -> bytes:
        """Return what the bell says now."""
        return self._memory[:_SIZE]

    def ring(self) -> None:
        """Let everybody know.

        A number by chance, not the next one: of two who count at the same moment the slower could bring back
        the number that somebody has heard already.
        """
        self._memory[:_SIZE] = os.urandom(_SIZE)


def _mapped(file: Path) -> mmap.mmap:
    """Return the file's memory. It is written first: where a full disk has no place for it, that raises."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as opened:
        if opened.tell() < _SIZE:
            opened.write(bytes(_SIZE))
    with file.open("r+b") as opened:
        return mmap.mmap(opened.fileno(), _SIZE)


_bells: dict[Path, Bell] = {}


def bell() -> Bell:
    """Return this host's bell."""
    file = Path(settings.DATA_DIR) / "changes.bell"
    if file not in _bells:
        _bells[file] = Bell(file)
    return _bells[file]


def connect() -> None:
    """Ring after every transaction of this process that has written something."""
    connection_created.connect(_listen_to, dispatch_uid="publishing.bell")


def _listen_to(sender: Any, connection: Any, **kwargs: Any) -> None:
    if _ring_after_writing not in connection.execute_wrappers:
        connection.execute_wrappers.append(_ring_after_writing)


def _ring_after_writing(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    result = execute(sql, params, many, context)
    if _WRITING.match(str(sql)):
        connection = context["connection"]
        is_last = connection.run_on_commit and connection.run_on_commit[-1][1] is _ring
        if not is_last:
            transaction.on_commit(_ring, using=connection.alias, robust=True)
    return result


def _ring() -> None:
    bell().ring()
