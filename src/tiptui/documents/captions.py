"""Captions, WebVTT or SubRip, as paragraphs: what one voice says in successive cues."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from io import StringIO
from typing import NamedTuple

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from tiptui.documents.document import Document, NoDocument, Paragraph, decode_text, one_line
from tiptui.documents.names import caption_head

# Letters after which a paragraph without a voice ends: with a sentence, and with any cue.
_LONG, _TOO_LONG = 400, 1_000
_PAUSE = 2  # seconds after which it ends with a sentence
# What is no tag ends at the next one: else what is never closed would be read over and over.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_TAG = re.compile(r"</?[\w.:][^<>]*>|\{\\[^{}]*\}")
_ROLLING = re.compile(r"<\d\d:\d\d[:.]")
_SENTENCE_ENDS = re.compile(r"""[.?!…。؟।۔]["'”’»)\]]*$""")
# A dash or `>>` for another voice.
_CHANGES = re.compile(r"(?:[-–—]|>>)\s*\S")


class _Cue(NamedTuple):
    """What one voice says in a cue, from and up to seconds of the recording."""

    text: str
    voice: str
    time: str
    start: int
    end: int


def read_captions(data: bytes) -> Document:
    """Return captions. Raise NoDocument."""
    text = decode_text(data, "")
    kind = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = WebVTT.from_buffer(StringIO(text), kind).captions
    except (MalformedFileError, MalformedCaptionError):
        raise NoDocument("its captions can't be read") from None
    return Document(tuple(_paragraphs(_cues(captions))))


def _cues(captions: Sequence[Caption]) -> Iterator[_Cue]:
    rolling = any(_ROLLING.search(caption.raw_text) for caption in captions)
    shown = ""
    for caption in captions:
        # Records write times without the zeros at their end: `00:12:31`, `00:12:31.5`.
        time = caption.start.rstrip("0").rstrip(".") if "." in caption.start else caption.start
        # Before the first voice, what nobody is named for.
        parts = ["", *_VOICE.split(caption.raw_text)]
        for voice, raw in zip(parts[::2], parts[1::2], strict=True):
            lines = [one_line(unescape(_TAG.sub("", line))) for line in raw.split("\n")]
            if rolling:
                # Captions made as one speaks show each line again, above the next.
                lines = [line for line in lines if line and line != shown]
                shown = lines[-1] if lines else shown
            if said := " ".join(filter(None, lines)):
                seconds = caption.start_in_seconds, caption.end_in_seconds
                yield _Cue(said, one_line(unescape(voice)), time, *seconds)


def _paragraphs(cues: Iterable[_Cue]) -> Iterator[Paragraph]:
    turns: list[list[_Cue]] = []
    for cue in cues:
        if turns and (more := _continuation(turns[-1], cue)):
            turns[-1].append(cue._replace(text=more))
        else:
            turns.append([cue])
    for turn in turns:
        text, voice = " ".join(cue.text for cue in turn), turn[0].voice
        text = f"{voice}: {text}" if voice else text
        yield Paragraph(text, time=turn[0].time, voice=voice)


def _continuation(turn: Sequence[_Cue], cue: _Cue) -> str:
    """Return what a cue adds to a turn; nothing where another paragraph begins."""
    first, last = turn[0], turn[-1]
    if cue.voice or first.voice:
        return cue.text if cue.voice == first.voice else ""
    changes = _CHANGES.match(cue.text)
    head = caption_head(cue.text)
    if head and not changes and first.text.startswith(head):
        return cue.text.removeprefix(head).lstrip()
    length = sum(len(each.text) for each in turn)
    long, pause = length > _LONG, cue.start - last.end >= _PAUSE
    ended = (long or pause) and _SENTENCE_ENDS.search(last.text)
    begins = changes or head or ended or length > _TOO_LONG
    return "" if begins else cue.text
