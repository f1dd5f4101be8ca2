"""What the views of the API itself answer: the resolver, the site, the reference page."""

from __future__ import annotations

from django.conf import settings

from cms.api import explain
from cms.api.descriptions import ViewDescription, describe_view
from cms.api.explain import EXPLANATION
from cms.api.query_parameters import register_parameter
from cms.api.resolve import LONGEST_PATH
from cms.core.json_schema import (
    JsonSchema,
    address,
    array_of,
    integer,
    nullable,
    object_of,
    register_shape,
    shape,
    text,
)
from cms.core.shapes import CARD, IMAGE, LOCALE, RICH_TEXT

LIST_META = register_shape(
    "list_meta",
    object_of(
        {
            "total_count": integer("How many there are in all pages of the list.", minimum=0),
            "next": nullable(address("The next page of the list, where it is read by cursor.")),
            "previous": nullable(address("The page before, where the list is read by cursor.")),
        },
        "About the list: the count unless it is switched off, the neighbours where it is read by cursor.",
        optional=("total_count", "next", "previous"),
    ),
)

_LINK = {
    "label": text("The words to click."),
    "url": text("Where it leads.", minLength=1),
    "page": nullable(CARD),
}
_NOWHERE = nullable(text("Where it leads; null for an entry that only holds others.", minLength=1))


def register() -> None:
    """Describe the views."""
    explain.register()
    _register_site()
    register_parameter(
        "path",
        "A path of the front end; case, encoding and slashes do not matter.",
        schema=text(minLength=1, maxLength=LONGEST_PATH),
        example="/articles/",
    )
    describe_view(
        "resolve",
        ViewDescription(
            operation_id="resolvePath",
            tag="resolve",
            answer=shape("resolved"),
            required=("path",),
            statuses=(400, 404, 410),
            problems={404: shape("nothing_found"), 410: shape("gone")},
        ),
    )
    describe_view(
        "docs",
        ViewDescription(
            operation_id="getDocs", tag="docs", answer=text("A page."), media_type="text/html", statuses=()
        ),
    )


def _register_site() -> None:
    link = register_shape("site_link", object_of(_LINK, "A link of the footer or of an entry of the menu."))
    entry = register_shape(
        "navigation_entry",
        object_of(
            {**_LINK, "url": _NOWHERE, "children": array_of(shape("site_link"))}, "An entry of the menu."
        ),
    )
    register_shape("site", _site(link, entry))
    describe_view("site", ViewDescription(operation_id="getSite", tag="site", answer=shape("site")))


def _site(link: JsonSchema, entry: JsonSchema) -> JsonSchema:
    organisation = {
        "name": text("Of the publisher; the site's where none is given."),
        "description": text(),
        "profiles": array_of(text(), "Addresses of its profiles elsewhere."),
        "contact_email": text("May be empty."),
    }
    locale = {
        "code": LOCALE,
        "name": text("In English."),
        "own_name": text("In the language itself."),
        "root_url": address("Its home page."),
    }
    members = {
        "name": text("The name of the site."),
        "root_url": address("Where readers find it, without a slash at the end."),
        "api_url": address("What the paths of the API stand below."),
        "locale": LOCALE,
        "default_locale": LOCALE,
        "organisation": object_of(organisation, "Who publishes."),
        "logo": nullable(IMAGE),
        "default_social_image": nullable(IMAGE),
        "navigation": array_of(entry, "The menu."),
        "footer": object_of({"text": RICH_TEXT, "links": array_of(link)}),
        "disclaimers": array_of(object_of({"key": text("What it is asked for by."), "text": RICH_TEXT})),
        "locales": array_of(object_of(locale), "The languages that have a public home page."),
        "url_patterns": object_of(
            {
                label: text("With `{key}` for the registry id or slug.")
                for label in settings.READER_URL_PATTERNS
            },
            "Below the home page of a language: where readers find what is not a page.",
        ),
        "explain": EXPLANATION,
    }
    return object_of(members, "What belongs to the whole site.", optional=("explain",))
