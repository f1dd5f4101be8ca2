"""The demo, loaded once for the tests of this package."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client

from cms.api.query_parameters import default_values
from cms.delivery.application import DeliveryApplication
from tests.connections import kept_connection
from tests.demo_site import demo_site


class ServedClient(Client):
    """Asks as from outside: kept answers stand in front of Django."""

    def __init__(self, application, **defaults):
        super().__init__(**defaults)
        self._application = application

    def request(self, **request):
        started = []
        with kept_connection():
            result = self._application(self._base_environ(**request), lambda *answer: started.append(answer))
            content = b"".join(result)
            if hasattr(result, "close"):
                result.close()
        (status, headers, *_error) = started[0]
        response = HttpResponse(content, status=int(status.split()[0]))
        response.headers = dict(headers)
        return response


@pytest.fixture(scope="package")
def _documented_site(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), demo_site(media_root=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture
def documented_site(_documented_site, db, tmp_path):
    """A client of the demo at the address that the documentation names."""
    application = DeliveryApplication(
        get_wsgi_application(),
        directory=tmp_path,
        most_bytes=2**24,
        defaults=default_values(),
        looks_around=False,
    )
    return ServedClient(application, HTTP_HOST="localhost:8000", SERVER_NAME="localhost", SERVER_PORT="8000")
