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
    Term,
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
    chosen: Mapping[Pane, str] = {**scene.view.cursors, Pane.DETAIL: "", Pane.SOURCE: ""}
    if (terms := parse(query).terms) == scene.query.terms:
        chosen = scene.view.cursors
    elif query.strip() and terms == parse(scene.view.query_before).terms:
        chosen = scene.view.cursors_before
    elif not terms:
        chosen = find_again(scene, query).cursors
    elif scene.view.main is not Pane.SOURCE:  # in the source, only the cursor moves
        chosen = {}
    behind = min(scene.view.after_caret, len(query))
    return replace(
        scene.view, query=query, after_caret=behind, is_open=False, cursors=chosen, remark=""
    )


def keep_query(scene: Scene) -> View:
    """Leave the search line for the first list with a hit, and keep the query."""
    return replace(enter(scene.view, scene.active_pane), query=scene.view.query.rstrip())


def escape(scene: Scene) -> View:
    """Leave zoom, else take back the typed text, else the last term; cursors keep their rows."""
    view = scene.view
    if view.is_zoomed:
        return zoom(view)
    if not (view.query or view.is_searching):
        return replace(view, remark="nothing to go back to · q quits")
    return find_again(scene, view.query_before if view.is_searching else without_last(view.query))


def find_again(scene: Scene, query: str) -> View:
    """Return the view with another query, and its cursors on the same rows."""
    is_found = scene.query.terms and scene.subject and scene.view.main not in FIRST
    there = scene.active_pane if is_found else scene.view.focus
    view = replace(enter(scene.view, there), query=query, after_caret=0)
    if view.main is Pane.SOURCE:
        found = scene.passage if scene.words else None
        if not (found and scene.dialogue):
            return view
        stop = scene.dialogue.passages.first_in(found)
        return move(view, Pane.SOURCE, scene.dialogue.passages.ref(stop)) if stop else view
    panes = {Pane.EVENT, view.first, *view.lists}
    rows = {pane: row for pane in panes if (row := scene.ref_at(pane))}
    on = scene.stop.ref if there is Pane.DETAIL and scene.stop else ""
    return replace(view, cursors={**view.cursors, Pane.DETAIL: on, **rows})


def next_hit(scene: Scene, step: int) -> View:
    """Go to the next sentence, claim or evidence with a word of the query, or (-1) back to one."""
    view, at = scene.view, scene.active_pane
    if at not in (Pane.SOURCE, Pane.DETAIL):
        return replace(view, remark="n and N go from hit to hit in the detail and in the source")
    if not scene.words:
        return replace(view, remark="nothing is searched for: / begins a search")
    hits, here = list(range(len(scene.source_stops))), scene.cursor(at)
    if at is Pane.DETAIL:
        numbers = range(scene.stops.starts[0], len(scene.stops))
        stops = ((n, scene.stops[n]) for n in numbers)
        hits = [n for n, stop in stops if stop.field != MORE and scene.has_word(stop)]
    if not hits:
        return replace(view, remark="no hit in this pane")
    beyond = bisect_right(hits, here) if step > 0 else bisect_left(hits, here) - 1
    return move(view, at, scene.ref_at(at, hits[beyond % len(hits)]))


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
    view, facets = scene.view, scene.index.facets
    if scene.active_pane is Pane.COUNTS:
        return _add_count(scene)
    in_source = scene.active_pane is Pane.SOURCE
    stop = scene.stops.at(0) if in_source else scene.stop
    if stop and stop.evidence:
        return trace(scene)
    if stop and stop.field == MORE:
        there = move(find_again(scene, ""), Pane.DETAIL, "")
        return replace(there, remark=f"without {clip(view.query.strip())} · [ brings it back")
    if stop and stop.field and scene.stops.tallies:
        return _follow_value(scene, stop)
    thing = scene.collection.get(stop.claim if stop else scene.current)
    if thing is None:
        remark = "nothing cites this yet" if in_source else "nothing here to open"
        return replace(view, remark=remark)
    if view.main is Pane.SOURCE:
        scene = Scene(scene.index, find_again(scene, ""))
    if thing.claim.kind in CLAIM_KINDS:
        return _open_claim(scene, thing.claim)
    if thing.kind == "event" and scene.collection.single:
        if view.main is Pane.SOURCE:
            return _show_row(scene, Pane.EVENT, thing.ref)
        return replace(view, remark="everything here belongs to the event: j goes to its parts")
    field = stop.field if stop else ""
    return _narrow(scene, thing, facets.term_of(thing.ref, field))


