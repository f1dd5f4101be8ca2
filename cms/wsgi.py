"""The WSGI application that Granian serves: kept answers first, then Django."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()

from cms.api.query_parameters import default_values  # noqa: E402 - Django has to be set up first
from cms.delivery.hits_first import serve_hits_first  # noqa: E402
from cms.delivery.request_bodies import RequestBodies  # noqa: E402
from cms.delivery.wiring import delivering  # noqa: E402
from cms.operations.interpreter import prepare_for_serving  # noqa: E402
from cms.operations.processors import keep_to_one  # noqa: E402

keep_to_one(Path(settings.DATA_DIR) / "processors", workers=settings.SERVER_WORKERS)
serve_hits_first(
    threads=settings.SERVER_THREADS,
    bodies=RequestBodies(most_bytes=settings.MOST_REQUEST_BYTES, most_at_once=settings.BODIES_AT_ONCE),
)
application = delivering(django_application, defaults=default_values())
prepare_for_serving()
