"""Who asked the same, and who asked something like it; whom it is asked of."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import collected
from tiptui.collection import again
from tiptui.collection.addressees import asked, times_asked
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.stops import Stop
from tiptui.collection.terms import term_of, term_to
from tiptui.record.model import (
    Event,
    Evidence,
    Organization,
    Recommendation,
    Record,
    Speaker,
    Theme,
)
from tiptui.search.query import parse


def asks(id: str, text: str = "Light the quays at night", **given: Sequence[str]) -> Recommendation:
    """A recommendation of Ann's, to the port under safety if nothing else is given."""
    said: dict[str, tuple[str, ...]] = {"to": ("port",), "themes": ("safety",)}
    said |= {key: tuple(each) for key, each in given.items()}
    proof = (Evidence(paragraph=1, exact="light"),)
    return Recommendation(
        id=id,
        text=text,
        by=("ann",),
        to=said["to"],
        themes=said["themes"],
        repeats=said.get("repeats", ()),
        evidence=proof,
    )


def dialogue(
    id: str, date: str, *asked: Recommendation, several: bool = True, port: str = "The port"
) -> Dialogue:
    record = Record(
        tiptui=1,
        event=Event(id=id, name=f"Dialogue {id}", start_date=date),
        organizations=(Organization(id="port", name=port),),
        themes=(Theme(id="safety", name="Safety"), Theme(id="costs", name="Costs")),
        speakers=(Speaker(id="ann", name="Ann"),),
        recommendations=asked,
    )
    return Dialogue(record, several=several)


def series(*dialogues: Dialogue) -> Collection:
    return Collection(dialogues, several=True)


# The same.


