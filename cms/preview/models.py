"""What previews show: drafts as they stand in somebody's editor, and links by which others see a draft."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.models import Revision

LONGEST_KEY = 255


class DraftOf(models.Model):
    """Of which object something is the draft.

    The key of one that was never saved is empty; `saved_object` is None where it has been deleted.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=LONGEST_KEY, blank=True)
    saved_object = GenericForeignKey("content_type", "object_id")

    class Meta:
        abstract = True

    @property
    def type_name(self) -> str:
        """App and model in small letters, as front ends pass them on: `blog.articlepage`."""
        return f"{self.content_type.app_label}.{self.content_type.model}"


class StoredDraftManager(models.Manager["StoredDraft"]):
    """Keeps one draft for each person and object."""

    def keep(self, draft: Any, *, user: Any, place: str = "") -> StoredDraft:
        """Write down what somebody's editor holds of an object; `place` is the parent's of a new page."""
        stored, _created = self.update_or_create(
            user=user if user is not None and user.is_authenticated else None,
            content_type=ContentType.objects.get_for_model(draft),
            object_id="" if draft.pk is None else str(draft.pk),
            place=place,
            defaults={
                "content": json.dumps(draft.serializable_data(), cls=DjangoJSONEncoder),
                "expires_at": timezone.now() + settings.PREVIEW_LIFETIME,
            },
        )
        return stored

    def remove_expired(self) -> int:
        """Delete the drafts whose last preview has expired; return how many there were."""
        return self.filter(expires_at__lte=timezone.now()).delete()[0]


class StoredDraft(DraftOf):
    """What one person's editor holds of one object, written anew with every preview.

    The token of a preview names the row by `key`, so it opens nothing but this object, as this person last
    previewed it.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=LONGEST_KEY, blank=True)
    content = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    objects = StoredDraftManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "content_type", "object_id", "place"],
                name="preview_one_draft_for_each_person_and_object",
            ),
        )

    def __str__(self) -> str:
        return f"{self.type_name} {self.object_id or 'new'}"


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Selections of links."""

    def open(self) -> ShareLinkQuerySet:
        """Those that still work, the newest first."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now()).order_by("-created_at")

    def to(self, shared: Any) -> ShareLinkQuerySet:
        """Those that lead to an object."""
        return self.filter(content_type=ContentType.objects.get_for_model(shared), object_id=str(shared.pk))


class ShareLink(DraftOf):
    """A link by which somebody without an account sees a draft, until it expires or is revoked.

    With a `revision` it shows the draft as it was then; without one it follows the draft.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=255, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = models.Manager.from_queryset(ShareLinkQuerySet)()

    class Meta:
        indexes = (models.Index(fields=["content_type", "object_id"], name="preview_sharelink_object"),)

    def __str__(self) -> str:
        return self.note or f"{self.type_name} {self.object_id}"

    @property
    def is_open(self) -> bool:
        """Tell whether it still works."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def revoke(self, *, user: Any) -> None:
        """Let it work no longer."""
        self.revoked_at, self.revoked_by = timezone.now(), user
        self.save(update_fields=["revoked_at", "revoked_by"])

    @property
    def revision_to_freeze(self) -> Revision | None:
        """The version that a link shows which is made now and does not follow the draft."""
        return getattr(self.saved_object, "latest_revision", None)
