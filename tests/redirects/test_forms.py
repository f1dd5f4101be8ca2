"""What editors type in the form of a redirect: saved as meant, or refused with the reason."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.enums import Match, Status
from cms.redirects.forms import RedirectForm
from cms.redirects.models import RedirectRule, match_of, set_rule, status_of
from tests.factories.blog import ArticlePageFactory, TopicFactory
from tests.factories.core import RedirectFactory, SiteFactory
from tests.factories.home import HomePageFactory
from tests.factories.pages import default_home

pytestmark = pytest.mark.django_db


def form(instance=None, **values):
    data = {"old_path": "/old/", "status": "301", "match": "exact", "redirect_link": "/new/", **values}
    return RedirectForm(
        data={name: value for name, value in data.items() if value is not None}, instance=instance
    )


def saved(**values):
    filled = form(**values)
    assert filled.is_valid(), filled.errors
    return Redirect.objects.select_related("rule").get(pk=filled.save().pk)


def errors(**values):
    return {name: " ".join(found) for name, found in form(**values).errors.items()}


@pytest.mark.parametrize(
    ("status", "is_permanent", "has_rule"),
    [("301", True, False), ("302", False, False), ("308", True, True)],
)
def test_each_status_is_kept(status, is_permanent, has_rule):
    redirect = saved(status=status)

    assert (status_of(redirect), redirect.is_permanent) == (int(status), is_permanent)
    assert RedirectRule.objects.filter(redirect=redirect).exists() == has_rule


def test_gone_needs_no_target():
    redirect = saved(status="410", redirect_link="", match="prefix")

    assert (status_of(redirect), match_of(redirect)) == (Status.GONE, Match.PREFIX)


def test_without_a_choice_it_is_a_plain_permanent_redirect():
    redirect = saved(status=None, match=None)

    assert (status_of(redirect), match_of(redirect)) == (Status.MOVED_PERMANENTLY, Match.EXACT)


def test_what_is_stored_is_what_the_form_shows_and_saves_again():
    redirect = saved(status="308", match="prefix_and_rest")
    again = RedirectForm(instance=redirect)

    assert again.fields["status"].initial == 308
    assert again.fields["match"].initial == "prefix_and_rest"
    changed = form(instance=redirect, status="302", match="exact").save()
    assert not RedirectRule.objects.exists()
    assert status_of(Redirect.objects.get(pk=changed.pk)) == 302


def test_who_writes_the_record_alone_is_believed():
    redirect = saved(status="308")
    Redirect.objects.filter(pk=redirect.pk).update(is_permanent=False)

    assert status_of(Redirect.objects.get(pk=redirect.pk)) == Status.FOUND


@pytest.mark.parametrize("link", ["/new/", "/new/?a=b#c", "https://example.org/x", "http://localhost/new/"])
def test_paths_and_web_addresses_are_targets(link):
    assert saved(redirect_link=link).redirect_link == link


@pytest.mark.parametrize(
    "link",
    [
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "new",
        "https:///x",
        "mailto:a@example.org",
        "/a b",
    ],
)
def test_anything_else_is_not(link):
    assert "no address that browsers can be sent to" in errors(redirect_link=link)["redirect_link"]


def test_a_full_old_address_on_a_site_becomes_its_path():
    assert saved(old_path="http://localhost/Old/?b=2&a=1#x").old_path == "/Old?a=1&b=2"


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"redirect_link": ""}, "redirect_page", "Choose a page or type an address"),
        ({"status": "410"}, "status", "leads nowhere"),
        ({"status": "410", "redirect_link": "", "match": "prefix_and_rest"}, "match", "has no target"),
        (
            {"old_path": "https://elsewhere.example/old/"},
            "old_path",
            "elsewhere.example is none of the sites",
        ),
        ({"old_path": "/"}, "old_path", "“Home” is published at this address"),
        ({"status": "307"}, "status", "307"),
        ({"match": "regex"}, "match", "regex"),
        ({"old_path": "http://[::1"}, "old_path", "no address"),
    ],
)
def test_contradictions_are_refused_with_the_reason(values, field, sentence):
    assert sentence in errors(**values)[field]


def test_two_targets_are_one_too_many():
    page = ArticlePageFactory()

    assert "not both" in errors(redirect_page=page.pk)["redirect_link"]


@pytest.mark.parametrize("spelling", ["/old", "/OLD/", "old"])
def test_the_same_old_address_twice_is_refused(spelling):
    RedirectFactory(old_path="/old", redirect_link="/x/")

    assert "already a redirect from this address" in errors(old_path=spelling)["old_path"]


def test_a_site_may_differ_from_all_sites():
    site = SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory())
    RedirectFactory(old_path="/old", redirect_link="/x/")

    assert saved(site=str(site.pk)).site == site


def test_a_full_address_on_another_site_than_the_redirects_is_refused():
    site = SiteFactory(hostname="clinic.example.org", root_page=HomePageFactory())

    assert "localhost" in errors(old_path="http://localhost/old/", site=str(site.pk))["site"]


def test_what_is_published_is_not_shadowed():
    ArticlePageFactory(title="Knees")
    TopicFactory(name="Cartilage", slug="cartilage")

    assert "“Knees” is published" in errors(old_path="/articles/knees/")["old_path"]
    assert "“Cartilage” is published" in errors(old_path="/topics/Cartilage")["old_path"]


def test_a_circle_is_refused_with_its_way():
    RedirectFactory(old_path="/new", redirect_link="/newer/")
    RedirectFactory(old_path="/newer", redirect_link="/old/")

    assert "lead in a circle: /old → /new/ → /newer/ → /old/" in errors()["__all__"]


def test_all_below_may_lead_to_one_place_below():
    assert saved(match="prefix", redirect_link="/old/new/")


def test_all_below_cannot_each_lead_further_below():
    assert "redirects from here" in errors(match="prefix_and_rest", redirect_link="/old/new/")["__all__"]


def test_a_chain_of_eleven_is_refused():
    for number in range(10):
        RedirectFactory(old_path=f"/{number}", redirect_link=f"/{number + 1}/")

    assert "more than 10" in errors(redirect_link="/0/")["__all__"]
    assert errors(redirect_link="/1/") == {}


def test_a_redirect_is_not_in_its_own_way_when_it_changes():
    redirect = RedirectFactory(old_path="/old", redirect_link="/old/x/")
    set_rule(redirect, status=Status.FOUND, match=Match.EXACT)

    assert form(instance=redirect, redirect_link="/new/").is_valid()


def test_another_page_loses_the_old_pages_route():
    first, second = ArticlePageFactory(), ArticlePageFactory()
    redirect = RedirectFactory(
        old_path="/old", redirect_page=first.basepage_ptr, redirect_page_route_path="/part/"
    )

    form(instance=redirect, redirect_page=second.pk, redirect_link="").save()

    assert Redirect.objects.get().redirect_page_route_path == ""


def test_the_home_page_of_no_site_is_no_error():
    default_home().get_site().delete()

    assert form().is_valid()
