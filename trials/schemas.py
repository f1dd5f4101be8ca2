"""JSON Schemas of what trials look like in the API, and an example."""

from __future__ import annotations

from typing import Final

from cms.core.blocks.base import Json
from cms.core.fields import PARTIAL_DATE
from cms.core.json_schema import (
    JsonSchema,
    array_of,
    constant,
    integer,
    nullable,
    object_of,
    one_of,
    register_shape,
    text,
)
from cms.core.shapes import CARD_MEMBERS
from trials.enums import InterventionType, OverallStatus, Phase, Registry, StudyType
from trials.fields import INTERVENTION

STATUS: Final = one_of(OverallStatus.values, "As ClinicalTrials.gov names it.")

TRIAL_CARD: Final[JsonSchema] = register_shape(
    "trial_card",
    object_of(
        {
            **CARD_MEMBERS,
            "type": constant("trials.Trial"),
            "summary": text("The editor's summary in the language asked for, or empty."),
            "image": {"type": "null"},
            "slug": text(),
            "registry_id": nullable(text("Such as `NCT03818737`.")),
            "registry": one_of(["", *Registry.values]),
            "overall_status": STATUS,
            "phases": array_of(one_of(Phase.values)),
            "study_type": one_of(StudyType.values),
            "first_posted": PARTIAL_DATE,
            "conditions": array_of(text()),
            "interventions": array_of(INTERVENTION),
            "countries": array_of(text()),
            "sponsor": text(),
            "enrolment": nullable(integer("Participants.", minimum=0)),
            "registry_url": text("The trial's page at the registry, or empty."),
            "as_of": PARTIAL_DATE,
        },
        "What is needed to draw a trial in a list.",
    ),
)

TRIAL_QUERY: Final[JsonSchema] = object_of(
    {
        "condition": text("Words that one of the conditions has."),
        "intervention": text("Words that one of the interventions has."),
        "statuses": array_of(one_of(OverallStatus.values), "One of these; empty means any."),
        "country": text(),
        "maximum": integer(minimum=1),
    },
    "What the editor asked for; everything that is not empty holds.",
)

SAMPLE_CARD: Final[dict[str, Json]] = {
    "id": 1,
    "type": "trials.Trial",
    "title": "A sample trial of cells for worn knees",
    "url": "https://www.example.org/trials/NCT00000001/",
    "summary": "Compares one injection of cells with a steroid in people whose knee cartilage is worn.",
    "image": None,
    "slug": "a-sample-trial-of-cells-for-worn-knees",
    "registry_id": "NCT00000001",
    "registry": Registry.CLINICALTRIALS_GOV.value,
    "overall_status": OverallStatus.RECRUITING.value,
    "phases": [Phase.PHASE2.value, Phase.PHASE3.value],
    "study_type": StudyType.INTERVENTIONAL.value,
    "first_posted": "2020-01",
    "conditions": ["Knee Osteoarthritis"],
    "interventions": [{"type": InterventionType.BIOLOGICAL.value, "name": "Mesenchymal stem cells"}],
    "countries": ["Malaysia"],
    "sponsor": "A university hospital",
    "enrolment": 120,
    "registry_url": "https://clinicaltrials.gov/study/NCT00000001",
    "as_of": "2020-08-01",
}
