"""The query parameters that Wagtail's v2 has and those that every endpoint has beside them, declared."""

from __future__ import annotations

from django.conf import settings

from cms.api.pagination import LARGEST_NUMBER
from cms.api.query_parameters import register_parameter
from cms.api.search_filter import LONGEST_SEARCH
from cms.core.json_schema import array_of, integer, one_of, text
from cms.core.rich_text import FORMATS

_ANY_ID = 2**63 - 1
# A name, an asterisk or an underscore to start from, names taken away, parts in parentheses.
_FIELDS = r"^(([*_]|-?[A-Za-z0-9_]+(\(.*\))?)(,-?[A-Za-z0-9_]+(\(.*\))?)*)?$"


def register() -> None:
    """Declare them."""
    _register_of_documents()
    _register_of_lists()
    _register_of_the_tree()
    _register_of_finding()


def _register_of_documents() -> None:
    register_parameter(
        "fields",
        "Which members: names add to what is there anyway, `*` starts from all and `_` from none, `-name` "
        "takes away, `name(…)` picks inside of what a document refers to.",
        schema=text(pattern=_FIELDS),
        example="*",
    )
    register_parameter(
        "rich_text_format",
        f"How rich text is written; `{settings.WAGTAILAPI_RICH_TEXT_FORMAT}` if not given.",
        schema=one_of(list(FORMATS)),
        default=settings.WAGTAILAPI_RICH_TEXT_FORMAT,
    )
    register_parameter(
        "locale",
        "A language: lists hold what is in it; what has no language of its own is written for it.",
        schema=one_of([code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]),
    )
    register_parameter(
        "site",
        "Which site, by its host and, where several share one, its port; the default site if not given.",
        schema=text(pattern=r"^[^\s/?#]+$"),
        example="localhost",
    )


def _register_of_lists() -> None:
    register_parameter(
        "order",
        "What to order by, one after the other; a minus for descending. What has no value (null) comes last "
        "in both directions. `random` stands alone.",
        schema=array_of(text()),
    )
    register_parameter(
        "search",
        "Words to search for, best matches first unless `order` is given.",
        schema=text(maxLength=LONGEST_SEARCH),
        example="knee",
    )
    register_parameter(
        "search_operator",
        "Whether all words must be there or any of them.",
        schema=one_of(["and", "or"]),
        default="and",
    )
    register_parameter("type", "Types of pages; with one alone its own fields and filters can be used.")


def _register_of_the_tree() -> None:
    page = integer("The id of a page.", minimum=0, maximum=_ANY_ID)
    page_or_root = text("The id of a page, or `root` for the home page.", pattern=r"^([0-9]{1,15}|root)$")
    register_parameter("child_of", "Pages directly below this one.", schema=page_or_root, example="root")
    register_parameter("descendant_of", "Pages anywhere below this one.", schema=page_or_root, example="root")
    register_parameter("ancestor_of", "Pages above this one.", schema=page)
    register_parameter("translation_of", "The same page in other languages.", schema=page_or_root)


def _register_of_finding() -> None:
    register_parameter("id", "The id.", schema=integer(minimum=0, maximum=LARGEST_NUMBER))
    register_parameter("slug", "The slug.", schema=text())
    register_parameter("registry_id", "The id at the registry.", schema=text(), example="NCT03818737")
    register_parameter("html_path", "A path of the front end.", schema=text(), example="/articles/")
