from __future__ import annotations

import re
from importlib.metadata import distribution

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNTIME, DEVELOPMENT = (settings.BASE_DIR / name for name in ("requirements.txt", "requirements-dev.txt"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$")


def pins(path):
    """Return name to version of everything that a file pins."""
    lines = path.read_text().splitlines()
    return {canonicalize_name(match[1]): match[2] for line in lines if (match := PIN.match(line))}


def chosen(path):
    """Return what we chose ourselves: the pins before those that others need."""
    return pins_of_text(path.read_text().partition("# Needed by the above")[0])


def pins_of_text(text):
    return {match[1] for line in text.splitlines() if (match := PIN.match(line))}


def needed_by(name):
    """Return what an installed distribution needs here, without extras that nobody asked for."""
    requirements = [Requirement(line) for line in distribution(name).requires or []]
    return {
        canonicalize_name(one.name)
        for one in requirements
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }


@pytest.mark.parametrize("path", [RUNTIME, DEVELOPMENT], ids=lambda path: path.name)
def test_every_line_pins_one_version_exactly(path):
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith(("#", "-r "))]
    assert [line for line in lines if not PIN.match(line)] == []


@pytest.mark.parametrize(
    ("path", "all_pins"),
    [(RUNTIME, pins(RUNTIME)), (DEVELOPMENT, {**pins(RUNTIME), **pins(DEVELOPMENT)})],
    ids=["requirements.txt", "requirements-dev.txt"],
)
def test_what_a_pin_needs_is_pinned_too(path, all_pins):
    needed = set().union(*(needed_by(name) for name in pins(path)))
    assert needed - set(all_pins) == set()


@pytest.mark.parametrize("path", [RUNTIME, DEVELOPMENT], ids=lambda path: path.name)
def test_every_choice_is_explained(path):
    explained = (settings.BASE_DIR / "docs" / "decisions" / "dependencies.md").read_text().lower()
    assert [name for name in chosen(path) if name.lower().removesuffix("-binary") not in explained] == []


def test_what_is_installed_is_what_is_pinned():
    pinned = {**pins(RUNTIME), **pins(DEVELOPMENT)}
    installed = {name: distribution(name).version for name in pinned}
    assert installed == pinned
