"""Briefs in Markdown, with the words that prove a claim in its footnote (docs/export.md)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain

from tiptui.collection.opened import Collection
from tiptui.entries.entry import Entry
from tiptui.entries.facts import Facts, join_words
from tiptui.entries.words import NO_THEME, NOBODY, Name
from tiptui.record.follow_up import outcomes
from tiptui.report.citations import footnote, footnote_mark
from tiptui.report.export import Selection
from tiptui.report.markdown import autolink, line
from tiptui.text.visible import plural


def brief(selection: Selection) -> Iterator[str]:
    claims = (_recommendations, _statements, _dialogues)
    for part in (_head, *claims, _sources, _provenance, _footnotes):
        yield from (f"{text}\n" for text in part(selection))


def _head(selection: Selection) -> Iterator[str]:
    """Yield the event or the number of events, the number of claims, and their statuses."""
    events = [excerpt.event for excerpt in selection.excerpts]
    if len(events) > 1:
        yield f"# What was said in {plural(len(events), 'dialogue')}"
    else:
        facts = events[0].facts
        yield line(events[0].title, "# ")
        yield from ("", line(join_words(facts.words("start_date"), facts.words("place"))))
        if summary := facts.words("summary"):
            yield from ("", line(summary))
    kinds = Counter(claim.kind for claim in selection.claims)
    named = ("recommendation", "statement", "point")
    counts = join_words(*(plural(kinds[kind], kind) for kind in named if kinds[kind]))
    query = f"Found by {selection.query}: " if selection.query else ""
    yield from ("", line(f"{query}{counts or 'no claim'}."))
    asked = (claim for claim in selection.claims if claim.is_recommendation)
    if became := outcomes(Counter(claim.status for claim in asked)):
        yield from ("", line(Name.STATUS.title, "## "), "", line(became))


def _recommendations(selection: Selection) -> Iterator[str]:
    """Yield the recommendations under headings; without where one would stand for all."""
    claims = [claim for claim in selection.claims if claim.is_recommendation]
    yield from ("", line(Name.RECOMMENDATION.title, "## ")) if claims else ()
    name, sections = _sections(selection.collection, claims)
    for heading, own in sections:
        yield from ("", line(heading, "### ")) if len(sections) > 1 else ()
        yield ""
        for claim in own:
            facts = claim.facts
            yield from _claim_lines(claim, facts.under(name) if len(sections) > 1 else facts)


def _sections(
    collection: Collection, claims: list[Entry]
) -> tuple[str, list[tuple[str, list[Entry]]]]:
    """Return the name of the facts that are headings, and these with their claims, longest first.

    The headings are themes; addressees, where all claims share a theme or none has any.
    """
    row_ref = cache(collection.row_ref)
    rows: dict[str, list[list[str]]] = {"themes": [], "to": []}
    for facts in (claim.facts for claim in claims):
        for name, of in rows.items():
            of.append([row_ref(fact.ref) for fact in facts.of(name) if fact.ref])
    by_theme = any(rows["themes"]) and not set.intersection(*map(set, rows["themes"]))
    name, otherwise = ("themes", NO_THEME) if by_theme else ("to", NOBODY)
    sections: defaultdict[str, list[Entry]] = defaultdict(list)
    for claim, own in zip(claims, rows[name], strict=True):
        sections[own[0] if own else ""].append(claim)
    # The longest first, the claims without last.
    ranked = sorted(sections.items(), key=lambda section: (not section[0], -len(section[1])))
    return name, [
        (collection[row].name if row else otherwise.capitalize(), own) for row, own in ranked
    ]


def _claim_lines(claim: Entry, facts: Facts, indent: str = "") -> Iterator[str]:
    # The maker of a statement stands over it.
    makers = () if claim.kind == "statement" else facts.of("by")
    who = "; ".join(maker.with_detail for maker in makers)
    others = join_words(*(words for _, words in facts.phrases("by")))
    text = join_words(claim.title, who, between=" — ") + (f" ({others})" if others else "")
    yield line(text, f"{indent}- ", footnote_mark(claim))
    yield from _note(claim, f"{indent}  - ")
    for response in claim.responses:
        head = join_words(*(words for _, words in response.facts.phrases()), between=" · ")
        text = join_words(head, response.text, between=": ")
        note = f" Note: {response.note}" if response.note else ""
        yield line(text + note, f"{indent}  - ", _mark(response))


def _note(entry: Entry, before: str) -> list[str]:
    return [line(f"Note: {entry.note}", before)] if entry.note else []


def _mark(entry: Entry) -> str:
    return footnote_mark(entry) if entry.quotes else ""


def _statements(selection: Selection) -> Iterator[str]:
    """Yield the speakers with their statements, then the speakers without."""
    people: defaultdict[str, dict[str, list[Entry]]] = defaultdict(dict)
    for excerpt in selection.excerpts:
        statements = {*excerpt.of("statement")}
        for person in excerpt.people:
            # Who took part in more than one dialogue stands once for each office.
            row = people[selection.collection.row_ref(person.ref)]
            made = [claim for claim in person.claims if claim in statements]
            row.setdefault(join_words(person.title, person.facts.office), []).extend(made)
    spoke = [office for row in people.values() for office in row.items()]
    any_said = any(own for _, own in spoke)
    yield from ("", line(Name.STATEMENT.title, "## ")) if any_said else ()
    for who, own in spoke:
        yield from ("", line(who, "### "), "") if own else ()
        for claim in own:
            yield from _claim_lines(claim, claim.facts)
    others = [line(who, "- ") for who, own in spoke if not own]
    heading = f"Other {Name.SPEAKER.many}" if any_said else Name.SPEAKER.title
    yield from ("", line(heading, "## "), "", *others) if others else ()


def _dialogues(selection: Selection) -> Iterator[str]:
    is_one = len(selection.excerpts) == 1
    yield from ("", line("The dialogue" if is_one else Name.DIALOGUE.title, "## "), "")
    for excerpt in selection.excerpts:
        event, facts = excerpt.event, excerpt.event.facts
        summary = "" if is_one else facts.words("summary")
        yield line(
            join_words(join_words(*event.setting), summary, between=": "), "- ", _mark(event)
        )
        yield from _note(event, "  - ")
        for claim in excerpt.of("point"):
            yield from _claim_lines(claim, claim.facts, "  ")


def _sources(selection: Selection) -> Iterator[str]:
    """Yield the cited sources; all for no query."""
    lines: dict[str, None] = {}
    for excerpt in selection.excerpts:
        cited = {quote.source for quote in excerpt.quotes}
        for source in map(Entry, excerpt.dialogue.sources):
            if source in cited or not selection.query.strip():
                facts = source.facts
                words = join_words(source.title, facts.words("publisher"), facts.words("published"))
                url = facts.words("url")
                lines[line(words, "- ") + (f", {autolink(url)}" if url else "")] = None
    yield from ("", line(Name.SOURCE.title, "## "), "", *lines) if lines else ()


def _provenance(selection: Selection) -> Iterator[str]:
    of = selection.provenance
    yield from ("", line("About this brief", "## "), "")
    yield from (line(f"{name}: {words}", "- ") for name, words in of.facts.items())
    for file in of.sums:
        yield line(f"SHA-256 of the {file.kind} {file.name}: {file.in_words}", "- ")


def _footnotes(selection: Selection) -> Iterator[str]:
    for entry in chain.from_iterable(excerpt.entries for excerpt in selection.excerpts):
        quotes = entry.quotes
        if quotes and entry.kind != "speaker":
            yield from ("", footnote(entry, quotes))
        elif entry.is_claim:
            yield from ("", f"{footnote_mark(entry)}: No quote is recorded.")
