"""The words of a form: its title, its kinds, the quoted words."""

from collections import defaultdict
from collections.abc import Sequence

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.documents.document import TextSpan
from tiptui.editing.edit import Edit
from tiptui.text.words import word
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS


def edit_marked(scene: Scene, kind: str, ref: str) -> Edit:
    """Return the edit of a thing; of all marked rows of the list if it is one of these."""
    marked, is_row = (
        scene.index.bookmarked_stops,
        ref == scene.current and scene.active_pane in LISTS,
    )
    rows = scene.rows(scene.active_pane) if is_row and ref in marked else ()
    ids = defaultdict[Dialogue, list[str]](list)
    for thing in map(scene.collection.__getitem__, [row for row in rows if row in marked] or [ref]):
        ids[thing.dialogue].append(thing.id)
    is_many = sum(map(len, ids.values())) > 1
    first, *others = (Edit(of, kind, ids=tuple(own), is_many=is_many) for of, own in ids.items())
    return first._replace(others=tuple(others))


def title_of(edit: Edit, collection: Collection) -> str:
    """Return the work of a form: `Correct theme Costs · Lowen`, `Add to m.yaml · response to …`."""
    dialogue, single = edit.dialogue, collection.single
    where = base_name(dialogue.file) if single else collection.short_names[dialogue.name]
    if edit.kind == "correction":
        is_plain = single or edit.others or edit.things[0].kind == "event"
        return f"Correct {edit.what()}" + ("" if is_plain else f" · {where}")
    names = [edit.describe(dialogue[id].name) for id in edit.ids[:1]]
    return " · ".join([f"Add to {where}", *names]) if not edit.others else f"Add {names[0]}"


def name_kinds(kinds: Sequence[Edit], chosen: int, most: int) -> str:
    """Return `(•) recommendation   ( ) one more quote for r3`; of one kind, what it answers.

    If that has more than `most` letters, only the chosen kind has room: `(•) response · 3 of 4`.
    """
    if not kinds[1:]:
        first, *others = (thing for part in kinds[0].by_record for thing in part.things)
        end = f" · and {len(others):,} more" if others else ""
        return f"{first.reference_number or first.id} {_cut(first.name, most)}{end}"
    names = [kind.describe(kind.ids[0]) if kind.ids else kind.kind for kind in kinds]
    words = "   ".join(f"({'•' if n == chosen else ' '}) {name}" for n, name in enumerate(names))
    one = f"(•) {names[chosen]} · {chosen + 1} of {len(names)}"
    return words if len(words) <= most else one


def _cut(words: str, most: int) -> str:
    """Return words without their middle, of at most so many letters."""
    start, end = words[: most // 2], words[-(most // 2) :]
    ends = f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"
    return ends if len(words) > most else words


def tell_words(edit: Edit, moving: bool, most: int) -> str:
    """Return the words and their status in the source, with signs at their ends if keys move them.

    If not, words of more than `most` letters are cut in the middle.
    """
    words, exact = edit.words, edit.exact
    if words is None:
        return ""
    count = edit.dialogue.texts[edit.source][words.paragraph].count(exact)
    places = "one place" if count == 1 else f"{count} places"
    found = "not found" if edit.lost else f"verbatim · {places}"
    before, after = "“"[exact.startswith("“") :], "”"[exact.endswith("”") :]  # print may have them
    exact = f"▏{exact}▕" if moving else _cut(exact, most)
    return f"¶{words.paragraph} {before}{exact}{after}  {found}"


def move_end(edit: Edit, end: int, steps: int, far: bool = False) -> Edit:
    """Return an edit with the start (0) or end of its words moved by words; far, by sentences."""
    if not edit.words:
        return edit
    text, (number, *bounds) = edit.dialogue.texts[edit.source], edit.words
    words = (found.span() for found in word().finditer(text[number]))
    ends = [span[end] for span in (text.sentences[number - 1] if far else words)]
    beyond = [place for place in ends if (place - bounds[end]) * steps > 0]
    bounds[end] = (min if steps > 0 else max)(beyond, default=bounds[end])
    moved = TextSpan(number, *bounds)
    return edit._replace(words=moved) if moved.start < moved.end else edit
