"""The form of a trial in the admin."""

from __future__ import annotations

from wagtail.admin.forms.models import WagtailAdminModelForm


class TrialForm(WagtailAdminModelForm):
    """Tells the trial whether it is only a draft, so that contradictions do not stop an autosave."""

    def _post_clean(self) -> None:
        self.instance.is_deferred_validation = self.is_deferred_validation
        super()._post_clean()
