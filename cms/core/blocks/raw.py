"""Read stored JSON whose shape cannot be trusted: each function returns the asked type, whatever it is given.

Values may also come from a form that has not been saved yet, where dates are `datetime.date` and amounts are
`Decimal`; these read like their stored spelling.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

__all__ = [
    "as_boolean",
    "as_choice",
    "as_date",
    "as_dict",
    "as_integer",
    "as_key",
    "as_link_address",
    "as_list",
    "as_number",
    "as_text",
    "as_web_address",
    "items_of",
]

WEB_SCHEMES = frozenset({"http", "https"})
CONTACT_SCHEMES = frozenset({"mailto", "tel"})
LARGEST_NUMBER = Decimal(10) ** 15
"""Beyond this a JSON number loses digits in the clients that read it as a double."""


def as_dict(value: Any) -> dict[str, Any]:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """Return the text without the white space around it; numbers read as written, all else as nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    return ""


def as_boolean(value: Any) -> bool:
    """Return True for JSON's true and nothing else."""
    return value is True


def as_integer(value: Any, *, default: int, minimum: int, maximum: int) -> int:
    """Return a whole number within the bounds, or the default where there is none."""
    number = as_number(value)
    if number is None or number != int(number):
        return default
    return max(minimum, min(maximum, int(number)))


def as_key(value: Any) -> int | None:
    """Return a primary key, or None where the value cannot be one."""
    if type(value) is int:
        return value if 0 < value < 2**63 else None
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    try:
        key = int(value)
    except ValueError:
        return None
    return key if 0 < key < 2**63 else None


def as_number(value: Any) -> int | float | None:
    """Return a finite number that JSON clients can hold, or None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value).strip())
    except (InvalidOperation, ValueError):
        return None
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def as_date(value: Any) -> str | None:
    """Return a calendar day as `YYYY-MM-DD`, or None."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date().isoformat()
    except (TypeError, ValueError):
        return None


def as_choice(value: Any, choices: Collection[str], *, default: str) -> str:
    """Return one of the choices, or the default."""
    text = as_text(value)
    return text if text in choices else default


def as_web_address(value: Any) -> str:
    """Return an http or https address with a host, or an empty string."""
    text = as_text(value)
    scheme, host = _scheme_and_host(text)
    return text if scheme in WEB_SCHEMES and host else ""


def as_link_address(value: Any) -> str:
    """Return an address that a reader can safely follow, or an empty string.

    That is a web address, a path on this site, an anchor on this page, an e-mail address or a telephone
    number; never one that runs a script or carries its own content.
    """
    text = as_text(value)
    scheme, host = _scheme_and_host(text)
    if scheme in WEB_SCHEMES:
        return text if host else ""
    if scheme in CONTACT_SCHEMES:
        return text
    is_local = not scheme and not host and text.startswith(("/", "#")) and not text.startswith(("//", "/\\"))
    return text if is_local else ""


def items_of(value: Any) -> list[Any]:
    """Return the values of a stored ListBlock, in its present format or in that before Wagtail 2.16."""
    return [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" and "value" in item else item
        for item in as_list(value)
    ]


def _scheme_and_host(text: str) -> tuple[str, str]:
    # White space and control characters inside an address are how scripts are smuggled past a check.
    if not text or any(character.isspace() or ord(character) < 32 for character in text):
        return "invalid", ""
    try:
        parts = urlsplit(text)
        return parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        return "invalid", ""
