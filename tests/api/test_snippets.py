"""`/api/v2/trials/`, `/authors/` and `/topics/`: the quality of v2's pages for what are no pages."""

import json

import pytest

from tests.factories.blog import AuthorFactory, TopicFactory
from tests.factories.core import ImageFactory, locale
from tests.factories.pages import default_home, publish, save_draft, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db

FACTORIES = {"trials": TrialFactory, "authors": AuthorFactory, "topics": TopicFactory}


@pytest.fixture(params=sorted(FACTORIES))
def kind(request):
    return request.param


@pytest.fixture
def make(kind):
    def make(*, name=None, **fields):
        title = {"brief_title" if kind == "trials" else "name": name} if name else {}
        return FACTORIES[kind](**title, **fields)

    return make


# What all three have in common


def test_lists_have_the_envelope_of_v2(api, kind, make):
    ids = [make().pk for _ in range(3)]

    listing = api.get(f"{kind}/", limit=2)

    assert listing["meta"] == {"total_count": 3}
    assert [item["id"] for item in listing["items"]] == ids[:2]
    assert api.ids(f"{kind}/", limit=2, offset=2) == ids[2:]
    for item in listing["items"]:
        assert item["meta"]["detail_url"] == f"http://localhost/api/v2/{kind}/{item['id']}/"
        assert {"type", "html_url"} <= set(item["meta"])
        assert {"title", "slug"} <= set(item)


def test_lists_have_the_bounds_of_v2(api, kind):
    assert api.problem(f"{kind}/", limit=101)["parameter"] == "limit"
    assert api.problem(f"{kind}/", offset="-1")["parameter"] == "offset"


def test_fields_have_the_grammar_of_v2(api, kind, make):
    snippet = make(name="Knees")

    assert api.get(f"{kind}/", fields="_,title")["items"] == [{"title": "Knees"}]
    assert api.get(f"{kind}/{snippet.pk}/", fields="_,slug") == {"slug": snippet.slug}
    assert set(api.get(f"{kind}/", fields="*")["items"][0]) == set(api.get(f"{kind}/{snippet.pk}/"))
    assert api.problem(f"{kind}/", fields="slgu")["suggestion"] == "slug"


def test_unknown_parameters_are_refused(api, kind, make):
    snippet = make()

    assert api.problem(f"{kind}/", serach="x")["suggestion"] == "search"
    assert api.problem(f"{kind}/{snippet.pk}/", fieldss="x")["suggestion"] == "fields"
    assert api.problem(f"{kind}/{snippet.slug}/", fieldss="x")["suggestion"] == "fields"


def test_order_goes_up_down_and_random(api, kind, make):
    b, a = make(name="B"), make(name="A")

    assert api.ids(f"{kind}/", order="slug") == [a.pk, b.pk]
    assert api.ids(f"{kind}/", order="-slug") == [b.pk, a.pk]
    assert sorted(api.ids(f"{kind}/", order="random")) == sorted([a.pk, b.pk])
    assert api.problem(f"{kind}/", order="summary")["parameter"] == "order"


def test_search_is_combined_with_filters(api, kind, make):
    meniscus, more = make(name="Meniscus"), make(name="More meniscus")
    make(name="Hips")

    assert sorted(api.ids(f"{kind}/", search="meniscus")) == [meniscus.pk, more.pk]
    assert api.ids(f"{kind}/", search="meniscus", slug=more.slug) == [more.pk]
    assert api.ids(f"{kind}/", search="meniscus", order="-slug") == [more.pk, meniscus.pk]
    assert api.ids(f"{kind}/", search="shoulders") == []


def test_documents_are_found_by_id_and_by_slug_in_any_case(api, kind, make):
    snippet = make()

    by_id = api.get(f"{kind}/{snippet.pk}/")

    assert by_id["id"] == snippet.pk
    assert api.get(f"{kind}/{snippet.slug}/") == by_id
    assert api.get(f"{kind}/{snippet.slug.upper()}/") == by_id


def test_find_redirects_by_id_and_slug(api, kind, make):
    snippet = make()

    for query in ({"id": snippet.pk}, {"slug": snippet.slug}):
        found = api.response(f"{kind}/find/", **query)
        assert (found.status_code, found["Location"]) == (302, f"/api/v2/{kind}/{snippet.pk}/")
    api.problem(f"{kind}/find/", slug="nothing", status=404)
    api.problem(f"{kind}/find/", id="x", status=400)


