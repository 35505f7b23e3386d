"""The lines above and below the panes: names of panes out of sight, search line, keys to press."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tiptui.collection.live import Live
from tiptui.record.recent import Recent
from tiptui.search.index import leaving_nothing
from tiptui.text.visible import plural
from tiptui.ui.actions.keys import EVERYWHERE, key_to
from tiptui.ui.actions.live_files import FileStatus, status_of
from tiptui.ui.panes.cursor_pane import draw_title, style_of
from tiptui.ui.terminal.typed import write_keys
from tiptui.ui.terminal.widths import fit
from tiptui.view.found import Offer
from tiptui.view.scene import Scene
from tiptui.view.state import Pane
from tiptui.view.tabs import Strip

IN_LISTS = "search names, to: theme: by:"
IN_SOURCE = "search the source"
"""What an empty line invites to; where there is little room, its first word does."""

PROMPT = "/ "

GAP = Content("   ")  # what stands between two keys
APART = 2  # cells between what is typed and what is said


class OneLine(Widget):
    """A line of the screen, which holds nothing that the view does not hold."""

    ALLOW_SELECT = False
    shown = reactive[tuple[Any, ...]](())

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.auto_links = False  # what can be clicked is not to look like links

    def style(self, name: str) -> Style:
        return style_of(self, f"{self.id}--{name}")


def _pressing(key: str) -> Style:
    """Return the style of what presses a key when it is clicked."""
    return Style.from_meta({"@click": f"app.simulate_key('{key}')"})


class PaneStrip(OneLine):
    """The first line: all panes, or the lists in sight; one has the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"strip--at", "strip--other"}

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Make it with the keys that the reader set, by the ids of commands."""
        super().__init__("strip")
        self._keys = keys

    def render(self) -> Content:
        strips, acting = self.shown
        for strip in strips:
            line = self._draw(strip, acting)
            if line.cell_length <= self.size.width:
                break
        return line.truncate(self.size.width, ellipsis=True)

    def _draw(self, strip: Strip, acting: Pane) -> Content:
        labels = []
        for pane, title in strip:
            key, is_at = key_to(pane, self._keys), pane is acting
            label = draw_title(title, write_keys(key), is_at)
            if isinstance(title, str):
                label = label.stylize(Style(underline=is_at))
            style = self.style("at" if is_at else "other") + _pressing(key)
            labels.append(label.stylize_before(style))
        return Content("  ").join(labels)


class KeyLine(OneLine):
    """The last line: what Tab can take; else the keys of commands, and of those everywhere.

    It takes offers; the ids of the commands that do something at the cursor, the most wanted first,
    with their names; and the command of each key.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--words"}

    def __init__(self) -> None:
        super().__init__("keys")

    def render(self) -> Content:
        """Draw the keys; without room for all, those least wanted go, and the first is cut."""
        width, (offers, here, keys) = self.size.width, self.shown
        styles = self.style("key"), self.style("words")
        if offers:
            return GAP.join(_labels_of_offers(offers, *styles)).truncate(width, ellipsis=True)
        first = {command.id: key for key, command in reversed([*keys.items()])}
        named, everywhere = (
            [
                _label_of_key(first[id], here.get(id) or keys[first[id]].words, *styles)
                for id in ids
                if id in first
            ]
            for ids in (here, EVERYWHERE)
        )
        always = GAP.join(everywhere)
        room = max(0, width - always.cell_length - len(GAP))
        while len(named) > 1 and GAP.join(named).cell_length > room:
            named.pop()
        line = GAP.join(named).truncate(room, ellipsis=True)
        return GAP.join(each for each in (line, always) if each).truncate(width)


def _labels_of_offers(offers: Sequence[Offer], key: Style, words: Style) -> Iterator[Content]:
    """Yield the key that takes the first one, then all with how many claims have each."""
    yield Content.styled("tab", key)
    for number, each in enumerate(offers):
        name = Content.styled(fit(each.name), words if number else key)
        yield name + Content.styled(f" {each.claims:,}", words)


