"""The turns of the text of a source, kept with the text once they are read."""

from bisect import bisect_left
from typing import NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.proof.locate import Located
from tiptui.proof.source_text import SourceText
from tiptui.speakers.turns import Turn, transcript_with_labels


class Spoken(NamedTuple):
    """The turns of a text, and their lines in its order, each with the number of its turn."""

    turns: tuple[Turn, ...]
    lines: list[tuple[TextSpan, int]]


def turns_of(text: SourceText) -> tuple[Turn, ...]:
    """Return the turns of a transcript; none for other texts."""
    return text.derive(_read).turns


def turns_at(text: SourceText, located: Located | TextSpan) -> list[int]:
    """Return the numbers of the turns that have some of the words at a place, the last first."""
    lines = text.derive(_read).lines
    behind = TextSpan(located.paragraph, located.end, 0)
    numbers: list[int] = []
    for at in range(bisect_left(lines, (behind, 0)) - 1, -1, -1):
        line, number = lines[at]
        if (line.paragraph, line.end) <= (located.paragraph, located.start):
            break
        if number not in numbers:
            numbers.append(number)
    return numbers


def widen(text: SourceText, words: TextSpan) -> TextSpan:
    """Return the whole sentences with some words, without the label of who speaks."""
    start, end = words.start, words.end
    for first, last in text.sentences[words.paragraph - 1]:
        if first < words.end and words.start < last:
            start = min(start, first)
            end = max(end, last)

    for line, _ in text.derive(_read).lines:
        if line.paragraph == words.paragraph and start < line.start < end:
            return TextSpan(words.paragraph, line.start, end)
    return TextSpan(words.paragraph, start, end)


def _read(text: SourceText) -> Spoken:
    turns = transcript_with_labels(text.as_printed()).turns
    lines: list[tuple[TextSpan, int]] = []
    for number, turn in enumerate(turns):
        lines.extend((line, number) for line in turn.words)
    return Spoken(turns, sorted(lines))
