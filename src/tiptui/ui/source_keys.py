"""What keys do with sources: the part of the browser that most readers start without."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from textual.message import Message
from textual.screen import Screen

from tiptui.search.index import Index
from tiptui.view.state import History, Pane, View

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.sourcing, tiptui.cite, tiptui.opening, tiptui.ui.menu.


class SourceKeys(Screen[None]):
    """A screen with a record, a view and its history, and the keys for sources."""

    class PrintAtEnd(Message):
        """The reader wants a text printed when the program ends."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, index: Index) -> None:
        super().__init__()
        self.index = index
        self.view = View()
        self.history = History()

    def look(self, view: View) -> None:
        """Replaces the view and has every pane show what that changes."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Goes one step back."""
        raise NotImplementedError

    def remark(self, words: str) -> None:
        """Answers a key in words."""
        self.look(replace(self.view, remark=words))

    def go(self, way: Callable[[Index, View], View]) -> None:
        """Takes a way to or from the sources; going there or back is one step of the history."""
        view = way(self.index, self.view)
        if view.main is not self.view.main:
            self.history = self.history.stepped(self.view)
        self.look(view)

    def go_to_claim(self) -> None:
        """Goes from the source to a claim that rests there."""
        from tiptui.view.evidence import gone_to_claim

        self.go(gone_to_claim)

    def action_source(self) -> None:
        """Opens the sources; closes them where they are open."""
        from tiptui.view.evidence import opened

        if self.view.main is Pane.SOURCE:
            self.action_back()
        else:
            self.go(opened)

    def action_trace(self) -> None:
        """Goes to the words under the cursor in their source."""
        from tiptui.view.evidence import traced

        self.go(traced)

    def action_uncited(self) -> None:
        """Goes to the next sentence that no claim cites."""
        from tiptui.view.evidence import to_uncited

        self.go(to_uncited)

    async def action_cite(self, how: str) -> None:
        """Opens the menu of citations of what is under the cursor, to copy or print one."""
        from tiptui.report.citations import choices
        from tiptui.ui.chrome.menu import Menu
        from tiptui.view.evidence import pointed_at

        name, evidence = pointed_at(self.index, self.view)
        offered = choices(self.index.links, name, evidence) if name in self.index.links else []
        if not offered:
            self.remark("nothing to cite here")
            return
        title, done = self._WAYS[how]
        await self.app.push_screen(Menu(offered, title), partial(done, self))

    def _copied(self, text: str | None) -> None:
        if text is not None:
            self.app.copy_to_clipboard(text)
            self.remark("sent to the clipboard; where that fails, Y prints it at the end")

    def _printed(self, text: str | None) -> None:
        if text is not None:
            self.post_message(self.PrintAtEnd(text))
            self.remark("will be printed when you leave")

    _WAYS = MappingProxyType({"copy": ("Copy", _copied), "print": ("Print at the end", _printed)})

    def action_open(self) -> None:
        """Opens the address of the source at the words under the cursor."""
        from tiptui.files.opener import address, open_address, opener
        from tiptui.view.evidence import proof_at

        _, evidence = proof_at(self.index, self.view)
        source = self.index.links.source(evidence) if evidence else None
        url = address(source.url, evidence.exact) if source and evidence else ""
        if not url:
            self.remark("this source has no address" if source else "no evidence here to open")
        elif opener() and open_address(url):
            self.remark(f"opening {url}")
        else:
            self.remark(f"no browser to open {url}")