@pytest.mark.parametrize("key", ["nothing", "987654", "%00", "a%2Fb", "x" * 3000, "9" * 30, "%", "🦵", "-1"])
def test_a_key_that_nothing_has_is_a_404(api, kind, key):
    api.problem(f"{kind}/{key}/", status=404)


def test_only_what_is_live_exists(api, kind, make):
    draft, gone, live = make(live=False), unpublish(make()), make()

    assert api.ids(f"{kind}/") == [live.pk]
    for snippet in (draft, gone):
        for address in (f"{kind}/{snippet.pk}/", f"{kind}/{snippet.slug}/"):
            api.problem(address, status=404)
        api.problem(f"{kind}/find/", slug=snippet.slug, status=404)


def test_unpublished_changes_do_not_show(api, kind, make):
    snippet = publish(make(name="Before"))
    before = api.get(f"{kind}/{snippet.pk}/")

    save_draft(snippet, **{"brief_title" if kind == "trials" else "name": "After"})

    assert api.get(f"{kind}/{snippet.pk}/") == before
    assert api.ids(f"{kind}/", search="after") == []


def test_dates_of_publication_are_in_the_meta(api, kind, make):
    snippet = publish(make())

    meta = api.get(f"{kind}/{snippet.pk}/")["meta"]

    assert meta["first_published_at"] == meta["last_published_at"]
    assert meta["first_published_at"].endswith("Z")


# Trials


def test_a_trial_shows_every_fact(api):
    trial = TrialFactory(
        registry_id="NCT03818737",
        brief_title="Cells for knees",
        official_title="A trial of cells for knees",
        conditions=["Knee Osteoarthritis"],
        first_posted="2019-01",
        enrolment=480,
    )
    TrialSummaryFactory(trial=trial, language="en", text="In English")
    TrialSummaryFactory(trial=trial, language="ms", text="Dalam bahasa Melayu")

    document = api.get("trials/NCT03818737/")

    assert document["id"] == trial.pk
    assert document["meta"]["type"] == "trials.Trial"
    assert document["meta"]["html_url"] == "http://localhost/trials/NCT03818737/"
    assert document["title"] == document["brief_title"] == "Cells for knees"
    assert (document["first_posted"], document["as_of"]) == ("2019-01", "2020-08-01")
    assert document["phases"] == ["PHASE2"]
    assert document["interventions"] == [{"type": "BIOLOGICAL", "name": "Mesenchymal stem cells"}]
    assert document["summary"] == "In English"
    assert document["summaries"] == [
        {"locale": "en", "text": "In English"},
        {"locale": "ms", "text": "Dalam bahasa Melayu"},
    ]


@pytest.mark.parametrize("key", ["NCT03818737", "nct03818737", "NCT 03818737"])
def test_a_trial_is_found_by_its_registry_id_however_it_is_written(api, key):
    trial = TrialFactory(registry_id="NCT03818737")

    assert api.get(f"trials/{key}/")["id"] == trial.pk
    assert api.response("trials/find/", registry_id=key)["Location"] == f"/api/v2/trials/{trial.pk}/"


def test_a_trial_without_registry_id_is_found_by_its_slug(api):
    trial = TrialFactory(registry_id=None, registry="", brief_title="A local trial")

    document = api.get("trials/a-local-trial/")

    assert (document["id"], document["registry_id"]) == (trial.pk, None)
    assert document["meta"]["html_url"] == "http://localhost/trials/a-local-trial/"


def test_a_trial_is_told_in_the_language_asked_for(api):
    trial = TrialFactory()
    TrialSummaryFactory(trial=trial, language="en", text="In English")
    TrialSummaryFactory(trial=trial, language="ms", text="Dalam bahasa Melayu")

    malay = api.get(f"trials/{trial.pk}/", locale="ms")
    assert malay["summary"] == "Dalam bahasa Melayu"
    assert malay["meta"]["html_url"] == f"http://localhost/ms/trials/{trial.registry_id}/"
    assert api.get(f"trials/{trial.pk}/", locale="zh-hans")["summary"] == "In English"
    assert api.get("trials/", locale="ms", fields="summary")["items"][0]["summary"] == "Dalam bahasa Melayu"
    assert api.problem("trials/", locale="fr")["parameter"] == "locale"


