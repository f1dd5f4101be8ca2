"""The hook that holds every answer of the suite against the document, whichever client asks."""

from contextlib import contextmanager

from django.core.handlers.base import BaseHandler
from django.test import Client

from tests.contract.document import ROOT, Answer, ContractError, contract


class Watch:
    """Sits where all answers pass, those of test clients and those of servers in other threads."""

    def __init__(self):
        self.errors = []
        self.checked = 0

    def look_at(self, request, response):
        """Note an answer that breaks the contract."""
        if not request.path_info.startswith(f"{ROOT}/"):
            return
        self.checked += 1
        try:
            contract().check(answer_of(request, response))
        except ContractError as error:
            self.errors.append(error)

    def raise_first(self):
        """Raise what was noted, and forget it."""
        errors, self.errors = self.errors, []
        if errors:
            raise errors[0]

    @contextmanager
    def installed(self):
        """Look at every answer as long as the context lasts."""
        get_response, request = BaseHandler.get_response, Client.request

        def watched_get_response(handler, asked):
            response = get_response(handler, asked)
            self.look_at(asked, response)
            return response

        def watched_request(client, **environ):
            # A fault of the server goes up before this does; it is the better explanation.
            self.errors.clear()
            response = request(client, **environ)
            self.raise_first()
            return response

        BaseHandler.get_response, Client.request = watched_get_response, watched_request
        try:
            yield self
        finally:
            BaseHandler.get_response, Client.request = get_response, request


def answer_of(request, response):
    """Return what Django's objects say about an answer."""
    headers = {name.lower(): value for name, value in response.items()}
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(
        method=request.method,
        path=request.path_info,
        query=request.GET,
        status=response.status_code,
        headers=headers,
        body=body,
    )
