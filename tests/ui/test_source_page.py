"""The page of the sources: a long paragraph is drawn piece by piece, and nothing of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tests.kit.records import SMALL, collected, indexed, small
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.proof import passages
from tiptui.proof.passages import Passage, Passages
from tiptui.proof.source_text import SourceText
from tiptui.ui.panes.page import draw_blocks, stop_in
from tiptui.ui.panes.source_page import NOT_LOADED, Sources
from tiptui.ui.terminal.widths import FILLER
from tiptui.view.following import go_to_uncited, next_hit
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View
from tools.growth import steps

WORDS = ["good air", "windows.", "Cold", "nothing", "xx", "x" * 20, "go\u200fod", "मि"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join)


def paged(text: str, *words: str) -> tuple[Sources, Passages]:
    """Return the page of a text in one paragraph, of which some words are cited."""
    opened = Dialogue(small().dialogues[0].record, {"log": SourceText(text)})
    sides = tuple(((word,),) for word in words)
    return Sources(opened, opened.passages.matching(sides), words), opened.passages


def pieces(page: Sources, found: Passages) -> list[Content]:
    """Return the drawn pieces of the first paragraph."""
    numbers = [n for n, piece in enumerate(found.pieces) if piece.paragraph == 1]
    first = [next(block for block in page.blocks(n) if block.indent) for n in numbers]
    assert [block.lead for block in first] == ["¶1", *[""] * (len(first) - 1)]
    return [block.text for block in first]


def test_of_a_text_that_is_loaded_nothing_says_that_it_is_not() -> None:
    page, _ = paged("good air")
    assert NOT_LOADED not in [block.text.plain for block in page.blocks(0)]


def test_the_number_of_a_paragraph_is_whole_and_stands_apart_from_its_text() -> None:
    text = SMALL.replace("paragraph: 2, exact: warm", "paragraph: 12345, exact: warm")
    opened = collected(text.replace(", outline: [Air, Water]", ""))
    [dialogue] = opened.dialogues
    page = Sources(dialogue, dialogue.passages.stops, ())
    last = len(dialogue.passages.pieces) - 1
    lines = [line.text.plain for line in draw_blocks(page.blocks, last, 40)]
    assert [line.strip() for line in lines] == ["", "¶12345", "“warm” 1 claim"]
    assert lines[1].startswith("¶12345 ")
    assert lines[2].startswith(" " * len("¶12345 ") + "“")


def styled(parts: list[Content], style: str) -> str:
    """Return all words in a style, or all words, without the spaces between them."""
    spans = [(part.plain, span) for part in parts for span in part.spans if span.style == style]
    words = (plain[span.start : span.end] for plain, span in spans)
    return re.sub(f"[ {FILLER}]", "", "".join(words if style else (part.plain for part in parts)))


@given(TEXTS)
def test_the_pieces_of_a_paragraph_are_all_of_it_with_all_its_marks(text: str) -> None:
    whole = pieces(*paged(text, "oo"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "PIECE", 16)
        page, found = paged(text, "oo")
        parts = pieces(page, found)
    assert all(end - start <= 16 for _, _, start, end in found.pieces)
    for style in ("", "cited", "uncited", "match"):
        assert styled(parts, style) == styled(whole, style), style
    for number, stop in enumerate(found.matching(((("oo",),),))):
        blocks = page.blocks(found.piece_of(stop))
        stops = [stop_in(span) for block in blocks for span in block.text.spans]
        assert (number in stops) == (stop.start >= 0)


def test_a_piece_begins_with_a_sentence_or_else_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passages, "PIECE", 16)
    text = "They met. All well. One two three four five. " + "x" * 20
    assert [piece.plain for piece in pieces(*paged(text))] == [
        "They met.",
        "All well.",
        "One two three",
        "four five.",
        "x" * 16,
        "x" * 4,
    ]


def test_a_piece_takes_no_longer_where_the_paragraph_is_longer() -> None:
    def drawn(size: int) -> int:
        page, found = paged("good air and water, " * size, "air")
        assert len(found.pieces) > 3
        return steps(lambda: list(page.blocks(2)))

    drawn(1_000)
    assert drawn(4_000) < 1.1 * drawn(1_000)


def test_only_of_the_sentences_in_a_piece_it_is_asked_if_they_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, found = paged("They should act. " * 500)
    is_asking, asked = Passages.is_asking, list[Passage]()

    def note(self: Passages, sentence: Passage) -> bool:
        asked.append(sentence)
        return is_asking(self, sentence)

    monkeypatch.setattr(Passages, "is_asking", note)
    assert len(found.pieces) > 3
    drawn = next(iter(page.blocks(2))).text.plain
    assert 0 < len(asked) == drawn.count("▸")


def test_from_one_place_to_the_next_is_one_step_in_a_long_text_too() -> None:
    def gone(size: int) -> int:
        opened = Dialogue(small().dialogues[0].record, {"log": SourceText("Cold air. " * size)})
        scene = Scene(indexed(Collection([opened])), View(main=Pane.SOURCE, query="air"))
        scene.passage  # noqa: B018 (found once)
        opened.passages.prepare()
        return steps(lambda: next_hit(scene, -1)) + steps(lambda: go_to_uncited(scene))

    assert gone(400) == gone(200)
