"""The sources and the grid, which take the place of the lists: made ready between keys."""

import asyncio
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

from tiptui.text.visible import plural
from tiptui.ui.actions.live_files import without_collecting
from tiptui.ui.actions.session import Choice, Session
from tiptui.view.following import open_sources
from tiptui.view.grid import NAMES, Axis, fields_to_cross, open_grid, take_field
from tiptui.view.state import Pane, View, enter

AT_ONCE = 0.1
"""Seconds that making what is counted may take before a frame says that there is a wait."""


def prepare_source(session: Session) -> None:
    """Look through a large text in a thread, so that no key waits for it."""
    dialogue = session.scene.dialogue
    if session.scene.is_ready or dialogue is None or session.prepared is dialogue:
        return
    session.prepared = dialogue

    async def prepare() -> None:
        await asyncio.to_thread(without_collecting, dialogue.prepare)
        if session.scene.dialogue is dialogue:
            unmoved = session.meant and session.meant[0] is session.view
            session.look(session.meant[1]() if session.meant and unmoved else session.view)

    session.screen.spawn(prepare)


def go(session: Session, change: Callable[..., View], *arguments: Any) -> None:
    """Look at what a function returns; call it again once the text is ready."""
    again = partial(change, session.scene, *arguments)
    session.go(change, *arguments)
    session.meant = None if session.scene.is_ready else (session.view, again)


def toggle_source(session: Session) -> None:
    """Open the sources; close them where they are open."""
    if session.view.main is Pane.SOURCE:
        session.back()
    else:
        go(session, open_sources)


def prepare_grid(session: Session) -> None:
    """Make what the grid counts; what takes long is made between keys."""
    grid = session.view.grid
    wanted = session.index.columns, grid.rows, grid.columns
    if session.made == wanted:
        return
    session.made = wanted
    making = session.making = wanted[0].make(wanted[1:])

    async def make() -> None:
        for _ in making:
            await asyncio.sleep(0)
        session.redraw()

    began = perf_counter()
    for _ in making:
        if perf_counter() - began > AT_ONCE:
            session.screen.spawn(make)
            return


def choose_field(session: Session, axis: Axis) -> None:
    """Offer the fields for an axis, with how many values each has in what is found."""
    scene = session.scene
    fields, take = fields_to_cross(scene), partial(session.see, take_field, axis)
    choices = [
        Choice(NAMES[field].capitalize(), plural(count, "value") if count else "none", field)
        for field, count in fields.items()
    ]
    present = [*fields].index(getattr(scene.view.grid, axis))
    session.screen.choose(choices, axis.capitalize(), take, present)


def toggle_grid(session: Session) -> None:
    """Open the grid; leave it where it is open, with its query, for where it was opened."""
    if session.view.main is not Pane.GRID:
        session.go(open_grid)
    else:
        before = session.history.past[-1]
        session.go(lambda scene: enter(scene.view, before.main))
