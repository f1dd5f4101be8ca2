"""What kept answers take of a worker's memory beside their own bytes, plain and compressed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bench.filling import ask_patiently
from bench.goals import Goal, Skipped
from bench.projects import FIRST_ID, KEEPING, MARKED
from bench.servers import serving
from bench.workers import connected

# The first answers of a process load what all later ones use.
WARM_UP: Final = 200
MOST_KEPT: Final = 10_000
# More than all of them need: nothing is to be thrown out.
MEGABYTES: Final = 2048
MUST: Final = 1.2


def measure_memory(*, articles: int, directory: Path, port: int) -> Goal | Skipped:
    """Have one worker keep all articles, at most 10,000; hold what its memory grew by against their bytes."""
    kept = min(articles, MOST_KEPT) - WARM_UP
    name = f"memory for {kept:,} kept articles / their bytes"
    path = f"/api/v2/pages/{FIRST_ID}/"
    server = serving(MARKED, directory=directory, articles=articles, port=port, megabytes=MEGABYTES)
    with server, connected(path, port=port, workers=1) as connections:
        [(worker, connection)] = connections.items()
        states = []
        for number in range(WARM_UP + kept):
            if number == WARM_UP:
                states.append(_state(worker, directory))
            ask_patiently(connection, f"/api/v2/pages/{FIRST_ID + number}/")
        states.append(_state(worker, directory))
    if None in states:
        return Skipped(name, "this system does not say what a process holds in memory")
    (anonymous_before, bytes_before), (anonymous, bodies) = (state for state in states if state)
    grown, bodies = anonymous - anonymous_before, bodies - bytes_before
    return Goal(
        name,
        *(grown / bodies, MUST),
        at_most=True,
        ours=f"{grown / 2**20:,.1f} MiB",
        other=f"{bodies / 2**20:,.1f} MiB",
    )


def _state(worker: int, directory: Path) -> tuple[int, int] | None:
    """Return the bytes that a worker holds in memory, files not counted, and those of the bodies it keeps."""
    from cms.delivery.answers import ENTRY_BYTES
    from cms.delivery.counters import counted

    try:
        status = Path(f"/proc/{worker}/status").read_text()
    except OSError:
        return None
    anonymous = int(status.partition("RssAnon:")[2].split()[0]) * 1024
    counts = counted(directory / KEEPING.key / "delivery" / "counters")[worker]
    return anonymous, counts["bytes"] - counts["answers"] * ENTRY_BYTES
