"""Where in the files what is under the cursor stands."""

from typing import TYPE_CHECKING

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Quotation
from tiptui.record.problem import Path
from tiptui.view.scene import Scene

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage


def path_at_cursor(scene: Scene, dialogue: Dialogue) -> Path:
    """Return the way to what is under the cursor, from the top of its record."""
    name, evidence = scene.pointed
    thing = scene.collection.get(name) or dialogue.things.event
    return Quotation(thing, evidence).path if evidence else thing.path


def outline_path(dialogue: Dialogue, passage: "Passage") -> Path:
    """Return the way to a paragraph's line in the outline of its source, or to the source."""
    for number, source in enumerate(dialogue.record.sources):
        if source.id == passage.source:
            there = 0 < passage.paragraph <= len(source.outline)
            line = ("outline", passage.paragraph - 1) if there else ()
            return ("sources", number, *line)
    return ("event",)
