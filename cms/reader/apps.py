"""The built-in reader's app."""

from __future__ import annotations

from django.apps import AppConfig


class ReaderConfig(AppConfig):
    """The reader that comes with the CMS."""

    name = "cms.reader"
    label = "reader"
    verbose_name = "Reader"
