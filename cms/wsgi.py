"""The WSGI application that Granian serves: kept answers first, then Django."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 - Django has to be set up first

from cms.api.query_parameters import default_values  # noqa: E402
from cms.delivery.wiring import delivering  # noqa: E402

application = delivering(django_application, defaults=default_values())

# What is loaded by now stays: looking all of it through for garbage holds every thread up for a tenth of a
# second, once for some ten answers that are made anew. Those make ten thousands of objects, of which the
# collector would like to hear after every seven hundred.
get_resolver().url_patterns  # noqa: B018 - imports every view
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
