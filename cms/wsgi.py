"""The WSGI application that Granian serves: kept answers first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_wsgi_application()

from cms.api.query_parameters import default_values  # noqa: E402 - Django has to be set up first
from cms.delivery.wiring import delivering  # noqa: E402

application = delivering(django_application, defaults=default_values())
