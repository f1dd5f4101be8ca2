"""A clinical trial and what editors say about it in each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from cms.core.addresses import reader_url
from cms.core.fields import PartialDateField, StringListField
from cms.preview.mixins import HeadlessSnippetPreviewMixin
from trials import api_fields, help_texts, panels, serializers
from trials.enums import OverallStatus, Phase, Registry, StudyType
from trials.fields import InterventionsField
from trials.forms import TrialForm
from trials.querysets import TrialQuerySet
from trials.registry_ids import (
    RegistryIdError,
    canonical_registry_id,
    guess_registry,
    normalise_registry_id,
    registry_page,
)
from trials.validation import contradictions

MAXIMUM_SLUG_LENGTH = 120


class TrialManager(models.Manager.from_queryset(TrialQuerySet)):  # type: ignore[misc]
    """The manager of trials."""

    def by_registry_id(self, text: str) -> Trial:
        """Return the trial with this registry id, however it is written; raises `Trial.DoesNotExist`."""
        trial: Trial = self.get(registry_id=canonical_registry_id(text) or text)
        return trial


class Trial(
    HeadlessSnippetPreviewMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """The facts of one trial, true at `as_of`; a snippet with drafts, history, preview, locks and review."""

    registry_id = models.CharField(
        "registry number", max_length=60, null=True, blank=True, unique=True, help_text=help_texts.REGISTRY_ID
    )
    registry = models.CharField(
        max_length=20, choices=Registry.choices, blank=True, help_text=help_texts.REGISTRY
    )
    slug = models.SlugField(
        max_length=MAXIMUM_SLUG_LENGTH, unique=True, blank=True, help_text=help_texts.SLUG
    )
    brief_title = models.CharField("title", max_length=300, help_text=help_texts.BRIEF_TITLE)
    official_title = models.CharField(
        "full title", max_length=600, blank=True, help_text=help_texts.OFFICIAL_TITLE
    )
    overall_status = models.CharField(
        "status",
        max_length=30,
        choices=OverallStatus.choices,
        default=OverallStatus.UNKNOWN,
        db_index=True,
        help_text=help_texts.OVERALL_STATUS,
    )
    last_known_status = models.CharField(
        max_length=30, choices=OverallStatus.choices, blank=True, help_text=help_texts.LAST_KNOWN_STATUS
    )
    why_stopped = models.CharField(max_length=500, blank=True, help_text=help_texts.WHY_STOPPED)
    phases = StringListField(choices=Phase.choices, help_text=help_texts.PHASES)
    study_type = models.CharField(
        "type of study",
        max_length=20,
        choices=StudyType.choices,
        default=StudyType.INTERVENTIONAL,
        help_text=help_texts.STUDY_TYPE,
    )
    conditions = StringListField(help_text=help_texts.CONDITIONS)
    interventions = InterventionsField(help_text=help_texts.INTERVENTIONS)
    sponsor = models.CharField(max_length=300, blank=True, help_text=help_texts.SPONSOR)
    enrolment = models.PositiveIntegerField(
        "participants", null=True, blank=True, help_text=help_texts.ENROLMENT
    )
    first_posted = PartialDateField(blank=True, db_index=True, help_text=help_texts.FIRST_POSTED)
    last_update_posted = PartialDateField("last update", blank=True, help_text=help_texts.LAST_UPDATE_POSTED)
    start = PartialDateField(blank=True, help_text=help_texts.START)
    completion = PartialDateField(blank=True, help_text=help_texts.COMPLETION)
    countries = StringListField(maximum_length=100, help_text=help_texts.COUNTRIES)
    sites = StringListField(help_text=help_texts.SITES)
    has_results = models.BooleanField("results published", default=False, help_text=help_texts.HAS_RESULTS)
    url = models.URLField("address at the registry", max_length=500, blank=True, help_text=help_texts.URL)
    source = models.CharField(max_length=200, blank=True, help_text=help_texts.SOURCE)
    as_of = PartialDateField("facts as of", blank=True, help_text=help_texts.AS_OF)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="trial")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="trial",
        for_concrete_model=False,
    )

    objects = TrialManager()

    base_form_class = TrialForm
    edit_handler = panels.TRIAL_TABS
    search_fields: ClassVar = [
        index.SearchField("brief_title", boost=3),
        index.AutocompleteField("brief_title"),
        index.SearchField("registry_id", boost=5),
        index.AutocompleteField("registry_id"),
        index.SearchField("official_title"),
        index.SearchField("conditions", boost=2),
        index.SearchField("interventions", boost=2),
        index.SearchField("sponsor"),
        index.SearchField("countries"),
        index.RelatedFields("summaries", [index.SearchField("text")]),
        *(
            index.FilterField(name)
            for name in (
                "id",
                "registry_id",
                "registry",
                "slug",
                "brief_title",
                "overall_status",
                "phases",
                "study_type",
                "conditions",
                "interventions",
                "sponsor",
                "enrolment",
                "first_posted",
                "last_update_posted",
                "start",
                "completion",
                "countries",
                "has_results",
                "as_of",
                "live",
            )
        ),
    ]
    api_fields: ClassVar = api_fields.TRIAL_API_FIELDS

    class Meta:
        verbose_name = "trial"
        verbose_name_plural = "trials"
        ordering = ("-first_posted", "pk")
        # What is new here, and what is new at the registry.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["last_published_at"], name="trials_trial_last_published"),
            models.Index(fields=["last_update_posted"], name="trials_trial_last_update"),
        ]

    def __str__(self) -> str:
        return f"{self.brief_title} ({self.registry_id})" if self.registry_id else self.brief_title

    @property
    def revisions(self) -> Any:
        """Return the history, the oldest first."""
        return self._revisions

    @property
    def title(self) -> str:
        """Return the title under the name that every other content has for it."""
        return self.brief_title

    @property
    def address_key(self) -> str:
        """Return the last part of the reader address."""
        return serializers.address_key(self.registry_id, self.slug)

    def get_full_url(self) -> str:
        """Return the absolute reader address."""
        return reader_url("trials.Trial", self.address_key)

    full_url = property(get_full_url)

    @property
    def usage_url(self) -> str:
        """Return the admin's page with the places where the trial is used."""
        return reverse("wagtailsnippets_trials_trial:usage", args=(self.pk,))

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill in what follows from other fields before anything is checked."""
        self.complete()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Check the registry number always, contradictions unless this is only a draft."""
        super().clean()
        problems = self._registry_id_problem()
        if not getattr(self, "is_deferred_validation", False):
            problems |= contradictions(self, today=timezone.localdate())
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a slug, whichever way the trial was made."""
        self.complete()
        super().save(*args, **kwargs)

    def complete(self) -> None:
        """Fill empty fields that follow from others: registry, stored form of its number, address, slug."""
        self.registry_id = (self.registry_id or "").strip() or None
        if self.registry_id:
            self.registry = self.registry or guess_registry(self.registry_id)
            if not self._registry_id_problem():
                self.registry_id = normalise_registry_id(self.registry_id, registry=self.registry)
        self.url = self.url or registry_page(self.registry_id, registry=self.registry)
        self.slug = self.slug or self._free_slug()

    def _registry_id_problem(self) -> dict[str, str]:
        if not self.registry_id:
            return {}
        try:
            normalise_registry_id(self.registry_id, registry=self.registry)
        except RegistryIdError as error:
            return {"registry_id": str(error)}
        return {}

    def _free_slug(self) -> str:
        base = slugify(self.brief_title) or slugify(self.registry_id or "") or "trial"
        endings = [slugify(self.registry_id or ""), *map(str, range(2, 1000))]
        candidates = [base, *(f"{base[: MAXIMUM_SLUG_LENGTH - 60]}-{ending}" for ending in endings if ending)]
        candidates = [candidate[:MAXIMUM_SLUG_LENGTH].strip("-") for candidate in candidates]
        others = Trial.objects.exclude(pk=self.pk).filter(slug__startswith=candidates[0][:10])
        taken = set(others.values_list("slug", flat=True))
        return next(candidate for candidate in candidates if candidate not in taken)


class TrialSummary(models.Model):
    """What an editor tells readers about a trial, in one language."""

    trial = ParentalKey(Trial, on_delete=models.CASCADE, related_name="summaries")
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="language",
        help_text=help_texts.SUMMARY_LOCALE,
    )
    text = models.TextField(max_length=1200, help_text=help_texts.SUMMARY_TEXT)

    panels: ClassVar = panels.SUMMARY_PANELS

    class Meta:
        verbose_name = "summary"
        verbose_name_plural = "summaries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trial", "locale"],
                name="one_summary_per_trial_and_language",
                violation_error_message="There is already a summary in this language; keep only one.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.trial} ({self.locale})"
