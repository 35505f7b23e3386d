"""Renews the pictures in the README: `.venv/bin/python docs/picture.py`."""

import asyncio
import re
from pathlib import Path
from typing import NamedTuple

from tiptui.collection.live import Live
from tiptui.files.folders import are_collection
from tiptui.files.installed import default_record
from tiptui.ui.app import TiptuiApp

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"


class Picture(NamedTuple):
    """The name of a picture, what is opened for it, and the keys that lead there."""

    name: str
    path: str
    keys: tuple[str, ...]


PICTURES = (
    # Search a speaker, and follow her to her recommendations.
    Picture("screen", default_record(), ("slash", "k", "a", "r", "enter", "enter")),
    # A recommendation among those of all dialogues.
    Picture("provincial", str(EXAMPLES / "provincial"), ("3", "j")),
    # The last response to a recommendation, and from there to its words.
    Picture("hearing", str(EXAMPLES / "hearing.yaml"), ("3", "4", "G", "e")),
)


async def drawn(picture: Picture) -> str:
    """Return the screen after the keys as SVG, with fonts that the reader's machine has."""
    paths = [picture.path]
    live = Live(paths, {}, are_collection(paths), watched=False)
    live.take(live.read())
    app = TiptuiApp(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*picture.keys)
        await pilot.pause()
        svg = app.export_screenshot()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "Menlo, Consolas, DejaVu Sans Mono")


if __name__ == "__main__":
    for each in PICTURES:
        (DOCS / f"{each.name}.svg").write_text(asyncio.run(drawn(each)), encoding="utf-8")
