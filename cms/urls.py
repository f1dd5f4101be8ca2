"""Every address of the site in one place: admin, documents, API, probes, and last the reader."""

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.urls import include, path, re_path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cms import health, media
from cms.reader.urls import urlpatterns as reader_urls
from cms.seo.urls import urlpatterns as seo_urls

LOGIN_TEMPLATE = "wagtailcore/login.html"

urlpatterns = [
    path("admin/", include(admin_urls)),
    # Where Wagtail sends those who ask for a document that is private, under the name that it asks for.
    path("documents/login/", LoginView.as_view(template_name=LOGIN_TEMPLATE), name="wagtailcore_login"),
    re_path(r"^documents/(\d+)/(.*)$", media.serve_document),
    path("documents/", include(document_urls)),
    path("api/v2/", include("cms.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
if settings.SERVE_MEDIA:
    urlpatterns += [path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media.serve, name="media")]

urlpatterns += [*seo_urls, *reader_urls]
