"""The titles of the panes. If several lists share a pane, each has a tab in its title."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import filterfalse
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
    found, total = len(scene.results.rows(pane)), len(scene.index.everything.of[KINDS[pane]])
    more, grows = "" if scene.results.hits.complete else "+", scene.ellipsis
    order, marked = scene.view.orders.get(pane), scene.results.bookmark_counts[KINDS[pane]]
    listed, titles = _name_of(scene, pane), []
    for form in _FORMS:
        count, name = form.narrowed if scene.query.terms else form.whole, form.names[listed]
        title = count.format(name=name, total=total, found=found, more=more, grows=grows)
        title += f", by {order}" if order else ""
        titles.append(title + form.bookmarks.format(marked) if marked else title)
    return titles


def titles_of(scene: Scene, pane: Pane) -> list[Title]:
    """Return the titles of a list or of the event, the longest first."""
    if pane in FIRST:
        events = _titles(scene, Pane.EVENT)
        titles: list[Title] = [_first_tabs(scene, LONG, events[0])]
        tabs = _first_tabs(scene, SHORT, events[1])
        shown = next(number for number, tab in enumerate(tabs) if tab.is_shown)
        for count in range(len(tabs), 0, -1):  # fewer tabs, and a sign for the others at each end
            first = max(0, min(shown - (count > 1), len(tabs) - count))
            before = [Tab("…", tab.name) for tab in tabs[:first][-1:]]
            after = [Tab("…", tab.name) for tab in tabs[first + count :][:1]]
            titles.append([*before, *tabs[first : first + count], *after])
        return titles
    if pane in CLAIMS:
        rows = scene.index.everything.of
        tabs_of = [other for other in CLAIMS if other is pane or rows[KINDS[other]]]
        titles_of_all = zip(*(_titles(scene, other) for other in tabs_of), strict=True)
        are_shown = [other is pane for other in tabs_of]
        return [[*map(Tab, row, tabs_of, are_shown)] for row in titles_of_all]
    return [*_titles(scene, pane)]


def _first_tabs(scene: Scene, form: TitleForm, event: str) -> list[Tab]:
    view, event = scene.view, "Event" if scene.collection.single else event
    tabs = [Tab(event, Pane.EVENT, view.first is Pane.EVENT)]
    for name in _facets(scene):
        is_shown, title = view.first is Pane.COUNTS and name == view.facet, form.names[name]
        if is_shown:
            total = len(scene.results.counts.terms)
            title = form.whole.format(name=title, total=total, grows=scene.ellipsis)
        tabs.append(Tab(title, name, is_shown))
    return tabs


def strips_of(scene: Scene, seen: Sequence[Pane] = ()) -> Sequence[Strip]:
    """Return the panes out of sight with their counts, twice, then the lists with the rows found.

    Panes in sight have their titles.
    """
    first, claims = scene.view.first, scene.claims
    more = scene.ellipsis if scene.results.hits.complete else f"+{scene.ellipsis}"
    found = {
        pane: f"{_NAMES[_name_of(scene, pane)].shortest} {len(scene.results.rows(pane)):,}{more}"
        for pane in (Pane.EVENT, Pane.SPEAKERS, claims)
    }
    names = [_titles(scene, Pane.EVENT)[1], found[Pane.EVENT]]
    if first is Pane.COUNTS:
        names = [form.names[scene.view.facet] for form in (LONG, SHORT)]
    elif scene.collection.single:
        names = ["Event", "Event"]
    lists, detail = (Pane.SPEAKERS, claims), (Pane.DETAIL, "Detail")
    titles = [titles_of(scene, pane) for pane in lists]
    strips: list[Strip] = [
        [(first, names[0]), *zip(lists, row, strict=True), detail]
        for row in list(zip(*titles, strict=True))[1:]
    ]
    strips.append([(first, names[1]), *((pane, found[pane]) for pane in lists)])
    return [[*filterfalse(lambda of: of[0] in seen, strip)] for strip in strips]


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
    view, is_here = scene.view, scene.view.focus is pane
    at = names.index(shown) + is_here

    def has_rows(name: str) -> bool:
        if name in FACETS:
            return bool(scene.index.count(scene.results.hits, name).of)
        return name == Pane.EVENT or bool(scene.results.rows(Pane(name)))

    name = next(filter(has_rows, (*names[at:], *names[:at])), shown)
    if is_here and name == shown:
        return replace(view, remark="no other list here has a row")
    return show_tab(view, name)


def _facets(scene: Scene) -> list[str]:
    """Return the fields with lists of counts: all with values that no page of an event shows."""
    view, single = scene.view, scene.collection.single
    shown, there = view.facet if view.first is Pane.COUNTS else "", scene.index.facets.occurring
    on_page: tuple[str, ...] = ()
    if single and not scene.query.terms:  # its page has themes, and addressees if they are few
        on_page = ("theme",) if single.unlisted else ("theme", "to")
    return [name for name in FACETS if name == shown or (name in there and name not in on_page)]
