"""The application that carries the operators' commands."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Commands only; it has no models."""

    name = "cms.operations"
    verbose_name = "Operations"
