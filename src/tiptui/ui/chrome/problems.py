"""The list of problems over the browser: each with its place, to be opened in the editor."""

from time import localtime, strftime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tiptui.collection.live import Live
from tiptui.collection.opening import base_name, shown_name
from tiptui.record.problem import Problem, tally
from tiptui.ui.chrome.menu import Choice, Choosing
from tiptui.ui.terminal.widths import fitted
from tiptui.view.shown import quotations_of

Wrong = tuple[str, Problem]
"""A problem, and the file that it is in."""


def rows(live: Live) -> list[tuple[Choice, Wrong | None]]:
    """Return a line for each thing that is wrong: what can't be read, errors, then warnings.

    Where a newest reading gave no record, the last line says when what is shown was read.
    """
    listed: list[tuple[Choice, Wrong | None]] = [
        (Choice("unread", failure), None)
        for opened in live.newest.values()
        for failure in opened.failures
    ]
    for file, each in sorted(live.problems(), key=lambda found: found[1].warning):
        position = f"{each.position.line}:{each.position.column}"
        if not live.alone:
            position = f"{base_name(file)}:{position}"
        listed.append((Choice(position, f"{each.severity}: {each.message}"), (file, each)))
    for file, opened in live.newest.items():
        if opened.dialogue is None and opened.before:
            seen = strftime("%H:%M:%S", localtime(opened.before.time))
            what = "the record" if live.alone else shown_name(file)
            listed.append((Choice("shown", f"{what} as it was read at {seen}"), None))
    return listed


class Problems(Choosing[Wrong]):
    """Every problem of the newest reading; the result is the one to edit, or None."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = "Problems > Choices { width: 100%; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "edit", id="problems-edit"),
        Binding("escape,exclamation_mark,q", "close", "close", id="problems-close"),
    ]

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.show(live)

    def show(self, live: Live) -> None:
        """List what is wrong now; the cursor stays on what it was on, where that is there yet."""
        at = self.choices.at
        was = self._listed[at] if at < len(self._listed) else None
        listed = rows(live)
        problems = [wrong[1] for _, wrong in listed if wrong]
        failures = any(opened.failures for opened in live.newest.values())
        unread = "can't be read" if failures else ""
        quotes = quotations_of(live, live.collection).words if live.collection else ""
        wrong = tally(problems) or unread or "no errors and no warnings"
        self.choices.border_title = Content(fitted(" · ".join(filter(None, (wrong, quotes)))))
        edits = "⏎ edits · " if problems else ""
        self.choices.border_subtitle = Content(f"{edits}esc closes")
        found = listed.index(was) if was in listed else min(at, len(listed) - 1)
        self.offer(listed, max(0, found))
