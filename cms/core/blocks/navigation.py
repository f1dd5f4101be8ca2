"""Blocks of the site settings: menu entries, footer links, standing notes, and their words per language."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.core import help_texts
from cms.core.blocks.raw import as_dict, as_key, as_link_address, as_list, as_text, items_of
from cms.core.references import References

__all__ = [
    "DisclaimerBlock",
    "FooterLinkBlock",
    "LanguageTextsBlock",
    "NavigationItemBlock",
    "SiteLinks",
    "in_language",
    "page_ids",
]


def other_languages() -> list[tuple[str, str]]:
    """Return the languages beside the default one, as choices."""
    return [pair for pair in settings.WAGTAIL_CONTENT_LANGUAGES if pair[0] != settings.LANGUAGE_CODE]


class LabelBlock(blocks.StructBlock):
    """The words of an entry in one other language, and its address there if that differs."""

    language = blocks.ChoiceBlock(choices=other_languages)
    label = blocks.CharBlock(max_length=80, label="Words")
    url = blocks.CharBlock(
        required=False, max_length=500, label="Address", help_text=help_texts.NAVIGATION_LABEL_URL
    )

    class Meta:
        icon = "globe"
        label_format = "{language}: {label}"

    def clean(self, value: Any) -> Any:
        """Refuse an address that browsers would execute."""
        value = super().clean(value)
        if problem := address_problem(value.get("url") or ""):
            raise StructBlockValidationError(block_errors={"url": ValidationError(problem)})
        return value


class FooterLinkBlock(blocks.StructBlock):
    """Words that lead to a page or to an address."""

    label = blocks.CharBlock(required=False, max_length=80, help_text=help_texts.NAVIGATION_LABEL)
    page = blocks.PageChooserBlock(required=False, help_text=help_texts.NAVIGATION_PAGE)
    url = blocks.CharBlock(
        required=False, max_length=500, label="Address", help_text=help_texts.NAVIGATION_URL
    )
    labels = blocks.ListBlock(
        LabelBlock(),
        default=[],
        collapsed=True,
        label="In other languages",
        help_text=help_texts.NAVIGATION_LABELS,
    )

    class Meta:
        icon = "link"
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        """Refuse an entry without words, with two targets, or with an address that browsers would execute."""
        value = super().clean(value)
        url = value.get("url") or ""
        problems = {}
        if not value.get("label") and not value.get("page"):
            problems["label"] = "Type the words, or choose a page whose title they are."
        if value.get("page") and url:
            problems["url"] = "Choose a page or type an address, not both."
        elif problem := address_problem(url):
            problems["url"] = problem
        if problems:
            errors = {name: ValidationError(problem) for name, problem in problems.items()}
            raise StructBlockValidationError(block_errors=errors)
        return value


class NavigationItemBlock(FooterLinkBlock):
    """A menu entry and the entries below it."""

    children = blocks.ListBlock(FooterLinkBlock(), default=[], collapsed=True)

    class Meta:
        icon = "list-ul"
        label_format = "{label}"


class DisclaimerBlock(blocks.StructBlock):
    """A standing note that front ends ask for by its key."""

    key = blocks.CharBlock(
        max_length=50, help_text="A short name, such as “medical”, by which front ends ask for it."
    )
    language = blocks.ChoiceBlock(
        choices=other_languages, required=False, help_text=help_texts.DISCLAIMER_LANGUAGE
    )
    text = blocks.RichTextBlock(features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label_format = "{key} {language}"


class LanguageTextsBlock(blocks.StructBlock):
    """The texts of the site in one other language; what is empty stays in the default one."""

    language = blocks.ChoiceBlock(choices=other_languages)
    organisation_description = blocks.TextBlock(required=False, rows=3, label="Description of the publisher")
    footer_text = blocks.RichTextBlock(required=False, features=["bold", "italic", "link"])

    class Meta:
        icon = "globe"
        label_format = "{language}"


def address_problem(url: str) -> str:
    """Return what is wrong with an address, or an empty string."""
    if not url or url.startswith(("https://", "http://", "mailto:", "tel:", "/", "#")):
        return ""
    return "An address starts with https://, with / for this site, or with mailto: or tel:."


def page_ids(items: Any) -> Iterator[int]:
    """Yield the ids of the pages that raw menu entries lead to."""
    for value in values_of(items):
        key = as_key(value.get("page"))
        if key is not None:
            yield key
        yield from page_ids(value.get("children"))


class SiteLinks:
    """Writes raw links and menu entries for readers of one language.

    `translations` are reference keys of the translations (`cms.core.cards.TranslationsOf`) by page, where
    another language than the default one is asked for; a page then gives way to its live translation.
    """

    def __init__(
        self, references: References, *, locale_code: str, translations: Mapping[int, Hashable]
    ) -> None:
        self.references = references
        self.locale_code = locale_code
        self.translations = translations

    def collect(self, items: Any) -> None:
        """Note the pages that raw entries lead to, and their translations."""
        for key in page_ids(items):
            self.references.want("page", key)
            self.references.want("page", self.translations.get(key))

    def links(self, items: Any) -> list[dict[str, Any]]:
        """Return links as `{"label", "url", "page"}`, without those that lead nowhere public."""
        return [entry for value in values_of(items) if (entry := self._entry(value))["url"]]

    def menu(self, items: Any) -> list[dict[str, Any]]:
        """Return menu entries, links with `children`; one without a public target stays for its children."""
        entries = [
            {**self._entry(value), "children": self.links(value.get("children"))}
            for value in values_of(items)
        ]
        return [entry for entry in entries if entry["url"] or entry["children"]]

    def _entry(self, value: dict[str, Any]) -> dict[str, Any]:
        page, translation = self._page(as_key(value.get("page")))
        own = in_language(map(as_dict, items_of(value.get("labels"))), self.locale_code)
        if value.get("page"):
            # A page that is gone must not turn into another link.
            url = page and page["url"]
        else:
            url = as_link_address(own.get("url")) or as_link_address(value.get("url"))
        words = (
            as_text(own.get("label")),
            translation and translation["title"],
            as_text(value.get("label")),
            page and page["title"],
        )
        return {"label": next(filter(None, words), ""), "url": url or None, "page": page}

    def _page(self, key: int | None) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """Return the card that a link leads to, and once more if it is that of a translation."""
        page = self.references.get("page", key)
        translations = self.translations.get(key) if key is not None else None
        cards = self.references.get("page", translations) or []
        for card in cards:
            if card["locale"] == self.locale_code and card["id"] != key:
                translation = {name: part for name, part in card.items() if name != "locale"}
                return translation, translation
        return page, None


def in_language(values: Any, locale_code: str) -> dict[str, Any]:
    """Return the first of these values whose `language` this is, an empty one where there is none."""
    return next((value for value in values if value.get("language") == locale_code), {})


def values_of(items: Any) -> list[dict[str, Any]]:
    """Return the struct values of a raw stream or list, whatever is malformed left out."""
    values = (as_dict(item).get("value") for item in as_list(items))
    return [value for value in values if isinstance(value, dict)]
