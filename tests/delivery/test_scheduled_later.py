"""A date that is set when answers are kept already: those made from the page end with it."""

from datetime import timedelta

from django.utils import timezone

from blog.models import ArticlePage
from cms.operations.schedule import apply_schedule
from tests.factories.blog import ArticlePageFactory
from tests.factories.core import after_commit

LIST = "/api/v2/pages/?type=blog.ArticlePage"


def seconds_left(reply):
    return int(reply.headers["cache-status"].partition("ttl=")[2])


def test_what_was_made_from_the_page_ends_with_its_date(delivery):
    page = ArticlePageFactory()
    document = f"/api/v2/pages/{page.pk}/"
    for address in (document, LIST):
        assert delivery.get(address).status == 200
        assert seconds_left(delivery.get(address)) > 3600

    ArticlePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(seconds=90))

    for address in (document, LIST):
        assert not delivery.get(address).is_hit
        assert seconds_left(delivery.get(address)) <= 90


def test_what_only_links_to_it_goes_when_it_is_taken_down(delivery):
    page = ArticlePageFactory(title="Taken down")
    other = ArticlePageFactory(related=[page])
    linking = f"/api/v2/pages/{other.pk}/"
    assert b"Taken down" in delivery.get(linking).body

    ArticlePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert delivery.get(linking).is_hit
    with after_commit():
        assert apply_schedule() == 1

    assert b"Taken down" not in delivery.get(linking).body
