"""The addresses below `/api/v2/`."""

from __future__ import annotations

from django.urls import path, re_path

from cms.api.errors import not_found
from cms.api.registry import router

patterns, app_name, namespace = router.urls

urlpatterns = [*patterns, path("", not_found), re_path(r"^(?P<path>.*)$", not_found)]
