"""What may happen to the content that is measured: `KINDS` by name. Needs Django to be set up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db import transaction
from wagtail.models import Site

from bench.projects import FIRST_ID
from blog.models import ArticlePage, Author, Topic
from cms.core.models import BasePage, Image, SiteSettings
from home.models import StandardPage
from trials.models import Trial

BURST: Final = 500


def one_article() -> None:
    """Publish an article with another title."""
    _publish([FIRST_ID + 7])


def one_body() -> None:
    """Publish an article of which only the text is another."""
    article = ArticlePage.objects.get(pk=FIRST_ID + 9)
    article.body = [*article.body.raw_data[1:], article.body.raw_data[0]]
    article.save_revision().publish()


def a_draft() -> None:
    """Save a draft."""
    article = ArticlePage.objects.get(pk=FIRST_ID + 11)
    article.title = "Only a draft"
    article.save_revision()


def settings_of_the_site() -> None:
    """Change what every answer shows."""
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.organisation_name = "Another publisher"
    settings.save()


def a_topic() -> None:
    """Rename a topic, one of five: a fifth of all articles shows it."""
    Topic.objects.filter(pk=1).update(name="Otherwise")


def an_author() -> None:
    """Give an author another role: a twelfth of all articles shows it."""
    Author.objects.filter(pk=1).update(role="Surgeon")


def a_trial() -> None:
    """Change a trial: a twentieth of all articles shows it."""
    Trial.objects.filter(pk=Trial.objects.earliest("pk").pk).update(overall_status="COMPLETED")


def an_image() -> None:
    """Describe a picture otherwise: a twenty-fifth of all articles shows it."""
    Image.objects.filter(pk=Image.objects.earliest("pk").pk).update(title="Another title")


def all_titles() -> None:
    """Change the titles of all articles in one statement."""
    BasePage.objects.filter(pk__gte=FIRST_ID).order_by().update(title="The same for all")


def a_burst() -> None:
    """Publish one article after the other."""
    _publish(range(FIRST_ID, FIRST_ID + BURST))


def a_bulk_publication() -> None:
    """Publish as many in one transaction."""
    with transaction.atomic():
        _publish(range(FIRST_ID, FIRST_ID + BURST))


def an_import() -> None:
    """Import trials that no article shows yet, and new facts of all that are shown."""
    Trial.objects.bulk_create(
        Trial(registry_id=f"NCT9{number:07d}", slug=f"imported-{number}", brief_title="Imported")
        for number in range(BURST)
    )
    Trial.objects.filter(registry_id__startswith="NCT04").update(sponsor="Another sponsor")


def a_new_article() -> None:
    """Publish an article that shares nothing with others."""
    _index().add_child(instance=ArticlePage(title="Brand new", slug="brand-new"))


def a_move() -> None:
    """Move all articles to another place in the tree."""
    home = _index().get_parent().specific
    place = home.add_child(instance=StandardPage(title="Another place", slug="another-place"))
    _index().move(place, pos="last-child")


KINDS: Final[dict[str, Callable[[], Any]]] = {
    "a draft is saved": a_draft,
    "one article, another text": one_body,
    "one article, another title": one_article,
    "an article that is new": a_new_article,
    "a trial that a twentieth shows": a_trial,
    "a picture that a 25th shows": an_image,
    "an author whom a twelfth shows": an_author,
    "a topic that a fifth shows": a_topic,
    "settings of the site": settings_of_the_site,
    "500 articles one by one": a_burst,
    "500 articles in one transaction": a_bulk_publication,
    "500 trials imported, 200 changed": an_import,
    "the title of all articles": all_titles,
    "all articles move": a_move,
}


def _publish(numbers: Iterable[int]) -> None:
    for number in numbers:
        article = ArticlePage.objects.get(pk=number)
        article.title = f"Changed {article.title}"[:200]
        article.save_revision().publish()


def _index() -> BasePage:
    return ArticlePage.objects.get(pk=FIRST_ID).get_parent().specific
