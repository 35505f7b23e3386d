"""The words of a form: its title, its kinds, the quoted words."""

from collections.abc import Sequence

from tiptui.collection.dialogue import Dialogue, Thing
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.editing.edit import Edit
from tiptui.text.words import word
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS


def edit_marked(scene: Scene, kind: str, ref: str) -> Edit:
    """Return the edit of a thing; of all marked rows of the list if it is one of these."""
    refs = [ref]
    marked = scene.index.bookmarked_stops
    if ref in marked and ref == scene.current and scene.active_pane in LISTS:
        refs = [row for row in scene.rows(scene.active_pane) if row in marked]

    ids: dict[Dialogue, tuple[str, ...]] = {}
    for row in refs:
        thing = scene.collection[row]
        ids[thing.dialogue] = (*ids.get(thing.dialogue, ()), thing.id)

    is_many = len(refs) > 1
    edits = [Edit(dialogue, kind, ids=ids[dialogue], is_many=is_many) for dialogue in ids]
    return edits[0]._replace(others=tuple(edits[1:]))


def things_of(edit: Edit) -> list[Thing]:
    """Return the things that an edit changes in all its records."""
    things: list[Thing] = []
    for part in edit.by_record:
        things += part.things
    return things


def title_of(edit: Edit, collection: Collection) -> str:
    """Return the work of a form: `Correct theme Costs · Lowen`, `Add to m.yaml · response to …`."""
    dialogue, single = edit.dialogue, collection.single
    where = base_name(dialogue.file) if single else collection.short_names[dialogue.name]

    if edit.kind == "correction":
        title = f"Correct {edit.what()}"
        if single or edit.others or edit.things[0].kind == "event":
            return title
        return f"{title} · {where}"

    if not edit.ids:
        return f"Add to {where}"
    name = edit.describe(dialogue[edit.ids[0]].name)
    return f"Add {name}" if edit.others else f"Add to {where} · {name}"


def name_kinds(kinds: Sequence[Edit], chosen: int, most: int) -> str:
    """Return `(•) recommendation   ( ) one more quote for r3`; of one kind, what it answers.

    If that has more than `most` letters, only the chosen kind has room: `(•) response · 3 of 4`.
    """
    if len(kinds) == 1:
        first, *others = things_of(kinds[0])
        name = f"{first.reference_number or first.id} {_cut(first.name, most)}"
        return f"{name} · and {len(others):,} more" if others else name

    choices: list[str] = []
    for number, kind in enumerate(kinds):
        sign = "•" if number == chosen else " "
        name = kind.describe(kind.ids[0]) if kind.ids else kind.kind
        choices.append(f"({sign}) {name}")
    words = "   ".join(choices)
    if len(words) <= most:
        return words
    return f"{choices[chosen]} · {chosen + 1} of {len(choices)}"


def _cut(words: str, most: int) -> str:
    """Return words without their middle, of at most so many letters."""
    if len(words) <= most:
        return words
    start = words[: most // 2]
    end = words[-(most // 2) :]
    return f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"


def tell_words(edit: Edit, moving: bool, most: int) -> str:
    """Return the words and their status in the source, with signs at their ends if keys move them.

    If not, words of more than `most` letters are cut in the middle.
    """
    words, exact = edit.words, edit.exact
    if words is None:
        return ""

    status = "not found"
    if not edit.lost:
        count = edit.dialogue.texts[edit.source][words.paragraph].count(exact)
        status = "verbatim · one place" if count == 1 else f"verbatim · {count} places"

    shown = f"▏{exact}▕" if moving else _cut(exact, most)
    if not exact.startswith("“"):  # print may have marks of quotation
        shown = f"“{shown}"
    if not exact.endswith("”"):
        shown = f"{shown}”"
    return f"¶{words.paragraph} {shown}  {status}"


def move_end(edit: Edit, end: int, steps: int, far: bool = False) -> Edit:
    """Return an edit with the start (0) or end of its words moved by words; far, by sentences."""
    words = edit.words
    if not words:
        return edit

    text = edit.dialogue.texts[edit.source]
    spans = list(text.sentences[words.paragraph - 1])
    if not far:
        spans = [match.span() for match in word().finditer(text[words.paragraph])]

    place = words[1 + end]
    if steps > 0:
        place = min((span[end] for span in spans if span[end] > place), default=place)
    else:
        place = max((span[end] for span in spans if span[end] < place), default=place)

    moved = words._replace(end=place) if end else words._replace(start=place)
    return edit._replace(words=moved) if moved.start < moved.end else edit
