"""What a new page type can forget, and what `manage.py check` says then."""

from types import SimpleNamespace

import pytest
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField

from blog.models import ArticlePage
from cms.core import checks
from cms.core.models import BasePage
from cms.core.panels import page_tabs
from trials.models import Trial


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize("model", checks.page_models(), ids=lambda model: model.__name__)
def test_every_page_type_of_this_project_keeps_the_rules(model):
    assert not [*checks.check_api_fields(model), *checks.check_card(model), *checks.check_tabs(model)]


def test_all_page_types_are_looked_at():
    assert ArticlePage in checks.page_models()
    assert BasePage not in checks.page_models()


def test_a_type_without_api_fields_of_its_own_is_refused_with_a_hint(monkeypatch):
    monkeypatch.setattr(ArticlePage, "api_fields", BasePage.api_fields)
    (message,) = checks.check_api_fields(ArticlePage)
    assert message.id == "core.E001"
    assert "body" in message.msg
    assert "blog.ArticlePage" in message.msg
    assert "BasePage.api_fields" in message.hint


def test_a_type_that_drops_what_all_pages_show_is_refused(monkeypatch):
    monkeypatch.setattr(ArticlePage, "api_fields", [APIField("body")])
    (message,) = checks.check_api_fields(ArticlePage)
    assert "canonical_url" in message.msg


def test_a_type_without_a_card_is_refused():
    model = SimpleNamespace(_meta=SimpleNamespace(label="blog.Forgotten"))
    (message,) = checks.check_card(model)
    assert message.id == "core.E002"
    assert 'register_page_card("blog.Forgotten"' in message.hint


@pytest.mark.parametrize(
    "handler",
    [None, ObjectList([FieldPanel("title")]), TabbedInterface([ObjectList([], heading="Content")])],
    ids=["no tabs", "one list", "some tabs missing"],
)
def test_a_type_without_the_tabs_of_all_pages_is_refused(monkeypatch, handler):
    monkeypatch.setattr(ArticlePage, "edit_handler", handler)
    (message,) = checks.check_tabs(ArticlePage)
    assert message.id == "core.E003"
    assert "Search and social" in message.msg


def test_tabs_with_a_form_that_lets_anybody_change_the_content_are_refused(monkeypatch):
    tabs = page_tabs(content=[FieldPanel("title")])
    tabs.base_form_class = None
    monkeypatch.setattr(ArticlePage, "edit_handler", tabs)
    assert ids(checks.check_tabs(ArticlePage)) == ["core.E003"]


def test_a_snippet_type_that_no_role_names_is_reported(monkeypatch):
    assert checks.check_snippet_roles(None) == []
    monkeypatch.setattr(checks, "SNIPPETS", ("blog.author", "blog.topic"))
    (message,) = checks.check_snippet_roles(None)
    assert message.id == "core.W001"
    assert message.obj is Trial
