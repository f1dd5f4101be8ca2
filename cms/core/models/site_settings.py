"""What belongs to a whole site: who publishes it, its menu, its footer, its standing notes."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from cms.core import help_texts
from cms.core.blocks.navigation import (
    DisclaimerBlock,
    FooterLinkBlock,
    LanguageTextsBlock,
    NavigationItemBlock,
)
from cms.core.enums import Robots
from cms.core.models.image import Image

FOOTER_FEATURES = ["bold", "italic", "link"]


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """One site's settings, served whole at `/api/v2/site/`."""

    organisation_name = models.CharField(max_length=255, blank=True, help_text=help_texts.ORGANISATION_NAME)
    organisation_description = models.TextField(blank=True, help_text=help_texts.ORGANISATION_DESCRIPTION)
    organisation_profiles = models.TextField(blank=True, help_text=help_texts.ORGANISATION_PROFILES)
    contact_email = models.EmailField(blank=True, help_text=help_texts.CONTACT_EMAIL)
    logo = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text=help_texts.LOGO
    )
    default_social_image = models.ForeignKey(
        Image,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.DEFAULT_SOCIAL_IMAGE,
    )
    navigation = StreamField([("item", NavigationItemBlock())], blank=True, help_text=help_texts.NAVIGATION)
    footer_text = RichTextField(blank=True, features=FOOTER_FEATURES, help_text=help_texts.FOOTER_TEXT)
    footer_links = StreamField([("link", FooterLinkBlock())], blank=True, help_text=help_texts.FOOTER_LINKS)
    disclaimers = StreamField(
        [("disclaimer", DisclaimerBlock())], blank=True, help_text=help_texts.DISCLAIMERS
    )
    language_texts = StreamField(
        [("texts", LanguageTextsBlock())], blank=True, help_text=help_texts.LANGUAGE_TEXTS
    )

    robots = models.CharField(
        "search engines",
        max_length=20,
        choices=[choice for choice in Robots.choices if choice[0]],
        default=Robots.INDEX_FOLLOW.value,
        help_text=help_texts.SITE_ROBOTS,
    )
    robots_txt = models.TextField("robots.txt", blank=True, help_text=help_texts.ROBOTS_TXT)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("organisation_name"),
                            FieldPanel("organisation_description"),
                            FieldPanel("organisation_profiles"),
                            FieldPanel("contact_email"),
                        ],
                        heading="Publisher",
                    ),
                    FieldPanel("logo"),
                    FieldPanel("default_social_image"),
                ],
                heading="Organisation",
            ),
            ObjectList([FieldPanel("navigation")], heading="Navigation"),
            ObjectList([FieldPanel("footer_text"), FieldPanel("footer_links")], heading="Footer"),
            ObjectList([FieldPanel("disclaimers")], heading="Disclaimers"),
            ObjectList([FieldPanel("language_texts")], heading="Languages"),
            ObjectList([FieldPanel("robots"), FieldPanel("robots_txt")], heading="Search engines"),
        ]
    )

    class Meta:
        verbose_name = "site settings"
        verbose_name_plural = "site settings"

    def __str__(self) -> str:
        return f"Settings of {self.site}"
