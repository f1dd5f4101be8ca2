"""Every way in which content changes: what editors do, commands, jobs, and code that tells nobody."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Site

from blog.models import ArticleAuthor, ArticlePage, Author, RelatedArticle, Topic
from cms.core.models import BasePage, Image
from cms.core.renditions import make_renditions
from cms.operations.schedule import apply_schedule
from cms.redirects.models import RedirectRule
from home.models import FeaturedPage
from tests.factories import blocks
from tests.factories.admin import article_form, client_of, paragraph, topic_form
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import (
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    UserFactory,
    after_commit,
    picture_file,
    restrict_collection,
    restrict_page,
)
from tests.factories.pages import publish, save_draft, translate, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory
from tests.trials.registry_files import ROW, write_csv
from trials.importers import import_trials
from trials.models import Trial

CHANGES = {}


def change(function):
    CHANGES[function.__name__] = function
    return function


def fresh(instance):
    """Return an object as it is in the database; those of the world serve many tests."""
    return type(instance)._default_manager.get(pk=instance.pk)


def edited(instance, **values):
    """Publish an object with other values."""
    instance = fresh(instance)
    for name, value in values.items():
        setattr(instance, name, value)
    return publish(instance)


def admin():
    return client_of(UserFactory(administrator=True))


def posted(address, data):
    with after_commit():
        response = admin().post(address, data)
    assert response.status_code == 302, response.content.decode()[:3000]


# Pages


@change
def an_article_is_published_in_the_admin(world):
    data = article_form(title="New knees", slug="knees", body=[paragraph("New.")], action="publish")
    posted(reverse("wagtailadmin_pages:edit", args=[world.knees.pk]), data)


@change
def an_article_is_written_in_the_admin(world):
    data = article_form(title="Brand new", slug="brand-new", topics=[world.hip.pk], action="publish")
    posted(reverse("wagtailadmin_pages:add", args=["blog", "articlepage", world.index.pk]), data)


@change
def a_draft_is_saved_in_the_admin(world):
    data = article_form(title="Half an idea", slug="knees", body=[paragraph("Half.")])
    posted(reverse("wagtailadmin_pages:edit", args=[world.knees.pk]), data)


@change
def pages_are_unpublished_in_bulk(world):
    address = reverse("wagtail_bulk_action", args=["core", "basepage", "unpublish"])
    posted(f"{address}?id={world.hips.pk}&id={world.lone_article.pk}&next=/admin/", {"next": "/admin/"})


@change
def a_page_is_moved_in_the_admin(world):
    posted(reverse("wagtailadmin_pages:move_confirm", args=[world.below.pk, world.home.pk]), {})


@change
def a_page_is_copied_in_the_admin(world):
    data = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": world.index.pk}
    data |= {"publish_copies": "on"}
    posted(reverse("wagtailadmin_pages:copy", args=[world.lone_article.pk]), data)


@change
def a_page_is_deleted_in_the_admin(world):
    posted(reverse("wagtailadmin_pages:delete", args=[world.hips.pk]), {})


@change
def an_unrelated_article_is_edited(world):
    edited(world.lone_article, summary="Another summary.")


@change
def a_linked_article_gets_a_new_title(world):
    edited(world.knees, title="Better knees")


@change
def an_article_with_the_same_topic_is_edited(world):
    edited(world.more_knees, title="Even more knees", summary="More.")


@change
def an_unrelated_article_is_new(world):
    ArticlePageFactory(title="Brand new", slug="brand-new")


@change
def an_article_with_the_same_topic_is_new(world):
    ArticlePageFactory(title="Brand new", slug="brand-new", topics=[world.knee])


@change
def many_articles_are_new(world):
    for number in range(12):
        ArticlePageFactory(title=f"Brand new {number}", history=False)


@change
def a_draft_is_new(world):
    ArticlePageFactory(title="Brand new", slug="brand-new", live=False)


@change
def a_draft_of_a_draft_is_saved(world):
    save_draft(fresh(world.draft), title="Other draft")


@change
def a_draft_is_published(world):
    publish(fresh(world.draft))


@change
def an_article_is_unpublished(world):
    unpublish(fresh(world.knees))


@change
def an_article_goes_live_on_schedule(world):
    page = fresh(world.draft)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    with after_commit():
        assert apply_schedule() == 1


@change
def an_article_expires(world):
    ArticlePage.objects.filter(pk=world.hips.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    with after_commit():
        assert apply_schedule() == 1


@change
def a_page_moves_with_what_is_below_it(world):
    with after_commit():
        fresh(world.policy).move(world.other_home, pos="last-child")


@change
def siblings_are_put_in_order(world):
    with after_commit():
        fresh(world.policy).move(world.home, pos="first-child")


@change
def a_list_of_articles_gets_another_slug(world):
    edited(fresh(world.index), slug="reading", title="Reading")


@change
def a_home_page_features_another_article(world):
    home = fresh(world.home)
    home.featured_links = [FeaturedPage(page=world.hips.basepage_ptr)]
    publish(home)


@change
def an_alias_is_made(world):
    with after_commit():
        fresh(world.knees).create_alias(update_slug="knees-again", parent=world.index)


@change
def a_page_is_copied_with_what_is_below_it(world):
    with after_commit():
        fresh(world.policy).copy(recursive=True, to=world.other_home, update_attrs={"slug": "policy"})


@change
def a_translation_is_published(world):
    translate(fresh(world.hips), "ms", title="Pinggul", slug="pinggul")


@change
def a_page_with_pages_below_it_is_deleted(world):
    with after_commit():
        fresh(world.policy).delete()


@change
def an_article_is_deleted(world):
    with after_commit():
        fresh(world.knees).delete()


@change
def titles_are_updated_silently(world):
    BasePage.objects.filter(pk__in=[world.hips.pk, world.below.pk]).update(title="Silent")


@change
def summaries_are_updated_silently(world):
    ArticlePage.objects.filter(pk=world.lone_article.pk).update(summary="Silent")


@change
def a_page_is_locked(world):
    BasePage.objects.filter(pk=world.knees.pk).update(locked=True, locked_at=timezone.now())


@change
def a_body_is_updated_silently(world):
    ArticlePage.objects.filter(pk=world.hips.pk).update(
        body=blocks.stream(blocks.paragraph("<p>Silent.</p>"))
    )


# Relations of articles


@change
def an_article_gets_another_topic(world):
    page = fresh(world.lone_article)
    page.topics = [world.hip]
    publish(page)


@change
def topics_are_set_silently(world):
    ArticlePage.topics.through.objects.bulk_create(
        [ArticlePage.topics.through(articlepage_id=world.hips.pk, topic_id=world.knee.pk)]
    )


@change
def authors_change_places(world):
    ArticleAuthor.objects.bulk_create(
        [ArticleAuthor(page_id=world.knees.pk, author=world.lone_author, sort_order=-1)]
    )


@change
def an_article_is_recommended(world):
    RelatedArticle.objects.create(page_id=world.hips.pk, article_id=world.lone_article.pk)


@change
def an_article_gets_a_tag(world):
    page = fresh(world.lone_article)
    page.tags.add("gel")
    publish(page)


@change
def a_tag_is_called_something_else(world):
    Tag.objects.filter(name="gel").update(name="jelly", slug="jelly")


@change
def a_tag_is_new(world):
    Tag.objects.create(name="brand new", slug="brand-new")


# Topics, authors, trials


@change
def a_topic_is_published_in_the_admin(world):
    data = topic_form(name="Knees of all kinds", slug="knee", action="publish")
    posted(reverse("wagtailsnippets_blog_topic:edit", args=[world.knee.pk]), data)


@change
def a_topic_is_a_draft(world):
    save_draft(fresh(world.knee), name="Half an idea")


@change
def a_topic_gets_another_kind(world):
    Topic.objects.filter(pk=world.hip.pk).update(kind="treatment")


@change
def a_topic_is_unpublished(world):
    unpublish(fresh(world.knee))


@change
def a_topic_is_new(world):
    TopicFactory(name="Brand new")


@change
def a_topic_is_deleted(world):
    with after_commit():
        fresh(world.hip).delete()


@change
def an_author_gets_another_role(world):
    edited(world.author, role="Surgeon")


@change
def a_lone_author_gets_another_name(world):
    edited(world.lone_author, name="Ben Wong")


@change
def an_author_loses_the_photo(world):
    Author.objects.filter(pk=world.author.pk).update(photo=None)


@change
def an_author_is_new(world):
    AuthorFactory(name="Brand New")


@change
def an_author_is_deleted(world):
    with after_commit():
        fresh(world.author).delete()


@change
def a_trial_is_edited(world):
    edited(world.trial, overall_status="COMPLETED")


@change
def a_lone_trial_is_edited(world):
    edited(world.lone_trial, brief_title="Jelly for hips")


@change
def a_trial_is_unpublished(world):
    unpublish(fresh(world.trial))


@change
def a_trial_is_new(world):
    TrialFactory(registry_id="NCT00000009", conditions=["Shoulder pain"], countries=["Chile"])


@change
def trials_are_imported(world):
    row = ROW | {"NCT Number": "NCT00000001", "Status": "Completed"}
    with tempfile.TemporaryDirectory() as folder, after_commit():
        import_trials(write_csv(Path(folder), ROW | {"NCT Number": "NCT00000077"}, row))


@change
def trials_are_updated_silently(world):
    Trial.objects.filter(pk=world.trial.pk).update(sponsor="Somebody else")


@change
def a_trial_gets_a_summary(world):
    TrialSummaryFactory(trial=world.lone_trial, text="In plain words.")


@change
def a_summary_is_edited(world):
    changed = fresh(world.summary)
    changed.text = "In other words."
    changed.save()


# Files


@change
def an_image_is_edited_in_the_admin(world):
    data = {"title": "Hero of all", "tags": "", "collection": world.collection.pk}
    posted(reverse("wagtailimages:edit", args=[world.hero.pk]), data)


@change
def a_file_of_an_image_is_replaced(world):
    image = fresh(world.hero)
    image.file = picture_file("other.png", size=(80, 40), color="#993333")
    with after_commit():
        image.save()


@change
def an_image_gets_a_focal_point(world):
    Image.objects.filter(pk=world.hero.pk).update(
        focal_point_x=20, focal_point_y=20, focal_point_width=10, focal_point_height=10
    )


@change
def an_image_is_described_otherwise(world):
    Image.objects.filter(pk=world.picture.pk).update(description="A knee from the side")


@change
def an_image_gets_another_tag(world):
    fresh(world.lone_picture).tags.add("bones")


@change
def renditions_are_made_in_the_background(world):
    image = fresh(world.picture)
    image.renditions.all().delete()
    make_renditions.call(image.pk)


@change
def an_image_is_new(world):
    ImageFactory(title="Brand new")


@change
def an_image_is_deleted(world):
    fresh(world.hero).delete()


@change
def an_image_moves_to_another_collection(world):
    Image.objects.filter(pk=world.photo.pk).update(collection=world.collection)


@change
def a_collection_becomes_private(world):
    restrict_collection(world.collection)


@change
def a_collection_is_called_something_else(world):
    changed = fresh(world.collection)
    changed.name = "Wide open"
    changed.save()


@change
def a_document_is_called_something_else(world):
    changed = fresh(world.leaflet)
    changed.title = "Booklet"
    changed.save()


@change
def a_document_is_new(world):
    DocumentFactory(title="Brand new")


# What surrounds content


@change
def a_page_above_becomes_private(world):
    restrict_page(world.policy)


@change
def all_articles_become_private(world):
    restrict_page(world.index, "login")


@change
def an_unrelated_page_becomes_private(world):
    restrict_page(world.lone_article, "groups")


@change
def a_site_gets_another_name(world):
    site = fresh(world.other_site)
    site.site_name = "Renamed"
    with after_commit():
        site.save()


@change
def a_site_moves(world):
    Site.objects.filter(pk=world.site.pk).update(hostname="moved.example.org", port=443)


@change
def a_site_begins_elsewhere(world):
    Site.objects.filter(pk=world.other_site.pk).update(root_page=world.policy)


@change
def a_language_is_new(world):
    Locale.objects.create(language_code="ta")


@change
def settings_are_changed(world):
    changed = fresh(world.settings)
    changed.organisation_name = "Another publisher"
    changed.save()


@change
def a_redirect_gets_another_target(world):
    Redirect.objects.filter(pk=world.redirect.pk).update(redirect_page=world.hips.pk)


@change
def a_redirect_is_new(world):
    RedirectFactory(old_path="/elsewhere", redirect_page=world.hips)


@change
def a_redirect_catches_what_was_missing(world):
    RedirectFactory(old_path="/nothing", redirect_link="/articles/")


@change
def a_redirect_becomes_a_410(world):
    RedirectRule.objects.create(redirect=world.outward, status=410, match="prefix")


@change
def redirects_are_made_in_bulk(world):
    Redirect.objects.bulk_create(
        [Redirect(old_path=f"/bulk-{number}", redirect_link="/articles/") for number in range(3)]
    )


@change
def a_redirect_is_deleted(world):
    with after_commit():
        fresh(world.redirect).delete()


# What nobody reads


@change
def somebody_logs_in(world):
    admin().get(reverse("wagtailadmin_home"))


@change
def the_audit_log_and_the_reference_index_are_written(world):
    fresh(world.knees).save_revision(log_action=True)
