"""What is done to pages: by editors, by jobs, and by code that tells nobody."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from blog.models import ArticleAuthor, ArticlePage, RelatedArticle
from cms.core.models import BasePage
from cms.operations.schedule import apply_schedule
from home.models import FeaturedPage
from tests.delivery.changes.registry import change, edited, fresh, posted
from tests.factories import blocks
from tests.factories.admin import article_form, paragraph
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import after_commit
from tests.factories.pages import publish, save_draft, translate, unpublish


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
