"""Who asked the same, and who asked something like it; whom it is asked of."""

from hypothesis import given
from hypothesis import strategies as st

from tests.kit.askers import WORDY, asks, dialogue, series
from tests.kit.records import collected, indexed
from tiptui.collection.opened import AGAIN, Collection, Stop


def chain(opened: Collection, name: str) -> list[str]:
    return [opened.shown(each.ref) for each in indexed(opened).same.chain(name)]


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
        linked = chain(opened, name)
        assert set(linked) == group[name]
        order = [(dates[names.index(each) // 2], names.index(each)) for each in linked]
        assert order == sorted(order), number
        assert len(order) == len(group[name])


def test_a_chain_goes_by_ids_of_its_own_record_and_a_record_alone_knows_no_other() -> None:
    asked = [asks("r1"), asks("r2", repeats=["r1", "other#r1"]), asks("r3", repeats=["e#r2"])]
    single = Collection([dialogue("e", "2024", *asked)])
    assert chain(single, "e#r1") == ["r1", "r2", "r3"]


# The like.


def beside(opened: Collection, name: str) -> dict[str, list[str]]:
    """What the detail of a recommendation tells after it, by what stands above."""
    stops, told = indexed(opened).stops(name), dict[str, list[str]]()
    for position in range(stops.told, stops.size):
        if position in stops.labels:
            told[stops.labels[position]] = names = []
        names.append(opened.shown(stops.thing(position).ref))
    return told


def test_what_asks_the_same_is_linked_or_worded_so_whoever_is_asked() -> None:
    opened = series(
        dialogue(
            "a",
            "2024",
            asks("r1", "Light both quays of Port Amber at night"),
            asks("r2", "Light both quays of Port Amber at night!", to=["the mayor"]),
            asks("r3", "LIGHT both quays of Port\u00a0Amber at night", themes=["costs"]),
            asks("r4", "Light both quays of Lowen in winter"),
        ),
        dialogue(
            "b",
            "2025",
            asks("r1", "Light both quays of Port Amber all night"),
            asks("r2", "At night light both quays of Port Amber", to=[]),
            asks("r3", "Buy a boat", repeats=["a#r1"]),
        ),
        dialogue(
            "c", "2025", asks("r1", "Light both quays of Port Amber at night", repeats=["b#r3"])
        ),
    )
    index = indexed(opened)
    rows = index.rows["recommendations"]
    assert [(rows.ref(row), why.name) for row, why in index.same.alike("a#r1").items()] == [
        ("a#r1", "ITSELF"),
        *[("b#r3", "LINKED"), ("c#r1", "LINKED")],
        *[("a#r2", "EQUAL"), ("a#r3", "EQUAL")],
        *[("b#r1", "NEARLY"), ("b#r2", "NEARLY")],
    ]
    assert beside(opened, "a#r1") == {
        "Speakers": ["a#ann"],
        "Addressees": ["a#port"],
        "Themes": ["a#safety"],
        "Asked again": ["a#r1", "b#r3", "c#r1"],
        "In the same words · 2, in 1 dialogue": ["a#r2"],
        "In nearly the same words · 2, in 1 dialogue": ["b#r1"],
    }
    assert index.same.count(index.same.alike("a#r1")) == (
        "6 in 3 dialogues (2 linked, 2 in the same words, 2 in nearly the same words)"
    )
    assert list(index.same.alike("a#port")) == []
    # What has no words is like nothing.
    wordless = series(dialogue("a", "2024", asks("r1", "?!"), asks("r2", "?!")))
    assert list(beside(wordless, "a#r1")) == ["Speakers", "Addressees", "Themes"]


def test_the_detail_tells_a_few_of_many_one_of_each_dialogue_and_how_many_there_are() -> None:
    asked = [asks(f"r{n}", f"Light quay {'n' if n else 'm'} at night now") for n in range(9)]
    single = Collection([dialogue("a", "2024", *asked)])
    assert beside(single, "a#r1")["In the same words · 7"] == ["r2", "r3", "r4", "r5"]
    opened = series(*(dialogue(f"e{n}", "2024", *asked) for n in range(6)))
    told = beside(opened, "e0#r0")
    assert told["In the same words · 5, in 5 dialogues"] == [f"e{n}#r0" for n in (1, 2, 3, 4)]
    assert told["In nearly the same words · 48, in 6 dialogues"] == [f"e{n}#r1" for n in range(4)]


# Where the cursor stops.


def test_the_stops_of_a_recommendation_end_with_what_it_leads_to_and_who_asks_the_same() -> None:
    opened = series(
        dialogue("a", "2024", asks("r1", to=["port", "The Mayor", "the mayor", "—"])),
        dialogue("b", "2025", asks("r1", to=[], repeats=["a#r1"])),
    )
    proof = opened["a#r1"].evidence[0]
    assert list(indexed(opened).stops("a#r1")) == [
        Stop("a#r1"),
        Stop("a#r1", proof, "", 1),
        Stop("a#ann", None, "by"),
        *(Stop(name, None, "to") for name in ("a#port", "a#whom:the mayor")),
        Stop("a#safety", None, "theme"),
        *(again := [Stop(name, None, AGAIN) for name in ("a#r1", "b#r1")]),
    ]
    assert list(indexed(opened).stops("b#r1"))[4:] == again


# Addressees.


def claims(opened: Collection, name: str) -> list[str]:
    """The claims that are told of something."""
    stops = indexed(opened).stops(name)
    return [opened.shown(stops.thing(position).ref) for position in range(stops.told)]


def test_an_addressee_in_words_is_one_thing_that_is_asked() -> None:
    opened = collected(WORDY)
    (dialogue,) = opened.dialogues
    parties = ("port", "whom:the mayor", "whom:none", "whom:the mayor of a/b #1")
    assert dialogue.event_stops == ("e", "e#air", *(f"e#{each}" for each in parties))
    mayor = opened["whom:the mayor"]
    assert mayor.name == "the Mayor"
    assert claims(opened, "whom:the mayor") == ["r1", "r2"]
    assert opened.related("whom:the mayor").of["recommendations"] == [0, 1]
    assert "e#whom:the mayor" in opened.related("r2").others
    assert mayor.evidence == ()
    assert mayor.path == ("recommendations", 0, "to")
    assert opened.get("whom:the") is None


def test_an_addressee_in_words_is_one_across_records() -> None:
    opened = series(
        dialogue("a", "2024", asks("r1", to=["Unit #1/b"])),
        dialogue("b", "2025", asks("r1", to=["unit #1/b"])),
        dialogue("c", "2025", asks("r1")),
    )
    name = "b#whom:unit #1/b"
    assert [each.ref for each in opened.same(name)] == ["a#whom:unit #1/b", name]
    assert claims(opened, name) == ["a#r1", "b#r1"]
    assert opened.related(name).of["recommendations"] == [0, 1]
    asked = [[each.times_asked for each in opened.same(of)] for of in (name, "a#port")]
    assert asked == [[1, 1], [0, 0, 1]]
