"""Records for tests."""

from functools import cache, lru_cache
from itertools import chain

from benchmarks.series import Series
from tests.kit.checkout import FILES, document
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Options, open_record
from tiptui.drafting.draft import template
from tiptui.files.input import read_bytes
from tiptui.files.own import default_record
from tiptui.proof.source_text import SourceText
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.search.index import Index

SMALL = document("tests/records/small.yaml")
"""Three speakers, two themes, two recommendations, one made by two; no problem in it."""


TO_FILL_IN = f"""{template("new.yaml")}
speakers: [{{id: speaker-1, name: Ann, statements: [{{text: It is so}}]}}]
sources: [{{id: log, title: The log}}]
"""
"""The output of `new` without a document, and a statement: name and date are to be written."""

NUMBERS = document("tests/records/numbers.yaml")
"""Numbers that are the beginning or the end of others."""


def record(text: str) -> Record:
    loaded = parse(text.encode())
    assert loaded.record, loaded.problems
    return loaded.record


def collected(text: str) -> Collection:
    return Collection([Dialogue(record(text))])


@cache
def small() -> Collection:
    return collected(SMALL)


@cache
def lahore() -> Collection:
    loaded = parse(read_bytes(default_record()))
    assert loaded.record
    return Collection([Dialogue(loaded.record)])


def resolved(text: str) -> Dialogue:
    return Dialogue(record(text))


def ids_of(things: Dialogue) -> list[str]:
    """Return the ids of all things, the derived ones last, but not of addressees in words."""
    declared = (things.organizations, things.themes, things.people, things.recommendations)
    responses = (each.responses for each in things.recommendations)
    derived = chain((each for each in things.claims if each.kind != "recommendation"), *responses)
    return [things.event.id, *(each.id for each in chain(*declared, derived))]


@lru_cache(maxsize=8)
def indexed(collection: Collection) -> Index:
    """Return the index of a collection, made once."""
    return Index(collection)


BARE = "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: Ann}]\n"
"""One speaker, and nothing else."""

CORNERS = document("tests/records/corners.yaml")
"""All that the small record lacks: points by some and by all, bodies and themes without claims."""

MANY = (
    "tiptui: 1\nevent: {id: e, name: Many, start_date: 2024}\nspeakers:\n"
    + "".join(f"  - {{id: s{n}, name: Speaker {n:02}}}\n" for n in range(40))
    + "recommendations:\n"
    + "".join(
        f"  - {{id: r{n}, text: Ask {n:02}, by: [s{n // 4}, s{39 - n}],"
        f" evidence: [{{paragraph: 1, exact: ask {n:02}}}]}}\n"
        for n in range(40)
    )
    + "sources: [{id: a, title: A}]\n"
)
"""Forty speakers and recommendations: more than a window of either."""

SOURCED = document("tests/records/sourced.yaml")
SPOKEN = (
    "They met in May. Ann chairs the meeting.\n"
    "She said that all is well. It rained. Open the windows, she asked. Nobody stayed.\n"
)
"""The text of its source: two sentences that nobody cites, and all quotations but one."""


def sourced(text: str = SPOKEN) -> Collection:
    """Return the record with a source, opened with its text, or without an empty one."""
    texts = {"log": SourceText(text)} if text else {}
    return Collection([Dialogue(record(SOURCED), texts)])


ASKED = document("tests/records/asked.yaml")
"""An addressee that is an organization, responses and repeats; no problem in it."""

BROKEN = SMALL.replace("start_date: 2024", "start_date: soon").replace("by: [crew]", "by: [crow]")
"""The small record with two errors: a date that is none, and a speaker who is not there."""

ADDED_TO = document("tests/records/added-to.yaml")
"""A record to which something is added."""

NAMED = SMALL.replace("title: The log,", "title: The log, file: log.txt,")
"""The small record, which names the file of its source."""

LOG = "We have good air; nothing new. The windows.\nIt is cold water, and warm.\nNobody cites me."
"""The text in that file: all quotations stand in it, and a paragraph that nobody cites."""


WITH_IDS = document("tests/records/with-ids.yaml")
"""Statements and points of which some have an id."""


def line_with(text: str, words: str) -> int:
    """Return the number of the first line with some words in it."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def several(*texts: str) -> Collection:
    return Collection([Dialogue(record(text)) for text in texts], several=True)


def provincial() -> Collection:
    opened = (open_record(str(file), Options(of_collection=True)).dialogue for file in FILES)
    return Collection(filter(None, opened))


SMALL_SERIES = Series(records=8, people=30, speakers=8, statements=30, recommendations=5)
"""A series of records, for tests that need many."""
