"""What each pane must draw of a scene."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.collection.stops import Stop, Subject
from tiptui.files.own import default_record
from tiptui.record.problem import tally
from tiptui.search.find import no_match
from tiptui.search.matches import Matches
from tiptui.search.query import Words
from tiptui.search.rows import CLAIMS as CLAIM_KINDS
from tiptui.search.rows import Kind
from tiptui.text.visible import clip, plural
from tiptui.view.scene import Scene
from tiptui.view.state import FACETS, FIRST, KINDS, Pane
from tiptui.view.tabs import Strip, Title, source_title, titles_of

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage
    from tiptui.view.grid import GridShown


NO_MARKS: frozenset[str] = frozenset()


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
    """What the event, the detail or the source shows: everything about `subject`, empty for none.

    `stops` are where its cursor can be: ids in the event, claims and evidence in the detail,
    passages in the source. `sought` says that the one at the cursor is to be seen though keys do
    not move it; those `bookmarked` are among what the reader marked.
    """

    subject: Subject
    stops: "Sequence[str | Stop | Passage]"
    cursor: int
    active: bool
    marked: frozenset[str]
    words: Words
    titles: Sequence[Title]
    whose: str = ""
    sought: bool = False
    bookmarked: frozenset[object] = NO_MARKS


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
    """Return what each pane shows of a scene."""
    view, at, grid = scene.view, scene.acting, None
    if view.main is Pane.GRID:
        # Imported where it is first needed, so that the start does not wait for it.
        from tiptui.view.grid import show_grid

        grid = show_grid(scene)
    lists = {pane: _show_list(scene, pane) for pane in view.lists}
    if view.first is Pane.COUNTS:
        lists[Pane.COUNTS] = _show_counts(scene)
    # While searching, one with the hits.
    left = at if at in FIRST else Pane.SPEAKERS
    return Shown(
        event=_show_event(scene) if view.first is Pane.EVENT else None,
        lists=lists,
        detail=_show_detail(scene),
        source=_show_source(scene) if view.main is Pane.SOURCE else None,
        grid=grid,
        front=view.main if at is Pane.DETAIL else at,
        left=left if view.searching else view.left,
        strips=titles_of(scene).strips,
    )


# The panes.


def _show_event(scene: Scene) -> PageShown:
    """Return what the event shows, or the list of dialogues."""
    active, stops = scene.acting is Pane.EVENT, scene.event_stops
    marked = NO_MARKS
    if scene.collection.alone:
        subject = stops[0]
        points = scene.found.hits.points if scene.query.terms else ()
        marked = (NO_MARKS if active else scene.related.others).union(points)
    else:
        by = scene.view.order(Pane.EVENT)
        # A page is made anew for another subject.
        subject = f"dialogues by {by}" if by else "dialogues"
        if not active:
            ids = scene.index.rows["dialogues"].ids
            marked = frozenset(ids[row] for row in scene.related.dialogues)
    titles = titles_of(scene).first
    shown = PageShown(subject, stops, scene.event_number, active, marked, scene.words, titles)
    return shown._replace(bookmarked=scene.index.bookmarked_stops)


def _show_counts(scene: Scene) -> ListShown:
    active, rows = scene.acting is Pane.COUNTS, scene.found.counts.terms
    called = FACETS[scene.view.counted]
    return ListShown(
        rows=rows,
        cursor=scene.cursor(Pane.COUNTS),
        active=active,
        marked=() if active else _counted_of_current(scene),
        # What is drawn of a row is another with every query.
        words=(scene.view.counted, scene.view.query),
        titles=titles_of(scene).first,
        whose=scene.found.in_words,
        empty="" if rows else f"No claim has {called.lower()}",
        legends=("claims",),
    )


def _counted_of_current(scene: Scene) -> Sequence[int]:
    """Return the rows of the counts that have to do with what is under the cursor."""
    index, field, current = scene.index, scene.view.counted, scene.current
    related = scene.collection.related(current)
    rows: dict[Kind, Sequence[int]] = {kind: related.of(kind) for kind in CLAIM_KINDS}
    for kind in rows:
        number = index.rows[kind].numbers.get(current)
        rows[kind] = rows[kind] if number is None else (number,)
    values = index.facets.count([field], rows)
    own = ((each.value,) in values for each in scene.found.counts.of.values())
    return [number for number, is_own in enumerate(own) if is_own]


def _show_list(scene: Scene, pane: Pane) -> ListShown:
    rows, active = scene.found.rows(pane), scene.acting is pane
    legends: Sequence[str] = ("",)
    by_query: object = pane is Pane.RECOMMENDATIONS and scene.found.alike
    if pane is Pane.SPEAKERS:
        by_query = scene.query.terms
        legends = ("claims found",) if by_query else ("statements · requests", "said·asked")
    return ListShown(
        rows=rows,
        cursor=scene.cursor(pane),
        active=active,
        marked=() if active else scene.related.of(KINDS[pane]),
        words=(*scene.words, scene.view.query) if by_query else scene.words,
        titles=titles_of(scene).lists[pane],
        whose=scene.found.in_words,
        empty="" if rows else _why_empty(scene, pane),
        bookmarked=scene.index.bookmarked.get(KINDS[pane], ()),
        legends=legends,
    )


def _why_empty(scene: Scene, pane: Pane) -> str:
    found = scene.found
    if not found.sizes[pane][0]:
        whole = "this record" if scene.collection.alone else "these records"
        return f"No {pane.value} in {whole}"
    if not found.hits.complete:
        return "Searching …"
    return no_match(scene.view.query, "" if found.hits else scene.near, found.hiding(pane))


def _show_detail(scene: Scene) -> PageShown:
    stops, active = scene.stops, scene.acting is Pane.DETAIL
    sought = scene.view.chosen.detail is None and scene.first_hit is not None
    number, titles = scene.detail_number, (_detail_title(scene),)
    shown = PageShown(scene.subject, stops, number, active, NO_MARKS, scene.words, titles)
    return shown._replace(sought=sought, bookmarked=scene.index.bookmarked_stops)


def _detail_title(scene: Scene) -> str:
    subject = scene.subject
    if not isinstance(subject, str):
        cite = "claim cites" if len(subject.claims) == 1 else "claims cite"
        return (
            f"{len(subject.claims)} {cite} these words" if subject.claims else "Words of a source"
        )
    thing = scene.collection.get(subject)
    if thing is None:
        return "Detail"
    if thing.has_name:
        return thing.name
    kind = thing.kind.capitalize()
    if thing.is_recommendation:
        kind = f"{kind} {thing.id}"
    if not thing.dialogue.is_alone:
        kind = f"{kind} · {thing.dialogue.record.event.name}"
    return kind


def _show_source(scene: Scene) -> PageShown:
    stops, active = scene.source_stops, scene.acting is Pane.SOURCE
    sources = scene.dialogue.record.sources if scene.dialogue else ()
    number = min(scene.view.chosen.source, max(0, len(stops) - 1))
    here = scene.passage.source if scene.passage else ""
    name = next((source.title for source in sources if here in ("", source.id)), "")
    subject, title = "source", source_title(scene)
    if not scene.is_ready:
        subject, title = "", "Source · looking through the text …"
    elif scene.words:
        query = clip(scene.view.query.strip())
        title = f"Source · {number + 1 if stops else 0:,} of {len(stops):,} with {query}"
    return PageShown(subject, stops, number, active, NO_MARKS, scene.words, (title,), name)


# What is always said of what was opened: its file, its quotations, and what is wrong.


_LISTED = "! lists"

_SAMPLE = "a sample", "tiptui FILE opens yours"
"""What is said of the record that comes with tiptui, in the place of its name."""


class Status(NamedTuple):
    """Words, and whether something is wrong."""

    words: str
    is_wrong: bool = False


def status_of(live: Live, collection: Collection) -> Status:
    """Return the status of the files and of what is shown of them."""
    if live.status:
        return Status(live.status, is_wrong=not live.left)
    quotations = quotations_of(live, collection)
    problems = [each for opened in live.newest.values() for each in opened.problems]
    warnings = tally(problems)
    facts = [live.name, quotations.words, f"{warnings} · {_LISTED}" if warnings else ""]
    if quotations.is_wrong:
        facts = [live.name, quotations.words, _LISTED]
    elif live.paths == (default_record(),):
        facts = [quotations.words, *_SAMPLE]
    return Status(" · ".join(filter(None, facts)), quotations.is_wrong)


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
    if not named:
        return Status(f"{total} verbatim{_texts(live, collection)}")
    listed = ", ".join((f"{counts['verbatim']:,} verbatim", *named))
    return Status(f"{total}: {listed}{_texts(live, collection)}")


def _texts(live: Live, collection: Collection) -> str:
    """Return which texts were read."""
    files = [
        base_name(file)
        for dialogue in collection.dialogues
        for source in dialogue.texts
        if (file := live.opened(dialogue).text_file(source))
    ]
    if len(files) > 1:
        return f" in {plural(len(files), 'text')}"
    return f" in {files[0]}" if files else ""
