"""Text that Textual or Rich would take for markup, a link or an action: shown as it is written."""

import json

import pytest

from tests.drawn import Reader, reading
from tests.records import collected
from tests.texts import MARKUP, OBEYED
from tiptui.collection.opened import Collection
from tiptui.text.visible import visible


def record_of(text: str) -> Collection:
    """Gives a record that says a text everywhere, with one maker who asks for nothing."""
    proof = [{"paragraph": 1, "exact": text}]
    data = {
        "tiptui": 1,
        "event": {
            "id": "e",
            "name": text,
            "start_date": "2024",
            "place": text,
            "organizers": [{"organization": "sea", "role": text}],
            "points": [{"text": text, "evidence": proof}],
        },
        "organizations": [{"id": "sea", "name": text}],
        "themes": [{"id": "air", "name": text}],
        "speakers": [
            {
                "id": "ann",
                "name": text,
                "role": f"role {text}",
                "organization": "sea",
                "statements": [{"text": f"said {text}", "evidence": proof}],
            },
            {"id": "bo", "name": f"Bo {text}"},
        ],
        "recommendations": [
            {"id": "r1", "text": f"ask {text}", "by": ["ann"], "themes": ["air"]},
        ],
        "sources": [{"id": "log", "title": f"log {text}", "outline": [f"line {text}"]}],
    }
    return collected(json.dumps(data))


def shows(reader: Reader, pane: str, text: str) -> bool:
    return "".join(text.split()) in "".join(" ".join(reader.pane(pane)).split())


@pytest.mark.parametrize("text", MARKUP)
async def test_it_is_shown_as_it_is_written(text: str) -> None:
    async with reading(record_of(text), (300, 40)) as reader:
        assert reader.cursor("speakers").startswith(text)
        assert shows(reader, "speakers", f"role {text}, {text}")
        assert shows(reader, "recommendations", f"ask {text}")
        assert shows(reader, "recommendations", f"{text} · {text}")
        assert reader.title("detail") == text
        assert shows(reader, "detail", f"said {text}")
        assert shows(reader, "detail", f"¶1 “{text}”")
        assert reader.pane("event")[0].strip() == text
        assert shows(reader, "event", f"{text} · {text}"), reader.text
        await reader.press("enter")
        assert reader.title("recommendations").endswith(f"1 of 1 · {text}")
        await reader.press("2", "j", "enter")
        assert f"Bo {text}" in reader.search_line
        await reader.press("2", "g", "y")
        assert f"Name  {text}, role {text}"[:60] in reader.text
        await reader.press("escape", "s")
        assert shows(reader, "source", f"log {text}")
        assert shows(reader, "source", f"line {text}")
        await reader.press("s", "/")
        await reader.paste(f"zz{text}")
        assert reader.search_line == f"/ zz{text}█"
        assert shows(reader, "speakers", f"No match for zz{text}")
        await reader.press("ctrl+u")
        await reader.paste(f"{OBEYED}\rsecond")
        assert reader.search_line == f"/ {visible(OBEYED[:-2])}█"
        await reader.press("ctrl+u")
        await reader.paste(text)
        assert reader.search_line == f"/ {text}█"
        assert reader.cursor("speakers").startswith(text)
        assert reader.app.is_running
