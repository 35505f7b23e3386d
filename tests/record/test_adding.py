"""Items added to records: in every style the record is the old one with them, and no byte goes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.any_record import clean, records
from tests.kit.cases import rows
from tests.kit.other_readers import as_texts, read_by_others, with_item
from tests.kit.typist import Typist
from tiptui.record.edits import NotEdited, edit
from tiptui.record.load import parse
from tiptui.record.model import (
    Evidence,
    Point,
    Recommendation,
    Record,
    RecordedResponse,
    RecordedTheme,
    Speaker,
    Statement,
)
from tiptui.record.problem import Path
from tiptui.record.writing import Layout, Style, item_lines
from tiptui.report.json_data import tree

WORDS = [
    *("Light the quays", "a: b", "x # y", "- z", "it's", 'say "no"', "null", "12", "[a], {b}", "é"),
    *("سڑک پر روشنی", "在码头上点灯。", "word " * 40 + "end", "🙂 \\ end", "key:", "@ a", "%b"),
    *("a\u00a0b", "Could the port …?", "x?,", "a:b", "a:{", "--- a", "? a", "...", "2024-13-40"),
]
texts = st.sampled_from(WORDS) | clean


def additions(record: Record, text: str) -> list[tuple[Path, Any]]:
    """Return what can be added to a record: where, and what."""
    speaker, proof = record.speakers[0].id, record.event.evidence[:1]
    made = [
        (("recommendations",), Recommendation(id="new", text=text, by=(speaker,), evidence=proof)),
        (
            ("recommendations", 0, "responses"),
            RecordedResponse(status="noted", date="2024-05-01", text=text),
        ),
        (("speakers",), Speaker(id="new-speaker", name=text)),
        (("speakers", 0, "statements"), Statement(text=text, themes=(record.themes[0].id,))),
        (("event", "points"), Point(text=text, evidence=proof)),
        (("themes",), RecordedTheme(id="new-theme", name=text)),
    ]
    for list_ in ("recommendations", "speakers"):
        path = (list_, len(getattr(record, list_)) - 1, "evidence")
        made += [(path, each) for each in proof]
    return made


@pytest.mark.parametrize(("there", "becomes"), rows(__file__, "places.txt", "places"))
def test_a_place_is_written_where_and_as_it_stands(there: str, becomes: str) -> None:
    text = f"tiptui: 1\nevent:\n  id: m\n  name: A\n  start_date: 2024\n  {there}\nspeakers: []\n"
    record = parse(text.encode()).record
    assert record
    edited = edit(text.encode(), record, [(("event", "place"), "Lowen")])
    assert edited.decode() == text.replace(there, becomes)


@given(records(texts), st.integers(0, 10**6), st.data())
def test_the_record_has_some_items_more(drawn: Record, seed: int, data: st.DataObject) -> None:
    typed = Typist(seed).record(tree(drawn))
    record = parse(typed).record
    assert record == drawn, typed.decode()
    possible = additions(record, data.draw(texts))
    chosen = data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=4))
    # The same response may be given twice, but no id.
    items = [
        one for n, one in enumerate(chosen) if one not in chosen[:n] or not one[1].given().get("id")
    ]
    before, *others = read_by_others(typed)
    assert others == [before] * 2, typed.decode()
    try:
        added = edit(typed, record, items)
    except NotEdited as error:
        refused = (
            "written as JSON" if typed.lstrip(b"\xef\xbb\xbf")[:1] == b"{" else "no line break"
        )
        assert refused in str(error), typed.decode()  # noqa: PT017 (most are not refused)
        assert refused != "no line break" or typed[-1:] not in b"\r\n"
        return
    for path, item in items:
        before = with_item(before, path, item)
    assert read_by_others(added) == [before] * 3, added.decode()
    # No byte is lost, and none has another place.
    left = iter(added)
    assert all(byte in left for byte in typed)


def test_items_of_a_new_item_are_written_with_it() -> None:
    record = parse(HEAD.encode()).record
    assert record
    new = ("speakers",), Speaker(id="new", name="New")
    added = edit(HEAD.encode(), record, [new, (("speakers", 1, "statements"), Statement(text="T"))])
    assert added.decode() == HEAD.replace(
        "A}]", "A}, {id: new, name: New, statements: [{text: T}]}]"
    )


def test_an_empty_list_in_brackets_gets_its_first_item() -> None:
    typed = f"{HEAD}themes: [ ]  # none\n".encode()
    record = parse(typed).record
    assert record
    item = [(("themes",), RecordedTheme(id="t", name="T"))]
    assert edit(typed, record, item) == typed.replace(b"[ ]", b"[{id: t, name: T} ]")
    with pytest.raises(NotEdited, match="written in a way that"):
        edit(typed.replace(b"[ ]", b'""'), record, item)


SIGNS = "aby0 \"'-?:,[]{}#&*!|>%@`\\/=~<.é…ا🙂\u00a0\u200d\ufeff\u202e"
OTHERS = "yes No ON off y NULL ~ true 1e3 0x1f .inf = << 2024 2024-04-18 2024-02-31 12:30 --- ..."
signs = st.tuples(st.sampled_from(["", "a", "Is it"]), st.text(SIGNS, max_size=8)).map("".join)
anything = signs | st.sampled_from([*OTHERS.split(), "2024-04-18 10:00:00"])
layouts: st.SearchStrategy[Layout] = st.sampled_from(["brackets", "braces", "lines"])
styles = st.builds(
    Style,
    st.sampled_from([2, 4]),
    st.sampled_from([0, 2]),
    lists=st.dictionaries(st.sampled_from(["evidence", "themes", ""]), layouts),
    quoted=st.sampled_from([(), ("text",)]),
)


@settings(max_examples=2 * settings().max_examples)
@given(st.lists(anything, min_size=3, max_size=3), styles)
def test_whatever_is_written_is_the_same_text_to_all(words: list[str], style: Style) -> None:
    proof = Evidence(paragraph=1, exact=words[0])
    item = Statement(text=words[1], themes=(*filter(None, words),), evidence=(proof,))
    lines = "\n".join(item_lines(item, style)).encode()
    for kind in ("base", "safe"):
        assert read_by_others(lines, kind) == [[as_texts(item)]] * 3, lines.decode()


HEAD = "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A}]\n"
BLOCKS = "| > |+ >+ |- >- |2 |2+ |-2"
BELOW = """|/|//|///|/   |/      |/       /|/    # c/|//    # c/|//    # c|//# c/|/      \u00a0/|
/sources: []/|//sources: []/|///# c//sources: []"""
ENDS = [each.replace("/", "\n") for each in BELOW.replace("\n", "").split("|")]


