"""What is done around content: privacy, sites, settings, redirects; and what nobody reads."""

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Site

from cms.redirects.models import RedirectRule
from tests.delivery.changes.registry import admin, change, fresh
from tests.factories.core import RedirectFactory, after_commit, restrict_page


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
