"""Identifiers of sources: DOIs, PubMed numbers and trial registry numbers, and where they lead.

The DOI syntax follows Crossref's recommended pattern (directory indicator `10.`, registrant of four to nine
digits, suffix); registry numbers follow the formats of the WHO's primary registries.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from cms.core.blocks import help_texts
from cms.core.blocks.raw import as_web_address

__all__ = ["MalformedIdentifierError", "address_of", "normalise"]

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PMID = re.compile(r"[1-9]\d{0,7}")
_PMID_PREFIX = re.compile(
    r"(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/|pmid:?\s*)", re.IGNORECASE
)
_PUBMED: Final = "https://pubmed.ncbi.nlm.nih.gov/{}/"
_ICTRP: Final = "https://trialsearch.who.int/Trial2.aspx?TrialID={}"

# Numbers of registries without a page address of their own are found through the WHO's search portal.
_REGISTRIES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"NCT\d{8}"), "https://clinicaltrials.gov/study/{}"),
    (re.compile(r"ISRCTN\d{8}"), "https://www.isrctn.com/{}"),
    (re.compile(r"ACTRN\d{14}"), "https://anzctr.org.au/{}.aspx"),
    (re.compile(r"jRCTs?\d{9,10}", re.IGNORECASE), "https://jrct.mhlw.go.jp/en-latest-detail/{}"),
    (re.compile(r"DRKS\d{8}"), "https://drks.de/search/en/trial/{}"),
    (re.compile(r"(?:EUCTR)?\d{4}-\d{6}-\d{2}(?:-\d{2})?(?:-[A-Z]{2})?"), _ICTRP),
    (re.compile(r"ChiCTR(?:-[A-Z]+-)?\d{8,10}", re.IGNORECASE), _ICTRP),
    (re.compile(r"CTRI/\d{4}/\d{2,3}/\d{6}"), _ICTRP),
    (re.compile(r"IRCT[\dN]{10,20}"), _ICTRP),
    (re.compile(r"KCT\d{7}"), _ICTRP),
    (re.compile(r"(?:JPRN-)?UMIN\d{9}"), _ICTRP),
    (re.compile(r"JPRN-\S+"), _ICTRP),
    (re.compile(r"TCTR\d{11}"), _ICTRP),
    (re.compile(r"RBR-[0-9a-z]{6,8}"), _ICTRP),
    (re.compile(r"PACTR\d{15,16}"), _ICTRP),
    (re.compile(r"SLCTR/\d{4}/\d{3}"), _ICTRP),
    (re.compile(r"RPCEC\d{8}"), _ICTRP),
    (re.compile(r"PER-\d{3}-\d{2}"), _ICTRP),
    (re.compile(r"NTR\d{2,5}|NL-OMON\d{4,6}"), _ICTRP),
    (re.compile(r"ITMCTR\d{10}"), _ICTRP),
    (re.compile(r"LBCTR\d{10}"), _ICTRP),
    (re.compile(r"NMRR[- ]\S+"), ""),
)


class MalformedIdentifierError(ValueError):
    """An identifier is not what its kind asks for; the message is a sentence for an editor."""


def normalise(kind: str, identifier: str) -> str:
    """Return an identifier in its plain form ("10.1000/xyz", "31234567", "NCT01234567").

    `kind` is "doi", "pmid", "registry" or "url". Addresses that hold a DOI or a PubMed number are accepted
    for these kinds. Raises `MalformedIdentifierError`.
    """
    identifier = identifier.strip()
    if kind == "doi":
        return _normalise_doi(identifier)
    if kind == "pmid":
        return _normalise_pmid(identifier)
    if kind == "registry":
        return _normalise_registry(identifier)
    if not as_web_address(identifier):
        raise MalformedIdentifierError(help_texts.ADDRESS_MALFORMED.format(address=identifier))
    return identifier


def address_of(kind: str, identifier: str) -> str | None:
    """Return where an identifier leads, or None where it is malformed or leads nowhere."""
    try:
        identifier = normalise(kind, identifier)
    except MalformedIdentifierError:
        return None
    if kind == "doi":
        return f"https://doi.org/{quote(identifier, safe='/:;()._-')}"
    if kind == "pmid":
        return _PUBMED.format(identifier)
    if kind == "registry":
        return _registry_address(identifier)
    return identifier


def _normalise_doi(identifier: str) -> str:
    doi = _DOI_PREFIX.sub("", identifier, count=1).rstrip(".")
    if not _DOI.fullmatch(doi):
        raise MalformedIdentifierError(help_texts.DOI_MALFORMED.format(identifier=identifier))
    return doi


def _normalise_pmid(identifier: str) -> str:
    pmid = _PMID_PREFIX.sub("", identifier, count=1).strip("/ ")
    if not _PMID.fullmatch(pmid):
        raise MalformedIdentifierError(help_texts.PMID_MALFORMED.format(identifier=identifier))
    return pmid


def _normalise_registry(identifier: str) -> str:
    for candidate in (identifier, identifier.upper()):
        if any(pattern.fullmatch(candidate) for pattern, _address in _REGISTRIES):
            return candidate
    raise MalformedIdentifierError(help_texts.REGISTRY_MALFORMED.format(identifier=identifier))


def _registry_address(identifier: str) -> str | None:
    address = next(address for pattern, address in _REGISTRIES if pattern.fullmatch(identifier))
    return address.format(quote(identifier, safe="")) if address else None
