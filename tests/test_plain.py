"""A record as plain text and as JSON."""

import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records import lahore, linked, small
from tiptui.record.links import Links
from tiptui.record.load import parse
from tiptui.record.model import (
    Attendance,
    Claim,
    Event,
    Evidence,
    Organization,
    Organizer,
    Point,
    Recommendation,
    Record,
    Source,
    Speaker,
    Statement,
    Theme,
)
from tiptui.record.problem import Place, Problem
from tiptui.report.plain import (
    as_json,
    as_text,
    circumstances,
    dates,
    found_data,
    found_line,
    full_name,
    makers,
    manner,
    office,
    present,
    problem_data,
    quotation,
    tree,
)
from tiptui.search.index import Found, find
from tiptui.text.visible import CONTROL, INVISIBLE, visible

# What a terminal obeys, what hides or turns words around, what ends a line somewhere, and prose.
HOSTILE = (
    "\x00\x07\t\n\v\f\r\x1b\x1c\x7f\x85\x9b\u2028\u2029\u061c\u202e\u2066\u200b\u00ad\ufeff"
    "\U000e0041 ab[]“”’é🙂ا"
)
anything = st.one_of(st.text(min_size=1, max_size=8), st.text(HOSTILE, min_size=1, max_size=8))


# Text that can stand in a record: no controls, no space at either end. Of what as_json escapes only
# the first plane, because the rest is a pair of escapes, which YAML does not read.
clean = st.one_of(
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Zl", "Zp"),
            exclude_characters="\ufffe\uffff",
            max_codepoint=0x1BC9F,
        ),
        max_size=8,
    ),
    st.text("ab \n\r:#'\"{}[],&*!|>%@`-?\\/é“”\u202e🙂ا", max_size=8),
).map(lambda text: text.strip() or "x")
in_lines = st.text("ab\n\r", max_size=6).map(lambda text: f"x{text}x")


def _several(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=2).map(tuple)


def _some_of(ids: list[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), unique=True, min_size=least, max_size=2).map(tuple)


