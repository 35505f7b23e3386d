"""The list of dialogues: those of a series under its name, and files that are none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from textual.content import Content

from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.record.follow_up import statuses
from tiptui.text.visible import plural, short_date
from tiptui.ui.panes.markup import SIGNS, marked_up
from tiptui.ui.panes.page import GAP, Block
from tiptui.view.shown import PageShown

_LINES = 3
"""As many as most dialogues take."""


class DialogueSections:
    """A section for each dialogue: its name; when, where, how many spoke and what became of it."""

    def __init__(self, collection: Collection, shown: PageShown) -> None:
        self._collection = collection
        self._names = cast(Sequence[str], shown.stops)
        self._words = shown.words
        self._ordered = shown.subject != "dialogues"

    def __len__(self) -> int:
        return max(1, len(self._names))

    def guess(self, _width: int) -> list[int]:
        return [_LINES] * len(self)

    def section_of(self, stop: int) -> int:
        return stop

    def blocks(self, section: int) -> Iterable[Block]:
        if not self._names:
            return [Block(Content.styled("No dialogue", "muted"))]
        return self._row(section)

    def _row(self, number: int) -> Iterator[Block]:
        name = self._names[number]
        heading = self._series(number)
        before = self._series(number - 1) if number else ""
        if heading != before:
            if number:
                yield GAP
            yield Block(marked_up(heading or "No series", style="label"))
        if trouble := self._collection.trouble(name):
            file = marked_up(base_name(trouble.file), style="wrong")
            yield Block(file + "\n" + marked_up(trouble.words, style="muted"), number)
            return
        record = self._collection[name].dialogue.record
        event = record.event
        counts = statuses(record.recommendations)
        signs = [f"{SIGNS[each]}{counts[each]:,}" for each in SIGNS if counts[each]]
        asked = [f"{counts.total():,} asked"] if counts else []
        facts = [short_date(event.start_date), event.place]
        facts += [plural(len(record.speakers), "speaker"), " ".join([*asked, *signs])]
        below = marked_up(" · ".join(filter(None, facts)), self._words, "muted")
        yield Block(marked_up(event.name, self._words, "name") + "\n" + below, number)

    def _series(self, number: int) -> str:
        """Return the heading of a dialogue; none where they are not in their own order."""
        name = self._names[number]
        if self._words or self._ordered:
            return ""
        event = self._collection.get(name)
        return event.dialogue.record.event.series if event else "Not opened"
