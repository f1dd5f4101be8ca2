"""The articles that every measured project gets: neutral text, the same for the same number, on any machine.

An article has 25 blocks: 6 headings, 13 paragraphs, 3 bullet lists, a callout, a list of 5 related articles
and a list of 10 trials. Each loader maps it to its project's own fields.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from functools import cache
from typing import Any

TRIALS = 200
TOPICS = ("knee", "hip", "shoulder", "spine", "hand")
AUTHORS = 12
TAGS = 40
IMAGES = 25
RELATED_DISTANCES = (1, 2, 3, 5, 8)
TRIALS_PER_ARTICLE = 10
BLOCKS_PER_ARTICLE = 25

_PLAN = (
    *("heading", "paragraph", "paragraph", "bullet_list"),
    *("heading", "paragraph", "paragraph", "paragraph"),
    *("heading", "paragraph", "paragraph", "bullet_list", "callout"),
    *("heading", "paragraph", "paragraph", "paragraph"),
    *("heading", "paragraph", "bullet_list", "paragraph"),
    *("heading", "paragraph", "related", "trials"),
)
_WORDS = (
    "joint cartilage bone tendon muscle nerve pain swelling movement balance walking stairs exercise rest "
    "weight diet sleep age injury wear repair surgeon nurse physiotherapist doctor clinic hospital ward "
    "scan image report note question answer choice risk benefit cost insurance waiting list visit week month "
    "year patient family carer study group result difference measure average range early late mild severe "
    "common rare simple careful gentle regular daily local general small large open closed left right upper "
    "lower inner outer before after during without between until"
).split()
_PHASES = ("PHASE1", "PHASE2", "PHASE3", "PHASE4")
_STATUSES = ("RECRUITING", "ACTIVE_NOT_RECRUITING", "COMPLETED", "NOT_YET_RECRUITING")
_SENTENCES = 4096


@dataclass(frozen=True)
class Block:
    """One block: `kind` as in the module's docstring, `value` of plain types, `id` a UUID.

    heading and paragraph are text (a paragraph is HTML), bullet_list is a list of texts, callout a dict of
    kind, title and text, related and trials are lists of numbers of articles and trials.
    """

    kind: str
    value: Any
    id: str


@dataclass(frozen=True)
class Trial:
    """A clinical trial."""

    number: int
    registry_id: str
    title: str
    phase: str
    status: str
    condition: str
    sponsor: str
    enrolment: int
    start: datetime.date


@dataclass(frozen=True)
class Article:
    """An article; `topic`, `author`, `tags` and `image` are numbers below the module's constants."""

    number: int
    title: str
    slug: str
    summary: str
    search_description: str
    published_at: datetime.datetime
    topic: int
    author: int
    tags: tuple[int, int]
    image: int
    blocks: tuple[Block, ...]


def trial(number: int) -> Trial:
    """Return the trial with a number below `TRIALS`."""
    chance = random.Random(1_000_000 + number)
    return Trial(
        number=number,
        registry_id=f"NCT{4_000_000 + number:08d}",
        title=_sentence(chance)[:-1],
        phase=chance.choice(_PHASES),
        status=chance.choice(_STATUSES),
        condition=" ".join(chance.choices(_WORDS, k=2)),
        sponsor=" ".join(chance.choices(_WORDS, k=2)).title(),
        enrolment=chance.randint(20, 2000),
        start=datetime.date(2019, 1, 1) + datetime.timedelta(days=chance.randint(0, 2000)),
    )


def article(number: int, *, total: int) -> Article:
    """Return one of `total` articles; those that it relates to are the ones a few numbers further on."""
    chance = random.Random(number)
    title = f"{chance.choice(_WORDS).title()} {' '.join(chance.choices(_WORDS, k=5))}"
    day = datetime.datetime(2020, 1, 1, 9, tzinfo=datetime.UTC)
    return Article(
        number=number,
        title=title,
        slug=slug(number),
        summary=f"{_sentence(chance)} {_sentence(chance)}",
        search_description=_sentence(chance),
        published_at=day + datetime.timedelta(hours=number * 7 % 52_000, seconds=number % 3600),
        topic=number % len(TOPICS),
        author=number % AUTHORS,
        tags=(number % TAGS, (number * 7 + 3) % TAGS),
        image=number % IMAGES,
        blocks=tuple(
            Block(kind=kind, value=_value(kind, chance, number=number, total=total), id=block_id(chance))
            for kind in _PLAN
        ),
    )


def slug(number: int) -> str:
    """Return the last part of an article's address."""
    return f"article-{number:06d}"


def block_id(chance: random.Random) -> str:
    """Return a UUID (version 4) from `chance`."""
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _value(kind: str, chance: random.Random, *, number: int, total: int) -> Any:
    if kind == "heading":
        return " ".join(chance.choices(_WORDS, k=5)).capitalize()
    if kind == "paragraph":
        return _paragraph(chance)
    if kind == "bullet_list":
        return [" ".join(chance.choices(_WORDS, k=6)).capitalize() for _point in range(4)]
    if kind == "callout":
        title = " ".join(chance.choices(_WORDS, k=4)).capitalize()
        return {"kind": chance.choice(("information", "warning")), "title": title, "text": _sentence(chance)}
    if kind == "related":
        return [(number + distance) % total for distance in RELATED_DISTANCES]
    return sorted(chance.sample(range(TRIALS), TRIALS_PER_ARTICLE))


def _paragraph(chance: random.Random) -> str:
    """Return three sentences with a bold word and a link to the outside."""
    first, second, third = (_sentence(chance) for _each in range(3))
    opening, bold, rest = first.split(" ", 2)
    linked = chance.choice(_WORDS)
    link = f'<a href="https://example.org/{linked}">{linked}</a>'
    return f"<p>{opening} <b>{bold}</b> {rest} {second} {third[:-1]} {link}.</p>"


def _sentence(chance: random.Random) -> str:
    return chance.choice(_sentences())


@cache
def _sentences() -> tuple[str, ...]:
    """Return the sentences that texts are put together from: making each anew would take most of a load."""
    chance = random.Random(0)
    made = (" ".join(chance.choices(_WORDS, k=chance.randint(9, 17))) for _each in range(_SENTENCES))
    return tuple(f"{words[0].upper()}{words[1:]}." for words in made)
