"""Cases in a text file beside a test: `== title`, a text, `=>`, and the lines that it gives.

Or below a title rows, a line each, with ` => ` between values; what begins with // is a remark.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def cases(test: str, file: str) -> list[ParameterSet]:
    """Return the text and the lines of each case in a file beside a test."""
    whole = Path(test).with_name(file).read_text("utf-8")
    parts = (part.partition("\n") for part in re.split("^== ", whole, flags=re.MULTILINE)[1:])
    halves = ((title, *body.partition("\n=>")[::2]) for title, _, body in parts)
    return [pytest.param(a.strip("\n"), b.strip("\n"), id=title) for title, a, b in halves]


def rows(test: str, file: str, title: str) -> list[Any]:
    """Return the values of each row below a title, in a file beside a test; or its only one."""
    whole = "\n" + Path(test).with_name(file).read_text("utf-8")
    part = whole.partition(f"\n== {title}\n")[2].partition("\n== ")[0]
    lines = (line for line in part.splitlines() if line and not line.startswith("// "))
    values = (
        [each.strip(" ").replace("\\n", "\n") for each in f"{line} ".split(" => ")]
        for line in lines
    )
    return [tuple(row) if len(row) > 1 else row[0] for row in values]
