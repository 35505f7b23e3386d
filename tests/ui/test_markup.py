"""Text that Textual or Rich would take for markup, a link or an action: shown as it is written."""

import pytest

from tests.kit.any_record import in_other_words
from tests.kit.drawn import Reader, reading
from tests.kit.records import SMALL, record
from tests.kit.texts import MARKUP, OBEYED
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.text.visible import visible

SHORT = sorted(MARKUP, key=len)
"""Those that are short are tried together."""


def record_of(text: str) -> Collection:
    """Return a record with a text at the end of all that it says; of the crew there is nothing."""
    small = record(SMALL.replace("by: [ann, bo]", "by: [ann]").replace("[crew]", "[bo]"))
    return Collection([Dialogue(in_other_words(small, lambda words: f"{words} {text}"))])


def shows(reader: Reader, pane: str, text: str) -> bool:
    return are_in(text, reader.pane(pane))


def are_in(text: str, lines: list[str]) -> bool:
    """Return whether all words are in some lines, however these are broken."""
    return "".join(text.split()) in "".join("".join(lines).split())


@pytest.mark.parametrize("text", [" ".join(SHORT[:5]), " ".join(SHORT[5:7]), *SHORT[7:]])
async def test_it_is_shown_as_it_is_written(text: str) -> None:
    async with reading(record_of(text), (300, 40)) as reader:
        assert reader.cursor("speakers").startswith(f"Ann Ångström {text}")
        assert shows(reader, "speakers", f"Chair {text}, SSA {text}")
        assert shows(reader, "recommendations", f"Warm the sea {text}")
        assert shows(reader, "recommendations", f"Bo O’Brien {text} → the sun {text}")
        assert reader.title("detail") == f"Ann Ångström {text}"
        assert shows(reader, "detail", f"The air is good. {text}")
        assert shows(reader, "detail", f"¶1 “good air {text}”")
        assert reader.pane("event")[0].strip() == f"An event {text}"
        assert shows(reader, "event", f"Air {text}"), reader.text
        await reader.press("enter")
        assert reader.title("recommendations").endswith(f"2 of 3 · by Ann Ångström {text}")
        await reader.press("escape", "2", "j", "j", "enter")
        assert f"The crew {text}" in reader.status
        await reader.press("2", "g", "y")
        assert are_in(f"Name Ann Ångström {text}, Chair {text}", reader.menu)
        await reader.press("escape", "s")
        assert shows(reader, "source", f"The log {text}")
        assert shows(reader, "source", f"Water {text}")
        await reader.press("s", "/")
        await reader.paste(f"zz{text}")
        assert reader.search_line == f"/ zz{text}█"
        assert shows(reader, "speakers", f"No match for zz{text}")
        await reader.press("ctrl+u")
        await reader.paste(f"{OBEYED}\rsecond")
        assert reader.search_line == f"/ {visible(OBEYED[:-2])} second█"
        await reader.press("ctrl+u")
        await reader.paste(text)
        assert reader.search_line == f"/ {text}█"
        assert reader.cursor("speakers").startswith(f"Ann Ångström {text}")
        assert reader.app.is_running
