"""The answers in a worker's own memory, up to a size."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from cms.delivery.answers import Answer

Spelling = tuple[str, str, str]
"""Host, path and query as a client wrote them."""

# Spellings of requests that are remembered for each answer, on average.
SPELLINGS_PER_ANSWER = 4


class Memory:
    """Answers by key, and keys by spelling. Reading takes no lock.

    When the size is reached those go that were not asked for since the last time somebody had to go
    (second chance, Corbató 1968).
    """

    def __init__(self, *, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
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

    def remember(self, spelling: Spelling, key: str) -> None:
        """Note that this spelling means this key."""
        with self._lock:
            if len(self._spellings) > SPELLINGS_PER_ANSWER * (len(self._answers) + 100):
                self._spellings.clear()
            self._spellings[spelling] = key

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, and let others go for it."""
        with self._lock:
            self._forget(key)
            self._answers[key] = answer
            self._bytes += answer.size
            while self._bytes > self._most_bytes and len(self._answers) > 1:
                self._let_one_go()

    def forget(self, keys: Iterable[str]) -> None:
        """Let these go."""
        with self._lock:
            for key in keys:
                self._forget(key)

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._answers.clear()
            self._spellings.clear()
            self._bytes = 0

    def _let_one_go(self) -> None:
        key, answer = next(iter(self._answers.items()))
        if answer.was_used:
            answer.was_used = False
            self._answers[key] = self._answers.pop(key)
        else:
            self._forget(key)

    def _forget(self, key: str) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None:
            self._bytes -= answer.size
