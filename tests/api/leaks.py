"""A site that holds secrets: objects that are not public, in every place that can hold one.

`STATES` are the ways of not being public, `SecretSite(state)` makes the site. Every secret has a word of its
own in all its texts, slugs and file names, and most have an id that nothing else has.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection, models
from django.test import RequestFactory
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField

from blog.blocks import BodyBlock
from cms.core.fields import StringListField
from cms.core.models import BasePage
from cms.operations.schedule import apply_schedule
from cms.redirects.outcomes import NOTHING, decided
from tests.api.leaks_places import body_holding, rich_text_holding, settings_holding
from tests.factories import blocks
from tests.factories.blog import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    TopicFactory,
    article_index,
)
from tests.factories.core import (
    CollectionFactory,
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    SiteSettingsFactory,
    after_commit,
    locale,
    picture_file,
    restrict_collection,
    restrict_page,
)
from tests.factories.home import StandardPageFactory
from tests.factories.pages import default_home, publish, translate, unpublish
from tests.factories.trials import TrialFactory
from trials.fields import InterventionsField
from trials.models import TrialSummary

PAGES = frozenset({"page", "page_translation", "language"})
# A public page can live below one that is not live, but not below one that is private or deleted.
PARENT = frozenset({"parent"})
SNIPPETS = frozenset({"trial", "author", "author_translation", "topic", "topic_translation"})
FILES = frozenset({"image", "document"})
WITH_DRAFTS = PAGES | PARENT | SNIPPETS
ALL = WITH_DRAFTS | FILES

FIRST_ID = 9_000_000
# The beginnings of words: of secrets, of what is public, of what has never existed.
SECRET, OPEN, NEVER = "xyzzy", "quotidian", "plugh"
REGISTRY_IDS = {SECRET: "NCT09090909", OPEN: "NCT07070707", NEVER: "NCT05050505"}
NEVER_ID = FIRST_ID + 99_999


def word(kind, stem=SECRET):
    """The word in all texts of an object."""
    return stem + kind.replace("_", "")


# States


@dataclass(frozen=True)
class State:
    """One way of not being public, for objects of some `kinds`.

    `hide` takes a published object there; where they are `born_hidden` it is given one that never was.
    `edited` objects are public, and only the words that were written since then are secret.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    hide: Callable[[Any], Any] = lambda instance: None
    born_hidden: bool = False
    edited: bool = False


def _schedule(instance):
    instance.go_live_at = timezone.now() + datetime.timedelta(days=1)
    publish(instance)


def _unpublish(instance):
    # Where nothing else is decided its address, and that alone, goes on being known as gone.
    with decided(NOTHING):
        unpublish(instance)


def _expire(instance):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    type(instance)._default_manager.filter(pk=instance.pk).update(expire_at=yesterday)
    with after_commit(), decided(NOTHING):
        apply_schedule()


def _delete(instance):
    with after_commit(), decided(NOTHING):
        instance.delete()


def _edit(instance):
    with after_commit():
        instance.save_revision(clean=False)


def _restrict(kind, *, above):
    """Make private the page or the collection of the object, or what is above it."""

    def hide(instance):
        is_page = isinstance(instance, BasePage)
        place = instance if is_page else instance.collection
        # Above the home page of a language there is only the root of all sites.
        if above and not (is_page and place.depth == 2):
            place = place.get_parent()
        (restrict_page if is_page else restrict_collection)(place, kind)

    return hide


PUBLIC = State("public")
STATES = [
    State("never published", WITH_DRAFTS, born_hidden=True),
    State("scheduled", WITH_DRAFTS, _schedule, born_hidden=True),
    State("unpublished", WITH_DRAFTS, _unpublish),
    State("expired", WITH_DRAFTS, _expire),
    State("deleted", ALL - PARENT, _delete),
    State("edited since", WITH_DRAFTS, _edit, edited=True),
    State("edited for later", WITH_DRAFTS, _schedule, edited=True),
    *(
        State(f"private by {kind}, {place}", PAGES | FILES, _restrict(kind, above=place == "above"))
        for kind in ("password", "login", "groups")
        for place in ("itself", "above")
    ),
]


