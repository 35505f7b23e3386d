"""What each pane must draw of a scene."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.stops import Stop, Subject
from tiptui.record.links import title
from tiptui.record.model import Event, Organization, Recommendation, Speaker, Theme
from tiptui.search.find import no_match
from tiptui.search.matches import Matches
from tiptui.search.query import Words
from tiptui.text.visible import clip, plural
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage


class ListShown(NamedTuple):
    """What one of the two lists shows.

    `rows` are ids; `cursor` is a position in them; `active` says that keys move this cursor.
    `marked` are numbers of rows in the record, sorted; `empty` says why there are no rows.
    """

    rows: Matches
    cursor: int
    active: bool
    marked: Sequence[int]
    words: tuple[str, ...]
    title: str
    empty: str


class PageShown(NamedTuple):
    """What the event, the detail or the source shows: everything about `subject`, empty for none.

    `stops` are where its cursor can be: ids in the event, claims and evidence in the detail,
    passages in the source.
    """

    subject: Subject
    stops: "Sequence[str | Stop | Passage]"
    cursor: int
    active: bool
    marked: frozenset[str]
    words: Words
    title: str


class Shown(NamedTuple):
    """What the whole screen shows of a view.

    `acting` is the pane whose cursor the keys move, `front` the one that is seen where there is
    room for one beside the detail, `left` that in the left of two columns.
    """

    event: PageShown
    speakers: ListShown
    recommendations: ListShown
    detail: PageShown
    source: PageShown | None
    acting: Pane
    front: Pane
    left: Pane


NO_MARKS: frozenset[str] = frozenset()


def show(scene: Scene) -> Shown:
    """Return what each pane shows of a scene."""
    view, at = scene.view, scene.acting
    return Shown(
        event=_show_event(scene),
        speakers=_show_list(scene, Pane.SPEAKERS),
        recommendations=_show_list(scene, Pane.RECOMMENDATIONS),
        detail=_show_detail(scene),
        source=_show_source(scene) if view.main is Pane.SOURCE else None,
        acting=at,
        front=view.main if at is Pane.DETAIL else at,
        left=_left(scene),
    )


def _left(scene: Scene) -> Pane:
    """Return the pane in the left of two columns: while searching, one with the hits."""
    if not scene.view.searching:
        return scene.view.left
    return Pane.EVENT if scene.acting is Pane.EVENT else Pane.SPEAKERS


def _show_event(scene: Scene) -> PageShown:
    active = scene.acting is Pane.EVENT
    marked = NO_MARKS if active else scene.related.others
    count = ""
    if scene.words:
        points = scene.hits.points
        marked = frozenset((*marked, *points))
        count = f" · {plural(len(points), 'point')}" if points else ""
    return PageShown(
        scene.event_id,
        scene.collection.event_stops,
        scene.event_number,
        active,
        marked,
        scene.words,
        f"Event{count}",
    )


def _show_list(scene: Scene, pane: Pane) -> ListShown:
    rows, active, related = scene.rows(pane), scene.acting is pane, scene.related
    marked = related.speakers if pane is Pane.SPEAKERS else related.recommendations
    return ListShown(
        rows=rows,
        cursor=scene.cursor(pane),
        active=active,
        marked=() if active else marked,
        words=scene.words,
        title=_list_title(scene, pane, len(rows)),
        empty="" if rows else _why_empty(scene, pane),
    )


def _show_detail(scene: Scene) -> PageShown:
    return PageShown(
        scene.subject,
        scene.stops,
        min(scene.view.chosen.detail, max(0, len(scene.stops) - 1)),
        scene.acting is Pane.DETAIL,
        NO_MARKS,
        scene.words,
        _detail_title(scene),
    )


def _show_source(scene: Scene) -> PageShown:
    stops, sources = scene.source_stops, scene.links.record.sources
    number = min(scene.view.chosen.source, max(0, len(stops) - 1))
    here = scene.passage.source if scene.passage else sources[0].id
    name = next(source.title for source in sources if source.id == here)
    query = clip(scene.view.query.strip())
    found = f"{number + 1 if stops else 0:,} of {len(stops):,} with {query}" if scene.words else ""
    subject = "source"
    if not scene.collection.is_ready:
        subject, found = "", "looking through the text …"
    heading = " · ".join(filter(None, ("Source", found, name)))
    active = scene.acting is Pane.SOURCE
    return PageShown(subject, stops, number, active, NO_MARKS, scene.words, heading)


def _list_title(scene: Scene, pane: Pane, count: int) -> str:
    total, subject = len(scene.all_rows(pane)), scene.view.narrowing(pane)
    so_far = "" if scene.hits.complete else "+"
    part = f"{count:,}{so_far} of {total:,}" if subject or scene.words else f"{total:,}"
    names = [pane.value.capitalize(), part]
    if subject:
        # Before the name, which may be cut.
        outside = len(scene.hits.of(pane)) - count if scene.words else 0
        names += [f"{outside:,} outside"] if outside else []
        names.append(title(scene.links[subject]))
    return " · ".join(names)


def _why_empty(scene: Scene, pane: Pane) -> str:
    if not scene.all_rows(pane):
        return f"No {pane.value} in this record"
    subject = scene.view.narrowing(pane)
    behind = f" within {title(scene.links[subject])}" if subject else ""
    if not scene.words:
        return f"No {pane.value}{behind}"
    if not scene.hits.complete:
        return "Searching …"
    if scene.hits:
        return f"No match for {clip(scene.view.query.strip())}{behind}"
    return no_match(scene.view.query, scene.hits.near)


def _detail_title(scene: Scene) -> str:
    subject = scene.subject
    if not isinstance(subject, str):
        return f"What rests on these words · {plural(len(subject.claims), 'claim')}"
    item = scene.links.get(subject)
    if item is None:
        return "Detail"
    if isinstance(item, Event | Organization | Theme | Speaker):
        return item.name
    kind = type(item).__name__
    return f"{kind} {subject}" if isinstance(item, Recommendation) else kind