def _follow_value(scene: Scene, stop: Stop) -> View:
    """Add the terms of a dialogue and of a value of its claims to the query."""
    event, thing = scene.collection[str(scene.subject)], scene.collection.get(stop.claim)
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
    left, remark = _uncover(scene, scene.view.query, term, CLAIMS)
    return replace(move(enter(find_again(scene, left), pane), pane, ref), remark=remark)


def _narrow(scene: Scene, thing: Thing, term: str) -> View:
    """Add the term of a thing to the query, and go to the last of its lists that has a row."""
    index, collection, remark = scene.index, scene.collection, ""
    field = term.partition(":")[0]
    leads = _LEADS[field]
    if field == "by":
        own = index.rows["speakers"].text(collection.row(thing))
    else:
        own = "\n".join(index.facets.value_of(field, thing.ref).texts)
    ids = {id for same in collection.same(thing.ref) for id in (same.id, same.ref)}
    query = _put(scene.view.query, term, own, ids)
    if not _panes_with_hits(scene, query, leads):
        if not _panes_with_hits(scene, term, leads):
            words = FIELDS[field].words.format(thing.name)
            return replace(scene.view, remark=f"no {leads[-1].value} {words}")
        of_makers = Pane.SPEAKERS in leads
        kinds = ("speakers", *CLAIMS) if of_makers else tuple(KINDS[pane] for pane in leads)
        query, remark = _uncover(scene, query, term, kinds)
    view = _ask(scene, query, _panes_with_hits(scene, query, leads)[-1])
    return replace(view, remark=view.remark or remark)


def _put(query: str, added: str, own: str, ids: Collection[str] = ()) -> str:
    """Put a term instead of others: of its field, of `ids`, and words of its names, `own`."""
    field = added.partition(":")[0]

    def is_replaced(term: Term) -> bool:
        if term.is_text:
            return term.id in ids or term.stands_in(own)
        return not term.negated and term.field == field

    kept = [text for text, term in terms_of(query) if text == added or not is_replaced(term)]
    return with_term(join(kept), added)


def _panes_with_hits(scene: Scene, query: str, panes: Sequence[Pane]) -> list[Pane]:
    hits = scene.index.hits(parse(query))
    return [pane for pane in panes if hits.of[KINDS[pane]]]


def _uncover(scene: Scene, query: str, term: str, kinds: Sequence[RowKind]) -> tuple[str, str]:
    """Return a query without the fewest terms that hide all hits of a term, and a remark."""
    index, terms = scene.index, terms_of(query)
    hits = index.hits(parse(term))
    rows = {kind: sorted(chain(*hits.of[kind].ranked[:-1])) for kind in kinds}
    hiding = finish(index.hiding([term for _, term in terms], rows))
    left = [text for number, (text, _) in enumerate(terms) if number not in hiding]
    gone = ", ".join(terms[number][0] for number in hiding)
    return join(left), f"without {clip(gone)} · [ brings it back" if gone else ""


def ask_again(scene: Scene) -> View:
    """List all that asks the same as the recommendation under the cursor, and nothing else."""
    thing = scene.collection.get(scene.current)
    if thing is None or thing.claim.kind != "recommendation":
        return replace(scene.view, remark="= on a recommendation lists who asked the same")
    name = thing.claim.ref  # for a response, its recommendation
    if len(scene.index.same.alike(name)) == 1:
        return replace(scene.view, remark="no linked repeats, and nothing in nearly the same words")
    view = _ask(scene, join([write("same", scene.collection.shown(name))]), Pane.RECOMMENDATIONS)
    return move(view, Pane.RECOMMENDATIONS, name)


def _ask(scene: Scene, query: str, pane: Pane) -> View:
    if len(query) > LONGEST:
        return replace(scene.view, remark=TOO_LONG)
    return enter(find_again(scene, query), pane)


def _add_count(scene: Scene) -> View:
    view, term = scene.view, scene.ref_at(Pane.COUNTS)
    if not term:
        return replace(view, remark="nothing here to open")
    query = _put(view.query, term, "\n".join(scene.results.counts.of[term].value.texts))
    if query.split() == view.query.split():
        return replace(view, remark=f"the query has {term} already")
    return move(find_again(scene, query), Pane.COUNTS, term)


