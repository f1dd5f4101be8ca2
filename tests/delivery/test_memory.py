"""A worker's memory is bounded, and keeps what is asked for."""

import tracemalloc

import pytest

from cms.api.json_output import json_bytes
from cms.delivery.answers import ENTRY_BYTES, Answer
from cms.delivery.counters import Count, Counters, counted
from cms.delivery.memory import FEWEST_SPELLINGS, PART_OF_ABSENCES, SPELLINGS_PER_ANSWER, Memory

BODY = 10_000
EACH = BODY + ENTRY_BYTES
# Room for ten answers beside the place of absences.
ROOM = int(10 * EACH / (1 - PART_OF_ABSENCES)) + 20


def answer(status="200 OK", *, length=BODY):
    return Answer(status, (), b"x" * length, None, None, "tag", 0.0, 1e12)


def spelling(name):
    return ("http", "localhost", f"/api/v2/{name}/", "")


@pytest.fixture
def counters():
    return Counters()


@pytest.fixture
def memory(counters):
    return Memory(most_bytes=ROOM, counters=counters)


def fill(memory, names, **options):
    for name in names:
        memory.put(name, answer(**options))
        memory.remember(spelling(name), name)


def kept(memory, names):
    return [name for name in names if memory.get(name)]


def test_it_never_grows_beyond_its_size(memory, counters):
    fill(memory, (f"a{number}" for number in range(100)))

    assert counters.numbers[Count.ANSWERS] == 10
    assert counters.numbers[Count.BYTES] == 10 * EACH
    assert counters.numbers[Count.EVICTED] == 90


def test_what_was_asked_for_gets_a_second_chance_and_no_third(memory):
    names = [f"a{number}" for number in range(10)]
    fill(memory, names)
    memory.spelled(spelling("a0"))

    fill(memory, ["b0"])
    assert kept(memory, ["a0", "a1", "b0"]) == ["a0", "b0"]

    fill(memory, [f"b{number}" for number in range(1, 10)])
    fill(memory, ["c0"])
    assert kept(memory, ["a0"]) == []


def test_who_comes_when_all_others_are_in_use_finds_room(memory):
    names = [f"a{number}" for number in range(10)]
    fill(memory, names)
    for name in names:
        memory.spelled(spelling(name))

    fill(memory, ["b"])

    assert memory.get("b")
    assert len(kept(memory, names)) == 9


def test_what_is_larger_than_all_is_not_kept_and_drives_nobody_out(memory):
    fill(memory, ["a", "b"])
    memory.put("huge", answer(length=ROOM))

    assert kept(memory, ["a", "b", "huge"]) == ["a", "b"]


def test_a_larger_answer_under_the_same_key_takes_the_place_of_the_old_one(memory, counters):
    memory.put("a", answer())
    memory.put("a", answer(length=2 * BODY))
    assert counters.numbers[Count.BYTES] == 2 * BODY + ENTRY_BYTES

    memory.put("a", answer(length=ROOM))
    assert memory.get("a") is None
    assert counters.numbers[Count.BYTES] == 0


def test_asking_for_what_is_not_there_drives_out_no_content(memory):
    names = [f"a{number}" for number in range(10)]
    fill(memory, names)
    fill(memory, (f"x{number}" for number in range(5000)), status="404 Not Found", length=200)

    assert kept(memory, names) == names
    absences = sum(memory.get(f"x{number}") is not None for number in range(5000))
    assert 0 < absences * (200 + ENTRY_BYTES) <= ROOM * PART_OF_ABSENCES


def test_what_is_no_longer_true_is_gone_under_every_spelling(memory, counters):
    fill(memory, ["a", "b"])
    memory.remember(spelling("another"), "a")
    memory.forget(["a", "unknown"])

    assert memory.spelled(spelling("a")) is None
    assert memory.spelled(spelling("another")) is None
    assert memory.spelled(spelling("b"))
    assert counters.numbers[Count.DROPPED] == 1


def test_clearing_leaves_nothing(memory, counters):
    fill(memory, ["a", "b"])
    memory.clear()

    assert memory.spelled(spelling("a")) is None
    assert counters.numbers[Count.BYTES] == counters.numbers[Count.ANSWERS] == 0
    fill(memory, (f"a{number}" for number in range(20)))
    assert counters.numbers[Count.ANSWERS] == 10


def test_spellings_are_bounded(memory):
    fill(memory, ["a"])
    for number in range(100_000):
        memory.remember(spelling(f"flood{number}"), "a")

    assert len(memory._spellings) <= FEWEST_SPELLINGS + SPELLINGS_PER_ANSWER


def test_what_workers_count_can_be_read_by_others_and_dead_ones_are_forgotten(tmp_path):
    counters = Counters(tmp_path)
    counters.add(Count.HITS, 3)
    (tmp_path / "4194305").write_bytes(b"")  # no process has such a number

    (numbers,) = counted(tmp_path).values()

    assert numbers["hits"] == 3
    assert len(list(tmp_path.iterdir())) == 1


def test_an_answer_takes_no_more_memory_than_its_bytes_and_what_is_allowed_for_an_entry():
    document = {"title": "Worn knees", "body": [f"Paragraph {number} of many." for number in range(2000)]}
    Answer.made(status="200 OK", headers=(), body=json_bytes(document), made_at=0.0, expires_at=1e12)
    tracemalloc.start()
    try:
        made = Answer.made(
            status="200 OK", headers=(), body=json_bytes(document), made_at=0.0, expires_at=1e12
        )
        taken, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(made.plain) > 30_000
    assert taken < made.size
