"""What each pane must draw of a scene."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.live import Live
from tiptui.collection.opened import Collection, Related, Stop
from tiptui.collection.opening import base_name
from tiptui.files.own import default_record
from tiptui.record.problem import tally
from tiptui.search.index import no_match
from tiptui.search.matches import Matches
from tiptui.search.query import Words
from tiptui.search.rows import CLAIMS as CLAIM_KINDS
from tiptui.search.rows import Kind
from tiptui.text.visible import clip, plural
from tiptui.view.scene import Scene
from tiptui.view.state import FACETS, FIRST, KINDS, Pane
from tiptui.view.tabs import Strip, Title, source_title, strips_of, titles_of

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage
    from tiptui.view.grid import GridShown


class ListShown(NamedTuple):
    """What a list shows.

    `rows` are names; `cursor` is a position in them; `active` says that keys move this cursor.
    `marked` are numbers of rows in the list of all, sorted, and so are `bookmarked`, which the
    reader marked; `empty` says why there are no rows.
    `titles` are said where there is room for them, the shortest last: names are shorter, counts
    never. After them stands `whose` rows are listed, if there is room for that too. `legends` say
    what the numbers in the rows are, the shortest last.
    """

    rows: Matches
    cursor: int
    active: bool
    marked: Sequence[int]
    words: tuple[str, ...]
    titles: Sequence[Title]
    whose: str
    empty: str
    bookmarked: Sequence[int] = ()
    legends: Sequence[str] = ("",)


class PageShown(NamedTuple):
    """The content of the event, the detail or the source: everything about `subject`.

    `stops` are where its cursor can be: ids in the event, claims and evidence in the detail,
    passages in the source. `sought` says that the one at the cursor is to be seen though keys do
    not move it; those `bookmarked` are among what the reader marked.
    """

    subject: object
    stops: "Sequence[str | Stop | Passage]"
    cursor: int
    active: bool
    words: Words
    titles: Sequence[Title]
    marked: frozenset[str] = frozenset()
    whose: str = ""
    sought: bool = False
    bookmarked: frozenset[object] = frozenset()


class Shown(NamedTuple):
    """What the whole screen shows of a view.

    `lists` are those that are seen, by their panes; the `event` is where no counts are. `front` is
    the pane that is seen where there is room for one beside the detail, `left` that in the left of
    two columns. `strips` name all panes, for where some are out of sight: the longest that there is
    room for is said.
    """

    event: PageShown | None
    lists: Mapping[Pane, ListShown]
    detail: PageShown
    source: PageShown | None
    grid: "GridShown | None"
    front: Pane
    left: Pane
    strips: Sequence[Strip]


def show(scene: Scene) -> Shown:
    view, at, grid = scene.view, scene.acting, None
    if view.main is Pane.GRID:
        # Imported where it is first needed, so that the start does not wait for it.
        from tiptui.view.grid import show_grid

        grid = show_grid(scene)
    counts = (Pane.COUNTS,) if view.first is Pane.COUNTS else ()
    # While searching, one with the hits.
    left = at if at in FIRST else Pane.SPEAKERS
    return Shown(
        event=_show_event(scene) if view.first is Pane.EVENT else None,
        lists={pane: _show_list(scene, pane) for pane in (*view.lists, *counts)},
        detail=_show_detail(scene),
        source=_show_source(scene) if view.main is Pane.SOURCE else None,
        grid=grid,
        front=view.main if at is Pane.DETAIL else at,
        left=left if view.searching else view.left,
        strips=strips_of(scene),
    )


# The panes.


def _show_event(scene: Scene) -> PageShown:
    """Return what the event shows, or the list of dialogues."""
    active, stops = scene.acting is Pane.EVENT, scene.event_stops
    if scene.collection.single:
        subject = stops[0]
        points = scene.found.hits.points if scene.query.terms else ()
        related, ids = Related() if active else scene.related, scene.index.rows["points"].ids
        marked = related.others.union(points, map(ids.__getitem__, related.points))
    else:
        by = scene.view.orders.get(Pane.EVENT)
        # A page is made anew for another subject.
        subject = f"dialogues by {by}" if by else "dialogues"
        ids = scene.index.rows["dialogues"].ids
        marked = frozenset(() if active else (ids[row] for row in scene.related.dialogues))
    titles = titles_of(scene, Pane.EVENT)
    return PageShown(
        *(subject, stops, scene.cursor(Pane.EVENT), active, scene.words, titles, marked),
        bookmarked=scene.index.bookmarked_stops,
    )


def _counted_of_current(scene: Scene) -> Sequence[int]:
    """Return the rows of the counts that have to do with what is under the cursor."""
    index, rows = scene.index, dict[Kind, Sequence[int]]()
    for kind in CLAIM_KINDS:
        number = index.rows[kind].numbers.get(scene.current)
        rows[kind] = scene.related.of(kind) if number is None else (number,)
    values = index.facets.count([scene.view.counted], rows)
    counts = enumerate(scene.found.counts.of.values())
    return [number for number, each in counts if (each.value,) in values]


def _show_list(scene: Scene, pane: Pane) -> ListShown:
    rows, active, query = scene.found.rows(pane), scene.acting is pane, scene.view.query
    legends, words = [""], scene.words
    marked: Sequence[int] = ()
    # What is drawn of some rows is another with every query.
    if pane is Pane.COUNTS:
        legends, words = ["claims"], (scene.view.counted, query)
    elif pane is Pane.SPEAKERS and scene.query.terms:
        legends, words = ["claims found"], (*words, query)
    elif pane is Pane.SPEAKERS:
        legends = ["statements · requests", "said·asked"]
    elif pane is Pane.RECOMMENDATIONS and scene.found.alike:
        words = (*words, query)
    if not active:
        is_count = pane is Pane.COUNTS
        marked = _counted_of_current(scene) if is_count else scene.related.of(KINDS[pane])
    return ListShown(
        rows=rows,
        cursor=scene.cursor(pane),
        active=active,
        marked=marked,
        words=words,
        titles=titles_of(scene, pane),
        whose=scene.found.in_words,
        empty="" if rows else _why_empty(scene, pane),
        bookmarked=scene.index.bookmarked.get(KINDS[pane], ()) if pane in KINDS else (),
        legends=legends,
    )


def _why_empty(scene: Scene, pane: Pane) -> str:
    hits = scene.found.hits
    if pane is Pane.COUNTS:
        return f"No claim has {FACETS[scene.view.counted].lower()}"
    if not scene.found.sizes[pane][0]:
        return f"No {pane.value} in {'this record' if scene.collection.single else 'these records'}"
    if not hits.complete:
        return "Searching …"
    near = "" if hits else scene.near
    has_text = scene.collection.single and scene.collection.has_texts
    elsewhere = " · s, then /, searches the source" if has_text and not (hits or near) else ""
    return no_match(scene.view.query, near, scene.found.hiding(pane)) + elsewhere


def _show_detail(scene: Scene) -> PageShown:
    active, titles = scene.acting is Pane.DETAIL, (_detail_title(scene),)
    subject = scene.subject, scene.query.terms  # of another query something else is told
    return PageShown(
        *(subject, scene.stops, scene.detail_number, active, scene.words, titles),
        sought=not scene.view.chosen.detail and scene.first_hit is not None,
        bookmarked=scene.index.bookmarked_stops,
    )


def _detail_title(scene: Scene) -> str:
    subject = scene.subject
    if not isinstance(subject, str):
        count = len(subject.claims)
        words = f"{plural(count, 'claim')} {'cites' if count == 1 else 'cite'} these words"
        return words if count else "Words of a source"
    thing, dialogue = scene.collection.get(subject), scene.dialogue
    name = thing.name if thing else "Detail"
    if thing and not thing.has_name:
        name = thing.kind.capitalize() + (f" {thing.id}" if thing.is_recommendation else "")
        dialogue = thing.dialogue
    elif dialogue and (scene.meant[0] == subject or dialogue.name == name):
        return name
    return f"{name} · {dialogue.name}" if dialogue and not scene.collection.single else name


def _show_source(scene: Scene) -> PageShown:
    stops = scene.source_stops
    sources = scene.dialogue.record.sources if scene.dialogue else ()
    number = scene.source_number
    here, title = scene.passage.source if scene.passage else "", source_title(scene)
    if not scene.is_ready:
        title = "Source · looking through the text …"
    elif scene.words:
        query = clip(scene.view.query.strip())
        title = f"Source · {number + 1 if stops else 0:,} of {len(stops):,} with {query}"
    subject, active = "source" if scene.is_ready else "", scene.acting is Pane.SOURCE
    name = next((source.title for source in sources if here in ("", source.id)), "")
    if scene.dialogue and not scene.collection.single:
        name = f"{scene.dialogue.name} · {name}"
    return PageShown(subject, stops, number, active, scene.words, (title,), whose=name)


class Status(NamedTuple):
    """Words, and whether something is wrong."""

    words: str
    is_wrong: bool = False


def status_of(live: Live, collection: Collection) -> Status:
    """Return what is always said of what was opened: its file, its quotations, what is wrong."""
    if live.status:
        return Status(live.status, is_wrong=not live.left)
    words, is_wrong = quotations_of(live, collection)
    warnings = tally([each for opened in live.newest.values() for each in opened.problems])
    listed = "! lists" if is_wrong or warnings else ""
    facts = [live.name, words, "" if is_wrong else warnings, listed]
    if live.paths == (default_record(),) and not is_wrong:
        # Instead of the name of the record that comes with tiptui.
        facts = [words, "a sample", "tiptui FILE opens yours"]
    return Status(" · ".join(filter(None, facts)), is_wrong)


def cited_asks(scene: Scene) -> str:
    """Return how many sentences of the sources that ask are cited; empty elsewhere."""
    if scene.view.main is not Pane.SOURCE or not scene.is_ready or scene.dialogue is None:
        return ""
    asking, cited = scene.dialogue.passages.asked
    return f"{cited:,} of {plural(asking, 'sentence')} that ask are cited" if asking else ""


def quotations_of(live: Live, collection: Collection) -> Status:
    """Return how the quotations of what is shown stand in their sources."""
    counts = collection.quote_counts
    if counts is None:
        return Status("checking the quotes …" if collection.has_texts else "")
    total = plural(counts.total(), "quote")
    missing, elsewhere = counts["missing"], counts["elsewhere"]
    if missing or elsewhere:
        wrong = [f"{plural(missing, 'quote')} not found"] if missing else []
        wrong += [f"{plural(elsewhere, 'quote')} in another paragraph"] if elsewhere else []
        return Status(" · ".join(wrong), is_wrong=True)
    if not counts.total():
        return Status("no quotes")
    if not collection.has_texts:
        return Status(f"{total} · source text not loaded")
    named = [f"{counts[kind]:,} {kind}" for kind in ("normalized", "unchecked") if counts[kind]]
    listed = ", ".join((f"{total}: {counts['verbatim']:,} verbatim", *named))
    files = [
        base_name(file)
        for dialogue in collection.dialogues
        for source in dialogue.texts
        if (file := live.opened(dialogue).text_file(source))
    ]
    read = plural(len(files), "text") if len(files) > 1 else "".join(files)
    return Status((listed if named else f"{total} verbatim") + (f" in {read}" if read else ""))
