"""Whatever lies over the browser bears a terminal without room, and keys that come ahead of it."""

import pytest

from tests.drawn import reading
from tests.records import sourced

OPENINGS = {
    "help": ["?"],
    "palette": ["ctrl+p"],
    "themes": ["ctrl+p", *"theme"],
    "menu": ["y"],
    "problems": ["!"],
}

KEYS = ["pagedown", "down", "end", "up", "pageup", "home", *"jGkg1x", "tab", "ctrl+u", "ctrl+d"]


@pytest.mark.parametrize("size", [(1, 1), (6, 4)])
@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS)
async def test_it_bears_keys_typed_ahead_without_room(
    opening: list[str], size: tuple[int, int]
) -> None:
    async with reading(sourced(), size) as reader:
        await reader.press(*opening, *KEYS, "enter", "escape", "escape")
        await reader.press(*opening, *KEYS, "escape", "enter", *opening)
        for other in ((40, 10), size):
            await reader.resize(*other)
            await reader.press(*KEYS)
        await reader.press("escape", "escape", "ctrl+q")
    assert (reader.app.return_code, reader.app.failure) == (0, None)
