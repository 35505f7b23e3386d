"""The titles of the panes. Where more lists stand in one place, each is a tab of its title."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from tiptui.text.visible import plural
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FACETS, FIRST, LISTS, Pane, View, enter


class Tab(NamedTuple):
    """What a title calls a list, by what name it is asked for, and whether it is shown."""

    title: str
    name: str
    is_shown: bool = False


Title: TypeAlias = "str | Sequence[Tab]"

Strip = Sequence[tuple[Pane, Title]]
"""The panes, each with its name and counts."""

WHOLE, ASKS = "whole", "asks"
"""The tabs of a source: its text, and the sentences that ask and that nobody cites."""

BOOKMARK = "✱"
"""What stands before what the reader marked."""


class Form(NamedTuple):
    """What lists are called, and how a whole count, a narrowed one and marks are written."""

    names: Mapping[str, str]
    whole: str
    narrowed: str
    marked: str


_NAMES: dict[str, str] = {pane: pane.value.capitalize() for pane in LISTS}
_NAMES |= {Pane.EVENT: "Dialogues", **FACETS}
_SHORT = _NAMES | {
    Pane.RECOMMENDATIONS: "Recs",
    Pane.STATEMENTS: "Stmts",
    "org": "Orgs",
    "to": "To",
}
_LETTERS = _SHORT | {Pane.RECOMMENDATIONS: "R", Pane.STATEMENTS: "S"}
_COUNTS = "{name} · {total:,}", "{name} · {found:,}{more} of {total:,}", " · {:,} marked"
_SHORT_COUNTS = "{name} {total:,}", "{name} {found:,}{more}/{total:,}", f" {BOOKMARK}{{:,}}"
_FORMS = [Form(names, *_COUNTS) for names in (_NAMES, _SHORT)]
_FORMS += [Form(names, *_SHORT_COUNTS) for names in (_SHORT, _LETTERS)]  # the shortest last


def _title(scene: Scene, pane: Pane, form: Form) -> str:
    """Return `Speakers · 3 of 6 · 1 marked`."""
    total, found, order, marked = scene.found.sizes[pane]
    more = "" if scene.found.hits.complete else "+"
    count = form.narrowed if scene.query.terms else form.whole
    end = order + form.marked.format(marked) * (marked > 0)
    return count.format(name=form.names[pane], total=total, found=found, more=more) + end


def _list_title(scene: Scene, pane: Pane, form: Form) -> Title:
    """Return the name of a list with its count; of claims both lists that there are."""
    if pane not in CLAIMS:
        return _title(scene, pane, form)
    panes = (each for each in CLAIMS if each is pane or scene.found.sizes[each][0])
    return [Tab(_title(scene, each, form), each, each is pane) for each in panes]


def titles_of(scene: Scene, pane: Pane) -> list[Title]:
    """Return the titles of a list or of the event, the shortest last.

    The shorter ones of the first pane leave out tabs at their ends.
    """
    if pane not in FIRST:
        return [_list_title(scene, pane, form) for form in _FORMS]
    longest, *short = (_first_tabs(scene, form) for form in _FORMS[:3])
    counts = range(len(longest), 0, -1)
    return [longest, *(_around_shown(tabs, count) for count in counts for tabs in short)]


def _first_tabs(scene: Scene, form: Form) -> list[Tab]:
    view, points = scene.view, len(scene.found.hits.points) if scene.query.terms else 0
    event = f"Event · {plural(points, 'point')}" if points else "Event"
    event = event if scene.collection.single else _title(scene, Pane.EVENT, form)
    tabs = [Tab(event, Pane.EVENT, view.first is Pane.EVENT)]
    for name in _facets(scene):
        is_shown, title = view.first is Pane.COUNTS and name == view.counted, form.names[name]
        if is_shown:
            title = form.whole.format(name=title, total=len(scene.found.counts.terms))
        tabs.append(Tab(title, name, is_shown))
    return tabs


def _around_shown(tabs: Sequence[Tab], count: int) -> Title:
    """Return so many tabs, of which one is shown, and a sign for the others at each end."""
    shown = next(number for number, tab in enumerate(tabs) if tab.is_shown)
    first = max(0, min(shown - (count > 1), len(tabs) - count))
    before, after = tabs[:first][-1:], tabs[first + count :][:1]
    signs = [[Tab("…", tab.name) for tab in some] for some in (before, after)]
    return [*signs[0], *tabs[first : first + count], *signs[1]]


def source_title(scene: Scene) -> Title:
    asking = len(scene.dialogue.passages.asking) if scene.dialogue and scene.is_ready else 0
    if not asking:
        return "Source"
    is_asking = scene.view.asking
    return [Tab("Source", WHOLE, not is_asking), Tab(f"Asks · {asking:,}", ASKS, is_asking)]


def strips_of(scene: Scene) -> list[Strip]:
    """Return the panes with their counts, the longest forms first; the last are without detail."""
    first, claims = scene.view.first, scene.view.claims
    found: list[Strip] = []
    *longer, letters = (form._replace(marked="") for form in _FORMS)  # told where the list is
    for form in longer:
        name = "Event" if scene.collection.single else _title(scene, Pane.EVENT, form)
        name = FACETS[scene.view.counted] if first is Pane.COUNTS else name
        beside = (first, name), (Pane.SPEAKERS, _list_title(scene, Pane.SPEAKERS, form))
        found.append((*beside, (claims, _list_title(scene, claims, form)), (Pane.DETAIL, "Detail")))
    shortest = [(claims, _title(scene, claims, each)) for each in (form, letters)]
    return [*found, found[-1][:-1], *((*beside, each) for each in shortest)]


# To another tab.


def show_tab(view: View, name: str) -> View:
    """Go to a list by the name of its tab."""
    if name not in FACETS:
        return enter(view, Pane(name))
    if name != view.counted:
        view = replace(view, counted=name, chosen={**view.chosen, Pane.COUNTS: ""})
    return enter(view, Pane.COUNTS)


def turn_first(scene: Scene) -> View:
    """Go to the first pane; where keys move in it already, to its next list that has rows."""
    view = scene.view
    shown = view.counted if view.first is Pane.COUNTS else Pane.EVENT
    return _turn(scene, [Pane.EVENT, *_facets(scene)], shown, view.first)


def turn_claims(scene: Scene) -> View:
    """Go to the list of claims; where keys move in it already, to the other one if it has rows."""
    return _turn(scene, CLAIMS, scene.view.claims, scene.view.claims)


def _turn(scene: Scene, names: Sequence[str], shown: str, pane: Pane) -> View:
    view, is_here = scene.view, scene.view.focus is pane
    at = names.index(shown) + is_here
    following = [*names[at:], *names[:at]]

    def has_rows(name: str) -> bool:
        if name in FACETS:
            return bool(scene.index.count(scene.found.hits, name).of)
        return name == Pane.EVENT or bool(scene.found.rows(Pane(name)))

    name = next(filter(has_rows, following), shown)
    if is_here and name == shown:
        return replace(view, remark="no other list here has a row")
    return show_tab(view, name)


def _facets(scene: Scene) -> list[str]:
    """Return the fields whose values are counted, but for those that nothing has.

    Without a query, the page of an event has the counts of its themes, and of some addressees.
    """
    view, single = scene.view, scene.collection.single
    shown, there = view.counted if view.first is Pane.COUNTS else "", scene.index.facets.occurring
    on_page: tuple[str, ...] = ()
    if single and not scene.query.terms:
        on_page = ("theme",) if single.unlisted else ("theme", "to")
    return [each for each in FACETS if each == shown or (each in there and each not in on_page)]
