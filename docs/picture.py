"""Renews the pictures in the README: `.venv/bin/python -m docs.picture`."""

import asyncio
import os
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from tiptui.collection.live import Live
from tiptui.ui.app import TiptuiApp

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
PROVINCIAL = str(EXAMPLES / "provincial")
FONTS = "Menlo, Consolas, DejaVu Sans Mono"  # that the reader's machine has


BACK = "#121212"  # the colour behind most of a screen

STYLE = f"""text {{ font: 20px {FONTS}, monospace }}
rect {{ shape-rendering: crispEdges }}
.title {{ font: bold 18px arial, sans-serif; fill: #c5c8c6; text-anchor: middle }}
@media (prefers-reduced-motion: reduce) {{ g {{ animation: none !important }} }}"""
"""The rules of a moving picture. To who asks the system for it, it shows its first screen only."""


class Step(NamedTuple):
    """Keys, the words in the title while they are pressed, and the seconds after each of them."""

    keys: tuple[str, ...]
    words: str = ""
    seconds: float = 0


class Picture(NamedTuple):
    """The name of a picture, the path opened for it, and the steps that lead there."""

    name: str
    path: str
    steps: tuple[Step, ...]
    rows: int = 36


PICTURES = (
    # A recommendation among those of all dialogues.
    Picture("provincial", PROVINCIAL, (Step(("3", "home", "j")),)),
    # Who was asked for how much, and what became of it.
    Picture(
        *("grid", PROVINCIAL),
        (Step(("slash", *"is:recommendation", "enter", "x", "tab", "c", "4")),),
        16,
    ),
    # A recommendation, and from there its words.
    Picture("hearing", str(EXAMPLES / "hearing.yaml"), (Step(("3", "e")),)),
)

# Forty seconds: from some letters to a claim, its words, those who asked the same, and a table.
MOVING = Picture(
    *("moving", PROVINCIAL),
    (
        Step(("",), "four dialogues, their speakers, their recommendations", 3),
        Step(("slash",), "/ searches", 1),
        Step((*"light",), "/ each letter narrows all lists", 0.6),
        Step(("s",), "/ each letter narrows all lists", 3),
        Step(("enter",), "Enter lists the claims found", 2.5),
        Step(("3", "j"), "3 goes to the recommendations", 1.5),
        Step(("enter",), "Enter opens one at its evidence", 4),
        Step(("e",), "e goes to these words in their source", 5),
        Step(("left_square_bracket",) * 2, "[ goes back", 1),
        Step(("equals_sign",), "= lists who asked the same", 4),
        Step(("escape",), "Esc leaves the search", 1.5),
        Step(("x",), "x counts themes and addressees", 4),
        Step(("enter",), "Enter in a cell lists its claims", 4),
    ),
    32,
)


async def frames(picture: Picture) -> AsyncIterator[tuple[str, float]]:
    """Yield the screen after each key as SVG, and the seconds that it stays."""
    live = Live([picture.path], {}, watched=False)
    live.take(live.read())
    app = TiptuiApp(live)
    async with app.run_test(size=(120, picture.rows)) as pilot:
        for step in picture.steps:
            for key in step.keys:
                await pilot.press(*filter(None, [key]))
                await pilot.pause()
                svg = app.export_screenshot(title=step.words, simplify=True)
                svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
                svg = svg.replace("Fira Code", FONTS)
                # Browsers keep the blanks at either end of a cell anyway, other programs do not.
                yield svg.replace("<svg ", '<svg xml:space="preserve" ', 1), step.seconds


async def still(picture: Picture) -> str:
    return [svg async for svg, _ in frames(picture)][-1]


async def moving(picture: Picture) -> str:
    """Return a picture in which each part of the screens is drawn once, and seen at its times."""
    shown = [frame async for frame in frames(picture)]
    ends = [*accumulate((seconds for _, seconds in shown), initial=0.0)]
    styles = dict[str, str]()  # the class for each
    seen = defaultdict[str, list[int]](list)  # the numbers of the frames that have a part
    for number, (svg, _) in enumerate(shown):
        for part in parts(svg, styles):
            seen[part].append(number)
    groups = defaultdict[tuple[int, ...], str](str)
    for part, numbers in seen.items():
        groups[part.startswith("<text"), *numbers] += part
    rules, drawn = [f".{name} {{{style}}}" for style, name in styles.items()], list[str]()
    for (_, *numbers), part in sorted(groups.items()):  # words over colours
        name = f"g{len(drawn)}"
        drawn.append(f'<g class="{name}">{part}</g>')
        if len(numbers) < len(shown):
            rules += timed(name, numbers, ends)
    still = shown[0][0]
    (head,) = re.findall(r"<svg .*?>", still)
    window = re.findall(
        r'<rect fill="#292929".*?/>|<g transform="translate\(26.*?</g>', still, re.S
    )
    back = f'<rect fill="{BACK}" x="9" y="41" width="1464" height="{24.4 * picture.rows + 0.4:g}"/>'
    body = ["<g transform='translate(9, 41)'>", *drawn, "</g>", "</svg>", ""]
    return "\n".join([head, "<style>", STYLE, *rules, "</style>", *window, back, *body])


def parts(svg: str, styles: dict[str, str]) -> Iterator[str]:
    """Yield the colours, the words and the title of a screen; name their styles."""
    for fill, place in re.findall(
        r'<rect fill="(.*?)" (x=.*?) shape-rendering="crispEdges"/>', svg
    ):
        if fill != BACK:
            yield f'<rect fill="{fill}" {place}/>'
    own = dict(re.findall(r"\.terminal-\d+-(r\d+) \{ (.*?) \}", svg))
    for name, place, words in re.findall(
        r'<text class="\S+-(r\d+)" (x=.*?) clip.*?>(.*?)</text>', svg
    ):
        style = styles.setdefault(own[name], f"s{len(styles)}")
        yield f'<text class="{style}" {place}>{words}</text>'
    (title,) = re.findall(r'<text class="\S+-title".*?>(.*?)</text>', svg)
    yield f'<text class="title" x="731" y="-14">{title}</text>'


def timed(name: str, numbers: Sequence[int], ends: Sequence[float]) -> list[str]:
    """Return the rules by which a group is seen in frames of these numbers."""
    changes = {0.0: "hidden"}
    for number in numbers:
        changes |= {ends[number]: "visible", ends[number + 1]: "hidden"}
    steps = " ".join(
        f"{100 * at / ends[-1]:.4g}% {{visibility: {state}}}" for at, state in changes.items()
    )
    first = "visible" if numbers[0] == 0 else "hidden"
    return [
        f"@keyframes {name} {{{steps}}}",
        f".{name} {{visibility: {first}; animation: {name} {ends[-1]:g}s step-end infinite}}",
    ]


if __name__ == "__main__":
    os.environ["SOURCE_DATE_EPOCH"] = (
        "1790000000"  # a day when a response of the example is overdue
    )
    for each in PICTURES:
        (DOCS / f"{each.name}.svg").write_text(asyncio.run(still(each)), encoding="utf-8")
    (DOCS / "moving.svg").write_text(asyncio.run(moving(MOVING)), encoding="utf-8")
