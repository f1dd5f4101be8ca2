"""Makes `schema_org.json` from the vocabulary that schema.org publishes.

    python tests/seo/vocabulary/extract.py schemaorg-all-https-30.0.jsonld

The source is https://schema.org/version/30.0/schemaorg-all-https.jsonld; NOTICE.md says under which licence.
Kept are the names alone: types with their parents, properties with what they belong to and what they may
hold, members of enumerations. Words of explanation are left out.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("schema_org.json")
PREFIX = "schema:"


def names(value):
    """Return the local names of one or several references."""
    found = value if isinstance(value, list) else [value] if value else []
    return sorted(item["@id"].removeprefix(PREFIX) for item in found if item["@id"].startswith(PREFIX))


def extract(graph):
    types, properties, members = {}, {}, {}
    for entry in graph:
        name = entry["@id"].removeprefix(PREFIX)
        kinds = entry["@type"] if isinstance(entry["@type"], list) else [entry["@type"]]
        if "rdfs:Class" in kinds:
            types[name] = names(entry.get("rdfs:subClassOf"))
        elif "rdf:Property" in kinds:
            properties[name] = {
                "of": names(entry.get("schema:domainIncludes")),
                "holds": names(entry.get("schema:rangeIncludes")),
            }
        for kind in kinds:
            if kind.startswith(PREFIX) and kind != "schema:DataType":
                members[name] = kind.removeprefix(PREFIX)
    return {"version": "30.0", "types": types, "properties": properties, "members": members}


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = extract(source["@graph"])
    lines = (
        f"  {json.dumps(key)}: {json.dumps(value, separators=(',', ':'), sort_keys=True)}"
        for key, value in found.items()
    )
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
