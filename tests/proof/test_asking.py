"""Sentences that ask: known by their words, in documents of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.proof.asking import where_asks
from tiptui.text.words import sentences


def asked(text: str) -> list[str]:
    found = (text[slice(*span)] for span in sentences(text))
    return [each[start:] for each in found if (start := where_asks(each)) is not None]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("The quays are dark. We must light them. So.", "must light them."),
        ("Action: Ada writes.", "Action: Ada writes."),
        ("燈很暗。我們應該點燈。", "應該點燈。"),
    ],
)
def test_a_sentence_is_found_from_where_it_asks(text: str, asks: str) -> None:
    assert asked(text) == [asks]


@pytest.mark.parametrize(
    "text",
    [
        "The union called upon the port to light the quays.",
        "It recommended that lamps be put up.",
        "She encouraged the port to mend its lamps.",
        "I would just like the mayor to clarify this.",
        "BE IT RESOLVED THAT the quays be lit.",
        "The union asked for lamps.",
        "In March we asked for lamps, and they must be lit.",
        "Il faut éclairer les quais.",
        "Le comité invite le port à éclairer les quais.",
        "Hay que iluminar los muelles.",
        "El comité recomendó que se iluminaran los muelles.",
        "Pedimos al puerto que actúe.",
    ],
)
def test_it_asks(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    (
        "The mustard is ready.¶Should we light the quays?¶I don't see why we should light them.¶"
        "It should be fine.¶We don't need to light them.¶The port accepts the recommendation.¶"
        "Recommendations 3 and 4 were implemented.¶I should like to thank you.¶"
        "I now call upon the Minister.¶They had asked a question.¶In March we asked for lamps.¶"
        "We accept what was asked for.¶The request was made in May.¶Les quais sont sombres.¶"
        "Los muelles son oscuros."
    ).split("¶"),
)
def test_it_does_not_ask(text: str) -> None:
    assert not asked(text)


PIECES = ["must ", "should ", "We ", "call on ", "a ", "to ", ". ", "? ", "\n", "like the ", "need"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_whatever_is_said_what_asks_ends_its_sentence(text: str) -> None:
    ends = {text[:end].rstrip() for _, end in sentences(text)}
    for asks in asked(text):
        assert asks
        assert any(end.endswith(asks) for end in ends)
