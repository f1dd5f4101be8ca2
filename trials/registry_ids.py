"""Registry ids: how each register writes them, how people write them, and where a trial's record is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from trials.enums import Registry


class RegistryIdError(ValueError):
    """The text is no id of the register; the message is a sentence for the person who wrote it."""


@dataclass(frozen=True)
class RegistryFormat:
    """One register's ids.

    `pattern` is matched against the text without blanks, in upper case; `stored` builds the stored form from
    the match; `page` is the address of a record, "" where a register has none that can be built from the id.
    """

    pattern: re.Pattern[str]
    stored: Callable[[re.Match[str]], str]
    example: str
    page: str = ""


def _format(
    pattern: str, stored: Callable[[re.Match[str]], str], example: str, page: str = ""
) -> RegistryFormat:
    return RegistryFormat(re.compile(pattern, re.ASCII), stored, example, page)


FORMATS: dict[str, RegistryFormat] = {
    # Leading zeros may be missing or too many: the registry's own rule is NCT, zeros, one to eight digits.
    Registry.CLINICALTRIALS_GOV: _format(
        r"NCT0*([1-9]\d{0,7})",
        lambda match: f"NCT{int(match[1]):08}",
        "NCT03818737",
        "https://clinicaltrials.gov/study/{id}",
    ),
    Registry.ISRCTN: _format(
        r"ISRCTN(\d{8})",
        lambda match: f"ISRCTN{match[1]}",
        "ISRCTN12345678",
        "https://www.isrctn.com/{id}",
    ),
    Registry.EU_CTR: _format(
        r"(?:EUCTR|EUDRACT)?:?(\d{4}-\d{6}-\d{2})",
        lambda match: match[1],
        "2004-000446-20",
        "https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number:{id}",
    ),
    Registry.CTIS: _format(
        r"(?:CTIS|EUCT)?:?(\d{4}-5\d{5}-\d{2}-\d{2})",
        lambda match: match[1],
        "2022-500024-30-00",
        "https://euclinicaltrials.eu/ctis-public/view/{id}",
    ),
    Registry.CHICTR: _format(
        r"CHICTR(-[A-Z]{2,6}-\d{8}|\d{10})", lambda match: f"ChiCTR{match[1]}", "ChiCTR2000030329"
    ),
    Registry.ANZCTR: _format(
        r"ACTRN(\d{14})(P?)",
        lambda match: f"ACTRN{match[1]}{match[2].lower()}",
        "ACTRN12605000038640",
        "https://www.anzctr.org.au/{id}.aspx",
    ),
    Registry.CTRI: _format(
        r"CTRI(/\d{4}/\d{2,3}/\d{6})", lambda match: f"CTRI{match[1]}", "CTRI/2019/01/017091"
    ),
    Registry.JRCT: _format(
        r"(?:JPRN-)?JRCT([A-Z]?)(\d{9,10})",
        lambda match: f"jRCT{match[1].lower()}{match[2]}",
        "jRCT2031200001",
    ),
    Registry.UMIN: _format(r"(?:JPRN-)?UMIN(\d{9})", lambda match: f"UMIN{match[1]}", "UMIN000012345"),
    Registry.NMRR: _format(
        r"NMRR(?:ID)?-([A-Z0-9-]{4,30})", lambda match: f"NMRR-{match[1]}", "NMRR-21-1234-56789"
    ),
    Registry.OTHER: _format(r"([A-Z0-9][A-Z0-9./_-]{2,59})", lambda match: match[1], "XYZ-2020-001"),
}

PREFIXES: dict[str, str] = {
    Registry.CLINICALTRIALS_GOV.value: "NCT",
    Registry.ISRCTN.value: "ISRCTN",
    Registry.CHICTR.value: "CHICTR",
    Registry.ANZCTR.value: "ACTRN",
    Registry.CTRI.value: "CTRI/",
    Registry.JRCT.value: "JRCT",
    Registry.UMIN.value: "UMIN",
    Registry.NMRR.value: "NMRR",
}
"""How ids of these registers begin, in upper case."""


def normalise_registry_id(text: str, *, registry: str) -> str:
    """Return the stored form of an id, such as "NCT03818737" for "nct 3818737".

    Raises `RegistryIdError` with a sentence and an example when it is no id of that register.
    """
    form = FORMATS.get(registry, FORMATS[Registry.OTHER])
    if match := form.pattern.fullmatch(_squeezed(text)):
        return form.stored(match)
    name = Registry(registry).label if registry in FORMATS else "any register"
    raise RegistryIdError(f"“{text.strip()}” is no id of {name}; an id there looks like {form.example}.")


def guess_registry(text: str) -> str:
    """Return the register whose ids look like this, `Registry.OTHER` for none of those that are known."""
    squeezed = _squeezed(text)
    for registry, prefix in PREFIXES.items():
        # Also where the rest is wrong: then it is that register's id, mistyped.
        if squeezed.removeprefix("JPRN-").startswith(prefix):
            return registry
    matching = (registry for registry, form in FORMATS.items() if form.pattern.fullmatch(squeezed))
    return str(next(matching, Registry.OTHER))


def canonical_registry_id(text: str) -> str:
    """Return the stored form of an id of whichever register, for look-ups; "" when it cannot be one."""
    try:
        return normalise_registry_id(text, registry=guess_registry(text))
    except RegistryIdError:
        return ""


def registry_page(registry_id: str | None, *, registry: str) -> str:
    """Return the address of a trial's record in its register; "" where none can be built."""
    form = FORMATS.get(registry)
    return form.page.format(id=registry_id) if form and registry_id else ""


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper().replace("–", "-")
