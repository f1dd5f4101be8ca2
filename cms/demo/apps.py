"""The demo as an app: it has a command and no models."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo content."""

    name = "cms.demo"
    label = "demo"
    verbose_name = "Demo content"
