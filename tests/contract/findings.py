"""What fuzzing finds: each answer is held against the document by two judges, faults show their trace."""

import json
import re
import traceback
from collections import Counter, defaultdict
from contextlib import contextmanager

from django.core.signals import got_request_exception
from schemathesis.core.failures import FailureGroup
from schemathesis.openapi.checks import RejectedPositiveData

from tests.contract.document import ContractError, contract

SHOWN = 3

# Refusals of what the document cannot forbid: what depends on other parameters, on the calendar, on what is
# published, or on the grammar inside of `fields`.
UNFORESEEABLE = re.compile(
    "|".join(
        [
            r"^offset cannot be combined with cursor",
            r"^search results cannot be paged by cursor",
            r"^random order",
            r"^a list cannot be paged by cursor in the order of",
            r"^filtering by descendant_of with child_of is not supported",
            r"^a search cannot be ordered by",
            r"^cursor is none that was given out here",
            r"^limit must be at least 1 with cursor",
            r"is no site of this installation",
            r"page doesn't exist$",
            r"is a field of \w+\.\w+; add type=",
            r"is not a valid value for \w+ \(expected a (date|day|number such as)",
            r"^(fields error|unknown fields): ",
            r"does not support nested fields$",
            r"^null characters are not allowed",
            r"^parameters are not longer than",
            r"^path is (an address that is not on this site|no valid address)",
        ]
    )
)
LEAKS = (b"Traceback (most recent call last)", b'File "/', b"django.db.utils", b"OperationalError")


class Findings:
    """Collects what is wrong instead of stopping at the first, and counts what was asked."""

    def __init__(self):
        self.asked = Counter()
        self.statuses = Counter()
        self._found = defaultdict(list)
        self._trace = ""

    def send(self, case):
        """Send a case of schemathesis and hold the answer against all its checks, and ours."""
        self._trace = ""
        response = case.call()
        self.note(case.operation.label, response.status_code)
        try:
            case.validate_response(response)
        except FailureGroup as group:
            for failure in group.exceptions:
                if isinstance(failure, RejectedPositiveData) and _is_unforeseeable(response):
                    continue
                told = f"{failure}\n{response.content[:600].decode(errors='replace')}"
                self.add(case.operation.label, _title(failure, response), response.request.url, told)

    def judge(self, answer, *, place):
        """Hold an answer that was received without schemathesis against the document."""
        self.note(place, answer.status)
        try:
            contract().check(answer)
        except ContractError as error:
            self.add(place, "contract", str(answer), str(error))
        if answer.status >= 500:
            self.add(place, "server error", str(answer), self._trace)
        if any(leak in answer.body for leak in LEAKS):
            self.add(place, "a trace shows", str(answer), "")
        self._trace = ""

    def note(self, place, status):
        self.asked[place] += 1
        self.statuses[status] += 1

    def add(self, place, title, address, told):
        self._found[place, title, _last_line(self._trace)].append((address, f"{told}\n{self._trace}".strip()))

    @contextmanager
    def watching(self):
        """Remember the trace of what goes wrong inside the server."""

        def remember(sender, **kwargs):
            self._trace = traceback.format_exc()

        got_request_exception.connect(remember)
        try:
            yield self
        finally:
            got_request_exception.disconnect(remember)

    def summary(self):
        """Return how much was asked and answered, in one line."""
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        return f"{self.asked.total()} requests to {len(self.asked)} places: {answers}"

    def raise_all(self):
        """Fail with everything that was found, a few examples of each."""
        told = [
            f"{place}: {title} ({len(found)} times)\n"
            + "\n".join(f"  {address}\n    {text[:1500]}" for address, text in found[:SHOWN])
            for (place, title, _line), found in sorted(self._found.items())
        ]
        assert not told, f"{self.summary()}\n\n" + "\n\n".join(told)


def _problem_of(response):
    is_problem = "problem+json" in response.headers.get("content-type", [""])[0]
    return json.loads(response.content) if is_problem else {}


def _is_unforeseeable(response):
    return bool(UNFORESEEABLE.search(_problem_of(response).get("detail", "")))


def _title(failure, response):
    """Return what is wrong, for a refusal with its reason: the sentence without the values in it."""
    problem = _problem_of(response)
    reason = re.sub(r"'.*?'|[0-9]+", "…", problem.get("detail", ""))
    return f"{failure.title}: {problem.get('parameter', '')}: {reason}"[:200]


def _last_line(trace):
    return trace.strip().rpartition("\n")[2][:200]
