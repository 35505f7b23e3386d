"""The parts of a report, which Markdown and Word lay out (docs/export.md)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import chain, count
from typing import NamedTuple

from tiptui.collection.dialogue import Claim, Thing
from tiptui.collection.facts import Facts, join_words
from tiptui.collection.naming import NO_THEME, NOBODY, Name
from tiptui.record.follow_up import outcomes
from tiptui.report.citations import setting
from tiptui.report.export import Excerpt, Selection
from tiptui.text.visible import plural

_TO_NOBODY = f"to {NOBODY}"
_NAMED = 2  # speakers at most who are named in a sentence


class Line(NamedTuple):
    """A line of a list, with the thing whose quotes prove it, and a web address at its end."""

    words: str
    proved: Thing | None = None
    depth: int = 0
    url: str = ""


class Asked(NamedTuple):
    """A recommendation with its number, and the facts that stand nowhere else in the report."""

    number: str
    claim: Thing
    facts: Facts


class Part(NamedTuple):
    """A heading with a paragraph, a list or recommendations. Without a heading it goes on."""

    heading: str
    words: str = ""
    lines: Sequence[Line] = ()
    asked: Sequence[Asked] = ()
    level: int = 1


def heading(selection: Selection) -> tuple[str, str, str]:
    """Return the event, its day, and its place and series; of several their series and years."""
    events = [(excerpt.event, excerpt.event.facts) for excerpt in selection.excerpts]
    series = {facts.words("series") for _, facts in events}
    only = series.pop() if len(series) == 1 else ""
    if len(events) == 1:
        ((event, facts),) = events
        is_new = only.casefold() not in event.name.casefold()
        place = join_words(facts.words("place"), only if is_new else "")
        return event.name, facts.words("start_date"), place
    number = plural(len(events), "dialogue")
    years = sorted(date[:4] for event, _ in events if (date := event.dialogue.known_date))
    span = "–".join(dict.fromkeys((*years[:1], *years[-1:])))
    return only or number, span, number if only else ""


def opening(selection: Selection) -> Iterator[str]:
    """Yield the summary of a single dialogue, and the number of claims of each kind."""
    summaries = [excerpt.event.facts.words("summary") for excerpt in selection.excerpts]
    yield from filter(None, summaries[:1] if len(summaries) == 1 else ())
    kinds = Counter[str](claim.kind for claim in selection.claims)
    named = ("recommendation", "statement", "point")
    counts = join_words(*(plural(kinds[kind], kind) for kind in named if kinds[kind]))
    found = f"Found by {selection.query}: " if selection.query else ""
    yield f"{found}{counts or 'no claim'}."


def makers(selection: Selection) -> str:
    """Return how many recommendations were made, by whom, and how many have a response."""
    asked = [claim for claim in selection.claims if claim.kind == "recommendation"]
    row_ref = cache(selection.collection.row_ref)
    named = chain.from_iterable(claim.facts.of("by") for claim in asked)
    people = {row_ref(by.ref): by.words for by in named if by.ref}
    who = list(people.values())
    by = plural(len(who), Name.SPEAKER.one) if len(who) > _NAMED else " and ".join(who)
    answered = sum(bool(claim.status) for claim in asked)
    were = "was" if len(asked) == 1 else "were"
    made = f"{plural(len(asked), Name.RECOMMENDATION.one)} {were} made by {by}"
    return f"{made}; {answered:,} of them with a response." if asked else ""


def parts(selection: Selection) -> Iterator[Part]:
    """Yield the parts that have content, the last of them without the origin of the report."""
    if asked := [claim for claim in selection.claims if claim.kind == "recommendation"]:
        yield from _recommendations(selection, asked)
    yield from _people(selection)
    is_one = len(selection.excerpts) == 1
    lines = [line for excerpt in selection.excerpts for line in _event(excerpt, is_one)]
    yield Part("The dialogue" if is_one else Name.DIALOGUE.title, lines=lines)
    if lines := [*dict.fromkeys(_sources(selection))]:
        yield Part(Name.SOURCE.title, lines=lines)


def about(selection: Selection) -> Part:
    rows = selection.provenance.rows
    lines = (f"{what} {which}".rstrip() + f": {value}" for what, which, value in rows)
    return Part("About this report", lines=[*map(Line, lines)])


def _recommendations(selection: Selection, claims: Sequence[Thing]) -> Iterator[Part]:
    """Yield the recommendations, each once, under its first theme, the longest theme first.

    If none has a theme, the headings are addressees; one that would stand for all is left out.
    The number of a claim is its source's if all have one and it is one dialogue, else its rank.
    """
    by_theme = any(claim.facts.of("themes") for claim in claims)
    name, otherwise = ("themes", NO_THEME) if by_theme else ("to", NOBODY)
    row_ref = cache(selection.collection.row_ref)
    sections: defaultdict[str, list[Thing]] = defaultdict(list)
    for claim in claims:
        own = (row_ref(fact.ref) for fact in claim.facts.of(name) if fact.ref)
        sections[next(own, "")].append(claim)
    said, words = shared(claims, "themes" if by_theme else "")
    became = outcomes(Counter(claim.status for claim in claims)).replace("-", " ")
    yield Part(Name.RECOMMENDATION.title, join_words(became, words, between=". "))
    # The longest first, the claims without last.
    ranked = sorted(sections.items(), key=lambda section: (not section[0], -len(section[1])))
    has_headings, numbers = by_theme or len(sections) > 1, count(1)
    # Numbers of several sources, or some of ours among them, would be taken for one order.
    is_one = len(selection.excerpts) == 1
    has_own = is_one and all(claim.facts.value("number") for claim in claims)
    known = ("number", "status", *said) if has_own else ("status", *said)
    for row, members in ranked:
        asked = []
        for claim, ordinal in zip(members, numbers, strict=False):
            facts = claim.facts.under(name if has_headings else "", known)
            number = claim.facts.value("number") if has_own else str(ordinal)
            asked.append(Asked(number, claim, facts))
        title = selection.collection[row].name if row else otherwise.capitalize()
        yield Part(title if has_headings else "", asked=asked, level=2)


def shared(claims: Sequence[Thing], *left_out: str) -> tuple[Set[str], str]:
    """Return the names of the facts that all of several claims share, and these in sentences."""
    every = [
        ({"to": _TO_NOBODY} if claim.kind == "recommendation" else {})
        | claim.facts.phrases("by", "number", "status", *left_out)
        for claim in claims
    ]
    same = dict(set.intersection(*(set(of.items()) for of in every))) if len(every) > 1 else {}
    words = join_words(*(every[0][name] for name in every[0] if name in same)) if same else ""
    nobody = sum(of.get("to") == _TO_NOBODY for of in every)
    some = f"To {NOBODY}: {nobody:,} of {len(every):,}." if nobody and "to" not in same else ""
    return same.keys(), join_words(words and f"All of them: {words}.", some, between=" ")


def circumstances(facts: Facts) -> str:
    """Return `— Ada Brandt, engineer (reported, to Ministry of Roads)`."""
    who = "; ".join(maker.with_detail for maker in facts.of("by"))
    others = join_words(*facts.phrases("by").values())
    return join_words(who and f"— {who}", others and f"({others})", between=" ")


def claim_lines(claim: Thing, facts: Facts, depth: int = 0) -> list[Line]:
    words = join_words(claim.name, circumstances(facts), between=" ")
    return [Line(words, claim, depth), *note(claim, depth + 1)]


def note(thing: Thing, depth: int = 0) -> list[Line]:
    return [Line(f"Note: {thing.note}", depth=depth)] if thing.note else []


def response_line(response: Thing) -> Line:
    head = join_words(*response.facts.phrases().values(), between=" · ")
    notes = (line.words for line in note(response))
    words = join_words(join_words(head, response.text, between=": "), *notes, between=" ")
    return Line(words, response if response.quotations else None, 1)


def _people(selection: Selection) -> Iterator[Part]:
    """Yield the speakers with their statements, then the number of recommendations of each."""
    people: defaultdict[str, dict[str, list[Claim]]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for excerpt in selection.excerpts:
        selected = {*excerpt.claims}
        for person in excerpt.people:
            # Who took part in more than one dialogue stands once for each office.
            row = selection.collection.row_ref(person.ref)
            own = [claim for claim in person.claims if claim in selected]
            said = people[row].setdefault(join_words(person.name, person.facts.office), [])
            said += [claim for claim in own if claim.kind == "statement"]
            counts[row] += sum(claim.kind == "recommendation" for claim in own)
    offices = chain.from_iterable(of.items() for of in people.values())
    spoke = [(who, own) for who, own in offices if own]
    if spoke:
        known, words = shared([claim for _, own in spoke for claim in own])
        yield Part(Name.STATEMENT.title, words)
        for who, own in spoke:
            # The maker stands over them.
            lines = (claim_lines(claim, claim.facts.under("", ("by", *known))) for claim in own)
            yield Part(who, lines=[*chain.from_iterable(lines)], level=2)
    if made := [(row, count) for row, count in counts.most_common() if count]:
        title = f"{Name.RECOMMENDATION.title} by {Name.SPEAKER.one}"
        numbers = ((row, plural(count, Name.RECOMMENDATION.one)) for row, count in made)
        yield Part(title, lines=[Line(f"{'; '.join(people[row])}: {of}") for row, of in numbers])


def _event(excerpt: Excerpt, is_one: bool) -> Iterator[Line]:
    event = excerpt.event
    summary = "" if is_one else event.facts.words("summary")
    words = join_words(join_words(*setting(event)), summary, between=": ")
    yield Line(words, event if event.quotations else None)
    yield from note(event, 1)
    for claim in excerpt.of("point"):
        yield from claim_lines(claim, claim.facts, 1)


def _sources(selection: Selection) -> Iterator[Line]:
    """Yield the cited sources; all for no query."""
    for excerpt in selection.excerpts:
        cited = {quote.origin for quote in excerpt.quotations}
        for source in excerpt.dialogue.sources:
            if source in cited or not selection.query.strip():
                facts = source.facts
                words = join_words(source.name, facts.words("publisher"), facts.words("published"))
                yield Line(words, url=facts.words("url"))
