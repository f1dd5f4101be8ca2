"""The document of a page: what is computed, and what it holds of others."""

import datetime

import pytest
from django.utils import timezone

from tests.factories import blocks
from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import ImageFactory, RedirectFactory
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, publish, save_draft, translate, unpublish

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return default_home()


def document(api, page, **parameters):
    return api.get(f"pages/{page.pk}/", **parameters)


def titles(cards):
    return [card["title"] for card in cards]


def day(offset):
    return timezone.localdate() + datetime.timedelta(days=offset)


# Cards


def test_a_card_holds_what_a_link_needs(api):
    picture = ImageFactory(title="A knee", description="A knee from the side", credit="Us")
    other = ArticlePageFactory(title="Hips", summary="About hips.", hero_image=picture)
    article = ArticlePageFactory(related=[other])

    [card] = document(api, article)["related_articles"]

    image = card.pop("image")
    assert card == {
        "id": other.pk,
        "type": "blog.ArticlePage",
        "title": "Hips",
        "url": "http://localhost/articles/hips/",
        "summary": "About hips.",
    }
    assert image["title"] == "A knee"
    assert image["alt"] == "A knee from the side"


def test_a_card_without_summary_takes_the_description_and_without_hero_the_social_image(api):
    picture = ImageFactory()
    other = StandardPageFactory(search_description="Who we are.", social_image=picture)
    article = ArticlePageFactory(body=[blocks.link_button(other)])

    [button] = document(api, article)["body"]

    assert button["value"]["page"]["summary"] == "Who we are."
    assert button["value"]["page"]["image"]["id"] == picture.pk


# Authors, topics, tags


# Related


# Words


def test_words_are_counted_and_the_time_to_read_them_told(api):
    article = ArticlePageFactory(
        body=[blocks.heading("Two words"), blocks.paragraph(f"<p>{'word ' * 474}</p>")]
    )

    shown = document(api, article)

    assert shown["word_count"] == 476
    assert shown["reading_time_minutes"] == 2


def test_the_excerpt_is_the_opening_cut_at_a_word(api):
    short = ArticlePageFactory(body=[blocks.paragraph("<p>All of <b>it</b> &amp; more.</p>")])
    long = ArticlePageFactory(body=[blocks.paragraph(f"<p>{'cartilage ' * 60}</p>")])

    assert document(api, short)["excerpt"] == "All of it & more."
    excerpt = document(api, long)["excerpt"]
    assert len(excerpt) <= 281
    assert excerpt.endswith("cartilage…")


def test_an_empty_article_is_a_document_too(api):
    shown = document(api, ArticlePageFactory())

    assert (shown["word_count"], shown["reading_time_minutes"], shown["excerpt"]) == (0, 1, "")
    assert (shown["toc"], shown["body"]) == ([], [])


def test_the_table_of_contents_has_the_anchors_of_the_body(api):
    article = ArticlePageFactory(
        body=[
            blocks.heading("Cost", anchor="cost"),
            blocks.paragraph(),
            blocks.heading("Cost", level=3),
            blocks.heading("", level=2),
        ]
    )

    shown = document(api, article)

    assert shown["toc"] == [
        {"level": 2, "text": "Cost", "anchor": "cost"},
        {"level": 3, "text": "Cost", "anchor": "cost-2"},
    ]
    body = [block["value"] for block in shown["body"] if block["type"] == "heading"]
    assert [heading["anchor"] for heading in body if heading["text"]] == ["cost", "cost-2"]


# Breadcrumbs, translations, review


def test_breadcrumbs_lead_from_home_to_the_page_above(api, home):
    section = ArticleIndexPageFactory(title="Knees", parent=article_index())
    article = ArticlePageFactory(parent=section)

    crumbs = document(api, article)["breadcrumbs"]

    assert [(crumb["title"], crumb["url"]) for crumb in crumbs] == [
        ("Home", "http://localhost/"),
        ("Articles", "http://localhost/articles/"),
        ("Knees", "http://localhost/articles/knees/"),
    ]
    assert document(api, home)["breadcrumbs"] == []


