"""What an endpoint, a view or a parameter can forget, and what `manage.py check` says then."""

import pytest
from wagtail.api import APIField

from blog.api import AuthorAPIViewSet
from blog.models import ArticlePage, Author
from cms.api import checks
from cms.api.pages import PageAPIViewSet
from cms.api.registry import router
from cms.core.api_fields import DeliveryField
from cms.core.json_schema import array_of, shape, text


def shown(monkeypatch, model, field):
    monkeypatch.setattr(model, "api_fields", [*model.api_fields, field])


def test_this_project_keeps_the_rules():
    assert checks.check_descriptions(None) == []


def test_documents_of_every_page_type_are_looked_at():
    assert ArticlePage in checks.documented_models(PageAPIViewSet)
    assert checks.documented_models(AuthorAPIViewSet) == [Author]


@pytest.mark.parametrize(
    "field",
    [
        DeliveryField("mood", lambda page, output: "good"),
        APIField("full_url"),
        APIField("topics"),
        APIField("hero_image"),
        APIField("body"),
    ],
    ids=["computed", "a property", "a relation to many", "a foreign key", "a stream"],
)
def test_a_field_that_nobody_described_is_refused_with_a_hint(monkeypatch, field):
    described = [known for known in ArticlePage.api_fields if known.name != field.name]
    monkeypatch.setattr(ArticlePage, "api_fields", [*described, field])

    (message,) = checks.check_fields(PageAPIViewSet, ArticlePage)

    assert message.id == "api.E001"
    assert field.name in message.msg
    assert "blog.ArticlePage" in message.msg
    assert "schema=" in message.hint


def test_a_schema_that_refers_to_nothing_is_refused(monkeypatch):
    field = DeliveryField("moods", lambda author, output: [], schema=array_of(shape("mood")))
    shown(monkeypatch, Author, field)

    (message,) = checks.check_fields(AuthorAPIViewSet, Author)

    assert message.id == "api.E002"
    assert "mood" in message.msg
    assert "register_shape" in message.hint


def test_a_described_field_passes(monkeypatch):
    shown(monkeypatch, Author, DeliveryField("mood", lambda author, output: "good", schema=text()))

    assert not list(checks.check_fields(AuthorAPIViewSet, Author))


def test_a_view_that_nobody_described_is_refused_with_a_hint(monkeypatch):
    monkeypatch.setattr(router, "_views", dict(router._views))
    router.register_view("weather/", lambda request: None, name="weather")

    (message,) = checks.check_descriptions(None)

    assert message.id == "api.E003"
    assert "/api/v2/weather/" in message.msg
    assert 'describe_view("weather"' in message.hint


@pytest.mark.parametrize("attribute", ["known_query_parameters", "find_query_parameters"])
def test_a_parameter_that_nobody_declared_is_refused_with_a_hint(monkeypatch, attribute):
    known = getattr(AuthorAPIViewSet, attribute)
    monkeypatch.setattr(AuthorAPIViewSet, attribute, known | {"mood"})

    messages = checks.check_descriptions(None)

    assert {message.id for message in messages} == {"api.E004"}
    assert "/api/v2/authors/ understands mood" in messages[0].msg
    assert "register_parameter" in messages[0].hint
