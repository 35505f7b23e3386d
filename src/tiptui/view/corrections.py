"""The forms for a correction and for a removal, at the cursor."""

from collections.abc import Iterator

from tiptui.collection.dialogue import CLAIM_KINDS, Thing
from tiptui.collection.opened import Collection
from tiptui.editing.edit import Edit, values_of
from tiptui.record.references import named_by
from tiptui.text.visible import few, plural
from tiptui.view.form import edit_marked, things_of
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

NOTHING_HERE = "nothing here can be changed · c and Delete act on claims, names and sources"


def begin_correction(scene: Scene) -> tuple[Edit, ...] | str:
    """Return the correction of the thing under the cursor; else the reason why there is none."""
    edit = _begin(scene, "correction")
    if isinstance(edit, str):
        return edit
    if edit.is_many and edit.things[0].kind not in CLAIM_KINDS:
        thing = scene.collection[scene.current]
        edit = Edit(thing.dialogue, edit.kind, ids=(thing.id,))
    values = values_of(edit)
    return (edit._replace(values=values, before=values),)


def begin_removal(scene: Scene) -> Edit | str:
    """Return the removal of the thing under the cursor; else the reason why there is none."""
    edit = _begin(scene, "removal")
    if isinstance(edit, str):
        return edit

    removed = {thing.ref for thing in things_of(edit)}
    for part in edit.by_record:
        for thing in part.things:
            if thing.kind == "event":
                return "a record can't do without its event"
            names = [id for id in named_by(part.dialogue.record, thing.path) if id not in part.ids]
            names += [ref for ref in _repeats(scene.collection, thing) if ref not in removed]
            if names:
                return f"{few([thing.name])} stays: named by {few(names)}"
    return edit


def _repeats(collection: Collection, thing: Thing) -> Iterator[str]:
    """Yield the refs of the recommendations of other records that repeat one."""
    for dialogue in collection.dialogues:
        if dialogue is thing.dialogue:
            continue
        for recommendation in dialogue.record.recommendations:
            if thing.ref in recommendation.repeats:
                yield f"{dialogue.id}#{recommendation.id}"


def _begin(scene: Scene, kind: str) -> Edit | str:
    ref, dialogue = scene.under_cursor[0], scene.dialogue
    if scene.active_pane is Pane.SOURCE and not ref and scene.passage and dialogue:
        return Edit(dialogue, kind, ids=(scene.passage.source,))
    thing = scene.collection.get(ref)
    if thing is None or thing.kind == "addressee":
        return NOTHING_HERE
    return edit_marked(scene, kind, thing.ref)


def question(removal: Edit) -> str:
    """Return `Remove recommendation r12 and its 2 responses?`."""
    things = things_of(removal)
    responses = sum(len(thing.responses) for thing in things if thing.kind == "recommendation")
    if not responses:
        return f"Remove {removal.what()}?"
    whose = "their" if len(things) > 1 else "its"
    return f"Remove {removal.what()} and {whose} {plural(responses, 'response')}?"
