"""Parameters that several endpoints have: `locale=` and `rich_text_format=`."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from cms.api.errors import BadParameter, unknown_name
from cms.core.output import Output
from cms.core.rich_text import UnknownRichTextFormatError, check_format


def check_locale(code: str) -> str:
    """Return `code` if it is a language here; raises `BadParameter` naming those there are."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    if code not in codes:
        raise unknown_name(code, codes, parameter="locale", what=f"a language here ({', '.join(codes)})")
    return code


def asked_locale(request: Any) -> str | None:
    """Return the language that a request asks for, None where it asks for none."""
    code = request.GET.get("locale")
    return None if code is None else check_locale(code)


def asked_format(request: Any) -> str:
    """Return the rich text format that a request asks for, else the default."""
    try:
        return check_format(request.GET.get("rich_text_format") or Output.rich_text_format)
    except UnknownRichTextFormatError as error:
        raise BadParameter(str(error), parameter="rich_text_format") from error
