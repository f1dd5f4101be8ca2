"""Pages that are renamed, moved, unpublished and deleted: no public address is lost."""

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.enums import Match, Status
from cms.redirects.models import match_of, status_of
from cms.redirects.outcomes import NOTHING, Outcome, decided
from tests.factories.core import SiteFactory, restrict_page
from tests.factories.home import HomePageFactory
from tests.factories.pages import default_home, publish, translate, unpublish
from tests.redirects.history import address, answer, fresh, move, rename, section

pytestmark = pytest.mark.django_db


def rows():
    return {redirect.old_path: redirect for redirect in Redirect.objects.select_related("rule")}


# Renamed and moved


def test_a_renamed_page_is_found_at_its_old_address():
    page = rename(section("Knees"), "knee")

    assert answer("/knees/") == ("moved", page.pk)
    assert status_of(rows()["/knees"]) == Status.MOVED_PERMANENTLY


def test_a_section_takes_everything_below_along_in_one_redirect():
    top = section("Joints")
    pages = [section(f"Joint {number}", parent=top) for number in range(3)]
    below = section("Deep", parent=pages[0])

    rename(top, "limbs")

    assert answer("/joints/joint-0/deep/") == ("moved", below.pk)
    assert [answer(f"/joints/joint-{number}/") for number in range(3)] == [
        ("moved", page.pk) for page in pages
    ]
    assert Redirect.objects.count() == 1
    assert match_of(rows()["/joints"]) == Match.PREFIX_AND_REST


def test_what_never_was_below_a_section_is_not_found_there():
    top = section("Joints")
    section("Knee", parent=top)
    rename(top, "limbs")

    assert answer("/joints/elbow/") == 404


def test_a_page_that_leaves_its_section_is_found_at_all_addresses_it_had_there():
    top, other = section("Joints"), section("Other")
    page = section("Knee", parent=top)
    rename(top, "limbs")
    move(page, other)
    rename(top, "members")

    for path in ("/joints/knee/", "/limbs/knee/"):
        assert answer(path) == ("moved", page.pk), path
    assert answer("/members/knee/") == 404


def test_renames_do_not_chain():
    page = section("One")
    for slug in ("two", "three", "four"):
        page = rename(page, slug)

    assert [answer(f"/{slug}/") for slug in ("one", "two", "three")] == [("moved", page.pk)] * 3
    assert {redirect.redirect_page_id for redirect in rows().values()} == {page.pk}


def test_a_page_that_moves_back_has_no_redirect_in_its_way():
    top = section("Joints")
    section("Knee", parent=top)
    rename(top, "limbs")
    rename(top, "joints")

    assert set(rows()) == {"/limbs"}
    assert answer("/limbs/knee/")[0] == "moved"
    assert answer("/joints/knee/")[0] == "page"


def test_pages_below_that_come_back_lose_their_redirects_too():
    top = section("Joints")
    page = section("Knee", parent=top)
    rename(top, "limbs")
    rename(page, "patella")
    rename(page, "knee")
    rename(top, "joints")

    assert "/joints/knee" not in rows()
    assert answer("/limbs/patella/") == ("moved", page.pk)


def test_two_sections_that_stood_at_one_address_keep_their_pages():
    first = section("Joints")
    knee = section("Knee", parent=first)
    rename(first, "limbs")
    second = section("Joints")
    hip = section("Hip", parent=second)
    rename(second, "bones")

    assert answer("/joints/knee/") == ("moved", knee.pk)
    assert answer("/joints/hip/") == ("moved", hip.pk)
    assert answer("/joints/") == ("moved", second.pk)


def test_a_draft_that_is_renamed_leaves_nothing_behind():
    draft = section("Secret", live=False)
    draft.slug = "more-secret"
    draft.save()

    assert not Redirect.objects.exists()


def test_pages_below_a_draft_are_followed_although_it_is_none():
    top = section("Joints")
    page = section("Knee", parent=top)
    with decided(NOTHING):
        unpublish(top)
    top = fresh(top)
    top.slug = "limbs"
    top.save()

    assert answer("/joints/knee/") == ("moved", page.pk)
    assert answer("/joints/") == 404


def test_each_language_has_its_own_addresses():
    page = section("Knees")
    malay = translate(page, "ms", title="Lutut", slug="lutut")

    rename(malay, "sendi-lutut")
    rename(page, "knee")

    assert answer("/ms/lutut/") == ("moved", malay.pk)
    assert answer("/knees/") == ("moved", page.pk)


def test_a_page_that_moves_to_another_site_is_found_there():
    home = HomePageFactory(title="Clinic", slug="clinic")
    site = SiteFactory(hostname="clinic.example.org", root_page=home)
    page = section("Knees")
    move(page, home)

    row = rows()["/knees"]
    assert (row.site, row.redirect_page_id) == (default_home().get_site(), page.pk)
    assert row.site != site


def test_the_home_page_has_no_address_to_lose():
    home = default_home()
    page = section("Knees")
    rename(home, "start")

    assert not Redirect.objects.exists()
    assert answer("/knees/") == ("page", page.pk)


def test_private_addresses_leave_no_trace():
    top = section("Members")
    page = section("Secret", parent=top)
    restrict_page(top)
    rename(page, "other")
    unpublish(page)
    fresh(top).delete()

    assert not Redirect.objects.exists()


def test_what_is_rolled_back_leaves_no_redirect():
    page = section("Knees")
    with transaction.atomic():
        rename(page, "knee")
        transaction.set_rollback(True)

    assert not Redirect.objects.exists()


