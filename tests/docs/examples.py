"""The examples of the documentation: a `curl` command, and below it the answer, shortened.

    ```bash
    curl 'http://localhost:8000/api/v2/topics/?limit=1'
    ```

    ```json
    {"meta": {"total_count": 17}, "items": [{"id": 1, "slug": "knee-osteoarthritis", "…": "…"}]}
    ```

The answer is complete except where an ellipsis says so:

- `"…"` in the place of a value stands for any value;
- a text that ends in `…` begins like the real one;
- an object with the member `"…": "…"` has members that are not shown;
- a list with the item `"…"` has items that are not shown; those shown are there, in this order.

A command with `-i` or a `HEAD` request is answered by a block of `http`: the status line, some of the
headers, and after an empty line the body if the example shows it.
"""

import json
import re
import shlex
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

ORIGIN = "http://localhost:8000"
ELLIPSIS = "…"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    has_body: bool = False
    body: object = None


@dataclass(frozen=True)
class Example:
    command: str
    answer: str
    language: str
    place: str

    @property
    def request(self):
        return parse_command(self.command)

    @property
    def expected(self):
        return parse_answer(self.answer) if self.language == "http" else json_answer(self.answer)


def examples_in(path):
    """Return the examples of a Markdown file; a command without an answer is an error."""
    text = Path(path).read_text(encoding="utf-8")
    blocks = [(match[1], match[2], text[: match.start()].count("\n") + 1) for match in FENCE.finditer(text)]
    found = []
    for (language, command, line), (answer_language, answer, _) in pairwise([*blocks, ("", "", 0)]):
        if language == "bash" and command.startswith("curl "):
            place = f"{Path(path).name}:{line}"
            assert answer_language in ("json", "http"), f"{place} shows a command without its answer"
            found.append(Example(command.strip(), answer, answer_language, place))
    return found


def parse_command(command):
    """Return the request that a command makes; an option that is not known here is an error."""
    words = iter(shlex.split(command.replace("\\\n", " "))[1:])
    method, url, headers = "GET", None, {}
    for word in words:
        if word in ("-I", "--head"):
            method = "HEAD"
        elif word in ("-X", "--request"):
            method = next(words)
        elif word in ("-H", "--header"):
            name, _, value = next(words).partition(":")
            headers[name] = value.strip()
        elif word not in ("-i", "--include"):
            assert url is None, f"more than one address, or an unknown option: {word}"
            url = word
    assert url.startswith(f"{ORIGIN}/"), f"{url} is not an address of the demo"
    parts = urlsplit(url)
    return Request(method, parts.path + (f"?{parts.query}" if parts.query else ""), headers)


def parse_answer(text):
    """Return what a block of `http` says."""
    head, _, body = text.partition("\n\n")
    status_line, *lines = head.strip().splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    has_body = bool(body.strip())
    return Answer(
        int(status_line.split()[1]), headers, has_body=has_body, body=json.loads(body) if has_body else None
    )


def json_answer(text):
    return Answer(has_body=True, body=json.loads(text))


def differences(shown, real, place="$"):
    """Return a sentence for everything that an example shows and that is not so."""
    if shown == ELLIPSIS:
        return []
    if isinstance(shown, dict) and isinstance(real, dict):
        return _object_differences(shown, real, place)
    if isinstance(shown, list) and isinstance(real, list):
        return _list_differences(shown, real, place)
    if isinstance(shown, str) and isinstance(real, str) and shown.endswith(ELLIPSIS):
        same = real.startswith(shown.removesuffix(ELLIPSIS))
    else:
        same = type(shown) is type(real) and shown == real
    return [] if same else [f"{place}: shown {shown!r}, is {real!r}"]


def _object_differences(shown, real, place):
    names = [name for name in shown if name != ELLIPSIS]
    found = [f"{place}.{name}: shown, is not there" for name in names if name not in real]
    if ELLIPSIS not in shown:
        found += [f"{place}.{name}: is there, not shown" for name in real if name not in shown]
    for name in names:
        if name in real:
            found += differences(shown[name], real[name], f"{place}.{name}")
    return found


def _list_differences(shown, real, place):
    if ELLIPSIS not in shown:
        if len(shown) != len(real):
            return [f"{place}: shown {len(shown)} items, is {len(real)}"]
        pairs = enumerate(zip(shown, real, strict=True))
        return [text for index, (a, b) in pairs for text in differences(a, b, f"{place}[{index}]")]
    start = 0
    for index, item in enumerate(shown):
        if item == ELLIPSIS:
            continue
        candidates = range(start, len(real)) if ELLIPSIS in shown[:index] else [start]
        match = next((at for at in candidates if at < len(real) and not differences(item, real[at])), None)
        if match is None:
            nearest = real[start] if start < len(real) else None
            return differences(item, nearest, f"{place}[{index}]")
        start = match + 1
    if shown[-1] != ELLIPSIS and start < len(real):
        return [f"{place}: {len(real) - start} more items follow, not shown"]
    return []
