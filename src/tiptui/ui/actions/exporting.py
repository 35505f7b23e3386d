"""Exports of what is shown, written to the current folder."""

import asyncio
from functools import partial
from pathlib import Path
from time import perf_counter

from tiptui.files.output import NoOutput
from tiptui.files.saving import free_name, save
from tiptui.report.export import FORMATS, Format, Selection, select
from tiptui.text.visible import plural
from tiptui.ui.actions.session import Screen, Session

AT_ONCE = 0.01
"""Seconds that are written before the next key is looked for."""


def offer_export(session: Session, screen: Screen) -> None:
    """Offer the formats, each with the file in the current folder that it would be written to."""
    collection = session.collection
    if collection.has_texts and collection.quote_counts is None:
        session.remark("the quotes are still being checked; try again when that is done")
        return
    selection = select(session.index, session.view.query)
    if not selection.excerpts:
        session.remark("nothing is found here that could be exported")
        return
    stem = collection.alone.id if collection.alone else "dialogues"
    files = {free_name(stem, each.ending): each for each in FORMATS.values()}

    def write(file: str | None) -> None:
        if file is not None:
            screen.spawn(partial(_write, session, selection, files[file], file))

    screen.choose({each.about: file for file, each in files.items()}, "Export", write)


async def _write(session: Session, selection: Selection, form: Format, file: str) -> None:
    """Write a file, piece by piece between keys; say what became of it."""
    pieces, began = [], perf_counter()
    for piece in form.write(selection):
        pieces.append(piece)
        if perf_counter() - began > AT_ONCE:
            await asyncio.sleep(0)
            began = perf_counter()
    try:
        save(file, "".join(pieces))
    except NoOutput as error:
        session.remark(f"not exported: {error}")
    else:
        session.remark(f"{_amount(selection)} written to {Path.cwd() / file}")


def _amount(selection: Selection) -> str:
    claims = sum(len(each.claims) for each in selection.excerpts)
    speakers = sum(len(each.people) for each in selection.excerpts)
    return f"{plural(claims, 'claim')} and {plural(speakers, 'speaker')}"
