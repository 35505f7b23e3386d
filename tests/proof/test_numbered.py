"""Numbered recommendations: number, words, states and status as printed, and none invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.golden import GOLDEN
from tiptui.documents.document import Paragraph, paragraphs
from tiptui.proof.numbered import Numbered, numbered_recommendations
from tiptui.proof.states import states_in

REVIEWS = [file.read_text("utf-8") for file in sorted(GOLDEN.glob("review-*.txt"))]


def read(text: str) -> tuple[list[Numbered], list[str], list[str]]:
    """Return what a text recommends, the numbers of what no state does, its paragraphs."""
    texts = list(paragraphs(text))
    return *numbered_recommendations([Paragraph(each) for each in texts]), texts


def told(text: str) -> list[str]:
    """Return what a text recommends: `number words / makers / status`."""
    items, _, texts = read(text)
    found = list[str]()
    for each in items:
        words = " ".join(texts[part.paragraph - 1][part.start : part.end] for part in each.words)
        heading = each.heading
        status = (heading.status or ("later" if heading.tells else "?")) if heading else "-"
        words = " ".join(words.split())
        found.append(f"{each.number} {words} / {', '.join(each.makers)} / {status}")
    return found


def in_short(text: str) -> list[str]:
    return [each.rpartition(" / ")[0] for each in told(text)]


@pytest.mark.parametrize("whole", REVIEWS)
def test_it_does_not_matter_how_the_text_is_parted(whole: str) -> None:
    expected = told(whole)
    by_line = "\n".join(line for line in whole.splitlines() if line)
    assert told(by_line) == expected
    if "\u201c" not in whole:  # a note would stand within
        assert told(" ".join(whole.split())) == expected


def test_what_follows_a_list_in_its_paragraph_is_no_part_of_it() -> None:
    text = (
        "7. The recommendations below enjoy the support of X: 1. Go (Chile); 2. Stay (Peru). "
        "8. The following recommendations did not enjoy its support: 1. Sing (Mali); "
        "3. Eat (Togo). "
        "9. All recommendations reflect the position of the submitting States (Spain)."
    )
    assert told(text) == [
        "1 Go / Chile / accepted",
        "2 Stay / Peru / accepted",
        "1 Sing / Mali / rejected",
        "3 Eat / Togo / rejected",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Rows of a table are read up to their next cell.
        (
            "Recommendation | Position\n\n7.1 Adopt the plan (Chile); | Supported | see (Peru)\n\n"
            "| 7.2 | Ensure safe quays (Spain) | Noted |\n\n7.3 Mend the lamps (Togo) | Noted",
            [
                "7.1 Adopt the plan / Chile",
                "7.2 Ensure safe quays / Spain",
                "7.3 Mend the lamps / Togo",
            ],
        ),
        # Items go over the page, past its head and foot.
        (
            "7. The recommendations below enjoy the support of X:\n  7.1 Go to the\n\n"
            "16\n                    A/HRC/43/15\n\nother place (Islamic Republic\nof Iran);\n"
            "7.2 Stay\n  there (Peru);\n  8.1 (b) of the plan was read;\n  7.3 Rest (Chile).",
            [
                "7.1 Go to the other place / Islamic Republic of Iran",
                "7.2 Stay there / Peru",
                "7.3 Rest / Chile",
            ],
        ),
        # Lists by theme bear several first numbers.
        (
            "Recommendation\nPosition\n\nTheme: quays\n7.1 Adopt the plan (Chile);\nSupported\n\n"
            "8.4 Ensure light (Peru);\nNoted\n- light (of all sorts)\n\n"
            "7.2 Mend lamps (Togo)\nSupported",
            ["7.1 Adopt the plan / Chile", "8.4 Ensure light / Peru", "7.2 Mend lamps / Togo"],
        ),
    ],
)
def test_items_end_with_their_states(text: str, found: list[str]) -> None:
    assert in_short(text) == found


@pytest.mark.parametrize(
    "text",
    [
        # A note that breaks off leaves the item before it without an end.
        "7. The recommendations below enjoy the support of X:\n\n7.1 Go there (Chile);\n\n"
        "7.2 Go to the place where the\n\n"
        "1 The recommendation as read in the meeting was to go to the\n\n"
        "other place (Spain).\n\n7.3 Stay (Peru).",
        "7. Recommendations:\n\n7.1 Do this (Chile);\n\n7.2 Do that (ICCPR);\n\n7.3 Go (Peru);",
    ],
)
def test_what_names_no_state_is_none_but_its_number_is_known(text: str) -> None:
    items, nameless, _ = read(text)
    assert [(each.number, *each.makers) for each in items] == [
        ("7.1", "Chile"),
        ("7.3", "Peru"),
    ]
    assert nameless == ["7.2"]


@pytest.mark.parametrize(
    "text",
    [
        # An agenda, and who speaks.
        "5.1 Opening statement (Chile);\n5.2 Statement (Norway);\n5.3 Closing remarks (Togo);",
        # Where things come from.
        "5. Recommendations:\n\n5.1 Chair (Chile);\n\n5.2 Ms. Ana Silva (Norway);",
        # Headings of a study.
        "We make recommendations.\n\n4.1 The first case (France)\n\n4.2 The second case (Chile)",
        # Nobody is named, or somebody else.
        "9. Recommendations:\n\n9.1 Install the update (Linux);\n\n9.2 Use it (Smith, 2019);",
        # A table of contents, with dots or without.
        "Recommendations\n\n1.1 Close it (Chile) ..... 4\n\n1.2 Protect it (France) . . . 5\n\n"
        "1.3 Go (Togo)\u2026\u2026 6\n\n1.4 Mend it (Peru)\t7",
        "Recommendations\n\n1.1 Close it (Chile) 4\n\n1.2 Protect it (France) 5\n\n1.3 Go (Togo) 5",
        # Cells of a table of anything else.
        "We make recommendations.\n\n1.1 Increase of 3.4 (Spain)\n\n1.2 Increase by 2 (Chile)\n\n"
        "1.3 Increase of 5 % (Togo)\n\n",
        "We make recommendations.\n\nIndicator | 2013\n\n1.1 Increase exports (Spain) | 5\n\n"
        "1.2 Reduce prices (Chile) | 7\n\n1.3 Improve roads (Togo) | 8",
        # Too few, under nothing.
        "Version 1.2.3 (Chile); 1.2.4 was made to fix it (Peru); 1.2.5 (Togo);",
    ],
)
def test_other_lists_are_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("bracket", "states"),
    [
        ("Chile/Iceland", "Chile|Iceland"),
        ("Bolivia (Plurinational State of), Peru", "Bolivia (Plurinational State of)|Peru"),
        ("Spain, on behalf of the European Union", "Spain"),
        ("the Netherlands", "Netherlands"),
        ("Slovenia 1", "Slovenia"),
        ("Br\u00e9sil, l\u2019\u00c9quateur", "Br\u00e9sil|\u00c9quateur"),
        ("Trinidad\nand Tobago", "Trinidad and Tobago"),
        *((other, "") for other in ("article 3, Chile", "Chile 2020", "", "Paris Principles")),
    ],
)
def test_states_are_known_by_what_they_are_called(bracket: str, states: str) -> None:
    assert "|".join(states_in(bracket)) == states


PIECES = ["7. ", "7.1 ", "7.2 ", "8.", "Do this ", "(Chile)", "(Iran (", ")", ";", "\n", "\n\n"]
PIECES += ["recommendations enjoy the support of X: ", "1. ", "(Peru, Togo);", "* ", "1 The "]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_a_text_has_its_words_stand_there(text: str) -> None:
    items, _, texts = read(text)
    for each in items:
        assert each.makers
        assert each.words
        for part in each.words:
            words = texts[part.paragraph - 1][part.start : part.end]
            assert words
            assert words == words.strip()