def test_breadcrumbs_pass_over_what_is_not_live(api):
    article = ArticlePageFactory()
    unpublish(article_index())

    assert titles(document(api, article)["breadcrumbs"]) == ["Home"]
    assert document(api, article)["meta"]["parent"] is None


def test_translations_name_the_other_languages(api, home):
    article = ArticlePageFactory(title="Knees")
    malay = translate(article, "ms", title="Lutut", slug="lutut")

    assert document(api, article)["translations"] == [
        {"locale": "ms", "id": malay.pk, "title": "Lutut", "url": "http://localhost/ms/articles/lutut/"}
    ]
    assert document(api, malay)["translations"] == [
        {"locale": "en", "id": article.pk, "title": "Knees", "url": "http://localhost/articles/knees/"}
    ]


def test_a_malay_page_lives_below_its_language(api, home):
    malay = translate(ArticlePageFactory(title="Knees"), "ms", title="Lutut", slug="lutut")

    shown = document(api, malay)

    assert shown["meta"]["locale"] == "ms"
    assert shown["meta"]["html_url"] == "http://localhost/ms/articles/lutut/"
    assert shown["seo"]["open_graph"]["locale"] == "ms"
    assert [crumb["url"] for crumb in shown["breadcrumbs"]] == [
        "http://localhost/ms/",
        "http://localhost/ms/articles/",
    ]


@pytest.mark.parametrize(
    ("last", "following", "status"),
    [
        (None, None, "none"),
        (-10, None, "current"),
        (-10, 31, "current"),
        (-10, 30, "due"),
        (-10, 0, "due"),
        (-10, -1, "overdue"),
        (None, 90, "current"),
    ],
)
def test_the_review_says_where_it_stands(api, last, following, status):
    reviewer = AuthorFactory(name="Dr Lim")
    dates = {
        "last_reviewed_at": None if last is None else day(last),
        "next_review_at": None if following is None else day(following),
    }
    article = ArticlePageFactory(reviewed_by=reviewer, **dates)

    review = document(api, article)["review"]

    assert review["status"] == status
    assert review["last_reviewed_at"] == (dates["last_reviewed_at"] and dates["last_reviewed_at"].isoformat())
    assert review["next_review_at"] == (dates["next_review_at"] and dates["next_review_at"].isoformat())
    assert review["reviewed_by"]["title"] == "Dr Lim"


def test_a_reviewer_who_is_not_live_is_not_named(api):
    article = ArticlePageFactory(reviewed_by=unpublish(AuthorFactory()))

    assert document(api, article)["review"]["reviewed_by"] is None


# For search engines


# The home page


def test_the_home_page_shows_its_opening_and_featured_pages_in_order(api, home):
    from home.models import FeaturedPage

    first, second = ArticlePageFactory(title="B"), ArticlePageFactory(title="A")
    picture = ImageFactory()
    home.hero_title = "Welcome"
    home.hero_text = "<p>Read on.</p>"
    home.hero_image = picture
    home.hero_link_text = "Start"
    home.hero_link_page = first.basepage_ptr
    home.featured_links = [FeaturedPage(page=first.basepage_ptr), FeaturedPage(page=second.basepage_ptr)]
    publish(home)

    shown = document(api, home)

    assert (shown["hero_title"], shown["hero_text"]) == ("Welcome", "<p>Read on.</p>")
    assert shown["hero_image"]["id"] == picture.pk
    assert titles(shown["featured"]) == ["B", "A"]
    link = shown["hero_link"]
    assert link["page"]["title"] == "B"
    assert {name: link[name] for name in ("text", "url", "external")} == {
        "text": "Start",
        "url": "http://localhost/articles/b/",
        "external": False,
    }


def test_a_button_of_the_home_page_leads_to_an_address_or_nowhere(api, home):
    home.hero_link_url = "https://elsewhere.example.org/"
    publish(home)
    assert document(api, home)["hero_link"] == {
        "text": "https://elsewhere.example.org/",
        "url": "https://elsewhere.example.org/",
        "page": None,
        "external": True,
    }

    home.hero_link_url = ""
    publish(home)
    assert document(api, home)["hero_link"] is None


