"""How languages are written in heads and feeds."""

from __future__ import annotations

from typing import Final

X_DEFAULT: Final = "x-default"
# Open Graph wants a territory; where we know none that would be true, nothing is said.
OPEN_GRAPH_LOCALES: Final = {"en": "en_GB", "ms": "ms_MY", "zh-hans": "zh_CN", "zh-hant": "zh_TW"}


def language_tag(locale_code: str) -> str:
    """Write "zh-hans" as browsers do: "zh-Hans"."""
    language, _, rest = locale_code.partition("-")
    if not rest:
        return language
    return f"{language}-{rest.title() if len(rest) == 4 else rest.upper()}"


def alternates(addresses: list[tuple[str, str]], *, default_code: str) -> list[dict[str, str]]:
    """Return the `hreflang` links for (language code, address) of everything that is the same.

    `x-default` is the one in `default_code`, the site's main language, else the first. One language alone
    has no alternates.
    """
    if len(addresses) < 2:
        return []
    ordered = sorted(addresses, key=lambda entry: entry[0] != default_code)
    links = [{"hreflang": language_tag(code), "url": url} for code, url in ordered]
    return [*links, {"hreflang": X_DEFAULT, "url": ordered[0][1]}]
