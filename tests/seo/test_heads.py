"""The rules of heads: what search engines are told of what may and may not be found."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import APIToken

from cms.core.enums import Robots
from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import ImageFactory, SiteSettingsFactory, UserFactory, locale, restrict_page
from tests.factories.pages import default_home, publish, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db

HIDDEN = Robots.NOINDEX_FOLLOW.value


def seo(api, page, **parameters):
    return api.get(f"pages/{page.pk}/", fields="_,seo", **parameters)["seo"]


def head(api, path):
    """The ready HTML as a parser sees it."""
    return BeautifulSoup(api.get(path, fields="_,head_html")["head_html"], "html.parser")


def section(**fields):
    return ArticleIndexPageFactory(title="Section", slug="section", parent=article_index(), **fields)


def test_pages_below_do_as_their_section_says(api):
    article = ArticlePageFactory(parent=section(robots_section=HIDDEN))

    assert seo(api, article)["robots"] == HIDDEN
    assert seo(api, article)["canonical"] is None
    assert seo(api, ArticlePageFactory())["robots"] == "index, follow"


def test_the_nearest_section_wins_and_the_page_itself_is_the_nearest(api):
    above = section(robots_section=Robots.NOINDEX_NOFOLLOW.value)
    shown = ArticlePageFactory(parent=above, robots_section=Robots.INDEX_FOLLOW.value)
    nofollow = ArticlePageFactory(
        parent=above, robots_section=Robots.INDEX_FOLLOW.value, robots_nofollow=True
    )

    assert seo(api, shown)["robots"] == "index, follow"
    assert seo(api, nofollow)["robots"] == "index, nofollow"


def test_the_site_says_what_nobody_else_does(api):
    SiteSettingsFactory(robots=HIDDEN)
    shown = ArticlePageFactory(robots_section=Robots.INDEX_FOLLOW.value)

    assert seo(api, ArticlePageFactory())["robots"] == HIDDEN
    assert seo(api, shown)["robots"] == "index, follow"
    assert api.get(f"trials/{TrialFactory().pk}/")["seo"]["robots"] == HIDDEN


def test_what_is_in_several_languages_names_all_of_them_and_a_default(api):
    article = ArticlePageFactory(title="Knees", slug="knees")
    lutut = translate(article, "ms", title="Lutut", slug="lutut")

    links = {link["hreflang"]: link["url"] for link in seo(api, lutut)["alternates"]}

    assert links == {
        "en": "http://localhost/articles/knees/",
        "ms": "http://localhost/ms/articles/lutut/",
        "x-default": "http://localhost/articles/knees/",
    }
    assert seo(api, article)["alternates"] == seo(api, lutut)["alternates"]


@pytest.mark.parametrize(
    "hidden", [{"robots_noindex": True}, {"robots_section": HIDDEN}, {"canonical_url": "https://a.example/"}]
)
def test_what_is_hidden_or_repeats_something_has_no_alternates(api, hidden):
    article = ArticlePageFactory(**hidden)
    translate(article, "ms", **{**dict.fromkeys(hidden, ""), "robots_noindex": False})

    assert seo(api, article)["alternates"] == []


def test_a_hidden_translation_is_no_alternate(api):
    article = ArticlePageFactory()
    translate(article, "ms", robots_noindex=True)

    assert seo(api, article)["alternates"] == []


def test_a_page_that_expires_says_when_search_engines_should_drop_it(api):
    moment = timezone.now() + datetime.timedelta(days=30)
    article = ArticlePageFactory()
    article.expire_at = moment
    article = publish(article)

    written = seo(api, article)["unavailable_after"]

    assert datetime.datetime.fromisoformat(written) == article.expire_at
    robots = head(api, f"pages/{article.pk}/").find("meta", {"name": "robots"})["content"]
    assert robots == f"index, follow, unavailable_after: {written}"


def test_what_is_expired_or_private_has_no_head(api):
    expired, private = unpublish(ArticlePageFactory()), ArticlePageFactory()
    restrict_page(private)

    for page in (expired, private):
        api.problem(f"pages/{page.pk}/", status=404)


def test_authors_topics_and_trials_have_heads(api):
    photo = ImageFactory()
    author = AuthorFactory(name="Aisha", biography=f"<p>{'Knees. ' * 60}</p>", photo=photo)
    topic = TopicFactory(name="Knee", description="<p>A <b>joint</b>.</p>")
    trial = TrialSummaryFactory(text="Cells.").trial

    of_author = api.get(f"authors/{author.pk}/")["seo"]
    of_topic = api.get(f"topics/{topic.pk}/")["seo"]
    of_trial = api.get(f"trials/{trial.pk}/")["seo"]

    assert (of_author["title"], of_author["open_graph"]["type"]) == ("Aisha", "profile")
    assert of_author["open_graph"]["picture"]["alt"] == photo.description
    assert len(of_author["description"]) <= 155
    assert of_author["description"].endswith("…")
    assert of_topic["description"] == "A joint."
    assert (of_trial["title"], of_trial["description"]) == (trial.brief_title, "Cells.")
    assert of_trial["canonical"] == api.get(f"trials/{trial.pk}/")["meta"]["html_url"]


def test_a_trial_is_at_home_where_it_is_summarised(api):
    translate(default_home(), "ms")
    translate(default_home(), "zh-hans")
    trial = TrialSummaryFactory(locale=locale("ms")).trial
    here = f"http://localhost/trials/{trial.address_key}/"

    malay = api.get(f"trials/{trial.pk}/", locale="ms")["seo"]
    chinese = api.get(f"trials/{trial.pk}/", locale="zh-hans")["seo"]

    assert malay["canonical"] == f"http://localhost/ms/trials/{trial.address_key}/"
    assert [link["hreflang"] for link in malay["alternates"]] == ["en", "ms", "x-default"]
    assert (chinese["canonical"], chinese["alternates"]) == (here, [])


def test_the_ready_html_says_what_the_document_says(api):
    article = ArticlePageFactory(
        title='Knees & "hips" </title>', summary="<b>What</b> helps", hero_image=ImageFactory()
    )
    translate(article, "ms", title="Lutut", slug="lutut")
    path = f"pages/{article.pk}/"

    written, document = head(api, path), api.get(path, fields="_,seo")["seo"]

    assert written.title.string == document["document_title"]
    assert written.find("meta", {"name": "description"})["content"] == "<b>What</b> helps"
    assert written.find("link", rel="canonical")["href"] == document["canonical"]
    alternates = [link for link in written.find_all("link", rel="alternate") if link.get("hreflang")]
    found = [{"hreflang": link["hreflang"], "url": link["href"]} for link in alternates]
    assert found == document["alternates"]
    picture = document["open_graph"]["picture"]
    for name in ("width", "height", "alt"):
        assert written.find("meta", property=f"og:image:{name}")["content"] == str(picture[name])
    assert written.find("meta", {"name": "twitter:card"})["content"] == "summary_large_image"
    assert written.find("meta", property="og:locale")["content"] == "en_GB"


def test_the_ready_html_of_what_is_hidden_names_no_canonical_address(api):
    written = head(api, f"pages/{ArticlePageFactory(robots_noindex=True).pk}/")

    assert written.find("link", rel="canonical") is None
    assert written.find("meta", {"name": "robots"})["content"] == "noindex, follow"


def test_staff_see_where_every_value_comes_from(api):
    hero = ImageFactory()
    above = section(robots_section=HIDDEN)
    article = ArticlePageFactory(title="Knees", seo_title="For search", hero_image=hero, parent=above)
    key = APIToken.create_token(user=UserFactory(administrator=True), name="Explaining")[1]

    response = api.client.get(
        f"/api/v2/pages/{article.pk}/?fields=_,seo&explain=1", headers={"Authorization": f"Bearer {key}"}
    )

    steps = {said["member"]: said for said in response.json()["explain"]["fallbacks"]}
    assert steps["seo.title"]["taken"] == "seo_title"
    assert steps["seo.title"]["steps"][1] == {"name": "title", "value": "Knees"}
    assert steps["seo.open_graph.image"]["taken"] == "hero_image"
    assert steps["seo.robots"]["taken"] == f"robots_section of {above.full_url}"
    assert steps["seo.robots"]["steps"][-1] == {"name": "site: robots", "value": "index, follow"}
