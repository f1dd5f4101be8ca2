"""`locale=`: a language of this installation."""

from __future__ import annotations

from django.conf import settings

from cms.api.errors import unknown_name


def check_locale(code: str) -> str:
    """Return `code` if it is a language here; raises `BadParameter` naming those there are."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    if code not in codes:
        raise unknown_name(code, codes, parameter="locale", what=f"a language here ({', '.join(codes)})")
    return code
