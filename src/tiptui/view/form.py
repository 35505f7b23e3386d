"""The form for an addition to a record: its kinds, its fields, and what they offer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened, base_name
from tiptui.proof.asking import asking_clause
from tiptui.proof.attribution import speaker_at
from tiptui.proof.locate import UNCHECKED
from tiptui.proof.passages import Passage
from tiptui.proof.source_text import TextSpan
from tiptui.record.follow_up import STATUSES
from tiptui.record.forms import MISSING
from tiptui.record.ids import identify
from tiptui.record.model import Joinable, RecordedEvent
from tiptui.text.folding import fold
from tiptui.text.near_words import folded_words
from tiptui.text.words import word
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

SEPARATOR = ";"  # the sign between values of a field: names have commas

SEVERAL = ("to", "themes")
HINTS = {"status": f"one of {', '.join(STATUSES)}", "for": "its number, its id, or words of it"}
HINTS |= dict.fromkeys(("date", "start_date"), "as 2024-04-18, 2024-04 or 2024")
HINTS |= dict.fromkeys(SEVERAL, f"several are parted by {SEPARATOR}")
"""Remarks on the values of a field, while that is empty."""

NOTHING_HERE = "nothing can be added here · a adds in a source (s) and to recommendations"

FIELDS: Mapping[str, Sequence[str]] = {
    "recommendation": ("text", "by", "to", "themes"),
    "statement": ("text", "by", "themes"),
    "response": ("for", "status", "date", "text", "by"),
    "proof": (),
    "event": ("name", "start_date", "place"),
}
"""The kinds of additions, each with its fields; `proof` is one more quote for a claim."""
ORDER = ("for", "status", "date", *FIELDS["event"], *FIELDS["recommendation"])


class Addition(NamedTuple):
    """An addition as it is being written: its kind, its proof, and the values of the fields."""

    dialogue: Dialogue
    kind: str
    source: str = ""
    words: TextSpan | None = None
    claims: tuple[str, ...] = ()  # the ids of the things that change, if no field has one
    values: Mapping[str, str] = {}
    lost: bool = False  # the changed text no longer has these words
    others: tuple["Addition", ...] = ()  # the same response in other records

    @property
    def exact(self) -> str:
        if not self.words:
            return ""
        number, start, end = self.words
        return self.dialogue.texts[self.source][number][start:end]

    def describe(self, name: str) -> str:
        """Return `r3`, `response to r3`, `one more quote for r3` or `response to 31 …`."""
        if self.kind == "event":
            return "name, date and place"
        if (count := sum(len(part.claims) for part in self.by_record)) > 1:
            name = f"{count:,} recommendations"
        before = {"response": "response to ", "proof": "one more quote for "}
        return before.get(self.kind, "") + name

    @property
    def by_record(self) -> tuple["Addition", ...]:
        others = (other._replace(values=self.values) for other in self.others)
        return self._replace(others=()), *others

    @property
    def whose(self) -> Sequence[str]:
        """The ids of the claims that get the addition, else of the claims in its field `for`."""
        if self.claims or self.kind != "response":
            return self.claims
        known = _recommendations(self.dialogue)
        return [name.partition(" ")[0] for name in _best(known, self.value("for"))]

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
        if thing and thing.kind == "event":
            values = event_values(dialogue.record.event)
            return (Addition(dialogue, "event", claims=(dialogue.id,), values=values),)
        if thing is None or thing.claim.kind != "recommendation":
            return NOTHING_HERE
        return (_responses(scene, thing.claim.ref),)
    passage = scene.passage
    text = dialogue.texts.get(passage.source) if passage else None
    if passage is None and scene.view.asking:
        return "nothing that asks is left: f goes through all sentences"
    if passage is None or text is None or passage.start < 0:
        return "source text not loaded: nothing of it can be quoted"
    words = _words_at(dialogue, passage)
    speaker = speaker_at(dialogue.record, text, words)
    values = {"by": speaker.name} if speaker else {}
    answers = ("response",) if dialogue.record.recommendations else ()
    kinds = ("recommendation", "statement", *answers)
    new = Addition(dialogue, "proof", passage.source, words, values=values)
    cited = (new._replace(claims=(scene.collection[name].id,)) for name in passage.claims)
    return (*(new._replace(kind=kind) for kind in kinds), *cited)


def _responses(scene: Scene, ref: str) -> Addition:
    """Return the response to a recommendation; to all marked ones of the list if it is marked."""
    marked, listed = scene.index.bookmarked_stops, scene.acting is Pane.RECOMMENDATIONS
    rows = scene.rows(scene.acting) if listed and ref in marked else ()
    claims = defaultdict[Dialogue, list[str]](list)
    for thing in map(scene.collection.__getitem__, [row for row in rows if row in marked] or [ref]):
        claims[thing.dialogue].append(thing.id)
    first, *others = (Addition(of, "response", claims=tuple(ids)) for of, ids in claims.items())
    return first._replace(others=tuple(others))


def _words_at(dialogue: Dialogue, passage: Passage) -> TextSpan:
    """Return the clause that asks, if it stands there once and is not cited; else the sentence."""
    source, number, start, end = passage[:4]
    text, passages = dialogue.texts[source], dialogue.passages
    spans = [span for span in text.sentences[number - 1] if span[0] < end and start < span[1]]
    start, end = min(start, *spans[0]), max(end, *spans[-1])
    heads = (line.start for line, _ in text.spoken if line.paragraph == number)
    start = next((head for head in heads if start < head < end), start)
    cited = {stop[2:4] for _, stop in passages.by_paragraph[source, number] if stop.claims}
    if clause := asking_clause(text[number][start:end]):
        first, last = start + clause[0], start + clause[1]
        if (first, last) not in cited and text[number].count(text[number][first:last]) == 1:
            return TextSpan(number, first, last)
    return TextSpan(number, start, end)


def event_values(event: RecordedEvent) -> dict[str, str]:
    """Return the values of the event that can be changed, on one line, without placeholders."""
    values = {name: " ".join(getattr(event, name).split()) for name in FIELDS["event"]}
    return {name: "" if value in MISSING else value for name, value in values.items()}


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
    begun = typed.rpartition(SEPARATOR)[2].strip()
    if field == "text" and not typed:
        return addition.exact if addition.kind in ("recommendation", "statement") else ""
    *given, last = addition.parts(field) or [""]
    known = _known(addition, collection, field) if begun else ()
    found = _best([pair for pair in known if pair[1] not in given], begun)
    return next((value for value in found if value != last), "")


def _best(known: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return the values with the typed name; else with its beginning; else with its words."""
    sought, pairs = fold(typed), [*known]
    words = [re.compile(rf"(?<!\w){re.escape(part)}") for part in sought.split()]
    whole = [value for name, value in pairs if name == sought]
    begun = [value for name, value in pairs if name.startswith(sought)]
    within = (value for name, value in pairs if all(word.search(name) for word in words))
    return whole or begun or list(dict.fromkeys(within)) if words else []


