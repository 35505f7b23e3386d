"""What leaves the browser: citations, tables, files of what is shown, addresses of sources."""

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tiptui.collection.live import Live
from tiptui.collection.thing import Quotation
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.text.visible import plural
from tiptui.ui.actions.session import Screen, Session
from tiptui.view import grid
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.report.export import Format, Selection

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.report.citations, counting and export, tiptui.files.saving and programs.

AT_ONCE = 0.01
"""Seconds that are written before the next key is looked for."""


class Exporting:
    """Texts to `copy` or to `print` at the end, and files, offered by their labels."""

    def __init__(self, session: Session, live: Live, screen: Screen) -> None:
        self._session = session
        self._live = live
        self._screen = screen

    def cite(self, how: str) -> None:
        """Offer citations of what is under the cursor."""
        from tiptui.report.citations import choices

        name, evidence = self._session.scene.pointed
        texts = choices(self._session.index, name, evidence)
        if not texts and self._session.scene.acting is Pane.SOURCE:
            from tiptui.view.form import begin
            from tiptui.view.new_items import as_yaml

            kinds = begin(self._session.scene)
            texts = {} if isinstance(kinds, str) else as_yaml(kinds, self._session.collection)
        if texts:
            self._offer(texts, how)
        else:
            self._session.remark("nothing to cite here")

    def table(self, how: str) -> None:
        """Offer the grid as Markdown or CSV."""
        from tiptui.report.counting import MOST_CELLS, cells_of, choices

        crossing, caption = grid.table(self._session.scene)
        if cells_of(crossing) > MOST_CELLS:
            self._session.remark(f"more than {MOST_CELLS:,} cells: / narrows the grid")
        else:
            self._offer(choices(crossing, caption), how)

    def _offer(self, texts: Mapping[str, str], how: str) -> None:
        if how == "copy":
            self._screen.choose(texts, "Copy", self._copy)
        else:
            self._screen.choose(texts, "Print at the end", self._print)

    def _copy(self, text: str) -> None:
        self._screen.copy_text(text)
        self._session.remark("copied · if paste fails, Y prints it when you quit")

    def _print(self, text: str) -> None:
        self._screen.print_at_end(text)
        self._session.remark("printed when you leave tiptui")

    def export(self) -> None:
        """Offer the formats, each with the file in the current folder that it would make."""
        from tiptui.files.saving import free_name
        from tiptui.report.export import FORMATS, select

        session, collection = self._session, self._session.collection
        if collection.has_texts and collection.quote_counts is None:
            session.remark("the quotes are still being checked; try again when that is done")
            return
        selection = select(session.index, session.view.query, self._live)
        if not selection.excerpts:
            session.remark("nothing is found here that could be exported")
            return
        stem = collection.alone.id if collection.alone else "dialogues"
        files = {free_name(stem, each.ending): each for each in FORMATS.values()}

        def write(file: str) -> None:
            self._screen.spawn(partial(self._write, selection, files[file], file))

        self._screen.choose({each.about: file for file, each in files.items()}, "Export", write)

    async def _write(self, selection: "Selection", form: "Format", file: str) -> None:
        """Write a file, piece by piece between keys; say what became of it."""
        from tiptui.files.saving import save_all

        pieces, began = [], perf_counter()
        try:
            for piece in form.write(selection):
                pieces.append(piece)
                if perf_counter() - began > AT_ONCE:
                    await asyncio.sleep(0)
                    began = perf_counter()
            save_all({file: b"".join(pieces), **form.write_beside(selection, file)})
        except (NoInput, NoOutput) as error:
            self._session.remark(f"not exported: {error}")
            return
        claims = sum(len(each.claims) for each in selection.excerpts)
        speakers = sum(len(each.people) for each in selection.excerpts)
        amount = f"{plural(claims, 'claim')} and {plural(speakers, 'speaker')}"
        self._session.remark(f"{amount} written to {Path.cwd() / file}")

    def open_address(self) -> None:
        """Open the address of the source at the words under the cursor."""
        from tiptui.files.programs import address, open_address, opener

        scene, url = self._session.scene, ""
        _, evidence = scene.proof
        if evidence and scene.dialogue:
            cited = Quotation(scene.dialogue.things.event, evidence)
            url = address(cited.source.url, evidence.exact, cited.moment) if cited.source else ""
        if not evidence:
            remark = "no quote is recorded for this: no address to open"
        elif not url:
            remark = "this source has no address to open"
        elif opener() and open_address(url):
            remark = f"opening {url}"
        else:
            remark = f"no browser to open {url}"
        self._session.remark(remark)
