"""What the worker does by the clock for the answers that its host keeps."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

from cms.delivery.store import Store

# Nobody asks a program for answers any longer that has not touched its file for so long.
UNUSED_SECONDS = 24 * 3600.0


def tidy_kept_answers() -> None:
    """Bring the host's file down to `DELIVERY_STORE_MEGABYTES`, and remove the files of earlier programs."""
    directory = Path(settings.DATA_DIR) / "delivery"
    if not settings.DELIVERY_CACHE or not directory.is_dir():
        return
    store = Store(directory / "answers.sqlite3")
    store.tidy(most_bytes=settings.DELIVERY_STORE_MEGABYTES * 2**20)
    for file in directory.glob("answers-*.sqlite3"):
        if file != store.path and time.time() - _touched_at(file) > UNUSED_SECONDS:
            _remove(file)


def _touched_at(file: Path) -> float:
    parts = (file.with_name(file.name + ending) for ending in ("", "-wal"))
    return max(part.stat().st_mtime for part in parts if part.exists())


def _remove(file: Path) -> None:
    for ending in ("-wal", "-shm", ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    for suffix in (".lock", ".purging"):
        file.with_suffix(suffix).unlink(missing_ok=True)
