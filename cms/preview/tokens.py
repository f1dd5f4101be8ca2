"""Tokens of previews: signed names of stored drafts and share links, from which nothing can be read.

One signer for both, with a salt of its own. `SECRET_KEY_FALLBACKS` keeps tokens valid while a key changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from cms.preview.models import ShareLink, StoredDraft

_SALT: Final = "cms.preview"
DRAFT: Final = "draft"
SHARE: Final = "share"


class InvalidToken(ValueError):
    """A token that we did not make."""


class ExpiredToken(ValueError):
    """A token of ours whose time is over."""


@dataclass(frozen=True)
class TokenName:
    """What a token names: the `kind` of row, and its key."""

    kind: str
    key: UUID


def draft_token(draft: StoredDraft) -> str:
    """Return a token for a preview that has just been stored; it lives for `PREVIEW_LIFETIME`."""
    return _sign(DRAFT, draft.key)


def share_token(link: ShareLink) -> str:
    """Return the token of a share link; how long it works stands in its row."""
    return _sign(SHARE, link.key)


def read_token(token: str) -> TokenName:
    """Return what a token names; raises InvalidToken and ExpiredToken."""
    signer = TimestampSigner(salt=_SALT)
    try:
        kind, _, key = signer.unsign(token).partition(".")
        if kind == DRAFT:
            signer.unsign(token, max_age=settings.PREVIEW_LIFETIME)
    except SignatureExpired as error:
        raise ExpiredToken from error
    except BadSignature as error:
        raise InvalidToken from error
    return TokenName(kind, UUID(key))


def _sign(kind: str, key: UUID) -> str:
    return TimestampSigner(salt=_SALT).sign(f"{kind}.{key.hex}")