@given(
    st.lists(st.sampled_from(["2023", "2024", "2024-04"]), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8),
)
def test_a_chain_is_the_same_from_every_member_each_once_in_order_of_date(
    dates: list[str], repeats: list[tuple[int, int]]
) -> None:
    # Also where they go round in a circle, as records can that were never checked together.
    names = [f"e{n // 2}#r{n % 2}" for n in range(2 * len(dates))]
    links = [(one, other) for one, other in repeats if max(one, other) < len(names)]
    asked = [
        asks(f"r{n % 2}", repeats=[names[other] for one, other in links if one == n])
        for n in range(len(names))
    ]
    opened = series(
        *(dialogue(f"e{n}", date, *asked[2 * n : 2 * n + 2]) for n, date in enumerate(dates))
    )
    group = {name: {name} for name in names}
    for one, other in links:
        both = group[names[one]] | group[names[other]]
        group |= dict.fromkeys(both, both)
    for number, name in enumerate(names):
        chain = opened.again.chain(name)
        assert set(chain) == group[name]
        order = [(dates[names.index(each) // 2], names.index(each)) for each in chain]
        assert order == sorted(order), number
        assert len(order) == len(group[name])


def test_a_chain_goes_through_several_records_and_names_of_its_own() -> None:
    opened = series(
        dialogue("new", "2025", asks("r1", repeats=["mid#r1", "gone#r1"]), asks("r2")),
        dialogue(
            "mid", "2024", asks("r1", repeats=["r2"]), asks("r2", repeats=["mid#r3"]), asks("r3")
        ),
        dialogue("old", "2023", asks("r1", repeats=["new#r2"])),
    )
    assert opened.again.chain("mid#r2") == ["mid#r1", "mid#r2", "mid#r3", "new#r1"]
    assert opened.again.chain("new#r2") == ["old#r1", "new#r2"]


def test_a_record_by_itself_knows_no_other() -> None:
    asked = [asks("r1"), asks("r2", repeats=["e#r1", "other#r1"])]
    opened = Collection([dialogue("e", "2024", *asked, several=False)])
    assert opened.again.chain("r1") == ["r1", "r2"]


# The like.


def test_similar_is_what_is_worded_alike_to_the_same_addressee_under_a_common_theme() -> None:
    opened = series(
        dialogue(
            "a",
            "2024",
            asks("r1", "Light both quays all night"),
            asks("r2", "Light both quays all night", to=["the mayor"]),
            asks("r3", "Light both quays all night", themes=["costs"]),
            asks("r4", "Paint each bench in the park"),
        ),
        dialogue(
            "b",
            "2025",
            asks("r1", "Light both quays at night"),
            asks("r2", "Light both quays all night", themes=["costs", "safety"]),
            asks("r3", "Light both quays all night!", repeats=["a#r1"]),
        ),
        dialogue("c", "2025", asks("r1", "Light both quays all night"), port="Another port"),
    )
    stops = opened.stops("a#r1")
    assert [name for name, _ in stops.beside.similar] == ["b#r2", "b#r1"]
    assert [name for name, _ in stops.beside.again] == ["a#r1", "b#r3"]
    assert [name for name, _ in opened.stops("c#r1").beside.similar] == []


def test_addressees_in_words_are_the_same_where_they_fold_to_the_same() -> None:
    opened = series(
        dialogue("a", "2024", asks("r1", to=["The Mayor"])),
        dialogue("b", "2025", asks("r1", to=["the máyor"])),
    )
    assert [name for name, _ in opened.stops("a#r1").beside.similar] == ["b#r1"]


def test_a_few_are_similar_and_of_many_those_nearest_in_the_records_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = series(dialogue("a", "2024", *(asks(f"r{n}") for n in range(9))))
    similar = again.similar(opened, "a#r4", opened.dialogues[0].record.recommendations[4])
    assert len(similar) == again.MOST_SIMILAR == 4
    monkeypatch.setattr(again, "_COMPARED", 1)
    near = again.similar(opened, "a#r4", opened.dialogues[0].record.recommendations[4])
    assert near == ["a#r3", "a#r5"]


def test_only_so_many_addressees_with_a_theme_are_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = series(
        dialogue("a", "2024", asks("r1", to=["port", "x"]), asks("r2"), asks("r3", to=["x"]))
    )
    assert [name for name, _ in opened.stops("a#r1").beside.similar] == ["a#r2", "a#r3"]
    monkeypatch.setattr(again, "_MOST_PAIRS", 1)
    asked = opened.dialogues[0].record.recommendations[0]
    assert again.similar(opened, "a#r1", asked) == ["a#r2"]


# Where the cursor stops.


def test_the_stops_of_a_recommendation_end_with_whom_it_asks_and_who_asks_the_same() -> None:
    opened = series(
        dialogue("a", "2024", asks("r1", to=["port", "The Mayor", "the mayor", "—"])),
        dialogue("b", "2025", asks("r1", to=[], repeats=["a#r1"])),
    )
    proof = opened.evidence("a#r1")[0]
    assert list(opened.stops("a#r1")) == [
        Stop("a#r1"),
        Stop("a#r1", proof),
        *map(Stop, ("a#port", "a#whom:the mayor", "a#r1", "b#r1")),
    ]
    assert list(opened.stops("b#r1"))[2:] == [Stop("a#r1"), Stop("b#r1")]


# Addressees.

WORDY = """\
tiptui: 1
event: {id: e, name: E, start_date: 2024}
organizations: [{id: port, name: The Port}]
themes: [{id: air, name: Air}]
speakers: [{id: ann, name: Ann}]
recommendations:
  - {id: r1, text: One, by: [ann], to: [the Mayor, port, 'The "Mayor"', none]}
  - {id: r2, text: Two, by: [ann], to: [THE MAYOR, 'the mayor of a/b #1']}
"""


def test_an_addressee_in_words_is_one_thing_that_is_asked() -> None:
    opened = collected(WORDY)
    (dialogue,) = opened.dialogues
    assert dialogue.event_stops == (
        *("e", "air", "port", "whom:the mayor", "whom:none", "whom:the mayor of a/b #1"),
    )
    mayor = opened["whom:the mayor"]
    assert mayor == ("the Mayor",)
    assert [name for name, _ in opened.entries("whom:the mayor")] == ["r1", "r2"]
    assert opened.related("whom:the mayor").recommendations == [0, 1]
    assert "whom:the mayor" in opened.related("r2").others
    assert opened.evidence("whom:the mayor") == ()
    assert dialogue.links.path("whom:the mayor") == ("recommendations", 0, "to")
    assert opened.get("whom:the") is None


@pytest.mark.parametrize(
    ("name", "term", "found"),
    [
        ("port", "to:port", ["r1"]),
        ("whom:the mayor", 'to:"=the Mayor"', ["r1", "r2"]),
        ("whom:none", "to:=none", ["r1"]),
        ("whom:the mayor of a/b #1", 'to:"=the mayor of a/b #1"', ["r2"]),
    ],
)
def test_what_an_addressee_is_asked_is_found_by_its_term(
    name: str, term: str, found: list[str]
) -> None:
    opened = collected(WORDY)
    assert term_to(opened, name) == term
    assert list(opened.index.hits(parse(term_to(opened, name))).recommendations) == found
    assert term_of(opened, name) == term_to(opened, name)


def test_an_addressee_in_words_is_one_across_records() -> None:
    opened = series(
        dialogue("a", "2024", asks("r1", to=["Unit #1/b"])),
        dialogue("b", "2025", asks("r1", to=["unit #1/b"])),
        dialogue("c", "2025", asks("r1")),
    )
    name = "b#whom:unit #1/b"
    assert opened.same(name) == ["a#whom:unit #1/b", name]
    assert [each for each, _ in opened.entries(name)] == ["a#r1", "b#r1"]
    assert opened.related(name).recommendations == [0, 1]
    assert asked(opened, name) == [0, 1]
    assert asked(opened, "a#port") == [2]
    assert [times_asked(opened, each) for each in (name, "a#port")] == [2, 1]
