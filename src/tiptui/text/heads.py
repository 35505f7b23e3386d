"""What stands at the head of words: who says them, as `names` has it, and when.

Much more may be a head of which nobody can tell whose it is: `bob.eth:`, `[SPEAKER_03]`, `>>`, a
few words before a colon, capitals alone. It is no name, and ends what was said before it.
"""

import re
from typing import NamedTuple

from tiptui.text.names import (
    begins_label,
    is_label,
    is_name,
    is_office,
    is_particle,
    may_be_name,
)

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
# A voice that changes, a tag, or bold words on a line by themselves. A tag with a name has two
# words or a sign, for `[Laughter]` is none.
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
_CAPITALS = re.compile(r"([^:：.!?…;]{4,120}[^:：.!?…;,\s])\s*$")
# Of what an item of a list says, nobody can tell where it ends.
_ITEM = re.compile(r"\s*[-*•·]\s")
_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,2})(?=\S)")
_EMPHASIS_ENDS = re.compile(r"(?:\*{1,3}|_{1,2})?\s*")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_BRACKETS = re.compile(rf"[^()（）\[\]]*(?:{_BRACKETED.pattern}[^()（）\[\]]*)*")
# Of two groups in brackets the first is a place: Ada Byron (Berlin) (IOM)
_PLACE = re.compile(r"\((?![^a-z()]*\))[^()]*\)\s*(?=\()")
_PIECE = re.compile(r"\s*[(（\[)）\],，|–—]\s*|\s+-\s+")


class Head(NamedTuple):
    """What stands at the head of words: who says them, and when; `start` is where they begin.

    `notes` are what the text says of who it is, as printed. In a list of those present is no more.
    """

    name: str
    notes: tuple[str, ...] = ()
    time: str = ""
    start: int = 0


def head_of(line: str) -> Head | None:
    """Return what heads a line that begins what somebody says, None where there is no name."""
    start = _end(_HEADING, line, 0)
    first = _TIME_FIRST.match(line, start)
    start = first.end() if first else start
    time = _seconds(first["time"]) if first else ""
    start = _end(_EMPHASIS, line, start)
    if timed := _TIMED.match(line, start):
        who, end = timed["who"].strip(" \t*_"), timed.end()
        time = "" if timed["clock"] else _seconds(timed["time"])
    elif first and is_name(line[start:].strip()):
        who, end = line[start:].strip(), len(line)
    elif colon := _colon(line, start):
        who, end = colon["who"], colon.end()
    else:
        return None
    if _ITEM.match(line, start) or "?" in who or not _BRACKETS.fullmatch(who):
        return None
    if not all(map(_is_note, _PIECE.split(_BRACKETED.sub("", who))[1:])):
        return None
    # Meeting software writes the family name, a comma, and the other.
    name, notes = (who, ()) if timed and is_name(who) else name_and_notes(who)
    # Under a heading stands more than one sentence.
    if not is_name(name) or (_IS_HEADING.match(line) and line[end:].strip(" \t*_")):
        return None
    return Head(" ".join(name.split()), notes, time, _end(_EMPHASIS_ENDS, line, end))


def shown_name(caption: str) -> Head | None:
    """Return what heads a caption, in whatever way people call themselves in a call: `kingy_s`."""
    found = _SHOWN.match(caption)
    if not found or is_label(found[1].split()):
        return None
    return Head(found[1], (), "", found.end())


def possible_head(line: str) -> str:
    """Return what at the head of a line may be somebody's, whoever that is; empty for nothing."""
    marked = _end(_MARKUP, line, 0)
    start = _end(_TIME_FIRST, line, marked)
    if ">>" in line[:marked]:
        return line[:marked]
    if tag := _TAG.match(line, start):
        return tag[0]
    found = _TIME_AFTER.match(line, start) or _colon(line, start)
    who = found["who"].strip(' \t*_"“«[<(') if found else ""
    words = _BRACKETED.sub("", who).split() or who.split()
    return found[0] if found and may_be_name(words) else ""


def caption_head(caption: str) -> str:
    """Return what may be a head of a caption: any words before a colon too."""
    found = _WORDS.match(caption)
    return possible_head(caption) or (found[0] if found else "")


def capitals(line: str) -> str:
    """Return the capitals that stand on a line alone or before a dash; empty for none."""
    found = _DASHED.match(line) or _CAPITALS.match(line)
    return found[0] if found and _BRACKETED.sub("", found[1]).isupper() else ""


def ends_turn(line: str) -> bool:
    """Return whether a line that no name heads is nobody's words: a heading, `Question: …`."""
    colon = _colon(line.lstrip(" *_"))
    words = colon["who"].split() if colon else []
    label = bool(words) and begins_label(words[0].strip("*_"))
    return label or bool(_IS_HEADING.match(line))


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start


def _colon(line: str, start: int = 0) -> re.Match[str] | None:
    """Return what ends with a colon that words may follow: not `10:30` or `http://`."""
    if not (found := _COLON.match(line, start)):
        return None
    before, following = line[found.end() - 2 : found.end()], line[found.end() : found.end() + 1]
    marked = before[:-1] in {"*", "_"} or before.endswith("：")
    ascii_letter = following.isascii() and not following.isupper() and following not in " \t*_."
    return found if marked or not ascii_letter else None


def _is_note(piece: str) -> bool:
    """Return whether a piece after a comma is said of somebody, and no part of a sentence."""
    last = "".join(piece.split()[-1:])
    return not last[:1].islower() or is_particle(last) or is_office(piece)


def name_and_notes(who: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and what is said of it, in brackets or after a comma or dash.

    What begins with a small letter, such as `(laughs)`, is said of the words.
    """
    who = _PLACE.sub("", who.replace("**", "").replace("__", " ").strip())
    name, *rest = _PIECE.split(who)
    pieces = (piece.strip(" .*_") for piece in rest)
    return name.strip(), tuple(each for each in pieces if len(each) > 1 and not each[0].islower())


def _seconds(time: str) -> str:
    """Return a time as evidence has it: `00:00:03` for `0:03`."""
    *hours, minutes, rest = time.replace(",", ".").split(":")
    whole, _, part = rest.partition(".")
    if int(minutes) > 59 or int(whole) > 59:
        return ""
    hour = int(hours[0]) if hours else 0
    return f"{hour:02}:{int(minutes):02}:{int(whole):02}" + (f".{part}" if part else "")
