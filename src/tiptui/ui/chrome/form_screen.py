"""Forms over the browser: of an edit of records, and of the path of an export."""

from collections.abc import Sequence
from itertools import chain
from math import inf
from typing import ClassVar

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from tiptui.editing.completion import offer
from tiptui.editing.edit import ORDER, SEPARATOR, Edit, fault, hint
from tiptui.editing.edit_steps import Unfinished, steps_of
from tiptui.editing.questions import news, question
from tiptui.text.visible import UNPRINTABLE, clip, few
from tiptui.ui.actions.adding import WRITING, write
from tiptui.ui.actions.exporting import Export
from tiptui.ui.actions.session import Session
from tiptui.ui.chrome.overlays import Overlay
from tiptui.ui.terminal.widths import fit
from tiptui.view import form

LEAVE = "nothing is written yet: esc again leaves, ^s writes"
AHEAD = "what was typed before the form was here is left out"
LABEL = 9  # the least cells of the name of a field
ARROWS = "← → move the end by a word, ↑ ↓ the start, home end to the whole sentence; tab goes on"
CHOOSE = "← → choose what to add"
TYPE = "type to write your own words, or tab goes on"


class FormLine(Label, can_focus=True):
    """A line of the form that keys change, not typed into."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "screen.change(1, -1)"),
        Binding("right,l,space", "screen.change(1, 1)"),
        Binding("up,k", "screen.change(0, -1)"),
        Binding("down,j", "screen.change(0, 1)"),
        Binding("home", "screen.change(0, -1, True)"),
        Binding("end", "screen.change(1, 1, True)"),
    ]


class HiddenLetters(Highlighter):
    """A sign instead of each letter that is hidden, or that a terminal would obey."""

    def highlight(self, text: Text) -> None:
        text.plain = UNPRINTABLE.sub("�", text.plain)


class FormField(Input, inherit_bindings=False):
    """A line that is typed into; keys that scroll elsewhere are for the form."""

    BINDINGS = Input.BINDINGS
    cursor_blink = False

    def __init__(self, value: str, id: str | None = None) -> None:
        super().__init__(value, highlighter=HiddenLetters(), id=id, select_on_focus=False)

    def on_focus(self) -> None:
        """Bring the caret into sight, as `Input` does once it is moved."""
        at, self.cursor_position = self.cursor_position, 0
        self.cursor_position = at

    def on_blur(self) -> None:
        """Show the beginning of a long value."""
        self.scroll_to(0, animate=False, force=True)

    def on_resize(self) -> None:
        (self.on_focus if self.has_focus else self.on_blur)()


class Remark(Label):
    """The lines at the end of a form, over its fields where there is little room."""

    def on_resize(self) -> None:
        """Bring the field with the keyboard into sight."""
        if self.screen.focused:
            self.screen.focused.scroll_visible(animate=False, immediate=True)


class FormScreen(Overlay[bool]):
    """The form of an edit: kind, words, fields, remark; it closes with True if it added one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", priority=True),
        Binding("ctrl+s", "add", priority=True),
        Binding("tab", "complete", priority=True),
        Binding("shift+tab", "step(-1)"),
        Binding("f1", "app.help"),
        Binding("f2", "words"),
        Binding("escape", "leave"),
    ]

    def __init__(self, session: Session, kinds: Sequence[Edit], at_words: bool) -> None:
        super().__init__()
        self._session, self._kinds, self._at_words = session, kinds, at_words
        self._number, self._begun = 0, kinds[0]
        self._what, self._words = FormLine(id="what" if kinds[1:] else "for"), FormLine(id="words")
        names = dict.fromkeys(chain(ORDER if kinds[1:] else (), *(kind.fields for kind in kinds)))
        values = self._begun.values
        self._fields = {name: FormField(values.get(name, ""), name) for name in names}
        self._remark = Remark(id="remark")
        self._asked: tuple[str, Edit] | None = None  # the last question, and its edit
        self._drawn: Edit | None = None
        self._said = ""  # the answer to the last key
        self._ahead = ""  # the remark on keys of before, until their field is left
        self._since = inf  # the time of the first frame, as events count it

    @property
    def edit(self) -> Edit:
        values = {name: field.value for name, field in self._fields.items()}
        return self._begun._replace(values=values)

    def compose(self) -> ComposeResult:
        with Vertical() as lines:
            lines.border_title = Content(fit(form.title_of(self._begun, self._session.collection)))
            verb = "change" if self._begun.kind == "correction" else "add"
            key = "f2 words" if self._begun.words else "tab next"
            lines.border_subtitle = Content(f"^s {verb} · {key} · esc back")
            width = max(LABEL, *(len(name) + 1 for name in self._fields))
            for line in (self._what, self._words, *self._fields.values()):
                label = Label((line.id or "").replace("_", " "), classes="label")
                label.styles.width = width
                yield Horizontal(label, line)
            yield self._remark

    def on_mount(self) -> None:
        self._show()
        at_words = self._at_words and self._begun.words
        self.set_focus(self._words if at_words else self._fields[next(iter(self._begun.fields))])
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._since = events.Idle().time
        self._show(self._said)  # now that the fields have widths

    @property
    def _seen(self) -> list[Widget]:
        """The lines in sight in their order; the words only while they have the keyboard."""
        what = [self._what] if self._kinds[1:] else []
        words = [self._words] if self.focused is self._words else []
        return [*what, *words, *map(self._fields.__getitem__, self._begun.fields)]

    def _show(self, remark: str = "") -> None:
        """Draw the edit; a remark goes before its news."""
        self._said, self._drawn = remark, (edit := self.edit)
        moving = self.focused is self._words
        key, offered, most = edit.fields.get(self._field), self._offered, self.size.area // 10
        value = edit.value(self._field) if key else ""
        is_cut = self.focused and 0 < self.focused.size.width <= cell_len(value)
        advice = clip(value, most) if is_cut else CHOOSE if self.focused is self._what else ""
        if key and not value:
            advice = hint(key, edit.is_many)
        tip = f'Tab: use "{clip(offered)}"' if offered else advice
        new = news(edit, self._session.collection)
        said = remark or " · ".join(filter(None, (ARROWS if moving else tip, *new, self._ahead)))
        for line, text in (
            (self._what, form.name_kinds(self._kinds, self._number, most)),
            (self._words, form.tell_words(edit, moving, most)),
            (self._remark, said),
        ):
            line.update(Content(fit(text)))
        read = [self._words] if edit.words else [] if edit.kind == "correction" else [self._what]
        seen = {*self._seen, *read}
        for field in (self._what, self._words, *self._fields.values()):
            assert isinstance(field.parent, Widget)
            field.parent.display = field in seen

    @property
    def _field(self) -> str:
        """The field that has the keyboard, if any."""
        return (isinstance(self.focused, Input) and self.focused.id) or ""

    @property
    def _offered(self) -> str:
        field = self._field
        return offer(self.edit, self._session.collection, field) if field else ""

    # Keys.

    async def on_key(self, event: events.Key) -> None:
        """Leave out a key that was pressed before its reader saw the form, but for quitting."""
        if event.time < self._since and event.key not in self.below:
            self._ahead = AHEAD
            self._show()
        else:
            await super().on_key(event)

    def on_input_changed(self) -> None:
        if self.edit != self._drawn:  # else the answer to a later key is drawn already
            self._show()

    def on_descendant_focus(self) -> None:
        self._show(self._said)

    def action_step(self, steps: int) -> None:
        """Go down or (less than 0) up; single steps go around the ends."""
        lines, self._ahead = self._seen, ""
        self._show(fault(self.edit, self._field))
        here = lines.index(self.focused) if self.focused in lines else 0
        to = (here + steps) % len(lines) if abs(steps) == 1 else here + steps
        self.set_focus(lines[max(0, min(to, len(lines) - 1))])

    def action_complete(self) -> None:
        if isinstance(self.focused, Input) and (found := self._offered):
            before, separator, _ = self.focused.value.rpartition(SEPARATOR)
            end = f"{SEPARATOR} " if self.edit.fields[self._field].is_list else ""
            self.focused.value = f"{before}{separator} {found}{end}".lstrip()
            self.focused.cursor_position = len(self.focused.value)
            if self._field == "text":
                self.focused.select_all()
            self._show(TYPE if self._field == "text" else end and "tab next, or write another")
        else:
            self.action_step(1)

    def action_change(self, end: int, steps: int, far: bool = False) -> None:
        """Move an end of the words; on the line above, choose a kind or (end 0) go up or down."""
        if self.focused is self._words:
            self._begun = form.move_end(self._begun, end, steps, far)
        elif end:
            self._number = (self._number + steps) % len(self._kinds)
            chosen = self._kinds[self._number]
            self._begun = self._begun._replace(kind=chosen.kind, ids=chosen.ids)
        else:
            self.action_step(steps)
        self._show()

    def action_words(self) -> None:
        if self._begun.words:
            self._said = ""
            self.set_focus(self._words)

    def _is_asked(self, question: str) -> bool:
        """Ask about the present values; return whether the same was asked already."""
        asked, self._asked = self._asked, (question, self.edit)
        if asked != self._asked:
            self._show(question)
        return asked == self._asked

    def action_leave(self) -> None:
        begun = self._kinds[0].values
        has_words = any(field.value != begun.get(id, "") for id, field in self._fields.items())
        if self.focused is self._words:
            self.action_step(1)
        elif not has_words or self._is_asked(LEAVE):
            self.action_close()

    def action_go_on(self) -> None:
        """Go to the next field; from the last one, change the records, a thing after a question."""
        edit = self.edit
        names = [name for name in edit.fields if edit.is_changed(name)]
        is_asked = names and edit.kind == "correction"
        if self.focused is not self._seen[-1]:
            self.action_step(1)
        elif not is_asked or self._is_asked(f"once more changes {few(names)}"):
            self.action_add()

    def action_add(self, has_said: bool = False) -> None:
        """Change the records, if nothing is left to ask; say first that many take seconds."""
        edit, failure = self.edit, ""
        if not self.is_active:
            return  # another Enter has added it
        if edit.others and not has_said:
            self._show(WRITING)
            self.call_after_refresh(self.action_add, True)
            return
        try:
            steps_of(edit, self._session.collection)
            asked = question(edit, self._session.collection)
            if asked and not self._is_asked(asked):
                return
            self._begun, failure = write(self._session, edit)
            for name, value in self._begun.values.items():
                if name in self._fields and self._fields[name].value != value:
                    self._fields[name].value = value
        except Unfinished as unfinished:
            field, message = unfinished.args
            self._said = failure = f"{field}: {message}"
            self.set_focus(self._fields.get(field, self._what))
        if failure:
            self._asked = self._asked and (self._asked[0], self.edit)
            self._show(failure)
        else:
            self.action_close(True)


class PathForm(Overlay[bool]):
    """The path of an export, and a remark; it closes with True to go back to the formats."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", priority=True),
        Binding("escape", "close(True)"),
    ]

    def __init__(self, export: Export) -> None:
        super().__init__()
        self._export = export
        self._path = FormField(export.path)
        self._remark = Label(id="remark")

    def compose(self) -> ComposeResult:
        with Vertical() as lines:
            lines.border_title = Content(fit(f"Export {self._export.name} · {self._export.holds}"))
            lines.border_subtitle = Content("⏎ write · esc back")
            yield from (self._path, self._remark)

    def on_unmount(self) -> None:
        self._export.give_up()

    def action_write(self) -> None:
        self._remark.update("writing … · esc stops")
        self.call_after_refresh(self._export.save, self._path.value, self._end)

    def _end(self, failure: str) -> None:
        self._remark.update(Content(fit(failure)))
        if not failure:
            self.action_close()
