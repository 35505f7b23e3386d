"""The items that a form adds to a record, and the view of them afterwards."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tiptui.collection.opened import Collection
from tiptui.collection.thing import CLAIM_KINDS
from tiptui.proof.passages import Passage
from tiptui.proof.quotations import quote
from tiptui.record import model
from tiptui.record.ids import (
    FreeIds,
    ids_by_name,
    party,
    recommendation_ids,
    slug,
    walk_ids,
)
from tiptui.record.problem import Path
from tiptui.record.writing import Style, item_lines
from tiptui.text.folding import fold
from tiptui.view.form import FIELDS, HINTS, Addition, event_values, is_quoted
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View, move


class Unfinished(Exception):
    """The reason why a form makes no item yet: a field, and the words for the reader."""


def news(addition: Addition) -> list[str]:
    """Return a remark on each name that the record does not know yet: `a new speaker: Ann Lee`."""
    if addition.kind == "response":
        return []
    record = addition.dialogue.record
    speakers, bodies = ids_by_name(record.speakers), ids_by_name(record.organizations)
    asked = map(fold, addition.dialogue.belonging.in_words.values())
    known = {
        "by": ("speaker", speakers),
        "themes": ("theme", ids_by_name(record.themes)),
        "to": ("addressee", {*asked, *bodies, *speakers}),
    }
    return [
        f"a new {kind}: {name}"
        for field, (kind, names) in known.items()
        if field in FIELDS[addition.kind]
        for name in addition.parts(field)
        if fold(name) not in names
    ]


def items(addition: Addition, collection: Collection) -> list[tuple[Path, Any]]:
    """Return the new items, each with the path of its list. Raise Unfinished."""
    if addition.kind == "event":
        before = event_values(addition.dialogue.record.event).items()
        changed = {name: new for name, old in before if (new := addition.value(name)) != old}
        if not changed:
            raise Unfinished("name", "nothing has changed: esc goes back")
        return [(("event", name), new) for name, new in changed.items()]
    dialogue, source, words = addition.dialogue, addition.source, addition.words
    printed = dialogue.texts[source].as_printed() if words else ()
    proof = (quote(dialogue.record, source, words, printed),) if words else ()
    if addition.kind == "response":
        paths = _claims(addition)
        if not addition.value("status"):
            raise Unfinished("status", f"write {HINTS['status']}")
        values: Any = {key: addition.value(key) for key in ("status", "date", "text")}
        body = "".join(_bodies(addition, [addition.value("by")]))
        response = model.RecordedResponse(**values, by=body, evidence=proof)
        return [((*path, "responses"), response) for path in paths]
    if addition.kind == "proof":
        return [((*path, "evidence"), item) for path in _claims(addition) for item in proof]
    made = list[tuple[Path, Any]]()
    if not (text := addition.value("text")):
        raise Unfinished("text", "write it in your words")
    if not (by := _ids(addition, "by", made, collection)):
        raise Unfinished("by", "write who says so")
    themes = _ids(addition, "themes", made, collection)
    mode = "quoted" if is_quoted(addition) else "reported"
    of_claim: Any = {"text": text, "mode": mode, "themes": tuple(themes), "evidence": proof}
    if addition.kind == "statement":
        ids = [*(speaker.id for speaker in dialogue.record.speakers), *by]
        path = ("speakers", ids.index(by[0]), "statements")
        return [*made, (path, model.Statement(**of_claim))]
    id, to = next(recommendation_ids(dialogue.record)), _bodies(addition, addition.parts("to"))
    asked = model.Recommendation(id=id, by=tuple(by), to=tuple(to), **of_claim)
    return [*made, (("recommendations",), asked)]


def _claims(addition: Addition) -> list[Path]:
    """Return the paths of the claims that get a response or a quotation. Raise Unfinished."""
    ids, dialogue = addition.whose, addition.dialogue
    if len(ids) != 1 and not addition.claims:
        many = f"{len(ids):,} have these words: write more"
        raise Unfinished("for", many if ids else f"write {HINTS['for']}")
    kinds = CLAIM_KINDS if addition.kind == "proof" else ("recommendation",)
    for id in ids:
        if (thing := dialogue.get(id)) is None or thing.kind not in kinds:
            raise Unfinished("what", f"{id} is not there any more: ← → choose, esc goes back")
    return [dialogue[id].path for id in ids]


def _ids(
    addition: Addition, field: str, made: list[tuple[Path, Any]], collection: Collection
) -> list[str]:
    """Return the ids of speakers or themes by their names; add an item for a new one to `made`."""
    section, kind = (
        ("speakers", model.Speaker) if field == "by" else ("themes", model.RecordedTheme)
    )
    record, taken = addition.dialogue.record, (item.id for _, item in made)
    known = ids_by_name(getattr(record, section))
    free = FreeIds(*(id for _, id in walk_ids(record)), *taken)
    elsewhere = {
        fold(item.name): item.id
        for dialogue in reversed(collection.dialogues)
        for item in getattr(dialogue.record, section)
    }
    found = []
    for name in addition.parts(field):
        if not (ids := known.get(fold(name))):
            ids = [free.reserve(elsewhere.get(fold(name)) or slug(name) or section[:-1])]
            made.append(((section,), kind(id=ids[0], name=name)))
        found.append(ids[0])
    return [*dict.fromkeys(found)]


def _bodies(addition: Addition, names: Iterable[str]) -> list[str]:
    bodies = ids_by_name(addition.dialogue.record.organizations)
    return [party(bodies, name) for name in names if name]


def go_on(scene: Scene, addition: Addition) -> View:
    """Return a view at the next sentence below that asks; at the quoted words if none does."""
    view, dialogue, words = scene.view, scene.dialogue, addition.words
    if not (dialogue and words and view.main is Pane.SOURCE and scene.is_ready):
        return view  # nothing was quoted, or the reader has gone on meanwhile
    passages, remark = dialogue.passages, view.remark
    stops = passages.matching(scene.query.sides)
    end = passages.order(Passage(addition.source, words.paragraph, words.end, words.end, ""))
    after = bisect_left(stops, end, key=passages.order)
    below = (n for n in range(after, len(stops)) if passages.is_asking(stops[n]))
    if (number := next(below, None)) is None:
        view, number = replace(view, asking=False), max(0, after - 1)
        remark += " · no sentence below asks"
    on = passages.ref(stops[number]) if stops else ""
    return replace(move(view, Pane.SOURCE, on), remark=remark)


def as_yaml(kinds: Sequence[Addition], collection: Collection) -> dict[str, str]:
    """Return the claims that can be added as YAML to be pasted, by their kinds."""
    texts = {}
    for addition in kinds:
        if addition.kind in ("recommendation", "statement"):
            values = {"text": addition.exact, "by": addition.value("by") or "speaker"}
            _, item = items(addition._replace(values=values), collection)[-1]
            texts[f"{addition.kind} (YAML)"] = "\n".join(item_lines(item, Style()))
    return texts