# Words


def write(instance, text):
    """Put a word into everything that an editor can type."""
    for column in instance._meta.concrete_fields:
        value = _worded(column, text) if _is_typed(column) else None
        if value is not None:
            setattr(instance, column.name, value)
    if hasattr(instance, "registry_id"):
        instance.registry_id = next(key for stem, key in REGISTRY_IDS.items() if text.startswith(stem))
        instance.conditions = [f"{text} of the quadriceps"]
        instance.summaries = [TrialSummary(locale=locale("en"), text=text)]
    if hasattr(instance, "tags"):
        instance.tags.set([text, "shared"])


def _is_typed(column):
    return column.editable and not column.choices and column.name != "path"


def _worded(column, text):
    if isinstance(column, StreamField):
        is_body = isinstance(column.stream_block, BodyBlock)
        return blocks.stream(blocks.heading(text), blocks.paragraph(f"<p>{text}</p>")) if is_body else None
    if isinstance(column, RichTextField):
        return f"<p>{text}</p>"
    if isinstance(column, models.URLField):
        return f"https://example.org/{text}/"
    if isinstance(column, StringListField):
        return None if column.item_choices else [text]
    if isinstance(column, InterventionsField):
        return [{"type": "DRUG", "name": text}]
    # Neither dates nor files, which are columns of text too.
    return text if type(column) in (models.CharField, models.TextField, models.SlugField) else None


def ids_from(model, number):
    """Let the ids of a model begin there, far from all other numbers on the site."""
    placeholder = model(pk=number, path="9999", depth=1, content_type_id=1, locale=locale("en"))
    model.objects.bulk_create([placeholder])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
    model.objects.filter(pk=number)._raw_delete(connection.alias)


# The site


