"""What is added to a record: the fields in which it is written, and what they make of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.proof.asking import sentences_that_ask
from tiptui.proof.attribution import speaker_at
from tiptui.proof.locate import Located
from tiptui.proof.short_quotes import ShortQuotes
from tiptui.proof.source_text import SourceText, Words
from tiptui.record.forms import RULES
from tiptui.record.model import (
    Evidence,
    Form,
    Mode,
    Recommendation,
    Response,
    Speaker,
    Statement,
    Status,
    Theme,
)
from tiptui.record.new_ids import Ids, slug
from tiptui.record.problem import Path
from tiptui.record.writing import Style, item_lines, tree
from tiptui.text.folding import fold
from tiptui.text.words import word
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, KINDS, Pane, View, move

STATUSES: tuple[str, ...] = get_args(Status)

SEPARATOR = ";"
"""What parts several values in a field: names have commas."""


class Unfinished(Exception):
    """What is written does not make an item yet; says what to do, and in which field."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


NOTHING_HERE = "a adds a response to a recommendation; in the source (s) what a sentence says"


class Field(NamedTuple):
    """A line of the form: its name, whether it takes several values, and whether it is further."""

    name: str
    many: bool = False
    is_further: bool = False


_TEXT, _NOTE = Field("text"), Field("note", is_further=True)
_BY, _THEMES = Field("by", many=True), Field("themes", many=True)
_RECOMMENDATION = (_TEXT, _BY, Field("to", many=True), _THEMES)
_FURTHER = (Field("number", is_further=True), Field("due", is_further=True), _NOTE)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "recommendation": (*_RECOMMENDATION, *_FURTHER),
    "statement": (_TEXT, Field("by"), _THEMES, _NOTE),
    "response": (Field("status"), Field("date"), Field("by"), _TEXT, _NOTE),
    "proof": (),
}
"""The fields of what can be added; `proof` is more words for a claim that is there."""


class Addition(NamedTuple):
    """What is being written: its kind, the words that prove it, and what stands in the fields.

    `claim` is the id of the claim that a response or more proof is for.
    """

    dialogue: Dialogue
    kind: str
    source: str = ""
    words: Words | None = None
    claim: str = ""
    values: Mapping[str, str] = {}

    @property
    def exact(self) -> str:
        """The words that are quoted, as they are printed."""
        if not self.words:
            return ""
        number, start, end = self.words
        return self.dialogue.texts[self.source][number][start:end]

    @property
    def located(self) -> Located | None:
        """Where these words stand in their paragraph, and how often."""
        if not self.words:
            return None
        quoted = self.words.paragraph, self.exact
        return self.dialogue.texts[self.source].locator.locate([quoted])[quoted]

    def value(self, field: str) -> str:
        return " ".join(self.values.get(field, "").split())

    def parts(self, field: str) -> list[str]:
        """Return the values of a field that takes several."""
        parts = (part.strip() for part in self.value(field).split(SEPARATOR))
        return [*dict.fromkeys(filter(None, parts))]


def begin(scene: Scene) -> tuple[Addition, ...] | str:
    """Return what can be added at the cursor, the likeliest first; else why nothing can."""
    dialogue = scene.dialogue
    if dialogue is None:
        return NOTHING_HERE
    if scene.acting is not Pane.SOURCE:
        thing = scene.collection.get(scene.current)
        if thing is None or not thing.claim.is_recommendation:
            return NOTHING_HERE
        return (Addition(dialogue, "response", claim=thing.claim.id),)
    passage = scene.passage
    text = dialogue.texts.get(passage.source) if passage else None
    if passage is None and scene.view.asking:
        return "nothing that asks is left: f shows all sentences"
    if passage is None or text is None or passage.start < 0:
        return "no text at hand here: nothing of it can be quoted"
    sentence = Words(passage.paragraph, passage.start, passage.end)
    speaker = speaker_at(dialogue.record, text, sentence)
    values = {"by": speaker.name} if speaker else {}
    words = _shortest(text, sentence)
    kinds = [(kind, "") for kind in ("recommendation", "statement")]
    kinds += [("proof", scene.collection[name].id) for name in passage.claims]
    made = (Addition(dialogue, kind, passage.source, words, id, values) for kind, id in kinds)
    return tuple(made)


def _shortest(text: SourceText, sentence: Words) -> Words:
    """Return the words that are quoted of a sentence: a phrase that asks and stands there once."""
    paragraphs = text.as_printed()
    asks = [words for _, words in sentences_that_ask([sentence], paragraphs)]
    return ShortQuotes(paragraphs).quote(asks) or sentence


