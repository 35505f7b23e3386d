"""Records for tests."""

from functools import cache

from tiptui.cli.main import default_record
from tiptui.record.links import Links, link
from tiptui.record.load import load, parse
from tiptui.record.model import Record
from tiptui.search.index import Index, index

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


def record(text: str) -> Record:
    """Gives the record of a YAML text without errors."""
    loaded = parse(text.encode())
    assert loaded.record, loaded.problems
    return loaded.record


@cache
def small() -> Index:
    """Gives the small record, ready for search."""
    return index(link(record(SMALL)))


@cache
def lahore() -> Index:
    """Gives the default record, ready for search."""
    loaded = load(default_record())
    assert loaded.record
    return index(link(loaded.record))


def linked(text: str) -> Links:
    """Gives the record of a YAML text without errors, linked."""
    return link(record(text))
