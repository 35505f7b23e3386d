"""The form over the browser in which something is added to a record."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.text.visible import clip, visible
from tiptui.ui.chrome.overlays import Overlay
from tiptui.ui.terminal.widths import fitted
from tiptui.view.form import (
    FIELDS,
    SEPARATOR,
    Addition,
    Field,
    Unfinished,
    is_quoted,
    items,
    move_end,
    news,
    offer,
)

NO_BREAK = "\N{NO-BREAK SPACE}"

WORDS = {"proof": "more words for {}"}
"""What kinds are called, where not as they are."""


class Line(Widget, can_focus=True):
    """A line of the form that keys change, other than by typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "screen.change(-1)"),
        Binding("right,l,space", "screen.change(1)"),
        Binding("up,k", "screen.turn_end"),
        Binding("down,j", "screen.turn_end"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.content = Content()

    def show(self, content: Content) -> None:
        """Show other words."""
        if content != self.content:
            self.content = content
            self.refresh(layout=True)

    def render(self) -> Content:
        return self.content


class FormScreen(Overlay[bool]):
    """The fields of what is added; closes with True when it was added."""

    DEFAULT_CSS = """
    FormScreen {
        align: center bottom;

        & > VerticalScroll { width: 100%; color: $foreground; }
        & Line { width: 1fr; height: auto; }
        & Line:focus { background: $primary 30%; }
        &:ansi Line:focus, &:ansi Input:focus { background: $background; text-style: reverse; }
        &:nocolor Line:focus, &:nocolor Input:focus { text-style: reverse; }
        & Horizontal { height: auto; }
        & .label { width: 9; color: $text-primary; }
        & Input { width: 1fr; border: none; height: 1; padding: 0; background: $background; }
        & Input:focus { border: none; background: $primary 30%; }
        & #remark { width: 100%; color: $text-warning; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", priority=True),
        Binding("tab", "take", priority=True),
        Binding("down", "go(1)"),
        Binding("shift+tab,up", "go(-1)"),
        Binding("f1", "app.help"),
        Binding("f2", "words"),
        Binding("f3", "further"),
        Binding("escape", "close"),
    ]

    def __init__(
        self,
        kinds: Sequence[Addition],
        collection: Collection,
        add: Callable[[Addition], tuple[Addition, str]],
        at_words: bool,
    ) -> None:
        """Make a form for one of some kinds of additions, which begins at the words or the text.

        `add` adds what is written, and returns it as it is to be written now with what keeps it
        from being added; nothing where it was added.
        """
        super().__init__()
        self._kinds = kinds
        self._collection = collection
        self._add = add
        self._at_words = at_words
        self._number = 0
        """The number of the kind that is chosen."""
        self._shows_further = False
        self._end = "end"
        """Which end of the words the arrows move."""
        self._begun = kinds[0]
        self._typed: dict[str, Input] = {}
        self._asked: Addition | None = None
        """Of which it was asked if the text is meant to be the source's own words."""
        self._drawn: Addition | None = None
        self._said = ""
        """What answers the last key."""

    @property
    def addition(self) -> Addition:
        """What is written now."""
        return self._begun._replace(values={name: each.value for name, each in self._typed.items()})

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False) as page:
            page.border_title = Content(fitted(f"Add to {base_name(self._begun.dialogue.file)}"))
            page.border_subtitle = Content("⏎ adds · tab next · f2 the words · esc leaves")
            for name in ("what", "words"):
                yield Horizontal(Label(name, classes="label"), Line(name))
            for name, *_ in FIELDS[self._begun.kind]:
                typed = Input(self._begun.values.get(name, ""), id=name, select_on_focus=False)
                typed.cursor_blink = False
                self._typed[name] = typed
                yield Horizontal(Label(name, classes="label"), typed, id=f"line-{name}")
            yield Label("", id="remark")

    def on_mount(self) -> None:
        self._show()
        first = "words" if self._at_words else FIELDS[self._begun.kind][0].name
        self.set_focus(self.query_one(f"#{first}"))

    # Drawing.

    def _show(self, remark: str = "") -> None:
        """Show what follows from what is written; a remark goes before what is said of it."""
        self._said, self._drawn = remark, self.addition
        addition = self._drawn
        self.query_one("#what", Line).show(self._what())
        self.query_one("#words", Line).show(self._words())
        seen = {each.name for each in FIELDS[addition.kind] if self._is_seen(each)}
        for name in self._typed:
            self.query_one(f"#line-{name}").display = name in seen
        said = [remark] if remark else [*self._offered(), *news(addition)]
        self.query_one("#remark", Label).update(Content(fitted(" · ".join(map(visible, said)))))

    def _is_seen(self, field: Field) -> bool:
        return self._shows_further or not field.is_further or bool(self.addition.value(field.name))

    def _what(self) -> Content:
        names = [WORDS.get(each.kind, each.kind).format(each.claim) for each in self._kinds]
        marks = ("(•)" if n == self._number else "( )" for n in range(len(names)))
        # A mark and its name stay on one line.
        said = (
            f"{mark} {name}".replace(" ", NO_BREAK) for mark, name in zip(marks, names, strict=True)
        )
        return Content(fitted("   ".join(map(visible, said))))

    def _words(self) -> Content:
        addition, located = self.addition, self.addition.located
        if not (addition.words and located):
            return Content("none: nothing of a source proves this")
        times = located.occurrences
        where = "one place" if times == 1 else f"{times} places of the paragraph"
        exact = visible(addition.exact)
        quoted = f"“{exact}”"
        if self.query_one("#words").has_focus:
            quoted = f"“{exact}▕”" if self._end == "end" else f"“▏{exact}”"
        return Content(fitted(f"¶{addition.words.paragraph} {quoted}  {located.status} · {where}"))

    def _offered(self) -> list[str]:
        field = self._field
        found = offer(self.addition, self._collection, field) if field else ""
        return [f'Tab: use "{clip(found)}"'] if found else []

    # What the reader does.

    @property
    def _field(self) -> str:
        """The field in which is written; empty for none."""
        return self.focused.id or "" if isinstance(self.focused, Input) else ""

    def take_letter(self, letter: str) -> bool:
        if isinstance(self.focused, Input):
            self.focused.insert_text_at_cursor(letter)
        return isinstance(self.focused, Input)

    def on_input_changed(self) -> None:
        if self.addition != self._drawn:  # else the key after it is answered already
            self._show()

    def on_descendant_focus(self) -> None:
        self._show(self._said)

    def action_go(self, steps: int) -> None:
        """Go to the next line, or (less than 0) to the one before."""
        lines = ["what", "words"]
        lines += [each.name for each in FIELDS[self._begun.kind] if self._is_seen(each)]
        here = lines.index(self.focused.id) if self.focused and self.focused.id in lines else 0
        self._said = ""
        self.set_focus(self.query_one(f"#{lines[(here + steps) % len(lines)]}"))

    def action_take(self) -> None:
        """Take what is offered, else go to the next line."""
        field = self._field
        found = offer(self.addition, self._collection, field) if field else ""
        if not found:
            self.action_go(1)
            return
        typed = self._typed[field]
        before, separator, _ = typed.value.rpartition(SEPARATOR)
        typed.value = f"{before}{separator} {found}".strip()
        typed.cursor_position = len(typed.value)

    def action_change(self, steps: int) -> None:
        """Change the line that has the keyboard: the kind, or an end of the words."""
        if self.focused and self.focused.id == "words":
            self._begun = move_end(self._begun, steps, self._end)
        else:
            self._number = (self._number + steps) % len(self._kinds)
            chosen = self._kinds[self._number]
            self._begun = self._begun._replace(kind=chosen.kind, claim=chosen.claim)
        self._show()

    def action_turn_end(self) -> None:
        """Have the arrows move the other end of the words."""
        if self.focused and self.focused.id == "words":
            self._end = "start" if self._end == "end" else "end"
            self._show()

    def action_words(self) -> None:
        """Go to the words, or back to what is written."""
        self.set_focus(self.query_one("#words"))
        self._show("← → move the end of the words by a word, ↑ the other end; tab goes on")

    def action_further(self) -> None:
        """Show the fields that are seldom filled in, or hide those that are empty."""
        self._shows_further = not self._shows_further
        self._show()

    def action_add(self) -> None:
        """Add what is written, once it is whole; ask where its text is the source's own words."""
        addition = self.addition
        try:
            items(addition, self._collection)
        except Unfinished as unfinished:
            self.set_focus(self._typed[unfinished.field])
            self._show(f"{unfinished.field}: {unfinished}")
            return
        if is_quoted(addition) and FIELDS[addition.kind] and self._asked != addition:
            self._asked = addition
            self._show("these are the source's words, not yours: ⏎ adds them as quoted")
            return
        self._begun, failure = self._add(addition)
        if failure:
            self._show(failure)
        else:
            self.close(True)
