"""Cases in a text file beside a test: `== title`, a text, `=>`, and the lines that it gives."""

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet


def cases(test: str, file: str) -> list[ParameterSet]:
    """Return the text and the lines of each case in a file beside a test."""
    whole = Path(test).with_name(file).read_text("utf-8")
    parts = (part.partition("\n") for part in re.split("^== ", whole, flags=re.MULTILINE)[1:])
    halves = ((title, *body.partition("\n=>")[::2]) for title, _, body in parts)
    return [pytest.param(a.strip("\n"), b.strip("\n"), id=title) for title, a, b in halves]
