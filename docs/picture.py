"""Renews the pictures in the README: `.venv/bin/python docs/picture.py`."""

import asyncio
import re
from pathlib import Path
from typing import NamedTuple

from tiptui.collection.live import Live
from tiptui.files.own import default_record
from tiptui.ui.app import TiptuiApp

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"


class Picture(NamedTuple):
    """The name of a picture, what is opened for it, and the keys that lead there."""

    name: str
    path: str
    keys: tuple[str, ...]
    rows: int = 36


PICTURES = (
    # Search: what five letters leave of all lists.
    Picture("screen", default_record(), ("slash", *"traff"), 38),
    # A recommendation among those of all dialogues.
    Picture("provincial", str(EXAMPLES / "provincial"), ("3", "j")),
    # Who was asked for how much, and what became of it.
    Picture(
        *("grid", str(EXAMPLES / "provincial")),
        ("slash", *"is:recommendation", "enter", "x", "tab", "c", "4"),
        16,
    ),
    # A recommendation, and from there its words.
    Picture("hearing", str(EXAMPLES / "hearing.yaml"), ("3", "e")),
)


async def drawn(picture: Picture) -> str:
    """Return the screen after the keys as SVG, with fonts that the reader's machine has."""
    live = Live([picture.path], {}, watched=False)
    live.take(live.read())
    app = TiptuiApp(live)
    async with app.run_test(size=(120, picture.rows)) as pilot:
        await pilot.press(*picture.keys)
        await pilot.pause()
        svg = app.export_screenshot()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "Menlo, Consolas, DejaVu Sans Mono")
    # Browsers keep the blanks at either end of a cell anyway, other programs do not.
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    for each in PICTURES:
        (DOCS / f"{each.name}.svg").write_text(asyncio.run(drawn(each)), encoding="utf-8")
