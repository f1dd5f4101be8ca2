"""The WSGI application of the stock project."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.stock_wagtail.settings")

application = get_wsgi_application()
