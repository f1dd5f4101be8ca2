"""Loading the demo: complete, repeatable, and careful with what editors did."""

from __future__ import annotations

from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import override_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision, Site

from blog.models import ArticlePage, Author, Topic
from cms.core.models import BasePage, Image, SiteSettings
from cms.demo.content import ARTICLES
from cms.demo.registry import steps
from cms.demo.steps import keys
from cms.demo.steps.roles import DEMO_USERS, PASSWORD, create_users
from home.models import HomePage
from trials.models import Trial

MODELS = (ArticlePage, Author, BasePage, Group, Image, Redirect, Revision, Site, Topic, Trial)


def load() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in MODELS}


def test_one_line_is_printed_for_each_step_in_order(demo):
    places = [demo.index(f"  {step.label}  ") for step in steps()]
    assert places == sorted(places)
    assert "things created" in demo


def test_all_articles_are_published_through_a_revision(demo):
    articles = ArticlePage.objects.filter(locale__language_code="en")
    assert articles.count() == len(ARTICLES) >= 11
    assert all(article.live and article.live_revision_id for article in articles)
    assert not any(article.has_unpublished_changes for article in articles)


def test_a_second_run_changes_nothing(demo):
    before = counts()
    newest = Revision.objects.latest("pk").pk
    with override_settings(DEMO_USERS=True):
        printed = load()
    assert counts() == before
    assert Revision.objects.latest("pk").pk == newest
    assert "complete already" in printed


def test_what_an_editor_changed_survives_a_second_run(demo):
    article = ArticlePage.objects.get(slug="stem-cell-basics")
    article.title, article.slug, article.summary = "Renamed", "renamed", "Rewritten."
    article.save_revision().publish()
    author = keys.existing(Author, "author", "daniel-lim")
    author.name, author.slug = "Someone Else", "someone-else"
    author.save_revision().publish()
    trial = Trial.objects.by_registry_id("NCT03818737")
    trial.brief_title = "Corrected by hand"
    trial.save_revision().publish()
    Image.objects.filter(pk=keys.picture("knee-joint").pk).update(title="Retitled")
    before = counts()

    with override_settings(DEMO_USERS=True):
        load()

    assert counts() == before
    article.refresh_from_db()
    assert (article.title, article.slug, article.summary) == ("Renamed", "renamed", "Rewritten.")
    assert Author.objects.get(pk=author.pk).name == "Someone Else"
    assert Trial.objects.get(pk=trial.pk).brief_title == "Corrected by hand"


def test_what_is_missing_comes_back_without_touching_the_rest(demo):
    keys.page("retirement-homes-malaysia").delete()
    Trial.objects.by_registry_id("NCT05016011").delete()
    load()
    assert keys.page("retirement-homes-malaysia").live
    assert Trial.objects.by_registry_id("NCT05016011").live


def test_an_article_that_an_interrupted_run_left_empty_is_finished(demo):
    article = keys.page("ent-specialists-malaysia").specific
    Revision.objects.for_instance(article).delete()
    ArticlePage.objects.filter(pk=article.pk).update(live=False, latest_revision=None, body="[]")
    load()
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert len(article.body) > 10


def test_a_site_with_a_home_page_of_its_own_is_refused_before_anything_is_created(demo):
    home = HomePage.objects.get(slug="home")
    home.title, home.translation_key = "Our clinic", uuid4()
    home.save()
    Image.objects.all().delete()
    with pytest.raises(CommandError, match="already has a home page, “Our clinic”"):
        load()
    assert not Image.objects.exists()


def test_the_home_page_of_a_new_site_becomes_the_demos(demo):
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.pk == keys.page("home").pk
    assert site.site_name == "Lutut Health"


def test_settings_of_a_site_are_filled_once(demo):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    assert settings.organisation_name == "Lutut Health"
    assert settings.logo is not None
    in_english = [note.value["key"] for note in settings.disclaimers if not note.value["language"]]
    assert in_english == ["medical", "trials", "prices"]
    settings.footer_text = "<p>Ours.</p>"
    settings.save()
    load()
    settings.refresh_from_db()
    assert settings.footer_text == "<p>Ours.</p>"


def test_there_is_one_user_for_each_role_and_an_administrator(demo):
    users = get_user_model().objects
    for username, _first, _last, group in DEMO_USERS:
        user = users.get(username=username)
        assert [each.name for each in user.groups.all()] == [group]
        assert not user.is_superuser
        assert user.check_password(PASSWORD)
    assert users.get(username="admin").is_superuser


def test_no_users_are_made_where_the_settings_do_not_ask_for_them(demo):
    get_user_model().objects.all().delete()
    with override_settings(DEMO_USERS=False):
        assert create_users() == 0
    assert not get_user_model().objects.exists()


def test_old_addresses_lead_to_live_pages(demo):
    for article in ARTICLES:
        for path in article.old_paths:
            redirect = Redirect.objects.get(old_path=Redirect.normalise_path(path))
            assert redirect.is_permanent
            assert redirect.redirect_page.live
            assert redirect.redirect_page.slug == article.slug