@settings(max_examples=2 * settings().max_examples)
@given(
    block=st.sampled_from(BLOCKS.split()),
    below=st.sampled_from(ENDS),
    line_break=st.sampled_from(["\n", "\r\n", "\r"]),
    between=st.sampled_from(["", "\n"]),
    added=st.sampled_from(["recommendations", "responses"]),
)
def test_a_block_above_stays_the_same_text_to_all(
    block: str, below: str, line_break: str, between: str, added: str
) -> None:
    item_above = f"  - id: r1\n{between}    by: [a]\n    text: {block}\n      a b{below}"
    text = f"{HEAD}recommendations:\n{item_above}"
    typed = text.replace("\n", line_break).encode()
    path: Path = ("recommendations",)
    item: Any = Recommendation(id="new", text="More", by=("a",))
    if added == "responses":
        path, item = (*path, 0, added), RecordedResponse(status="noted")
    record = parse(typed).record
    assert record
    before = read_by_others(typed)[0]
    if typed.endswith(b"b") and "-" not in block:
        # To other readers the block would end in a line break.
        with pytest.raises(NotEdited, match="no line break at its end"):
            edit(typed, record, [(path, item)])
        return
    after = read_by_others(edit(typed, record, [(path, item)]))
    assert after == [with_item(before, path, item)] * 3


FOLDED = "    by: [a]\n    text: T\n    to:\n      - >-\n        all of\n        us\n"
FIRST = "    text: More\n    by: [a]\n    to: [us]\n"
BEHIND = "    text: More\n    by: [a]\n    to:\n      - us\n"


@pytest.mark.parametrize(
    ("there", "item"),
    [
        # Folded text at its end is no part of what follows, and one that is empty gets its first.
        (f"recommendations:\n  - id: r1\n{FOLDED}▸", f"  - id: new\n{BEHIND}"),
        ("recommendations:  # none yet\n▸", f"  - id: new\n{FIRST}"),
        ("recommendations:\n▸themes: [{id: t, name: T}]\n", f"  - id: new\n{FIRST}"),
        ("recommendations:\r\n▸", f"  - id: new\n{FIRST}".replace("\n", "\r\n")),
    ],
)
def test_an_item_stands_at_the_end_of_its_list(there: str, item: str) -> None:
    text = f"{HEAD}{there}sources: [{{id: s, title: S}}]\n"
    typed = text.replace("▸", "").encode()
    record = parse(typed).record
    assert record
    asked = Recommendation(id="new", text="More", by=("a",), to=("us",))
    added = edit(typed, record, [(("recommendations",), asked)])
    assert added.decode() == text.replace("▸", item)
    with pytest.raises(NotEdited):
        edit(typed.replace(b"2024", b"2025"), record, [(("recommendations",), asked)])


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_new_list_is_parted_from_others_as_they_are(between: str, line_break: str) -> None:
    head = HEAD.replace("event:", f"{between}event:")
    typed = head.replace("\n", line_break).encode()
    record = parse(typed).record
    assert record
    asked = Recommendation(id="new", text="More", by=("a",), to=("us",))
    added = edit(typed, record, [(("recommendations",), asked)])
    item = f"{between}recommendations:\n  - id: new\n{FIRST}"
    assert added.decode() == f"{head}{item}".replace("\n", line_break)
