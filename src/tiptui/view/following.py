"""View transitions that need the collection: query, follow, open a source."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from tiptui.collection.dialogue import CLAIM_KINDS, Dialogue, Thing
from tiptui.collection.opened import MORE, Stop
from tiptui.search.query import (
    FIELDS,
    LONGEST,
    TOO_LONG,
    join,
    parse,
    terms_of,
    with_term,
    without_last,
    write,
)
from tiptui.search.rows import CLAIMS, RowKind
from tiptui.text.steps import finish
from tiptui.text.visible import clip
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS as CLAIM_PANES
from tiptui.view.state import FIRST, KINDS, Pane, View, enter, move, zoom

# The query.


def change_query(scene: Scene, query: str) -> View:
    """Change the query as it is typed: cursors go to the best hits; without new terms they stay."""
    view = scene.view
    terms = parse(query).terms
    cursors: Mapping[Pane, str] = {}
    if terms == scene.query.terms:
        cursors = view.cursors
    elif query.strip() and terms == parse(view.query_before).terms:
        cursors = view.cursors_before
    elif not terms:
        cursors = find_again(scene, query).cursors
    elif view.main is Pane.SOURCE:  # only the cursor moves
        cursors = {**view.cursors, Pane.DETAIL: "", Pane.SOURCE: ""}

    after_caret = min(view.after_caret, len(query))
    return replace(
        view, query=query, after_caret=after_caret, is_open=False, cursors=cursors, remark=""
    )


def keep_query(scene: Scene) -> View:
    """Leave the search line for the first list with a hit, and keep the query."""
    return replace(enter(scene.view, scene.active_pane), query=scene.view.query.rstrip())


def escape(scene: Scene) -> View:
    """Leave zoom, else take back the typed text, else the last term; cursors keep their rows."""
    view = scene.view
    if view.is_zoomed:
        return zoom(view)
    if view.is_searching:
        return find_again(scene, view.query_before)
    if view.query:
        return find_again(scene, without_last(view.query))
    return view.with_remark("nothing to go back to · q quits")


def find_again(scene: Scene, query: str) -> View:
    """Return the view with another query, and its cursors on the same rows."""
    is_found = scene.query.terms and scene.subject and scene.view.main not in FIRST
    pane = scene.active_pane if is_found else scene.view.focus
    view = replace(enter(scene.view, pane), query=query, after_caret=0)
    if view.main is Pane.SOURCE:
        return _find_sentence_again(scene, view)

    cursors = {**view.cursors, Pane.DETAIL: scene.stop.ref if scene.stop else ""}
    for pane in (Pane.EVENT, view.first, *view.lists):
        row = scene.ref_at(pane)
        if row:
            cursors[pane] = row
    return replace(view, cursors=cursors)


def _find_sentence_again(scene: Scene, view: View) -> View:
    """Go from a sentence that the query found to its first stop."""
    if not (scene.words and scene.passage and scene.dialogue):
        return view
    passages = scene.dialogue.passages
    stop = passages.first_in(scene.passage)
    return move(view, Pane.SOURCE, passages.ref(stop)) if stop else view


def next_hit(scene: Scene, step: int) -> View:
    """Go to the next sentence, claim or evidence with a word of the query, or (-1) back to one."""
    view, pane = scene.view, scene.active_pane
    if pane not in (Pane.SOURCE, Pane.DETAIL):
        return view.with_remark("n and N go from hit to hit in the detail and in the source")
    if not scene.words:
        return view.with_remark("nothing is searched for: / begins a search")

    hits: Sequence[int] = range(len(scene.source_stops))
    if pane is Pane.DETAIL:
        hits = _hits_in_detail(scene)
    if not hits:
        return view.with_remark("no hit in this pane")
    return move(view, pane, scene.ref_at(pane, _beyond(hits, scene.cursor(pane), step)))


def _hits_in_detail(scene: Scene) -> list[int]:
    hits: list[int] = []
    for number in range(scene.stops.starts[0], len(scene.stops)):
        stop = scene.stops[number]
        if stop.field != MORE and scene.has_word(stop):
            hits.append(number)
    return hits


def _beyond(numbers: Sequence[int], number: int, step: int) -> int:
    """Return the next of sorted numbers after one, or (-1) the one before it, around the ends."""
    if step > 0:
        position = bisect_right(numbers, number)
    else:
        position = bisect_left(numbers, number) - 1
    return numbers[position % len(numbers)]


# Following.

# The lists by the field of the added term: the last of them with a row gets the focus.
_LEADS: dict[str, tuple[Pane, ...]] = {
    "by": CLAIM_PANES[::-1],
    "theme": (Pane.SPEAKERS, *CLAIM_PANES[::-1]),
    "org": (*CLAIM_PANES[::-1], Pane.SPEAKERS),
    "in": (Pane.SPEAKERS, *CLAIM_PANES[::-1]),
    "to": (Pane.RECOMMENDATIONS,),
}


def follow(scene: Scene) -> View:
    """Open the claim or the words under the cursor; of anything else, narrow the query by it."""
    view, pane, stop = scene.view, scene.active_pane, scene.stop
    if pane is Pane.COUNTS:
        return _add_count(scene)
    if pane is Pane.SOURCE:
        stop = scene.stops.at(0)

    if stop and stop.evidence:
        return trace(scene)
    if stop and stop.field == MORE:
        there = move(find_again(scene, ""), Pane.DETAIL, "")
        return there.with_remark(f"without {clip(view.query.strip())} · [ brings it back")
    if stop and stop.field and scene.stops.tallies:
        return _follow_value(scene, stop)

    thing = scene.collection.get(stop.claim if stop else scene.current)
    if thing:
        return _follow_thing(scene, thing, stop.field if stop else "")
    remark = "nothing cites this yet" if pane is Pane.SOURCE else "nothing here to open"
    return view.with_remark(remark)


def _follow_thing(scene: Scene, thing: Thing, field: str) -> View:
    in_source = scene.view.main is Pane.SOURCE
    if in_source:
        scene = Scene(scene.index, find_again(scene, ""))

    if thing.claim.kind in CLAIM_KINDS:
        return _open_claim(scene, thing.claim)
    if thing.kind != "event" or not scene.collection.single:
        return _narrow(scene, thing, scene.index.facets.term_of(thing.ref, field))
    if in_source:
        return _show_row(scene, Pane.EVENT, thing.ref)
    remark = "everything here belongs to the event: j goes to its parts"
    return scene.view.with_remark(remark)


def _follow_value(scene: Scene, stop: Stop) -> View:
    """Add the terms of a dialogue and of a value of its claims to the query."""
    event = scene.collection[str(scene.subject)]
    thing = scene.collection.get(stop.claim)
    term_of = scene.index.facets.term_of
    scene = Scene(scene.index, _narrow(scene, event, term_of(event.ref)))
    if thing:
        return _narrow(scene, thing, term_of(thing.ref, stop.field))
    # Of a status.
    return _ask(scene, _put(scene.view.query, stop.claim, ""), Pane.RECOMMENDATIONS)


def _open_claim(scene: Scene, claim: Thing) -> View:
    """Go to a claim in the detail, at its first proof, and to its row in a list."""
    view = _show_row(scene, Pane(f"{claim.kind}s"), claim.ref)
    proof = f"{claim.ref}@1" if claim.evidence else claim.ref
    there = move(enter(view, Pane.DETAIL), Pane.DETAIL, proof)
    return replace(there, is_open=True, remark=view.remark)


def _show_row(scene: Scene, pane: Pane, ref: str) -> View:
    """Go to a row of a list, without the terms of the query that hide it."""
    if ref in scene.rows(pane):
        return move(enter(scene.view, pane), pane, ref)
    term = scene.index.facets.term_of(ref)
    query, remark = _uncover(scene, scene.view.query, term, CLAIMS)
    return replace(move(enter(find_again(scene, query), pane), pane, ref), remark=remark)


def _narrow(scene: Scene, thing: Thing, term: str) -> View:
    """Add the term of a thing to the query, and go to the last of its lists that has a row."""
    index, collection = scene.index, scene.collection
    field = term.partition(":")[0]
    panes = _LEADS[field]

    if field == "by":
        names = index.rows["speakers"].text(collection.row(thing))
    else:
        names = "\n".join(index.facets.value_of(field, thing.ref).texts)
    ids: set[str] = set()
    for same in collection.same(thing.ref):
        ids.update((same.id, same.ref))

    remark = ""
    query = _put(scene.view.query, term, names, ids)
    if not _panes_with_hits(scene, query, panes):
        if not _panes_with_hits(scene, term, panes):
            words = FIELDS[field].words.format(thing.name)
            return scene.view.with_remark(f"no {panes[-1].value} {words}")
        query, remark = _uncover(scene, query, term, [KINDS[pane] for pane in panes])
    view = _ask(scene, query, _panes_with_hits(scene, query, panes)[-1])
    return view.with_remark(view.remark or remark)


def _put(query: str, added: str, names: str, ids: Collection[str] = ()) -> str:
    """Put a term instead of others: of its field, of `ids`, and words of its `names`."""
    field = added.partition(":")[0]
    kept: list[str] = []
    for text, term in terms_of(query):
        if term.is_text:
            is_replaced = term.id in ids or term.stands_in(names)
        else:
            is_replaced = term.field == field and not term.negated
        if text == added or not is_replaced:
            kept.append(text)
    return with_term(join(kept), added)


def _panes_with_hits(scene: Scene, query: str, panes: Sequence[Pane]) -> list[Pane]:
    hits = scene.index.hits(parse(query))
    return [pane for pane in panes if hits.of[KINDS[pane]]]


def _uncover(scene: Scene, query: str, term: str, kinds: Sequence[RowKind]) -> tuple[str, str]:
    """Return a query without the fewest terms that hide all hits of a term, and a remark."""
    index = scene.index
    hits = index.hits(parse(term))
    rows: dict[RowKind, Sequence[int]] = {}
    for kind in kinds:
        rows[kind] = sorted(chain(*hits.of[kind].ranked[:-1]))

    terms = terms_of(query)
    hiding = finish(index.hiding([term for _, term in terms], rows))
    kept = [text for number, (text, _) in enumerate(terms) if number not in hiding]
    if not hiding:
        return join(kept), ""
    dropped = ", ".join(terms[number][0] for number in hiding)
    return join(kept), f"without {clip(dropped)} · [ brings it back"


def ask_again(scene: Scene) -> View:
    """List all that asks the same as the recommendation under the cursor, and nothing else."""
    thing = scene.collection.get(scene.current)
    if thing is None or thing.claim.kind != "recommendation":
        return scene.view.with_remark("= on a recommendation lists who asked the same")
    ref = thing.claim.ref  # for a response, its recommendation
    if len(scene.index.same.alike(ref)) == 1:
        return scene.view.with_remark("no linked repeats, and nothing in nearly the same words")
    query = join([write("same", scene.collection.shown(ref))])
    return move(_ask(scene, query, Pane.RECOMMENDATIONS), Pane.RECOMMENDATIONS, ref)


def _ask(scene: Scene, query: str, pane: Pane) -> View:
    if len(query) > LONGEST:
        return scene.view.with_remark(TOO_LONG)
    return enter(find_again(scene, query), pane)


def _add_count(scene: Scene) -> View:
    view, term = scene.view, scene.ref_at(Pane.COUNTS)
    if not term:
        return view.with_remark("nothing here to open")
    names = "\n".join(scene.results.counts.of[term].value.texts)
    query = _put(view.query, term, names)
    if query.split() == view.query.split():
        return view.with_remark(f"the query has {term} already")
    return move(find_again(scene, query), Pane.COUNTS, term)


# Sources.


def open_sources(scene: Scene) -> View:
    """Open the sources at the words of a claim, or of the first found of a row, else as left."""
    dialogue = scene.dialogue
    claim, evidence = scene.proof
    if dialogue is None or not dialogue.record.sources:
        subject = "this dialogue" if dialogue else "this row"
        return scene.view.with_remark(f"{subject} names no source")

    view = replace(find_again(scene, ""), dialogue=dialogue.id, only_asking=False)
    if evidence and scene.is_ready:
        is_claim = scene.collection[claim].kind in CLAIM_KINDS
        if is_claim or scene.target != scene.under_cursor:
            passages = dialogue.passages
            view = move(view, Pane.SOURCE, passages.ref(passages.stop(claim, evidence)))

    view = enter(view, Pane.SOURCE)
    if dialogue.texts:
        return view
    name = scene.collection.shown(dialogue.prefix + dialogue.record.sources[0].id)
    return view.with_remark(f"source text not loaded · tiptui --source {name}=FILE loads it")


def trace(scene: Scene) -> View:
    """Go to the words in the source that prove a claim; in the source, to the next of them."""
    claim, evidence = scene.proof
    in_source = scene.active_pane is Pane.SOURCE
    if evidence is None or scene.dialogue is None:
        remark = "nothing cites this yet" if in_source else "no quote is recorded for this"
        return scene.view.with_remark(remark)
    if not scene.is_ready:
        return open_sources(scene)

    quotes = scene.collection[claim].evidence
    if in_source:
        if len(quotes) == 1 and not scene.view.query:
            return scene.view.with_remark("no other quote is recorded for this")
        evidence = quotes[(quotes.index(evidence) + 1) % len(quotes)]

    passages = scene.dialogue.passages
    view = open_sources(scene)
    remark = view.remark
    if len(quotes) > 1:
        remark = f"{quotes.index(evidence) + 1} of {len(quotes)} quotes"
    there = move(view, Pane.SOURCE, passages.ref(passages.stop(claim, evidence)))
    return there.with_remark(remark)


def go_to_uncited(scene: Scene, steps: int = 1) -> View:
    """Go to the next sentence that no claim cites, or (-1) the one before, around the ends."""
    view, dialogue = scene.view, scene.dialogue
    if not (scene.is_ready and dialogue and dialogue.texts):
        return open_sources(scene)

    passages = dialogue.passages
    in_source = view.main is Pane.SOURCE
    is_among_stops = in_source and not view.query
    only_asking = is_among_stops and view.only_asking
    numbers = passages.asking if only_asking else passages.uncited_numbers
    if not numbers:
        return view.with_remark("every sentence is cited")

    here = -1
    if is_among_stops and scene.passage:
        here = passages.stops.index(scene.passage)
    number = _beyond(numbers, here, steps)
    there = _go_in_source(scene, dialogue, number, only_asking)
    if not in_source:
        remark = "the next sentence that no claim cites · A takes back a change"
        return there.with_remark(remark)
    return there.with_remark("this is the only one" if number == here else "")


def _go_in_source(scene: Scene, dialogue: Dialogue, number: int, only_asking: bool) -> View:
    view = replace(find_again(scene, ""), dialogue=dialogue.id, only_asking=only_asking)
    ref = dialogue.passages.ref(dialogue.passages.stops[number])
    return move(enter(view, Pane.SOURCE), Pane.SOURCE, ref)


def turn_asking(scene: Scene) -> View:
    """Turn between all sentences of the sources, and uncited ones that ask."""
    view, dialogue = scene.view, scene.dialogue
    if not (scene.is_ready and view.main is Pane.SOURCE and dialogue and dialogue.texts):
        return open_sources(scene)

    passages = dialogue.passages
    if not passages.asking:
        return replace(view, only_asking=False, remark="every sentence that asks is cited")
    if view.only_asking:
        return replace(view, only_asking=False, remark="f: only sentences that ask · off")

    here = -1
    if scene.passage in passages.stops:
        here = passages.stops.index(scene.passage) - 1  # a sentence that asks stays
    number = _beyond(passages.asking, here, 1)
    there = _go_in_source(scene, dialogue, number, only_asking=True)
    return there.with_remark("f: only sentences that ask · on")
