"""Heads of lines that only the whole text tells: of captions, with signs, in capitals alone."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import pairwise

from tiptui.documents.document import Paragraph
from tiptui.proof.present import Line
from tiptui.text.names import (
    Head,
    capital_name,
    capitals,
    head_of,
    is_evident,
    is_office,
    is_role,
    own_words,
    shown_name,
    signed_name,
)


def caption_heads(lines: Iterable[Line]) -> dict[Line, Head]:
    """Return the heads of captions that name the voice in their text; none where few do."""
    captions = [line for line in lines if line.paragraph.time]
    heads = {
        line: head for line in captions if (head := head_of(line.text) or shown_name(line.text))
    }
    if len(heads) < 3 or len(heads) < 0.9 * len(captions):
        return {}
    if len(heads) == len(captions):
        return heads
    counts = Counter(head.name for head in heads.values())
    return {
        line: head for line, head in heads.items() if counts[head.name] > 1 or is_evident(head.name)
    }


def signed_heads(
    lines: Iterable[Line], found: Container[Line], paragraphs: Iterable[Paragraph]
) -> dict[Line, Head]:
    """Return what has signs and heads three lines or more, and stands nowhere else."""
    heads = {line: head for line in lines if line not in found and (head := signed_name(line.text))}
    counts = Counter(head.name for head in heads.values())
    often = {name for name, many in counts.items() if many > 2}
    words = (word.strip("*:.,()") for each in paragraphs for word in each.text.split() if often)
    said = Counter(word for word in words if word in often)
    return {line: head for line, head in heads.items() if said[head.name] == counts[head.name]}


def capital_heads(lines: Sequence[Line], uses: Callable[[], Mapping[str, int]]) -> dict[Line, Head]:
    """Return names in capitals on lines of their own, where most of such lines are those."""
    alone = [each for each in pairwise(lines) if capitals(each[0].text)]
    heads = {
        line: head
        for line, after in alone
        if not after.text.isupper() and (head := capital_name(line.text))
    }
    counts = Counter(head.name for head in heads.values())

    def is_told(head: Head) -> bool:
        if counts[head.name] < 2 and not any(map(is_office, head.notes)):
            return False
        return is_role(head.name) or not any(map(uses().get, own_words(head.name)))

    kept = {line: head for line, head in heads.items() if is_told(head)}
    names = {head.name for head in kept.values()}
    return kept if len(names) > 1 and 2 * len(kept) > len(alone) else {}
