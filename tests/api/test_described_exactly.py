"""The descriptions refuse what is not written: nothing may be missing, added or of another kind anywhere."""

import copy

import pytest

from cms.core.renditions import make_renditions
from tests.api.described import schema_of, validator
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import ImageFactory
from tests.factories.pages import translate
from tests.factories.trials import TrialFactory, TrialSummaryFactory

pytestmark = pytest.mark.django_db


def places(value, path=()):
    """Yield the path of every part of a JSON value, the whole first; of a list only the first item's."""
    yield path
    parts = value.items() if isinstance(value, dict) else list(enumerate(value))[:1] if is_list(value) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def is_list(value):
    return isinstance(value, list)


def at(value, path):
    for key in path:
        value = value[key]
    return value


def replaced(value, path, part):
    if not path:
        return part
    changed = copy.deepcopy(value)
    at(changed, path[:-1])[path[-1]] = part
    return changed


def damaged(value):
    """Yield (what was done, the damaged value) for every part of a value."""
    for path in places(value):
        part = at(value, path)
        yield f"{path} is an object of another kind", replaced(value, path, {"nonsense": True})
        yield f"{path} is a list of another kind", replaced(value, path, [["nonsense"]])
        if isinstance(part, dict):
            yield f"{path} has one more", replaced(value, path, {**part, "nonsense": True})
            for name in part:
                rest = {key: kept for key, kept in part.items() if key != name}
                yield f"{path} lacks {name}", replaced(value, path, rest)


def too_loose(schema, value):
    checked = validator(schema)
    assert checked.is_valid(value), next(checked.iter_errors(value)).message
    return [what for what, wrong in damaged(value) if checked.is_valid(wrong)]


@pytest.fixture
def picture():
    image = ImageFactory(focal_point_x=1, focal_point_y=1)
    make_renditions.call(image.pk)
    return image


@pytest.fixture
def article(picture):
    author = AuthorFactory(photo=picture)
    other = ArticlePageFactory(hero_image=picture)
    article = ArticlePageFactory(
        authors=[author],
        topics=[TopicFactory()],
        tags=["knee"],
        related=[other],
        hero_image=picture,
        social_image=picture,
        reviewed_by=author,
        body=[blocks.heading()],
    )
    translate(article, "ms")
    return article


FIELDS_OF_ARTICLES = (
    "id",
    "title",
    "robots_noindex",
    "social_image",
    "schema_type",
    "breadcrumbs",
    "translations",
    "review",
    "summary",
    "hero_image",
    "published_at",
    "authors",
    "topics",
    "tags",
    "related",
    "toc",
    "word_count",
    "excerpt",
    "body",
    "seo",
)


def test_the_fields_of_an_article_are_described_tightly(api, article):
    document = api.get(f"pages/{article.pk}/")

    loose = {
        name: too_loose(schema_of("blog.ArticlePage", name), document[name]) for name in FIELDS_OF_ARTICLES
    }
    meta = {
        name: too_loose(schema_of("blog.ArticlePage", name), value)
        for name, value in document["meta"].items()
    }

    assert {name: found for name, found in {**loose, **meta}.items() if found} == {}


@pytest.mark.parametrize("make", [AuthorFactory, TopicFactory, TrialFactory])
def test_the_fields_of_snippets_are_described_tightly(api, make):
    made = make()
    label = f"{made._meta.app_label}.{made._meta.object_name}"
    if make is TrialFactory:
        TrialSummaryFactory(trial=made)
    document = api.get(f"{made._meta.model_name}s/{made.pk}/")
    document |= document.pop("meta")

    loose = {name: too_loose(schema_of(label, name), value) for name, value in document.items()}

    assert {name: found for name, found in loose.items() if found} == {}


@pytest.mark.parametrize(
    ("label", "name", "wrong"),
    [
        ("blog.ArticlePage", "id", -1),
        ("blog.ArticlePage", "id", "1"),
        ("blog.ArticlePage", "type", "blog.ArticleIndexPage"),
        ("core.BasePage", "type", "blog.Author"),
        ("blog.ArticlePage", "html_url", "/articles/"),
        ("blog.ArticlePage", "html_url", None),
        ("blog.ArticlePage", "locale", "tlh"),
        ("blog.ArticlePage", "title", "x" * 256),
        ("blog.ArticlePage", "robots_noindex", 0),
        ("blog.ArticlePage", "schema_type", "Recipe"),
        ("blog.ArticlePage", "published_at", "yesterday"),
        ("blog.ArticlePage", "published_at", "2020-08-14"),
        ("blog.ArticlePage", "reading_time_minutes", 0),
        ("blog.ArticlePage", "toc", [{"text": "A", "level": 1, "anchor": "a"}]),
        ("blog.ArticlePage", "body", [{"type": "poem", "value": "", "id": "1"}]),
        ("blog.Topic", "kind", ""),
        ("blog.Topic", "synonyms", [""]),
        ("blog.Topic", "codes", [{"system": "Gone", "code": "1"}]),
        ("trials.Trial", "overall_status", ""),
        ("trials.Trial", "phases", ["PHASE9"]),
        ("trials.Trial", "first_posted", "2020-1"),
        ("trials.Trial", "first_posted", None),
        ("trials.Trial", "enrolment", -1),
        ("trials.Trial", "enrolment", "40"),
        ("trials.Trial", "interventions", [{"type": "MAGIC", "name": "Cells"}]),
        ("trials.Trial", "summaries", [{"locale": "tlh", "text": ""}]),
        ("core.Image", "dominant_color", "red"),
        ("core.Image", "focal_point", {"x": -1, "y": 0}),
        ("wagtailredirects.Redirect", "is_permanent", "true"),
    ],
)
def test_a_value_that_is_never_written_is_refused(label, name, wrong):
    assert not validator(schema_of(label, name)).is_valid(wrong)


@pytest.mark.parametrize(
    ("label", "name", "right"),
    [
        ("blog.ArticlePage", "schema_type", ""),
        ("blog.ArticlePage", "published_at", None),
        ("trials.Trial", "registry_id", None),
        ("trials.Trial", "registry", ""),
        ("trials.Trial", "last_known_status", ""),
        ("trials.Trial", "first_posted", ""),
        ("trials.Trial", "first_posted", "2020-01"),
        ("core.Image", "dominant_color", ""),
        ("wagtailredirects.Redirect", "location", None),
    ],
)
def test_what_may_be_unknown_may_be_empty(label, name, right):
    assert validator(schema_of(label, name)).is_valid(right)
