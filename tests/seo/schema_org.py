"""An offline validator of JSON-LD against schema.org, and against what search engines require beyond it.

`problems(document)` returns sentences; none means valid. Checked is what the vocabulary says: that types and
properties exist, that a node has only properties of its types, that values are of a kind that the property
holds, and that every id that a node names is one of the graph.
"""

import json
import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

VOCABULARY = json.loads(
    (Path(__file__).parent / "vocabulary" / "schema_org.json").read_text(encoding="utf-8")
)
TYPES, PROPERTIES, MEMBERS = (VOCABULARY[name] for name in ("types", "properties", "members"))
ORIGIN = "https://schema.org/"
# Annotations of an action's parameters (https://schema.org/docs/actions.html): "query-input".
ANNOTATION = re.compile(r"(\w+)-(input|output)")


def problems(document):
    """Return what is wrong with a JSON-LD document."""
    if document.get("@context") != "https://schema.org":
        return ["@context is not https://schema.org"]
    graph = document["@graph"]
    ids = {node["@id"]: node for node in graph}
    found = [
        f"{node['@id']} is there twice" for node in graph if sum(n["@id"] == node["@id"] for n in graph) > 1
    ]
    for index, node in enumerate(graph):
        found += _node_problems(node, f"@graph[{index}]", ids)
    return found


def ancestors(name):
    """Return a type and everything that it is a kind of."""
    found, pending = set(), [name]
    while pending:
        current = pending.pop()
        if current not in found:
            found.add(current)
            pending += TYPES.get(current, [])
    return found


def types_of(node):
    types = node.get("@type", [])
    return types if isinstance(types, list) else [types]


def _node_problems(node, place, ids):
    if "@type" not in node:
        if set(node) == {"@id"}:
            return [] if node["@id"] in ids else [f"{place} names {node['@id']}, which is not in the graph"]
        return [f"{place} has no @type"]
    unknown = [name for name in types_of(node) if name not in TYPES]
    if unknown:
        return [f"{place}: {', '.join(unknown)} is no type"]
    kinds = set().union(*map(ancestors, types_of(node)))
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        annotated = ANNOTATION.fullmatch(name)
        if annotated and "Action" in kinds:
            continue
        if name not in PROPERTIES:
            found.append(f"{place}: {name} is no property")
            continue
        if not kinds & set(PROPERTIES[name]["of"]):
            found.append(f"{place}: {name} is no property of {', '.join(types_of(node))}")
        for index, part in enumerate(value if isinstance(value, list) else [value]):
            found += _value_problems(part, PROPERTIES[name]["holds"], f"{place}.{name}[{index}]", ids)
    return found


def _value_problems(value, holds, place, ids):
    if isinstance(value, dict):
        found = _node_problems(value, place, ids)
        node = ids.get(value.get("@id"), value) if "@type" not in value else value
        kinds = set().union(set(), *map(ancestors, types_of(node)))
        return (
            found
            if found or kinds & set(holds)
            else [f"{place} holds {', '.join(holds)}, is {types_of(node)}"]
        )
    fits = any(_is_literal(value, kind) for name in holds for kind in ancestors(name) | {name})
    return [] if fits else [f"{place} holds {', '.join(holds)}, is {value!r}"]


def _is_literal(value, kind):
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, (int, float)):
        return kind in ("Number", "Integer", "Float") and (kind != "Integer" or isinstance(value, int))
    if not isinstance(value, str) or not value:
        return False
    return {
        "Text": lambda: True,
        "URL": lambda: is_address(value),
        "Date": lambda: is_day(value),
        "DateTime": lambda: is_moment(value),
    }.get(kind, lambda: _is_member(value, kind))()


def _is_member(value, kind):
    name = value.removeprefix(ORIGIN)
    return value.startswith(ORIGIN) and kind in ancestors(MEMBERS.get(name, ""))


def is_address(value):
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def is_day(value):
    try:
        return bool(date.fromisoformat(value)) and len(value) == 10
    except ValueError:
        return False


def is_moment(value):
    """A moment has a zone; one without means another moment in every country."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


# What search engines require beyond the vocabulary: developers.google.com/search/docs/appearance/
# structured-data, pages "Article" and "Breadcrumb".


def missing_for_search(document):
    """Return what articles and breadcrumbs of a document lack."""
    found = []
    ids = {node["@id"]: node for node in document["@graph"]}
    for node in document["@graph"]:
        if {"Article", "NewsArticle"} & set(types_of(node)):
            found += _missing_of_article(node, ids)
        if "BreadcrumbList" in types_of(node):
            found += _missing_of_breadcrumbs(node)
    return found


def _missing_of_article(node, ids):
    needed = ("headline", "image", "datePublished", "dateModified", "author")
    found = [f"the article has no {name}" for name in needed if not node.get(name)]
    found += [
        f"{name} has no zone"
        for name in ("datePublished", "dateModified")
        if not is_moment(node.get(name, ""))
    ]
    for reference in node.get("author", []):
        author = ids[reference["@id"]]
        found += [f"the author has no {name}" for name in ("name", "url") if not author.get(name)]
    if not all(is_address(image["url"]) for image in node.get("image", [])):
        found.append("an image has no address")
    return found


def _missing_of_breadcrumbs(node):
    items = node["itemListElement"]
    found = [] if len(items) >= 2 else ["fewer than two breadcrumbs"]
    if [item["position"] for item in items] != list(range(1, len(items) + 1)):
        found.append("the positions do not count from 1")
    bad = [item for item in items if not item.get("name") or not is_address(item["item"]["@id"])]
    return found + ["a breadcrumb lacks name or address" for _item in bad]
