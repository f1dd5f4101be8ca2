"""What the server runs in tests with real processes: the delivery, with two things that only tests want.

`POST /change/?page=7&title=…` publishes a page in the process that is asked, and every answer says in
`X-Worker` which process gave it. Each call of Django's application for the API leaves a line in `MADE_FILE`,
and takes `MADE_SECONDS` longer than it would. Requests that say `held` in their query take as long as there
is a file `HOLD_FILE`. Whoever writes an answer whose key says `torn` into the host's file writes its process
number into `TORN_FILE`, if that is there, and stays in the middle of it.
"""

import os
import time
from urllib.parse import parse_qs

from cms.wsgi import django_application

from cms.api.query_parameters import default_values  # isort: skip - Django has to be set up first
from cms.delivery.store import Store  # isort: skip
from cms.delivery.wiring import delivering  # isort: skip


def made(environ, start_response):
    if environ["PATH_INFO"] == "/change/":
        return change(environ, start_response)
    if environ["PATH_INFO"].startswith("/api/"):
        with open(os.environ["MADE_FILE"], "a") as file:
            file.write(f"{os.getpid()} {environ['PATH_INFO']}?{environ['QUERY_STRING']}\n")
        time.sleep(float(os.environ.get("MADE_SECONDS", "0")))
    while "held" in environ["QUERY_STRING"] and os.path.exists(os.environ.get("HOLD_FILE", "")):
        time.sleep(0.02)
    return django_application(environ, start_response)


def insert(store, connection, key, *arguments):
    file = os.environ.get("TORN_FILE", "")
    inserted(store, connection, key, *arguments)
    if "torn" in key and os.path.exists(file):
        with open(file, "w") as torn:
            torn.write(str(os.getpid()))
        time.sleep(60)


def change(environ, start_response):
    from cms.core.models import BasePage

    asked = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
    page = BasePage.objects.get(pk=asked["page"]).specific
    page.title = asked["title"]
    page.save_revision().publish()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{time.time():.6f}".encode()]


inserted, Store._insert = Store._insert, insert
delivery = delivering(made, defaults=default_values())


MARK = ("X-Worker", str(os.getpid()))


class Application:
    """The delivery, with a mark on every answer."""

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            start_response(status, [*headers, MARK], exc_info)

        return delivery(environ, start)

    def at_once(self, environ):
        handed = delivery.at_once(environ)
        return handed and handed._replace(headers=[*handed.headers, MARK])


application = Application()
