"""Choices of trials. Where the registry of ClinicalTrials.gov names a value, ours is that name exactly.

The names are those of its API v2 (OpenAPI description, version 2.0.5); the labels are plain words.
"""

from __future__ import annotations

from django.db import models


class Registry(models.TextChoices):
    """Who registered the trial."""

    CLINICALTRIALS_GOV = "CLINICALTRIALS_GOV", "ClinicalTrials.gov (United States)"
    ISRCTN = "ISRCTN", "ISRCTN (United Kingdom)"
    EU_CTR = "EU_CTR", "EU Clinical Trials Register (EudraCT)"
    CTIS = "CTIS", "EU Clinical Trials Information System"
    CHICTR = "CHICTR", "ChiCTR (China)"
    ANZCTR = "ANZCTR", "ANZCTR (Australia and New Zealand)"
    CTRI = "CTRI", "CTRI (India)"
    JRCT = "JRCT", "jRCT (Japan)"
    UMIN = "UMIN", "UMIN-CTR (Japan)"
    NMRR = "NMRR", "NMRR (Malaysia)"
    OTHER = "OTHER", "Another register"


class OverallStatus(models.TextChoices):
    """How far the trial is. The four marked as expanded access concern treatment outside a trial."""

    NOT_YET_RECRUITING = "NOT_YET_RECRUITING", "Not yet recruiting"
    RECRUITING = "RECRUITING", "Recruiting"
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION", "Enrolling by invitation"
    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING", "Active, not recruiting"
    COMPLETED = "COMPLETED", "Completed"
    SUSPENDED = "SUSPENDED", "Suspended"
    TERMINATED = "TERMINATED", "Terminated"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    AVAILABLE = "AVAILABLE", "Available (expanded access)"
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE", "No longer available (expanded access)"
    TEMPORARILY_NOT_AVAILABLE = "TEMPORARILY_NOT_AVAILABLE", "Temporarily not available (expanded access)"
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING", "Approved for marketing (expanded access)"
    WITHHELD = "WITHHELD", "Withheld"
    UNKNOWN = "UNKNOWN", "Unknown status"


STOPPED_STATUSES = frozenset(
    {OverallStatus.SUSPENDED.value, OverallStatus.TERMINATED.value, OverallStatus.WITHDRAWN.value}
)
"""Statuses for which a registry gives the reason why the trial stopped."""

OPEN_STATUSES = frozenset({OverallStatus.RECRUITING.value, OverallStatus.ENROLLING_BY_INVITATION.value})
"""Statuses in which a patient may still be able to take part."""


class Phase(models.TextChoices):
    """A trial has none (observational studies), one, or two of them (combined phases)."""

    NA = "NA", "Not applicable"
    EARLY_PHASE1 = "EARLY_PHASE1", "Early phase 1"
    PHASE1 = "PHASE1", "Phase 1"
    PHASE2 = "PHASE2", "Phase 2"
    PHASE3 = "PHASE3", "Phase 3"
    PHASE4 = "PHASE4", "Phase 4"


class StudyType(models.TextChoices):
    """What kind of study it is."""

    INTERVENTIONAL = "INTERVENTIONAL", "Interventional (a treatment is tried)"
    OBSERVATIONAL = "OBSERVATIONAL", "Observational (people are observed)"
    EXPANDED_ACCESS = "EXPANDED_ACCESS", "Expanded access (treatment outside a trial)"


class InterventionType(models.TextChoices):
    """What is tried."""

    BEHAVIORAL = "BEHAVIORAL", "Behavioural"
    BIOLOGICAL = "BIOLOGICAL", "Biological (such as cells)"
    COMBINATION_PRODUCT = "COMBINATION_PRODUCT", "Combination product"
    DEVICE = "DEVICE", "Device"
    DIAGNOSTIC_TEST = "DIAGNOSTIC_TEST", "Diagnostic test"
    DIETARY_SUPPLEMENT = "DIETARY_SUPPLEMENT", "Dietary supplement"
    DRUG = "DRUG", "Drug"
    GENETIC = "GENETIC", "Genetic"
    PROCEDURE = "PROCEDURE", "Procedure"
    RADIATION = "RADIATION", "Radiation"
    OTHER = "OTHER", "Other"


class TrialListLayout(models.TextChoices):
    """How a list of trials is drawn."""

    FULL = "full", "Full entries"
    SHORT = "short", "Short list"
