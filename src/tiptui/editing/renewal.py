"""Edits of records that have changed since their form was opened."""

from tiptui.collection.opening import Opened, base_name
from tiptui.documents.document import TextSpan
from tiptui.editing.edit import Edit, values_of
from tiptui.proof.attribution import speaker_at
from tiptui.proof.locate import UNCHECKED
from tiptui.text.visible import few


def renew_correction(edit: Edit, opened: Opened) -> tuple[Edit, str]:
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
    before = values_of(other)
    own = {name: edit.values[name] for name in edit.values if edit.is_changed(name)}
    both = [name for name in own if before.get(name, "") != edit.before.get(name, "")]
    said += f", {few(both)} too" if both else ""
    other = other._replace(values={**before, **own}, before=before)
    then = "Delete asks again" if edit.kind == "removal" else "^s changes it as it is now"
    return other, f"{said}: {then}"


def renew_addition(edit: Edit, opened: Opened) -> tuple[Edit, str]:
    """Return an edit for a record that was read again, and a remark on the change."""
    before, now, words = edit.dialogue, opened.dialogue or edit.dialogue, edit.words
    named = opened.texts.get(edit.source)
    text = named.text if named and not named.failure else None
    same_text = text is before.texts.get(edit.source) and not edit.lost
    if same_text and now.record == before.record:
        return edit, ""
    # Words of a changed text are looked up anew.
    file = opened.file if same_text or not named else named.file
    said = f"{base_name(file)} has changed since it was read"
    if same_text or not words:
        return edit._replace(dialogue=now), f"{said}: ^s adds to it as it is now"
    quoted = words.paragraph, edit.exact
    located = text.locator.locate([quoted])[quoted] if text else UNCHECKED
    if text is None or text.failure or not located.end:
        said = (named and named.failure) or said
        said += " · these words are not in it now: esc goes back"
        return edit._replace(lost=True), said
    words = TextSpan(located.paragraph, located.start, located.end)
    speaker = speaker_at(now.record, text, words)
    turn = f", {speaker.name}'s turn" if speaker else ""
    said += f": the words stand in ¶{words.paragraph}{turn} · ^s adds them"
    return edit._replace(dialogue=now, words=words, lost=False), said
