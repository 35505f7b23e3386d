"""Renews docs/screen.svg, the picture in the README: `.venv/bin/python docs/picture.py`."""

import asyncio
import re
from pathlib import Path

from tiptui.cli.main import default_record
from tiptui.collection.live import Live
from tiptui.ui.app import TiptuiApp

KEYS = ("slash", "k", "a", "r", "enter", "enter")
"""Search a speaker, and follow her to her recommendations."""


async def picture() -> str:
    """Return the screen after KEYS as SVG, with fonts that the reader's machine has."""
    live = Live(default_record(), {}, watched=False)
    collection = live.read_first()
    assert collection
    app = TiptuiApp(live, lambda _progress: collection)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*KEYS)
        await pilot.pause()
        svg = app.export_screenshot()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "Menlo, Consolas, DejaVu Sans Mono")


if __name__ == "__main__":
    Path(__file__).with_name("screen.svg").write_text(asyncio.run(picture()), encoding="utf-8")
