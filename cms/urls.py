"""Every address of the site in one place: admin, documents, API, probes, and last the reader."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cms import health, media
from cms.reader.urls import urlpatterns as reader_urls

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("api/v2/", include("cms.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
if settings.SERVE_MEDIA:
    urlpatterns += [path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media.serve, name="media")]

urlpatterns += reader_urls
