"""Captions, WebVTT, SubRip or SubViewer, as paragraphs: successive cues of one voice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from operator import attrgetter, itemgetter
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


def read_captions(data: bytes) -> Document:
    captions, remarks = _captions(decode_text(data, ""))
    turns: list[list[_Cue]] = []
    for cue in _cues(captions):
        if turns and (more := _continuation(turns[-1], cue)):
            turns[-1].append(cue._replace(text=more))
        else:
            turns.append([cue])
    said = ((" ".join(map(attrgetter("text"), turn)), turn[0]) for turn in turns)
    found = (Paragraph(text, "", clock(cue.start), cue.voice) for text, cue in said)
    return Document(with_heads(found), remarks=remarks)


def _captions(text: str) -> tuple[list[_Cue], tuple[str, ...]]:
    """Return the captions of a file, and a remark if there are others.

    Words below a blank line in a caption are one by themselves: they may be somebody else's.
    """
    text = "\n".join(line.rstrip() for line in re.split("\r\n|\r|\n", text.rstrip()))
    is_vtt = text.lstrip().startswith("WEBVTT")
    above, named = ("", _NAME) if is_vtt else ("0:0 --> 0:0", _NUMBER)
    text = f"{above}\n\n{text}"
    text = _NO_WORDS.sub(lambda it: "\n" * it[0].count("\n"), text) if is_vtt else text
    captions, unclear = list[_Cue](), list[int]()
    lines = [*_LINES_OF_TIMES.finditer(text)]
    ends = [*(line.start() for line in lines), len(text)][1:]
    for line, end in zip(lines, ends, strict=True):
        words = named.sub("", text[line.end() : end]).strip("\n")
        if times := [_seconds(time) for time in line.groups() if time]:
            blocks = filter(None, re.split("\n\n+", words))
            captions += (_Cue(block, times[0], times[1]) for block in blocks)
        else:
            unclear.append(line.start())
    first_line = text.count("\n", 0, unclear[0]) - 1 if unclear else 0
    remark = f"{plural(len(unclear), 'cue')} not read, whose times are unclear; line {first_line:,}"
    return captions, (remark,) if unclear else ()


def _seconds(time: str) -> float:
    *parts, last = re.split(f"({_SEPARATOR}) ?", time)
    if parts[-1] in ":：" and len(parts) < 6:
        parts, last = [*parts, last], "0"
    seconds = 0
    for part in parts[::2]:
        seconds = 60 * seconds + int(part)
    return seconds + float(f"0.{last}")


def read_zoom(data: bytes) -> Document:
    """Return the captions that Zoom saves: `[Name] 09:41:07` above the words, a time of the day."""
    _, *entries = _ZOOM.split(decode_text(data, ""))
    pairs = zip(map(one_line, entries[::2]), map(one_line, entries[1::2]), strict=True)
    return Document(with_heads(Paragraph(said, "", "", who, "") for who, said in pairs if said))


def _cues(captions: Sequence[_Cue]) -> Iterator[_Cue]:
    raw_texts = _tag_names([caption.text for caption in captions])
    rolling = any(_ROLLING.search(caption.text) for caption in captions)
    shown = ""
    for caption, raw_text in zip(captions, raw_texts, strict=True):
        # The words before the first voice have none.
        parts = ["", *_VOICE.split(raw_text)]
        for voice, raw in zip(parts[::2], parts[1::2], strict=True):
            lines = [one_line(unescape(_TAG.sub("", line))) for line in raw.split("\n")]
            if rolling:
                # Live captions show each line again, above the next.
                lines = [line for line in lines if line and line != shown]
                shown = lines[-1] if lines else shown
            if words := " ".join(line for line in lines if line.strip("-–—")):
                yield caption._replace(text=words, voice=one_line(unescape(voice)))


def _tag_names(texts: Sequence[str]) -> Sequence[str]:
    """Return the texts of cues with tags for their names, if each cue seems to have one."""
    found = [list(_names(text)) for text in texts]
    often = Counter(name for names in found for name, *_ in names)
    headed = all(names and names[0][-1] for names in found)
    known = {names[0][0] for names in found if names and (headed or often[names[0][0]] > 1)}
    voices = [next(filter(known.__contains__, map(itemgetter(0), of)), "") for of in found]
    repeated = sum(one == other for one, other in pairwise(voices) if one)
    nameless = voices.count("")
    if len(voices) - nameless < _LEAST or nameless > max(repeated, len(voices) // _MANY):
        return texts
    tagged = list(texts)
    for at, names in enumerate(found):
        for name, start, end, _ in reversed(names):
            if name in known:
                tagged[at] = f"{tagged[at][:start]}<v {name}>{tagged[at][end:]}"
    return tagged


def _names(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the names in a cue and their spans; True for a name before words on its line.

    On a line of its own it is the first, or in brackets, with two words: `[Music]` is no name.
    """
    start = 0
    for line in text.splitlines(keepends=True):
        end, bare = start + len(line), line.strip()
        name = bare.strip("()[]")
        if head := head_of(line) or screen_name(line):
            yield line[: head.start].strip(" *_").removesuffix(":"), start, start + head.start, True
        elif is_name(name) and (" " in name if name != bare else not start and end < len(text)):
            yield name, start, end, False
        start = end


def _continuation(turn: Sequence[_Cue], cue: _Cue) -> str:
    """Return the words that a cue adds to a turn, or "" where it begins a paragraph."""
    first, last = turn[0], turn[-1]
    if cue.voice or first.voice:
        return cue.text if cue.voice == first.voice else ""
    changes = _CHANGES.match(cue.text)
    head = caption_head(cue.text)
    if head and not changes and first.text.startswith(head):
        return cue.text.removeprefix(head).lstrip()
    length = sum(len(part.text) for part in turn)
    silence = int(cue.start) - int(last.end)
    may_end = length > _LONG or silence >= _PAUSE
    has_ended = length > _TOO_LONG or (may_end and SENTENCE_ENDS.search(last.text))
    return "" if changes or head or has_ended else cue.text
