"""docs/blocks.md tells the truth about every block."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from cms.core.blocks.samples import sample_block
from cms.core.blocks.schema_files import body_blocks

DOCS = (Path(settings.BASE_DIR) / "docs" / "blocks.md").read_text(encoding="utf-8")
SECTIONS = {
    part.split("\n", 1)[0].strip(): part.split("\n", 1)[1]
    for part in re.split(r"^#{2,3} ", DOCS, flags=re.M)[1:]
}
BLOCKS = body_blocks()


def without_card_images(value):
    """Shorten an example as the docs do."""
    if isinstance(value, list):
        return [without_card_images(part) for part in value]
    if not isinstance(value, dict):
        return value
    shortened = {name: without_card_images(part) for name, part in value.items()}
    return {**shortened, "image": None} if value.get("type") == "blog.ArticlePage" else shortened


def test_every_block_has_a_section_and_no_other_has():
    documented = [name for name in SECTIONS if re.fullmatch(r"[a-z_]+", name)]

    assert sorted(documented) == sorted(BLOCKS)


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_example_is_what_the_api_gives_for_the_sample(name):
    [example] = re.findall(r"```json\n(.*?)```", SECTIONS[name], flags=re.S)

    assert json.loads(example) == without_card_images(json.loads(json.dumps(sample_block(BLOCKS[name]))))


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_every_key_of_the_value_is_explained(name):
    value = sample_block(BLOCKS[name])["value"]
    words = SECTIONS[name].split("```json")[0]
    if isinstance(value, list):
        value = value[0]

    missing = [key for key in value if f"`{key}`" not in words] if isinstance(value, dict) else []

    assert missing == []


def test_key_files_exist():
    names = re.findall(r"`([\w/]+(?:\.py|/))`", SECTIONS["Key files"])

    family = Path(settings.BASE_DIR) / "cms" / "core" / "blocks"
    missing = [
        name
        for name in names
        if not (Path(settings.BASE_DIR) / name).exists() and not (family / name).exists()
    ]
    assert names
    assert missing == []