class SecretSite:
    """The default site, with public objects (`public`, by name) that hold secrets (`secrets`, by kind).

    `ids` are those of the secrets, `previews` and `files` the addresses of their previews and files.
    """

    def __init__(self, state):
        self.state = state
        self.secrets = {}
        self.ids = {}
        self.previews = {}
        ids_from(BasePage, FIRST_ID)
        self.public = {"home": default_home(), "index": article_index()}
        self._add_pages()
        self._add_snippets()
        self._add_files()
        self._hold_in_snippets_and_settings()
        self._hold_in_pages()
        self._add_translations()
        for kind in self.hidden:
            self._hide(kind)
        # Last, for what happens to a page happens to its aliases.
        if BasePage.objects.filter(pk=self.ids["page"]).exists():
            BasePage.objects.filter(pk=self.public["alias"].pk).update(alias_of=self.ids["page"])

    @property
    def hidden(self):
        """The kinds of the secrets that are in the site's state, those that depend on others first."""
        return [kind for kind in reversed(self.secrets) if kind in self.state.kinds]

    @property
    def forbidden(self):
        """What no answer may contain: words, registry ids and, unless the object itself is public, ids."""
        registry_ids = [REGISTRY_IDS[SECRET]] if "trial" in self.hidden else []
        ids = [] if self.state.edited else [self.ids[kind] for kind in self.hidden]
        return [*map(word, self.hidden), *registry_ids, *(str(pk) for pk in ids if pk > FIRST_ID)]

    def text_of(self, kind):
        """The word that an object has when it is published."""
        is_secret = self.state is PUBLIC or (kind in self.state.kinds and not self.state.edited)
        return word(kind, SECRET if is_secret else OPEN)

    def _add(self, kind, instance):
        slug = getattr(instance, "slug", "")
        write(instance, self.text_of(kind))
        if kind == "parent":
            # It is a part of the addresses of all pages below.
            instance.slug = slug
        if kind in FILES or (self.state.born_hidden and kind in self.state.kinds):
            instance.save()
        else:
            instance = publish(instance)
        self.secrets[kind] = instance
        self.ids[kind] = instance.pk

    def _hide(self, kind):
        instance = type(self.secrets[kind])._default_manager.get(pk=self.secrets[kind].pk)
        if self.state.edited:
            write(instance, word(kind))
        if kind not in FILES:
            # An editor looks at it.
            preview = instance.serve_preview(RequestFactory().get("/"), "")
            self.previews[kind] = f"/api/v2/preview/?{urlsplit(preview['Location']).query}"
        self.state.hide(instance)

    def _add_pages(self):
        section = ArticleIndexPageFactory(title="Section", parent=self.public["index"])
        self._add("page", ArticlePageFactory(title="Page", parent=section, live=False))
        parent = ArticleIndexPageFactory(title="Parent", parent=section, live=False)
        self._add("parent", parent)
        self.public["child"] = ArticlePageFactory(title="Child", parent=parent)

    def _add_snippets(self):
        self._add("author", AuthorFactory(id=FIRST_ID + 1000, live=False))
        self._add("topic", TopicFactory(id=FIRST_ID + 2000, live=False, kind="other"))
        self._add("trial", TrialFactory(id=FIRST_ID + 3000, live=False, overall_status="SUSPENDED"))

    def _add_files(self):
        shelf = CollectionFactory(parent=CollectionFactory())
        picture = picture_file(f"{self.text_of('image')}.png")
        image = ImageFactory(id=FIRST_ID + 4000, collection=shelf, file=picture)
        renditions = image.get_renditions("width-32", "width-32|format-webp").values()
        self._add("image", image)
        text = self.text_of("document")
        leaflet = ContentFile(f"Contents of {text}".encode(), name=f"{text}.txt")
        document = DocumentFactory(id=FIRST_ID + 5000, collection=shelf, file=leaflet)
        self._add("document", document)
        pictures = [image.file.url, *(rendition.url for rendition in renditions)]
        self.files = {"image": pictures, "document": [document.url]}

    def _hold_in_snippets_and_settings(self):
        image = self.secrets["image"]
        self.public["author"] = AuthorFactory(
            name="Aminah", biography=rich_text_holding(self.ids), photo=image
        )
        self.public["topic"] = TopicFactory(name="Knees", description=rich_text_holding(self.ids))
        SiteSettingsFactory(logo=image, default_social_image=image, **settings_holding(self.ids))
        self.public["redirect"] = RedirectFactory(old_path="/old-way", redirect_page=self.secrets["page"])

    def _hold_in_pages(self):
        page, trial, author, topic, image = map(
            self.secrets.get, ("page", "trial", "author", "topic", "image")
        )
        images = {"hero_image": image, "social_image": image}
        article = ArticlePageFactory(
            title="Holder",
            body=body_holding(self.ids),
            authors=[author],
            topics=[topic],
            related=[page],
            reviewed_by=author,
            **images,
        )
        neighbour = ArticlePageFactory(
            title="Neighbour", topics=[topic], body=[blocks.trial_list(trial)], related=[article]
        )
        cousin = ArticlePageFactory(
            title="Cousin",
            authors=[self.public["author"]],
            topics=[self.public["topic"]],
            tags=["shared"],
            body=[blocks.related_posts(automatic=True)],
        )
        alias = StandardPageFactory(title="Alias", body=blocks.stream(*body_holding(self.ids)))
        self.public |= {"article": article, "neighbour": neighbour, "cousin": cousin, "alias": alias}
        self._publish("index", intro=rich_text_holding(self.ids))
        self.public["home"].featured_links.create(page=page)
        self._publish(
            "home", hero_text=rich_text_holding(self.ids), hero_link_page=page, reviewed_by=author, **images
        )

    def _publish(self, name, **values):
        for field, value in values.items():
            setattr(self.public[name], field, value)
        self.public[name] = publish(self.public[name])

    def _add_translations(self):
        self.public["malay"] = translate(self.public["index"], "ms")
        self._add("page_translation", self.public["article"].copy_for_translation(locale("ms")))
        chinese = self.public["home"].copy_for_translation(locale("zh-hans"))
        # A home page has either a page or an address behind its button.
        chinese.hero_link_page = None
        self._add("language", chinese)
        for name in ("author", "topic"):
            copy = self.public[name].copy_for_translation(locale("ms"))
            copy.live = False
            copy.save()
            self._add(f"{name}_translation", copy)
