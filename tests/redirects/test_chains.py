"""Chains are followed to their end, or refused; whatever editors make of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.redirects.chains import LONGEST_CHAIN, Hop, combined, follow
from cms.redirects.enums import Status

MOVING = [Status.MOVED_PERMANENTLY, Status.FOUND, Status.PERMANENT_REDIRECT]


def graph(*targets, statuses=None):
    """`targets[n]` is where /n/ leads: a number, "gone", or None for no redirect."""
    statuses = statuses or [Status.MOVED_PERMANENTLY] * len(targets)
    hops = {}
    for number, (target, status) in enumerate(zip(targets, statuses, strict=True)):
        if target == "gone":
            hops[f"/{number}/"] = Hop(number, Status.GONE)
        elif target is not None:
            hops[f"/{number}/"] = Hop(number, status, f"/{target}/", is_settled=False)
    return hops


def journey(hops, start="/0/"):
    return follow(start, hops[start], hops.get)


def walked(hops, start="/0/"):
    """The end of a chain by plain walking: ("end", address, hops), ("gone", …) or ("circle", …)."""
    place, seen = start, [start]
    while place in hops:
        hop = hops[place]
        if hop.location is None:
            return "gone", place, len(seen)
        place = hop.location
        if place in seen and place in hops:
            return "circle", place, len(seen)
        seen.append(place)
    return "end", place, len(seen) - 1


def test_a_chain_is_answered_with_its_end():
    end = journey(graph(1, 2, 3, None))

    assert (end.location, end.status) == ("/3/", 301)
    assert end.chain == ("/0/", "/1/", "/2/", "/3/")


def test_a_chain_into_something_removed_is_gone():
    assert journey(graph(1, "gone")).status == Status.GONE


@pytest.mark.parametrize("targets", [(0,), (1, 0), (1, 2, 1), (1, 2, 3, 0)])
def test_a_circle_is_refused_and_named(targets):
    end = journey(graph(*targets))

    assert end.status is None
    assert "circle" in end.trouble
    assert "/0/ → " in end.trouble


def test_ten_redirects_are_followed_and_eleven_are_not():
    ten = [*range(1, LONGEST_CHAIN + 1), None]
    eleven = [*range(1, LONGEST_CHAIN + 2), None]

    assert journey(graph(*ten)).location == "/10/"
    assert journey(graph(*eleven)).status is None
    assert "more than 10" in journey(graph(*eleven)).trouble


@pytest.mark.parametrize("spelling", ["/0", "/0/", "//0", "/%30/"])
def test_another_spelling_of_the_same_address_is_a_circle_too(spelling):
    hops = {"/0/": Hop(0, Status.MOVED_PERMANENTLY, spelling, is_settled=False)}

    assert follow("/0/", hops["/0/"], lambda address: hops["/0/"]).status is None


def test_what_is_settled_is_not_looked_up_again():
    hop = Hop(1, Status.FOUND, "https://example.org/", is_external=True)

    assert follow("/0/", hop, lambda address: pytest.fail(address)).is_external


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([301], 301),
        ([302], 302),
        ([308], 308),
        ([308, 308], 308),
        ([308, 301], 301),
        ([301, 302], 302),
        ([308, 302, 308], 302),
    ],
)
def test_a_chain_is_permanent_only_if_every_hop_is(statuses, expected):
    assert combined(map(Status, statuses)) == expected


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.just("gone"), st.integers(0, 15)), st.sampled_from(MOVING)),
        min_size=1,
        max_size=16,
    )
)
def test_any_graph_of_redirects_leads_to_its_end_or_is_refused(nodes):
    targets, statuses = zip(*nodes, strict=True)
    hops = graph(*targets, statuses=statuses)
    if "/0/" not in hops:
        return

    kind, end, length = walked(hops)
    found = journey(hops)

    if length > LONGEST_CHAIN or kind == "circle":
        assert found.status is None
        assert found.chain[0] == "/0/"
    elif kind == "gone":
        assert found.status == Status.GONE
    else:
        assert found.location == end
        # The end leads nowhere further: a second look finds the same.
        assert end not in hops
