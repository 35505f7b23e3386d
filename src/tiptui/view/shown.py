"""What each pane must draw of a scene."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.stops import Stop, Subject
from tiptui.search.find import no_match
from tiptui.search.matches import Matches
from tiptui.search.query import Words
from tiptui.search.rows import CLAIMS as CLAIM_KINDS
from tiptui.search.rows import Kind
from tiptui.text.visible import clip, plural
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FACETS, FIRST, KINDS, LISTS, Pane

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage
    from tiptui.view.grid import GridShown


class ListShown(NamedTuple):
    """What a list shows.

    `rows` are names; `cursor` is a position in them; `active` says that keys move this cursor.
    `marked` are numbers of rows in the list of all, sorted; `empty` says why there are no rows.
    `titles` are said where there is room for them, the shortest last: names are shorter, counts
    never. After them stands `whose` rows are listed, if there is room for that too.
    """

    rows: Matches
    cursor: int
    active: bool
    marked: Sequence[int]
    words: tuple[str, ...]
    titles: Sequence[str]
    whose: str
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


Strip = Sequence[tuple[Pane, str]]
"""The panes, each with its name and counts."""


class Shown(NamedTuple):
    """What the whole screen shows of a view.

    `lists` are those that are seen, by their panes; the `event` is where no counts are. `acting` is
    the pane whose cursor the keys move, `front` the one that is seen where there is room for one
    beside the detail, `left` that in the left of two columns. `strips` name all panes, for where
    some are out of sight: the longest that there is room for is said.
    """

    event: PageShown | None
    lists: Mapping[Pane, ListShown]
    detail: PageShown
    source: PageShown | None
    grid: "GridShown | None"
    acting: Pane
    front: Pane
    left: Pane
    strips: Sequence[Strip]


NO_MARKS: frozenset[str] = frozenset()


Forms = tuple[str, str]
"""How the count of a list is written: of one that is whole, and of one that is narrowed."""


class Size(NamedTuple):
    """How many rows a list has, and how many of them the query finds so far, if there is one."""

    total: int
    found: int
    narrowed: bool
    more: str
    order: str

    def write(self, name: str, forms: Forms) -> str:
        """Return `Speakers · 3 of 6`."""
        return forms[self.narrowed].format(name=name, **self._asdict()) + self.order


Sizes = Mapping[Pane, Size]


def _sizes(scene: Scene) -> Sizes:
    """Return the size of each list that titles speak of."""
    narrowed, more = bool(scene.query.terms), "" if scene.hits.complete else "+"

    def size(pane: Pane) -> Size:
        total, by = len(scene.all_rows(pane)), scene.view.order(pane)
        return Size(total, len(scene.rows(pane)), narrowed, more, f", by {by}" if by else "")

    return {pane: size(pane) for pane in KINDS}


def show(scene: Scene) -> Shown:
    """Return what each pane shows of a scene."""
    view, at, sizes = scene.view, scene.acting, _sizes(scene)
    return Shown(
        event=_show_event(scene, sizes) if view.first is Pane.EVENT else None,
        lists=_show_lists(scene, sizes),
        detail=_show_detail(scene),
        source=_show_source(scene) if view.main is Pane.SOURCE else None,
        grid=_show_grid(scene) if view.main is Pane.GRID else None,
        acting=at,
        front=view.main if at is Pane.DETAIL else at,
        left=_left(scene),
        strips=_strips(scene, sizes),
    )


def _left(scene: Scene) -> Pane:
    """Return the pane in the left of two columns: while searching, one with the hits."""
    if not scene.view.searching:
        return scene.view.left
    return scene.acting if scene.acting in FIRST else Pane.SPEAKERS


def _show_event(scene: Scene, sizes: Sizes) -> PageShown:
    active, alone = scene.acting is Pane.EVENT, scene.collection.alone
    stops = scene.event_stops
    if not alone:
        ids = scene.index.rows["dialogues"].ids
        marked = frozenset(ids[row] for row in (() if active else scene.related.dialogues))
        title = sizes[Pane.EVENT].write("Dialogues", _COUNTS)
    else:
        marked = NO_MARKS if active else scene.related.others
        title = "Event"
    if scene.query.terms and alone:
        points = scene.hits.points
        marked = frozenset((*marked, *points))
        title += f" · {plural(len(points), 'point')}" if points else ""
    title += _next_counts(scene)
    # A page is made anew for another subject: a list where it is in another order.
    by = scene.view.order(Pane.EVENT)
    subject = stops[0] if alone else f"dialogues{f' by {by}' if by else ''}"
    return PageShown(subject, stops, scene.event_number, active, marked, scene.words, title)


def _show_lists(scene: Scene, sizes: Sizes) -> Mapping[Pane, ListShown]:
    lists = {pane: _show_list(scene, pane, sizes) for pane in scene.view.lists}
    return lists | {Pane.COUNTS: _show_counts(scene)} if scene.view.first is Pane.COUNTS else lists


def _show_counts(scene: Scene) -> ListShown:
    active, rows = scene.acting is Pane.COUNTS, scene.counts.terms
    called = _FACET_NAMES[scene.view.counted]
    return ListShown(
        rows=rows,
        cursor=scene.cursor(Pane.COUNTS),
        active=active,
        marked=() if active else _counted_of_current(scene),
        # What is drawn of a row is another with every query.
        words=(scene.view.counted, scene.view.query),
        titles=(f"{called} · {len(rows):,}{_next_counts(scene)}", f"{called} · {len(rows):,}"),
        whose=scene.in_words,
        empty="" if rows else f"No claim has {called.lower()}",
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
    own = ((each.value,) in values for each in scene.counts.of.values())
    return [number for number, is_own in enumerate(own) if is_own]


def _next_counts(scene: Scene) -> str:
    """Return what the key that leads to the first pane leads to where one is in it already."""
    view = scene.view
    number = FACETS.index(view.counted) + 1 if view.first is Pane.COUNTS else 0
    return f" │ {_FACET_NAMES[FACETS[number]]}" if number < len(FACETS) else ""


_FACET_NAMES = {
    "theme": "Themes",
    "org": "Organizations",
    "to": "Addressees",
    "status": "Status",
    "date": "Years",
}


def _show_list(scene: Scene, pane: Pane, sizes: Sizes) -> ListShown:
    rows, active = scene.rows(pane), scene.acting is pane
    return ListShown(
        rows=rows,
        cursor=scene.cursor(pane),
        active=active,
        marked=() if active else scene.related.of(KINDS[pane]),
        words=(*scene.words, scene.view.query) if scene.alike(pane) else scene.words,
        titles=tuple(_list_title(sizes, pane, *how) for how in _TITLES),
        whose=scene.in_words,
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
    stops = scene.source_stops
    sources = scene.dialogue.record.sources if scene.dialogue else ()
    number = min(scene.view.chosen.source, max(0, len(stops) - 1))
    here = scene.passage.source if scene.passage else ""
    name = next((source.title for source in sources if here in ("", source.id)), "")
    query = clip(scene.view.query.strip())
    found = f"{number + 1 if stops else 0:,} of {len(stops):,} with {query}" if scene.words else ""
    subject = "source"
    if not scene.is_ready:
        subject, found = "", "looking through the text …"
    heading = " · ".join(filter(None, ("Source", found, name)))
    active = scene.acting is Pane.SOURCE
    return PageShown(subject, stops, number, active, NO_MARKS, scene.words, heading)


def _show_grid(scene: Scene) -> "GridShown":
    # Imported where it is first needed, so that the start does not wait for it.
    from tiptui.view.grid import show_grid

    return show_grid(scene)


_NAMES = {pane: pane.value.capitalize() for pane in LISTS}

_SHORT_NAMES = _NAMES | {Pane.RECOMMENDATIONS: "Recs", Pane.STATEMENTS: "Stmts"}
_LETTERS = _NAMES | {Pane.RECOMMENDATIONS: "R", Pane.STATEMENTS: "S"}

_COUNTS: Forms = ("{name} · {total:,}", "{name} · {found:,}{more} of {total:,}")
_SHORT_COUNTS: Forms = ("{name} {total:,}", "{name} {found:,}{more}/{total:,}")

_TITLES = (
    *((_NAMES, _COUNTS), (_SHORT_NAMES, _COUNTS)),
    *((_SHORT_NAMES, _SHORT_COUNTS), (_LETTERS, _SHORT_COUNTS)),
)
"""How lists are called in titles, and how their counts are written: the shortest last."""


def _strips(scene: Scene, sizes: Sizes) -> list[Strip]:
    """Return the panes with their counts, the longest forms first; the last are without detail."""
    first, claims = scene.view.first, scene.view.claims
    name = _FACET_NAMES[scene.view.counted] if first is Pane.COUNTS else "Event"
    strips: list[Strip] = []
    for called, forms in _TITLES:
        if first is Pane.EVENT and not scene.collection.alone:
            name = sizes[Pane.EVENT].write("Dialogues", forms)
        speakers = sizes[Pane.SPEAKERS].write(called[Pane.SPEAKERS], forms)
        beside = (first, name), (Pane.SPEAKERS, speakers)
        whole = _list_title(sizes, claims, called, forms)
        if called is not _LETTERS:
            strips.append((*beside, (claims, whole), (Pane.DETAIL, "Detail")))
    strips.append(strips[-1][:-1])
    for called in (_SHORT_NAMES, _LETTERS):
        shortest = sizes[claims].write(called[claims], _SHORT_COUNTS)
        strips.append((*beside, (claims, shortest)))
    return strips


def _list_title(sizes: Sizes, pane: Pane, called: Mapping[Pane, str], forms: Forms) -> str:
    """Return the name of a list with its count, and with that of the list behind it."""
    panes = [pane, *(each for each in CLAIMS if pane in CLAIMS and each is not pane)]
    seen = (each for each in panes if each is pane or sizes[each].total)
    return " │ ".join(sizes[each].write(called[each], forms) for each in seen)


def _why_empty(scene: Scene, pane: Pane) -> str:
    if not scene.all_rows(pane):
        whole = "this record" if scene.collection.alone else "these records"
        return f"No {pane.value} in {whole}"
    if not scene.hits.complete:
        return "Searching …"
    return no_match(scene.view.query, "" if scene.hits else scene.near, scene.hiding(pane))


def _detail_title(scene: Scene) -> str:
    subject = scene.subject
    if not isinstance(subject, str):
        return f"What rests on these words · {plural(len(subject.claims), 'claim')}"
    thing = scene.collection.get(subject)
    if thing is None:
        return "Detail"
    if thing.has_name:
        return thing.title
    kind = thing.kind.capitalize()
    if thing.is_recommendation:
        kind = f"{kind} {thing.id}"
    if not thing.dialogue.is_alone:
        kind = f"{kind} · {thing.dialogue.record.event.name}"
    return kind
