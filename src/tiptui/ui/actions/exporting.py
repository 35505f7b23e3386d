"""Exports from the browser: citations, tables, files, addresses of sources.

The start does not import this.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import sleep
from typing import NamedTuple

from tiptui.collection.naming import plain_name
from tiptui.editing.edit_steps import as_yaml
from tiptui.files import programs
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.files.saving import free_name, save_all
from tiptui.record.ids import slug
from tiptui.report import citations, counting
from tiptui.report.counting import MOST_CELLS
from tiptui.report.export import FORMATS, select
from tiptui.report.tables import BYTE_ORDER_MARK
from tiptui.search.query import parse, write
from tiptui.search.rows import CLAIMS, FOUND
from tiptui.text.steps import Progress
from tiptui.text.visible import plural
from tiptui.ui.actions.editor import NOT_YOURS
from tiptui.ui.actions.job import REDRAWN
from tiptui.ui.actions.session import Choice, Session
from tiptui.view import grid
from tiptui.view.additions import begin
from tiptui.view.state import Pane


def cite(session: Session, how: str) -> None:
    """Offer citations of the claim that keys act on; in the grid, its table."""
    texts, is_grid = _texts(session), session.view.main is Pane.GRID

    def hand_over(text: str) -> None:
        if how == "copy":
            session.screen.copy(text)
            session.remark("copied · if paste fails, Y prints it when you quit")
        else:
            session.screen.print_at_end(text)
            session.remark("printed when you quit tiptui")

    if (remark := session.view.remark).startswith(NOT_YOURS):
        hand_over(remark.removeprefix(NOT_YOURS))
        return
    if isinstance(texts, str):
        session.remark(texts)
        return
    choices = [Choice(label, text, text) for label, text in texts.items()]
    title = "Copy" if is_grid else "Cite"
    session.screen.choose(choices, title if how == "copy" else "Print at the end", hand_over)


def _texts(session: Session) -> Mapping[str, str] | str:
    """Return the texts to be copied, by their labels; else a remark why there are none."""
    if session.view.main is Pane.GRID:
        crossing, caption = grid.table(session.scene)
        if len(crossing.rows) * len(crossing.columns) > MOST_CELLS:
            return f"more than {MOST_CELLS:,} cells: / narrows the grid"
        if empty := grid.why_empty(session.scene):
            return empty
        return counting.choices(crossing, caption)
    name, evidence = session.scene.target
    texts = citations.choices(session.index, name, evidence)
    if not texts and session.scene.active_pane is Pane.SOURCE:
        kinds = begin(session.scene)
        texts = {} if isinstance(kinds, str) else as_yaml(kinds, session.collection)
    return texts or "nothing to cite here"


class Export(NamedTuple):
    """A file to write: its format, a free path, and its content, in words too."""

    session: Session
    name: str
    path: str
    holds: str
    query: str
    table: str = ""

    def save(self, typed: str, then: Callable[[str], object]) -> None:
        """Write a new file, made in a thread; `then` gets the reason why it failed, or ""."""
        file = os.path.expanduser(typed.strip())  # noqa: PTH111 (a Path refuses unknown names)
        form = FORMATS[self.name]
        if not file:
            then("not written: the path is empty")
        elif not file.endswith(form.ending):  # what was typed for another form, perhaps
            then(f"not written: its name must end in {form.ending}")
        else:
            content = partial(self._content, file)
            self.session.screen.work(
                "export", content, lambda files: then(self._write(file, files))
            )

    def give_up(self) -> None:
        self.session.screen.end_work("export")

    def _content(self, file: str, progress: Progress) -> dict[str, bytes | str] | NoInput:
        """Return the content of a file and of those beside it, or the reason why there is none."""
        if self.table:
            return {file: self.table.encode()}
        session, form = self.session, FORMATS[self.name]
        while session.collection.quote_counts is None:
            progress(0)
            sleep(REDRAWN)

        pieces: list[bytes] = []
        try:
            selection = select(session.index, self.query, session.files.live)
            for piece in form.write(selection):
                progress(0)
                pieces.append(piece)
        except NoInput as error:
            return error
        return {file: b"".join(pieces), **form.write_beside(selection, file)}

    def _write(self, file: str, files: dict[str, bytes | str] | NoInput) -> str:
        if isinstance(files, NoInput):
            return f"not written: {files}"
        try:
            save_all(files, remedy=": write another name")
        except NoOutput as error:
            return f"not written: {error}"
        names = "".join(f" · with {Path(other).name}" for other in files if other != file)
        self.session.remark(f"written to {file} · {self.holds}{names}")
        return ""


def export(session: Session) -> None:
    index, view, single = session.index, session.view, session.collection.single
    query = view.query.strip()
    if view.main is Pane.SOURCE:  # there the query searches the text
        query = "" if single else write("in", view.dialogue)
    asked = parse(query)
    found = index.hits(asked).of
    kinds = [*filter(found.get, CLAIMS)] or [*filter(found.get, FOUND)]
    holds = " · ".join(
        (f"{len(found[kind]):,} of " if len(found[kind]) < len(index.rows[kind]) else "")
        + plural(len(index.rows[kind]), kind.removesuffix("s"))
        for kind in kinds
    )
    if session.files.live.now.left or not holds:
        why = "not all records are read yet: press w once they are"
        session.remark(why if session.files.live.now.left else "nothing is found to be exported")
        return
    narrowed = slug(" ".join(map(index.facets.in_words, asked.terms)))
    stem = "-".join(filter(None, (single.id if single else "dialogues", narrowed)))
    with suppress(FileNotFoundError):  # the current folder is gone
        stem = str(Path.cwd() / stem)
    choices = [_table(session, stem)] if view.main is Pane.GRID else []
    for name, form in FORMATS.items():
        path = free_name(stem, form.ending)
        choices.append(Choice(name, form.about, Export(session, name, path, holds, query)))
    title = f"Export · {holds} · {query}".rstrip(" ·")
    session.screen.choose(choices, title, session.screen.ask_path)


def _table(session: Session, stem: str) -> Choice:
    texts, holds = _texts(session), "the table that you see"
    if isinstance(texts, str):
        return Choice("table", texts)
    stem = "-".join((stem, *map(plain_name, grid.table(session.scene)[0].fields)))
    path, table = free_name(stem, FORMATS["csv"].ending), f"{BYTE_ORDER_MARK}{texts['CSV']}\n"
    return Choice("table", holds, Export(session, "csv", path, holds, session.view.query, table))


def open_address(session: Session) -> None:
    cited, url = session.scene.quote, ""
    if cited and cited.origin:
        url = programs.address(cited.origin.facts.value("url"), cited.exact, cited.moment)
    if not url:
        session.remark("no quote with an address to open")
    else:
        is_open = programs.open_address(url)
        session.remark(f"opening {url}" if is_open else f"no browser to open {url}")
