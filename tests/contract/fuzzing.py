"""Requests that schemathesis makes up from the API's own document, sent in process."""

import copy

import schemathesis
from schemathesis.checks import load_all_checks
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.pytest._test_builder import build_operation_test

from cms.openapi.document import document
from tests.contract.document import ROOT

# Lists are paged in one way or the other, and most requests should get beyond the refusal of both.
BY_OFFSET = frozenset({"cursor"})
BY_CURSOR = frozenset({"offset", "search", "search_operator"})


def described(*, without=frozenset(), one_filter_of=1):
    """Return the document with fewer parameters: none of `without`, and every n-th filter of the lists."""
    made = copy.deepcopy(document())
    for path in made["paths"].values():
        operation = path["get"]
        parameters = [each for each in operation["parameters"] if each["name"] not in without]
        filters = [each for each in parameters if each["description"].startswith("Only those whose ")]
        left_out = {each["name"] for index, each in enumerate(filters) if index % one_filter_of}
        operation["parameters"] = [each for each in parameters if each["name"] not in left_out]
        for parameter in operation["parameters"]:
            if parameter["name"] == "type" and operation["operationId"] == "listPages":
                # The type that has most filters of its own.
                parameter["example"] = ["blog.ArticlePage"]
    return made


def fuzz(application, send, *, api, examples):
    """Let schemathesis call `send(case)` for every operation: all edges of the document, then `examples`.

    The same cases each time; a sender that wants to see all of them raises nothing.
    """
    load_all_checks()
    schema = schemathesis.openapi.from_dict(api)
    schema.app = application
    schema.location = f"{ROOT}/openapi.json"
    schema.config.generation.update(max_examples=examples, deterministic=True)
    for found in schema.get_all_operations():
        build_operation_test(
            config=schema.config,
            operation=found.ok(),
            test_func=_sender(send),
            given_kwargs={},
            feedback=NO_FEEDBACK,
        )()


def _sender(send):
    def send_case(case):
        send(case)

    return send_case
