"""`/api/v2/site/` is exactly as described: full, empty, with old entries, in every rich text format."""

import json

import pytest

from cms.core.json_schema import shape
from cms.core.rich_text import FORMATS
from tests.api.described import validator
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import ImageFactory, SiteSettingsFactory

pytestmark = pytest.mark.django_db


def problems_of(document):
    return [f"{error.json_path}: {error.message}" for error in validator(shape("site")).iter_errors(document)]


@pytest.mark.parametrize("rich_text_format", FORMATS)
def test_a_full_site_is_as_described(api, rich_text_format):
    page = ArticlePageFactory()
    below = blocks.items({"label": "Below", "page": page.pk, "url": ""})
    SiteSettingsFactory(
        logo=ImageFactory(),
        default_social_image=ImageFactory(),
        contact_email="us@example.org",
        organisation_profiles="https://social.example.org/a",
        navigation=blocks.stream(
            blocks.block("item", {"label": "Group", "page": None, "url": "", "children": below}),
            blocks.block("item", {"label": "Page", "page": page.pk, "url": "", "children": []}),
        ),
        footer_text=f"<p>The {blocks.page_link(page, 'end')}.</p>",
        footer_links=blocks.stream(blocks.block("link", {"label": "Write", "page": None, "url": "tel:+60"})),
        disclaimers=blocks.stream(blocks.block("disclaimer", {"key": "medical", "text": "<p>None.</p>"})),
    )

    site = api.get("site/", rich_text_format=rich_text_format)

    assert problems_of(site) == []
    assert [entry["label"] for entry in site["navigation"]] == ["Group", "Page"]
    assert [note["key"] for note in site["disclaimers"]] == ["medical"]


def test_a_site_without_settings_is_as_described(api):
    assert problems_of(api.get("site/")) == []


def test_entries_from_before_there_were_children_have_an_empty_list(api):
    old = {"label": "Old", "page": None, "url": "https://example.org/"}
    SiteSettingsFactory(
        navigation=blocks.stream(blocks.block("item", old)),
        footer_links=blocks.stream(blocks.block("link", {**old, "children": []})),
        disclaimers=json.dumps([{"type": "disclaimer", "value": {"key": 7, "text": None}, "id": "1"}]),
    )

    site = api.get("site/")

    assert problems_of(site) == []
    assert site["navigation"][0]["children"] == []
    assert "children" not in site["footer"]["links"][0]
