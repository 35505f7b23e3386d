"""Heads of lines: the name of a speaker, by the rules of docs/documents.md, or another label."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import ASIDE, HEADING, NOBODY, Paragraph
from tiptui.text.rules import Rules

_LONGEST_ROLE = 60  # letters
_RULES = Rules(__file__)
_CLOCK = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,6})?)"
_BRACKETED_CLOCK = rf"[\[(]?{_CLOCK}[\])]?"
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s?)*")
_IS_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_TIME_FIRST = re.compile(rf"{_BRACKETED_CLOCK}\s*[-–—]?\s*(?=\D)")
# Teams, Zoom, Otter, transcripts of podcasts: a name and a time, then the words.
_TIMED = re.compile(
    rf"(?P<who>[^\d:：]{{1,80}}?)(?:\*\*|__)?\s*+[:：]?[\s|–—-]*+{_BRACKETED_CLOCK}(?:\(\S*\))?"
    r"(?P<clock>\s*[AaPp]\.?[Mm]\b\.?)?(?:\*\*|__)?(?:\s*$|\s*[:：](?:\*\*|__)?|\s+)"
)
_COLON = re.compile(r"(?P<who>[^:：]{1,120}?)\s*+[:：]")
_SHOWN = re.compile(r"([^\W\d_][^:?!,\s]{1,20}(?: [^:?!,\s]{1,20}){0,2}): ")
_WORDS = re.compile(r"[^\W\d_][^:.?!]{0,60}: ")
_MARKUP = re.compile(r"(?:\s|[>#]|[-*•·]\s)*")
# A tag, or bold words on their own line; a tag with a name has two words or a sign.
_TAG = re.compile(
    r"(?:<(?!https?:|/?[a-z]+\d?/?>\s*$)[^<>:]{1,60}[>:]|(?:\*\*|__)[^*_:]{2,60}[*_]{1,2}(?:\s*$|(?=\s*[-–—\[(]?\s*\d?\d:\d\d))"
    r"|\[(?=[^\]]{0,60}[^\W\d_])(?:[^\]\s]{0,60}[\d_@][^\]\s]{0,60}"
    r"|[^\W\d_a-z][^\]\s]{1,20}(?: [^\W\d_a-z][^\]\s]{0,20}){1,3})\](?!\())(?:\s*[:：])?"
)
_TIME_AFTER = re.compile(
    r"(?P<who>[^:：]{1,80}?)\s*+[-–—|]?\s*+"
    r"(?:[\[(]\d?\d:\d\d[\d:.,]*+[\])]|\d?\d:\d\d[\d:.,]*+\s*+$)"
)
_DASHED = re.compile(r"([^:：]{3,80}?)(?:\.\s?|\s)[-–—]\s")
_CAPITALS = re.compile(r"((?:[^:：.!?…;]|\b[^\W\d_]\.){4,120}[^:：.!?…;,\s])\s*$")
# A title and capitals before a sentence, as parliaments print it.
_TITLED = re.compile(
    r"(?P<who>(?:\w{1,10}\.?\s+)(?:[^\W\d_a-z]['’\w-]*+\s+){0,2}[^\W\d_a-z]['’\w-]++)\."
    r"(?:\s?[-–—]\s?|\s+)(?=[^\W\d_a-z\s])"
)
_ASKED = re.compile(r"[\s*_]*[QA][.):]\W*\w")
# Nobody can tell where the words of an item of a list end.
_ITEM = re.compile(r"\s*[-*•·]\s")
_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,2})(?=\S)")
# Words may stand in the next cell of a table.
_EMPHASIS_ENDS = re.compile(r"(?:\*{1,3}|_{1,2})?\s*+(?:\|\s+)?")
_BRACKETS = re.compile(rf"[^()（）\[\]]*(?:{names.BRACKETED.pattern}[^()（）\[\]]*)*")


class Head(NamedTuple):
    """The name at the head of a line, notes on the speaker, a time, and the start of the words."""

    name: str
    notes: tuple[str, ...] = ()
    time: str = ""
    start: int = 0


def head_of(line: str) -> Head | None:
    start = _end(_HEADING, line, 0)
    time_first = _TIME_FIRST.match(line, start)
    if time_first:
        start = time_first.end()
    start = _end(_EMPHASIS, line, start)
    if _ITEM.match(line, start):
        return None

    time = _seconds(time_first["time"]) if time_first else ""
    whole = line[start:].strip()
    timed = _TIMED.match(line, start)
    if timed:
        name, end = timed["who"].strip(" \t*_"), timed.end()
        time = "" if timed["clock"] else _seconds(timed["time"])
    elif time_first and names.is_name(whole):
        name, end = whole, len(line)
    elif colon := _colon(line, start) or _titled(line, start):
        name, end = colon["who"], colon.end()
    else:
        return None

    name = names.unbracket_titles(name)
    if not _may_have_notes(name):
        return None
    notes: tuple[str, ...] = ()
    # Meeting software writes the family name, a comma, and the given name.
    if not timed or not names.is_name(name):
        name, notes = _name_and_notes(name)
    # The words of a speaker stand under a heading, not in it.
    is_heading = _IS_HEADING.match(line) and line[end:].strip(" \t*_")
    if is_heading or not names.is_name(name):
        return None
    return Head(" ".join(name.split()), notes, time, _end(_EMPHASIS_ENDS, line, end))


def _may_have_notes(head: str) -> bool:
    """Return whether the pieces of a head after the first may be notes, not parts of a sentence."""
    if "?" in head or not _BRACKETS.fullmatch(head):
        return False
    _, *pieces = names.PIECES.split(names.BRACKETED.sub("", head))
    for piece in pieces:
        last = "".join(piece.split()[-1:])
        if last[:1].islower() and last not in names.PARTICLES and not names.is_office(piece):
            return False
    return True


def _name_and_notes(head: str) -> tuple[str, tuple[str, ...]]:
    name, notes = names.name_and_notes(head)
    # The Minister for Trade (Mr. Byron): the name is in brackets.
    if notes and names.has_title(notes[-1]) and names.is_office(name):
        return notes[-1], (name, *notes[:-1])
    return name, notes


def _titled(line: str, start: int) -> re.Match[str] | None:
    """Return a title and capitals before a sentence: `Mr. REID. I rise`."""
    match = _TITLED.match(line, start)
    if not match:
        return None
    title, name = match["who"].split(maxsplit=1)
    return match if name.isupper() and names.begins_with_title(title, name) else None


def screen_name(caption: str) -> Head | None:
    """Return the head of a caption with any name of a video call: `kingy_s`."""
    match = _SHOWN.match(caption)
    if not match or names.is_label(match[1].split()):
        return None
    return Head(match[1], (), "", match.end())


def possible_head(line: str) -> str:
    """Return the head of a line that may be an unknown speaker's, or ""."""
    marked = _end(_MARKUP, line, 0)
    if ">>" in line[:marked]:
        return line[:marked]
    start = _end(_TIME_FIRST, line, marked)
    if tag := _TAG.match(line, start):
        return tag[0]
    match = _TIME_AFTER.match(line, start) or _colon(line, start)
    if match and _may_be_speaker(match["who"].strip(' \t*_"“«[<(')):
        return match[0]
    return ""


