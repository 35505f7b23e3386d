"""Lines about things, for lists and the detail."""

import re
from collections.abc import Iterator

from tiptui.collection.dialogue import Event, Person, Thing
from tiptui.collection.facts import SEARCHED, body_of, has_further, join_words
from tiptui.record.model import Rank
from tiptui.record.searched import parts
from tiptui.text.folding import fold


def about(thing: Thing) -> Iterator[str]:
    """Yield lines about a thing, beside its name; none for a claim."""
    if isinstance(thing, Person):
        yield from _about_speaker(thing)
        return
    if thing.is_claim:
        return

    facts = thing.facts
    if thing.kind == "organization":
        yield " · ".join(facts.values("held"))
        for person in facts.of("speakers"):
            if person.with_detail != thing.name:
                yield person.with_detail
    elif thing.kind == "theme":
        yield facts.words("description")
    elif isinstance(thing, Event):
        yield from _about_event(thing)
    yield from facts.further()


def _about_speaker(person: Person) -> Iterator[str]:
    # One may speak in a thousand dialogues: few facts are made.
    item = person.item
    office = item.role
    if item.organization:
        body = body_of("", person.dialogue, item.organization).in_full
        if body != person.name:
            office = join_words(office, body)
    yield office
    if has_further(item):
        yield from person.facts.further()


def _about_event(event: Event) -> Iterator[str]:
    facts = event.facts
    where = [facts.words(name) for name in ("classification", "start_date", "place")]
    series = facts.words("series")
    if fold(series) not in fold(event.name):
        where.append(series)
    yield join_words(*where, between=" · ")

    came = [facts.words(name) for name in ("attendance", "statements", "recommendations")]
    yield join_words(*came, between=" · ")


def numbering(claim: Thing) -> str:
    """Return the number of a recommendation in its source, and its id if that is no form of it."""
    number = claim.reference_number
    form = "r" + re.sub(r"\W+", "-", number.lower())  # `r140-7` is a form of `140.7`
    if number and claim.id == form:
        return number
    return join_words(number, claim.id, between=" · ")


_LABELS = {"themes": "theme ", "occasion": ""}
"""The words before some searched texts, instead of the name of their fact."""


def searched_texts(claim: Thing) -> Iterator[str]:
    """Yield the searched texts of a claim, each with a label."""
    yield claim.text
    for name, facts in claim.facts.groups():
        if name in SEARCHED:
            label = _LABELS.get(name, f"{name} ")
            for fact in facts:
                yield label + fact.in_full
    for maker in claim.makers:
        yield maker.name
        yield maker.item.role
        if maker.organization:
            yield from sorted(parts(maker.organization.item, Rank.NAME), key=len)
        yield from maker.other_names
    for quotation in claim.quotations:
        yield quotation.cited
    if claim.note:
        yield f"note: {claim.note}"
