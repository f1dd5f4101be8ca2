"""The components of documents: for each model what its document is, in a list, in part, and as a draft.

| Component | Is |
|---|---|
| `ArticlePage` | the whole document, every member there |
| `ArticlePageListItem` | an item of a list: what lists always have, the rest where `fields=` names it |
| `ArticlePageSelection` | whatever `fields=` may leave of either |
| `ArticlePageDraft` | the document of a preview, where what was never saved has no id and no address |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import AbstractPage, PreviewableMixin, get_page_models

from cms.api.column_schemas import schema_of_field
from cms.api.explain import EXPLANATION
from cms.api.registry import router
from cms.core.json_schema import JsonSchema, constant, integer, nullable, object_of, shape, shared_shapes
from cms.openapi.names import singular, snake
from cms.openapi.selections import Selections, selection_name

LIST_ITEM_SUFFIX = "_list_item"
DRAFT_SUFFIX = "_draft"

_ID = integer("Never changes; 0 is what the fixtures for front ends have.", minimum=0)

# What is known of a draft even if it was never saved.
_KNOWN_OF_DRAFTS = {"type", "locale", "preview"}


@dataclass(frozen=True)
class Endpoint:
    """An endpoint of the registry: `name` is a shape's, of any of its documents (`page`, `trial`)."""

    route: str
    viewset: type[Any]

    @property
    def models(self) -> list[type[Model]]:
        """Return the models of its documents: one, or every type of page."""
        model = self.viewset.model
        if not issubclass(model, AbstractPage):
            return [model]
        known: list[Any] = [found for found in get_page_models() if found.is_creatable]
        return sorted(known, key=lambda found: found._meta.label)

    @property
    def name(self) -> str:
        """Return the name of the shape that is any of its documents."""
        return singular(self.route) if self.is_union else document_name(self.models[0])

    @property
    def is_union(self) -> bool:
        """Tell whether its documents are of several models, told apart by `meta.type`."""
        return bool(issubclass(self.viewset.model, AbstractPage))

    @property
    def has_drafts(self) -> bool:
        """Tell whether its documents can be previewed."""
        return any(issubclass(model, PreviewableMixin) for model in self.models)


def endpoints() -> list[Endpoint]:
    """Return every endpoint of models, in alphabetical order."""
    return sorted((Endpoint(*found) for found in router.endpoints()), key=lambda endpoint: endpoint.route)


def document_name(model: type[Model]) -> str:
    """Return the name of a model's shape; a shared shape of the same name keeps its own."""
    name = snake(model.__name__)
    return f"{name}_document" if name in shared_shapes() else name


def add_documents(definitions: dict[str, JsonSchema]) -> None:
    """Add the components of every endpoint's documents to `definitions`."""
    for endpoint in endpoints():
        suffixes = ["", LIST_ITEM_SUFFIX, *([DRAFT_SUFFIX] if endpoint.has_drafts else [])]
        for model in endpoint.models:
            name = document_name(model)
            writer = _DocumentSchemas(endpoint.viewset, model)
            definitions[name] = writer.document()
            definitions[f"{name}{LIST_ITEM_SUFFIX}"] = writer.list_item()
            if endpoint.has_drafts:
                definitions[f"{name}{DRAFT_SUFFIX}"] = writer.draft()
        if endpoint.is_union:
            for suffix in suffixes:
                definitions[f"{endpoint.name}{suffix}"] = _union(endpoint, suffix)
    _add_any_draft(definitions)
    selections = Selections(definitions)
    for endpoint in endpoints():
        for model in endpoint.models:
            selections.reference(document_name(model))
        if endpoint.is_union:
            references = [shape(selection_name(document_name(model))) for model in endpoint.models]
            definitions[selection_name(endpoint.name)] = {
                "description": f"What `fields=` has left of a {endpoint.name}.",
                "anyOf": references,
            }


def _add_any_draft(definitions: dict[str, JsonSchema]) -> None:
    drafts = [shape(f"{endpoint.name}{DRAFT_SUFFIX}") for endpoint in endpoints() if endpoint.has_drafts]
    chosen = selection_name("draft")
    definitions["draft"] = {
        "description": "What a preview shows: the document as it would be public, with `meta.preview`.",
        "anyOf": [*drafts, shape(chosen)],
    }
    definitions[chosen] = {
        "type": "object",
        "description": "What `fields=` has left of a draft.",
        "properties": {"meta": {"type": "object", "properties": {"preview": {"const": True}}}},
        "required": ["meta"],
    }


def _union(endpoint: Endpoint, suffix: str) -> JsonSchema:
    # OpenAPI's own discriminator would have to stand at the top of the document, where v2 has no type.
    return {
        "description": "One of these types, told apart by the constant in `meta.type`.",
        "oneOf": [shape(f"{document_name(model)}{suffix}") for model in endpoint.models],
    }


class _DocumentSchemas:
    """Writes the schemas of one model's documents at one endpoint."""

    def __init__(self, viewset: type[Any], model: type[Model]) -> None:
        self.viewset, self.model = viewset, model
        self.writers = {field.name: field for field in viewset.writers(model)}
        self.meta_names = set(viewset.get_meta_fields_names(model))
        self.names = list(dict.fromkeys(viewset.get_available_fields(model)))
        self.label = f"{model._meta.app_label}.{model.__name__}"

    def document(self) -> JsonSchema:
        """Describe the whole document."""
        described = f"A {self.model._meta.verbose_name}: the whole document."
        on_request = self.viewset.on_request(self.model)
        required = [name for name in self.names if name not in on_request]
        document = self._object(self.names, required=required, description=described)
        document["properties"]["explain"] = EXPLANATION
        return document

    def list_item(self) -> JsonSchema:
        """Describe an item of a list."""
        names = [name for name in self.names if name not in self.viewset.detail_only_fields]
        always = [name for name in names if name in set(self.viewset.get_listing_default_fields(self.model))]
        described = (
            f"A {self.model._meta.verbose_name} in a list: what lists always have, and what `fields=` adds."
        )
        return self._object(names, required=always, description=described)

    def draft(self) -> JsonSchema:
        """Describe the document of a preview."""
        document = self.document()
        properties = document["properties"]
        del properties["explain"]
        meta = properties["meta"]
        meta["properties"] = {
            name: schema if name in _KNOWN_OF_DRAFTS else nullable(schema)
            for name, schema in meta["properties"].items()
        } | {"preview": {"const": True}, "edit": shape("edit_map")}
        meta["required"] = [*meta["required"], "preview", "edit"]
        described = (
            f"A {self.model._meta.verbose_name} as a preview shows it; what was never saved has no id."
        )
        properties["id"] = nullable(_ID)
        return {**document, "description": described}

    def _object(self, names: Iterable[str], *, required: Iterable[str], description: str) -> JsonSchema:
        names, always = list(names), set(required)
        meta = dict(self._properties(name for name in names if name in self.meta_names))
        own = dict(self._properties(name for name in names if name not in self.meta_names))
        del own["id"]
        members = {"id": _ID, "meta": _partly_required(meta, always), **own}
        schema = _partly_required(members, {*always, "meta"})
        return {**schema, "description": description}

    def _properties(self, names: Iterable[str]) -> Iterator[tuple[str, JsonSchema]]:
        for name in names:
            if name == "type":
                yield name, constant(self.label)
            else:
                yield name, schema_of_field(self.writers[name], self.model)


def _partly_required(properties: dict[str, JsonSchema], required: set[str]) -> JsonSchema:
    return {**object_of(properties), "required": [name for name in properties if name in required]}
