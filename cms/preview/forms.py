"""The form by which an editor shares a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from cms.preview.models import ShareLink

DAYS = {1: "one day", 7: "a week", 30: "30 days", 90: "90 days"}
USUAL_DAYS = 7
FOLLOWS, FROZEN = "follows", "frozen"


class ShareLinkForm(WagtailAdminModelForm):
    """Asks for whom a link is, how long it works, and whether it follows the draft."""

    note = forms.CharField(
        label="For whom, and why",
        max_length=255,
        required=False,
        help_text="Only editors see it, here and in the report of shared drafts.",
    )
    days = forms.TypedChoiceField(
        label="It works for", choices=list(DAYS.items()), coerce=int, initial=USUAL_DAYS
    )
    shows = forms.ChoiceField(
        label="It shows",
        choices=[
            (FOLLOWS, "the draft as it is when the link is opened"),
            (FROZEN, "the draft as it was last saved, whatever changes later"),
        ],
        initial=FOLLOWS,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ShareLink
        fields = ("note",)

    def clean_shows(self) -> str:
        """Refuse to freeze what has no saved version."""
        shows: str = self.cleaned_data["shows"]
        if shows == FROZEN and self.instance.revision_to_freeze is None:
            raise forms.ValidationError("There is no saved draft to hold on to. Save it first.")
        return shows

    def save(self, commit: bool = True) -> Any:
        """Write the link; the instance says who makes it and where it leads."""
        self.instance.expires_at = timezone.now() + timedelta(days=self.cleaned_data["days"])
        if self.cleaned_data["shows"] == FROZEN:
            self.instance.revision = self.instance.revision_to_freeze
        return super().save(commit=commit)
