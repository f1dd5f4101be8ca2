"""The delivery API's OpenAPI document, made from what is registered.

Reads the endpoint registry, the fields of the viewsets with their schemas, the declared parameters and
filters; says nothing that is not said there. `docs/decisions/0006-openapi-from-the-registry.md` has the
reasons for its shape.
"""
