"""The admin's form of a redirect: Wagtail's, the status, and whether what lies below is meant."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.core.reader_paths import normalised
from cms.core.scope import PublicScope
from cms.redirects import help_texts
from cms.redirects.diagnosis import Scopes, journey_of
from cms.redirects.enums import Match, Status
from cms.redirects.lookup import record_of
from cms.redirects.models import match_of, set_rule, status_of
from cms.redirects.occupants import occupant_of
from cms.redirects.targets import is_safe_link


class RedirectForm(WagtailAdminModelForm):
    """Refuses, with the reason, whatever would never be followed."""

    old_path = forms.CharField(label="Old address", max_length=255, help_text=help_texts.OLD_PATH)
    site = forms.ModelChoiceField(
        label="Site",
        queryset=Site.objects.all(),
        required=False,
        empty_label="All sites",
        help_text=help_texts.SITE,
    )
    status = forms.ChoiceField(
        label="Answer",
        choices=Status.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_texts.STATUS,
    )
    match = forms.ChoiceField(
        label="For",
        choices=Match.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_texts.MATCH,
    )
    redirect_link = forms.CharField(
        label="Or to an address", max_length=255, required=False, help_text=help_texts.REDIRECT_LINK
    )

    field_order = ("old_path", "site", "match", "status", "redirect_page", "redirect_link")
    required_css_class = "required"

    class Meta(WagtailAdminModelForm.Meta):
        """Not `is_permanent`: the status says it."""

        model = Redirect
        fields = ("old_path", "site", "redirect_page", "redirect_link")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.pk is not None
        self.fields["status"].initial = status_of(self.instance) if stored else Status.MOVED_PERMANENTLY
        self.fields["match"].initial = match_of(self.instance) if stored else Match.EXACT
        page = self.fields["redirect_page"]
        page.widget, page.label, page.help_text = AdminPageChooser(), "To a page", help_texts.REDIRECT_PAGE

    def clean_old_path(self) -> str:
        """Return the address as Wagtail stores it; a full one must be on a site of this installation."""
        typed = self.cleaned_data["old_path"].strip()
        self._old_host = ""
        if "://" in typed:
            parts = _parts(typed, help_texts.BAD_LINK)
            self._old_host = parts.hostname or ""
            if not Site.objects.filter(hostname__iexact=self._old_host).exists():
                raise ValidationError(help_texts.FOREIGN_OLD_PATH.format(host=self._old_host))
            typed = parts._replace(scheme="", netloc="").geturl()
        old_path: str = Redirect.normalise_path("/" + typed.lstrip("/"))
        return old_path

    def clean_status(self) -> Status:
        """Return the status; who posts none means the usual one."""
        return Status(int(self.cleaned_data["status"] or Status.MOVED_PERMANENTLY))

    def clean_match(self) -> Match:
        """Return what the redirect is for; who posts nothing means this address alone."""
        return Match(self.cleaned_data["match"] or Match.EXACT)

    def clean_redirect_link(self) -> str:
        """Return a path of the site or a web address; refuse scripts and the like."""
        link: str = self.cleaned_data["redirect_link"].strip()
        if link and not is_safe_link(link):
            raise ValidationError(help_texts.BAD_LINK)
        return link

    def clean(self) -> dict[str, Any]:
        """Refuse a target too many or too few, and an address that has a redirect."""
        cleaned = super().clean() or self.cleaned_data
        self._check_target(cleaned)
        site = cleaned.get("site")
        if site and self._has("old_path") and self._old_host and site.hostname.lower() != self._old_host:
            self.add_error("site", help_texts.OTHER_SITE.format(host=self._old_host, site=site))
        if self._has("old_path", "site"):
            same = Redirect.objects.filter(old_path__iexact=cleaned["old_path"], site=site)
            other = same.exclude(pk=self.instance.pk).first()
            if other is not None:
                self.add_error("old_path", help_texts.TWICE.format(old_path=other.old_path))
        return cleaned

    def validate_unique(self) -> None:
        """Leave it to `clean`, which also knows all sites and capitals."""

    def _check_target(self, cleaned: dict[str, Any]) -> None:
        if not self._has("redirect_page", "redirect_link", "status", "match"):
            return
        page, link = cleaned.get("redirect_page"), cleaned.get("redirect_link")
        if cleaned["status"] == Status.GONE:
            if page or link:
                self.add_error("status", help_texts.GONE_WITH_TARGET)
            if cleaned["match"] == Match.PREFIX_AND_REST:
                self.add_error("match", help_texts.GONE_WITH_REST)
        elif not page and not link:
            self.add_error("redirect_page", help_texts.NO_TARGET)
        elif page and link:
            self.add_error("redirect_link", help_texts.TWO_TARGETS)

    def _has(self, *names: str) -> bool:
        return not any(name in self.errors for name in names)

    def _get_validation_exclusions(self) -> set[str]:
        # The model takes web addresses only; `clean_redirect_link` takes paths too.
        return {*super()._get_validation_exclusions(), "redirect_link"}

    def _post_clean(self) -> None:
        """Build the redirect, then see where it would lead."""
        super()._post_clean()
        if "redirect_page" in self.changed_data:
            self.instance.redirect_page_route_path = ""
        if self.errors:
            return
        self.instance.is_permanent = self.cleaned_data["status"].is_permanent
        self._check_journey(Scopes().of(self.cleaned_data.get("site")))

    def _check_journey(self, scope: PublicScope | None) -> None:
        """Refuse what would never be followed; without a site there is nothing to follow."""
        if scope is None:
            return
        title = occupant_of(scope, normalised(self.instance.old_path))
        if title is not None:
            self.add_error("old_path", help_texts.SHADOWED.format(title=title))
            return
        record = record_of(
            self.instance, status=self.cleaned_data["status"], match=self.cleaned_data["match"]
        )
        hop = record.hop(scope, "")
        journey = journey_of(scope, record, hop) if hop else None
        if journey is not None and journey.status is None:
            self.add_error(None, journey.trouble)

    def save(self, commit: bool = True) -> Redirect:
        """Save the redirect and its companion."""
        redirect: Redirect = super().save(commit=commit)
        if commit:
            set_rule(redirect, status=self.cleaned_data["status"], match=self.cleaned_data["match"])
        return redirect


def _parts(address: str, sentence: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        raise ValidationError(sentence) from None
