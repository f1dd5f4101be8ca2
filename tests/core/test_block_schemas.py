"""The schemas of the blocks tell the truth, whatever is stored."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cms.core.blocks.samples import sample_block, sample_output
from cms.core.blocks.schema_files import block_schema, body_blocks, body_schema, outdated_files

FOLDER = Path(settings.BASE_DIR) / "schemas" / "blocks"
BLOCKS = body_blocks()

TYPES = [
    "bullet_list",
    "callout",
    "embed",
    "heading",
    "image",
    "link_button",
    "numbered_list",
    "paragraph",
    "price_range",
    "question",
    "quote",
    "references",
    "related_posts",
    "table",
    "trial_list",
]

# Words that stored values really use, so that random JSON gets past the first check now and then.
WORDS = st.sampled_from(
    [
        "item",
        "text",
        "2",
        "9",
        "doi",
        "10.1000/x",
        "https://example.org/",
        "<p>Words</p>",
        "number",
        "rich_text",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS
FIELDS = {name for block in BLOCKS.values() for name in getattr(block, "child_blocks", {})}
NAMES = st.sampled_from(
    sorted(
        {
            *FIELDS,
            *("type", "value", "id", "page", "url", "columns", "rows", "values", "heading", "caption"),
            *("citation", "kind", "identifier", "decorative", "alt_text", "condition", "statuses", "country"),
        }
    )
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(NAMES, children, max_size=8),
    max_leaves=25,
)


def damaged(sample):
    """Return a strategy for copies of a stored value in which parts are replaced by anything."""
    if isinstance(sample, dict):
        parts = {name: damaged(part) | ANY_JSON for name, part in sample.items()}
        return st.fixed_dictionaries({}, optional=parts)
    if isinstance(sample, list):
        return st.lists(st.one_of([damaged(part) for part in sample] + [ANY_JSON]), max_size=4)
    return st.just(sample) | ANY_JSON


def validator(schema):
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_body_has_every_block_of_the_design():
    assert sorted(BLOCKS) == TYPES


def test_committed_schemas_are_up_to_date():
    assert outdated_files(FOLDER) == [], "run `make schemas`"


def test_command_writes_what_is_missing_and_removes_what_is_gone(tmp_path, capsys):
    (tmp_path / "gone.schema.json").write_text("{}", encoding="utf-8")

    with pytest.raises(CommandError, match="make schemas"):
        call_command("export_block_schemas", "--check", folder=tmp_path)
    call_command("export_block_schemas", folder=tmp_path)
    call_command("export_block_schemas", "--check", folder=tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.schema.json" for name in [*TYPES, "body"]
    )
    assert "All up to date." in capsys.readouterr().out


@pytest.mark.parametrize("name", [*TYPES, "body"])
def test_committed_schema_is_valid_and_stands_alone(name):
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator.check_schema(schema)
    used = {part.split('"')[0] for part in json.dumps(schema).split('"$ref": "#/$defs/')[1:]}
    assert used == set(schema.get("$defs", {}))
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", TYPES)
def test_sample_validates_and_is_the_example(name):
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    sample = json.loads(json.dumps(sample_block(BLOCKS[name])))

    validator(schema).validate(sample)
    assert schema["examples"] == [sample]


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("rich_text_format", ["html", "markdown", "db_html", "db_markdown", "json"])
def test_sample_validates_in_every_rich_text_format(name, rich_text_format):
    from dataclasses import replace

    block = BLOCKS[name]
    output = replace(sample_output(block), rich_text_format=rich_text_format)

    validator(block_schema(block)).validate(
        {**sample_block(block), "value": block.represent(block.sample, output)}
    )


def test_body_schema_accepts_all_samples_and_tells_them_apart():
    schema = validator(body_schema(BLOCKS))
    samples = [sample_block(block) for block in BLOCKS.values()]

    schema.validate(samples)
    assert not schema.is_valid([{**samples[0], "type": "nonsense"}])
    assert not schema.is_valid([{**samples[0], "type": samples[1]["type"]}])


@pytest.mark.parametrize("name", TYPES)
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_malformed_stored_value_gives_a_valid_one_or_nothing(name, data):
    block = BLOCKS[name]
    raw = data.draw(damaged(block.sample) | ANY_JSON)
    output = sample_output(block)

    block.collect(raw, output.references)
    value = block.represent(raw, output)

    assert isinstance(block.plain_text(raw), str)
    if value is not None:
        written = json.loads(json.dumps(value, allow_nan=False))
        validator(block_schema(block)).validate({"type": name, "value": written, "id": ""})


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("raw", [None, "", [], {}, 0, "text", [None], {"items": None}])
def test_value_of_another_shape_gives_a_valid_one_or_nothing_when_everything_is_gone(name, raw):
    class NothingFound:
        def want(self, kind, key): ...

        def want_all(self, kind, keys):
            list(keys)

        def get(self, kind, key):
            return None

        def get_all(self, kind, keys, *, maximum=None):
            list(keys)
            return []

    from cms.core.output import Output

    block = BLOCKS[name]
    for stored in (raw, block.sample):
        output = Output(references=NothingFound(), page_id=None)
        block.collect(stored, output.references)
        value = block.represent(stored, output)
        if value is not None:
            validator(block_schema(block)).validate({"type": name, "value": value, "id": ""})
