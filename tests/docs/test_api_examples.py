"""Every `curl` command of the documentation works, and answers what the documentation shows."""

import json

import pytest
from django.conf import settings

from tests.docs.examples import differences, examples_in, parse_answer, parse_command

FILES = [settings.BASE_DIR / "README.md", *sorted((settings.BASE_DIR / "docs").glob("*.md"))]
EXAMPLES = [example for path in FILES for example in examples_in(path)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.place for example in EXAMPLES])
def test_command_answers_what_is_shown(example, documented_site):
    request, expected = example.request, example.expected

    response = documented_site.generic(request.method, request.path, headers=request.headers)

    assert response.status_code == expected.status, response.content.decode()[:500]
    headers = {name: response.headers.get(name) for name in expected.headers}
    assert differences(expected.headers, headers) == []
    if expected.has_body:
        assert differences(expected.body, json.loads(response.content)) == []


def test_readme_has_a_tour_of_three_commands():
    assert len(examples_in(settings.BASE_DIR / "README.md")) == 3


class TestTheConvention:
    """A test that found nothing wrong with a wrong example would be worse than none."""

    REAL = {"id": 7, "title": "Knees and hips", "tags": ["a", "b", "c"], "image": None}

    @pytest.mark.parametrize(
        "shown",
        [
            {"id": 7, "title": "Knees and hips", "tags": ["a", "b", "c"], "image": None},
            {"id": "…", "title": "Knees…", "tags": "…", "image": "…"},
            {"id": 7, "…": "…"},
            {"tags": ["a", "…"], "…": "…"},
            {"tags": ["…", "b", "…"], "…": "…"},
            {"tags": ["…", "c"], "…": "…"},
        ],
    )
    def test_accepts_what_is_so(self, shown):
        assert differences(shown, self.REAL) == []

    @pytest.mark.parametrize(
        "shown",
        [
            {"id": 7},
            {"id": 8, "…": "…"},
            {"id": "7", "…": "…"},
            {"title": "Hips…", "…": "…"},
            {"author": "…", "…": "…"},
            {"tags": ["a", "b"], "…": "…"},
            {"tags": ["b", "…"], "…": "…"},
            {"tags": ["…", "b", "a"], "…": "…"},
            {"tags": ["…", "b"], "…": "…"},
            {"image": {"id": 1, "…": "…"}, "…": "…"},
        ],
    )
    def test_refuses_what_is_not(self, shown):
        assert differences(shown, self.REAL) != []

    def test_reads_method_headers_and_address_of_a_command(self):
        request = parse_command(
            "curl -i -X OPTIONS \\\n -H 'Origin: https://a.example' 'http://localhost:8000/a/?b=c'"
        )

        assert (request.method, request.path) == ("OPTIONS", "/a/?b=c")
        assert request.headers == {"Origin": "https://a.example"}

    def test_reads_status_headers_and_body_of_an_answer(self):
        answer = parse_answer('HTTP/1.1 404 Not Found\nContent-Type: text/plain\n\n{"status": 404}\n')

        assert (answer.status, answer.body) == (404, {"status": 404})
        assert answer.headers == {"Content-Type": "text/plain"}

    def test_refuses_a_command_without_an_answer(self, tmp_path):
        path = tmp_path / "page.md"
        path.write_text("```bash\ncurl 'http://localhost:8000/'\n```\n\nNothing follows.\n")

        with pytest.raises(AssertionError, match="without its answer"):
            examples_in(path)