def test_a_button_to_a_page_that_is_gone_does_not_turn_into_another_link(api, home):
    from home.models import HomePage

    hidden = unpublish(StandardPageFactory())
    # No form lets both through; what is stored may be older than the form.
    HomePage.objects.update(
        hero_link_page=hidden.basepage_ptr, hero_link_url="https://elsewhere.example.org/"
    )

    assert document(api, home)["hero_link"] is None


# Drafts, dates, languages


def test_changes_that_are_not_published_do_not_show(api):
    article = ArticlePageFactory(title="Knees", tags=["old"], topics=[TopicFactory(name="Old")])
    before = document(api, article)

    article.tags.add("new")
    article.topics.add(TopicFactory(name="New"))
    save_draft(article, title="Changed", summary="Changed", body=blocks.stream(blocks.paragraph()))

    assert document(api, article) == before


def test_dates_are_told_in_utc(api):
    moment = datetime.datetime(2020, 8, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    article = ArticlePageFactory(published_at=moment, updated_at=moment)

    shown = document(api, article)

    assert shown["published_at"] == shown["updated_at"] == "2020-08-01T01:30:00Z"


def test_an_article_gets_its_publication_date_when_it_goes_live(api):
    draft = ArticlePageFactory(live=False)
    assert draft.published_at is None

    article = publish(draft)

    assert document(api, article)["published_at"] is not None
    assert article.published_at == publish(article).published_at


def test_trials_of_a_malay_article_are_told_in_malay_where_they_can_be(api):
    from tests.factories.trials import TrialFactory, TrialSummaryFactory

    both, english = TrialFactory(), TrialFactory()
    TrialSummaryFactory(trial=both, language="en", text="In English")
    TrialSummaryFactory(trial=both, language="ms", text="Dalam bahasa Melayu")
    TrialSummaryFactory(trial=english, language="en", text="Only in English")
    article = ArticlePageFactory(body=[blocks.trial_list(both, english)])
    malay = translate(article, "ms", slug="lutut")

    def summaries(page):
        return [card["summary"] for card in document(api, page)["body"][0]["value"]["trials"]]

    assert summaries(article) == ["In English", "Only in English"]
    assert summaries(malay) == ["Dalam bahasa Melayu", "Only in English"]
    [first, _] = document(api, malay)["body"][0]["value"]["trials"]
    assert first["url"] == f"http://localhost/ms/trials/{both.registry_id}/"


def test_an_unknown_language_is_refused_for_documents_too(api, home):
    assert api.problem(f"pages/{home.pk}/", locale="fr")["parameter"] == "locale"


def test_a_parameter_that_no_page_has_is_refused_for_documents_too(api, home):
    assert api.problem(f"pages/{home.pk}/", field="title")["suggestion"] == "fields"


# Addresses


def test_our_addresses_are_those_of_wagtail(api, home):
    from cms.core.models import BasePage
    from cms.core.scope import PublicScope
    from tests.factories.core import SiteFactory

    section = ArticleIndexPageFactory(parent=article_index())
    for page in (
        ArticlePageFactory(parent=section),
        StandardPageFactory(parent=StandardPageFactory()),
        StandardPageFactory(title="膝", slug="膝"),
    ):
        for code in ("ms", "zh-hans"):
            translate(page, code)
    SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory(slug="clinic"))
    SiteFactory(hostname="sub.example.org", port=8443, root_page=section)
    StandardPageFactory(parent=StandardPageFactory())

    scope = PublicScope.for_host()
    pages = list(BasePage.objects.exclude(depth=1))

    assert len(pages) > 20
    for page in pages:
        ours = scope.page_url(path=page.path, url_path=page.url_path)
        assert ours == page.full_url, page.url_path


def test_the_root_of_the_tree_has_no_address(api):
    from cms.core.models import BasePage
    from cms.core.scope import PublicScope

    root = BasePage.objects.get(depth=1)

    assert PublicScope.for_host().page_url(path=root.path, url_path=root.url_path) is None
    api.problem(f"pages/{root.pk}/", status=404)


def test_redirects_do_not_disturb_documents(api, home):
    RedirectFactory(old_path="/", redirect_link="https://elsewhere.example.org/")

    assert document(api, home)["meta"]["html_url"] == "http://localhost/"
