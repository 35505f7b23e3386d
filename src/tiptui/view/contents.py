"""The content of each pane for a scene."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.facts import join_words
from tiptui.collection.naming import OF_FIELD
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

    subject: object = None  # for another subject, the pane begins at its top
    stops: Sequence[object] = ()  # refs of rows, stops of the detail, passages of the source, cells
    look: object = ()  # all else that changes how the pane is drawn
    cursor: int = 0  # the number of its stop
    active: bool = False  # keys move the cursor
    titles: Sequence[Title] = ("",)  # the first with room is shown: names shorten, counts never
    marks: Sequence[int] = ()  # rows of `matches`, sorted
    matches: Matches = match_all(())  # the stops, if some can be marked
    must_see_cursor: bool = False  # the cursor is to be in sight, though keys do not move it
    bookmarks: Set[object] = frozenset()  # refs that the reader marked
    subtitle: str = ""  # the subject of the rows, beside the title if there is room
    empty: str = ""  # the reason why there is nothing
    legends: Sequence[str] = ("",)  # the meaning of the numbers in rows, the shortest last


NO_CONTENT = PaneContent()  # the content of a new pane


def show(scene: Scene) -> dict[Pane, PaneContent]:
    """Return the content of each pane that is seen, or would be seen in a larger terminal."""
    view = scene.view
    contents = {
        view.first: _show_first(scene),
        Pane.SPEAKERS: _show_speakers(scene),
        scene.claims: _show_claims(scene),
        Pane.DETAIL: _show_detail(scene),
    }

    if view.main is Pane.SOURCE:
        contents[Pane.SOURCE] = _show_source(scene)
    elif view.main is Pane.GRID:
        contents[Pane.GRID] = show_grid(scene)
    return contents


def panes_in_sight(scene: Scene, width: int, height: int) -> Sequence[Pane]:
    """Return the panes that have room in a terminal, in their order on the screen."""
    view, pane = scene.view, scene.active_pane
    is_low = height < HIGH
    is_narrow = width < HALF

    if view.is_zoomed or view.main is Pane.GRID:
        return (pane,)
    if pane is Pane.DETAIL and (is_low or is_narrow):
        return (pane,)

    below = () if is_low else (Pane.DETAIL,)
    if view.main is Pane.SOURCE:
        return (Pane.SOURCE, *below)
    if width >= WIDE:
        return (view.first, Pane.SPEAKERS, scene.claims, *below)
    if is_narrow:
        return (view.main if pane is Pane.DETAIL else pane, *below)

    left = view.left
    if view.is_searching:  # the pane with hits
        left = pane if pane in FIRST else Pane.SPEAKERS
    return (left, scene.claims, *below)


# The page of an event.


def _show_first(scene: Scene) -> PaneContent:
    if scene.view.first is Pane.COUNTS:
        return _show_counts(scene)
    if scene.collection.single:
        return _show_event(scene, scene.collection.single)
    return _show_dialogues(scene)


def _show_event(scene: Scene, dialogue: Dialogue) -> PaneContent:
    index = scene.index
    active = scene.active_pane is Pane.EVENT

    refs: set[str] = set()
    if not active:
        points = index.rows["points"]
        refs.update(scene.related.others)
        refs.update(points.ref(row) for row in scene.related.of["points"])

    return PaneContent(
        subject=dialogue.id,
        stops=index.event_stops,
        look=(scene.query.terms, scene.results.hits.complete),  # it has counts of claims found
        cursor=scene.cursor(Pane.EVENT),
        active=active,
        titles=titles_of(scene, Pane.EVENT),
        marks=[number for number, ref in enumerate(dialogue.event_stops) if ref in refs],
        matches=index.event_stops,
        bookmarks=index.bookmarked_stops,
    )


# The lists.


def _show_list(scene: Scene, pane: Pane, legends: Sequence[str] = ("",)) -> PaneContent:
    rows = scene.results.rows(pane)
    active = scene.active_pane is pane

    marks: Sequence[int] = ()
    if not active:
        is_count = pane is Pane.COUNTS
        marks = _counted_of_current(scene) if is_count else scene.related.of[KINDS[pane]]

    return PaneContent(
        subject=scene.query.terms,
        stops=rows,
        cursor=scene.cursor(pane),
        active=active,
        titles=titles_of(scene, pane),
        marks=marks,
        matches=rows,
        bookmarks=scene.index.bookmarked_stops,
        subtitle=scene.results.in_words,
        empty="" if rows else _why_empty(scene, pane),
        legends=legends,
    )


def _show_dialogues(scene: Scene) -> PaneContent:
    content = _show_list(scene, Pane.EVENT)
    stops = scene.rows(Pane.EVENT)  # files that can't be read stand below
    empty = "" if stops else content.empty
    return content._replace(stops=stops, look=scene.results.hits.complete, subtitle="", empty=empty)


def _show_counts(scene: Scene) -> PaneContent:
    facet = scene.view.facet
    is_asked = facet in ("to", "status")
    noun = "recommendations" if is_asked else f"{scene.index.claim_word}s"
    content = _show_list(scene, Pane.COUNTS, [noun])
    return content._replace(subject=(facet, scene.query.terms))


def _counted_of_current(scene: Scene) -> Sequence[int]:
    """Return the rows of the counts that belong to the thing under the cursor."""
    index = scene.index
    claims: dict[RowKind, Sequence[int]] = {}
    for kind in CLAIM_KINDS:
        row = index.rows[kind].number(scene.current)
        claims[kind] = scene.related.of[kind] if row is None else (row,)

    values = index.facets.count([scene.view.facet], claims)
    counts = scene.results.counts.of.values()
    return [number for number, count in enumerate(counts) if (count.value,) in values]


def _show_speakers(scene: Scene) -> PaneContent:
    claims = f"{scene.index.claim_word}s"
    kinds = scene.index.kinds_said
    legends = [" · ".join(kinds), " · ".join(SHORT.names[kind] for kind in kinds)]
    if scene.query.terms:
        legends = [f"{SHORT.names.get(claims, claims)} found"]
    return _show_list(scene, Pane.SPEAKERS, legends)


def _show_claims(scene: Scene) -> PaneContent:
    results = scene.results
    legends = [""]
    if scene.claims is Pane.RECOMMENDATIONS:
        unsaid = sorted(fact for fact in results.common_facts if fact not in results.in_words)
        if unsaid:
            legends = [f"all {' · '.join(unsaid)}", ""]
    return _show_list(scene, scene.claims, legends)


def _why_empty(scene: Scene, pane: Pane) -> str:
    collection, hits = scene.collection, scene.results.hits
    is_active = scene.active_pane is pane
    has_text = collection.single and collection.has_texts

    if not hits.complete:
        return "Searching …"
    if pane is Pane.EVENT:
        return "No dialogue"
    if pane is Pane.COUNTS:
        return f"No {OF_FIELD[scene.view.facet].many} in the claims found"

    if not scene.index.everything.of[KINDS[pane]]:
        where = "this dialogue" if collection.single else "these dialogues"
        remark = f"No {pane} in {where}"
        if has_text:
            remark += " · s opens its source: there f goes to what asks, a adds it"
        elif scene.is_blank and is_active:
            remark += " · E opens your editor"
        return remark

    near = "" if hits.total else scene.near_query
    remark = no_match(scene.view.query, near, scene.results.terms_hiding(pane))
    if hits.total or near:
        return remark
    if has_text:
        remark += " · s, then /, searches the source"
    if is_active:
        remark += f" · {_way_out(scene)}"
    return remark


def _way_out(scene: Scene) -> str:
    """Return the keys that lead out of a query that finds nothing."""
    return "esc back · ^u empty" if scene.view.is_searching else "esc back"


# The detail.


def _show_detail(scene: Scene) -> PaneContent:
    is_chosen = bool(scene.view.cursors.get(Pane.DETAIL))
    return PaneContent(
        subject=(scene.subject, scene.query.terms),  # for another query the detail differs
        stops=scene.stops,
        cursor=scene.cursor(Pane.DETAIL),
        active=scene.active_pane is Pane.DETAIL,
        titles=(_detail_title(scene),),
        must_see_cursor=not is_chosen and scene.first_hit is not None,
        bookmarks=scene.index.bookmarked_stops,
        empty="" if scene.subject else _why_no_detail(scene),
    )


def _why_no_detail(scene: Scene) -> str:
    hits = scene.results.hits
    if hits.total:
        return "Nothing under the cursor"
    if scene.is_blank:
        return "A record to fill in: E opens your editor · tiptui new --from FILE drafts one"
    if not hits.complete:
        return "Searching …"
    return f"Nothing found · {_way_out(scene)}"


def _detail_title(scene: Scene) -> str:
    """Return `Lowen · Recommendation 4` of a claim, `Uzma Kardar` or `Uzma Kardar · Lowen`."""
    subject, dialogue = scene.subject, scene.dialogue
    if not isinstance(subject, str):
        return f"Cited by {plural(len(subject.claims), 'claim')}"

    thing = scene.collection.get(subject)
    if thing and not thing.has_name:
        title = thing.kind.capitalize()
        if thing.kind == "recommendation":
            title = join_words(title, thing.reference_number or thing.id, between=" ")
        return join_words(_name_beside_others(scene, thing.dialogue), title, between=" · ")

    name = thing.full_name if thing else "Detail"
    if dialogue is None or subject in (scene.target[0], dialogue.id):
        return name
    return join_words(name, _name_beside_others(scene, dialogue), between=" · ")


def _name_beside_others(scene: Scene, dialogue: Dialogue) -> str:
    """Return the short name of a dialogue; nothing for a single one."""
    if scene.collection.single:
        return ""
    return scene.collection.short_names[dialogue.name]


# The source and the grid.


def _show_source(scene: Scene) -> PaneContent:
    return PaneContent(
        subject=scene.view.dialogue,
        stops=scene.source_stops,
        look=scene.words,
        cursor=scene.cursor(Pane.SOURCE),
        active=scene.active_pane is Pane.SOURCE,
        titles=(_source_title(scene),),
        subtitle=_source_name(scene),
        empty="" if scene.is_ready else "Looking through the text …",
    )


def _source_title(scene: Scene) -> str:
    """Return `Source · 2 of 9 with harbour`, or with the number of sentences that ask."""
    if scene.dialogue is None or not scene.is_ready:
        return "Source"

    if scene.words:
        total = len(scene.source_stops)
        number = min(scene.cursor(Pane.SOURCE) + 1, total)
        return f"Source · {number:,} of {total:,} with {clip(scene.view.query.strip())}"

    asking = scene.dialogue.passages.asking
    return f"Source · {ASKS} {len(asking):,}" if asking else "Source"


def _source_name(scene: Scene) -> str:
    """Return the title of the source under the cursor, behind its dialogue if there are more."""
    dialogue, passage = scene.dialogue, scene.passage
    if dialogue is None:
        return ""
    title = ""
    for source in dialogue.record.sources:
        if passage is None or source.id == passage.source:
            title = source.title
            break
    return join_words(_name_beside_others(scene, dialogue), title, between=" · ")


def show_grid(scene: Scene) -> PaneContent:
    content = PaneContent(
        subject="",
        active=scene.active_pane is Pane.GRID,
        titles=grid.titles(scene),
        subtitle=grid.whose(scene),
        empty=grid.why_empty(scene),
    )
    if content.empty:
        return content

    crossing, row, column = grid.at_cursor(scene)
    across = len(crossing.columns)
    cursor = row * across + column
    return content._replace(
        stops=range(len(crossing.rows) * across),  # the cells, row by row, the sums included
        look=(crossing, cursor),  # the cells in sight change with the cursor
        cursor=cursor,
        legends=grid.feet(scene),
    )