def _known(addition: Addition, collection: Collection, field: str) -> Iterator[tuple[str, str]]:
    """Yield folded names of the values that a field can have, each with its value."""
    dialogues = (addition.dialogue, *collection.dialogues)
    records = [dialogue.record for dialogue in dialogues]
    things, words = list[Iterable[Joinable]](), list[Iterable[str]]()
    if field == "for":
        yield from _recommendations(addition.dialogue)
    elif field == "status":
        words = [STATUSES]
    elif field == "place":
        words = [[record.event.place for record in records]]
    elif field == "themes":
        things = [record.themes for record in records]
    elif field == "by" and addition.kind != "response":
        things = [records[0].speakers]
    elif field in ("to", "by"):
        things = [of for record in records for of in (record.organizations, record.speakers)]
        words = [dialogue.belonging.in_words.values() for dialogue in dialogues]
    for thing in chain.from_iterable(things):
        yield from ((name, thing.name) for name in (fold(thing.id), *identify(thing).names))
    yield from ((fold(text), text) for text in chain.from_iterable(words))


def _recommendations(dialogue: Dialogue) -> Iterator[tuple[str, str]]:
    for claim in dialogue.record.recommendations:
        value = f"{claim.id} {claim.text}"
        yield from ((fold(name), value) for name in (claim.id, claim.number, claim.text, value))


def is_quoted(addition: Addition) -> bool:
    """Return whether the text of a claim is words of the source."""
    if addition.kind == "response" or not addition.words:
        return False
    paragraph = addition.dialogue.texts[addition.source][addition.words.paragraph]
    texts = addition.value("text"), paragraph
    text, said = (f" {' '.join(folded_words(words))} " for words in texts)
    return text in said


def title_of(addition: Addition, collection: Collection) -> str:
    """Return the file or dialogue of an addition, and its claim: `Lowen · response to Open …`."""
    dialogue, claims = addition.dialogue, addition.claims
    place = what = f"Add to {base_name(dialogue.file)}"
    if claims:
        what = addition.describe(dialogue[claims[0]].name)
    where = place if collection.single else collection.short_names[dialogue.name]
    return " · ".join(dict.fromkeys((what,) if addition.others else (where, what)))


def name_kinds(kinds: Sequence[Addition], chosen: int) -> str:
    """Return `(•) recommendation   ( ) one more quote for r3`."""
    names = (kind.describe(kind.claims[0]) if kind.claims else kind.kind for kind in kinds)
    return "   ".join(f"({'•' if n == chosen else ' '}) {name}" for n, name in enumerate(names))


def tell_words(addition: Addition, moving: bool, most: int) -> str:
    """Return the words and their status in the source, with signs at their ends if keys move them.

    If not, words of more than `most` letters are cut in the middle.
    """
    words, exact = addition.words, addition.exact
    if words is None:
        return ""
    count = addition.dialogue.texts[addition.source][words.paragraph].count(exact)
    places = "one place" if count == 1 else f"{count} places"
    found = "not found" if addition.lost else f"verbatim · {places}"
    if moving:
        exact = f"▏{exact}▕"
    elif len(exact) > most:
        exact = f"{exact[: most // 2]} … {exact[-(most // 2) :]}"
    return f"¶{words.paragraph} “{exact}”  {found}"


def move_end(addition: Addition, end: int, steps: int, far: bool = False) -> Addition:
    """Return an addition with an end of its quotation moved, within the paragraph.

    `end` is 0 for the start. It moves by words up (less than 0) or down; if `far`, by a sentence.
    """
    if not addition.words:
        return addition
    text, (number, *bounds) = addition.dialogue.texts[addition.source], addition.words
    words = (found.span() for found in word().finditer(text[number]))
    ends = [span[end] for span in (text.sentences[number - 1] if far else words)]
    beyond = [place for place in ends if (place - bounds[end]) * steps > 0]
    bounds[end] = (min if steps > 0 else max)(beyond, default=bounds[end])
    moved = TextSpan(number, *bounds)
    return addition._replace(words=moved) if moved.start < moved.end else addition
