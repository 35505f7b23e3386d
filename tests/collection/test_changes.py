"""Changes between two versions of records, and between two rounds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.any_record import clean, records
from tests.kit.askers import asks, dialogue
from tests.kit.commands import Capture, outcome
from tests.kit.records import SMALL
from tiptui.collection.changes import find_changes, side_without_addressees
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection
from tiptui.record.model import Evidence, Recommendation, Record, Statement
from tiptui.report.plain import Pen


def side(*dialogues: Dialogue) -> Live:
    live = Live([""], {})
    live.take(News({}, Collection(dialogues, several=True)))
    return live


def compare(old: Live, new: Live) -> list[tuple[str, str, str]]:
    return [
        (change.kind, change.old.ref if change.old else "", change.new.ref if change.new else "")
        for change in find_changes(old, new, side_without_addressees(old, new))
    ]


WORDS = "Light all quays of the old port at night"
OTHERS = "Buy a boat for the pilots"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (asks("r1", WORDS), asks("r1", f"{WORDS} now"), ["reworded"]),
        (asks("r1", WORDS), asks("r1", WORDS, to=["boats"]), ["changed"]),
        # With the same id, the number or the words agree.
        (asks("r1", WORDS), asks("r1", OTHERS), ["new", "gone"]),
        (asks("r1", WORDS, number="1.2"), asks("r1", OTHERS, number="1.2"), ["reworded"]),
        (
            asks("r1", WORDS, number="1.2"),
            asks("r2", OTHERS, number="1.2"),
            ["reworded", "changed"],
        ),
        (asks("r1", WORDS), asks("r2", WORDS), ["changed"]),
        (asks("r1", WORDS), asks("r2", WORDS, to=["boats"]), ["new", "gone"]),
        (asks("r1", WORDS, to=["port", "boats"]), asks("r2", WORDS, to=["Boats"]), ["changed"]),
        (asks("r1", "?!"), asks("r2", "?!"), ["new", "gone"]),
    ],
)
def test_claims_of_an_event_are_the_same_by_id_number_or_words(
    old: Recommendation, new: Recommendation, kinds: list[str]
) -> None:
    there = side(dialogue("e", "2024", old)), side(dialogue("e", "2024", new))
    assert [kind for kind, *_ in compare(*there)] == kinds


def test_statements_without_an_id_are_the_same_by_their_quotation_then_by_their_words() -> None:
    def says(*said: tuple[str, str]) -> Live:
        made = (
            Statement(text=text, evidence=(Evidence(paragraph=1, exact=exact),))
            for text, exact in said
        )
        of = dialogue("e", "2024").record
        ann = replace(of.speakers[0], statements=tuple(made))
        return side(Dialogue(replace(of, speakers=(ann,))))

    old = says((WORDS, "light"), (OTHERS, "boat"))
    assert compare(old, says((WORDS, "boat"), (OTHERS, "other"))) == [
        ("reworded", "e#ann/2", "e#ann/1"),
        ("new", "", "e#ann/2"),
        ("gone", "e#ann/1", ""),
    ]
    assert compare(old, says((OTHERS, "other"), (WORDS, "light"))) == [
        ("changed", "e#ann/2", "e#ann/1")
    ]


def test_between_rounds_recommendations_of_one_addressee_are_paired_by_words() -> None:
    asked = [asks("r1", WORDS), asks("r2", WORDS, to=["boats"]), asks("r3", OTHERS)]
    new = [asks("r3", f"1.2.3 {WORDS}"), asks("r1", f"{WORDS} now"), asks("r4", OTHERS, to=[])]
    before, after = side(dialogue("a", "2020", *asked)), side(dialogue("b", "2024", *new))
    assert compare(before, after) == [
        ("again", "a#r1", "b#r3"),
        ("reworded", "a#r1", "b#r1"),
        ("new", "", "b#r4"),
        ("gone", "a#r2", ""),
        ("gone", "a#r3", ""),
    ]


@pytest.mark.parametrize("id", ["a", "b"])
def test_a_list_without_addressees_is_matched_by_words(id: str) -> None:
    bare = side(dialogue("a", "2020", asks("r1", WORDS, to=[]), asks("r2", OTHERS, to=[])))
    asked = asks("s1", WORDS, to=["boats"]), asks("s2", f"{OTHERS} now", to=["boats"])
    kinds = Counter(kind for kind, old, new in compare(bare, side(dialogue(id, "2024", *asked))))
    assert not kinds["new"] + kinds["gone"]


def test_new_words_that_stand_in_another_dialogue_are_asked_again() -> None:
    old, more = (
        dialogue("a", "2024", asks("r1", WORDS)),
        dialogue("b", "2025", asks("r1", f"{WORDS}!")),
    )
    assert compare(side(old), side(old, more)) == [("again", "", "b#r1")]
    assert compare(side(old, more), side(old)) == [("gone", "b#r1", "")]


def test_the_claims_of_a_record_that_can_t_be_read_are_not_gone(
    tmp_path: Path, capsys: Capture
) -> None:
    for name in ("old/a", "old/b", "old/c", "new/a", "new/b"):
        file = tmp_path / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(SMALL.replace("id: e,", f"id: {file.stem},"))
    (tmp_path / "new/b.yaml").write_text("tiptui: [1")
    status, out, err = outcome(["diff", f"{tmp_path}/old/", f"{tmp_path}/new"], capsys)
    assert {line.split()[1].split("#")[0] for line in out.splitlines()} == {"c"}
    told = f"tiptui: {tmp_path}/new/b.yaml can't be read; tiptui check says why\n"
    assert (status, err) == (1, told)
    status, out, err = outcome(["diff", f"{tmp_path}/new", f"{tmp_path}/old"], capsys)
    assert {line.split()[0] for line in out.splitlines()} == {"again"}
    assert (status, err) == (1, told)


def test_words_that_differ_are_marked_by_a_style_or_else_by_brackets() -> None:
    assert Pen().mark("a\x1b b", [(1, 2)]) == "a[␛] b"
    assert Pen(80, coloured=True).mark("a b", [(2, 3)]) == "a \x1b[1;4;35mb\x1b[0m"


some_words = st.lists(st.sampled_from("light quay boats night all the".split()), min_size=1)
prose = st.one_of(clean, some_words.map(" ".join))


def _edit(record: Any, chance: Random) -> Record:
    """Return a record with some claims left out, moved, said twice, in other words, answered."""

    def edit_list(items: tuple[Any, ...]) -> tuple[Any, ...]:
        found = list[Any]()
        for item in items:
            match chance.randrange(6):
                case 0:
                    pass
                case 1:
                    text = f"{item.text} {chance.choice(['now', 'later'])}"
                    found.append(replace(item, text=text))
                case 2 if isinstance(item, Statement) and not item.id:
                    found += [item, item]
                case 3 if getattr(item, "responses", ()):
                    found.append(replace(item, responses=item.responses[:-1]))
                case 4:
                    found.insert(0, item)
                case _:
                    found.append(item)
        return tuple(found)

    speakers = [replace(each, statements=edit_list(each.statements)) for each in record.speakers]
    event = replace(record.event, points=edit_list(record.event.points))
    asked = edit_list(record.recommendations)
    edited: Record = replace(record, event=event, speakers=tuple(speakers), recommendations=asked)
    return edited


def mirror(changes: Iterable[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    told = Counter[tuple[str, str, str]]()
    for kind, old, new in changes:
        mirrored = "gone" if not old else "new" if not new else kind
        told[mirrored, new, old] += 1
    return told


@given(
    st.lists(records(prose), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_the_changes_back_mirror_those_there_and_there_is_none_to_itself(
    made: list[Record], chance: Random, are_rounds: bool
) -> None:
    made = [replace(of, event=replace(of.event, id=f"e{n}")) for n, of in enumerate(made)]
    edited = [_edit(record, chance) for record in made]
    if are_rounds:
        edited = [replace(of, event=replace(of.event, id=f"f{n}")) for n, of in enumerate(edited)]
    olds, news = (side(*map(Dialogue, of)) for of in (made, edited))
    assert compare(olds, side(*map(Dialogue, made))) == []
    there, back = compare(olds, news), compare(news, olds)
    assert mirror(there) == mirror(mirror(back))


@given(records(prose), st.randoms(use_true_random=False), prose)
def test_one_statement_more_is_one_change(record: Any, chance: Random, text: str) -> None:
    position = chance.randrange(len(record.speakers))
    speaker = record.speakers[position]
    said = list(speaker.statements)
    twin = chance.choice(said) if said and chance.random() < 0.5 else None
    proof = twin.evidence if twin else ()
    said.insert(chance.randint(0, len(said)), Statement(text=text, evidence=proof))
    speakers = list(record.speakers)
    speakers[position] = replace(speaker, statements=tuple(said))
    more = replace(record, speakers=tuple(speakers))
    assert [kind for kind, *_ in compare(side(Dialogue(record)), side(Dialogue(more)))] == ["new"]
