"""A token opens one draft, for a time, and nothing else."""

import uuid

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from cms.preview.models import ShareLink, StoredDraft
from cms.preview.tokens import (
    ExpiredToken,
    InvalidToken,
    TokenName,
    draft_token,
    read_token,
    share_token,
)

KEY = uuid.UUID("3f1c4fc6-57f5-45ec-a4c9-5a4f6f0d9c11")
TOKEN = draft_token(StoredDraft(key=KEY))
# What a token in an address can be made of.
CHARACTERS = "ABCXYZabcxyz0123456789:-_.%=/ é\n"


def test_a_token_names_its_row_and_says_nothing_of_what_is_in_it():
    link = ShareLink(key=KEY, note="For Dr Tan")

    assert read_token(TOKEN) == TokenName("draft", KEY)
    assert read_token(share_token(link)) == TokenName("share", KEY)
    assert "Tan" not in share_token(link)


@pytest.mark.parametrize("byte", ["A", "z", "0", ":", ""])
def test_a_token_changed_in_any_byte_is_none(byte):
    changed = {TOKEN[:place] + byte + TOKEN[place + 1 :] for place in range(len(TOKEN))}

    for token in changed - {TOKEN}:
        with pytest.raises(InvalidToken):
            read_token(token)


@given(st.text(CHARACTERS, max_size=120))
def test_what_somebody_makes_up_is_no_token(text):
    with pytest.raises(InvalidToken):
        read_token(text)


def test_a_preview_expires_and_a_link_lives_as_long_as_its_row_says(monkeypatch):
    link = share_token(ShareLink(key=KEY))
    monkeypatch.setattr(settings, "PREVIEW_LIFETIME", -settings.PREVIEW_LIFETIME)

    with pytest.raises(ExpiredToken):
        read_token(TOKEN)
    assert read_token(link).kind == "share"


def test_tokens_survive_a_change_of_the_secret_key(settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-of-at-least-fifty-characters-in-length"

    assert read_token(TOKEN).key == KEY

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        read_token(TOKEN)
