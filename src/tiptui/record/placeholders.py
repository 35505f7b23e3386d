"""What `tiptui new` puts where something is left to be written. The rules warn while it stands."""

import re

EVENT_NAME = "What the dialogue was called"
SPEAKER_NAME = "Name of a speaker"
STATEMENT = "What was said, in your words"
SOURCE_TITLE = "Title of the source"

START_DATE = "0001-01-01"
"""The date of no dialogue: the key can't be left out."""

_TEXTS = {EVENT_NAME, SPEAKER_NAME, STATEMENT, SOURCE_TITLE, START_DATE}
_OUTLINE = "What paragraph {} says"
_SAID = "What is said in paragraph {}, in your words"
_ASKED = "What is asked for in paragraph {}, in your words"
_OF_A_PARAGRAPH = re.compile("|".join((_OUTLINE, _SAID, _ASKED)).replace("{}", "[0-9]+"))


def outline_line(paragraph: int) -> str:
    """Return the line of an outline that is to be written for a paragraph, counted from 1."""
    return _OUTLINE.format(paragraph)


def said_in(paragraph: int) -> str:
    """Return the text that is to be written of a turn that begins in a paragraph."""
    return _SAID.format(paragraph)


def asked_in(paragraph: int) -> str:
    """Return the text that is to be written of a recommendation that a paragraph makes."""
    return _ASKED.format(paragraph)


def is_placeholder(text: str) -> bool:
    return text in _TEXTS or bool(_OF_A_PARAGRAPH.fullmatch(text))
