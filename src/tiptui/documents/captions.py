"""Captions, WebVTT or SubRip, as paragraphs: what one voice says in successive cues."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import StringIO
from typing import NamedTuple

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line
from tiptui.text.heads import caption_head

_LONG, _TOO_LONG = 400, 1_000
"""Letters after which a paragraph without a voice ends: with a sentence, and with any cue."""

_PAUSE = 2
"""Seconds after which it ends with a sentence."""

# What is no tag ends at the next one: else what is never closed would be read over and over.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_TAG = re.compile(r"</?[\w.:][^<>]*>|\{\\[^{}]*\}")
_ROLLING = re.compile(r"<\d\d:\d\d[:.]")
_SENTENCE_ENDS = re.compile(r"""[.?!…。؟।۔]["'”’»)\]]*$""")
# A dash or `>>` for another voice.
_CHANGES = re.compile(r"(?:[-–—]|>>)\s*\S")


class _Said(NamedTuple):
    """What one voice says in a cue, from and up to seconds of the recording."""

    text: str
    voice: str
    time: str
    start: int
    end: int


def read_captions(text: str, kind: str) -> Document:
    """Return the captions of a text, `vtt` or `srt`. Raise NoDocument."""
    try:
        captions = WebVTT.from_buffer(StringIO(text), kind).captions
    except (MalformedFileError, MalformedCaptionError):
        raise NoDocument("its captions can't be read") from None
    return Document(kind, tuple(_paragraphs(_said(captions))))


def _said(captions: Iterable[Caption]) -> Iterator[_Said]:
    captions = list(captions)
    rolling = any(_ROLLING.search(caption.raw_text) for caption in captions)
    shown = ""
    for caption in captions:
        # Before the first voice, what nobody is named for.
        first, *others = _VOICE.split(caption.raw_text)
        for voice, raw in [("", first), *zip(others[::2], others[1::2], strict=True)]:
            lines = [one_line(unescape(_TAG.sub("", line))) for line in raw.split("\n")]
            if rolling:
                # Captions made as one speaks show each line again, above the next.
                lines = [line for line in lines if line and line != shown]
                shown = lines[-1] if lines else shown
            if said := " ".join(filter(None, lines)):
                seconds = caption.start_in_seconds, caption.end_in_seconds
                yield _Said(said, one_line(unescape(voice)), _time(caption.start), *seconds)


def _time(start: str) -> str:
    """Return a time as records write it: `00:12:31`, `00:12:31.5`."""
    return start.rstrip("0").rstrip(".") if "." in start else start


class _Turn:
    """What one voice has said by now, of which a paragraph is made."""

    def __init__(self, said: _Said) -> None:
        self._said = said
        self._end = said.end
        self._length = len(said.text)
        self._texts = [f"{said.voice}: {said.text}" if said.voice else said.text]

    def goes_on(self, said: _Said) -> bool:
        """Take what is said next, and return True, unless another paragraph begins with it."""
        more = self._rest(said)
        self._end = said.end
        if more:
            self._length += len(more)
            self._texts.append(more)
        return bool(more)

    def _rest(self, said: _Said) -> str:
        """Return what is said as a part of this; nothing where another paragraph begins."""
        if said.voice or self._said.voice:
            return said.text if said.voice == self._said.voice else ""
        changes = _CHANGES.match(said.text)
        head = caption_head(said.text)
        if head and not changes and self._texts[0].startswith(head):
            return said.text.removeprefix(head).lstrip()
        long, pause = self._length > _LONG, said.start - self._end >= _PAUSE
        ended = (long or pause) and _SENTENCE_ENDS.search(self._texts[-1])
        begins = changes or head or ended or self._length > _TOO_LONG
        return "" if begins else said.text

    def paragraph(self) -> Paragraph:
        said = self._said
        return Paragraph(" ".join(self._texts), time=said.time, voice=said.voice)


def _paragraphs(said: Iterable[_Said]) -> Iterator[Paragraph]:
    turn: _Turn | None = None
    for each in said:
        if turn and turn.goes_on(each):
            continue
        if turn:
            yield turn.paragraph()
        turn = _Turn(each)
    if turn:
        yield turn.paragraph()
