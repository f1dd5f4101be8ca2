"""What is written to the log opens no draft."""

import io
import logging
import logging.config
import uuid
from urllib.parse import quote

import pytest
from django.conf import settings

from cms.preview.models import ShareLink
from cms.preview.tokens import share_token

TOKEN = share_token(ShareLink(key=uuid.UUID("3f1c4fc6-57f5-45ec-a4c9-5a4f6f0d9c11")))


def formatter():
    configuration = logging.config.DictConfigurator(settings.LOGGING)
    return configuration.configure_formatter(dict(settings.LOGGING["formatters"]["line"]))


@pytest.mark.parametrize("written", [TOKEN, quote(TOKEN, safe="")], ids=["plain", "in an address"])
def test_a_token_is_cut_short_in_lines_and_tracebacks(written):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    logger = logging.Logger("test")
    logger.addHandler(handler)

    try:
        raise ValueError(f"/api/v2/preview/?content_type=blog.author&token={written}&fields=*")
    except ValueError:
        logger.exception("failed: %s", written)

    assert written not in stream.getvalue()
    assert stream.getvalue().count("share.3f1c…") >= 2
    assert "&fields=*" in stream.getvalue()
