"""The content of each pane for a scene."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from tiptui.collection.facts import join_words
from tiptui.collection.naming import OF_FIELD, Name
from tiptui.collection.opened import Related
from tiptui.search.index import no_match
from tiptui.search.matches import Matches, match_all
from tiptui.search.rows import CLAIMS as CLAIM_KINDS
from tiptui.search.rows import RowKind
from tiptui.text.visible import clip, plural
from tiptui.view import grid
from tiptui.view.scene import Scene
from tiptui.view.state import FIRST, KINDS, Pane
from tiptui.view.tabs import ASKS, SHORT, Title, titles_of

WIDE, HALF = 110, 70  # columns of a terminal with room for three panes, and for two
HIGH = 16  # lines of one with room for the detail beside another pane


class PaneContent(NamedTuple):
    """The content of a pane for a view."""

    subject: object  # for another subject, the pane begins at its top
    stops: Sequence[object]  # refs of rows, stops of the detail, passages of the source, cells
    look: object  # all else that changes how the pane is drawn
    cursor: int  # the number of its stop
    active: bool  # keys move the cursor
    titles: Sequence[Title]  # the first with room is shown: names shorten, counts never
    marks: Sequence[int] = ()  # rows of `matches`, sorted
    matches: Matches = match_all(())  # the stops, if some can be marked
    must_see_cursor: bool = False  # the cursor is to be in sight, though keys do not move it
    bookmarks: Set[object] = frozenset()  # refs that the reader marked
    subtitle: str = ""  # the subject of the rows, beside the title if there is room
    empty: str = ""  # the reason why there is nothing
    legends: Sequence[str] = ("",)  # the meaning of the numbers in rows, the shortest last


NO_CONTENT = PaneContent(None, (), None, 0, False, ("",))  # the content of a new pane


def show(scene: Scene) -> dict[Pane, PaneContent]:
    """Return the content of each pane that is seen, or would be seen in a larger terminal."""
    view = scene.view
    first = _show_event(scene) if view.first is Pane.EVENT else _show_list(scene, view.first)
    shown = {view.first: first, Pane.DETAIL: _show_detail(scene)}
    shown |= {pane: _show_list(scene, pane) for pane in (Pane.SPEAKERS, scene.claims)}
    if view.main is Pane.SOURCE:
        shown[Pane.SOURCE] = _show_source(scene)
    elif view.main is Pane.GRID:
        shown[Pane.GRID] = show_grid(scene)
    return shown


def panes_in_sight(scene: Scene, width: int, height: int) -> Sequence[Pane]:
    """Return the panes that have room in a terminal, in their order on the screen."""
    at, view, is_low = scene.active_pane, scene.view, height < HIGH
    if view.is_zoomed or view.main is Pane.GRID or (at is Pane.DETAIL and (is_low or width < HALF)):
        return (at,)
    below = () if is_low else (Pane.DETAIL,)
    if view.main is Pane.SOURCE:
        return (Pane.SOURCE, *below)
    if width >= WIDE:
        return (view.first, Pane.SPEAKERS, scene.claims, *below)
    if width < HALF:
        return (view.main if at is Pane.DETAIL else at, *below)
    left = view.left
    if view.is_searching:  # the pane with hits
        left = at if at in FIRST else Pane.SPEAKERS
    return (left, scene.claims, *below)


# The panes.


def _show_event(scene: Scene) -> PaneContent:
    pane, stops = Pane.EVENT, scene.rows(Pane.EVENT)
    look = scene.query.terms, scene.results.hits.complete  # it has counts of what is found
    active = scene.active_pane is pane
    if single := scene.collection.single:
        subject, matches = single.id, scene.index.event_stops
        related, rows = Related() if active else scene.related, scene.index.rows["points"]
        names = related.others.union(map(rows.ref, related.of["points"]))
        marked = [number for number, name in enumerate(single.event_stops) if name in names]
    else:
        # A page is made anew for another subject.
        subject, matches = f"dialogues by {scene.view.orders.get(pane)}", scene.results.rows(pane)
        marked = [] if active else [*scene.related.of["dialogues"]]
    return PaneContent(
        *(subject, stops, look, scene.cursor(pane), active, titles_of(scene, pane)),
        marks=marked,
        matches=matches,
        bookmarks=scene.index.bookmarked_stops,
        empty="" if stops else _why_empty(scene, pane),
    )


def _counted_of_current(scene: Scene) -> Sequence[int]:
    """Return the rows of the counts that belong to the thing under the cursor."""
    index, rows = scene.index, dict[RowKind, Sequence[int]]()
    for kind in CLAIM_KINDS:
        number = index.rows[kind].number(scene.current)
        rows[kind] = scene.related.of[kind] if number is None else (number,)
    values = index.facets.count([scene.view.facet], rows)
    counts = enumerate(scene.results.counts.of.values())
    return [number for number, count in counts if (count.value,) in values]


def _show_list(scene: Scene, pane: Pane) -> PaneContent:
    rows, active, query = scene.results.rows(pane), scene.active_pane is pane, scene.view.query
    legends, subject, claims = [""], scene.words, f"{scene.index.claim_word}s"
    marked: Sequence[int] = ()
    # The rows of some lists are drawn anew for every query.
    if pane is Pane.COUNTS:
        of = Name.RECOMMENDATION.many if scene.view.facet in ("to", "status") else claims
        legends, subject = [of], (scene.view.facet, query)
    elif pane is Pane.SPEAKERS and scene.query.terms:
        legends, subject = [f"{SHORT.names.get(claims, claims)} found"], (*subject, query)
    elif pane is Pane.SPEAKERS:
        said = scene.index.kinds_said
        legends = [" · ".join(said), " · ".join(SHORT.names[kind] for kind in said)]
    elif pane is Pane.RECOMMENDATIONS:
        unsaid = [
            words
            for words in sorted(scene.results.common_facts)
            if words not in scene.results.in_words
        ]
        legends = [f"all {' · '.join(unsaid)}" if unsaid else "", ""]
        subject = (*subject, query) if scene.results.alike else subject
    if not active:
        is_count = pane is Pane.COUNTS
        marked = _counted_of_current(scene) if is_count else scene.related.of[KINDS[pane]]
    return PaneContent(
        *(subject, rows, (), scene.cursor(pane), active, titles_of(scene, pane)),
        marks=marked,
        matches=rows,
        bookmarks=scene.index.bookmarked_stops,
        subtitle=scene.results.in_words,
        empty="" if rows else _why_empty(scene, pane),
        legends=legends,
    )


def _why_empty(scene: Scene, pane: Pane) -> str:
    hits = scene.results.hits
    if not hits.complete:
        return "Searching …"
    if pane is Pane.EVENT:
        return "No dialogue"
    if pane is Pane.COUNTS:
        return f"No {OF_FIELD[scene.view.facet].many} in the claims found"
    has_text = scene.collection.single and scene.collection.has_texts
    if not scene.index.everything.of[KINDS[pane]]:
        where = "this dialogue" if scene.collection.single else "these dialogues"
        begin = " · s opens its source: there f goes to what asks, a adds it" if has_text else ""
        if scene.is_blank and scene.active_pane is pane:
            begin = " · E opens your editor"
        return f"No {pane.value} in {where}{begin}"
    near = "" if hits.total else scene.near_query
    is_nowhere = has_text and not (hits.total or near)
    elsewhere = " · s, then /, searches the source" if is_nowhere else ""
    end = "" if near or hits.total or scene.active_pane is not pane else f" · {_way_out(scene)}"
    return no_match(scene.view.query, near, scene.results.terms_hiding(pane)) + elsewhere + end


def _way_out(scene: Scene) -> str:
    """Return the keys that lead out of a query that finds nothing."""
    return "esc back · ^u empty" if scene.view.is_searching else "esc back"


def _show_detail(scene: Scene) -> PaneContent:
    active, titles, empty = scene.active_pane is Pane.DETAIL, (_detail_title(scene),), ""
    if not scene.subject:
        empty = _why_no_detail(scene)
    subject = scene.subject, scene.query.terms  # for another query the detail differs
    return PaneContent(
        *(subject, scene.stops, (), scene.cursor(Pane.DETAIL), active, titles),
        must_see_cursor=not scene.view.cursors.get(Pane.DETAIL) and scene.first_hit is not None,
        bookmarks=scene.index.bookmarked_stops,
        empty=empty,
    )


def _why_no_detail(scene: Scene) -> str:
    if scene.results.hits.total:
        return "Nothing under the cursor"
    if scene.is_blank:
        return "A record to fill in: E opens your editor · tiptui new --from FILE drafts one"
    return f"Nothing found · {_way_out(scene)}" if scene.results.hits.complete else "Searching …"


def _detail_title(scene: Scene) -> str:
    subject = scene.subject
    if not isinstance(subject, str):
        return f"Cited by {plural(len(subject.claims), 'claim')}"
    thing, dialogue = scene.collection.get(subject), scene.dialogue
    name = thing.full_name if thing else "Detail"
    if thing and not thing.has_name:
        number = thing.reference_number or thing.id if thing.kind == "recommendation" else ""
        name, dialogue = join_words(thing.kind.capitalize(), number, between=" "), thing.dialogue
    elif scene.target[0] == subject or subject == (dialogue and dialogue.id):
        return name
    if not dialogue or scene.collection.single:
        return name
    where = scene.collection.short_names[dialogue.name]
    return f"{name} · {where}" if thing is None or thing.has_name else f"{where} · {name}"


def _show_source(scene: Scene) -> PaneContent:
    stops = scene.source_stops
    sources = scene.dialogue.record.sources if scene.dialogue else ()
    number = scene.cursor(Pane.SOURCE)
    here, title = scene.passage.source if scene.passage else "", "Source"
    if scene.is_ready and scene.words:
        query = clip(scene.view.query.strip())
        title = f"Source · {number + 1 if stops else 0:,} of {len(stops):,} with {query}"
    elif scene.is_ready and scene.dialogue and (asking := scene.dialogue.passages.asking):
        title = f"Source · {ASKS} {len(asking):,}"
    name = next((source.title for source in sources if here in ("", source.id)), "")
    if scene.dialogue and not scene.collection.single:
        name = f"{scene.collection.short_names[scene.dialogue.name]} · {name}"
    return PaneContent(
        *(
            scene.view.dialogue,
            stops,
            scene.words,
            number,
            scene.active_pane is Pane.SOURCE,
            (title,),
        ),
        subtitle=name,
        empty="" if scene.is_ready else "Looking through the text …",
    )


def show_grid(scene: Scene) -> PaneContent:
    titles, whose, active = grid.titles(scene), grid.whose(scene), scene.active_pane is Pane.GRID
    if empty := grid.why_empty(scene):
        return PaneContent("", (), (), 0, active, titles, subtitle=whose, empty=empty)
    crossing, row, column = grid.at_cursor(scene)
    across = len(crossing.columns)
    # The stops are the cells, row by row, the sums included.
    stops, cursor = range(len(crossing.rows) * across), row * across + column
    # The cells in sight change with the cursor.
    look, legends = (crossing, cursor), grid.feet(scene)
    return PaneContent("", stops, look, cursor, active, titles, subtitle=whose, legends=legends)
