"""The form for an addition to a record: its kinds, its fields, and what they offer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened, base_name
from tiptui.proof.asking import ShortQuotes, where_asks
from tiptui.proof.attribution import speaker_at
from tiptui.proof.locate import UNCHECKED
from tiptui.proof.source_text import TextSpan
from tiptui.record.follow_up import STATUSES
from tiptui.text.folding import fold
from tiptui.text.words import word
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

SEPARATOR = ";"  # the sign between values of a field: names have commas

_DATE = "as 2024-04-18, 2024-04 or 2024"
SEVERAL = ("to", "themes")
HINTS = {"status": f"one of {', '.join(STATUSES)}", "date": _DATE, "due": _DATE}
HINTS |= {"for": "the id of its recommendation"}
HINTS |= dict.fromkeys(SEVERAL, f"several are parted by {SEPARATOR}")
"""Remarks on the values of a field, while that is empty."""

NOTHING_HERE = "nothing can be added here · a adds a response to a recommendation"

FIELDS: Mapping[str, Sequence[str]] = {
    "recommendation": ("text", "by", "to", "themes", "number", "due", "note"),
    "statement": ("text", "by", "themes", "note"),
    "response": ("for", "status", "date", "text", "by", "note"),
    "proof": (),
}
"""The kinds of additions, each with its fields; `proof` is more words for an existing claim."""
ORDER = ("for", "status", "date", *FIELDS["recommendation"])
FURTHER = ("number", "due", "note")  # fields that are seldom filled in


class Addition(NamedTuple):
    """An addition as it is being written: its kind, its proof, and the values of the fields."""

    dialogue: Dialogue
    kind: str
    source: str = ""
    words: TextSpan | None = None
    claim: str = ""  # the id of the claim for a response or more proof, if no field has it
    values: Mapping[str, str] = {}
    lost: bool = False  # the text has changed, and has no longer these words

    @property
    def exact(self) -> str:
        if not self.words:
            return ""
        number, start, end = self.words
        return self.dialogue.texts[self.source][number][start:end]

    def describe(self, name: str) -> str:
        """Return `r3`, `response to r3` or `one more quote for r3`."""
        before = {"response": "response to ", "proof": "one more quote for "}
        return before.get(self.kind, "") + name

    @property
    def whose(self) -> str:
        """The id of the claim to which it is added; empty for a new claim."""
        written = self.value("for") if self.kind == "response" else ""
        return self.claim or written.partition(" ")[0]

    def value(self, field: str) -> str:
        return " ".join(self.values.get(field, "").split())

    def parts(self, field: str) -> list[str]:
        """Return the values of a field that may have several."""
        parts = (part.strip() for part in self.value(field).split(SEPARATOR))
        return [*dict.fromkeys(filter(None, parts))]


def begin(scene: Scene) -> tuple[Addition, ...] | str:
    """Return the possible additions at the cursor, likeliest first; else why there are none."""
    dialogue = scene.dialogue
    if dialogue is None:
        return NOTHING_HERE
    if scene.acting is not Pane.SOURCE:
        thing = scene.collection.get(scene.meant[0])
        if thing is None or thing.claim.kind != "recommendation":
            return NOTHING_HERE
        return (Addition(dialogue, "response", claim=thing.claim.id),)
    passage = scene.passage
    text = dialogue.texts.get(passage.source) if passage else None
    if passage is None and scene.view.asking:
        return "nothing that asks is left: f goes through all sentences"
    if passage is None or text is None or passage.start < 0:
        return "source text not loaded: nothing of it can be quoted"
    sentence = TextSpan(passage.paragraph, passage.start, passage.end)
    speaker = speaker_at(dialogue.record, text, sentence)
    values = {"by": speaker.name} if speaker else {}
    # A phrase that asks and stands there once.
    asks = where_asks(passage.words)
    asking = () if asks is None else (sentence._replace(start=sentence.start + asks),)
    words = ShortQuotes(text.as_printed()).quote(asking) or sentence
    answers = ("response",) if dialogue.record.recommendations else ()
    kinds = [(kind, "") for kind in ("recommendation", "statement", *answers)]
    kinds += [("proof", scene.collection[name].id) for name in passage.claims]
    made = (Addition(dialogue, kind, passage.source, words, id, values) for kind, id in kinds)
    return tuple(made)


def renew(addition: Addition, opened: Opened) -> tuple[Addition, str]:
    """Return an addition for a record that was read again, and a remark on the change."""
    before, now, words = addition.dialogue, opened.dialogue or addition.dialogue, addition.words
    named = opened.texts.get(addition.source)
    text = named.text if named and not named.failure else None
    same_text = text is before.texts.get(addition.source) and not addition.lost
    if same_text and now.record == before.record:
        return addition, ""
    # Words of a changed text are looked up anew.
    file = opened.file if same_text or not named else named.file
    said = f"{base_name(file)} has changed since it was read"
    if same_text or not words:
        return addition._replace(dialogue=now), f"{said}: ⏎ adds to it as it is now"
    quoted = words.paragraph, addition.exact
    located = text.locator.locate([quoted])[quoted] if text else UNCHECKED
    if text is None or text.failure or not located.end:
        said = (named and named.failure) or said
        said += " · these words are not in it now: esc goes back"
        return addition._replace(lost=True), said
    words = TextSpan(located.paragraph, located.start, located.end)
    speaker = speaker_at(now.record, text, words)
    turn = f", {speaker.name}'s turn" if speaker else ""
    said += f": the words stand in ¶{words.paragraph}{turn} · ⏎ adds them"
    return addition._replace(dialogue=now, words=words, lost=False), said


def offer(addition: Addition, collection: Collection, field: str) -> str:
    """Return a completion of the last value in a field: of the record, else of the collection."""
    typed = addition.values.get(field, "")
    begun = typed.rpartition(SEPARATOR)[2].lstrip()
    if field == "text" and not typed:
        return addition.exact if addition.kind in ("recommendation", "statement") else ""
    sought, given = fold(begun), addition.parts(field)
    known = _known(addition, collection, field) if sought.strip() else ()
    begins = {name: folded for name in known if (folded := fold(name)).startswith(sought)}
    # A whole name is not the beginning of a longer one.
    names = [name for name, folded in begins.items() if folded == sought]
    return next((name for name in names or begins if name not in given), "")


def _known(addition: Addition, collection: Collection, field: str) -> Iterator[str]:
    record = addition.dialogue.record
    if field == "for":
        yield from (f"{claim.id} {claim.text}" for claim in record.recommendations)
    elif field == "status":
        yield from STATUSES
    elif field == "by" and addition.kind != "response":
        yield from (item.name for item in record.speakers)
    elif field == "themes":
        for dialogue in (addition.dialogue, *collection.dialogues):
            yield from (item.name for item in dialogue.record.themes)
    elif field in ("to", "by"):
        for dialogue in (addition.dialogue, *collection.dialogues):
            yield from (item.name for item in dialogue.record.organizations)
            yield from dialogue.belonging.in_words.values()
            if field == "by":
                yield from (item.name for item in dialogue.record.speakers)


def is_quoted(addition: Addition) -> bool:
    """Return whether the text of a claim is words of the source."""
    if addition.kind == "response" or not addition.words:
        return False
    paragraph = addition.dialogue.texts[addition.source][addition.words.paragraph]
    text, said = (
        f" {' '.join(found.group() for found in word().finditer(fold(words)))} "
        for words in (addition.value("text"), paragraph)
    )
    return text in said


def fields_of(addition: Addition, further: bool) -> list[str]:
    """Return the fields in sight; the seldom ones are if `further`, or if they have a value."""
    hidden = () if further else FURTHER
    fields = [name for name in FIELDS[addition.kind] if name not in hidden or addition.value(name)]
    return fields[1:] if addition.kind == "response" and addition.claim else fields


def title_of(addition: Addition, collection: Collection) -> str:
    """Return its file or dialogue, and its claim: `Lowen · response to Open the …`."""
    dialogue, claim = addition.dialogue, addition.claim
    place = f"Add to {base_name(dialogue.file)}"
    what = f"response to {dialogue[claim].name}" if claim else place
    where = place if collection.single else collection.short_names[dialogue.name]
    return " · ".join(dict.fromkeys((where, what)))


def name_kinds(kinds: Sequence[Addition], chosen: int) -> str:
    """Return `(•) recommendation   ( ) more words for r3`."""
    names = (kind.describe(kind.claim) if kind.claim else kind.kind for kind in kinds)
    return "   ".join(f"({'•' if n == chosen else ' '}) {name}" for n, name in enumerate(names))


def tell_words(addition: Addition, moves: str) -> str:
    """Return the words and their status in the source, with a sign at the end that keys move."""
    words, exact = addition.words, addition.exact
    if words is None:
        return "none"
    count = addition.dialogue.texts[addition.source][words.paragraph].count(exact)
    places = "one place" if count == 1 else f"{count} places"
    found = "not found" if addition.lost else f"verbatim · {places}"
    start, end = "▏" if moves == "start" else "", "▕" if moves == "end" else ""
    return f"¶{words.paragraph} “{start}{exact}{end}”  {found}"


def move_end(addition: Addition, steps: int, end: str) -> Addition:
    """Return it with an end of its quotation moved by some words, within the paragraph."""
    words = addition.words
    if not words:
        return addition
    text = addition.dialogue.texts[addition.source][words.paragraph]
    bounds = [getattr(found, end)() for found in word().finditer(text)]
    place = words.start if end == "start" else words.end
    near = min(range(len(bounds)), key=lambda n: abs(bounds[n] - place))
    moved = bounds[max(0, min(near + steps, len(bounds) - 1))]
    start, stop = (moved, words.end) if end == "start" else (words.start, moved)
    words = TextSpan(words.paragraph, start, stop) if start < stop else words
    return addition._replace(words=words)
