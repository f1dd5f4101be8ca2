"""What a token opens: the draft that it names, or a problem that says in plain words why there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from wagtail.models import AbstractPage

from cms.api.errors import ApiProblem
from cms.preview.models import DraftOf, ShareLink, StoredDraft
from cms.preview.tokens import SHARE, ExpiredToken, InvalidToken, TokenName, read_token

INVALID = "This preview link is not valid. Open the preview from the editor."
EXPIRED = "This preview has expired. Open it again from the editor."
NOT_STORED = "This preview is no longer stored. Open it again from the editor."
DELETED = "What this preview shows has been deleted."
FOREIGN = "This preview link is for something else. Open the preview from the editor."
NO_LONGER_ALLOWED = "The account that opened this preview has been closed."
LINK_EXPIRED = "This link has expired. Ask whoever sent it to you for a new one."
LINK_REVOKED = "This link has been revoked. Ask whoever sent it to you for a new one."
LINK_REMOVED = "This link no longer exists. Ask whoever sent it to you for a new one."


@dataclass(frozen=True)
class Opened:
    """A draft as an object; `editor` is whose preview it is, None where a shared link opened it."""

    draft: Any
    editor: Any = None


def opened(token: str, *, content_type: str) -> Opened:
    """Return what a token opens; raises a problem where there is none."""
    name = _read(token)
    row = _shared(name) if name.kind == SHARE else _stored(name)
    if content_type != row.type_name:
        raise ApiProblem(FOREIGN, status=403)
    if row.content_type.model_class() is None:
        raise ApiProblem(DELETED, status=410, kind="gone")
    if isinstance(row, ShareLink):
        return Opened(_shown_by_link(row))
    return Opened(_restored(row), editor=row.user)


def _read(token: str) -> TokenName:
    try:
        return read_token(token)
    except ExpiredToken as error:
        raise ApiProblem(EXPIRED, status=410, kind="expired") from error
    except InvalidToken as error:
        raise ApiProblem(INVALID, status=401) from error


def _stored(name: TokenName) -> StoredDraft:
    draft = StoredDraft.objects.filter(key=name.key).select_related("content_type", "user").first()
    if draft is None:
        raise ApiProblem(NOT_STORED, status=410, kind="gone")
    if draft.user is not None and not draft.user.is_active:
        raise ApiProblem(NO_LONGER_ALLOWED, status=403)
    return draft


def _shared(name: TokenName) -> ShareLink:
    link = ShareLink.objects.filter(key=name.key).select_related("content_type", "revision").first()
    if link is None:
        raise ApiProblem(LINK_REMOVED, status=410, kind="gone")
    if link.revoked_at is not None:
        raise ApiProblem(LINK_REVOKED, status=410, kind="revoked")
    if not link.is_open:
        raise ApiProblem(LINK_EXPIRED, status=410, kind="expired")
    return link


def _shown_by_link(link: ShareLink) -> Any:
    """Return the object as the link's revision says, or as it was last saved."""
    existing = _existing(link)
    return link.revision.as_object() if link.revision else existing.get_latest_revision_as_object()


def _restored(draft: StoredDraft) -> Any:
    """Return what somebody's editor holds, as an object."""
    model: Any = draft.content_type.model_class()
    content = json.loads(draft.content)
    existing = _existing(draft) if draft.object_id else None
    if issubclass(model, AbstractPage):
        page = model.from_serializable_data(content)
        page.pk = content["pk"]
        return page
    return existing.with_content_json(content) if existing else model.from_serializable_data(content)


def _existing(row: DraftOf) -> Any:
    existing: Any = row.saved_object
    if existing is None:
        raise ApiProblem(DELETED, status=410, kind="gone")
    return existing