def test_trials_are_found_by_registry_id_condition_and_summary(api):
    trial = TrialFactory(registry_id="NCT03818737", conditions=["Chondromalacia"])

    assert api.ids("trials/", search="NCT03818737") == [trial.pk]
    assert api.ids("trials/", search="chondromalacia") == [trial.pk]


# Authors


def test_an_author_shows_who_it_is(api):
    photo = ImageFactory()
    author = AuthorFactory(
        name="Aminah binti Yusof",
        photo=photo,
        biography='<p>Writes for <a href="https://example.org/">us</a>.</p>',
        profile_links=json.dumps(
            [{"type": "link", "value": {"label": "ORCID", "url": "https://orcid.org/0"}, "id": "1"}]
        ),
    )

    document = api.get("authors/aminah-binti-yusof/")

    assert document["meta"]["html_url"] == "http://localhost/authors/aminah-binti-yusof/"
    assert document["meta"]["locale"] == "en"
    assert (document["id"], document["name"], document["title"]) == (author.pk, author.name, author.name)
    assert (document["role"], document["credentials"]) == ("Medical writer", "MD")
    assert document["biography"].startswith("<p>Writes")
    assert document["photo"]["id"] == photo.pk
    assert document["profile_links"] == [{"label": "ORCID", "url": "https://orcid.org/0"}]
    assert document["translations"] == []


# Topics


def test_a_topic_shows_what_it_is_about(api):
    topic = TopicFactory(
        name="Knee osteoarthritis",
        kind="condition",
        description="<p>Worn knees.</p>",
        synonyms=["Gonarthrosis", "Knee arthritis"],
        codes=json.dumps([{"type": "code", "value": {"system": "ICD-10", "code": "M17"}, "id": "1"}]),
    )

    document = api.get("topics/knee-osteoarthritis/")

    assert document["id"] == topic.pk
    assert (document["name"], document["kind"]) == ("Knee osteoarthritis", "condition")
    assert document["description"] == "<p>Worn knees.</p>"
    assert document["synonyms"] == ["Gonarthrosis", "Knee arthritis"]
    assert document["codes"] == [{"system": "ICD-10", "code": "M17"}]


def test_topics_are_found_by_kind_and_by_synonym(api):
    knee = TopicFactory(kind="body_part", synonyms=["Genu"])
    TopicFactory(kind="treatment")

    assert api.ids("topics/", kind="body_part") == [knee.pk]
    assert api.ids("topics/", synonyms="genu") == [knee.pk]
    assert api.ids("topics/", search="genu") == [knee.pk]


# Languages of authors and topics


@pytest.fixture(params=["authors", "topics"])
def translated(request):
    snippet = FACTORIES[request.param](name="Knee", slug="knee")
    return request.param, snippet, translate(snippet, "ms", name="Lutut")


def test_a_slug_that_two_languages_share_means_the_default_language(api, translated):
    kind, english, malay = translated

    assert malay.slug == english.slug
    assert api.get(f"{kind}/knee/")["id"] == english.pk
    assert api.get(f"{kind}/knee/", locale="ms")["id"] == malay.pk
    assert api.ids(f"{kind}/", locale="ms") == [malay.pk]


def test_a_slug_of_one_other_language_is_found_without_saying_which(api, kind):
    if kind == "trials":
        return
    malay = FACTORIES[kind](name="Lutut", slug="lutut", locale=locale("ms"))

    assert api.get(f"{kind}/lutut/")["id"] == malay.pk


def test_translations_name_each_other(api, translated):
    kind, english, malay = translated

    assert api.get(f"{kind}/{english.pk}/")["translations"] == [
        {"locale": "ms", "id": malay.pk, "title": "Lutut", "url": f"http://localhost/ms/{kind}/knee/"}
    ]
    unpublish(malay)
    assert api.get(f"{kind}/{english.pk}/")["translations"] == []


def test_a_number_for_a_slug_is_not_hidden_by_ids(api):
    topic = TopicFactory(name="2019", slug="2019")

    assert api.response("topics/find/", slug="2019")["Location"] == f"/api/v2/topics/{topic.pk}/"


def test_the_site_that_is_asked_for_lends_the_address(api):
    from tests.factories.core import SiteFactory
    from tests.factories.home import HomePageFactory

    default_home()
    SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory())
    topic = TopicFactory(name="Knee")

    document = api.get(f"topics/{topic.pk}/", site="clinic.example.org")

    assert document["meta"]["html_url"] == "http://clinic.example.org/topics/knee/"
