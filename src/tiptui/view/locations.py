"""Where in the files what is under the cursor stands."""

from tiptui.record.links import Links
from tiptui.record.model import Point, Statement
from tiptui.record.problem import Path
from tiptui.search.index import Index
from tiptui.sources.passages import Passage
from tiptui.view.evidence import pointed_at
from tiptui.view.state import Pane, View, acting, evidence_of, source_stops

_SECTIONS = ("organizations", "themes", "speakers", "recommendations")


def path_at(index: Index, view: View) -> Path:
    """Gives the way to what is under the cursor, from the top of the record."""
    name, evidence = pointed_at(index, view)
    path = path_of(index.links, name)
    if evidence is None:
        return path
    return (*path, "evidence", evidence_of(index, name).index(evidence))


def path_of(links: Links, name: str) -> Path:
    """Gives the way to what an id names; to the event for none."""
    owner, _, number = name.partition("/")
    item = links.get(name)
    if isinstance(item, Point):
        return ("event", "points", int(number) - 1)
    if isinstance(item, Statement):
        return (*path_of(links, owner), "statements", int(number) - 1)
    for section in _SECTIONS:
        for place, each in enumerate(getattr(links.record, section)):
            if each.id == name:
                return (section, place)
    return ("event",)


def passage_at(index: Index, view: View) -> Passage | None:
    """Gives the passage under the cursor where the keys move in the sources."""
    stops = source_stops(index, view.query) if acting(index, view) is Pane.SOURCE else ()
    return stops[min(view.chosen.source, len(stops) - 1)] if stops else None


def outline_path(index: Index, passage: Passage) -> Path:
    """Gives the way to a paragraph's line in the outline of its source, or to the source."""
    for number, source in enumerate(index.links.record.sources):
        if source.id == passage.source:
            there = 0 < passage.paragraph <= len(source.outline)
            line = ("outline", passage.paragraph - 1) if there else ()
            return ("sources", number, *line)
    return ("event",)
