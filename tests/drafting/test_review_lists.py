"""Numbered recommendations: number, words, states and status as printed, and none invented."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.cases import cases, rows
from tests.kit.golden import GOLDEN
from tiptui.documents.document import Paragraph, paragraphs
from tiptui.drafting.item_lines import lines_of
from tiptui.drafting.items import Item
from tiptui.drafting.occasion import review_in
from tiptui.drafting.review_headings import words_of
from tiptui.drafting.review_lists import review_items
from tiptui.drafting.states import states_in

REVIEWS = [file.read_text("utf-8") for file in sorted(GOLDEN.glob("review-*.txt"))]


def read(texts: Sequence[str]) -> tuple[list[Item], list[str]]:
    document = list(map(Paragraph, texts))
    review = review_in(document)
    state = words_of(review.name) if review else frozenset[str]()
    return review_items(lines_of(document), state)


def numbered(text: str) -> list[str]:
    """Return the recommendations of a text, and numbers without a state, as in the cases."""
    texts = paragraphs(text)
    items, nameless = read(texts)
    found = list[str]()
    for item in items:
        said = " ".join(" ".join(texts[n - 1][start:end] for n, start, end in item.words).split())
        status = item.answer.status if item.answer else "?"
        found.append(
            " / ".join((f"{item.number} {said}", ", ".join(item.makers), status, *item.themes))
        )
    return [*found, *([f"without a state: {', '.join(nameless)}"] if nameless else [])]


@pytest.mark.parametrize(("text", "expected"), cases(__file__, "review_lists.txt"))
def test_recommendations_have_their_words_states_and_status(text: str, expected: str) -> None:
    assert numbered(text) == expected.splitlines()


@pytest.mark.parametrize("whole", REVIEWS)
def test_the_division_of_a_text_into_paragraphs_does_not_matter(whole: str) -> None:
    expected = numbered(whole)
    by_line = "\n".join(line for line in whole.splitlines() if line)
    assert numbered(by_line) == expected
    if "\u201c" not in whole:  # a note would stand within
        assert numbered(" ".join(whole.split())) == expected


# Headings.

REVIEW = "1. The review of Belmar was held at the 5th meeting, on 4 May 2019."
ITEMS = "7.1 Close the quays (Chile);\n\n7.2 Mend the lamps (Norway);\n\n7.3 Sell it (Togo)."


def status(sentence: str, review: str = REVIEW) -> str:
    """Return the status that a heading above a list gives."""
    (found,) = {
        line.rpartition(" / ")[2] for line in numbered(f"{review}\n\n7. {sentence}:\n\n{ITEMS}")
    }
    return found


HEADINGS = Path(__file__).with_name("headings.txt").read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize("line", HEADINGS)
def test_a_heading_gives_a_status_only_where_rules_explain_all_of_it(line: str) -> None:
    expected, _, sentence = line.partition(": ")
    assert status(sentence) == expected
    assert expected != "?" or status(sentence, "A text.") == "?"


# In each language: who is meant, what is recommended, and what becomes of it, by its status.
GRAMMAR = [
    (
        "The following recommendations|The recommendations listed below|These recommendations",
        {
            "accepted": "enjoy the support of @|have been accepted by @|are supported by @",
            "rejected": "did not enjoy the support of @|were rejected by @|are not accepted by @",
            "noted": "have been noted by @|did not enjoy the support of @ and would thus be noted",
        },
        "never|not yet|hardly|only|perhaps|no longer|partly not|if possible|nor|without doubt not|"
        "unless amended|should|might|almost|by 2030|neither|in no way|some of them|reportedly",
    ),
    (
        "Les recommandations suivantes|Les recommandations énumérées ci-après",
        {
            "accepted": "recueillent l\u2019adhésion de @|ont été acceptées par @",
            "rejected": "n\u2019ont pas recueilli l\u2019adhésion de @|ne sont pas acceptées par @",
            "noted": "ont été notées par @|ont été examinées par @, qui en a pris note",
        },
        "jamais|guère|aucune|sans|si possible|peut-être|non|ni|encore|plus|seulement|rarement|"
        "presque|devraient|pourraient|pas toutes|en principe|personne|nulle|sous réserve",
    ),
    (
        "Las siguientes recomendaciones|Las recomendaciones que figuran a continuación",
        {
            "accepted": "cuentan con el apoyo de @|fueron aceptadas por @|gozan del apoyo de @",
            "rejected": "no cuentan con el apoyo de @|fueron rechazadas por @",
            "noted": "han sido anotadas por @|fueron examinadas por @, que ha tomado nota de ellas",
        },
        "nunca|jamás|tampoco|ninguna|sin|si es posible|quizás|ni|todavía|aún|solo|apenas|casi|"
        "deberían|podrían|no todas|en principio|nadie|salvo|algunas",
    ),
]
OTHERS = "Norway|other delegations|the Working Group|several States|Belmar and Chile".split("|")
SAID = [
    (f"{what} {words}", given_status, doubts.split("|"))
    for whats, becomes, doubts in GRAMMAR
    for what in whats.split("|")
    for given_status, said in becomes.items()
    for words in said.split("|")
]


@given(st.sampled_from(SAID), st.data(), st.sampled_from([REVIEW, "A text."]))
def test_a_sentence_that_is_spoilt_has_no_status(
    said: tuple[str, str, list[str]], data: st.DataObject, review: str
) -> None:
    sentence, expected, doubts = said
    spoilt = data.draw(st.sampled_from(["", "", "doubt", "supporter"]))
    state = data.draw(st.sampled_from(OTHERS)) if spoilt == "supporter" else "Belmar"
    words = sentence.replace("@", state).split()
    if spoilt == "doubt":
        doubt, at = data.draw(st.sampled_from(doubts)), data.draw(st.integers(0, len(words)))
        words.insert(at, doubt if at else doubt.capitalize())
    assert status(" ".join(words), review) == ("?" if spoilt else expected)


# States and words.


@pytest.mark.parametrize(("bracket", "states"), rows(__file__, "states.txt", "states"))
def test_states_are_known_by_their_names(bracket: str, states: str) -> None:
    assert "|".join(states_in(bracket)) == states


PIECES = ["7. ", "7.1 ", "7.2 ", "8.", "Do this ", "(Chile)", "(Iran (", ")", ";", "\n", "\n\n"]
PIECES += ["recommendations enjoy the support of X: ", "1. ", "(Peru, Togo);", "* ", "1 The "]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_words_of_each_recommendation_stand_in_the_text(text: str) -> None:
    texts = paragraphs(text)
    items, _ = read(texts)
    for item in items:
        assert item.makers
        assert item.words
        for number, start, end in item.words:
            words = texts[number - 1][start:end]
            assert words
            assert words == words.strip()