def offer(addition: Addition, collection: Collection, field: str) -> str:
    """Return how the last value in a field may go on: the first known one that begins so.

    Of those of the record first, then of all that was opened; empty where there is none.
    """
    typed = addition.values.get(field, "")
    begun = typed.rpartition(SEPARATOR)[2].lstrip()
    if field == "text" and not typed:
        return addition.exact
    sought, given = fold(begun), addition.parts(field)
    for name in _known(addition, collection, field) if sought.strip() else ():
        if fold(name).startswith(sought) and name != begun and name not in given:
            return name
    return ""


def _known(addition: Addition, collection: Collection, field: str) -> Iterator[str]:
    record = addition.dialogue.record
    if field == "status":
        yield from STATUSES
    elif field == "by" and addition.kind != "response":
        yield from (each.name for each in record.speakers)
    elif field == "themes":
        for dialogue in (addition.dialogue, *collection.dialogues):
            yield from (each.name for each in dialogue.record.themes)
    elif field in ("to", "by"):
        for dialogue in (addition.dialogue, *collection.dialogues):
            yield from (each.name for each in dialogue.record.organizations)
            yield from dialogue.belonging.in_words.values()


def news(addition: Addition) -> list[str]:
    """Return what the form says of names that nobody has yet: `a new speaker: Ann Lee`."""
    record, new = addition.dialogue.record, list[str]()
    if addition.kind in ("recommendation", "statement"):
        new += [
            f"a new speaker: {each}" for each in _unknown(addition.parts("by"), record.speakers)
        ]
        new += [
            f"a new theme: {each}" for each in _unknown(addition.parts("themes"), record.themes)
        ]
    return new


def is_quoted(addition: Addition) -> bool:
    """Return whether the text is the source's own words."""
    return bool(addition.exact) and addition.value("text") == " ".join(addition.exact.split())


def items(addition: Addition, collection: Collection) -> list[tuple[Path, Any]]:
    """Return what is added, in its order: each item, with the path of its list.

    Raise Unfinished where something is still to be written.
    """
    things = addition.dialogue.things
    proof = _evidence(addition)
    if addition.kind == "proof":
        return [((*things[addition.claim].path, "evidence"), each) for each in proof]
    if addition.kind == "response":
        return [((*things[addition.claim].path, "responses"), _response(addition, proof))]
    made = list[tuple[Path, Any]]()
    text = _needed(addition, "text", "write it in your words")
    by = _ids(addition, "by", made, collection)
    if not by:
        raise Unfinished("by", "write who says so")
    mode: Mode = "quoted" if is_quoted(addition) else "reported"
    themes = tuple(_ids(addition, "themes", made, collection))
    note, record = addition.value("note"), addition.dialogue.record
    if addition.kind == "statement":
        ids = [*(each.id for each in record.speakers), *by]
        said = Statement(text=text, mode=mode, themes=themes, evidence=proof, note=note)
        return [*made, (("speakers", ids.index(by[0]), "statements"), said)]
    asked = Recommendation(
        id=_next_id(addition.dialogue),
        text=text,
        by=tuple(by),
        number=addition.value("number"),
        to=tuple(_bodies(addition, addition.parts("to"))),
        mode=mode,
        themes=themes,
        due=_date(addition, "due"),
        evidence=proof,
        note=note,
    )
    return [*made, (("recommendations",), asked)]


def _evidence(addition: Addition) -> tuple[Evidence, ...]:
    if not addition.words:
        return ()
    printed = addition.dialogue.texts[addition.source].as_printed()[addition.words.paragraph - 1]
    several = len(addition.dialogue.record.sources) > 1
    return (
        Evidence(
            paragraph=addition.words.paragraph,
            exact=addition.exact,
            source=addition.source if several else "",
            page=printed.page,
            time=printed.time,
        ),
    )


def _response(addition: Addition, proof: tuple[Evidence, ...]) -> Response:
    status: Any = _needed(addition, "status", f"write one of {', '.join(STATUSES)}")
    if status not in STATUSES:
        raise Unfinished("status", f'"{status}" is none of {", ".join(STATUSES)}')
    by = "".join(_bodies(addition, [addition.value("by")]))
    return Response(
        status=status,
        date=_date(addition, "date"),
        by=by,
        text=addition.value("text"),
        evidence=proof,
        note=addition.value("note"),
    )


def _needed(addition: Addition, field: str, advice: str) -> str:
    if not (value := addition.value(field)):
        raise Unfinished(field, advice)
    return value


def _date(addition: Addition, field: str) -> str:
    date = addition.value(field)
    if date and (wrong := RULES[Form.DATE].misfit(date)):
        raise Unfinished(field, wrong[0])
    return date


