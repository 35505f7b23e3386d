"""Decisions and actions that minutes mark, with who moved them, who is to act, and by when.

docs/documents.md, "Minutes", has a table of the marks; `meeting_items.txt` has their words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from tiptui.documents.document import Document, TextSpan
from tiptui.documents.names import are_initials, is_name, own_words
from tiptui.drafting.answers import Answer
from tiptui.drafting.item_kinds import ACTION, DECISION, heading_of, lists_of
from tiptui.drafting.item_lines import MARKUP, MarkedLine
from tiptui.drafting.item_runs import Run
from tiptui.drafting.item_texts import is_cut
from tiptui.drafting.items import Item
from tiptui.speakers.attendance import begins_list
from tiptui.speakers.turns import Transcript
from tiptui.text.days import days_in, months
from tiptui.text.folding import fold
from tiptui.text.rules import Rules
from tiptui.text.words import Span, sentences

_RULES = Rules(__file__)
_TOP = 15  # paragraphs that name the meeting
_BEFORE_LIST = 60  # paragraphs before a list of those present ends
_LONGEST_LINE = 200
_FEWEST_WORDS = 3  # of a motion
_LONGEST_MOTION = 1_500
_MONTH = re.compile(r"([^\W\d_]+)\.? (20\d\d)\b|(20\d\d-(?:0[1-9]|1[0-2]))\b")
_PAGE_NUMBER = re.compile(r"^[ \t–—-]*\d{0,4}[ \t–—-]*$", re.MULTILINE)
_QUOTES = '“"'
_SIGN = re.compile(r" \([A-Z\d]{2,}\)$")  # `Bert (VE2ZAZ)`; one letter tells two people apart
_LONGEST_DAY = 30  # letters
_COLUMNS = ("task", "owner", "due", "status")
_MOVERS = ("moved", "seconded")


def is_minutes(document: Document, transcript: Transcript) -> bool:
    """Return whether a document lists people present, has turns, or calls itself minutes."""
    lines = [line for of in document.paragraphs[:_BEFORE_LIST] for line in of.text.split("\n")]
    calls = any(map(_RULES["minutes"].fullmatch, _top(document)))
    calls = calls or any(map(_RULES["minutes below"].fullmatch, lines))
    return calls or bool(transcript.present or transcript.turns or any(map(begins_list, lines)))


def meeting_in(document: Document) -> str:
    """Return the body that met, as the top of a document names it; empty if it names none."""
    found = filter(None, map(_RULES["met"].fullmatch, _top(document)))
    return next((" ".join(next(filter(None, match.groups())).split()) for match in found), "")


def _top(document: Document) -> list[str]:
    texts = (document.title, *(of.text for of in document.paragraphs[:_TOP]))
    lines = (line.strip(MARKUP) for text in texts for line in text[:2_000].split("\n"))
    return [line for line in lines if 0 < len(line) < _LONGEST_LINE][:_TOP]


class Meeting:
    """The people of a meeting, by whom the words of its items are read."""

    def __init__(self, document: Document, transcript: Transcript) -> None:
        self._paragraphs = document.paragraphs
        people = (*transcript.present, *(turn.speaker for turn in transcript.turns))
        self._names = {person.name: (person.name, *person.other_names) for person in people}
        self._words = "\n".join(of.text for of in document.paragraphs)
        self._starts = [0, *accumulate(len(of.text) + 1 for of in document.paragraphs[:-1])]
        self._pages = dict(page.span() for page in _PAGE_NUMBER.finditer(self._words))
        self._cuts = sorted({*self._starts, *self._pages, *self._pages.values()})

    def items(self, lines: Sequence[MarkedLine], runs: Sequence[Run]) -> tuple[list[Item], int]:
        """Return decisions and actions, each once, and how many like them are left out."""
        found = [*self._motions()]
        left_out = found.count(None)
        tables = {run.marks: [*self._rows(lines, run)] for run in runs}
        listed = [run for run in runs if run.scheme != "row" and not tables[run.marks]]
        for kind in (DECISION, ACTION):
            lists, others = lists_of(kind, lines, listed)
            left_out += others
            for text in (text for of in lists for text in of.texts):
                mark = text.line.mark
                item = Item(mark.number.strip("xX "), text.words, is_decision=kind is DECISION)
                owner = _named("label", text.line.text[: mark.body])
                if owner and not self.people_in(owner):
                    left_out += 1  # `Action (Consent):` is a part of an agenda
                elif item.is_decision:
                    moved = _RULES["moved"].search(text.text)
                    found.append(
                        item._replace(makers=self._movers(moved.groups() if moved else ()))
                    )
                else:
                    done = mark.number in ("x", "X")
                    found.append(self._act(item, text.text, text.line.words, owner, done=done))
        found += chain.from_iterable(tables.values())
        once = dict[tuple[bool, str], Item]()
        for item in filter(None, found):
            # A list may come back in a summary: the fuller item counts.
            said = (self._paragraphs[n - 1].text[start:end] for n, start, end in item.words)
            key = item.is_decision, "".join(filter(str.isalnum, fold("".join(said))))
            once[key] = max(once.get(key, item), item, key=_fullness)
        items = (*once.values(), *self._resolutions())
        return sorted(items, key=lambda item: item.words), left_out

    def _act(
        self, item: Item, said: str, first: str, owner: str = "", due: str = "", done: bool = False
    ) -> Item:
        """Return an action with whoever is to act, by when, and the answer that it is done."""
        owners = self.people_in(owner or _named("owner", said), is_owner=True)
        begins = self.people_in(_named("begins", said))
        are_sure = (of in self._names or _RULES["everybody"].fullmatch(of) for of in begins)
        known = begins if all(are_sure) else ()
        others = [self.people_in(_named(title, first)) for title in ("leads", "trails")]
        # A word that may be a name goes behind people who are known.
        others.sort(key=lambda names: not {*names} <= {*self._names})
        behind = (said[match.end() :] for match in _RULES["due"].finditer(said))
        day = next(filter(None, map(_day, (due, *behind))), "")
        answer = Answer("implemented", None) if done or _RULES["is done"].search(said) else None
        to = next(filter(None, (owners, *others, known)), ())
        return item._replace(to=to, due=day, answer=answer)

    def _movers(self, named: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(of for words in named for of in self.people_in(words or "")))

    def people_in(self, words: str, is_owner: bool = False) -> tuple[str, ...]:
        """Return the people whom words name, by the full names of those present; () if none.

        Whoever is said to be an owner is one by any name.
        """
        parts = re.split(f"(?:{_RULES['and'].pattern})", words, flags=re.IGNORECASE)
        parts = [part.strip(" *_.,:") for part in parts]
        parts = [part for part in parts if part and not _RULES["nobody"].fullmatch(part)]
        named = {part: self._person(part) for part in parts}
        # Beside somebody who is known, and beside each other, others are people too.
        are_known = all(named.values()) or any(of in self._names for of in named.values())
        are_people = is_owner or are_known or (len(named) > 1 and all(map(is_name, named)))
        return tuple(dict.fromkeys(of or part for part, of in named.items())) if are_people else ()

    def _person(self, name: str) -> str:
        bare = _SIGN.sub("", name.removeprefix("@"))
        called = [(of, other) for of, others in self._names.items() for other in others]
        own = {*own_words(bare)}
        known = [of for of, other in called if own and own <= {*own_words(other)}]
        known = [*dict.fromkeys(known or (of for of, other in called if are_initials(name, other)))]
        if len(known) == 1:
            return known[0]
        if _RULES["anybody"].fullmatch(name):
            return name
        if known or not is_name(bare):
            return name if known else ""
        # A word that the text prints in small letters too is no name.
        is_common = re.search(rf"\b{re.escape(name.lower())}\b", self._words)
        return "" if is_common else name

    def _rows(self, lines: Sequence[MarkedLine], run: Run) -> Iterator[Item]:
        """Yield the items in a table below a heading, or with columns of tasks and of owners."""
        has_numbers = run.scheme != "row"  # the header has none, and stands before the run
        rows, header = run.marks[not has_numbers :], lines[max(0, run.marks[0] - has_numbers)]
        if header.mark.scheme != "row":
            return
        columns = {
            title: number
            for title in _COLUMNS
            for number, cell in enumerate(header.cells)
            if _RULES[f"{title} column"].fullmatch(cell)
        }
        kind = next((of for of in (DECISION, ACTION) if heading_of(of, lines, run)), None)
        if "task" not in columns or not (kind or "owner" in columns):
            return
        for row in map(lines.__getitem__, rows):
            cells = dict(enumerate(row.cells))
            said, owner, due, status = (cells.get(columns.get(of, -1), "") for of in _COLUMNS)
            start = row.span.start + row.text.find(said)
            if any(map(str.isalpha, said)):
                words = (TextSpan(row.span.paragraph, start, start + len(said)),)
                item = Item(row.mark.number, words, is_decision=kind is DECISION)
                done = bool(_RULES["done"].fullmatch(status))
                yield item if item.is_decision else self._act(item, said, said, owner, due, done)

    def _motions(self) -> Iterator[Item | None]:
        """Yield the motions that their paragraph, or the next, says were carried; None for others.

        Over paragraphs only sentences go on that a line of print has cut.
        """
        for start, end in self._sections():
            text = self._words[start:end].replace("\n", " ")
            said = text[:_LONGEST_MOTION] if _RULES["moves"].search(text) else ""
            found = [*_RULES["motion"].finditer(said)]
            stops = [*(motion.start() for motion in found[1:]), len(text)]
            for motion, stop in zip(found, stops, strict=False):
                yield self._motion(start, text[:stop], motion)

    def _sections(self) -> Iterator[Span]:
        """Yield the spans of paragraphs, each with those that go on with it."""
        begin = end = 0
        for start, paragraph in zip(self._starts, self._paragraphs, strict=True):
            text = paragraph.text
            goes_on = text[:1].islower() or is_cut(self._words[begin:end])
            if start and not (goes_on or _RULES["outcome"].match(text)):
                yield begin, end
                begin = start
            end = start + len(text)
        yield begin, end

    def _motion(self, at: int, text: str, motion: re.Match[str]) -> Item | None:
        """Return a motion, up to the next one of its section, if it was carried."""
        start, stop = motion.end(), _RULES["motion ends"].search(text, motion.end())
        sentence = start + next((end for _, end in sentences(text[start:])), 0)
        sentence = len(text) - len(text[sentence:].lstrip("*_"))
        end = min(sentence, stop.start() + text.startswith(".", stop.start()) if stop else sentence)
        is_behind = _RULES["behind"].fullmatch(motion[0])
        if is_behind or len(text[start:end].split()) < _FEWEST_WORDS:
            # A word alone says little without its sentence: `Ann moved approval.`
            begins = (begin for begin, _ in sentences(text) if begin <= motion.start())
            is_line = self._words[at : at + motion.start()].endswith("\n") and not is_behind
            start = motion.start() if is_line else max(begins)
            end = motion.start() if is_behind else sentence
        carried = _RULES["carried"].search(text, motion.start())
        not_carried = _RULES["not carried"].search(text, motion.start())
        said = text[start:end].rstrip(" ,;:")
        if not carried or not_carried or len(said.split()) < _FEWEST_WORDS:
            return None
        others = (_RULES[of].search(text, motion.start(), carried.end()) for of in _MOVERS)
        makers = self._movers(name for of in (motion, *others) if of for name in of.groups())
        words = self._spans(at + start, at + start + len(said))
        return Item("", tuple(words), makers, is_decision=True)

    def _resolutions(self) -> Iterator[Item]:
        """Yield the words that were moved and resolved: over paragraphs, in quotation marks."""
        for found in _RULES["resolved"].finditer(self._words.replace("\n", " ")):
            end = "quotation ends" if found[0][-1] in _QUOTES else "line ends"
            stop = _RULES[end].search(self._words, found.end())
            if stop and stop.start() - found.end() < _LONGEST_MOTION:
                words = tuple(self._spans(found.end(), stop.start()))
                yield Item("", words, self._movers(found.groups()), is_decision=True)

    def _spans(self, start: int, end: int) -> Iterator[TextSpan]:
        """Yield the spans of words in their paragraphs, without lines that number a page."""
        for left, right in pairwise([start, *(at for at in self._cuts if start < at < end), end]):
            said = self._words[left:right]
            if said.strip() and left not in self._pages:
                number = bisect_right(self._starts, left)
                first = left - self._starts[number - 1] + len(said) - len(said.lstrip())
                yield TextSpan(number, first, first + len(said.strip()))


def _named(title: str, words: str) -> str:
    """Return the people that words name, as a rule says."""
    found = _RULES[title].match(words)
    return next(filter(None, found.groups()), "") if found else ""


def _fullness(item: Item) -> int:
    return sum(map(bool, (item.number, item.makers, item.to, item.due, item.answer)))


def _day(words: str) -> str:
    """Return the whole date, or the month, with which words begin; empty if they do not."""
    if day := min(days_in(words[:_LONGEST_DAY]), key=lambda of: of.span, default=None):
        return day.first
    month = _MONTH.match(words)
    if not month or month[3]:
        return month[3] if month else ""
    number = months().get(month[1].casefold())
    return f"{month[2]}-{number:02}" if number else ""
