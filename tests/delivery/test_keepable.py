"""Every public answer can be kept: whatever an endpoint reads can be followed."""

import json

import pytest

from cms.delivery.recording import recording

# A preview is somebody's draft.
NEVER_KEPT = {"/preview"}
# What explains itself is for staff, and a cursor is given by the answer before.
LEFT_OUT = {"explain", "cursor"}
# Values that parameters take, where their schema does not say.
VALUES = {
    "ancestor_of": "{below}", "child_of": "{index}", "descendant_of": "{policy}", "translation_of": "{lutut}",
    "order": "-id", "fields": "*", "locale": "en", "type": "blog.ArticlePage", "q": "knees",
    "search": "knees", "search_operator": "or", "site": "other.example.org", "rich_text_format": "html",
    "total_count": "false", "path": "/articles/knees/", "html_path": "/articles/knees/", "limit": "2",
    "offset": "1",
}  # fmt: skip


@pytest.fixture
def endpoints(db, world, direct):
    """What the API says of itself: parameters by path."""
    document = json.loads(direct.get("/api/v2/openapi.json").body)
    return {
        path: {each["name"]: each.get("schema", {}) for each in operations["get"].get("parameters", [])}
        for path, operations in document["paths"].items()
        if "get" in operations and path not in NEVER_KEPT
    }


def numbers(world):
    names = ("below", "index", "policy", "lutut")
    return {name: getattr(world, name).pk for name in names}


def known(world, path):
    """Return an address that is there for a path with a place for a key."""
    start = f"/api/v2{path.partition('{')[0]}"
    return next(each for each in world.addresses if each.startswith(start) and "?" not in each)


def value_of(name, schema, world):
    """Return a value that a parameter can have."""
    if name in VALUES:
        return VALUES[name].format(**numbers(world))
    schema = schema.get("items", schema)
    if schema.get("enum"):
        return schema["enum"][0]
    by_type = {"boolean": "true", "integer": "1", "number": "1"}
    return by_type.get(schema.get("type"), schema.get("examples", ["knee"])[0])


def base_of(path, world):
    """Return an address that is there, with the parameters that it needs."""
    if "{" in path:
        return f"{known(world, path)}?"
    needed = {"/search": "q", "/resolve": "path"}.get(path)
    end = "" if path.endswith(".json") else "/"
    return f"/api/v2{path}{end}?" + (f"{needed}={VALUES[needed]}" if needed else "")


def with_parameters(path, parameters, world):
    """Return an address for each way to look into a kind of column."""
    known = {}
    for name, schema in parameters.items():
        if name not in LEFT_OUT and "{" + name not in path and f"?{name}=" not in base_of(path, world):
            look_up = name if name in VALUES else name.partition("__")[2]
            known.setdefault((look_up, json.dumps(schema)), f"{name}={value_of(name, schema, world)}")
    typed = "&type=blog.ArticlePage" if path == "/pages" else ""
    for query in known.values():
        yield f"{base_of(path, world)}{'' if query.startswith('type=') else typed}&{query}"


def test_whatever_is_asked_what_was_read_is_known(endpoints, world, direct):
    asked = [each for path, names in endpoints.items() for each in with_parameters(path, names, world)]
    lost, refused = [], []
    for address in asked:
        with recording() as record:
            status = direct.get(address).status
        if not record.is_complete:
            lost.append(address)
        if status not in (200, 302, 404):
            refused.append(address)

    assert lost == []
    assert len(refused) < len(asked) / 10, refused


def test_whatever_stands_at_an_address_is_kept_there(endpoints, world, make_delivery, tmp_path):
    delivery = make_delivery(tmp_path)
    asked = [base_of(path, world) for path in endpoints]
    answered = [address for address in asked if delivery.get(address).status == 200]

    # Those that find things redirect, and 400 without a parameter.
    assert {path for path in endpoints if base_of(path, world) not in answered} == {
        path for path in endpoints if path.endswith("/find")
    }
    assert [address for address in answered if not delivery.get(address).is_hit] == []
