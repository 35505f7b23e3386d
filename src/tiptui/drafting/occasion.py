"""Name, date and place of an event, where a document tells them clearly: docs/documents.md."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from tiptui.documents.document import Document, Paragraph
from tiptui.documents.names import is_label, is_role
from tiptui.record.forms import is_date
from tiptui.speakers.attendance import begins_list
from tiptui.text.days import days_in
from tiptui.text.folding import fold
from tiptui.text.rules import Rules
from tiptui.text.visible import clip

_RULES = Rules(__file__)
_TOP = 12  # lines that are near the beginning
_REVIEW = 60  # paragraphs that may tell the day of a review
_LONGEST_LINE = 200
_LONGEST_NAME = 150
_MOST_WORDS = 20
_FEW = 4
_TITLES = 2  # lines that are a title
_LATIN = "\u024f"
_SPOKEN = ("vtt", "srt", "zoom", "mail", "json", "xml")
"""Kinds of documents that begin with what is said."""

_FRONT_VALUE = re.compile(r"""\s*+(?:(["'])(.*?)\1|((?![>|][-+]?\s*$).*?))\s*(?:(?<!\S)#.*)?""")
_LABELLED = re.compile(r"[\s*_-]*(\w{3,18})[*_]*\s?[:：][*_]*\s+(.*?)[\s*_]*")
_MARKS = re.compile(r"^[\s*_#]+|(?:\s*\{#[^{}]*\})?[\s*_†#]*$")
_ADDRESS = re.compile(r"(?:\w+://|www\.|(?<=\]\())[^\s()]*")
_SITE = re.compile(r" [|–—·:-]+ ")

_BEFORE = "what stands before the text"


class Clue(NamedTuple):
    """A value, or a line that may hold one, and its place in the document; empty if unknown."""

    value: str = ""
    whence: str = ""


class Occasion(NamedTuple):
    """The event as a document tells it: `last` is its last day if not the first; and a title."""

    name: Clue = Clue()
    date: Clue = Clue()
    last: str = ""
    place: Clue = Clue()
    title: str = ""


class Review(NamedTuple):
    """The name of a state's review, the number of its paragraph, and the text behind it there."""

    name: str
    paragraph: int
    after: str


def review_in(paragraphs: Sequence[Paragraph]) -> Review | None:
    for number, paragraph in enumerate(paragraphs, 1):
        if found := _RULES["review"].search(paragraph.text):
            name = " ".join(next(filter(None, found.groups())).split())
            return Review(name, number, paragraph.text[found.end() :])
    return None


def occasion_of(document: Document, stem: str, spoken: int = 0) -> Occasion:
    """Return the occasion of a document; `stem` is its file's name, `spoken` its first turn."""
    before = document.paragraphs[: spoken - 1 if spoken else None]
    front, lines = _lines(() if document.kind in _SPOKEN else before[:_TOP])
    filed, dated = _of_file(stem)
    titles = [*_labels(front, "name"), *_titles(document, lines)]
    named = [clue for clue in titles if not _is_no_event(clue.value)]
    told = [clue for clue in titles if clue.whence == _BEFORE]
    held = list[Clue]()
    if review := review_in(before[:_REVIEW]):
        whence = f"paragraph {review.paragraph}"
        named = [Clue(review.name[:1].upper() + review.name[1:], whence)]
        days = days_in(review.after.lstrip()[:40])
        held = [Clue(day.first, whence) for day in days if not day.span[0]]
    declared = [Clue(document.held, "the day that the document declares")]
    matter = [line for line in lines if _RULES["days of the matter"].search(line.value)]
    told_apart = [clue for clue in _labels(lines, "date") if any(days_in(clue.value))]
    printed = told_apart or _printed_day([of for of in lines if of not in matter], document)
    dates = [*_dates([*_labels(front, "date"), *declared, *held, *printed, *told, *dated])]
    first = _agreed([day for day, _ in dates])
    if not dates and (other := next(_dates(matter), None)):
        first = Clue("", f"not {other[0].value} ({other[0].whence}): a day of the matter")
    last = dates[0][1] if first.value else ""
    place = next(_labels([*front, *lines], "place"), Clue())
    bare = [of._replace(value=_bare_name(of.value)) for of in named or filed]
    name = _agreed(bare, _without_days)
    return Occasion(name, first, last, place, titles[0].value if titles else "")


def _bare_name(title: str) -> str:
    """Return a title without the kind of document, as in `Draft Minutes: Lamp Council`."""
    bare = _RULES["kind"].sub("", title)
    whole = bare if bare == title else bare[:1].upper() + bare[1:]
    return whole if _is_title(whole) else title


def _is_no_event(title: str) -> bool:
    kind = _RULES["kinds"].fullmatch(_without_days(title))
    return bool(kind or _RULES["no events"].fullmatch(title))


def _without_days(line: str) -> str:
    for day in days_in(line[:_LONGEST_LINE]):
        line = line.replace(line[slice(*day.span)], "")
    return " ".join(line.split()).strip(" ,|:–—-")


def _agreed(clues: Sequence[Clue], own: Callable[[str], str] = str) -> Clue:
    """Return the first clue, or an empty one that tells it and another which contradicts it."""
    first = next(iter(clues), Clue())
    words = fold(own(first.value))
    for other in clues:
        if fold(own(other.value)) not in words and words not in fold(own(other.value)):
            return Clue("", f"{first.value} ({first.whence}) or {other.value} ({other.whence})")
    return first


def _dates(clues: Iterable[Clue]) -> Iterator[tuple[Clue, str]]:
    """Yield the first day of each clue, and the last day if that is another."""
    for value, whence in clues:
        if is_date(value):
            yield Clue(value, whence), ""
        for day in days_in(value):
            yield Clue(day.first, whence), day.last


def _lines(paragraphs: Iterable[Paragraph]) -> tuple[list[Clue], list[Clue]]:
    """Return the lines between `---` at the beginning, and the lines after them."""
    lines = [
        Clue(line.strip(), f"paragraph {number}")
        for number, paragraph in enumerate(paragraphs, 1)
        for line in (paragraph.mark + paragraph.text)[: _TOP * _LONGEST_LINE].split("\n")
    ]
    texts = [line.value for line in lines]
    if texts[:1] == ["---"] and "---" in texts[1:]:
        end = texts.index("---", 1)
        return [Clue(line, _BEFORE) for line in texts[1:end]], lines[end + 1 :][:_TOP]
    return [], lines[:_TOP]


def _labels(lines: Iterable[Clue], title: str) -> Iterator[Clue]:
    """Yield the values of lines with a label: `Place: Lahore`."""
    for line, whence in lines:
        found = _LABELLED.fullmatch(line[:_LONGEST_LINE])
        if found and _RULES[title].fullmatch(found[1]):
            said = found[2].strip("\"' ")
            if whence == _BEFORE:  # without quotes, a comment, `>-`
                value = _FRONT_VALUE.fullmatch(found[2])
                said = value[2] or value[3] or "" if value else ""
            if said:
                yield Clue(said, whence)


def _titles(document: Document, lines: Sequence[Clue]) -> Iterator[Clue]:
    """Yield the title that a document declares, and its first heading."""
    printed = {_unmark(line.value) for line in lines}
    parts = [_unmark(part) for part in (document.title, *_SITE.split(document.title))]
    title = next((part for part in parts if part in printed), "")
    # A page has the name of its site in its title; Word takes the first words for one.
    cut = any(line.startswith(parts[0]) for line in printed)
    title = title or (parts[0] if document.kind != "html" and not cut else "")
    if _is_title(title):
        yield Clue(title, "the title that the document declares")
    if document.kind == "html" and document.title:
        return
    headings = [line for line in lines if line.value.startswith("# ")]
    for line, whence in headings or lines:
        bare = _unmark(line)
        if begins_list(bare):
            return
        if _is_title(bare):
            yield Clue(clip(bare, _LONGEST_NAME), f"the heading in {whence}")
        if _is_title(bare) or not _is_beside_titles(bare):
            return


def _unmark(line: str) -> str:
    return " ".join(_MARKS.sub("", line).split())


def _is_title(line: str) -> bool:
    """Return whether a line can only be the name of an event."""
    words = line.split()
    enough = 1 < len(words) <= _MOST_WORDS or (len(line) > _FEW and line[0] > _LATIN)
    begins = line[:1].islower() or line[:1] in "[(<>|-–!" or "**" in line
    sentence = begins or line.endswith((".", ";", ",", ":")) or " | " in line or "_" in line
    other = sentence or _RULES["parts"].fullmatch(line) or _is_beside_titles(line)
    return enough and not other


def _is_beside_titles(line: str) -> bool:
    """Return whether a line names no event: a sort of document, its issuer, a day, a label."""
    rest = _without_days(line)
    label, colon, _ = line.partition(":")
    labelled = is_role(line) or (colon and (is_role(label) or is_label(label.split()[:1] or [""])))
    words = re.findall(r"[^\W\d_]{3,}", rest)
    rest = re.sub(r"^[^\w\0-\x7f]+\s*", "", rest)
    return bool(labelled) or not words or bool(_RULES["no titles"].fullmatch(rest))


def _printed_day(lines: Iterable[Clue], document: Document) -> list[Clue]:
    """Return the day that is printed near the beginning, if there is exactly one."""
    found: dict[tuple[str, str], Clue] = {}
    above = False
    for number, (printed, whence) in enumerate(lines):
        line = _ADDRESS.sub("", printed)
        days = [*days_in(line[:_LONGEST_LINE])]
        # A label may stand above: `Distr.: General`.
        other = bool(_RULES["other dates"].search(line) or (above and days))
        is_long = len(printed) > _LONGEST_LINE
        above = other and (is_long or not days)
        # Prose and rows of tables are longer; at the top they may be the title of minutes.
        if other or is_long:
            held = (day for day in days if _RULES["held"].search(line[: day.span[0]]))
            days = [*held] if number < _TITLES else []
        for day in days:
            text = line[slice(*day.span)]
            found.setdefault((day.first, day.last), Clue(text, whence))
    if not found:
        return []
    # All days within one period are one.
    first, last = max(found, key=lambda days: days[1])
    between = all(first <= day <= (last or first) for day in chain(*found) if day)
    # A page's own date is that of its publication.
    return [found[first, last]] if between and first != document.date else []


def _of_file(stem: str) -> tuple[list[Clue], list[Clue]]:
    """Return the name and the day in the name of a file."""
    whence, days = "the name of the file", {day.first for day in days_in(stem)}
    for day in days_in(stem):
        stem = stem.replace(stem[slice(*day.span)], " ", 1)
    name = " ".join(re.sub(r"[\s_.-]+", " ", stem).split())
    words = re.findall(r"[^\W\d_]{3,}", name)
    # A machine named it: `a8BkaBHWmZAzU`.
    given = any(map(str.isdigit, name)) or len(re.findall("[a-z][A-Z]", name)) > 1
    other = any(_RULES[rule].fullmatch(name) for rule in ("no titles", "no events"))
    usable = len(words) > 1 and not given and not other
    names = [Clue(clip(name, _LONGEST_NAME), whence)] if usable else []
    return names, [Clue(day, whence) for day in days] if len(days) == 1 else []
