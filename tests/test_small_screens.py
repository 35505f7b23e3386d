"""Whatever lies over the browser bears a terminal without room, and keys that come ahead of it."""

import pytest

from tests.drawn import reading
from tests.records import sourced

OPENINGS = (["?"], ["ctrl+p"], ["ctrl+p", *"theme"], ["y"], ["!"])
KEYS = ["pagedown", "down", "end", "up", "pageup", "home", *"jGkg1x", "tab", "ctrl+u", "ctrl+d"]


@pytest.mark.parametrize("size", [(1, 1), (6, 4)])
async def test_it_bears_keys_typed_ahead_without_room(size: tuple[int, int]) -> None:
    async with reading(sourced(), size) as reader:
        for opening in OPENINGS:
            await reader.press(*opening, *KEYS, "enter", "escape", "escape")
            await reader.press(*opening, *KEYS, "escape", "enter", *opening)
            for other in ((40, 10), size):
                await reader.resize(*other)
                await reader.press(*KEYS)
            await reader.press("escape", "escape")
        await reader.press("ctrl+q")
    assert (reader.app.return_code, reader.app.failure) == (0, None)
