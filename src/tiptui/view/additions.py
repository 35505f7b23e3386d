"""The forms for additions: the words that they quote, and the view after one."""

import re
from bisect import bisect_left
from dataclasses import replace

from tiptui.collection.dialogue import Dialogue
from tiptui.documents.document import TextSpan
from tiptui.editing.edit import Edit, spaced
from tiptui.proof.asking import asking_clause, where_asks
from tiptui.proof.attribution import speaker_at
from tiptui.proof.passages import Passage
from tiptui.proof.source_text import SourceText
from tiptui.proof.spoken import widen
from tiptui.record.ids import identify
from tiptui.text.visible import late
from tiptui.view.form import edit_marked
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View, move

NOTHING_HERE = "nothing can be added here · a adds in a source (s) and to recommendations"


_LABEL = late(r"[^\W\d_][^:]{0,60}(?=:\s)")  # who speaks, before what is said


_HEAD = 100  # letters in which a name at the beginning of a paragraph is looked for


_NUMBER = late(r"^\(?(\d{1,3}(?:\.\d{1,3})*)[.)]\s+", re.MULTILINE)  # of an item


def begin(scene: Scene) -> tuple[Edit, ...] | str:
    """Return the possible additions at the cursor, likeliest first; else why there are none."""
    dialogue = scene.dialogue
    if dialogue is None:
        return NOTHING_HERE
    if scene.active_pane is not Pane.SOURCE:
        thing = scene.collection.get(scene.target[0])
        if thing is None or thing.claim.kind != "recommendation":
            return NOTHING_HERE
        return (edit_marked(scene, "response", thing.claim.ref),)
    passage = scene.passage
    text = dialogue.texts.get(passage.source) if passage else None
    if passage is None and scene.view.only_asking:
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


def go_on(scene: Scene, edit: Edit) -> View:
    """Return a view at the next sentence below that asks; at the quoted words if none does."""
    view, dialogue, words = scene.view, scene.dialogue, edit.words
    if not (dialogue and words and view.main is Pane.SOURCE and scene.is_ready):
        return view  # nothing was quoted, or the reader has gone on meanwhile
    passages, remark = dialogue.passages, view.remark
    stops = passages.matching(scene.query.sides)
    end = passages.order(Passage(edit.source, words.paragraph, words.end, words.end, ""))
    after = bisect_left(stops, end, key=passages.order)
    below = (n for n in range(after, len(stops)) if passages.is_asking(stops[n]))
    if (number := next(below, None)) is None:
        view, number = replace(view, only_asking=False), max(0, after - 1)
        remark += f" · no {'hit' if scene.words else 'sentence'} below asks"
    on = passages.ref(stops[number]) if stops else ""
    return replace(move(view, Pane.SOURCE, on), remark=remark)
