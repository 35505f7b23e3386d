"""Decisions and actions that minutes mark, with who moved them, who is to act, and by when.

docs/documents.md, "Minutes", has a table of the marks; `meeting_items.txt` has their words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from tiptui.documents.document import Document, TextSpan
from tiptui.documents.names import are_initials, is_name, own_words
from tiptui.drafting.answers import Answer
from tiptui.drafting.item_kinds import ACTION, DECISION, Kind, heading_of, lists_of
from tiptui.drafting.item_lines import MARKUP, MarkedLine
from tiptui.drafting.item_runs import Run
from tiptui.drafting.item_texts import ItemText, is_cut
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
    lines: list[str] = []
    for paragraph in document.paragraphs[:_BEFORE_LIST]:
        lines += paragraph.text.split("\n")
    if transcript.present or transcript.turns:
        return True
    if any(_RULES["minutes"].fullmatch(line) for line in _top(document)):
        return True
    return any(_RULES["minutes below"].fullmatch(line) or begins_list(line) for line in lines)


def meeting_in(document: Document) -> str:
    """Return the body that met, as the top of a document names it; empty if it names none."""
    for line in _top(document):
        match = _RULES["met"].fullmatch(line)
        if match:
            groups = [group for group in match.groups() if group]
            return " ".join(groups[0].split())
    return ""


def _top(document: Document) -> list[str]:
    """Return the first lines, that may name the meeting."""
    texts = [document.title]
    texts += [paragraph.text for paragraph in document.paragraphs[:_TOP]]
    lines: list[str] = []
    for text in texts:
        for line in text[:2_000].split("\n"):
            words = line.strip(MARKUP)
            if 0 < len(words) < _LONGEST_LINE:
                lines.append(words)
    return lines[:_TOP]


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
        items: list[Item] = []
        left_out = 0
        for motion in self._motions():
            if motion is None:
                left_out += 1
            else:
                items.append(motion)

        in_tables: list[Item] = []
        listed: list[Run] = []
        for run in runs:
            rows = [*self._rows(lines, run)]
            in_tables += rows
            if run.scheme != "row" and not rows:
                listed.append(run)

        for kind in (DECISION, ACTION):
            lists, others = lists_of(kind, lines, listed)
            left_out += others
            for items_list in lists:
                for text in items_list.texts:
                    item = self._item(kind, text)
                    if item is None:
                        left_out += 1
                    else:
                        items.append(item)

        items = [*self._once([*items, *in_tables]), *self._resolutions()]
        return sorted(items, key=lambda item: item.words), left_out

    def _item(self, kind: Kind, text: ItemText) -> Item | None:
        """Return an item of a list; None for a part of an agenda: `Action (Consent):`."""
        mark = text.line.mark
        item = Item(mark.number.strip("xX "), text.words, is_decision=kind is DECISION)
        owner = _named("label", text.line.text[: mark.body])
        if owner and not self.people_in(owner):
            return None

        if not item.is_decision:
            done = mark.number in ("x", "X")
            return self._act(item, text.text, text.line.words, owner, done=done)
        moved = _RULES["moved"].search(text.text)
        if not moved:
            return item
        return item._replace(makers=self._movers(moved.groups()))

    def _once(self, items: Iterable[Item]) -> list[Item]:
        """Return each item once: a list may come back in a summary, and the fuller item counts."""
        fullest: dict[tuple[bool, str], Item] = {}
        for item in items:
            wording = ""
            for number, start, end in item.words:
                wording += self._paragraphs[number - 1].text[start:end]
            letters = [letter for letter in fold(wording) if letter.isalnum()]
            key = (item.is_decision, "".join(letters))
            if key not in fullest or _fullness(item) > _fullness(fullest[key]):
                fullest[key] = item
        return [*fullest.values()]

    def _act(
        self, item: Item, said: str, first: str, owner: str = "", due: str = "", done: bool = False
    ) -> Item:
        """Return an action with whoever is to act, by when, and the answer that it is done."""
        answer = None
        if done or _RULES["is done"].search(said):
            answer = Answer("implemented", None)
        to = self._owners(said, first, owner)
        return item._replace(to=to, due=_due_day(said, due), answer=answer)

    def _owners(self, said: str, first: str, owner: str) -> tuple[str, ...]:
        """Return whoever is to act: a named owner, else people before or behind the words."""
        owners = self.people_in(owner or _named("owner", said), is_owner=True)
        if owners:
            return owners

        leading = self.people_in(_named("leads", first))
        trailing = self.people_in(_named("trails", first))
        # A word that may be a name goes behind people who are known.
        if leading and (not trailing or self._are_present(leading)):
            return leading
        if trailing and (not leading or self._are_present(trailing)):
            return trailing
        if leading:
            return leading

        beginning = self.people_in(_named("begins", said))
        for person in beginning:
            if person not in self._names and not _RULES["everybody"].fullmatch(person):
                return ()
        return beginning

    def _are_present(self, people: Iterable[str]) -> bool:
        return all(person in self._names for person in people)

    def _movers(self, named: Iterable[str | None]) -> tuple[str, ...]:
        movers: dict[str, None] = {}
        for words in named:
            movers |= dict.fromkeys(self.people_in(words or ""))
        return tuple(movers)

    def people_in(self, words: str, is_owner: bool = False) -> tuple[str, ...]:
        """Return the people whom words name, by the full names of those present; () if none.

        Whoever is said to be an owner is one by any name.
        """
        people: dict[str, str] = {}
        for part in re.split(f"(?:{_RULES['and'].pattern})", words, flags=re.IGNORECASE):
            name = part.strip(" *_.,:")
            if name and not _RULES["nobody"].fullmatch(name):
                people[name] = self._person(name)

        # Beside somebody who is known, and beside each other, others are people too.
        are_known = all(people.values()) or any(name in self._names for name in people.values())
        are_names = len(people) > 1 and all(is_name(name) for name in people)
        if not (is_owner or are_known or are_names):
            return ()
        return tuple(dict.fromkeys(person or name for name, person in people.items()))

    def _person(self, name: str) -> str:
        """Return the full name of a person, or a name as it is; empty if it may be none."""
        bare = _SIGN.sub("", name.removeprefix("@"))
        called = self._called(name, bare)
        if len(called) == 1:
            return called[0]
        if called or _RULES["anybody"].fullmatch(name):
            return name
        if not is_name(bare):
            return ""

        # A word that the text prints in small letters too is no name.
        is_common = re.search(rf"\b{re.escape(name.lower())}\b", self._words)
        return "" if is_common else name

    def _called(self, name: str, bare: str) -> list[str]:
        """Return the people present who are called so: by words of their name, else by initials."""
        words = set(own_words(bare))
        by_words: list[str] = []
        by_initials: list[str] = []
        for person, other_names in self._names.items():
            if words and any(words <= set(own_words(other)) for other in other_names):
                by_words.append(person)
            if any(are_initials(name, other) for other in other_names):
                by_initials.append(person)
        return by_words or by_initials

    def _rows(self, lines: Sequence[MarkedLine], run: Run) -> Iterator[Item]:
        """Yield the items in a table below a heading, or with columns of tasks and of owners."""
        has_numbers = run.scheme != "row"  # the header has none, and stands before the run
        rows, header = run.marks[not has_numbers :], lines[max(0, run.marks[0] - has_numbers)]
        if header.mark.scheme != "row":
            return
        columns = _columns(header.cells)
        is_decision = bool(heading_of(DECISION, lines, run))
        has_heading = is_decision or heading_of(ACTION, lines, run)
        if "task" not in columns or not (has_heading or "owner" in columns):
            return
        for at in rows:
            row = lines[at]
            cells = dict(enumerate(row.cells))
            task, owner, due, status = [cells.get(columns.get(title, -1), "") for title in _COLUMNS]
            if not any(letter.isalpha() for letter in task):
                continue

            start = row.span.start + row.text.find(task)
            words = (TextSpan(row.span.paragraph, start, start + len(task)),)
            item = Item(row.mark.number, words, is_decision=is_decision)
            if is_decision:
                yield item
            else:
                done = bool(_RULES["done"].fullmatch(status))
                yield self._act(item, task, task, owner, due, done)

    def _motions(self) -> Iterator[Item | None]:
        """Yield the motions that their paragraph, or the next, says were carried; None for others.

        Over paragraphs only sentences go on that a line of print has cut.
        """
        for start, end in self._sections():
            text = self._words[start:end].replace("\n", " ")
            if not _RULES["moves"].search(text):
                continue
            motions = [*_RULES["motion"].finditer(text[:_LONGEST_MOTION])]
            for number, motion in enumerate(motions, 1):
                stop = motions[number].start() if number < len(motions) else len(text)
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


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the columns of a table, by what they tell of a task."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(header):
        for title in _COLUMNS:
            if _RULES[f"{title} column"].fullmatch(cell):
                columns[title] = number
    return columns


def _named(title: str, words: str) -> str:
    """Return the people that words name, as a rule says."""
    match = _RULES[title].match(words)
    if not match:
        return ""
    groups = [group for group in match.groups() if group]
    return groups[0] if groups else ""


def _due_day(said: str, due: str) -> str:
    """Return the day by which to act: in a cell of its own, else behind `by` in the words."""
    day = _day(due)
    for sign in _RULES["due"].finditer(said):
        day = day or _day(said[sign.end() :])
    return day


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
