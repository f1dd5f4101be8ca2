"""The question what readers of old addresses are to find."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminPageChooser

from cms.core.models import BasePage
from cms.core.reader_paths import normalised
from cms.integrity import help_texts
from cms.redirects.chains import follow
from cms.redirects.diagnosis import Scopes
from cms.redirects.enums import Status
from cms.redirects.help_texts import BAD_LINK
from cms.redirects.lookup import next_hop
from cms.redirects.outcomes import GONE, NOTHING, Outcome
from cms.redirects.targets import is_safe_link


class OutcomeFields(forms.Form):
    """The question. `going` are the pages that go, with all below them; `old` the paths that readers lose."""

    asked = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
    outcome = forms.ChoiceField(
        label=help_texts.OUTCOME,
        choices=help_texts.OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": help_texts.NO_OUTCOME},
    )
    target_page = forms.ModelChoiceField(
        label="Which page?",
        queryset=BasePage.objects.all(),
        widget=AdminPageChooser,
        required=False,
        help_text=help_texts.TARGET_PAGE,
    )
    target_link = forms.CharField(
        label="Which address?", max_length=255, required=False, help_text=help_texts.TARGET_LINK
    )

    def __init__(
        self, *args: Any, going: list[BasePage] | None = None, old: list[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._going, self._old = going or [], old or []

    def clean(self) -> dict[str, Any]:
        """Refuse a target that is missing, not public, or that leads back."""
        cleaned = super().clean() or self.cleaned_data
        try:
            self._check(cleaned)
        except ValidationError as error:
            self.add_error({"page": "target_page", "address": "target_link"}[cleaned["outcome"]], error)
        return cleaned

    def decided(self) -> Outcome:
        """Return what was chosen in a valid form."""
        chosen = self.cleaned_data["outcome"]
        if chosen == "page":
            return Outcome(Status.MOVED_PERMANENTLY, page_id=self.cleaned_data["target_page"].pk)
        if chosen == "address":
            return Outcome(Status.MOVED_PERMANENTLY, link=self.cleaned_data["target_link"].strip())
        return GONE if chosen == "gone" else NOTHING

    def _check(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("outcome") == "page":
            self._check_page(cleaned.get("target_page"))
        elif cleaned.get("outcome") == "address":
            self._check_link((cleaned.get("target_link") or "").strip())

    def _check_page(self, page: BasePage | None) -> None:
        if page is None:
            raise ValidationError(help_texts.NO_PAGE)
        if any(page.path.startswith(going.path) for going in self._going):
            raise ValidationError(help_texts.PAGE_GOES_TOO.format(title=page.title))
        scope = Scopes().of(None)
        if not page.live or scope is None or not scope.is_public_page_path(page.path):
            raise ValidationError(help_texts.PAGE_NOT_PUBLIC.format(title=page.title))

    def _check_link(self, link: str) -> None:
        if not link:
            raise ValidationError(help_texts.NO_LINK)
        if not is_safe_link(link):
            raise ValidationError(BAD_LINK)
        scope = Scopes().of(None)
        if scope is None or not link.startswith("/"):
            return
        way = [normalised(link)]
        hop = next_hop(scope, link)
        if hop is not None:
            journey = follow(link, hop, lambda location: next_hop(scope, location))
            if journey.status is None:
                raise ValidationError(journey.trouble)
            way += [normalised(place) for place in (*journey.chain, journey.location or "")]
        if any(place.lower() == normalised(old).lower() for place in way for old in self._old):
            raise ValidationError(help_texts.BACK_TO_ITSELF)
