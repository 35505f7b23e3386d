"""What the reader does with sources: opening one, going to words, to sentences, and to claims."""

from bisect import bisect_right
from dataclasses import replace

from tiptui.collection.thing import Thing
from tiptui.view.following import ask_addressee, show_row
from tiptui.view.querying import find_again
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane, View, enter, move


def open_sources(scene: Scene) -> View:
    """Open the sources, where they were left."""
    dialogue = scene.dialogue
    if dialogue is None or not dialogue.record.sources:
        what = "this record" if dialogue else "what is here"
        return replace(scene.view, remark=f"{what} names no source")
    view = replace(find_again(scene, ""), dialogue=dialogue.id)
    if dialogue.id != scene.view.dialogue and not dialogue.is_alone:
        view = move(view, Pane.SOURCE, 0)
    return enter(view, Pane.SOURCE)


def trace(scene: Scene) -> View:
    """Go from what is under the cursor to its words in the source; there, to the next of them."""
    claim, evidence = scene.proof
    if evidence is None or scene.dialogue is None:
        here = scene.acting is Pane.SOURCE
        what = "no claim rests on this sentence" if here else "no words of a source prove this"
        return replace(scene.view, remark=what)
    if not scene.is_ready:
        return open_sources(scene)
    proofs = scene.collection[claim].evidence
    if scene.acting is Pane.SOURCE:
        if len(proofs) == 1 and not scene.view.query:
            return replace(scene.view, remark=f"{claim} rests on no other words")
        evidence = proofs[(proofs.index(evidence) + 1) % len(proofs)]
    passages = scene.dialogue.passages
    number = passages.number(claim, evidence)
    view = move(open_sources(scene), Pane.SOURCE, number)
    if len(proofs) == 1:
        return view
    # There, keys are about the first claim that rests on these words.
    goes_on = passages.first_on(passages.stops[number])[0] == claim
    place = f"{proofs.index(evidence) + 1} of {len(proofs)} places that prove it"
    return replace(view, remark=f"{place}; e goes to the next" if goes_on else place)


def go_to_uncited(scene: Scene) -> View:
    """Go to the next sentence that no claim cites, around the end if need be."""
    if not scene.is_ready:
        return open_sources(scene)
    view, dialogue = scene.view, scene.dialogue
    inside = view.main is Pane.SOURCE and not view.query
    here = view.chosen.source if inside else -1
    numbers = dialogue.passages.uncited_numbers if dialogue else ()
    if dialogue is None or not numbers:
        there = dialogue is not None and dialogue.texts
        remark = "every sentence is cited" if there else "no text at hand to look for sentences in"
        return replace(view, remark=remark)
    number = numbers[bisect_right(numbers, here) % len(numbers)]
    view = replace(find_again(scene, ""), dialogue=dialogue.id)
    return move(enter(view, Pane.SOURCE), Pane.SOURCE, number)


def go_to_claim(scene: Scene) -> View:
    """Go to a claim: that in the detail, or the first that rests on the passage."""
    first = scene.stop or scene.stops.at(0)
    thing = scene.collection.get(first.claim) if first else None
    if thing is None:
        return replace(scene.view, remark="no claim rests on this sentence")
    if scene.view.main is Pane.SOURCE:
        scene = Scene(scene.index, find_again(scene, ""))
    return _show_thing(scene, thing)


def enter_stop(scene: Scene) -> View:
    """Go from the stop in the detail to what it is.

    A claim in its list, words in their source, of an addressee all that it is asked for.
    """
    stop = scene.stop
    if stop is None:
        return replace(scene.view, remark="nothing here to follow")
    if stop.evidence:
        return trace(scene)
    if scene.collection[stop.claim].kind in ("organization", "addressee"):
        return ask_addressee(scene, stop.claim)
    return go_to_claim(scene)


def _show_thing(scene: Scene, thing: Thing) -> View:
    """Return the view with the cursor on a thing, where the record shows it.

    A response is shown with its recommendation.
    """
    name = scene.collection.row_name(thing.claim.name)
    for pane in LISTS:
        if pane.value == f"{thing.claim.kind}s":
            return show_row(scene, pane, name)
    if thing.dialogue.is_alone:
        return move(enter(scene.view, Pane.EVENT), Pane.EVENT, thing.name)
    return show_row(scene, Pane.EVENT, thing.dialogue.id)
