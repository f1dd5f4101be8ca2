"""Country names: registries write them in several ways, readers and filters know one."""

from __future__ import annotations

from typing import Final

# Registry's spelling -> the plain English name. Names with a comma also tell where a location's city ends.
SPELLINGS: Final = {
    "Bolivia, Plurinational State of": "Bolivia",
    "Brunei Darussalam": "Brunei",
    "Burma": "Myanmar",
    "Congo, Republic of": "Republic of the Congo",
    "Congo, The Democratic Republic of the": "Democratic Republic of the Congo",
    "Côte D'Ivoire": "Côte d'Ivoire",
    "Czech Republic": "Czechia",
    "Czechia (Czech Republic)": "Czechia",
    "Hong Kong SAR": "Hong Kong",
    "Iran (Islamic Republic of)": "Iran",
    "Iran, Islamic Republic of": "Iran",
    "Korea": "South Korea",
    "Korea, Democratic People's Republic of": "North Korea",
    "Korea, Republic of": "South Korea",
    "Lao People's Democratic Republic": "Laos",
    "Libyan Arab Jamahiriya": "Libya",
    "Macao": "Macau",
    "Macedonia, The Former Yugoslav Republic of": "North Macedonia",
    "Micronesia, Federated States of": "Micronesia",
    "Moldova, Republic of": "Moldova",
    "Palestinian Territories, Occupied": "Palestinian Territories",
    "Palestinian Territory, occupied": "Palestinian Territories",
    "Republic of Korea": "South Korea",
    "Russian Federation": "Russia",
    "Syrian Arab Republic": "Syria",
    "Taiwan, Province of China": "Taiwan",
    "Tanzania, United Republic of": "Tanzania",
    "The Netherlands": "Netherlands",
    "Turkey (Türkiye)": "Turkey",
    "Türkiye": "Turkey",
    "UK": "United Kingdom",
    "USA": "United States",
    "United States of America": "United States",
    "Venezuela, Bolivarian Republic of": "Venezuela",
    "Viet Nam": "Vietnam",
    "Virgin Islands (U.S.)": "United States Virgin Islands",
}

_BY_FOLDED: Final = {spelling.casefold(): name for spelling, name in SPELLINGS.items()}
_WITH_COMMA: Final = sorted((spelling for spelling in SPELLINGS if "," in spelling), key=len, reverse=True)


def country_name(spelling: str) -> str:
    """Return the plain English name of a country as a registry spells it; unknown names stay as they are."""
    name = " ".join(spelling.split())
    return _BY_FOLDED.get(name.casefold(), name)


def split_location(location: str) -> tuple[str, str]:
    """Split a registry's "Facility, City, Country" into the place without its country and the country."""
    text = " ".join(location.split()).strip(" ,")
    for spelling in _WITH_COMMA:
        if text.casefold() == spelling.casefold():
            return "", country_name(spelling)
        if text.casefold().endswith(f", {spelling}".casefold()):
            return text[: -len(spelling)].rstrip(" ,"), country_name(spelling)
    place, _, country = text.rpartition(",")
    return place.strip(), country_name(country)