def _label_of_key(key: str, does: str, of_key: Style, of_words: Style) -> Content:
    press = _pressing(key)
    return Content.styled(write_keys(key), of_key + press) + Content.styled(
        f" {does}", of_words + press
    )


class SearchLine(OneLine):
    """What is typed, and at the right end what answers the last key, or the status."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"search--{name}" for name in ("prompt", "muted", "remark", "status", "wrong")
    }

    class Opened(Message):
        """The reader clicked the line."""

    def __init__(self, live: Live) -> None:
        super().__init__("search")
        self._live = live
        # Of many records it takes long.
        self._status: Recent[tuple[int, bool], FileStatus] = Recent(1)

    def show(self, scene: Scene) -> None:
        """Show what is typed, and a remark, or else the status."""
        view, opened, searched = scene.view, scene.collection, scene.view.main is not Pane.SOURCE
        key = self._live.taken, opened.quote_counts is None
        status = self._status.find(key, partial(status_of, self._live, opened))
        said, kind = status.words, "wrong" if status.is_wrong else "status"
        if not (searched or status.is_wrong) and scene.is_ready and scene.dialogue:
            asking, cited = scene.dialogue.passages.asked
            if asking:
                said = f"{cited:,} of {plural(asking, 'sentence')} that ask are cited"
        remark = view.remark
        if not remark and view.searching and scene.near:
            remark = f'Tab: use "{scene.near}"'
        elif not remark and scene.query.unread:
            remark = scene.query.unread[-1]
        elif not remark and searched and scene.query.terms and not scene.found.hits:
            remark = leaving_nothing(view.query, scene.found.hiding(Pane.SPEAKERS))
        if remark:
            said, kind = remark, "remark"
        self.set_class(view.searching, "-active", update=self.is_attached)
        caret = view.behind if view.searching else None
        invitation = IN_LISTS if searched else IN_SOURCE
        self.shown = view.query, caret, said, kind, invitation

    def render(self) -> Content:
        query, behind, said, kind, invitation = self.shown
        shortest, width = invitation.split()[0], max(1, self.size.width - len(PROMPT))
        room = width - 1  # a cell at least between both, or the line would wrap
        if query or behind is not None:
            room = max(room // 2, room - APART - Content(fit(query)).cell_length - 1)
        elif kind != "remark":
            room -= APART + len(shortest)
        words = fit(said) if kind == "remark" else _shorten(fit(said), room)
        end = Content.styled(words, self.style(kind)).truncate(max(0, room), ellipsis=True)
        room = max(0, width - (end.cell_length + APART if end else 0))
        if behind is not None:
            typed = _around_caret(query, len(query) - behind, room)
        elif query:
            typed = Content(fit(query)).truncate(room, ellipsis=True)
        else:
            words = invitation if len(invitation) <= room else shortest
            typed = Content.styled(words, self.style("muted")).truncate(room, ellipsis=True)
        row = Content.styled(PROMPT, self.style("prompt")) + typed
        gap = max(1, self.size.width - row.cell_length - end.cell_length)
        return row + " " * gap + end if end else row

    def on_click(self) -> None:
        self.post_message(self.Opened())


def _shorten(status: str, room: int) -> str:
    """Return a status without what stands first in it, for which there is no room.

    The name goes, then what was checked: what is wrong stays, and the key that lists it.
    """
    while Content(status).cell_length > room:
        rest = status.partition(" · ")[2]
        if not rest or rest.startswith("!"):
            break
        status = rest
    return status


def _around_caret(query: str, at: int, room: int) -> Content:
    """Return a query around its caret in at most `room` cells."""
    caret, after = Content("█"), query[at + 1 :]
    if at < len(query):
        # Of the style sheet Textual would not take this.
        caret = Content.styled(fit(query[at]), Style(reverse=True))
    # What is far from the caret goes out of sight, most of all what stands before it.
    before = Content(fit(query[max(0, at - room) : at]))
    while before and before.cell_length + caret.cell_length + bool(after) > room:
        before = before[1:]
    return (before + caret + fit(after[:room])).truncate(room, ellipsis=bool(after))
