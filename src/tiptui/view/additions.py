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
    if scene.active_pane is Pane.SOURCE:
        return _begin_in_source(scene, dialogue)

    thing = scene.collection.get(scene.target[0])
    if thing is None or thing.claim.kind != "recommendation":
        return NOTHING_HERE
    return (edit_marked(scene, "response", thing.claim.ref),)


def _begin_in_source(scene: Scene, dialogue: Dialogue) -> tuple[Edit, ...] | str:
    passage = scene.passage
    if passage is None and scene.view.only_asking:
        return "nothing that asks is left: f goes through all sentences"
    text = dialogue.texts.get(passage.source) if passage else None
    if passage is None or text is None or passage.start < 0:
        return "source text not loaded: nothing of it can be quoted"

    words = _words_at(dialogue, passage)
    paragraph = text[words.paragraph]
    speaker = speaker_at(dialogue.record, text, words)
    values = {"by": speaker.name if speaker else _speaker_above(dialogue, text, words.paragraph)}
    for mark in _NUMBER.finditer(paragraph, 0, words.start):
        values["number"] = mark[1]

    kinds = ["recommendation", "statement"]
    if where_asks(paragraph[words.start : words.end]) is None:
        kinds.reverse()
    if dialogue.record.recommendations:
        kinds.append("response")

    proof = Edit(dialogue, "proof", passage.source, words, values=values)
    new = [proof._replace(kind=kind) for kind in kinds]
    cited = [proof._replace(ids=(scene.collection[ref].id,)) for ref in passage.claims]
    return (*new, *cited)


def _speaker_above(dialogue: Dialogue, text: SourceText, number: int) -> str:
    """Return the speaker whose name and a colon begin a paragraph, or the nearest with a label.

    Without a colon, a name stands for its own paragraph alone, if nobody else is named in it.
    """
    names: list[tuple[str, str]] = []
    for speaker in dialogue.record.speakers:
        names.extend((spaced(name), speaker.name) for name in identify(speaker).names)

    for above in range(number, 0, -1):
        label = _LABEL.match(text[above])
        if label:
            heading = spaced(label[0])
            return _only({speaker for name, speaker in names if name == heading})

        head = spaced(text[above][:_HEAD])
        if any(head.startswith(name) for name, _ in names):
            if above < number:
                return ""
            words = spaced(text[above])
            return _only({speaker for name, speaker in names if name in words})
    return ""


def _only(speakers: set[str]) -> str:
    return speakers.pop() if len(speakers) == 1 else ""


def _words_at(dialogue: Dialogue, passage: Passage) -> TextSpan:
    """Return the clause that asks, if it stands there once and is not cited; else the sentence."""
    source, number = passage.source, passage.paragraph
    text = dialogue.texts[source]
    paragraph = text[number]

    sentence = widen(text, TextSpan(number, passage.start, passage.end))
    mark = _NUMBER.match(paragraph, sentence.start)
    if mark and mark.end() < sentence.end:
        sentence = sentence._replace(start=mark.end())

    span = asking_clause(paragraph[sentence.start : sentence.end])
    if span is None:
        return sentence
    clause = TextSpan(number, sentence.start + span[0], sentence.start + span[1])
    if paragraph.count(paragraph[clause.start : clause.end]) > 1:
        return sentence
    for _, stop in dialogue.passages.by_paragraph[source, number]:
        if stop.claims and (stop.start, stop.end) == (clause.start, clause.end):
            return sentence
    return clause


def go_on(scene: Scene, edit: Edit) -> View:
    """Return a view at the next sentence below that asks; at the quoted words if none does."""
    view, dialogue, words = scene.view, scene.dialogue, edit.words
    if not (dialogue and words and view.main is Pane.SOURCE and scene.is_ready):
        return view  # nothing was quoted, or the reader has gone on meanwhile

    passages = dialogue.passages
    stops = passages.matching(scene.query.sides)
    end = passages.order(Passage(edit.source, words.paragraph, words.end, words.end, ""))
    after = bisect_left(stops, end, key=passages.order)
    for stop in stops[after:]:
        if passages.is_asking(stop):
            return replace(move(view, Pane.SOURCE, passages.ref(stop)), remark=view.remark)

    noun = "hit" if scene.words else "sentence"
    ref = passages.ref(stops[max(0, after - 1)]) if stops else ""
    there = move(replace(view, only_asking=False), Pane.SOURCE, ref)
    return there.with_remark(f"{view.remark} · no {noun} below asks")
