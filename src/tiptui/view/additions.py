"""The forms for additions: the words that they quote, and these in a text that has changed."""

import re

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opening import Opened, base_name
from tiptui.documents.document import TextSpan
from tiptui.proof.asking import asking_clause, where_asks
from tiptui.proof.attribution import speaker_at
from tiptui.proof.locate import UNCHECKED
from tiptui.proof.passages import Passage
from tiptui.proof.source_text import SourceText
from tiptui.proof.spoken import widen
from tiptui.record.ids import identify
from tiptui.text.visible import late
from tiptui.view.form import Edit, edit_marked, spaced
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

NOTHING_HERE = "nothing can be added here · a adds in a source (s) and to recommendations"

_LABEL = late(r"[^\W\d_][^:]{0,60}(?=:\s)")  # who speaks, before what is said

_HEAD = 100  # letters in which a name at the beginning of a paragraph is looked for

_NUMBER = late(r"^\(?(\d{1,3}(?:\.\d{1,3})*)[.)]\s+", re.MULTILINE)  # of an item


def begin(scene: Scene) -> tuple[Edit, ...] | str:
    """Return the possible additions at the cursor, likeliest first; else why there are none."""
    dialogue = scene.dialogue
    if dialogue is None:
        return NOTHING_HERE
    if scene.acting is not Pane.SOURCE:
        thing = scene.collection.get(scene.meant[0])
        if thing is None or thing.claim.kind != "recommendation":
            return NOTHING_HERE
        return (edit_marked(scene, "response", thing.claim.ref),)
    passage = scene.passage
    text = dialogue.texts.get(passage.source) if passage else None
    if passage is None and scene.view.asking:
        return "nothing that asks is left: f goes through all sentences"
    if passage is None or text is None or passage.start < 0:
        return "source text not loaded: nothing of it can be quoted"
    words = _words_at(dialogue, passage)
    speaker = speaker_at(dialogue.record, text, words)
    values = {"by": speaker.name if speaker else _named_above(dialogue, text, words.paragraph)}
    if marks := [*_NUMBER.finditer(text[words.paragraph], 0, words.start)]:
        values["number"] = marks[-1][1]
    answers = ("response",) if dialogue.record.recommendations else ()
    kinds = ("recommendation", "statement", *answers)
    if where_asks(text[words.paragraph][words.start : words.end]) is None:
        kinds = ("statement", "recommendation", *answers)
    new = Edit(dialogue, "proof", passage.source, words, values=values)
    cited = (new._replace(ids=(scene.collection[name].id,)) for name in passage.claims)
    return (*(new._replace(kind=kind) for kind in kinds), *cited)


def _named_above(dialogue: Dialogue, text: SourceText, number: int) -> str:
    """Return the speaker whose name and a colon begin a paragraph, or the nearest with a label.

    Without a colon, a name stands for its own paragraph alone, if nobody else is named in it.
    """
    speakers = [(name, of.name) for of in dialogue.record.speakers for name in identify(of).names]
    known = [(spaced(name), speaker) for name, speaker in speakers]
    for above in range(number, 0, -1):
        label, end = _LABEL.match(text[above]), None if above == number else _HEAD
        said = spaced(label[0] if label else text[above][:end])
        named = {of for name, of in known if (name == said if label else name in said)}
        if label or any(said.startswith(name) for name, _ in known):
            return named.pop() if len(named) == 1 and (label or above == number) else ""
    return ""


def _words_at(dialogue: Dialogue, passage: Passage) -> TextSpan:
    """Return the clause that asks, if it stands there once and is not cited; else the sentence."""
    source, passages = passage.source, dialogue.passages
    text = dialogue.texts[source]
    number, start, end = widen(text, TextSpan(*passage[1:4]))
    mark = _NUMBER.match(text[number], start)
    start = mark.end() if mark and mark.end() < end else start
    cited = {stop[2:4] for _, stop in passages.by_paragraph[source, number] if stop.claims}
    if clause := asking_clause(text[number][start:end]):
        first, last = start + clause[0], start + clause[1]
        if (first, last) not in cited and text[number].count(text[number][first:last]) == 1:
            return TextSpan(number, first, last)
    return TextSpan(number, start, end)


def renew(edit: Edit, opened: Opened) -> tuple[Edit, str]:
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
