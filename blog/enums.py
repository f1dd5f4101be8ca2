"""Choices of the blog's models."""

from __future__ import annotations

from django.db import models


class TopicKind(models.TextChoices):
    """What kind of thing a topic is."""

    CONDITION = "condition", "Condition"
    TREATMENT = "treatment", "Treatment"
    BODY_PART = "body_part", "Body part"
    PLACE = "place", "Place"
    OTHER = "other", "Other"


class CodeSystem(models.TextChoices):
    """Where a topic's code comes from."""

    ICD_10 = "ICD-10", "ICD-10"
    ICD_11 = "ICD-11", "ICD-11"
    MESH = "MeSH", "MeSH"
    SNOMED_CT = "SNOMED CT", "SNOMED CT"
    RXNORM = "RxNorm", "RxNorm"
    ATC = "ATC", "ATC"
    WIKIDATA = "Wikidata", "Wikidata"
