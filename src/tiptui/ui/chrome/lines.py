"""The lines above and below the panes: names of panes out of sight, search line, keys to press."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tiptui.collection.live import Live
from tiptui.record.recent import Recent
from tiptui.search.index import name_hiding
from tiptui.ui.actions.keys import BY_ID, EVERYWHERE, key_to
from tiptui.ui.actions.live_files import FileStatus, status_of
from tiptui.ui.panes.cursor_pane import draw_title, write_keys
from tiptui.ui.panes.page import find_style
from tiptui.ui.terminal.widths import fit
from tiptui.view.scene import Scene
from tiptui.view.state import Pane
from tiptui.view.tabs import Strip

IN_LISTS = "search words, to:one,other status:none"
IN_SOURCE = "search the source"
"""Invitations of an empty line; in little room only their first word."""

PROMPT = "/ "

PRESS = "app.simulate_key('%s')"  # the action of words that press a key when they are clicked

GAP, NARROW = Content("   "), Content("  ")  # between two keys
LEAST = 16  # cells of a name that is cut beside its date and place
APART = 2  # cells between the query and the remark


class OneLine(Widget):
    """A line of the screen, drawn of values of the view."""

    auto_links = reactive(False)  # words that can be clicked do not look like links
    shown = reactive[tuple[Any, ...]](())


class PaneStrip(OneLine):
    """The first line: the panes out of sight."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(id="strip")
        self._keys = keys

    def render(self) -> Content:
        for strip in self.shown[0]:
            line = self._line(strip)
            if line.cell_length <= self.size.width:
                break
        return line.truncate(self.size.width, ellipsis=True)

    def _line(self, strip: Strip) -> Content:
        labels = []
        for pane, title in strip:
            key = key_to(pane, self._keys)
            label = draw_title(title, write_keys(key))
            style = find_style(self.app, "muted") + Style.from_meta({"@click": PRESS % key})
            labels.append(label.stylize_before(style))
        return Content("  ").join(labels)


