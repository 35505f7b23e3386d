"""The help: the signs, the keys and the query, from their declarations."""

from collections.abc import Collection, Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tiptui.collection.facts import SIGNS
from tiptui.collection.naming import NOBODY, plain_name
from tiptui.files.config import UNSET, Config
from tiptui.search.query import FIELDS
from tiptui.ui.actions.keys import BY_ID, GROUPS, RANKED, Area, Command, key_to, with_keys
from tiptui.ui.chrome.overlays import Overlay
from tiptui.ui.panes.cursor_pane import CURSOR, MARK, write_keys
from tiptui.ui.panes.lists import BAR_OF_COUNT
from tiptui.ui.terminal.widths import fit
from tiptui.view.state import Pane
from tiptui.view.tabs import ASKS, BOOKMARK

SEARCH_HINT = (
    'A row matches when each word is somewhere in it, in any order, each "phrase" as it stands; '
    "case, accents, apostrophes and dashes do not matter. Before a term, - means not; between "
    "terms, | means or; status:none finds recommendations without a response. "
    "Following a row writes a term; more can be typed, with a comma for or:"
)
SEEN_FIRST = (
    ("2·3", "of a speaker: 2 statements · 3 recommendations"),
    (MARK, "belongs to the row under the cursor"),
    (BAR_OF_COUNT * 3, "how many claims, beside the largest count"),
    ("A → B", "A asks B to act"),
    (f"→ {NOBODY}", "the recommendation names nobody who is to act"),
    ("text not loaded", "source text: quotes are not checked; see --source"),
)
"""The signs and words of the first screen that a newcomer can't guess, with their meanings."""

MEANINGS = (
    (CURSOR, "the cursor: the detail tells all about this row"),
    ("3 of 11", "so many of all are found by the query; 3/11 in a narrow title"),
    ("¶4", "the fourth paragraph of the source"),
    ("“words”", "the source's own words; all others are the record-keeper's"),
    ("reported", "the source tells what was said"),
    ("quoted", "the source gives what was said word for word"),
    ("verbatim", "these words stand in that paragraph, letter for letter"),
    ("normalized", "they stand there but for case, spaces, quotation marks, dashes"),
    ("not found", "they stand nowhere in it"),
    ("not checked", "the text of the source is not loaded"),
    *((sign, status.replace("-", " ")) for status, sign in SIGNS.items()),
    ("!", "overdue: its due date is past, and it is neither implemented nor rejected"),
    (BOOKMARK, "marked by m; is:marked finds all marks"),
    (ASKS, "a sentence of the source that asks, and that no claim cites"),
)
"""The other signs and words of the screen with their meanings."""

FIRST = ("search", "follow", "back", "evidence", "quit")  # commands that a newcomer needs

WIDEST, FRAME = 69, 5  # cells of the text, and beside it
KEYS = 19  # cells for the keys, left of their meanings
NARROW = 50  # cells of a page on which longer keys stand above their meanings
KEYS_IF_NARROW = 6


def help_text(area: Area, width: int, config: Config = UNSET) -> Content:
    """Return the help in lines of at most `width` cells, with keys that the reader set."""
    keys = config.keys
    here = [BY_ID[name] for name in RANKED[area] if name not in FIRST]
    panes = (Pane.EVENT, Pane.SPEAKERS, Pane.RECOMMENDATIONS, Pane.DETAIL)

    def rows_of(commands: Iterable[Command]) -> list[tuple[str, str]]:
        return [(write_keys(row.keys), row.tooltip) for row in with_keys(commands, keys)]

    to_panes = write_keys(",".join(key_to(pane, keys) for pane in panes))
    first = [(to_panes, f"Go to {', '.join(panes)}"), *rows_of(BY_ID[name] for name in FIRST)]
    groups = [("On the screen", SEEN_FIRST), ("To begin with", first)]
    groups += [(f"Keys {area}", rows_of(here)), ("Signs", MEANINGS)]
    for group, commands in GROUPS:
        others = (other for other in commands if other not in here and other.id not in FIRST)
        groups.append((group, rows_of(others)))
    if config.file:
        own = f"keys, a colour theme and queries of your own: {config.file}"
        groups.append(("Settings", [("config.toml", own)]))
    lines: list[Content] = []
    for title, rows in groups:
        lines += [Content.styled(title, "bold"), *_table(rows, width), Content("")]
    lines += [Content.styled("The query", "bold"), *Content(SEARCH_HINT).wrap(width)]
    plain = {name: f" (or {plain_name(name)}:)" for name in FIELDS if plain_name(name) != name}
    fields = ((f"{name}:", of.about + plain.get(name, "")) for name, of in FIELDS.items())
    lines += _table(fields, width)
    return Content("\n").join(lines)


def _table(rows: Iterable[tuple[str, str]], width: int) -> Iterator[Content]:
    indent = KEYS if width > NARROW else KEYS_IF_NARROW
    for keys, words in rows:
        first, *rest = Content(fit(words)).wrap(max(8, width - indent))
        name = Content.styled(f"  {keys:<{indent - 2}}", "bold $text-accent")
        if len(keys) + 2 < indent:
            name += first
        else:
            rest.insert(0, first)
        yield name
        yield from (" " * indent + line for line in rest)


class Help(Overlay[None]):
    """The help over the browser; a key that it names closes it and then does its work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,f1,q,enter", "close"),
        ("space", "page(1)"),  # space turns a page here, and marks nothing below
    ]

    def __init__(self, area: Area, config: Config, below: Collection[str]) -> None:
        super().__init__()
        self._area, self._config, self.below = area, config, below

    def compose(self) -> ComposeResult:
        # Without the focus, because its own keys would scroll slowly.
        with VerticalScroll(can_focus=False) as page:
            page.border_title = "Help"
            page.border_subtitle = "j k scroll · esc back"
            width = min(WIDEST, self.app.size.width - FRAME)
            yield Static(help_text(self._area, max(1, width), self._config))

    def action_step(self, steps: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=steps, animate=False, immediate=True)
