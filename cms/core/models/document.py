"""Files to download."""

from __future__ import annotations

from typing import ClassVar

from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument


class Document(AbstractDocument):
    """A file that readers download: Wagtail's own fields, ours to extend without a new table."""

    # Wagtail's own model of the same name would clash with the default accessor.
    tags = TaggableManager(blank=True, related_name="core_documents")

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        permissions: ClassVar = [("choose_document", "Can choose document")]
        # Wagtail's own model of the same name exists beside it.
        default_related_name = "core_documents"
