"""What keys do with sources: going to words and back, citing, opening. It knows no Textual."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from tiptui.ui.session import Session
from tiptui.view.state import Pane

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

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session = session
        self._desk = desk

    def toggle(self) -> None:
        """Open the sources; close them where they are open."""
        from tiptui.view.evidence import open_sources

        if self._session.view.main is Pane.SOURCE:
            self._session.back()
        else:
            self._session.go(open_sources)

    def trace(self) -> None:
        """Go to the words under the cursor in their source."""
        from tiptui.view.evidence import trace

        self._session.go(trace)

    def go_to_uncited(self) -> None:
        """Go to the next sentence that no claim cites."""
        from tiptui.view.evidence import go_to_uncited

        self._session.go(go_to_uncited)

    def go_to_claim(self) -> None:
        """Go from the source to a claim that rests there."""
        from tiptui.view.evidence import go_to_claim

        self._session.go(go_to_claim)

    def enter_stop(self) -> None:
        """Go from the stop in the detail to what it is."""
        from tiptui.view.evidence import enter_stop

        self._session.go(enter_stop)

    def cite(self, how: str) -> None:
        """Offer citations of what is under the cursor, to `copy` or to `print` one."""
        from tiptui.report.citations import choices

        scene = self._session.scene
        name, evidence = scene.pointed
        offered = choices(scene.collection, name, evidence)
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
            self._session.remark("will be printed when you leave")

    def open_address(self) -> None:
        """Open the address of the source at the words under the cursor."""
        from tiptui.files.opener import address, open_address, opener

        scene = self._session.scene
        _, evidence = scene.proof
        source = scene.links.source(evidence) if evidence else None
        url = address(source.url, evidence.exact) if source and evidence else ""
        if not url:
            remark = "this source has no address" if source else "no evidence here to open"
        elif opener() and open_address(url):
            remark = f"opening {url}"
        else:
            remark = f"no browser to open {url}"
        self._session.remark(remark)