def _ids(prefix: str, least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.integers(least, most).map(lambda count: [f"{prefix}{n}" for n in range(count)])


some_date = st.sampled_from(["2024", "2024-04", "2024-04-18"])


@st.composite
def records(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Record:
    """Records without an error, if `text` gives text that can stand in one."""
    bodies, themes = draw(_ids("body", 0, 2)), draw(_ids("theme", 0, 2))
    speakers, asked = draw(_ids("speaker", 1, 2)), draw(_ids("r", 0, 2))
    sources = draw(_ids("source", 1, 2))
    maybe = st.one_of(st.just(""), text)
    proof = _several(
        st.builds(
            Evidence,
            paragraph=st.integers(1, 2),
            exact=text,
            source=st.sampled_from(sources if len(sources) > 1 else [*sources, ""]),
        )
    )
    claim: dict[str, Any] = {
        "text": text,
        "themes": _some_of(themes),
        "evidence": proof,
        "note": maybe,
    }
    mode = st.sampled_from(["reported", "quoted"])
    kinds = st.sampled_from(["purpose", "background", "outcome", "commitment", None])
    attendance = st.builds(
        Attendance,
        count=st.one_of(st.none(), st.integers(0, 999_999_999)),
        approximate=st.booleans(),
        groups=_several(text),
    ).map(lambda value: None if value == Attendance() else value)
    organizers = (
        st.just(())
        if not bodies
        else _several(st.builds(Organizer, organization=st.sampled_from(bodies), role=maybe))
    )
    event = st.builds(
        Event,
        id=st.just("event"),
        name=text,
        classification=maybe,
        start_date=some_date,
        end_date=st.sampled_from(["", "2025-01-01"]),
        place=maybe,
        summary=maybe,
        topics=_several(text),
        organizers=organizers,
        attendance=st.one_of(st.none(), attendance),
        points=_several(st.builds(Point, **claim, kind=kinds, by=_some_of(speakers))),
        evidence=proof,
        note=maybe,
    )
    return Record(
        tiptui=1,
        event=draw(event),
        organizations=tuple(
            draw(
                st.builds(
                    Organization,
                    id=st.just(name),
                    name=text,
                    abbreviation=maybe,
                    other_names=_several(text),
                    note=maybe,
                )
            )
            for name in bodies
        ),
        themes=tuple(
            draw(st.builds(Theme, id=st.just(name), name=text, description=maybe))
            for name in themes
        ),
        speakers=tuple(
            draw(
                st.builds(
                    Speaker,
                    id=st.just(name),
                    name=text,
                    kind=st.sampled_from(["person", "group"]),
                    role=maybe,
                    organization=st.sampled_from(["", *bodies]),
                    other_names=_several(text),
                    evidence=proof,
                    statements=_several(st.builds(Statement, **claim, mode=mode, occasion=maybe)),
                    note=maybe,
                )
            )
            for name in speakers
        ),
        recommendations=tuple(
            draw(
                st.builds(
                    Recommendation,
                    id=st.just(name),
                    by=_some_of(speakers, 1),
                    to=_several(text),
                    mode=mode,
                    **claim,
                )
            )
            for name in asked
        ),
        sources=tuple(
            draw(
                st.builds(
                    Source,
                    id=st.just(name),
                    title=text,
                    type=st.sampled_from(["article", "other", None]),
                    publisher=maybe,
                    url=st.sampled_from(["", "https://example.org/a?b#c"]),
                    published=st.one_of(st.just(""), some_date),
                    language=st.sampled_from(["", "en", "ur-Latn"]),
                    file=maybe,
                    outline=st.one_of(
                        st.just(()), st.lists(text, min_size=2, max_size=3).map(tuple)
                    ),
                    note=maybe,
                )
            )
            for name in sources
        ),
    )


def all_claims(record: Record) -> list[Claim]:
    said = [statement for speaker in record.speakers for statement in speaker.statements]
    return [*record.event.points, *said, *record.recommendations]


def all_evidence(record: Record) -> list[Evidence]:
    holders = [record.event, *record.speakers, *all_claims(record)]
    return [item for holder in holders for item in holder.evidence]


def prose(record: Record) -> list[str]:
    """Every piece of text that a reader must be told."""
    event = record.event
    texts = [event.name, event.classification, event.place, event.summary, event.note]
    texts += [*event.topics, *(organizer.role for organizer in event.organizers)]
    texts += event.attendance.groups if event.attendance else ()
    for body in record.organizations:
        texts += [body.name, body.abbreviation, *body.other_names, body.note]
    for theme in record.themes:
        texts += [theme.name, theme.description]
    for speaker in record.speakers:
        texts += [speaker.name, speaker.role, *speaker.other_names, speaker.note]
        texts += [statement.occasion for statement in speaker.statements]
    for claim in all_claims(record):
        texts += [claim.text, claim.note]
    for item in record.recommendations:
        texts += [item.id, *item.to]
    for source in record.sources:
        texts += [source.title, source.publisher, source.url, source.note, *source.outline]
    return texts + [item.exact for item in all_evidence(record)]


# Text


@pytest.mark.parametrize("links", [lahore().links, small().links])
def test_the_text_has_everything_that_a_record_tells(links: Links) -> None:
    text = as_text(links)
    for part in prose(links.record):
        assert part in text


@settings(deadline=None, max_examples=30)
@given(records(anything))
def test_the_text_of_any_record_has_everything_it_tells_made_visible(record: Record) -> None:
    text = as_text(Links(record))
    for part in prose(record):
        assert visible(part) in text


@settings(deadline=None, max_examples=30)
@given(records(anything))
def test_nothing_in_a_record_gets_to_a_terminal_unseen_or_breaks_a_line(record: Record) -> None:
    text = as_text(Links(record))
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for character in set(text) - {"\n"}:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in turning
        assert character not in "\u061c\u200b\u200e\u200f\u00ad\u2060\ufeff\U000e0041"
    assert text.splitlines() == text.split("\n")[:-1]


@settings(deadline=None, max_examples=30)
@given(records(in_lines))
def test_a_line_break_in_a_record_is_a_space_in_its_text(record: Record) -> None:
    written = json.dumps(tree(record)).replace("\\n", " ").replace("\\r", " ")
    on_one_line = parse(written.encode()).record
    assert on_one_line
    assert as_text(Links(record)) == as_text(Links(on_one_line))


@settings(deadline=None, max_examples=30)
@given(records(st.text("ab ’'\"é", min_size=1, max_size=8)))
def test_typographic_quotation_marks_surround_the_words_of_evidence_and_nothing_else(
    record: Record,
) -> None:
    text = as_text(Links(record))
    quoted = re.findall("“([^“”]*)”", text)
    assert sorted(quoted) == sorted(item.exact for item in all_evidence(record))
    assert text.count("“") == text.count("”") == len(quoted)


def test_the_text_of_a_small_record() -> None:
    assert (
        as_text(small().links)
        == """\
An event
2024
3 speakers

Speakers
  Ann Ångström, Chair, Society for Sea Air (SSA)
    - The air is good.
      reported · Air
      ¶1 “good air”
    - The water is cold.
      reported
      ¶2 “cold water”
  Bo O’Brien
    - Nothing new.
      reported
      ¶1 “nothing”
  The crew

Recommendations
  r1  Open the windows
      Ann Ångström, Bo O’Brien · reported · Air
      ¶1 “windows”
  r2  Warm the sea
      The crew · reported · to the sun · Water
      ¶2 “warm”

Organizations
  Society for Sea Air (SSA)

Themes
  Air (2 claims)
  Water (1 claim)

Sources
  The log
    ¶1 Air
    ¶2 Water
"""
    )


def test_the_smallest_record_has_no_headings_without_lines() -> None:
    links = linked(
        "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A}]"
    )
    assert as_text(links) == "E\n2024\n1 speaker\n\nSpeakers\n  A\n"


def test_the_event_of_a_record_that_has_everything() -> None:
    links = linked("""\
tiptui: 1
event:
  id: e
  name: Event
  classification: hearing
  start_date: 2024-04-18
  end_date: 2024-04-20
  place: Lahore
  summary: "In\\nshort."
  topics: [one, two]
  organizers: [{organization: o, role: convener}, {organization: p}]
  attendance: {count: 1200, approximate: true, groups: [some, others]}
  points:
    - {text: All agree., note: Unsaid.}
    - {text: A object., kind: outcome, by: [a], themes: [t]}
  evidence: [{paragraph: 3, exact: words, source: s}]
  note: Remark.
organizations:
  - {id: o, name: Org, abbreviation: OO, other_names: [Ooo], note: Old.}
  - {id: p, name: Pal}
themes: [{id: t, name: Theme, description: What it is}]
speakers: [{id: a, name: A, other_names: [B, C], note: Tall.}]
sources:
  - {id: s, title: Log, type: minutes, publisher: Pub, url: "https://e.org", published: 2024-05}
  - {id: u, title: Film, note: Lost.}
""")
    assert (
        as_text(links)
        == """\
Event
hearing · 18 April 2024 to 20 April 2024 · Lahore
1 speaker of about 1,200 present
  present: some, others
  convener: Org (OO)
  organizer: Pal
  topics: one, two
  ¶3 “words” Log
  note: Remark.

In short.

Points
  - All agree.
    all present
    note: Unsaid.
  - A object.
    A · outcome · Theme

Speakers
  A
    also: B, C
    note: Tall.

Organizations
  Org (OO)
    also: Ooo
    note: Old.
  Pal

Themes
  Theme (1 claim): What it is

Sources
  Log · minutes · Pub · May 2024 · https://e.org
  Film
    note: Lost.
"""
    )


# Phrases


@pytest.mark.parametrize(
    ("attendance", "speakers", "phrase"),
    [
        (Attendance(count=90, approximate=True), 6, "6 speakers of about 90 present"),
        (Attendance(count=1), 1, "1 speaker of 1 present"),
        (Attendance(count=0), 2, "2 speakers of 0 present"),
        (Attendance(groups=("some",)), 6, "6 speakers"),
        (None, 1, "1 speaker"),
    ],
)
def test_how_many_spoke_of_how_many(
    attendance: Attendance | None, speakers: int, phrase: str
) -> None:
    assert present(attendance, speakers) == phrase


@pytest.mark.parametrize(
    ("start", "end", "phrase"),
    [
        ("2024-04-18", "", "18 April 2024"),
        ("2024-04-18", "2024-04-18", "18 April 2024"),
        ("2024-04-18", "2024-04-20", "18 April 2024 to 20 April 2024"),
        ("2024-04", "2024-05", "April 2024 to May 2024"),
        ("2024", "", "2024"),
    ],
)
def test_the_days_of_an_event(start: str, end: str, phrase: str) -> None:
    assert dates(Event(id="e", name="E", start_date=start, end_date=end)) == phrase


def test_who_a_speaker_is_and_where_from() -> None:
    links = lahore().links
    speakers = {speaker.id: office(links, speaker) for speaker in links.record.speakers}
    assert speakers["nimra-nazir"] == "Programme Assistant, IOM"
    assert speakers["ahmed-khan-bachar"] == "MPA Punjab and Opposition Leader"
    assert speakers["travel-agents"] == ""
    body = links["iom"]
    assert isinstance(body, Organization)
    assert full_name(body) == "International Organization for Migration (IOM)"
    assert full_name(replace(body, abbreviation="")) == "International Organization for Migration"


def test_who_made_a_claim_and_how_it_is_given() -> None:
    links = lahore().links
    assert makers(links, "r7") == "Ahmed Khan Bachar"
    assert makers(links, "point/1") == "all present"
    assert makers(small().links, "r1") == "Ann Ångström, Bo O’Brien"
    recommendation, point = links.record.recommendations[1], links.record.event.points[0]
    assert manner(recommendation) == "reported"
    assert manner(point) == "purpose"
    assert manner(replace(point, kind=None)) == ""
    assert circumstances(links, recommendation) == [
        "to all stakeholders, local communities",
        "Partnership",
    ]
    said = links.record.speakers[0].statements[0]
    assert circumstances(links, said) == ["opening remarks", "Partnership"]


def test_a_quotation_names_its_source_where_a_record_has_several() -> None:
    evidence = Evidence(paragraph=4, exact="words")
    assert quotation(small().links, evidence) == "¶4 “words”"
    sources = (Source(id="a", title="Log"), Source(id="b", title="Film"))
    several = Links(replace(small().links.record, sources=sources))
    assert quotation(several, replace(evidence, source="b")) == "¶4 “words” Film"


# Findings and problems


def test_a_finding_is_one_line_with_kind_id_who_and_text() -> None:
    lines = [found_line(found) for found in find(small().index, "air")]
    assert lines == [
        "speaker         ann  Ann Ångström, Chair, Society for Sea Air",
        "statement       ann/1  Ann Ångström: The air is good.",
        "recommendation  r1  Ann Ångström, Bo O’Brien: Open the windows",
    ]


@given(anything, anything)
def test_a_finding_stays_one_line_whatever_is_in_it(name: str, text: str) -> None:
    speaker = Speaker(id="s", name=name)
    line = found_line(Found("statement", "s/1", text, (speaker,)))
    assert line == f"statement       s/1  {visible(name)}: {visible(text)}"
    assert len(line.splitlines()) == 1


def test_a_finding_as_data_has_the_keys_that_programs_rely_on() -> None:
    found = find(lahore().index, "surveillance")[0]
    assert found_data(lahore().links, found) == {
        "kind": "recommendation",
        "id": "r7",
        "text": found.text,
        "by": ["ahmed-khan-bachar"],
        "evidence": [
            {"paragraph": 7, "exact": "surveillance mechanisms to monitor trafficking activities"},
            {"paragraph": 7, "exact": "at the grassroots level"},
        ],
    }
    speaker = find(lahore().index, "uzma")[0]
    assert found_data(lahore().links, speaker)["by"] == ["uzma-kardar"]
    assert found_data(lahore().links, speaker)["evidence"][1] == {
        "paragraph": 6,
        "exact": "(MPA) Punjab",
    }


def test_a_problem_as_data() -> None:
    problem = Problem(Place(3, 7), "message", "code", warning=True)
    assert problem_data("f.yaml", problem) == {
        "file": "f.yaml",
        "line": 3,
        "column": 7,
        "severity": "warning",
        "message": "message",
        "code": "code",
    }


# JSON


@settings(deadline=None, max_examples=40)
@given(records(clean))
def test_a_record_as_json_is_a_file_with_the_same_record(record: Record) -> None:
    loaded = parse(as_json(tree(record), ascii_only=False).encode())
    assert [problem for problem in loaded.problems if not problem.warning] == []
    assert loaded.record == record


def test_the_default_record_as_json_is_a_file_with_the_same_record() -> None:
    record = lahore().links.record
    for ascii_only in (False, True):
        assert parse(as_json(tree(record), ascii_only).encode()).record == record


def test_a_tree_leaves_out_what_is_empty_and_keeps_a_zero() -> None:
    assert tree(Attendance(count=0)) == {"count": 0}
    assert tree(Speaker(id="a", name="A")) == {"id": "a", "name": "A", "kind": "person"}
    assert tree((Theme(id="t", name="T"),)) == [{"id": "t", "name": "T"}]


data = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), anything),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(anything, inner)),
    max_leaves=10,
)


@settings(deadline=None)
@given(data, st.booleans())
def test_json_loses_nothing_and_hides_nothing(value: Any, ascii_only: bool) -> None:
    text = as_json(value, ascii_only)
    assert json.loads(text) == value
    assert text.endswith("\n")
    assert not CONTROL.search(text)
    assert not INVISIBLE.search(text)
    assert text.isascii() or not ascii_only


def test_json_keeps_letters_and_escapes_what_a_terminal_obeys_or_hides() -> None:
    text = as_json("é🙂ا\x1b\x7f\x9b\u202e\U000e0041\r\n", ascii_only=False)
    assert text == '"é🙂ا\\u001b\\u007f\\u009b\\u202e\\udb40\\udc41\\r\\n"\n'
