"""Captions, WebVTT or SubRip, as paragraphs: what one voice says in successive cues."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import StringIO
from typing import NamedTuple

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from tiptui.sources.documents.document import Document, NoDocument, Paragraph, one_line

_LONG, _TOO_LONG = 400, 1_000
"""Letters after which a paragraph without a voice ends: with a sentence, and with any cue."""

_PAUSE = 2
"""Seconds after which it ends with a sentence."""

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[\w.:][^>]*>|\{\\[^}]*\}")
_ROLLING = re.compile(r"<\d\d:\d\d[:.]")
_SENTENCE_ENDS = re.compile(r"""[.?!…。؟।۔]["'”’»)\]]*$""")
# A dash or `>>` for another voice; or what stands there for its name.
_BEGINS = re.compile(r"(?:[-–—]|>>)\s*\S|[^\W\d_][^:.?!]{0,60}:\s")
_HEAD = re.compile(r"[^\W\d_][^:.?!]{0,60}: ")


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


def _paragraphs(said: Iterable[_Said]) -> Iterator[Paragraph]:
    paragraph: Paragraph | None = None
    end = 0
    for each in said:
        if paragraph and (more := _continuation(paragraph, each, each.start - end)):
            paragraph = paragraph._replace(text=f"{paragraph.text} {more}")
        else:
            if paragraph:
                yield paragraph
            text = f"{each.voice}: {each.text}" if each.voice else each.text
            paragraph = Paragraph(text, time=each.time, voice=each.voice)
        end = each.end
    if paragraph:
        yield paragraph


def _continuation(paragraph: Paragraph, said: _Said, pause: int) -> str:
    """Return what is said as a part of the paragraph before it; empty where it begins another."""
    if said.voice or paragraph.voice:
        return said.text if said.voice == paragraph.voice else ""
    head = _HEAD.match(said.text)
    if head and paragraph.text.startswith(head[0]):
        return said.text[head.end() :]
    length = len(paragraph.text)
    ended = _SENTENCE_ENDS.search(paragraph.text) and (length > _LONG or pause >= _PAUSE)
    return "" if _BEGINS.match(said.text) or ended or length > _TOO_LONG else said.text