def _may_be_speaker(head: str) -> bool:
    """Return whether a head has as few words as a name, and does not begin a sentence."""
    head = names.ENUMERATED.sub("", names.unbracket_titles(head))
    words = names.BRACKETED.sub("", head).split() or head.split()
    signs = "".join(words)
    if names.are_many(words) or not names.has_few_ideographs(signs):
        return False
    letters = names.letters_of(signs)
    if not letters:
        return set(signs) == {"?"}
    return len(words) == 1 or not (letters[0].islower() or names.begins_clause(words[0]))


def caption_head(caption: str) -> str:
    """Return the head of a caption that may be an unknown speaker's: also words before a colon."""
    if head := possible_head(caption):
        return head
    words = _WORDS.match(caption)
    return words[0] if words else ""


def capitals(line: str) -> str:
    """Return the capitals on a line of their own, or before a dash, or ""."""
    for match in (_DASHED.match(line), _CAPITALS.match(line)):
        if match and names.BRACKETED.sub("", match[1]).isupper():
            return match[0]
    return ""


def ends_turn(line: str) -> bool:
    """Return whether a line without a name ends the turn before: a heading, `Question:`, `Q.`."""
    if _ASKED.match(line) or _IS_HEADING.match(line) or _RULES["sittings"].fullmatch(line):
        return True
    if names.is_role(line[:_LONGEST_ROLE]):
        return True
    colon = _colon(line.lstrip(" *_"))
    words = colon["who"].split() if colon else []
    return bool(words) and names.begins_label(words[0].strip("*_"))


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    match = pattern.match(line, start)
    return match.end() if match else start


def _colon(line: str, start: int = 0) -> re.Match[str] | None:
    """Return the text up to a colon that words may follow, as not in `10:30` or `http://`."""
    match = _COLON.match(line, start)
    if not match:
        return None
    end = match.end()
    following = line[end : end + 1]
    if line[end - 2] in "*_" or line[end - 1] == "：":
        return match
    if following in " \t*_." or following.isupper() or not following.isascii():
        return match
    return None


def _seconds(time: str) -> str:
    """Return a time as in evidence: `00:00:03` for `0:03`."""
    hours, minutes, rest = ["0", *time.replace(",", ".").split(":")][-3:]
    whole, _, part = rest.partition(".")
    if int(minutes) > 59 or int(whole) > 59:
        return ""
    seconds = f"{int(hours):02}:{int(minutes):02}:{int(whole):02}"
    return f"{seconds}.{part}" if part else seconds


def with_heads(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return paragraphs with the name where a turn begins, or seems to begin in plain text."""
    headed: list[Paragraph] = []
    last_voice = ""
    for paragraph in paragraphs:
        if not paragraph.voice and ASIDE.fullmatch(paragraph.text):
            headed.append(paragraph)
            continue
        if _needs_head(paragraph, last_voice):
            text = _head_of_voice(paragraph.voice) + paragraph.text
            headed.append(paragraph._replace(text=text))
        else:
            headed.append(paragraph)
        last_voice = paragraph.voice
    return tuple(headed)


def _head_of_voice(voice: str) -> str:
    """Return a head from which the voice, or that it is nobody's, is read in plain text too."""
    if not voice:
        return NOBODY
    head = f"{voice}: "
    return head if possible_head(head) else NOBODY + head


def _needs_head(paragraph: Paragraph, last_voice: str) -> bool:
    """Return whether another voice, or none, begins; or words that seem to have another head."""
    text, voice = paragraph.text, paragraph.voice
    if voice:
        return voice != last_voice or bool(possible_head(text)) or ends_turn(text)
    return last_voice != "" and not text.startswith(HEADING)
