"""What Wagtail's redirect record has no column for."""

from __future__ import annotations

import swapper
from django.db import models
from django.db.models import Case, F, QuerySet, Value, When
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.enums import Match, Status


class RedirectRule(models.Model):
    """The companion of a redirect that is more than an exact 301 or 302.

    Most redirects have none: without it the record says all. It never repeats what the record says, so that
    whoever writes `is_permanent` (an import, another client) is believed.
    """

    redirect = models.OneToOneField(Redirect, on_delete=models.CASCADE, primary_key=True, related_name="rule")
    status = models.PositiveSmallIntegerField(
        choices=[(Status.PERMANENT_REDIRECT.value, "308"), (Status.GONE.value, "410")],
        null=True,
        blank=True,
        help_text="Empty for 301 and 302, which the redirect's own column tells apart.",
    )
    match = models.CharField(max_length=20, choices=Match.choices, default=Match.EXACT)
    taken_down_page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The unpublished page for which this redirect stands until it is published again.",
    )

    # No use of the page that anybody would have to be warned of.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "redirect rule"

    def __str__(self) -> str:
        return f"{self.get_match_display()}, {self.status or 'as the redirect says'}"


class RedirectHits(models.Model):
    """How many readers came by a redirect, of whatever kind. A table of its own, which no answer reads."""

    redirect = models.OneToOneField(Redirect, on_delete=models.CASCADE, primary_key=True, related_name="hits")
    hits = models.PositiveBigIntegerField(default=0)
    last_hit_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "hits of a redirect"
        verbose_name_plural = "hits of redirects"

    def __str__(self) -> str:
        return f"{self.hits} hits"


def effective_status(*, is_permanent: bool, special: int | None) -> Status:
    """Return the status of a redirect from its record and its companion's `status`."""
    if special == Status.GONE:
        return Status.GONE
    if not is_permanent:
        return Status.FOUND
    return Status.PERMANENT_REDIRECT if special == Status.PERMANENT_REDIRECT else Status.MOVED_PERMANENTLY


def status_of(redirect: Redirect) -> Status:
    """Return the status of a redirect; its rule should be selected with it."""
    rule = rule_of(redirect)
    return effective_status(is_permanent=redirect.is_permanent, special=rule.status if rule else None)


def match_of(redirect: Redirect) -> Match:
    """Return which addresses a redirect is for; its rule should be selected with it."""
    rule = rule_of(redirect)
    return Match(rule.match) if rule else Match.EXACT


def rule_of(redirect: Redirect) -> RedirectRule | None:
    """Return the companion of a redirect, None for a plain one."""
    try:
        rule: RedirectRule = redirect.rule
    except RedirectRule.DoesNotExist:
        return None
    return rule


def set_rule(redirect: Redirect, *, status: Status, match: Match) -> None:
    """Write what a saved redirect answers with and to which addresses; a plain one loses its companion."""
    if redirect.is_permanent != status.is_permanent:
        redirect.is_permanent = status.is_permanent
        redirect.save(update_fields=["is_permanent"])
    special = status.value if status in (Status.PERMANENT_REDIRECT, Status.GONE) else None
    redirect._state.fields_cache.pop("rule", None)
    values = {"status": special, "match": match}
    stored = RedirectRule.objects.filter(redirect=redirect)
    if special is None and match == Match.EXACT:
        stored.filter(taken_down_page=None).delete()
        stored.update(**values)
    else:
        RedirectRule.objects.update_or_create(redirect=redirect, defaults=values)


def with_status(queryset: QuerySet[Redirect]) -> QuerySet[Redirect]:
    """Annotate redirects with `effective_status` and `effective_match`, to filter and order by."""
    status = Case(
        When(rule__status=Status.GONE, then=Value(Status.GONE.value)),
        When(is_permanent=False, then=Value(Status.FOUND.value)),
        When(rule__status=Status.PERMANENT_REDIRECT, then=Value(Status.PERMANENT_REDIRECT.value)),
        default=Value(Status.MOVED_PERMANENTLY.value),
        output_field=models.PositiveSmallIntegerField(),
    )
    match = Case(
        When(rule__isnull=True, then=Value(Match.EXACT.value)),
        default=F("rule__match"),
        output_field=models.CharField(),
    )
    return queryset.select_related("rule").annotate(effective_status=status, effective_match=match)
