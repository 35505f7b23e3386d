"""The browser over a folder, and the words at its cursor."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from textual.color import Color

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.drawn import Reader, reading
from tiptui.collection import live
from tiptui.collection.live import Live


@asynccontextmanager
async def browsing(
    folder: Path | str = CHECKOUT / FOLDER,
    size: tuple[int, int] = (120, 40),
    given: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Reader]:
    """Open the browser over a folder; it looks at the files when it is told to."""
    opened = Live([str(folder)], given, watched=False)
    with pytest.MonkeyPatch.context() as patch:
        if live.FIRST_SECONDS > 0:  # however busy the machine is
            patch.setattr(live, "FIRST_SECONDS", 60)
        first = opened.read_first()
    async with reading(first, size, opened) as reader:
        del first
        yield reader


@cache
def contrast(text: str, background: str) -> float:
    low, high = sorted((_luminance(text), _luminance(background)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in Color.parse(colour).rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    if part <= 0.03928:
        return part / 12.92
    return float(((part + 0.055) / 1.055) ** 2.4)


def at_cursor(reader: Reader) -> str:
    """Return the words of a text at the cursor, by their background."""
    rows = reader.picture.rows(reader.region("source").shrink((1, 2, 1, 1)))
    plain = rows[0][0].background
    marked = ("".join(cell.text for cell in row if cell.background != plain) for row in rows)
    return " ".join(filter(None, (words.strip("❯ ") for words in marked)))
