"""Items added to records: in every style the record is the old one with them, and no byte goes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.any_record import records
from tests.typist import Typist
from tiptui.record.edits import NotEdited, add_items
from tiptui.record.load import parse
from tiptui.record.model import Point, Recommendation, Record, Response, Speaker, Statement, Theme
from tiptui.record.problem import Path
from tiptui.report.json_data import tree

WORDS = [
    *("Light the quays", "a: b", "x # y", "- z", "it's", 'say "no"', "null", "12", "[a], {b}", "é"),
    *("سڑک پر روشنی", "在码头上点灯。", "word " * 40 + "end", "🙂 \\ end", "key:", "@ a", "%b"),
    "a\u00a0b",
]
texts = st.sampled_from(WORDS)


def additions(record: Record, text: str) -> list[tuple[Path, Any]]:
    """Return what can be added to a record: where, and what."""
    speaker, proof = record.speakers[0].id, record.event.evidence[:1]
    made = [
        (("recommendations",), Recommendation(id="new", text=text, by=(speaker,), evidence=proof)),
        (
            ("recommendations", 0, "responses"),
            Response(status="noted", date="2024-05-01", text=text),
        ),
        (("speakers",), Speaker(id="new", name=text)),
        (("speakers", 0, "statements"), Statement(text=text, themes=(record.themes[0].id,))),
        (("event", "points"), Point(text=text, evidence=proof)),
        (("themes",), Theme(id="new", name=text)),
    ]
    for list_ in ("recommendations", "speakers"):
        path = (list_, len(getattr(record, list_)) - 1, "evidence")
        made += [(path, each) for each in proof]
    return made


@settings(max_examples=2 * settings().max_examples)
@given(records(texts), st.integers(0, 10**6), st.data())
def test_the_record_has_one_item_more(drawn: Record, seed: int, data: st.DataObject) -> None:
    typed = Typist(seed).record(tree(drawn))
    record = parse(typed).record
    assert record == drawn, typed.decode()
    path, item = data.draw(st.sampled_from(additions(record, data.draw(texts))))
    try:
        added = add_items(typed, record, [(path, item)])
    except NotEdited as error:
        pytest.fail(f"{error} {path}\n{typed.decode()}")
    start = next(n for n in range(len(added)) if typed[n : n + 1] != added[n : n + 1])
    rest, longer = typed[start:], added[start:]
    while rest and rest[-1] == longer[-1]:
        rest, longer = rest[:-1], longer[:-1]
    # Between what was put there and a comma, where that had to be put elsewhere.
    assert rest in longer


HEAD = "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A}]\n"
FOLDED = "    by: [a]\n    text: T\n    to:\n      - >-\n        all of\n        us\n"
FIRST = "    text: More\n    by: [a]\n    to: [us]\n"
BEHIND = "    text: More\n    by:\n      - a\n    to:\n      - us\n"


@pytest.mark.parametrize(
    ("there", "item"),
    [
        # Folded text at its end is no part of what follows, and one that is empty gets its first.
        (f"recommendations:\n  - id: r1\n{FOLDED}", f"  - id: new\n{BEHIND}"),
        ("recommendations:  # none yet\n", f"  - id: new\n{FIRST}"),
    ],
)
def test_an_item_stands_at_the_end_of_its_list(there: str, item: str) -> None:
    typed = f"{HEAD}{there}sources: [{{id: s, title: S}}]\n".encode()
    record = parse(typed).record
    assert record
    asked = Recommendation(id="new", text="More", by=("a",), to=("us",))
    added = add_items(typed, record, [(("recommendations",), asked)])
    assert added == typed.replace(b"sources:", f"{item}sources:".encode())
    with pytest.raises(NotEdited):
        add_items(typed.replace(b"2024", b"2025"), record, [(("recommendations",), asked)])


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_list_that_is_new_is_parted_from_others_as_these_are(between: str) -> None:
    typed = HEAD.replace("event:", f"{between}event:")
    record = parse(typed.encode()).record
    assert record
    asked = Recommendation(id="new", text="More", by=("a",), to=("us",))
    added = add_items(typed.encode(), record, [(("recommendations",), asked)])
    item = f"{between}recommendations:\n  - id: new\n{FIRST}"
    assert added.decode() == f"{typed}{item}"
