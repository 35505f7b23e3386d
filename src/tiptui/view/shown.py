"""What each pane must draw of a view. Pure: no terminal, no state."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tiptui.record.model import Event, Organization, Recommendation, Speaker, Theme
from tiptui.search.index import Index, no_match
from tiptui.search.matches import Matches
from tiptui.text.folding import words_of
from tiptui.text.visible import clip, plural
from tiptui.view.state import (
    PASSAGE,
    Pane,
    Stop,
    View,
    acting,
    all_rows,
    current,
    detail_claims,
    detail_stops,
    event_stops,
    hits,
    narrowing,
    position,
    rows,
    source_stops,
    subject_of,
    title,
)

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage


class ListShown(NamedTuple):
    """What one of the two lists shows.

    `rows` are ids; `cursor` is a position in them; `active` says that keys move this cursor.
    `empty` says why there are no rows.
    """

    rows: Matches
    cursor: int
    active: bool
    marked: frozenset[str]
    words: tuple[str, ...]
    title: str
    empty: str


class PageShown(NamedTuple):
    """What the event or the detail shows: everything about `subject`.

    `stops` are where its cursor can be: ids in the event, claims and evidence in the detail,
    passages in the source.
    """

    subject: str
    stops: "Sequence[str | Stop | Passage]"
    cursor: int
    active: bool
    marked: frozenset[str]
    words: tuple[str, ...]
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


def show(index: Index, view: View) -> Shown:
    """Gives what each pane shows of a view."""
    at = acting(index, view)
    subject = subject_of(index, view)
    marked = index.links.related(current(index, view))
    words = words_of(view.query)
    stops = event_stops(index)
    inside = detail_stops(index, subject)
    return Shown(
        event=PageShown(
            index.links.record.event.id,
            stops,
            position(stops, view.chosen.event),
            at is Pane.EVENT,
            frozenset() if at is Pane.EVENT else marked,
            (),
            "Event",
        ),
        speakers=_list_shown(index, view, Pane.SPEAKERS, marked, words),
        recommendations=_list_shown(index, view, Pane.RECOMMENDATIONS, marked, words),
        detail=PageShown(
            subject,
            inside,
            min(view.chosen.detail, max(0, len(inside) - 1)),
            at is Pane.DETAIL,
            frozenset(),
            words,
            _detail_title(index, subject),
        ),
        source=_source_shown(index, view, words) if view.main is Pane.SOURCE else None,
        acting=at,
        front=view.main if at is Pane.DETAIL else at,
        left=Pane.SPEAKERS if view.searching else view.left,
    )


def _list_shown(
    index: Index,
    view: View,
    pane: Pane,
    marked: frozenset[str],
    words: tuple[str, ...],
) -> ListShown:
    found = rows(index, view, pane)
    at = acting(index, view)
    return ListShown(
        rows=found,
        cursor=position(found, view.chosen.row(pane)),
        active=at is pane,
        marked=frozenset() if at is pane else marked,
        words=words,
        title=_list_title(index, view, pane, len(found)),
        empty="" if found else _why_empty(index, view, pane),
    )


def _source_shown(index: Index, view: View, words: tuple[str, ...]) -> PageShown:
    stops = source_stops(index, view.query)
    number = min(view.chosen.source, max(0, len(stops) - 1))
    sources = {source.id: source.title for source in index.links.record.sources}
    names = ["Source"]
    if words:
        names.append(f"{plural(len(stops), 'sentence')} with {clip(view.query.strip())}")
    names.append(
        sources.get(stops[number].source, "") if stops else next(iter(sources.values()), "")
    )
    at = acting(index, view) is Pane.SOURCE
    return PageShown(
        "source", stops, number, at, frozenset(), words, " · ".join(filter(None, names))
    )


def _list_title(index: Index, view: View, pane: Pane, count: int) -> str:
    total = len(all_rows(index, pane))
    subject = narrowing(view, pane)
    so_far = "" if hits(index, view).complete else "+"
    part = f"{count:,}{so_far} of {total:,}" if subject or words_of(view.query) else f"{total:,}"
    names = [pane.value.capitalize(), part]
    if subject:
        names.append(title(index.links[subject]))
    return " · ".join(names)


def _why_empty(index: Index, view: View, pane: Pane) -> str:
    if not all_rows(index, pane):
        return f"No {pane.value} in this record"
    subject = narrowing(view, pane)
    behind = f" within {title(index.links[subject])}" if subject else ""
    if not words_of(view.query):
        return f"No {pane.value}{behind}"
    found = hits(index, view)
    if not found.complete:
        return "Searching …"
    if found:
        return f"No match for {clip(view.query.strip())}{behind}"
    return no_match(view.query, found)


def _detail_title(index: Index, subject: str) -> str:
    item = index.links.get(subject)
    if subject.startswith(PASSAGE):
        return f"What rests on these words · {plural(len(detail_claims(index, subject)), 'claim')}"
    if item is None:
        return "Detail"
    if isinstance(item, Event | Organization | Theme | Speaker):
        return item.name
    kind = type(item).__name__
    return f"{kind} {subject}" if isinstance(item, Recommendation) else kind
