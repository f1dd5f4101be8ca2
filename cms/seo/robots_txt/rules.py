"""What a robots.txt allows (RFC 9309): the longest rule that matches, and of two equal ones "allow"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

ANY = "*"


class Rule(NamedTuple):
    """One line: a pattern of paths (`*` is anything, `$` the end), and whether they may be read."""

    pattern: str
    allows: bool

    def matches(self, path: str) -> bool:
        """Tell whether a path, with its query, is one of these."""
        return _expression(self.pattern).match(path) is not None


@dataclass
class Group:
    """The rules for some programs, by the names that these give themselves, in small letters."""

    agents: list[str]
    rules: list[Rule] = field(default_factory=list)


def parsed(text: str) -> list[Group]:
    """Read a robots.txt; what is no rule is passed over, as crawlers do."""
    groups: list[Group] = []
    for name, value in _lines(text):
        if name == "user-agent":
            if not groups or groups[-1].rules:
                groups.append(Group([]))
            groups[-1].agents.append(value.lower())
        elif name in ("allow", "disallow") and groups:
            groups[-1].rules.append(Rule(value, name == "allow"))
    return groups


def is_allowed(groups: list[Group], path: str, *, agent: str = ANY) -> bool:
    """Tell whether a program may read a path."""
    rules = [rule for group in _groups_of(groups, agent) for rule in group.rules if rule.pattern]
    matching = [rule for rule in rules if rule.matches(path)]
    best = max(matching, key=lambda rule: (len(rule.pattern), rule.allows), default=None)
    return best is None or best.allows


def agents(groups: list[Group]) -> list[str]:
    """Return the programs that have rules."""
    return list(dict.fromkeys(agent for group in groups for agent in group.agents))


def sitemaps(text: str) -> list[str]:
    """Return the sitemaps that a robots.txt names."""
    return [value for name, value in _lines(text) if name == "sitemap"]


def _groups_of(groups: list[Group], agent: str) -> list[Group]:
    own = [group for group in groups if agent in group.agents]
    return own or [group for group in groups if ANY in group.agents]


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _expression(pattern: str) -> re.Pattern[str]:
    is_end = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    return re.compile(".*".join(map(re.escape, parts)) + ("$" if is_end else ""))
