"""The browser over a folder, and what is read off its screen."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.drawn import Reader, shown
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
        app = shown(opened.read_first(), opened)
    # Not by `reading`, which would keep what was opened first.
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader


@cache
def contrast(text: str, background: str) -> float:
    """Return the contrast of two colours, as the web's accessibility guidelines measure it."""
    one, other = sorted(map(luminance, (text, background)))
    return (other + 0.05) / (one + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def at_cursor(reader: Reader) -> str:
    """The words of the text that the cursor is on, by their background."""
    rows = reader.picture.rows(reader.region("source").shrink((1, 2, 1, 1)))
    plain = rows[0][0].background
    marked = (cell.text for row in rows for cell in row if cell.background != plain)
    return "".join(marked).strip("❯ ")
