"""The answers in a worker's own memory, up to a size."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from cms.delivery.answers import Answer
from cms.delivery.counters import Count, Counters

Spelling = tuple[str | None, str | None, str, str | None]
"""Scheme, host, path and query as a client wrote them."""

# Spellings of requests that are remembered for each answer, on average, and at least.
SPELLINGS_PER_ANSWER = 4
FEWEST_SPELLINGS = 400
# Asking for what is not there costs nothing, so it gets no more than this part of the memory.
PART_OF_ABSENCES = 1 / 16


class Memory:
    """Answers by key, and keys by spelling. Reading takes no lock.

    When the size is reached those go that were not asked for since the last time somebody had to go
    (second chance, Corbató 1968). What says that there is nothing has a small place of its own, so that
    nobody can drive out answers by asking for what does not exist.
    """

    def __init__(self, *, most_bytes: int, counters: Counters | None = None) -> None:
        self._counters = counters or Counters()
        for_absences = int(most_bytes * PART_OF_ABSENCES)
        self._absences = _Shelf(most_bytes=for_absences, counters=self._counters)
        self._contents = _Shelf(most_bytes=most_bytes - for_absences, counters=self._counters)
        self._answers: dict[str, Answer] = {}
        self._spellings: dict[Spelling, str] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> Answer | None:
        """Return the answer under a key."""
        return self._answers.get(key)

    def spelled(self, spelling: Spelling) -> Answer | None:
        """Return the answer to a request in a spelling that was seen before."""
        key = self._spellings.get(spelling)
        answer = None if key is None else self._answers.get(key)
        if answer is not None:
            answer.was_used = True
        return answer

    def is_spelled(self, spelling: Spelling) -> bool:
        """Tell whether this spelling is remembered, whatever has become of its answer."""
        return spelling in self._spellings

    def remember(self, spelling: Spelling, key: str) -> None:
        """Note that this spelling means this key."""
        with self._lock:
            if len(self._spellings) >= FEWEST_SPELLINGS + SPELLINGS_PER_ANSWER * len(self._answers):
                self._spellings.clear()
            self._spellings[spelling] = key

    def forget_spellings(self) -> None:
        """Forget what the spellings mean."""
        with self._lock:
            self._spellings.clear()

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, and let others go for it; one that is too large for the memory is not kept."""
        with self._lock:
            self._forget(key)
            shelf = self._shelf_of(answer)
            if answer.size <= shelf.most_bytes:
                self._answers[key] = answer
                for gone in shelf.put(key, answer):
                    del self._answers[gone]
            self._count()

    def forget(self, keys: Iterable[str]) -> None:
        """Let these go, which are no longer true."""
        with self._lock:
            self._counters.add(Count.DROPPED, sum(self._forget(key) for key in keys))
            self._count()

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._counters.add(Count.DROPPED, len(self._answers))
            self._answers.clear()
            self._spellings.clear()
            self._contents.clear()
            self._absences.clear()
            self._count()

    def _forget(self, key: str) -> bool:
        answer = self._answers.pop(key, None)
        if answer is None:
            return False
        self._shelf_of(answer).forget(key, answer)
        return True

    def _shelf_of(self, answer: Answer) -> _Shelf:
        return self._contents if answer.is_found else self._absences

    def _count(self) -> None:
        self._counters.set(Count.ANSWERS, len(self._answers))
        self._counters.set(Count.BYTES, self._contents.bytes + self._absences.bytes)


class _Shelf:
    """Answers in the order in which they would have to go; `most_bytes` is its size."""

    def __init__(self, *, most_bytes: int, counters: Counters) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._counters = counters
        self._queue: OrderedDict[str, Answer] = OrderedDict()

    def put(self, key: str, answer: Answer) -> list[str]:
        """Add an answer; return the keys of those that had to go for it."""
        self._queue[key] = answer
        self.bytes += answer.size
        gone = []
        while self.bytes > self.most_bytes:
            oldest, candidate = next(iter(self._queue.items()))
            # Whoever has just come stays, even when all others were used.
            if candidate.was_used or candidate is answer:
                candidate.was_used = False
                self._queue.move_to_end(oldest)
            else:
                self.forget(oldest, candidate)
                gone.append(oldest)
        self._counters.add(Count.EVICTED, len(gone))
        return gone

    def forget(self, key: str, answer: Answer) -> None:
        del self._queue[key]
        self.bytes -= answer.size

    def clear(self) -> None:
        self._queue.clear()
        self.bytes = 0
