"""Where in the files what is under the cursor stands."""

from typing import TYPE_CHECKING

from tiptui.record.links import Links
from tiptui.record.problem import Path
from tiptui.view.scene import Scene

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage


def path_at_cursor(scene: Scene) -> Path:
    """Return the way to what is under the cursor, from the top of the record."""
    name, evidence = scene.pointed
    path = scene.links.path(name)
    if evidence is None:
        return path
    return (*path, "evidence", scene.links.evidence(name).index(evidence))


def outline_path(links: Links, passage: "Passage") -> Path:
    """Return the way to a paragraph's line in the outline of its source, or to the source."""
    for number, source in enumerate(links.record.sources):
        if source.id == passage.source:
            there = 0 < passage.paragraph <= len(source.outline)
            line = ("outline", passage.paragraph - 1) if there else ()
            return ("sources", number, *line)
    return ("event",)