# Sources.


def open_sources(scene: Scene) -> View:
    """Open the sources at the words of a claim, or of the first found of a row, else as left."""
    dialogue, (claim, evidence) = scene.dialogue, scene.proof
    if dialogue is None or not dialogue.record.sources:
        subject = "this dialogue" if dialogue else "this row"
        return replace(scene.view, remark=f"{subject} names no source")
    view = replace(find_again(scene, ""), dialogue=dialogue.id, only_asking=False)
    is_claim = scene.collection[claim].kind in CLAIM_KINDS if evidence else False
    if evidence and scene.is_ready and (is_claim or scene.target != scene.under_cursor):
        passages = dialogue.passages
        view = move(view, Pane.SOURCE, passages.ref(passages.stop(claim, evidence)))
    name = scene.collection.shown(dialogue.prefix + dialogue.record.sources[0].id)
    remark = f"source text not loaded · tiptui --source {name}=FILE loads it"
    return replace(enter(view, Pane.SOURCE), remark="" if dialogue.texts else remark)


def trace(scene: Scene) -> View:
    """Go to the words in the source that prove a claim; in the source, to the next of them."""
    claim, evidence = scene.proof
    if evidence is None or scene.dialogue is None:
        in_source = scene.active_pane is Pane.SOURCE
        remark = "nothing cites this yet" if in_source else "no quote is recorded for this"
        return replace(scene.view, remark=remark)
    if not scene.is_ready:
        return open_sources(scene)
    proofs = scene.collection[claim].evidence
    if scene.active_pane is Pane.SOURCE:
        if len(proofs) == 1 and not scene.view.query:
            return replace(scene.view, remark="no other quote is recorded for this")
        evidence = proofs[(proofs.index(evidence) + 1) % len(proofs)]
    passages = scene.dialogue.passages
    stop = passages.stop(claim, evidence)
    there = open_sources(scene)
    view = replace(move(there, Pane.SOURCE, passages.ref(stop)), remark=there.remark)
    counted = f"{proofs.index(evidence) + 1} of {len(proofs)} quotes"
    return replace(view, remark=counted) if len(proofs) > 1 else view


def go_to_uncited(scene: Scene, steps: int = 1) -> View:
    """Go to the next sentence that no claim cites, or (-1) the one before, around the ends."""
    view, dialogue = scene.view, scene.dialogue
    if not (scene.is_ready and dialogue and dialogue.texts):
        return open_sources(scene)
    passages, inside = dialogue.passages, view.main is Pane.SOURCE and not view.query
    asking = inside and view.only_asking
    if not (numbers := passages.asking if asking else passages.uncited_numbers):
        return replace(view, remark="every sentence is cited")
    here = passages.stops.index(scene.passage) if inside and scene.passage else -1
    at = bisect_right(numbers, here) if steps > 0 else bisect_left(numbers, here) - 1
    number = numbers[at % len(numbers)]
    there = _go_in_source(scene, dialogue, number, asking)
    remark = "the next sentence that no claim cites · A takes back a change"
    if view.main is Pane.SOURCE:
        remark = "this is the only one" if number == here else ""
    return replace(there, remark=remark)


def _go_in_source(scene: Scene, dialogue: Dialogue, number: int, asking: bool) -> View:
    view = replace(find_again(scene, ""), dialogue=dialogue.id, only_asking=asking)
    ref = dialogue.passages.ref(dialogue.passages.stops[number])
    return move(enter(view, Pane.SOURCE), Pane.SOURCE, ref)


def turn_asking(scene: Scene) -> View:
    """Turn between all sentences of the sources, and uncited ones that ask."""
    view, dialogue, here = scene.view, scene.dialogue, scene.passage
    if not (scene.is_ready and view.main is Pane.SOURCE and dialogue and dialogue.texts):
        return open_sources(scene)
    if not dialogue.passages.asking:
        return replace(view, only_asking=False, remark="every sentence that asks is cited")
    if view.only_asking:
        return replace(view, only_asking=False, remark="f: only sentences that ask · off")
    passages, numbers = dialogue.passages, dialogue.passages.asking
    at = passages.stops.index(here) if here in passages.stops else 0
    number = numbers[bisect_left(numbers, at) % len(numbers)]
    there = _go_in_source(scene, dialogue, number, asking=True)
    return replace(there, remark="f: only sentences that ask · on")
