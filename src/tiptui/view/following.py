"""Where following leads: it writes the query."""

from dataclasses import replace

from tiptui.collection.again import alike, count_alike
from tiptui.collection.terms import term_of, term_to
from tiptui.record.items import Addressee, Item, title
from tiptui.record.model import Event, Organization, Point, Recommendation, Speaker, Theme
from tiptui.search.query import LONGEST, TOO_LONG, join, parse, with_term, write
from tiptui.view.querying import find_again
from tiptui.view.scene import Scene
from tiptui.view.state import KINDS, Pane, View, enter, move

# The last of these lists that has a row gets the focus.
_LEADS: dict[type[Item], tuple[Pane, ...]] = {
    Speaker: (Pane.STATEMENTS, Pane.RECOMMENDATIONS),
    Theme: (Pane.SPEAKERS, Pane.STATEMENTS, Pane.RECOMMENDATIONS),
    Organization: (Pane.STATEMENTS, Pane.RECOMMENDATIONS, Pane.SPEAKERS),
    Event: (Pane.SPEAKERS, Pane.STATEMENTS, Pane.RECOMMENDATIONS),
    Addressee: (Pane.RECOMMENDATIONS,),
}


def follow(scene: Scene) -> View:
    """Follow what is under the cursor to what belongs to it.

    It takes the place of what found it in the query; a theme, which counts, is one term more. Where
    nothing belongs to it, only the remark changes, and says so.
    """
    view, name = scene.view, scene.current
    if scene.acting is Pane.COUNTS:
        return _add_count(scene)
    item = scene.collection.get(name)
    if item is None:
        return replace(view, remark="nothing here to follow")
    if isinstance(item, Event) and not scene.collection.several:
        return replace(view, remark="everything here belongs to the event: j goes to its parts")
    term = term_of(scene.collection, name)
    query = with_term(view.query, term) if isinstance(item, Theme) else join([term])
    leads = _LEADS.get(type(item), (Pane.SPEAKERS,))
    hits = scene.collection.index.hits(parse(query))
    there = [pane for pane in leads if hits.of(KINDS[pane])]
    if not there:
        among = " among these" if isinstance(item, Theme) and view.query.strip() else ""
        return replace(view, remark=_nothing_behind(item, leads[-1]) + among)
    return _ask(scene, query, there[-1])


def ask_addressee(scene: Scene, name: str) -> View:
    """Show all that an organization, or an addressee in words, is asked for."""
    return _ask(scene, join([term_to(scene.collection, name)]), Pane.RECOMMENDATIONS)


def ask_again(scene: Scene) -> View:
    """Show all that asks the same as the recommendation under the cursor: the whole query."""
    name = scene.current.partition("/")[0]  # of a response, what it responds to
    if not isinstance(scene.collection.get(name), Recommendation):
        return replace(scene.view, remark="= on a recommendation lists who asked the same")
    found = alike(scene.collection, name)
    if len(found) == 1:
        return replace(scene.view, remark="no linked repeats, and nothing in nearly the same words")
    view = _ask(scene, join([write("same", name)]), Pane.RECOMMENDATIONS)
    remark = f"asks the same: {count_alike(scene.collection, found)}"
    return replace(move(view, Pane.RECOMMENDATIONS, name), remark=remark)


def _ask(scene: Scene, query: str, pane: Pane) -> View:
    """Return the view with another query, in a list, with what is under the cursors as it is."""
    if len(query) > LONGEST:
        return replace(scene.view, remark=TOO_LONG)
    return enter(find_again(scene, query), pane)


def _add_count(scene: Scene) -> View:
    """Return the view with one more term, and the cursor where it is: several combine."""
    view = scene.view
    if not scene.count:
        return replace(view, remark="nothing here to follow")
    query = with_term(view.query, scene.count)
    if query.split() == view.query.split():
        return replace(view, remark=f"the query has {scene.count} already")
    return move(find_again(scene, query), Pane.COUNTS, scene.count)


def _nothing_behind(item: Item, pane: Pane) -> str:
    if isinstance(item, Point):  # by whom it was made is a speaker
        return "said by all present: no one speaker to show"
    # Nobody but an organization is left: dialogues have speakers, and claims are made by them.
    word = {Speaker: "by", Theme: "under"}.get(type(item), "from")
    return f"no {pane.value} {word} {title(item)}"
