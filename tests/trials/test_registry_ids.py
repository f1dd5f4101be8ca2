"""Registry ids are understood however they are written, and countries get one name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trials.countries import country_name, split_location
from trials.enums import Registry
from trials.registry_ids import (
    FORMATS,
    RegistryIdError,
    canonical_registry_id,
    guess_registry,
    normalise_registry_id,
    registry_page,
)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("nct 0381 8737", "NCT03818737"),
        ("NCT3818737", "NCT03818737"),
        ("NCT0003818737", "NCT03818737"),
        ("isrctn12345678", "ISRCTN12345678"),
        ("EudraCT: 2004-000446-20", "2004-000446-20"),
        ("2022-500024-30-00", "2022-500024-30-00"),
        ("chictr2000030329", "ChiCTR2000030329"),
        ("ChiCTR-INR-17013540", "ChiCTR-INR-17013540"),
        ("ACTRN12605000038640P", "ACTRN12605000038640p"),
        ("ctri/2019/01/017091", "CTRI/2019/01/017091"),
        ("JPRN-jRCT2031200001", "jRCT2031200001"),
        ("jRCTs031180001", "jRCTs031180001"),
        ("JPRN-UMIN000012345", "UMIN000012345"),
        ("NMRR-21-1234-56789", "NMRR-21-1234-56789"),
    ],
)
def test_an_id_is_stored_in_the_registers_own_form(written, stored):
    assert canonical_registry_id(written) == stored


@pytest.mark.parametrize("registry", list(Registry.values))
def test_the_example_of_each_register_is_one_of_its_ids(registry):
    example = FORMATS[registry].example
    assert normalise_registry_id(example, registry=registry) == example
    assert guess_registry(example) == registry


@pytest.mark.parametrize("written", ["NCT", "NCT00000000", "NCT123456789", "03818737", "NCTABC"])
def test_a_malformed_id_gets_a_sentence_with_an_example(written):
    with pytest.raises(RegistryIdError, match=r"is no id of ClinicalTrials.gov .* looks like NCT03818737"):
        normalise_registry_id(written, registry=Registry.CLINICALTRIALS_GOV)


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=99_999_999))
def test_every_number_of_the_registry_survives_being_written_carelessly(number):
    stored = f"NCT{number:08}"
    assert canonical_registry_id(f" nct{number} ") == stored
    assert canonical_registry_id(stored) == stored


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_an_id_or_nothing(text):
    stored = canonical_registry_id(text)
    assert not stored or canonical_registry_id(stored) == stored


def test_the_record_is_linked_where_the_register_allows_it():
    page = registry_page("NCT03818737", registry=Registry.CLINICALTRIALS_GOV)
    assert page == "https://clinicaltrials.gov/study/NCT03818737"
    assert registry_page("ChiCTR2000030329", registry=Registry.CHICTR) == ""
    assert registry_page(None, registry=Registry.CLINICALTRIALS_GOV) == ""


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Korea, Republic of", "South Korea"),
        ("South Korea", "South Korea"),
        ("Turkey (Türkiye)", "Turkey"),
        ("Russian Federation", "Russia"),
        ("iran, islamic republic of", "Iran"),
        ("Malaysia", "Malaysia"),
        ("Ruritania", "Ruritania"),
    ],
)
def test_a_country_has_one_name(spelling, name):
    assert country_name(spelling) == name


@pytest.mark.parametrize(
    ("location", "place", "country"),
    [
        ("Royan Institute, Tehran, Iran, Islamic Republic of", "Royan Institute, Tehran", "Iran"),
        (
            "Seoul St. Mary's Hospital, Seoul, Korea, Republic of",
            "Seoul St. Mary's Hospital, Seoul",
            "South Korea",
        ),
        (
            "Duke University, Durham, North Carolina, United States",
            "Duke University, Durham, North Carolina",
            "United States",
        ),
        ("China", "", "China"),
        ("Korea, Republic of", "", "South Korea"),
        ("", "", ""),
    ],
)
def test_a_location_is_split_where_its_country_begins(location, place, country):
    assert split_location(location) == (place, country)
