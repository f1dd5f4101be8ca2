"""Documents as bytes of JSON: compact, letters as they are, in UTF-8."""

from __future__ import annotations

import json
from typing import Any

import orjson
from django.core.serializers.json import DjangoJSONEncoder

_encoder = DjangoJSONEncoder()


def json_bytes(document: Any) -> bytes:
    """Return a document as JSON."""
    try:
        return orjson.dumps(document, default=_encoder.default, option=orjson.OPT_PASSTHROUGH_DATETIME)
    except TypeError:
        # Half a surrogate pair from an old import, a number beyond 64 bits: rare, valid, and beyond orjson.
        return json.dumps(document, cls=DjangoJSONEncoder, separators=(",", ":")).encode()
