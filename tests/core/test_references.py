"""References: gathered first, read together, handed out in order; what may not be shown is None."""

import pytest

from cms.core import references as module
from cms.core.references import References, UnknownReferenceKindError, register_reference_kind


@pytest.fixture
def loads(monkeypatch):
    """Kinds of their own for a test; the list is filled with what each load was asked for."""
    monkeypatch.setattr(module, "_kinds", {})
    asked = []

    def things(references, keys):
        asked.append(("thing", sorted(keys)))
        found = {key: {"key": key, "picture": key * 10} for key in keys if key < 5}
        references.want_all("picture", (thing["picture"] for thing in found.values()))
        return found

    def pictures(references, keys):
        asked.append(("picture", sorted(keys)))
        return {key: f"picture {key}" for key in keys}

    def finish(references, thing):
        thing["picture"] = references.get("picture", thing["picture"])

    register_reference_kind("picture", order=30, load=pictures)
    register_reference_kind("thing", order=20, load=things, finish=finish)
    return asked


@pytest.fixture
def references():
    return References(scope=None)


def test_each_kind_is_read_once_however_many_are_wanted(loads, references):
    references.want("thing", 1)
    references.want_all("thing", [2, 3, 1, None])
    references.load()

    assert loads == [("thing", [1, 2, 3]), ("picture", [10, 20, 30])]
    assert references.get("thing", 2) == {"key": 2, "picture": "picture 20"}
    assert len(loads) == 2


def test_what_is_not_found_is_none_and_not_asked_for_again(loads, references):
    references.want("thing", 7)
    references.load()

    assert references.get("thing", 7) is None
    assert references.get("thing", 7) is None
    assert loads == [("thing", [7])]


def test_nothing_is_read_for_nothing(loads, references):
    references.want("thing", None)
    references.load()

    assert references.get("thing", None) is None
    assert references.get_all("thing", []) == []
    assert loads == []


def test_all_are_handed_out_in_order_each_once_without_the_missing(loads, references):
    things = references.get_all("thing", [3, 9, 1, None, 3])

    assert [thing["key"] for thing in things] == [3, 1]
    # In one go, although nobody had wanted them before.
    assert loads[0] == ("thing", [1, 3, 9])


def test_what_was_not_wanted_is_read_when_it_is_asked_for(loads, references):
    assert references.get("thing", 4)["picture"] == "picture 40"


def test_what_another_query_brought_along_is_not_read(loads, references):
    references.want("thing", 1)
    references.put("thing", 1, {"key": 1, "picture": 10})
    references.load()

    assert references.get("thing", 1) == {"key": 1, "picture": "picture 10"}
    assert ("thing", [1]) not in loads


def test_an_unknown_kind_is_an_error_with_its_name(loads, references):
    references.want("nonsense", 1)

    with pytest.raises(UnknownReferenceKindError, match="nonsense"):
        references.load()


def test_every_kind_that_blocks_and_fields_ask_for_is_registered():
    assert {
        "page",
        "image",
        "document",
        "embed",
        "author",
        "topic",
        "trial",
        "trial_query",
        "trial_summaries",
        "related",
    } <= set(module._kinds)
