"""The document is valid, says what is registered, and is the same wherever it is made."""

import json
from io import StringIO
from pathlib import Path

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from cms.api.registry import router
from cms.openapi.document import document, document_text
from cms.openapi.documents import endpoints
from tests.contract.document import Contract
from tests.factories.blog import ArticlePageFactory

FILE = Path(settings.BASE_DIR) / "schemas" / "openapi.json"
CONTRACT = Contract(document())
OPERATIONS = {item["get"]["operationId"]: (path, item["get"]) for path, item in document()["paths"].items()}
SCHEMAS = document()["components"]["schemas"]


def examples():
    """Return (where, schema, value) of every example of an answer."""
    for name, (_path, operation) in OPERATIONS.items():
        for status, response in operation["responses"].items():
            for content in CONTRACT._resolved(response).get("content", {}).values():
                for example in content.get("examples", {}).values():
                    yield f"{name} {status}", content["schema"], example["value"]
    for name, schema in SCHEMAS.items():
        for value in schema.get("examples", ()):
            yield name, {"$ref": f"#/components/schemas/{name}"}, value


def parts(value):
    """Return every mapping inside a value."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from parts(part)


def test_it_is_valid_openapi():
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_the_committed_document_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == document_text(), "run `make schemas`"


def test_the_command_writes_and_checks(tmp_path):
    file = tmp_path / "openapi.json"
    said = StringIO()

    with pytest.raises(CommandError, match="make schemas"):
        call_command("export_openapi", "--check", file=file)
    call_command("export_openapi", file=file, stdout=said)
    call_command("export_openapi", "--check", file=file, stdout=said)

    assert file.read_text(encoding="utf-8") == document_text()
    assert "All up to date." in said.getvalue()


@pytest.mark.django_db
def test_it_is_served_to_any_origin_whatever_the_host_and_the_content():
    ArticlePageFactory()

    response = Client().get("/api/v2/openapi.json", headers={"host": "other.example.org"})

    assert response.json() == json.loads(FILE.read_text(encoding="utf-8"))
    assert response["Access-Control-Allow-Origin"] == "*"


def test_everything_that_is_registered_is_described():
    described = {path.strip("/") for path in document()["paths"]}
    views = {route.strip("/").replace("<int:id>", "{id}") for _name, route, _view in router.views()}
    lists = {name for name, _viewset in router.endpoints()}

    assert views | lists | {f"{name}/find" for name in lists} <= described
    assert len(described) == len(views) + 3 * len(lists)


def test_operations_have_names_of_their_own_that_read_well():
    wanted = {
        "listPages",
        "getPage",
        "findPage",
        "getTrial",
        "listAuthors",
        "resolvePath",
        "getSite",
        "search",
    }

    assert wanted <= set(OPERATIONS)
    assert len(OPERATIONS) == len(document()["paths"])


@pytest.mark.parametrize(
    ("where", "schema", "value"), [pytest.param(*each, id=each[0]) for each in examples()]
)
def test_every_example_is_valid(where, schema, value):
    validator = jsonschema_rs.Draft202012Validator(
        CONTRACT.standalone(schema, is_whole=where != "getPreview 200"), validate_formats=True
    )
    assert [f"{error.instance_path} {error.message[-300:]}" for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_shows_an_example_and_every_error_that_it_can_give(name):
    _path, operation = OPERATIONS[name]

    assert {"405", "500"} <= set(operation["responses"])
    for status, response in operation["responses"].items():
        for media_type, content in CONTRACT._resolved(response).get("content", {}).items():
            if media_type.endswith("json"):
                assert content["examples"], (name, status)


def test_page_types_are_told_apart_by_meta_type_and_blocks_by_type():
    types = [SCHEMAS[part["$ref"].rsplit("/", 1)[1]] for part in SCHEMAS["Page"]["oneOf"]]
    constants = {page["properties"]["meta"]["properties"]["type"]["const"] for page in types}

    assert constants == {"home.HomePage", "home.StandardPage", "blog.ArticleIndexPage", "blog.ArticlePage"}
    assert len(SCHEMAS["BodyBlock"]["oneOf"]) == len(SCHEMAS["BodyBlock"]["discriminator"]["mapping"])
    for name, reference in SCHEMAS["BodyBlock"]["discriminator"]["mapping"].items():
        assert SCHEMAS[reference.rsplit("/", 1)[1]]["properties"]["type"]["const"] == name


def test_a_whole_document_has_all_its_members_and_no_others():
    for endpoint in endpoints():
        for model in endpoint.models:
            names = set(endpoint.viewset.get_available_fields(model))
            schema = SCHEMAS[model.__name__ if model.__name__ != "Image" else "ImageDocument"]
            members = {*schema["properties"], *schema["properties"]["meta"]["properties"]}
            assert members - {"meta", "explain"} == names
            assert schema["additionalProperties"] is False
            on_request = endpoint.viewset.on_request(model)
            assert set(schema["required"]) == set(schema["properties"]) - {"explain", *on_request}


def test_no_object_is_open_but_those_that_hold_anything_on_purpose():
    described = [
        part for name, schema in SCHEMAS.items() for part in parts(schema) if name != "DraftSelection"
    ]
    objects = [part for part in described if part.get("type") == "object" and "properties" in part]

    assert [part for part in objects if part.get("additionalProperties") is not False] == []


def test_every_member_has_a_schema():
    for name, schema in SCHEMAS.items():
        if name != "BodyBlockSelection":
            assert [member for member, part in schema.get("properties", {}).items() if not part] == [], name


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["listPages", "listTrials", "listAuthors", "listTopics", "listImages"])
def test_every_parameter_of_a_list_is_known_to_it(name):
    path, operation = OPERATIONS[name]
    types = [f"type={label}&" for label in _page_types()] if name == "listPages" else [""]

    for parameter in operation["parameters"]:
        answers = [Client().get(f"/api/v2{path}/?{kind}{parameter['name']}=") for kind in types]
        details = [answer.json().get("detail", "") for answer in answers]
        assert any("not an operation" not in detail for detail in details), parameter["name"]


def _page_types():
    _path, operation = OPERATIONS["listPages"]
    chosen = next(each for each in operation["parameters"] if each["name"] == "type")
    return chosen["schema"]["items"]["enum"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_the_example_of_every_parameter_is_accepted(name):
    path, operation = OPERATIONS[name]
    ArticlePageFactory()
    for parameter in operation["parameters"]:
        if parameter["in"] == "query" and "example" in parameter and "{" not in path:
            required = {
                each["name"]: each.get("example", "x")
                for each in operation["parameters"]
                if each.get("required")
            }
            query = {**required, parameter["name"]: parameter["example"]}
            assert Client().get(f"/api/v2{path}", query).status_code in (200, 302, 401, 404), query
