"""The forms for a correction and for a removal, and their things in a record that has changed."""

from collections.abc import Iterator

from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened, base_name
from tiptui.collection.thing import CLAIM_KINDS, Thing
from tiptui.record.ids import identify
from tiptui.record.references import named_by
from tiptui.text.folding import fold
from tiptui.text.visible import few, plural
from tiptui.view.form import SEPARATOR, Edit, edit_marked, tell
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
    values = _values(edit)
    return (edit._replace(values=values, before=values),)


def begin_removal(scene: Scene) -> Edit | str:
    """Return the removal of the thing under the cursor; else the reason why there is none."""
    edit = _begin(scene, "removal")
    if isinstance(edit, str):
        return edit
    gone = {thing.ref for part in edit.by_record for thing in part.things}
    for part in edit.by_record:
        for thing in part.things:
            if thing.kind == "event":
                return "a record can't do without its event"
            others = named_by(part.dialogue.record, thing.path)
            names = [id for id in others if id not in part.ids]
            names += (ref for ref in _repeats(scene.collection, thing) if ref not in gone)
            if names:
                return f"{few([thing.name])} stays: named by {few(names)}"
    return edit


def _repeats(collection: Collection, thing: Thing) -> Iterator[str]:
    """Yield the refs of the recommendations of other records that repeat one."""
    for dialogue in collection.dialogues:
        if dialogue is not thing.dialogue:
            asked = dialogue.record.recommendations
            yield from (f"{dialogue.id}#{of.id}" for of in asked if thing.ref in of.repeats)


def _begin(scene: Scene, kind: str) -> Edit | str:
    ref, dialogue = scene.pointed[0], scene.dialogue
    if scene.acting is Pane.SOURCE and not ref and scene.passage and dialogue:
        return Edit(dialogue, kind, ids=(scene.passage.source,))
    thing = scene.collection.get(ref)
    if thing is None or thing.kind == "addressee":
        return NOTHING_HERE
    return edit_marked(scene, kind, thing.ref)


def _values(edit: Edit) -> dict[str, str]:
    """Return the values of the one thing of an edit; lists end where another name can begin."""
    values = dict[str, str]()
    for thing in () if edit.is_many else edit.things:
        for name, key in edit.fields.items():
            end = f"{SEPARATOR} " if key.is_list else ""
            values[name] = "".join(part + end for part in tell(thing, key))
    return values


def question(removal: Edit) -> str:
    """Return `Remove recommendation r12 and its 2 responses?`."""
    things = [thing for part in removal.by_record for thing in part.things]
    responses = sum(len(getattr(thing.item, "responses", ())) for thing in things)
    of = f" and {'their' if things[1:] else 'its'} {plural(responses, 'response')}"
    return f"Remove {removal.what()}{of if responses else ''}?"


def left_behind(edit: Edit, collection: Collection) -> str:
    """Return a remark on dialogues with the old name of a thing that no name joins any more."""
    if edit.kind != "correction" or edit.is_many or not (thing := edit.things[0]).section:
        return ""
    fields = edit.fields.keys() & {"name", "abbreviation", "other_names"}
    names = {fold(name) for field in fields for name in edit.parts(field)}
    others = [other for other in collection.same(thing.ref) if other.ref != thing.ref]
    if not others or any(names.intersection(identify(other.item).names) for other in others):
        return ""
    say = "say" if others[1:] else "says"
    return f"{plural(len(others), 'dialogue')} still {say} {thing.name}"


def renew(edit: Edit, opened: Opened) -> tuple[Edit, str]:
    """Return an edit for a record that was read again, and a remark on the change."""
    now = opened.dialogue or edit.dialogue
    if now.record == edit.dialogue.record:
        return edit, ""
    said = f"{base_name(opened.file)} has changed since it was read"
    other = edit._replace(dialogue=now)
    there = {thing.id: thing for thing in other.things}
    for thing in edit.things:
        found = there.get(thing.id)
        # An id that counts may mean another claim now.
        is_counted = not getattr(thing.item, "id", "")
        if not found or found.kind != thing.kind or (is_counted and found.item != thing.item):
            return edit, f"{said}: {thing.id} is not there any more · esc goes back"
    before = _values(other)
    own = {name: edit.values[name] for name in edit.values if edit.is_changed(name)}
    both = [name for name in own if before.get(name, "") != edit.before.get(name, "")]
    said += f", {few(both)} too" if both else ""
    other = other._replace(values={**before, **own}, before=before)
    then = "Delete asks again" if edit.kind == "removal" else "^s changes it as it is now"
    return other, f"{said}: {then}"
