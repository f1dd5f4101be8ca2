"""Small files in the registry's two formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

ROW = {
    "Rank": "1",
    "NCT Number": "NCT00000001",
    "Title": "Cells for  Worn Knees",
    "Status": "Active, not recruiting",
    "Study Results": "No Results Available",
    "Conditions": "Knee Osteoarthritis|Osteoarthritis, Knee",
    "Interventions": "Biological: Stem cells: low dose|Combination Product: Gel",
    "Sponsor/Collaborators": "A University|A Company",
    "Phases": "Phase 1|Phase 2",
    "Enrollment": "1,200",
    "Study Type": "Interventional",
    "Start Date": "March 2020",
    "Completion Date": "December 1, 2023",
    "First Posted": "January 9, 2020",
    "Last Update Posted": "July 8, 2022",
    "Locations": "St Mary, Seoul, Korea, Republic of|Duke, Durham, North Carolina, United States",
    "URL": "https://ClinicalTrials.gov/show/NCT00000001",
}
COLUMNS = list(ROW)

API_STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT00000002",
            "briefTitle": "Cells for Worn Knees",
            "officialTitle": "A Randomised Trial of Cells for Worn Knees",
        },
        "statusModule": {
            "overallStatus": "UNKNOWN",
            "lastKnownStatus": "RECRUITING",
            "startDateStruct": {"date": "2020-03"},
            "completionDateStruct": {"date": "2023-12-01", "type": "ESTIMATED"},
            "studyFirstPostDateStruct": {"date": "2020-01-09", "type": "ACTUAL"},
            "lastUpdatePostDateStruct": {"date": "2022-07-08", "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A University", "class": "OTHER"}},
        "conditionsModule": {"conditions": ["Knee Osteoarthritis"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE1", "PHASE2"],
            "enrollmentInfo": {"count": 48, "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "interventions": [{"type": "DRUG", "name": "A steroid", "armGroupLabels": ["Control"]}]
        },
        "contactsLocationsModule": {
            "locations": [{"facility": "City Hospital", "city": "Ankara", "country": "Turkey (Türkiye)"}]
        },
    },
    "derivedSection": {"miscInfoModule": {"versionHolder": "2025-12-09"}},
    "hasResults": True,
}


def csv_text(rows: list[dict[str, str]], *, columns: list[str] | None = None, delimiter: str = ",") -> str:
    """Return a CSV download with these rows."""
    buffer = io.StringIO()
    writer = csv.DictWriter(
        buffer, columns or COLUMNS, extrasaction="ignore", delimiter=delimiter, lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def write_csv(folder: Path, *rows: dict[str, str]) -> Path:
    """Write a CSV download, of the example row unless others are given."""
    path = folder / "trials.csv"
    path.write_text(csv_text(list(rows) or [ROW]), encoding="utf-8")
    return path


def write_json(folder: Path, document: Any) -> Path:
    """Write an answer of the API."""
    path = folder / "studies.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
