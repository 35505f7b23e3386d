"""What keys do with sources: going to words and back, citing, opening. It knows no Textual."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Quotation
from tiptui.ui.actions.live_files import without_collecting
from tiptui.ui.actions.searching import Spawn
from tiptui.ui.actions.session import Session
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

if TYPE_CHECKING:
    from tiptui.report.citations import Choice

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.view.evidence, tiptui.report.citations, tiptui.files.opener.


class Desk(Protocol):
    """Where citations go."""

    def choose(
        self, choices: "Sequence[Choice]", title: str, done: Callable[[str | None], None]
    ) -> None:
        """Let the reader choose; `done` is called with the text chosen, or with None."""

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""

    def print_at_end(self, text: str) -> None:
        """Keep a text to be printed when the program ends."""


class Sources:
    """The way between claims and the words that prove them."""

    def __init__(self, session: Session, desk: Desk, spawn: Spawn) -> None:
        self._session = session
        self._desk = desk
        self._spawn = spawn
        self._prepared: Dialogue | None = None
        self._meant: tuple[View, Callable[[], View]] | None = None
        """A view that was opened before all was ready, and what then gives the one meant."""

    def prepare(self) -> None:
        """Have what a large text tells found out in a thread, so that no key waits for it."""
        scene = self._session.scene
        if not scene.is_ready and scene.dialogue and self._prepared is not scene.dialogue:
            self._prepared = scene.dialogue
            self._spawn(partial(self._prepare_aside, scene.dialogue))

    async def _prepare_aside(self, dialogue: Dialogue) -> None:
        await asyncio.to_thread(without_collecting, dialogue.passages.prepare)
        session, meant = self._session, self._meant
        if session.scene.dialogue is dialogue:
            unmoved = meant and meant[0] is session.view
            session.look(meant[1]() if meant and unmoved else session.view)

    def _go(self, way: Callable[[Scene], View]) -> None:
        """Go a way; what it leads to in a text that is not ready is gone to when that is."""
        scene = self._session.scene
        self._session.go(way)
        self._meant = (
            None if self._session.scene.is_ready else (self._session.view, partial(way, scene))
        )

    def toggle(self) -> None:
        """Open the sources; close them where they are open."""
        from tiptui.view.evidence import open_sources

        if self._session.view.main is Pane.SOURCE:
            self._session.back()
        else:
            self._go(open_sources)

    def trace(self) -> None:
        """Go to the words under the cursor in their source."""
        from tiptui.view.evidence import trace

        self._go(trace)

    def go_to_uncited(self) -> None:
        """Go to the next sentence that no claim cites."""
        from tiptui.view.evidence import go_to_uncited

        self._go(go_to_uncited)

    def go_to_claim(self) -> None:
        """Go from the source to a claim that rests there."""
        from tiptui.view.evidence import go_to_claim

        self._go(go_to_claim)

    def enter_stop(self) -> None:
        """Go from the stop in the detail to what it is."""
        from tiptui.view.evidence import enter_stop

        self._go(enter_stop)

    def cite(self, how: str) -> None:
        """Offer citations of what is under the cursor, to `copy` or to `print` one."""
        from tiptui.report.citations import choices

        scene = self._session.scene
        name, evidence = scene.pointed
        self.offer(choices(scene.index, name, evidence), how)

    def offer(self, offered: "Sequence[Choice]", how: str) -> None:
        """Offer texts, to `copy` or to `print` one."""
        if not offered:
            self._session.remark("nothing to cite here")
        elif how == "copy":
            self._desk.choose(offered, "Copy", self._copy)
        else:
            self._desk.choose(offered, "Print at the end", self._print)

    def _copy(self, text: str | None) -> None:
        if text is not None:
            self._desk.copy_text(text)
            self._session.remark("sent to the clipboard; where that fails, Y prints it at the end")

    def _print(self, text: str | None) -> None:
        if text is not None:
            self._desk.print_at_end(text)
            self._session.remark("printed when you leave tiptui")

    def open_address(self) -> None:
        """Open the address of the source at the words under the cursor."""
        from tiptui.files.opener import address, open_address, opener

        scene = self._session.scene
        _, evidence = scene.proof
        url = ""
        if evidence and scene.dialogue:
            cited = Quotation(scene.dialogue.things.event, evidence)
            url = address(cited.source.url, evidence.exact, cited.moment) if cited.source else ""
        if not url:
            remark = (
                "this source has no address to open"
                if evidence
                else "no words of a source prove this: no address to open"
            )
        elif opener() and open_address(url):
            remark = f"opening {url}"
        else:
            remark = f"no browser to open {url}"
        self._session.remark(remark)
