"""Registers trials with the admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from trials.viewsets import TrialViewSet

register_snippet(TrialViewSet)
