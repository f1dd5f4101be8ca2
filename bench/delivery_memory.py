"""How much memory kept answers take beside their bodies: `python -m bench.delivery_memory [how many]`.

Bodies are as long as those of the demo's articles and are all different; each was asked for in the three
codings and in two spellings. What the process has grown by is set against the bytes of the bodies.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.delivery.answers import Answer

ALLOWED = 0.2
LETTERS = "etaoinshrdlucmfwypvbgkqjxz"
ADDRESS = "/api/v2/pages/{}/"


def main() -> int:
    """Print the figures; return 1 if the answers take more than is allowed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    keep(30)  # what libraries take once
    before = resident_bytes()
    kept, bodies = keep(number)
    grown = resident_bytes() - before
    over = grown / bodies - 1
    print(f"{number} answers, {bodies / number / 1000:.1f} kB of bodies each (plain, gzip and br)")
    print(f"bodies {bodies / 2**20:.1f} MB, process grown by {grown / 2**20:.1f} MB: {over:+.1%}")
    print(f"beside the bodies {(grown - bodies) / number:.0f} bytes each; the memory counts {kept:.0f}")
    return 0 if over <= ALLOWED else 1


def keep(number: int) -> tuple[float, int]:
    """Fill a memory; return what it counts for an entry beside its bodies, and the bytes of all bodies."""
    from cms.delivery.counters import Count, Counters
    from cms.delivery.memory import Memory
    from cms.delivery.negotiation import offer_of

    counters = Counters()
    memory = Memory(most_bytes=2**40, counters=counters)
    bodies = 0
    for page in range(number):
        answer = answer_to(page)
        key = f"http localhost {ADDRESS.format(page)}?"
        memory.put(key, answer)
        for query in ("", f"_={page}"):
            memory.remember(("http", "localhost", ADDRESS.format(page), query), key)
        for accepted in (None, "gzip", "gzip, deflate, br, zstd"):
            answer.written(offer_of(accepted))
        bodies += answer.body_bytes
    # Kept until the process has been measured.
    globals()["_memory"] = memory
    return (counters.numbers[Count.BYTES] - bodies) / number, bodies


def answer_to(page: int) -> Answer:
    """Return an answer that no other shares its bytes with, with the headers of a real one."""
    from cms.delivery.answers import Answer

    headers = (
        ("Content-Type", "application/json"),
        ("Vary", "Accept-Encoding, Origin"),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "public, max-age=0, must-revalidate, stale-if-error=86400"),
        ("Surrogate-Key", f"p{page} l{page} x{page}"),
    )
    return Answer.made(
        status="200 OK",
        headers=headers,
        body=body_of(page),
        made_at=float(page),
        expires_at=1e12 + page,
    )


def body_of(page: int) -> bytes:
    """Return about 18 kB of JSON that compresses as an article does."""
    chance = random.Random(page)
    words = ["".join(chance.choices(LETTERS[:18], k=chance.randint(2, 9))) for _ in range(300)]
    blocks = [
        {
            "type": "paragraph",
            "id": f"{chance.getrandbits(64):x}",
            "value": " ".join(chance.choices(words, k=60)),
        }
        for _ in range(40)
    ]
    return json.dumps({"id": page, "meta": {"type": "blog.ArticlePage"}, "body": blocks}).encode()


def resident_bytes() -> int:
    """Return how much memory this process has, without what has only not been given back yet."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
