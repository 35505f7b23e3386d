"""Several records as one collection: as one record alone, and as its rows hold a query."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import example, given, settings

from tests.kit.any_record import clean, records
from tests.kit.comparing import compare_query
from tests.kit.oracle import Oracle, as_typed
from tests.kit.records import ids_of, indexed, lahore
from tests.kit.views import scene, told
from tests.kit.writer import ODD, POOL, Writer, seeds
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import in_order
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.record.model import Record
from tiptui.search.rows import FOUND, KINDS
from tiptui.view.contents import show
from tiptui.view.state import Pane, View

# A record alone, and a collection of nothing else


@settings(max_examples=15)
@given(records(clean))
@example(lahore().dialogues[0].record)
def test_of_a_collection_of_one_record_the_same_is_told_as_of_the_record_alone(
    record: Record,
) -> None:
    single = Collection([Dialogue(record)])
    one = Collection([Dialogue(record)], several=True)
    for local in ids_of(single.dialogues[0]):
        name = one.dialogues[0].prefix + local
        assert list(indexed(one).stops(name)) == list(indexed(single).stops(name))
        if local != record.event.id:  # to which, among others, belongs all that is in it
            for kind in FOUND:
                assert [*one.related(name).of[kind]] == [*single.related(name).of[kind]]


# Several records, and the rows that hold a query


def as_many(seed: int) -> list[Writer]:
    """Return writers of records whose people, organizations and ids are much the same."""
    chance = Random(seed)
    count = chance.randint(2, 4)
    return [Writer(chance.getrandbits(32), [*POOL, *ODD], f"e{number}") for number in range(count)]


def opened(writers: Sequence[Writer]) -> tuple[dict[str, Opened], Collection]:
    """Return what the files of records gave, and the collection of all."""
    files, dialogues = {}, []
    for writer in writers:
        single, _ = writer.opened()
        assert single.dialogue
        file = f"{writer.event}.yaml"
        dialogue = Dialogue(single.dialogue.record, single.dialogue.texts, file)
        files[file] = replace(single, read=single.read._replace(file=file), dialogue=dialogue)
        dialogues.append(dialogue)
    return files, Collection(in_order(dialogues), several=True)


@settings(max_examples=4)
@given(seeds)
def test_of_several_records_search_finds_and_lists_count_what_holds_the_query(seed: int) -> None:
    _, collection = opened(as_many(seed))
    oracle, chance = Oracle(collection), Random(seed)
    everything = oracle.listed([])
    for terms in ([], *(oracle.terms(chance) for _ in range(12))):
        compare_query(collection, oracle, terms, chance)
        listed = oracle.listed(terms)
        shown, titles = show(scene(collection, View(query=as_typed(terms)))), {}
        for kind in KINDS:
            of = f"{len(listed[kind])} of " if terms else ""
            titles[kind] = f"{kind.capitalize()} · {of}{len(everything[kind])}"
        claims = titles["recommendations"]
        for kind in ("statements", "points"):
            claims += f" │ {titles[kind]}" if everything[kind] else ""
        assert told(shown[Pane.EVENT].titles[0]).partition(" │")[0] == titles["dialogues"]
        lists = [told(shown[pane].titles[0]) for pane in (Pane.SPEAKERS, Pane.RECOMMENDATIONS)]
        assert lists == [titles["speakers"], claims], terms
    for row in (each for each in oracle.rows if each.kind == "speaker"):
        related = collection.related(row.ref)
        dialogues = [collection.dialogues[number] for number in related.of["dialogues"]]
        assert dialogues == [thing.dialogue for thing in row.things]
        own = [claim.ref for thing in row.things for claim in thing.claims]
        for kind in ("recommendations", "statements"):
            rows = indexed(collection).rows[kind]
            there = [rows.ref(number) for number in related.of[kind]]
            assert there == [each for each in own if f"{collection[each].kind}s" == kind]
