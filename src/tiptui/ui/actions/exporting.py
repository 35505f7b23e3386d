"""Exports from the browser: citations, tables, files, addresses of sources.

The start does not import this.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from tiptui.entries.words import plain_name
from tiptui.files import programs
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.files.saving import free_name, save_all
from tiptui.report import citations, counting
from tiptui.report.counting import MOST_CELLS, cells_of
from tiptui.report.export import FORMATS, select
from tiptui.report.tables import BYTE_ORDER_MARK
from tiptui.ui.actions.job import EXPORT_AT_ONCE, Job, in_steps
from tiptui.ui.actions.session import Choice, Session
from tiptui.view import grid
from tiptui.view.form import begin
from tiptui.view.new_items import as_yaml
from tiptui.view.state import Pane

Pieces = Callable[[], Iterator[bytes]]


def cite(session: Session, how: str) -> None:
    """Offer citations of the claim that keys act on; in the grid, its table."""
    texts, is_grid = _texts(session), session.view.main is Pane.GRID
    if isinstance(texts, str):
        session.remark(texts)
        return

    def take(text: str) -> None:
        if how == "copy":
            session.screen.copy_text(text)
            session.remark("copied · if paste fails, Y prints it when you quit")
        else:
            session.screen.print_at_end(text)
            session.remark("printed when you leave tiptui")

    choices = [Choice(label, text, text) for label, text in texts.items()]
    title = "Copy" if is_grid else "Cite"
    session.screen.choose(choices, title if how == "copy" else "Print at the end", take)


def _texts(session: Session) -> Mapping[str, str] | str:
    """Return the texts that can be copied, by their labels; else a remark why there are none."""
    if session.view.main is Pane.GRID:
        crossing, caption = grid.table(session.scene)
        if cells_of(crossing) > MOST_CELLS:
            return f"more than {MOST_CELLS:,} cells: / narrows the grid"
        return counting.choices(crossing, caption)
    name, evidence = session.scene.meant
    texts = citations.choices(session.index, name, evidence)
    if not texts and session.scene.acting is Pane.SOURCE:
        kinds = begin(session.scene)
        texts = {} if isinstance(kinds, str) else as_yaml(kinds, session.collection)
    return texts or "nothing to cite here"


def export(session: Session) -> None:
    """Offer the table in sight, and all formats, each with the name of its file."""
    collection = session.collection
    if collection.has_texts and collection.quote_counts is None:
        session.remark("the quotes are still being checked; try again when that is done")
        return
    selection = select(session.index, session.view.query, session.files.live)
    if not selection.excerpts:
        session.remark("nothing is found here that could be exported")
        return
    stem = collection.single.id if collection.single else "dialogues"
    files = [*_tables(session, stem)] if session.view.main is Pane.GRID else []
    for name, form in FORMATS.items():
        files.append((form.about, name, stem, partial(form.write, selection)))
    choices = []
    for about, name, start, pieces in files:
        file = free_name(start, FORMATS[name].ending)
        beside = partial(FORMATS[name].write_beside, selection, file)
        choices.append(Choice(about, file, partial(_write, session, file, pieces, beside)))
    # A job for each: one that is chosen meanwhile gives up none.
    session.screen.choose(choices, "Export", Job(session.screen.spawn).begin)


def _tables(session: Session, stem: str) -> Iterator[tuple[str, str, str, Pieces]]:
    """Yield the table of the grid in each form: label, format, stem of its file, pieces."""
    crossing, caption = grid.table(session.scene)
    least = min(len(crossing.rows), len(crossing.columns))
    if least > 1 and cells_of(crossing) <= MOST_CELLS:
        named = "-".join((stem, *map(plain_name, crossing.fields)))
        texts = counting.choices(crossing, caption)
        for form, name, mark in ("CSV", "csv", BYTE_ORDER_MARK), ("Markdown", "markdown", ""):
            text = f"{mark}{texts[form]}\n".encode()
            yield f"this table, as {form}", name, named, partial(iter, (text,))


async def _write(
    session: Session, file: str, pieces_of: Pieces, beside: Callable[[], Mapping[str, bytes]]
) -> None:
    """Write a file, piece by piece between keys; say where, or why it failed."""
    pieces = list[bytes]()
    try:
        await in_steps(map(pieces.append, pieces_of()), EXPORT_AT_ONCE)
        others = beside()
        save_all({file: b"".join(pieces), **others})
    except (NoInput, NoOutput) as error:
        session.remark(f"not exported: {error}")
        return
    names = "".join(f", with {Path(other).name}" for other in others)
    session.remark(f"written to {Path.cwd() / file}{names}")


def open_address(session: Session) -> None:
    cited, url = session.scene.cited, ""
    if cited and cited.source:
        url = programs.address(cited.source.facts.value("url"), cited.exact, cited.moment)
    if not cited:
        remark = "no quote is recorded for this: no address to open"
    elif not url:
        remark = "this source has no address to open"
    elif programs.opener() and programs.open_address(url):
        remark = f"opening {url}"
    else:
        remark = f"no browser to open {url}"
    session.remark(remark)
