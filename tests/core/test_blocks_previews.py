"""The block picker shows every block as it could look."""

import pytest
from django.urls import reverse

from blog.blocks import BodyBlock

BODY = BodyBlock()


@pytest.mark.parametrize("name", list(BODY.child_blocks))
def test_picker_shows_the_sample(admin_client, name):
    block = BODY.child_blocks[name]

    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    page = response.content.decode()
    assert block.is_previewable
    assert response.status_code == 200
    main = page.split("<main>")[1].split("</main>")[0]
    assert len(main.split()) > 2


@pytest.mark.parametrize("name", list(BODY.child_blocks))
def test_block_tells_editors_what_it_is_for(name):
    block = BODY.child_blocks[name]

    assert block.get_description().endswith((".", "?"))
    assert block.meta.group
    assert block.meta.icon != "placeholder"
    assert block.label


def test_blocks_are_grouped_in_editors_words():
    groups = dict(BODY.grouped_child_blocks())

    assert list(groups) == ["Text", "Pictures and video", "Facts and figures", "Links and further reading"]


@pytest.mark.django_db
def test_every_icon_exists():
    from wagtail.admin.icons import get_icons

    sprite = get_icons()

    missing = [
        f"{name}: {block.meta.icon}"
        for name, block in BODY.child_blocks.items()
        if f'id="icon-{block.meta.icon}"' not in sprite
    ]
    assert missing == []


def test_editor_form_names_every_field():
    """A field without help must explain itself by its label."""
    from wagtail.admin.telepath import JSContext

    assert JSContext().pack(BODY)
    for name, block in BODY.child_blocks.items():
        for field, child in getattr(block, "child_blocks", {}).items():
            assert child.label, f"{name}.{field}"


def test_block_that_forgets_its_representation_fails_the_checks():
    from cms.core.blocks import ApiStructBlock

    class ForgetfulBlock(ApiStructBlock):
        pass

    messages = [error.msg for error in ForgetfulBlock().check() if error.id == "core.E101"]

    assert messages == [
        "The body block ForgetfulBlock has no sample.",
        "The body block ForgetfulBlock has no represent.",
        "The body block ForgetfulBlock has no json_schema.",
    ]
    assert [error for block in BODY.child_blocks.values() for error in block.check()] == []
