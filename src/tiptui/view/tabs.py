"""The titles of the panes. If several lists share a pane, each has a tab in its title."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from tiptui.collection.naming import OF_FIELD, Name
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FACETS, FIRST, KINDS, Pane, View, enter


class Tab(NamedTuple):
    """The words of a tab, the name of its list, and whether that is shown."""

    title: str
    name: str
    is_shown: bool = False


Title: TypeAlias = "str | Sequence[Tab]"

Strip: TypeAlias = "Sequence[tuple[Pane, Title]]"  # the panes, each with its name and counts

BOOKMARK = "✱"  # the sign of the reader's own marks
ASKS = "▸"  # the sign of a sentence that asks and that nobody cites


_NAMES = {**OF_FIELD, **{name.many: name for name in Name}, Pane.EVENT.value: Name.DIALOGUE}
"""The names of lists, by their fields or their panes."""


class TitleForm(NamedTuple):
    """Names of lists, and patterns of a whole count, a narrowed one, and bookmarks."""

    names: Mapping[str, str]
    whole: str
    narrowed: str
    bookmarks: str


LONG = TitleForm(
    {name: of.title for name, of in _NAMES.items()},
    "{name} · {total:,}{grows}",
    "{name} · {found:,}{more}{grows} of {total:,}{grows}",
    " · {:,} marked",
)
SHORT = TitleForm(
    {name: of.short for name, of in _NAMES.items()},
    "{name} {total:,}{grows}",
    "{name} {found:,}{more}{grows}/{total:,}{grows}",
    f" {BOOKMARK}{{:,}}",
)
SHORTEST = SHORT._replace(names={name: of.shortest for name, of in _NAMES.items()})
_FORMS = (LONG, SHORT, SHORTEST)


def _name_of(scene: Scene, pane: Pane) -> str:
    """Return the name of a list: of points that all are decisions, `decisions`."""
    are_decisions = pane is Pane.POINTS and scene.index.point_kinds == {"decision"}
    return Name.DECISION.many if are_decisions else pane.value


def _titles(scene: Scene, pane: Pane) -> list[str]:
    """Return `Speakers · 3 of 6 · 1 marked`, the same shorter, and shorter still."""
    results, kind = scene.results, KINDS[pane]
    order = scene.view.orders.get(pane)
    marked = results.bookmark_counts[kind]

    titles: list[str] = []
    for form in _FORMS:
        pattern = form.narrowed if scene.query.terms else form.whole
        title = pattern.format(
            name=form.names[_name_of(scene, pane)],
            total=len(scene.index.everything.of[kind]),
            found=len(results.rows(pane)),
            more="" if results.hits.complete else "+",
            grows=scene.ellipsis,
        )
        if order:
            title += f", by {order}"
        if marked:
            title += form.bookmarks.format(marked)
        titles.append(title)
    return titles


def titles_of(scene: Scene, pane: Pane) -> Sequence[Title]:
    """Return the titles of a list or of the event, the longest first."""
    if pane in FIRST:
        return _first_titles(scene)
    if pane in CLAIMS:
        return _claim_titles(scene, pane)
    return _titles(scene, pane)


def _claim_titles(scene: Scene, pane: Pane) -> Sequence[Title]:
    titles: list[list[Tab]] = [[] for _ in _FORMS]
    for other in CLAIMS:
        if other is pane or scene.index.everything.of[KINDS[other]]:
            for tabs, title in zip(titles, _titles(scene, other), strict=True):
                tabs.append(Tab(title, other, other is pane))
    return titles


def _first_titles(scene: Scene) -> Sequence[Title]:
    """Return titles with all tabs, then fewer and fewer, with a sign for the others at each end."""
    long, short, _ = _titles(scene, Pane.EVENT)
    tabs = _first_tabs(scene, SHORT, short)
    titles = [_first_tabs(scene, LONG, long), tabs]

    [shown] = [number for number, tab in enumerate(tabs) if tab.is_shown]
    for count in range(len(tabs) - 1, 0, -1):
        start = shown if count == 1 else shown - 1
        start = max(0, min(start, len(tabs) - count))
        end = start + count
        title = tabs[start:end]
        if start > 0:
            title.insert(0, Tab("…", tabs[start - 1].name))
        if end < len(tabs):
            title.append(Tab("…", tabs[end].name))
        titles.append(title)
    return titles


def _first_tabs(scene: Scene, form: TitleForm, dialogues: str) -> list[Tab]:
    view = scene.view
    title = "Event" if scene.collection.single else dialogues
    tabs = [Tab(title, Pane.EVENT, view.first is Pane.EVENT)]
    for field in _facets(scene):
        title = form.names[field]
        is_shown = view.first is Pane.COUNTS and field == view.facet
        if is_shown:
            total = len(scene.results.counts.terms)
            title = form.whole.format(name=title, total=total, grows=scene.ellipsis)
        tabs.append(Tab(title, field, is_shown))
    return tabs


def strips_of(scene: Scene, seen: Sequence[Pane] = ()) -> Sequence[Strip]:
    """Return the panes out of sight with their counts, twice, then the lists with the rows found.

    Panes in sight have their titles.
    """
    titles: dict[Pane, Sequence[Title]] = {scene.view.first: _names_of_first(scene)}
    for pane in (Pane.SPEAKERS, scene.claims):
        titles[pane] = [*titles_of(scene, pane)[1:], _count_found(scene, pane)]
    titles[Pane.DETAIL] = ["Detail", "Detail"]

    strips: list[list[tuple[Pane, Title]]] = [[], [], []]
    for pane, pane_titles in titles.items():
        if pane not in seen:
            for strip, title in zip(strips, pane_titles, strict=False):
                strip.append((pane, title))
    return strips


def _names_of_first(scene: Scene) -> Sequence[str]:
    if scene.view.first is Pane.COUNTS:
        facet = scene.view.facet
        return [LONG.names[facet], LONG.names[facet], SHORT.names[facet]]
    if scene.collection.single:
        return ["Event"] * 3
    title = _titles(scene, Pane.EVENT)[1]
    return [title, title, _count_found(scene, Pane.EVENT)]


def _count_found(scene: Scene, pane: Pane) -> str:
    name = SHORTEST.names[_name_of(scene, pane)]
    more = "" if scene.results.hits.complete else "+"
    return f"{name} {len(scene.results.rows(pane)):,}{more}{scene.ellipsis}"


# To another tab.


def show_tab(view: View, name: str) -> View:
    if name not in FACETS:
        return enter(view, Pane(name))
    if name != view.facet:
        view = replace(view, facet=name, cursors={**view.cursors, Pane.COUNTS: ""})
    return enter(view, Pane.COUNTS)


def turn_first(scene: Scene) -> View:
    """Go to the first pane; from there, to its next list that has rows."""
    view = scene.view
    shown = view.facet if view.first is Pane.COUNTS else Pane.EVENT
    return _turn(scene, [Pane.EVENT, *_facets(scene)], shown, view.first)


def turn_claims(scene: Scene) -> View:
    """Go to the list of claims; from there, to the next one that has rows."""
    return _turn(scene, CLAIMS, scene.view.claims, scene.view.claims)


def _turn(scene: Scene, names: Sequence[str], shown: str, pane: Pane) -> View:
    is_here = scene.view.focus is pane
    start = names.index(shown)
    if is_here:
        start += 1

    for name in (*names[start:], *names[:start]):
        if is_here and name == shown:
            break
        if _has_rows(scene, name):
            return show_tab(scene.view, name)
    if is_here:
        return scene.view.with_remark("no other list here has a row")
    return show_tab(scene.view, shown)


def _has_rows(scene: Scene, name: str) -> bool:
    if name in FACETS:
        return bool(scene.index.count(scene.results.hits, name).of)
    return name == Pane.EVENT or bool(scene.results.rows(Pane(name)))


def _facets(scene: Scene) -> list[str]:
    """Return the fields with lists of counts: all with values that no page of an event shows."""
    view, single = scene.view, scene.collection.single
    on_page: tuple[str, ...] = ()
    if single and not scene.query.terms:  # its page has themes, and addressees if they are few
        on_page = ("theme",) if single.unlisted else ("theme", "to")

    facets: list[str] = []
    for field in FACETS:
        is_shown = view.first is Pane.COUNTS and field == view.facet
        has_values = field in scene.index.facets.occurring
        if is_shown or (has_values and field not in on_page):
            facets.append(field)
    return facets
