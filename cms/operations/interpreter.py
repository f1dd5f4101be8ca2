"""How Python's interpreter is set in a server process, so that nobody waits long for it.

**Garbage.** Looking through all objects of Django, Wagtail and this project for cycles stops every thread for
a tenth of a second. What is there after the start stays for good, so the collector is told to leave it alone,
and twice more when the first requests have loaded the rest.

**Taking turns.** A thread that makes an answer hands Python over to one that hands out a kept answer after
half a millisecond instead of five.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from typing import Final

from django.urls import get_resolver

# After so many seconds what has been loaded since is left alone, too. No more often: what is in use at that
# moment and becomes garbage in cycles later is never found.
LEAVE_ALONE_AFTER: Final = (15.0, 300.0)
# New objects between two looks at them; looks between two at those that have stayed; and between two at all.
# An answer that is made anew makes ten thousands of objects; Python's own first number is 700. With 10,000
# requests for whole lists left twice as much memory behind as stock Wagtail's.
THRESHOLDS: Final = (2000, 10, 10)
TURN_SECONDS: Final = 0.0005


def prepare_for_serving() -> None:
    """Set the interpreter of a process that serves. Everything that it needs has to be loaded."""
    sys.setswitchinterval(TURN_SECONDS)
    get_resolver().url_patterns  # noqa: B018 - imports every view
    leave_alone()
    gc.set_threshold(*THRESHOLDS)
    threading.Thread(target=_leave_alone_later, name="garbage", daemon=True).start()


def leave_alone() -> None:
    """Have the garbage collector never look at what there is now."""
    gc.collect()
    gc.freeze()


def _leave_alone_later() -> None:
    for seconds in LEAVE_ALONE_AFTER:
        time.sleep(seconds)
        leave_alone()