class KeyLine(OneLine):
    """The last line: keys of commands; `shown` has ids with names, and the command of each key."""

    def render(self) -> Content:
        """Draw as many keys as fit, the most wanted first, then the keys of everywhere."""
        width, (here, keys) = self.size.width, self.shown
        key_style, style = find_style(self.app, "key"), find_style(self.app, "muted")
        first = {command.id: key for key, command in reversed([*keys.items()])}
        labels, short = list[Content](), list[Content]()
        for id, name in [*here, *((id, BY_ID[id].words) for id in EVERYWHERE)]:
            if key := first.get(id):
                click = Style.from_meta({"@click": PRESS % key})
                short.append(Content.styled(write_keys(key), key_style).stylize(click))
                labels.append(short[-1] + Content.styled(f" {fit(name)}", style).stylize(click))
        count = len(labels) - sum(id in first for id in EVERYWHERE)
        always, cells = labels[count:], [label.cell_length + len(NARROW) for label in labels]
        least = [min(cells[0], width // 2), *cells[1:count][:1], *cells[count:]]
        if sum(least) > width + len(NARROW):
            always = short[count:]
        room = width - sum(label.cell_length + len(NARROW) for label in always)
        line = [label.truncate(max(0, room), ellipsis=True) for label in labels[:count][:1]]
        room -= sum(label.cell_length for label in line)
        for label, taken in zip(labels[1:count], cells[1:count], strict=True):
            if taken <= room:
                line.append(label)
                room -= taken
        line = [label for label in (*line, *always) if label]
        drawn = (GAP if room >= len(line) else NARROW).join(line)
        # The last cell is for a key rather than for the margin.
        return (drawn if drawn.cell_length >= width else " " + drawn).truncate(width)


class SearchLine(OneLine):
    """The query, and at the right end the answer to the last key, or the status."""

    def __init__(self, live: Live, keys: Mapping[str, str]) -> None:
        super().__init__(id="search")
        self._live, self._key = live, keys.get("search", BY_ID["search"].keys).split(",")[0]
        self._status: Recent[tuple[int, bool], FileStatus] = Recent(1)  # slow to count anew

    def show(self, scene: Scene, event_is_seen: bool) -> str:
        """Show the query, and a remark or else the status; return the name that a border shows."""
        view, opened, searched = scene.view, scene.collection, scene.view.main is not Pane.SOURCE
        key = self._live.taken, opened.quote_counts is None
        status = self._status.find(key, partial(status_of, self._live, opened))
        # The event is named here or in a border, and its file there or here.
        names_event = status.event and searched and not event_is_seen
        said: str | Sequence[str] = status.event if names_event else status.words
        kind = "wrong" if status.is_wrong else "muted"
        if scene.results.alike and not status.is_wrong:
            said = f"asks the same: {scene.index.same.count(scene.results.alike)}"
        remark = view.remark
        if not remark and view.is_searching and scene.near_query:
            remark = f'Tab: use "{scene.near_query}"'
        elif (
            not remark
            and view.is_searching
            and view.query_before
            and view.query.rstrip() == view.query_before
        ):
            remark = "typed words narrow this query"
        elif not remark and scene.query.unread:
            remark = scene.query.unread[-1]
        elif not remark and searched and scene.query.terms and not scene.results.hits.total:
            remark = name_hiding(view.query, scene.results.terms_hiding(Pane.SPEAKERS))
        elif not remark and searched and not view.is_searching:
            remark = scene.results.wider
        if remark:
            said, kind = remark, "remark"
        self.set_class(view.is_searching, "-active", update=self.is_attached)
        caret = view.after_caret if view.is_searching else None
        self.shown = view.query, caret, said, kind, IN_LISTS if searched else IN_SOURCE
        of_event = opened.single.name if opened.single else self._live.name
        return status.name if names_event else of_event

    def on_click(self) -> None:
        if not self.has_class("-active"):
            self.app.simulate_key(self._key)

    def render(self) -> Content:
        query, behind, said, kind, invitation = self.shown
        shortest, width = invitation.split()[0], max(1, self.size.width - len(PROMPT))
        room = width - 1  # at least a cell between both, or the line would wrap
        if query or behind is not None:
            room = max(room // 2, room - APART - Content(fit(query)).cell_length - 1)
        elif kind != "remark":
            room -= APART + len(shortest)
        words = fit(said) if isinstance(said, str) else shorten(said[0], said[1:], room)
        # Name and quotes of a status go first: what is wrong stays, and the key that lists it.
        while kind != "remark" and Content(words).cell_length > room:
            rest = words.partition(" · ")[2]
            if not rest or rest.startswith("!"):
                break
            words = rest
        end = Content.styled(words, find_style(self.app, kind)).truncate(
            max(0, room), ellipsis=True
        )
        room = max(0, width - (end.cell_length + APART if end else 0))
        if behind is not None:
            typed = _around_caret(query, len(query) - behind, room)
        elif query:
            typed = Content(fit(query)).truncate(room, ellipsis=True)
        else:
            words = invitation if len(invitation) <= room else shortest
            typed = Content.styled(words, find_style(self.app, "muted")).truncate(
                room, ellipsis=True
            )
        row = Content.styled(PROMPT, find_style(self.app, "label")) + typed
        gap = max(1, self.size.width - row.cell_length - end.cell_length)
        return row + " " * gap + end if end else row


def shorten(name: str, rest: Sequence[str], room: int) -> str:
    """Cut a name so that all of the rest, or the first of it, stands behind it in the room."""
    tail = "".join(f" · {fit(words)}" for words in rest if words)
    if rest and room - cell_len(tail) < LEAST:
        return shorten(name, rest[:-1], room)
    left = max(0, room - cell_len(tail))
    return Content(fit(name)).truncate(left, ellipsis=True).plain + tail


def _around_caret(query: str, at: int, room: int) -> Content:
    caret, after = Content("█"), query[at + 1 :]
    if at < len(query):
        # Textual leaves `reverse` out of styles of the style sheet.
        caret = Content.styled(fit(query[at]), Style(reverse=True))
    # Letters far from the caret go out of sight, those before it first.
    before = Content(fit(query[max(0, at - room) : at]))
    least = room - caret.cell_length - 1 if after else room - caret.cell_length
    while before and before.cell_length > least:
        before = before[1:]
    return (before + caret + fit(after[:room])).truncate(room, ellipsis=bool(after))
