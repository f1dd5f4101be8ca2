"""Where the API answers otherwise than Wagtail's v2: each row of the table in docs/api.md.

Every test asks Wagtail's own viewsets too; when Wagtail changes its mind, the test fails and the row can go.
"""

import pytest

from tests.api.stock import SideBySide
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, TopicFactory, article_index
from tests.factories.core import ImageFactory, RedirectFactory, SiteFactory
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, publish

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.stock")]
ARTICLES = {"type": "blog.ArticlePage"}


@pytest.fixture
def both():
    return SideBySide()


def bodies(both, path, /, **parameters):
    return [response.json() for response in both.responses(path, **parameters)]


def statuses(both, path, /, **parameters):
    return [response.status_code for response in both.responses(path, **parameters)]


# What documents show


def test_references_are_cards(both):
    ArticlePageFactory(topics=[TopicFactory(name="Knee", slug="knee")])

    stock, ours = (
        body["items"][0]["topics"][0] for body in bodies(both, "pages/", **ARTICLES, fields="topics")
    )

    assert stock == {"id": ours["id"], "meta": {"type": "blog.Topic"}}
    assert (ours["type"], ours["title"], ours["slug"]) == ("blog.Topic", "Knee", "knee")
    assert "meta" not in ours


def test_an_image_inside_of_something_has_no_tags_and_no_description(both):
    ArticlePageFactory(hero_image=ImageFactory(description="A knee"))

    stock, ours = (
        body["items"][0]["hero_image"] for body in bodies(both, "pages/", **ARTICLES, fields="hero_image(*)")
    )

    assert stock["description"] == ours["alt"] == "A knee"
    assert "tags" in stock["meta"]
    assert "tags" not in ours["meta"]
    assert "description" not in ours


def test_choosers_in_blocks_are_objects_instead_of_ids(both):
    image = ImageFactory()
    page = ArticlePageFactory(body=[blocks.image(image)])

    # What Wagtail would show of a chooser is what is stored.
    assert page.body.raw_data[0]["value"]["image"]["image"] == image.pk
    value = bodies(both, f"pages/{page.pk}/", fields="_,body")[1]["body"][0]["value"]
    assert value["image"]["id"] == image.pk
    assert value["image"]["url"].startswith("http://localhost/media/")


def test_rich_text_is_html_for_readers_unless_told_otherwise(both, settings):
    del settings.WAGTAILAPI_RICH_TEXT_FORMAT
    index = article_index()
    index.intro = f"<p>{blocks.page_link(default_home(), 'Home')}</p>"
    publish(index)

    stock, ours = (body["intro"] for body in bodies(both, f"pages/{index.pk}/", fields="_,intro"))

    assert stock == f'<p><a linktype="page" id="{default_home().pk}">Home</a></p>'
    assert ours == '<p><a href="http://localhost/">Home</a></p>'


def test_redirects_lead_to_whole_addresses(both):
    RedirectFactory(redirect_page=StandardPageFactory(title="Target"))

    stock, ours = (body["items"][0]["location"] for body in bodies(both, "redirects/"))

    assert (stock, ours) == ("/target/", "http://localhost/target/")


# What can be asked


def test_search_is_combined_with_tags(both):
    ArticlePageFactory(title="Knees", tags=["cells"])

    assert statuses(both, "pages/", **ARTICLES, search="knees", tags="cells") == [400, 200]


def test_search_is_combined_with_any_filter(both):
    ArticlePageFactory(title="Knees", canonical_url="https://example.org/knees")

    asked = {**ARTICLES, "search": "knees", "canonical_url": "https://example.org/knees"}
    assert statuses(both, "pages/", **asked) == [400, 200]


def test_an_empty_search_is_no_search(both):
    default_home()

    stock, ours = bodies(both, "pages/", search="")

    assert len(stock["items"]) == 0
    assert len(ours["items"]) == 1


def test_find_looks_in_the_site_that_is_asked_for(both):
    clinic = SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory(title="Clinic"))
    StandardPageFactory(title="Staff", parent=clinic.root_page)

    asked = {"html_path": "/staff/", "site": "clinic.example.org"}
    assert statuses(both, "pages/find/", **asked) == [404, 302]


def test_parts_of_a_parent_can_be_chosen(both):
    page = StandardPageFactory()

    assert statuses(both, f"pages/{page.pk}/", fields="_,parent(_,title)") == [400, 200]
    answer = bodies(both, f"pages/{page.pk}/", fields="_,parent(_,title)")[1]
    assert answer == {"meta": {"parent": {"title": default_home().title}}}


def test_parts_of_structured_fields_can_be_chosen(both):
    page = publish(StandardPageFactory())

    assert bodies(both, f"pages/{page.pk}/", fields="_,seo(_,title)")[1] == {"seo": {"title": page.title}}


# Errors


@pytest.mark.parametrize("parameter", ["locale", "site"])
def test_an_unknown_language_or_site_is_a_mistake_of_the_request(both, parameter):
    assert statuses(both, "pages/", **{parameter: "nonsense"}) == [404, 400]


def test_an_unknown_search_operator_is_a_mistake_of_the_request(both):
    assert statuses(both, "pages/", search="knee", search_operator="xor") == [500, 400]


def test_an_id_that_is_no_number_is_a_mistake_of_the_request(both):
    assert statuses(both, "pages/find/", id="x") == [500, 400]


def test_errors_are_problems_that_carry_the_message(both):
    stock, ours = both.responses("pages/", limit="x")

    assert (stock["Content-Type"], ours["Content-Type"]) == ("application/json", "application/problem+json")
    assert ours.json()["message"] == stock.json()["message"]


def test_an_unknown_parameter_of_a_document_is_refused(both):
    home = default_home()

    assert statuses(both, f"pages/{home.pk}/", nonsense="1") == [200, 400]


# The form of the answer


def test_find_answers_with_a_path(both):
    home = default_home()

    stock, ours = (response["Location"] for response in both.responses("pages/find/", html_path="/"))

    assert (stock, ours) == (f"http://localhost/stock/pages/{home.pk}/?", f"/api/v2/pages/{home.pk}/")


def test_answers_are_compact(both):
    default_home()

    stock, ours = both.responses("pages/")

    assert b"\n" in stock.content
    assert b"\n" not in ours.content


def test_there_is_no_page_for_browsers_at_the_address_of_data(both):
    assert statuses(both, "pages/", format="api") == [200, 400]
