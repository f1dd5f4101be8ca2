"""The graph of one page: nodes that name each other by stable ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from cms.core.output import Output
from cms.core.references import References

CONTEXT: Final = "https://schema.org"

Node: TypeAlias = dict[str, Any]


class Graph:
    """The nodes about what readers find at `url`.

    Ids are addresses with a fragment (`https://…/articles/knees/#article`), so the same thing has the same
    id on every page that speaks of it. `page` is the node of the page itself, `article` that of what is
    written on it, where there is such a thing.
    """

    def __init__(self, url: str, output: Output) -> None:
        self.url = url
        self.output = output
        self.root_url = output.references.scope.site.root_url
        self._nodes: dict[str, Node] = {}
        self.page: Node = {}
        self.article: Node | None = None

    def add(self, node_id: str, types: str | list[str], **properties: Any) -> Node:
        """Add a node, without its empty properties, unless it is there; return it."""
        if node_id not in self._nodes:
            self._nodes[node_id] = {"@type": types, "@id": node_id, **filled(properties)}
        return self._nodes[node_id]

    @property
    def work(self) -> Node:
        """Return the node that has citations and the like: what is written, or the page."""
        return self.page if self.article is None else self.article

    def document(self) -> dict[str, Any]:
        """Return the JSON-LD document."""
        return {"@context": CONTEXT, "@graph": list(self._nodes.values())}


def reference(node: Node) -> Node:
    """Return what points to a node."""
    return {"@id": node["@id"]}


def filled(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that say something; 0 and False do."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def extend(node: Node, name: str, value: Any) -> None:
    """Add a value to a property that may have several."""
    node.setdefault(name, []).append(value)


def _nothing(instance: Any, references: References) -> None:
    """Refer to nothing."""


@dataclass(frozen=True, kw_only=True)
class GraphSource:
    """What one kind of content adds: `collect` names what it refers to, `write` adds its nodes.

    `page_type` is the schema.org type of its page.
    """

    write: Callable[[Any, Graph], None] = lambda instance, graph: None
    collect: Callable[[Any, References], None] = _nothing
    page_type: str = "WebPage"


BlockWriter: TypeAlias = Callable[[Any, str, Graph], None]

_sources: dict[str, GraphSource] = {}
_block_writers: dict[str, BlockWriter] = {}
PLAIN: Final = GraphSource()


def register_graph(model_label: str, source: GraphSource) -> None:
    """Say what a model ("blog.ArticlePage") adds to the graph of its pages."""
    _sources[model_label] = source


def register_block_nodes(block_type: str, write: BlockWriter) -> None:
    """Say what a body block adds; `write(value, block_id, graph)` gets the value that the API has."""
    _block_writers[block_type] = write


def source_of(instance: Any) -> GraphSource:
    """Return what is registered for an object; nothing of its own for all others."""
    return _sources.get(instance._meta.label, PLAIN)


def block_writers() -> dict[str, BlockWriter]:
    """Return what blocks add, by type."""
    return _block_writers
