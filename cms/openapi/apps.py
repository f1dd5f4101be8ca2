"""Wiring: the address of the document."""

from __future__ import annotations

from django.apps import AppConfig


class OpenapiConfig(AppConfig):
    """The app that describes the API."""

    name = "cms.openapi"
    label = "openapi"
    verbose_name = "API document"

    def ready(self) -> None:
        """Serve the document; it is made when it is first asked for."""
        from cms.api.descriptions import ViewDescription, describe_view
        from cms.api.registry import router
        from cms.core.json_schema import object_of, text
        from cms.openapi.views import openapi_view

        members = {
            "openapi": text(examples=["3.1.0"]),
            "info": {"type": "object"},
            "paths": {"type": "object"},
        }
        answer = {**object_of(members, "An OpenAPI document."), "additionalProperties": True}
        router.register_view("openapi.json", openapi_view, name="openapi")
        describe_view("openapi", ViewDescription(operation_id="getOpenapi", answer=answer, tag="openapi"))
