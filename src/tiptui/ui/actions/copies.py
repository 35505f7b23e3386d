"""A copy to edit of what is not the reader's to edit. It knows nothing of Textual."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tiptui.collection.live import Live
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.record.problem import Place
from tiptui.text.visible import visible
from tiptui.ui.actions.session import Session

if TYPE_CHECKING:
    from tiptui.report.citations import Choice

TITLE = "This record is not yours to change: edit a copy?"


class Asking(Protocol):
    """What asks the reader."""

    def choose(
        self, choices: "Sequence[Choice]", title: str, done: Callable[[str | None], None]
    ) -> None:
        """Open a menu over the panes."""


class Copies:
    """Offers copies in the current folder; `edit` opens one, and says words when that is done."""

    def __init__(
        self, session: Session, live: Live, screen: Asking, edit: Callable[[str, Place, str], None]
    ) -> None:
        self._session = session
        self._live = live
        self._screen = screen
        self._edit = edit

    def offer(self, file: str, place: Place) -> bool:
        """Offer a copy of a record, or of that whose text the file is; return whether there is one.

        There is none of a text that is not in its record's folder, or below.
        """
        from tiptui.files.copying import free_folder, texts_beside
        from tiptui.report.citations import Choice

        of = next((each for each in self._live.records.values() if file in each.files), None)
        if of is None:
            return False
        dialogue = of.good.dialogue if of.good else None
        named = [each.file for each in dialogue.record.sources if each.file] if dialogue else []
        texts = texts_beside(of.file, named)
        beside, name = os.path.split(of.file)
        edited = name if file == of.file else os.path.relpath(file, beside or os.curdir)
        if edited not in (name, *texts):
            return False
        folder = free_folder(of.file, texts)
        there = f" ({name} is there already)" if folder else ""
        words = visible(os.path.join(os.getcwd(), folder, edited)) + there  # noqa: PTH109, PTH118
        make = partial(self._copy, of.file, texts, folder, edited, place)
        self._screen.choose([Choice("copy to", words)], TITLE, make)
        return True

    def _copy(
        self,
        file: str,
        texts: Sequence[str],
        folder: str,
        edited: str,
        place: Place,
        taken: str | None,
    ) -> None:
        from shlex import quote

        from tiptui.files.copying import copy_record

        if taken is None:
            return
        try:
            record = copy_record(file, texts, folder)
        except (NoInput, NoOutput) as error:
            self._session.remark(f"no copy: {error}")
            return
        words = f"saved, but not what you see: tiptui {visible(quote(record))} opens your copy"
        self._edit(os.path.join(folder, edited), place, words)  # noqa: PTH118
