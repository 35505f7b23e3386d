"""Records for tests."""

from functools import cache, lru_cache
from itertools import chain

from benchmarks.series import Series
from tests.kit.checkout import FILES
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

SMALL = """\
tiptui: 1
event: {id: e, name: An event, start_date: 2024}
organizations:
  - {id: sea, name: Society for Sea Air, abbreviation: SSA}
themes:
  - {id: air, name: Air}
  - {id: water, name: Water}
speakers:
  - id: ann
    name: Ann Ångström
    role: Chair
    organization: sea
    statements:
      - {text: The air is good., themes: [air], evidence: [{paragraph: 1, exact: good air}]}
      - {text: The water is cold., evidence: [{paragraph: 2, exact: cold water}]}
  - id: bo
    name: Bo O’Brien
    statements: [{text: Nothing new., evidence: [{paragraph: 1, exact: nothing}]}]
  - id: crew
    name: The crew
    kind: group
recommendations:
  - {id: r1, text: Open the windows, by: [ann, bo], themes: [air],
     evidence: [{paragraph: 1, exact: windows}]}
  - {id: r2, text: Warm the sea, by: [crew], to: [the sun], themes: [water],
     evidence: [{paragraph: 2, exact: warm}]}
sources:
  - {id: log, title: The log, outline: [Air, Water]}
"""
"""Three speakers, two themes, two recommendations, one made by two; no problem in it."""


TO_FILL_IN = f"""{template("new.yaml")}
speakers: [{{id: speaker-1, name: Ann, statements: [{{text: It is so}}]}}]
sources: [{{id: log, title: The log}}]
"""
"""The output of `new` without a document, and a statement: name and date are to be written."""

NUMBERS = """\
tiptui: 1
event: {id: numbers, name: "Review, session 1", start_date: 2024, series: Round 3, place: Hall 2}
organizations: [{id: o, name: Group of 7, abbreviation: G-7}]
themes: [{id: t, name: SDG 1}]
speakers: [{id: a, name: Ward 4, organization: o}, {id: b, name: Ward 41}]
recommendations:
  - {id: r1, text: "See article 1, and article 19.", by: [a], to: [Unit 5], themes: [t]}
  - {id: r2, text: See article 11., by: [b], to: [Unit 5.2]}
  - {id: r3, text: See article 1.2., by: [b], to: [Unit 55]}
  - {id: r4, text: Act in 2015–2019., by: [b]}
  - {id: r5, text: See article ١٢., by: [b]}
"""
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

CORNERS = """\
tiptui: 1
event:
  id: e
  name: An event
  start_date: 2024
  organizers: [{organization: host}, {organization: sea}, {organization: sea, role: again}]
  points: [{text: All agree.}, {text: Bo objects., by: [bo], themes: [air]}]
organizations: [{id: host, name: The host}, {id: sea, name: Sea}]
themes: [{id: air, name: Air}, {id: void, name: Void}, {id: deed, name: Deed}]
speakers:
  - {id: ann, name: Ann, organization: sea, statements: [{text: One.}, {text: Two.}]}
  - {id: bo, name: Bo, statements: [{text: Three., themes: [air]}]}
  - {id: cy, name: Cy}
recommendations: [{id: r1, text: Act now, by: [bo], themes: [deed]}]
"""
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

SOURCED = """\
tiptui: 1
event: {id: e, name: An event, start_date: 2024, evidence: [{paragraph: 1, exact: met in May}]}
speakers:
  - id: ann
    name: Ann
    evidence: [{paragraph: 1, exact: Ann chairs}]
    statements:
      - {text: All is well., evidence: [{paragraph: 2, exact: all is well}]}
      - {text: Nothing proves this.}
recommendations:
  - {id: r1, text: Open the windows, by: [ann], evidence: [{paragraph: 2, exact: windows}]}
  - id: r2
    text: Open them wide
    by: [ann]
    evidence: [{paragraph: 2, exact: windows}, {paragraph: 1, exact: met in May}]
  - {id: r3, text: Close the doors, by: [ann], evidence: [{paragraph: 1, exact: no such words}]}
sources:
  - {id: log, title: The log, url: "https://log.example/may", outline: [Who met, What was said]}
"""
SPOKEN = (
    "They met in May. Ann chairs the meeting.\n"
    "She said that all is well. It rained. Open the windows, she asked. Nobody stayed.\n"
)
"""The text of its source: two sentences that nobody cites, and all quotations but one."""


def sourced(text: str = SPOKEN) -> Collection:
    """Return the record with a source, opened with its text, or without an empty one."""
    texts = {"log": SourceText(text)} if text else {}
    return Collection([Dialogue(record(SOURCED), texts)])


ASKED = """\
tiptui: 1
event: {id: e, name: An event, start_date: 2024-04-18}
organizations:
  - {id: port-authority, name: The Port Authority, abbreviation: PA}
  - {id: union, name: The Union}
speakers: [{id: ann, name: Ann, organization: union}]
recommendations:
  - id: r1
    text: Light the quays.
    by: [ann]
    to: [port-authority, all]
    evidence: [{paragraph: 1, exact: light}]
    responses:
      - {status: noted, date: 2024-04, by: port-authority, text: It will be looked at.}
      - {status: accepted, by: Nobody}
      - {status: implemented, date: 2025, evidence: [{paragraph: 1, exact: lit}]}
  - {id: r2, text: Light them., by: [ann], to: [port-authority], repeats: [r1, e#r1, other#r1],
     evidence: [{paragraph: 1, exact: lit}]}
  - {id: r3, text: Wait., by: [ann], evidence: [{paragraph: 1, exact: wait}]}
sources: [{id: log, title: The log}]
"""
"""An addressee that is an organization, responses and repeats; no problem in it."""

BROKEN = SMALL.replace("start_date: 2024", "start_date: soon").replace("by: [crew]", "by: [crow]")
"""The small record with two errors: a date that is none, and a speaker who is not there."""

ADDED_TO = """\
tiptui: 1
event: {id: m, name: A meeting, start_date: 2024}
organizations:
- {id: ports, name: Ports Authority, abbreviation: PA}
- {id: water, name: Water Company}
themes:
- {id: safety, name: Safety at sea}
speakers:
- {id: ann, name: Ann Lee}
- {id: bob, name: Bob Hay}
recommendations:
- {id: r1, by: [ann], text: Light the quays, to: [The mayor], themes: [safety]}
- {id: r7, by: [bob], text: Mend the ladder}
sources:
- {id: log, type: transcript, title: Log, file: log.txt}
"""
"""A record to which something is added."""

NAMED = SMALL.replace("title: The log,", "title: The log, file: log.txt,")
"""The small record, which names the file of its source."""

LOG = "We have good air; nothing new. The windows.\nIt is cold water, and warm.\nNobody cites me."
"""The text in that file: all quotations stand in it, and a paragraph that nobody cites."""


WITH_IDS = """\
tiptui: 1
event:
  id: e
  name: An event
  start_date: 2024
  points: [{id: aim, text: To agree., themes: [air]}, {text: Bo objects., by: [bo]}]
organizations: [{id: sea, name: Sea}]
themes: [{id: air, name: Air}]
speakers:
  - id: ann
    name: Ann
    organization: sea
    statements: [{text: One.}, {id: ann-1, text: Two., themes: [air]}, {text: Three.}]
  - {id: bo, name: Bo, statements: [{id: reply, text: Four.}]}
recommendations:
  - {id: r1, text: Act, by: [bo], to: [sea], responses: [{status: noted, by: sea}]}
  - {id: r2, text: Act., by: [ann]}
"""
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
