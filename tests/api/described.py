"""Documents held against what their fields say that they write."""

import json
from datetime import datetime
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from wagtail.models import get_page_models

from cms.api.column_schemas import schema_of_field
from cms.api.registry import router
from cms.core.json_schema import object_of, shared_shapes

CHECKER = FormatChecker(["date", "time", "uuid"])


@CHECKER.checks("uri", raises=ValueError)
def is_absolute_address(value):
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    return bool(parts.scheme and parts.netloc) and value.isascii() and " " not in value


@CHECKER.checks("uri-reference", raises=ValueError)
def is_reference(value):
    return not isinstance(value, str) or (value.isascii() and " " not in value and bool(urlsplit(value).path))


@CHECKER.checks("date-time", raises=ValueError)
def is_moment(value):
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def validator(schema):
    return Draft202012Validator({**schema, "$defs": dict(shared_shapes())}, format_checker=CHECKER)


def schema_of(label, name):
    """Return the schema of one field of the documents of a model ("blog.ArticlePage")."""
    viewset, model = endpoint_of(label)
    fields = {field.name: field for field in viewset.writers(model)}
    return schema_of_field(fields[name], model)


def endpoint_of(label):
    """Return (viewset, model) of what the API calls `label`."""
    for _name, viewset in router.endpoints():
        for model in [*get_page_models(), viewset.model]:
            if issubclass(model, viewset.model) and f"{model._meta.app_label}.{model.__name__}" == label:
                return viewset, model
    raise LookupError(label)


def whole_schema(label, names):
    """Return the schema of a document of which these fields were selected."""
    viewset, model = endpoint_of(label)
    meta_names = viewset.get_meta_fields_names(model)
    chosen = [field for field in viewset.writers(model) if field.name in names]
    own = {field.name: schema_of_field(field, model) for field in chosen if field.name not in meta_names}
    meta = {field.name: schema_of_field(field, model) for field in chosen if field.name in meta_names}
    return object_of({**own, **({"meta": object_of(meta)} if meta else {})})


def every_name(label):
    """Return the names of all fields of a document but those that are written on request."""
    viewset, model = endpoint_of(label)
    return set(viewset.get_detail_default_fields(model))


def problems_of(document, *, names=None):
    """Return what is wrong with a document: one line for each place that is not as described."""
    label = document["meta"]["type"]
    schema = whole_schema(label, every_name(label) if names is None else names)
    errors = validator(schema).iter_errors(json.loads(json.dumps(document, allow_nan=False)))
    return [f"{error.json_path}: {error.message}" for error in errors]
