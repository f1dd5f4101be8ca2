"""What administrators see of the CDN: purges that did not reach it, and what they can do about them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cms.delivery.purging.choice import cdn
from cms.delivery.purging.models import Purge
from cms.delivery.purging.queue import enqueue, given_up, try_again

INDEX = "purging:index"


def may_see(user: Any) -> bool:
    """Tell whether a person looks after the CDN: administrators do."""
    return bool(user.is_active and user.is_superuser)


class PurgesView(ReportView):
    """The purges that failed, those that are tried again included."""

    model = Purge
    page_title = "CDN purges"
    header_icon = "warning"
    index_url_name = INDEX
    index_results_url_name = "purging:results"
    results_template_name = "purging/results.html"
    columns: ClassVar[list[Column]] = [
        Column("created_at", label="Since"),
        Column("what", label="What", accessor=lambda purge: _what(purge)),
        Column("error", label="What went wrong"),
        Column("attempts", label="Attempts"),
        Column("next", label="Next attempt", accessor=lambda purge: _next(purge)),
    ]
    list_export: ClassVar[list[str]] = ["created_at", "names", "error", "attempts", "due_at"]
    export_headings: ClassVar[dict[str, str]] = {
        "created_at": "Since",
        "names": "What",
        "error": "What went wrong",
        "attempts": "Attempts",
        "due_at": "Next attempt",
    }
    default_ordering = "-created_at"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer administrators only."""
        if not may_see(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Purge]:
        """Return what failed at least once and has not got through since."""
        return failing()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page says about the CDN as a whole."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "cdn_title": settings.CDN_BACKEND.title(), "given_up": given_up().count()}


def failing() -> QuerySet[Purge]:
    """Return the purges that failed at least once and have not got through since."""
    return Purge.objects.exclude(error="")


def _what(purge: Purge) -> str:
    if purge.names == ["cms"]:
        return "everything"
    return f"{len(purge.names)} answers" if len(purge.names) > 1 else "one answer"


def _next(purge: Purge) -> str:
    if purge.due_at is None:
        return "given up"
    seconds = (purge.due_at - timezone.now()).total_seconds()
    return "now" if seconds < 1 else f"in {seconds:.0f} seconds"


@require_POST
def try_again_view(request: HttpRequest) -> HttpResponse:
    """Let everything that failed be sent now."""
    if not may_see(request.user):
        raise PermissionDenied
    number = try_again(failing())
    messages.success(
        request, f"{number} purges are sent now. Reload this page to see whether they got through."
    )
    return redirect(INDEX)


@require_POST
def purge_everything_view(request: HttpRequest) -> HttpResponse:
    """Let the CDN forget every answer, through the queue."""
    if not may_see(request.user):
        raise PermissionDenied
    chosen = cdn()
    names = chosen.names_of(None) if chosen else []
    enqueue(names)
    if names:
        messages.success(request, "The CDN is told to forget every answer.")
    else:
        messages.error(request, "This CDN cannot be told to forget everything at once. Use its own console.")
    return redirect(INDEX)
