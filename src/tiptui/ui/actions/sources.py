"""What keys do with sources: going to words and back, citing, opening."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Quotation
from tiptui.ui.actions.live_files import without_collecting
from tiptui.ui.actions.session import Screen, Session
from tiptui.view.following import open_sources
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.report.citations, tiptui.files.programs.


class Sources:
    """The way between claims and the words that prove them."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self._session = session
        self._screen = screen
        self._prepared: Dialogue | None = None
        self._meant: tuple[View, Callable[[], View]] | None = None
        """A view that was opened before all was ready, and what then gives the one meant."""

    def prepare(self) -> None:
        """Look through a large text in a thread, so that no key waits for it."""
        scene = self._session.scene
        if not scene.is_ready and scene.dialogue and self._prepared is not scene.dialogue:
            self._prepared = scene.dialogue
            self._screen.spawn(partial(self._prepare_aside, scene.dialogue))

    async def _prepare_aside(self, dialogue: Dialogue) -> None:
        await asyncio.to_thread(without_collecting, dialogue.prepare)
        session, meant = self._session, self._meant
        if session.scene.dialogue is dialogue:
            unmoved = meant and meant[0] is session.view
            session.look(meant[1]() if meant and unmoved else session.view)

    def go(self, change: Callable[[Scene], View]) -> None:
        """Look at what a function returns; call it again once the text is ready."""
        scene, session = self._session.scene, self._session
        session.go(change)
        self._meant = None if session.scene.is_ready else (session.view, partial(change, scene))

    def toggle(self) -> None:
        """Open the sources; close them where they are open."""
        if self._session.view.main is Pane.SOURCE:
            self._session.back()
        else:
            self.go(open_sources)

    def cite(self, how: str) -> None:
        """Offer citations of what is under the cursor, to `copy` or to `print` one."""
        from tiptui.report.citations import choices

        name, evidence = self._session.scene.pointed
        self.offer(choices(self._session.index, name, evidence), how)

    def offer(self, texts: Mapping[str, str], how: str) -> None:
        """Offer texts by their labels, to `copy` or to `print` one."""
        if not texts:
            self._session.remark("nothing to cite here")
        elif how == "copy":
            self._screen.choose(texts, "Copy", self._copy)
        else:
            self._screen.choose(texts, "Print at the end", self._print)

    def _copy(self, text: str | None) -> None:
        if text is not None:
            self._screen.copy_text(text)
            self._session.remark("sent to the clipboard; where that fails, Y prints it at the end")

    def _print(self, text: str | None) -> None:
        if text is not None:
            self._screen.print_at_end(text)
            self._session.remark("printed when you leave tiptui")

    def open_address(self) -> None:
        """Open the address of the source at the words under the cursor."""
        from tiptui.files.programs import address, open_address, opener

        scene, url = self._session.scene, ""
        _, evidence = scene.proof
        if evidence and scene.dialogue:
            cited = Quotation(scene.dialogue.things.event, evidence)
            url = address(cited.source.url, evidence.exact, cited.moment) if cited.source else ""
        if not evidence:
            remark = "no words of a source prove this: no address to open"
        elif not url:
            remark = "this source has no address to open"
        elif opener() and open_address(url):
            remark = f"opening {url}"
        else:
            remark = f"no browser to open {url}"
        self._session.remark(remark)
