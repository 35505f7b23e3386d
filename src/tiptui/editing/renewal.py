"""Edits of records that have changed since their form was opened."""

from tiptui.collection.opening import Opened, base_name
from tiptui.documents.document import TextSpan
from tiptui.editing.edit import Edit, values_of
from tiptui.proof.attribution import speaker_at
from tiptui.text.visible import few


def renew_correction(edit: Edit, opened: Opened) -> tuple[Edit, str]:
    """Return an edit for a record that was read again, and a remark on the change."""
    dialogue = opened.dialogue
    if dialogue is None or dialogue.record == edit.dialogue.record:
        return edit, ""

    changed = f"{base_name(opened.file)} has changed since it was read"
    renewed = edit._replace(dialogue=dialogue)
    things = {thing.id: thing for thing in renewed.things}
    for thing in edit.things:
        now = things.get(thing.id)
        is_there = bool(now and now.kind == thing.kind)
        if now and not getattr(thing.item, "id", ""):
            # An id that counts may mean another claim now.
            is_there = now.item == thing.item
        if not is_there:
            return edit, f"{changed}: {thing.id} is not there any more · esc goes back"

    before = values_of(renewed)
    values = dict(before)
    both: list[str] = []
    for name, value in edit.values.items():
        if edit.is_changed(name):
            values[name] = value
            if before.get(name, "") != edit.before.get(name, ""):
                both.append(name)
    if both:
        changed += f", {few(both)} too"
    then = "Delete asks again" if edit.kind == "removal" else "^s changes it as it is now"
    return renewed._replace(values=values, before=before), f"{changed}: {then}"


def renew_addition(edit: Edit, opened: Opened) -> tuple[Edit, str]:
    """Return an edit for a record that was read again, and a remark on the change."""
    before = edit.dialogue
    dialogue = opened.dialogue or before
    text_file = opened.texts.get(edit.source)
    text = text_file.text if text_file and not text_file.failure else None
    is_same_text = text is before.texts.get(edit.source) and not edit.lost
    if is_same_text and dialogue.record == before.record:
        return edit, ""

    if is_same_text or not text_file:
        changed = f"{base_name(opened.file)} has changed since it was read"
    else:
        changed = f"{base_name(text_file.file)} has changed since it was read"
    if is_same_text or not edit.words:
        return edit._replace(dialogue=dialogue), f"{changed}: ^s adds to it as it is now"

    # Words of a changed text are looked up anew.
    words = None
    if text:
        quoted = (edit.words.paragraph, edit.exact)
        located = text.locator.locate([quoted])[quoted]
        if located.end and not text.failure:
            words = TextSpan(located.paragraph, located.start, located.end)
    if text is None or words is None:
        if text_file and text_file.failure:
            changed = text_file.failure
        gone = f"{changed} · these words are not in it now: esc goes back"
        return edit._replace(lost=True), gone

    speaker = speaker_at(dialogue.record, text, words)
    place = f"the words stand in ¶{words.paragraph}"
    if speaker:
        place += f", {speaker.name}'s turn"
    renewed = edit._replace(dialogue=dialogue, words=words, lost=False)
    return renewed, f"{changed}: {place} · ^s adds them"
