"""Which passages of a draft are quotations, and which words of a text they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.cases import rows
from tiptui.documents.document import Paragraph, paragraphs
from tiptui.proof.draft_quotations import positions, quotations_in
from tiptui.proof.source_text import SourceText
from tiptui.proof.wording import find_words
from tiptui.record.problem import Position

# Each pair of marks around the words of the quotation.
MARKS = ["« {} »", *'“{}” „{}“ „{}” «{}» »{}« ‹{}› 「{}」 『{}』 "{}" ‘{}’'.split()]


def quotations(text: str, is_quote: bool = False) -> list[str]:
    parts = [Paragraph(part, is_quote=is_quote) for part in paragraphs(text)]
    return [quotation.exact.strip() for quotation in quotations_in(parts)]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("He said “we go now” and “no more words”.", ["we go now", "no more words"]),
        # Two words are none, and three in brackets are not of the source.
        ("The “two words”, “[and three more] two words”, “well-being services”.", []),
        ("“He said ‘we go now’ to her.”", ["He said ‘we go now’ to her."]),
        ("“Out “in the words” out”", ["Out “in the words” out"]),
        ("‘We don’t go now’, the states’ men said.", ["We don’t go now"]),
        ("‘The workers’ rights must be kept’ is right.", ["The workers’ rights must be kept"]),
        ("‘They help workers’ and the states’ men agree.", ["They help workers"]),
        ('A 5" pipe, and "three words here", 6" long.', ["three words here"]),
        ("„Wir gehen jetzt“, sagte sie. »Wir gehen jetzt«", ["Wir gehen jetzt"] * 2),
        ("「我们今年去」「我们」『我们明年必须去』", ["我们明年必须去"]),
        ("“One two three.\n\n“Four five six.”", ["One two three.", "Four five six."]),
        ("“One two three\n\nfour five” six", ["One two three four five"]),
        ("An “unclosed mark.\n\nAnother paragraph.", []),
        ("So:\n\n> We go now,\n> all of us.", ["We go now,\nall of us."]),
        ("> “We go now,” she said.", ["We go now,"]),
        ("So:\n\n> We go now.\n> — Ann Lee, of the Union", ["We go now."]),
        ("> We go now.\n\n> — Ann Lee, of the Union", ["We go now."]),
        ("So:\n\n> -- We go now", ["-- We go now"]),
    ],
)
def test_quotations_of_a_draft(draft: str, expected: list[str]) -> None:
    assert quotations(draft) == expected


def test_a_paragraph_that_is_set_apart_is_a_quotation() -> None:
    assert quotations("We go now.", is_quote=True) == ["We go now."]


def test_a_quotation_has_the_words_beside_it() -> None:
    draft = "Ann said:|> We go now.|> We go now.|It rained. Bo said “we go now” and sat. He left."
    found = quotations_in([*map(Paragraph, draft.split("|"))])
    assert [(quotation.own, quotation.around) for quotation in found] == [
        *[("> xxxxxxxxx.", "Ann said:")] * 2,
        ("Bo said “xxxxxxxxx” and sat.", "It rained. ;  He left."),
    ]


def test_quotations_have_their_lines() -> None:
    text = "We go now.\n\n**“We\ngo now”** and\n  “never\nmore again”\n> go on then\n"
    found = quotations_in([*map(Paragraph, paragraphs(text))])
    assert [*positions(found, text)] == [Position(3, 3), Position(5, 3)]


TEXT = (
    "The Minister: So ‹ all › say. We must act now, because the people’s valleys want 5.3 percent"
    " more — and soon."
    "\n\nAnn Lee: The State “should” never give up on 3.5 billion trees, and\nso should we.\n\n"
    "Das Fürstentum zahlt $5 für die Überfahrt. 我们必须在明年之前采取行动，保护所有人。"
)


SOFT = "We mu\xadst act now, because", "nearly"


@pytest.mark.parametrize(("exact", "found"), [*rows(__file__, "wordings.txt", "words"), SOFT])
def test_words_of_a_text(exact: str, found: str) -> None:
    places = find_words([exact], {"text": SourceText(TEXT)})[exact].occurrences
    is_verbatim = any(place.is_verbatim for place in places)
    assert found == ("verbatim" if is_verbatim else "nearly" if places else "not found")


@pytest.mark.parametrize(
    ("exact", "paragraph", "words"),
    [
        ("the State “should” ever give", 2, "The State “should” never give"),
        ("We must act soon", 1, "We must act now"),  # the last word is another
        ("必须在明年之后采取行动", 3, "必须在明年之前采取行动"),
        ("give up on 4.5 billion trees", 2, "give up on 3.5 billion trees"),
    ],
)
def test_the_nearest_words_are_aligned(exact: str, paragraph: int, words: str) -> None:
    other = SourceText("Nothing is the same here, then and there.")
    others = dict.fromkeys("1234567", other)
    near = find_words([exact], {**others, "b": SourceText(TEXT)})[exact].nearest
    assert near
    assert (near.source, near.paragraph, near.words) == ("b", paragraph, words)
    assert 0.7 < near.likeness < 1


WORDS = st.lists(
    st.text("abcdeéüßñабвгд", min_size=2, max_size=6), min_size=30, max_size=60, unique=True
)


@given(WORDS, st.data())
def test_words_cut_from_texts_are_verbatim_in_all_marks(
    words: list[str], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)), min_size=6, max_size=8)))
    parts = [words[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    exact = " … ".join(map(" ".join, parts))
    text = SourceText("\n\n".join(" ".join(words[at : at + 20]) for at in range(0, len(words), 20)))
    marks = data.draw(st.sampled_from(MARKS))
    assert quotations(f"She said {marks.format(exact)}, and left.") == [exact]
    (place,) = find_words([exact], {"text": text})[exact].occurrences
    assert place.is_verbatim
    at = data.draw(st.sampled_from([n for n, letter in enumerate(exact) if letter.isalpha()]))
    changed = f"{exact[:at]}z{exact[at + 1 :]}"
    assert not find_words([changed], {"text": text})[changed].occurrences


@given(st.text("“”„«»‹›「」『』‘’\"'> \nabs.", max_size=60))
def test_any_marks_leave_separate_spans(text: str) -> None:
    for quotation in quotations_in([*map(Paragraph, paragraphs(text))]):
        assert quotation.exact
