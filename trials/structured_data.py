"""Trials in the words of schema.org: on their own pages, and where a body shows them."""

from __future__ import annotations

from typing import Any, Final

from cms.seo.json_ld.graph import (
    Graph,
    GraphSource,
    Node,
    extend,
    reference,
    register_block_nodes,
    register_graph,
)
from trials.api_fields import collect_summaries, represent_summary
from trials.enums import InterventionType, OverallStatus, StudyType
from trials.heads import address

STUDY_TYPES: Final = {
    StudyType.INTERVENTIONAL.value: "MedicalTrial",
    StudyType.OBSERVATIONAL.value: "MedicalObservationalStudy",
    StudyType.EXPANDED_ACCESS.value: "MedicalStudy",
}
# Members of schema.org's MedicalStudyStatus; what it has no word for is told in ours.
_STATUSES: Final = {
    OverallStatus.NOT_YET_RECRUITING.value: "NotYetRecruiting",
    OverallStatus.RECRUITING.value: "Recruiting",
    OverallStatus.ENROLLING_BY_INVITATION.value: "EnrollingByInvitation",
    OverallStatus.ACTIVE_NOT_RECRUITING.value: "ActiveNotRecruiting",
    OverallStatus.COMPLETED.value: "Completed",
    OverallStatus.SUSPENDED.value: "Suspended",
    OverallStatus.TERMINATED.value: "Terminated",
    OverallStatus.WITHDRAWN.value: "Withdrawn",
}
_SUBJECTS: Final = {
    InterventionType.DRUG.value: "Drug",
    InterventionType.DEVICE.value: "MedicalDevice",
    InterventionType.DIAGNOSTIC_TEST.value: "MedicalTest",
    InterventionType.DIETARY_SUPPLEMENT.value: "DietarySupplement",
}
_OTHER_SUBJECT: Final = "MedicalTherapy"


def trial_node(graph: Graph, facts: dict[str, Any]) -> Node:
    """Add a trial; `facts` are those of its card."""
    return graph.add(
        f"{facts['url']}#trial",
        STUDY_TYPES[facts["study_type"]],
        name=facts["title"],
        url=facts["url"],
        description=facts["summary"],
        identifier=facts["registry_id"]
        and {"@type": "PropertyValue", "propertyID": facts["registry"], "value": facts["registry_id"]},
        sameAs=facts["registry_url"],
        status=_status(facts["overall_status"]),
        healthCondition=[{"@type": "MedicalCondition", "name": name} for name in facts["conditions"]],
        studySubject=[
            {"@type": _SUBJECTS.get(tried["type"], _OTHER_SUBJECT), "name": tried["name"]}
            for tried in facts["interventions"]
        ],
        studyLocation=[{"@type": "Country", "name": name} for name in facts["countries"]],
        sponsor=facts["sponsor"] and {"@type": "Organization", "name": facts["sponsor"]},
    )


def _status(status: str) -> str:
    member = _STATUSES.get(status)
    return f"https://schema.org/{member}" if member else OverallStatus(status).label


def _write_trial(trial: Any, graph: Graph) -> None:
    facts = {
        name: getattr(trial, name)
        for name in (
            "title", "study_type", "registry_id", "registry", "overall_status", "conditions",
            "interventions", "countries", "sponsor",
        )
    }  # fmt: skip
    here = {
        "url": address(trial, graph.output),
        "summary": represent_summary(trial, graph.output),
        "registry_url": trial.url,
    }
    graph.page["mainEntity"] = graph.page["about"] = reference(trial_node(graph, {**facts, **here}))


def _write_trial_list(value: dict[str, Any], block_id: str, graph: Graph) -> None:
    for card in value["trials"]:
        mentioned = reference(trial_node(graph, card))
        if mentioned not in graph.page.get("mentions", []):
            extend(graph.page, "mentions", mentioned)


def register() -> None:
    """Register what trials and lists of them add."""
    register_graph(
        "trials.Trial",
        GraphSource(page_type="MedicalWebPage", collect=collect_summaries, write=_write_trial),
    )
    register_block_nodes("trial_list", _write_trial_list)
