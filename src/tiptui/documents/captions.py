"""Captions, WebVTT, SubRip or SubViewer, as paragraphs: successive cues of one voice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from tiptui.documents.document import SENTENCE_ENDS, Document, Paragraph, decode_text, one_line
from tiptui.documents.heads import caption_head, head_of, screen_name, with_heads
from tiptui.documents.names import is_name
from tiptui.record.forms import clock
from tiptui.text.visible import plural

# Letters from which a paragraph without a voice ends, with a sentence or with any cue.
_LONG, _TOO_LONG = 400, 1_000
_LEAST, _MANY = 3, 10  # cues with a name, of which one in ten may have none
_PAUSE = 2  # seconds, without their fractions, from which it ends with a sentence
_SEPARATOR = "[:：.,，．。]"
# Times may lack hours or a fraction, and have any sign before that.
_TIME = rf"\d{{1,9}}(?:{_SEPARATOR} ?\d{{1,9}}){{1,3}}"
_SBV = r"\d+:\d\d:\d\d(?:\.\d{1,9})?"
TIMES = (
    rf"(?:({_TIME})[^\S\n]*[-–—][-–— ]*(?:>|&gt;)[^\S\n]*({_TIME}).*"
    rf"|({_SBV}),({_SBV})[ \t]*(?=[\r\n]|\Z))"
)
"""The line above the words of a caption: `0:00:01.000 --> 0:00:02.000`, in .sbv with a comma."""

# Any other line with an arrow, unless that stands between words.
_UNCLEAR = r"^(?:[^\S\n]*\d.*?|(?:(?![^\W\d_]).)*?)-->.*$|^.*?-->[^\S\n]*\d.*$"
_LINES_OF_TIMES = re.compile(rf"^[^\S\n]*{TIMES}|{_UNCLEAR}", re.MULTILINE)
_NO_WORDS = re.compile(
    r"(?:\A\s*WEBVTT|(?<=\n\n)(?:NOTE|STYLE|REGION))(?!\S)(?!.*-->).*(?:\n(?!.*-->).+)*"
)
_NUMBER = re.compile(r"(?m:^)[^\S\n]*-?\d[\d.]*\n\Z|\n\n-?\d[\d.]*\n+\Z")
_NAME = re.compile(rf"{_NUMBER.pattern}|\n\n.+\n\Z")  # of a cue of WebVTT
# A tag ends before another one begins, or one that is never closed would be read over and over.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_TAG = re.compile(r"</?[\w.:][^<>]*>|\{\\[^{}]*\}")
_ROLLING = re.compile(r"<\d\d:\d\d[:.]")
_ZOOM = re.compile(r"^\[([^\[\]\n]{1,80})\] \d\d?:\d\d:\d\d[ \t]*\r?$", re.MULTILINE)
# A dash or `>>` before another voice.
_CHANGES = re.compile(r"(?:[-–—]|>>)\s*\S")


class _Cue(NamedTuple):
    """The raw text of a caption with its times in seconds, or the words of one voice in it."""

    text: str
    start: float
    end: float
    voice: str = ""


class _Name(NamedTuple):
    """A name in the raw text of a caption, and its span. A head stands before words on its line."""

    text: str
    start: int
    end: int
    is_head: bool


def read_captions(data: bytes) -> Document:
    captions, remarks = _captions(decode_text(data, ""))
    turns: list[list[_Cue]] = []
    for cue in _cues(captions):
        more = _continuation(turns[-1], cue) if turns else ""
        if more:
            turns[-1].append(cue._replace(text=more))
        else:
            turns.append([cue])

    paragraphs: list[Paragraph] = []
    for turn in turns:
        first = turn[0]
        words = " ".join([cue.text for cue in turn])
        paragraphs.append(Paragraph(words, "", clock(first.start), first.voice))
    return Document(with_heads(paragraphs), remarks=remarks)


def _captions(text: str) -> tuple[list[_Cue], tuple[str, ...]]:
    """Return the captions of a file, and a remark if there are others.

    Words below a blank line in a caption are one by themselves: they may be somebody else's.
    """
    text = "\n".join(line.rstrip() for line in re.split("\r\n|\r|\n", text.rstrip()))
    if text.lstrip().startswith("WEBVTT"):
        text = _NO_WORDS.sub(_blank_lines, f"\n\n{text}")
        name = _NAME
    else:
        text = f"0:0 --> 0:0\n\n{text}"
        name = _NUMBER

    captions: list[_Cue] = []
    unclear: list[int] = []
    lines = list(_LINES_OF_TIMES.finditer(text))
    ends = [line.start() for line in lines[1:]] + [len(text)]
    for line, end in zip(lines, ends, strict=False):
        times = [_seconds(time) for time in line.groups() if time]
        if not times:
            unclear.append(line.start())
            continue
        words = name.sub("", text[line.end() : end])
        blocks = re.split("\n\n+", words.strip("\n"))
        captions += [_Cue(block, times[0], times[1]) for block in blocks if block]

    if not unclear:
        return captions, ()
    first_line = text.count("\n", 0, unclear[0]) - 1
    remark = f"{plural(len(unclear), 'cue')} not read, whose times are unclear; line {first_line:,}"
    return captions, (remark,)


def _blank_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _seconds(time: str) -> float:
    *parts, last = re.split(f"({_SEPARATOR}) ?", time)
    if parts[-1] in ":：" and len(parts) < 6:
        parts.append(last)
        last = "0"

    seconds = 0
    for part in parts[::2]:
        seconds = 60 * seconds + int(part)
    return seconds + float(f"0.{last}")


def read_zoom(data: bytes) -> Document:
    """Return the captions that Zoom saves: `[Name] 09:41:07` above the words, a time of the day."""
    _, *entries = _ZOOM.split(decode_text(data, ""))
    paragraphs: list[Paragraph] = []
    for position in range(0, len(entries), 2):
        voice, words = one_line(entries[position]), one_line(entries[position + 1])
        if words:
            paragraphs.append(Paragraph(words, "", "", voice, ""))
    return Document(with_heads(paragraphs))


def _cues(captions: Sequence[_Cue]) -> Iterator[_Cue]:
    is_rolling = any(_ROLLING.search(caption.text) for caption in captions)
    shown = ""
    for caption in _tag_names(captions):
        # The words before the first voice have none.
        parts = ["", *_VOICE.split(caption.text)]
        for position in range(0, len(parts), 2):
            voice, raw = parts[position], parts[position + 1]
            lines = [one_line(unescape(_TAG.sub("", line))) for line in raw.split("\n")]
            if is_rolling:
                # Live captions show each line again, above the next.
                lines = [line for line in lines if line not in ("", shown)]
                shown = lines[-1] if lines else shown
            if words := " ".join(line for line in lines if line.strip("-–—")):
                yield caption._replace(text=words, voice=one_line(unescape(voice)))


def _tag_names(captions: Sequence[_Cue]) -> Sequence[_Cue]:
    """Return captions with tags for their names, if each caption seems to have one."""
    names_of_cues = [list(_names(caption.text)) for caption in captions]
    known = _known_names(names_of_cues)
    voices = [_first_known(names, known) for names in names_of_cues]
    if not _name_most_cues(voices):
        return captions

    tagged: list[_Cue] = []
    for caption, names in zip(captions, names_of_cues, strict=True):
        text = caption.text
        for name in reversed(names):
            if name.text in known:
                text = f"{text[: name.start]}<v {name.text}>{text[name.end :]}"
        tagged.append(caption._replace(text=text))
    return tagged


def _known_names(names_of_cues: Sequence[Sequence[_Name]]) -> set[str]:
    """Return the first names of cues: all if each cue has a head, else those that come again."""
    times: Counter[str] = Counter()
    for names in names_of_cues:
        times.update([name.text for name in names])

    all_have_heads = all(names and names[0].is_head for names in names_of_cues)
    known: set[str] = set()
    for names in names_of_cues:
        if names and (all_have_heads or times[names[0].text] > 1):
            known.add(names[0].text)
    return known


def _first_known(names: Sequence[_Name], known: set[str]) -> str:
    for name in names:
        if name.text in known:
            return name.text
    return ""


def _name_most_cues(voices: Sequence[str]) -> bool:
    """Return whether few cues have no voice: one in ten, or as many as go on with a voice."""
    repeated = 0
    for voice, following in pairwise(voices):
        if voice and voice == following:
            repeated += 1
    nameless = voices.count("")
    has_names = len(voices) - nameless >= _LEAST
    return has_names and nameless <= max(repeated, len(voices) // _MANY)


def _names(text: str) -> Iterator[_Name]:
    """Yield the names in a cue.

    On a line of its own it is the first, or in brackets, with two words: `[Music]` is no name.
    """
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        words = line.strip()
        name = words.strip("()[]")
        if name != words:
            may_be_name = " " in name
        else:
            may_be_name = start == 0 and end < len(text)

        if head := head_of(line) or screen_name(line):
            title = line[: head.start].strip(" *_").removesuffix(":")
            yield _Name(title, start, start + head.start, is_head=True)
        elif may_be_name and is_name(name):
            yield _Name(name, start, end, is_head=False)
        start = end


def _continuation(turn: Sequence[_Cue], cue: _Cue) -> str:
    """Return the words that a cue adds to a turn, or "" where it begins a paragraph."""
    first, last = turn[0], turn[-1]
    if cue.voice != first.voice:
        return ""
    if cue.voice:
        return cue.text

    if _CHANGES.match(cue.text):
        return ""
    if head := caption_head(cue.text):
        is_same = first.text.startswith(head)
        return cue.text.removeprefix(head).lstrip() if is_same else ""

    length = sum(len(part.text) for part in turn)
    silence = int(cue.start) - int(last.end)
    may_end = length > _LONG or silence >= _PAUSE
    if length > _TOO_LONG or (may_end and SENTENCE_ENDS.search(last.text)):
        return ""
    return cue.text
