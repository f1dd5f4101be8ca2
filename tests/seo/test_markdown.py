"""Pages as Markdown, for programs that read text."""

import datetime
import json

import pytest

from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import ImageFactory, SiteSettingsFactory
from tests.factories.home import StandardPageFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

NOTES = json.dumps(
    [{"type": "disclaimer", "id": "d", "value": {"key": "medical", "text": "<p>No advice.</p>"}}]
)


@pytest.fixture
def article():
    SiteSettingsFactory(disclaimers=NOTES, organisation_name="Lutut Health")
    other = ArticlePageFactory(title="Hips", slug="hips")
    return ArticlePageFactory(
        title="Worn *knees*",
        slug="worn-knees",
        summary="What helps.",
        authors=[AuthorFactory(name="Ada", role="Editor")],
        reviewed_by=AuthorFactory(name="Meera", credentials="MD"),
        last_reviewed_at=datetime.date(2024, 5, 1),
        topics=[TopicFactory(name="Knee")],
        body=[
            blocks.heading("Causes"),
            blocks.paragraph(f"<p><b>Cartilage</b> and {blocks.page_link(other)}</p>"),
            blocks.price_range(),
            blocks.question(),
            blocks.image(ImageFactory()),
            blocks.trial_list(TrialFactory(registry_id="NCT00000001", brief_title="Cells")),
        ],
    )


def read(response):
    """The front matter, by member, and the text."""
    _, front, text = response.content.decode().split("---\n", 2)
    members = (row.split(": ", 1) for row in front.strip().splitlines())
    return {name: json.loads(value) for name, value in members}, text


def test_the_front_matter_says_who_when_and_where(client, article):
    response = client.get(f"/api/v2/pages/{article.pk}/markdown/")

    front, _text = read(response)
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert front["authors"] == [
        {"name": "Ada", "role": "Editor", "credentials": "MD", "url": "http://localhost/authors/ada/"}
    ]
    assert front["reviewed_by"]["name"] == "Meera"
    assert (front["last_reviewed"], front["canonical"]) == ("2024-05-01", article.full_url)
    assert front["disclaimers"] == ["No advice."]
    assert front["publisher"] == "Lutut Health"
    assert datetime.datetime.fromisoformat(front["published"]).tzinfo


def test_the_text_is_that_of_the_page(client, article):
    _front, text = read(client.get(f"/api/v2/pages/{article.pk}/markdown/"))

    assert text.strip().startswith("# Worn \\*knees\\*\n\nWhat helps.\n\n## Causes")
    assert "**Cartilage** and [" in text
    assert "(http://localhost/articles/hips/)" in text
    assert "**3,000 to 5,000 USD**, per knee" in text
    assert "**Does it hurt?**\n\nA little." in text
    assert "- [Cells](http://localhost/trials/NCT00000001/) (NCT00000001; " in text
    assert text.strip().endswith("No advice.")


def test_the_readers_address_answers_markdown_to_who_asks_for_it(client, article):
    asked = client.get("/articles/worn-knees/", headers={"Accept": "text/markdown, text/html;q=0.5"})
    browser = client.get("/articles/worn-knees/", headers={"Accept": "text/html,*/*;q=0.8"})

    assert asked["Content-Type"] == "text/markdown; charset=utf-8"
    assert read(asked) == read(client.get(f"/api/v2/pages/{article.pk}/markdown/"))
    assert browser["Content-Type"].startswith("text/html")
    assert "Accept" in asked["Vary"]
    assert "Accept" in browser["Vary"]


def test_nothing_that_is_not_public_has_a_twin(client):
    draft = StandardPageFactory(live=False)

    assert client.get(f"/api/v2/pages/{draft.pk}/markdown/").status_code == 404
    assert client.get("/api/v2/pages/987654/markdown/").status_code == 404
    assert client.get(f"/api/v2/pages/{draft.pk}/markdown/?fields=title").status_code == 400


def test_llms_txt_tells_of_the_site_and_leads_to_the_twins(client, article):
    response = client.get("/llms.txt")

    text = response.content.decode()
    assert text.startswith("# ")
    assert f"](http://localhost/api/v2/pages/{article.pk}/markdown/): What helps." in text
    assert "## Articles" in text
    assert "(http://localhost/sitemap.xml)" in text
