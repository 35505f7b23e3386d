"""The items that a document marks, each with its makers, addressees and answer: the last stage.

`item_lines` has the first of the stages; docs/documents.md says what is taken.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tiptui.documents.document import Document, TextSpan
from tiptui.drafting.answers import Answer, answer_beside, answer_in, one_answer
from tiptui.drafting.item_kinds import INQUIRY, ListOf, lists_of
from tiptui.drafting.item_lines import CELL, ONE, MarkedLine
from tiptui.drafting.item_runs import Run
from tiptui.drafting.item_texts import INQUIRED, ItemText, asks, cut_texts, kind_said
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_TOP = 15  # lines that name the body
_LONGEST = 6_000  # letters of the top
_LONGEST_LINE = 200


class Item(NamedTuple):
    """An item: the spans of its words, its title, and who asks it of whom by when."""

    number: str
    words: tuple[TextSpan, ...]
    makers: tuple[str, ...] = ()
    answer: Answer | None = None
    themes: tuple[str, ...] = ()
    title: str = ""
    to: tuple[str, ...] = ()
    due: str = ""
    is_decision: bool = False


class Items(NamedTuple):
    """The items of a document, and what is left out: numbers, or how many there are."""

    items: list[Item]
    bodies: tuple[str, ...] = ()
    left_out: int = 0
    cut: tuple[str, ...] = ()


def inquiry_in(document: Document, lines: Sequence[MarkedLine], runs: Sequence[Run]) -> Items:
    """Return the recommendations of an inquiry, in its report or in an answer to it."""
    texts = (document.title, *(of.text for of in document.paragraphs[:_TOP]))
    top = [line.strip() for text in texts for line in text[:_LONGEST].split("\n")]
    top = [line for line in top if len(line) < _LONGEST_LINE][:_TOP]
    is_answer = any(map(_RULES["answering"].search, top))
    lists, left_out = lists_of(INQUIRY, lines, runs, is_answer)
    if not is_answer and any(_answer(text) for of in lists for text in of.texts):
        # Others answer here too, and their words may ask.
        is_answer = True
        lists, left_out = lists_of(INQUIRY, lines, runs, is_answer)
    best = _best(lists)
    left_out += sum(len(of.texts) for of in lists if of not in best)
    items, repeated = _once(best)
    if not items:
        left_out = max(left_out, sum(kind_said(line.text) == INQUIRED for line in lines))
    whole = "\n".join(of.text for of in document.paragraphs)
    cut = dict.fromkeys(text.words for of in best for text in cut_texts(of.texts))
    rule = _RULES["answered" if is_answer else "named"]
    bodies = {" ".join(match[1].split()): None for match in map(rule.match, top) if match}
    # By their fullest names.
    fullest = [of for of in bodies if not any(fold(of) in fold(b) for b in bodies if b != of)]
    numbers = tuple(item.number for item in items if item.words in cut)
    asked = (item._replace(to=_asked(item, document, whole)) for item in items)
    return Items([*asked], tuple(fullest), left_out + repeated, numbers)


def _asked(item: Item, document: Document, whole: str) -> tuple[str, ...]:
    """Return the body that begins an item with `should`, if another sentence names it too."""
    number, start, end = item.words[0]
    found = _RULES["should"].match(document.paragraphs[number - 1].text, start, end)
    if not found:
        return ()
    name = r"\s".join(map(re.escape, found[2].split()))
    within = r"(?<=[^\W\d_A-Z])(?<!\b(?:on|in|of|to|at|by))(?<!\b(?:for|and))"  # no longer name
    named = re.findall(f"{within} {name}", whole)
    return (" ".join(found[2].split()),) if len(named) > (1 if found[1] else 0) else ()


def _best(lists: Sequence[ListOf]) -> list[ListOf]:
    """Return the lists with the scheme that most items that ask have, and labels without number."""
    by_scheme = defaultdict[str, list[ListOf]](list)
    for of in lists:
        by_scheme[of.run.scheme].append(of)

    def rank(of: Iterable[ListOf]) -> tuple[int, bool]:
        asking = [one.heading for one in of for text in one.texts if asks(text.text)]
        return len(asking), not all(asking)  # of as many, labels

    best = max(by_scheme.values(), key=rank, default=[])
    longest = max((len(of.texts) for of in best), default=0)
    # A much shorter list is of something else; labels stand in many runs.
    best = [of for of in best if not of.heading or 2 * len(of.texts) >= longest]
    return [*best, *(of for of in lists if of.run.scheme == ONE and of not in best)]


def _once(lists: Iterable[ListOf]) -> tuple[list[Item], int]:
    """Return the items of lists, each once, and how many have the number of another."""
    found, said = dict[tuple[str, str], list[ItemText]](), dict[str, tuple[str, str]]()
    others = 0
    for of in sorted(lists, key=lambda of: (of.run.scheme == ONE, -len(of.texts))):
        for text in of.texts:
            # A list may come back in a summary, or without numbers.
            number, words = text.line.mark.number, fold(text.text)
            key = said.setdefault(words, (number, words if of.heading or not number else ""))
            same = found.setdefault((number, key[1]) if number else key, [])
            if same and fold(same[0].text) != fold(text.text):
                others += 1
            else:
                same.append(text)
    # Items that only a heading or a label marks are numbered by their order, beside no others.
    are_counted = any(number for number, _ in found)
    items = [
        Item(
            texts[0].line.mark.number or ("" if are_counted else str(order)),
            texts[0].words,
            answer=one_answer(filter(None, map(_answer, texts))),
            title=texts[0].title,
        )
        for order, texts in enumerate(sorted(found.values(), key=lambda of: of[0].words), 1)
    ]
    return items, others


def _answer(text: ItemText) -> Answer | None:
    """Return the one answer in the cells beside an item, or in the lines behind it."""
    line = text.line
    cell = line.text.find(CELL, line.mark.body)
    if cell > 0:
        return answer_beside(line.text, line.span, cell + len(CELL))
    found = (answer_in(of.text, of.span, line.mark.number) for of in text.behind)
    return one_answer(filter(None, found))