# Unpublished and published again


def test_what_nobody_was_asked_about_is_gone():
    page = rename(section("Knees"), "knee")
    unpublish(page)

    assert [answer(path) for path in ("/knee/", "/knees/")] == [410, 410]


def test_what_is_published_again_is_back_everywhere():
    page = rename(section("Knees"), "knee")
    page = unpublish(page)
    publish(page)

    assert answer("/knee/") == ("page", page.pk)
    assert answer("/knees/") == ("moved", page.pk)
    assert set(rows()) == {"/knees"}


def test_what_is_published_again_at_another_address_is_found_from_the_old_one():
    page = unpublish(section("Knees"))
    page.slug = "knee"
    page.save()
    publish(page)

    assert answer("/knees/") == ("moved", page.pk)


def test_an_unpublished_page_leads_where_it_was_decided():
    page, target = rename(section("Knees"), "knee"), section("Joints")
    with decided(Outcome(Status.FOUND, page_id=target.pk)):
        unpublish(page)

    assert [answer(path) for path in ("/knee/", "/knees/")] == [("moved", target.pk)] * 2
    assert status_of(rows()["/knee"]) == Status.FOUND


def test_nothing_is_kept_when_that_was_decided():
    page = rename(section("Knees"), "knee")
    with decided(NOTHING):
        unpublish(page)

    assert [answer(path) for path in ("/knee/", "/knees/")] == [404, 404]
    assert set(rows()) == {"/knees"}


def test_pages_below_an_unpublished_one_stay():
    top = section("Joints")
    page = section("Knee", parent=top)
    rename(top, "limbs")
    unpublish(fresh(top))

    assert answer("/limbs/knee/") == ("page", page.pk)
    assert answer("/joints/knee/") == ("moved", page.pk)
    assert answer("/joints/") == 410


def test_an_unpublished_page_goes_on_answering_when_its_section_returns_to_an_earlier_address():
    top = section("Joints")
    page = section("Knee", parent=top)
    rename(top, "limbs")
    unpublish(fresh(page))
    rename(top, "joints")

    assert [answer(path) for path in ("/joints/knee/", "/limbs/knee/")] == [410, 410]


# Deleted


def test_a_deleted_section_is_gone_with_every_address_it_ever_had():
    top = section("Joints")
    page = section("Knee", parent=top)
    rename(page, "patella")
    rename(top, "limbs")
    fresh(top).delete()

    for path in ("/joints/", "/limbs/", "/joints/knee/", "/joints/patella/", "/limbs/patella/"):
        assert answer(path) == 410, path


def test_pages_below_a_deleted_section_are_not_forgotten_when_its_successor_ends_in_the_same_way():
    target, top = section("Joints"), section("Knees")
    section("Worn", parent=top)
    for page in (top, None):
        with decided(Outcome(Status.FOUND, page_id=target.pk)):
            fresh(page or section("Knees")).delete()

    assert [answer(path) for path in ("/knees/", "/knees/worn/")] == [("moved", target.pk)] * 2


def test_a_deleted_section_leads_to_one_page():
    top, target = section("Joints"), section("Target")
    section("Knee", parent=top)
    rename(top, "limbs")
    with decided(Outcome(Status.MOVED_PERMANENTLY, page_id=target.pk)):
        fresh(top).delete()

    assert [answer(path) for path in ("/limbs/knee/", "/joints/knee/", "/joints/")] == [
        ("moved", target.pk)
    ] * 3


def test_a_page_below_a_renamed_section_is_gone_from_both_addresses_for_good():
    top = section("Joints")
    page = section("Knee", parent=top)
    section("Hip", parent=top)
    rename(top, "limbs")
    fresh(page).delete()
    rename(top, "members")

    assert [answer(path) for path in ("/joints/knee/", "/limbs/knee/")] == [410, 410]


def test_nothing_remembers_a_page_that_was_deleted_without_a_trace():
    page = rename(section("Knees"), "knee")
    with decided(NOTHING):
        fresh(page).delete()

    assert not Redirect.objects.exists()


def test_redirects_by_hand_to_a_deleted_page_are_not_lost():
    page = section("Knees")
    Redirect.add_redirect("/promotion", redirect_to=fresh(page).basepage_ptr)
    fresh(page).delete()

    assert answer("/promotion/") == 410


def test_what_was_decided_when_a_page_was_unpublished_survives_its_end():
    target, page = section("Target"), rename(section("Knees"), "knee")
    with decided(Outcome(Status.MOVED_PERMANENTLY, page_id=target.pk)):
        unpublish(page)
    fresh(page).delete()

    assert [answer(path) for path in ("/knee/", "/knees/")] == [("moved", target.pk)] * 2


def test_a_target_that_is_unpublished_passes_its_readers_on():
    page, target, last = section("Knees"), section("Target"), section("Last")
    with decided(Outcome(Status.MOVED_PERMANENTLY, page_id=target.pk)):
        unpublish(page)
    with decided(Outcome(Status.MOVED_PERMANENTLY, page_id=last.pk)):
        unpublish(target)

    assert answer("/knees/") == ("moved", last.pk)


@pytest.mark.parametrize("count", [3, 30])
def test_a_rename_costs_the_same_however_much_lies_below(count, django_assert_max_num_queries):
    top = section("Joints")
    for number in range(count):
        section(f"Joint {number}", parent=top, history=False)
    page = fresh(top)
    page.slug = "limbs"

    with django_assert_max_num_queries(45):
        page.save()

    assert Redirect.objects.count() == 1
    assert address(top) == "/limbs/"
