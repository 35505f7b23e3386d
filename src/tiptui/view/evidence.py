"""What the reader does with sources: opening one, going to words, to sentences, and to claims."""

from dataclasses import replace

from tiptui.record.links import Item
from tiptui.record.model import Evidence, Point, Recommendation, Speaker, Statement
from tiptui.search.index import Index
from tiptui.sources.passages import passages
from tiptui.view.state import (
    Pane,
    Stop,
    View,
    acting,
    current,
    detail_stops,
    entered,
    evidence_of,
    moved,
    rows,
    source_stops,
    subject_of,
)


def opened(index: Index, view: View) -> View:
    """The reader opened the sources, where they were left."""
    if not index.links.record.sources:
        return replace(view, remark="this record has no source")
    return entered(
        replace(view, query="", aside=None, chosen=view.aside or view.chosen), Pane.SOURCE
    )


def traced(index: Index, view: View) -> View:
    """The reader went from what is under the cursor to its words in the source."""
    claim, evidence = proof_at(index, view)
    if evidence is None:
        return replace(view, remark="no evidence to go to")
    number = passages(index).number(claim, evidence)
    return moved(opened(index, view), Pane.SOURCE, number)


def proof_at(index: Index, view: View) -> tuple[str, Evidence | None]:
    """Gives the id under the cursor, and the evidence meant: under the cursor too, or its first."""
    name, evidence = pointed_at(index, view)
    return name, evidence or next(iter(evidence_of(index, name)), None)


def pointed_at(index: Index, view: View) -> tuple[str, Evidence | None]:
    """Gives the id under the cursor, and its piece of evidence where the cursor is on one."""
    name = current(index, view)
    if acting(index, view) is Pane.SOURCE:
        stops = source_stops(index, view.query)
        number = min(view.chosen.source, len(stops) - 1)
        return passages(index).first_on(stops[number]) if stops else ("", None)
    if acting(index, view) is Pane.DETAIL:
        stops_inside = detail_stops(index, subject_of(index, view))
        if stops_inside:
            stop = stops_inside[min(view.chosen.detail, len(stops_inside) - 1)]
            return stop.claim, stop.evidence
    return name, None


def to_uncited(index: Index, view: View) -> View:
    """The reader asked for the next sentence that no claim cites, around the end if need be."""
    stops = source_stops(index, "")
    here = -1 if view.query else view.chosen.source
    numbers = [*range(here + 1, len(stops)), *range(max(here, 0))]
    found = next((n for n in numbers if not stops[n].claims), None)
    if found is None:
        remark = (
            "every sentence is cited" if index.texts else "the text of the source is not at hand"
        )
        return replace(view, remark=remark)
    return moved(entered(replace(view, query="", aside=None), Pane.SOURCE), Pane.SOURCE, found)


def gone_to_claim(index: Index, view: View) -> View:
    """The reader went to a claim: that in the detail, or the first that rests on the passage."""
    name = current(index, view)
    if not view.in_detail:
        stops = detail_stops(index, name)
        name = stops[0].claim if stops else ""
    item = index.links.get(name)
    if item is None:
        return replace(view, remark="no claim rests on this")
    view = replace(view, query="", aside=None, chosen=view.aside or view.chosen)
    return _at(index, view, name, item)


def _at(index: Index, view: View, name: str, item: Item) -> View:
    """Gives the view with the cursor on an item, where the record shows it."""
    if isinstance(item, Recommendation):
        return _shown_in(index, view, Pane.RECOMMENDATIONS, name)
    if isinstance(item, Speaker):
        return _shown_in(index, view, Pane.SPEAKERS, name)
    if isinstance(item, Statement):
        speaker = index.links.makers(name)[0].id
        view = _shown_in(index, view, Pane.SPEAKERS, speaker)
        number = detail_stops(index, speaker).index(Stop(name))
        return moved(entered(view, Pane.DETAIL), Pane.DETAIL, number)
    view = entered(view, Pane.EVENT)
    return moved(view, Pane.EVENT, name) if isinstance(item, Point) else view


def _shown_in(index: Index, view: View, pane: Pane, name: str) -> View:
    view = entered(view, pane)
    if name not in rows(index, view, pane):
        view = replace(
            view, narrowed=tuple(each for each in view.narrowed if each.pane is not pane)
        )
    return moved(view, pane, name)