def _unknown(names: Iterable[str], known: Iterable[Any]) -> list[str]:
    """Return the names that nothing known has."""
    there = {fold(name) for each in known for name in _names(each)}
    return [name for name in names if fold(name) not in there]


def _names(item: Any) -> tuple[str, ...]:
    return (item.id, item.name, *getattr(item, "other_names", ()))


def _ids(
    addition: Addition, field: str, made: list[tuple[Path, Any]], collection: Collection
) -> list[str]:
    """Return the ids of speakers or themes by their names; those that are new are `made` too."""
    section, kind = ("speakers", Speaker) if field == "by" else ("themes", Theme)
    known = getattr(addition.dialogue.record, section)
    by_name = {fold(name): each.id for each in reversed(known) for name in _names(each)}
    free = Ids(*_taken(addition.dialogue), *(item.id for _, item in made))
    elsewhere = {
        fold(each.name): each.id
        for dialogue in reversed(collection.dialogues)
        for each in getattr(dialogue.record, section)
    }
    found = []
    for name in addition.parts(field):
        if not (id := by_name.get(fold(name))):
            id = free.take(elsewhere.get(fold(name)) or slug(name) or section[:-1])
            made.append(((section,), kind(id=id, name=name)))
        found.append(id)
    return [*dict.fromkeys(found)]


def _bodies(addition: Addition, names: Iterable[str]) -> list[str]:
    """Return whom some names mean: the id of an organization of the record, or the words."""
    known = addition.dialogue.record.organizations
    ids = {fold(name): each.id for each in known for name in (each.abbreviation, *_names(each))}
    return [ids.get(fold(name), name) for name in names]


def _taken(dialogue: Dialogue) -> set[str]:
    return {dialogue.id, *dialogue.ids.declared}


def _next_id(dialogue: Dialogue) -> str:
    """Return the id of the next recommendation: the highest number after `r`, and one."""
    ids = [each.id for each in dialogue.record.recommendations]
    numbers = [int(id[1:]) for id in ids if id[0] == "r" and id[1:].isdecimal() and len(id) < 9]
    return Ids(*_taken(dialogue)).take(f"r{max(numbers, default=0) + 1}")


def name_of(addition: Addition, made: Sequence[tuple[Path, Any]]) -> str:
    """Return the id in the record of what is added: of a response or more proof, of its claim."""
    path, item = made[-1]
    if addition.claim:
        return addition.claim
    if path == ("recommendations",):
        return str(item.id)
    known = {each.id: each for each in addition.dialogue.record.speakers}
    new = {each.id: each for where, each in made if where == ("speakers",)}
    speaker = [*known.values(), *new.values()][int(path[1])]
    return f"{speaker.id}/{len(speaker.statements) + 1}"


def show_added(scene: Scene, name: str, view: View) -> View:
    """Return a view with the cursor on what was added, and in the source on its words."""
    thing = scene.collection.get(name)
    if thing is None or not (panes := [p for p in CLAIMS if KINDS[p] == f"{thing.claim.kind}s"]):
        return view
    [pane] = panes
    detail, chosen = view.chosen.detail, view.chosen.with_row(pane, thing.claim.name)
    chosen = replace(chosen, detail=detail)
    view = replace(view, chosen=chosen, claims=pane)
    if view.main is not Pane.SOURCE or scene.dialogue is None or scene.words or view.asking:
        return view
    last = thing.evidence[-1:]
    number = scene.dialogue.passages.number(thing.name, last[0]) if last else chosen.source
    return replace(move(view, Pane.SOURCE, number), remark=view.remark)


def as_yaml(kinds: Sequence[Addition], collection: Collection) -> dict[str, str]:
    """Return what can be added as YAML to be pasted, by its kind."""
    texts = {}
    for each in kinds:
        if FIELDS[each.kind]:
            values = {"text": each.exact, "by": each.value("by") or "speaker"}
            _, item = items(each._replace(values=values), collection)[-1]
            texts[f"{each.kind} (YAML)"] = "\n".join(item_lines(tree(item), Style()))
    return texts


def move_end(addition: Addition, steps: int, end: str) -> Addition:
    """Return it with an end of its words moved by some words, as far as its paragraph goes."""
    words = addition.words
    if not words:
        return addition
    text = addition.dialogue.texts[addition.source][words.paragraph]
    bounds = [getattr(found, end)() for found in word().finditer(text)]
    place = words.start if end == "start" else words.end
    near = min(range(len(bounds)), key=lambda n: abs(bounds[n] - place))
    moved = bounds[max(0, min(near + steps, len(bounds) - 1))]
    start, stop = (moved, words.end) if end == "start" else (words.start, moved)
    return (
        addition._replace(words=Words(words.paragraph, start, stop)) if start < stop else addition
    )
